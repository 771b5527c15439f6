//! What an export makes before it has a format, and which formats it takes.

use super::export::ACTIONS;
use super::failure::{Exit, Failure, Problem};
use crate::export::format::{self, About};
use crate::report::document::{Block, Document};
use crate::report::table::Table;

/// What was made.
pub(super) enum Made {
    /// A document.
    Document(Document),
    /// Rows.
    Table(Table),
    /// What only has the form it was made in, such as a calendar.
    Text(String),
}

/// The formats of a document, the first of them when none is asked for.
const DOCUMENT: &[&str] = &["md", "html", "docx", "pptx", "marp", "xlsx", "json", "ron"];
/// Those of rows.
const ROWS: &[&str] = &["md", "csv", "tsv", "html", "docx", "pptx", "xlsx", "json", "ron"];
/// Those of rows with dates to keep.
const DATED: &[&str] = &["md", "csv", "tsv", "ics", "html", "docx", "pptx", "xlsx", "json", "ron"];

/// The formats that a document or report of that name takes.
pub(super) fn formats_of(name: &str) -> &'static [&'static str] {
    match name {
        ACTIONS => DATED,
        "qbr-package" => &["folder"],
        "calendar" => &["ics"],
        _ if crate::report::find(name).is_some() => ROWS,
        _ => DOCUMENT,
    }
}

impl Made {
    /// The title of a document, else that of the report.
    pub(super) fn title<'a>(&'a self, report: &'a str) -> &'a str {
        match self {
            Self::Document(document) => document.blocks.iter().find_map(|block| match block {
                Block::Heading(1, title) => Some(title.as_str()),
                _ => None,
            }),
            _ => None,
        }
        .unwrap_or(report)
    }

    /// In that format.
    pub(super) fn written(&self, format: &str, about: &About<'_>) -> Result<Vec<u8>, Failure> {
        let written = match self {
            Self::Text(text) => return Ok(text.clone().into_bytes()),
            Self::Table(table) => format::rows(table, format, about),
            Self::Document(document) => match format::find(format) {
                Some(format) => format.document(document, about),
                None => Ok(Vec::new()),
            },
        };
        written.map_err(|error| Failure::new(Exit::Failed, Problem::new("not_packed", error.to_string())))
    }
}
