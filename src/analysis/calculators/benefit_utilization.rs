//! R-39 `benefit-utilization`: how much of what partners are offered they use.

use serde_json::{Value, json};

use super::answer::{Answer, Outcome};
use super::fault::{Code, Fault};
use super::input::Input;
use super::schema::{Calculator, Field, Grammar, Kind};
use crate::analysis::benefit_utilization::{UseVerdict, UsedBenefit, utilization};
use crate::analysis::exact::{Exact, exact_percent, of_money, of_percent, percent_shown, whole};
use crate::program::choice::Choice;
use crate::program::money::Money;
use crate::program::rate::Percent;

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "benefit-utilization",
    rule: "R-39",
    about: "Used out of offered for each benefit, against its target, with what to do where it fails",
    grammar: Grammar::Deals,
    inputs: &[
        Field::required("benefits", Kind::Object(BENEFITS), "the benefits to look at"),
        Field::settings(&[Field::optional("targets", Kind::Object(TARGETS), "the use wanted of each benefit")]),
    ],
    outputs: &[
        ("benefits", "per given benefit: rate, rate_display, target, verdict, action where it fails"),
        ("below", "how many fail"),
    ],
    example: r#"{"benefits":{"mdf":{"used":"7999.99","offered":"10000.00"}}}"#,
    run,
};

const MONEY: Kind = Kind::Object(&[
    Field::optional("used", Kind::AMOUNT, "what was used"),
    Field::optional("offered", Kind::AMOUNT, "what was offered"),
]);

const COUNT: Kind = Kind::Object(&[
    Field::optional("used", Kind::COUNT, "how many used it"),
    Field::optional("offered", Kind::COUNT, "how many it was offered to"),
]);

const BENEFITS: &[Field] = &[
    Field::optional("mdf", MONEY, "marketing funds"),
    Field::optional("training", COUNT, "training"),
    Field::optional("deal_registration", COUNT, "deal registration"),
    Field::optional("content_library", COUNT, "content library"),
    Field::optional("sales_support", COUNT, "sales support"),
];

const TARGETS: &[Field] = &[
    Field::default("mdf", Kind::PERCENT, "\"80\"", "marketing funds"),
    Field::default("training", Kind::PERCENT, "\"60\"", "training"),
    Field::default("deal_registration", Kind::PERCENT, "\"70\"", "deal registration"),
    Field::default("content_library", Kind::PERCENT, "\"40\"", "content library"),
    Field::default("sales_support", Kind::PERCENT, "\"50\"", "sales support"),
];

fn run(input: &Input) -> Outcome {
    let benefits = input.object("benefits");
    let targets = input.object("settings").object("targets");
    let given: Vec<UsedBenefit> =
        UsedBenefit::ALL.iter().copied().filter(|benefit| benefits.given(benefit.word())).collect();
    let faults: Vec<Fault> =
        given.iter().filter_map(|benefit| used_above_offered(&benefits.object(benefit.word()))).collect();
    if !faults.is_empty() {
        return Err(faults);
    }
    let mut below = 0;
    let mut rows = Vec::new();
    for benefit in given {
        let target = targets.get(benefit.word()).unwrap_or_else(|| benefit.default_target());
        let row = row(benefit, &benefits.object(benefit.word()), target);
        below += usize::from(row["verdict"] == UseVerdict::Fail.word());
        rows.push(row);
    }
    Ok(Answer::from(json!({"benefits": rows, "below": below})))
}

fn row(benefit: UsedBenefit, given: &Input, target: Percent) -> Value {
    let found = utilization(part(given, "used").as_ref(), part(given, "offered").as_ref(), target);
    let display = match found.verdict {
        UseVerdict::Unknown => "unknown".to_owned(),
        _ => percent_shown(found.rate.as_ref()),
    };
    json!({
        "benefit": benefit,
        "rate": found.rate.as_ref().map(exact_percent),
        "rate_display": display,
        "target": exact_percent(&of_percent(target)),
        "verdict": found.verdict,
        "action": (found.verdict == UseVerdict::Fail).then(|| benefit.action()),
    })
}

/// An amount or a count.
fn part(given: &Input, name: &str) -> Option<Exact> {
    given.get::<Money>(name).map(of_money).or_else(|| given.get::<i64>(name).map(whole))
}

fn used_above_offered(given: &Input) -> Option<Fault> {
    let (used, offered) = (part(given, "used")?, part(given, "offered")?);
    let message = "more is used than was offered; check both numbers";
    (used > offered).then(|| given.fault(Code::OutOfRange, "used", message))
}
