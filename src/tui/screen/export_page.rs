//! A document as lines of a page: headings stand out, and the columns of its tables stand below each other.

use crate::tui::overlays::PageLine;
use crate::tui::theme::Role;
use crate::tui::widgets::safe_text;

/// The widest column, in cells; longer texts push the rest to the right.
const WIDEST: usize = 40;

pub(super) fn lines(text: &[String]) -> Vec<PageLine> {
    let mut page = Vec::new();
    let mut at = 0;
    while let Some(line) = text.get(at) {
        let rows = text.iter().skip(at).take_while(|line| line.starts_with('|')).count();
        if rows > 0 {
            page.extend(table(text.get(at..at + rows).unwrap_or_default()));
            at += rows;
            continue;
        }
        let heading = line.starts_with('#') || line.starts_with("== ");
        page.push(PageLine::new(line.clone(), if heading { Role::Header } else { Role::Text }));
        at += 1;
    }
    page
}

fn table(rows: &[String]) -> Vec<PageLine> {
    let cells: Vec<Vec<String>> = rows.iter().map(|row| split(row)).collect();
    let is_rule = |row: &[String]| row.iter().all(|cell| !cell.is_empty() && cell.chars().all(|c| "-:".contains(c)));
    let right: Vec<bool> = cells
        .iter()
        .find(|row| is_rule(row))
        .map(|row| row.iter().map(|cell| cell.ends_with(':')).collect())
        .unwrap_or_default();
    let columns = cells.iter().map(Vec::len).max().unwrap_or(0);
    let widest = |column: usize| {
        let of = cells.iter().filter(|row| !is_rule(row)).filter_map(|row| row.get(column));
        of.map(|cell| safe_text::width(&safe_text::clean(cell))).max().unwrap_or(0).min(WIDEST)
    };
    let widths: Vec<usize> = (0..columns).map(widest).collect();
    let mut page = Vec::new();
    for (at, row) in cells.iter().enumerate().filter(|(_, row)| !is_rule(row)) {
        let fitted = row.iter().zip(&widths).enumerate().map(|(column, (cell, width))| {
            let cell = safe_text::clean(cell);
            let room = " ".repeat(width.saturating_sub(safe_text::width(&cell)));
            if right.get(column) == Some(&true) { format!("{room}{cell}") } else { format!("{cell}{room}") }
        });
        let text = fitted.collect::<Vec<_>>().join("  ").trim_end().to_owned();
        page.push(PageLine::row(text, if at == 0 { Role::Title } else { Role::Text }));
    }
    page
}

/// The cells of a row; a bar that is escaped belongs to its cell.
fn split(row: &str) -> Vec<String> {
    let inner = row.trim().trim_start_matches('|');
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    inner.replace("\\|", "\u{1}").split('|').map(|cell| cell.trim().replace('\u{1}', "|")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_stand_in_columns_and_headings_stand_out() {
        let text = ["# Title", "| What | Amount |", "|---|---:|", "| a\\|b | 1 |", "| longer | 200 |", "end"];
        let page = lines(&text.map(str::to_owned));
        let shown: Vec<&str> = page.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(shown, ["# Title", "What    Amount", "a|b          1", "longer     200", "end"]);
        assert_eq!((page[0].role, page[1].role), (Role::Header, Role::Title));
    }
}
