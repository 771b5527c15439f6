//! The documents a program needs, with their freshness (F156, R-45).

use crate::analysis::operations::documents::{frequency, standing};
use crate::program::choice::Choice;
use crate::program::operations::{ProgramDoc, ProgramDocKind};
use crate::report::catalogue::{Report, View};
use crate::report::cell::{Cell, CellKind};
use crate::report::table::{Column, Table};

/// The seven documents.
pub const REPORT: Report =
    Report { name: "documents", title: "Documents of the program with their freshness", columns: COLUMNS, fill };

const COLUMNS: &[Column] = &[
    Column::further("id", "Id", CellKind::Text),
    Column::new("kind", "Document", CellKind::Word),
    Column::new("state", "State", CellKind::Word),
    Column::new("updated_on", "Updated", CellKind::Date),
    Column::new("age_days", "Days old", CellKind::Count),
    Column::new("frequency", "Update", CellKind::Word),
    Column::new("owner", "Owner", CellKind::Text),
    Column::new("title", "Title", CellKind::Text),
    Column::new("purpose", "What for", CellKind::Text),
];

fn fill(view: &View<'_>, table: &mut Table) {
    for kind in ProgramDocKind::ALL {
        let mut of: Vec<&ProgramDoc> = view.program.documents.iter().filter(|doc| doc.kind == *kind).collect();
        of.sort_by(|a, b| (b.updated_on, &a.id).cmp(&(a.updated_on, &b.id)));
        if of.is_empty() {
            table.push(row(view, *kind, None));
        }
        for doc in of {
            table.push(row(view, *kind, Some(doc)));
        }
    }
}

fn row(view: &View<'_>, kind: ProgramDocKind, doc: Option<&ProgramDoc>) -> Vec<Cell> {
    let policy = &view.derived.policy().freshness;
    let (state, found) = standing(kind, doc, view.program.profile.last_release, view.derived.as_of(), policy);
    vec![
        doc.map(|doc| &doc.id).into(),
        Cell::word(kind),
        Cell::word(state),
        doc.and_then(|doc| doc.updated_on).into(),
        found.age_days.into(),
        Cell::word(frequency(kind)),
        doc.and_then(|doc| doc.owner.as_deref()).into(),
        doc.and_then(|doc| doc.title.as_deref()).into(),
        purpose(kind).into(),
    ]
}

fn purpose(kind: ProgramDocKind) -> &'static str {
    match kind {
        ProgramDocKind::PartnerAgreement => "Legal terms",
        ProgramDocKind::ProgramGuide => "Rules, tiers, benefits",
        ProgramDocKind::PartnerPlaybook => "How to sell",
        ProgramDocKind::EnablementCurriculum => "Training content",
        ProgramDocKind::MarketingGuidelines => "Co-branding rules",
        ProgramDocKind::CommissionPolicy => "Compensation rules",
        ProgramDocKind::EscalationProcedures => "Issue resolution",
    }
}
