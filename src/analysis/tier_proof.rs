//! One tier proved for one partner (R-09, R-10): every comparison of the tree with its value, its threshold, how it
//! came out and how far it is from the threshold, as a tree and as one line.

use rust_decimal::Decimal;

use super::criteria::{LeafReport, MetricLookup, holds, leaf_reports, only_rises};
use super::criteria_words::amount;
use super::truth::Truth;
use crate::program::criterion::{Comparison, Criterion, Metric};
use crate::program::currency::Currency;
use crate::program::measure::{Asked, Change, Measure};
use crate::program::quantity::Quantity;

/// A node of the tree as it came out, in reading order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProofNode {
    /// How deep it stands, from 0.
    pub depth: usize,
    /// How the nodes below it are joined; for a comparison, what is measured.
    pub words: String,
    /// How it came out.
    pub holds: Truth,
    /// The comparison, where it is one.
    pub leaf: Option<LeafReport>,
}

/// What is known of a partner's metrics.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    /// The value where it is certain.
    pub certain: MetricLookup<'a>,
    /// The value, or what is known of it where amounts are missing.
    pub lower_bound: MetricLookup<'a>,
}

impl Known<'_> {
    /// How a node came out: what is known at least is enough where more can only help.
    pub fn holds(&self, node: &Criterion) -> Truth {
        match holds(node, self.certain) {
            Truth::Unknown if only_rises(node) && holds(node, self.lower_bound).is_yes() => Truth::Yes,
            found => found,
        }
    }

    fn leaf(&self, node: &Criterion) -> Option<LeafReport> {
        matches!(node, Criterion::Meets { .. }).then(|| leaf_reports(node, self.lower_bound).into_iter().next())?.map(
            |mut leaf| {
                leaf.holds = self.holds(node);
                leaf
            },
        )
    }
}

/// Every node of criteria in plain comparisons, in reading order.
pub fn tree(criteria: &Criterion, known: Known<'_>) -> Vec<ProofNode> {
    let mut nodes = Vec::new();
    collect(criteria, known, 0, &mut nodes);
    nodes
}

fn collect(node: &Criterion, known: Known<'_>, depth: usize, nodes: &mut Vec<ProofNode>) {
    let leaf = known.leaf(node);
    let words = match (node, &leaf) {
        (_, Some(leaf)) => super::criteria_words::measured(&leaf.metric, leaf.window),
        (Criterion::All(of), _) if of.is_empty() => "nothing is asked for".to_owned(),
        (Criterion::All(_), _) => "all of".to_owned(),
        (Criterion::Any(_), _) => "any of".to_owned(),
        (Criterion::AtLeast { n, of, must }, _) if must.is_empty() => format!("{n} of {}", of.len()),
        (Criterion::AtLeast { n, of, must }, _) => {
            let named: Vec<String> = must.iter().map(|at| (at + 1).to_string()).collect();
            format!("{n} of {}, among them number {}", of.len(), named.join(" and "))
        }
        _ => "not".to_owned(),
    };
    nodes.push(ProofNode { depth, words, holds: known.holds(node), leaf });
    for child in node.children() {
        collect(child, known, depth + 1, nodes);
    }
}

/// The criteria as one line, each comparison with how it came out.
///
/// `(sourced revenue (12 months) $70,000 of $100,000 [no, $30,000 below] or ...) and certified people 2 ≥ 2 [yes, exactly
/// there]`.
pub fn line(criteria: &Criterion, known: Known<'_>, currency: Currency) -> String {
    let part = |child: &Criterion| match child {
        Criterion::All(of) | Criterion::Any(of) if of.len() > 1 => format!("({})", line(child, known, currency)),
        Criterion::AtLeast { .. } => format!("({})", line(child, known, currency)),
        _ => line(child, known, currency),
    };
    let joined = |of: &[Criterion], word: &str| of.iter().map(part).collect::<Vec<_>>().join(word);
    match criteria {
        Criterion::All(of) if of.is_empty() => "nothing is asked for".to_owned(),
        Criterion::Any(of) if of.is_empty() => "nothing can meet it".to_owned(),
        Criterion::All(of) => joined(of, " and "),
        Criterion::Any(of) => joined(of, " or "),
        Criterion::AtLeast { n, of, must } => {
            let mandatory: Vec<String> = must.iter().map(|at| (at + 1).to_string()).collect();
            let with = if must.is_empty() { String::new() } else { format!(", with {}", mandatory.join(" and ")) };
            format!("{n} of{with}: {}", joined(of, "; "))
        }
        Criterion::Not(of) => format!("not ({})", line(of, known, currency)),
        _ => known.leaf(criteria).map_or_else(String::new, |leaf| {
            let room = leaf.headroom_told(currency).map_or_else(String::new, |room| format!(", {room}"));
            format!("{} [{}{room}]", leaf.told(currency), verdict(leaf.holds))
        }),
    }
}

/// `yes`, `no` or `unknown`.
pub fn verdict(truth: Truth) -> &'static str {
    match truth {
        Truth::Yes => "yes",
        Truth::No => "no",
        Truth::Unknown => "unknown",
    }
}

impl LeafReport {
    /// How far the value is on the side that passes, below zero on the other one, in the unit of the metric; nothing for
    /// what is unknown or answered with yes or no.
    pub fn headroom(&self) -> Option<Decimal> {
        if self.metric.is_yes_no() {
            return None;
        }
        let above = self.actual?.decimal().checked_sub(self.threshold.decimal())?;
        Some(match self.op {
            Comparison::AtLeast | Comparison::MoreThan => above,
            Comparison::AtMost | Comparison::LessThan => -above,
            Comparison::Equal => -above.abs(),
        })
    }

    /// The same in words: `$30,000 below`, `2 people above`, `exactly there`.
    pub fn headroom_told(&self, currency: Currency) -> Option<String> {
        self.headroom()?;
        let above = self.actual?.decimal().checked_sub(self.threshold.decimal())?;
        let far = in_unit(Quantity::from(above.abs()), &self.metric, currency);
        Some(match above {
            _ if above.is_zero() => "exactly there".to_owned(),
            _ if above.is_sign_negative() => format!("{far} below"),
            _ => format!("{far} above"),
        })
    }
}

/// A value with the unit of its metric where the words leave it open: `12 points`, `4.5%`, `3 months`.
pub fn in_unit(value: Quantity, metric: &Metric, currency: Currency) -> String {
    let told = amount(value, metric, currency);
    let Metric::Measured(measured) = metric else { return told };
    let counted = |noun: &str| {
        let s = if value.decimal() == Decimal::ONE { "" } else { "s" };
        format!("{told} {noun}{s}")
    };
    match &measured.asked {
        Asked::Measure(
            Measure::Ratio { .. } | Measure::Retention(_) | Measure::Growth { by: Change::Percent, .. },
            ..,
        ) => format!("{told}%"),
        Asked::Measure(Measure::Score(_), ..) | Asked::Category(..) => counted("point"),
        Asked::MonthsHeld(..) => counted("month"),
        _ => told,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::criterion::Window;
    use crate::program::plan_text;

    fn values(metric: &Metric, _: Window) -> Option<Quantity> {
        match metric.label() {
            "sourced revenue" => Some(Quantity::count(70_000)),
            "referrals" => Some(Quantity::count(14)),
            "certified people" => Some(Quantity::count(2)),
            _ => None,
        }
    }

    fn known() -> Known<'static> {
        Known { certain: &values, lower_bound: &values }
    }

    fn told(rule: &str) -> String {
        line(&plan_text::read(rule).unwrap(), known(), Currency::USD)
    }

    #[test]
    fn every_comparison_says_how_far_it_is_from_its_threshold() {
        let cases = [
            (
                r#"all([any([meets(metric:"sourced_arr",value:"100000.00"),meets(metric:"referrals",value:"20")]),meets(metric:"certified_people",value:"2")])"#,
                "(sourced revenue (12 months) $70,000 of $100,000 [no, $30,000 below] or referrals (12 months) 14 of 20 \
                 [no, 6 below]) and certified people 2 ≥ 2 [yes, exactly there]",
            ),
            (r#"meets(metric:"referrals",op:at_most,value:"20")"#, "referrals 14 ≤ 20 [yes, 6 below]"),
            (r#"not(meets(metric:"referrals",value:"10"))"#, "not (referrals 14 ≥ 10 [yes, 4 above])"),
            (r#"meets(metric:"x_csat",value:"4")"#, "x_csat unknown, at least 4 needed [unknown]"),
            ("all([])", "nothing is asked for"),
        ];
        for (rule, expected) in cases {
            assert_eq!(told(rule), expected);
        }
    }

    #[test]
    fn the_tree_keeps_the_shape_of_the_rule_and_each_node_its_own_answer() {
        let rule = r#"at_least(n:2,of:[meets(metric:"referrals",value:"10"),meets(metric:"x_csat",value:"4"),meets(metric:"certified_people",value:"5")],must:[0])"#;
        let nodes = tree(&plan_text::read(rule).unwrap(), known());
        let told: Vec<String> = nodes
            .iter()
            .map(|node| format!("{}{}: {}", "  ".repeat(node.depth), node.words, verdict(node.holds)))
            .collect();
        assert_eq!(
            told,
            [
                "2 of 3, among them number 1: unknown",
                "  referrals (12 months): yes",
                "  x_csat: unknown",
                "  certified people: no",
            ]
        );
        assert_eq!(nodes[3].leaf.as_ref().unwrap().headroom(), Some(Decimal::from(-3)));
        assert_eq!(nodes[1].leaf.as_ref().unwrap().headroom(), Some(Decimal::from(4)));
    }

    #[test]
    fn what_is_known_at_least_is_enough_but_never_against_the_partner() {
        let least = |_: &Metric, _: Window| Some(Quantity::count(100));
        let nothing = |_: &Metric, _: Window| None;
        let known = Known { certain: &nothing, lower_bound: &least };
        let of = |rule: &str| known.holds(&plan_text::read(rule).unwrap());
        assert_eq!(of(r#"meets(metric:"sourced_arr",value:"50.00")"#), Truth::Yes);
        assert_eq!(of(r#"meets(metric:"sourced_arr",value:"500.00")"#), Truth::Unknown);
        assert_eq!(of(r#"meets(metric:"sourced_arr",op:at_most,value:"500.00")"#), Truth::Unknown);
    }
}
