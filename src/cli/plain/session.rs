//! The line mode as a session: a line comes in, what it did or shows goes out, and every edit is on the disk before the
//! next line is read.

use std::io::{self, BufRead as _, IsTerminal as _};
use std::sync::Arc;

use super::asking::Waits;
use super::listing::Listing;
use super::places::{PANES, Pane};
use super::words;
use crate::app::Workbench;
use crate::app::difference::{RecordChange, RecordDifference, difference};
use crate::app::spoken::{self, Line};
use crate::cli::failure::{Failure, Problem};
use crate::cli::open::Opening;
use crate::cli::output::{self, Reply};
use crate::cli::rows::plain;
use crate::program::{Kind, Program};
use crate::shell::journal::Desk;

/// Where the user is: what `back` goes back to.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// The pane.
    pub(super) pane: &'static Pane,
    /// Which of its reports.
    pub(super) content: usize,
    /// What is shown of it.
    pub(super) filter: String,
    /// Columns by which it is sorted, `-` for the largest first.
    pub(super) sort: Vec<String>,
    /// Columns that were asked for.
    pub(super) columns: Vec<String>,
    /// The record that is open.
    pub(super) record: Option<(Kind, Arc<str>)>,
}

impl Place {
    fn of(pane: &'static Pane) -> Self {
        Self { pane, content: 0, filter: String::new(), sort: Vec::new(), columns: Vec::new(), record: None }
    }
}

/// The session.
#[derive(Debug)]
pub(super) struct Session {
    /// The program and its history.
    pub(super) workbench: Workbench,
    /// Where it is kept.
    pub(super) desk: Option<Desk>,
    /// Where the user is.
    pub(super) here: Place,
    /// Where the user was.
    pub(super) past: Vec<Place>,
    /// What the numbers stand for.
    pub(super) listing: Listing,
    /// What the next line answers.
    pub(super) waits: Option<Waits>,
    /// What was said since the last line.
    said: String,
    /// How the session ended.
    pub(super) end: Option<u8>,
}

/// Works through the lines of standard input; gives the exit code.
pub(in crate::cli) fn work(opening: Opening) -> u8 {
    let (mut session, greeting) = Session::begin(opening);
    output::data(greeting.as_bytes());
    let stdin = io::stdin();
    // a terminal shows what is typed by itself; in a pipe the line is repeated, so that both read alike
    let echoes = !stdin.is_terminal();
    let mut input = stdin.lock();
    let mut bytes = Vec::new();
    loop {
        output::data(session.prompt().as_bytes());
        bytes.clear();
        if !matches!(input.read_until(b'\n', &mut bytes), Ok(read) if read > 0) {
            output::data(b"\n");
            output::data(session.input_ended().as_bytes());
            break;
        }
        let line = String::from_utf8_lossy(&bytes);
        let line = line.trim_end_matches(['\n', '\r']);
        if echoes {
            output::data(format!("{}\n", plain(line)).as_bytes());
        }
        output::data(session.take(line).as_bytes());
        if session.end.is_some() {
            break;
        }
    }
    session.end.unwrap_or_default()
}

impl Session {
    /// A session, and what is said first.
    pub(super) fn begin(opening: Opening) -> (Self, String) {
        let Opening { workbench, desk, notices, .. } = opening;
        let mut session = Self {
            workbench,
            desk,
            here: Place::of(&PANES[0]),
            past: Vec::new(),
            listing: Listing::default(),
            waits: None,
            said: String::new(),
            end: None,
        };
        session.say("Quarterdeck, line by line. help lists what can be typed, menu the panes, quit leaves.");
        let program = session.workbench.program();
        let counted = crate::edit::naming::counted(Kind::Partner, program.partners.len());
        session.say(&format!("{}, as of {}: {counted}.", program.profile.name, session.workbench.as_of()));
        if session.desk.is_none() {
            session.say("This program is in no file and keeps no journal: save-as PATH keeps it.");
        }
        for notice in notices {
            session.say(&notice);
        }
        let greeting = std::mem::take(&mut session.said);
        (session, greeting)
    }

    /// One line of what is said; signs that could steer a terminal are taken out.
    pub(super) fn say(&mut self, text: &str) {
        self.said.push_str(plain(text).trim_end());
        self.said.push('\n');
    }

    /// Several lines.
    pub(super) fn say_lines(&mut self, text: &str) {
        text.lines().for_each(|line| self.say(line));
    }

    /// Lines one after another.
    pub(super) fn say_all(&mut self, lines: &[String]) {
        for line in lines {
            self.say(line);
        }
    }

    /// What did not work, and why.
    pub(super) fn refuse(&mut self, why: impl std::fmt::Display) {
        self.say_lines(&format!("Error: {why}"));
    }

    /// An answer of a word of the command line.
    pub(super) fn replied(&mut self, answered: Result<Reply, Failure>) {
        match answered {
            Ok(reply) => {
                self.say_lines(&String::from_utf8_lossy(&reply.text));
                let problems = reply.warnings.iter().chain(&reply.problems).map(Problem::text);
                problems.chain(reply.notes.iter().cloned()).for_each(|note| self.say_lines(&note));
            }
            Err(failure) => failure.problems.iter().for_each(|problem| self.refuse(problem.text())),
        }
    }

    /// What stands before the next line: where the user is, and what is asked.
    pub(super) fn prompt(&self) -> String {
        let asked = self.waits.as_ref().map(|waits| self.question(waits));
        let text = asked.unwrap_or_else(|| {
            let of =
                self.here.record.as_ref().map(|(kind, id)| {
                    format!(", {}", crate::edit::naming::called(self.workbench.program(), *kind, id))
                });
            let unsaved = if self.workbench.is_dirty() { ", unsaved" } else { "" };
            format!("{}{}{unsaved}", self.here.pane.title, of.unwrap_or_default())
        });
        format!("{}> ", plain(&text))
    }

    /// Takes a line; gives what is to be read.
    pub(super) fn take(&mut self, line: &str) -> String {
        self.look_outside();
        match self.waits.take() {
            Some(waits) => self.answer(waits, line),
            None => self.order(line),
        }
        self.keep();
        std::mem::take(&mut self.said)
    }

    /// Nothing more comes: what is not saved stays in the journal.
    pub(super) fn input_ended(&mut self) -> String {
        self.keep();
        if self.workbench.is_dirty() {
            self.end = Some(1);
            self.say(if self.desk.is_some() {
                "The input ended. Not everything is saved; it is kept, and comes back at the next start."
            } else {
                "The input ended. What was changed is in no file and is lost; save-as PATH would have kept it."
            });
        }
        std::mem::take(&mut self.said)
    }

    fn order(&mut self, line: &str) {
        let words = match spoken::lines(line) {
            Ok(lines) => lines.into_iter().next().map(|line| line.words).unwrap_or_default(),
            Err(unread) => return self.refuse(unread.why),
        };
        let Some((first, rest)) = words.split_first() else { return self.tell_place() };
        if let Ok(number) = first.parse::<usize>()
            && rest.is_empty()
        {
            return self.pick(number);
        }
        if let Some(word) = words::find(first) {
            return (word.run)(self, rest);
        }
        if let Some(pane) = PANES.iter().find(|pane| pane.word.eq_ignore_ascii_case(first)) {
            return self.go_to(pane, rest.first().map(String::as_str));
        }
        self.speak(words);
    }

    /// Carries out an editing command, and says in one line what it did.
    pub(super) fn speak(&mut self, words: Vec<String>) {
        let name = words.first().cloned().unwrap_or_default();
        if spoken::find(&name).is_none() {
            let near = words::nearest(&name).map(|near| format!(" Did you mean {near}?")).unwrap_or_default();
            return self.refuse(format!("there is no command {name:?}.{near} help lists what can be typed"));
        }
        let before = self.workbench.program().clone();
        match spoken::run(&mut self.workbench, &[Line { number: 1, words }]) {
            Ok(ran) => {
                let told = self.told(&before);
                for step in ran.steps {
                    let made = step.created.iter().map(|(kind, id)| format!("{}/{id}", kind.table_name()));
                    let made: Vec<String> = made.take(2).collect();
                    let made = if made.is_empty() { String::new() } else { format!(" (new: {})", made.join(", ")) };
                    self.announce(&format!("{}{made}", step.label), &told);
                    step.remark.iter().chain(&step.lines).for_each(|line| self.say(line));
                }
            }
            Err(stopped) => self.refuse(stopped.refusal),
        }
    }

    /// What was done, as one sentence, and what is otherwise now.
    pub(super) fn announce(&mut self, label: &str, told: &str) {
        let stop = if label.ends_with(['.', '!', '?']) { "" } else { "." };
        self.say(&format!("{label}{stop}{told}"));
    }

    /// What is otherwise in the one record that changed; of several the label says enough.
    pub(super) fn told(&self, before: &Program) -> String {
        let changed = difference(before, self.workbench.program());
        let [RecordDifference { change: RecordChange::Changed(fields), .. }] = changed.as_slice() else {
            return String::new();
        };
        let words = |text: &str| if text.is_empty() { "nothing".to_owned() } else { text.to_owned() };
        let told = fields.iter().filter(|one| one.before.len() + one.after.len() < 120).take(3);
        let told = told.map(|one| format!(" {}: {}, was {}.", one.field, words(&one.after), words(&one.before)));
        told.collect::<Vec<_>>().concat()
    }

    /// Goes to a pane, perhaps to one of its reports.
    pub(super) fn go_to(&mut self, pane: &'static Pane, content: Option<&str>) {
        let mut there = Place::of(pane);
        if let Some(wanted) = content {
            let Some(at) = pane.contents.iter().position(|content| content.report == wanted) else {
                let known: Vec<&str> = pane.contents.iter().map(|content| content.report).collect();
                return self.refuse(format!("{} shows: {}", pane.title, known.join(", ").trim_start_matches(", ")));
            };
            there.content = at;
        }
        self.leave();
        self.here = there;
        self.list();
    }

    /// Remembers where the user is before going elsewhere.
    pub(super) fn leave(&mut self) {
        self.past.push(self.here.clone());
    }

    /// Goes back to where the user was.
    pub(super) fn back(&mut self) {
        match self.past.pop() {
            Some(place) => {
                self.here = place;
                self.tell_place();
            }
            None => self.say("This is where you began; menu lists the panes."),
        }
    }

    /// Says where the user is and what is there.
    pub(super) fn tell_place(&mut self) {
        match self.here.record.clone() {
            Some((kind, id)) => self.tell_record(kind, &id),
            None => self.list(),
        }
    }
}
