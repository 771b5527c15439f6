//! The roster as a pane of the screen.

use crossterm::event::{KeyEvent, MouseEvent};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::state::Roster;
use crate::program::Kind;
use crate::program::id::Id;
use crate::program::partner::Partner;
use crate::tui::action::Action;
use crate::tui::outcome::Outcome;
use crate::tui::pane::{Check, Context, Hint, Mode, Pane, PaneName, Values};
use crate::tui::tabling::Tabled;

impl Pane for Roster {
    fn name(&self) -> PaneName {
        PaneName::Roster
    }

    fn hints(&self, _: &Context<'_>) -> Vec<Hint> {
        if self.editor.is_some() || self.tabling.is_grabbing() {
            return Vec::new();
        }
        if self.rows.total() == 0 {
            return vec![Hint::new(Action::Add, "add"), Hint::new(Action::Import, "import")];
        }
        if !self.marks.is_empty() || self.marks.ranging() {
            return vec![
                Hint::new(Action::SetTier, "tier"),
                Hint::new(Action::SetOwner, "owner"),
                Hint::new(Action::CopyText, "copy"),
                Hint::new(Action::Delete, "delete"),
                Hint::new(Action::Unwind, "unmark"),
            ];
        }
        vec![
            Hint::new(Action::Open, "edit"),
            Hint::new(Action::Filter, "filter"),
            Hint::new(Action::SortColumn, "sort"),
            Hint::new(Action::Inspector, "inspect"),
            Hint::new(Action::Add, "add"),
            Hint::new(Action::MarkToggle, "mark"),
            Hint::new(Action::ColumnsPick, "columns"),
        ]
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
        self.carry_out(action, context)
    }

    fn available(&self, action: Action, context: &Context<'_>) -> Result<(), String> {
        self.why_not(action, context).map_or(Ok(()), Err)
    }

    fn mode(&self) -> Mode {
        match () {
            () if self.editor.is_some() => Mode::Edit,
            () if self.tabling.is_grabbing() => Mode::Grab,
            () => Mode::Nav,
        }
    }

    fn type_key(&mut self, key: KeyEvent, context: &Context<'_>) -> Outcome {
        self.follow(context);
        self.type_into_cell(key, context)
    }

    fn paste(&mut self, text: &str, context: &Context<'_>) -> Outcome {
        self.follow(context);
        if let Some(editor) = &mut self.editor {
            editor.text.paste(text.trim_end());
            editor.judge(context.workbench);
            return Outcome::Changed;
        }
        self.paste_here(text, context)
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
        self.check_answer(tag, field, text, context)
    }

    fn submitted(&mut self, tag: &str, values: Values, context: &Context<'_>) -> Outcome {
        self.follow(context);
        self.take_answer(tag, values, context)
    }

    fn select_partner(&mut self, partner: &Id<Partner>, context: &Context<'_>) {
        self.follow(context);
        self.show_partner(partner, context);
    }

    fn reveal(&mut self, kind: Kind, id: &str, context: &Context<'_>) {
        let partner = context.workbench.program().partners.find(id).map(|partner| partner.id.clone());
        if let (Kind::Partner, Some(partner)) = (kind, partner) {
            self.follow(context);
            if self.rows.place(&partner).is_some() || !self.filter.is_empty() {
                self.show_partner(&partner, context);
            }
        }
    }

    fn selected_partner(&self, _: &Context<'_>) -> Option<Id<Partner>> {
        self.cursor.clone()
    }

    fn selected_partners(&self, _: &Context<'_>) -> Vec<Id<Partner>> {
        let marked = self.marks.in_order(&self.rows);
        if marked.is_empty() { self.cursor.clone().into_iter().collect() } else { marked }
    }

    fn explain(&self, _: &Context<'_>) -> Option<String> {
        let partner = self.current()?;
        Some(format!("partner/{}/{}", partner.id, self.column().spec().word))
    }
}

impl Roster {
    /// Puts the cursor on a partner, shown even where the filter hides it.
    pub(super) fn show_partner(&mut self, partner: &Id<Partner>, context: &Context<'_>) {
        if !context.workbench.program().partners.contains(partner) {
            return;
        }
        if self.rows.place(partner).is_none() {
            self.kept.insert(partner.clone());
        }
        self.cursor = Some(partner.clone());
        self.follow(context);
        if let Some(row) = self.rows.place(partner) {
            self.view.row = row;
        }
    }
}
