//! R-37 `capacity`: how many partner managers the partners need.

use serde_json::json;

use super::answer::{Answer, Outcome};
use super::fault::{Code, Fault};
use super::input::Input;
use super::schema::{Calculator, Field, Grammar, Kind};
use super::written;
use crate::analysis::capacity::{BySegment, CapacityLoad, ManagerRange, PerManager, SegmentCounts};
use crate::analysis::exact::{Exact, exact_text, shown};
use crate::program::choice::Choice;
use crate::program::partner::Segment;

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "capacity",
    rule: "R-37",
    about: "Partner managers that the partners need, and whether there are enough",
    grammar: Grammar::Deals,
    inputs: &[
        Field::required("partners", SEGMENT_COUNTS, "partners in each segment"),
        Field::optional("headcount", Kind::number("0", ""), "partner managers, full-time equivalents"),
        Field::settings(&[Field::optional("ranges", PER_MANAGER, "partners per manager by segment")]),
    ],
    outputs: &[
        ("best", "managers needed where everything goes well, exact"),
        ("worst", "managers needed where nothing does, exact"),
        ("best_display", "the same with two decimals"),
        ("worst_display", "the same with two decimals"),
        ("best_headcount", "whole managers for the best case"),
        ("worst_headcount", "whole managers for the worst case"),
        ("state", "comfortable, stretched or over_capacity; null without a headcount"),
        ("segments", "per segment: partners, lo, hi, best, worst, touch"),
    ],
    example: r#"{"partners":{"growth":12,"stable":4,"strategic":1,"long_tail":6},"headcount":"1"}"#,
    run,
};

/// Partners in each segment; absent is none.
pub(super) const SEGMENT_COUNTS: Kind = Kind::Object(&[
    Field::default("strategic", Kind::COUNT, "0", "strategic partners"),
    Field::default("growth", Kind::COUNT, "0", "growth partners"),
    Field::default("stable", Kind::COUNT, "0", "stable partners"),
    Field::default("long_tail", Kind::COUNT, "0", "long-tail partners"),
    Field::default("at_risk", Kind::COUNT, "0", "partners at risk"),
]);

/// Partners per manager by segment.
pub(super) const PER_MANAGER: Kind = Kind::Object(&[
    Field::optional("strategic", RANGE, "default 5 to 10"),
    Field::optional("growth", RANGE, "default 15 to 25"),
    Field::optional("stable", RANGE, "default 30 to 50"),
    Field::optional("long_tail", RANGE, "default 100 to 100"),
    Field::optional("at_risk", RANGE, "default 15 to 25"),
]);

const RANGE: Kind = Kind::Object(&[
    Field::required("lo", Kind::count(1, i64::MAX), "partners per manager, at least"),
    Field::required("hi", Kind::count(1, i64::MAX), "partners per manager, at most"),
]);

/// The partners in each segment of an object.
pub(super) fn segment_counts(object: &Input) -> SegmentCounts {
    BySegment::of(|segment| object.get(segment.word()).unwrap_or_default())
}

/// The ranges of an object, the usual ones where it has none; faults are added.
pub(super) fn per_manager(object: &Input, faults: &mut Vec<Fault>) -> PerManager {
    let usual = PerManager::default();
    PerManager::of(|segment| {
        let range = object.object(segment.word());
        let (Some(low), Some(high)) = (range.get("lo"), range.get("hi")) else { return usual.of_segment(segment) };
        if low > high {
            let message = format!("{low} is above the upper end {high}; put the smaller number first");
            faults.push(range.fault(Code::OutOfRange, "lo", message));
        }
        ManagerRange { low, high }
    })
}

fn run(input: &Input) -> Outcome {
    let mut faults = Vec::new();
    let per_manager = per_manager(&input.object("settings").object("ranges"), &mut faults);
    if !faults.is_empty() {
        return Err(faults);
    }
    let counts = segment_counts(&input.object("partners"));
    let load = CapacityLoad::of(&counts, &per_manager);
    let segments: Vec<_> = Segment::ALL
        .iter()
        .map(|segment| {
            let (partners, range) = (*counts.get(*segment), per_manager.of_segment(*segment));
            let load = CapacityLoad::of_segment(partners, range);
            json!({
                "segment": segment, "partners": partners, "lo": range.low, "hi": range.high,
                "best": exact_text(&load.best), "worst": exact_text(&load.worst), "touch": touch(*segment),
            })
        })
        .collect();
    let headcount: Option<Exact> = input.get("headcount");
    Ok(Answer::from(json!({
        "best": exact_text(&load.best),
        "worst": exact_text(&load.worst),
        "best_display": shown(&load.best, 2),
        "worst_display": shown(&load.worst, 2),
        "best_headcount": written::count(&load.best.ceil().to_integer()),
        "worst_headcount": written::count(&load.worst.ceil().to_integer()),
        "state": headcount.map(|managers| load.state(&managers)),
        "segments": segments,
    })))
}

/// How often a segment hears from its manager.
fn touch(segment: Segment) -> &'static str {
    match segment {
        Segment::Strategic | Segment::AtRisk => "weekly",
        Segment::Growth => "bi_weekly",
        Segment::Stable => "monthly",
        Segment::LongTail => "quarterly",
    }
}
