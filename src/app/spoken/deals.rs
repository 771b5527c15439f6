//! Commands on deals and on what partners are granted and paid, in words.

use super::given::Given;
use super::spec::{Argument, Spoken, named, needed, optional};
use crate::app::command::{Command, DealCommand, MoneyCommand};
use crate::edit::Refusal;
use crate::edit::commands::deals::Closing;
use crate::program::compensation::Payment;
use crate::program::deal::DealStage;
use crate::program::id::Id;

const PAYMENT: Argument = needed("payment", "which");

pub(super) static ALL: &[Spoken] = &[
    Spoken {
        name: "close-deal",
        arguments: &[
            needed("deal", "which, by identifier or name"),
            needed("outcome", "won or lost"),
            named("on", "the day, the as-of date unless said"),
            named("reason", "why it was lost"),
        ],
        about: "Closes a deal with its date, or corrects how it was closed.",
        example: "close-deal renewal-2026 won --on yesterday",
        read: |given| {
            let won = match given.text("outcome") {
                "won" => true,
                "lost" => false,
                other => return Err(Refusal::bad("outcome", format!("{other:?} is not won or lost"))),
            };
            let on = given.maybe_date("on")?.unwrap_or(given.workbench.as_of());
            let reason = given.maybe("reason").map(str::to_owned);
            Ok(Command::Deal(DealCommand::Close(Closing { deal: given.id("deal")?, won, on, reason })))
        },
    },
    Spoken {
        name: "reopen-deal",
        arguments: &[needed("deal", "which"), optional("stage", "an open stage, negotiation unless said")],
        about: "Opens a closed deal again.",
        example: "reopen-deal renewal-2026 proposal",
        read: |given| {
            let stage = given.maybe_choice("stage")?.unwrap_or(DealStage::Negotiation);
            Ok(Command::Deal(DealCommand::Reopen { deal: given.id("deal")?, stage }))
        },
    },
    Spoken {
        name: "decide-registration",
        arguments: &[needed("registration", "which"), needed("state", "approved, rejected, withdrawn ...")],
        about: "Brings a deal registration into a state, with the dates that belong to it.",
        example: "decide-registration acme-renewal approved",
        read: |given| {
            let (registration, state) = (given.id("registration")?, given.choice("state")?);
            Ok(Command::Money(MoneyCommand::DecideRegistrations { registrations: vec![registration], state }))
        },
    },
    Spoken {
        name: "decide-request",
        arguments: &[needed("request", "which request for funds"), needed("state", "approved, rejected, paid ...")],
        about: "Brings a request for funds into a state, with the day it was paid.",
        example: "decide-request acme-roadshow approved",
        read: |given| {
            let (request, state) = (given.id("request")?, given.choice("state")?);
            Ok(Command::Money(MoneyCommand::DecideRequests { requests: vec![request], state }))
        },
    },
    Spoken {
        name: "mark-paid",
        arguments: &[PAYMENT],
        about: "Marks a payment made on the as-of date.",
        example: "mark-paid acme-2026-q3",
        read: |given| paid(given, true),
    },
    Spoken {
        name: "mark-unpaid",
        arguments: &[PAYMENT],
        about: "Marks a payment not made.",
        example: "mark-unpaid acme-2026-q3",
        read: |given| paid(given, false),
    },
];

fn paid(given: &Given<'_>, paid: bool) -> Result<Command, Refusal> {
    let payment: Id<Payment> = given.id("payment")?;
    Ok(Command::Money(MoneyCommand::SetPaid { payments: vec![payment], paid }))
}
