//! The columns of the tables, for the behaviour that all tables share.

use super::section::Section;
use crate::report::table::Column as Reported;
use crate::tui::tabling::{Arrangement, ColumnKey, Sort};
use crate::tui::widgets::table::Column;

/// A column of one of the tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::tui) struct Col {
    section: Section,
    /// Its place among those of the table.
    at: usize,
}

impl Col {
    /// The columns of a table.
    pub(super) fn all(section: Section) -> Vec<Self> {
        (0..section.spec().columns.len()).map(|at| Self { section, at }).collect()
    }

    fn reported(self) -> Option<&'static Reported> {
        let spec = self.section.spec();
        spec.report.columns.get(spec.place(self.word())?)
    }

    /// Its place in the report.
    pub(super) fn place(self) -> usize {
        self.section.spec().place(self.word()).unwrap_or_default()
    }
}

impl ColumnKey for Col {
    fn word(self) -> &'static str {
        self.section.spec().columns.get(self.at).map_or("", |(name, _)| *name)
    }

    fn title(self) -> &'static str {
        self.reported().map_or("", |column| column.title)
    }

    fn label(self) -> &'static str {
        self.title()
    }

    fn likes(self, _: u16) -> u16 {
        self.section.spec().columns.get(self.at).map_or(1, |(_, width)| *width)
    }

    fn column(self, width: u16) -> Column {
        let column = Column::new(self.title(), width);
        if self.reported().is_some_and(|known| known.kind.is_number()) { column.right() } else { column }
    }
}

/// A table as it is arranged at first.
pub(super) fn arrangement(section: Section) -> Arrangement<Col> {
    let all = Col::all(section);
    let (word, order) = section.spec().sort;
    let sorts = all.iter().filter(|col| col.word() == word).map(|col| Sort { key: *col, order }).collect();
    Arrangement::of(all, sorts)
}
