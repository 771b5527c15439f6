//! Which action does what in the roster.

use super::state::Roster;
use crate::tui::action::Action;
use crate::tui::outcome::Outcome;
use crate::tui::pane::{Context, PaneName};
use crate::tui::tabling::{Sheet, Tabled};

use super::column::Key;

impl Roster {
    pub(super) fn carry_out(&mut self, action: Action, context: &Context<'_>) -> Outcome {
        if let Some(reason) = self.why_not(action, context) {
            return Outcome::unavailable(reason);
        }
        self.moving(action)
            .or_else(|| self.choosing_rows(action, context))
            .or_else(|| self.act_on_table(action, context))
            .or_else(|| self.act_on_sheet(action, context))
            .or_else(|| self.changing(action, context))
            .unwrap_or_else(|| Outcome::unavailable(format!("{} is not for the roster", action.title())))
    }

    /// Why an action would do nothing now.
    pub(super) fn why_not(&self, action: Action, context: &Context<'_>) -> Option<String> {
        let program = context.workbench.program();
        match action {
            Action::Star => Some("partners carry tags instead: s g sets them".to_owned()),
            Action::WhatIf | Action::AddTemplate => Some("start it in Tiers (3)".to_owned()),
            Action::Present => Some("present from QBR (5)".to_owned()),
            Action::SetTier if program.tiers.is_empty() => {
                Some("there are no tiers yet; add them in Tiers (3)".to_owned())
            }
            Action::SetOwner | Action::OwnerPick if program.team.is_empty() => {
                Some("there are no people yet; add them in Program (9)".to_owned())
            }
            _ if needs_a_partner(action) && self.rows.len() == 0 => Some(if self.rows.total() == 0 {
                "there are no partners yet; a adds one".to_owned()
            } else {
                "no partner is shown; F clears the filter".to_owned()
            }),
            Action::FilterClear if self.filter.is_empty() => Some("there is no filter; / sets one".to_owned()),
            Action::Repeat if self.last_set.is_none() => Some("nothing was set yet".to_owned()),
            action => self.why_not_on_table(action, context),
        }
    }

    /// Actions that move the cursor or scroll.
    fn moving(&mut self, action: Action) -> Option<Outcome> {
        let page = self.page();
        if self.inspector.focused && self.inspector_shown() {
            let by = match action {
                Action::MoveUp => -1,
                Action::MoveDown => 1,
                Action::PageUp => -page,
                Action::PageDown => page,
                _ => 0,
            };
            if by != 0 {
                self.inspector.top = self.inspector.top.saturating_add_signed(by);
                return Some(Outcome::Changed);
            }
        }
        let rows = self.rows.len() as isize;
        Some(match action {
            Action::MoveUp => self.move_rows(-1),
            Action::MoveDown => self.move_rows(1),
            Action::PageUp => self.move_rows(-page),
            Action::PageDown => self.move_rows(page),
            Action::GoTop => self.move_rows(-rows),
            Action::GoEnd => self.move_rows(rows),
            Action::MoveLeft => self.move_columns(-1),
            Action::MoveRight => self.move_columns(1),
            Action::ColumnFirst => self.move_columns(isize::MIN + 1),
            Action::ColumnLast => self.move_columns(self.arrangement().columns.len() as isize),
            Action::Centre => {
                self.view.centre(usize::from(self.areas.table.height.saturating_sub(1)));
                Outcome::Changed
            }
            Action::RegionNext | Action::RegionPrevious => return Some(self.switch_region()),
            Action::Inspector => return Some(self.toggle_inspector()),
            _ => return None,
        })
    }

    /// Rows of a page.
    fn page(&self) -> isize {
        self.areas.table.height.saturating_sub(2).max(1) as isize
    }

    fn switch_region(&mut self) -> Outcome {
        if !self.inspector_shown() {
            return Outcome::unavailable("i shows the partner beside the table");
        }
        self.inspector.focused = !self.inspector.focused;
        Outcome::Changed
    }

    pub(super) fn move_rows(&mut self, by: isize) -> Outcome {
        if !self.view.move_rows(by, self.rows.len()) {
            return Outcome::ignored();
        }
        self.settle_cursor();
        match &self.cursor {
            Some(partner) => Outcome::SelectPartner(partner.clone()),
            None => Outcome::Changed,
        }
    }

    pub(super) fn move_columns(&mut self, by: isize) -> Outcome {
        if self.view.move_columns(by, self.arrangement().columns.len()) { Outcome::Changed } else { Outcome::ignored() }
    }

    /// Actions that change the program.
    fn changing(&mut self, action: Action, context: &Context<'_>) -> Option<Outcome> {
        Some(match action {
            Action::Open => self.edit_cell(context, false),
            Action::CellEdit => {
                let outcome = self.edit_cell(context, false);
                self.editor.iter_mut().for_each(|editor| editor.text.keep());
                outcome
            }
            Action::CellChange => self.edit_cell(context, true),
            Action::CellClear => self.clear_cell(context),
            Action::EditForm => self.open_form(context),
            Action::Add => self.ask_new(context),
            Action::Delete => self.delete(context),
            Action::DeleteHint => Outcome::info("D deletes partners; Delete clears the cell; u undoes"),
            Action::ValueUp => self.step(context, true),
            Action::ValueDown => self.step(context, false),
            Action::SetTier => self.ask_value(context, Key::Tier),
            Action::SetType => self.ask_value(context, Key::Type),
            Action::SetOwner | Action::OwnerPick => self.ask_value(context, Key::Owner),
            Action::SetStatus => self.ask_value(context, Key::Status),
            Action::SetRegion => self.ask_value(context, Key::Region),
            Action::SetTags => self.ask_value(context, Key::Tags),
            Action::SetStrategic => self.ask_value(context, Key::StrategicValue),
            Action::SetStage => self.ask_value(context, Key::Stage),
            Action::SetColumn => self.ask_value(context, self.column()),
            Action::DatePick => self.ask_date(context),
            Action::DealClose => self.ask_deal(context),
            Action::Twin => self.turn_to_heat(),
            Action::Repeat => self.repeat(context),
            Action::GoToday => return Some(self.goto_due()),
            _ => return None,
        })
    }

    fn goto_due(&self) -> Outcome {
        self.current()
            .map_or_else(Outcome::ignored, |partner| Outcome::GoToPartner(PaneName::Timeline, partner.id.clone()))
    }
}

fn needs_a_partner(action: Action) -> bool {
    matches!(
        action,
        Action::Open
            | Action::CellEdit
            | Action::CellChange
            | Action::CellClear
            | Action::EditForm
            | Action::Delete
            | Action::ValueUp
            | Action::ValueDown
            | Action::SetTier
            | Action::SetType
            | Action::SetOwner
            | Action::OwnerPick
            | Action::SetStatus
            | Action::SetRegion
            | Action::SetTags
            | Action::SetStrategic
            | Action::SetStage
            | Action::SetColumn
            | Action::DatePick
            | Action::DealClose
            | Action::CopyText
            | Action::CopyAs
            | Action::MarkToggle
            | Action::MarkRange
            | Action::MarkAll
            | Action::Repeat
    )
}
