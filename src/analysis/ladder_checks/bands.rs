//! Bands: runs of a metric that belong to one tier (TIER-23, TIER-24).

use std::cmp::Ordering;

use super::rules::{Step, Under};
use crate::analysis::criteria::leaf_reports;
use crate::analysis::criteria_words::{amount, measured};
use crate::analysis::findings::{Finding, FindingSeverity};
use crate::program::criterion::{Comparison, Metric, MetricKind, Window};
use crate::program::quantity::Quantity;
use rust_decimal::Decimal;

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
