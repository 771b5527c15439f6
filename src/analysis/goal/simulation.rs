//! R-62, the uncertain part: many draws of everything that is a range, and where the plan ends in each.
//!
//! The one place where binary floating point is allowed. What is certain is still summed exactly, so a plan without any
//! uncertainty gives its base result in every draw.

use num_traits::{ToPrimitive, Zero};

use super::assumptions::TypeAssumptions;
use super::estimate::{Corner, Estimate};
use super::plan::{Plan, first_of};
use super::random::SplitMix64;
use super::scenario::Scenario;
use super::target::ShareBase;
use crate::analysis::exact::Exact;

/// How the simulation is run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SimulationRules {
    /// How many draws, above zero.
    pub draws: u32,
    /// Where the sequence of random numbers starts.
    pub seed: u64,
}

impl Default for SimulationRules {
    fn default() -> Self {
        Self { draws: 10_000, seed: 42 }
    }
}

/// Values below which so many percent of the draws end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Percentiles {
    /// 10%.
    pub p10: Exact,
    /// 20%.
    pub p20: Exact,
    /// Half.
    pub p50: Exact,
    /// 90%.
    pub p90: Exact,
}

/// Where the draws end at one month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Simulation {
    /// How it was run.
    pub rules: SimulationRules,
    /// How many draws reach the target.
    pub reached: u32,
    /// The share of partners, as a factor.
    pub share: Percentiles,
    /// Partner ARR, currency units.
    pub partner_arr: Percentiles,
}

impl Simulation {
    /// The part of the draws that reach the target.
    pub fn probability(&self) -> Exact {
        Exact::new(self.reached.into(), self.rules.draws.max(1).into())
    }
}

/// What was drawn for one type in one draw.
#[derive(Debug, Clone, Copy)]
struct Drawn {
    months_to_value: f64,
    monthly_arr: f64,
    activation: f64,
}

/// A type with a range: what it brings differs between draws.
#[derive(Debug)]
struct UncertainType {
    existing: f64,
    /// Start and size of each cohort, in the order of their starts.
    cohorts: Vec<(f64, f64)>,
    draws: Vec<Drawn>,
}

impl UncertainType {
    fn brought(&self, draw: usize, month: f64) -> f64 {
        let Some(drawn) = self.draws.get(draw) else { return 0.0 };
        let last_start = month - drawn.months_to_value;
        let running = self.cohorts.iter().take_while(|(start, _)| *start < last_start);
        let partner_months: f64 = running.map(|(start, count)| count * (last_start - start)).sum();
        drawn.monthly_arr * (self.existing * month + drawn.activation * partner_months)
    }
}

/// Everything that was drawn for a plan; the same draws answer for every month.
#[derive(Debug)]
pub struct Draws<'a> {
    plan: &'a Plan,
    rules: SimulationRules,
    base: Scenario,
    uncertain: Vec<UncertainType>,
    /// Growth of direct revenue in each draw, where it is a range.
    growth: Option<Vec<f64>>,
}

impl<'a> Draws<'a> {
    /// Draws three numbers for each type that takes part, then growth where it is a range.
    pub fn new(plan: &'a Plan, rules: SimulationRules) -> Self {
        let present = plan.present();
        let shapes: Vec<_> = present
            .iter()
            .map(|kind| {
                let TypeAssumptions { months_to_value, yearly_arr } = plan.assumptions.types.get(*kind);
                (Triangle::of(months_to_value), Triangle::of(yearly_arr), Triangle::of(&plan.assumptions.activation))
            })
            .collect();
        let growth_shape = plan.growth_range.as_ref().map(Triangle::of);
        let mut drawn = vec![Vec::with_capacity(rules.draws as usize); present.len()];
        let mut growth = Vec::new();
        let mut sequence = SplitMix64::new(rules.seed);
        for _ in 0..rules.draws {
            for ((months, arr, activation), draws) in shapes.iter().zip(&mut drawn) {
                draws.push(Drawn {
                    months_to_value: months.at(sequence.next_uniform()),
                    monthly_arr: arr.at(sequence.next_uniform()) / 12.0,
                    activation: activation.at(sequence.next_uniform()),
                });
            }
            if let Some(shape) = &growth_shape {
                growth.push(shape.at(sequence.next_uniform()));
            }
        }
        let uncertain =
            present.iter().zip(drawn).filter(|(kind, _)| is_uncertain(plan, **kind)).map(|(kind, draws)| {
                let cohorts = plan.cohorts.iter().filter(|cohort| cohort.partner_type == *kind);
                let mut cohorts: Vec<_> =
                    cohorts.map(|cohort| (f64::from(cohort.start_month), cohort.count as f64)).collect();
                cohorts.sort_by(|a, b| a.0.total_cmp(&b.0));
                UncertainType { existing: *plan.existing.get(*kind) as f64, cohorts, draws }
            });
        let growth = plan.growth_range.as_ref().filter(|range| !range.is_certain()).map(|_| growth);
        Self { plan, rules, base: Scenario::of(plan, Corner::Base), uncertain: uncertain.collect(), growth }
    }

    /// Partner ARR of everything without a range, exact.
    fn certain_arr(&self, month: u32) -> Exact {
        let kept = &self.base.retention * &self.plan.target.partner_arr;
        let kinds = self.plan.present().into_iter().filter(|kind| !is_uncertain(self.plan, *kind));
        kinds.fold(kept, |sum, kind| sum + self.plan.type_arr(kind, &self.base, month))
    }

    /// What partners bring in each draw by a month.
    fn results(&self, month: u32) -> Vec<f64> {
        let certain = float(&self.certain_arr(month));
        let month = f64::from(month);
        let brought = |draw| self.uncertain.iter().map(|kind| kind.brought(draw, month)).sum::<f64>();
        (0..self.rules.draws as usize).map(|draw| certain + brought(draw)).collect()
    }

    /// Whether each draw gives the base result.
    fn is_certain(&self) -> bool {
        self.uncertain.is_empty() && self.growth.is_none()
    }

    /// How many of the results reach their target.
    fn count_reached(&self, results: &[f64], month: u32) -> u32 {
        if self.is_certain() {
            return if self.plan.reaches(&self.base, month) { self.rules.draws } else { 0 };
        }
        let target = &self.plan.target;
        let count = if let (Some(growth), ShareBase::End) = (&self.growth, &target.base) {
            let per_growth = float(&target.wanted_arr_at(&Exact::zero(), &target.retention));
            let reached = |(result, growth): &(&f64, &f64)| **result >= per_growth * (1.0 + **growth);
            results.iter().zip(growth).filter(reached).count()
        } else {
            let wanted = float(&self.plan.wanted_arr(&self.base));
            results.iter().filter(|result| **result >= wanted).count()
        };
        count as u32
    }

    /// The share of each result; 0 where there would be no revenue at all.
    fn shares(&self, results: &[f64]) -> Vec<f64> {
        let target = &self.plan.target;
        match &target.base {
            ShareBase::End => {
                let direct = float(&target.direct_arr_at(&Exact::zero()));
                let certain = float(&target.direct_arr_at(&self.base.direct_growth));
                let direct_in = |draw: usize| match self.growth.as_ref().and_then(|growth| growth.get(draw)) {
                    Some(growth) => direct * (1.0 + growth),
                    None => certain,
                };
                let share = |(draw, result): (usize, &f64)| {
                    let total = direct_in(draw) + result;
                    if total > 0.0 { result / total } else { 0.0 }
                };
                results.iter().enumerate().map(share).collect()
            }
            ShareBase::Today => {
                let total = float(&target.total_arr);
                results.iter().map(|result| result / total).collect()
            }
            ShareBase::New(planned) => {
                let (kept, planned) = (float(&(&self.base.retention * &target.partner_arr)), float(planned));
                results.iter().map(|result| (result - kept) / planned).collect()
            }
        }
    }

    /// Where the draws end at a month.
    pub fn at(&self, month: u32) -> Simulation {
        if self.is_certain() {
            return self.certain_simulation(month);
        }
        let results = self.results(month);
        let reached = self.count_reached(&results, month);
        let share = percentiles(self.shares(&results));
        Simulation { rules: self.rules, reached, share, partner_arr: percentiles(results) }
    }

    fn certain_simulation(&self, month: u32) -> Simulation {
        let partner_arr = self.plan.partner_arr(&self.base, month);
        let share = self.plan.share_of(&partner_arr, &self.base).unwrap_or_else(Exact::zero);
        let always =
            |value: Exact| Percentiles { p10: value.clone(), p20: value.clone(), p50: value.clone(), p90: value };
        let reached = self.count_reached(&[], month);
        Simulation { rules: self.rules, reached, share: always(share), partner_arr: always(partner_arr) }
    }

    /// The first month, 1 to `last`, in which at least so many percent of the draws reach the target.
    pub fn first_month(&self, percent: u32, last: u32) -> Option<u32> {
        let enough = u64::from(percent) * u64::from(self.rules.draws);
        first_of(last, |month| {
            let results = if self.is_certain() { Vec::new() } else { self.results(month) };
            u64::from(self.count_reached(&results, month)) * 100 >= enough
        })
    }
}

/// Whether what a type brings differs between draws.
fn is_uncertain(plan: &Plan, kind: crate::program::partner::PartnerType) -> bool {
    let assumed = plan.assumptions.types.get(kind);
    let signs = plan.cohorts.iter().any(|cohort| cohort.partner_type == kind && cohort.count > 0);
    let existing = *plan.existing.get(kind) > 0;
    let later = || !assumed.months_to_value.is_certain() || !plan.assumptions.activation.is_certain();
    ((signs || existing) && !assumed.yearly_arr.is_certain()) || (signs && later())
}

/// A triangular distribution.
struct Triangle {
    low: f64,
    high: f64,
    /// Where the mode divides the area.
    below: f64,
    rising: f64,
    falling: f64,
}

impl Triangle {
    fn of(estimate: &Estimate) -> Self {
        let (low, mode, high) = (float(&estimate.low), float(&estimate.mode), float(&estimate.high));
        let width = high - low;
        let below = if width > 0.0 { (mode - low) / width } else { 0.0 };
        Self { low, high, below, rising: width * (mode - low), falling: width * (high - mode) }
    }

    /// The value below which the part `u` of the area lies.
    fn at(&self, u: f64) -> f64 {
        if self.low >= self.high {
            self.low
        } else if u < self.below {
            self.low + (u * self.rising).sqrt()
        } else {
            self.high - ((1.0 - u) * self.falling).sqrt()
        }
    }
}

/// Percentile k is the sorted value number `ceil(k * draws / 100)`, counted from 1.
fn percentiles(mut values: Vec<f64>) -> Percentiles {
    values.sort_unstable_by(f64::total_cmp);
    let at = |percent: usize| {
        let number = (percent * values.len()).div_ceil(100);
        let value = number.checked_sub(1).and_then(|index| values.get(index)).copied().unwrap_or_default();
        Exact::from_float(value).unwrap_or_else(Exact::zero)
    };
    Percentiles { p10: at(10), p20: at(20), p50: at(50), p90: at(90) }
}

fn float(value: &Exact) -> f64 {
    value.to_f64().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::exact::whole;
    use crate::analysis::goal::published_tests::plan_of_the_document;
    use crate::analysis::goal::{Assumptions, ByType};

    fn certain(value: &Exact) -> Estimate {
        Estimate::new(value.clone(), value.clone(), value.clone())
    }

    fn without_ranges(mut plan: Plan) -> Plan {
        let Assumptions { types, activation } = &plan.assumptions;
        plan.assumptions = Assumptions {
            types: ByType::of(|kind| TypeAssumptions {
                months_to_value: certain(&types.get(kind).months_to_value.mode),
                yearly_arr: certain(&types.get(kind).yearly_arr.mode),
            }),
            activation: certain(&activation.mode),
        };
        plan
    }

    #[test]
    fn without_ranges_every_draw_is_the_base() {
        for (horizon, reached) in [(42, 0), (43, 10_000)] {
            let plan = without_ranges(plan_of_the_document(horizon));
            let simulation = Draws::new(&plan, SimulationRules::default()).at(horizon);
            let base = plan.corner(Corner::Base);
            assert_eq!(simulation.reached, reached);
            for value in [&simulation.partner_arr.p10, &simulation.partner_arr.p50, &simulation.partner_arr.p90] {
                assert_eq!(*value, base.partner_arr);
            }
            assert_eq!(Some(simulation.share.p50), base.share);
        }
    }

    #[test]
    fn a_target_met_exactly_is_reached_in_every_draw() {
        let mut plan = plan_of_the_document(1);
        plan.target.partner_arr = whole(3_000_000);
        plan.existing = ByType::default();
        let draws = Draws::new(&plan, SimulationRules { draws: 1_000, seed: 7 });
        assert_eq!(draws.at(1).reached, 1_000);
        assert_eq!(draws.first_month(100, 240), Some(1));
    }

    #[test]
    fn the_same_seed_gives_the_same_result_and_another_seed_nearly_the_same() {
        let plan = plan_of_the_document(36);
        let run = |seed| Draws::new(&plan, SimulationRules { draws: 10_000, seed }).at(36);
        assert_eq!(run(42), run(42));
        assert!(run(42).reached.abs_diff(run(43).reached) < 300);
    }

    #[test]
    fn an_uncertain_growth_of_direct_revenue_widens_the_range() {
        let mut plan = plan_of_the_document(36);
        let narrow = Draws::new(&plan, SimulationRules::default()).at(36).share;
        let tenth = |count: i64| Exact::new(count.into(), 10.into());
        plan.growth_range = Some(Estimate::new(tenth(-2), Exact::zero(), tenth(4)));
        let draws = Draws::new(&plan, SimulationRules::default());
        let wide = draws.at(36);
        assert!(wide.share.p90 - wide.share.p10 > narrow.p90 - narrow.p10);
        plan.growth_range = Some(certain(&Exact::zero()));
        assert_eq!(Draws::new(&plan, SimulationRules::default()).growth, None);
    }

    #[test]
    fn the_chance_never_falls_with_time() {
        let plan = plan_of_the_document(12);
        let draws = Draws::new(&plan, SimulationRules { draws: 500, seed: 1 });
        let reached: Vec<u32> = (1..=120).map(|month| draws.at(month).reached).collect();
        assert!(reached.is_sorted());
    }
}
