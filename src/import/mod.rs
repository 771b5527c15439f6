//! From the bytes of an export to records with the fate of every row, and from those to one edit of a program.

pub mod columns;
pub mod date;
pub mod deals;
pub mod decode;
pub mod delimited;
pub mod error;
pub mod field;
pub mod header;
pub mod near;
pub mod number;
pub mod options;
pub mod parse;
pub mod parsed;
pub mod partner_figures;
pub mod partner_key;
pub mod partners;
pub mod rejects;
pub mod row;
pub mod sheet;
pub mod stage;
pub mod text;
pub mod totals;
pub mod triage;
pub mod vocabulary;
pub mod workbook;
pub mod workbook_layout;

pub use error::{Fault, ImportError};
pub use options::{DateOrder, DecimalMark, Kind, Options};
pub use parse::parse;
pub use parsed::ParsedFile;
pub use rejects::rejects_csv;
pub use totals::totals;
