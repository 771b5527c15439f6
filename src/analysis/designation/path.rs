//! The cheapest way to meet criteria: through every "any" the part that costs least in the user's cost per unit.

use rust_decimal::Decimal;

use crate::analysis::criteria::{Gap, MetricLookup, gaps, holds};
use crate::analysis::criteria_words::amount;
use crate::program::criterion::{Criterion, Metric, Window};
use crate::program::currency::Currency;

/// What one more of a metric costs, nothing where nobody said; then a step costs its share of the threshold.
pub type UnitCost<'a> = &'a dyn Fn(&Metric, Window) -> Option<Decimal>;

/// What is to be done, and what it costs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Way {
    /// The comparisons to close, in reading order.
    pub steps: Vec<Gap>,
    /// What they cost together.
    pub cost: Decimal,
}

impl Way {
    fn and(mut self, other: Self) -> Self {
        self.cost = self.cost.saturating_add(other.cost);
        for step in other.steps {
            let same = |known: &Gap| known.leaf.metric == step.leaf.metric && known.leaf.window == step.leaf.window;
            if !self.steps.iter().any(|known| same(known) && known.missing >= step.missing) {
                self.steps.push(step);
            }
        }
        self
    }

    /// `+$8,000 sourced revenue`, `+2 referrals and +1 certified people`.
    pub fn told(&self, currency: Currency) -> String {
        let said = self.steps.iter().map(|step| match step.missing {
            Some(_) if step.leaf.metric.is_yes_no() => step.leaf.metric.label().to_owned(),
            Some(missing) => {
                format!("+{} {}", amount(missing, &step.leaf.metric, currency), step.leaf.metric.label())
            }
            None => step.told(currency),
        });
        said.collect::<Vec<_>>().join(" and ")
    }
}

/// The cheapest way; nothing where the criteria cannot be met by doing more, or where a missing fact bars the way.
pub fn cheapest(criterion: &Criterion, metrics: MetricLookup<'_>, cost: UnitCost<'_>) -> Option<Way> {
    if holds(criterion, metrics).is_yes() {
        return Some(Way::default());
    }
    match criterion {
        Criterion::All(of) => {
            of.iter().try_fold(Way::default(), |way, child| Some(way.and(cheapest(child, metrics, cost)?)))
        }
        Criterion::Any(of) => {
            of.iter().filter_map(|child| cheapest(child, metrics, cost)).min_by(|a, b| a.cost.cmp(&b.cost))
        }
        Criterion::AtLeast { n, of, must } => at_least(*n as usize, of, must, metrics, cost),
        Criterion::Meets { .. } => step(criterion, metrics, cost),
        _ => None,
    }
}

fn at_least(n: usize, of: &[Criterion], must: &[u32], metrics: MetricLookup<'_>, cost: UnitCost<'_>) -> Option<Way> {
    let is_mandatory = |at: usize| must.iter().any(|place| *place as usize == at);
    let mut way = Way::default();
    let mut others = Vec::new();
    for (at, child) in of.iter().enumerate() {
        let own = cheapest(child, metrics, cost);
        if is_mandatory(at) {
            way = way.and(own?);
        } else {
            others.extend(own);
        }
    }
    others.sort_by_key(|way| way.cost);
    let more = n.saturating_sub(must.len());
    if others.len() < more {
        return None;
    }
    Some(others.into_iter().take(more).fold(way, Way::and))
}

fn step(leaf: &Criterion, metrics: MetricLookup<'_>, cost: UnitCost<'_>) -> Option<Way> {
    let gap = gaps(leaf, metrics).into_iter().next()?;
    if gap.leaf.metric.is_given() {
        return None;
    }
    let missing = gap.missing?.decimal();
    let price = match cost(&gap.leaf.metric, gap.leaf.window) {
        Some(unit) => missing.checked_mul(unit)?,
        None => missing.checked_div(gap.leaf.threshold.decimal()).unwrap_or(Decimal::ONE),
    };
    Some(Way { steps: vec![gap], cost: price })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::plan_text;
    use crate::program::quantity::Quantity;

    fn way(rule: &str, cost: UnitCost<'_>) -> Option<String> {
        let rule: Criterion = plan_text::read(rule).unwrap();
        let known = |metric: &Metric, _| match metric.label() {
            "sourced revenue" => Some(Quantity::count(92_000)),
            "referrals" => Some(Quantity::count(6)),
            "certified people" => Some(Quantity::count(1)),
            _ => None,
        };
        cheapest(&rule, &known, cost).map(|way| way.told(Currency::USD))
    }

    const ARR: &str = r#"meets(metric:"sourced_arr",value:"100000.00")"#;
    const REFERRALS: &str = r#"meets(metric:"referrals",value:"20")"#;
    const PEOPLE: &str = r#"meets(metric:"certified_people",value:"2")"#;

    #[test]
    fn the_nearer_of_two_ways_is_advised() {
        let either = format!("any([{ARR},{REFERRALS}])");
        assert_eq!(way(&either, &|_, _| None).unwrap(), "+$8,000 sourced revenue");
        let dear = |metric: &Metric, _| Some(Decimal::from(if metric.label() == "referrals" { 100 } else { 1 }));
        assert_eq!(way(&either, &dear).unwrap(), "+14 referrals");
        let both = format!("all([{either},{PEOPLE}])");
        assert_eq!(way(&both, &|_, _| None).unwrap(), "+$8,000 sourced revenue and +1 certified people");
        let two = format!("at_least(n:2,of:[{ARR},{REFERRALS},{PEOPLE}],must:[1])");
        assert_eq!(way(&two, &|_, _| None).unwrap(), "+14 referrals and +$8,000 sourced revenue");
        assert_eq!(way(r#"meets(metric:"x_score",value:"3")"#, &|_, _| None), None);
    }
}
