//! Cells of the tables as they are copied and pasted.

use std::sync::Arc;

use super::column::Col;
use super::state::Tables;
use crate::program::Kind;
use crate::report::cell::Cell;
use crate::tui::pane::Context;
use crate::tui::tabling::{ColumnKey, Sheet};

impl Sheet for Tables {
    fn row_count(&self) -> usize {
        self.tab().len()
    }

    fn row_name(&self, row: usize, _: &Context<'_>) -> String {
        let tab = self.tab();
        let pinned = tab.tabling.arrangement.pinned();
        let cell = tab.data.as_ref().zip(pinned).and_then(|(data, key)| data.cell(row, key.word()));
        cell.map_or_else(String::new, |cell| cell.display().into_owned())
    }

    fn row_named(&self, name: &str, context: &Context<'_>) -> Option<usize> {
        let mut rows = (0..self.row_count()).filter(|row| self.row_name(*row, context).to_lowercase() == name);
        // a name that two rows have names neither
        rows.next().filter(|_| rows.next().is_none())
    }

    fn marked_rows(&mut self) -> Vec<usize> {
        let tab = self.tab_mut();
        let row = tab.view.row;
        tab.data.as_ref().map_or_else(Vec::new, |data| tab.marks.rows(data, row))
    }

    fn nouns(&self) -> (&'static str, &'static str) {
        self.spec().nouns
    }

    fn value(&self, row: usize, key: Col, _: &Context<'_>) -> Cell {
        let data = self.tab().data.as_ref();
        data.and_then(|data| data.cell(row, key.word())).cloned().unwrap_or_default()
    }

    fn row_record(&self, row: usize) -> Option<(Kind, Arc<str>)> {
        let kind = self.spec().kind?;
        let id = self.tab().data.as_ref()?.cell(row, "id")?.plain().into_owned();
        (!id.is_empty()).then(|| (kind, id.into()))
    }

    fn keep_rows(&mut self, rows: &[usize]) {
        let tab = self.tab_mut();
        let keys = tab.data.as_ref().map(|data| rows.iter().filter_map(|row| data.key(*row)).collect::<Vec<_>>());
        tab.kept.extend(keys.into_iter().flatten());
    }

    fn sets(&self, key: Col) -> Result<&'static str, String> {
        match self.spec().field(key.word()) {
            Some("state") => Err("a state comes with its dates: s s sets it".to_owned()),
            Some(field) if field.starts_with('@') => Err("Enter edits it, row by row".to_owned()),
            Some(field) => Ok(field),
            None => Err("computed: K explains it".to_owned()),
        }
    }
}
