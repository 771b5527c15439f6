//! Parts that panes and overlays are drawn with; they know ratatui and no domain.

pub mod bars;
pub mod gantt;
pub mod list;
pub mod paint;
mod plane;
pub mod safe_text;
pub mod scatter;
pub mod table;
mod table_layout;
pub mod text_area;
pub mod text_field;
pub mod wrap;
