//! The affiliate program.

use super::compensation::CompPlan;
use super::id::Id;
use super::money::Money;
use super::partner::Partner;
use super::period::Month;
use super::rate::Percent;
use super::record::record;
use serde::{Deserialize, Serialize};

/// Terms of the affiliate program (F32).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AffiliateProgram {
    /// Identifier.
    pub id: Id<AffiliateProgram>,
    /// Name.
    pub name: String,
    /// How affiliates are paid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comp_plan: Option<Id<CompPlan>>,
    /// Days a click counts.
    pub cookie_days: u16,
    /// Days a commission is held back.
    pub holdback_days: u16,
    /// Smallest payout.
    pub minimum_payout: Money,
    /// Controls in place (F36).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fraud_controls: Vec<String>,
    /// What affiliates may not do.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub restrictions: Vec<String>,
    /// Tracking methods in use (F34).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tracking: Vec<String>,
    /// Portal features present (F35).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub features: Vec<String>,
    /// Legal requirements that are met (F39).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub legal: Vec<String>,
    /// Monthly revenue that affiliates are to bring.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub monthly_target: Option<Money>,
    /// What a customer pays a month.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price: Option<Money>,
    /// Customers lost a month.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub churn: Option<Percent>,
    /// Terms in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub terms: Option<String>,
}

record!(
    AffiliateProgram,
    [
        ("name", Text, Required),
        ("comp_plan", Reference(Kind::CompPlan), Optional),
        ("cookie_days", Count, Required),
        ("holdback_days", Count, Required),
        ("minimum_payout", Money, Required),
        ("fraud_controls", Text, List),
        ("restrictions", Text, List),
        ("tracking", Text, List),
        ("features", Text, List),
        ("legal", Text, List),
        ("monthly_target", Money, Optional),
        ("price", Money, Optional),
        ("churn", Percent, Optional),
        ("terms", Text, Optional),
    ],
    |self, visit| {
        visit.maybe("comp_plan", &self.comp_plan);
    }
);

/// One month of an affiliate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AffiliateMonth {
    /// Identifier.
    pub id: Id<AffiliateMonth>,
    /// Who.
    pub partner: Id<Partner>,
    /// Which month.
    pub month: Month,
    /// Clicks.
    pub clicks: u32,
    /// Sign-ups.
    pub signups: u32,
    /// Paid sales.
    pub paid: u32,
    /// Refunded sales.
    pub refunds: u32,
    /// Revenue referred.
    pub revenue: Money,
}

record!(
    AffiliateMonth,
    [
        ("partner", Reference(Kind::Partner), Required),
        ("month", Month, Required),
        ("clicks", Count, Required),
        ("signups", Count, Required),
        ("paid", Count, Required),
        ("refunds", Count, Required),
        ("revenue", Money, Required),
    ],
    |self, visit| {
        visit.one("partner", &self.partner);
    }
);
