//! What nobody has decided yet stands in a document as a blank, never as a guess.

use crate::report::cell::Cell;
use crate::report::document::{Block, Document};

const OPENS: &str = "[TO BE DECIDED: ";

/// A blank, such as `[TO BE DECIDED: governing law]`.
pub(super) fn blank(what: &str) -> String {
    format!("{OPENS}{what}]")
}

/// The text, or a blank where there is none.
pub(super) fn or_blank(text: Option<&str>, what: &str) -> String {
    text.map(str::trim).filter(|text| !text.is_empty()).map_or_else(|| blank(what), str::to_owned)
}

/// The value told, or a blank where it is unknown.
pub(super) fn told_or_blank<T: ToString>(value: Option<T>, what: &str) -> String {
    value.map_or_else(|| blank(what), |value| value.to_string())
}

/// The blanks of a document in reading order, each once: what is marked as one, and named values that are not known.
pub(super) fn blanks_of(document: &Document) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut add = |what: &str| {
        if !found.iter().any(|known| known == what) {
            found.push(what.to_owned());
        }
    };
    for block in &document.blocks {
        match block {
            // a chart says nothing that its table does not
            Block::Chart(_) => {}
            Block::Heading(_, text) | Block::Paragraph(text) | Block::Notes(text) => marked(text, &mut add),
            Block::List(items) => items.iter().for_each(|item| marked(item, &mut add)),
            Block::Facts(facts) => {
                for (name, cell) in facts {
                    if cell.is_unknown() {
                        add(name);
                    }
                    marked_cell(cell, &mut add);
                }
            }
            Block::Table(table) => table.rows.iter().flatten().for_each(|cell| marked_cell(cell, &mut add)),
        }
    }
    found
}

fn marked_cell(cell: &Cell, add: &mut impl FnMut(&str)) {
    match cell {
        Cell::Text(text) => marked(text, add),
        Cell::List(items) => items.iter().for_each(|item| marked(item, add)),
        _ => {}
    }
}

fn marked(text: &str, add: &mut impl FnMut(&str)) {
    for rest in text.split(OPENS).skip(1) {
        if let Some((what, _)) = rest.split_once(']') {
            add(what);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_are_found_wherever_they_stand_and_once() {
        let mut document = Document::titled("T");
        document.say(format!("{} and {}", blank("law"), blank("venue")));
        document.list(vec![blank("law")]);
        document.facts([("Owner", Cell::Unknown), ("Name", blank("name").into())]);
        assert_eq!(blanks_of(&document), ["law", "venue", "Owner", "name"]);
        assert_eq!(or_blank(Some("  "), "term"), "[TO BE DECIDED: term]");
    }
}
