//! Training, assets, and who has learned what.

use super::choice::choice;
use super::contact::Contact;
use super::id::Id;
use super::partner::PartnerType;
use super::record::record;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

choice! {
    /// Kinds of content (F53).
    pub enum AssetKind {
        Portal = "portal" => "Partner portal",
        SalesPlaybook = "sales_playbook" => "Sales playbook",
        ProductTraining = "product_training" => "Product training",
        BattleCards = "battle_cards" => "Battle cards",
        CaseStudy = "case_study" => "Case study",
        DemoScript = "demo_script" => "Demo script",
        ObjectionHandling = "objection_handling" => "Objection handling",
        PricingGuide = "pricing_guide" => "Pricing guide",
        TechnicalDocs = "technical_docs" => "Technical docs",
        CoBrandable = "co_brandable" => "Co-brandable asset",
        IntegrationDocs = "integration_docs" => "Integration docs",
        DemoEnvironment = "demo_environment" => "Demo environment",
    }
}

choice! {
    /// How often something is brought up to date.
    pub enum UpdateFrequency {
        Ongoing = "ongoing" => "Ongoing",
        Monthly = "monthly" => "Monthly",
        Quarterly = "quarterly" => "Quarterly",
        Annual = "annual" => "Annual",
        PerRelease = "per_release" => "Per release",
        AsNeeded = "as_needed" => "As needed",
    }
}

choice! {
    /// Sections of the sales playbook (F54).
    pub enum PlaybookPart {
        ValueProposition = "value_proposition" => "Value proposition",
        IdealCustomer = "ideal_customer" => "Ideal customer profile",
        DiscoveryQuestions = "discovery_questions" => "Discovery questions",
        DemoFlow = "demo_flow" => "Demo flow",
        ObjectionHandling = "objection_handling" => "Objection handling",
        Closing = "closing" => "Closing",
        Resources = "resources" => "Resources",
    }
}

choice! {
    /// Sections of the partner portal (F59).
    pub enum PortalPart {
        Dashboard = "dashboard" => "Dashboard",
        Training = "training" => "Training",
        Resources = "resources" => "Resources",
        DealRegistration = "deal_registration" => "Deal registration",
        Marketing = "marketing" => "Marketing",
        Support = "support" => "Support",
        Community = "community" => "Community",
        Marketplace = "marketplace" => "Marketplace",
        Reports = "reports" => "Reports",
    }
}

choice! {
    /// What a demo environment offers (F61).
    pub enum DemoFeature {
        Sandbox = "sandbox" => "Sandbox access",
        SampleData = "sample_data" => "Sample data",
        GuidedScripts = "guided_scripts" => "Guided scripts",
        Reset = "reset" => "Reset",
        Mobile = "mobile" => "Mobile access",
    }
}

choice! {
    /// How far content is localized for a market (F63).
    pub enum MarketTier {
        Tier1 = "tier_1" => "Tier 1",
        Tier2 = "tier_2" => "Tier 2",
        Tier3 = "tier_3" => "Tier 3",
    }
}

choice! {
    /// What a certification is made of.
    pub enum TrainingComponent {
        Level101 = "level_101" => "101",
        Level201 = "level_201" => "201",
        Level301 = "level_301" => "301",
        Level401 = "level_401" => "401",
        Exam = "exam" => "Exam",
        Project = "project" => "Project",
        CaseStudy = "case_study" => "Case study",
    }
}

/// A piece of content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asset {
    /// Identifier.
    pub id: Id<Asset>,
    /// Kind.
    pub kind: AssetKind,
    /// Title.
    pub title: String,
    /// Last update.
    pub updated_on: Date,
    /// Length in pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pages: Option<u32>,
    /// Length in minutes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u32>,
    /// Who keeps it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// For which types; none: all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub types: Vec<PartnerType>,
    /// Languages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<String>,
    /// How often it is to be updated.
    pub frequency: UpdateFrequency,
    /// What a demo environment offers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub demo: Vec<DemoFeature>,
}

record!(
    Asset,
    [
        ("kind", Choice(AssetKind::CHOICES), Required),
        ("title", Text, Required),
        ("updated_on", Date, Required),
        ("pages", Count, Optional),
        ("minutes", Count, Optional),
        ("owner", Text, Optional),
        ("types", Choice(PartnerType::CHOICES), List),
        ("languages", Text, List),
        ("frequency", Choice(UpdateFrequency::CHOICES), Required),
        ("demo", Choice(DemoFeature::CHOICES), List),
    ]
);

/// A section of the sales playbook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaybookSection {
    /// Identifier.
    pub id: Id<PlaybookSection>,
    /// Which.
    pub part: PlaybookPart,
    /// Text.
    pub text: String,
}

record!(PlaybookSection, [("part", Choice(PlaybookPart::CHOICES), Required), ("text", Text, Required),]);

/// How to win against a competitor (F60).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BattleCard {
    /// Identifier.
    pub id: Id<BattleCard>,
    /// Against whom.
    pub competitor: String,
    /// Positioning.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub positioning: Option<String>,
    /// What sets us apart.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub differentiators: Vec<String>,
    /// Head to head.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub head_to_head: Option<String>,
    /// Weaknesses with evidence.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub weaknesses: Vec<String>,
    /// When we win.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub when_we_win: Vec<String>,
    /// When they win, with a counter.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub when_they_win: Vec<String>,
    /// Questions to plant.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub landmines: Vec<String>,
    /// A win.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub win_story: Option<String>,
}

record!(
    BattleCard,
    [
        ("competitor", Text, Required),
        ("positioning", Text, Optional),
        ("differentiators", Text, List),
        ("head_to_head", Text, Optional),
        ("weaknesses", Text, List),
        ("when_we_win", Text, List),
        ("when_they_win", Text, List),
        ("landmines", Text, List),
        ("win_story", Text, Optional),
    ]
);

/// A section of the portal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PortalSection {
    /// Identifier.
    pub id: Id<PortalSection>,
    /// Which.
    pub part: PortalPart,
    /// Whether it is there.
    pub present: bool,
}

record!(PortalSection, [("part", Choice(PortalPart::CHOICES), Required), ("present", YesNo, Required),]);

/// What a person has completed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrainingRecord {
    /// Identifier.
    pub id: Id<TrainingRecord>,
    /// Who.
    pub contact: Id<Contact>,
    /// What.
    pub component: TrainingComponent,
    /// When.
    pub completed_on: Date,
}

record!(
    TrainingRecord,
    [
        ("contact", Reference(Kind::Contact), Required),
        ("component", Choice(TrainingComponent::CHOICES), Required),
        ("completed_on", Date, Required),
    ],
    |self, visit| {
        visit.one("contact", &self.contact);
    }
);

/// A session held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrainingSession {
    /// Identifier.
    pub id: Id<TrainingSession>,
    /// What.
    pub level: TrainingComponent,
    /// When.
    pub on: Date,
    /// Live or recorded.
    pub live: bool,
    /// Who came.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attendees: Vec<Id<Contact>>,
}

record!(
    TrainingSession,
    [
        ("level", Choice(TrainingComponent::CHOICES), Required),
        ("on", Date, Required),
        ("live", YesNo, Required),
        ("attendees", Reference(Kind::Contact), List),
    ],
    |self, visit| {
        visit.many("attendees", &self.attendees);
    }
);

/// A market with its language (F63).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Market {
    /// Identifier.
    pub id: Id<Market>,
    /// Name.
    pub name: String,
    /// The language spoken there, as content names it.
    pub language: String,
    /// How far content is localized.
    pub tier: MarketTier,
}

record!(
    Market,
    [("name", Text, Required), ("language", Text, Required), ("tier", Choice(MarketTier::CHOICES), Required),]
);
