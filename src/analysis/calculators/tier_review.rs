//! R-11 `tier-review`: yearly reviews of a granted tier, grace, and downgrades.

use std::collections::HashSet;

use jiff::civil::Date;
use serde_json::{Value, json};

use super::answer::{Answer, Outcome};
use super::fault::{Code, Fault};
use super::input::Input;
use super::ladder::{Ladder, PRESET, TIERS};
use super::schema::{Calculator, Field, Grammar, Kind};
use crate::analysis::tier_review::{ReviewFacts, TierEvaluation, TierReview, review};

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "tier-review",
    rule: "R-11",
    about: "What the reviews of a granted tier come to: kept, in grace, downgraded or unknown",
    grammar: Grammar::Scoring,
    inputs: &[
        PRESET,
        TIERS,
        Field::required("as_of", Kind::Date, "the day everything is seen from"),
        Field::required("granted_tier", Kind::TEXT, "the tier that was granted"),
        Field::required("tier_since", Kind::Date, "since when"),
        Field::default(
            "evaluations",
            Kind::list(&Kind::Object(EVALUATION)),
            "[]",
            "what the partner qualified for, and when",
        ),
        Field::settings(&[Field::default("review_months", Kind::count(1, 60), "12", "months between reviews")]),
    ],
    outputs: &[
        ("state", "kept, grace, downgraded or unknown"),
        ("tier", "the tier after the downgrades"),
        ("tier_since", "since when it is that tier"),
        ("review_on", "the last review reached in this tier"),
        ("grace_end", "the first day after the grace, in state grace"),
        ("cleared_on", "the day that cleared the grace of that review"),
        ("next_reviews", "the next four reviews; none for the base tier"),
        ("notices", "what to send in grace, and when"),
        ("downgrades", "every downgrade: from, to, on"),
        ("promotion_to", "a higher tier the latest evaluation gives"),
    ],
    example: r#"{"granted_tier":"silver","tier_since":"2024-01-15","as_of":"2025-04-14","evaluations":[{"date":"2025-01-15","qualified_tier":"registered"}]}"#,
    run,
};

const EVALUATION: &[Field] = &[
    Field::required("date", Kind::Date, "the day of the evaluation"),
    Field::required("qualified_tier", Kind::TEXT, "the tier it gave, or none"),
];

fn run(input: &Input) -> Outcome {
    let ladder = Ladder::of(input)?;
    let grace = grace_quarters(input, &ladder)?;
    let as_of: Date = input.need("as_of")?;
    let since: Date = input.need("tier_since")?;
    if since > as_of {
        return Err(input.fault(Code::DateOrder, "tier_since", "a tier cannot be granted after as_of").into());
    }
    let granted = ladder.referred(input, "granted_tier")?.unwrap_or(0);
    let evaluations = evaluations(input, &ladder)?;
    let review_months = input.object("settings").get("review_months").unwrap_or(12);
    let facts = ReviewFacts { granted, since, as_of, review_months, grace_quarters: &grace, evaluations: &evaluations };
    Ok(answer(&review(&facts), &ladder))
}

/// Every tier above the base needs its quarters of grace.
fn grace_quarters(input: &Input, ladder: &Ladder) -> Result<Vec<u8>, Vec<Fault>> {
    let own = input.list("tiers");
    let missing: Vec<Fault> = ladder
        .tiers
        .iter()
        .zip(&own)
        .skip(1)
        .filter(|(tier, _)| tier.grace_quarters.is_none())
        .map(|(_, given)| given.missing("grace_quarters"))
        .collect();
    if !missing.is_empty() {
        return Err(missing);
    }
    Ok(ladder.tiers.iter().map(|tier| tier.grace_quarters.unwrap_or(0)).collect())
}

/// The evaluations in the order of their days.
fn evaluations(input: &Input, ladder: &Ladder) -> Result<Vec<TierEvaluation>, Vec<Fault>> {
    let given = input.list("evaluations");
    let (mut found, mut faults, mut days) = (Vec::with_capacity(given.len()), Vec::new(), HashSet::new());
    for entry in &given {
        let qualified = match entry.text("qualified_tier") {
            Some("none") | None => None,
            Some(name) => {
                let rank = ladder.rank(name);
                faults.extend(rank.is_none().then(|| ladder.unknown(entry, "qualified_tier", name)));
                rank
            }
        };
        found.push(TierEvaluation { date: entry.need("date")?, qualified });
    }
    for (entry, evaluation) in given.iter().zip(&found) {
        if !days.insert(evaluation.date) {
            faults.push(entry.fault(Code::Duplicate, "date", "there is another evaluation of that day; keep one"));
        }
    }
    found.sort_by_key(|evaluation| evaluation.date);
    if faults.is_empty() { Ok(found) } else { Err(faults) }
}

fn answer(found: &TierReview, ladder: &Ladder) -> Answer {
    let name = |rank: usize| ladder.name(rank);
    let kinds = ["review", "grace_30_days", "grace_7_days"];
    let notices: Vec<Value> = found
        .notices(30, 7)
        .into_iter()
        .flat_map(|dates| kinds.into_iter().zip(dates))
        .map(|(kind, on)| json!({"kind": kind, "on": on}))
        .collect();
    let downgrades: Vec<Value> = found
        .downgrades
        .iter()
        .map(|down| json!({"from": name(down.from), "to": name(down.to), "on": down.on}))
        .collect();
    Answer::from(json!({
        "state": found.state,
        "tier": name(found.tier),
        "tier_since": found.since,
        "review_on": found.review_on,
        "grace_end": found.grace_end,
        "cleared_on": found.cleared_on,
        "next_reviews": found.next_reviews,
        "notices": notices,
        "downgrades": downgrades,
        "promotion_to": found.promotion_to.and_then(name),
    }))
}
