//! A chart as data: what is compared, in which unit, and what it shows in words. How it looks is decided by who draws it.
//!
//! Its values are a table, so every reader that cannot draw still has them, and no picture shows what the table does not.

use super::cell::{Cell, CellKind};
use super::table::Table;
use crate::program::choice::choice;

choice! {
    /// What a chart is, and with it what the columns of its table are.
    pub enum ChartKind {
        /// A category, then a number for each series.
        Columns = "columns" => "Columns",
        /// A point in time, then a number for each series; a missing number is a gap.
        Trend = "trend" => "Trend",
        /// A step and its amount; the first and the last are totals, the others what is added and taken.
        Waterfall = "waterfall" => "Waterfall",
        /// A stage and its count, each a part of the one before.
        Funnel = "funnel" => "Funnel",
        /// A name, then points for each dimension; the mark is the most that a cell can be.
        HeatMap = "heat_map" => "Heat map",
        /// A name, its first and its last day; the mark is the day on which it is looked at.
        Gantt = "gantt" => "Gantt chart",
        /// A name, how far right, how far up and how large; the marks are where the field is divided.
        Matrix = "matrix" => "Matrix",
    }
}

/// A chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    /// What it is.
    pub kind: ChartKind,
    /// Its title.
    pub title: String,
    /// The unit of its numbers, such as `USD`; empty where they have none.
    pub unit: String,
    /// Its values: the first column names them, the others are the series.
    pub table: Table,
    /// Lines that divide it, as its kind says.
    pub marks: Vec<Cell>,
}

impl Chart {
    /// A chart of a table.
    pub fn new(kind: ChartKind, title: impl Into<String>, unit: impl Into<String>, table: Table) -> Self {
        Self { kind, title: title.into(), unit: unit.into(), table, marks: Vec::new() }
    }

    /// With lines that divide it.
    pub fn with_marks(mut self, marks: impl IntoIterator<Item = Cell>) -> Self {
        self.marks = marks.into_iter().collect();
        self
    }

    /// Whether there is anything to draw.
    pub fn is_empty(&self) -> bool {
        let has_value = |row: &Vec<Cell>| row.iter().skip(1).any(|cell| !cell.is_unknown());
        !self.table.rows.iter().any(has_value)
    }

    /// The names of what is compared.
    pub fn categories(&self) -> impl Iterator<Item = String> + '_ {
        self.table.rows.iter().map(|row| row.first().map(|cell| cell.display().into_owned()).unwrap_or_default())
    }

    /// The series: the places of their columns and their names.
    pub fn series(&self) -> impl Iterator<Item = (usize, &'static str)> + '_ {
        let drawn = |kind: CellKind| kind.is_number() || kind == CellKind::Date;
        let columns = self.table.columns.iter().enumerate().skip(1);
        columns.filter(move |(_, column)| drawn(column.kind)).map(|(place, column)| (place, column.title))
    }

    /// The values of a column as the geometry of a chart can hold them; what is not known is nothing.
    pub fn values(&self, place: usize) -> Vec<Option<f64>> {
        self.table.rows.iter().map(|row| row.get(place).and_then(Cell::nearest)).collect()
    }

    /// What it shows, for who does not see it.
    pub fn alt(&self) -> String {
        let unit = if self.unit.is_empty() { String::new() } else { format!(", in {}", self.unit) };
        let series: Vec<&str> = self.series().map(|(_, name)| name).collect();
        let told = |row: &Vec<Cell>| {
            let values: Vec<String> = row.iter().skip(1).map(|cell| cell.display().into_owned()).collect();
            let name = row.first().map(|cell| cell.display().into_owned()).unwrap_or_default();
            format!("{name} {}", values.join(" / "))
        };
        let rows: Vec<String> = self.table.rows.iter().take(8).map(told).collect();
        let more = if self.table.rows.len() > rows.len() { "; the table has the rest" } else { "" };
        let kind = crate::program::choice::Choice::label(self.kind);
        format!("{kind}: {}{unit}. {}: {}{more}.", self.title, series.join(" / "), rows.join("; "))
    }
}
