//! A note, the notes of a review's section, or a whole record in the editor of the user: handed out as text, taken back as one edit.
//!
//! What comes back and cannot be taken is kept and handed out again the next time.

use std::sync::Arc;

use super::state::{Effect, Screen};
use crate::app::command::{QbrCommand, RecordCommand};
use crate::edit::{field, naming};
use crate::program::id::Id;
use crate::program::qbr::{AgendaSection, Qbr};
use crate::program::record::FieldKind;
use crate::program::{AnyRecord, Kind};
use crate::tui::outcome::Notice;
use crate::tui::session::Command;

/// Fields that hold what people write at length, the best first.
const WRITTEN: [&str; 4] = ["note", "text", "notes", "description"];

/// Levels of a record that stand a field a line.
const LINES: usize = 3;

/// What an editor has.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Handed {
    /// A field of a record.
    Field(Kind, Arc<str>, &'static str),
    /// A whole record.
    Record(Kind, Arc<str>),
    /// The notes of a section of a review.
    Section(Id<Qbr>, AgendaSection),
}

/// Texts that are with an editor or wait to go there again.
#[derive(Debug, Default)]
pub(super) struct External {
    out: Option<(Handed, String)>,
    kept: Vec<(Handed, String)>,
}

impl External {
    fn forget(&mut self, handed: &Handed) {
        self.kept.retain(|(known, _)| known != handed);
    }

    fn keep(&mut self, handed: Handed, text: String) {
        self.forget(&handed);
        self.kept.push((handed, text));
    }
}

fn written(kind: Kind) -> Option<&'static str> {
    let is_text =
        |name: &&str| kind.fields().iter().any(|(known, holds, _)| known == name && *holds == FieldKind::Text);
    WRITTEN.into_iter().find(is_text)
}

impl Screen {
    /// The record under the cursor of the pane shown.
    pub(super) fn record_here(&self) -> Option<(Kind, Arc<str>)> {
        let here = self.pane(self.active)?.selected_record(&self.context())?;
        self.workbench.program().has(here.0, &here.1).then_some(here)
    }

    /// Hands the note of the record here to the editor, or the record as the plan file writes it.
    pub(super) fn edit_external(&mut self) -> Vec<Effect> {
        if let Err(reason) = self.availability(crate::tui::action::Action::EditExternal) {
            return self.notify(Notice::info(reason));
        }
        let Some((handed, name, text)) = self.for_editor() else { return Vec::new() };
        let kept = self.external.kept.iter().find(|(known, _)| *known == handed).map(|(_, text)| text);
        let shown = kept.unwrap_or(&text).clone();
        self.external.out = Some((handed, text));
        vec![Effect::EditText { name, text: shown }]
    }

    /// What is handed out here, the name of its file, and its text.
    fn for_editor(&self) -> Option<(Handed, String, String)> {
        let context = self.context();
        let program = self.workbench.program();
        if let Some((qbr, section)) = self.pane(self.active)?.selected_section(&context) {
            let review = program.qbrs.get(&qbr)?;
            let text = review.sections.iter().find(|part| part.section == section).and_then(|part| part.text.clone());
            return Some((Handed::Section(qbr.clone(), section), format!("{qbr}-notes.md"), text.unwrap_or_default()));
        }
        let (kind, id) = self.record_here()?;
        let record = program.record(kind, &id)?;
        if let Some(field) = written(kind) {
            let text = field::text(&record, field).unwrap_or_default();
            return Some((Handed::Field(kind, Arc::clone(&id), field), format!("{id}-note.md"), text));
        }
        let text = record.to_ron_in_lines(LINES) + "\n";
        Some((Handed::Record(kind, Arc::clone(&id)), format!("{id}-record.ron"), text))
    }

    /// The editor is done.
    pub(super) fn take_edited(&mut self, text: Result<String, String>) -> Vec<Effect> {
        self.dirty = true;
        let Some((handed, before)) = self.external.out.take() else { return Vec::new() };
        let text = match text {
            Ok(text) => text,
            Err(why) => return self.notify(Notice::error(format!("Nothing was changed: {why}"))),
        };
        if text.trim() == before.trim() {
            self.external.forget(&handed);
            return self.notify(Notice::info("Nothing was changed"));
        }
        let command = match self.taken(&handed, &text) {
            Ok(command) => command,
            Err(why) => return self.keep_edited(handed, text, &why),
        };
        let revision = self.workbench.revision();
        let effects = self.command(command);
        if self.workbench.revision() == revision {
            self.external.keep(handed, text);
        } else {
            self.external.forget(&handed);
        }
        effects
    }

    /// What a text that came back does.
    fn taken(&self, handed: &Handed, text: &str) -> Result<Command, String> {
        let typed = || text.trim_end().to_owned();
        Ok(match handed.clone() {
            Handed::Section(qbr, section) => Command::Qbr(QbrCommand::SetNotes { qbr, section, text: typed() }),
            Handed::Field(kind, id, field) => {
                let field = field.to_owned();
                Command::Record(RecordCommand::SetField { kind, ids: vec![id], field, text: typed() })
            }
            Handed::Record(kind, id) => {
                let record = AnyRecord::from_ron(kind, text).map_err(|error| error.code.to_string())?;
                if record.id() != &*id {
                    return Err("its id cannot be changed".to_owned());
                }
                let label = format!("Edit {}", naming::called(self.workbench.program(), kind, &id));
                Command::Record(RecordCommand::Replace { record, label })
            }
        })
    }

    fn keep_edited(&mut self, handed: Handed, text: String, why: &str) -> Vec<Effect> {
        self.external.keep(handed, text);
        self.notify(Notice::error(format!("Not taken: {why}  ([key:editor.external] opens your text again)")))
    }
}
