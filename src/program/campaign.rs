//! Campaigns, webinars and events.

use super::choice::choice;
use super::id::Id;
use super::money::Money;
use super::partner::Partner;
use super::quantity::Quantity;
use super::rate::Multiplier;
use super::record::record;
use super::zone::Zone;
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

impl CampaignKind {
    /// Whether it takes place before people: a webinar, an event or a summit.
    pub fn is_event(self) -> bool {
        matches!(self, Self::Webinar | Self::Event | Self::Summit)
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
    /// What kind of topic a webinar has (F68).
    pub enum TopicKind {
        Demo = "demo" => "Joint solution demo",
        CustomerStory = "customer_story" => "Customer success story",
        ThoughtLeadership = "thought_leadership" => "Thought leadership",
        Trends = "trends" => "Industry trends",
        Practices = "practices" => "Best practices",
        Launch = "launch" => "Product launch",
    }
}

impl TopicKind {
    /// How good the leads usually are that such a topic brings (F68).
    pub fn lead_quality(self) -> &'static str {
        match self {
            Self::Demo | Self::CustomerStory => "high",
            Self::ThoughtLeadership => "medium-high",
            Self::Trends | Self::Practices | Self::Launch => "medium",
        }
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
    /// Time zones in which the people are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub time_zones: Vec<Zone>,
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
        ("time_zones", Text, List),
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
    /// The zone of that time; none: that of the program.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<Zone>,
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
    /// What kind of topic.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topic: Option<TopicKind>,
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
    /// What was learnt: what worked, what is done otherwise next time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub review: Option<String>,
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
        ("time_zone", Text, Optional),
        ("state", Choice(CampaignState::CHOICES), Required),
        ("objective", Text, Optional),
        ("audience", Text, Optional),
        ("message", Text, Optional),
        ("topic", Choice(TopicKind::CHOICES), Optional),
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
        ("review", Text, Optional),
        ("note", Text, Optional),
    ],
    |self, visit| {
        visit.many("partners", &self.partners);
        visit.many("lists", &self.lists);
    }
);
