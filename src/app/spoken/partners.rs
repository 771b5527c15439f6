//! Commands on partners, in words.

use super::given::{Given, number};
use super::spec::{Spoken, many, named, needed, optional};
use crate::analysis::effective_tier::provisional_until;
use crate::app::command::{Command, PartnerCommand};
use crate::app::typed;
use crate::edit::Refusal;
use crate::program::partner::{ExceptionKind, LifecycleStage, TierOverride};

pub(super) static ALL: &[Spoken] = &[
    Spoken {
        name: "add-partner",
        arguments: &[
            many("names", "a partner for each name; names in the roster already are left out"),
            named("stage", "lifecycle stage, prospect unless said"),
        ],
        about: "Adds partners by name.",
        example: "add-partner 'Blue Harbor' Northlight --stage recruit",
        read: |given| {
            let stage = given.maybe_choice("stage")?.unwrap_or(LifecycleStage::Prospect);
            Ok(Command::Partner(PartnerCommand::Add { names: given.many("names").to_vec(), stage }))
        },
    },
    Spoken {
        name: "place-partner",
        arguments: &[
            needed("partner", "which"),
            needed("strategic-value", "0 to 100"),
            optional("potential", "annual potential, as typed: 120k"),
        ],
        about: "Places a partner on the value matrix.",
        example: "place-partner datapulse 70 120k",
        read: |given| {
            let places = given.workbench.program().profile.currency.places();
            let potential = given.maybe("potential").map(|text| typed::money(text, places)).transpose();
            Ok(Command::Partner(PartnerCommand::Place {
                partner: given.id("partner")?,
                strategic_value: number("strategic-value", given.text("strategic-value"))?,
                potential: potential.map_err(|bad| Refusal::bad("potential", bad))?,
            }))
        },
    },
    Spoken {
        name: "grant-tier",
        arguments: &[needed("partners", "which, divided by commas"), needed("tier", "the tier, or none")],
        about: "Grants partners a tier as of the as-of date, or takes it away.",
        example: "grant-tier datapulse gold",
        read: |given| {
            let tier = if given.text("tier") == "none" { None } else { given.maybe_id("tier")? };
            Ok(Command::Partner(PartnerCommand::GrantTier { partners: given.ids("partners")?, tier }))
        },
    },
    Spoken {
        name: "renew-tier",
        arguments: &[needed("partners", "which, divided by commas")],
        about: "Grants the tier that partners have anew as of the as-of date.",
        example: "renew-tier datapulse",
        read: |given| Ok(Command::Partner(PartnerCommand::RenewTier { partners: given.ids("partners")? })),
    },
    Spoken {
        name: "override-tier",
        arguments: &[
            needed("partner", "which"),
            needed("tier", "the tier while it lasts"),
            needed("until", "the first day after it"),
            needed("reason", "why"),
            named("approver", "who decided, of the team"),
            named("from", "the first day, the as-of date unless said"),
        ],
        about: "Puts a tier in force against the rules, with reason, approver and end.",
        example: "override-tier datapulse gold 2027-03-31 'Joint launch' --approver sarah-johnson",
        read: |given| exception(given, ExceptionKind::Override),
    },
    Spoken {
        name: "provisional-tier",
        arguments: &[
            needed("partner", "which"),
            needed("tier", "the tier while it lasts"),
            optional("reason", "why"),
            named("until", "the first day after it, by the setting unless said"),
            named("approver", "who decided, of the team"),
            named("from", "the first day, the as-of date unless said"),
        ],
        about: "Puts a tier in force for a time in which it is to be earned.",
        example: "provisional-tier datapulse silver 'New in the program'",
        read: |given| exception(given, ExceptionKind::Provisional),
    },
    Spoken {
        name: "end-exception",
        arguments: &[needed("partner", "which")],
        about: "Ends the override or the provisional tier of a partner.",
        example: "end-exception datapulse",
        read: |given| {
            Ok(Command::Partner(PartnerCommand::SetException { partner: given.id("partner")?, exception: None }))
        },
    },
];

fn exception(given: &Given<'_>, kind: ExceptionKind) -> Result<Command, Refusal> {
    let from = given.maybe_date("from")?.unwrap_or_else(|| given.workbench.as_of());
    let months = given.workbench.derived().policy().tier.provisional_months;
    let until = given.maybe_date("until")?.unwrap_or_else(|| provisional_until(from, months));
    let reason = given.maybe("reason").unwrap_or("Provisional").to_owned();
    let tier = given.id("tier")?;
    let approver = given.maybe_id("approver")?;
    let exception = Some(TierOverride { kind, tier, reason, approver, from, until });
    Ok(Command::Partner(PartnerCommand::SetException { partner: given.id("partner")?, exception }))
}
