//! A report as lines of a pane: headings, facts, lists and aligned tables, wrapped to the width.

use crate::program::currency::Currency;
use crate::report::cell::Cell;
use crate::report::document::{Block, Document};
use crate::report::table::Table;
use crate::tui::amount;
use crate::tui::theme::Role;
use crate::tui::widgets::paint::{Piece, piece};
use crate::tui::widgets::safe_text::{self, Align};
use crate::tui::widgets::wrap::wrap;

/// Cells between columns.
const GAP: usize = 2;

/// The lines of a document at a width; amounts stand in whole units of the currency.
pub fn lines(document: &Document, width: u16, currency: Currency, ellipsis: &str) -> Vec<Vec<Piece>> {
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
                    let value = shown(value, currency);
                    let beside = label + 2 + safe_text::width(&value) <= cells;
                    let name = safe_text::fit(name, if beside { label + 2 } else { cells }, Align::Left, ellipsis);
                    lines.push(vec![piece(name, Role::Muted)]);
                    match lines.last_mut() {
                        Some(line) if beside => line.push(piece(value, Role::Text)),
                        _ => lines.extend(wrapped(&format!("  {value}"), cells, Role::Text)),
                    }
                }
            }
            Block::Table(table) => lines.extend(table_lines(table, cells, currency, ellipsis)),
            Block::Chart(chart) => {
                lines.extend(wrapped(&chart.title, cells, Role::Muted));
                lines.extend(table_lines(&chart.table, cells, currency, ellipsis));
            }
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

/// A value for a reader: amounts in whole units.
fn shown(cell: &Cell, currency: Currency) -> String {
    let text = match cell {
        Cell::Money(money) => amount::short(*money, currency, usize::MAX),
        cell => cell.display().into_owned(),
    };
    safe_text::clean(&text).into_owned()
}

/// A table as it is laid out: texts, which columns are numbers, how wide each is.
struct Laid<'a> {
    titles: Vec<&'a str>,
    texts: Vec<Vec<String>>,
    numbers: Vec<bool>,
    widths: Vec<usize>,
    ellipsis: &'a str,
}

impl<'a> Laid<'a> {
    fn of(table: &'a Table, currency: Currency, ellipsis: &'a str) -> Self {
        let texts: Vec<Vec<String>> =
            table.rows.iter().map(|row| row.iter().map(|cell| shown(cell, currency)).collect()).collect();
        let number = |cell: &Cell| cell.exact().is_some() || cell.is_unknown() || cell.is_not_available();
        let numbers = (0..table.columns.len()).map(|at| table.rows.iter().all(|row| row.get(at).is_none_or(number)));
        let titles: Vec<&str> = table.columns.iter().map(|column| column.title).collect();
        let widest = |at: usize, title: &&str| {
            let widest = texts.iter().filter_map(|row| row.get(at)).map(|text| safe_text::width(text)).max();
            widest.unwrap_or(0).max(safe_text::width(title))
        };
        let widths = titles.iter().enumerate().map(|(at, title)| widest(at, title)).collect();
        Self { numbers: numbers.collect(), widths, titles, texts, ellipsis }
    }

    fn width(&self, columns: &[usize]) -> usize {
        let cells: usize = columns.iter().filter_map(|at| self.widths.get(*at)).sum();
        cells + GAP * columns.len().saturating_sub(1)
    }

    /// The columns in groups that fit, each led by the first column; nothing where a group of two does not fit.
    fn groups(&self, cells: usize) -> Option<Vec<Vec<usize>>> {
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for at in 1..self.titles.len() {
            let wider = groups.last().map(|group| group.iter().copied().chain([at]).collect::<Vec<_>>());
            match wider.filter(|wider| self.width(wider) <= cells) {
                Some(wider) => drop(groups.pop().map(|_| groups.push(wider))),
                None => groups.push(vec![0, at]),
            }
        }
        groups.iter().all(|group| self.width(group) <= cells).then_some(groups)
    }

    fn lines(&self, columns: &[usize]) -> Vec<Vec<Piece>> {
        let line = |texts: &[&str], role: Role| {
            let fitted = columns.iter().map(|&at| {
                let align = if self.numbers.get(at) == Some(&true) { Align::Right } else { Align::Left };
                let text = texts.get(at).copied().unwrap_or_default();
                safe_text::fit(text, self.widths.get(at).copied().unwrap_or(0), align, self.ellipsis)
            });
            vec![piece(fitted.collect::<Vec<_>>().join("  ").trim_end().to_owned(), role)]
        };
        let head = line(&self.titles, Role::Muted);
        let rows = self.texts.iter().map(|row| line(&row.iter().map(String::as_str).collect::<Vec<_>>(), Role::Text));
        std::iter::once(head).chain(rows).collect()
    }
}

/// A table side by side where it fits; numbers in tables one below the other; otherwise row by row.
fn table_lines(table: &Table, cells: usize, currency: Currency, ellipsis: &str) -> Vec<Vec<Piece>> {
    if table.rows.is_empty() {
        return Vec::new();
    }
    let mut laid = Laid::of(table, currency, ellipsis);
    let all: Vec<usize> = (0..laid.titles.len()).collect();
    let first = laid.widths.first().copied().unwrap_or(0);
    let others = laid.width(&all) - first;
    if laid.width(&all) > cells && cells.saturating_sub(others) < first.min(24) {
        let figures = laid.numbers.len() > 2 && laid.numbers.iter().skip(1).all(|number| *number);
        return match laid.groups(cells).filter(|_| figures) {
            Some(groups) => groups.iter().map(|group| laid.lines(group)).collect::<Vec<_>>().join(&Vec::new()),
            None => cards(table, &laid.texts, cells),
        };
    }
    while laid.width(&all) > cells {
        match laid.widths.iter_mut().max() {
            Some(widest) if *widest > 4 => *widest -= 1,
            _ => break,
        }
    }
    laid.lines(&all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::money::Money;
    use crate::report::cell::CellKind;
    use crate::report::table::Column;

    fn figures() -> Document {
        let columns = [
            Column::new("metric", "Metric", CellKind::Text),
            Column::new("now", "Actual", CellKind::Money),
            Column::new("before", "Before", CellKind::Money),
            Column::new("change", "Change", CellKind::Percent),
        ];
        let mut table = Table::new(&columns);
        let half = Cell::Percent(crate::analysis::exact::Fraction::from_integer(50), 1);
        table.push(vec!["Sourced".into(), Money::whole(450_000).into(), Money::whole(300_000).into(), half]);
        table.push(vec!["Influenced".into(), Money::ZERO.into(), Money::ZERO.into(), Cell::not_available()]);
        let mut document = Document::default();
        document.table(table, "");
        document
    }

    fn text(width: u16) -> Vec<String> {
        let lines = lines(&figures(), width, Currency::USD, "…");
        lines.into_iter().map(|line| line.into_iter().map(|piece| piece.text).collect()).collect()
    }

    #[test]
    fn figures_stand_in_columns_at_any_width_that_holds_two() {
        assert_eq!(text(48)[1], "Sourced     $450,000  $300,000   50.0%");
        assert_eq!(text(48)[2], "Influenced        $0        $0     n/a");
        let narrow = text(30);
        assert_eq!(
            narrow[..3],
            ["Metric        Actual    Before", "Sourced     $450,000  $300,000", "Influenced        $0        $0"]
        );
        assert_eq!(narrow[4..6], ["Metric      Change", "Sourced      50.0%"]);
        assert!(text(8).iter().all(|line| !line.is_empty()));
    }
}
