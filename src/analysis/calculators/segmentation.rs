//! R-36 `segmentation`: the segment of every partner, and the rule that gave it.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use super::answer::{Answer, Outcome};
use super::fault::{Code, Fault};
use super::input::Input;
use super::schema::{Calculator, Field, Grammar, Kind};
use super::written::{share, words};
use crate::analysis::growth::{GrowthState, growth};
use crate::analysis::segment::{SegmentFacts, SegmentRules, ranks, segment, top_count};
use crate::program::choice::Choice;
use crate::program::money::Money;
use crate::program::partner::{EngagementLevel, LifecycleStage, Segment};
use crate::program::rate::Percent;

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "segmentation",
    rule: "R-36, R-03",
    about: "The segment of every partner, which decides how it is managed",
    grammar: Grammar::Deals,
    inputs: &[
        Field::required("partners", Kind::list(&Kind::Object(PARTNER)), "the partners"),
        Field::settings(&[
            Field::default(
                "silver_threshold",
                Kind::MONEY,
                "\"25000.00\"",
                "revenue below which a partner may be long-tail",
            ),
            Field::default(
                "top_percent",
                Kind::PERCENT,
                "\"10\"",
                "the part of partners with revenue that is at the top",
            ),
            Field::default("growth_percent", Kind::percent("0", "1000"), "\"20\"", "growth of a strategic partner"),
            Field::default("flat_band", Kind::PERCENT, "\"0\"", "growth that still counts as flat"),
            Field::default("min_strategic_value", Kind::NUMBER, "\"50\"", "least strategic value of a growing partner"),
            Field::default("max_registrations", Kind::COUNT, "2", "most registrations of a long-tail partner"),
        ]),
    ],
    outputs: &[
        ("revenue_partners", "partners with revenue in the last 12 months"),
        ("top_count", "how many ranks are at the top"),
        ("partners", "per partner: segment, rule 1 to 6, growth, rank, what is unknown"),
        ("counts", "partners per segment"),
    ],
    example: r#"{"partners":[{"id":"p1","current_quarter":"120.00","prior_year_quarter":"100.00","revenue_t12m":"480.00"}]}"#,
    run,
};

/// The stages of the contract: growing is one word here.
pub(super) const STAGES: &[&str] = &["prospect", "recruit", "onboard", "enable", "activate", "grow", "paused", "ended"];

const PARTNER: &[Field] = &[
    Field::required("id", Kind::TEXT, "the partner, once"),
    Field::optional("override", Kind::Choice(Segment::CHOICES), "a segment set by hand"),
    Field::optional("current_quarter", Kind::MONEY, "revenue of the last completed quarter"),
    Field::optional("prior_year_quarter", Kind::MONEY, "the same quarter one year earlier"),
    Field::optional("revenue_t12m", Kind::MONEY, "revenue of the trailing twelve months"),
    Field::optional("engagement", Kind::Choice(EngagementLevel::CHOICES), "level of engagement"),
    Field::optional("strategic_value", Kind::SCORE, "strategic value"),
    Field::optional("stage", Kind::Enum(STAGES), "stage of the lifecycle"),
    Field::optional("registrations_last_quarter", Kind::COUNT, "registrations of the last completed quarter"),
];

/// A stage word, with the sub-stage of `grow` beside it.
pub(super) fn stage(partner: &Input) -> Option<LifecycleStage> {
    match partner.text("stage")? {
        "grow" => Some(partner.choice("sub").unwrap_or(LifecycleStage::Monitor)),
        other => LifecycleStage::read(other),
    }
}

/// Ids that stand twice.
pub(super) fn repeated(entries: &[Input]) -> Vec<Fault> {
    let mut seen = HashSet::new();
    let again = entries.iter().filter(|entry| !seen.insert(entry.text("id").unwrap_or_default()));
    again.map(|entry| entry.fault(Code::Duplicate, "id", "this id is used before; give each its own")).collect()
}

fn run(input: &Input) -> Outcome {
    let entries = input.list("partners");
    let faults = repeated(&entries);
    if !faults.is_empty() {
        return Err(faults);
    }
    let settings = input.object("settings");
    let rules = rules(&settings);
    let flat_band: Percent = settings.get("flat_band").unwrap_or_default();
    let revenues: Vec<Option<Money>> = entries.iter().map(|entry| entry.get("revenue_t12m")).collect();
    let ranks = ranks(&revenues);
    let with_revenue = ranks.iter().flatten().count();
    let top = top_count(with_revenue, rules.top_percent);
    let mut counts = vec![0_u64; Segment::ALL.len()];
    let (mut rows, mut warnings) = (Vec::with_capacity(entries.len()), Vec::new());
    for ((entry, rank), revenue) in entries.iter().zip(ranks).zip(revenues) {
        let growth = growth(entry.get("current_quarter"), entry.get("prior_year_quarter"), flat_band);
        let registrations: Option<u64> = entry.get("registrations_last_quarter");
        let facts = SegmentFacts {
            override_segment: entry.choice("override"),
            growth,
            revenue,
            rank,
            engagement: entry.choice("engagement"),
            strategic_value: entry.get("strategic_value"),
            stage: stage(entry),
            registrations: registrations.map(|count| count.try_into().unwrap_or(u32::MAX)),
        };
        let (segment, rule) = segment(&facts, top, &rules);
        if let Some(count) = counts.get_mut(segment as usize) {
            *count += 1;
        }
        let unknown = words(facts.unknown());
        if rule == 6 && !unknown.is_empty() {
            let id = entry.text("id").unwrap_or_default();
            let message = format!("{id} is stable only because facts are missing: {}", unknown.join(", "));
            warnings.push(Fault::warning("segment_uncertain", entry.path(""), message));
        }
        rows.push(json!({
            "id": entry.text("id"), "segment": segment, "rule": rule, "growth_state": growth.state,
            "growth": share(growth.exact().as_ref()), "growth_display": growth.display(),
            "no_base_year": growth.state == GrowthState::New, "rank": rank, "unknown": unknown,
        }));
    }
    let counts: Map<String, Value> =
        Segment::ALL.iter().zip(counts).map(|(segment, count)| (segment.word().to_owned(), json!(count))).collect();
    let answer = json!({"revenue_partners": with_revenue, "top_count": top, "partners": rows, "counts": counts});
    Ok(Answer::from(answer).warned(warnings))
}

fn rules(settings: &Input) -> SegmentRules {
    let default = SegmentRules::default();
    let registrations: Option<u64> = settings.get("max_registrations");
    SegmentRules {
        silver_threshold: settings.get("silver_threshold").unwrap_or(default.silver_threshold),
        top_percent: settings.get("top_percent").unwrap_or(default.top_percent),
        growth_percent: settings.get("growth_percent").unwrap_or(default.growth_percent),
        min_strategic_value: settings.get("min_strategic_value").unwrap_or(default.min_strategic_value),
        max_registrations: registrations.map_or(default.max_registrations, |most| most.try_into().unwrap_or(u32::MAX)),
    }
}
