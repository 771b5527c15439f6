//! The conditions of a tier as a tree: its lines, and the text of one node while it is written.

use super::editor::{changing, why};
use super::forecast::{self, Forecast};
use super::sentence;
use super::tree;
use crate::analysis::designation::words;
use crate::edit::commands::{records, tiers};
use crate::edit::{Draft, Edit};
use crate::program::criterion::Criterion;
use crate::program::currency::Currency;
use crate::program::id::Id;
use crate::program::tier::Tier;
use crate::program::{AnyRecord, criterion_check, plan_text, ron_options};
use crate::tui::session::Workbench;
use crate::tui::widgets::list::ListView;
use crate::tui::widgets::text_field::TextField;

/// The tree while it is open.
#[derive(Debug, Clone, Default)]
pub(super) struct Rules {
    pub(super) list: ListView,
    /// The node that is written.
    pub(super) text: Option<NodeText>,
    /// Text that was left behind, to be had again at the same place.
    pub(super) kept: Option<(Id<Tier>, Target, String)>,
}

/// Where a written node goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    /// In place of the node there.
    Instead(Vec<usize>),
    /// Inside the group there, or after the condition there.
    Beside(Vec<usize>),
}

/// A node while it is written as in the plan file.
#[derive(Debug, Clone)]
pub(super) struct NodeText {
    pub(super) tier: Id<Tier>,
    pub(super) target: Target,
    pub(super) text: TextField,
    pub(super) original: String,
    /// What the text says, as far as it can be read.
    pub(super) said: Option<String>,
    pub(super) verdict: Result<Written, Vec<String>>,
}

/// What a valid text does.
#[derive(Debug, Clone)]
pub(super) struct Written {
    /// The edit; nothing where the node is so already.
    pub(super) edit: Option<Edit>,
    pub(super) forecast: Forecast,
    /// Where the node stands then.
    pub(super) path: Vec<usize>,
}

/// One line of the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RuleLine {
    pub(super) path: Vec<usize>,
    pub(super) words: String,
    /// True for a condition, false for a group of them.
    pub(super) leaf: bool,
}

impl Rules {
    /// The path under the cursor.
    pub(super) fn path(&self, tier: &Tier) -> Vec<usize> {
        let nodes = tree::nodes(&tier.criteria);
        nodes.get(self.list.cursor).or_else(|| nodes.last()).map(|(path, _)| path.clone()).unwrap_or_default()
    }

    /// What the cursor stands on, as runs of steps know it.
    pub(super) fn key(&self, tier: &Tier) -> String {
        format!("criteria@{:?}", self.path(tier))
    }

    /// Puts the cursor on a node.
    pub(super) fn go_to(&mut self, criteria: &Criterion, path: &[usize]) {
        let nodes = tree::nodes(criteria);
        self.list.cursor = nodes.iter().position(|(found, _)| found == path).unwrap_or(0);
    }
}

/// The lines of a tree, in reading order.
pub(super) fn lines(criteria: &Criterion, currency: Currency) -> Vec<RuleLine> {
    let line = |(path, node): (Vec<usize>, &Criterion)| {
        let branch = path.split_last().and_then(|(last, parent)| match criteria.at(parent)? {
            Criterion::When { .. } => Some(if *last == 0 { "then " } else { "otherwise " }),
            Criterion::AtLeast { must, .. } if must.iter().any(|at| *at as usize == *last) => Some("mandatory: "),
            _ => None,
        });
        let (words, leaf) = node_words(node, currency);
        RuleLine { path, words: format!("{}{words}", branch.unwrap_or_default()), leaf }
    };
    tree::nodes(criteria).into_iter().map(line).collect()
}

fn node_words(node: &Criterion, currency: Currency) -> (String, bool) {
    let group = match node {
        Criterion::All(inner) if inner.is_empty() => return (sentence::ALWAYS.to_owned(), true),
        Criterion::All(_) => "all of".to_owned(),
        Criterion::Any(_) => "any of".to_owned(),
        Criterion::AtLeast { n, of, .. } => format!("at least {n} of {}", of.len()),
        Criterion::Not(_) => "not".to_owned(),
        Criterion::When { partner, size, .. } => format!("for {}", words::partners(partner, *size)),
        Criterion::Sustained { months, .. } => format!("for {months} months"),
        Criterion::ThroughNextFiscalYear(_) => "once met, through the next fiscal year".to_owned(),
        Criterion::OnAnyDay { within, .. } => format!("on any day, {}", words::span(within)),
        leaf => return (sentence::sentence(leaf, currency), true),
    };
    (group, false)
}

/// A node as it stands in the plan file, on one line.
pub(super) fn text_of(node: &Criterion) -> String {
    let text = ron_options().to_string(node).unwrap_or_default();
    let mut spaced = String::with_capacity(text.len() + 16);
    let (mut quoted, mut escaped) = (false, false);
    for c in text.chars() {
        spaced.push(c);
        quoted ^= c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        if !quoted && matches!(c, ',' | ':') {
            spaced.push(' ');
        }
    }
    spaced
}

impl NodeText {
    pub(super) fn begin(workbench: &Workbench, tier: &Tier, target: Target, kept: Option<String>) -> Self {
        let original = match &target {
            Target::Instead(path) => tier.criteria.at(path).map(text_of).unwrap_or_default(),
            Target::Beside(_) => String::new(),
        };
        let text = TextField::new(kept.unwrap_or_else(|| original.clone()));
        let tier = tier.id.clone();
        let mut begun = Self { tier, target, text, original, said: None, verdict: Err(Vec::new()) };
        begun.judge(workbench);
        begun
    }

    /// Reads the text again.
    pub(super) fn judge(&mut self, workbench: &Workbench) {
        self.said = None;
        self.verdict = self.read(workbench);
    }

    fn read(&mut self, workbench: &Workbench) -> Result<Written, Vec<String>> {
        let one = |why: String| vec![why];
        let program = workbench.program();
        let tier = program.tiers.get(&self.tier).ok_or_else(|| one("this tier is gone".to_owned()))?;
        let text = self.text.text().trim();
        if text.is_empty() {
            return Err(one("write a condition, such as meets(metric: \"referrals\", value: \"20\")".to_owned()));
        }
        let node: Criterion = plan_text::read(text).map_err(|bad| one(bad.to_string()))?;
        self.said = Some(sentence::sentence(&node, program.profile.currency));
        let (changed, path) = match &self.target {
            Target::Instead(path) => {
                let mut changed = tier.criteria.clone();
                let place = changed.at_mut(path).ok_or_else(|| one("this condition is gone".to_owned()))?;
                *place = node;
                (changed, path.clone())
            }
            Target::Beside(path) => tree::inserted(&tier.criteria, path, node),
        };
        let faults = criterion_check::faults(&changed);
        if !faults.is_empty() {
            return Err(faults.iter().map(|fault| fault.sentence(&changed)).collect());
        }
        let edit = checked_edit(workbench, tier, &changed).map_err(one)?;
        Ok(Written { edit, forecast: forecast::of_criteria(workbench, &self.tier, changed), path })
    }
}

/// The edit that gives a tier these criteria; whatever they refer to must be there.
pub(super) fn checked_edit(workbench: &Workbench, tier: &Tier, criteria: &Criterion) -> Result<Option<Edit>, String> {
    let program = workbench.program();
    let record = AnyRecord::from(Tier { criteria: criteria.clone(), ..tier.clone() });
    records::check_references_of(&Draft::over(program), &record).map_err(why)?;
    changing(tiers::set_criteria(program, &tier.id, criteria.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_node_is_written_as_it_is_read() {
        for text in [
            r#"meets(metric: "sourced_arr", value: "100000.00")"#,
            r#"compare(measure: people(with: ["a: b", "c,d"]), op: at_least, value: "3")"#,
            r#"holds("gold")"#,
            r#"sustained(months: 6, of: any([paid("fee"), judged(by: "x", on: "y")]))"#,
        ] {
            let node: Criterion = plan_text::read(text).unwrap();
            let again: Criterion = plan_text::read(&text_of(&node)).unwrap();
            assert_eq!(again, node, "{}", text_of(&node));
        }
    }

    #[test]
    fn every_kind_of_node_has_a_line() {
        let text = r#"all([at_least(n: 2, of: [holds("a"), paid("fee"), meets(metric: "referrals", value: "3")], must: [0]), not(any([holds("b")])), when(partner: [reseller], then: holds("a"), otherwise: holds("b")), on_any_day(within: months(6), of: points(scheme: "x", at_least: "70"))])"#;
        let lines = lines(&plan_text::read(text).unwrap(), Currency::USD);
        assert_eq!(lines.len(), 13);
        assert!(lines.iter().all(|line| !line.words.trim().is_empty()), "{lines:?}");
        assert!(lines[2].words.starts_with("mandatory: "), "{lines:?}");
    }
}
