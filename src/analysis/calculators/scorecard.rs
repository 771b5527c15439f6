//! R-05 `scorecard`: the qualification scorecard on its three scales.

use serde_json::{Map, Value, json};

use super::answer::{Answer, Outcome};
use super::evaluation::{CRITERIA, DEFAULT_WEIGHTS, WEIGHTS, WEIGHTS_ABOUT, evaluated};
use super::input::Input;
use super::schema::{Calculator, Field, Grammar, Kind};
use super::written::{fraction, words};
use crate::analysis::scorecard::{Scorecard, ScorecardBand, ScorecardDimension, ScorecardScale};
use crate::program::choice::Choice;

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "scorecard",
    rule: "R-05, C-12",
    about: "The qualification scorecard of a prospect: sum, band on three scales, what to do",
    grammar: Grammar::Scoring,
    inputs: &[
        Field::required(
            "scores",
            Kind::Object(DIMENSIONS),
            "the scores of the seven dimensions; missing ones are unknown",
        ),
        Field::optional("evaluation", Kind::Object(CRITERIA), "the scores of the evaluation, for the third scale"),
        Field::settings(&[
            Field::default(
                "scale",
                Kind::Choice(ScorecardScale::CHOICES),
                "\"literal\"",
                "the scale whose band counts",
            ),
            Field::default("evaluation_weights", Kind::Object(WEIGHTS), DEFAULT_WEIGHTS, WEIGHTS_ABOUT),
        ]),
    ],
    outputs: &[
        ("raw", "the sum, 7 to 35; null while scores are missing"),
        ("raw_lo", "the sum with 1 for every missing score"),
        ("raw_hi", "the sum with 5 for every missing score"),
        ("out_of_50_exact", "the sum times 50/35"),
        ("missing", "the dimensions without a score"),
        ("scale", "the scale whose band counts"),
        ("band", "the band on that scale; incomplete while both ends differ"),
        ("bands", "the band on each scale"),
        ("action", "what to do; null while incomplete"),
    ],
    example: r#"{"scores":{"customer_overlap":4,"product_synergy":4,"sales_capacity":4,"marketing_capability":4,"technical_depth":4,"brand_alignment":4}}"#,
    run,
};

const SCORE: Kind = Kind::count(1, 5);

const DIMENSIONS: &[Field] = &[
    Field::optional("customer_overlap", SCORE, "score of customer overlap"),
    Field::optional("product_synergy", SCORE, "score of product synergy"),
    Field::optional("sales_capacity", SCORE, "score of sales capacity"),
    Field::optional("marketing_capability", SCORE, "score of marketing capability"),
    Field::optional("technical_depth", SCORE, "score of technical depth"),
    Field::optional("brand_alignment", SCORE, "score of brand alignment"),
    Field::optional("commitment_level", SCORE, "score of commitment"),
];

fn run(input: &Input) -> Outcome {
    let settings = input.object("settings");
    let evaluation = evaluated(&input.object("evaluation"), &settings, "evaluation_weights")?;
    let evaluation = input.given("evaluation").then_some(evaluation);
    let scale = settings.choice("scale").unwrap_or(ScorecardScale::Literal);
    if scale == ScorecardScale::Evaluation10 && evaluation.is_none() {
        return Err(input.missing("evaluation").into());
    }
    let given = input.object("scores");
    let mut scores = [None; 7];
    for (score, dimension) in scores.iter_mut().zip(ScorecardDimension::ALL) {
        *score = given.get(dimension.word());
    }
    let card = Scorecard::new(scores);
    let band = |scale| card.band(scale, evaluation.as_ref());
    let chosen = band(scale).unwrap_or(ScorecardBand::Incomplete);
    let bands: Map<String, Value> =
        ScorecardScale::ALL.iter().map(|&scale| (scale.word().to_owned(), json!(band(scale)))).collect();
    Ok(Answer::from(json!({
        "raw": card.raw(),
        "raw_lo": card.raw_low(),
        "raw_hi": card.raw_high(),
        "out_of_50_exact": fraction(card.out_of_50()),
        "missing": words(card.missing()),
        "scale": scale,
        "band": chosen,
        "bands": bands,
        "action": chosen.action(),
    })))
}
