//! Editing one cell in place: typing, committing, going on to the next.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::choices;
use super::column::Key;
use super::editing::{self, CellEditor};
use super::setting::ONE;
use super::state::{Asked, Roster};
use crate::tui::keys::Chord;
use crate::tui::outcome::Outcome;
use crate::tui::overlays::Picker;
use crate::tui::pane::Context;
use crate::tui::widgets::text_field::Typed;

impl Roster {
    /// Types into the cell under the cursor, or opens its list.
    pub(super) fn edit_cell(&mut self, context: &Context<'_>, empty: bool) -> Outcome {
        let key = self.column();
        if let Some(reason) = key.read_only() {
            return Outcome::unavailable(reason);
        }
        let Some(id) = self.current().map(|partner| partner.id.clone()) else { return Outcome::ignored() };
        if key.is_picked() {
            return self.pick_cell(context, key, false);
        }
        self.editor = Some(CellEditor::begin(context.workbench, &self.drafts, &id, key, empty));
        Outcome::Changed
    }

    fn pick_cell(&mut self, context: &Context<'_>, key: Key, go_on: bool) -> Outcome {
        let Some(partner) = self.current().cloned() else { return Outcome::ignored() };
        let program = context.workbench.program();
        let entries = choices::entries(program, key, Some(&partner));
        if entries.len() < 2 {
            let place = if key == Key::Tier { "Tiers (3)" } else { "Program (9)" };
            return Outcome::unavailable(format!("there is nothing to choose from yet; add it in {place}"));
        }
        let current = editing::text_of(context.workbench, &partner.id, key);
        self.asked = Some(Asked { ids: vec![partner.id.clone()], key, go_on });
        let title = format!("{} of {}", key.label(), partner.name);
        Outcome::open(Picker::new(ONE, title).entries(entries).select(&current))
    }

    /// Empties the cell under the cursor, or drops the invalid text left in it.
    pub(super) fn clear_cell(&mut self, context: &Context<'_>) -> Outcome {
        let key = self.column();
        if let Some(reason) = key.read_only() {
            return Outcome::unavailable(reason);
        }
        let Some(id) = self.current().map(|partner| partner.id.clone()) else { return Outcome::ignored() };
        if self.drafts.drop(&(id.clone(), key)) {
            return Outcome::info("The invalid text is gone; the value is as it was");
        }
        if let Err(error) = editing::check(context.workbench, &id, key, "") {
            return Outcome::warning(error);
        }
        if editing::text_of(context.workbench, &id, key).is_empty() {
            return Outcome::unavailable("this cell is empty already");
        }
        editing::set(&[id], key, "").map_or_else(Outcome::ignored, Outcome::command)
    }

    /// A key while a cell is typed into.
    pub(super) fn type_into_cell(&mut self, key: KeyEvent, context: &Context<'_>) -> Outcome {
        let chord = Chord::of(&key);
        let Some(editor) = &mut self.editor else { return Outcome::ignored() };
        match (chord.code, chord.modifiers) {
            (KeyCode::Enter, _) => self.commit_down(context),
            (KeyCode::Tab, KeyModifiers::NONE) => self.commit_sideways(context, true),
            (KeyCode::Tab, KeyModifiers::SHIFT) => self.commit_sideways(context, false),
            (KeyCode::Esc, _) => self.abandon(),
            (KeyCode::Up, KeyModifiers::NONE) => {
                let Some(text) = self.drafts.abandoned(&editor.partner, editor.key) else { return Outcome::Changed };
                editor.text.set(text);
                editor.judge(context.workbench);
                Outcome::Changed
            }
            (KeyCode::Down, KeyModifiers::NONE) => Outcome::Changed,
            _ => match editor.text.key(key) {
                Typed::Edited => {
                    editor.judge(context.workbench);
                    Outcome::Changed
                }
                Typed::Moved => Outcome::Changed,
                Typed::Unused => Outcome::ignored(),
            },
        }
    }

    fn abandon(&mut self) -> Outcome {
        if let Some(editor) = self.editor.take() {
            let text = editor.text.text();
            if text != editor.original && !text.is_empty() {
                self.drafts.abandon(editor.place(), text.to_owned());
            }
        }
        Outcome::Changed
    }

    /// Takes valid text into the program and goes one row down; invalid text stays under the cursor.
    fn commit_down(&mut self, context: &Context<'_>) -> Outcome {
        let Some(mut editor) = self.editor.take() else { return Outcome::ignored() };
        editor.settle(context.workbench);
        if editor.verdict.is_err() {
            self.editor = Some(editor);
            return Outcome::Changed;
        }
        let change = self.committed(&editor);
        change.and(self.move_rows(1))
    }

    /// Takes valid text into the program, leaves invalid text flagged, and goes to the next cell that can be edited.
    fn commit_sideways(&mut self, context: &Context<'_>, right: bool) -> Outcome {
        let Some(mut editor) = self.editor.take() else { return Outcome::ignored() };
        editor.settle(context.workbench);
        let change = match &editor.verdict {
            Ok(_) => self.committed(&editor),
            Err(error) => {
                let text = editor.text.text().to_owned();
                let flagged = format!("{text:?} is kept and flagged: {error}");
                self.drafts.keep(editor.place(), text, error.clone());
                Outcome::warning(flagged)
            }
        };
        change.and(self.edit_neighbour(context, right))
    }

    fn committed(&mut self, editor: &CellEditor) -> Outcome {
        self.drafts.drop(&editor.place());
        match editor.command() {
            Some(command) => {
                self.keep_in_view(std::slice::from_ref(&editor.partner));
                self.last_set = Some((editor.key, editor.text.text().trim().to_owned()));
                Outcome::command(command)
            }
            None => Outcome::Changed,
        }
    }

    /// Goes on with the next cell of the row that can be edited; at the end of the row editing ends.
    pub(super) fn edit_neighbour(&mut self, context: &Context<'_>, right: bool) -> Outcome {
        let columns = &self.arrangement().columns;
        let editable = |at: &usize| columns.get(*at).is_some_and(|key| key.field().is_some());
        let next = if right {
            (self.view.column + 1..columns.len()).find(editable)
        } else {
            (0..self.view.column).rev().find(editable)
        };
        let Some(next) = next else { return Outcome::Changed };
        self.view.column = next;
        let key = self.column();
        if key.is_picked() {
            return self.pick_cell(context, key, right);
        }
        self.edit_cell(context, false)
    }
}
