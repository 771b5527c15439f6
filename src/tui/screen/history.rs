//! The steps of the plan with their times, to go to any of them; the changes of one record, to bring an earlier value back;
//! and the last change once more.

use jiff::tz::{Offset, TimeZone};

use super::state::{Effect, Owner, Screen};
use crate::app::command::RecordCommand;
use crate::app::entry;
use crate::edit::{Change, field, naming};
use crate::program::record::FieldKind;
use crate::program::{AnyRecord, Kind};
use crate::tui::action::Action;
use crate::tui::outcome::Notice;
use crate::tui::overlays::{Entry, Picker};
use crate::tui::pane::{PaneName, Values};
use crate::tui::session::Command;
use crate::tui::widgets::safe_text;

/// The tag of the list of steps.
const STEPS: &str = "history/steps";
/// What the tag of the history of a record begins with.
const RECORD: &str = "history/record/";
/// The most changes that a list offers.
const MOST: usize = 2_000;
/// Cells of a value in a line.
const VALUE: usize = 34;

impl Screen {
    /// When a step was made, on the clock of the user: only the time of day for today.
    fn when(&self, step: usize) -> String {
        let Some(at) = self.workbench.history().made_at(step) else { return String::new() };
        let now = self.began.seconds_later(self.seconds);
        let zone = Offset::from_seconds(i32::from(now.offset_minutes()) * 60).unwrap_or(Offset::UTC);
        let local = at.to_zoned(TimeZone::fixed(zone));
        let today = local.date() == now.date();
        local.strftime(if today { "today %H:%M" } else { "%Y-%m-%d %H:%M" }).to_string()
    }

    /// Every step, the latest first; Enter goes to the plan as it was after one.
    pub(super) fn open_history(&mut self) -> Vec<Effect> {
        let history = self.workbench.history();
        let (done, undone) = (history.done(), history.undone());
        if done.is_empty() && undone.is_empty() {
            return self.notify(Notice::info("Nothing was changed yet"));
        }
        let line = |step: usize, label: &str, records: usize| {
            let records = if records == 1 { "1 record".to_owned() } else { format!("{records} records") };
            let when = self.when(step);
            let detail = if when.is_empty() { records } else { format!("{when}  {records}") };
            Entry::new((step + 1).to_string(), label.to_owned()).detail(detail)
        };
        let mut entries = Vec::new();
        for (place, edit) in undone.iter().enumerate() {
            let step = done.len() + undone.len() - 1 - place;
            entries.push(line(step, &format!("undone: {}", edit.label), edit.changes.len()));
        }
        for (step, edit) in done.iter().enumerate().rev() {
            let entry = line(step, &edit.label, edit.changes.len());
            entries.push(if step + 1 == done.len() { entry.key("now") } else { entry });
        }
        let beginning = Entry::new("0", "The beginning").detail("before the first of these steps");
        entries.push(if done.is_empty() { beginning.key("now") } else { beginning });
        let picker = Picker::new(STEPS, "History").entries(entries).select(&done.len().to_string());
        let footer = "Enter goes there; steps undone can be done again until a new change";
        self.open(Owner::Screen, picker.footer(footer).into());
        Vec::new()
    }

    /// Each change of the record under the cursor, the latest first.
    pub(super) fn open_record_history(&mut self) -> Vec<Effect> {
        let Some((kind, id)) = self.record_here() else {
            return self.notify(Notice::info("No record is under the cursor"));
        };
        let program = self.workbench.program();
        let name = naming::called(program, kind, &id);
        let now = program.record(kind, &id);
        let mut entries = Vec::new();
        for (step, edit) in self.workbench.history().done().iter().enumerate().rev() {
            for change in edit.changes.iter().filter(|change| change.kind() == kind && *change.id() == *id) {
                entries.extend(self.changes(step, &edit.label, change, now.as_ref()));
            }
        }
        if entries.is_empty() {
            return self.notify(Notice::info(format!("{name} was not changed in what the history knows")));
        }
        entries.truncate(MOST);
        let picker = Picker::new(format!("{RECORD}{}/{id}", kind.table_name()), format!("History of {name}"));
        let footer = "Enter brings the value before the change back, as an edit of its own";
        self.open(Owner::Screen, picker.entries(entries).footer(footer).into());
        Vec::new()
    }

    /// What one step changed of a record: a line for each field.
    fn changes(&self, step: usize, label: &str, change: &Change, now: Option<&AnyRecord>) -> Vec<Entry> {
        let when = self.when(step);
        let detail = if when.is_empty() { label.to_owned() } else { format!("{when}  {label}") };
        let (before, after) = match (change.before(), change.after()) {
            (Some(before), Some(after)) => (field::texts(before), field::texts(after)),
            (None, _) => return vec![Entry::new("", "Added").detail(detail).unavailable("there is nothing before it")],
            (_, None) => return vec![Entry::new("", "Deleted").detail(detail).unavailable("undo brings it back")],
        };
        let current = now.map(field::texts).unwrap_or_default();
        let program = self.workbench.program();
        let told = |kind: FieldKind, name: &str, text: &str| match kind {
            FieldKind::Structure if !text.is_empty() => "its parts".to_owned(),
            _ => {
                let text = naming::value_called(program, change.kind(), name, text);
                safe_text::cut(&safe_text::clean(&text), VALUE, self.look.glyphs.ellipsis)
            }
        };
        let mut entries = Vec::new();
        for ((name, kind, was), (_, _, is)) in before.iter().zip(&after).filter(|(was, is)| was.2 != is.2) {
            let arrow = self.look.glyphs.arrow;
            let words =
                format!("{}: {} {arrow} {}", entry::field_words(name), told(*kind, name, was), told(*kind, name, is));
            let line = Entry::new(format!("{step}/{name}"), words).detail(detail.clone());
            let so_now = current.iter().any(|(field, _, text)| field == name && text == was);
            entries.push(if so_now { line.unavailable("it is so now") } else { line });
        }
        entries
    }

    /// What became of the lists; nothing for an answer that is not about them.
    pub(super) fn history_answered(&mut self, tag: &str, values: &Values) -> Option<Vec<Effect>> {
        let record = tag.strip_prefix(RECORD).and_then(|rest| rest.split_once('/'));
        match (tag, record, values) {
            (STEPS, _, Values::Picked(steps)) => {
                let steps: usize = steps.parse().ok()?;
                Some(self.command(Command::GoToStep(steps)))
            }
            (_, Some((table, id)), Values::Picked(picked)) => {
                let kind: Kind = table.parse().ok()?;
                Some(self.restore(kind, id, picked).unwrap_or_default())
            }
            (STEPS, ..) | (_, Some(_), _) => Some(Vec::new()),
            _ => None,
        }
    }

    /// Gives a field the value that it had before a step.
    fn restore(&mut self, kind: Kind, id: &str, picked: &str) -> Option<Vec<Effect>> {
        let (step, name) = picked.split_once('/')?;
        let edit = self.workbench.history().done().get(step.parse::<usize>().ok()?)?;
        let change = edit.changes.iter().find(|change| change.kind() == kind && *change.id() == *id)?;
        let text = field::text(change.before()?, name).ok()?;
        let command = RecordCommand::SetField { kind, ids: vec![id.into()], field: name.to_owned(), text };
        Some(self.command(Command::Record(command)))
    }

    /// Why the last change cannot be made once more here.
    pub(super) fn can_repeat(&self) -> Result<(), String> {
        if self.active == PaneName::Roster {
            let context = self.context();
            return self.pane(self.active).map_or(Ok(()), |pane| pane.available(Action::Repeat, &context));
        }
        let Some((kind, name, _)) = &self.last_set else { return Err("nothing was set yet".to_owned()) };
        match self.record_here() {
            Some((here, _)) if here == *kind => Ok(()),
            _ => Err(format!("what was set last is {} of a {}", name.replace('_', " "), kind.noun())),
        }
    }

    /// Sets what was set last once more, on the record here.
    pub(super) fn repeat(&mut self) -> Vec<Effect> {
        if let Err(reason) = self.can_repeat() {
            return self.notify(Notice::info(reason));
        }
        match (self.active, self.last_set.clone(), self.record_here()) {
            (PaneName::Roster, ..) => self.hand_to_pane(Action::Repeat),
            (_, Some((kind, field, text)), Some((_, id))) => {
                self.command(Command::Record(RecordCommand::SetField { kind, ids: vec![id], field, text }))
            }
            _ => Vec::new(),
        }
    }
}
