//! Names of a file that may be partners already known: each is decided by somebody, and kept as new where nobody does.

use std::collections::BTreeMap;

use crate::import::Doubt;
use crate::import::near::Nearness;
use crate::tui::overlays::{Field, Form, PageLine};
use crate::tui::theme::Role;

/// The tag of the form.
pub(super) const REVIEW: &str = "screen/import-names";

fn why(nearness: Nearness) -> &'static str {
    match nearness {
        Nearness::LooksAlike => "looks the same but for accents or letters of another alphabet",
        Nearness::SpelledAlike => "is spelled nearly the same",
    }
}

pub(super) fn review_form(doubts: &[Doubt], decided: &BTreeMap<String, String>) -> Form {
    let title = match doubts.len() {
        1 => "1 name may be another partner".to_owned(),
        count => format!("{count} names may be other partners"),
    };
    let mut form = Form::new(REVIEW, title).paged("goes on");
    let mut lines = vec![
        PageLine::new(
            "Nothing is merged by itself. A merged name is kept as a further name of its partner.",
            Role::Text,
        ),
        PageLine::new("", Role::Text),
    ];
    for one in of_each_name(doubts) {
        let merge = |doubt: &&Doubt| (doubt.near.clone(), format!("is {}", doubt.near_name));
        let options = std::iter::once((String::new(), "keep as a new partner".to_owned()));
        let options = options.chain(one.iter().map(merge)).collect();
        let Some(first) = one.first() else { continue };
        let chosen = decided.get(&first.key).map_or("", String::as_str);
        let field = Field::choice(first.key.clone(), first.name.clone(), options).value(chosen);
        form = form.field(field.hint("Left and right choose; merging is undone with the import"));
        for doubt in one {
            let known = if doubt.near_is_known { "is in the plan" } else { "is new in this file too" };
            let rows = if doubt.rows == 1 { "1 row".to_owned() } else { format!("{} rows", doubt.rows) };
            let text = format!("{} ({rows}) {} as {}, which {known}", doubt.name, why(doubt.why), doubt.near_name);
            lines.push(PageLine::new(text, Role::Text));
        }
    }
    form.set_page("Why they are asked about", lines);
    form
}

fn of_each_name(doubts: &[Doubt]) -> Vec<Vec<&Doubt>> {
    let mut names: Vec<Vec<&Doubt>> = Vec::new();
    for doubt in doubts {
        match names.iter_mut().find(|one| one.first().is_some_and(|first| first.key == doubt.key)) {
            Some(one) => one.push(doubt),
            None => names.push(vec![doubt]),
        }
    }
    names
}
