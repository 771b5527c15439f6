//! A table as comma- or tab-separated text: plain values, no grouping, safe to open in a spreadsheet.

use std::borrow::Cow;

use crate::report::cell::Cell;
use crate::report::table::Table;

/// RFC 4180 with line feeds, UTF-8 without a byte-order mark; text that a spreadsheet would run is led by an apostrophe.
pub fn csv(table: &Table) -> String {
    let quoted = |text: &str| {
        if text.contains([',', '"', '\n', '\r']) || text.starts_with(' ') || text.ends_with(' ') {
            format!("\"{}\"", text.replace('"', "\"\""))
        } else {
            text.to_owned()
        }
    };
    lines(table, ',', quoted)
}

/// Tab-separated: tabs and line breaks inside values become spaces.
pub fn tsv(table: &Table) -> String {
    lines(table, '\t', |text| text.replace(['\t', '\n', '\r'], " "))
}

fn lines(table: &Table, separator: char, written: impl Fn(&str) -> String) -> String {
    let mut out = String::new();
    let mut line = |values: Vec<String>| {
        for (i, value) in values.iter().enumerate() {
            if i > 0 {
                out.push(separator);
            }
            out.push_str(value);
        }
        out.push('\n');
    };
    line(table.columns.iter().map(|column| column.name.to_owned()).collect());
    for row in &table.rows {
        line(row.iter().map(|cell| written(&neutral(cell))).collect());
    }
    out
}

/// The plain value; text that begins like a formula is led by an apostrophe. Numbers stay numbers.
fn neutral(cell: &Cell) -> Cow<'_, str> {
    let plain = cell.plain();
    if cell.is_text() && plain.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']) {
        Cow::Owned(format!("'{plain}"))
    } else {
        plain
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::money::Money;
    use crate::report::cell::CellKind;
    use crate::report::table::Column;

    fn table() -> Table {
        let mut table =
            Table::new(&[Column::new("name", "Name", CellKind::Text), Column::new("sum", "Sum", CellKind::Money)]);
        table.push(vec!["=HYPERLINK(\"x\")".into(), Cell::Money(Money::whole(-1200))]);
        table.push(vec!["a,\tb\nc".into(), Cell::Unknown]);
        table
    }

    #[test]
    fn formulas_are_neutralised_and_negative_numbers_stay_numbers() {
        assert_eq!(csv(&table()), "name,sum\n\"'=HYPERLINK(\"\"x\"\")\",-1200.00\n\"a,\tb\nc\",\n");
        assert_eq!(tsv(&table()), "name\tsum\n'=HYPERLINK(\"x\")\t-1200.00\na, b c\t\n");
    }
}
