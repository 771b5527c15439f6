//! R-61 `goal-mix`: which partners for a target, how many resellers, and when they are signed.

use serde_json::{Map, Value, json};

use super::answer::{Answer, Outcome};
use super::fault::{Code, Fault};
use super::goal_input::{
    ACTIVATION, BY_TYPE, CAPACITY_RANGES, DENOMINATOR, DIRECT_GROWTH, EXISTING, HORIZON, ONBOARDINGS, PARTNER_ARR,
    PARTNER_SHARE, PLANNED_NEW_ARR, RANGES, RETENTION, TARGET_SHARE, TOTAL_ARR, assumptions, by_type, capacity_ranges,
    target,
};
use super::input::Input;
use super::schema::{Calculator, Field, Grammar, Kind};
use super::written;
use crate::analysis::exact::{Exact, exact_text, of_money};
use crate::analysis::goal::{CohortsExceeded, LARGEST_PLAN, Mix, MixInput, Phase, mix, type_word};
use crate::program::money::Money;
use crate::program::partner::PartnerType;

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "goal-mix",
    rule: "R-61",
    about: "Which types of partners suit a target, how many resellers, and a calendar of cohorts",
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
        HORIZON,
        EXISTING,
        Field::required("partner_managers", Kind::number("0", ""), "partner managers, full-time equivalents"),
        Field::required("program_exists", Kind::Flag, "whether a program runs, so that sign-ups can start at once"),
        Field::default(
            "integration_surface",
            Kind::Enum(&["yes", "no", "unknown"]),
            "\"unknown\"",
            "whether the product can be integrated with",
        ),
        Field::optional("average_acv", Kind::AMOUNT, "average annual contract value"),
        Field::optional("others", BY_TYPE, "planned new partners other than resellers"),
        Field::optional("chosen_active", Kind::COUNT, "active resellers aimed at; as recommended when absent"),
        Field::settings(&[
            Field::default(
                "affiliate_acv_limit",
                Kind::AMOUNT,
                "\"5000.00\"",
                "largest contract that suits affiliates",
            ),
            Field::default("integrations", Kind::count(3, 4), "4", "integrations of a new mix"),
            ACTIVATION,
            RANGES,
            CAPACITY_RANGES,
            ONBOARDINGS,
        ]),
    ],
    outputs: &[
        ("gates", "type to in, out, optional or undecided"),
        ("load", "managers that the other partners need: worst, mid, best, exact"),
        ("cap_worst", "resellers that can be looked after besides, worst case"),
        ("cap_mid", "the same in the middle"),
        ("cap_best", "the same in the best case"),
        ("start_month", "the month of the first sign-ups"),
        ("needed_active", "active resellers that the target needs; null when resellers bring nothing by then"),
        ("recommended_active", "as many of them as can be looked after"),
        ("chosen_active", "how many are aimed at"),
        ("recruits", "how many must be signed; null when nobody becomes active"),
        ("unscheduled", "recruits that nobody can onboard"),
        ("cohorts", "type, count, start_month"),
        ("phases", "phase, from_month, to_month of a new program"),
        ("blockers", "what stands in the way"),
    ],
    example: r#"{"total_arr":"10000000.00","partner_arr":"500000.00","target_share":"30","horizon_months":12,"existing":{"reseller":3},"partner_managers":"1","program_exists":false,"integration_surface":"yes"}"#,
    run,
};

/// The month of the first sign-ups of a new program.
const FOUNDATION_MONTHS: u32 = 2;

fn run(input: &Input) -> Outcome {
    let exists: bool = input.need("program_exists")?;
    let input_of_mix = mix_input(input, exists)?;
    let found = mix(&input_of_mix).map_err(|CohortsExceeded(count)| {
        let message = format!("this gives {count} cohorts, {LARGEST_PLAN} are the most; aim at fewer active resellers");
        vec![input.fault(Code::OutOfRange, "chosen_active", message)]
    })?;
    Ok(Answer::from(mix_data(&found, input_of_mix.start_month, exists)))
}

/// The data of `goal-mix` for a mix that starts in a month, of a program that runs or not.
pub fn mix_data(found: &Mix, start_month: u32, program_exists: bool) -> Value {
    let gates = found.gates.iter().map(|(kind, gate)| (type_word(kind).to_owned(), json!(gate)));
    let [cap_worst, cap_mid, cap_best] = &found.capacity;
    let cohorts = found.cohorts.iter().map(|cohort| {
        json!({"type": type_word(cohort.partner_type), "count": cohort.count, "start_month": cohort.start_month})
    });
    let phase =
        |phase: &Phase| json!({"phase": phase.name, "from_month": phase.from_month, "to_month": phase.to_month});
    let phases: Vec<Value> =
        if program_exists { Vec::new() } else { Phase::OF_A_NEW_PROGRAM.iter().map(phase).collect() };
    json!({
        "gates": gates.collect::<Map<_, _>>(),
        "load": {
            "worst": exact_text(&found.load.worst), "mid": exact_text(&found.load.middle),
            "best": exact_text(&found.load.best),
        },
        "cap_worst": written::count(cap_worst),
        "cap_mid": written::count(cap_mid),
        "cap_best": written::count(cap_best),
        "start_month": start_month,
        "needed_active": found.needed_active.as_ref().map(written::count),
        "recommended_active": written::count(&found.recommended_active),
        "chosen_active": written::count(&found.chosen_active),
        "recruits": found.recruits.as_ref().map(written::count),
        "unscheduled": written::count(&found.unscheduled),
        "cohorts": cohorts.collect::<Vec<_>>(),
        "phases": phases,
        "blockers": found.blockers,
    })
}

fn mix_input(input: &Input, exists: bool) -> Result<MixInput, Vec<Fault>> {
    let settings = input.object("settings");
    let mut faults = Vec::new();
    let target = target(input, &mut faults);
    let assumptions = assumptions(&settings, &mut faults);
    let per_manager = capacity_ranges(&settings, &mut faults);
    let others = input.given("others").then(|| by_type(&input.object("others")));
    if others.as_ref().is_some_and(|others| *others.get(PartnerType::Reseller) > 0) {
        let message = "resellers are what the mix works out; choose their number by chosen_active";
        faults.push(input.object("others").fault(Code::ConflictingFields, "reseller", message));
    }
    let Some(target) = target.filter(|_| faults.is_empty()) else { return Err(faults) };
    let partner_managers: Exact = input.need("partner_managers")?;
    Ok(MixInput {
        target,
        horizon_months: input.need("horizon_months")?,
        existing: by_type(&input.object("existing")),
        partner_managers,
        start_month: if exists { 0 } else { FOUNDATION_MONTHS },
        integration_surface: match input.text("integration_surface") {
            Some("yes") => Some(true),
            Some("no") => Some(false),
            _ => None,
        },
        average_acv: input.get::<Money>("average_acv").map(of_money),
        affiliate_acv_limit: of_money(settings.get("affiliate_acv_limit").unwrap_or(Money::whole(5_000))),
        integrations: settings.get("integrations").unwrap_or(4),
        others,
        chosen_active: input.get("chosen_active"),
        assumptions,
        per_manager,
        onboardings_per_manager: settings.get("onboardings_per_manager").unwrap_or(10),
    })
}
