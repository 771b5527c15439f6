//! A document divided into the sheets of a workbook.

use crate::report::document::{Block, Document};

/// The longest name a sheet can have.
const LONGEST: usize = 31;

/// What stands on a sheet.
#[derive(Debug)]
pub struct Sheet<'a> {
    /// Its name, as a workbook can hold it; no two are the same.
    pub name: String,
    /// Its title.
    pub title: &'a str,
    /// Its parts.
    pub blocks: Vec<&'a Block>,
}

/// What stands before the first section is the summary; every section is a sheet.
pub fn sheets(document: &Document) -> Vec<Sheet<'_>> {
    let mut sheets: Vec<Sheet<'_>> = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Heading(1, title) if sheets.is_empty() => {
                sheets.push(Sheet { name: "Summary".to_owned(), title, blocks: Vec::new() });
            }
            Block::Heading(2, title) => {
                let name = free(&sheets, title);
                sheets.push(Sheet { name, title, blocks: Vec::new() });
            }
            _ => match sheets.last_mut() {
                Some(sheet) => sheet.blocks.push(block),
                None => sheets.push(Sheet { name: "Summary".to_owned(), title: "", blocks: vec![block] }),
            },
        }
    }
    if sheets.is_empty() {
        sheets.push(Sheet { name: "Summary".to_owned(), title: "", blocks: Vec::new() });
    }
    sheets
}

/// A name out of a title that no sheet has yet.
fn free(taken: &[Sheet<'_>], title: &str) -> String {
    let allowed = |c: char| if c.is_control() || "[]:*?/\\'".contains(c) { ' ' } else { c };
    let words: String = super::markup::legible(title).chars().map(allowed).collect();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let words =
        if words.is_empty() || words.eq_ignore_ascii_case("history") { format!("Section {words}") } else { words };
    let is_taken = |name: &str| taken.iter().any(|sheet| sheet.name.to_lowercase() == name.to_lowercase());
    let cut = |ending: &str| {
        let mut units = LONGEST - ending.len();
        let fits = |c: &char| {
            let fits = c.len_utf16() <= units;
            units = units.saturating_sub(c.len_utf16());
            fits
        };
        let begin: String = words.chars().take_while(fits).collect();
        format!("{}{ending}", begin.trim_end())
    };
    let mut name = cut("");
    let mut number = 2;
    while is_taken(&name) {
        name = cut(&format!(" {number}"));
        number += 1;
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_sheets_are_legal_and_differ() {
        let mut document = Document::titled("T");
        let long = "Sourced / influenced: [everything] that was *won* in a quarter";
        for title in [long, long, "summary", "''", "History", "🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀"]
        {
            document.section(title);
        }
        let names: Vec<String> = sheets(&document).into_iter().map(|sheet| sheet.name).collect();
        assert_eq!(
            names[1..5],
            ["Sourced influenced everything t", "Sourced influenced everything 2", "summary 2", "Section"]
        );
        for name in &names {
            assert!(name.encode_utf16().count() <= LONGEST && !name.is_empty(), "{name}");
        }
    }
}
