//! A meeting line by line: what is typed is written down as what it says, a slash gives an order to the meeting.

use super::asking::Waits;
use super::session::Session;
use crate::analysis::meeting_clock::MeetingClock;
use crate::app::Command;
use crate::app::capture::{self, Meaning, Order, Surroundings};
use crate::app::command::QbrCommand;
use crate::export::markdown;
use crate::program::Kind;
use crate::program::choice::Choice as _;
use crate::program::id::Id;
use crate::program::qbr::{AgendaSection, Qbr, QbrState};
use crate::report::qbr::{Audience, Review, moved};
use crate::shell::clock;

const ORDERS: &str = "Lines are written down: action Sarah co-brand kit by fri, decision ..., risk ..., or a note. \
                      /next, /back, /pause, /replan, /refresh, /section reads the section, /time the clock, /undo takes \
                      the last line back, /leave leaves the meeting running, /end ends it.";

impl Session {
    /// Starts the meeting of a review or goes on with it: the one named, the one open, or the next of the open partner.
    pub(super) fn meeting(&mut self, named: Option<&str>) {
        let Some(qbr) = self.review(named) else {
            return self.refuse("which review? open one (qbr lists them), or meeting REVIEW");
        };
        let Some(found) = self.workbench.program().qbrs.get(&qbr) else { return };
        if found.ended_at.is_some() {
            return self.refuse("this review was held; schedule-review schedules the next one");
        }
        if !found.is_live() {
            let section = AgendaSection::Relationship;
            self.command(Command::Qbr(QbrCommand::StartMeeting { qbr: qbr.clone(), section, at: clock::now() }));
        }
        if self.workbench.program().qbrs.get(&qbr).is_some_and(Qbr::is_live) {
            self.say(ORDERS);
            self.tell_section(&qbr);
            self.waits = Some(Waits::Meeting(qbr));
        }
    }

    fn review(&self, named: Option<&str>) -> Option<Id<Qbr>> {
        let program = self.workbench.program();
        if let Some(named) = named {
            let id = crate::app::typed::reference(&self.workbench, Kind::Qbr, named);
            return program.qbrs.find(&id).map(|qbr| qbr.id.clone());
        }
        match self.here.record.as_ref()? {
            (Kind::Qbr, id) => program.qbrs.find(id).map(|qbr| qbr.id.clone()),
            (Kind::Partner, id) => {
                let of =
                    |qbr: &&Qbr| qbr.partner.as_str() == &**id && (qbr.is_live() || qbr.state == QbrState::Scheduled);
                program
                    .qbrs
                    .iter()
                    .filter(of)
                    .min_by_key(|qbr| (!qbr.is_live(), qbr.scheduled_for))
                    .map(|qbr| qbr.id.clone())
            }
            _ => None,
        }
    }

    pub(super) fn meeting_prompt(&self, qbr: &Id<Qbr>) -> String {
        let found = self.workbench.program().qbrs.get(qbr);
        let section = found.and_then(|qbr| qbr.meeting.as_ref()).map_or("", |meeting| meeting.section.label());
        format!("Meeting, {section}")
    }

    fn tell_section(&mut self, qbr: &Id<Qbr>) {
        let Some(found) = self.workbench.program().qbrs.get(qbr) else { return };
        let Some(section) = found.meeting.as_ref().map(|meeting| meeting.section) else { return };
        let review = Review::of(self.workbench.program(), self.workbench.derived(), found);
        let minutes = review.and_then(|review| review.minutes().get(section.place()).copied()).unwrap_or_default();
        let last = AgendaSection::ALL.len();
        self.say(&format!("Section {} of {last}: {}, {minutes} minutes.", section.place() + 1, section.label()));
    }

    /// Takes a line of a meeting; the meeting goes on unless the line ends or leaves it.
    pub(super) fn meeting_line(&mut self, qbr: &Id<Qbr>, line: &str) {
        let Some(found) = self.workbench.program().qbrs.get(qbr).filter(|qbr| qbr.is_live()) else {
            return self.say("The meeting is over.");
        };
        self.waits = Some(Waits::Meeting(qbr.clone()));
        let surroundings = Surroundings::of(self.workbench.program(), found, self.workbench.as_of());
        match line.trim() {
            "" => return self.tell_section(qbr),
            "/help" | "/?" => return self.say(ORDERS),
            "/section" => return self.tell_numbers(qbr),
            "/time" => return self.tell_time(qbr),
            "/undo" => return self.step(Command::Undo),
            "/redo" => return self.step(Command::Redo),
            _ => {}
        }
        let reading = capture::read(line, &surroundings);
        let echo = reading.echo().join(", ");
        match reading.meaning {
            Meaning::Nothing => self.say("What? Such as: action Sarah co-brand kit by fri. /help lists the orders."),
            Meaning::Order(order) => self.ordered(qbr, order),
            Meaning::Captured(_) => {
                let doubts: Vec<&str> = reading
                    .spans
                    .iter()
                    .filter(|span| span.part.is_doubt())
                    .filter_map(|span| line.get(span.range.clone()))
                    .collect();
                let before = self.workbench.history().done().len();
                let command = QbrCommand::Capture { qbr: qbr.clone(), line: line.to_owned(), at: clock::now() };
                match crate::app::update(&mut self.workbench, Command::Qbr(command)) {
                    Err(refusal) => self.refuse(refusal),
                    Ok(_) if self.workbench.history().done().len() == before => self.say("Nothing was written down."),
                    Ok(_) if doubts.is_empty() => self.say(&format!("{echo}.")),
                    Ok(_) => self.say(&format!("{echo}. Not understood, kept as text: {}.", doubts.join(", "))),
                }
            }
        }
    }

    fn ordered(&mut self, qbr: &Id<Qbr>, order: Order) {
        let at = clock::now();
        let of = |qbr: &Id<Qbr>| qbr.clone();
        match order {
            Order::Next => self.go_section(qbr, 1),
            Order::Back => self.go_section(qbr, -1),
            Order::Pause => self.command(Command::Qbr(QbrCommand::PauseMeeting { qbr: of(qbr), at })),
            Order::Replan => self.command(Command::Qbr(QbrCommand::ReplanMeeting { qbr: of(qbr), at })),
            Order::Refresh => {
                self.tell_moved(qbr);
                self.command(Command::Qbr(QbrCommand::RefreshNumbers { qbr: of(qbr), at }));
            }
            Order::Present => self.say("Pages for a partner need a screen: quarterdeck present FILE."),
            Order::Leave => {
                self.waits = None;
                self.command(Command::Seal);
                self.say("The clock goes on; meeting comes back.");
            }
            Order::End => {
                self.waits = None;
                self.command(Command::Qbr(QbrCommand::EndMeeting { qbr: of(qbr), at }));
                self.say(&format!("close-qbr {qbr} closes the review: tasks, the next date, notes sent."));
            }
        }
    }

    fn go_section(&mut self, qbr: &Id<Qbr>, by: isize) {
        let found = self.workbench.program().qbrs.get(qbr);
        let on = found.and_then(|qbr| qbr.meeting.as_ref()).map_or(0, |meeting| meeting.section.place());
        match on.checked_add_signed(by).and_then(|at| AgendaSection::ALL.get(at)) {
            None if by > 0 => self.say("This is the last section; /end ends the meeting."),
            None => self.say("This is the first section."),
            Some(section) => {
                let command = QbrCommand::EnterSection { qbr: qbr.clone(), section: *section, at: clock::now() };
                match crate::app::update(&mut self.workbench, Command::Qbr(command)) {
                    Ok(_) => self.tell_section(qbr),
                    Err(refusal) => self.refuse(refusal),
                }
            }
        }
    }

    /// What the model says for the section that is on.
    fn tell_numbers(&mut self, qbr: &Id<Qbr>) {
        let Some(found) = self.workbench.program().qbrs.get(qbr) else { return };
        let section = found.meeting.as_ref().map_or(AgendaSection::Relationship, |meeting| meeting.section);
        let review = Review::of(self.workbench.program(), self.workbench.derived(), found);
        let text = review.map(|review| markdown::document(&review.section(section, Audience::Internal)));
        self.say_lines(&text.unwrap_or_default());
    }

    fn tell_time(&mut self, qbr: &Id<Qbr>) {
        let Some(found) = self.workbench.program().qbrs.get(qbr) else { return };
        let review = Review::of(self.workbench.program(), self.workbench.derived(), found);
        let minutes = review.map_or([0; 5], |review| review.minutes());
        let clock = MeetingClock::of(found, minutes, clock::now());
        let section = found.meeting.as_ref().and_then(|meeting| clock.section(meeting.section));
        let left = section.map_or(0, crate::analysis::meeting_clock::SectionClock::left);
        let words = |seconds: i64| format!("{} min {} s", seconds.abs() / 60, seconds.abs() % 60);
        let left = if left < 0 { format!("{} over", words(left)) } else { format!("{} left", words(left)) };
        let drift = match clock.drift() {
            0 => "on time".to_owned(),
            late if late > 0 => format!("{} behind the plan", words(late)),
            early => format!("{} to spare", words(early)),
        };
        self.say(&format!("This section: {left}. The meeting: {drift}."));
    }

    fn tell_moved(&mut self, qbr: &Id<Qbr>) {
        let program = self.workbench.program();
        let Some(found) = program.qbrs.get(qbr) else { return };
        let frozen = found.meeting.as_ref().and_then(|meeting| meeting.frozen.as_ref());
        let review = Review::of(program, self.workbench.derived(), found);
        let (Some(frozen), Some(review)) = (frozen, review) else { return };
        let told: Vec<String> = moved(frozen, &review.figures())
            .into_iter()
            .map(|one| {
                let [before, now] = [one.before, one.now].map(|text| text.unwrap_or_else(|| "nothing".to_owned()));
                format!("{}: {before}, now {now}", one.label)
            })
            .collect();
        if told.is_empty() {
            self.say("No number has changed.");
        }
        self.say_all(&told);
    }
}
