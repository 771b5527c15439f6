//! what a criteria tree says of a partner, and what is missing.

use jiff::civil::Date;
use num_traits::{Signed, ToPrimitive};
use rust_decimal::Decimal;

use super::exact::{Exact, exact};
use super::truth::Truth;
use crate::program::choice::Choice;
use crate::program::criterion::{Comparison, Criterion, Metric, MetricKind, Window};
use crate::program::quantity::Quantity;

/// The value of a metric over a window, nothing when it is unknown.
pub type MetricLookup<'a> = &'a dyn Fn(&Metric, Window) -> Option<Quantity>;

/// A comparison of the tree with the value it found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeafReport {
    /// What is measured.
    pub metric: Metric,
    /// Over which time.
    pub window: Window,
    /// How it is compared.
    pub op: Comparison,
    /// The threshold.
    pub threshold: Quantity,
    /// The value, nothing when unknown.
    pub actual: Option<Quantity>,
    /// Whether it holds.
    pub holds: Truth,
}

/// What one comparison still lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// The comparison.
    pub leaf: LeafReport,
    /// How much is missing; nothing when unknown, or when less would be better.
    pub missing: Option<Quantity>,
}

/// Whether the criteria hold (three-valued).
pub fn holds(criterion: &Criterion, metrics: MetricLookup<'_>) -> Truth {
    match criterion {
        Criterion::All(inner) => inner.iter().fold(Truth::Yes, |all, child| match all {
            Truth::No => Truth::No,
            _ => all.and(holds(child, metrics)),
        }),
        Criterion::Any(inner) => inner.iter().fold(Truth::No, |any, child| match any {
            Truth::Yes => Truth::Yes,
            _ => any.or(holds(child, metrics)),
        }),
        Criterion::AtLeast { n, of, must } => {
            let needed = *n as usize;
            let answers: Vec<Truth> = of.iter().map(|child| holds(child, metrics)).collect();
            let mandatory = must.iter().map(|at| answers.get(*at as usize).copied().unwrap_or(Truth::No));
            let mandatory = mandatory.fold(Truth::Yes, Truth::and);
            let certain = answers.iter().filter(|answer| answer.is_yes()).count();
            let possible = answers.iter().filter(|answer| !answer.is_no()).count();
            let enough = match () {
                () if certain >= needed => Truth::Yes,
                () if possible >= needed => Truth::Unknown,
                () => Truth::No,
            };
            enough.and(mandatory)
        }
        Criterion::Not(inner) => holds(inner, metrics).negated(),
        Criterion::Meets { metric, window, op, value } => {
            let actual = metrics(metric, window.unwrap_or_else(|| metric.default_window()));
            actual.map(|actual| op.holds(&actual, value)).into()
        }
        // longer conditions are answered as plain ones, see `designation::plain`
        _ => Truth::Unknown,
    }
}

/// Every comparison of the tree in reading order, with its value.
pub fn leaf_reports(criterion: &Criterion, metrics: MetricLookup<'_>) -> Vec<LeafReport> {
    let mut found = Vec::new();
    collect_leaves(criterion, metrics, &mut found);
    found
}

fn collect_leaves(criterion: &Criterion, metrics: MetricLookup<'_>, found: &mut Vec<LeafReport>) {
    if let Some(report) = leaf_report(criterion, metrics) {
        found.push(report);
    }
    for child in criterion.children() {
        collect_leaves(child, metrics, found);
    }
}

fn leaf_report(criterion: &Criterion, metrics: MetricLookup<'_>) -> Option<LeafReport> {
    let Criterion::Meets { metric, window, op, value } = criterion else { return None };
    let window = window.unwrap_or_else(|| metric.default_window());
    let actual = metrics(metric, window);
    let holds = actual.map(|actual| op.holds(&actual, value)).into();
    Some(LeafReport { metric: metric.clone(), window, op: *op, threshold: *value, actual, holds })
}

/// The largest "at least" or "more than" threshold for a metric and window, those under a "not" left out.
pub fn threshold(criterion: &Criterion, metric: &Metric, window: Window) -> Option<Quantity> {
    match criterion {
        Criterion::Not(_) => None,
        Criterion::Meets { metric: own, window: over, op: Comparison::AtLeast | Comparison::MoreThan, value } => {
            let over = over.unwrap_or_else(|| own.default_window());
            (own == metric && over == window).then_some(*value)
        }
        _ => criterion.children().iter().filter_map(|child| threshold(child, metric, window)).max(),
    }
}

/// What is missing: every comparison that does not hold, outside nodes that do and outside "not".
pub fn gaps(criterion: &Criterion, metrics: MetricLookup<'_>) -> Vec<Gap> {
    let mut found = Vec::new();
    collect_gaps(criterion, metrics, &mut found);
    found
}

fn collect_gaps(criterion: &Criterion, metrics: MetricLookup<'_>, found: &mut Vec<Gap>) {
    if matches!(criterion, Criterion::Not(_)) || holds(criterion, metrics).is_yes() || is_for_others(criterion, metrics)
    {
        return;
    }
    if let Some(leaf) = leaf_report(criterion, metrics) {
        let step = match (leaf.op, is_money(&leaf)) {
            (Comparison::AtLeast, _) => Some(Decimal::ZERO),
            (Comparison::MoreThan, true) => Some(Decimal::new(1, 2)),
            (Comparison::MoreThan, false) => Some(Decimal::ONE),
            _ => None,
        };
        let missing = leaf
            .actual
            .zip(step)
            .map(|(actual, step)| Quantity::from(leaf.threshold.decimal() - actual.decimal() + step));
        found.push(Gap { leaf, missing });
    }
    for child in criterion.children() {
        collect_gaps(child, metrics, found);
    }
}

/// Whether the node is for partners of another kind: there is nothing to work on.
fn is_for_others(criterion: &Criterion, metrics: MetricLookup<'_>) -> bool {
    let Criterion::All(inner) = criterion else { return false };
    let is_given = |child: &&Criterion| matches!(child, Criterion::Meets { metric, .. } if metric.is_given());
    inner.first().filter(is_given).is_some_and(|given| holds(given, metrics).is_no())
}

fn is_money(leaf: &LeafReport) -> bool {
    match leaf.metric {
        Metric::Standard(_) => leaf.metric.kind() == MetricKind::Money,
        Metric::Own(_) => leaf.threshold.decimal().scale() > 0,
        Metric::Measured(_) => leaf.metric.kind() == MetricKind::Money,
    }
}

impl Gap {
    /// How many more deals of the average size close the gap: revenue metrics only.
    pub fn deals_needed(&self, average_deal: Option<&Exact>) -> Option<u64> {
        let money = !matches!(self.leaf.metric, Metric::Own(_)) && is_money(&self.leaf);
        let average = average_deal.filter(|average| average.is_positive() && money)?;
        (exact(self.missing?.decimal()) / average).ceil().to_integer().to_u64()
    }

    /// The comparison that fails: `certified people 1 < 2`.
    pub fn sentence(&self) -> String {
        self.leaf.sentence()
    }
}

impl LeafReport {
    /// The comparison as it came out: `certified people 1 < 2`, or `certified people 2 ≥ 2`.
    pub fn sentence(&self) -> String {
        let Self { metric, threshold, actual, op, holds, .. } = self;
        let label = metric.label();
        if let Some(answer) = super::designation::words::yes_no(metric, *actual) {
            return format!("{label}: {answer}");
        }
        let Some(actual) = actual else {
            return format!("{label} unknown, {} {threshold} needed", op.label());
        };
        let sign = match (op, holds.is_yes()) {
            (Comparison::AtLeast, true) | (Comparison::LessThan, false) => "≥",
            (Comparison::AtLeast, false) | (Comparison::LessThan, true) => "<",
            (Comparison::MoreThan, true) | (Comparison::AtMost, false) => ">",
            (Comparison::MoreThan, false) | (Comparison::AtMost, true) => "≤",
            (Comparison::Equal, true) => "=",
            (Comparison::Equal, false) => "≠",
        };
        format!("{label} {actual} {sign} {threshold}")
    }
}

/// Qualification for one tier of a ladder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Qualification {
    /// The rank of the highest tier that certainly holds.
    pub qualified: Option<usize>,
    /// The rank of the highest tier that holds or may hold.
    pub possible: Option<usize>,
}

/// the highest tier whose criteria hold, tested from the top; none without an agreement in force.
pub fn qualification<'a>(
    ladder: impl DoubleEndedIterator<Item = &'a Criterion> + ExactSizeIterator,
    agreement_in_force: Truth,
    metrics: MetricLookup<'_>,
) -> Qualification {
    let mut result = Qualification { qualified: None, possible: None };
    if agreement_in_force.is_no() {
        return result;
    }
    for (rank, criteria) in ladder.enumerate().rev() {
        let answer = agreement_in_force.and(holds(criteria, metrics));
        if !answer.is_no() && result.possible.is_none() {
            result.possible = Some(rank);
        }
        if answer.is_yes() {
            result.qualified = Some(rank);
            break;
        }
    }
    result
}

/// Whether an agreement from `start` to before `end` is in force on a day.
pub fn in_force(start: Date, end: Option<Date>, as_of: Date) -> bool {
    start <= as_of && end.is_none_or(|end| as_of < end)
}

/// Whether more of every metric can only help: then a lower bound of a metric is enough to hold.
pub fn only_rises(criterion: &Criterion) -> bool {
    match criterion {
        Criterion::Not(_) => false,
        Criterion::Meets { op, .. } => matches!(op, Comparison::AtLeast | Comparison::MoreThan),
        _ => criterion.children().iter().all(only_rises),
    }
}
