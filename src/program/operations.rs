//! How the program itself is run.

use super::choice::choice;
use super::goal::Cadence;
use super::id::Id;
use super::record::record;
use super::team::TeamMember;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

choice! {
    /// Documents a program needs (F156).
    pub enum ProgramDocKind {
        PartnerAgreement = "partner_agreement" => "Partner agreement",
        ProgramGuide = "program_guide" => "Program guide",
        PartnerPlaybook = "partner_playbook" => "Partner playbook",
        EnablementCurriculum = "enablement_curriculum" => "Enablement curriculum",
        MarketingGuidelines = "marketing_guidelines" => "Marketing guidelines",
        CommissionPolicy = "commission_policy" => "Commission policy",
        EscalationProcedures = "escalation_procedures" => "Escalation procedures",
    }
}

choice! {
    /// Whom regular communication reaches (F64, F103).
    pub enum CommAudience {
        All = "all" => "All partners",
        Tier = "tier" => "By tier",
        AtRisk = "at_risk" => "At-risk partners",
        HighPerformers = "high_performers" => "High performers",
        Affiliates = "affiliates" => "Affiliates",
        Internal = "internal" => "Our own people",
    }
}

choice! {
    /// What must scale (F160).
    pub enum ScaleFactorKind {
        Onboarding = "onboarding" => "Onboarding",
        Training = "training" => "Training",
        Support = "support" => "Support",
        Marketing = "marketing" => "Marketing",
        Reporting = "reporting" => "Reporting",
        DealRegistration = "deal_registration" => "Deal registration",
    }
}

choice! {
    /// How it is done today.
    pub enum ScaleApproach {
        Startup = "startup" => "Startup approach",
        Scale = "scale" => "Scale approach",
    }
}

choice! {
    /// The technology stack (F161).
    pub enum ToolKind {
        Prm = "prm" => "PRM",
        CrmIntegration = "crm_integration" => "CRM integration",
        Learning = "learning" => "Learning",
        Marketing = "marketing" => "Marketing",
        Attribution = "attribution" => "Attribution",
        Communication = "communication" => "Communication",
        Analytics = "analytics" => "Analytics",
    }
}

choice! {
    /// Roles a program needs (F154).
    pub enum GovernanceRole {
        Vp = "vp" => "VP Partnerships",
        Director = "director" => "Director",
        PartnerManager = "partner_manager" => "Partner Manager",
        PartnerMarketing = "partner_marketing" => "Partner Marketing",
        PartnerOps = "partner_ops" => "Partner Ops",
        PartnerEngineering = "partner_engineering" => "Partner Engineering",
    }
}

/// A document of the program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProgramDoc {
    /// Identifier.
    pub id: Id<ProgramDoc>,
    /// Which.
    pub kind: ProgramDocKind,
    /// Title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Last update.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub updated_on: Option<Date>,
    /// Who keeps it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
}

record!(
    ProgramDoc,
    [
        ("kind", Choice(ProgramDocKind::CHOICES), Required),
        ("title", Text, Optional),
        ("updated_on", Date, Optional),
        ("owner", Text, Optional),
    ]
);

/// Seven levels of 1 to 4; the latest counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Maturity {
    /// Identifier.
    pub id: Id<Maturity>,
    /// When.
    pub on: Date,
    /// 1 to 4.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub strategy: Option<u8>,
    /// 1 to 4.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partner_types: Option<u8>,
    /// 1 to 4.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tiers: Option<u8>,
    /// 1 to 4.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub economics: Option<u8>,
    /// 1 to 4.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enablement: Option<u8>,
    /// 1 to 4.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operations: Option<u8>,
    /// 1 to 4.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metrics: Option<u8>,
}

record!(
    Maturity,
    [
        ("on", Date, Required),
        ("strategy", Count, Optional),
        ("partner_types", Count, Optional),
        ("tiers", Count, Optional),
        ("economics", Count, Optional),
        ("enablement", Count, Optional),
        ("operations", Count, Optional),
        ("metrics", Count, Optional),
    ]
);

/// Something sent regularly.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommLine {
    /// Identifier.
    pub id: Id<CommLine>,
    /// To whom.
    pub audience: CommAudience,
    /// What.
    pub kind: String,
    /// How often.
    pub cadence: Cadence,
    /// Last time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_sent: Option<Date>,
}

record!(
    CommLine,
    [
        ("audience", Choice(CommAudience::CHOICES), Required),
        ("kind", Text, Required),
        ("cadence", Choice(Cadence::CHOICES), Required),
        ("last_sent", Date, Optional),
    ]
);

/// How something is done today (F160).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScaleFactor {
    /// Identifier.
    pub id: Id<ScaleFactor>,
    /// What.
    pub factor: ScaleFactorKind,
    /// How.
    pub approach: ScaleApproach,
}

record!(
    ScaleFactor,
    [("factor", Choice(ScaleFactorKind::CHOICES), Required), ("approach", Choice(ScaleApproach::CHOICES), Required),]
);

/// A tool of the stack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tool {
    /// Identifier.
    pub id: Id<Tool>,
    /// For what.
    pub kind: ToolKind,
    /// Which.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// In use.
    pub in_use: bool,
}

record!(Tool, [("kind", Choice(ToolKind::CHOICES), Required), ("name", Text, Optional), ("in_use", YesNo, Required),]);

/// Who fills a role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Governance {
    /// Identifier.
    pub id: Id<Governance>,
    /// Which role.
    pub role: GovernanceRole,
    /// Who.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub member: Option<Id<TeamMember>>,
    /// Note.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

record!(
    Governance,
    [
        ("role", Choice(GovernanceRole::CHOICES), Required),
        ("member", Reference(Kind::TeamMember), Optional),
        ("note", Text, Optional),
    ],
    |self, visit| {
        visit.maybe("member", &self.member);
    }
);
