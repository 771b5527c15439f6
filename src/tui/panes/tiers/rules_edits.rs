//! What the keys do in the tree of conditions: nodes are written, added, wrapped, moved, stepped and taken away in
//! place, each as one step, with everyone who moved in sight.

use crossterm::event::{KeyCode, KeyEvent, MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Position;
use rust_decimal::Decimal;

use super::editor;
use super::rows::ValueKind;
use super::rules::{self, NodeText, Rules, Target, checked_edit};
use super::state::Tiers;
use super::steps::TREE;
use super::tree;
use crate::edit::change::Typing;
use crate::program::criterion::{Criterion, MetricKind};
use crate::program::money::Money;
use crate::program::quantity::Quantity;
use crate::program::tier::Tier;
use crate::tui::action::Action;
use crate::tui::outcome::Outcome;
use crate::tui::pane::Context;
use crate::tui::session::Command;
use crate::tui::widgets::text_field::Typed;

impl Tiers {
    /// Opens or closes the tree of the selected tier.
    pub(super) fn switch_rules(&mut self) -> Outcome {
        self.twin = false;
        self.rules = match (&self.rules, self.tier().is_some()) {
            (None, true) => Some(Rules::default()),
            _ => None,
        };
        let at = match (self.tier(), self.row()) {
            (Some(tier), Some(super::rows::Row::Leaf(key))) => key.path(&tier.criteria),
            _ => None,
        };
        let criteria = self.tier().map(|tier| tier.criteria.clone());
        if let (Some(rules), Some(criteria), Some(path)) = (&mut self.rules, criteria, at) {
            rules.go_to(&criteria, &path);
        }
        Outcome::Changed
    }

    /// An action while the tree is open; nothing for those that mean the same as elsewhere.
    pub(super) fn run_in_rules(&mut self, action: Action, context: &Context<'_>) -> Option<Outcome> {
        let tier = self.tier()?.clone();
        let path = self.rules.as_ref()?.path(&tier);
        Some(match action {
            Action::MoveUp => self.move_in_rules(-1, &tier),
            Action::MoveDown => self.move_in_rules(1, &tier),
            Action::PageUp => self.move_in_rules(-self.page(), &tier),
            Action::PageDown => self.move_in_rules(self.page(), &tier),
            Action::GoTop => self.move_in_rules(isize::MIN / 2, &tier),
            Action::GoEnd => self.move_in_rules(isize::MAX / 2, &tier),
            Action::Open | Action::CellEdit => self.write_node(Target::Instead(path), None, context),
            Action::CellChange => self.write_node(Target::Instead(path), Some(String::new()), context),
            Action::Add => self.write_node(Target::Beside(path), None, context),
            Action::CriterionGroup => {
                let path = path.iter().map(ToString::to_string).collect::<Vec<_>>().join(".");
                self.part_to_group(&path)
            }
            Action::CriterionRemove | Action::Delete | Action::CellClear => {
                let changed = tree::without(&tier.criteria, &path);
                let above = path.split_last().map(|(last, parent)| match tree_has(&changed, &path) {
                    true => path.clone(),
                    false if *last > 0 => [parent, &[last - 1]].concat(),
                    false => parent.to_vec(),
                });
                self.change_tree(&tier, changed, &above.unwrap_or_default(), context)
            }
            Action::CriterionUp | Action::CriterionDown => {
                match tree::shifted(&tier.criteria, &path, action == Action::CriterionUp) {
                    Some((changed, at)) => self.change_tree(&tier, changed, &at, context),
                    None => Outcome::unavailable("It can not go further"),
                }
            }
            Action::ValueUp | Action::ValueDown => self.step_node(&tier, &path, action == Action::ValueUp, context),
            Action::CopyText => {
                let text = tier.criteria.at(&path).map(rules::text_of).unwrap_or_default();
                Outcome::Copy { text, what: "the condition".to_owned() }
            }
            Action::Unwind | Action::Twin | Action::RegionNext | Action::RegionPrevious => self.switch_rules(),
            _ => return None,
        })
    }

    fn move_in_rules(&mut self, by: isize, tier: &Tier) -> Outcome {
        let count = tree::nodes(&tier.criteria).len();
        let moved = self.rules.as_mut().is_some_and(|rules| rules.list.move_by(by, count));
        if moved { Outcome::Changed } else { Outcome::ignored() }
    }

    fn write_node(&mut self, target: Target, text: Option<String>, context: &Context<'_>) -> Outcome {
        let Some(tier) = self.tier().cloned() else { return Outcome::ignored() };
        let Some(rules) = &mut self.rules else { return Outcome::ignored() };
        let kept = rules.kept.take_if(|(of, at, _)| *of == tier.id && *at == target).map(|(_, _, text)| text);
        rules.text = Some(NodeText::begin(context.workbench, &tier, target, text.or(kept)));
        Outcome::Changed
    }

    /// Gives the tier another tree at once, and puts the cursor on a node of it.
    pub(super) fn change_tree(
        &mut self,
        tier: &Tier,
        changed: Criterion,
        path: &[usize],
        context: &Context<'_>,
    ) -> Outcome {
        let edit = match checked_edit(context.workbench, tier, &changed) {
            Ok(Some(edit)) => edit,
            Ok(None) => return Outcome::info("Nothing would change"),
            Err(error) => return Outcome::warning(error),
        };
        let found = super::forecast::of_criteria(context.workbench, &tier.id, changed.clone());
        let told = (format!("{} asks for something else", tier.name), String::new());
        self.follow_edit(tier.clone(), TREE.to_owned(), told, &edit, Some(found), context);
        if let Some(rules) = &mut self.rules {
            rules.go_to(&changed, path);
        }
        Outcome::command(Command::Apply(edit)).and(Outcome::Changed)
    }

    fn step_node(&mut self, tier: &Tier, path: &[usize], up: bool, context: &Context<'_>) -> Outcome {
        let mut changed = tier.criteria.clone();
        let stepped = changed.at_mut(path).and_then(|node| stepped(node, up));
        let Some((first, text)) = stepped else {
            return Outcome::unavailable("There is no number to step here; Enter writes it");
        };
        let mut edit = match checked_edit(context.workbench, tier, &changed) {
            Ok(Some(edit)) => edit,
            Ok(None) => return Outcome::unavailable("This is the lowest value"),
            Err(error) => return Outcome::unavailable(error),
        };
        let key = self.rules.as_ref().map(|rules| rules.key(tier)).unwrap_or_default();
        edit.typing = Some(Typing { place: format!("tier/{}/{key}", tier.id) });
        let found = super::forecast::of_criteria(context.workbench, &tier.id, changed);
        self.follow_edit(tier.clone(), key, (first, text), &edit, Some(found), context);
        Outcome::command(Command::Apply(edit)).and(Outcome::Changed)
    }

    /// A key while a node is written.
    pub(super) fn key_in_rules(&mut self, key: KeyEvent, context: &Context<'_>) -> Outcome {
        let Some(rules) = &mut self.rules else { return Outcome::ignored() };
        let Some(text) = &mut rules.text else { return Outcome::ignored() };
        match key.code {
            KeyCode::Esc | KeyCode::Tab | KeyCode::BackTab => {
                if text.text.text() != text.original {
                    rules.kept = Some((text.tier.clone(), text.target.clone(), text.text.text().to_owned()));
                }
                rules.text = None;
                Outcome::Changed
            }
            KeyCode::Enter => self.accept_node(context),
            _ => match text.text.key(key) {
                Typed::Edited => {
                    text.judge(context.workbench);
                    Outcome::Changed
                }
                Typed::Moved => Outcome::Changed,
                Typed::Unused => Outcome::ignored(),
            },
        }
    }

    fn accept_node(&mut self, context: &Context<'_>) -> Outcome {
        let Some(tier) = self.tier().cloned() else { return Outcome::ignored() };
        let Some(rules) = &mut self.rules else { return Outcome::ignored() };
        let Some(written) = rules.text.as_ref().and_then(|text| text.verdict.as_ref().ok()).cloned() else {
            return Outcome::Changed;
        };
        rules.text = None;
        let Some(edit) = written.edit else { return Outcome::Changed };
        if let Some(changed) = editor::changed_tier(&edit, &tier.id) {
            rules.go_to(&changed.criteria, &written.path);
        }
        let told = (format!("{} asks for something else", tier.name), String::new());
        self.follow_edit(tier, TREE.to_owned(), told, &edit, Some(written.forecast), context);
        Outcome::command(Command::Apply(edit)).and(Outcome::Changed)
    }

    /// A click or the wheel in the tree.
    pub(super) fn clicked_rules(&mut self, mouse: MouseEvent, context: &Context<'_>) -> Outcome {
        let Some(tier) = self.tier().cloned() else { return Outcome::ignored() };
        let list = super::rules_view::list_area(self.body(), self.is_writing());
        let count = tree::nodes(&tier.criteria).len();
        let Some(rules) = self.rules.as_mut().filter(|rules| rules.text.is_none()) else {
            return Outcome::ignored();
        };
        match mouse.kind {
            MouseEventKind::ScrollUp => self.move_in_rules(-3, &tier),
            MouseEventKind::ScrollDown => self.move_in_rules(3, &tier),
            MouseEventKind::Down(MouseButton::Left) => {
                let at = Position::new(mouse.column, mouse.row);
                let Some(line) = rules.list.hit(list, at, count) else { return Outcome::ignored() };
                if rules.list.cursor == line {
                    let path = rules.path(&tier);
                    return self.write_node(Target::Instead(path), None, context);
                }
                rules.list.cursor = line;
                Outcome::Changed
            }
            _ => Outcome::ignored(),
        }
    }

    /// Pasted text goes into the node that is written.
    pub(super) fn paste_in_rules(&mut self, pasted: &str, context: &Context<'_>) -> Outcome {
        match self.rules.as_mut().and_then(|rules| rules.text.as_mut()) {
            Some(text) => {
                text.text.paste(pasted);
                text.judge(context.workbench);
                Outcome::Changed
            }
            None => Outcome::unavailable("Enter writes the condition, then text can be pasted"),
        }
    }
}

fn tree_has(tree: &Criterion, path: &[usize]) -> bool {
    tree.at(path).is_some()
}

/// Steps the number of a node; gives it before and after.
fn stepped(node: &mut Criterion, up: bool) -> Option<(String, String)> {
    let by = |value: u32| if up { value.checked_add(1) } else { value.checked_sub(1).filter(|value| *value > 0) };
    match node {
        Criterion::Meets { metric, value, .. } => quantity(value, metric.kind(), up),
        Criterion::Compare { measure, value, .. } => quantity(value, measure.kind(), up),
        Criterion::Points { at_least, .. } => quantity(at_least, MetricKind::Count, up),
        Criterion::AtLeast { n, of, .. } => {
            let next = by(*n).filter(|next| *next as usize <= of.len())?;
            Some((std::mem::replace(n, next).to_string(), next.to_string()))
        }
        Criterion::Sustained { months, .. } => {
            let next = u16::try_from(by(u32::from(*months))?).ok()?;
            Some((std::mem::replace(months, next).to_string(), next.to_string()))
        }
        _ => None,
    }
}

fn quantity(value: &mut Quantity, kind: MetricKind, up: bool) -> Option<(String, String)> {
    let current = value.decimal();
    let size = match kind {
        MetricKind::Money => ValueKind::Money,
        MetricKind::Count => ValueKind::Count,
    };
    let step = editor::step_of(size, current, up);
    let next = (if up { current + step } else { current - step }).max(Decimal::ZERO);
    let new = match kind {
        MetricKind::Money => Quantity::money(Money::rounded(next, 2)?),
        MetricKind::Count => next.normalize().to_string().parse().ok()?,
    };
    let shown = |value: Decimal| super::figures::grouped(value.normalize());
    *value = new;
    Some((shown(current), shown(next)))
}
