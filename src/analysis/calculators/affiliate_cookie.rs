//! R-25 `affiliate-cookie`: whether a conversion counts for a click.

use jiff::civil::Date;
use serde_json::json;

use super::answer::{Answer, Outcome};
use super::input::Input;
use super::schema::{Calculator, Field, Grammar, Kind};
use crate::analysis::affiliate::payout::{CookieReason, cookie, cookie_last_day};
use crate::program::period::days_between;

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "affiliate-cookie",
    rule: "R-25",
    about: "Whether a conversion lies within the days a click counts",
    grammar: Grammar::Scoring,
    inputs: &[
        Field::required("click_on", Kind::Date, "day of the click"),
        Field::required("converted_on", Kind::Date, "day of the conversion"),
        Field::settings(&[Field::default("cookie_days", Kind::count(1, 3650), "60", "days a click counts")]),
    ],
    outputs: &[
        ("counts", "whether the conversion counts"),
        ("days", "days from the click to the conversion; may be negative"),
        ("reason", "before_click, within or expired"),
        ("last_day", "last day on which the click counts"),
    ],
    example: r#"{"click_on":"2025-01-01","converted_on":"2025-03-02"}"#,
    run,
};

fn run(input: &Input) -> Outcome {
    let (click, converted): (Date, Date) = (input.need("click_on")?, input.need("converted_on")?);
    let cookie_days = input.object("settings").need("cookie_days")?;
    let reason = cookie(click, converted, cookie_days);
    Ok(Answer::from(json!({
        "counts": reason == CookieReason::Within,
        "days": days_between(click, converted),
        "reason": reason,
        "last_day": cookie_last_day(click, cookie_days),
    })))
}
