//! What proves a deal and its worth: registrations, touches, quotes, and revenue without deal data.

use super::choice::choice;
use super::deal::{Account, Deal};
use super::external::ExternalId;
use super::id::Id;
use super::money::Money;
use super::partner::Partner;
use super::period::Quarter;
use super::record::record;
use super::when::When;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

choice! {
    /// Where a registration stands.
    pub enum RegistrationState {
        Draft = "draft" => "Draft",
        Submitted = "submitted" => "Submitted",
        Approved = "approved" => "Approved",
        Rejected = "rejected" => "Rejected",
        Converted = "converted" => "Converted",
        Expired = "expired" => "Expired",
        Withdrawn = "withdrawn" => "Withdrawn",
        Duplicate = "duplicate" => "Duplicate",
    }
}

choice! {
    /// What a partner did for a deal.
    pub enum DealTouchKind {
        Introduction = "introduction" => "Introduction",
        Meeting = "meeting" => "Meeting",
        Demo = "demo" => "Demo",
        Technical = "technical" => "Technical",
        Proposal = "proposal" => "Proposal",
        CoSell = "co_sell" => "Co-sell",
        Email = "email" => "E-mail",
        Mention = "mention" => "Mention",
    }
}

/// A partner's claim on an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DealRegistration {
    /// Identifier.
    pub id: Id<DealRegistration>,
    /// Whose claim.
    pub partner: Id<Partner>,
    /// On which customer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account: Option<Id<Account>>,
    /// The deal it became.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deal: Option<Id<Deal>>,
    /// When submitted.
    pub submitted_at: When,
    /// When decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decided_at: Option<When>,
    /// Where it stands.
    pub state: RegistrationState,
    /// When approved; set exactly when it was approved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub approved_on: Option<Date>,
    /// Identifier in the source system.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external: Option<ExternalId>,
}

record!(
    DealRegistration,
    [
        ("partner", Reference(Kind::Partner), Required),
        ("account", Reference(Kind::Account), Optional),
        ("deal", Reference(Kind::Deal), Optional),
        ("submitted_at", When, Required),
        ("decided_at", When, Optional),
        ("state", Choice(RegistrationState::CHOICES), Required),
        ("approved_on", Date, Optional),
        ("external", Text, Optional),
    ],
    |self, visit| {
        visit.one("partner", &self.partner);
        visit.maybe("account", &self.account);
        visit.maybe("deal", &self.deal);
    }
);

/// What someone did for a deal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DealTouch {
    /// Identifier.
    pub id: Id<DealTouch>,
    /// Which deal.
    pub deal: Id<Deal>,
    /// Who; none: our own sales.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partner: Option<Id<Partner>>,
    /// When.
    pub at: When,
    /// Order on the same day.
    pub sequence: u16,
    /// What.
    pub kind: DealTouchKind,
    /// Note.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

record!(
    DealTouch,
    [
        ("deal", Reference(Kind::Deal), Required),
        ("partner", Reference(Kind::Partner), Optional),
        ("at", When, Required),
        ("sequence", Count, Required),
        ("kind", Choice(DealTouchKind::CHOICES), Required),
        ("note", Text, Optional),
    ],
    |self, visit| {
        visit.one("deal", &self.deal);
        visit.maybe("partner", &self.partner);
    }
);

/// A price offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quote {
    /// Identifier.
    pub id: Id<Quote>,
    /// For which deal.
    pub deal: Id<Deal>,
    /// When.
    pub on: Date,
    /// List price.
    pub list: Money,
    /// The partner's price to the customer; none: list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sell: Option<Money>,
}

record!(
    Quote,
    [
        ("deal", Reference(Kind::Deal), Required),
        ("on", Date, Required),
        ("list", Money, Required),
        ("sell", Money, Optional),
    ],
    |self, visit| {
        visit.one("deal", &self.deal);
    }
);

/// Revenue of a partner without deal data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RevenueRecord {
    /// Identifier.
    pub id: Id<RevenueRecord>,
    /// Whose.
    pub partner: Id<Partner>,
    /// Fiscal quarter.
    pub quarter: Quarter,
    /// Closed-won revenue sourced by the partner.
    pub amount: Money,
}

record!(
    RevenueRecord,
    [("partner", Reference(Kind::Partner), Required), ("quarter", Quarter, Required), ("amount", Money, Required),],
    |self, visit| {
        visit.one("partner", &self.partner);
    }
);
