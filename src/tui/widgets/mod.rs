//! Parts that panes and overlays are drawn with; they know ratatui and no domain.

pub mod paint;
pub mod safe_text;
pub mod table;
mod table_layout;
pub mod text_field;
pub mod wrap;
