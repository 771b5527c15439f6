//! What every table of a pane can do, whatever stands in its rows: columns, order, find, saved views, copying, pasting.

mod arrangement;
mod block;
mod column_key;
mod copying;
mod menu;
mod paste;
mod shape;
mod sheet;
mod state;
mod tab_line;
mod tabled;
mod views;

pub use arrangement::{Arrangement, Sort, read_sorts};
pub use column_key::ColumnKey;
pub(in crate::tui) use menu::{click_tab, draw_tabs, tab_lines};
pub(in crate::tui) use paste::preview as paste_preview;
pub use shape::Shape;
pub(in crate::tui) use sheet::Sheet;
pub use state::Tabling;
pub(in crate::tui) use tabled::Tabled;
