//! Commands on the tier ladder, in words.

use super::records::threshold_command;
use super::spec::{Spoken, needed, optional};
use crate::app::command::{Command, TierCommand};
use crate::edit::Refusal;
use crate::program::criterion::Criterion;
use crate::program::plan_text;

const TIER: super::spec::Argument = needed("tier", "which, by identifier or name");

pub(super) static ALL: &[Spoken] = &[
    Spoken {
        name: "add-tier",
        arguments: &[needed("name", "its name")],
        about: "Adds a tier on top of the ladder, with the criteria of the one below.",
        example: "add-tier Diamond",
        read: |given| Ok(Command::Tier(TierCommand::Add { name: given.text("name").to_owned() })),
    },
    Spoken {
        name: "set-criteria",
        arguments: &[TIER, needed("criteria", "the conditions as in the plan file")],
        about: "Replaces the criteria of a tier.",
        example: "set-criteria gold 'all([meets(metric: \"sourced_arr\", value: \"75000\")])'",
        read: |given| {
            let criteria: Criterion = plan_text::read(given.text("criteria"))
                .map_err(|error| Refusal::bad("criteria", format!("{}; write them as in the plan file", error.code)))?;
            Ok(Command::Tier(TierCommand::SetCriteria { tier: given.id("tier")?, criteria }))
        },
    },
    Spoken {
        name: "set-threshold",
        arguments: &[
            TIER,
            needed("metric", "the metric that is compared, such as sourced_arr"),
            needed("value", "as typed: 75k"),
        ],
        about: "Changes one threshold of a tier.",
        example: "set-threshold gold sourced_arr 75k",
        read: |given| threshold_command(given, given.id("tier")?, given.text("metric"), given.text("value")),
    },
    Spoken {
        name: "set-benefit",
        arguments: &[TIER, needed("benefit", "which benefit"), optional("value", "its value; none takes it away")],
        about: "Sets what a tier gives.",
        example: "set-benefit gold support standard",
        read: |given| {
            let level = given.maybe("value").unwrap_or_default().to_owned();
            Ok(Command::Tier(TierCommand::SetBenefit { tier: given.id("tier")?, benefit: given.id("benefit")?, level }))
        },
    },
    Spoken {
        name: "move-tier",
        arguments: &[TIER, needed("direction", "up or down")],
        about: "Moves a tier up or down its ladder.",
        example: "move-tier gold down",
        read: |given| {
            let up = match given.text("direction") {
                "up" => true,
                "down" => false,
                other => return Err(Refusal::bad("direction", format!("{other:?} is not up or down"))),
            };
            Ok(Command::Tier(TierCommand::Reorder { tier: given.id("tier")?, up }))
        },
    },
    Spoken {
        name: "remove-tier",
        arguments: &[TIER],
        about: "Takes a tier out of its ladder.",
        example: "remove-tier gold",
        read: |given| Ok(Command::Tier(TierCommand::Remove { tier: given.id("tier")? })),
    },
    Spoken {
        name: "apply-preset",
        arguments: &[needed("preset", "standard, core or example")],
        about: "Replaces the whole ladder by a preset.",
        example: "apply-preset core",
        read: |given| Ok(Command::Tier(TierCommand::ApplyPreset { name: given.text("preset").to_owned() })),
    },
];
