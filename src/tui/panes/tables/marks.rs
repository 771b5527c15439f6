//! Marked rows of a table: by what tells a row from every other, so that no sort or filter moves a mark.

use std::collections::BTreeSet;

use super::data::Data;
use super::section::Section;
use super::state::Tables;
use crate::tui::outcome::Outcome;

/// The marked rows of a table, and where a range began.
#[derive(Debug, Clone, Default)]
pub(super) struct Marks {
    keys: BTreeSet<String>,
    anchor: Option<String>,
}

impl Marks {
    /// True while a range is being marked.
    pub(super) fn ranging(&self) -> bool {
        self.anchor.is_some()
    }

    /// Whether a row is marked, or within the range up to the cursor.
    pub(super) fn contains(&self, data: &Data, row: usize, cursor: usize) -> bool {
        self.range(data, cursor).is_some_and(|range| range.contains(&row))
            || data.key(row).is_some_and(|key| self.keys.contains(&key))
    }

    fn range(&self, data: &Data, cursor: usize) -> Option<std::ops::RangeInclusive<usize>> {
        let anchor = data.place(self.anchor.as_ref()?)?;
        Some(anchor.min(cursor)..=anchor.max(cursor))
    }

    /// The marked rows that are shown, in the order of the table.
    pub(super) fn rows(&self, data: &Data, cursor: usize) -> Vec<usize> {
        if self.keys.is_empty() && self.anchor.is_none() {
            return Vec::new();
        }
        (0..data.len()).filter(|row| self.contains(data, *row, cursor)).collect()
    }

    fn end(&mut self, data: &Data, cursor: usize) {
        let range = self.range(data, cursor);
        self.keys.extend(range.into_iter().flatten().filter_map(|row| data.key(row)));
        self.anchor = None;
    }
}

impl Tables {
    /// Whether rows of the table shown can be decided on together.
    pub(super) fn takes_marks(&self) -> bool {
        matches!(self.section, Section::Registrations | Section::Mdf | Section::Payments | Section::Commissions)
    }

    /// The marked rows that are shown, else the one under the cursor.
    pub(super) fn target_rows(&self) -> Vec<usize> {
        let tab = self.tab();
        let Some(data) = tab.data.as_ref().filter(|data| data.len() > 0) else { return Vec::new() };
        let marked = tab.marks.rows(data, tab.view.row);
        if marked.is_empty() { vec![tab.view.row] } else { marked }
    }

    /// Whether something is marked.
    pub(super) fn has_marks(&self) -> bool {
        !self.tab().marks.keys.is_empty() || self.tab().marks.ranging()
    }

    /// How many marked rows are shown, and how many are hidden.
    pub(super) fn marked(&self) -> (usize, usize) {
        let tab = self.tab();
        let shown = tab.data.as_ref().map_or(0, |data| tab.marks.rows(data, tab.view.row).len());
        let hidden =
            tab.data.as_ref().map_or(0, |data| tab.marks.keys.iter().filter(|key| data.place(key).is_none()).count());
        (shown, hidden)
    }

    /// Marks the row or takes its mark away, then goes down; ends a range.
    pub(super) fn toggle_mark(&mut self) -> Outcome {
        let tab = self.tab_mut();
        let Some(data) = &tab.data else { return Outcome::ignored() };
        if tab.marks.ranging() {
            tab.marks.end(data, tab.view.row);
            return Outcome::info(format!("{} marked", tab.marks.keys.len()));
        }
        let Some(key) = data.key(tab.view.row) else { return Outcome::ignored() };
        if !tab.marks.keys.remove(&key) {
            tab.marks.keys.insert(key);
        }
        Outcome::Changed.and(self.move_rows(1))
    }

    /// Begins a range, or ends it.
    pub(super) fn mark_range(&mut self) -> Outcome {
        let tab = self.tab_mut();
        let Some(data) = &tab.data else { return Outcome::ignored() };
        if tab.marks.ranging() {
            tab.marks.end(data, tab.view.row);
            return Outcome::info(format!("{} marked; Esc takes the marks away", tab.marks.keys.len()));
        }
        tab.marks.anchor = data.key(tab.view.row);
        Outcome::info("Moving marks a range; v ends it")
    }

    /// Marks every row that is shown; when all are marked, takes the marks away.
    pub(super) fn mark_all(&mut self) -> Outcome {
        let tab = self.tab_mut();
        let Some(data) = &tab.data else { return Outcome::ignored() };
        let shown: BTreeSet<String> = (0..data.len()).filter_map(|row| data.key(row)).collect();
        if shown.is_subset(&tab.marks.keys) {
            return self.clear_marks();
        }
        tab.marks.anchor = None;
        tab.marks.keys.extend(shown);
        let (shown, _) = self.marked();
        Outcome::info(format!("{shown} marked, all that are shown; Esc takes the marks away"))
    }

    /// Takes the marks away.
    pub(super) fn clear_marks(&mut self) -> Outcome {
        self.tab_mut().marks = Marks::default();
        Outcome::info("The marks are gone")
    }
}
