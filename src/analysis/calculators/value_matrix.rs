//! R-08 `value-matrix`: the quadrant of a partner and the investment call.

use serde_json::json;

use super::answer::{Answer, Outcome};
use super::evaluation::{CRITERIA, DEFAULT_WEIGHTS, WEIGHTS, WEIGHTS_ABOUT, evaluated};
use super::fault::Code;
use super::input::Input;
use super::schema::{Calculator, Field, Grammar, Kind};
use super::written::{fraction, fraction_shown};
use crate::analysis::exact::{shown, widened};
use crate::analysis::health::HealthBand;
use crate::analysis::matrix::{MatrixFacts, Midlines, investment_call, place};
use crate::program::money::Money;
use crate::program::partner::PartnerType;

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "value-matrix",
    rule: "R-08, C-61",
    about: "Where a partner stands between strategic value and revenue, and what to invest",
    grammar: Grammar::Scoring,
    inputs: &[
        Field::optional("strategic_value", Kind::SCORE, "strategic value, entered; goes before everything else"),
        Field::optional("evaluation", Kind::Object(CRITERIA), "scores of the evaluation; used when complete"),
        Field::optional("scorecard_raw", Kind::count(7, 35), "sum of the scorecard, used last"),
        Field::default("has_closed_won", Kind::Flag, "false", "whether there ever was a closed-won deal"),
        Field::optional("credited_revenue_t12m", Kind::MONEY, "credited revenue of the trailing twelve months"),
        Field::optional("revenue_potential", Kind::AMOUNT, "annual potential, used before the first closed-won deal"),
        Field::default("health_band", Kind::Choice(HealthBand::CHOICES), "\"unknown\"", "the band of its health"),
        Field::optional("declared_type", Kind::Enum(TYPES), "the type of the partner"),
        Field::settings(&[
            Field::default("strategic_midline", Kind::SCORE, "\"50\"", "strategic value from which it is high"),
            Field::default("revenue_midline", Kind::AMOUNT, "\"100000.00\"", "revenue from which it is high"),
            Field::default("evaluation_weights", Kind::Object(WEIGHTS), DEFAULT_WEIGHTS, WEIGHTS_ABOUT),
        ]),
    ],
    outputs: &[
        ("placed", "whether strategic value and revenue are known"),
        ("unplaced_because", "what is missing"),
        ("strategic_value_exact", "strategic value, 0 to 100"),
        ("strategic_value_display", "strategic value with two decimals"),
        ("strategic_value_source", "override, evaluation or scorecard"),
        ("revenue", "the revenue it is placed by"),
        ("revenue_source", "credited or potential"),
        ("hollow", "whether it is placed by potential"),
        ("strategic_high", "whether strategic value is on or above its midline"),
        ("revenue_high", "whether revenue is on or above its midline"),
        ("quadrant", "the quadrant; null when not placed"),
        ("call", "the investment call; null when not placed"),
        ("type_note", "whether the declared type belongs to another quadrant"),
        ("draw_x", "place on the logarithmic axis of revenue, 0 to 1"),
        ("draw_y", "place on the axis of strategic value, 0 to 1"),
    ],
    example: r#"{"strategic_value":"70","revenue_potential":"250000.00"}"#,
    run,
};

const TYPES: &[&str] = &["technology", "referral", "reseller", "affiliate", "si", "strategic", "oem"];

/// The contract says `si` where the model says services.
fn declared(word: &str) -> Option<PartnerType> {
    match word {
        "technology" => Some(PartnerType::Technology),
        "strategic" => Some(PartnerType::Strategic),
        "affiliate" => Some(PartnerType::Affiliate),
        "reseller" => Some(PartnerType::Reseller),
        _ => None,
    }
}

fn run(input: &Input) -> Outcome {
    let settings = input.object("settings");
    let evaluation = evaluated(&input.object("evaluation"), &settings, "evaluation_weights")?;
    let has_closed_won = input.get("has_closed_won") == Some(true);
    let credited: Option<Money> = input.get("credited_revenue_t12m");
    if credited.is_some_and(|credited| !credited.is_zero()) && !has_closed_won {
        let message = "credited revenue comes from closed-won deals; set has_closed_won, or leave it out";
        return Err(input.fault(Code::ConflictingFields, "credited_revenue_t12m", message).into());
    }
    let facts = MatrixFacts {
        override_value: input.get("strategic_value"),
        evaluation: Some(&evaluation).filter(|_| input.given("evaluation")),
        scorecard_raw: input.get("scorecard_raw"),
        has_closed_won,
        credited,
        potential: input.get("revenue_potential"),
    };
    let midlines =
        Midlines { strategic: settings.need("strategic_midline")?, revenue: settings.need("revenue_midline")? };
    let placement = place(&facts, &midlines);
    let value = placement.strategic_value.map(|(value, _)| value);
    let health = input.choice("health_band").unwrap_or(HealthBand::Unknown);
    let quadrant = placement.quadrant;
    let declared = input.text("declared_type").and_then(declared);
    let missing = [(value.is_none(), "strategic_value"), (placement.revenue.is_none(), "revenue")];
    let position = placement.position();
    Ok(Answer::from(json!({
        "placed": quadrant.is_some(),
        "unplaced_because": missing.iter().filter(|(is, _)| *is).map(|(_, name)| *name).collect::<Vec<_>>(),
        "strategic_value_exact": fraction(value),
        "strategic_value_display": fraction_shown(value, 2),
        "strategic_value_source": placement.strategic_value.map(|(_, source)| source),
        "revenue": placement.revenue.map(|(revenue, _)| revenue),
        "revenue_source": placement.revenue.map(|(_, source)| source),
        "hollow": placement.is_hollow(),
        "strategic_high": value.map(|value| value >= midlines.strategic),
        "revenue_high": placement.revenue.map(|(revenue, _)| revenue >= midlines.revenue),
        "quadrant": quadrant,
        "call": quadrant.map(|quadrant| investment_call(quadrant, health)),
        "type_note": quadrant.zip(declared).is_some_and(|(quadrant, declared)| quadrant.is_foreign(declared)),
        "draw_x": position.map(|(x, _)| format!("{x:.3}")),
        "draw_y": position.and(value).map(|value| shown(&widened(&(value / 100)), 3)),
    })))
}
