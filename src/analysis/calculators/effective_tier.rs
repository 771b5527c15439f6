//! R-09, C-54 `effective-tier`: the tier in force while an override lasts.

use jiff::civil::Date;
use serde_json::json;

use super::answer::{Answer, Outcome};
use super::fault::Code;
use super::input::Input;
use super::ladder::{Ladder, PRESET, TIERS};
use super::schema::{Calculator, Field, Grammar, Kind};
use crate::analysis::effective_tier::{OverrideFacts, TierSource, is_active, override_faults, provisional_until};
use crate::analysis::exact::Fraction;
use crate::program::choice::Choice;

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "effective-tier",
    rule: "R-09, C-54",
    about: "The tier in force: an override or provisional tier while it lasts, otherwise the granted one",
    grammar: Grammar::Scoring,
    inputs: &[
        PRESET,
        TIERS,
        Field::required("as_of", Kind::Date, "the day everything is seen from"),
        Field::optional("granted_tier", Kind::TEXT, "the tier that was granted"),
        Field::optional("override", Kind::Object(OVERRIDE), "an override or a provisional tier"),
        Field::settings(&[
            Field::default(
                "provisional_months",
                Kind::count(1, 24),
                "6",
                "length of a provisional tier without an end",
            ),
            Field::default("override_max_months", Kind::count(1, 60), "12", "longest override without a warning"),
            Field::default(
                "override_min_strategic_value",
                Kind::SCORE,
                "\"50\"",
                "least strategic value for an override",
            ),
        ]),
    ],
    outputs: &[
        ("effective_tier", "the tier in force; null for none"),
        ("source", "override, provisional or granted"),
        ("override_active", "whether the override is in force"),
        ("until", "the first day after the override; null without an end"),
    ],
    example: r#"{"as_of":"2025-09-01","granted_tier":"registered","override":{"kind":"provisional","tier":"silver","from":"2025-08-31"}}"#,
    run,
};

const OVERRIDE: &[Field] = &[
    Field::default("kind", Kind::Enum(&["override", "provisional"]), "\"override\"", "what it is"),
    Field::required("tier", Kind::TEXT, "the tier it gives"),
    Field::required("from", Kind::Date, "its first day"),
    Field::optional("until", Kind::Date, "the first day after it"),
    Field::optional("reason", Kind::TEXT, "why"),
    Field::optional("approver", Kind::TEXT, "who agreed"),
    Field::optional("strategic_value", Kind::SCORE, "strategic value of the partner"),
];

fn run(input: &Input) -> Outcome {
    let ladder = Ladder::of(input)?;
    let as_of: Date = input.need("as_of")?;
    let granted = ladder.referred(input, "granted_tier")?;
    let granted = granted.and_then(|rank| ladder.name(rank));
    if !input.given("override") {
        return Ok(answer(granted, TierSource::Granted, false, None));
    }
    let (given, settings) = (input.object("override"), input.object("settings"));
    let tier = ladder.referred(&given, "tier")?.and_then(|rank| ladder.name(rank));
    let from: Date = given.need("from")?;
    let source = given.choice("kind").unwrap_or(TierSource::Override);
    let provisional = source == TierSource::Provisional;
    let months = settings.get("provisional_months").unwrap_or(6);
    let until = given.get("until").or_else(|| provisional.then(|| provisional_until(from, months)));
    if until.is_some_and(|until| until <= from) {
        return Err(given.fault(Code::DateOrder, "until", "it must be after the first day of the override").into());
    }
    let active = is_active(from, until, as_of);
    let mut found =
        if active { answer(tier, source, true, until) } else { answer(granted, TierSource::Granted, false, until) };
    if !provisional {
        let facts = OverrideFacts {
            from,
            until,
            has_reason: given.given("reason"),
            has_approver: given.given("approver"),
            strategic_value: given.get("strategic_value"),
        };
        let least: Fraction = settings.need("override_min_strategic_value")?;
        for fault in override_faults(&facts, settings.get("override_max_months").unwrap_or(12), &least) {
            let message = format!("the override has {}; complete it, or end it", fault.label());
            found.warn("unjustified_override", given.path(fault.word()), message);
        }
    }
    if provisional && until.is_some_and(|until| as_of >= until) {
        found.warn(
            "provisional_ended",
            given.path("until"),
            "the provisional tier has ended; grant a tier or renew it",
        );
    }
    Ok(found)
}

fn answer(tier: Option<&str>, source: TierSource, active: bool, until: Option<Date>) -> Answer {
    Answer::from(json!({"effective_tier": tier, "source": source, "override_active": active, "until": until}))
}
