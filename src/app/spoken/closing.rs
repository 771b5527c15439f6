//! Commands before and after a review, in words: targets, temperatures, what is settled, how it is closed.

use super::given::Given;
use super::spec::{Argument, Spoken, flag, named, needed, optional};
use crate::app::command::{Command, QbrCommand};
use crate::app::typed;
use crate::edit::Refusal;
use crate::edit::commands::closing::Closing;
use crate::edit::commands::meetings::Temperature;
use crate::program::Kind;
use crate::program::id::Id;
use crate::program::period::months_after;
use crate::program::qbr::Qbr;

const REVIEW: Argument = needed("review", "which");

pub(super) static ALL: &[Spoken] = &[
    Spoken {
        name: "set-target",
        arguments: &[
            REVIEW,
            needed("figure", "sourced, influenced, credited, won, lost, registered or pipeline"),
            optional("value", "what it is to reach; left out, there is no target"),
        ],
        about: "Sets what a number of a review is to reach.",
        example: "set-target datapulse-2026-q4 sourced 250k",
        read: |given| {
            let value =
                given.maybe("value").map(|text| typed::quantity(text).map_err(|bad| Refusal::bad("value", bad)));
            let value = value.transpose()?;
            let value = value.map(|text| text.parse().map_err(|bad| Refusal::bad("value", bad))).transpose()?;
            Ok(Command::Qbr(QbrCommand::SetTarget { qbr: given.id("review")?, figure: given.choice("figure")?, value }))
        },
    },
    Spoken {
        name: "set-temperature",
        arguments: &[
            REVIEW,
            needed("side", "us, partner or both"),
            needed("value", "1 to 5"),
            flag("start", "of the start; unless said, of the start where none is recorded, else of the end"),
            flag("end", "of the end"),
        ],
        about: "Records how a side sees the relationship, during a meeting or after it.",
        example: "set-temperature datapulse-2026-q4 partner 4 --end",
        read: |given| {
            let at_end = match (given.flag("start"), given.flag("end")) {
                (true, true) => return Err(Refusal::bad("temperature", "it is of the start or of the end")),
                (start, end) => (start || end).then_some(end),
            };
            let temperature =
                Temperature { side: given.choice("side")?, at_end, value: given.whole("value")?, theirs: None };
            Ok(Command::Qbr(QbrCommand::SetTemperature { qbr: given.id("review")?, temperature }))
        },
    },
    Spoken {
        name: "settle-minute",
        arguments: &[needed("minute", "which"), needed("answer", "the answer; an empty text opens it again")],
        about: "Settles a disputed number or a parked subject on the as-of date.",
        example: "settle-minute sourced-298k-by-their-crm-4k2m9x 'Ours counts the March credit memo'",
        read: |given| {
            let answer = given.text("answer").to_owned();
            Ok(Command::Qbr(QbrCommand::Settle { minute: given.id("minute")?, answer }))
        },
    },
    Spoken {
        name: "close-qbr",
        arguments: &[
            REVIEW,
            needed("at", "when the recap goes out, with the offset from UTC: 2026-12-10T16:00+01:00"),
            named("next", "the day of the next review; three months later unless said"),
            flag("no-next", "schedules no next review"),
            flag("no-tasks", "makes no tasks of the action items"),
        ],
        about: "Closes a held review: action items become tasks, the next review is scheduled, notes count as sent.",
        example: "close-qbr datapulse-2026-q4 2026-12-10T16:00+01:00 --next 2027-03-11",
        read: close,
    },
];

fn close(given: &Given<'_>) -> Result<Command, Refusal> {
    let qbr: Id<Qbr> = given.id("review")?;
    let at = given.text("at").parse().map_err(|bad| Refusal::bad("at", bad))?;
    let found = given.workbench.program().qbrs.get(&qbr);
    let found = found.ok_or_else(|| Refusal::missing(Kind::Qbr, qbr.as_str()))?;
    let months = i32::from(given.workbench.derived().policy().qbr.interval_months);
    let next = match (given.maybe_date("next")?, given.flag("no-next")) {
        (Some(_), true) => return Err(Refusal::bad("next", "--next and --no-next exclude each other")),
        (None, true) => None,
        (Some(date), false) => Some(date),
        (None, false) => Some(months_after(found.scheduled_for, months)),
    };
    Ok(Command::Qbr(QbrCommand::Close(Closing { qbr, at, tasks: !given.flag("no-tasks"), next })))
}
