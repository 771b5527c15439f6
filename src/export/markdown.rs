//! A document as Markdown: what a person pastes into a mail, a wiki or a repository.

use std::fmt::Write as _;

use crate::report::cell::Cell;
use crate::report::chart::Chart;
use crate::report::document::{Block, Document};
use crate::report::table::Table;

/// The document as Markdown, ending with a line break.
pub fn document(document: &Document) -> String {
    let mut out = String::new();
    for block in &document.blocks {
        if !out.is_empty() {
            out.push('\n');
        }
        match block {
            Block::Heading(level, text) => {
                let _ = writeln!(out, "{} {}", "#".repeat(usize::from((*level).clamp(1, 6))), inline(text));
            }
            Block::Paragraph(text) => {
                let _ = writeln!(out, "{}", line_start(&inline(text)));
            }
            Block::Notes(text) => notes(&mut out, text),
            Block::List(items) => {
                for item in items {
                    let _ = writeln!(out, "- {}", inline(item));
                }
            }
            Block::Facts(facts) => {
                for (name, cell) in facts {
                    let _ = writeln!(out, "- **{}**: {}", inline(name), inline(&cell.display()));
                }
            }
            Block::Table(table) => rows(&mut out, table),
            Block::Chart(one) => out.push_str(&chart(one)),
        }
    }
    out
}

/// A table as Markdown, ending with a line break.
pub fn table(table: &Table) -> String {
    let mut out = String::new();
    rows(&mut out, table);
    out
}

/// A chart as the table of its values under its title.
pub(super) fn chart(chart: &Chart) -> String {
    let unit = if chart.unit.is_empty() { String::new() } else { format!(" ({})", inline(&chart.unit)) };
    let mut out = format!("**{}**{unit}\n\n", inline(&chart.title));
    rows(&mut out, &chart.table);
    out
}

fn notes(out: &mut String, text: &str) {
    for line in text.trim_end().lines() {
        let _ = writeln!(out, "{}", format!("> {}", inline(line)).trim_end());
    }
}

fn rows(out: &mut String, table: &Table) {
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    out.push_str(&line(table.columns.iter().map(|column| cell_text(column.title)).collect()));
    let rule = table.columns.iter().map(|column| if column.kind.is_number() { "---:" } else { "---" });
    let _ = writeln!(out, "|{}|", rule.collect::<Vec<_>>().join("|"));
    for row in &table.rows {
        out.push_str(&line(row.iter().map(|cell| cell_text(&display(cell))).collect()));
    }
}

fn display(cell: &Cell) -> String {
    cell.display().into_owned()
}

/// Text inside a table cell: no pipe, no line break ends it.
fn cell_text(text: &str) -> String {
    let breaks = text.trim_end().replace("\r\n", "\n").replace(['\n', '\r'], "\u{2028}");
    inline(&breaks).replace('|', "\\|").replace('\u{2028}', "<br>")
}

/// Text as text: what Markdown or HTML would read as markup is escaped, controls are gone.
pub(super) fn inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => out.push(' '),
            _ if c.is_control() => {}
            '\\' | '`' | '*' | '[' | ']' => {
                out.push('\\');
                out.push(c);
            }
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            _ => out.push(c),
        }
    }
    out
}

/// A paragraph that begins like a heading, a list or a quotation is still a paragraph.
pub(super) fn line_start(text: &str) -> String {
    let marker = text.starts_with(['#', '>', '-', '+', '=']);
    let numbered = text.split_once(['.', ')']).is_some_and(|(digits, rest)| {
        !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) && rest.starts_with(' ')
    });
    match (marker, numbered) {
        (true, _) => format!("\\{text}"),
        (_, true) => text.replacen(['.', ')'], "\\.", 1),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::money::Money;
    use crate::report::cell::CellKind;
    use crate::report::table::Column;

    #[test]
    fn markup_in_names_stays_text() {
        let mut doc = Document::titled("A & <b>*B*</b>");
        doc.say("# not a heading").say("1. not a list").notes("two\n\nlines\u{1b}[31m");
        let expected =
            "# A &amp; &lt;b>\\*B\\*&lt;/b>\n\n\\# not a heading\n\n1\\. not a list\n\n> two\n>\n> lines\\[31m\n";
        assert_eq!(document(&doc), expected);
    }

    #[test]
    fn a_table_keeps_its_columns_whatever_stands_in_it() {
        let mut table = Table::new(&[
            Column::new("name", "Name", CellKind::Text),
            Column::new("amount", "Amount (USD)", CellKind::Money),
        ]);
        table.push(vec!["a|b\nc".into(), Cell::Money(Money::whole(1200))]);
        table.push(vec!["d".into(), Cell::Unknown]);
        let expected = "| Name | Amount (USD) |\n|---|---:|\n| a\\|b<br>c | 1,200.00 |\n| d | unknown |\n";
        assert_eq!(super::table(&table), expected);
    }
}
