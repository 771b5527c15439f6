//! R-30 `rollout-waves`: onboarding many partners in waves.

use jiff::civil::Date;
use serde_json::{Value, json};

use super::answer::{Answer, Outcome};
use super::fault::Code;
use super::input::Input;
use super::schema::{Calculator, Field, Grammar, Kind};
use crate::analysis::plans::waves::{REVIEW_AFTER_DAYS, Wave, capacity, waves};
use crate::program::period::days_between;

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "rollout-waves",
    rule: "R-30",
    about: "The waves in which partner managers can onboard many partners",
    grammar: Grammar::Operations,
    inputs: &[
        Field::required("partners", Kind::count(0, 10_000), "partners to onboard"),
        Field::required("partner_managers", Kind::count(1, 10_000), "partner managers"),
        Field::required("start", Kind::Date, "first day of the first wave"),
        Field::required("as_of", Kind::Date, "the day it is seen from"),
        Field::settings(&[
            Field::default("concurrent_per_manager", Kind::count(1, 1000), "10", "onboardings per manager in a wave"),
            Field::default("wave_gap_days", Kind::count(1, 365), "30", "days between the starts of two waves"),
        ]),
    ],
    outputs: &[
        ("capacity_per_wave", "partners that fit in a wave"),
        ("wave_count", "how many waves"),
        ("plan_count", "how many onboarding plans"),
        ("waves", "each wave with its start, size, day-90 review and whether it has started"),
        ("last_start", "start of the last wave"),
        ("last_review", "review of the last wave"),
    ],
    example: r#"{"partners":21,"partner_managers":2,"start":"2025-03-03","as_of":"2025-03-03"}"#,
    run,
};

fn run(input: &Input) -> Outcome {
    let settings = input.object("settings");
    let (partners, start, as_of): (u32, Date, Date) =
        (input.need("partners")?, input.need("start")?, input.need("as_of")?);
    let gap_days: u16 = settings.need("wave_gap_days")?;
    let capacity = capacity(input.need("partner_managers")?, settings.need("concurrent_per_manager")?);
    let found = waves(partners, capacity, start, gap_days);
    let days = i64::from(gap_days) * (found.len() as i64 - 1) + i64::from(REVIEW_AFTER_DAYS);
    if days > days_between(start, Date::MAX).into() {
        let message = "the last wave would be after the year 9999; give more managers or a shorter gap";
        return Err(settings.fault(Code::OutOfRange, "wave_gap_days", message).into());
    }
    let wave = |wave: &Wave| -> Value {
        json!({
            "wave": wave.number,
            "start": wave.start,
            "size": wave.partners,
            "review": wave.review,
            "started": wave.start <= as_of,
        })
    };
    Ok(Answer::from(json!({
        "capacity_per_wave": capacity,
        "wave_count": found.len(),
        "plan_count": partners,
        "waves": found.iter().map(wave).collect::<Vec<_>>(),
        "last_start": found.last().map(|wave| wave.start),
        "last_review": found.last().map(|wave| wave.review),
    })))
}
