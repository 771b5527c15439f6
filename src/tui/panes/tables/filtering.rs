//! What is shown, and in which order.

use super::data::read_filter;
use super::state::Tables;
use crate::report::cell::CellKind;
use crate::tui::amount;
use crate::tui::outcome::Outcome;
use crate::tui::overlays::Prompt;
use crate::tui::pane::{Check, Context};
use crate::tui::widgets::table::Order;

/// The tag of the filter prompt.
pub(super) const FILTER: &str = "filter";

impl Tables {
    /// `12 of 40 payments, 28 hidden`.
    pub(super) fn counted_words(&self) -> String {
        let number = |n: usize| amount::grouped(&n.to_string());
        let (shown, total) = (self.tab().len(), self.tab().total());
        let (one, many) = self.spec().nouns;
        let noun = if total == 1 { one } else { many };
        if shown == total {
            return format!("{} {noun}", number(total));
        }
        format!("{} of {} {noun}, {} hidden", number(shown), number(total), number(total - shown))
    }

    pub(super) fn ask_filter(&mut self) -> Outcome {
        let tab = self.tab();
        let text = tab.filter.clone();
        self.filter_before = Some((text.clone(), tab.cursor.clone()));
        let names: Vec<&str> = self.spec().columns.iter().take(4).map(|(name, _)| *name).collect();
        let hint = format!("Words in a row, or fields as in: {} = ... and partner = ...", names.join(", "));
        Outcome::open(Prompt::new(FILTER, "Filter").with_text(text).at_bottom().hint(hint))
    }

    /// Filters as it is typed; says how many rows are left.
    pub(super) fn filter_as_typed(&mut self, text: &str, context: &Context<'_>) -> Check {
        let (before, cursor) = self.filter_before.clone().unwrap_or_default();
        let error = read_filter(self.section, &[], context.workbench, text).err().filter(|_| !text.trim().is_empty());
        let tab = self.tab_mut();
        // What can not be read yet filters nothing new; the rows stay as they were before typing.
        tab.filter = if error.is_some() { before } else { text.to_owned() };
        tab.cursor = cursor.or(tab.cursor.take());
        tab.kept.clear();
        self.follow(context);
        match error {
            Some(error) => {
                // The whole list of fields would hide everything else.
                let message = error.message.split("; the fields are:").next().unwrap_or_default().to_owned();
                let names: Vec<&str> = self.spec().columns.iter().take(6).map(|(name, _)| *name).collect();
                let near = if message.len() < error.message.len() {
                    format!("; try {}", names.join(", "))
                } else {
                    String::new()
                };
                Check { error: Some(format!("{message}{near}")), lines: Vec::new() }
            }
            None => Check { error: None, lines: vec![self.counted_words()] },
        }
    }

    /// The filter stands as typed.
    pub(super) fn filter_taken(&mut self, context: &Context<'_>) -> Outcome {
        self.filter_before = None;
        let tab = self.tab_mut();
        if tab.filter.trim().is_empty() {
            tab.filter.clear();
        }
        self.follow(context);
        if self.tab().len() == 0 && !self.tab().filter.is_empty() {
            return Outcome::info("Nothing matches; [key:filter.clear] clears the filter");
        }
        Outcome::Changed
    }

    /// The filter is as it was before typing.
    pub(super) fn filter_left(&mut self, context: &Context<'_>) -> Outcome {
        if let Some((before, cursor)) = self.filter_before.take() {
            let tab = self.tab_mut();
            tab.filter = before;
            tab.cursor = cursor;
        }
        self.follow(context);
        Outcome::Changed
    }

    pub(super) fn clear_filter(&mut self, context: &Context<'_>) -> Outcome {
        let tab = self.tab_mut();
        let hidden = tab.total() - tab.len();
        let filter = std::mem::take(&mut tab.filter);
        tab.kept.clear();
        self.follow(context);
        Outcome::info(format!("Filter {filter:?} cleared, {hidden} shown again"))
    }

    /// By which columns the rows stand, and which end comes first.
    pub(super) fn sort_words(&self) -> Option<String> {
        let sorts = &self.tab().tabling.arrangement.sorts;
        let [sort] = sorts.as_slice() else {
            return Some(format!("sorted by {}", self.tab().tabling.arrangement.sort_label()))
                .filter(|_| !sorts.is_empty());
        };
        let column = self.spec().report.columns.get(sort.key.place())?;
        let down = match column.kind {
            _ if sort.order == Order::Ascending => "",
            CellKind::Date | CellKind::Quarter => ", latest first",
            kind if kind.is_number() => ", largest first",
            _ => ", downwards",
        };
        Some(format!("sorted by {}{down}", column.title.to_lowercase()))
    }
}
