//! The columns of an earlier import of such a file: every import is a record of the plan, so its mapping is not asked twice.

use jiff::civil::Date;

use super::field::Field;
use super::options::Kind;
use super::parsed::ParsedFile;
use crate::program::Program;
use crate::program::record_keeping::{ImportKind, ImportRun};

/// The mapping of the last import whose columns are all in this file, and its day; nothing where the file is read the
/// same way without it.
pub fn remembered(program: &Program, file: &ParsedFile) -> Option<(Vec<(String, String)>, Date)> {
    let kind = match file.kind {
        Kind::Deals => ImportKind::Deals,
        Kind::Partners => ImportKind::Partners,
    };
    let fits = |run: &&ImportRun| {
        run.kind == kind && !run.mapping.is_empty() && run.mapping.values().all(|column| file.headers.contains(column))
    };
    // of several runs of a day the one of a file of that name, then the one recorded last
    let last = program.imports.iter().filter(fits).max_by_key(|run| (run.on, run.file == file.source.file))?;
    let same = last.mapping.len() == file.source.mapping.len()
        && file.source.mapping.iter().all(|(field, column)| last.mapping.get(*field) == Some(column));
    if same {
        return None;
    }
    let mapping = Field::of(file.kind)
        .map(|field| (field.name().to_owned(), last.mapping.get(field.name()).cloned().unwrap_or_default()))
        .collect();
    Some((mapping, last.on))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{Options, parse, propose};

    const FILE: &str = "Deal Name,Stage,Close Date,Amount,ACV\nx,Won,2025-01-01,1,2\n";

    fn read(mapping: &[(&str, &str)]) -> ParsedFile {
        let mapping = mapping.iter().map(|(field, column)| ((*field).to_owned(), (*column).to_owned())).collect();
        parse(FILE.as_bytes(), "deals.csv", &Options { mapping, ..Options::default() }).unwrap()
    }

    #[test]
    fn the_columns_of_the_last_import_are_taken_again_where_they_differ() {
        let mut program = Program::named("P");
        let day = jiff::civil::date(2026, 11, 22);
        let chosen = read(&[("amount", "ACV")]);
        assert_eq!(remembered(&program, &chosen), None);
        let proposal = propose(&program, &chosen, day);
        crate::edit::History::default().commit(&mut program, proposal.edit).unwrap();
        let (mapping, on) = remembered(&program, &read(&[("amount", "Amount")])).unwrap();
        assert_eq!(on, day);
        assert!(mapping.contains(&("amount".to_owned(), "ACV".to_owned())));
        assert!(mapping.contains(&("owner".to_owned(), String::new())));
        assert_eq!(remembered(&program, &chosen), None, "it is read so already");
    }
}
