//! how far a partner is towards a tier, from 0 to 1.

use super::criteria::{MetricLookup, holds};
use super::exact::Fraction;
use super::truth::Truth;
use crate::program::criterion::{Comparison, Criterion, Metric, Window};
use crate::program::quantity::Quantity;

/// How far a partner is, from 0 to 1; a range while metrics are unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// With every unknown metric at nothing.
    pub low: Fraction,
    /// With every unknown metric met.
    pub high: Fraction,
    /// Whether the criteria hold.
    pub holds: Truth,
}

/// how far a partner is towards the criteria.
///
/// `from` is where the way begins for a metric: nothing, or the threshold of the tier the partner has.
pub fn progress(
    criterion: &Criterion,
    metrics: MetricLookup<'_>,
    from: &dyn Fn(&Metric, Window) -> Option<Quantity>,
) -> Progress {
    let (low, high) = range(criterion, metrics, from);
    Progress { low, high, holds: holds(criterion, metrics) }
}

const NOTHING: Fraction = Fraction::new_raw(0, 1);
const ALL_OF_IT: Fraction = Fraction::new_raw(1, 1);

fn range(
    criterion: &Criterion,
    metrics: MetricLookup<'_>,
    from: &dyn Fn(&Metric, Window) -> Option<Quantity>,
) -> (Fraction, Fraction) {
    let inner = |children: &[Criterion]| -> Vec<(Fraction, Fraction)> {
        children.iter().map(|child| range(child, metrics, from)).collect()
    };
    let whole = |holds: bool| if holds { ALL_OF_IT } else { NOTHING };
    match criterion {
        Criterion::All(children) => inner(children)
            .into_iter()
            .fold((ALL_OF_IT, ALL_OF_IT), |(low, high), (one, other)| (low.min(one), high.min(other))),
        Criterion::Any(children) => inner(children)
            .into_iter()
            .fold((NOTHING, NOTHING), |(low, high), (one, other)| (low.max(one), high.max(other))),
        Criterion::AtLeast { n, of, must } => {
            let parts = inner(of);
            let mandatory = must.iter().map(|at| parts.get(*at as usize).copied().unwrap_or((NOTHING, NOTHING)));
            let (least, most) =
                mandatory.fold((ALL_OF_IT, ALL_OF_IT), |(low, high), (one, other)| (low.min(one), high.min(other)));
            let (mut lows, mut highs): (Vec<_>, Vec<_>) = parts.into_iter().unzip();
            let nth = |values: &mut Vec<Fraction>| {
                values.sort_unstable_by(|a, b| b.cmp(a));
                let index = (*n as usize).checked_sub(1);
                index.map_or(ALL_OF_IT, |index| values.get(index).copied().unwrap_or(NOTHING))
            };
            (nth(&mut lows).min(least), nth(&mut highs).min(most))
        }
        Criterion::Not(child) => match holds(child, metrics).negated().known() {
            Some(holds) => (whole(holds), whole(holds)),
            None => (NOTHING, ALL_OF_IT),
        },
        Criterion::Meets { metric, window, op, value } => {
            let window = window.unwrap_or_else(|| metric.default_window());
            let Some(actual) = metrics(metric, window) else { return (NOTHING, ALL_OF_IT) };
            let rising = matches!(op, Comparison::AtLeast | Comparison::MoreThan);
            let start = from(metric, window).unwrap_or_default();
            let part =
                if rising && *value > start { way(actual, start, *value) } else { whole(op.holds(&actual, value)) };
            (part, part)
        }
        _ => (NOTHING, ALL_OF_IT),
    }
}

/// `(actual - start) / (end - start)`, kept from 0 to 1.
fn way(actual: Quantity, start: Quantity, end: Quantity) -> Fraction {
    if actual <= start {
        return NOTHING;
    }
    if actual >= end {
        return ALL_OF_IT;
    }
    // left unreduced: progress is compared and floored far more often than it is written out
    Fraction::new_raw(millionths(actual) - millionths(start), millionths(end) - millionths(start))
}

/// The value in millionths, the finest step of a quantity.
fn millionths(value: Quantity) -> i128 {
    let mut decimal = value.decimal();
    decimal.rescale(6);
    decimal.mantissa()
}

impl Progress {
    /// The floored percentages of both ends; 100 only when the criteria hold.
    pub fn percent(&self) -> (u8, u8) {
        let floored = |part: &Fraction, whole: bool| {
            let percent = (part * 100).to_integer().clamp(0, 100) as u8;
            if whole { percent } else { percent.min(99) }
        };
        (floored(&self.low, self.holds.is_yes()), floored(&self.high, !self.holds.is_no()))
    }

    /// `70%`, or `0–70%` while metrics are unknown.
    pub fn display(&self) -> String {
        let (low, high) = self.percent();
        if self.low == self.high && low == high { format!("{low}%") } else { format!("{low}–{high}%") }
    }
}
