//! R-06 `evaluation`: the weighted evaluation of a partner and its strategic value.

use serde_json::json;

use super::answer::{Answer, Outcome};
use super::fault::{Code, Fault};
use super::input::Input;
use super::schema::{Calculator, Field, Grammar, Kind};
use super::written::{fraction, fraction_shown, words};
use crate::analysis::evaluation::{Evaluation, EvaluationCriterion, evaluate, strategic_value_of};
use crate::program::choice::Choice;
use crate::program::rate::Percent;

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "evaluation",
    rule: "R-06",
    about: "The weighted evaluation of a partner and the strategic value it gives",
    grammar: Grammar::Scoring,
    inputs: &[
        Field::required("scores", Kind::Object(CRITERIA), "the scores of the five criteria; missing ones are unknown"),
        Field::settings(&[Field::default("weights", Kind::Object(WEIGHTS), DEFAULT_WEIGHTS, WEIGHTS_ABOUT)]),
    ],
    outputs: &[
        ("evaluation_exact", "E, 1 to 5; null while scores are missing"),
        ("evaluation_display", "E with two decimals"),
        ("strategic_value_exact", "S = (E - 1) * 25, 0 to 100"),
        ("strategic_value_display", "S with two decimals"),
        ("out_of_50_exact", "ten times E"),
        ("out_of_50_display", "ten times E with one decimal"),
        ("evaluation_lo_exact", "E with 1 for every missing score"),
        ("evaluation_hi_exact", "E with 5 for every missing score"),
        ("strategic_value_lo_exact", "S of that low end"),
        ("strategic_value_hi_exact", "S of that high end"),
        ("missing", "the criteria without a score"),
    ],
    example: r#"{"scores":{"strategic_fit":5,"market_position":5,"technical_capability":4,"go_to_market_alignment":4,"cultural_fit":2}}"#,
    run,
};

const SCORE: Kind = Kind::count(1, 5);

/// The scores of the five criteria, each optional.
pub(super) const CRITERIA: &[Field] = &[
    Field::optional("strategic_fit", SCORE, "score of strategic fit"),
    Field::optional("market_position", SCORE, "score of market position"),
    Field::optional("technical_capability", SCORE, "score of technical capability"),
    Field::optional("go_to_market_alignment", SCORE, "score of go-to-market alignment"),
    Field::optional("cultural_fit", SCORE, "score of cultural fit"),
];

/// The weights of the five criteria, all required.
pub(super) const WEIGHTS: &[Field] = &[
    Field::required("strategic_fit", Kind::PERCENT, "weight of strategic fit"),
    Field::required("market_position", Kind::PERCENT, "weight of market position"),
    Field::required("technical_capability", Kind::PERCENT, "weight of technical capability"),
    Field::required("go_to_market_alignment", Kind::PERCENT, "weight of go-to-market alignment"),
    Field::required("cultural_fit", Kind::PERCENT, "weight of cultural fit"),
];

/// The weights of R-06.
pub(super) const DEFAULT_WEIGHTS: &str = r#"{"strategic_fit":"25","market_position":"20","technical_capability":"20","go_to_market_alignment":"20","cultural_fit":"15"}"#;

/// What the weights are.
pub(super) const WEIGHTS_ABOUT: &str = "weights of the five criteria; all of them, exactly 100% together";

/// The evaluation of some scores under the weights in a settings object.
pub(super) fn evaluated(scores: &Input, settings: &Input, weights: &str) -> Result<Evaluation, Vec<Fault>> {
    let given = settings.object(weights);
    let mut values = [None; 5];
    let mut shares = [Percent::default(); 5];
    for ((value, share), criterion) in values.iter_mut().zip(&mut shares).zip(EvaluationCriterion::ALL) {
        *value = scores.get(criterion.word());
        *share = given.need(criterion.word())?;
    }
    if shares.iter().map(|share| share.units()).sum::<i128>() != Percent::WHOLE {
        return Err(given.fault(Code::SumMismatch, "", "the five weights must sum to exactly 100%").into());
    }
    Ok(evaluate(values, &shares))
}

fn run(input: &Input) -> Outcome {
    let found = evaluated(&input.object("scores"), &input.object("settings"), "weights")?;
    Ok(Answer::from(json!({
        "evaluation_exact": fraction(found.value()),
        "evaluation_display": fraction_shown(found.value(), 2),
        "strategic_value_exact": fraction(found.strategic_value()),
        "strategic_value_display": fraction_shown(found.strategic_value(), 2),
        "out_of_50_exact": fraction(found.out_of_50()),
        "out_of_50_display": fraction_shown(found.out_of_50(), 1),
        "evaluation_lo_exact": fraction(Some(found.low)),
        "evaluation_hi_exact": fraction(Some(found.high)),
        "strategic_value_lo_exact": fraction(Some(strategic_value_of(&found.low))),
        "strategic_value_hi_exact": fraction(Some(strategic_value_of(&found.high))),
        "missing": words(found.missing()),
    })))
}
