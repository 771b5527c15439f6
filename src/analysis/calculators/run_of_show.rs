//! R-55 `run-of-show`: how long a webinar and its parts take.

use serde_json::{Value, json};

use super::answer::{Answer, Outcome};
use super::checks::limits;
use super::fault::{Code, Fault};
use super::input::Input;
use super::schema::{Calculator, Field, Grammar, Kind};
use crate::analysis::events::run_of_show::{RunOfShow, ShowLimits, ShowPart};

const MINUTES: Kind = Kind::count(0, 1440);

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "run-of-show",
    rule: "R-55, C-32",
    about: "How long a webinar and its parts take, against what is good",
    grammar: Grammar::Operations,
    inputs: &[
        Field::required("items", Kind::list_of(&ITEM, 0, 200), "the agenda in its order"),
        Field::settings(&[
            Field::default("total_lo", MINUTES, "54", "minutes of the whole, from"),
            Field::default("total_hi", MINUTES, "64", "minutes of the whole, to"),
            Field::default("presentation_lo", MINUTES, "35", "minutes of the presentation part, from"),
            Field::default("presentation_hi", MINUTES, "45", "minutes of the presentation part, to"),
            Field::default("q_and_a_lo", MINUTES, "15", "minutes of Q&A, from"),
            Field::default("q_and_a_hi", MINUTES, "20", "minutes of Q&A, to"),
            Field::default("error_from", Kind::count(1, 10_000), "120", "minutes from which the whole is an error"),
        ]),
    ],
    outputs: &[
        ("total_minutes", "the whole"),
        ("presentation_minutes", "presentation, demo and customer story"),
        ("q_and_a_minutes", "questions and answers"),
        ("items", "each item with the minute at which it starts"),
        ("total_position", "short, good or long"),
        ("presentation_position", "short, good or long"),
        ("q_and_a_position", "short, good or long"),
        ("total_verdict", "ok, warning or error"),
        ("presentation_verdict", "ok or warning"),
        ("q_and_a_verdict", "ok or warning"),
        ("verdict", "the worst of the three"),
    ],
    example: r#"{"items":[{"kind":"moderator_intro","minutes":2},{"kind":"presentation","minutes":41},{"kind":"q_and_a","minutes":20},{"kind":"close","minutes":2}]}"#,
    run,
};

const ITEM: Kind = Kind::Object(&[
    Field::optional("title", Kind::TEXT, "its title"),
    Field::required(
        "kind",
        Kind::Enum(&["moderator_intro", "presentation", "demo", "customer_story", "q_and_a", "close", "other"]),
        "what it is",
    ),
    Field::required("minutes", MINUTES, "its minutes"),
]);

fn show_limits(settings: &Input) -> Result<ShowLimits, Vec<Fault>> {
    let found = ShowLimits {
        total: limits(settings, "total_lo", "total_hi")?,
        presentation: limits(settings, "presentation_lo", "presentation_hi")?,
        questions: limits(settings, "q_and_a_lo", "q_and_a_hi")?,
        error_from: settings.need("error_from")?,
    };
    if found.error_from <= found.total[1] {
        let message = "error_from must be above total_hi; a good length is no error";
        return Err(settings.fault(Code::BadBands, "error_from", message).into());
    }
    Ok(found)
}

fn part(item: &Input) -> ShowPart {
    match item.text("kind") {
        Some("presentation" | "demo" | "customer_story") => ShowPart::Presentation,
        Some("q_and_a") => ShowPart::Questions,
        _ => ShowPart::Frame,
    }
}

fn run(input: &Input) -> Outcome {
    let limits = show_limits(&input.object("settings"))?;
    let items = input.list("items");
    let mut lengths = Vec::with_capacity(items.len());
    for item in &items {
        lengths.push((part(item), item.need::<u32>("minutes")?));
    }
    let show = RunOfShow::of(&lengths, &limits);
    let row = |((item, (_, minutes)), start): ((&Input, &(ShowPart, u32)), &u32)| -> Value {
        json!({"title": item.text("title"), "kind": item.text("kind"), "minutes": minutes, "start_minute": start})
    };
    Ok(Answer::from(json!({
        "total_minutes": show.total.minutes,
        "presentation_minutes": show.presentation.minutes,
        "q_and_a_minutes": show.questions.minutes,
        "items": items.iter().zip(&lengths).zip(&show.starts).map(row).collect::<Vec<_>>(),
        "total_position": show.total.position,
        "presentation_position": show.presentation.position,
        "q_and_a_position": show.questions.position,
        "total_verdict": show.total.verdict,
        "presentation_verdict": show.presentation.verdict,
        "q_and_a_verdict": show.questions.verdict,
        "verdict": show.verdict(),
    })))
}
