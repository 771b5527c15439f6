//! How partners are paid, and what was paid.

use super::choice::choice;
use super::deal::Deal;
use super::id::Id;
use super::money::Money;
use super::partner::{Partner, PartnerType};
use super::rate::Multiplier;
use super::rate::Percent;
use super::record::record;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

choice! {
    /// Revenue model.
    pub enum CompModel {
        Flat = "flat" => "Flat fee",
        Percentage = "percentage" => "Percentage",
        Recurring = "recurring" => "Recurring",
        Tiered = "tiered" => "Tiered",
        Hybrid = "hybrid" => "Hybrid",
        Margin = "margin" => "Reseller margin",
    }
}

choice! {
    /// What a rate is applied to.
    pub enum CompBasis {
        Acv = "acv" => "Annual contract value",
        Tcv = "tcv" => "Total contract value",
        Services = "services" => "Services",
        License = "license" => "Licence only",
    }
}

choice! {
    /// How often it is paid.
    pub enum PaymentFrequency {
        Monthly = "monthly" => "Monthly",
        Quarterly = "quarterly" => "Quarterly",
        Annual = "annual" => "Annual",
    }
}

choice! {
    /// What a payment is for.
    pub enum PaymentKind {
        Commission = "commission" => "Commission",
        Rebate = "rebate" => "Rebate",
        Mdf = "mdf" => "MDF",
        Spiff = "spiff" => "SPIFF",
        Clawback = "clawback" => "Clawback",
    }
}

choice! {
    /// Kinds of SPIFF.
    pub enum SpiffKind {
        Activation = "activation" => "Activation",
        ProductLaunch = "product_launch" => "Product launch",
        QuarterlyPush = "quarterly_push" => "Quarterly push",
        Displacement = "displacement" => "Competitive displacement",
        MultiProduct = "multi_product" => "Multi-product",
    }
}

/// A band of a tiered plan: from its lower end, inclusive, up to the next band.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RateBand {
    /// Lower end.
    pub from: Money,
    /// Rate inside.
    pub rate: Percent,
}

/// A version of a plan; a new version never edits an old one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CompPlan {
    /// Identifier.
    pub id: Id<CompPlan>,
    /// Name.
    pub name: String,
    /// Model.
    pub model: CompModel,
    /// From 1.
    pub version: u16,
    /// When announced.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub announced_on: Option<Date>,
    /// From when.
    pub effective_on: Date,
    /// Rate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rate: Option<Percent>,
    /// Bands.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bands: Vec<RateBand>,
    /// Whether bands apply marginally; unset: yes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marginal: Option<bool>,
    /// Flat fee per event.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub flat_fee: Option<Money>,
    /// Months a recurring plan pays; none: the customer's lifetime.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub term_months: Option<u16>,
    /// Smallest payment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minimum_payout: Option<Money>,
    /// How often.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub frequency: Option<PaymentFrequency>,
    /// Days to pay.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub net_days: Option<u16>,
    /// Whether cancellations are clawed back.
    pub clawback: bool,
    /// Most per partner and year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cap: Option<Money>,
    /// Named modifiers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub modifiers: Vec<String>,
    /// What the rate is applied to.
    pub basis: CompBasis,
    /// Wording.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

record!(
    CompPlan,
    [
        ("name", Text, Required),
        ("model", Choice(CompModel::CHOICES), Required),
        ("version", Count, Required),
        ("announced_on", Date, Optional),
        ("effective_on", Date, Required),
        ("rate", Percent, Optional),
        ("bands", Structure, List),
        ("marginal", YesNo, Optional),
        ("flat_fee", Money, Optional),
        ("term_months", Count, Optional),
        ("minimum_payout", Money, Optional),
        ("frequency", Choice(PaymentFrequency::CHOICES), Optional),
        ("net_days", Count, Optional),
        ("clawback", YesNo, Required),
        ("cap", Money, Optional),
        ("modifiers", Text, List),
        ("basis", Choice(CompBasis::CHOICES), Required),
        ("text", Text, Optional),
    ]
);

/// Money to a partner, signed: a clawback is negative.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Payment {
    /// Identifier.
    pub id: Id<Payment>,
    /// To whom.
    pub partner: Id<Partner>,
    /// For what.
    pub kind: PaymentKind,
    /// For which deal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deal: Option<Id<Deal>>,
    /// How much.
    pub amount: Money,
    /// When due.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_on: Option<Date>,
    /// When paid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paid_on: Option<Date>,
    /// What proves it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
}

record!(
    Payment,
    [
        ("partner", Reference(Kind::Partner), Required),
        ("kind", Choice(PaymentKind::CHOICES), Required),
        ("deal", Reference(Kind::Deal), Optional),
        ("amount", Money, Required),
        ("due_on", Date, Optional),
        ("paid_on", Date, Optional),
        ("evidence", Text, Optional),
    ],
    |self, visit| {
        visit.one("partner", &self.partner);
        visit.maybe("deal", &self.deal);
    }
);

/// A short incentive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spiff {
    /// Identifier.
    pub id: Id<Spiff>,
    /// Name.
    pub name: String,
    /// Kind.
    pub kind: SpiffKind,
    /// First day.
    pub start: Date,
    /// First day after it.
    pub end: Date,
    /// Flat amount.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    /// Points or bonus.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rate: Option<Percent>,
    /// Factor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub multiplier: Option<Multiplier>,
    /// For which types; none: all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub eligible_types: Vec<PartnerType>,
}

record!(
    Spiff,
    [
        ("name", Text, Required),
        ("kind", Choice(SpiffKind::CHOICES), Required),
        ("start", Date, Required),
        ("end", Date, Required),
        ("amount", Money, Optional),
        ("rate", Percent, Optional),
        ("multiplier", Multiplier, Optional),
        ("eligible_types", Choice(PartnerType::CHOICES), List),
    ]
);
