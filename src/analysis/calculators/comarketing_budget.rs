//! R-15 `comarketing-budget`: the co-marketing budget of a partner.

use serde_json::json;

use super::answer::{Answer, Outcome};
use super::fault::{Code, Fault};
use super::input::Input;
use super::schema::{Calculator, Field, Grammar, Kind};
use crate::analysis::budget::{comarketing_budget, pipeline_potential, strategic_multiplier};
use crate::analysis::exact::{Exact, exact_text, multiple_shown};

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "comarketing-budget",
    rule: "R-15",
    about: "The co-marketing budget of a partner: tier budget times pipeline potential times strategic multiplier",
    grammar: Grammar::Scoring,
    inputs: &[
        Field::required("tier_budget", Kind::AMOUNT, "the budget of the partner's tier"),
        Field::optional("pipeline_potential", Kind::multiplier("0.5", "2"), "the factor; this or lead_quality"),
        Field::optional("lead_quality", Kind::SCORE, "0 to 100; this or pipeline_potential"),
        Field::optional("strategic_multiplier", Kind::multiplier("0.8", "1.5"), "the factor; this or strategic_value"),
        Field::optional("strategic_value", Kind::SCORE, "0 to 100; this or strategic_multiplier"),
    ],
    outputs: &[
        ("budget", "the budget"),
        ("pipeline_potential", "the factor that was used"),
        ("strategic_multiplier", "the factor that was used"),
        ("total_factor_exact", "both factors together"),
        ("total_factor_display", "that factor with one decimal"),
    ],
    example: r#"{"tier_budget":"10000.00","lead_quality":"60","strategic_value":"80.25"}"#,
    run,
};

fn run(input: &Input) -> Outcome {
    let one_of = |factor: &str, score: &str| -> Option<Fault> {
        match (input.given(factor), input.given(score)) {
            (false, false) => Some(input.missing(factor)),
            (true, true) => {
                let message = format!("{factor} is given too; keep one of them");
                Some(input.fault(Code::ConflictingFields, score, message))
            }
            _ => None,
        }
    };
    let pairs = [("pipeline_potential", "lead_quality"), ("strategic_multiplier", "strategic_value")];
    let faults: Vec<Fault> = pairs.into_iter().filter_map(|(factor, score)| one_of(factor, score)).collect();
    if !faults.is_empty() {
        return Err(faults);
    }
    let given = |factor: &str, score: &str, derive: fn(&Exact) -> Exact| -> Result<Exact, Vec<Fault>> {
        match input.get::<Exact>(factor) {
            Some(factor) => Ok(factor),
            None => Ok(derive(&input.need(score)?)),
        }
    };
    let potential = given("pipeline_potential", "lead_quality", pipeline_potential)?;
    let multiplier = given("strategic_multiplier", "strategic_value", strategic_multiplier)?;
    let factor = &potential * &multiplier;
    Ok(Answer::from(json!({
        "budget": comarketing_budget(input.need("tier_budget")?, &potential, &multiplier),
        "pipeline_potential": exact_text(&potential),
        "strategic_multiplier": exact_text(&multiplier),
        "total_factor_exact": exact_text(&factor),
        "total_factor_display": multiple_shown(Some(&factor)),
    })))
}
