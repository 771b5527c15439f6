//! A document for reading on a terminal: headings underlined, paragraphs wrapped, facts and tables aligned.

use unicode_width::UnicodeWidthStr;

use super::rows;
use crate::report::document::{Block, Document};

/// Columns a paragraph is wrapped to; the same on a terminal and in a pipe.
const WIDTH: usize = 100;

/// The document as plain text; no escape of a name ever passes.
pub(super) fn text(document: &Document) -> String {
    let mut out = String::new();
    for (place, block) in document.blocks.iter().enumerate() {
        if place > 0 {
            out.push('\n');
        }
        match block {
            Block::Heading(level, text) => heading(&mut out, *level, &rows::plain(text)),
            Block::Paragraph(text) => wrapped(&mut out, &rows::plain(text), "", ""),
            Block::Notes(text) => text.lines().for_each(|line| wrapped(&mut out, &rows::plain(line), "  ", "  ")),
            Block::List(items) => items.iter().for_each(|item| wrapped(&mut out, &rows::plain(item), "- ", "  ")),
            Block::Facts(facts) => {
                let widest = facts.iter().map(|(name, _)| name.width()).max().unwrap_or(0);
                for (name, cell) in facts {
                    let gap = " ".repeat(widest - name.width() + 2);
                    for part in [rows::plain(name), gap, rows::plain(&cell.display()), "\n".to_owned()] {
                        out.push_str(&part);
                    }
                }
            }
            Block::Table(table) => out.push_str(&rows::text(table)),
            Block::Chart(chart) => {
                wrapped(&mut out, &rows::plain(&chart.title), "", "");
                out.push_str(&rows::text(&chart.table));
            }
        }
    }
    out
}

fn heading(out: &mut String, level: u8, text: &str) {
    out.push_str(text);
    out.push('\n');
    let rule = match level {
        1 => "=",
        2 => "-",
        _ => return,
    };
    out.push_str(&rule.repeat(text.width()));
    out.push('\n');
}

/// Words on lines of at most [`WIDTH`] columns, the first line led by `first`, the others by `rest`.
pub(super) fn wrapped(out: &mut String, text: &str, first: &str, rest: &str) {
    let mut line = first.to_owned();
    let mut empty = true;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        if !empty && line.width() + 1 + word.width() > WIDTH {
            out.push_str(&line);
            out.push('\n');
            rest.clone_into(&mut line);
            empty = true;
        }
        if !empty {
            line.push(' ');
        }
        line.push_str(word);
        empty = false;
    }
    out.push_str(&line);
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_paragraphs_are_wrapped_and_nothing_escapes() {
        let mut document = Document::titled("A\u{1b}[31m");
        document.say("word ".repeat(40)).list(vec!["x".repeat(3)]).facts([("Name", "value".into())]);
        let found = text(&document);
        assert!(found.lines().all(|line| line.width() <= WIDTH) && !found.contains('\u{1b}'), "{found}");
        assert!(found.ends_with("- xxx\n\nName  value\n"), "{found}");
    }
}
