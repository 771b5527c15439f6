//! Training person by person: what was completed when, and what comes next (F55, F56).

use super::trained::{path, people};
use crate::analysis::certification::{Certification, CompletedTraining};
use crate::analysis::enablement::learning::completed;
use crate::program::choice::Choice;
use crate::program::enablement::TrainingComponent;
use crate::report::catalogue::{Report, View};
use crate::report::cell::CellKind;
use crate::report::table::{Column, Table};

/// Everybody with a partner, and the training they have.
pub const REPORT: Report =
    Report { name: "training", title: "Training of the people of our partners", columns: COLUMNS, fill };

const COLUMNS: &[Column] = &[
    Column::further("id", "Id", CellKind::Text),
    Column::new("name", "Person", CellKind::Text),
    Column::further("partner", "Partner id", CellKind::Text),
    Column::new("partner_name", "Partner", CellKind::Text),
    Column::new("certified", "Certified", CellKind::Flag),
    Column::new("next", "Next", CellKind::Text),
    Column::new("level_101", "101", CellKind::Date),
    Column::new("level_201", "201", CellKind::Date),
    Column::new("level_301", "301", CellKind::Date),
    Column::new("level_401", "401", CellKind::Date),
    Column::new("exam", "Exam", CellKind::Date),
    Column::new("project", "Project", CellKind::Date),
    Column::new("case_study", "Case study", CellKind::Date),
];

fn fill(view: &View<'_>, table: &mut Table) {
    let as_of = view.derived.as_of();
    let policy = &view.derived.policy().certification;
    let known = completed(view.program);
    for (partner, person) in people(view) {
        let training = known.get(person.id.as_str()).copied().unwrap_or_default();
        let mut row = vec![
            (&person.id).into(),
            person.name.as_str().into(),
            (&person.partner).into(),
            partner.into(),
            training.is_certified(as_of, policy).into(),
            next(view, &training).into(),
        ];
        row.extend(TrainingComponent::ALL.iter().map(|component| training.completed(*component).into()));
        table.push(row);
    }
}

/// What somebody does next, and for which certification; nothing where all three are held.
fn next(view: &View<'_>, training: &CompletedTraining) -> Option<String> {
    let policy = &view.derived.policy().certification;
    let all = Certification::ALL.iter().all(|one| training.is_valid(*one, view.derived.as_of(), policy));
    let (certification, missing) = path(view, training);
    let first = missing.first().map(|component| component.label());
    (!all).then(|| match first {
        Some(first) => format!("{first} for {}", certification.label()),
        None => format!("renew {}", certification.label()),
    })
}
