//! The roster as a table: what the behaviour that all tables share asks of it.

use super::column::{Arrangement, Key};
use super::state::Roster;
use crate::tui::outcome::Outcome;
use crate::tui::pane::Context;
use crate::tui::tabling::{Tabled, Tabling};
use crate::tui::widgets::safe_text;
use crate::tui::widgets::table::TableView;

/// The most rows looked at when a column is fitted to its longest value.
const FITTED_ROWS: usize = 2_000;

impl Tabled for Roster {
    type Key = Key;

    fn tabling(&self) -> &Tabling<Key> {
        &self.tabling
    }

    fn tabling_mut(&mut self) -> &mut Tabling<Key> {
        &mut self.tabling
    }

    fn table_view(&self) -> &TableView {
        &self.view
    }

    fn table_view_mut(&mut self) -> &mut TableView {
        &mut self.view
    }

    fn filter(&self) -> &str {
        &self.filter
    }

    fn set_filter(&mut self, filter: String) {
        self.filter = filter;
        self.kept.clear();
    }

    fn arrange_again(&mut self, context: &Context<'_>) {
        self.follow(context);
    }

    fn report(&self) -> &'static str {
        crate::report::partners::REPORT.name
    }

    fn everything(&self) -> String {
        "All partners".to_owned()
    }

    fn table_width(&self) -> u16 {
        self.areas.table.width
    }

    fn widest(&self, key: Key, context: &Context<'_>) -> usize {
        let reader = Self::reader(context);
        let currency = context.workbench.program().profile.currency;
        let cells = self.rows.iter().take(FITTED_ROWS).map(|partner| {
            let cell = reader.read(partner, key).cell(usize::from(u16::MAX), currency, context.look);
            safe_text::width(&safe_text::clean(&cell.text))
        });
        cells.max().unwrap_or(0)
    }

    fn first_row(&self) -> Option<String> {
        self.rows.get(0).map(|partner| partner.name.clone())
    }

    fn shown_words(&self) -> String {
        self.counted_words()
    }

    fn order_at_first(&self) -> String {
        "by name".to_owned()
    }

    fn find_row(&mut self, up: bool, context: &Context<'_>) -> Option<usize> {
        let searched = self.searched();
        self.rows.find(context.workbench, &searched, &self.tabling.find, self.view.row, up)
    }

    fn move_by(&mut self, rows: isize) -> Outcome {
        self.move_rows(rows)
    }
}

impl Roster {
    /// How the table is arranged.
    /// Turns to the dimensions of health as cells, or back to the columns that were there.
    pub(super) fn turn_to_heat(&mut self) -> Outcome {
        let arrangement = &mut self.tabling.arrangement;
        match self.before_heat.take() {
            Some(before) => arrangement.columns = before,
            None => self.before_heat = Some(std::mem::replace(&mut arrangement.columns, Key::HEAT.to_vec())),
        }
        self.view.column = self.view.column.min(self.tabling.arrangement.columns.len().saturating_sub(1));
        Outcome::info(if self.before_heat.is_some() {
            "Health by dimension, best to worst; [key:twin.toggle] brings the columns back"
        } else {
            "The columns as before"
        })
    }

    pub(super) fn arrangement(&self) -> &Arrangement {
        &self.tabling.arrangement
    }
}
