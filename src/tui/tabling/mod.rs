//! What every table of a pane can do, whatever stands in its rows: columns, order, find, saved views.

mod arrangement;
mod column_key;
mod menu;
mod shape;
mod state;
mod tab_line;
mod tabled;
mod views;

pub use arrangement::{Arrangement, Sort, read_sorts};
pub use column_key::ColumnKey;
pub(in crate::tui) use menu::{click_tab, draw_tabs, tab_lines};
pub use shape::Shape;
pub use state::Tabling;
pub(in crate::tui) use tabled::Tabled;
