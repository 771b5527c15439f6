//! R-52 `cadence`: when recurring communication is next due.

use std::collections::HashSet;

use jiff::civil::Date;
use serde_json::json;

use super::answer::{Answer, Outcome};
use super::fault::{Code, Fault};
use super::input::Input;
use super::schema::{Calculator, Field, Grammar, Kind};
use crate::analysis::cadence::{DueState, IntervalDays, distance, next_due};
use crate::program::goal::Cadence;

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "cadence",
    rule: "R-52, C-66",
    about: "When each line of recurring communication is next due, and which are overdue",
    grammar: Grammar::Operations,
    inputs: &[
        Field::required("as_of", Kind::Date, "the day everything is seen from"),
        Field::optional("program_start", Kind::Date, "counts for lines that were never sent"),
        Field::required("lines", Kind::list(&Kind::Object(LINE)), "the lines"),
        Field::settings(&[
            Field::default("weekly_days", Kind::count(1, 366), "7", "days of a week"),
            Field::default("bi_weekly_days", Kind::count(1, 366), "14", "days of two weeks"),
            Field::default("bi_annual_days", Kind::count(1, 3660), "182", "days of half a year"),
        ]),
    ],
    outputs: &[
        ("lines", "per line: next due day, whether it was never sent, state, days overdue or left"),
        ("overdue", "the overdue lines"),
    ],
    example: r#"{"as_of":"2025-03-01","lines":[{"id":"newsletter","interval":"monthly","last":"2025-01-31"}]}"#,
    run,
};

const LINE: &[Field] = &[
    Field::required("id", Kind::text(1, 60), "the line, once"),
    Field::required(
        "interval",
        Kind::Enum(&["weekly", "bi_weekly", "monthly", "quarterly", "bi_annual", "annual"]),
        "how often",
    ),
    Field::optional("last", Kind::Date, "when it was last sent; absent: never"),
];

/// The contract writes some intervals with an underscore.
fn cadence(word: &str) -> Cadence {
    match word {
        "weekly" => Cadence::Weekly,
        "bi_weekly" => Cadence::Biweekly,
        "quarterly" => Cadence::Quarterly,
        "bi_annual" => Cadence::Biannual,
        "annual" => Cadence::Annual,
        _ => Cadence::Monthly,
    }
}

fn run(input: &Input) -> Outcome {
    let as_of: Date = input.need("as_of")?;
    let lines = input.list("lines");
    check(&lines, as_of)?;
    let settings = input.object("settings");
    let default = IntervalDays::default();
    let days = IntervalDays {
        weekly: settings.get("weekly_days").unwrap_or(default.weekly),
        bi_weekly: settings.get("bi_weekly_days").unwrap_or(default.bi_weekly),
        bi_annual: settings.get("bi_annual_days").unwrap_or(default.bi_annual),
    };
    let (mut rows, mut overdue) = (Vec::with_capacity(lines.len()), Vec::new());
    for line in &lines {
        let last: Option<Date> = line.get("last");
        let from = match last {
            Some(last) => last,
            None => input.need("program_start")?,
        };
        let due = next_due(from, cadence(line.text("interval").unwrap_or_default()), &days);
        let state = DueState::of(due, as_of);
        let (late, left) = distance(due, as_of);
        if state == DueState::Overdue {
            overdue.extend(line.text("id"));
        }
        rows.push(json!({
            "id": line.text("id"), "next_due": due, "never_sent": last.is_none(), "state": state,
            "days_overdue": late, "days_left": left,
        }));
    }
    Ok(Answer::from(json!({"lines": rows, "overdue": overdue})))
}

fn check(lines: &[Input], as_of: Date) -> Result<(), Vec<Fault>> {
    let late = lines.iter().filter(|line| line.get::<Date>("last").is_some_and(|last| last > as_of));
    let faults: Vec<Fault> = late.map(|line| line.fault(Code::DateOrder, "last", "it is after as_of")).collect();
    if !faults.is_empty() {
        return Err(faults);
    }
    let mut seen = HashSet::new();
    let again = lines.iter().filter(|line| !seen.insert(line.text("id").unwrap_or_default()));
    let faults: Vec<Fault> =
        again.map(|line| line.fault(Code::Duplicate, "id", "another line has this id; give each its own")).collect();
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}
