//! Agreements: their term, the next dates, and what they do not say yet (R-54, F149).

use crate::analysis::operations::agreement::{AgreementSchedule, AgreementState, end_of_term, missing_elements};
use crate::program::agreement::Agreement;
use crate::program::choice::Choice;
use crate::report::catalogue::{Report, View};
use crate::report::cell::{Cell, CellKind};
use crate::report::table::{Column, Table};

/// Every agreement.
pub const REPORT: Report =
    Report { name: "agreements", title: "Agreements, their dates and what they lack", columns: COLUMNS, fill };

const COLUMNS: &[Column] = &[
    Column::further("id", "Id", CellKind::Text),
    Column::further("partner", "Partner id", CellKind::Text),
    Column::new("partner_name", "Partner", CellKind::Text),
    Column::new("state", "State", CellKind::Word),
    Column::new("elements", "Of 5", CellKind::Count),
    Column::new("missing", "Missing", CellKind::List),
    Column::new("start", "Start", CellKind::Date),
    Column::new("end", "End", CellKind::Date),
    Column::new("next_checkpoint", "Checkpoint", CellKind::Date),
    Column::new("last_notice", "Notice until", CellKind::Date),
    Column::further("scope", "Scope", CellKind::Text),
    Column::further("commitment", "Commitment", CellKind::Text),
    Column::further("exclusivity", "Exclusivity", CellKind::Text),
    Column::further("term", "Term", CellKind::Text),
    Column::further("exit", "Exit", CellKind::Text),
];

/// The dates of an agreement; an open one is taken for the usual term.
fn schedule(view: &View<'_>, agreement: &Agreement) -> AgreementSchedule {
    let policy = &view.derived.policy().program;
    let end = agreement.end.unwrap_or_else(|| end_of_term(agreement.start, policy.agreement_months));
    let (checkpoint, notice) = (agreement.checkpoint_days, agreement.notice_days);
    AgreementSchedule::of(agreement.start, end, checkpoint, notice, view.derived.as_of())
}

fn fill(view: &View<'_>, table: &mut Table) {
    for agreement in view.program.agreements.iter().filter(|agreement| view.wants(Some(&agreement.partner))) {
        let schedule = schedule(view, agreement);
        let missing = missing_elements(|element| element.text(agreement));
        let state = match agreement.end {
            None if schedule.state == AgreementState::Ended => AgreementState::InForce,
            _ => schedule.state,
        };
        table.push(vec![
            (&agreement.id).into(),
            (&agreement.partner).into(),
            view.partner_name(&agreement.partner).into(),
            Cell::word(state),
            (5 - missing.len()).into(),
            Cell::list(missing.iter().map(|element| element.label())),
            agreement.start.into(),
            agreement.end.into(),
            schedule.next_checkpoint.into(),
            agreement.end.map(|_| schedule.last_notice).into(),
            agreement.scope.as_deref().into(),
            agreement.commitment.as_deref().into(),
            agreement.exclusivity.as_deref().into(),
            agreement.term.as_deref().into(),
            agreement.exit.as_deref().into(),
        ]);
    }
}
