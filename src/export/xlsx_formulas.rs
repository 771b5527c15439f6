//! Where a sheet calculates: totals and shares that the cells above give exactly. Anything else is written as a value.

use num_rational::Ratio;

use crate::report::cell::{Cell, CellKind};
use crate::report::table::Table;

/// Whether a row says that it is the total of those above.
pub(super) fn is_total(cells: &[Cell]) -> bool {
    matches!(cells.first(), Some(Cell::Text(text)) if &**text == "Total")
}

/// A part of the line above it, which a total does not count again.
fn is_part(cells: &[Cell]) -> bool {
    matches!(cells.first(), Some(Cell::Text(text)) if text.starts_with("of which"))
}

/// The column of shares, and the row that is the whole: the only one with all of it.
fn whole(table: &Table) -> Option<(usize, usize)> {
    let share = table.columns.iter().position(|column| column.name == "share" && column.kind == CellKind::Percent)?;
    let all = Ratio::from_integer(100);
    let is_all = |row: &Vec<Cell>| row.get(share).and_then(Cell::exact) == Some(all);
    let row = table.rows.iter().rposition(is_all)?;
    Some((share, row))
}

/// The formula of a cell of a table whose first row of values is that line of the sheet, counted from one.
pub(super) fn formula(table: &Table, (row, place): (usize, usize), line: usize) -> Option<String> {
    let cells = table.rows.get(row)?;
    let cell = cells.get(place)?;
    if let Some((share, whole)) = whole(table)
        && (place == share || row == whole)
    {
        return if place == share { part(table, (row, share), whole, line) } else { sum(table, (row, place), line) };
    }
    (is_total(cells) && matches!(cell, Cell::Money(_) | Cell::Count(_))).then(|| sum(table, (row, place), line))?
}

/// The sum of what stands above, where it is just that.
fn sum(table: &Table, (row, place): (usize, usize), line: usize) -> Option<String> {
    let cell = table.rows.get(row)?.get(place)?;
    let (Cell::Money(_) | Cell::Count(_), Some(wanted)) = (cell, cell.exact()) else { return None };
    let above = table.rows.get(..row)?;
    let counted: Vec<usize> = (0..row).filter(|at| above.get(*at).is_some_and(|cells| !is_part(cells))).collect();
    let mut found = Ratio::from_integer(0);
    for at in &counted {
        let cell = above.get(*at)?.get(place)?;
        found += if cell.is_unknown() { Ratio::from_integer(0) } else { cell.exact()? };
    }
    if found != wanted || counted.is_empty() {
        return None;
    }
    let column = letters(place);
    let last = counted.len() - 1;
    if counted.last() == Some(&last) {
        return Some(format!("=SUM({column}{line}:{column}{})", line + last));
    }
    let cells: Vec<String> = counted.iter().map(|at| format!("{column}{}", line + at)).collect();
    Some(format!("=SUM({})", cells.join(",")))
}

/// The amount before the share as a part of the whole, where it is just that.
fn part(table: &Table, (row, share): (usize, usize), whole: usize, line: usize) -> Option<String> {
    let amounts = (0..share).rev().find(|at| table.columns.get(*at).is_some_and(|one| one.kind == CellKind::Money))?;
    let of = |row: usize| table.rows.get(row)?.get(amounts)?.exact();
    let (amount, all) = (of(row)?, of(whole)?);
    let shown = table.rows.get(row)?.get(share)?.exact()?;
    if all == Ratio::from_integer(0) || amount * 100 / all != shown {
        return None;
    }
    let (column, whole) = (letters(amounts), line + whole);
    Some(format!("=IF({column}{whole}=0,0,{column}{}/{column}{whole})", line + row))
}

/// The name of a column: `A` to `Z`, then `AA`.
pub(super) fn letters(place: usize) -> String {
    let last = char::from(b'A' + (place % 26) as u8);
    if place < 26 { last.to_string() } else { format!("{}{last}", letters(place / 26 - 1)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::money::Money;
    use crate::report::table::Column;

    #[test]
    fn totals_and_shares_are_calculated_only_where_the_cells_give_them() {
        let mut table = Table::new(&[
            Column::new("line", "Line", CellKind::Text),
            Column::new("amount", "Amount", CellKind::Money),
            Column::new("share", "Share", CellKind::Percent),
        ]);
        let lines = [("Sourced", 30, 60), ("Influenced", 20, 40), ("of which open", 5, 11), ("Closed-won", 50, 100)];
        for (name, amount, share) in lines {
            let share = Cell::Percent(Ratio::from_integer(share), 1);
            table.push(vec![name.into(), Cell::Money(Money::whole(amount)), share]);
        }
        let at = |row, place| formula(&table, (row, place), 4);
        assert_eq!(at(3, 1).as_deref(), Some("=SUM(B4:B5)"));
        assert_eq!(at(0, 2).as_deref(), Some("=IF(B7=0,0,B4/B7)"));
        assert_eq!(at(2, 2), None, "eleven percent is not what the cells give");
        assert_eq!(at(0, 1), None);
        assert_eq!([letters(0), letters(25), letters(26)], ["A", "Z", "AA"]);
    }
}
