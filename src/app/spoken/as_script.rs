//! What was done, as a script for `do`: each step of a journal as the records it left, so that another plan can take it.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::Arc;

use crate::edit::{Change, Edit};
use crate::program::record::{Reference, Visit};
use crate::program::{AnyRecord, Kind};

type Key = (Kind, Arc<str>);

/// The steps as lines; each begins with what the history calls it. Records come after those that they refer to, and are
/// deleted before them.
pub fn as_script<'a>(edits: impl IntoIterator<Item = &'a Edit>) -> String {
    let mut script = String::new();
    for edit in edits {
        // writing to a text cannot fail
        let _ = writeln!(script, "# {}", edit.label.replace(['\n', '\r'], " "));
        for change in &edit.changes {
            script.push_str(&settings(change));
        }
        let is_record = |record: &&AnyRecord| record.kind() != Kind::Settings;
        let put: Vec<&AnyRecord> = edit.changes.iter().filter_map(Change::after).filter(is_record).collect();
        for record in ordered(&put) {
            let _ = writeln!(script, "put {} {}", noun(record.kind()), quoted(&record.to_ron()));
        }
        let gone = |change: &'a Change| change.before().filter(|_| change.after().is_none());
        let gone: Vec<&AnyRecord> = edit.changes.iter().filter_map(gone).collect();
        for record in ordered(&gone).into_iter().rev() {
            let _ = writeln!(script, "delete {} {}", noun(record.kind()), quoted(record.id()));
        }
    }
    script
}

/// The settings that a change decides anew or no more.
fn settings(change: &Change) -> String {
    let (Some(AnyRecord::Settings(before)), Some(AnyRecord::Settings(after))) = (change.before(), change.after())
    else {
        return String::new();
    };
    let mut lines = String::new();
    for (key, value) in after.decided() {
        if before.decided().all(|(known, old)| known != key || old != value) {
            let _ = writeln!(lines, "set-setting {key} {}", quoted(&value.to_string()));
        }
    }
    for (key, _) in before.decided() {
        if after.decided().all(|(known, _)| known != key) {
            let _ = writeln!(lines, "reset-setting {key}");
        }
    }
    lines
}

fn noun(kind: Kind) -> String {
    kind.noun().replace(' ', "_")
}

fn quoted(text: &str) -> String {
    if !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.')) {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', "'\\''"))
}

fn key(record: &AnyRecord) -> Key {
    (record.kind(), record.shared_id())
}

/// The records, each after those of them that it refers to; in a circle the first stands first.
fn ordered<'a>(records: &[&'a AnyRecord]) -> Vec<&'a AnyRecord> {
    let mut waiting: Vec<&AnyRecord> = records.to_vec();
    let mut left: BTreeSet<Key> = waiting.iter().map(|record| key(record)).collect();
    let mut found = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        let free = waiting.iter().position(|record| !refers_to(record, &left)).unwrap_or(0);
        let record = waiting.remove(free);
        left.remove(&key(record));
        found.push(record);
    }
    found
}

fn refers_to(record: &AnyRecord, others: &BTreeSet<Key>) -> bool {
    let own = key(record);
    let mut refers = false;
    let mut look = |reference: Reference<'_>| {
        let other = (reference.kind, Arc::from(reference.id));
        refers |= other != own && others.contains(&other);
    };
    record.references(&mut Visit::new(&mut look));
    refers
}
