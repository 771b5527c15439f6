//! What the program is to reach.

use super::choice::choice;
use super::id::Id;
use super::quantity::Quantity;
use super::record::record;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

choice! {
    /// What a goal measures; each has exactly one unit.
    pub enum GoalMetric {
        Sourced = "sourced" => "Sourced revenue share",
        AnyInvolvement = "any_involvement" => "Any-involvement revenue share",
        Credited = "credited" => "Credited revenue share",
        Activation = "activation" => "Activation rate",
        Partners = "partners" => "Active partners",
        RevenuePerPartner = "revenue_per_partner" => "Revenue per partner",
        Nps = "nps" => "Partner NPS",
    }
}

choice! {
    /// What a revenue share is a share of.
    pub enum Denominator {
        TodayBase = "today_base" => "Today's base",
        AtDueDate = "at_due_date" => "Revenue at the due date",
    }
}

choice! {
    /// How often something is due.
    pub enum Cadence {
        Weekly = "weekly" => "Weekly",
        Biweekly = "biweekly" => "Every two weeks",
        Monthly = "monthly" => "Monthly",
        Quarterly = "quarterly" => "Quarterly",
        Biannual = "biannual" => "Twice a year",
        Annual = "annual" => "Annual",
    }
}

/// A target with a date (C-50).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Goal {
    /// Identifier.
    pub id: Id<Goal>,
    /// What is measured.
    pub metric: GoalMetric,
    /// The target: percent, count or money by the metric.
    pub value: Quantity,
    /// When it is to be reached.
    pub due: Date,
    /// For shares: of what.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub denominator: Option<Denominator>,
    /// Note.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

record!(
    Goal,
    [
        ("metric", Choice(GoalMetric::CHOICES), Required),
        ("value", Quantity, Required),
        ("due", Date, Required),
        ("denominator", Choice(Denominator::CHOICES), Optional),
        ("note", Text, Optional),
    ]
);

/// A key figure with its target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KpiLine {
    /// Identifier.
    pub id: Id<KpiLine>,
    /// Which figure, by its name in the KPI report.
    pub metric: String,
    /// The target.
    pub target: Quantity,
    /// How often it is looked at.
    pub cadence: Cadence,
}

record!(
    KpiLine,
    [("metric", Text, Required), ("target", Quantity, Required), ("cadence", Choice(Cadence::CHOICES), Required),]
);
