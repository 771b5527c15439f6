//! Changes to the tree of conditions: a new one, parts grouped another way, a part taken away. Each is shown as a
//! sentence, with everyone who would move, before it is accepted.

use std::collections::BTreeMap;

use super::editor;
use super::forecast;
use super::rows::{LeafKey, Row};
use super::sentence;
use super::state::Tiers;
use super::tree::{self, Join, Wrap};
use crate::app::command::TierCommand;
use crate::edit::commands::tiers;
use crate::program::choice::Choice;
use crate::program::criterion::{Comparison, Criterion, Metric, StandardMetric, Window};
use crate::tui::outcome::Outcome;
use crate::tui::overlays::{Entry, Field, Form, Picker, PreviewLine};
use crate::tui::pane::{Check, Context};
use crate::tui::session::Command;

pub(super) const CONDITION: &str = "tiers/condition";
pub(super) const GROUP_PART: &str = "tiers/group-part";
pub(super) const GROUP_HOW: &str = "tiers/group-how";
pub(super) const REMOVE_PART: &str = "tiers/remove-part";

/// What is typed into the form of a new condition, and the part of the tree that is being changed.
#[derive(Debug, Clone, Default)]
pub(super) struct ConditionDraft {
    fields: BTreeMap<String, String>,
    path: Vec<usize>,
}

fn path_text(path: &[usize]) -> String {
    path.iter().map(ToString::to_string).collect::<Vec<_>>().join(".")
}

fn path_of(text: &str) -> Vec<usize> {
    text.split('.').filter_map(|step| step.parse().ok()).collect()
}

impl Tiers {
    /// Where the comparison under the cursor stands in the tree of the selected tier.
    fn leaf_path(&self) -> Option<Vec<usize>> {
        let tier = self.tier()?;
        let criteria = &tier.criteria;
        if let Some(rules) = &self.rules {
            return Some(rules.path(tier));
        }
        match self.row()? {
            Row::Leaf(key) => key.path(criteria),
            _ => None,
        }
    }

    /// Opens the form of a new condition.
    pub(super) fn ask_condition(&mut self, context: &Context<'_>) -> Outcome {
        let Some(tier) = self.tier() else { return Outcome::ignored() };
        let name = tier.name.clone();
        let beside = self.leaf_path();
        let mut joins = vec![("root".to_owned(), "and, for the whole tier".to_owned())];
        if let Some(node) = beside.as_ref().and_then(|path| tier.criteria.at(path)) {
            let words = sentence::sentence(node, self.model.currency);
            joins.push(("or".to_owned(), format!("or, as an alternative to {words}")));
            joins.push(("and".to_owned(), format!("and, together with {words}")));
        }
        let options =
            |choices: &[(&str, &str)]| choices.iter().map(|(id, label)| ((*id).into(), (*label).into())).collect();
        let mut metrics: Vec<(String, String)> = options(StandardMetric::CHOICES);
        let program = context.workbench.program();
        let own = program.tiers.iter().flat_map(|tier| {
            let at = |path: &Vec<usize>| tier.criteria.at(path).cloned();
            tier.criteria.leaves().iter().filter_map(at).collect::<Vec<_>>()
        });
        for leaf in own {
            if let Criterion::Meets { metric: Metric::Own(name), .. } = leaf
                && !metrics.iter().any(|(id, _)| *id == name)
            {
                metrics.push((name.clone(), name));
            }
        }
        let mut windows = vec![(String::new(), "the usual one of the metric".to_owned())];
        windows.extend::<Vec<(String, String)>>(options(Window::CHOICES));
        self.condition = ConditionDraft { fields: BTreeMap::new(), path: beside.unwrap_or_default() };
        let form = Form::new(CONDITION, format!("New condition of {name}"))
            .field(Field::choice("metric", "Measure", metrics))
            .field(Field::choice("window", "Over", windows))
            .field(Field::choice("op", "Must be", options(Comparison::CHOICES)))
            .field(Field::text("value", "Threshold").hint("25k, 20"))
            .field(Field::choice("join", "Joins", joins))
            .focus("metric");
        Outcome::open(form)
    }

    /// What the form says so far.
    pub(super) fn check_condition(&mut self, field: &str, text: &str, context: &Context<'_>) -> Check {
        self.condition.fields.insert(field.to_owned(), text.to_owned());
        match self.with_new_condition(context) {
            Ok(changed) => Check { error: None, lines: vec![sentence::sentence(&changed, self.model.currency)] },
            Err(error) if field == "value" => Check { error: Some(error), lines: Vec::new() },
            Err(_) => Check::default(),
        }
    }

    fn with_new_condition(&self, context: &Context<'_>) -> Result<Criterion, String> {
        let tier = self.tier().ok_or("this tier is gone")?;
        let text = |name: &str| self.condition.fields.get(name).map_or("", |text| text.trim());
        let metric = match text("metric") {
            "" => StandardMetric::SourcedArr.word(),
            metric => metric,
        };
        let metric: Metric = metric.parse().map_err(|bad: crate::program::text_value::BadText| bad.to_string())?;
        let window = <Window as Choice>::read(text("window")).unwrap_or_else(|| metric.default_window());
        let op = <Comparison as Choice>::read(text("op")).unwrap_or_default();
        if text("value").is_empty() {
            return Err("a threshold is needed".to_owned());
        }
        let key = LeafKey { metric, window, op, nth: 0 };
        let threshold = editor::threshold(context.workbench, &key, text("value"))?;
        let join = match text("join") {
            "or" => Join::Or,
            "and" => Join::And,
            _ => Join::Root,
        };
        let changed = tree::with_condition(&tier.criteria, &self.condition.path, join, key.condition(threshold));
        tiers::set_criteria(context.workbench.program(), &tier.id, changed.clone()).map_err(|why| why.to_string())?;
        Ok(changed)
    }

    /// The form was saved.
    pub(super) fn condition_saved(&mut self, fields: Vec<(String, String)>, context: &Context<'_>) -> Outcome {
        self.condition.fields = fields.into_iter().collect();
        match self.with_new_condition(context) {
            Ok(changed) => self.preview_tree(changed, context),
            Err(error) => Outcome::warning(error),
        }
    }

    /// Shows a changed tree as a sentence with everyone who would move.
    fn preview_tree(&mut self, changed: Criterion, context: &Context<'_>) -> Outcome {
        let Some(tier) = self.tier().cloned() else { return Outcome::ignored() };
        if changed == tier.criteria {
            return Outcome::info("Nothing would change");
        }
        if let Err(refusal) = tiers::set_criteria(context.workbench.program(), &tier.id, changed.clone()) {
            return Outcome::warning(refusal.to_string());
        }
        let words = |criteria: &Criterion| sentence::sentence(criteria, self.model.currency);
        let mut lines = vec![
            PreviewLine::before(words(&tier.criteria)),
            PreviewLine::after(words(&changed)),
            PreviewLine::same(""),
        ];
        let found = forecast::of_criteria(context.workbench, &tier.id, changed.clone());
        let program = context.workbench.program();
        lines.extend(forecast::preview(&found, &self.model, program, context.look.glyphs.arrow));
        let command = Command::Tier(TierCommand::SetCriteria { tier: tier.id, criteria: changed });
        self.ask_first(command, format!("{} would ask for", tier.name), "accept", lines)
    }

    fn parts(&self) -> Vec<Entry> {
        let Some(tier) = self.tier() else { return Vec::new() };
        let entry = |(path, node): (Vec<usize>, &Criterion)| {
            let kind = match node {
                Criterion::All(_) => "all must hold",
                Criterion::Any(_) => "one must hold",
                Criterion::AtLeast { .. } => "some must hold",
                Criterion::Not(_) => "must not hold",
                Criterion::When { .. } => "by kind of partner",
                Criterion::Sustained { .. } | Criterion::ThroughNextFiscalYear(_) | Criterion::OnAnyDay { .. } => {
                    "over time"
                }
                _ => "",
            };
            let words = sentence::sentence(node, self.model.currency);
            let words = if path.is_empty() { format!("everything: {words}") } else { words };
            Entry::new(path_text(&path), format!("{}{words}", "  ".repeat(path.len()))).detail(kind)
        };
        tree::nodes(&tier.criteria).into_iter().map(entry).collect()
    }

    fn part_picker(&self, tag: &str, title: String) -> Outcome {
        let at = path_text(&self.leaf_path().unwrap_or_default());
        Outcome::open(Picker::new(tag, title).entries(self.parts()).select(&at))
    }

    /// Asks which part is to be grouped.
    pub(super) fn ask_part_to_group(&self) -> Outcome {
        let name = self.tier().map_or("", |tier| tier.name.as_str());
        self.part_picker(GROUP_PART, format!("Which conditions of {name} to group"))
    }

    /// Asks which part is to go; without a choice there is nothing to ask.
    pub(super) fn ask_part_to_remove(&mut self, context: &Context<'_>) -> Outcome {
        let _ = context;
        let name = self.tier().map_or("", |tier| tier.name.as_str());
        self.part_picker(REMOVE_PART, format!("Which condition of {name} to take away"))
    }

    /// A part was chosen: how is it grouped?
    pub(super) fn part_to_group(&mut self, id: &str) -> Outcome {
        let path = path_of(id);
        let Some(tier) = self.tier() else { return Outcome::ignored() };
        let offers: [(&str, Wrap, &str); 6] = [
            ("any", Wrap::Any, "one of them must hold"),
            ("all", Wrap::All, "all of them must hold"),
            ("two", Wrap::AtLeast(2), "at least two of them must hold"),
            ("not", Wrap::Not, "must not hold"),
            ("any-next", Wrap::AnyWithNext, "this one or the next"),
            ("all-next", Wrap::AllWithNext, "this one and the next, as one part"),
        ];
        let mut entries = Vec::new();
        for (id, wrap, words) in offers {
            let Some(changed) = tree::wrapped(&tier.criteria, &path, wrap).filter(|new| *new != tier.criteria) else {
                continue;
            };
            let entry = Entry::new(id, words);
            entries.push(entry.detail(sentence::sentence(&changed, self.model.currency)));
        }
        self.condition.path = path;
        Outcome::open(Picker::new(GROUP_HOW, "How they hold together").entries(entries))
    }

    /// The kind of group was chosen.
    pub(super) fn grouped(&mut self, id: &str, context: &Context<'_>) -> Outcome {
        let wrap = match id {
            "any" => Wrap::Any,
            "two" => Wrap::AtLeast(2),
            "not" => Wrap::Not,
            "any-next" => Wrap::AnyWithNext,
            "all-next" => Wrap::AllWithNext,
            _ => Wrap::All,
        };
        let path = std::mem::take(&mut self.condition.path);
        let changed = self.tier().and_then(|tier| tree::wrapped(&tier.criteria, &path, wrap));
        if self.rules.is_some()
            && let (Some(tier), Some(changed)) = (self.tier().cloned(), changed.clone())
        {
            return self.change_tree(&tier, changed, &path, context);
        }
        changed.map_or_else(Outcome::ignored, |changed| self.preview_tree(changed, context))
    }

    /// The part to take away was chosen.
    pub(super) fn part_to_remove(&mut self, id: &str, context: &Context<'_>) -> Outcome {
        let Some(tier) = self.tier() else { return Outcome::ignored() };
        let changed = tree::without(&tier.criteria, &path_of(id));
        self.preview_tree(changed, context)
    }
}
