//! The behaviour that all tables share: sorting, arranging columns, finding, saved views.
//!
//! A pane with a table says where its parts are; everything else follows.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::{Position, Rect};

use super::arrangement::read_sorts;
use super::column_key::ColumnKey;
use super::menu;
use super::state::Tabling;
use crate::tui::action::Action;
use crate::tui::outcome::Outcome;
use crate::tui::overlays::{Entry, Picker, Prompt};
use crate::tui::pane::{Check, Context, Values};
use crate::tui::widgets::table::{self, Order, TableView};

/// The tag of the list of columns.
const COLUMNS: &str = "table/columns";
/// The tag of the prompt for sort keys.
const SORTS: &str = "table/sorts";
/// The tag of the find prompt.
const FIND: &str = "table/find";

/// A pane whose rows stand in a table.
pub(in crate::tui) trait Tabled {
    /// Its columns.
    type Key: ColumnKey;

    /// How the table is arranged.
    fn tabling(&self) -> &Tabling<Self::Key>;

    /// The same, to be changed.
    fn tabling_mut(&mut self) -> &mut Tabling<Self::Key>;

    /// Cursor and scrolling.
    fn table_view(&self) -> &TableView;

    /// The same, to be changed.
    fn table_view_mut(&mut self) -> &mut TableView;

    /// The expression that rows must pass.
    fn filter(&self) -> &str;

    /// Sets the expression; rows follow with [`Tabled::arrange_again`].
    fn set_filter(&mut self, filter: String);

    /// Brings the rows in line with filter and order.
    fn arrange_again(&mut self, context: &Context<'_>);

    /// The report whose rows these are: saved views belong to it.
    fn report(&self) -> &'static str;

    /// What the table itself is called among its views, such as "All partners".
    fn everything(&self) -> String;

    /// Cells of the table.
    fn table_width(&self) -> u16;

    /// Cells of the longest value of a column.
    fn widest(&self, key: Self::Key, context: &Context<'_>) -> usize;

    /// What the first row is called.
    fn first_row(&self) -> Option<String>;

    /// `12 of 40 partners, 28 hidden`.
    fn shown_words(&self) -> String;

    /// How the order at first is called, such as "by name".
    fn order_at_first(&self) -> String;

    /// The next row after the cursor, or before it, whose shown columns hold the words; round the end.
    fn find_row(&mut self, up: bool, context: &Context<'_>) -> Option<usize>;

    /// Moves the cursor by rows.
    fn move_by(&mut self, rows: isize) -> Outcome;

    /// The column under the cursor.
    fn column_here(&self) -> Option<Self::Key> {
        self.tabling().arrangement.column(self.table_view().column)
    }

    /// Does what an action on columns, order, find or saved views says.
    fn act_on_table(&mut self, action: Action, context: &Context<'_>) -> Option<Outcome> {
        let key = self.column_here()?;
        Some(match action {
            Action::SortColumn => self.sort_by(key, context),
            Action::SortMulti => self.ask_sorts(),
            Action::ColumnsPick => self.ask_columns(),
            Action::ColumnNarrower => self.resize(key, -1),
            Action::ColumnWider => self.resize(key, 1),
            Action::ColumnAutosize => {
                self.fit(key, context);
                Outcome::Changed
            }
            Action::ColumnsAutosize => {
                for key in self.tabling().arrangement.columns.clone() {
                    self.fit(key, context);
                }
                Outcome::info("Every column is as wide as its longest value")
            }
            Action::ColumnHide => self.hide(key),
            Action::ColumnsShow => self.show_all(),
            Action::ColumnFreeze => self.freeze(),
            Action::Grab => self.grab_column(key),
            Action::GrabLeft | Action::GrabFarBack => self.drag_column(false),
            Action::GrabRight | Action::GrabFarOn => self.drag_column(true),
            Action::GrabUp | Action::GrabDown => {
                Outcome::unavailable("rows stand in their sort order; [key:sort.column] changes it")
            }
            Action::GrabDrop => {
                self.tabling_mut().grabbed = None;
                Outcome::info(format!("{} stays here", key.label()))
            }
            Action::GrabCancel => self.put_column_back(),
            Action::Find => self.ask_find(),
            Action::FindNext => self.find_again(false, context),
            Action::FindPrevious => self.find_again(true, context),
            Action::Views => menu::open(self, context),
            Action::ViewSave => menu::ask_name(self, context),
            Action::ViewNext => menu::step(self, 1, context),
            Action::ViewPrevious => menu::step(self, -1, context),
            _ => return None,
        })
    }

    /// Why an action on the table would do nothing now.
    fn why_not_on_table(&self, action: Action, context: &Context<'_>) -> Option<String> {
        match action {
            Action::FindNext | Action::FindPrevious if self.tabling().find.is_empty() => {
                Some("nothing to find yet; [key:find.open] asks for words".to_owned())
            }
            Action::ViewNext | Action::ViewPrevious if !menu::has_views(self, context) => {
                Some("no view of this table is saved yet; [key:view.save] saves one".to_owned())
            }
            _ => None,
        }
    }

    /// What a text typed into an overlay of the table means; nothing for others.
    fn table_typed(&mut self, tag: &str, text: &str, context: &Context<'_>) -> Option<Check> {
        match tag {
            SORTS => Some(self.sort_as_typed(text, context)),
            _ => menu::typed(self, tag, text, context),
        }
    }

    /// What follows from the answer of an overlay of the table; nothing for others.
    fn table_answered(&mut self, tag: &str, values: &Values, context: &Context<'_>) -> Option<Outcome> {
        Some(match (tag, values) {
            (SORTS, Values::Cancelled(_)) => {
                let tabling = self.tabling_mut();
                if let Some(before) = tabling.sorts_before.take() {
                    tabling.arrangement.sorts = before;
                }
                self.arrange_again(context);
                Outcome::Changed
            }
            (SORTS, _) => {
                self.tabling_mut().sorts_before = None;
                Outcome::Changed
            }
            (COLUMNS, Values::PickedMany(words)) => self.show_columns(words, context),
            (COLUMNS, Values::Picked(word)) => self.show_columns(std::slice::from_ref(word), context),
            (FIND, Values::Text(text)) => {
                text.trim().clone_into(&mut self.tabling_mut().find);
                if self.tabling().find.is_empty() { Outcome::Changed } else { self.find_again(false, context) }
            }
            (COLUMNS | FIND, _) => Outcome::Changed,
            _ => return menu::answered(self, tag, values, context),
        })
    }

    /// Sorts by a column: ascending, descending, as at first.
    fn sort_by(&mut self, key: Self::Key, context: &Context<'_>) -> Outcome {
        let words = match self.tabling_mut().arrangement.cycle(key) {
            Some(Order::Ascending) => format!("Sorted by {}, smallest first", key.label().to_lowercase()),
            Some(Order::Descending) => format!("Sorted by {}, largest first", key.label().to_lowercase()),
            None => format!("Sorted {}", self.order_at_first()),
        };
        self.arrange_again(context);
        Outcome::info(format!("{words}{}", self.where_the_first_is()))
    }

    /// The cursor stays on its row through a sort, so the first row may be out of view: it is named.
    fn where_the_first_is(&self) -> String {
        match self.first_row().filter(|_| self.table_view().row > 0) {
            Some(first) => format!(": {first} is first, gg goes there"),
            None => String::new(),
        }
    }

    /// Asks for an ordered list of sort keys.
    fn ask_sorts(&mut self) -> Outcome {
        let tabling = self.tabling_mut();
        tabling.sorts_before = Some(tabling.arrangement.sorts.clone());
        let shown: Vec<&str> = tabling.arrangement.columns.iter().take(3).map(|key| key.word()).collect();
        let hint = format!("Columns in order, such as: {}", shown.join(" desc, "));
        Outcome::open(Prompt::new(SORTS, "Sort by").with_text(tabling.arrangement.sort_text()).at_bottom().hint(hint))
    }

    /// Sorts as it is typed.
    fn sort_as_typed(&mut self, text: &str, context: &Context<'_>) -> Check {
        match read_sorts(self.tabling().arrangement.all(), text) {
            Ok(sorts) => {
                self.tabling_mut().arrangement.sorts = sorts;
                self.arrange_again(context);
                let label = self.tabling().arrangement.sort_label();
                let line = if label.is_empty() { "Sorted by name".to_owned() } else { format!("Sorted by {label}") };
                Check { error: None, lines: vec![format!("{line}{}", self.where_the_first_is())] }
            }
            Err(error) => Check { error: Some(error), lines: Vec::new() },
        }
    }

    /// Offers every column, those shown marked.
    fn ask_columns(&mut self) -> Outcome {
        let arrangement = &self.tabling().arrangement;
        let order = |key: &Self::Key| arrangement.columns.iter().position(|shown| shown == key).unwrap_or(usize::MAX);
        let mut keys = arrangement.all().to_vec();
        keys.sort_by_key(order);
        let entry = |key: Self::Key| {
            let entry = Entry::new(key.word(), key.label());
            if Some(key) == arrangement.pinned() { entry.detail("always shown") } else { entry.detail(key.word()) }
        };
        let shown = arrangement.columns.iter().map(|key| key.word().to_owned());
        let picker = Picker::new(COLUMNS, "Columns").entries(keys.into_iter().map(entry).collect()).marking(shown);
        Outcome::open(picker.footer("Tab shows or hides, Enter takes; [key:grab] in the table moves a column"))
    }

    /// Shows the columns of these words.
    fn show_columns(&mut self, words: &[String], context: &Context<'_>) -> Outcome {
        let here = self.column_here();
        let arrangement = &mut self.tabling_mut().arrangement;
        let wanted: Vec<Self::Key> =
            arrangement.all().iter().copied().filter(|key| words.iter().any(|word| word == key.word())).collect();
        arrangement.show(&wanted);
        let count = arrangement.columns.len();
        let at = arrangement.columns.iter().position(|shown| Some(*shown) == here).unwrap_or(0);
        self.table_view_mut().column = at;
        self.arrange_again(context);
        Outcome::info(format!("{count} columns are shown"))
    }

    /// Makes a column wider or narrower.
    fn resize(&mut self, key: Self::Key, by: i16) -> Outcome {
        let table = self.table_width();
        let width = self.tabling_mut().arrangement.resize(key, by, table);
        Outcome::info(format!("{} is {width} cells wide", key.label()))
    }

    /// Drags the border between two headers; nothing for what else the mouse does.
    fn drag_border(&mut self, mouse: MouseEvent, area: Rect) -> Option<Outcome> {
        let at = Position::new(mouse.column, mouse.row);
        match mouse.kind {
            MouseEventKind::Down(MouseButton::Left) => {
                let columns = self.tabling().arrangement.table_columns(area.width);
                let (column, width) = table::border(area, at, &columns, self.table_view())?;
                let key = self.tabling().arrangement.column(column)?;
                self.tabling_mut().dragged = Some((key, at.x, width));
                Some(Outcome::Changed)
            }
            MouseEventKind::Drag(MouseButton::Left) => {
                let (key, from, width) = self.tabling().dragged?;
                let width = (i32::from(width) + i32::from(at.x) - i32::from(from)).clamp(0, i32::from(u16::MAX));
                self.tabling_mut().arrangement.set_width(key, width as u16);
                Some(Outcome::Changed)
            }
            MouseEventKind::Up(MouseButton::Left) => {
                let (key, ..) = self.tabling_mut().dragged.take()?;
                let width = self.tabling().arrangement.width(key, area.width);
                Some(Outcome::info(format!("{} is {width} cells wide", key.label())))
            }
            _ => None,
        }
    }

    /// Makes a column as wide as its longest value.
    fn fit(&mut self, key: Self::Key, context: &Context<'_>) {
        let sorted = self.tabling().arrangement.sorts.iter().any(|sort| sort.key == key);
        let widest = self.widest(key, context).max(key.title().len() + usize::from(sorted));
        self.tabling_mut().arrangement.set_width(key, u16::try_from(widest).unwrap_or(u16::MAX));
    }

    /// Hides a column.
    fn hide(&mut self, key: Self::Key) -> Outcome {
        if self.tabling_mut().arrangement.hide(key) {
            let last = self.tabling().arrangement.columns.len().saturating_sub(1);
            let view = self.table_view_mut();
            view.column = view.column.min(last);
            return Outcome::info(format!(
                "{} is hidden; [key:column.show_all] shows all, [key:columns.pick] chooses",
                key.label()
            ));
        }
        Outcome::unavailable("the first column always stays")
    }

    /// Shows every column there is.
    fn show_all(&mut self) -> Outcome {
        let arrangement = &mut self.tabling_mut().arrangement;
        let hidden = arrangement.all().len() - arrangement.columns.len();
        let all = arrangement.all().to_vec();
        arrangement.show(&all);
        Outcome::info(format!("{hidden} more columns; [key:columns.pick] chooses, [key:column.last] goes to the last"))
    }

    /// Keeps the columns up to the cursor in view, or only the first again.
    fn freeze(&mut self) -> Outcome {
        let wanted = self.table_view().column + 1;
        let arrangement = &mut self.tabling_mut().arrangement;
        arrangement.frozen = if arrangement.frozen == wanted { 1 } else { wanted };
        let frozen = arrangement.frozen;
        self.table_view_mut().frozen = frozen;
        match frozen {
            1 => Outcome::info("Only the first column stays when the others scroll"),
            n => Outcome::info(format!("The first {n} columns stay when the others scroll")),
        }
    }

    /// Begins to move a column.
    fn grab_column(&mut self, key: Self::Key) -> Outcome {
        if Some(key) == self.tabling().arrangement.pinned() {
            let why = "this column stays first; go to another one and press [key:grab]";
            return Outcome::unavailable(why);
        }
        let column = self.table_view().column;
        let tabling = self.tabling_mut();
        tabling.grabbed = Some((tabling.arrangement.columns.clone(), column));
        Outcome::info(format!("Moving the column {}: left and right, Enter drops, Esc puts back", key.label()))
    }

    /// Moves the grabbed column by one place.
    fn drag_column(&mut self, right: bool) -> Outcome {
        let column = self.table_view().column;
        if column <= 1 && !right {
            return Outcome::unavailable("the first column stays first");
        }
        let at = self.tabling_mut().arrangement.shift(column, right);
        self.table_view_mut().column = at;
        Outcome::Changed
    }

    /// Puts the grabbed column back.
    fn put_column_back(&mut self) -> Outcome {
        if let Some((columns, column)) = self.tabling_mut().grabbed.take() {
            self.tabling_mut().arrangement.columns = columns;
            self.table_view_mut().column = column;
        }
        Outcome::info("Columns are as they were")
    }

    /// Asks for words to jump to.
    fn ask_find(&mut self) -> Outcome {
        let prompt = Prompt::new(FIND, "Find").with_text(self.tabling().find.clone()).at_bottom();
        Outcome::open(
            prompt.hint("Words to jump to; hides nothing, [key:find.next] goes on, [key:find.prev] goes back"),
        )
    }

    /// Jumps to the next row that holds the words.
    fn find_again(&mut self, up: bool, context: &Context<'_>) -> Outcome {
        let from = self.table_view().row;
        let words = self.tabling().find.clone();
        match self.find_row(up, context) {
            Some(row) => {
                let round = if up { row > from } else { row < from };
                let by = row as isize - from as isize;
                let moved = self.move_by(by);
                match () {
                    () if by == 0 => Outcome::info(format!("Only this row holds {words:?}")),
                    () if round => moved.and(Outcome::info("Gone round the end")),
                    () => moved,
                }
            }
            None => Outcome::info(format!("No row shown holds {words:?}")),
        }
    }
}
