//! The cheapest way to meet criteria: through every "any" the part that costs least in the user's cost per unit.

use rust_decimal::Decimal;

use crate::analysis::criteria::{Gap, MetricLookup, gaps, holds};
use crate::analysis::criteria_words::amount;
use crate::analysis::exact::Exact;
use crate::analysis::policy::UnitCosts;
use crate::program::criterion::{Criterion, Metric, MetricKind, StandardMetric, Window};
use crate::program::currency::{Currency, grouped};
use crate::program::measure::{Asked, DealFigure, Measure};
use crate::program::money::Money;
use crate::program::quantity::Quantity;

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
        let said = self.steps.iter().map(|step| Self::step_told(step, currency));
        said.collect::<Vec<_>>().join(" and ")
    }

    /// One step of it: `+$8,000 sourced revenue`.
    pub fn step_told(step: &Gap, currency: Currency) -> String {
        match step.missing {
            Some(_) if step.leaf.metric.is_yes_no() => step.leaf.metric.label().to_owned(),
            Some(missing) => {
                format!("+{} {}", amount(missing, &step.leaf.metric, currency), step.leaf.metric.label())
            }
            None => step.told(currency),
        }
    }

    /// As short as people say it: `+$8k ARR`, `+14 referrals`.
    pub fn short(&self, currency: Currency) -> String {
        let said = self.steps.iter().map(|step| match (step.missing, revenue_called(&step.leaf.metric)) {
            (Some(missing), Some(called)) => format!("+{} {called}", thousands(missing.decimal(), currency)),
            _ => Self::step_told(step, currency),
        });
        said.collect::<Vec<_>>().join(" and ")
    }

    /// How many more deals a step is: those that the rule counts, or those of the average size that bring the revenue.
    pub fn deals(step: &Gap, average_deal: Option<&Exact>) -> Option<u64> {
        if counts_deals(&step.leaf.metric) {
            return u64::try_from(step.missing?.decimal().ceil()).ok();
        }
        step.deals_needed(average_deal)
    }
}

/// Recurring revenue by its short name.
fn revenue_called(metric: &Metric) -> Option<&'static str> {
    use StandardMetric::{AllPartnerArr, CreditedArr, InfluencedArr, SoldArr, SourcedArr};
    Some(match metric {
        Metric::Standard(SourcedArr) => "ARR",
        Metric::Standard(InfluencedArr) => "influenced ARR",
        Metric::Standard(CreditedArr) => "credited ARR",
        Metric::Standard(AllPartnerArr) => "sourced and influenced ARR",
        Metric::Standard(SoldArr) => "resold ARR",
        _ => return None,
    })
}

/// `$8k`, `$1.25m`, and `$8,123` where thousands would round.
fn thousands(value: Decimal, currency: Currency) -> String {
    let sign = currency.sign().map_or_else(|| format!("{currency} "), str::to_owned);
    for (unit, letter) in [(1_000_000, "m"), (1_000, "k")] {
        let parts = value / Decimal::from(unit);
        if parts >= Decimal::ONE && parts.normalize().scale() <= 2 {
            return format!("{sign}{}{letter}", grouped(&parts.normalize().to_string()));
        }
    }
    Money::rounded(value, 2).map_or_else(|| value.to_string(), |amount| currency.told(amount))
}

fn counts_deals(metric: &Metric) -> bool {
    match metric {
        Metric::Standard(StandardMetric::DealsClosed) => true,
        Metric::Measured(measured) => match &measured.asked {
            Asked::Measure(Measure::Metric(inner), ..) => counts_deals(inner),
            Asked::Measure(Measure::Deals { take: DealFigure::Count, .. }, ..) => true,
            _ => false,
        },
        _ => false,
    }
}

/// What one more of a metric costs a partner by the settings.
pub fn unit_cost(costs: &UnitCosts, metric: &Metric) -> Decimal {
    let revenue = || costs.revenue.decimal() / Decimal::ONE_THOUSAND;
    match metric {
        Metric::Standard(standard) if metric.kind() == MetricKind::Count => of_standard(costs, *standard).decimal(),
        Metric::Standard(_) => revenue(),
        Metric::Own(_) => costs.other.decimal(),
        Metric::Measured(measured) => match &measured.asked {
            Asked::Measure(measure, ..) if measure.kind() == MetricKind::Money => revenue(),
            Asked::Measure(measure, ..) => of_measure(costs, measure).decimal(),
            Asked::Category(..) => costs.point.decimal(),
            Asked::Items(..) => costs.item.decimal(),
            _ => costs.other.decimal(),
        },
    }
}

fn of_standard(costs: &UnitCosts, metric: StandardMetric) -> Money {
    match metric {
        StandardMetric::Referrals | StandardMetric::DealsRegistered => costs.referral,
        StandardMetric::DealsClosed => costs.deal,
        StandardMetric::CertifiedPeople => costs.person,
        StandardMetric::ExamsPassed | StandardMetric::TrainingsCompleted => costs.training,
        _ => costs.other,
    }
}

fn of_measure(costs: &UnitCosts, measure: &Measure) -> Money {
    match measure {
        Measure::Metric(Metric::Standard(metric)) => of_standard(costs, *metric),
        Measure::Deals { .. } => costs.deal,
        Measure::People { .. } => costs.person,
        Measure::Items { .. } => costs.item,
        Measure::Score(_) => costs.point,
        Measure::NetAdded(of) | Measure::Growth { of, by: crate::program::measure::Change::Amount } => {
            of_measure(costs, of)
        }
        Measure::Sum(of) => of.first().map_or(costs.other, |first| of_measure(costs, first)),
        _ => costs.other,
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
    let mut gap = gaps(leaf, metrics).into_iter().next()?;
    if gap.leaf.metric.is_given() {
        return None;
    }
    if gap.leaf.actual.is_none() && is_asked_for(&gap.leaf.metric) {
        gap.missing = Some(Quantity::count(1));
    }
    let missing = gap.missing?.decimal();
    let price = match cost(&gap.leaf.metric, gap.leaf.window) {
        Some(unit) => missing.checked_mul(unit)?,
        None => missing.checked_div(gap.leaf.threshold.decimal()).unwrap_or(Decimal::ONE),
    };
    Some(Way { steps: vec![gap], cost: price })
}

/// Whether what nobody recorded is a step of its own: a decision to be asked for, a fee to be paid.
fn is_asked_for(metric: &Metric) -> bool {
    matches!(metric, Metric::Measured(measured) if matches!(measured.asked, Asked::Judged(..) | Asked::Paid(_)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::plan_text;

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

    #[test]
    fn money_is_short_where_that_is_exact() {
        let cases = [
            ("8000", "$8k"),
            ("8120", "$8.12k"),
            ("8123", "$8,123"),
            ("800", "$800"),
            ("1250000", "$1.25m"),
            ("30000.50", "$30,000.50"),
        ];
        for (value, expected) in cases {
            assert_eq!(thousands(value.parse().unwrap(), Currency::USD), expected);
        }
    }
}
