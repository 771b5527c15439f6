//! one value moved at a time, everything else at its most likely value; and the value that alone would do it.

use num_traits::{One, Signed, Zero};

use super::assumptions::type_word;
use super::estimate::{Corner, Estimate};
use super::plan::Plan;
use super::scenario::Scenario;
use crate::analysis::exact::{Exact, exact_text, shown, whole};
use crate::program::partner::PartnerType;

/// What is moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lever {
    /// New ARR of an active partner of a type in a year.
    YearlyArr(PartnerType),
    /// Months to value of a type.
    MonthsToValue(PartnerType),
    /// Recruits who become active.
    Activation,
    /// How many partners are recruited.
    Recruits,
    /// When all cohorts start.
    StartDelay,
    /// Growth of direct revenue.
    DirectGrowth,
    /// Existing partner revenue that stays.
    Retention,
}

/// A value of a lever, in its unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LeverValue {
    /// Currency units.
    Money(Exact),
    /// Months.
    Months(Exact),
    /// A factor that is shown in percent.
    Percent(Exact),
    /// A factor.
    Factor(Exact),
}

impl LeverValue {
    fn exact(&self) -> &Exact {
        match self {
            Self::Money(value) | Self::Months(value) | Self::Percent(value) | Self::Factor(value) => value,
        }
    }

    /// The value as text without its unit: `80000.00`, `9`, `60`, `1.5`.
    pub fn text(&self) -> String {
        match self {
            Self::Money(value) => shown(value, 2),
            Self::Months(value) | Self::Factor(value) => exact_text(value),
            Self::Percent(value) => exact_text(&(value * whole(100))),
        }
    }
}

/// Whether one lever alone reaches the target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Alone {
    /// The plan reaches it anyway.
    AlreadyMet,
    /// At this value.
    Reaches(LeverValue),
    /// Not at any value it may take.
    CannotAlone,
}

/// What moving a lever does to the share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeverEffect {
    /// What is moved.
    pub lever: Lever,
    /// Its low end.
    pub low: LeverValue,
    /// Its high end.
    pub high: LeverValue,
    /// The share at the low end, as a factor.
    pub share_at_low: Option<Exact>,
    /// The share at the high end, as a factor.
    pub share_at_high: Option<Exact>,
    /// Whether it alone would do.
    pub alone: Alone,
}

impl LeverEffect {
    /// How far the share moves, as a factor; nothing when one of the shares has no value.
    pub fn swing(&self) -> Option<Exact> {
        Some((self.share_at_high.as_ref()? - self.share_at_low.as_ref()?).abs())
    }
}

impl Lever {
    /// The levers of a plan in the order of the rule.
    pub fn of(plan: &Plan) -> Vec<Self> {
        let present = plan.present();
        let by_type = |lever: fn(PartnerType) -> Self| present.iter().copied().map(lever).collect::<Vec<_>>();
        let mut levers = by_type(Self::YearlyArr);
        levers.extend(by_type(Self::MonthsToValue));
        levers.extend([Self::Activation, Self::Recruits, Self::StartDelay, Self::DirectGrowth, Self::Retention]);
        levers
    }

    /// Its word: `q:reseller`, `start_delay`.
    pub fn word(self) -> String {
        match self {
            Self::YearlyArr(kind) => format!("q:{}", type_word(kind)),
            Self::MonthsToValue(kind) => format!("tau:{}", type_word(kind)),
            Self::Activation => "activation".to_owned(),
            Self::Recruits => "recruits".to_owned(),
            Self::StartDelay => "start_delay".to_owned(),
            Self::DirectGrowth => "direct_growth".to_owned(),
            Self::Retention => "retention".to_owned(),
        }
    }

    /// Its low and high end.
    fn ends(self, plan: &Plan) -> [LeverValue; 2] {
        let both =
            |range: &Estimate, unit: fn(Exact) -> LeverValue| [unit(range.low.clone()), unit(range.high.clone())];
        let percent = |low: i64, high: i64| [low, high].map(|value| LeverValue::Percent(whole(value) / whole(100)));
        match self {
            Self::YearlyArr(kind) => both(&plan.assumptions.types.get(kind).yearly_arr, LeverValue::Money),
            Self::MonthsToValue(kind) => both(&plan.assumptions.types.get(kind).months_to_value, LeverValue::Months),
            Self::Activation => both(&plan.assumptions.activation, LeverValue::Percent),
            Self::Recruits => [1, 3].map(|halves| LeverValue::Factor(whole(halves) / whole(2))),
            Self::StartDelay => [-2, 2].map(|months| LeverValue::Months(whole(months))),
            Self::DirectGrowth => percent(0, 20),
            Self::Retention => percent(80, 100),
        }
    }

    /// The base with this lever at a value.
    fn moved(self, base: &Scenario, value: &Exact) -> Scenario {
        let mut scenario = base.clone();
        match self {
            Self::YearlyArr(kind) => scenario.yearly_arr.get_mut(kind).clone_from(value),
            Self::MonthsToValue(kind) => scenario.months_to_value.get_mut(kind).clone_from(value),
            Self::Activation => scenario.activation.clone_from(value),
            Self::Recruits => scenario.recruits.clone_from(value),
            Self::StartDelay => scenario.delay_months = if value.is_negative() { -2 } else { 2 },
            Self::DirectGrowth => scenario.direct_growth.clone_from(value),
            Self::Retention => scenario.retention.clone_from(value),
        }
        scenario
    }

    /// Whether it alone reaches the target that the base misses.
    fn alone(self, plan: &Plan, base: &Scenario, [low, high]: &[LeverValue; 2]) -> Alone {
        match self {
            Self::YearlyArr(_) => self.solved(plan, base).map_or(Alone::CannotAlone, |value| {
                let cents = (value * whole(100)).ceil() / whole(100);
                Alone::Reaches(LeverValue::Money(cents))
            }),
            Self::Activation => match self.solved(plan, base) {
                Some(value) if value <= Exact::one() => Alone::Reaches(LeverValue::Percent(value)),
                _ => Alone::CannotAlone,
            },
            Self::Recruits => match self.solved(plan, base) {
                Some(value) => Alone::Reaches(LeverValue::Factor(value)),
                None => Alone::CannotAlone,
            },
            Self::MonthsToValue(_) | Self::StartDelay | Self::DirectGrowth => self.tried(plan, base, low),
            Self::Retention => self.tried(plan, base, high),
        }
    }

    /// The value at which a lever that works in proportion reaches the target; nothing when it has no effect.
    fn solved(self, plan: &Plan, base: &Scenario) -> Option<Exact> {
        let result = |value: &Exact| plan.partner_arr(&self.moved(base, value), plan.horizon_months);
        let without = result(&Exact::zero());
        let per_unit = result(&Exact::one()) - &without;
        per_unit.is_positive().then(|| (plan.wanted_arr(base) - without) / per_unit)
    }

    fn tried(self, plan: &Plan, base: &Scenario, best: &LeverValue) -> Alone {
        if plan.reaches(&self.moved(base, best.exact()), plan.horizon_months) {
            Alone::Reaches(best.clone())
        } else {
            Alone::CannotAlone
        }
    }
}

/// the levers of a plan, the strongest first; equal ones in the order of the rule.
pub fn sensitivity(plan: &Plan) -> Vec<LeverEffect> {
    let base = Scenario::of(plan, Corner::Base);
    let met = plan.reaches(&base, plan.horizon_months);
    let share_at = |lever: Lever, value: &LeverValue| {
        let scenario = lever.moved(&base, value.exact());
        plan.share_of(&plan.partner_arr(&scenario, plan.horizon_months), &scenario)
    };
    let effect = |lever: Lever| {
        let ends = lever.ends(plan);
        let alone = if met { Alone::AlreadyMet } else { lever.alone(plan, &base, &ends) };
        let [low, high] = ends;
        LeverEffect {
            share_at_low: share_at(lever, &low),
            share_at_high: share_at(lever, &high),
            lever,
            low,
            high,
            alone,
        }
    };
    let mut effects: Vec<LeverEffect> = Lever::of(plan).into_iter().map(effect).collect();
    effects.sort_by_cached_key(|effect| std::cmp::Reverse(effect.swing().unwrap_or_else(Exact::zero)));
    effects
}
