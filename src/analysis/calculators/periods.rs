//! R-02 `periods`: the windows of an as-of date.

use jiff::civil::Date;
use serde_json::{Value, json};

use super::answer::{Answer, Outcome};
use super::input::Input;
use super::schema::{Calculator, Field, Grammar, Kind};
use crate::analysis::periods::{Days, Periods};
use crate::program::period::{FiscalCalendar, Quarter};

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "periods",
    rule: "R-02",
    about: "Fiscal year, quarters and trailing windows of a day, and which of some dates lie in them",
    grammar: Grammar::Scoring,
    inputs: &[
        Field::required("as_of", Kind::Date, "the day everything is seen from"),
        Field::default("dates", Kind::list(&Kind::Date), "[]", "dates to place in the trailing windows"),
        Field::settings(&[Field::default(
            "fiscal_year_start_month",
            Kind::count(1, 12),
            "1",
            "the month in which the fiscal year starts",
        )]),
    ],
    outputs: &[
        ("fiscal_year", "first and last day of the fiscal year that contains as_of"),
        ("current_quarter", "number, first and last day of the quarter that contains as_of"),
        ("last_completed_quarter", "the latest quarter that has ended by as_of"),
        ("prior_year_quarter", "that quarter one year earlier"),
        ("t12m", "first and last day of the trailing twelve months"),
        ("t90d", "first and last day of the trailing 90 days"),
        ("dates", "for each date whether it lies in the trailing windows"),
    ],
    example: r#"{"as_of":"2025-03-30","dates":["2024-03-30","2024-03-31"]}"#,
    run,
};

fn days(days: Days) -> Value {
    json!({"first_day": days.first, "last_day": days.last})
}

fn run(input: &Input) -> Outcome {
    let as_of: Date = input.need("as_of")?;
    let month = input.object("settings").get("fiscal_year_start_month").unwrap_or(1);
    let calendar = FiscalCalendar::starting_in(month);
    let periods = Periods::new(as_of, calendar);
    let quarter = |quarter: Quarter| {
        let (first, last) = (calendar.first_day(quarter), calendar.last_day(quarter));
        json!({"number": quarter.number, "first_day": first, "last_day": last})
    };
    let current = calendar.quarter_of(as_of);
    let (first, fourth) = (Quarter { number: 1, ..current }, Quarter { number: 4, ..current });
    let dates: Vec<Value> = input
        .values("dates")
        .into_iter()
        .map(|date: Date| {
            json!({"date": date, "in_t12m": periods.t12m.contains(date), "in_t90d": periods.t90d.contains(date)})
        })
        .collect();
    Ok(Answer::from(json!({
        "fiscal_year": {"first_day": calendar.first_day(first), "last_day": calendar.last_day(fourth)},
        "current_quarter": quarter(current),
        "last_completed_quarter": quarter(periods.last_quarter),
        "prior_year_quarter": quarter(periods.last_quarter.year_before()),
        "t12m": days(periods.t12m),
        "t90d": days(periods.t90d),
        "dates": dates,
    })))
}
