//! R-14 `paid-amplification`: the cost of paid reach in proportion to the audiences.

use serde_json::json;

use super::answer::{Answer, Outcome};
use super::input::Input;
use super::schema::{Calculator, Field, Grammar, Kind};
use super::written::share;
use crate::analysis::budget::paid_amplification;
use crate::analysis::exact::{percent_shown, ratio, whole};

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "paid-amplification",
    rule: "R-14",
    about: "Divides the cost of paid reach in proportion to both audiences",
    grammar: Grammar::Scoring,
    inputs: &[
        Field::required("total", Kind::AMOUNT, "the cost"),
        Field::required("our_audience", Kind::COUNT, "people we reach"),
        Field::required("partner_audience", Kind::COUNT, "people the partner reaches"),
    ],
    outputs: &[
        ("ours", "our part"),
        ("partner", "the partner's part"),
        ("unallocated", "the cost, when both audiences are empty"),
        ("our_share_exact", "our part of the audience in exact percent"),
        ("our_share_display", "that part with one decimal"),
    ],
    example: r#"{"total":"10000.00","our_audience":25000,"partner_audience":40000}"#,
    run,
};

fn run(input: &Input) -> Outcome {
    let (ours, partner): (u64, u64) = (input.need("our_audience")?, input.need("partner_audience")?);
    let found = paid_amplification(input.need("total")?, ours, partner);
    let our_share = ratio(&whole(ours), &whole(ours + partner));
    Ok(Answer::from(json!({
        "ours": found.ours,
        "partner": found.partner,
        "unallocated": found.unallocated,
        "our_share_exact": share(our_share.as_ref()),
        "our_share_display": percent_shown(our_share.as_ref()),
    })))
}
