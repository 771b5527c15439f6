//! R-50 `review-asks`: how many people to ask for reviews.

use serde_json::{Value, json};

use super::answer::{Answer, Outcome};
use super::checks::limits;
use super::fault::Fault;
use super::input::Input;
use super::schema::{Calculator, Field, Grammar, Kind};
use crate::analysis::marketplace::review_asks::{ReviewRates, ReviewTactic};
use crate::program::choice::Choice;
use crate::program::rate::Percent;

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "review-asks",
    rule: "R-50",
    about: "How many people to ask for the reviews that are wanted, by tactic",
    grammar: Grammar::Operations,
    inputs: &[
        Field::required("wanted", Kind::count(0, 1_000_000), "reviews wanted"),
        Field::settings(&[
            Field::default("post_install_email_lo", Kind::Rate, "\"5\"", "answers to post-install e-mails, from"),
            Field::default("post_install_email_hi", Kind::Rate, "\"10\"", "answers to post-install e-mails, to"),
            Field::default("in_app_prompt_lo", Kind::Rate, "\"2\"", "answers to in-app prompts, from"),
            Field::default("in_app_prompt_hi", Kind::Rate, "\"5\"", "answers to in-app prompts, to"),
            Field::default("success_milestone_lo", Kind::Rate, "\"10\"", "answers at a success milestone, from"),
            Field::default("success_milestone_hi", Kind::Rate, "\"20\"", "answers at a success milestone, to"),
            Field::default("direct_outreach_lo", Kind::Rate, "\"30\"", "answers to direct outreach, from"),
            Field::default("direct_outreach_hi", Kind::Rate, "\"50\"", "answers to direct outreach, to"),
            Field::default("batch_lo", Kind::count(1, 10_000), "10", "reviews of one campaign, fewest"),
            Field::default("batch_hi", Kind::count(1, 10_000), "20", "reviews of one campaign, most"),
        ]),
    ],
    outputs: &[
        ("wanted", "as given"),
        ("tactics", "each tactic with the fewest and the most people to ask"),
        ("batches_lo", "review campaigns, fewest"),
        ("batches_hi", "review campaigns, most"),
    ],
    example: r#"{"wanted":80}"#,
    run,
};

fn rates(settings: &Input) -> Result<ReviewRates, Vec<Fault>> {
    let mut tactics = [[Percent::default(); 2]; 4];
    for (rates, tactic) in tactics.iter_mut().zip(ReviewTactic::ALL) {
        *rates = limits(settings, &format!("{tactic}_lo"), &format!("{tactic}_hi"))?;
    }
    Ok(ReviewRates { tactics, batch: limits(settings, "batch_lo", "batch_hi")? })
}

fn run(input: &Input) -> Outcome {
    let wanted: u64 = input.need("wanted")?;
    let rates = rates(&input.object("settings"))?;
    let row = |tactic: &ReviewTactic| -> Value {
        let [low, high] = rates.asks(*tactic, wanted).map_or([None; 2], |asks| asks.map(Some));
        json!({"tactic": tactic, "asks_lo": low, "asks_hi": high})
    };
    let [low, high] = rates.batches(wanted).map_or([None; 2], |batches| batches.map(Some));
    Ok(Answer::from(json!({
        "wanted": wanted,
        "tactics": ReviewTactic::ALL.iter().map(row).collect::<Vec<_>>(),
        "batches_lo": low,
        "batches_hi": high,
    })))
}
