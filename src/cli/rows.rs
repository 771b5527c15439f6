//! A table for reading on a terminal: columns by the width of what stands in them, no escape ever passes.

use unicode_width::UnicodeWidthStr;

use crate::report::cell::{Cell, CellKind};
use crate::report::table::Table;

/// The widest a column gets; longer text is cut with an ellipsis.
const WIDEST: usize = 48;

/// The table as aligned text: a heading, a rule, the rows.
pub fn text(table: &Table) -> String {
    let kinds: Vec<CellKind> = table.columns.iter().map(|column| column.kind).collect();
    let heads: Vec<String> = table.columns.iter().map(|column| column.title.to_owned()).collect();
    let rows: Vec<Vec<String>> =
        table.rows.iter().map(|row| row.iter().zip(&kinds).map(|(cell, kind)| shown(cell, *kind)).collect()).collect();
    let widest = |place: usize| {
        let cells = rows.iter().filter_map(|row| row.get(place)).map(|text| text.width());
        cells.chain([heads[place].width()]).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..heads.len()).map(widest).collect();
    let mut out = String::new();
    line(&mut out, &heads, &widths, &kinds);
    let rules: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
    line(&mut out, &rules, &widths, &kinds);
    for row in &rows {
        line(&mut out, row, &widths, &kinds);
    }
    out
}

fn line(out: &mut String, cells: &[String], widths: &[usize], kinds: &[CellKind]) {
    let mut text = String::new();
    for ((cell, width), kind) in cells.iter().zip(widths).zip(kinds) {
        if !text.is_empty() {
            text.push_str("  ");
        }
        let gap = " ".repeat(width.saturating_sub(cell.width()));
        if kind.is_number() {
            text.push_str(&gap);
            text.push_str(cell);
        } else {
            text.push_str(cell);
            text.push_str(&gap);
        }
    }
    out.push_str(text.trim_end());
    out.push('\n');
}

/// A number that is not known is a question mark; a text or date that is not there is a dash.
fn shown(cell: &Cell, kind: CellKind) -> String {
    match cell {
        Cell::Unknown if kind.is_number() => "?".to_owned(),
        Cell::Unknown => "-".to_owned(),
        Cell::List(texts) if texts.is_empty() => "-".to_owned(),
        _ => cut(&plain(&cell.display())),
    }
}

/// Whether a character has no width or steers the direction of text.
pub fn is_turning(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{61c}')
}

/// Text without controls, terminal escapes and signs that turn the direction of writing.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => out.push(' '),
            '\u{200d}' => out.push(c),
            _ if c.is_control() || is_turning(c) => out.push('\u{fffd}'),
            _ => out.push(c),
        }
    }
    out
}

fn cut(text: &str) -> String {
    use unicode_segmentation::UnicodeSegmentation as _;
    if text.width() <= WIDEST {
        return text.to_owned();
    }
    let mut out = String::new();
    for grapheme in text.graphemes(true) {
        if out.width() + grapheme.width() >= WIDEST {
            break;
        }
        out.push_str(grapheme);
    }
    out.push('…');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::money::Money;
    use crate::report::table::Column;

    #[test]
    fn columns_align_by_display_width_and_nothing_escapes() {
        let mut table =
            Table::new(&[Column::new("name", "Name", CellKind::Text), Column::new("sum", "Sum", CellKind::Money)]);
        table.push(vec!["株式会社サクラ".into(), Cell::Money(Money::whole(1200))]);
        table.push(vec!["a\u{1b}[31m".into(), Cell::Unknown]);
        let expected = "Name                 Sum\n--------------  --------\n株式会社サクラ  1,200.00\na\u{fffd}[31m                 ?\n";
        assert_eq!(text(&table), expected);
    }

    #[test]
    fn long_text_is_cut() {
        assert_eq!(cut(&"x".repeat(60)).chars().count(), WIDEST);
    }
}
