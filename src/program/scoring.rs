//! Judgements about a partner before and while working together.

use super::choice::choice;
use super::id::Id;
use super::partner::Partner;
use super::record::record;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

choice! {
    /// Warning signs in selection (F145).
    pub enum RedFlagKind {
        NoPartnerTeam = "no_partner_team" => "No dedicated partner team",
        CompetitiveOverlap = "competitive_overlap" => "Competitive overlap",
        PoorReviews = "poor_reviews" => "Poor customer reviews",
        FinancialInstability = "financial_instability" => "Financial instability",
        MisalignedIncentives = "misaligned_incentives" => "Misaligned incentives",
        OneWayInterest = "one_way_interest" => "One-way interest",
    }
}

choice! {
    /// How a pilot ended.
    pub enum PilotDecision {
        Proceed = "proceed" => "Proceed",
        Stop = "stop" => "Stop",
    }
}

/// The qualification scorecard: seven scores of 1 to 5; the latest counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scorecard {
    /// Identifier.
    pub id: Id<Scorecard>,
    /// Who is scored.
    pub partner: Id<Partner>,
    /// When.
    pub on: Date,
    /// 1 to 5.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer_overlap: Option<u8>,
    /// 1 to 5.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product_synergy: Option<u8>,
    /// 1 to 5.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sales_capacity: Option<u8>,
    /// 1 to 5.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketing_capability: Option<u8>,
    /// 1 to 5.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub technical_depth: Option<u8>,
    /// 1 to 5.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub brand_alignment: Option<u8>,
    /// 1 to 5.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub commitment_level: Option<u8>,
    /// Qualifier of P0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub active_interest: Option<bool>,
    /// Qualifier of P0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shared_customer: Option<bool>,
    /// Qualifier of P1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub strategic_market: Option<bool>,
    /// Qualifier of P2.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub growth_potential: Option<bool>,
}

record!(
    Scorecard,
    [
        ("partner", Reference(Kind::Partner), Required),
        ("on", Date, Required),
        ("customer_overlap", Count, Optional),
        ("product_synergy", Count, Optional),
        ("sales_capacity", Count, Optional),
        ("marketing_capability", Count, Optional),
        ("technical_depth", Count, Optional),
        ("brand_alignment", Count, Optional),
        ("commitment_level", Count, Optional),
        ("active_interest", YesNo, Optional),
        ("shared_customer", YesNo, Optional),
        ("strategic_market", YesNo, Optional),
        ("growth_potential", YesNo, Optional),
    ],
    |self, visit| {
        visit.one("partner", &self.partner);
    }
);

/// The weighted evaluation: five scores of 1 to 5; the latest counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evaluation {
    /// Identifier.
    pub id: Id<Evaluation>,
    /// Who is evaluated.
    pub partner: Id<Partner>,
    /// When.
    pub on: Date,
    /// 1 to 5.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub strategic_fit: Option<u8>,
    /// 1 to 5.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub market_position: Option<u8>,
    /// 1 to 5.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub technical_capability: Option<u8>,
    /// 1 to 5.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub go_to_market: Option<u8>,
    /// 1 to 5.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cultural_fit: Option<u8>,
    /// Notes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
}

record!(
    Evaluation,
    [
        ("partner", Reference(Kind::Partner), Required),
        ("on", Date, Required),
        ("strategic_fit", Count, Optional),
        ("market_position", Count, Optional),
        ("technical_capability", Count, Optional),
        ("go_to_market", Count, Optional),
        ("cultural_fit", Count, Optional),
        ("notes", Text, Optional),
    ],
    |self, visit| {
        visit.one("partner", &self.partner);
    }
);

/// A warning sign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RedFlag {
    /// Identifier.
    pub id: Id<RedFlag>,
    /// About whom.
    pub partner: Id<Partner>,
    /// Which.
    pub kind: RedFlagKind,
    /// Note.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Whether it is dealt with.
    pub mitigated: bool,
}

record!(
    RedFlag,
    [
        ("partner", Reference(Kind::Partner), Required),
        ("kind", Choice(RedFlagKind::CHOICES), Required),
        ("note", Text, Optional),
        ("mitigated", YesNo, Required),
    ],
    |self, visit| {
        visit.one("partner", &self.partner);
    }
);

/// A trial of 90 days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pilot {
    /// Identifier.
    pub id: Id<Pilot>,
    /// With whom.
    pub partner: Id<Partner>,
    /// First day.
    pub start: Date,
    /// Qualified leads to pass.
    pub leads_required: u16,
    /// The decision.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision: Option<PilotDecision>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decided_on: Option<Date>,
}

record!(
    Pilot,
    [
        ("partner", Reference(Kind::Partner), Required),
        ("start", Date, Required),
        ("leads_required", Count, Required),
        ("decision", Choice(PilotDecision::CHOICES), Optional),
        ("decided_on", Date, Optional),
    ],
    |self, visit| {
        visit.one("partner", &self.partner);
    }
);

/// The four commitments of a partner before the start (F146).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommitmentCheck {
    /// Identifier.
    pub id: Id<CommitmentCheck>,
    /// Whose.
    pub partner: Id<Partner>,
    /// An executive sponsor is named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sponsor: Option<bool>,
    /// A partner manager is named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partner_manager: Option<bool>,
    /// A budget is agreed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub budget: Option<bool>,
    /// Their sales team is briefed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sales_briefed: Option<bool>,
}

record!(
    CommitmentCheck,
    [
        ("partner", Reference(Kind::Partner), Required),
        ("sponsor", YesNo, Optional),
        ("partner_manager", YesNo, Optional),
        ("budget", YesNo, Optional),
        ("sales_briefed", YesNo, Optional),
    ],
    |self, visit| {
        visit.one("partner", &self.partner);
    }
);
