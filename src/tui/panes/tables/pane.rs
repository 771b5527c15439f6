//! The tables as a pane of the screen.

use std::sync::Arc;

use crossterm::event::MouseEvent;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::adding::ADD;
use super::copying::EXPORT;
use super::deciding::{STATE, SURE};
use super::editing::{PICK, TYPE};
use super::filtering::FILTER;
use super::planning::{MAKE, PLAN};
use super::section::Section;
use super::state::Tables;
use super::tab_line::SECTION;
use crate::analysis::derived::Explanation;
use crate::program::Kind;
use crate::program::id::Id;
use crate::program::partner::Partner;
use crate::tui::action::Action;
use crate::tui::outcome::Outcome;
use crate::tui::pane::{Check, Context, Hint, Mode, Pane, PaneName, Values};
use crate::tui::tabling::{Sheet, Tabled};

impl Pane for Tables {
    fn name(&self) -> PaneName {
        self.name
    }

    fn hints(&self, _: &Context<'_>) -> Vec<Hint> {
        if self.tab().tabling.is_grabbing() {
            return Vec::new();
        }
        let mut hints = vec![Hint::new(Action::SectionNext, "next table")];
        if self.name != PaneName::Economics {
            hints.push(Hint::new(Action::SectionPick, "tables"));
        }
        if self.why_no_add().is_none() {
            hints.push(Hint::new(Action::Add, "add"));
        }
        if self.name == PaneName::Program {
            hints.push(Hint::new(Action::EditForm, "program"));
        }
        if self.tab().total() == 0 {
            return hints;
        }
        match self.section {
            _ if self.spec().toggle.is_some() => hints.push(Hint::new(Action::DoneToggle, "tick")),
            Section::Payments => hints.push(Hint::new(Action::DoneToggle, "paid")),
            Section::Registrations | Section::Mdf => hints.push(Hint::new(Action::SetStatus, "state")),
            Section::Commissions => hints.push(Hint::new(Action::SetStatus, "approve")),
            _ => {}
        }
        if self.takes_marks() {
            hints.push(Hint::new(Action::MarkToggle, "mark"));
        }
        hints.extend([
            Hint::new(Action::Filter, "filter"),
            Hint::new(Action::SortColumn, "sort"),
            Hint::new(Action::Explain, "explain"),
            Hint::new(Action::Inspector, "detail"),
            Hint::new(Action::CopyAs, "copy"),
        ]);
        hints
    }

    fn layout(&mut self, area: Rect, context: &Context<'_>) {
        self.follow(context);
        self.arrange_areas(area, context);
    }

    fn draw(&self, buffer: &mut Buffer, area: Rect, context: &Context<'_>) {
        self.draw_all(buffer, area, context);
    }

    fn cursor(&self) -> Option<Position> {
        self.caret
    }

    fn act(&mut self, action: Action, context: &Context<'_>) -> Outcome {
        self.follow(context);
        let outcome = self.carry_out(action, context);
        self.keeping(outcome)
    }

    fn available(&self, action: Action, context: &Context<'_>) -> Result<(), String> {
        self.why_not(action, context).map_or(Ok(()), Err)
    }

    fn mode(&self) -> Mode {
        if self.tab().tabling.is_grabbing() { Mode::Grab } else { Mode::Nav }
    }

    fn paste(&mut self, text: &str, context: &Context<'_>) -> Outcome {
        self.follow(context);
        self.paste_block(text, context)
    }

    fn mouse(&mut self, mouse: MouseEvent, context: &Context<'_>) -> Outcome {
        self.follow(context);
        if let Some(outcome) = self.drag_border(mouse, self.areas.table) {
            return outcome;
        }
        self.click(mouse, context)
    }

    fn typed(&mut self, tag: &str, field: &str, text: &str, context: &Context<'_>) -> Check {
        self.follow(context);
        match tag {
            FILTER => self.filter_as_typed(text, context),
            TYPE => self.check_typed(text, context),
            EXPORT => Self::check_export(text),
            ADD => self.check_new(field, text, context),
            PLAN => Self::check_plan(field, text, context),
            _ => self.table_typed(tag, text, context).unwrap_or_default(),
        }
    }

    fn submitted(&mut self, tag: &str, values: Values, context: &Context<'_>) -> Outcome {
        self.follow(context);
        let shared = self.table_answered(tag, &values, context).or_else(|| self.sheet_answered(tag, &values, context));
        if let Some(outcome) = shared {
            return outcome;
        }
        let outcome = match (tag, values) {
            (FILTER, Values::Text(_)) => self.filter_taken(context),
            (FILTER, _) => self.filter_left(context),
            (ADD, values @ Values::Fields(_)) => self.add_new(&values, context),
            (STATE, Values::Picked(word)) => self.preview_state(&word, context),
            (SURE, Values::Accepted) => self.decided(context),
            (PICK, Values::Picked(word)) => self.set(&word),
            (TYPE, Values::Text(text)) => self.set(&text),
            (TYPE, Values::Cancelled(typed)) => {
                let text = typed.into_iter().map(|(_, text)| text).collect::<String>();
                self.abandoned = self.asked.take().filter(|_| !text.is_empty()).map(|asked| (asked, text));
                Outcome::Changed
            }
            (SECTION, Values::Picked(word)) => match self.section.named(&word) {
                Some(section) => self.show(section, context),
                None => Outcome::ignored(),
            },
            (PLAN, values @ Values::Fields(_)) => self.preview_plan(&values, context),
            (MAKE, Values::Accepted) => self.make_plan(),
            (EXPORT, Values::Text(path)) => self.export(&path),
            _ => {
                (self.asked, self.deciding, self.planning) = (None, None, None);
                Outcome::Changed
            }
        };
        self.keeping(outcome)
    }

    fn select_partner(&mut self, partner: &Id<Partner>, context: &Context<'_>) {
        self.wanted = Some(partner.clone());
        self.follow(context);
        self.stand_on(partner);
    }

    fn reveal(&mut self, kind: Kind, id: &str, context: &Context<'_>) {
        if self.spec().kind != Some(kind) {
            return;
        }
        self.follow(context);
        let tab = self.tab_mut();
        if let Some(row) = tab.data.as_ref().and_then(|data| data.place_of_record(id)) {
            tab.view.row = row;
            self.settle_cursor();
        }
    }

    fn selected_partner(&self, context: &Context<'_>) -> Option<Id<Partner>> {
        self.row_partner().or_else(|| self.wanted.clone()).or_else(|| context.partner.cloned())
    }

    fn selected_record(&self, context: &Context<'_>) -> Option<(Kind, Arc<str>)> {
        let row = self.row_record(self.tab().view.row).filter(|_| self.tab().len() > 0);
        row.or_else(|| self.selected_partner(context).map(|partner| (Kind::Partner, partner.shared())))
    }

    fn report(&self, _: &Context<'_>) -> Option<&'static str> {
        Some(self.spec().report.name)
    }

    fn explain(&self, _: &Context<'_>) -> Option<String> {
        self.deal_path()
    }

    fn explanation(&self, context: &Context<'_>) -> Option<Explanation> {
        if self.deal_path().is_some() { None } else { self.explained(context) }
    }
}

impl Tables {
    /// What a command changes here stays in view, whatever the filter says of it then.
    fn keeping(&mut self, outcome: Outcome) -> Outcome {
        if matches!(outcome, Outcome::Command(_)) && !self.tab().filter.is_empty() {
            let rows = self.target_rows();
            self.keep_rows(&rows);
        }
        outcome
    }
}
