//! Program and analysis to documents of headings, paragraphs and typed-cell tables; nothing visual.

pub mod cell;
pub mod document;
pub mod table;
