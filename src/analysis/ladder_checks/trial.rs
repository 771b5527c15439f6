//! Partners that might be: every combination of values at which some comparison changes its answer.
//!
//! Comparisons only change at their thresholds, so trying each metric at, just below and just above every threshold is
//! a proof for all values.

use rust_decimal::Decimal;

use crate::analysis::criteria::{MetricLookup, leaf_reports};
use crate::analysis::criteria_words::{amount, measured};
use crate::program::criterion::{Criterion, Metric, MetricKind, StandardMetric, Window};
use crate::program::currency::Currency;
use crate::program::quantity::Quantity;

/// Combinations tried at most; beyond it nothing is claimed.
const MOST: usize = 40_000;

/// The values to try.
pub(super) struct Trial {
    metrics: Vec<(Metric, Window, Vec<Quantity>)>,
}

/// One partner that might be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Example(Vec<(Metric, Window, Quantity)>);

impl Trial {
    /// The values at which one of the criteria changes its answer; nothing where there are too many combinations.
    pub(super) fn of(criteria: &[&Criterion]) -> Option<Self> {
        let mut metrics: Vec<(Metric, Window, Vec<Quantity>)> = Vec::new();
        for leaf in criteria.iter().flat_map(|criteria| leaf_reports(criteria, &|_, _| None)) {
            let money = leaf.metric.kind() == MetricKind::Money;
            let step = if money { Decimal::new(1, 2) } else { Decimal::ONE };
            let threshold = leaf.threshold.decimal();
            let near = [Decimal::ZERO, threshold - step, threshold, threshold + step];
            let near = near.into_iter().filter(|value| !value.is_sign_negative()).map(Quantity::from);
            match metrics.iter_mut().find(|(metric, window, _)| *metric == leaf.metric && *window == leaf.window) {
                Some((.., values)) => values.extend(near),
                None => metrics.push((leaf.metric, leaf.window, near.collect())),
            }
        }
        for (.., values) in &mut metrics {
            values.sort_unstable();
            values.dedup();
        }
        let combinations = metrics.iter().try_fold(1_usize, |all, (.., values)| all.checked_mul(values.len()))?;
        (combinations <= MOST).then_some(Self { metrics })
    }

    /// The first combination, smallest values first, for which something holds.
    pub(super) fn find(&self, wanted: impl Fn(MetricLookup<'_>) -> bool) -> Option<Example> {
        let mut places = vec![0_usize; self.metrics.len()];
        loop {
            let value = |metric: &Metric, window: Window| {
                let found = self.metrics.iter().zip(&places);
                let mut own = found.filter(|((known, over, _), _)| known == metric && *over == window);
                own.next().and_then(|((.., values), place)| values.get(*place).copied())
            };
            if plausible(&value) && wanted(&value) {
                let picked = self.metrics.iter().zip(&places);
                let picked = picked.filter_map(|((metric, window, values), place)| {
                    Some((metric.clone(), *window, *values.get(*place)?))
                });
                return Some(Example(picked.collect()));
            }
            let next = places.iter_mut().zip(&self.metrics).find_map(|(place, (.., values))| {
                *place += 1;
                if *place < values.len() {
                    return Some(());
                }
                *place = 0;
                None
            });
            next?;
        }
    }
}

/// Whether a partner can have these values: parts are not larger than their whole.
fn plausible(value: MetricLookup<'_>) -> bool {
    use StandardMetric::{AllPartnerArr, CreditedArr, InfluencedArr, SourcedArr};
    let of = |metric| value(&Metric::Standard(metric), Window::T12m);
    let whole = of(AllPartnerArr);
    let parts = [SourcedArr, InfluencedArr, CreditedArr].map(of);
    parts.into_iter().all(|part| part.zip(whole).is_none_or(|(part, whole)| part <= whole))
}

impl Example {
    /// `sourced revenue (12 months) $100,000, certified people 1`.
    pub(super) fn told(&self, currency: Currency) -> String {
        let one = |(metric, window, value): &(Metric, Window, Quantity)| {
            format!("{} {}", measured(metric, *window), amount(*value, metric, currency))
        };
        self.0.iter().map(one).collect::<Vec<_>>().join(", ")
    }
}
