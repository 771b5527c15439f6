//! R-38 `spiff`: short incentives, whether they are earned, and how they stack.

use jiff::civil::Date;
use serde_json::{Value, json};

use super::answer::{Answer, Outcome};
use super::fault::{Code, Fault};
use super::input::Input;
use super::schema::{Calculator, Field, Grammar, Kind};
use crate::analysis::exact::{Exact, exact_percent, shown};
use crate::analysis::money::spiff::{Earned, Incentive, Stacked, outside_benchmark, stack};
use crate::analysis::policy::Policy;
use crate::program::compensation::SpiffKind;
use crate::program::money::Money;
use crate::program::period::days_after;
use crate::program::rate::Percent;

const ITEM: &[Field] = &[
    Field::required("kind", Kind::Choice(SpiffKind::CHOICES), "what kind of incentive"),
    Field::required("amount", Kind::money_from("0.01"), "flat amount")
        .only_for("kind", &["activation", "displacement"]),
    Field::required("signup_on", Kind::Date, "when the partner signed up").only_for("kind", &["activation"]),
    Field::optional("first_close_on", Kind::Date, "when its first deal closed; absent: not yet")
        .only_for("kind", &["activation"]),
    Field::default("multiplier", Kind::multiplier("1", "100"), "\"2\"", "factor on the rate")
        .only_for("kind", &["product_launch"]),
    Field::required("start_on", Kind::Date, "first day of the window").only_for("kind", &["product_launch"]),
    Field::required("days", Kind::count(1, 366), "days of the window").only_for("kind", &["product_launch"]),
    Field::required("closed_on", Kind::Date, "when the deal closed").only_for("kind", &["product_launch"]),
    Field::required("bonus_rate", Kind::PERCENT, "bonus on the quarter's commission")
        .only_for("kind", &["quarterly_push"]),
    Field::required("quota", Kind::Number { min: "0", max: "", places: 6 }, "what is to be reached")
        .only_for("kind", &["quarterly_push"]),
    Field::optional("achieved", Kind::NUMBER, "what was reached").only_for("kind", &["quarterly_push"]),
    Field::optional("won", Kind::Flag, "whether it was won against a competitor").only_for("kind", &["displacement"]),
    Field::default("points", Kind::PERCENT, "\"5\"", "points added to the rate").only_for("kind", &["multi_product"]),
    Field::optional("bundle", Kind::Flag, "whether the deal has several products").only_for("kind", &["multi_product"]),
];

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "spiff",
    rule: "R-38",
    about: "What incentives make of a deal's commission and of the quarter's: points, multipliers, bonuses, flats",
    grammar: Grammar::Scoring,
    inputs: &[
        Field::optional("as_of", Kind::Date, "needed when an activation has no first_close_on"),
        Field::optional("amount", Kind::AMOUNT, "commission base of the deal; with rate"),
        Field::optional("rate", Kind::PERCENT, "commission rate of the deal; with amount"),
        Field::default("quarter_commission", Kind::AMOUNT, "\"0.00\"", "the quarter's commission without this deal"),
        Field::required("spiffs", Kind::list_of(&Kind::Object(ITEM), 0, 50), "the incentives"),
        Field::settings(&[Field::default(
            "activation_days",
            Kind::count(1, 366),
            "90",
            "days from the sign-up to a first deal",
        )]),
    ],
    outputs: &[
        ("items", "kind and earned (yes, no, pending, unknown) of each incentive"),
        ("effective_rate", "rate with points and multipliers, percent; null without a deal"),
        ("deal_commission", "commission of the deal at that rate"),
        ("bonus", "bonus on the quarter's commission, this deal's included"),
        ("flats", "flat amounts"),
        ("total", "all three"),
        ("complete", "whether nothing is unknown"),
    ],
    example: r#"{"amount":"10000.00","rate":"15","spiffs":[{"kind":"multi_product","bundle":true},{"kind":"product_launch","start_on":"2025-03-01","days":45,"closed_on":"2025-03-20"}]}"#,
    run,
};

fn run(input: &Input) -> Outcome {
    let items = input.list("spiffs");
    let as_of: Option<Date> = input.get("as_of");
    let faults = cross_faults(input, &items, as_of);
    if !faults.is_empty() {
        return Err(faults);
    }
    let incentives: Vec<Incentive> = items.iter().map(incentive).collect::<Result<_, _>>()?;
    let deal = input.get::<Money>("amount").zip(input.get::<Percent>("rate"));
    let days = input.object("settings").need("activation_days")?;
    let stacked = stack(deal, input.need("quarter_commission")?, &incentives, (as_of, days), 2);
    let mut answer = answer(&incentives, &stacked);
    let usual = Policy::default().spiff;
    for (item, incentive) in items.iter().zip(&incentives) {
        for (name, usual) in outside_benchmark(incentive, &usual) {
            let message = format!("outside the usual range, {usual}");
            answer.warn("outside_benchmark", item.path(name), message);
        }
    }
    Ok(answer)
}

fn answer(incentives: &[Incentive], stacked: &Stacked) -> Answer {
    let item = |(incentive, earned): (&Incentive, &Earned)| json!({"kind": incentive.kind(), "earned": earned});
    let money = |amount: &Exact| shown(amount, 2);
    Answer::from(json!({
        "items": incentives.iter().zip(&stacked.earned).map(item).collect::<Vec<Value>>(),
        "effective_rate": stacked.effective_rate.as_ref().map(exact_percent),
        "deal_commission": money(&stacked.deal_commission),
        "bonus": money(&stacked.bonus),
        "flats": money(&stacked.flats),
        "total": money(&stacked.total),
        "complete": !stacked.earned.contains(&Earned::Unknown),
    }))
}

fn incentive(item: &Input) -> Result<Incentive, Vec<Fault>> {
    let kind = item.choice("kind").ok_or_else(|| vec![item.missing("kind")])?;
    Ok(match kind {
        SpiffKind::Activation => Incentive::Activation {
            amount: item.need("amount")?,
            signup_on: item.need("signup_on")?,
            first_close_on: item.get("first_close_on"),
        },
        SpiffKind::ProductLaunch => {
            let start = item.need("start_on")?;
            Incentive::ProductLaunch {
                multiplier: item.need("multiplier")?,
                start,
                end: days_after(start, item.need("days")?),
                closed_on: item.need("closed_on")?,
            }
        }
        SpiffKind::QuarterlyPush => Incentive::QuarterlyPush {
            bonus: item.need("bonus_rate")?,
            quota: item.need("quota")?,
            achieved: item.get("achieved"),
        },
        SpiffKind::Displacement => Incentive::Displacement { amount: item.need("amount")?, won: item.get("won") },
        SpiffKind::MultiProduct => Incentive::MultiProduct { points: item.need("points")?, bundle: item.get("bundle") },
    })
}

fn cross_faults(input: &Input, items: &[Input], as_of: Option<Date>) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (name, other) in [("amount", "rate"), ("rate", "amount")] {
        if !input.given(name) && input.given(other) {
            faults.push(input.missing(name));
        }
    }
    let open = |item: &Input| item.text("kind") == Some("activation") && !item.given("first_close_on");
    if as_of.is_none() && items.iter().any(open) {
        faults.push(input.missing("as_of"));
    }
    for item in items {
        let dates = item.get::<Date>("signup_on").zip(item.get::<Date>("first_close_on"));
        if let Some((signup, close)) = dates.filter(|(signup, close)| close < signup) {
            let message = format!("{close} is before signup_on, {signup}");
            faults.push(item.fault(Code::DateOrder, "first_close_on", message));
        }
    }
    faults
}
