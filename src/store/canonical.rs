//! A program in canonical form: the parts in the order of the tables, the records in that of their identifiers.

use std::fmt::Write as _;

use rayon::prelude::*;

use super::read::VERSION;
use crate::program::{AnyRecord, Kind, Program};

/// What stands before the fields of the file.
pub(super) const FIELD_INDENT: &str = "    ";
/// What stands before a record.
pub(super) const RECORD_INDENT: &str = "        ";

/// Records written in one go by one thread.
const CHUNK: usize = 512;

/// The whole text.
pub(super) fn text(program: &Program) -> String {
    let mut text = String::with_capacity(4096);
    text.push_str("#![enable(implicit_some)]\n(\n");
    let _ = writeln!(text, "{FIELD_INDENT}version: {VERSION},");
    text.push_str(&part(&AnyRecord::Profile(program.profile.clone())));
    if !program.settings.is_empty() {
        text.push_str(&part(&AnyRecord::Settings(program.settings.clone())));
    }
    for &kind in Kind::TABLES {
        if program.count(kind) > 0 {
            text.push_str(&table(kind, &program.records(kind)));
        }
    }
    text.push_str(")\n");
    text
}

/// A part that is not a list, as a line or more of its own.
pub(super) fn part(value: &AnyRecord) -> String {
    format!("{FIELD_INDENT}{}: {},\n", value.kind().table_name(), record_text(value, FIELD_INDENT))
}

/// A whole table as lines of its own.
pub(super) fn table(kind: Kind, records: &[AnyRecord]) -> String {
    let chunks: Vec<String> = records
        .par_chunks(CHUNK)
        .map(|chunk| {
            let mut text = String::new();
            for record in chunk {
                let _ = writeln!(text, "{RECORD_INDENT}{},", record_text(record, RECORD_INDENT));
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

/// One record; the lines of a long one begin with `indent`.
pub(super) fn record_text(record: &AnyRecord, indent: &str) -> String {
    if is_block(record.kind()) {
        record.to_ron_in_lines(1).replace('\n', &format!("\n{indent}"))
    } else {
        record.to_ron()
    }
}

/// Kinds whose records are few and long: a field a line. All others stand one record a line.
fn is_block(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Tier
            | Kind::Partner
            | Kind::Profile
            | Kind::Settings
            | Kind::Qbr
            | Kind::Campaign
            | Kind::Listing
            | Kind::CompPlan
            | Kind::AffiliateProgram
            | Kind::BattleCard
            | Kind::TypeProfile
            | Kind::ProgramVersion
    )
}
