//! R-54 `agreement`: the dates of a partner agreement and what it still has to say.

use jiff::civil::Date;
use serde_json::json;

use super::answer::{Answer, Outcome};
use super::input::Input;
use super::schema::{Calculator, Field, Grammar, Kind};
use crate::analysis::operations::agreement::{AgreementElement, AgreementSchedule, end_of_term, missing_elements};
use crate::program::choice::Choice;

const ELEMENT: Kind = Kind::text(0, 20_000);

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "agreement",
    rule: "R-54",
    about: "Term, checkpoints and notice of a partner agreement, and the elements it still lacks",
    grammar: Grammar::Operations,
    inputs: &[
        Field::required("as_of", Kind::Date, "the day it is seen from"),
        Field::required("start", Kind::Date, "first day of the term"),
        Field::optional(
            "elements",
            Kind::Object(&[
                Field::optional("scope", ELEMENT, "what is covered"),
                Field::optional("commitment", ELEMENT, "what each side commits to"),
                Field::optional("exclusivity", ELEMENT, "exclusivity"),
                Field::optional("term", ELEMENT, "term and checkpoints"),
                Field::optional("exit", ELEMENT, "how it ends"),
            ]),
            "the text of each element",
        ),
        Field::settings(&[
            Field::default("term_months", Kind::count(1, 600), "12", "months of the term"),
            Field::default("checkpoint_days", Kind::count(1, 3660), "90", "days between two checkpoints"),
            Field::default("notice_days", Kind::count(0, 3660), "90", "days of notice before the end"),
        ]),
    ],
    outputs: &[
        ("start", "as given"),
        ("end", "first day after the term"),
        ("last_day", "last day of the term"),
        ("checkpoints", "the checkpoints before the end"),
        ("next_checkpoint", "the first one that is not past"),
        ("last_notice", "last day on which notice can be given"),
        ("notice_open", "whether notice can still be given"),
        ("state", "not_started, in_force or ended"),
        ("elements_filled", "how many of the five elements have text"),
        ("missing", "the elements without text"),
        ("complete", "whether all have text"),
    ],
    example: r#"{"start":"2025-01-01","as_of":"2025-01-01"}"#,
    run,
};

fn run(input: &Input) -> Outcome {
    let (as_of, start): (Date, Date) = (input.need("as_of")?, input.need("start")?);
    let settings = input.object("settings");
    let end = end_of_term(start, settings.need("term_months")?);
    let (checkpoint_days, notice_days) = (settings.need("checkpoint_days")?, settings.need("notice_days")?);
    let found = AgreementSchedule::of(start, end, checkpoint_days, notice_days, as_of);
    let elements = input.object("elements");
    let missing = missing_elements(|element| elements.text(element.word()));
    let mut answer = Answer::from(json!({
        "start": start,
        "end": found.end,
        "last_day": found.last_day,
        "checkpoints": found.checkpoints,
        "next_checkpoint": found.next_checkpoint,
        "last_notice": found.last_notice,
        "notice_open": found.notice_open,
        "state": found.state,
        "elements_filled": AgreementElement::ALL.len() - missing.len(),
        "missing": missing,
        "complete": missing.is_empty(),
    }));
    if found.last_notice < start {
        let message = "the notice is longer than the term, so it would have to be given before the start; shorten it";
        answer.warn("notice_before_start", "settings.notice_days", message);
    }
    Ok(answer)
}
