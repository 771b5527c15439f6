//! Answers to the recommend question, and the score they make (R-35, C-68).

use crate::analysis::exact::{shown, widened};
use crate::program::choice::choice;
use crate::program::relationship::NpsResponse;
use crate::report::catalogue::{Report, View};
use crate::report::cell::{Cell, CellKind};
use crate::report::table::{Column, Table};

choice! {
    /// What an answer counts as.
    pub enum Answer {
        Promoter = "promoter" => "Promoter",
        Passive = "passive" => "Passive",
        Detractor = "detractor" => "Detractor",
    }
}

/// Every answer.
pub const REPORT: Report = Report { name: "nps", title: "Answers to the recommend question", columns: COLUMNS, fill };

const COLUMNS: &[Column] = &[
    Column::further("id", "Id", CellKind::Text),
    Column::new("on", "On", CellKind::Date),
    Column::further("partner", "Partner id", CellKind::Text),
    Column::new("partner_name", "Partner", CellKind::Text),
    Column::new("contact", "Who", CellKind::Text),
    Column::new("score", "Score", CellKind::Count),
    Column::new("counts_as", "Counts as", CellKind::Word),
];

fn rows<'a>(view: &View<'a>) -> impl Iterator<Item = &'a NpsResponse> {
    let view = *view;
    view.program.nps_responses.iter().filter(move |one| view.wants(Some(&one.partner)) && view.wants_day(Some(one.on)))
}

fn fill(view: &View<'_>, table: &mut Table) {
    for one in rows(view) {
        let counts_as = match one.score {
            9.. => Answer::Promoter,
            7..=8 => Answer::Passive,
            ..=6 => Answer::Detractor,
        };
        let contact = one.contact.as_ref().and_then(|id| view.program.contacts.get(id));
        table.push(vec![
            (&one.id).into(),
            one.on.into(),
            (&one.partner).into(),
            view.partner_name(&one.partner).into(),
            contact.map(|contact| contact.name.as_str()).into(),
            one.score.into(),
            Cell::word(counts_as),
        ]);
    }
}

/// The score of the program and of the partner, beside each answer.
pub fn notes(view: &View<'_>) -> Vec<Vec<(String, String)>> {
    let whole = view.derived.program().nps;
    let score = |score: Option<crate::analysis::exact::Fraction>| {
        score.map_or_else(|| "no answers".to_owned(), |score| shown(&widened(&score), 0))
    };
    let line = |one: &NpsResponse| {
        let theirs = view.derived.partner(&one.partner).and_then(|measures| measures.nps_answers.score());
        vec![
            ("NPS, last 12 months".to_owned(), String::new()),
            ("The program".to_owned(), format!("{} of {} answers", score(whole.score()), whole.responses())),
            ("This partner".to_owned(), score(theirs)),
            ("Target".to_owned(), "50 or more: promoters less detractors, of all answers".to_owned()),
        ]
    };
    rows(view).map(line).collect()
}
