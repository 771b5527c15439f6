//! The capture line: every printable key goes there, and what is typed stands in the program at once.

use std::sync::Arc;

use super::state::QbrPane;
use crate::app::capture::{self, Meaning, Reading, Surroundings};
use crate::app::command::{QbrCommand, RecordCommand};
use crate::program::Kind;
use crate::program::qbr::Qbr;
use crate::tui::action::Scope;
use crate::tui::keymap::Resolution;
use crate::tui::keys::Chord;
use crate::tui::outcome::Outcome;
use crate::tui::pane::Context;
use crate::tui::session::Command;
use crate::tui::widgets::text_field::{TextField, Typed};
use crossterm::event::KeyEvent;

/// The line that is typed, and the lines of this session that became records.
#[derive(Debug, Default)]
pub(super) struct Live {
    pub(super) line: TextField,
    /// The line that was entered last, until its record is known.
    entered: Option<String>,
    taken: Vec<(Kind, Arc<str>, String)>,
}

impl Live {
    /// The line of a meeting as it was left.
    pub(super) fn on(qbr: &Qbr) -> Self {
        let draft = qbr.meeting.as_ref().and_then(|meeting| meeting.draft.as_deref());
        Self { line: TextField::new(draft.unwrap_or_default()), ..Self::default() }
    }

    /// A record was made of the line that was entered.
    pub(super) fn became(&mut self, kind: Kind, id: &str) {
        if let Some(line) = self.entered.take() {
            self.taken.push((kind, id.into(), line));
        }
    }
}

impl QbrPane {
    /// A key while a meeting is captured: the few bound ones act, all others type.
    pub(super) fn live_key(&mut self, key: KeyEvent, context: &Context<'_>) -> Outcome {
        let chord = Chord::of(&key);
        if let Resolution::Run(action) = context.keymap.resolve(&[Scope::Live], &[chord]) {
            return Outcome::Run(action);
        }
        let Some(live) = &mut self.live else { return Outcome::ignored() };
        match live.line.key(key) {
            Typed::Edited => self.keep_line(),
            Typed::Moved => Outcome::Changed,
            Typed::Unused => Outcome::ignored(),
        }
    }

    pub(super) fn live_paste(&mut self, text: &str) -> Outcome {
        if let Some(live) = &mut self.live {
            live.line.paste(text);
        }
        self.keep_line()
    }

    /// What stands in the line is in the program after each keystroke, so that nothing typed can be lost.
    fn keep_line(&self) -> Outcome {
        match (&self.live, &self.qbr) {
            (Some(live), Some(qbr)) => {
                let text = live.line.text().to_owned();
                Outcome::command(Command::Qbr(QbrCommand::SetLine { qbr: qbr.clone(), text })).and(Outcome::Changed)
            }
            _ => Outcome::Changed,
        }
    }

    /// The line as it is understood now.
    pub(super) fn reading(&self, context: &Context<'_>) -> Option<Reading> {
        let (live, qbr) = (self.live.as_ref()?, self.qbr(context)?);
        let around = Surroundings::of(context.workbench.program(), qbr, context.workbench.as_of());
        Some(capture::read(live.line.text(), &around))
    }

    pub(super) fn enter_line(&mut self, context: &Context<'_>) -> Outcome {
        let Some(reading) = self.reading(context) else { return Outcome::ignored() };
        let (Some(live), Some(qbr)) = (&mut self.live, &self.qbr) else { return Outcome::ignored() };
        match reading.meaning {
            Meaning::Nothing if live.line.text().trim().is_empty() => Outcome::ignored(),
            Meaning::Nothing => Outcome::info("What? Such as: action Sarah co-brand kit by fri"),
            Meaning::Captured(_) => {
                let line = std::mem::take(&mut live.line).text().to_owned();
                live.entered = Some(line.clone());
                let qbr = qbr.clone();
                Outcome::command(Command::Qbr(QbrCommand::Capture { qbr, line, at: context.now })).and(Outcome::Changed)
            }
            Meaning::Order(order) => {
                live.line = TextField::default();
                self.keep_line().and(self.order(order, context))
            }
        }
    }

    /// The last line of this session goes back into the capture line, and its record goes.
    pub(super) fn recall_line(&mut self, context: &Context<'_>) -> Outcome {
        let Some(live) = &mut self.live else { return Outcome::ignored() };
        if !live.line.is_empty() {
            return Outcome::info("The line is not empty; Ctrl+U clears it");
        }
        let program = context.workbench.program();
        let Some((kind, id, line)) =
            std::iter::from_fn(|| live.taken.pop()).find(|(kind, id, _)| program.has(*kind, id))
        else {
            return Outcome::info("No line of this session is left to take back");
        };
        live.line = TextField::new(line);
        Outcome::command(Command::Record(RecordCommand::Delete { kind, ids: vec![id] })).and(self.keep_line())
    }
}
