//! R-25 `affiliate-payout`: whether a balance is paid out.

use serde_json::json;

use super::answer::{Answer, Outcome};
use super::input::Input;
use super::schema::{Calculator, Field, Grammar, Kind};
use crate::analysis::affiliate::payout::payment;
use crate::program::money::Money;

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "affiliate-payout",
    rule: "R-25",
    about: "Whether an affiliate's balance is paid out or carried",
    grammar: Grammar::Scoring,
    inputs: &[
        Field::required("balance", Kind::MONEY, "payable balance"),
        Field::settings(&[Field::default("minimum", Kind::AMOUNT, "\"50.00\"", "least payout")]),
    ],
    outputs: &[("state", "paid or carried"), ("payment", "what is paid"), ("carried", "what stays on the balance")],
    example: r#"{"balance":"49.99"}"#,
    run,
};

fn run(input: &Input) -> Outcome {
    let balance: Money = input.need("balance")?;
    let paid = payment(balance, input.object("settings").need("minimum")?);
    let payment = paid.unwrap_or_else(|| Money::from_cents(0));
    Ok(Answer::from(json!({
        "state": if paid.is_some() { "paid" } else { "carried" },
        "payment": payment,
        "carried": balance.minus(payment),
    })))
}
