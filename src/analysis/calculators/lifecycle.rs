//! R-41 `lifecycle`: the stages of partners, and which take too long.

use jiff::civil::Date;
use serde_json::{Map, Value, json};

use super::answer::{Answer, Outcome};
use super::fault::{Code, Fault};
use super::input::Input;
use super::schema::{Calculator, Field, Grammar, Kind};
use super::segmentation::{STAGES, repeated, stage};
use crate::analysis::lifecycle::{MacroStage, StageLimits, lifecycle};
use crate::program::choice::Choice;
use crate::program::partner::LifecycleStage;

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "lifecycle",
    rule: "R-41",
    about: "Fine and macro stages of partners, which are overdue and which are up for review",
    grammar: Grammar::Deals,
    inputs: &[
        Field::required("as_of", Kind::Date, "the day everything is seen from"),
        Field::required("partners", Kind::list(&Kind::Object(PARTNER)), "the partners"),
        Field::settings(&[
            Field::default("recruit_days", Kind::count(1, 3650), "30", "days allowed in recruit"),
            Field::default("onboard_days", Kind::count(1, 3650), "30", "days allowed in onboard"),
            Field::default("enable_days", Kind::count(1, 3650), "30", "days allowed in enable"),
        ]),
    ],
    outputs: &[
        ("partners", "per partner: macro stage, days in the stage, limit, overdue, in review"),
        ("fine", "partners per stage"),
        ("macro", "partners per macro stage, and in review"),
        ("overdue", "the partners that take too long"),
    ],
    example: r#"{"as_of":"2025-03-31","partners":[{"id":"p1","stage":"recruit","stage_since":"2025-03-01"}]}"#,
    run,
};

const PARTNER: &[Field] = &[
    Field::required("id", Kind::TEXT, "the partner, once"),
    Field::required("stage", Kind::Enum(STAGES), "its stage"),
    Field::optional("sub", Kind::Enum(&["monitor", "engage", "expand", "advocate"]), "its sub-stage; only with grow"),
    Field::optional("stage_since", Kind::Date, "since when"),
    Field::optional("review_on", Kind::Date, "the day of its review"),
];

fn run(input: &Input) -> Outcome {
    let as_of: Date = input.need("as_of")?;
    let partners = input.list("partners");
    let faults = check(&partners, as_of);
    if !faults.is_empty() {
        return Err(faults);
    }
    let settings = input.object("settings");
    let days = |name| settings.get(name).unwrap_or(30);
    let limits =
        StageLimits { recruit: days("recruit_days"), onboard: days("onboard_days"), enable: days("enable_days") };
    let mut fine = Counts::new(STAGES.iter().copied());
    let mut macros = Counts::new(MacroStage::ALL.iter().map(|stage| stage.word()).chain(["review"]));
    let (mut rows, mut overdue) = (Vec::with_capacity(partners.len()), Vec::new());
    for entry in &partners {
        let stage = stage(entry).unwrap_or(LifecycleStage::Prospect);
        let found = lifecycle(stage, entry.get("stage_since"), entry.get("review_on"), as_of, &limits);
        fine.add(entry.text("stage"));
        macros.add(found.macro_stage.map(Choice::word));
        macros.add(found.in_review.then_some("review"));
        if found.overdue == Some(true) {
            overdue.extend(entry.text("id"));
        }
        rows.push(json!({
            "id": entry.text("id"), "stage": entry.text("stage"), "sub": entry.text("sub"),
            "macro": found.macro_stage, "days_in_stage": found.days_in_stage, "limit_days": found.limit_days,
            "overdue": found.overdue, "in_review": found.in_review,
        }));
    }
    Ok(Answer::from(json!({
        "partners": rows, "fine": fine.to_json(), "macro": macros.to_json(), "overdue": overdue,
    })))
}

/// How often each word occurred.
struct Counts(Vec<(&'static str, u64)>);

impl Counts {
    fn new(words: impl Iterator<Item = &'static str>) -> Self {
        Self(words.map(|word| (word, 0)).collect())
    }

    fn add(&mut self, word: Option<&str>) {
        if let Some((_, count)) = self.0.iter_mut().find(|(known, _)| Some(*known) == word) {
            *count += 1;
        }
    }

    fn to_json(&self) -> Map<String, Value> {
        self.0.iter().map(|(word, count)| ((*word).to_owned(), json!(count))).collect()
    }
}

fn check(partners: &[Input], as_of: Date) -> Vec<Fault> {
    let mut faults = repeated(partners);
    for partner in partners {
        if partner.given("sub") && partner.text("stage") != Some("grow") {
            faults.push(partner.fault(Code::ConflictingFields, "sub", "only stage grow has a sub-stage; leave it out"));
        }
        if partner.get::<Date>("stage_since").is_some_and(|since| since > as_of) {
            faults.push(partner.fault(Code::OutOfRange, "stage_since", "it is after as_of"));
        }
    }
    faults
}
