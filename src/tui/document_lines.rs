//! A report as lines of a pane: headings, facts, lists and aligned tables, wrapped to the width.

use crate::report::document::{Block, Document};
use crate::report::table::Table;
use crate::tui::theme::Role;
use crate::tui::widgets::paint::{Piece, piece};
use crate::tui::widgets::safe_text::{self, Align};
use crate::tui::widgets::wrap::wrap;

/// The lines of a document at a width.
pub fn lines(document: &Document, width: u16, ellipsis: &str) -> Vec<Vec<Piece>> {
    let cells = usize::from(width);
    let mut lines: Vec<Vec<Piece>> = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Heading(_, text) => {
                if !lines.is_empty() {
                    lines.push(Vec::new());
                }
                lines.push(vec![piece(text.clone(), Role::Header)]);
            }
            Block::Paragraph(text) => lines.extend(wrapped(text, cells, Role::Muted)),
            Block::Notes(text) => lines.extend(text.lines().flat_map(|line| wrapped(line, cells, Role::Text))),
            Block::List(items) => {
                for item in items {
                    for (n, line) in wrap(item, cells.saturating_sub(2)).into_iter().enumerate() {
                        let lead = if n == 0 { "- " } else { "  " };
                        lines.push(vec![piece(lead, Role::Muted), piece(line, Role::Text)]);
                    }
                }
            }
            Block::Facts(facts) => {
                let label = facts.iter().map(|(name, _)| safe_text::width(name)).max().unwrap_or(0);
                for (name, value) in facts {
                    let name = safe_text::fit(name, label + 2, Align::Left, ellipsis);
                    lines.push(vec![piece(name, Role::Muted), piece(value.display().into_owned(), Role::Text)]);
                }
            }
            Block::Table(table) => lines.extend(table_lines(table, cells, ellipsis)),
        }
    }
    lines
}

/// Rows that do not fit side by side: the first value on lines of its own, the others named below it.
fn cards(table: &Table, texts: &[Vec<String>], cells: usize) -> Vec<Vec<Piece>> {
    let mut lines = Vec::new();
    for row in texts {
        let Some((first, rest)) = row.split_first() else { continue };
        lines.extend(wrapped(first, cells, Role::Text));
        let named = table.columns.iter().skip(1).zip(rest);
        let words: Vec<String> =
            named.map(|(column, text)| format!("{} {text}", column.title.to_lowercase())).collect();
        for line in wrap(&words.join(", "), cells.saturating_sub(2)) {
            lines.push(vec![piece(format!("  {line}"), Role::Muted)]);
        }
    }
    lines
}

fn wrapped(text: &str, cells: usize, role: Role) -> Vec<Vec<Piece>> {
    wrap(text, cells).into_iter().map(|line| vec![piece(line, role)]).collect()
}

fn table_lines(table: &Table, cells: usize, ellipsis: &str) -> Vec<Vec<Piece>> {
    if table.rows.is_empty() {
        return Vec::new();
    }
    let texts: Vec<Vec<String>> = table
        .rows
        .iter()
        .map(|row| row.iter().map(|cell| safe_text::clean(&cell.display()).into_owned()).collect())
        .collect();
    let numbers: Vec<bool> = (0..table.columns.len())
        .map(|at| {
            let number = |cell: &crate::report::cell::Cell| cell.exact().is_some() || cell.is_unknown();
            table.rows.iter().all(|row| row.get(at).is_none_or(number))
        })
        .collect();
    let mut widths: Vec<usize> = (0..table.columns.len())
        .map(|at| {
            let widest = texts.iter().filter_map(|row| row.get(at)).map(|text| safe_text::width(text)).max();
            widest.unwrap_or(0).max(safe_text::width(table.columns[at].title))
        })
        .collect();
    let gaps = 2 * widths.len().saturating_sub(1);
    let others: usize = widths.iter().skip(1).sum();
    let first = widths.first().copied().unwrap_or(0);
    if first + others + gaps > cells && cells.saturating_sub(others + gaps) < first.min(24) {
        return cards(table, &texts, cells);
    }
    while widths.iter().sum::<usize>() + gaps > cells {
        match widths.iter_mut().max() {
            Some(widest) if *widest > 4 => *widest -= 1,
            _ => break,
        }
    }
    let line = |texts: &mut dyn Iterator<Item = &str>, role: Role| {
        let fitted = texts.enumerate().map(|(at, text)| {
            let align = if numbers.get(at) == Some(&true) { Align::Right } else { Align::Left };
            safe_text::fit(text, widths.get(at).copied().unwrap_or(0), align, ellipsis)
        });
        vec![piece(fitted.collect::<Vec<_>>().join("  ").trim_end().to_owned(), role)]
    };
    let mut lines = vec![line(&mut table.columns.iter().map(|column| column.title), Role::Muted)];
    lines.extend(texts.iter().map(|row| line(&mut row.iter().map(String::as_str), Role::Text)));
    lines
}
