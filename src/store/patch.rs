//! The text of a program over an earlier text: what changed is rewritten in its place, all else stays.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;
use std::sync::Arc;

use super::canonical::{self, FIELD_INDENT, RECORD_INDENT};
use super::rewrite::rewrite;
use super::source::{Placed, SourceText};
use super::splice::Splices;
use super::write::Order;
use crate::program::{AnyRecord, Kind, Program};

/// The new text, and the records of each table in its order.
pub(super) fn patched(program: &Program, source: &SourceText, donor: Option<&SourceText>) -> (String, Order) {
    let mut patch = Patch { source, donor, splices: Splices::of(&source.text), order: Order::new(), after: 0..0 };
    patch.singletons(program);
    for &kind in Kind::TABLES {
        patch.table(kind, program);
    }
    (patch.splices.done(), patch.order)
}

struct Patch<'a> {
    source: &'a SourceText,
    /// Another text, whose records are taken as they stand there where they are to be so.
    donor: Option<&'a SourceText>,
    splices: Splices<'a>,
    order: Order,
    /// The part that the next one is put behind: the end of its value, and of its comma.
    after: Range<usize>,
}

impl Patch<'_> {
    fn singletons(&mut self, program: &Program) {
        let (source, old) = (self.source, &self.source.places.program);
        let section = |name: &str| source.places.outline.section(&source.text, name).cloned();
        let (version, profile, settings) = (section("version"), section("program"), section("settings"));
        if let Some(profile) = version.into_iter().chain(profile.clone()).last() {
            self.after = profile.value.end..profile.next;
        }
        if let Some(profile) = profile
            && program.profile != old.profile
        {
            let [old, new] = [old, program].map(|program| AnyRecord::Profile(program.profile.clone()));
            rewrite(&mut self.splices, profile.value, &old, &new, FIELD_INDENT);
        }
        if program.settings != old.settings {
            let none = program.settings.is_empty();
            let [old, new] = [old, program].map(|program| AnyRecord::Settings(program.settings.clone()));
            match settings.clone() {
                Some(settings) if none => {
                    self.splices.take_out(settings.name.start, settings.next);
                    return;
                }
                Some(settings) => rewrite(&mut self.splices, settings.value, &old, &new, FIELD_INDENT),
                None => self.splices.insert(self.after.clone(), &canonical::part(&new)),
            }
        }
        if let Some(settings) = settings {
            self.after = settings.value.end..settings.next;
        }
    }

    /// The record as the donor writes it, where the donor has it so.
    fn given(&self, record: &AnyRecord) -> Option<String> {
        let donor = self.donor?;
        let same = donor.program().record(record.kind(), record.id())?.same(record);
        let text = donor.bytes_of(record.kind(), record.id()).filter(|_| same)?;
        Some(text.replace("\r\n", "\n"))
    }

    fn changed_table(&mut self, kind: Kind, placed: &Placed, length: usize, diff: Diff) {
        let gone = |id: &str| diff.removed.binary_search_by(|removed| (**removed).cmp(id)).is_ok();
        for id in &diff.removed {
            if let Some(element) = placed.get(id) {
                self.splices.take_out(element.range.start, element.next);
            }
        }
        for record in &diff.changed {
            if let Some(element) = placed.get(record.id()) {
                let indent = self.splices.indent_of(element.range.start);
                match (self.source.places.program.record(kind, record.id()), self.given(record)) {
                    (_, Some(text)) => self.splices.replace(element.range.clone(), text),
                    (Some(old), None) => rewrite(&mut self.splices, element.range.clone(), &old, record, indent),
                    (None, None) => {
                        self.splices.replace(element.range.clone(), canonical::record_text(record, indent));
                    }
                }
            }
        }
        let mut added: BTreeMap<Option<usize>, Vec<&AnyRecord>> = BTreeMap::new();
        for record in &diff.added {
            let id = record.id();
            let before = if placed.in_order() {
                placed.records.partition_point(|(known, _)| **known < *id)
            } else {
                placed.records.len()
            };
            let predecessor = placed.records[..before].iter().rposition(|(known, _)| !gone(known));
            added.entry(predecessor).or_default().push(record);
        }
        for (predecessor, records) in &added {
            let indent =
                placed.records.first().map_or(RECORD_INDENT, |(_, first)| self.splices.indent_of(first.range.start));
            let mut lines = String::new();
            for record in records {
                let text = self.given(record).unwrap_or_else(|| canonical::record_text(record, indent));
                let _ = writeln!(lines, "{indent}{text},");
            }
            match predecessor.and_then(|i| placed.records.get(i)) {
                Some((_, element)) => self.splices.insert(element.range.end..element.next, &lines),
                None => self.splices.insert_at(placed.list.start + 1, &lines),
            }
        }
        let mut order = Vec::with_capacity(length);
        let push_added = |order: &mut Vec<Arc<str>>, at: Option<usize>| {
            order.extend(added.get(&at).into_iter().flatten().map(|record| record.shared_id()));
        };
        push_added(&mut order, None);
        for (i, (id, _)) in placed.records.iter().enumerate() {
            if !gone(id) {
                order.push(Arc::clone(id));
            }
            push_added(&mut order, Some(i));
        }
        self.order.insert(kind, order);
    }
}

impl Patch<'_> {
    fn table(&mut self, kind: Kind, program: &Program) {
        let source = self.source;
        let length = program.count(kind);
        match source.places.tables.get(&kind) {
            None if length == 0 => {}
            None => {
                let lines = canonical::table(kind, &program.records(kind));
                self.splices.insert(self.after.clone(), &lines);
                self.order.insert(kind, program.ids(kind));
            }
            Some(placed) if length == 0 && !placed.records.is_empty() => {
                self.splices.take_out(placed.section.start, placed.next);
            }
            Some(placed) => {
                let diff = Diff::between(&source.places.program, program, kind);
                if diff.is_empty() {
                    self.order.insert(kind, placed.records.iter().map(|(id, _)| Arc::clone(id)).collect());
                } else if placed.records.is_empty() {
                    let lines = canonical::table(kind, &program.records(kind));
                    let list = lines.trim().trim_start_matches(kind.table_name()).trim_start_matches(": ");
                    self.splices.replace(placed.list.clone(), list.trim_end_matches(','));
                    self.order.insert(kind, program.ids(kind));
                } else {
                    self.changed_table(kind, placed, length, diff);
                }
                self.after = placed.section.end..placed.next;
            }
        }
    }
}

/// How a table differs from the same table of an older program, each in the order of the identifiers.
#[derive(Default)]
struct Diff {
    removed: Vec<Arc<str>>,
    changed: Vec<AnyRecord>,
    added: Vec<AnyRecord>,
}

impl Diff {
    fn is_empty(&self) -> bool {
        self.removed.is_empty() && self.changed.is_empty() && self.added.is_empty()
    }

    /// Walks both tables at once.
    fn between(older: &Program, newer: &Program, kind: Kind) -> Self {
        let mut diff = Self::default();
        if older.shares(newer, kind) {
            return diff;
        }
        let mut old = older.records(kind).into_iter().peekable();
        let mut new = newer.records(kind).into_iter().peekable();
        loop {
            let order = match (old.peek(), new.peek()) {
                (None, None) => return diff,
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some(a), Some(b)) => a.id().cmp(b.id()),
            };
            let before = if order.is_le() { old.next() } else { None };
            let after = if order.is_ge() { new.next() } else { None };
            match (before, after) {
                (Some(a), Some(b)) if !a.same(&b) => diff.changed.push(b),
                (Some(a), None) => diff.removed.push(a.shared_id()),
                (None, Some(b)) => diff.added.push(b),
                _ => {}
            }
        }
    }
}
