//! The first lines of a document as text, whatever format it will have.

use super::made::Made;
use super::making::make;
use super::not_made::NotMade;
use super::registry::PACKAGE;
use super::request::Request;
use super::reviews::package;
use crate::app::Workbench;
use crate::export::{format, markdown};

/// At most so many lines of the document, and how many there are.
pub fn preview(
    workbench: &Workbench,
    name: &str,
    format: &str,
    request: &Request,
    most: usize,
) -> Result<(Vec<String>, usize), NotMade> {
    let text = if name == PACKAGE {
        let files = package(workbench, request)?;
        package_text(&files)
    } else {
        let made = make(workbench, name, format, request)?;
        let as_it_is = matches!(format, "csv" | "tsv") || format::find(format).is_some_and(|it| !it.binary);
        match &made {
            Made::Text(text) => text.clone(),
            Made::Document(document) if !as_it_is || format == "html" => markdown::document(document),
            Made::Table(table) if !as_it_is || format == "html" => markdown::table(&table.select(&table.shown())),
            made => {
                let about = super::making::about(workbench, name, made, request);
                String::from_utf8_lossy(&made.written(format, &about)?).into_owned()
            }
        }
    };
    let lines = text.lines().take(most).map(str::to_owned).collect();
    Ok((lines, text.lines().count()))
}

/// The files of a package one after the other, each below its name.
pub fn package_text(files: &[(String, String)]) -> String {
    files.iter().flat_map(|(name, text)| ["== ", name, "\n", text, "\n"]).collect()
}
