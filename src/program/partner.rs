//! The partner: who they are, where they stand, what was decided about them.

use super::choice::choice;
use super::currency::Currency;
use super::designation_facts::{Credential, Decision, FeePaid, OwnedItem};
use super::external::ExternalId;
use super::id::Id;
use super::money::Money;
use super::portal::PortalActivity;
use super::quantity::Quantity;
use super::record::record;
use super::team::TeamMember;
use super::tier::Tier;
use super::zone::Zone;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

choice! {
    /// What kind of partner (F153).
    pub enum PartnerType {
        Technology = "technology" => "Technology",
        Referral = "referral" => "Referral",
        Reseller = "reseller" => "Reseller",
        Affiliate = "affiliate" => "Affiliate",
        Services = "services" => "SI / Consultant",
        Strategic = "strategic" => "Strategic",
        Oem = "oem" => "OEM",
    }
}

choice! {
    /// The partner's profile (F144).
    pub enum Archetype {
        PlatformGiant = "platform_giant" => "Platform giant",
        EcosystemLeader = "ecosystem_leader" => "Ecosystem leader",
        RisingStar = "rising_star" => "Rising star",
        Specialist = "specialist" => "Specialist",
        Affiliate = "affiliate" => "Affiliate",
    }
}

choice! {
    /// How the partner was found (F150).
    pub enum DiscoverySource {
        CustomerRequest = "customer_request" => "Customer request",
        CompetitorPartnership = "competitor_partnership" => "Competitor partnership",
        IndustryEvent = "industry_event" => "Industry event",
        Inbound = "inbound" => "Inbound interest",
        Directory = "directory" => "Partner directory",
        ColdOutreach = "cold_outreach" => "Cold outreach",
    }
}

choice! {
    /// Fine stage of the lifecycle.
    pub enum LifecycleStage {
        Prospect = "prospect" => "Prospect",
        Recruit = "recruit" => "Recruit",
        Onboard = "onboard" => "Onboard",
        Enable = "enable" => "Enable",
        Activate = "activate" => "Activate",
        Monitor = "monitor" => "Grow: Monitor",
        Engage = "engage" => "Grow: Engage",
        Expand = "expand" => "Grow: Expand",
        Advocate = "advocate" => "Grow: Advocate",
        Paused = "paused" => "Paused",
        Ended = "ended" => "Ended",
    }
}

choice! {
    /// How often the partner is active with us.
    pub enum EngagementLevel {
        Weekly = "weekly" => "Weekly",
        Monthly = "monthly" => "Monthly",
        Quarterly = "quarterly" => "Quarterly",
        Inactive = "inactive" => "Inactive",
    }
}

choice! {
    /// How well the partner fits our strategy.
    pub enum StrategicFit {
        Strong = "strong" => "Strong",
        Moderate = "moderate" => "Moderate",
        Weak = "weak" => "Weak",
    }
}

choice! {
    /// How the partner is looked after.
    pub enum Segment {
        Strategic = "strategic" => "Strategic",
        Growth = "growth" => "Growth",
        Stable = "stable" => "Stable",
        LongTail = "long_tail" => "Long-tail",
        AtRisk = "at_risk" => "At-risk",
    }
}

choice! {
    /// What the partner's own system says of the account.
    pub enum PartnerStatus {
        Active = "active" => "Active",
        Pending = "pending" => "Pending",
        Inactive = "inactive" => "Inactive",
        Archived = "archived" => "Archived",
    }
}

choice! {
    /// How much support a type of partner gets (F153).
    pub enum SupportLevel {
        Automated = "automated" => "Automated",
        Light = "light" => "Light",
        Medium = "medium" => "Medium",
        High = "high" => "High",
        Technical = "technical" => "Technical",
        WhiteGlove = "white_glove" => "White glove",
    }
}

choice! {
    /// Why a partner has a tier that its criteria do not give.
    #[derive(Default)]
    pub enum ExceptionKind {
        #[default]
        Override = "override" => "Override",
        Provisional = "provisional" => "Provisional",
    }
}

impl ExceptionKind {
    fn is_default(&self) -> bool {
        *self == Self::Override
    }
}

/// A tier granted against the rules, for a time (R-09, C-54).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TierOverride {
    /// An override, or a provisional tier that is to be earned by its end.
    #[serde(default, skip_serializing_if = "ExceptionKind::is_default")]
    pub kind: ExceptionKind,
    /// The tier in force while the override lasts.
    pub tier: Id<Tier>,
    /// Why.
    pub reason: String,
    /// Who decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub approver: Option<Id<TeamMember>>,
    /// First day.
    pub from: Date,
    /// First day after it.
    pub until: Date,
}

/// A dated figure that another system reports; shown beside the computed value, never feeding it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportedFigure {
    /// What it is, such as `ttm_sourced`.
    pub figure: String,
    /// The value as a plain number or word.
    pub value: String,
    /// The day it was reported for.
    pub as_of: Date,
    /// The file or system.
    pub source: String,
    /// The region it is of; missing: the whole partner.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// The product area it is of; missing: the whole partner.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<String>,
    /// Its currency; missing: the program's, or it is no money.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<Currency>,
}

/// An organisation that sells, refers, builds or promotes with us.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Partner {
    /// Identifier.
    pub id: Id<Partner>,
    /// Name.
    pub name: String,
    /// What kind of partner.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#type: Option<PartnerType>,
    /// State of the account as the partner's system says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<PartnerStatus>,
    /// Profile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub archetype: Option<Archetype>,
    /// How the partner was found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<DiscoverySource>,
    /// Web domain, lower case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub domain: Option<String>,
    /// Region.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// How many people work there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub employees: Option<u32>,
    /// Minutes ahead of UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub utc_offset_minutes: Option<i16>,
    /// The time zone in which they work.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<Zone>,
    /// Our partner manager.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<Id<TeamMember>>,
    /// Where in the lifecycle.
    pub stage: LifecycleStage,
    /// Since when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stage_since: Option<Date>,
    /// When the first agreement was signed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signed_on: Option<Date>,
    /// When the partnership is looked at next.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub review_on: Option<Date>,
    /// The tier granted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub granted_tier: Option<Id<Tier>>,
    /// Since when; set exactly when a tier is granted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tier_since: Option<Date>,
    /// A tier granted against the rules.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tier_override: Option<TierOverride>,
    /// What we get.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value_to_us: Option<String>,
    /// What they get (F15).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value_to_them: Option<String>,
    /// Strategic value set by hand, 0 to 100.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub strategic_value_override: Option<Quantity>,
    /// Annual revenue potential.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub potential: Option<Money>,
    /// Entered engagement; otherwise from portal activity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub engagement_level: Option<EngagementLevel>,
    /// Last portal login: a date or `never`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub portal_last_active: Option<PortalActivity>,
    /// Entered fit; otherwise from the evaluation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub strategic_fit: Option<StrategicFit>,
    /// NPS entered by hand, -100 to 100, where there are no responses.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entered_nps: Option<Quantity>,
    /// Segment set by hand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub segment_override: Option<Segment>,
    /// The partner's sponsor on our side.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exec_sponsor: Option<String>,
    /// When the scorecard was last gone through.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_scored: Option<Date>,
    /// Free tags.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Which of our ideal customers they serve.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub icp_tags: Vec<String>,
    /// Which of our products they carry.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub products: Vec<String>,
    /// Other names under which systems know the partner.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Identifiers in other systems.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub external_ids: Vec<ExternalId>,
    /// Figures that other systems report.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reported: Vec<ReportedFigure>,
    /// Certifications of its people, where they count for designations.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub credentials: Vec<Credential>,
    /// Apps, offers, references and the like.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<OwnedItem>,
    /// What was decided where the program leaves it to judgement.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<Decision>,
    /// Fees it paid.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fees_paid: Vec<FeePaid>,
    /// Note.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

record!(
    Partner,
    [
        ("name", Text, Required),
        ("type", Choice(PartnerType::CHOICES), Optional),
        ("status", Choice(PartnerStatus::CHOICES), Optional),
        ("archetype", Choice(Archetype::CHOICES), Optional),
        ("source", Choice(DiscoverySource::CHOICES), Optional),
        ("domain", Text, Optional),
        ("region", Text, Optional),
        ("employees", Count, Optional),
        ("utc_offset_minutes", Count, Optional),
        ("time_zone", Text, Optional),
        ("owner", Reference(Kind::TeamMember), Optional),
        ("stage", Choice(LifecycleStage::CHOICES), Required),
        ("stage_since", Date, Optional),
        ("signed_on", Date, Optional),
        ("review_on", Date, Optional),
        ("granted_tier", Reference(Kind::Tier), Optional),
        ("tier_since", Date, Optional),
        ("tier_override", Structure, Optional),
        ("value_to_us", Text, Optional),
        ("value_to_them", Text, Optional),
        ("strategic_value_override", Quantity, Optional),
        ("potential", Money, Optional),
        ("engagement_level", Choice(EngagementLevel::CHOICES), Optional),
        ("portal_last_active", Text, Optional),
        ("strategic_fit", Choice(StrategicFit::CHOICES), Optional),
        ("entered_nps", Quantity, Optional),
        ("segment_override", Choice(Segment::CHOICES), Optional),
        ("exec_sponsor", Text, Optional),
        ("last_scored", Date, Optional),
        ("tags", Text, List),
        ("icp_tags", Text, List),
        ("products", Text, List),
        ("aliases", Text, List),
        ("external_ids", Text, List),
        ("reported", Structure, List),
        ("credentials", Structure, List),
        ("items", Structure, List),
        ("decisions", Structure, List),
        ("fees_paid", Structure, List),
        ("note", Text, Optional),
    ],
    |self, visit| {
        visit.maybe("owner", &self.owner);
        visit.maybe("granted_tier", &self.granted_tier);
        if let Some(inner) = &self.tier_override {
            visit.one("tier_override.tier", &inner.tier);
            visit.maybe("tier_override.approver", &inner.approver);
        }
    }
);

/// What the program does with a type of partner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypeProfile {
    /// Identifier.
    pub id: Id<TypeProfile>,
    /// The type; one profile each.
    pub partner_type: PartnerType,
    /// The ideal partner profile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ideal_profile: Option<String>,
    /// Whether the program takes this type.
    pub in_program: bool,
    /// The ladder it climbs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub track: Option<Id<super::tier::TierTrack>>,
    /// How it is paid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comp_plan: Option<Id<super::compensation::CompPlan>>,
    /// How much support it gets.
    pub support_level: SupportLevel,
}

record!(
    TypeProfile,
    [
        ("partner_type", Choice(PartnerType::CHOICES), Required),
        ("ideal_profile", Text, Optional),
        ("in_program", YesNo, Required),
        ("track", Reference(Kind::TierTrack), Optional),
        ("comp_plan", Reference(Kind::CompPlan), Optional),
        ("support_level", Choice(SupportLevel::CHOICES), Required),
    ],
    |self, visit| {
        visit.maybe("track", &self.track);
        visit.maybe("comp_plan", &self.comp_plan);
    }
);
