//! A program as the text of a plan file, in canonical form.

use std::fmt::Write as _;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;
use ron::Options;
use ron::extensions::Extensions;
use ron::ser::PrettyConfig;
use serde::Serialize;

use super::source::{SourceText, Spans};
use super::{VERSION, comments};
use crate::program::aggregate::TableVisitor;
use crate::program::record::Record;
use crate::program::table::Table;
use crate::program::{Kind, Program};

/// The text of a program, and what the old text had that this one has not.
#[derive(Debug)]
pub struct Written {
    /// The new text with its program.
    pub source: SourceText,
    /// Comments of the old text that are not in the new one; above zero, keep the old file beside it.
    pub lost_comments: usize,
}

/// Kinds whose records are few and long: a field a line. All others stand one record a line.
fn is_block(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Tier
            | Kind::Partner
            | Kind::Qbr
            | Kind::Campaign
            | Kind::Listing
            | Kind::CompPlan
            | Kind::AffiliateProgram
            | Kind::BattleCard
            | Kind::TypeProfile
    )
}

fn options() -> Options {
    Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

/// One record as RON; `depth` levels of it are broken into lines.
///
/// Serialising plain values into a string cannot fail; an empty text would be refused when read back.
fn record_text<T: Serialize>(options: &Options, record: &T, depth: usize, indent: &str) -> String {
    let text = options.to_string_pretty(record, PrettyConfig::new().depth_limit(depth)).unwrap_or_default();
    if depth == 0 { text } else { text.replace('\n', &format!("\n{indent}")) }
}

struct Writer<'a> {
    options: Options,
    previous: Option<&'a SourceText>,
    text: String,
    spans: std::collections::HashMap<Kind, Spans>,
    kept: Vec<Range<usize>>,
}

/// Writes the program; records that did not change since `previous` keep their bytes.
pub fn write(program: &Program, previous: Option<&SourceText>) -> Written {
    let mut writer = Writer {
        options: options(),
        previous,
        text: String::with_capacity(previous.map_or(4096, |source| source.text.len() + 4096)),
        spans: std::collections::HashMap::new(),
        kept: Vec::new(),
    };
    writer.text.push_str("#![enable(implicit_some)]\n(\n");
    let _ = writeln!(writer.text, "    version: {VERSION},");
    let profile = record_text(&writer.options, &*program.profile, 1, "    ");
    let _ = writeln!(writer.text, "    program: {profile},");
    if !program.settings.is_empty() {
        let settings = record_text(&writer.options, &*program.settings, 1, "    ");
        let _ = writeln!(writer.text, "    settings: {settings},");
    }
    program.visit_tables(&mut writer);
    writer.text.push_str(")\n");
    let lost_comments = previous.map_or(0, |source| comments::lost(&source.comments, std::mem::take(&mut writer.kept)));
    let kept_comments = if lost_comments == previous.map_or(0, SourceText::comments) {
        Vec::new()
    } else {
        super::scan::outline(&writer.text).map(|outline| outline.comments).unwrap_or_default()
    };
    Written {
        source: SourceText {
            text: writer.text.into(),
            program: program.clone(),
            spans: writer.spans,
            comments: kept_comments,
        },
        lost_comments,
    }
}

impl TableVisitor for Writer<'_> {
    fn table<T: Record>(&mut self, kind: Kind, table: &Table<T>) {
        if table.is_empty() {
            return;
        }
        let depth = usize::from(is_block(kind));
        let options = &self.options;
        let previous = self.previous.map(|source| (source, Before::<T>::of(&source.program, kind)));
        let records: Vec<&Arc<T>> = table.iter_shared().collect();
        let texts: Vec<Kept<'_>> = records
            .par_iter()
            .map(|record| {
                if let Some((source, before)) = &previous
                    && before.has_same(record)
                    && let Some(text) = source.record(kind, record.id().as_str())
                {
                    return Kept::Old(text);
                }
                Kept::New(record_text(options, &***record, depth, "        "))
            })
            .collect();
        let _ = writeln!(self.text, "    {}: [", kind.table_name());
        let mut spans = Spans::with_capacity(records.len());
        for (record, kept) in records.iter().zip(texts) {
            self.text.push_str("        ");
            let start = self.text.len();
            match kept {
                Kept::Old(text) => {
                    if let Some(old) =
                        self.previous.and_then(|source| source.spans.get(&kind)?.get(record.id().as_str()))
                    {
                        self.kept.push(old.clone());
                    }
                    self.text.push_str(text);
                }
                Kept::New(text) => self.text.push_str(&text),
            }
            spans.insert(record.id().shared(), start..self.text.len());
            self.text.push_str(",\n");
        }
        self.text.push_str("    ],\n");
        self.spans.insert(kind, spans);
    }
}

enum Kept<'a> {
    Old(&'a str),
    New(String),
}

/// The table of an older program, to see which records are the same.
struct Before<T>(Table<T>);

impl<T: Record> Before<T> {
    fn of(program: &Program, kind: Kind) -> Self {
        struct Find<T> {
            kind: Kind,
            found: Table<T>,
        }
        impl<T: Record> TableVisitor for Find<T> {
            fn table<U: Record>(&mut self, kind: Kind, table: &Table<U>) {
                if kind == self.kind
                    && let Some(table) = (table as &dyn std::any::Any).downcast_ref::<Table<T>>()
                {
                    self.found = table.clone();
                }
            }
        }
        let mut find = Find { kind, found: Table::<T>::default() };
        program.visit_tables(&mut find);
        Self(find.found)
    }

    fn has_same(&self, record: &Arc<T>) -> bool {
        self.0.shared(record.id()).is_some_and(|before| Arc::ptr_eq(before, record) || before == record)
    }
}
