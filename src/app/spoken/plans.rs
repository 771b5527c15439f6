//! Commands on plans and listings, in words.

use super::spec::{Spoken, named, needed, optional};
use crate::app::command::{Command, NewPlans, PlanCommand};
use crate::app::listings;
use crate::app::plans::partners_named;
use crate::edit::Refusal;
use crate::program::Kind;
use crate::program::task::PlanTemplate;

pub(super) static ALL: &[Spoken] = &[
    Spoken {
        name: "plan-onboarding",
        arguments: &[
            needed("partners", "names, divided by commas; new ones are added to the roster"),
            optional("start", "the first day, the as-of date unless said"),
            named("kind", "onboarding_90, enablement_4w or rollout; rollout for several partners unless said"),
            named("managers", "how many partner managers share a rollout"),
        ],
        about: "Plans the onboarding of one partner, or of many in waves, with every task.",
        example: "plan-onboarding \"Juniper, Kestrel\" 2026-10-05 --kind rollout --managers 1",
        read: |given| {
            let partners = partners_named(given.workbench, given.text("partners"));
            let several = if partners.len() > 1 { PlanTemplate::Rollout } else { PlanTemplate::Onboarding90 };
            let template = given.maybe_choice("kind")?.unwrap_or(several);
            let start = given.maybe_date("start")?.unwrap_or(given.workbench.as_of());
            let managers = match given.maybe("managers") {
                Some(text) => {
                    Some(text.parse().map_err(|_| Refusal::bad("managers", format!("{text:?} is not a number")))?)
                }
                None => None,
            };
            Ok(Command::Plan(PlanCommand::Make(NewPlans { template, start, partners, managers })))
        },
    },
    Spoken {
        name: "plan-launch",
        arguments: &[optional("start", "the first day, the as-of date unless said")],
        about: "Plans the launch of the program: three phases, nineteen tasks.",
        example: "plan-launch 2026-10-05",
        read: |given| {
            let start = given.maybe_date("start")?.unwrap_or(given.workbench.as_of());
            let wanted = NewPlans { template: PlanTemplate::Launch, start, partners: Vec::new(), managers: None };
            Ok(Command::Plan(PlanCommand::Make(wanted)))
        },
    },
    Spoken {
        name: "keep-listing",
        arguments: &[needed("listing", "which")],
        about: "Keeps a listing as it is, to compare it with after a rewrite.",
        example: "keep-listing acme-marketplace",
        read: |given| {
            let id = given.record(Kind::Listing, given.text("listing"))?;
            Ok(Command::Record(listings::keep(given.workbench.program(), &id, given.workbench.as_of())?))
        },
    },
];
