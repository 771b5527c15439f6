//! What is to be done, and the plans it belongs to.

use super::campaign::Campaign;
use super::choice::choice;
use super::id::Id;
use super::partner::Partner;
use super::qbr::ActionItem;
use super::record::record;
use super::side::Side;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

choice! {
    /// What a plan was made from.
    pub enum PlanTemplate {
        Launch = "launch" => "Program launch",
        Enablement4w = "enablement_4w" => "Four-week enablement",
        Onboarding90 = "onboarding_90" => "90-day onboarding",
        Rollout = "rollout" => "Rollout",
    }
}

/// A plan made from a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// Identifier.
    pub id: Id<Plan>,
    /// Name.
    pub name: String,
    /// Template.
    pub template: PlanTemplate,
    /// First day.
    pub start: Date,
    /// For whom.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partner: Option<Id<Partner>>,
    /// Wave of a rollout, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wave: Option<u16>,
}

record!(
    Plan,
    [
        ("name", Text, Required),
        ("template", Choice(PlanTemplate::CHOICES), Required),
        ("start", Date, Required),
        ("partner", Reference(Kind::Partner), Optional),
        ("wave", Count, Optional),
    ],
    |self, visit| {
        visit.maybe("partner", &self.partner);
    }
);

/// Something to do by a date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Task {
    /// Identifier.
    pub id: Id<Task>,
    /// What.
    pub title: String,
    /// Of which campaign.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub campaign: Option<Id<Campaign>>,
    /// Of which plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plan: Option<Id<Plan>>,
    /// For which partner.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partner: Option<Id<Partner>>,
    /// Who.
    pub side: Side,
    /// The person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// The role, such as design.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// By when.
    pub due: Date,
    /// Days from the launch or start; such a task follows it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offset: Option<i16>,
    /// What must be done before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub depends_on: Vec<Id<Task>>,
    /// When it was done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub done_on: Option<Date>,
    /// Was due before the plan was made.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub late_at_start: bool,
    /// What blocks it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub blocked: Option<String>,
    /// The action item of a review that it carries out; the two share words, owner, date and whether it is done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action: Option<Id<ActionItem>>,
}

record!(
    Task,
    [
        ("title", Text, Required),
        ("campaign", Reference(Kind::Campaign), Optional),
        ("plan", Reference(Kind::Plan), Optional),
        ("partner", Reference(Kind::Partner), Optional),
        ("side", Choice(Side::CHOICES), Required),
        ("person", Text, Optional),
        ("role", Text, Optional),
        ("due", Date, Required),
        ("offset", Count, Optional),
        ("depends_on", Reference(Kind::Task), List),
        ("done_on", Date, Optional),
        ("late_at_start", YesNo, Optional),
        ("blocked", Text, Optional),
        ("action", Reference(Kind::ActionItem), Optional),
    ],
    |self, visit| {
        visit.maybe("campaign", &self.campaign);
        visit.maybe("plan", &self.plan);
        visit.maybe("partner", &self.partner);
        visit.many("depends_on", &self.depends_on);
        visit.maybe("action", &self.action);
    }
);
