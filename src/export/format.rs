//! The formats a document can be written in: one line each.

use jiff::civil::Date;

use super::package::NotPacked;
use super::{data, delimited, docx, html, markdown, marp, pptx, xlsx};
use crate::program::choice::Choice;
use crate::report::document::{Block, Document};
use crate::report::qbr::Audience;
use crate::report::table::Table;

/// What stands on every page of a document and in its properties.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    /// The title.
    pub title: &'a str,
    /// For whom it is.
    pub audience: Audience,
    /// The date of the numbers.
    pub as_of: Date,
}

impl About<'_> {
    /// The line at the foot.
    pub fn stamp(&self) -> String {
        let audience = match self.audience {
            Audience::Internal => "Confidential - internal",
            Audience::Partner => "Confidential - prepared for the partner",
        };
        format!("{audience} - numbers as of {}", self.as_of)
    }

    /// The audience as a word.
    pub fn audience_word(&self) -> &'static str {
        self.audience.word()
    }
}

/// A way to write a document.
#[derive(Debug, Clone, Copy)]
pub struct Format {
    /// Its name on the command line, and the ending of its files.
    pub name: &'static str,
    /// Whether it is bytes rather than text.
    pub binary: bool,
    write: fn(&Document, &About<'_>) -> Result<Vec<u8>, NotPacked>,
}

/// Every format of a document, in the order of the help.
pub const FORMATS: &[Format] = &[
    Format { name: "md", binary: false, write: |document, _| Ok(markdown::document(document).into_bytes()) },
    Format { name: "html", binary: false, write: |document, about| Ok(html::page(document, about).into_bytes()) },
    Format { name: "docx", binary: true, write: docx::document },
    Format { name: "pptx", binary: true, write: pptx::deck },
    Format { name: "marp", binary: false, write: |document, about| Ok(marp::deck(document, about).into_bytes()) },
    Format { name: "xlsx", binary: true, write: xlsx::workbook },
    Format { name: "json", binary: false, write: |document, about| Ok(data::json(document, about).into_bytes()) },
    Format { name: "ron", binary: false, write: |document, about| Ok(data::ron(document, about).into_bytes()) },
];

/// The format of that name.
pub fn find(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

impl Format {
    /// The document in this format.
    pub fn document(&self, document: &Document, about: &About<'_>) -> Result<Vec<u8>, NotPacked> {
        (self.write)(document, about)
    }
}

/// Rows as a report in a format: those for sheets and programs have every column, those for readers the ones a table shows.
pub fn rows(table: &Table, format: &str, about: &About<'_>) -> Result<Vec<u8>, NotPacked> {
    let shown = || table.select(&table.shown());
    match format {
        "csv" => Ok(delimited::csv(table).into_bytes()),
        "tsv" => Ok(delimited::tsv(table).into_bytes()),
        "md" => Ok(markdown::table(&shown()).into_bytes()),
        "xlsx" => xlsx::rows(table, about),
        "json" => Ok(data::json_rows(table, about).into_bytes()),
        "ron" => Ok(data::ron_rows(table, about).into_bytes()),
        _ => {
            let mut document = Document::titled(about.title);
            document.blocks.push(Block::Table(shown()));
            find(format).map_or_else(|| Ok(Vec::new()), |format| format.document(&document, about))
        }
    }
}
