//! R-60 `goal-target`: what partners must bring for a share of revenue.

use serde_json::{Value, json};

use super::answer::{Answer, Outcome};
use super::goal_input::{
    DENOMINATOR, DIRECT_GROWTH, PARTNER_ARR, PARTNER_SHARE, PLANNED_NEW_ARR, RETENTION, TARGET_SHARE, TOTAL_ARR, target,
};
use super::input::Input;
use super::schema::{Calculator, Field, Grammar, Kind};
use super::written;
use crate::analysis::exact::{exact_percent, exact_text, multiple_shown, ratio, whole};
use crate::analysis::goal::Target;

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "goal-target",
    rule: "R-60",
    about: "Partner revenue that a target share asks for, and the gap to it",
    grammar: Grammar::Deals,
    inputs: &[
        TOTAL_ARR,
        PARTNER_ARR,
        PARTNER_SHARE,
        TARGET_SHARE,
        DENOMINATOR,
        PLANNED_NEW_ARR,
        DIRECT_GROWTH,
        RETENTION,
        Field::optional("existing_partners", Kind::COUNT, "active partners today"),
    ],
    outputs: &[
        ("partner_arr", "partner revenue today"),
        ("current_share", "its share, exact percent"),
        ("direct_arr", "direct revenue at the due date"),
        ("target_arr", "partner revenue that is wanted"),
        ("gap", "what is missing; below zero when more is there"),
        ("multiple", "wanted out of today, exact; null when there is none today"),
        ("multiple_display", "the same with one decimal"),
        ("already_met", "whether nothing is missing"),
        ("per_existing_partner", "partner revenue by active partner today; null when that is unknown or none"),
    ],
    example: r#"{"total_arr":"10000000.00","partner_share":"5","target_share":"30"}"#,
    run,
};

fn run(input: &Input) -> Outcome {
    let mut faults = Vec::new();
    let Some(target) = target(input, &mut faults) else { return Err(faults) };
    Ok(Answer::from(target_data(&target, input.get("existing_partners"))))
}

/// The data of `goal-target` for a target and the number of active partners.
pub fn target_data(target: &Target, partners: Option<u64>) -> Value {
    let multiple = target.multiple();
    let per_partner = partners.and_then(|partners| ratio(&target.partner_arr, &whole(partners)));
    json!({
        "partner_arr": written::money(&target.partner_arr),
        "current_share": target.current_share().as_ref().map(exact_percent),
        "direct_arr": written::money(&target.direct_arr()),
        "target_arr": written::money(&target.wanted_arr()),
        "gap": written::money(&target.gap()),
        "multiple": multiple.as_ref().map(exact_text),
        "multiple_display": multiple_shown(multiple.as_ref()),
        "already_met": target.already_met(),
        "per_existing_partner": per_partner.as_ref().map(written::money),
    })
}
