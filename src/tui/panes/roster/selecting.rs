//! The filter's language: that of `--where`, over the fields of the partners report and the text of the columns shown.

use std::borrow::Cow;

use crate::app::select::{Calendar, Filter, Row, SelectError};
use crate::program::partner::Partner;
use crate::report::cell::{Cell, CellKind};
use crate::report::table::Column;
use crate::report::{View, partners};
use crate::tui::session::Workbench;

/// The fields of the report, and the text of the row as the last one.
fn columns() -> Vec<Column> {
    let fields = partners::REPORT.columns.iter().map(|column| Column { shown: false, ..*column });
    fields.chain([Column::new("text", "Text", CellKind::Text)]).collect()
}

/// Reads an expression.
pub(super) fn read(workbench: &Workbench, text: &str) -> Result<Filter, SelectError> {
    let calendar = Calendar { as_of: workbench.as_of(), fiscal: workbench.program().profile.calendar() };
    Filter::read(text, &columns(), calendar)
}

/// What is wrong with an expression, and where.
pub(super) fn problem(workbench: &Workbench, text: &str) -> Option<String> {
    let error = read(workbench, text).err()?;
    // The whole list of fields would hide everything else.
    let message = error.message.split("; the fields are:").next().unwrap_or_default().to_owned();
    let fields = message.len() < error.message.len();
    Some(if fields { format!("{message}; try tier, type, health, growth, credited_t12m, next_due") } else { message })
}

/// The fields of one partner, each read when a comparison asks for it.
pub(super) struct Fields<'a> {
    /// The text of the columns shown, in lower case.
    pub(super) text: &'a str,
    /// The partner.
    pub(super) partner: &'a Partner,
    /// The session.
    pub(super) workbench: &'a Workbench,
}

impl Row for Fields<'_> {
    fn cell(&self, place: usize) -> Cow<'_, Cell> {
        if place >= partners::REPORT.columns.len() {
            return Cow::Owned(Cell::text(self.text));
        }
        let (program, derived) = (self.workbench.program(), self.workbench.derived());
        let view = View { program, derived, partner: None, quarter: None };
        Cow::Owned(partners::cell(&view, self.partner, place))
    }

    fn shows(&self, _: usize, lower: &str) -> bool {
        self.text.contains(lower)
    }
}
