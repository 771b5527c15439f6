//! Commands on quarterly reviews and action items, in words.

use super::given::Given;
use super::spec::{Argument, Spoken, named, needed, optional};
use crate::app::command::{Command, QbrCommand};
use crate::app::typed;
use crate::edit::Refusal;
use crate::edit::commands::qbrs::NewAction;
use crate::program::Kind;
use crate::program::id::Id;
use crate::program::qbr::ActionItem;
use crate::program::side::Side;

const REVIEW: Argument = needed("review", "which");
const SECTION: Argument = needed("section", "relationship, performance, pipeline, joint_plan or support");
const ACTION: Argument = needed("action", "which");
/// Minutes of a review, unless said.
const MINUTES: u16 = 60;

pub(super) static ALL: &[Spoken] = &[
    Spoken {
        name: "schedule-review",
        arguments: &[
            needed("partner", "with whom"),
            needed("quarter", "of which quarter: 2026-Q3 or Q3"),
            needed("date", "when"),
            optional("minutes", "how long, 60 unless said"),
        ],
        about: "Schedules a quarterly review.",
        example: "schedule-review datapulse 2026-Q4 2026-12-10",
        read: |given| {
            let quarter = typed::quarter(given.text("quarter"), given.workbench);
            Ok(Command::Qbr(QbrCommand::Schedule {
                partner: given.id("partner")?,
                quarter: quarter.map_err(|bad| Refusal::bad("quarter", bad))?,
                on: given.date("date", None)?,
                minutes: if given.maybe("minutes").is_some() { given.whole("minutes")? } else { MINUTES },
            }))
        },
    },
    Spoken {
        name: "set-notes",
        arguments: &[REVIEW, SECTION, needed("text", "the notes; an empty text clears them")],
        about: "Writes the notes of a section of a review.",
        example: "set-notes datapulse-2026-q3 pipeline 'Two joint deals slipped'",
        read: |given| {
            let text = given.text("text").to_owned();
            Ok(Command::Qbr(QbrCommand::SetNotes { qbr: given.id("review")?, section: given.choice("section")?, text }))
        },
    },
    Spoken {
        name: "set-minutes",
        arguments: &[REVIEW, SECTION, needed("minutes", "how many")],
        about: "Sets the planned minutes of a section.",
        example: "set-minutes datapulse-2026-q3 pipeline 20",
        read: |given| {
            let (qbr, section, minutes) = (given.id("review")?, given.choice("section")?, given.whole("minutes")?);
            Ok(Command::Qbr(QbrCommand::SetMinutes { qbr, section, minutes }))
        },
    },
    Spoken {
        name: "add-time",
        arguments: &[REVIEW, SECTION, needed("seconds", "how many")],
        about: "Adds time spent on a section.",
        example: "add-time datapulse-2026-q3 pipeline 90",
        read: |given| {
            let (qbr, section, seconds) = (given.id("review")?, given.choice("section")?, given.whole("seconds")?);
            Ok(Command::Qbr(QbrCommand::AddElapsed { qbr, section, seconds }))
        },
    },
    Spoken {
        name: "add-action",
        arguments: &[
            needed("partner", "with whom"),
            needed("text", "what is to be done"),
            named("review", "in which review"),
            named("side", "us, partner or both; us unless said"),
            named("person", "who"),
            named("due", "by when"),
            named("sharing", "shared or internal"),
        ],
        about: "Adds an action item.",
        example: "add-action datapulse 'Send the co-brand kit' --side us --person Sarah --due fri",
        read: |given| {
            Ok(Command::Qbr(QbrCommand::AddAction(NewAction {
                partner: given.id("partner")?,
                qbr: given.maybe_id("review")?,
                text: given.text("text").to_owned(),
                side: given.maybe_choice("side")?.unwrap_or(Side::Us),
                person: given.maybe("person").map(str::to_owned),
                due: given.maybe_date("due")?,
                sharing: given.maybe_choice("sharing")?,
            })))
        },
    },
    Spoken {
        name: "finish-action",
        arguments: &[ACTION],
        about: "Marks an action item done on the as-of date.",
        example: "finish-action send-the-co-brand-kit-4k2m9x",
        read: |given| toggle(given, true),
    },
    Spoken {
        name: "reopen-action",
        arguments: &[ACTION],
        about: "Opens a finished action item again.",
        example: "reopen-action send-the-co-brand-kit-4k2m9x",
        read: |given| toggle(given, false),
    },
];

fn toggle(given: &Given<'_>, finish: bool) -> Result<Command, Refusal> {
    let action: Id<ActionItem> = given.id("action")?;
    let found = given.workbench.program().actions.get(&action);
    let found = found.ok_or_else(|| Refusal::missing(Kind::ActionItem, action.as_str()))?;
    if found.done_on.is_some() == finish {
        return Err(Refusal::NoChange(format!("{action} is {} already", if finish { "done" } else { "open" })));
    }
    Ok(Command::Qbr(QbrCommand::ToggleAction { action }))
}
