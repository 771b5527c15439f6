//! R-40 `clawback`: what of a commission is taken back.

use jiff::civil::Date;
use num_traits::One;
use serde_json::json;

use super::answer::{Answer, Outcome};
use super::fault::{Code, Fault};
use super::input::Input;
use super::schema::{Calculator, Field, Grammar, Kind};
use crate::analysis::exact::{Exact, exact_percent, of_money, percent_shown, to_money};
use crate::analysis::money::clawback::{downgraded, is_final, share};
use crate::analysis::policy::ClawbackPolicy;
use crate::program::money::Money;
use crate::program::period::days_between;

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "clawback",
    rule: "R-40",
    about: "What of a commission is taken back on cancellation, downgrade or fraud",
    grammar: Grammar::Scoring,
    inputs: &[
        Field::required("kind", Kind::Enum(&["cancel", "downgrade", "fraud"]), "what happened"),
        Field::required("sale_on", Kind::Date, "when the deal closed"),
        Field::required("event_on", Kind::Date, "when it happened"),
        Field::required("commission_paid", Kind::AMOUNT, "commission of the sale")
            .only_for("kind", &["cancel", "fraud"]),
        Field::required("old_value", Kind::AMOUNT, "value before").only_for("kind", &["downgrade"]),
        Field::required("new_value", Kind::AMOUNT, "value after").only_for("kind", &["downgrade"]),
        Field::required("rate", Kind::PERCENT, "commission rate").only_for("kind", &["downgrade"]),
        Field::settings(&[
            Field::default("full_days", Kind::count(0, 3650), "30", "all is taken back before this day"),
            Field::default("half_days", Kind::count(0, 3650), "90", "the middle share before this day"),
            Field::default("end_days", Kind::count(1, 3650), "180", "nothing from this day"),
            Field::default("middle_share", Kind::PERCENT, "\"50\"", "the middle share"),
        ]),
    ],
    outputs: &[
        ("days", "days from the sale"),
        ("share_exact", "share taken back in exact percent; null for a downgrade"),
        ("share_display", "the same with one decimal, or n/a"),
        ("clawback", "money taken back"),
        ("termination_task", "whether the agreement is to be ended (fraud)"),
        ("final", "whether nothing can be taken back any more"),
    ],
    example: r#"{"kind":"cancel","commission_paid":"4800.00","sale_on":"2025-01-10","event_on":"2025-04-20"}"#,
    run,
};

fn run(input: &Input) -> Outcome {
    let settings = input.object("settings");
    let rules = ClawbackPolicy {
        full_days: settings.need("full_days")?,
        half_days: settings.need("half_days")?,
        end_days: settings.need("end_days")?,
        middle_share: settings.need("middle_share")?,
    };
    let (sale, event): (Date, Date) = (input.need("sale_on")?, input.need("event_on")?);
    let days = days_between(sale, event);
    let faults = cross_faults(input, &settings, &rules, (sale, event));
    if !faults.is_empty() {
        return Err(faults);
    }
    let kind = input.text("kind").unwrap_or_default();
    let part = match kind {
        "downgrade" => None,
        "fraud" => Some(Exact::one()),
        _ => Some(share(days, &rules)),
    };
    let back = match &part {
        Some(part) => to_money(&(of_money(input.need::<Money>("commission_paid")?) * part)),
        None => downgraded(input.need("old_value")?, input.need("new_value")?, input.need("rate")?, days, &rules, 2),
    };
    let fraud = kind == "fraud";
    Ok(Answer::from(json!({
        "days": days,
        "share_exact": part.as_ref().map(exact_percent),
        "share_display": percent_shown(part.as_ref()),
        "clawback": back,
        "termination_task": fraud,
        "final": !fraud && is_final(days, &rules),
    })))
}

fn cross_faults(input: &Input, settings: &Input, rules: &ClawbackPolicy, (sale, event): (Date, Date)) -> Vec<Fault> {
    let mut faults = Vec::new();
    if rules.full_days > rules.half_days || rules.half_days > rules.end_days {
        let message = format!(
            "{} is not between full_days, {}, and end_days, {}",
            rules.half_days, rules.full_days, rules.end_days
        );
        faults.push(settings.fault(Code::BadBands, "half_days", message));
    }
    if event < sale {
        faults.push(input.fault(Code::DateOrder, "event_on", format!("{event} is before the sale, {sale}")));
    }
    faults
}
