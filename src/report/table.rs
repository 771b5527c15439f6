//! Rows of typed cells under named columns.

use serde_json::{Map, Value};

use super::cell::{Cell, CellKind};

/// A column: its key in scripts, its title for readers, what it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Stable key; dots make objects of JSON (`health.score`).
    pub name: &'static str,
    /// Heading.
    pub title: &'static str,
    /// What its cells are.
    pub kind: CellKind,
    /// Whether a table on the terminal has it unless others are asked for.
    pub shown: bool,
}

impl Column {
    /// A column that a table shows.
    pub const fn new(name: &'static str, title: &'static str, kind: CellKind) -> Self {
        Self { name, title, kind, shown: true }
    }

    /// A column that only data formats have, unless it is asked for.
    pub const fn further(name: &'static str, title: &'static str, kind: CellKind) -> Self {
        Self { name, title, kind, shown: false }
    }
}

/// Rows under columns; every row has a cell for each column.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// A table without rows.
    pub fn new(columns: &[Column]) -> Self {
        Self { columns: columns.to_vec(), rows: Vec::new() }
    }

    /// Adds a row; what is missing is unknown, what is too much is left out.
    pub fn push(&mut self, mut row: Vec<Cell>) {
        debug_assert_eq!(row.len(), self.columns.len(), "a row has a cell for each column");
        row.resize(self.columns.len(), Cell::Unknown);
        self.rows.push(row);
    }

    /// The place of a column.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }

    /// Only those columns, in that order.
    pub fn select(&self, places: &[usize]) -> Self {
        let pick = |row: &Vec<Cell>| places.iter().filter_map(|&place| row.get(place).cloned()).collect();
        Self {
            columns: places.iter().filter_map(|&place| self.columns.get(place).copied()).collect(),
            rows: self.rows.iter().map(pick).collect(),
        }
    }

    /// The places of the columns that a table on the terminal has.
    pub fn shown(&self) -> Vec<usize> {
        (0..self.columns.len()).filter(|&place| self.columns[place].shown).collect()
    }

    /// Sorts by keys in turn, each by place and whether downwards; unknown stays last either way.
    pub fn sort(&mut self, keys: &[(usize, bool)]) {
        self.rows.sort_by(|a, b| {
            keys.iter().fold(std::cmp::Ordering::Equal, |order, &(place, down)| {
                order.then_with(|| match (a.get(place), b.get(place)) {
                    (Some(a), Some(b)) if down && !a.is_unknown() && !b.is_unknown() => b.order(a),
                    (Some(a), Some(b)) => a.order(b),
                    _ => std::cmp::Ordering::Equal,
                })
            })
        });
    }

    /// The rows as JSON objects; dotted names are objects inside.
    pub fn json_rows(&self) -> Vec<Value> {
        self.rows.iter().map(|row| object(self.columns.iter().map(|column| column.name).zip(row))).collect()
    }
}

/// Named cells as a JSON object; dotted names are objects inside.
pub fn object<'a>(cells: impl Iterator<Item = (&'a str, &'a Cell)>) -> Value {
    let mut root = Map::new();
    for (name, cell) in cells {
        insert(&mut root, name, cell.json());
    }
    Value::Object(root)
}

fn insert(into: &mut Map<String, Value>, name: &str, value: Value) {
    match name.split_once('.') {
        None => {
            into.insert(name.to_owned(), value);
        }
        Some((outer, inner)) => {
            let entry = into.entry(outer).or_insert_with(|| Value::Object(Map::new()));
            if let Value::Object(map) = entry {
                insert(map, inner, value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: &[Column] = &[
        Column::new("id", "Id", CellKind::Text),
        Column::new("health.score", "Health", CellKind::Count),
        Column::further("health.dimensions.revenue", "Revenue", CellKind::Count),
    ];

    fn table() -> Table {
        let mut table = Table::new(COLUMNS);
        table.push(vec!["a".into(), Cell::Count(3), Cell::Unknown]);
        table.push(vec!["b".into(), Cell::Unknown, Cell::Count(1)]);
        table.push(vec!["c".into(), Cell::Count(9), Cell::Count(2)]);
        table
    }

    #[test]
    fn dotted_columns_become_objects() {
        let json = table().json_rows()[0].to_string();
        assert_eq!(json, r#"{"health":{"dimensions":{"revenue":null},"score":3},"id":"a"}"#);
    }

    #[test]
    fn unknown_stays_last_in_both_directions() {
        let ids = |table: &Table| table.rows.iter().map(|row| row[0].plain().into_owned()).collect::<Vec<_>>();
        let mut table = table();
        table.sort(&[(1, false)]);
        assert_eq!(ids(&table), ["a", "c", "b"]);
        table.sort(&[(1, true)]);
        assert_eq!(ids(&table), ["c", "a", "b"]);
    }

    #[test]
    fn columns_are_picked_in_the_order_asked_for() {
        let picked = table().select(&[1, 0]);
        assert_eq!(picked.columns[0].name, "health.score");
        assert_eq!(picked.rows[0], [Cell::Count(3), "a".into()]);
        assert_eq!(table().shown(), [0, 1]);
    }
}
