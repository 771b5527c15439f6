//! Deals and customers; what proves who brought them stands in [`super::deal_proof`].

pub use super::deal_proof::{DealRegistration, DealTouch, DealTouchKind, Quote, RegistrationState, RevenueRecord};

use super::choice::choice;
use super::currency::Amount;
use super::external::ExternalId;
use super::id::Id;
use super::money::Money;
use super::partner::Partner;
use super::record::record;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

choice! {
    /// Whose customer an account is.
    pub enum Ownership {
        Direct = "direct" => "Direct",
        PartnerOwned = "partner_owned" => "Partner-owned",
    }
}

choice! {
    /// Where a deal stands; won and lost are closed.
    pub enum DealStage {
        Registered = "registered" => "Registered",
        Qualified = "qualified" => "Qualified",
        Proposal = "proposal" => "Proposal",
        Negotiation = "negotiation" => "Negotiation",
        Won = "won" => "Won",
        Lost = "lost" => "Lost",
    }
}

choice! {
    /// What an amount is.
    pub enum AmountKind {
        Acv = "acv" => "Annual contract value",
        Tcv = "tcv" => "Total contract value",
        Services = "services" => "Services",
        License = "license" => "Licence only",
    }
}

choice! {
    /// Where the deal came from.
    pub enum LeadSource {
        Partner = "partner" => "Partner",
        DirectSales = "direct_sales" => "Direct sales",
        Marketing = "marketing" => "Marketing",
        Event = "event" => "Event",
        CustomerReferral = "customer_referral" => "Customer referral",
        Other = "other" => "Other",
    }
}

choice! {
    /// Why a won deal was cancelled.
    pub enum CancelReason {
        Churn = "churn" => "Churn",
        Downgrade = "downgrade" => "Downgrade",
        Fraud = "fraud" => "Fraud",
    }
}

choice! {
    /// How another system attributes a deal; shown beside our own classification, never replacing it.
    pub enum Attribution {
        Sourced = "sourced" => "Sourced",
        Influenced = "influenced" => "Influenced",
        None = "none" => "None",
    }
}

/// A partner on a deal beside the sourcing one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FurtherPartner {
    /// Who.
    pub partner: Id<Partner>,
    /// In which role.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
}

/// A customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Account {
    /// Identifier.
    pub id: Id<Account>,
    /// Name.
    pub name: String,
    /// Web domain, lower case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub domain: Option<String>,
    /// Whose customer.
    pub ownership: Ownership,
}

record!(
    Account,
    [("name", Text, Required), ("domain", Text, Optional), ("ownership", Choice(Ownership::CHOICES), Required),]
);

/// An opportunity, open or closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deal {
    /// Identifier.
    pub id: Id<Deal>,
    /// Name.
    pub name: String,
    /// The customer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account: Option<Id<Account>>,
    /// The sourcing or lead partner; none: direct.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partner: Option<Id<Partner>>,
    /// Others on the deal.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub further_partners: Vec<FurtherPartner>,
    /// Where it was won.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// The product area it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<String>,
    /// In the program's currency; unknown where nothing converts it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    /// In its own currency.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub original: Option<Amount>,
    /// Annual contract value, where it differs from the amount.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acv: Option<Money>,
    /// What the amount is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount_kind: Option<AmountKind>,
    /// Where it stands.
    pub stage: DealStage,
    /// The stage in the words of the source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_stage: Option<String>,
    /// Since when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stage_since: Option<Date>,
    /// Where it came from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lead_source: Option<LeadSource>,
    /// The source system's own attribution.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_attribution: Option<Attribution>,
    /// When the opportunity was created.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_on: Option<Date>,
    /// First contact with the customer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_contact_on: Option<Date>,
    /// First engagement of our own sales.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direct_engagement_on: Option<Date>,
    /// Expected close of an open deal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected_close: Option<Date>,
    /// Close; set exactly when won or lost.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closed_on: Option<Date>,
    /// When the customer first paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_payment_on: Option<Date>,
    /// When the implementation was complete.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub implemented_on: Option<Date>,
    /// When a won deal was cancelled.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cancelled_on: Option<Date>,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cancel_reason: Option<CancelReason>,
    /// The value after a downgrade.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub downgraded_to: Option<Money>,
    /// Why a lost deal was lost.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lost_reason: Option<String>,
    /// Whether the partner keeps the primary relationship.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub primary_relationship: Option<bool>,
    /// Partners without whom it would not close.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub would_not_close_without: Vec<Id<Partner>>,
    /// Our seller, as the source names them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// New, expansion, renewal ..., as the source names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deal_type: Option<String>,
    /// Next step.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_step: Option<String>,
    /// Identifier in the source system.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external: Option<ExternalId>,
    /// Note.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

record!(
    Deal,
    [
        ("name", Text, Required),
        ("account", Reference(Kind::Account), Optional),
        ("partner", Reference(Kind::Partner), Optional),
        ("further_partners", Structure, List),
        ("region", Text, Optional),
        ("area", Text, Optional),
        ("amount", Money, Optional),
        ("original", Amount, Optional),
        ("acv", Money, Optional),
        ("amount_kind", Choice(AmountKind::CHOICES), Optional),
        ("stage", Choice(DealStage::CHOICES), Required),
        ("source_stage", Text, Optional),
        ("stage_since", Date, Optional),
        ("lead_source", Choice(LeadSource::CHOICES), Optional),
        ("source_attribution", Choice(Attribution::CHOICES), Optional),
        ("created_on", Date, Optional),
        ("first_contact_on", Date, Optional),
        ("direct_engagement_on", Date, Optional),
        ("expected_close", Date, Optional),
        ("closed_on", Date, Optional),
        ("first_payment_on", Date, Optional),
        ("implemented_on", Date, Optional),
        ("cancelled_on", Date, Optional),
        ("cancel_reason", Choice(CancelReason::CHOICES), Optional),
        ("downgraded_to", Money, Optional),
        ("lost_reason", Text, Optional),
        ("primary_relationship", YesNo, Optional),
        ("would_not_close_without", Reference(Kind::Partner), List),
        ("owner", Text, Optional),
        ("deal_type", Text, Optional),
        ("next_step", Text, Optional),
        ("external", Text, Optional),
        ("note", Text, Optional),
    ],
    |self, visit| {
        visit.maybe("account", &self.account);
        visit.maybe("partner", &self.partner);
        for inner in &self.further_partners {
            visit.one("further_partners.partner", &inner.partner);
        }
        visit.many("would_not_close_without", &self.would_not_close_without);
    }
);
