//! R-07 `outreach-priority`: who to approach first, and what holds a prospect back.

use jiff::civil::Date;
use serde_json::{Value, json};

use super::answer::{Answer, Outcome};
use super::fault::Code;
use super::input::Input;
use super::schema::{Calculator, Field, Grammar, Kind};
use crate::analysis::outreach::{OutreachLevel, Qualifiers, follow_up_dates, outreach_priority};
use crate::analysis::scorecard::{ScorecardBand, ScorecardScale};

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "outreach-priority",
    rule: "R-07, C-13",
    about: "The outreach level of a prospect from its scorecard and four qualifiers",
    grammar: Grammar::Scoring,
    inputs: &[
        Field::optional("raw", Kind::count(7, 35), "the sum of the scorecard; this or band"),
        Field::optional("band", Kind::Choice(ScorecardBand::CHOICES), "the band of the scorecard; this or raw"),
        Field::optional("active_interest", Kind::Flag, "whether the prospect wants it"),
        Field::optional("shared_customer", Kind::Flag, "whether there is a customer of both"),
        Field::optional("strategic_market", Kind::Flag, "whether its market is one of the strategy"),
        Field::optional("growth_potential", Kind::Flag, "whether it can grow"),
        Field::optional("scored_on", Kind::Date, "the day of the scorecard"),
        Field::settings(&[
            Field::default("scale", Kind::Enum(&["literal", "scale50"]), "\"literal\"", "how raw becomes a band"),
            Field::default("check_in_months", Kind::count(1, 24), "3", "months to the light check-in of level p3"),
            Field::default("rescore_months", Kind::count(1, 24), "6", "months to the new score of level p3"),
        ]),
    ],
    outputs: &[
        ("band", "the band of the scorecard"),
        ("base_level", "the level of the band; null while incomplete"),
        ("level", "the level after the qualifiers"),
        ("held_back_by", "the qualifiers of the base level that are not true: no or unknown"),
        ("action", "what to do at the level"),
        ("check_in_on", "the light check-in, only for p3"),
        ("rescore_on", "the new score, only for p3"),
    ],
    example: r#"{"raw":35,"active_interest":true}"#,
    run,
};

fn run(input: &Input) -> Outcome {
    let settings = input.object("settings");
    let scale = settings.choice("scale").unwrap_or(ScorecardScale::Literal);
    let band = match (input.get("raw"), input.choice("band")) {
        (Some(_), Some(_)) => {
            return Err(input.fault(Code::ConflictingFields, "band", "raw is given too; keep one of them").into());
        }
        (None, None) => return Err(input.missing("raw").into()),
        (Some(raw), None) => ScorecardBand::of_raw(raw, scale),
        (None, Some(band)) => band,
    };
    let qualifiers = Qualifiers {
        active_interest: input.get("active_interest"),
        shared_customer: input.get("shared_customer"),
        strategic_market: input.get("strategic_market"),
        growth_potential: input.get("growth_potential"),
    };
    let priority = outreach_priority(band, &qualifiers);
    let held: Vec<Value> = priority
        .iter()
        .flat_map(|priority| &priority.held_back_by)
        .map(|(qualifier, state)| json!({"qualifier": qualifier, "state": state}))
        .collect();
    let level = priority.as_ref().map(|priority| priority.level);
    let scored: Option<Date> = input.get("scored_on").filter(|_| level == Some(OutreachLevel::P3));
    let months = |name, default| settings.get(name).unwrap_or(default);
    let dates = scored.map(|on| follow_up_dates(on, months("check_in_months", 3), months("rescore_months", 6)));
    Ok(Answer::from(json!({
        "band": band,
        "base_level": priority.as_ref().map(|priority| priority.base),
        "level": level,
        "held_back_by": held,
        "action": level.map(OutreachLevel::action),
        "check_in_on": dates.map(|(check_in, _)| check_in),
        "rescore_on": dates.map(|(_, rescore)| rescore),
    })))
}
