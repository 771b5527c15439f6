//! Bands and scales: runs of a metric that belong to one tier, points of categories, and the cut-offs over them
//! (TIER-23 to TIER-26).

use std::cmp::Ordering;

use super::rules::{Step, Under};
use crate::analysis::criteria::leaf_reports;
use crate::analysis::criteria_words::{amount, measured};
use crate::analysis::findings::{Finding, FindingSeverity};
use crate::program::criterion::{Comparison, Metric, MetricKind, Window};
use crate::program::quantity::Quantity;
use rust_decimal::Decimal;

/// A score out of categories, and the bands over it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PointScale {
    /// The most points of each category.
    pub maxima: Vec<(String, Decimal)>,
    /// The most points of all, where it is stated.
    pub scale: Option<Decimal>,
    /// Name and least points of each band, lowest first.
    pub cut_offs: Vec<(String, Decimal)>,
}

/// What is wrong with a scale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ScaleFault {
    /// The categories sum to something else than the scale.
    Sum {
        /// What they sum to.
        sum: Decimal,
        /// What the scale says.
        scale: Decimal,
    },
    /// A cut-off that nobody can reach.
    AboveMaximum {
        /// Which band.
        band: String,
        /// Where it begins.
        cut_off: Decimal,
        /// The most points there are.
        maximum: Decimal,
    },
    /// A band that begins no higher than the one below.
    NotHigher {
        /// Which band.
        band: String,
        /// Where it begins.
        cut_off: Decimal,
    },
}

/// Every fault of a scale (TIER-25, TIER-26).
pub fn scale_faults(scale: &PointScale) -> Vec<ScaleFault> {
    let mut found = Vec::new();
    let sum: Decimal = scale.maxima.iter().map(|(_, most)| *most).sum();
    let maximum = if scale.maxima.is_empty() { scale.scale } else { Some(sum) };
    if let Some(stated) = scale.scale.filter(|stated| !scale.maxima.is_empty() && *stated != sum) {
        found.push(ScaleFault::Sum { sum, scale: stated });
    }
    for (place, (band, cut_off)) in scale.cut_offs.iter().enumerate() {
        if let Some(maximum) = maximum.filter(|maximum| cut_off > maximum) {
            found.push(ScaleFault::AboveMaximum { band: band.clone(), cut_off: *cut_off, maximum });
        }
        let below = place.checked_sub(1).and_then(|below| scale.cut_offs.get(below));
        if below.is_some_and(|(_, below)| cut_off <= below) {
            found.push(ScaleFault::NotHigher { band: band.clone(), cut_off: *cut_off });
        }
    }
    found
}

/// The run of a metric that a tier asks for: from, and up to but not including.
struct Band<'a> {
    step: Step<'a>,
    from: Decimal,
    until: Option<Decimal>,
}

pub(super) fn check(under: &mut Under<'_>) {
    let mut measures: Vec<(Metric, Window)> = Vec::new();
    for step in &under.steps {
        for leaf in leaf_reports(&step.tested.criteria, &|_, _| None) {
            let pair = (leaf.metric, leaf.window);
            if !measures.contains(&pair) {
                measures.push(pair);
            }
        }
    }
    for (metric, window) in measures {
        bands(under, &metric, window);
    }
}

/// The bands of one metric: only where a tier has an upper end is the ladder made of bands.
fn bands(under: &mut Under<'_>, metric: &Metric, window: Window) {
    let least = if metric.kind() == MetricKind::Money { Decimal::new(1, 2) } else { Decimal::ONE };
    let bands: Vec<Band<'_>> = under.steps.iter().filter_map(|step| band(*step, metric, window, least)).collect();
    let currency = under.currency();
    let told = |value: Decimal| amount(Quantity::from(value), metric, currency);
    let what = measured(metric, window);
    let mut found = Vec::new();
    for pair in bands.windows(2) {
        let [below, above] = pair else { continue };
        let Some(until) = below.until else { continue };
        let (low, high) = (below.step.name(), above.step.name());
        let evidence = [
            format!("{low}: {what} {} up to less than {}", told(below.from), told(until)),
            format!("{high}: {what} from {}", told(above.from)),
        ];
        let run = |from: Decimal, until: Decimal| format!("{what} of {} to less than {}", told(from), told(until));
        let (code, said) = match above.from.cmp(&until) {
            Ordering::Less => ("TIER-23", format!("{} is both {low} and {high}", run(above.from, until))),
            Ordering::Greater => ("TIER-24", format!("{} is neither {low} nor {high}", run(until, above.from))),
            Ordering::Equal => continue,
        };
        let finding = Finding::new(code, FindingSeverity::Error, above.step.subject(), said);
        let finding = finding.fix(format!("let {high} begin at {}", told(until)));
        found.push(finding.evidence(evidence));
    }
    for finding in found {
        under.report(finding);
    }
}

fn band<'a>(step: Step<'a>, metric: &Metric, window: Window, least: Decimal) -> Option<Band<'a>> {
    let leaves = leaf_reports(&step.tested.criteria, &|_, _| None);
    let own = || leaves.iter().filter(|leaf| leaf.metric == *metric && leaf.window == window);
    own().next()?;
    let from = own().filter_map(|leaf| match leaf.op {
        Comparison::AtLeast => Some(leaf.threshold.decimal()),
        Comparison::MoreThan => Some(leaf.threshold.decimal() + least),
        _ => None,
    });
    let until = own().filter_map(|leaf| match leaf.op {
        Comparison::LessThan => Some(leaf.threshold.decimal()),
        Comparison::AtMost => Some(leaf.threshold.decimal() + least),
        _ => None,
    });
    Some(Band { step, from: from.max().unwrap_or_default(), until: until.min() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_that_cannot_be_right_are_found() {
        let of = |maxima: &[i64], scale: Option<i64>, cut_offs: &[i64]| {
            let named =
                |values: &[i64]| values.iter().map(|value| (value.to_string(), Decimal::from(*value))).collect();
            let scale =
                PointScale { maxima: named(maxima), scale: scale.map(Decimal::from), cut_offs: named(cut_offs) };
            scale_faults(&scale).len()
        };
        for (maxima, scale, cut_offs, faults) in [
            (&[40, 30, 30][..], Some(100), &[25, 50, 80][..], 0),
            (&[40, 30, 20], Some(100), &[25, 50, 80], 1),
            (&[40, 30, 20], Some(100), &[25, 50, 95], 2),
            (&[], Some(35), &[15, 25, 35], 0),
            (&[], Some(35), &[15, 15, 36], 2),
            (&[], None, &[15, 25], 0),
        ] {
            assert_eq!(of(maxima, scale, cut_offs), faults, "{maxima:?} {scale:?} {cut_offs:?}");
        }
    }
}
