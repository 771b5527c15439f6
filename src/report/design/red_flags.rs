//! Warning signs about partners, with what the document does instead (F145).

use crate::program::choice::Choice;
use crate::program::scoring::RedFlagKind;
use crate::report::catalogue::{Report, View};
use crate::report::cell::{Cell, CellKind};
use crate::report::table::{Column, Table};

/// Every red flag.
pub const REPORT: Report =
    Report { name: "red-flags", title: "Red flags of partners, with the alternative", columns: COLUMNS, fill };

const COLUMNS: &[Column] = &[
    Column::further("id", "Id", CellKind::Text),
    Column::further("partner", "Partner id", CellKind::Text),
    Column::new("partner_name", "Partner", CellKind::Text),
    Column::new("kind", "Red flag", CellKind::Word),
    Column::new("mitigated", "Dealt with", CellKind::Flag),
    Column::new("instead", "Instead", CellKind::Text),
    Column::new("why", "Why it matters", CellKind::Text),
    Column::new("note", "Note", CellKind::Text),
];

fn fill(view: &View<'_>, table: &mut Table) {
    for flag in view.program.red_flags.iter().filter(|flag| view.wants(Some(&flag.partner))) {
        let (why, instead) = about(flag.kind);
        table.push(vec![
            (&flag.id).into(),
            (&flag.partner).into(),
            view.partner_name(&flag.partner).into(),
            Cell::Word(flag.kind.word(), flag.kind.label()),
            flag.mitigated.into(),
            instead.into(),
            why.into(),
            flag.note.as_deref().into(),
        ]);
    }
}

fn about(kind: RedFlagKind) -> (&'static str, &'static str) {
    match kind {
        RedFlagKind::NoPartnerTeam => ("The partnership comes last with them", "Wait until they build capacity"),
        RedFlagKind::CompetitiveOverlap => ("Conflict of interest", "Define clear swim lanes"),
        RedFlagKind::PoorReviews => ("Association risk", "Protect your brand"),
        RedFlagKind::FinancialInstability => ("The partnership may not last", "Monitor or delay"),
        RedFlagKind::MisalignedIncentives => ("Goals will diverge", "Restructure the terms"),
        RedFlagKind::OneWayInterest => ("All the work is yours", "Find mutual value"),
    }
}
