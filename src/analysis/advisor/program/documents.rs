//! The documents of the program (PRG-15).

use super::family::PROGRAM;
use crate::analysis::advisor::report::Report;
use crate::analysis::advisor::scene::Scene;
use crate::analysis::findings::{Finding, FindingSeverity};
use crate::analysis::operations::documents::{DocumentState, standing};
use crate::program::choice::Choice;
use crate::program::operations::{ProgramDoc, ProgramDocKind};

/// PRG-15: the documents of the program exist and are fresh.
pub(super) fn look(scene: &Scene<'_>, report: &mut Report) {
    let mut missing = Vec::new();
    for kind in ProgramDocKind::ALL {
        let of = scene.program.documents.iter().filter(|doc| doc.kind == *kind);
        match of.max_by(|a, b| (a.updated_on, &b.id).cmp(&(b.updated_on, &a.id))) {
            None => missing.push(kind.label().to_lowercase()),
            Some(doc) => freshness(scene, report, doc),
        }
    }
    if missing.is_empty() {
        return;
    }
    let message = match missing.as_slice() {
        [one] => format!("the {one} is missing"),
        many => format!("{} of {} documents are missing: {}", many.len(), ProgramDocKind::ALL.len(), many.join(", ")),
    };
    report.warning("PRG-15", PROGRAM, message, "write what is missing and name an owner for each");
}

fn freshness(scene: &Scene<'_>, report: &mut Report, doc: &ProgramDoc) {
    let release = scene.program.profile.last_release;
    let (state, found) = standing(doc.kind, Some(doc), release, scene.as_of(), &scene.policy().freshness);
    match state {
        DocumentState::Unknown if doc.updated_on.is_none() => {
            report.not_checked("PRG-15", "when a document was last updated");
        }
        DocumentState::Unknown => report.not_checked("PRG-15", "the last release of the product"),
        DocumentState::Stale => {
            let (Some(updated), Some(since)) = (doc.updated_on, found.stale_since) else { return };
            let name = doc.title.as_deref().unwrap_or(doc.kind.label());
            let message = format!("{name}: last updated on {updated}, stale since {since}");
            let fix = match &doc.owner {
                Some(owner) => format!("ask {owner} to bring it up to date"),
                None => "bring it up to date and name an owner".to_owned(),
            };
            let subject = format!("program_document/{}", doc.id);
            let finding = Finding::new("PRG-15", FindingSeverity::Warning, subject, message);
            report.find(finding.fix(fix).field("updated_on"));
        }
        DocumentState::Fresh | DocumentState::Missing => {}
    }
}
