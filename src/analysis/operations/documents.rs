//! The documents a program needs: how often each is brought up to date, and where it stands (F156, R-45).

use jiff::civil::Date;

use crate::analysis::enablement::freshness::{ContentDates, Freshness, FreshnessState};
use crate::analysis::policy::FreshnessPolicy;
use crate::program::choice::choice;
use crate::program::enablement::UpdateFrequency;
use crate::program::operations::{ProgramDoc, ProgramDocKind};

choice! {
    /// Where a document stands.
    pub enum DocumentState {
        Fresh = "fresh" => "Fresh",
        Stale = "stale" => "Stale",
        Unknown = "unknown" => "No date",
        Missing = "missing" => "Missing",
    }
}

/// How often a document is brought up to date (F156).
pub fn frequency(kind: ProgramDocKind) -> UpdateFrequency {
    match kind {
        ProgramDocKind::ProgramGuide | ProgramDocKind::PartnerPlaybook => UpdateFrequency::Quarterly,
        ProgramDocKind::EnablementCurriculum => UpdateFrequency::PerRelease,
        ProgramDocKind::EscalationProcedures => UpdateFrequency::AsNeeded,
        ProgramDocKind::PartnerAgreement | ProgramDocKind::MarketingGuidelines | ProgramDocKind::CommissionPolicy => {
            UpdateFrequency::Annual
        }
    }
}

/// Where a document of a kind stands, with its freshness; none is missing.
pub fn standing(
    kind: ProgramDocKind,
    doc: Option<&ProgramDoc>,
    last_release: Option<Date>,
    as_of: Date,
    policy: &FreshnessPolicy,
) -> (DocumentState, Freshness) {
    let updated = doc.and_then(|doc| doc.updated_on);
    let dates = ContentDates { frequency: frequency(kind), updated, last_release, case_study_dated: None };
    let found = Freshness::of(&dates, as_of, policy);
    let state = match (doc, found.state) {
        (None, _) => DocumentState::Missing,
        (Some(_), FreshnessState::Fresh) => DocumentState::Fresh,
        (Some(_), FreshnessState::Stale) => DocumentState::Stale,
        (Some(_), FreshnessState::Unknown) => DocumentState::Unknown,
    };
    (state, found)
}
