//! Market development funds.

use super::campaign::Campaign;
use super::choice::choice;
use super::id::Id;
use super::money::Money;
use super::partner::Partner;
use super::record::record;
use super::team::{TeamMember, TeamRole};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

choice! {
    /// What funds are for.
    pub enum MdfUse {
        Events = "events" => "Events",
        Content = "content" => "Content",
        Advertising = "advertising" => "Advertising",
        Swag = "swag" => "Swag",
    }
}

choice! {
    /// Where a request stands.
    pub enum MdfState {
        Requested = "requested" => "Requested",
        Approved = "approved" => "Approved",
        Rejected = "rejected" => "Rejected",
        Paid = "paid" => "Paid",
        Withdrawn = "withdrawn" => "Withdrawn",
    }
}

/// One approval of a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Approval {
    /// In which role.
    pub role: TeamRole,
    /// Who.
    pub person: Id<TeamMember>,
    /// When.
    pub on: Date,
}

/// A request for funds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MdfRequest {
    /// Identifier.
    pub id: Id<MdfRequest>,
    /// Who asks.
    pub partner: Id<Partner>,
    /// For which campaign.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub campaign: Option<Id<Campaign>>,
    /// How much.
    pub amount: Money,
    /// For what.
    pub purpose: MdfUse,
    /// When the activity takes place.
    pub activity_on: Date,
    /// What is planned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plan: Option<String>,
    /// What it is to bring.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub roi_commitment: Option<String>,
    /// Leads expected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected_leads: Option<u32>,
    /// When asked.
    pub requested_on: Date,
    /// Who approved.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub approvals: Vec<Approval>,
    /// Where it stands.
    pub state: MdfState,
    /// When receipts came.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub receipt_on: Option<Date>,
    /// When reimbursed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paid_on: Option<Date>,
    /// Leads reported.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reported_leads: Option<u32>,
    /// Pipeline reported.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reported_pipeline: Option<Money>,
}

record!(
    MdfRequest,
    [
        ("partner", Reference(Kind::Partner), Required),
        ("campaign", Reference(Kind::Campaign), Optional),
        ("amount", Money, Required),
        ("purpose", Choice(MdfUse::CHOICES), Required),
        ("activity_on", Date, Required),
        ("plan", Text, Optional),
        ("roi_commitment", Text, Optional),
        ("expected_leads", Count, Optional),
        ("requested_on", Date, Required),
        ("approvals", Structure, List),
        ("state", Choice(MdfState::CHOICES), Required),
        ("receipt_on", Date, Optional),
        ("paid_on", Date, Optional),
        ("reported_leads", Count, Optional),
        ("reported_pipeline", Money, Optional),
    ],
    |self, visit| {
        visit.one("partner", &self.partner);
        visit.maybe("campaign", &self.campaign);
        for inner in &self.approvals {
            visit.one("approvals.person", &inner.person);
        }
    }
);
