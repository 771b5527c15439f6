//! What the workbook reader does not give: hidden rows and columns, comments, formulas saved without a result.

use std::collections::{BTreeMap, HashSet};
use std::io::{BufReader, Cursor, Read};

use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::error::Fault;

/// The size that a workbook may unpack to, in MB.
pub const UNPACKED_LIMIT_MB: u64 = 512;
/// Columns beyond this one hold nothing an import looks for; a sheet that uses them is refused.
const COLUMN_LIMIT: u32 = 1_000;

/// The parts of a workbook file.
pub struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// The path of each sheet by its name.
    sheets: BTreeMap<String, String>,
}

/// What a sheet hides and carries beside its values. Rows and columns count from 0.
#[derive(Debug, Default)]
pub struct Layout {
    /// Hidden rows.
    pub hidden_rows: HashSet<u32>,
    /// Hidden columns.
    pub hidden_columns: Vec<usize>,
    /// Row and column of formulas without a result.
    pub without_result: Vec<(u32, u32)>,
    /// Cells with a comment.
    pub comments: usize,
}

fn unreadable(detail: impl std::fmt::Display) -> Fault {
    Fault::NotReadable { detail: detail.to_string() }
}

impl<'a> Package<'a> {
    /// Opens the package and unpacks it once to nowhere, so that what it says about its sizes need not be believed.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Fault> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(unreadable)?;
        let mut left = UNPACKED_LIMIT_MB << 20;
        for index in 0..archive.len() {
            let entry = archive.by_index(index).map_err(unreadable)?;
            let unpacked = std::io::copy(&mut entry.take(left + 1), &mut std::io::sink()).map_err(unreadable)?;
            left = left.checked_sub(unpacked).ok_or(Fault::UnpacksTooLarge { limit: UNPACKED_LIMIT_MB })?;
        }
        let mut package = Self { archive, sheets: BTreeMap::new() };
        package.sheets = package.sheet_paths();
        Ok(package)
    }

    /// Sheet names with their paths, from the workbook and its relations.
    fn sheet_paths(&mut self) -> BTreeMap<String, String> {
        let root = self.relations("_rels/.rels");
        let stated = root.values().find(|(kind, _)| kind == "officeDocument");
        let book = stated.map_or_else(|| "xl/workbook.xml".to_owned(), |(_, target)| resolved("", target));
        let (folder, file) = book.rsplit_once('/').unwrap_or(("", &book));
        let targets = self.relations(&resolved(folder, &format!("_rels/{file}.rels")));
        let mut sheets = BTreeMap::new();
        self.each_element(&book, |element| {
            if element.local_name().as_ref() == "sheet"
                && let (Some(name), Some(id)) = (attribute(element, "name"), attribute(element, "id"))
                && let Some((_, target)) = targets.get(&id)
            {
                sheets.insert(name, resolved(folder, target));
            }
        });
        sheets
    }

    /// Relations by id: the last part of their type, and their target.
    fn relations(&mut self, path: &str) -> BTreeMap<String, (String, String)> {
        let mut relations = BTreeMap::new();
        self.each_element(path, |element| {
            let of = |key: &str| attribute(element, key);
            if let (Some(id), Some(kind), Some(target)) = (of("Id"), of("Type"), of("Target")) {
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                relations.insert(id, (kind, target));
            }
        });
        relations
    }

    /// Calls back for every element of a part; a part that is missing or broken has none.
    fn each_element(&mut self, path: &str, mut of: impl FnMut(&BytesStart<'_>)) {
        let Ok(entry) = self.archive.by_name(path) else { return };
        let mut reader = quick_xml::Reader::from_reader(BufReader::new(entry));
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            match reader.read_event_into(&mut buffer) {
                Ok(Event::Start(element) | Event::Empty(element)) => of(&element),
                Ok(Event::Eof) | Err(_) => return,
                Ok(_) => {}
            }
        }
    }

    /// What the sheet of that name hides and carries.
    pub fn layout(&mut self, name: &str) -> Result<Layout, Fault> {
        let Some(path) = self.sheets.get(name).cloned() else { return Ok(Layout::default()) };
        let mut layout = self.scanned(&path)?;
        let (folder, file) = path.rsplit_once('/').unwrap_or(("", &path));
        let relations = self.relations(&format!("{folder}/_rels/{file}.rels"));
        let mut comments = 0;
        for (kind, target) in relations.values() {
            if kind == "comments" {
                let part = resolved(&format!("{folder}/"), target);
                self.each_element(&part, |element| {
                    comments += usize::from(element.local_name().as_ref() == "comment");
                });
            }
        }
        layout.comments = comments;
        Ok(layout)
    }

    fn scanned(&mut self, path: &str) -> Result<Layout, Fault> {
        let mut scan = Scan::default();
        let entry = self.archive.by_name(path).map_err(unreadable)?;
        let mut reader = quick_xml::Reader::from_reader(BufReader::new(entry));
        reader.config_mut().check_end_names = false;
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            match reader.read_event_into(&mut buffer).map_err(unreadable)? {
                Event::Start(element) => scan.opened(&element, false)?,
                Event::Empty(element) => scan.opened(&element, true)?,
                Event::Text(text) => scan.has_value |= scan.in_value && !text.is_empty(),
                Event::End(element) => scan.closed(element.local_name().as_ref()),
                Event::Eof => return Ok(scan.layout),
                _ => {}
            }
        }
    }
}

/// Where a pass over a sheet stands.
#[derive(Default)]
struct Scan {
    layout: Layout,
    row: u32,
    next_row: u32,
    column: u32,
    next_column: u32,
    has_formula: bool,
    has_value: bool,
    in_value: bool,
    is_text: bool,
}

impl Scan {
    fn opened(&mut self, element: &BytesStart<'_>, empty: bool) -> Result<(), Fault> {
        match element.local_name().as_ref() {
            "col" if truth(element, "hidden") => {
                let of = |key: &str| attribute(element, key).and_then(|text| text.parse::<usize>().ok());
                if let (Some(first), Some(last)) = (of("min"), of("max")) {
                    let last = last.min(COLUMN_LIMIT as usize);
                    self.layout.hidden_columns.extend((first.max(1)..=last).map(|column| column - 1));
                }
            }
            "row" => {
                let stated = attribute(element, "r").and_then(|text| text.parse::<u32>().ok());
                self.row = stated.map_or(self.next_row, |row| row.saturating_sub(1));
                self.next_row = self.row + 1;
                self.next_column = 0;
                if truth(element, "hidden") {
                    self.layout.hidden_rows.insert(self.row);
                }
            }
            "c" => {
                self.column = attribute(element, "r").and_then(|r| column_of(&r)).unwrap_or(self.next_column);
                self.next_column = self.column + 1;
                if self.column > COLUMN_LIMIT {
                    return Err(unreadable(format!("the sheet uses more than {COLUMN_LIMIT} columns")));
                }
                self.is_text = attribute(element, "t").is_some_and(|kind| kind == "str");
                (self.has_formula, self.has_value) = (false, false);
            }
            "f" => self.has_formula = true,
            "v" => self.in_value = !empty,
            _ => {}
        }
        Ok(())
    }

    fn closed(&mut self, name: &str) {
        match name {
            "v" => self.in_value = false,
            "c" if self.has_formula && !self.has_value && !self.is_text => {
                self.layout.without_result.push((self.row, self.column));
            }
            _ => {}
        }
    }
}

/// An attribute by its local name, with entities resolved.
fn attribute(element: &BytesStart<'_>, key: &str) -> Option<String> {
    let mut attributes = element.attributes().flatten();
    let found = attributes.find(|attribute| attribute.key.local_name().as_ref() == key)?;
    Some(found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok()?.into_owned())
}

fn truth(element: &BytesStart<'_>, key: &str) -> bool {
    attribute(element, key).is_some_and(|value| value == "1" || value == "true")
}

/// The column of a reference such as `AB12`, from 0.
fn column_of(reference: &str) -> Option<u32> {
    let mut column = 0_u32;
    for letter in reference.bytes().take_while(u8::is_ascii_alphabetic) {
        column = column.checked_mul(26)?.checked_add(u32::from(letter.to_ascii_uppercase() - b'A') + 1)?;
    }
    column.checked_sub(1)
}

/// A target of a relation inside the package.
fn resolved(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            ".." => {
                parts.pop();
            }
            "." | "" => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_and_targets_are_resolved() {
        assert_eq!((column_of("A1"), column_of("AB12"), column_of("12")), (Some(0), Some(27), None));
        assert_eq!(resolved("xl/worksheets/", "../comments1.xml"), "xl/comments1.xml");
        assert_eq!(resolved("xl/", "/xl/worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
    }

    #[test]
    fn what_is_no_package_is_refused() {
        assert!(matches!(Package::open(b"PK\x03\x04broken"), Err(Fault::NotReadable { .. })));
    }
}
