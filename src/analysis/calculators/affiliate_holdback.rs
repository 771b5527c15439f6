//! R-40 `affiliate-holdback`: whether the commission of a sale may be paid.

use jiff::civil::Date;
use serde_json::json;

use super::answer::{Answer, Outcome};
use super::fault::Code;
use super::input::Input;
use super::schema::{Calculator, Field, Grammar, Kind};
use crate::analysis::affiliate::payout::{holdback, payable_from};

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "affiliate-holdback",
    rule: "R-40",
    about: "Whether the commission of an affiliate's sale may be paid yet",
    grammar: Grammar::Scoring,
    inputs: &[
        Field::required("as_of", Kind::Date, "the day it is seen from"),
        Field::required("sale_on", Kind::Date, "day of the sale"),
        Field::optional("refunded", Kind::Flag, "whether the sale was refunded"),
        Field::settings(&[Field::default("holdback_days", Kind::count(0, 365), "30", "days a sale is held back")]),
    ],
    outputs: &[("state", "refunded, held, unknown or payable"), ("payable_from", "first day on which it may be paid")],
    example: r#"{"sale_on":"2025-03-01","as_of":"2025-03-31","refunded":false}"#,
    run,
};

fn run(input: &Input) -> Outcome {
    let (sale, as_of): (Date, Date) = (input.need("sale_on")?, input.need("as_of")?);
    if as_of < sale {
        return Err(input.fault(Code::DateOrder, "as_of", format!("{as_of} is before the sale, {sale}")).into());
    }
    let days = input.object("settings").need("holdback_days")?;
    let state = holdback(sale, as_of, input.get::<bool>("refunded").into(), days);
    Ok(Answer::from(json!({ "state": state, "payable_from": payable_from(sale, days) })))
}
