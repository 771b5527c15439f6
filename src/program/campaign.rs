//! Campaigns, webinars and events.

use super::choice::choice;
use super::deal::Deal;
use super::id::Id;
use super::money::Money;
use super::partner::Partner;
use super::quantity::Quantity;
use super::rate::Multiplier;
use super::record::record;
use super::side::Side;
use super::when::When;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

choice! {
    /// What kind of campaign (F42, F66).
    pub enum CampaignKind {
        Webinar = "webinar" => "Joint webinar",
        Content = "content" => "Content",
        EmailSwap = "email_swap" => "E-mail swap",
        Social = "social" => "Social amplification",
        CaseStudy = "case_study" => "Case study",
        Event = "event" => "Event",
        Bundle = "bundle" => "Bundle",
        Summit = "summit" => "Partner summit",
    }
}

choice! {
    /// Where it stands.
    pub enum CampaignState {
        Idea = "idea" => "Idea",
        Planned = "planned" => "Planned",
        Live = "live" => "Live",
        Done = "done" => "Done",
        Cancelled = "cancelled" => "Cancelled",
    }
}

choice! {
    /// How leads are distributed.
    pub enum LeadModel {
        Share = "share" => "Both get all",
        PrimarySecondary = "primary_secondary" => "Primary, then secondary",
        RoundRobin = "round_robin" => "Round robin",
        Split = "split" => "Split",
        QualificationFirst = "qualification_first" => "Qualification first",
        SelfSelection = "self_selection" => "Self-selection",
    }
}

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

/// A target of a campaign; a result in another unit never meets it (C-58).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CampaignKpi {
    /// What.
    pub metric: String,
    /// In which unit.
    pub unit: String,
    /// How much.
    pub target: Quantity,
}

/// How many addresses two lists share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListOverlap {
    /// The other list.
    pub list: Id<AudienceList>,
    /// Addresses on both.
    pub size: u32,
}

/// A list of people to reach.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AudienceList {
    /// Identifier.
    pub id: Id<AudienceList>,
    /// Name.
    pub name: String,
    /// Whose; none: ours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partner: Option<Id<Partner>>,
    /// Addresses.
    pub size: u32,
    /// Tags.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Offsets from UTC in minutes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub utc_offsets: Vec<i16>,
    /// Known overlaps.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub overlaps: Vec<ListOverlap>,
}

record!(
    AudienceList,
    [
        ("name", Text, Required),
        ("partner", Reference(Kind::Partner), Optional),
        ("size", Count, Required),
        ("tags", Text, List),
        ("utc_offsets", Count, List),
        ("overlaps", Structure, List),
    ],
    |self, visit| {
        visit.maybe("partner", &self.partner);
        for inner in &self.overlaps {
            visit.one("overlaps.list", &inner.list);
        }
    }
);

/// Something done together to reach customers; a webinar is one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Campaign {
    /// Identifier.
    pub id: Id<Campaign>,
    /// Name.
    pub name: String,
    /// Kind.
    pub kind: CampaignKind,
    /// With whom; only a summit has none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub partners: Vec<Id<Partner>>,
    /// The day it goes live.
    pub launch: Date,
    /// Local time, such as `17:00`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub launch_time: Option<String>,
    /// Where it stands.
    pub state: CampaignState,
    /// Objective.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub objective: Option<String>,
    /// Audience.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub audience: Option<String>,
    /// Key message.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// Lists it is sent to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lists: Vec<Id<AudienceList>>,
    /// What success means.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub primary_kpi: Option<CampaignKpi>,
    /// What else is watched.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub secondary_kpis: Vec<CampaignKpi>,
    /// How results are attributed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attribution_method: Option<String>,
    /// Who gets the leads.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lead_model: Option<LeadModel>,
    /// Co-branding rules met (F45).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub brand_checks: Vec<String>,
    /// What we do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub our_responsibilities: Option<String>,
    /// What the partner does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partner_responsibilities: Option<String>,
    /// Our budget.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub our_budget: Option<Money>,
    /// The partner's budget.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partner_budget: Option<Money>,
    /// 0.5x to 2x.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub performance_multiplier: Option<Multiplier>,
    /// 0.8x to 1.5x.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub strategic_multiplier: Option<Multiplier>,
    /// Note.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

record!(
    Campaign,
    [
        ("name", Text, Required),
        ("kind", Choice(CampaignKind::CHOICES), Required),
        ("partners", Reference(Kind::Partner), List),
        ("launch", Date, Required),
        ("launch_time", Text, Optional),
        ("state", Choice(CampaignState::CHOICES), Required),
        ("objective", Text, Optional),
        ("audience", Text, Optional),
        ("message", Text, Optional),
        ("lists", Reference(Kind::AudienceList), List),
        ("primary_kpi", Structure, Optional),
        ("secondary_kpis", Structure, List),
        ("attribution_method", Text, Optional),
        ("lead_model", Choice(LeadModel::CHOICES), Optional),
        ("brand_checks", Text, List),
        ("our_responsibilities", Text, Optional),
        ("partner_responsibilities", Text, Optional),
        ("our_budget", Money, Optional),
        ("partner_budget", Money, Optional),
        ("performance_multiplier", Multiplier, Optional),
        ("strategic_multiplier", Multiplier, Optional),
        ("note", Text, Optional),
    ],
    |self, visit| {
        visit.many("partners", &self.partners);
        visit.many("lists", &self.lists);
    }
);

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
}

record!(
    Speaker,
    [
        ("campaign", Reference(Kind::Campaign), Required),
        ("name", Text, Required),
        ("side", Choice(Side::CHOICES), Required),
        ("role", Choice(SpeakerRole::CHOICES), Required),
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
