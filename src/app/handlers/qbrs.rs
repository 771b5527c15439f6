//! Commands on reviews and action items.

use crate::analysis::meeting_clock::MeetingClock;
use crate::app::capture::{self, Meaning, Surroundings};
use crate::app::command::QbrCommand;
use crate::app::update::Plan;
use crate::app::workbench::Workbench;
use crate::edit::Refusal;
use crate::edit::commands::{closing, meetings, qbrs};
use crate::program::Kind;
use crate::program::id::Id;
use crate::program::meeting::FrozenNumbers;
use crate::program::moment::Moment;
use crate::program::qbr::Qbr;
use crate::report::qbr::Review;

pub(in crate::app) fn plan(workbench: &Workbench, command: QbrCommand) -> Result<Plan, Refusal> {
    let program = workbench.program();
    match command {
        QbrCommand::Schedule { partner, quarter, on, minutes } => {
            let (edit, id) = qbrs::schedule(program, &partner, quarter, on, minutes)?;
            Ok(Plan { created: Some((Kind::Qbr, id.shared())), ..edit.into() })
        }
        QbrCommand::SetNotes { qbr, section, text } => Ok(qbrs::set_notes(program, &qbr, section, &text)?.into()),
        QbrCommand::SetMinutes { qbr, section, minutes } => {
            Ok(qbrs::set_minutes(program, &qbr, section, minutes)?.into())
        }
        QbrCommand::AddElapsed { qbr, section, seconds } => {
            Ok(qbrs::add_elapsed(program, &qbr, section, seconds)?.into())
        }
        QbrCommand::StartMeeting { qbr, section, at } => {
            let numbers = frozen(workbench, &qbr, at)?;
            Ok(meetings::start(program, &qbr, section, at, numbers)?.into())
        }
        QbrCommand::EnterSection { qbr, section, at } => Ok(meetings::enter(program, &qbr, section, at)?.into()),
        QbrCommand::PauseMeeting { qbr, at } => Ok(meetings::pause(program, &qbr, at)?.into()),
        QbrCommand::ReplanMeeting { qbr, at } => {
            let review = review(workbench, &qbr)?;
            let budgets = review.qbr.map(|qbr| MeetingClock::of(qbr, review.minutes(), at).replanned());
            Ok(meetings::replan(program, &qbr, budgets.unwrap_or_default())?.into())
        }
        QbrCommand::RefreshNumbers { qbr, at } => {
            let numbers = frozen(workbench, &qbr, at)?;
            Ok(meetings::refresh(program, &qbr, numbers)?.into())
        }
        QbrCommand::SetLine { qbr, text } => Ok(meetings::set_draft(program, &qbr, &text)?.into()),
        QbrCommand::Capture { qbr, line, at } => capture(workbench, &qbr, &line, at),
        QbrCommand::SetTemperature { qbr, temperature } => {
            Ok(meetings::set_temperature(program, &qbr, temperature)?.into())
        }
        QbrCommand::Settle { minute, answer } => {
            Ok(closing::settle(program, &minute, &answer, workbench.as_of())?.into())
        }
        QbrCommand::SetTarget { qbr, figure, value } => Ok(closing::set_target(program, &qbr, figure, value)?.into()),
        QbrCommand::Close(closing) => Ok(closing::close(program, &closing)?.0.into()),
        QbrCommand::EndMeeting { qbr, at } => Ok(meetings::end(program, &qbr, at)?.into()),
        QbrCommand::AddAction(new) => {
            let (edit, id) = qbrs::add_action(program, new, workbench.as_of())?;
            Ok(Plan { created: Some((Kind::ActionItem, id.shared())), ..edit.into() })
        }
        QbrCommand::ToggleAction { action } => Ok(qbrs::toggle_action(program, &action, workbench.as_of())?.into()),
    }
}

fn review<'a>(workbench: &'a Workbench, id: &Id<Qbr>) -> Result<Review<'a>, Refusal> {
    let program = workbench.program();
    let found = program.qbrs.get(id).and_then(|qbr| Review::of(program, workbench.derived(), qbr));
    found.ok_or_else(|| Refusal::missing(Kind::Qbr, id.as_str()))
}

fn frozen(workbench: &Workbench, id: &Id<Qbr>, at: Moment) -> Result<FrozenNumbers, Refusal> {
    Ok(FrozenNumbers { as_of: workbench.as_of(), taken_at: at, figures: review(workbench, id)?.figures() })
}

fn capture(workbench: &Workbench, id: &Id<Qbr>, line: &str, at: Moment) -> Result<Plan, Refusal> {
    let program = workbench.program();
    let qbr = program.qbrs.get(id).ok_or_else(|| Refusal::missing(Kind::Qbr, id.as_str()))?;
    let around = Surroundings::of(program, qbr, workbench.as_of());
    match capture::read(line, &around).meaning {
        Meaning::Captured(captured) => {
            let (edit, created) = meetings::capture(program, id, captured, at, workbench.as_of())?;
            Ok(Plan { created, ..edit.into() })
        }
        Meaning::Order(order) => {
            Err(Refusal::bad("line", format!("{order} is an order of the screen, nothing to write down")))
        }
        Meaning::Nothing => Err(Refusal::bad("line", "a line needs words, such as: action Sarah co-brand kit by fri")),
    }
}
