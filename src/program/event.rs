//! What a campaign is made of: the run of show, promotions, leads, costs, results.

use super::campaign::{AudienceList, Campaign};
use super::choice::choice;
use super::deal::Deal;
use super::id::Id;
use super::money::Money;
use super::quantity::Quantity;
use super::record::record;
use super::side::Side;
use super::when::When;
use super::zone::Zone;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

choice! {
    /// A cell of the RACI grid.
    pub enum RaciLetter {
        Responsible = "responsible" => "Responsible",
        Accountable = "accountable" => "Accountable",
        Consulted = "consulted" => "Consulted",
        Informed = "informed" => "Informed",
    }
}

choice! {
    /// How something is promoted (F51).
    pub enum SendChannel {
        Email = "email" => "E-mail",
        X = "x" => "X",
        Linkedin = "linkedin" => "LinkedIn",
        Blog = "blog" => "Blog",
        Newsletter = "newsletter" => "Newsletter",
        Paid = "paid" => "Paid",
        Other = "other" => "Other",
    }
}

choice! {
    /// What an agenda item is.
    pub enum AgendaKind {
        Intro = "intro" => "Introduction",
        Content = "content" => "Content",
        Demo = "demo" => "Demo",
        Customer = "customer" => "Customer story",
        Questions = "questions" => "Q&A",
        Close = "close" => "Close",
    }
}

choice! {
    /// What a speaker does.
    pub enum SpeakerRole {
        Speaker = "speaker" => "Speaker",
        Moderator = "moderator" => "Moderator",
    }
}

choice! {
    /// What a cost is for.
    pub enum CostCategory {
        Sponsorship = "sponsorship" => "Sponsorship",
        Travel = "travel" => "Travel and staff",
        Collateral = "collateral" => "Collateral",
        Promotion = "promotion" => "Promotion",
        Platform = "platform" => "Platform",
        Other = "other" => "Other",
    }
}

choice! {
    /// What an actual measures.
    pub enum EventMetric {
        Registrations = "registrations" => "Registrations",
        Attendees = "attendees" => "Attendees",
        Stayed = "stayed" => "Stayed to the end",
        FollowUps = "follow_ups" => "Follow-up requests",
        Opportunities = "opportunities" => "Opportunities",
        Closed = "closed" => "Closed deals",
        Leads = "leads" => "Leads",
        Qualified = "qualified" => "Qualified leads",
        Pipeline = "pipeline" => "Pipeline",
        Revenue = "revenue" => "Revenue",
    }
}

/// Who does what (F44).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RaciCell {
    /// Identifier.
    pub id: Id<RaciCell>,
    /// Of which campaign.
    pub campaign: Id<Campaign>,
    /// What.
    pub activity: String,
    /// Which side.
    pub side: Side,
    /// In which part.
    pub letter: RaciLetter,
}

record!(
    RaciCell,
    [
        ("campaign", Reference(Kind::Campaign), Required),
        ("activity", Text, Required),
        ("side", Choice(Side::CHOICES), Required),
        ("letter", Choice(RaciLetter::CHOICES), Required),
    ],
    |self, visit| {
        visit.one("campaign", &self.campaign);
    }
);

/// One promotion (F51).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Send {
    /// Identifier.
    pub id: Id<Send>,
    /// Of which campaign.
    pub campaign: Id<Campaign>,
    /// Who sends.
    pub side: Side,
    /// How.
    pub channel: SendChannel,
    /// To whom.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub list: Option<Id<AudienceList>>,
    /// Planned.
    pub planned_on: Date,
    /// Sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sent_on: Option<Date>,
    /// Clicks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clicks: Option<u32>,
}

record!(
    Send,
    [
        ("campaign", Reference(Kind::Campaign), Required),
        ("side", Choice(Side::CHOICES), Required),
        ("channel", Choice(SendChannel::CHOICES), Required),
        ("list", Reference(Kind::AudienceList), Optional),
        ("planned_on", Date, Required),
        ("sent_on", Date, Optional),
        ("clicks", Count, Optional),
    ],
    |self, visit| {
        visit.one("campaign", &self.campaign);
        visit.maybe("list", &self.list);
    }
);

/// A part of the run of show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgendaItem {
    /// Identifier.
    pub id: Id<AgendaItem>,
    /// Of which campaign.
    pub campaign: Id<Campaign>,
    /// Position.
    pub order: u16,
    /// Title.
    pub title: String,
    /// At least 1.
    pub minutes: u16,
    /// Kind.
    pub kind: AgendaKind,
    /// Who.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speaker: Option<Id<Speaker>>,
}

record!(
    AgendaItem,
    [
        ("campaign", Reference(Kind::Campaign), Required),
        ("order", Count, Required),
        ("title", Text, Required),
        ("minutes", Count, Required),
        ("kind", Choice(AgendaKind::CHOICES), Required),
        ("speaker", Reference(Kind::Speaker), Optional),
    ],
    |self, visit| {
        visit.one("campaign", &self.campaign);
        visit.maybe("speaker", &self.speaker);
    }
);

/// Who speaks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Speaker {
    /// Identifier.
    pub id: Id<Speaker>,
    /// Where.
    pub campaign: Id<Campaign>,
    /// Who.
    pub name: String,
    /// From which side.
    pub side: Side,
    /// As what.
    pub role: SpeakerRole,
    /// The time zone in which they are on the day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<Zone>,
}

record!(
    Speaker,
    [
        ("campaign", Reference(Kind::Campaign), Required),
        ("name", Text, Required),
        ("side", Choice(Side::CHOICES), Required),
        ("role", Choice(SpeakerRole::CHOICES), Required),
        ("time_zone", Text, Optional),
    ],
    |self, visit| {
        visit.one("campaign", &self.campaign);
    }
);

/// Somebody who came in through a campaign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lead {
    /// Identifier.
    pub id: Id<Lead>,
    /// Through which.
    pub campaign: Id<Campaign>,
    /// Name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// When.
    pub registered_at: When,
    /// From which list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub list: Option<Id<AudienceList>>,
    /// Came.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attended: Option<bool>,
    /// Asked for a follow-up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requested: Option<bool>,
    /// Is qualified.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub qualified: Option<bool>,
    /// Who makes the first contact, once assigned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_contact: Option<Side>,
    /// The deal it became.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub converted_deal: Option<Id<Deal>>,
}

record!(
    Lead,
    [
        ("campaign", Reference(Kind::Campaign), Required),
        ("name", Text, Optional),
        ("email", Text, Optional),
        ("registered_at", When, Required),
        ("list", Reference(Kind::AudienceList), Optional),
        ("attended", YesNo, Optional),
        ("requested", YesNo, Optional),
        ("qualified", YesNo, Optional),
        ("first_contact", Choice(Side::CHOICES), Optional),
        ("converted_deal", Reference(Kind::Deal), Optional),
    ],
    |self, visit| {
        visit.one("campaign", &self.campaign);
        visit.maybe("list", &self.list);
        visit.maybe("converted_deal", &self.converted_deal);
    }
);

/// A cost of a campaign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventCost {
    /// Identifier.
    pub id: Id<EventCost>,
    /// Of which.
    pub campaign: Id<Campaign>,
    /// What for.
    pub category: CostCategory,
    /// Who pays.
    pub side: Side,
    /// How much.
    pub amount: Money,
}

record!(
    EventCost,
    [
        ("campaign", Reference(Kind::Campaign), Required),
        ("category", Choice(CostCategory::CHOICES), Required),
        ("side", Choice(Side::CHOICES), Required),
        ("amount", Money, Required),
    ],
    |self, visit| {
        visit.one("campaign", &self.campaign);
    }
);

/// A result of a campaign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventActual {
    /// Identifier.
    pub id: Id<EventActual>,
    /// Of which.
    pub campaign: Id<Campaign>,
    /// What.
    pub metric: EventMetric,
    /// How much.
    pub value: Quantity,
    /// In which unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
}

record!(
    EventActual,
    [
        ("campaign", Reference(Kind::Campaign), Required),
        ("metric", Choice(EventMetric::CHOICES), Required),
        ("value", Quantity, Required),
        ("unit", Text, Optional),
    ],
    |self, visit| {
        visit.one("campaign", &self.campaign);
    }
);
