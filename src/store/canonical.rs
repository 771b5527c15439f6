//! A program in canonical form: the parts in the order of the tables, the records in that of their identifiers.

use std::fmt::Write as _;
use std::sync::Arc;

use rayon::prelude::*;
use ron::Options;
use ron::ser::PrettyConfig;
use serde::Serialize;

use super::read::VERSION;
use crate::program::aggregate::TableVisitor;
use crate::program::record::Record;
use crate::program::ron_options as options;
use crate::program::table::Table;
use crate::program::{Kind, Program};

/// What stands before the fields of the file.
pub(super) const FIELD_INDENT: &str = "    ";
/// What stands before a record.
pub(super) const RECORD_INDENT: &str = "        ";

/// Records written in one go by one thread.
const CHUNK: usize = 512;

/// The whole text.
pub(super) fn text(program: &Program) -> String {
    let mut writer = Canonical { options: options(), text: String::with_capacity(4096) };
    writer.text.push_str("#![enable(implicit_some)]\n(\n");
    let _ = writeln!(writer.text, "{FIELD_INDENT}version: {VERSION},");
    writer.text.push_str(&part(&writer.options, "program", &*program.profile));
    if !program.settings.is_empty() {
        writer.text.push_str(&part(&writer.options, "settings", &*program.settings));
    }
    program.visit_tables(&mut writer);
    writer.text.push_str(")\n");
    writer.text
}

/// A part that is not a list, as a line or more of its own.
pub(super) fn part<T: Serialize>(options: &Options, name: &str, value: &T) -> String {
    format!("{FIELD_INDENT}{name}: {},\n", value_text(options, value, 1, FIELD_INDENT))
}

/// A whole table as lines of its own.
pub(super) fn table<T: Record>(options: &Options, kind: Kind, table: &Table<T>) -> String {
    let records: Vec<&Arc<T>> = table.iter_shared().collect();
    let chunks: Vec<String> = records
        .par_chunks(CHUNK)
        .map(|chunk| {
            let mut text = String::new();
            for record in chunk {
                let _ = writeln!(text, "{RECORD_INDENT}{},", record_text(options, kind, &***record, RECORD_INDENT));
            }
            text
        })
        .collect();
    let mut text = String::with_capacity(chunks.iter().map(String::len).sum::<usize>() + 64);
    let _ = writeln!(text, "{FIELD_INDENT}{}: [", kind.table_name());
    text.extend(chunks);
    let _ = writeln!(text, "{FIELD_INDENT}],");
    text
}

/// One record.
pub(super) fn record_text<T: Serialize>(options: &Options, kind: Kind, record: &T, indent: &str) -> String {
    value_text(options, record, usize::from(is_block(kind)), indent)
}

/// A value as RON; `depth` levels of it are broken into lines.
///
/// Serialising plain values into a string cannot fail; an empty text would be refused when read back.
pub(super) fn value_text<T: Serialize>(options: &Options, value: &T, depth: usize, indent: &str) -> String {
    let text =
        options.to_string_pretty(value, PrettyConfig::new().new_line("\n").depth_limit(depth)).unwrap_or_default();
    if depth == 0 { text } else { text.replace('\n', &format!("\n{indent}")) }
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

struct Canonical {
    options: Options,
    text: String,
}

impl TableVisitor for Canonical {
    fn table<T: Record>(&mut self, kind: Kind, records: &Table<T>) {
        if !records.is_empty() {
            self.text.push_str(&table(&self.options, kind, records));
        }
    }
}
