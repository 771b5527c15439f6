//! The tables as the behaviour that all tables share sees them: always the one that is shown.

use super::cells::shown_width;
use super::column::Col;
use super::data::Data;
use super::state::Tables;
use crate::tui::outcome::Outcome;
use crate::tui::pane::Context;
use crate::tui::tabling::{ColumnKey, Tabled, Tabling};
use crate::tui::widgets::table::TableView;

/// The most rows looked at when a column is fitted to its longest value.
const FITTED_ROWS: usize = 2_000;

impl Tabled for Tables {
    type Key = Col;

    fn tabling(&self) -> &Tabling<Col> {
        &self.tab().tabling
    }

    fn tabling_mut(&mut self) -> &mut Tabling<Col> {
        &mut self.tab_mut().tabling
    }

    fn table_view(&self) -> &TableView {
        &self.tab().view
    }

    fn table_view_mut(&mut self) -> &mut TableView {
        &mut self.tab_mut().view
    }

    fn filter(&self) -> &str {
        &self.tab().filter
    }

    fn set_filter(&mut self, filter: String) {
        let tab = self.tab_mut();
        tab.filter = filter;
        tab.kept.clear();
    }

    fn arrange_again(&mut self, context: &Context<'_>) {
        self.follow(context);
    }

    fn report(&self) -> &'static str {
        self.spec().report.name
    }

    fn everything(&self) -> String {
        format!("All {}", self.spec().nouns.1)
    }

    fn table_width(&self) -> u16 {
        self.areas.table.width
    }

    fn widest(&self, key: Col, context: &Context<'_>) -> usize {
        let Some(data) = &self.tab().data else { return 0 };
        let rows = 0..data.len().min(FITTED_ROWS);
        rows.filter_map(|row| data.cell(row, key.word())).map(|cell| shown_width(cell, context)).max().unwrap_or(0)
    }

    fn first_row(&self) -> Option<String> {
        let data = self.tab().data.as_ref()?;
        Some(data.cell(0, self.tab().tabling.arrangement.pinned()?.word())?.display().into_owned())
    }

    fn shown_words(&self) -> String {
        self.counted_words()
    }

    fn order_at_first(&self) -> String {
        format!("by {}", self.tab().tabling.arrangement.at_first().sort_label())
    }

    fn find_row(&mut self, up: bool, _: &Context<'_>) -> Option<usize> {
        let tab = self.tab();
        let data = tab.data.as_ref()?;
        let words: Vec<String> = words(&tab.tabling.find);
        let count = data.len();
        if words.is_empty() || count == 0 {
            return None;
        }
        let from = tab.view.row;
        let columns = &tab.tabling.arrangement.columns;
        let place = |step: usize| if up { (from + count * 2 - step) % count } else { (from + step) % count };
        (1..=count).map(place).find(|row| holds(data, *row, columns, &words))
    }

    fn move_by(&mut self, rows: isize) -> Outcome {
        self.move_rows(rows)
    }
}

/// The words of a find, in lower case; all must be there.
pub(super) fn words(text: &str) -> Vec<String> {
    text.to_lowercase().split_whitespace().map(str::to_owned).collect()
}

fn holds(data: &Data, row: usize, columns: &[Col], words: &[String]) -> bool {
    let text = |col: &Col| data.cell(row, col.word()).map(|cell| cell.display().to_lowercase()).unwrap_or_default();
    let texts: Vec<String> = columns.iter().map(text).collect();
    words.iter().all(|word| texts.iter().any(|text| text.contains(word.as_str())))
}
