//! Sorting, and arranging the columns.

use super::arrangement::{Arrangement, read_sorts};
use super::column::Key;
use super::state::Roster;
use crate::tui::action::Action;
use crate::tui::outcome::Outcome;
use crate::tui::overlays::{Entry, Picker, Prompt};
use crate::tui::pane::{Check, Context};
use crate::tui::widgets::safe_text;
use crate::tui::widgets::table::Order;

/// The tag of the list of columns.
pub(super) const COLUMNS: &str = "columns";
/// The tag of the prompt for sort keys.
pub(super) const SORTS: &str = "sorts";

/// The most rows looked at when a column is fitted to its longest value.
const FITTED_ROWS: usize = 2_000;

impl Roster {
    /// Actions on columns and order.
    pub(super) fn tabling(&mut self, action: Action, context: &Context<'_>) -> Option<Outcome> {
        let key = self.column();
        Some(match action {
            Action::SortColumn => self.sort_column(key, context),
            Action::SortMulti => self.ask_sorts(),
            Action::ColumnsPick => self.ask_columns(),
            Action::ColumnNarrower => self.resize(key, -1),
            Action::ColumnWider => self.resize(key, 1),
            Action::ColumnAutosize => {
                self.fit(key, context);
                Outcome::Changed
            }
            Action::ColumnsAutosize => {
                for key in self.arrangement.columns.clone() {
                    self.fit(key, context);
                }
                Outcome::info("Every column is as wide as its longest value")
            }
            Action::ColumnHide => self.hide(key),
            Action::ColumnsShow => self.show_all(),
            Action::ColumnFreeze => self.freeze(),
            Action::Inspector => self.toggle_inspector(),
            Action::Grab => self.grab(key),
            Action::GrabLeft | Action::GrabFarBack => self.drag(false),
            Action::GrabRight | Action::GrabFarOn => self.drag(true),
            Action::GrabUp | Action::GrabDown => Outcome::unavailable("rows stand in their sort order; o changes it"),
            Action::GrabDrop => {
                self.grabbed = None;
                Outcome::info(format!("{} stays here", key.label()))
            }
            Action::GrabCancel => self.put_back(),
            _ => return None,
        })
    }

    pub(super) fn sort_column(&mut self, key: Key, context: &Context<'_>) -> Outcome {
        let words = match self.arrangement.cycle(key) {
            Some(Order::Ascending) => format!("Sorted by {}, smallest first", key.label().to_lowercase()),
            Some(Order::Descending) => format!("Sorted by {}, largest first", key.label().to_lowercase()),
            None => "Sorted by name".to_owned(),
        };
        self.follow(context);
        Outcome::info(format!("{words}{}", self.where_the_first_is()))
    }

    /// The cursor stays on its partner through a sort, so the first row may be out of view: it is named.
    fn where_the_first_is(&self) -> String {
        match self.rows.get(0).filter(|_| self.view.row > 0) {
            Some(first) => format!(": {} is first, gg goes there", first.name),
            None => String::new(),
        }
    }

    fn ask_sorts(&mut self) -> Outcome {
        self.sorts_before = Some(self.arrangement.sorts.clone());
        let prompt = Prompt::new(SORTS, "Sort by").with_text(self.arrangement.sort_text()).at_bottom();
        Outcome::open(prompt.hint("Columns in order, such as: tier desc, sourced_t12m desc, name"))
    }

    /// Sorts as it is typed.
    pub(super) fn sort_as_typed(&mut self, text: &str, context: &Context<'_>) -> Check {
        match read_sorts(text) {
            Ok(sorts) => {
                self.arrangement.sorts = sorts;
                self.follow(context);
                let label = self.arrangement.sort_label();
                let line = if label.is_empty() { "Sorted by name".to_owned() } else { format!("Sorted by {label}") };
                Check { error: None, lines: vec![format!("{line}{}", self.where_the_first_is())] }
            }
            Err(error) => Check { error: Some(error), lines: Vec::new() },
        }
    }

    fn ask_columns(&mut self) -> Outcome {
        let order = |key: &Key| self.arrangement.columns.iter().position(|shown| shown == key).unwrap_or(usize::MAX);
        let mut keys = Key::ALL.to_vec();
        keys.sort_by_key(order);
        let entry = |key: Key| {
            let entry = Entry::new(key.spec().word, key.label());
            if key == Key::Name { entry.detail("always shown") } else { entry.detail(key.spec().word) }
        };
        let shown = self.arrangement.columns.iter().map(|key| key.spec().word.to_owned());
        let picker = Picker::new(COLUMNS, "Columns").entries(keys.into_iter().map(entry).collect()).marking(shown);
        Outcome::open(picker.footer("Tab shows or hides, Enter takes; m in the table moves a column"))
    }

    /// Shows the columns of these words.
    pub(super) fn show_columns(&mut self, words: &[String]) -> Outcome {
        let key = self.column();
        let wanted: Vec<Key> = words.iter().filter_map(|word| Key::named(word)).collect();
        self.arrangement.show(&wanted);
        self.view.column = self.arrangement.columns.iter().position(|shown| *shown == key).unwrap_or(0);
        Outcome::info(format!("{} columns are shown", self.arrangement.columns.len()))
    }

    fn resize(&mut self, key: Key, by: i16) -> Outcome {
        let width = self.arrangement.resize(key, by, self.areas.table.width);
        Outcome::info(format!("{} is {width} cells wide", key.label()))
    }

    fn fit(&mut self, key: Key, context: &Context<'_>) {
        let reader = Self::reader(context);
        let currency = context.workbench.program().profile.currency;
        let cells = self.rows.iter().take(FITTED_ROWS).map(|partner| {
            let cell = reader.read(partner, key).cell(usize::from(u16::MAX), currency, context.look);
            safe_text::width(&safe_text::clean(&cell.text))
        });
        let title = key.spec().title.len() + usize::from(self.arrangement.sorts.iter().any(|sort| sort.key == key));
        let widest = cells.max().unwrap_or(0).max(title);
        self.arrangement.set_width(key, u16::try_from(widest).unwrap_or(u16::MAX));
    }

    fn hide(&mut self, key: Key) -> Outcome {
        if self.arrangement.hide(key) {
            return Outcome::info(format!("{} is hidden; z u shows all, C chooses", key.label()));
        }
        Outcome::unavailable("the name always stays")
    }

    fn show_all(&mut self) -> Outcome {
        let hidden = Key::ALL.len() - self.arrangement.columns.len();
        self.arrangement.show(Key::ALL);
        Outcome::info(format!("{hidden} more columns; C chooses, $ goes to the last"))
    }

    fn freeze(&mut self) -> Outcome {
        let wanted = self.view.column + 1;
        self.arrangement.frozen = if self.arrangement.frozen == wanted { 1 } else { wanted };
        self.view.frozen = self.arrangement.frozen;
        match self.arrangement.frozen {
            1 => Outcome::info("Only the name stays when columns scroll"),
            n => Outcome::info(format!("The first {n} columns stay when columns scroll")),
        }
    }

    fn grab(&mut self, key: Key) -> Outcome {
        if key == Key::Name {
            return Outcome::unavailable("the name stays first; go to another column and press m");
        }
        self.grabbed = Some((self.arrangement.clone(), self.view.column));
        Outcome::info(format!("Moving the column {}: left and right, Enter drops, Esc puts back", key.label()))
    }

    fn drag(&mut self, right: bool) -> Outcome {
        if self.view.column == 1 && !right {
            return Outcome::unavailable("the name stays first");
        }
        self.view.column = self.arrangement.shift(self.view.column, right);
        Outcome::Changed
    }

    fn put_back(&mut self) -> Outcome {
        if let Some((before, column)) = self.grabbed.take() {
            let Arrangement { columns, .. } = before;
            self.arrangement.columns = columns;
            self.view.column = column;
        }
        Outcome::info("Columns are as they were")
    }
}
