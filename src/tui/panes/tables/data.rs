//! The rows of a table, made once per revision of the program, and their order, made once per filter and sort.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;

use super::section::Section;
use crate::analysis::money::statement::Statement;
use crate::app::select::{Calendar, Filter, SelectError};
use crate::program::id::Id;
use crate::report::cell::Cell;
use crate::report::table::{Column, Table};
use crate::report::{View, cfo, commissions};
use crate::tui::session::{Partner, Workbench};
use crate::tui::widgets::table::Order;

/// What an order depends on besides the program.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Wanted {
    /// The expression that rows must pass, as typed.
    pub(super) filter: String,
    /// Columns of the report and directions, the first counting most.
    pub(super) sorts: Vec<(usize, Order)>,
    /// The columns of the report that text without an operator is looked for in: those shown.
    pub(super) searched: Vec<usize>,
    /// Rows shown although the filter hides them, because they were just changed.
    pub(super) kept: BTreeSet<String>,
}

/// The rows of one table.
#[derive(Debug)]
pub(super) struct Data {
    section: Section,
    stamp: (u64, Date),
    table: Table,
    wanted: Option<Wanted>,
    shown: Vec<u32>,
    /// The statement of each row of commissions.
    statements: Vec<Statement>,
    /// Further lines of each row of the quarters: heading or name, and value.
    notes: Vec<Vec<(String, String)>>,
}

/// Reads an expression against the columns of a table; text without an operator is looked for in those searched.
pub(super) fn read_filter(
    section: Section,
    searched: &[usize],
    workbench: &Workbench,
    text: &str,
) -> Result<Filter, SelectError> {
    let calendar = Calendar { as_of: workbench.as_of(), fiscal: workbench.program().profile.calendar() };
    let columns = section.spec().report.columns.iter().enumerate();
    let columns: Vec<Column> =
        columns.map(|(place, column)| Column { shown: searched.contains(&place), ..*column }).collect();
    Filter::read(text, &columns, calendar)
}

impl Data {
    /// Makes the rows of a table.
    pub(super) fn of(section: Section, workbench: &Workbench) -> Self {
        let view = View { program: workbench.program(), derived: workbench.derived(), partner: None, quarter: None };
        let report = section.spec().report;
        let mut data = Self {
            section,
            stamp: (workbench.revision(), workbench.as_of()),
            table: Table::new(report.columns),
            wanted: None,
            shown: Vec::new(),
            statements: Vec::new(),
            notes: Vec::new(),
        };
        match section {
            Section::Commissions => {
                for (quarter, statement) in commissions::statements(&view) {
                    data.table.push(commissions::row(&view, quarter, &statement));
                    data.statements.push(statement);
                }
            }
            Section::Cfo => {
                for (quarter, book) in cfo::quarters::books(&view) {
                    data.table.push(cfo::quarters::row(quarter, &book));
                    data.notes.push(cfo::quarters::notes(&book));
                }
            }
            _ => {
                data.table = report.table(&view);
                data.notes = section.spec().notes.map(|notes| notes(&view)).unwrap_or_default();
            }
        }
        data
    }

    /// Whether the rows are those of the program as it is.
    pub(super) fn is_current(&self, workbench: &Workbench) -> bool {
        self.stamp == (workbench.revision(), workbench.as_of())
    }

    /// Brings the order in line with what is wanted; tells whether it is another.
    pub(super) fn arrange(&mut self, workbench: &Workbench, wanted: &Wanted) -> bool {
        if self.wanted.as_ref() == Some(wanted) {
            return false;
        }
        let text = wanted.filter.trim();
        let filter =
            if text.is_empty() { None } else { read_filter(self.section, &wanted.searched, workbench, text).ok() };
        let rows = &self.table.rows;
        let is_kept =
            |row: &Vec<Cell>| !wanted.kept.is_empty() && self.key_of(row).is_some_and(|key| wanted.kept.contains(&key));
        let passes = |row: &Vec<Cell>| filter.as_ref().is_none_or(|filter| filter.matches(row)) || is_kept(row);
        let mut shown: Vec<u32> = (0_u32..).zip(rows).filter(|(_, row)| passes(row)).map(|(at, _)| at).collect();
        let cell =
            |at: &u32, place: usize| rows.get(*at as usize).and_then(|row| row.get(place)).unwrap_or(&Cell::Unknown);
        let by = |a: &u32, b: &u32, (place, order): &(usize, Order)| match (cell(a, *place), cell(b, *place), order) {
            (a, b, Order::Descending) if !a.is_unknown() && !b.is_unknown() => b.order(a),
            (a, b, _) => a.order(b),
        };
        shown.sort_by(|a, b| {
            wanted.sorts.iter().fold(Ordering::Equal, |found, sort| found.then_with(|| by(a, b, sort)))
        });
        self.shown = shown;
        self.wanted = Some(wanted.clone());
        true
    }

    /// How many rows are shown.
    pub(super) fn len(&self) -> usize {
        self.shown.len()
    }

    /// How many rows there are.
    pub(super) fn total(&self) -> usize {
        self.table.rows.len()
    }

    fn at(&self, row: usize) -> Option<usize> {
        self.shown.get(row).map(|at| *at as usize)
    }

    /// The cells of a row shown, in the order of the report's columns.
    pub(super) fn row(&self, row: usize) -> Option<&[Cell]> {
        self.table.rows.get(self.at(row)?).map(Vec::as_slice)
    }

    /// The cell of a row in a column of the report.
    pub(super) fn cell(&self, row: usize, column: &str) -> Option<&Cell> {
        self.row(row)?.get(self.section.spec().place(column)?)
    }

    /// What tells a row from every other.
    pub(super) fn key(&self, row: usize) -> Option<String> {
        self.key_of(self.row(row)?)
    }

    fn key_of(&self, row: &[Cell]) -> Option<String> {
        let spec = self.section.spec();
        let keys = spec.keys.iter().map(|key| Some(row.get(spec.place(key)?)?.plain().into_owned()));
        keys.collect::<Option<Vec<_>>>().map(|keys| keys.join("/"))
    }

    /// The row of a key.
    pub(super) fn place(&self, key: &str) -> Option<usize> {
        (0..self.len()).find(|row| self.key(*row).as_deref() == Some(key))
    }

    /// The row of a record.
    pub(super) fn place_of_record(&self, id: &str) -> Option<usize> {
        (0..self.len()).find(|row| self.cell(*row, "id").is_some_and(|cell| cell.plain() == id))
    }

    /// The first row of a partner.
    pub(super) fn place_of_partner(&self, partner: &Id<Partner>) -> Option<usize> {
        let place = self.section.spec().place("partner")?;
        let is_theirs = |row: &usize| match self.row(*row).and_then(|row| row.get(place)) {
            Some(Cell::Text(id)) => **id == *partner.as_str(),
            _ => false,
        };
        (0..self.len()).find(is_theirs)
    }

    /// The partner of a row.
    pub(super) fn partner(&self, row: usize) -> Option<Id<Partner>> {
        match self.cell(row, "partner")? {
            Cell::Text(id) => Id::from_shared(Arc::clone(id)).ok(),
            _ => None,
        }
    }

    /// The statement behind a row of commissions.
    pub(super) fn statement(&self, row: usize) -> Option<&Statement> {
        self.statements.get(self.at(row)?)
    }

    /// Further lines of a row of the quarters.
    pub(super) fn notes(&self, row: usize) -> &[(String, String)] {
        self.at(row).and_then(|at| self.notes.get(at)).map_or(&[], Vec::as_slice)
    }

    /// The rows shown, as a table of the columns at these places.
    pub(super) fn shown_table(&self, places: &[usize]) -> Table {
        let mut table = Table::new(&self.table.columns);
        table.rows = (0..self.len()).filter_map(|row| self.row(row).map(<[Cell]>::to_vec)).collect();
        table.select(places)
    }
}
