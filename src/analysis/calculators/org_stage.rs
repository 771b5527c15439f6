//! R-51 `org-stage`: the stage of the partnerships team.

use serde_json::json;

use super::answer::{Answer, Outcome};
use super::fault::{Code, Fault};
use super::input::Input;
use super::schema::{Calculator, Field, Grammar, Kind};
use crate::analysis::operations::org_stage::OrgStage;

const FROM: Kind = Kind::count(2, 100_000);

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "org-stage",
    rule: "R-51, C-52",
    about: "The stage of the partnerships team by its size, and what the stage is about",
    grammar: Grammar::Operations,
    inputs: &[
        Field::optional("headcount", Kind::count(0, 100_000), "people of the team"),
        Field::optional("team", Kind::list_of(&ROLE, 0, 1000), "people by role, in place of headcount"),
        Field::settings(&[
            Field::default("growth_from", FROM, "5", "people from which Growth begins"),
            Field::default("scale_from", FROM, "20", "people from which Scale begins"),
            Field::default("enterprise_from", FROM, "50", "people from which Enterprise begins"),
        ]),
    ],
    outputs: &[
        ("headcount", "people of the team"),
        ("stage", "none, startup, growth, scale or enterprise"),
        ("focus", "what the stage is about"),
        ("reporting", "where the team belongs"),
        ("next_stage", "the stage that follows"),
        ("people_to_next", "people missing for it"),
    ],
    example: r#"{"headcount":15}"#,
    run,
};

const ROLE: Kind = Kind::Object(&[
    Field::required("role", Kind::text(1, 60), "the role"),
    Field::required("count", Kind::count(0, 100_000), "people in it"),
]);

fn headcount(input: &Input) -> Result<u64, Vec<Fault>> {
    match (input.get("headcount"), input.given("team")) {
        (Some(_), true) => {
            let message = "give headcount or team, not both";
            Err(input.fault(Code::ConflictingFields, "team", message).into())
        }
        (Some(people), false) => Ok(people),
        (None, true) => Ok(input.list("team").iter().filter_map(|role| role.get::<u64>("count")).sum()),
        (None, false) => {
            let message = "headcount or team is required; add one of them";
            Err(input.fault(Code::MissingField, "headcount", message).into())
        }
    }
}

fn run(input: &Input) -> Outcome {
    let settings = input.object("settings");
    let from: [u32; 3] =
        [settings.need("growth_from")?, settings.need("scale_from")?, settings.need("enterprise_from")?];
    if from[0] >= from[1] || from[1] >= from[2] {
        let message = "growth_from, scale_from and enterprise_from must each be above the one before";
        return Err(settings.fault(Code::BadBands, "growth_from", message).into());
    }
    let people = headcount(input)?;
    let stage = OrgStage::of(people, from);
    let next = stage.next(from);
    Ok(Answer::from(json!({
        "headcount": people,
        "stage": stage,
        "focus": stage.focus(),
        "reporting": stage.reporting(),
        "next_stage": next.map(|(stage, _)| stage),
        "people_to_next": next.map(|(_, from)| u64::from(from).saturating_sub(people)),
    })))
}
