//! Which action does what in the pane.

use super::records::Place;
use super::section::Section;
use super::state::Tables;
use crate::program::Kind;
use crate::tui::action::Action;
use crate::tui::outcome::Outcome;
use crate::tui::pane::{Context, PaneName};
use crate::tui::tabling::{Sheet, Tabled};

/// The record of the program itself: name, launch, currency, time zone, pool.
fn profile_form() -> Outcome {
    Outcome::Record { kind: Kind::Profile, id: Some(Kind::Profile.table_name().into()), owner: None }
}

impl Tables {
    pub(super) fn carry_out(&mut self, action: Action, context: &Context<'_>) -> Outcome {
        if let Some(reason) = self.why_not(action, context) {
            return Outcome::unavailable(reason);
        }
        self.moving(action, context)
            .or_else(|| self.working(action, context))
            .or_else(|| self.act_on_table(action, context))
            .or_else(|| self.act_on_sheet(action, context))
            .unwrap_or_else(|| Outcome::unavailable(format!("{} is not for {}", action.title(), self.name.title())))
    }

    /// Why an action would do nothing now.
    pub(super) fn why_not(&self, action: Action, context: &Context<'_>) -> Option<String> {
        let tab = self.tab();
        let reason = match action {
            Action::Twin if !matches!(self.spec().kind, Some(Kind::Plan | Kind::Task)) => {
                "these are tables already; the pictures are in Matrix (2) and Timeline (4)"
            }
            Action::DoneToggle if self.spec().toggle.is_none() && self.name != PaneName::Economics => {
                "there is nothing to tick off in this table"
            }
            Action::ValueUp | Action::ValueDown if self.steps().is_none() => "this value has no steps; Enter edits it",
            Action::WhatIf | Action::AddTemplate => "start it in Tiers (3)",
            Action::Present => "present from QBR (5)",
            Action::Star => "partners carry tags, in the roster (1)",
            Action::Add => return self.why_no_add().map(str::to_owned),
            Action::ListingKeep if self.spec().kind != Some(Kind::Listing) || tab.len() == 0 => {
                "in Listings: L goes there"
            }
            Action::FilterClear if tab.filter.is_empty() => "there is no filter; / sets one",
            Action::Open | Action::CellEdit if self.section == Section::Pool => return None,
            Action::Open
            | Action::CellEdit
            | Action::CellChange
            | Action::CellClear
            | Action::ValueUp
            | Action::ValueDown
            | Action::Delete
            | Action::DoneToggle
            | Action::SetStatus
            | Action::MarkToggle
            | Action::MarkRange
            | Action::MarkAll
            | Action::CopyText
            | Action::CopyAs
            | Action::Export
                if tab.len() == 0 =>
            {
                if tab.total() == 0 {
                    "there are no rows yet"
                } else {
                    "no row is shown; [key:filter.clear] clears the filter"
                }
            }
            action => return self.why_not_on_table(action, context),
        };
        Some(reason.to_owned())
    }

    fn moving(&mut self, action: Action, context: &Context<'_>) -> Option<Outcome> {
        let page = self.areas.table.height.saturating_sub(2).max(1) as isize;
        if self.detail.focused {
            let by = match action {
                Action::MoveUp => -1,
                Action::MoveDown => 1,
                Action::PageUp => -page,
                Action::PageDown => page,
                _ => 0,
            };
            if by != 0 {
                self.detail.top = self.detail.top.saturating_add_signed(by);
                return Some(Outcome::Changed);
            }
        }
        let rows = self.tab().len() as isize;
        let columns = self.tab().tabling.arrangement.columns.len() as isize;
        Some(match action {
            Action::MoveUp => self.move_rows(-1),
            Action::MoveDown => self.move_rows(1),
            Action::PageUp => self.move_rows(-page),
            Action::PageDown => self.move_rows(page),
            Action::GoTop => self.move_rows(-rows),
            Action::GoEnd => self.move_rows(rows),
            Action::MoveLeft => self.move_columns(-1),
            Action::MoveRight => self.move_columns(1),
            Action::ColumnFirst => self.move_columns(-columns),
            Action::ColumnLast => self.move_columns(columns),
            Action::SectionNext => self.show(self.section.step(1), context),
            Action::SectionPrevious => self.show(self.section.step(-1), context),
            Action::Centre => {
                let height = usize::from(self.areas.table.height.saturating_sub(1));
                self.tab_mut().view.centre(height);
                Outcome::Changed
            }
            Action::RegionNext | Action::RegionPrevious => self.switch_region(),
            Action::Inspector => {
                self.detail.shown = !self.detail.shown;
                self.detail.focused = false;
                Outcome::Changed
            }
            _ => return None,
        })
    }

    fn working(&mut self, action: Action, context: &Context<'_>) -> Option<Outcome> {
        Some(match action {
            Action::Filter => self.ask_filter(),
            Action::FilterClear => self.clear_filter(context),
            Action::Unwind if self.detail.focused => {
                self.detail.focused = false;
                Outcome::Changed
            }
            Action::Unwind if self.has_marks() => self.clear_marks(),
            Action::Unwind if !self.tab().filter.is_empty() => self.clear_filter(context),
            Action::Unwind if !self.tab().tabling.find.is_empty() => {
                self.tab_mut().tabling.find.clear();
                Outcome::Changed
            }
            Action::Unwind | Action::Close => Outcome::ignored(),
            Action::EditForm if self.record().is_some() => self.whole_record(""),
            Action::EditForm if self.name == PaneName::Program => profile_form(),
            Action::Open | Action::CellEdit if self.section == Section::Pool => profile_form(),
            Action::Open | Action::CellEdit => self.open_cell(context),
            Action::CellChange => self.edit(self.column(), true, context),
            Action::CellClear => self.clear_cell(),
            Action::SetStatus => match self.section {
                Section::Registrations | Section::Mdf if !self.has_marks() => self.edit("state", false, context),
                Section::Registrations | Section::Mdf | Section::Commissions => self.ask_state(context),
                Section::Deals => self.edit("stage", false, context),
                _ if self.spec().state.is_some() => self.edit(self.spec().state.unwrap_or_default(), false, context),
                _ => Outcome::unavailable("these rows have no state to set"),
            },
            Action::MarkToggle => self.toggle_mark(),
            Action::MarkRange => self.mark_range(),
            Action::MarkAll => self.mark_all(),
            Action::Add => self.ask_new(context),
            Action::DoneToggle if self.section == Section::Payments && self.has_marks() => self.preview_paid(context),
            Action::DoneToggle if self.spec().toggle.is_some() => self.tick(context),
            Action::DoneToggle => self.toggle_paid(),
            Action::ValueUp => self.step_value(1),
            Action::ValueDown => self.step_value(-1),
            Action::SectionPick => self.ask_section(),
            Action::Twin => self.in_timeline(),
            Action::ListingKeep => self.keep_listing(context),
            Action::Delete => self.delete(),
            Action::Export => self.ask_export(),
            Action::GoToday if matches!(self.spec().kind, Some(Kind::Plan | Kind::Task)) => self.in_timeline(),
            Action::GoToday => match self.row_partner() {
                Some(partner) => Outcome::GoToPartner(PaneName::Timeline, partner),
                None => Outcome::ignored(),
            },
            _ => return None,
        })
    }

    /// Edits the cell, or goes to what stands behind it.
    fn open_cell(&mut self, context: &Context<'_>) -> Outcome {
        let column = self.column();
        if let Some(outcome) = self.part(column) {
            return outcome;
        }
        match self.block_place().filter(|_| self.field_here(column).is_none()) {
            Some(Place::Pane(pane)) => Outcome::GoTo(pane),
            Some(Place::Table(section)) => self.show(section, context),
            None => self.edit(column, false, context),
        }
    }

    fn switch_region(&mut self) -> Outcome {
        if self.areas.detail.is_empty() {
            return Outcome::unavailable("[key:inspector.toggle] shows the row in full");
        }
        self.detail.focused = !self.detail.focused;
        Outcome::Changed
    }

    /// Shows a table, with the cursor on the same partner.
    pub(super) fn show(&mut self, section: Section, context: &Context<'_>) -> Outcome {
        if section == self.section {
            return Outcome::ignored();
        }
        let partner = self.row_partner().or_else(|| self.wanted.clone()).or_else(|| context.partner.cloned());
        self.section = section;
        self.detail.top = 0;
        self.detail.focused = false;
        self.wanted.clone_from(&partner);
        self.follow(context);
        let Some(partner) = partner else { return Outcome::Changed };
        self.stand_on(&partner);
        Outcome::SelectPartner(partner)
    }

    /// Another row is under the cursor.
    pub(super) fn moved(&mut self) {
        self.detail.top = 0;
        self.settle_cursor();
        self.wanted = self.row_partner().or(self.wanted.take());
    }

    pub(super) fn move_rows(&mut self, by: isize) -> Outcome {
        let rows = self.tab().len();
        if !self.tab_mut().view.move_rows(by, rows) {
            return Outcome::ignored();
        }
        self.moved();
        match self.row_partner() {
            Some(partner) => Outcome::SelectPartner(partner),
            None => Outcome::Changed,
        }
    }

    fn move_columns(&mut self, by: isize) -> Outcome {
        let columns = self.tab().tabling.arrangement.columns.len();
        if self.tab_mut().view.move_columns(by, columns) { Outcome::Changed } else { Outcome::ignored() }
    }
}
