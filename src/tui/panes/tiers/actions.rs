//! What the keys of the designer do.

use super::columns::Region;
use super::editor::{self, Editor};
use super::people::Standing;
use super::rows::{Figure, Row, ValueKind};
use super::state::Tiers;
use super::twin;
use crate::app::command::{RecordCommand, TierCommand};
use crate::program::Kind;
use crate::tui::action::Action;
use crate::tui::outcome::Outcome;
use crate::tui::pane::{Context, PaneName};
use crate::tui::session::Command;
use crate::tui::widgets::safe_text;

impl Tiers {
    /// Whether an action would do something, or why not.
    pub(super) fn may(&self, action: Action, context: &Context<'_>) -> Result<(), String> {
        let _ = context;
        let err = |reason: &str| Err(reason.to_owned());
        let in_people = self.region == Region::People;
        match action {
            Action::Add | Action::AddTemplate | Action::Unwind | Action::Close => Ok(()),
            Action::ColumnsPick if self.model.tracks.len() < 2 => {
                err("there is one ladder only, for all partner types")
            }
            Action::ColumnsPick | Action::WhatIf | Action::TrialCompare | Action::LadderPast => Ok(()),
            Action::LadderChecks => Ok(()),
            Action::TrialAdopt | Action::TrialKeep | Action::TrialDiscard => {
                if self.trial.is_some() {
                    Ok(())
                } else {
                    err("no what-if is under way; W begins one")
                }
            }
            Action::OwnerPick => err("owners are set in the roster; Enter on a partner goes there"),
            Action::ColumnAutosize | Action::ColumnsAutosize => err("the columns share the width already"),
            _ if self.model.tiers.is_empty() && is_ours(action) => {
                err("there are no tiers; [key:add.from_template] starts from a preset")
            }
            Action::SetTier | Action::GrantProposed if !in_people && action == Action::SetTier => {
                err("choose a partner first; Tab goes to the list")
            }
            Action::SetTier if self.current_person().is_none() => err("no partner is selected"),
            Action::GrantProposed if !self.people().iter().any(|person| person.standing == Standing::Rises) => {
                err("nobody waits to move up to this tier")
            }
            Action::Rules | Action::CriterionUp | Action::CriterionDown if self.model.tiers.is_empty() => {
                err("there are no tiers; [key:add.from_template] starts from a preset")
            }
            Action::CriterionUp | Action::CriterionDown if self.rules.is_none() => {
                err("the tree of conditions is not open; [key:criteria.tree] opens it")
            }
            Action::Rules | Action::CriterionUp | Action::CriterionDown => Ok(()),
            Action::CellChange | Action::CellEdit | Action::CellClear | Action::ValueUp | Action::ValueDown
                if self.rules.is_some() =>
            {
                Ok(())
            }
            Action::CriterionRemove if self.asks_nothing() => err("this tier has no conditions"),
            Action::CriterionGroup if self.asks_nothing() => {
                err("this tier has no conditions; [key:criterion.add] adds one")
            }
            Action::TierLeft if self.rank() == 0 => err("this is the base tier already"),
            Action::TierRight if self.rank() + 1 >= self.model.tiers.len() => err("this is the highest tier already"),
            Action::ValueUp | Action::ValueDown | Action::CellEdit | Action::CellChange | Action::CellClear => {
                if in_people {
                    err("Tab goes back to the tiers, whose values can be changed")
                } else {
                    self.editable()
                }
            }
            Action::FindNext | Action::FindPrevious if self.find.is_empty() => {
                err("nothing to find yet; [key:find.open] asks for words")
            }
            _ if is_ours(action) => Ok(()),
            _ => err("not among the tiers"),
        }
    }

    fn asks_nothing(&self) -> bool {
        let empty = crate::program::criterion::Criterion::All(Vec::new());
        self.tier().is_some_and(|tier| tier.criteria == empty)
    }

    fn editable(&self) -> Result<(), String> {
        match self.row() {
            Some(Row::Figure(figure)) => Err(figure.source().to_owned()),
            Some(_) => Ok(()),
            None => Err("no cell is selected".to_owned()),
        }
    }

    /// Carries an action out.
    pub(super) fn run(&mut self, action: Action, context: &Context<'_>) -> Outcome {
        if let Some(outcome) = self.run_in_rules(action, context) {
            return outcome;
        }
        match action {
            Action::MoveUp => self.move_rows(-1),
            Action::MoveDown => self.move_rows(1),
            Action::PageUp => self.move_rows(-self.page()),
            Action::PageDown => self.move_rows(self.page()),
            Action::GoTop => self.move_rows(isize::MIN / 2),
            Action::GoEnd => self.move_rows(isize::MAX / 2),
            Action::MoveLeft => self.move_columns(-1),
            Action::MoveRight => self.move_columns(1),
            Action::ColumnFirst => self.move_columns(isize::MIN / 2),
            Action::ColumnLast => self.move_columns(isize::MAX / 2),
            Action::RegionNext | Action::RegionPrevious => self.switch_region(),
            Action::Unwind => self.unwind(),
            Action::Twin => self.switch_twin(),
            Action::Inspector => {
                self.panel = !self.panel;
                Outcome::Changed
            }
            Action::Open => self.open(context),
            Action::CellEdit => {
                let outcome = self.edit(None, context);
                self.editor.iter_mut().for_each(|editor| editor.text.keep());
                outcome
            }
            Action::CellChange => self.edit(Some(String::new()), context),
            Action::CellClear => self.clear(context),
            Action::ValueUp => self.step(true, context),
            Action::ValueDown => self.step(false, context),
            Action::TierLeft => self.reorder(false),
            Action::TierRight => self.reorder(true),
            Action::CopyText => self.copy(context),
            Action::CopyAs => self.ask_copy(),
            Action::Find => self.ask_find(),
            Action::FindNext => self.find_again(false, context),
            Action::FindPrevious => self.find_again(true, context),
            Action::Centre => {
                self.grid.centre(usize::from(self.areas.grid.height));
                Outcome::Changed
            }
            Action::CriterionAdd => self.ask_condition(context),
            Action::CriterionGroup => self.ask_part_to_group(),
            Action::CriterionRemove => self.ask_part_to_remove(context),
            Action::Rules => self.switch_rules(),
            Action::LadderPast => self.show_past(context),
            Action::LadderChecks => self.show_checks(context),
            Action::Add => super::ladder_edits::ask_name(),
            Action::AddTemplate => super::preset_preview::ask(),
            Action::Delete => self.preview_removal(context),
            Action::EditForm => self.open_form(context),
            Action::ColumnsPick => self.ask_ladder(),
            Action::SetTier => self.ask_grant(context),
            Action::GrantProposed => self.preview_grants(context),
            _ => Outcome::ignored(),
        }
    }

    fn open(&mut self, context: &Context<'_>) -> Outcome {
        if self.model.tiers.is_empty() {
            return super::preset_preview::ask();
        }
        if self.twin {
            return self.switch_twin();
        }
        if self.region == Region::People {
            return match self.current_person() {
                Some(person) => Outcome::GoToPartner(PaneName::Roster, person.partner.clone()),
                None => Outcome::unavailable("Nobody is in this list"),
            };
        }
        match self.row() {
            Some(Row::Figure(Figure::Multiple | Figure::AtThreshold | Figure::BreakEven)) => {
                self.editable().err().map_or_else(Outcome::ignored, Outcome::unavailable)
            }
            Some(Row::Figure(_)) => self.switch_region(),
            _ => self.edit(None, context),
        }
    }

    /// Begins to type into the cell, or opens the list to choose from.
    pub(super) fn edit(&mut self, text: Option<String>, context: &Context<'_>) -> Outcome {
        self.twin = false;
        let (Some(tier), Some(row)) = (self.tier().map(|tier| tier.id.clone()), self.row().cloned()) else {
            return Outcome::ignored();
        };
        match editor::kind(&self.model, &row) {
            None => self.editable().err().map_or_else(Outcome::ignored, Outcome::unavailable),
            Some(ValueKind::Choice) => self.ask_level(&row),
            Some(_) => {
                let place = (tier, row);
                let text = text.or_else(|| self.drafts.invalid.get(&place).cloned());
                self.editor = Some(Editor::begin(context.workbench, &self.model, place, text));
                Outcome::Changed
            }
        }
    }

    fn clear(&mut self, context: &Context<'_>) -> Outcome {
        let (Some(tier), Some(row)) = (self.tier().map(|tier| tier.id.clone()), self.row().cloned()) else {
            return Outcome::ignored();
        };
        match row {
            Row::Leaf(_) => self.edit(Some(String::new()), context),
            Row::Field(field) => Outcome::command(Command::Record(RecordCommand::SetField {
                kind: Kind::Tier,
                ids: vec![tier.shared()],
                field: field.name().to_owned(),
                text: String::new(),
            })),
            Row::Benefit(benefit) => {
                Outcome::command(Command::Tier(TierCommand::SetBenefit { tier, benefit, level: String::new() }))
            }
            Row::Figure(_) | Row::Heading(_) => Outcome::ignored(),
        }
    }

    fn reorder(&mut self, up: bool) -> Outcome {
        let Some(tier) = self.tier().map(|tier| tier.id.clone()) else { return Outcome::ignored() };
        Outcome::command(Command::Tier(TierCommand::Reorder { tier, up }))
    }

    fn copy(&self, context: &Context<'_>) -> Outcome {
        let lines = twin::lines(self);
        let mut text = String::from("Tier\tField\tValue\n");
        for line in &lines {
            let cells = twin::texts(self, *line, context);
            text.push_str(&cells.map(|cell| safe_text::clean(&cell).into_owned()).join("\t"));
            text.push('\n');
        }
        Outcome::Copy { text, what: format!("{} values of {} tiers", lines.len(), self.model.tiers.len()) }
    }
}

/// True for the actions that the designer carries out.
fn is_ours(action: Action) -> bool {
    use Action::{
        Add, AddTemplate, CellChange, CellClear, CellEdit, Centre, ColumnFirst, ColumnLast, ColumnsPick, CopyAs,
        CopyText, CriterionAdd, CriterionGroup, CriterionRemove, Delete, EditForm, Find, FindNext, FindPrevious, GoEnd,
        GoTop, GrantProposed, Inspector, MoveDown, MoveLeft, MoveRight, MoveUp, Open, PageDown, PageUp, RegionNext,
        RegionPrevious, SetTier, TierLeft, TierRight, Twin, Unwind, ValueDown, ValueUp,
    };
    matches!(
        action,
        MoveUp
            | MoveDown
            | MoveLeft
            | MoveRight
            | PageUp
            | PageDown
            | GoTop
            | GoEnd
            | ColumnFirst
            | ColumnLast
            | RegionNext
            | RegionPrevious
            | Unwind
            | Twin
            | Inspector
            | Open
            | CellEdit
            | CellChange
            | CellClear
            | ValueUp
            | ValueDown
            | TierLeft
            | TierRight
            | CopyText
            | CopyAs
            | Find
            | FindNext
            | FindPrevious
            | Centre
            | CriterionAdd
            | CriterionGroup
            | CriterionRemove
            | Add
            | AddTemplate
            | Delete
            | EditForm
            | ColumnsPick
            | SetTier
            | GrantProposed
    )
}
