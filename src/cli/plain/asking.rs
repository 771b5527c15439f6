//! Questions that the next line answers: the fields of a record one after another, a meeting line by line, and what is
//! to become of unsaved changes.

use std::sync::Arc;

use super::session::Session;
use crate::app::command::RecordCommand;
use crate::app::{Command, entry, update};
use crate::program::Kind;
use crate::program::id::Id;
use crate::program::qbr::Qbr;
use crate::program::record::{Field, FieldKind, FieldShape};

/// Up to so many records are offered with numbers; more are named.
const OFFERED: usize = 40;

/// What the next line answers.
#[derive(Debug, Clone)]
pub(super) enum Waits {
    /// What a field is to be.
    Field(Form),
    /// The next line of a meeting.
    Meeting(Id<Qbr>),
    /// What is to become of unsaved changes.
    Leaving,
}

/// A record asked for field by field.
#[derive(Debug, Clone)]
pub(super) struct Form {
    kind: Kind,
    id: Arc<str>,
    /// The field asked now.
    at: usize,
    /// What was given so far.
    given: Vec<(String, String)>,
}

impl Session {
    /// What stands before the line that answers.
    pub(super) fn question(&self, waits: &Waits) -> String {
        match waits {
            Waits::Meeting(qbr) => self.meeting_prompt(qbr),
            Waits::Leaving => "1 go on, 2 save and leave, 3 leave without saving".to_owned(),
            Waits::Field(form) => form.field().map_or_else(String::new, |field| {
                let now = form.now(self);
                let now = if now.is_empty() { "nothing".to_owned() } else { now };
                format!("{}, now {now}", entry::field_words(field.0))
            }),
        }
    }

    /// Takes the line that answers.
    pub(super) fn answer(&mut self, waits: Waits, line: &str) {
        match waits {
            Waits::Meeting(qbr) => self.meeting_line(&qbr, line),
            Waits::Field(form) => self.field_given(form, line),
            Waits::Leaving => match line.trim() {
                "2" | "save" => {
                    self.save(Command::Save);
                    if self.workbench.is_dirty() {
                        self.say("You are still here.");
                    } else {
                        self.end = Some(0);
                    }
                }
                "3" | "discard" => {
                    self.leave_unsaved();
                    self.say("Left without saving.");
                    self.end = Some(0);
                }
                _ => self.say("Going on."),
            },
        }
    }

    /// Leaves, or asks first where something is not saved.
    pub(super) fn quit(&mut self) {
        if !self.workbench.is_dirty() {
            self.end = Some(0);
            return;
        }
        let steps = self.workbench.history().done().len();
        let steps = if steps == 1 { "1 edit".to_owned() } else { format!("{steps} edits") };
        self.say(&format!("Not saved yet: this session made {steps}. An empty line goes on."));
        self.waits = Some(Waits::Leaving);
    }

    /// Asks for the fields of the open record.
    pub(super) fn ask_fields(&mut self) {
        let Some((kind, id)) = self.here.record.clone() else {
            return self.refuse("no record is open; open NAME opens one");
        };
        self.say("An empty line keeps a field, - empties it, . keeps all the others, cancel gives up.");
        self.ask(Form { kind, id, at: 0, given: Vec::new() });
    }

    fn ask(&mut self, form: Form) {
        let Some(field) = form.field() else { return self.fields_given(&form) };
        let offered = self.offered(field);
        if !offered.is_empty() {
            let offered: Vec<String> =
                (1..).zip(&offered).map(|(number, (_, label))| format!("{number} {label}")).collect();
            self.say(&format!("{}, one of: {}.", entry::field_words(field.0), offered.join(", ")));
        }
        self.waits = Some(Waits::Field(form));
    }

    /// The values of a field that are chosen from.
    fn offered(&self, (_, kind, shape): &Field) -> Vec<(String, String)> {
        if *shape == FieldShape::List {
            return Vec::new();
        }
        match kind {
            FieldKind::Choice(choices) => {
                choices.iter().map(|(word, said)| ((*word).to_owned(), (*said).to_owned())).collect()
            }
            FieldKind::YesNo => ["yes", "no"].map(|word| (word.to_owned(), word.to_owned())).into(),
            FieldKind::Reference(to) if self.workbench.program().count(*to) <= OFFERED => {
                entry::names_of(self.workbench.program(), *to).to_vec()
            }
            _ => Vec::new(),
        }
    }

    fn field_given(&mut self, mut form: Form, line: &str) {
        let Some(field) = form.field() else { return };
        let text = line.trim();
        match text {
            "cancel" => return self.say("Nothing was changed."),
            "." => return self.fields_given(&form),
            "" => {
                form.at += 1;
                return self.ask(form);
            }
            _ => {}
        }
        let offered = self.offered(field);
        let chosen = text.parse::<usize>().ok().and_then(|number| offered.get(number.checked_sub(1)?));
        let said =
            |(word, label): &&(String, String)| word.eq_ignore_ascii_case(text) || label.eq_ignore_ascii_case(text);
        let chosen = chosen.or_else(|| offered.iter().find(said));
        let (value, label) = match chosen {
            Some((word, label)) => (word.clone(), label.clone()),
            None if text == "-" => (String::new(), "nothing".to_owned()),
            None => (text.to_owned(), String::new()),
        };
        match entry::meaning(&self.workbench, form.kind, field.0, &value) {
            Ok(meaning) => {
                let echo = [label, meaning].into_iter().find(|echo| !echo.is_empty() && *echo != text);
                if let Some(echo) = echo {
                    self.say(&format!("{}: {echo}", entry::field_words(field.0)));
                }
                form.given.retain(|(name, _)| name != field.0);
                form.given.push((field.0.to_owned(), value));
                form.at += 1;
            }
            Err(refusal) => self.refuse(format!("{}; an empty line keeps what it was", refusal.reason())),
        }
        self.ask(form);
    }

    fn fields_given(&mut self, form: &Form) {
        let Some(record) = self.workbench.program().record(form.kind, &form.id) else {
            return self.refuse(format!("there is no {} {:?} any more", form.kind.noun(), form.id));
        };
        match entry::editing(&self.workbench, &record, &form.given) {
            Ok(Some(command)) => self.change(command),
            Ok(None) => self.say("Nothing was changed."),
            Err(refusal) => self.refuse(refusal),
        }
    }

    /// Carries out a command on a record and says what it did.
    fn change(&mut self, command: RecordCommand) {
        let before = self.workbench.program().clone();
        match update(&mut self.workbench, Command::Record(command)) {
            Ok(done) => {
                let told = self.told(&before);
                self.announce(&done.label, &told);
            }
            Err(refusal) => self.refuse(refusal),
        }
    }

    /// Carries out a command of the session and says what it did.
    pub(super) fn command(&mut self, command: Command) {
        match update(&mut self.workbench, command) {
            Ok(done) => {
                if !done.label.is_empty() {
                    self.announce(&done.label, "");
                }
                done.remark.iter().chain(&done.lines).for_each(|line| self.say(line));
            }
            Err(refusal) => self.refuse(refusal),
        }
    }

    /// What the record that is open is called in a path.
    pub(super) fn open_path(&self) -> Option<String> {
        self.here.record.as_ref().map(|(kind, id)| format!("{}/{id}", kind.noun().replace(' ', "_")))
    }

    /// Takes a step back, or does it again.
    pub(super) fn step(&mut self, command: Command) {
        let back = matches!(command, Command::Undo);
        match update(&mut self.workbench, command) {
            Ok(done) => self.announce(&done.label, ""),
            Err(_) if back => self.say("There is nothing to take back."),
            Err(_) => self.say("There is nothing to do again."),
        }
    }

    /// The steps of the history, the last one first.
    pub(super) fn tell_history(&mut self) {
        let history = self.workbench.history();
        let undone: Vec<String> = history.undone().iter().map(|edit| format!("Taken back: {}", edit.label)).collect();
        let done: Vec<String> = history.done().iter().rev().take(50).map(|edit| edit.label.clone()).collect();
        if undone.is_empty() && done.is_empty() {
            return self.say("Nothing was changed yet.");
        }
        self.say_all(&undone);
        self.say_all(&done);
    }

    /// Deletes the record that is open.
    pub(super) fn delete_open(&mut self, more: &[String]) {
        let Some((kind, id)) = self.here.record.clone() else {
            return self.refuse("no record is open; delete KIND ID deletes one by its identifier");
        };
        let mut words = vec!["delete".to_owned(), kind.table_name().to_owned(), id.to_string()];
        words.extend(more.iter().cloned());
        self.speak(words);
        if !self.workbench.program().has(kind, &id) {
            self.here.record = None;
            self.past.retain(|place| place.record.as_ref() != Some(&(kind, Arc::clone(&id))));
        }
    }

    /// The fields of the record that is open, with what each takes.
    pub(super) fn tell_fields(&mut self) {
        let Some((kind, _)) = self.here.record else { return self.refuse("no record is open; open NAME opens one") };
        for field in kind.fields() {
            let offered: Vec<String> = self.offered(field).into_iter().map(|(word, _)| word).collect();
            let takes = if offered.is_empty() { takes(field.1) } else { offered.join(", ") };
            let needed = if field.2 == FieldShape::Required { ", needed" } else { "" };
            self.say(&format!("{}: {takes}{needed}", field.0));
        }
    }
}

impl Form {
    fn field(&self) -> Option<&'static Field> {
        self.kind.fields().get(self.at)
    }

    /// What the field holds: what was given, else what the record has.
    fn now(&self, session: &Session) -> String {
        let Some(field) = self.field() else { return String::new() };
        let program = session.workbench.program();
        let record = program.record(self.kind, &self.id);
        let shown = record.map(|record| entry::shown(program, &record)).unwrap_or_default();
        shown.into_iter().find(|(name, _)| *name == field.0).map(|(_, text)| text).unwrap_or_default()
    }
}

/// What a field takes, with an example.
fn takes(kind: FieldKind) -> String {
    match kind {
        FieldKind::Date => "a date: 2026-03-14, 14 Mar, fri, +2w".to_owned(),
        FieldKind::When | FieldKind::Moment => "a date or time: 2026-03-14T17:00+01:00".to_owned(),
        FieldKind::Quarter => "a quarter: 2026-Q3".to_owned(),
        FieldKind::Month => "a month: 2026-03".to_owned(),
        FieldKind::Money | FieldKind::Amount => "an amount: 25k, 1.2m, 1200.50".to_owned(),
        FieldKind::Percent => "a percentage: 12.5%".to_owned(),
        FieldKind::Multiplier => "a factor: 1.2x".to_owned(),
        FieldKind::Quantity | FieldKind::Count => "a number".to_owned(),
        FieldKind::Reference(to) => format!("the name of a {}", to.noun()),
        FieldKind::Structure => "as written in the plan file".to_owned(),
        _ => "text".to_owned(),
    }
}
