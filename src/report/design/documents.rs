//! The documents a program needs, with their freshness (F156, R-45).

use crate::analysis::enablement::freshness::{ContentDates, Freshness, FreshnessState};
use crate::program::choice::{Choice, choice};
use crate::program::enablement::UpdateFrequency;
use crate::program::operations::{ProgramDoc, ProgramDocKind};
use crate::report::catalogue::{Report, View};
use crate::report::cell::{Cell, CellKind};
use crate::report::table::{Column, Table};

choice! {
    /// Where a document stands.
    pub enum DocumentState {
        Fresh = "fresh" => "Fresh",
        Stale = "stale" => "Stale",
        Unknown = "unknown" => "No date",
        Missing = "missing" => "Missing",
    }
}

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
    let frequency = frequency(kind);
    let updated = doc.and_then(|doc| doc.updated_on);
    let dates =
        ContentDates { frequency, updated, last_release: view.program.profile.last_release, case_study_dated: None };
    let found = Freshness::of(&dates, view.derived.as_of(), &view.derived.policy().freshness);
    let state = match (doc, found.state) {
        (None, _) => DocumentState::Missing,
        (Some(_), FreshnessState::Fresh) => DocumentState::Fresh,
        (Some(_), FreshnessState::Stale) => DocumentState::Stale,
        (Some(_), FreshnessState::Unknown) => DocumentState::Unknown,
    };
    vec![
        doc.map(|doc| &doc.id).into(),
        Cell::word(kind),
        Cell::word(state),
        updated.into(),
        found.age_days.into(),
        Cell::word(frequency),
        doc.and_then(|doc| doc.owner.as_deref()).into(),
        doc.and_then(|doc| doc.title.as_deref()).into(),
        purpose(kind).into(),
    ]
}

/// How often a document is brought up to date (F156).
fn frequency(kind: ProgramDocKind) -> UpdateFrequency {
    match kind {
        ProgramDocKind::ProgramGuide | ProgramDocKind::PartnerPlaybook => UpdateFrequency::Quarterly,
        ProgramDocKind::EnablementCurriculum => UpdateFrequency::PerRelease,
        ProgramDocKind::EscalationProcedures => UpdateFrequency::AsNeeded,
        ProgramDocKind::PartnerAgreement | ProgramDocKind::MarketingGuidelines | ProgramDocKind::CommissionPolicy => {
            UpdateFrequency::Annual
        }
    }
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
