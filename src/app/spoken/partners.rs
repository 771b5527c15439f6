//! Commands on partners, in words.

use super::given::number;
use super::spec::{Spoken, many, named, needed, optional};
use crate::app::command::{Command, PartnerCommand};
use crate::app::typed;
use crate::edit::Refusal;
use crate::program::partner::LifecycleStage;

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
];
