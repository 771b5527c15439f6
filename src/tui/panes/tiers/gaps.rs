//! What a partner still lacks, as one sentence: `$30,000 sourced revenue or 6 referrals, and 1 certified person`.

use super::figures;
use crate::analysis::criteria::Gap;
use crate::program::criterion::{Criterion, Window};
use crate::program::currency::Currency;

/// The words for what is missing of a tree; empty when nothing is.
pub(super) fn sentence(criteria: &Criterion, gaps: &[Gap], deals: &[Option<u64>], currency: Currency) -> String {
    let missing = Missing { gaps, deals, currency };
    missing.words(criteria, true).unwrap_or_default()
}

struct Missing<'a> {
    gaps: &'a [Gap],
    deals: &'a [Option<u64>],
    currency: Currency,
}

impl Missing<'_> {
    fn words(&self, node: &Criterion, top: bool) -> Option<String> {
        match node {
            Criterion::Meets { metric, window, .. } => {
                let window = window.unwrap_or_else(|| metric.default_window());
                self.leaf(node, window)
            }
            Criterion::All(inner) => {
                let parts = self.parts(inner);
                match parts.len() {
                    0 => None,
                    1 => parts.into_iter().next(),
                    _ => Some(parts.join(if top { ", and " } else { " and " })),
                }
            }
            Criterion::Any(inner) => Some(self.parts(inner).join(" or ")).filter(|words| !words.is_empty()),
            Criterion::AtLeast { n, of, .. } => {
                let parts = self.parts(of);
                let met = of.len().saturating_sub(parts.len());
                let more = (*n as usize).saturating_sub(met);
                (!parts.is_empty() && more > 0).then(|| format!("{more} of: {}", parts.join(", ")))
            }
            Criterion::When { branches, .. } => {
                Some(self.parts(branches.as_slice()).join(" or ")).filter(|words| !words.is_empty())
            }
            Criterion::Not(_) => None,
            _ => None,
        }
    }

    fn parts(&self, nodes: &[Criterion]) -> Vec<String> {
        nodes.iter().filter_map(|node| self.words(node, false)).collect()
    }

    fn leaf(&self, node: &Criterion, over: Window) -> Option<String> {
        let Criterion::Meets { metric, op, value, .. } = node else { return None };
        let at = self.gaps.iter().position(|gap| {
            let leaf = &gap.leaf;
            leaf.metric == *metric && leaf.window == over && leaf.op == *op && leaf.threshold == *value
        })?;
        let gap = self.gaps.get(at)?;
        let label = metric.label();
        let Some(missing) = gap.missing else {
            return Some(match gap.leaf.actual {
                None => format!("{label} unknown"),
                Some(_) => gap.told(self.currency),
            });
        };
        let amount = figures::quantity(missing, metric, self.currency);
        let deals = self.deals.get(at).copied().flatten().map(|deals| match deals {
            1 => " (1 deal)".to_owned(),
            deals => format!(" ({deals} deals)"),
        });
        let label = if amount == "1" { one_of(label) } else { label.to_owned() };
        Some(format!("{amount} {label}{}", deals.unwrap_or_default()))
    }
}

/// The label of a single one: `certified person`, `referral`.
fn one_of(label: &str) -> String {
    match label.strip_suffix("people") {
        Some(rest) => format!("{rest}person"),
        None => label.strip_suffix('s').unwrap_or(label).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::criteria::gaps;
    use crate::program::criterion::{Metric, StandardMetric};
    use crate::program::presets;
    use crate::program::quantity::Quantity;

    fn missing(rank: usize, sourced: u32, referrals: u32, certified: Option<u32>) -> String {
        let criteria = presets::tiers("standard").remove(rank).criteria;
        let lookup = |metric: &Metric, _: Window| match metric {
            Metric::Standard(StandardMetric::SourcedArr) => Some(Quantity::count(sourced)),
            Metric::Standard(StandardMetric::Referrals) => Some(Quantity::count(referrals)),
            _ => certified.map(Quantity::count),
        };
        let gaps = gaps(&criteria, &lookup);
        sentence(&criteria, &gaps, &[Some(2)], Currency::USD)
    }

    #[test]
    fn alternatives_and_requirements_read_as_such() {
        assert_eq!(
            missing(2, 70_000, 14, Some(1)),
            "$30,000 sourced revenue (2 deals) or 6 referrals, and 1 certified person"
        );
        assert_eq!(missing(2, 100_000, 0, Some(1)), "1 certified person (2 deals)");
        assert_eq!(missing(2, 100_000, 0, Some(2)), "");
        assert_eq!(missing(2, 100_000, 0, None), "certified people unknown");
    }
}
