//! Commands on the meeting of a review, in words: its clock, its lines, its end.

use super::given::Given;
use super::spec::{Argument, Spoken, needed};
use crate::app::command::{Command, QbrCommand};
use crate::edit::Refusal;
use crate::program::moment::Moment;

const REVIEW: Argument = needed("review", "which");
const SECTION: Argument = needed("section", "relationship, performance, pipeline, joint_plan or support");
const AT: Argument = needed("at", "when, with the offset from UTC: 2026-12-10T10:00+01:00");

fn at(given: &Given<'_>) -> Result<Moment, Refusal> {
    given.text("at").parse().map_err(|bad| Refusal::bad("at", bad))
}

pub(super) static ALL: &[Spoken] = &[
    Spoken {
        name: "start-meeting",
        arguments: &[REVIEW, SECTION, AT],
        about: "Starts the meeting of a review on a section, with the numbers as they stand.",
        example: "start-meeting datapulse-2026-q4 relationship 2026-12-10T10:00+01:00",
        read: |given| {
            let (qbr, section, at) = (given.id("review")?, given.choice("section")?, at(given)?);
            Ok(Command::Qbr(QbrCommand::StartMeeting { qbr, section, at }))
        },
    },
    Spoken {
        name: "enter-section",
        arguments: &[REVIEW, SECTION, AT],
        about: "Enters a section of a running meeting; the one left keeps its time.",
        example: "enter-section datapulse-2026-q4 pipeline 2026-12-10T10:20+01:00",
        read: |given| {
            let (qbr, section, at) = (given.id("review")?, given.choice("section")?, at(given)?);
            Ok(Command::Qbr(QbrCommand::EnterSection { qbr, section, at }))
        },
    },
    Spoken {
        name: "pause-meeting",
        arguments: &[REVIEW, AT],
        about: "Stops the clock of a running meeting, or lets it run again.",
        example: "pause-meeting datapulse-2026-q4 2026-12-10T10:25+01:00",
        read: |given| Ok(Command::Qbr(QbrCommand::PauseMeeting { qbr: given.id("review")?, at: at(given)? })),
    },
    Spoken {
        name: "replan-meeting",
        arguments: &[REVIEW, AT],
        about: "Shares the time that is left out among the sections to come.",
        example: "replan-meeting datapulse-2026-q4 2026-12-10T10:30+01:00",
        read: |given| Ok(Command::Qbr(QbrCommand::ReplanMeeting { qbr: given.id("review")?, at: at(given)? })),
    },
    Spoken {
        name: "refresh-numbers",
        arguments: &[REVIEW, AT],
        about: "Takes the numbers of the program for those of the running meeting.",
        example: "refresh-numbers datapulse-2026-q4 2026-12-10T10:31+01:00",
        read: |given| Ok(Command::Qbr(QbrCommand::RefreshNumbers { qbr: given.id("review")?, at: at(given)? })),
    },
    Spoken {
        name: "set-line",
        arguments: &[REVIEW, needed("text", "the line; an empty text clears it")],
        about: "Sets what stands in the capture line of a running meeting.",
        example: "set-line datapulse-2026-q4 'action Sarah co-brand kit'",
        read: |given| {
            let text = given.text("text").to_owned();
            Ok(Command::Qbr(QbrCommand::SetLine { qbr: given.id("review")?, text }))
        },
    },
    Spoken {
        name: "capture",
        arguments: &[
            REVIEW,
            needed("line", "note, action, decision, risk, parking, dispute or temp, and the words"),
            AT,
        ],
        about: "Writes a line of a running meeting down as what it says.",
        example: "capture datapulse-2026-q4 'action Sarah co-brand kit by fri' 2026-12-10T10:33+01:00",
        read: |given| {
            let line = given.text("line").to_owned();
            Ok(Command::Qbr(QbrCommand::Capture { qbr: given.id("review")?, line, at: at(given)? }))
        },
    },
    Spoken {
        name: "end-meeting",
        arguments: &[REVIEW, AT],
        about: "Ends a running meeting: its time is kept, and the review is held.",
        example: "end-meeting datapulse-2026-q4 2026-12-10T11:00+01:00",
        read: |given| Ok(Command::Qbr(QbrCommand::EndMeeting { qbr: given.id("review")?, at: at(given)? })),
    },
];
