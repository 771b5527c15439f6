//! What an export makes before it has a format.

use super::not_made::NotMade;
use crate::export::format::{self, About};
use crate::report::document::{Block, Document};
use crate::report::table::Table;

/// What was made.
#[derive(Debug, Clone)]
pub enum Made {
    /// A document.
    Document(Document),
    /// Rows.
    Table(Table),
    /// What only has the form it was made in, such as a calendar.
    Text(String),
}

impl Made {
    /// The title of a document, else that of the report.
    pub fn title<'a>(&'a self, report: &'a str) -> &'a str {
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
    pub fn written(&self, format: &str, about: &About<'_>) -> Result<Vec<u8>, NotMade> {
        let written = match self {
            Self::Text(text) => return Ok(text.clone().into_bytes()),
            Self::Table(table) => format::rows(table, format, about),
            Self::Document(document) => match format::find(format) {
                Some(format) => format.document(document, about),
                None => Ok(Vec::new()),
            },
        };
        written.map_err(|error| NotMade::failed("not_packed", error.to_string()))
    }
}
