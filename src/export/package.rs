//! The container of office files: parts under names in a ZIP archive, in the order given, with a fixed date.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::markup::{Element, el};

/// The namespace of content types.
const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
/// The namespace of relationships in their own files.
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
/// The beginning of the types of relationships.
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
/// The relationship of the core properties.
const CORE: &str = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";

/// A package as it grows.
#[derive(Debug, Default)]
pub struct Package {
    parts: Vec<(String, Vec<u8>)>,
    types: Vec<(String, &'static str)>,
}

/// What a package could not be written for.
#[derive(Debug, thiserror::Error)]
#[error("the document could not be packed: {0}; write it in another format, such as html")]
pub struct NotPacked(String);

impl NotPacked {
    /// With the reason.
    pub fn because(reason: impl std::fmt::Display) -> Self {
        Self(reason.to_string())
    }
}

impl Package {
    /// Adds a part of that content type.
    pub fn part(&mut self, name: impl Into<String>, content_type: &'static str, content: &Element) {
        let name = name.into();
        self.types.push((name.clone(), content_type));
        self.parts.push((name, content.xml()));
    }

    /// Adds a part that is bytes, such as a workbook; its type goes by its ending.
    pub fn bytes(&mut self, name: impl Into<String>, content: Vec<u8>) {
        self.parts.push((name.into(), content));
    }

    /// Adds the relations of a part: identifiers `rId1`, `rId2` in the order given, each a kind and a target.
    pub fn relations<T: AsRef<str>>(&mut self, of: &str, targets: &[(&str, T)]) {
        let (folder, file) = of.rsplit_once('/').unwrap_or(("", of));
        let slash = if folder.is_empty() { "" } else { "/" };
        let relation = |(at, (kind, target)): (usize, &(&str, T))| {
            let kind = if *kind == "core" { CORE.to_owned() } else { format!("{OFFICE}{kind}") };
            el("Relationship").with("Id", format!("rId{}", at + 1)).with("Type", kind).with("Target", target.as_ref())
        };
        let all = el("Relationships").with("xmlns", RELATIONS).children(targets.iter().enumerate().map(relation));
        self.parts.push((format!("{folder}{slash}_rels/{file}.rels"), all.xml()));
    }

    /// The archive; the same parts give the same bytes.
    pub fn packed(self) -> Result<Vec<u8>, NotPacked> {
        let defaults = [
            ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
            ("xml", "application/xml"),
            ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ];
        let default = |(ending, kind): (&str, &str)| el("Default").with("Extension", ending).with("ContentType", kind);
        let of_part = |(name, kind): &(String, &'static str)| {
            el("Override").with("PartName", format!("/{name}")).with("ContentType", kind)
        };
        let types = el("Types")
            .with("xmlns", TYPES)
            .children(defaults.into_iter().map(default))
            .children(self.types.iter().map(of_part));
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default());
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        let types = ("[Content_Types].xml".to_owned(), types.xml());
        for (name, content) in std::iter::once(&types).chain(&self.parts) {
            archive.start_file(name.as_str(), options).map_err(NotPacked::because)?;
            archive.write_all(content).map_err(NotPacked::because)?;
        }
        archive.finish().map(Cursor::into_inner).map_err(NotPacked::because)
    }
}

/// The core and extended properties of a document: its title, who it is for, and the date of its numbers.
pub fn properties(package: &mut Package, about: &super::format::About<'_>) {
    let day = format!("{}T00:00:00Z", about.as_of);
    let date = |name| el(name).with("xsi:type", "dcterms:W3CDTF").text(&day);
    let core = el("cp:coreProperties")
        .with("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties")
        .with("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .with("xmlns:dcterms", "http://purl.org/dc/terms/")
        .with("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
        .child(el("dc:title").text(about.title))
        .child(el("dc:subject").text(&about.stamp()))
        .child(el("dc:creator").text("Quarterdeck"))
        .child(date("dcterms:created"))
        .child(date("dcterms:modified"));
    package.part("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", &core);
    let app = el("Properties")
        .with("xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties")
        .child(el("Application").text("Quarterdeck"));
    package.part("docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml", &app);
}
