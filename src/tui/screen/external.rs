//! A note or a whole record in the editor of the user: handed out as text, taken back as one edit.
//!
//! What comes back and cannot be taken is kept and handed out again the next time.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::state::{Effect, Screen};
use crate::app::command::RecordCommand;
use crate::edit::{field, naming};
use crate::program::record::FieldKind;
use crate::program::{AnyRecord, Kind};
use crate::tui::outcome::Notice;
use crate::tui::session::Command;

/// Fields that hold what people write at length, the best first.
const WRITTEN: [&str; 4] = ["note", "text", "notes", "description"];

/// Levels of a record that stand a field a line.
const LINES: usize = 3;

/// What an editor has: a record, and of it one field or everything.
type Handed = (Kind, Arc<str>, Option<&'static str>);

/// Texts that are with an editor or wait to go there again.
#[derive(Debug, Default)]
pub(super) struct External {
    out: Option<(Handed, String)>,
    kept: BTreeMap<Handed, String>,
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
        let Some((kind, id)) = self.record_here() else { return Vec::new() };
        let Some(record) = self.workbench.program().record(kind, &id) else { return Vec::new() };
        let of = written(kind);
        let text = match of {
            Some(name) => field::text(&record, name).unwrap_or_default(),
            None => record.to_ron_in_lines(LINES) + "\n",
        };
        let handed = (kind, Arc::clone(&id), of);
        let name = format!("{id}-{}", if of.is_some() { "note.md" } else { "record.ron" });
        let shown = self.external.kept.get(&handed).unwrap_or(&text).clone();
        self.external.out = Some((handed, text));
        vec![Effect::EditText { name, text: shown }]
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
            self.external.kept.remove(&handed);
            return self.notify(Notice::info("Nothing was changed"));
        }
        let (kind, id, of) = (handed.0, Arc::clone(&handed.1), handed.2);
        let command = match of {
            Some(name) => {
                let field = name.to_owned();
                RecordCommand::SetField { kind, ids: vec![id], field, text: text.trim_end().to_owned() }
            }
            None => match AnyRecord::from_ron(kind, &text) {
                Ok(record) if record.id() == &*id => {
                    let label = format!("Edit {}", naming::called(self.workbench.program(), kind, &id));
                    RecordCommand::Replace { record, label }
                }
                Ok(_) => return self.keep_edited(handed, text, "its id cannot be changed"),
                Err(error) => return self.keep_edited(handed, text, &error.code.to_string()),
            },
        };
        let revision = self.workbench.revision();
        let effects = self.command(Command::Record(command));
        if self.workbench.revision() == revision {
            self.external.kept.insert(handed, text);
        } else {
            self.external.kept.remove(&handed);
        }
        effects
    }

    fn keep_edited(&mut self, handed: Handed, text: String, why: &str) -> Vec<Effect> {
        self.external.kept.insert(handed, text);
        self.notify(Notice::error(format!("Not taken: {why}  ([key:editor.external] opens your text again)")))
    }
}
