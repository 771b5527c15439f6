//! R-27 `revenue-concentration`: how much of the revenue comes from the few largest.

use serde_json::{Value, json};

use super::answer::{Answer, Outcome};
use super::input::Input;
use super::schema::{Calculator, Field, Grammar, Kind};
use crate::analysis::affiliate::concentration::{Concentration, Largest};
use crate::analysis::exact::{exact_percent, percent_shown};

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "revenue-concentration",
    rule: "R-27",
    about: "How much of all revenue the largest affiliates or partners bring",
    grammar: Grammar::Scoring,
    inputs: &[
        Field::required(
            "revenues",
            Kind::list(&Kind::AMOUNT),
            "revenue of each active affiliate or partner, in any order",
        ),
        Field::settings(&[Field::default("top_n", Kind::count(1, 10_000), "5", "how many of the largest to show")]),
    ],
    outputs: &[
        ("n", "how many there are"),
        ("total", "all revenue"),
        ("top_1_percent", "count, revenue, share_exact (percent) and share_display of the largest 1%, rounded up"),
        ("top_10_percent", "the same of the largest 10%"),
        ("top_20_percent", "the same of the largest 20%"),
        ("top_n", "the same of the n largest"),
        ("verdict", "good, average, poor or n_a"),
    ],
    example: r#"{"revenues":["50.00","10.00","10.00","10.00","10.00","10.00"]}"#,
    run,
};

fn run(input: &Input) -> Outcome {
    let spread = Concentration::new(input.values("revenues"));
    Ok(Answer::from(json!({
        "n": spread.count(),
        "total": spread.total(),
        "top_1_percent": row(&spread.top_percent(1)),
        "top_10_percent": row(&spread.top_percent(10)),
        "top_20_percent": row(&spread.top_percent(20)),
        "top_n": row(&spread.top(input.object("settings").need("top_n")?)),
        "verdict": spread.verdict(),
    })))
}

fn row(largest: &Largest) -> Value {
    json!({
        "count": largest.count,
        "revenue": largest.revenue,
        "share_exact": largest.share.as_ref().map(exact_percent),
        "share_display": percent_shown(largest.share.as_ref()),
    })
}
