//! What the goal planner assumes, as this program has chosen it.

use super::word::GoalBase;
use crate::analysis::exact::{Exact, of_money, of_percent, whole};
use crate::analysis::goal::{Assumptions, ByType, Estimate, SimulationRules, TypeAssumptions};
use crate::program::choice::Choice;
use crate::program::partner::PartnerType;
use crate::program::rate::Percent;
use crate::program::settings::Settings;

/// The goal planner (C-42, C-50, C-63).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannerPolicy {
    /// What a wanted share is a share of, where a goal does not say.
    pub base: GoalBase,
    /// Growth of direct revenue until the due date.
    pub direct_growth: Percent,
    /// Existing partner revenue that stays until then.
    pub retention: Percent,
    /// What is assumed of partners.
    pub assumptions: Assumptions,
    /// Onboardings of one manager in three months.
    pub onboardings_per_manager: u32,
    /// Integrations of a new mix.
    pub integrations: u32,
    /// Months until the first sign-ups of a new program.
    pub foundation_months: u32,
    /// Partners of a type with twelve months of history from which their own productivity is used.
    pub history_partners: u32,
    /// How the simulation is run.
    pub simulation: SimulationRules,
}

impl PlannerPolicy {
    pub(super) fn of(settings: &Settings) -> Self {
        let activation = |end: &str| of_percent(settings.percent(&format!("planner.activation_{end}")));
        Self {
            base: settings.choice("planner.denominator", GoalBase::AtDueDate),
            direct_growth: settings.percent("planner.direct_growth"),
            retention: settings.percent("planner.retention"),
            assumptions: Assumptions {
                types: ByType::of(|kind| of_type(settings, kind)),
                activation: in_order(activation("low"), activation("mode"), activation("high")),
            },
            onboardings_per_manager: settings.count("planner.onboardings_per_manager"),
            integrations: settings.count("planner.integrations"),
            foundation_months: settings.count("planner.foundation_months"),
            history_partners: settings.count("planner.history_partners"),
            simulation: SimulationRules {
                draws: settings.count("planner.draws").max(1),
                seed: u64::try_from(settings.whole("planner.seed")).unwrap_or_default(),
            },
        }
    }
}

fn of_type(settings: &Settings, kind: PartnerType) -> TypeAssumptions {
    let key = |name: &str| format!("planner.{}.{name}", kind.word());
    let months = |end: &str| whole(settings.whole(&key(&format!("tau_{end}"))));
    let arr = |end: &str| of_money(settings.money(&key(&format!("q_{end}"))));
    let (from, to) = (months("low"), months("high"));
    TypeAssumptions {
        months_to_value: Estimate::between(from.clone(), to.max(from)),
        yearly_arr: in_order(arr("low"), arr("mode"), arr("high")),
    }
}

/// A range whose ends give way to the most likely value, should they not be in order.
fn in_order(low: Exact, mode: Exact, high: Exact) -> Estimate {
    Estimate::new(low.min(mode.clone()), mode.clone(), high.max(mode))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_of_the_register_are_the_ranges_of_the_rule() {
        let policy = PlannerPolicy::of(&Settings::default());
        assert_eq!(policy.assumptions, Assumptions::default());
        assert_eq!(policy.simulation, SimulationRules::default());
        assert_eq!((policy.onboardings_per_manager, policy.integrations, policy.foundation_months), (10, 4, 2));
    }
}
