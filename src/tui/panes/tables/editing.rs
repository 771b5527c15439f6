//! Facts edited in the table: a word is picked, everything else is typed; the record follows through one command.

use super::section::Section;
use super::state::{Asked, Tables};
use crate::app::command::{MoneyCommand, RecordCommand};
use crate::app::{entry, typed, typed_pairs};
use crate::edit::{Refusal, field};
use crate::program::Kind;
use crate::program::choice::Choice;
use crate::program::deal::RegistrationState;
use crate::program::fund::MdfState;
use crate::program::record::{FieldKind, FieldShape};
use crate::report::cell::Cell;
use crate::tui::outcome::Outcome;
use crate::tui::overlays::{Entry, Picker, Prompt};
use crate::tui::pane::{Check, Context, PaneName};
use crate::tui::session::Command;

/// The tag of a list of words for a cell.
pub(super) const PICK: &str = "pick";
/// The tag of a prompt for a cell.
pub(super) const TYPE: &str = "type";

fn why(refusal: Refusal) -> String {
    match refusal {
        Refusal::BadValue { why, .. } => why,
        other => other.to_string(),
    }
}

impl Tables {
    /// The record and the field that the column under the cursor edits.
    fn target(&self, column: &str) -> Result<(Kind, Asked), String> {
        let (Some(kind), Some(field), Some(id)) = (self.spec().kind, self.field_here(column), self.record()) else {
            return Err(match self.section {
                Section::Attribution => "computed: K explains; the deal is edited in Deals".to_owned(),
                Section::Commissions => "computed: K explains; payments are edited in Payments".to_owned(),
                Section::Funds => "computed: K explains; offers are edited in Tiers (3)".to_owned(),
                _ => "computed: K explains it".to_owned(),
            });
        };
        Ok((kind, Asked { id, field, kind }))
    }

    /// The field that a column edits; where another column names it, that of the row under the cursor.
    pub(super) fn field_here(&self, column: &str) -> Option<&'static str> {
        let field = self.spec().field(column)?;
        let Some(named) = field.strip_prefix('@') else { return Some(field) };
        let name = self.cell(named)?.plain();
        self.spec().kind?.fields().iter().map(|(known, ..)| *known).find(|known| *known == name)
    }

    /// Edits the cell under the cursor; `empty` begins without its text.
    pub(super) fn edit(&mut self, column: &str, empty: bool, context: &Context<'_>) -> Outcome {
        let (kind, asked) = match self.target(column) {
            Ok(target) => target,
            Err(reason) => return self.whole_record(&reason),
        };
        let program = context.workbench.program();
        let Some(record) = program.record(kind, &asked.id) else { return Outcome::ignored() };
        let plain = || field::text(&record, asked.field).unwrap_or_default();
        let text = typed_pairs::shown(&record, asked.field).unwrap_or_else(plain);
        let known = kind.fields().iter().find(|(name, ..)| *name == asked.field);
        let title = format!("{} of {}", asked.field.replace('_', " "), self.detail_title());
        let pairs = typed_pairs::is_pairs(kind, asked.field);
        self.asked = Some(asked);
        if let Some((_, FieldKind::Choice(choices), FieldShape::Required | FieldShape::Optional)) = known {
            let entries = choices.iter().map(|(word, label)| Entry::new(*word, *label)).collect();
            return Outcome::open(Picker::new(PICK, title).entries(entries).select(&text));
        }
        if let Some((_, FieldKind::Reference(to), shape)) = known {
            let names = entry::names_of(program, *to);
            if *shape != FieldShape::List && !names.is_empty() {
                let mut entries: Vec<Entry> =
                    names.iter().map(|(id, name)| Entry::new(id.as_str(), name.as_str())).collect();
                if *shape == FieldShape::Optional {
                    entries.insert(0, Entry::new("", "None").detail("takes the value away"));
                }
                return Outcome::open(Picker::new(PICK, title).entries(entries).select(&text));
            }
        }
        if let Some((_, FieldKind::YesNo, _)) = known {
            let entries = ["yes", "no"].map(|word| Entry::new(word, word)).into();
            return Outcome::open(Picker::new(PICK, title).entries(entries).select(&text));
        }
        let hint = match known.map(|(_, kind, _)| kind) {
            Some(FieldKind::Money) => "25k, 1.2m, 1,200.50; empty: not known",
            Some(FieldKind::Date) => "2026-03-14, fri, +2w; empty: none",
            Some(FieldKind::When) => "2026-03-14 or 2026-03-14T09:30+01:00",
            Some(FieldKind::Count) => "A whole number",
            Some(FieldKind::Structure) if pairs => "What - benefit; what - benefit",
            Some(FieldKind::Structure) => "As written in the plan file",
            Some(_) if known.is_some_and(|(.., shape)| *shape == FieldShape::List) => {
                "Several, divided by commas or semicolons"
            }
            _ => "",
        };
        let left = self.abandoned.as_ref().filter(|(of, _)| Some(of) == self.asked.as_ref());
        let left = left.map(|(_, typed)| typed.clone()).filter(|typed| *typed != text).unwrap_or_default();
        let prompt = Prompt::new(TYPE, title).hint(hint).recalling(left);
        Outcome::open(if empty { prompt } else { prompt.with_value(text) })
    }

    /// What the typed text means, or what is wrong with it; nothing is changed.
    pub(super) fn check_typed(&self, text: &str, context: &Context<'_>) -> Check {
        let Some(asked) = &self.asked else { return Check::default() };
        let kind = asked.kind;
        let found = typed::canonical(context.workbench, kind, asked.field, text).and_then(|canonical| {
            let record = context.workbench.program().record(kind, &asked.id);
            let record = record.ok_or_else(|| Refusal::missing(kind, &asked.id))?;
            field::with(&record, asked.field, &canonical).map(|_| canonical)
        });
        match found {
            Ok(canonical) if canonical.is_empty() => Check { error: None, lines: vec!["empty: not known".to_owned()] },
            Ok(canonical) if canonical == text.trim() => Check::default(),
            Ok(canonical) => Check { error: None, lines: vec![canonical] },
            Err(refusal) => Check { error: Some(why(refusal)), lines: Vec::new() },
        }
    }

    /// A word was picked or a text typed.
    pub(super) fn set(&mut self, text: &str) -> Outcome {
        let Some(asked) = self.asked.take() else { return Outcome::ignored() };
        let kind = asked.kind;
        if asked.field == "state" && self.name == PaneName::Economics {
            return self.decide(&asked.id, text);
        }
        Outcome::command(Command::Record(RecordCommand::SetField {
            kind,
            ids: vec![asked.id.into()],
            field: asked.field.to_owned(),
            text: text.trim().to_owned(),
        }))
    }

    /// A state comes with the dates that belong to it.
    fn decide(&self, id: &str, word: &str) -> Outcome {
        let command = match self.section {
            Section::Registrations => {
                id.parse().ok().zip(RegistrationState::read(word)).map(|(registration, state)| {
                    MoneyCommand::DecideRegistrations { registrations: vec![registration], state }
                })
            }
            Section::Mdf => id
                .parse()
                .ok()
                .zip(MdfState::read(word))
                .map(|(request, state)| MoneyCommand::DecideRequests { requests: vec![request], state }),
            _ => None,
        };
        command.map_or_else(Outcome::ignored, |command| Outcome::command(Command::Money(command)))
    }

    /// Empties the cell under the cursor.
    pub(super) fn clear_cell(&mut self) -> Outcome {
        match self.target(self.column()) {
            Err(reason) => Outcome::unavailable(reason),
            Ok((_, asked)) if asked.field == "state" && self.name == PaneName::Economics => {
                Outcome::unavailable("a state cannot be empty; Enter picks one")
            }
            Ok((_, asked)) => {
                self.asked = Some(asked);
                self.set("")
            }
        }
    }

    /// Marks the payment paid on the as-of date, or not paid; a request likewise.
    pub(super) fn toggle_paid(&self) -> Outcome {
        let Some(id) = self.record() else { return Outcome::unavailable("in Payments or MDF: > goes on to them") };
        let command = match self.section {
            Section::Payments => id.parse().ok().map(|payment| {
                let paid = self.cell("paid_on").is_none_or(Cell::is_unknown);
                MoneyCommand::SetPaid { payments: vec![payment], paid }
            }),
            Section::Mdf => id.parse().ok().map(|request| {
                let paid = self.cell("state").is_some_and(|cell| *cell == Cell::word(MdfState::Paid));
                let state = if paid { MdfState::Approved } else { MdfState::Paid };
                MoneyCommand::DecideRequests { requests: vec![request], state }
            }),
            _ => return Outcome::unavailable("in Payments or MDF: > goes on to them"),
        };
        command.map_or_else(Outcome::ignored, |command| Outcome::command(Command::Money(command)))
    }

    /// Deletes the record under the cursor; undo brings it back.
    pub(super) fn delete(&self) -> Outcome {
        if self.spec().kind == Some(Kind::Profile) {
            return Outcome::unavailable("the program itself stays; Del clears a value");
        }
        match (self.spec().kind, self.record()) {
            (Some(kind), Some(id)) => {
                Outcome::command(Command::Record(RecordCommand::Delete { kind, ids: vec![id.into()] }))
            }
            _ => Outcome::unavailable("these rows are computed; the records behind them can be deleted"),
        }
    }
}
