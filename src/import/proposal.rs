//! A parsed file against a program: one edit, what it adds and changes, and names a person should look at.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::matching::{Known, main_kind};
use super::near::{NearMatch, near_matches};
use super::options::Kind;
use super::parsed::ParsedFile;
use super::row::Outcome;
use super::{deal_records, partner_records};
use crate::edit::Edit;
use crate::program::Program;
use crate::program::id::{Id, mint_seeded};
use crate::program::record_keeping::{ImportKind, ImportRun};

/// How many records of the file's kind an import adds and changes; the `changes` of `import --json`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct ChangeCounts {
    /// Not in the program yet.
    pub new: usize,
    /// In the program and different.
    pub changed: usize,
    /// In the program and the same.
    pub unchanged: usize,
}

/// What importing a file would do. Nothing is done until the edit is committed.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// Everything as one step; empty where nothing changes.
    pub edit: Edit,
    /// Deals, or partners, by what happens to them.
    pub changes: ChangeCounts,
    /// Partners added.
    pub partners_new: usize,
    /// Partners of the program that the file means.
    pub partners_matched: usize,
    /// Accounts added.
    pub accounts_new: usize,
    /// Rows that mean a partner of an earlier row.
    pub merged_rows: usize,
    /// Partners that may be the same: for a person to decide, never merged.
    pub near: Vec<NearMatch>,
    /// The very same file was imported before with the same mapping.
    pub already_imported: bool,
    /// What a person should know.
    pub notes: Vec<String>,
}

/// What importing the file into the program would do on that day.
pub fn propose(program: &Program, file: &ParsedFile, as_of: Date) -> Proposal {
    propose_with(program, file, as_of, &BTreeMap::new())
}

/// The same, where a person said which keys of the file mean the partner of another key; the partner keeps the name.
pub fn propose_with(program: &Program, file: &ParsedFile, as_of: Date, same: &BTreeMap<String, String>) -> Proposal {
    let mut known = Known::of(program, file).with_same(same);
    let mut notes = Vec::new();
    let currency = program.profile.currency;
    let (ids, merged_rows) = match file.kind {
        Kind::Deals => {
            let put = deal_records::put(&mut known, &file.rows, currency);
            notes.extend(deal_notes(&put, currency));
            (put.ids.iter().map(Id::shared).collect::<BTreeSet<_>>(), 0)
        }
        Kind::Partners => {
            let (ids, merged) = partner_records::put(&mut known, &file.rows, &file.source.file, as_of, currency);
            (ids.iter().map(Id::shared).collect(), merged)
        }
    };
    let already_imported = program.imports.iter().any(|run| is_same_run(run, file));
    let (partners_new, partners_matched) = (known.partners_new, known.partners_matched.len());
    let accounts_new = known.accounts_new;
    let mut edit = known.draft.finish(label(file, ids.len()));
    let mut changes = counted(&edit, file, ids.len());
    if already_imported {
        edit.changes.clear();
        changes = ChangeCounts { unchanged: ids.len(), ..ChangeCounts::default() };
        notes.push("this file was imported before and nothing of it changed".to_owned());
    } else if !edit.is_empty() {
        edit.changes.extend(crate::edit::Change::of(None, Some(run(program, file, as_of).into())));
    }
    let keys: BTreeSet<String> =
        file.rows.iter().filter(|row| row.outcome != Outcome::Reject).map(|row| row.partner_key.clone()).collect();
    let keys = keys.into_iter().filter(|key| !key.is_empty()).collect();
    Proposal {
        edit,
        changes,
        partners_new: if already_imported { 0 } else { partners_new },
        partners_matched,
        accounts_new: if already_imported { 0 } else { accounts_new },
        merged_rows,
        near: near_matches(&keys, &Known::partner_keys(program)),
        already_imported,
        notes,
    }
}

fn label(file: &ParsedFile, count: usize) -> String {
    format!("Import {count} {} from {}", file.kind, file.source.file)
}

fn deal_notes(put: &deal_records::DealsPut, currency: crate::program::currency::Currency) -> Vec<String> {
    let mut notes = Vec::new();
    if put.unconverted > 0 {
        notes.push(format!(
            "{} deals are in another currency and nothing converts them to {currency}; their amounts stay unknown in {currency}",
            put.unconverted
        ));
    }
    if put.orphans > 0 {
        notes.push(format!(
            "{} rows name a further partner of a deal that is not there; they were left out",
            put.orphans
        ));
    }
    notes
}

fn counted(edit: &Edit, file: &ParsedFile, total: usize) -> ChangeCounts {
    let kind = main_kind(file);
    let of_kind = || edit.changes.iter().filter(|change| change.kind() == kind);
    let new = of_kind().filter(|change| change.before().is_none()).count();
    let changed = of_kind().count() - new;
    ChangeCounts { new, changed, unchanged: total.saturating_sub(new + changed) }
}

fn is_same_run(run: &ImportRun, file: &ParsedFile) -> bool {
    let same_mapping = run.mapping.len() == file.source.mapping.len()
        && file.source.mapping.iter().all(|(field, column)| run.mapping.get(*field) == Some(column));
    run.digest == file.source.content_hash && run.kind == kind(file) && same_mapping
}

fn kind(file: &ParsedFile) -> ImportKind {
    match file.kind {
        Kind::Deals => ImportKind::Deals,
        Kind::Partners => ImportKind::Partners,
    }
}

fn run(program: &Program, file: &ParsedFile, as_of: Date) -> ImportRun {
    let count = |outcome: Outcome| file.rows.iter().filter(|row| row.outcome == outcome).count() as u32;
    let seed = format!("{}|{}", file.source.content_hash, file.kind);
    ImportRun {
        id: mint_seeded(&file.source.file, "import", &seed, |id| program.imports.contains(id)),
        file: file.source.file.clone(),
        digest: file.source.content_hash.clone(),
        kind: kind(file),
        mapping: file.source.mapping.iter().map(|(field, column)| ((*field).to_owned(), column.clone())).collect(),
        accepted: count(Outcome::Accept),
        skipped: count(Outcome::Skip),
        rejected: count(Outcome::Reject),
        on: as_of,
    }
}
