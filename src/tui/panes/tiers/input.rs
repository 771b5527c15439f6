//! Keys while a cell is typed, pasted text, and the mouse.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Position;

use super::columns::Region;
use super::editor;
use super::members;
use super::rows::ValueKind;
use super::state::Tiers;
use crate::tui::outcome::Outcome;
use crate::tui::pane::Context;
use crate::tui::widgets::table::{self, Hit};
use crate::tui::widgets::text_field::Typed;

/// Where the cursor goes after a cell is accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Then {
    Down,
    Left,
    Right,
}

impl Tiers {
    /// A key while a cell is typed.
    pub(super) fn key(&mut self, key: KeyEvent, context: &Context<'_>) -> Outcome {
        if self.rules.is_some() {
            return self.key_in_rules(key, context);
        }
        let Some(editor) = &mut self.editor else { return Outcome::ignored() };
        let numeric = editor::kind(&self.model, &editor.place.1).is_some_and(|kind| kind != ValueKind::Text);
        match key.code {
            KeyCode::Esc => self.leave_text(),
            KeyCode::Enter => self.accept(Then::Down),
            KeyCode::Tab => self.accept_or_keep(Then::Right),
            KeyCode::BackTab => self.accept_or_keep(Then::Left),
            KeyCode::Char(sign @ ('+' | '-')) if numeric && plain(key) => {
                editor.step(context.workbench, &self.model, sign == '+');
                Outcome::Changed
            }
            KeyCode::Up => self.recall(context),
            _ => match editor.text.key(key) {
                Typed::Edited => {
                    editor.judge(context.workbench, &self.model);
                    Outcome::Changed
                }
                Typed::Moved => Outcome::Changed,
                Typed::Unused => Outcome::ignored(),
            },
        }
    }

    /// Esc: nothing changes; the text can be had again with the arrow up.
    fn leave_text(&mut self) -> Outcome {
        if let Some(editor) = self.editor.take() {
            self.drafts.invalid.remove(&editor.place);
            if editor.text.text() != editor.original {
                self.drafts.abandoned = Some((editor.place, editor.text.text().to_owned()));
            }
        }
        Outcome::Changed
    }

    fn recall(&mut self, context: &Context<'_>) -> Outcome {
        let Some(editor) = &mut self.editor else { return Outcome::ignored() };
        match &self.drafts.abandoned {
            Some((place, text)) if *place == editor.place => {
                editor.text.set(text);
                editor.judge(context.workbench, &self.model);
                Outcome::Changed
            }
            _ => Outcome::ignored(),
        }
    }

    /// Enter: what is valid is accepted; what is not stays, with its message below.
    fn accept(&mut self, then: Then) -> Outcome {
        let Some(editor) = &self.editor else { return Outcome::ignored() };
        if editor.verdict.is_err() {
            return Outcome::Changed;
        }
        let command = editor.command();
        self.drafts.invalid.remove(&editor.place);
        self.editor = None;
        self.go_on(then);
        command.map_or(Outcome::Changed, |command| Outcome::command(command).and(Outcome::Changed))
    }

    /// Tab: as Enter, but invalid text may be left in the cell, flagged.
    fn accept_or_keep(&mut self, then: Then) -> Outcome {
        match &self.editor {
            Some(editor) if editor.verdict.is_err() => {
                self.drafts.invalid.insert(editor.place.clone(), editor.text.text().to_owned());
                self.editor = None;
                self.go_on(then);
                Outcome::Changed
            }
            _ => self.accept(then),
        }
    }

    fn go_on(&mut self, then: Then) {
        match then {
            Then::Down => {
                self.grid.move_rows(1, self.model.rows.len());
                self.settle_on_entry(1);
                self.remember();
            }
            Then::Left => drop(self.move_columns(-1)),
            Then::Right => drop(self.move_columns(1)),
        }
    }

    /// Pasted text goes into the cell that is typed; else it opens the cell with the text, to be looked at.
    pub(super) fn pasted(&mut self, text: &str, context: &Context<'_>) -> Outcome {
        if self.rules.is_some() {
            return self.paste_in_rules(text, context);
        }
        if self.editor.is_none() {
            if self.model.tiers.is_empty() || self.region == Region::People || self.twin {
                return Outcome::unavailable("Pasted text goes into a cell; choose one first");
            }
            let line = text.lines().next().unwrap_or_default().split('\t').next().unwrap_or_default();
            return self.edit(Some(line.trim().to_owned()), context);
        }
        if let Some(editor) = &mut self.editor {
            editor.text.paste(text);
            editor.judge(context.workbench, &self.model);
        }
        Outcome::Changed
    }

    /// A click or the wheel.
    pub(super) fn clicked(&mut self, mouse: MouseEvent, context: &Context<'_>) -> Outcome {
        if self.rules.is_some() {
            return self.clicked_rules(mouse, context);
        }
        let at = Position::new(mouse.column, mouse.row);
        let list = members::list_area(self.areas.people);
        let over_people = list.contains(at);
        match mouse.kind {
            MouseEventKind::ScrollUp | MouseEventKind::ScrollDown => {
                let by = if mouse.kind == MouseEventKind::ScrollUp { -3 } else { 3 };
                self.wheel(by, over_people)
            }
            MouseEventKind::Down(MouseButton::Left) if self.twin => Outcome::ignored(),
            MouseEventKind::Down(MouseButton::Left) if over_people && self.editor.is_none() => {
                let Some(line) = self.list.hit(list, at, self.people().len()) else { return Outcome::ignored() };
                let again = self.region == Region::People && self.list.cursor == line;
                self.region = Region::People;
                self.list.cursor = line;
                self.remember_person();
                if again { self.run(crate::tui::action::Action::Open, context) } else { self.share_person(true) }
            }
            MouseEventKind::Down(MouseButton::Left) => self.click_cell(at, context),
            _ => Outcome::ignored(),
        }
    }

    fn wheel(&mut self, by: isize, over_people: bool) -> Outcome {
        if self.twin {
            let lines = super::twin::lines(self).len();
            self.twin_list.move_by(by, lines);
        } else if over_people && self.editor.is_none() {
            self.list.move_by(by, self.people().len());
        } else if self.editor.is_none() {
            let height = table::body_height(self.areas.grid);
            self.grid.scroll_rows(by, self.model.rows.len(), height);
            self.settle_on_entry(by);
            self.remember();
        }
        Outcome::Changed
    }

    fn click_cell(&mut self, at: Position, context: &Context<'_>) -> Outcome {
        let hit = table::hit(self.areas.grid, at, &self.columns, &self.grid, self.model.rows.len());
        let (row, column) = match hit {
            Some(Hit::Cell { row, column }) => (row, column),
            Some(Hit::Header(column)) => (self.grid.row, column),
            None => return Outcome::ignored(),
        };
        if self.editor.is_some() {
            drop(self.leave_text());
        }
        let again = self.region == Region::Grid && self.grid.row == row && self.grid.column == column;
        self.region = Region::Grid;
        if again {
            return self.edit(None, context);
        }
        let rank = if column == 0 { self.rank() } else { column - 1 };
        self.go_to(rank, row);
        Outcome::Changed
    }
}

fn plain(key: KeyEvent) -> bool {
    !key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT)
}
