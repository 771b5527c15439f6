//! The text of a program over an earlier text: what changed is rewritten in its place, all else stays.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::ops::Range;
use std::sync::Arc;

use super::canonical::{self, FIELD_INDENT, RECORD_INDENT};
use super::source::{Placed, SourceText};
use super::write::Order;
use crate::program::{AnyRecord, Kind, Program};

/// The new text, and the records of each table in its order.
pub(super) fn patched(program: &Program, source: &SourceText) -> (String, Order) {
    let mut patch = Patch {
        source,
        text: &source.text,
        edits: Vec::new(),
        commas: BTreeSet::new(),
        order: Order::new(),
        after: 0..0,
    };
    patch.singletons(program);
    for &kind in Kind::TABLES {
        patch.table(kind, program);
    }
    let Patch { mut edits, order, .. } = patch;
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let crlf = source.text.find('\n').is_some_and(|i| source.text[..i].ends_with('\r'));
    let mut text = String::with_capacity(source.text.len() + 4096);
    let mut at = 0;
    for (range, new) in edits {
        text.push_str(&source.text[at..range.start]);
        text.push_str(&if crlf { new.replace('\n', "\r\n") } else { new });
        at = range.end;
    }
    text.push_str(&source.text[at..]);
    (text, order)
}

struct Patch<'a> {
    source: &'a SourceText,
    text: &'a str,
    /// Bytes to replace and by what; never overlapping.
    edits: Vec<(Range<usize>, String)>,
    /// Where a missing comma was added.
    commas: BTreeSet<usize>,
    order: Order,
    /// The part that the next one is put behind: the end of its value, and of its comma.
    after: Range<usize>,
}

impl Patch<'_> {
    fn singletons(&mut self, program: &Program) {
        let section = |name: &str| self.source.places.outline.section(self.text, name).cloned();
        let (version, profile, settings) = (section("version"), section("program"), section("settings"));
        if let Some(profile) = version.into_iter().chain(profile.clone()).last() {
            self.after = profile.value.end..profile.next;
        }
        if let Some(profile) = profile
            && program.profile != self.source.places.program.profile
        {
            let new = canonical::record_text(&AnyRecord::Profile(program.profile.clone()), FIELD_INDENT);
            self.edits.push((profile.value, new));
        }
        if program.settings != self.source.places.program.settings {
            let none = program.settings.is_empty();
            match settings.clone() {
                Some(settings) if none => {
                    let cut = self.cut(settings.name.start, settings.next);
                    self.edits.push((cut, String::new()));
                    return;
                }
                Some(settings) => {
                    let new = canonical::record_text(&AnyRecord::Settings(program.settings.clone()), FIELD_INDENT);
                    self.edits.push((settings.value, new));
                }
                None => {
                    let lines = canonical::part(&AnyRecord::Settings(program.settings.clone()));
                    self.insert(self.after.clone(), &lines);
                }
            }
        }
        if let Some(settings) = settings {
            self.after = settings.value.end..settings.next;
        }
    }

    /// Puts whole lines behind something that ends at `after.start` and whose comma ends at `after.end`.
    fn insert(&mut self, after: Range<usize>, lines: &str) {
        if after.is_empty() && self.commas.insert(after.start) {
            self.edits.push((after.start..after.start, ",".to_owned()));
        }
        self.insert_at(after.end, lines);
    }

    /// Puts whole lines behind a place: on the next line where nothing but a comment follows, else in the line.
    fn insert_at(&mut self, place: usize, lines: &str) {
        let rest = self.text[place..].split_inclusive('\n').next().unwrap_or_default();
        let (at, new) = if rest.ends_with('\n') && only_comment(rest.trim()) {
            (place + rest.len(), lines.to_owned())
        } else if rest.trim_start().starts_with([')', ']']) {
            (place, format!("\n{lines}"))
        } else {
            (place, format!(" {}", lines.trim()))
        };
        self.edits.push((at..at, new));
    }

    /// What to take out so that nothing is left of what stands from `start` to `end`: its lines, where they are its own.
    fn cut(&self, start: usize, end: usize) -> Range<usize> {
        let before = self.text[..start].trim_end_matches([' ', '\t']).len();
        let rest = self.text[end..].split_inclusive('\n').next().unwrap_or_default();
        if self.text[..before].ends_with('\n') && rest.ends_with('\n') && only_comment(rest.trim()) {
            before..end + rest.len()
        } else {
            before..end
        }
    }

    /// The blank before something that begins its line.
    fn indent_of(&self, start: usize) -> &str {
        let before = self.text[..start].trim_end_matches([' ', '\t']).len();
        if self.text[..before].ends_with('\n') { &self.text[before..start] } else { RECORD_INDENT }
    }

    fn changed_table(&mut self, kind: Kind, placed: &Placed, length: usize, diff: Diff) {
        let gone = |id: &str| diff.removed.binary_search_by(|removed| (**removed).cmp(id)).is_ok();
        for id in &diff.removed {
            if let Some(element) = placed.get(id) {
                self.edits.push((self.cut(element.range.start, element.next), String::new()));
            }
        }
        for record in &diff.changed {
            if let Some(element) = placed.get(record.id()) {
                let indent = self.indent_of(element.range.start);
                let new = canonical::record_text(record, indent);
                self.edits.push((element.range.clone(), new));
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
            let indent = placed.records.first().map_or(RECORD_INDENT, |(_, first)| self.indent_of(first.range.start));
            let mut lines = String::new();
            for record in records {
                let text = canonical::record_text(record, indent);
                let _ = writeln!(lines, "{indent}{text},");
            }
            match predecessor.and_then(|i| placed.records.get(i)) {
                Some((_, element)) => self.insert(element.range.end..element.next, &lines),
                None => self.insert_at(placed.list.start + 1, &lines),
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

/// Whether the rest of a line is blank or a comment up to its end.
fn only_comment(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with("//") || rest.starts_with("/*") && rest.find("*/") == Some(rest.len() - 2)
}

impl Patch<'_> {
    fn table(&mut self, kind: Kind, program: &Program) {
        let source = self.source;
        let length = program.count(kind);
        match source.places.tables.get(&kind) {
            None if length == 0 => {}
            None => {
                let lines = canonical::table(kind, &program.records(kind));
                self.insert(self.after.clone(), &lines);
                self.order.insert(kind, program.ids(kind));
            }
            Some(placed) if length == 0 && !placed.records.is_empty() => {
                self.edits.push((self.cut(placed.section.start, placed.next), String::new()));
            }
            Some(placed) => {
                let diff = Diff::between(&source.places.program, program, kind);
                if diff.is_empty() {
                    self.order.insert(kind, placed.records.iter().map(|(id, _)| Arc::clone(id)).collect());
                } else if placed.records.is_empty() {
                    let lines = canonical::table(kind, &program.records(kind));
                    let list = lines.trim().trim_start_matches(kind.table_name()).trim_start_matches(": ");
                    self.edits.push((placed.list.clone(), list.trim_end_matches(',').to_owned()));
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
