//! A meeting as the keys act on it: its clock, its sections, its numbers, its end.

use super::entries::Entry;
use super::live::Live;
use super::state::QbrPane;
use crate::analysis::meeting_clock::MeetingClock;
use crate::app::capture::Order;
use crate::app::command::QbrCommand;
use crate::program::choice::Choice;
use crate::program::qbr::{AgendaSection, Qbr};
use crate::report::qbr::{Review, moved};
use crate::tui::action::Action;
use crate::tui::outcome::Outcome;
use crate::tui::overlays::{Preview, PreviewLine};
use crate::tui::pane::Context;
use crate::tui::session::Command;

pub(super) const REFRESH: &str = "qbr/refresh";
const NOT_RUNNING: &str = "[key:meeting.start] starts the meeting first";

/// Minutes and seconds, such as `03:12`; past the plan with a sign, `+01:30`.
pub(super) fn clock(seconds: i64) -> String {
    let sign = if seconds < 0 { "+" } else { "" };
    let seconds = seconds.unsigned_abs();
    format!("{sign}{:02}:{:02}", seconds / 60, seconds % 60)
}

/// The clock of a review now.
pub(super) fn clock_of(qbr: &Qbr, context: &Context<'_>) -> MeetingClock {
    let review = Review::of(context.workbench.program(), context.workbench.derived(), qbr);
    MeetingClock::of(qbr, review.map_or([0; 5], |review| review.minutes()), context.now)
}

/// What the drift means: `On time`, `2:10 over, 3 sections left: each loses 0:43`.
pub(super) fn drift(clock: &MeetingClock) -> String {
    let drift = clock.drift();
    let time = |seconds: i64| format!("{}:{:02}", seconds / 60, seconds % 60);
    match (drift, clock.sections_left()) {
        (0, _) => "On time".to_owned(),
        (early, _) if early < 0 => format!("{} to spare", time(-early)),
        (late, 0) => format!("{} over", time(late)),
        (late, left) => {
            let each = late / i64::try_from(left).unwrap_or(1);
            let sections = if left == 1 { "section" } else { "sections" };
            format!("{} over, {left} {sections} left: each loses {}", time(late), time(each))
        }
    }
}

fn command(command: QbrCommand) -> Outcome {
    Outcome::command(Command::Qbr(command))
}

impl QbrPane {
    /// Whether an action on a meeting can be done now; none for other actions.
    pub(super) fn meeting_available(&self, action: Action, context: &Context<'_>) -> Option<Result<(), String>> {
        let qbr = self.qbr(context);
        let running = qbr.is_some_and(Qbr::is_live);
        let told = |ok: bool, why: &str| Some(if ok { Ok(()) } else { Err(why.to_owned()) });
        match action {
            Action::MeetingStart => match qbr {
                None => told(false, "[key:add.from_template] schedules a review first"),
                Some(qbr) => {
                    told(qbr.ended_at.is_none(), "this review was held; [key:add.from_template] schedules the next one")
                }
            },
            Action::TimerToggle => match qbr {
                None => told(false, "[key:add.from_template] schedules a review first"),
                Some(qbr) => told(qbr.ended_at.is_none(), "this review was held"),
            },
            Action::MeetingEnd
            | Action::SectionOn
            | Action::SectionBack
            | Action::MeetingReplan
            | Action::NumbersRefresh => told(running, NOT_RUNNING),
            Action::LineEnter | Action::LineRecall | Action::LiveLeave | Action::ContentUp | Action::ContentDown => {
                told(self.live.is_some(), "[key:meeting.start] goes to the capture line first")
            }
            _ => None,
        }
    }

    /// Does an action on a meeting; none for other actions.
    pub(super) fn act_on_meeting(&mut self, action: Action, context: &Context<'_>) -> Option<Outcome> {
        let page = self.content_height.max(2) as isize - 1;
        Some(match action {
            Action::MeetingStart => self.start_or_resume(context),
            Action::MeetingEnd => self.end(context),
            Action::SectionOn => self.go_section(1, context),
            Action::SectionBack => self.go_section(-1, context),
            Action::MeetingReplan => self
                .of_meeting(context, |qbr| command(QbrCommand::ReplanMeeting { qbr: qbr.id.clone(), at: context.now })),
            Action::TimerToggle => self.run_or_pause(context),
            Action::NumbersRefresh => self.of_meeting(context, |qbr| refresh(qbr, context)),
            Action::LineEnter => self.enter_line(context),
            Action::LineRecall => self.recall_line(context),
            Action::LiveLeave => {
                self.live = None;
                self.seen = None;
                Outcome::command(Command::Seal).and(Outcome::Changed)
            }
            Action::ContentUp => self.scroll_by(-page),
            Action::ContentDown => self.scroll_by(page),
            _ => return None,
        })
    }

    fn of_meeting(&self, context: &Context<'_>, then: impl FnOnce(&Qbr) -> Outcome) -> Outcome {
        match self.qbr(context).filter(|qbr| qbr.is_live()) {
            Some(qbr) => then(qbr),
            None => Outcome::unavailable(NOT_RUNNING),
        }
    }

    fn start_or_resume(&mut self, context: &Context<'_>) -> Outcome {
        let Some(qbr) = self.qbr(context) else {
            return Outcome::unavailable("[key:add.from_template] schedules a review first");
        };
        if qbr.ended_at.is_some() {
            return Outcome::unavailable("This review was held; [key:add.from_template] schedules the next one");
        }
        self.live = Some(Live::on(qbr));
        self.seen = None;
        self.scroll = 0;
        if qbr.is_live() {
            return Outcome::command(Command::Seal).and(Outcome::Changed);
        }
        let section = AgendaSection::Relationship;
        command(QbrCommand::StartMeeting { qbr: qbr.id.clone(), section, at: context.now }).and(Outcome::Changed)
    }

    fn end(&mut self, context: &Context<'_>) -> Outcome {
        let ended = self.of_meeting(context, |qbr| {
            command(QbrCommand::EndMeeting { qbr: qbr.id.clone(), at: context.now }).and(Outcome::Changed)
        });
        self.live = None;
        self.seen = None;
        self.wanted = Some(Entry::Package);
        ended
    }

    fn go_section(&mut self, by: isize, context: &Context<'_>) -> Outcome {
        self.scroll = 0;
        self.of_meeting(context, |qbr| {
            let on = qbr.meeting.as_ref().map_or(0, |meeting| meeting.section.place());
            let to = on.checked_add_signed(by).and_then(|at| AgendaSection::ALL.get(at));
            match to {
                Some(section) => {
                    command(QbrCommand::EnterSection { qbr: qbr.id.clone(), section: *section, at: context.now })
                }
                None if by > 0 => Outcome::unavailable("This is the last section; /end ends the meeting"),
                None => Outcome::unavailable("This is the first section"),
            }
        })
    }

    fn run_or_pause(&self, context: &Context<'_>) -> Outcome {
        match self.qbr(context) {
            Some(qbr) if qbr.is_live() => {
                command(QbrCommand::PauseMeeting { qbr: qbr.id.clone(), at: context.now }).and(Outcome::Changed)
            }
            Some(qbr) if qbr.ended_at.is_none() => {
                let section = self.section().unwrap_or(AgendaSection::Relationship);
                command(QbrCommand::StartMeeting { qbr: qbr.id.clone(), section, at: context.now })
                    .and(Outcome::Changed)
            }
            Some(_) => Outcome::unavailable("This review was held"),
            None => Outcome::unavailable("The timer runs on a section of the agenda"),
        }
    }

    /// What was typed after a slash.
    pub(super) fn order(&mut self, order: Order, context: &Context<'_>) -> Outcome {
        let action = match order {
            Order::Next => Action::SectionOn,
            Order::Back => Action::SectionBack,
            Order::Pause => Action::TimerToggle,
            Order::Replan => Action::MeetingReplan,
            Order::Refresh => Action::NumbersRefresh,
            Order::Present => return Outcome::Run(Action::Present),
            Order::Leave => Action::LiveLeave,
            Order::End => Action::MeetingEnd,
        };
        self.act_on_meeting(action, context).unwrap_or(Outcome::ignored())
    }

    /// The numbers that were looked at are taken.
    pub(super) fn refreshed(&self, context: &Context<'_>) -> Outcome {
        self.of_meeting(context, |qbr| {
            command(QbrCommand::RefreshNumbers { qbr: qbr.id.clone(), at: context.now }).and(Outcome::Changed)
        })
    }
}

/// What would change first; only then are the numbers taken.
fn refresh(qbr: &Qbr, context: &Context<'_>) -> Outcome {
    let workbench = context.workbench;
    let frozen = qbr.meeting.as_ref().and_then(|meeting| meeting.frozen.as_ref());
    let review = Review::of(workbench.program(), workbench.derived(), qbr);
    let (Some(frozen), Some(review)) = (frozen, review) else {
        return Outcome::unavailable("This meeting has no numbers");
    };
    let moved = moved(frozen, &review.figures());
    if moved.is_empty() && frozen.as_of == workbench.as_of() {
        return Outcome::info(format!("No number has changed; they are as of {}", frozen.as_of));
    }
    let mut lines = vec![PreviewLine::same(format!("As of {}, now {}", frozen.as_of, workbench.as_of()))];
    for one in moved {
        lines.push(PreviewLine::heading(one.label));
        lines.extend(one.before.map(PreviewLine::before));
        lines.extend(one.now.map(PreviewLine::after));
    }
    Outcome::open(Preview::new(REFRESH, "Numbers that would change").lines(lines).accept("Show these numbers"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_left_counts_down_and_time_over_has_a_sign() {
        assert_eq!([clock(192), clock(0), clock(-90)], ["03:12", "00:00", "+01:30"]);
    }
}
