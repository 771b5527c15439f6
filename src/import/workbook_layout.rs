//! What the workbook reader does not give: hidden rows and columns, comments, formulas saved without a result.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::io::{BufRead as _, BufReader, Cursor, Read};

use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::budget::{CELL_LIMIT, COLUMN_LIMIT, RATIO_LIMIT, UNPACKED_LIMIT_MB};
use super::error::Fault;

/// Parts of a package.
const PART_LIMIT: usize = 10_000;
/// Elements of all parts that are no sheets and no shared texts.
const ELEMENT_LIMIT: usize = 500_000;
/// What a package may unpack to whatever its own size is, in bytes.
const UNPACKED_FREELY: u64 = 8 << 20;

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
    pub hidden_columns: BTreeSet<usize>,
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
        if bytes.windows(4).filter(|four| *four == b"PK\x01\x02").nth(PART_LIMIT).is_some() {
            return Err(Fault::TooMany { what: "parts", limit: PART_LIMIT });
        }
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(unreadable)?;
        let ratio = (bytes.len() as u64).saturating_mul(RATIO_LIMIT).max(UNPACKED_FREELY);
        let mut counted = Counted { left: ratio.min(UNPACKED_LIMIT_MB << 20), elements: ELEMENT_LIMIT };
        for index in 0..archive.len() {
            counted.part(archive.by_index(index).map_err(unreadable)?)?;
        }
        let mut package = Self { archive, sheets: BTreeMap::new() };
        package.declared()?;
        package.sheets = package.sheet_paths();
        Ok(package)
    }

    /// Refuses a declared number of shared texts for which nobody should make room.
    fn declared(&mut self) -> Result<(), Fault> {
        let names: Vec<String> = self.archive.file_names().flatten().map(Cow::into_owned).collect();
        for name in names.into_iter().filter(|name| is_shared_texts(&name.to_ascii_lowercase())) {
            let mut declared = None;
            self.each_element(&name, |element| {
                if declared.is_none() && element.local_name().as_ref() == "sst" {
                    declared = attribute(element, "uniqueCount");
                }
            });
            let fits = |count: String| count.parse::<usize>().is_ok_and(|count| count <= CELL_LIMIT);
            if !declared.is_none_or(fits) {
                return Err(Fault::TooMany { what: "shared texts", limit: CELL_LIMIT });
            }
        }
        Ok(())
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
                Event::DocType(_) => return Err(unreadable("it declares a document type of its own")),
                Event::Eof => return Ok(scan.layout),
                _ => {}
            }
        }
    }
}

/// Whether a part, in lower case, holds the texts that cells share.
fn is_shared_texts(name: &str) -> bool {
    name.ends_with("sharedstrings.xml")
}

/// What is left to be unpacked while the parts are counted.
struct Counted {
    left: u64,
    elements: usize,
}

impl Counted {
    /// Unpacks a part to nowhere.
    fn part<R: Read>(&mut self, part: zip::read::ZipFile<'_, R>) -> Result<(), Fault> {
        let name = part.name().map_err(unreadable)?.to_ascii_lowercase();
        let mut texts = 2 * CELL_LIMIT;
        // the cells of a sheet are counted when they are read
        let mut elements = match &*name {
            _ if is_shared_texts(&name) => Some(&mut texts),
            name if name.contains("worksheets/") => None,
            _ => Some(&mut self.elements),
        };
        let mut part = BufReader::new(part.take(self.left + 1));
        loop {
            let bytes = part.fill_buf().map_err(unreadable)?;
            let length = bytes.len();
            if length == 0 {
                return Ok(());
            }
            if let Some(elements) = &mut elements {
                let opened = bytes.split(|byte| *byte == b'<').count() - 1;
                let too_many = Fault::TooMany { what: "elements beside its cells", limit: ELEMENT_LIMIT };
                **elements = elements.checked_sub(opened).ok_or(too_many)?;
            }
            let too_large = Fault::UnpacksTooLarge { limit: UNPACKED_LIMIT_MB };
            self.left = self.left.checked_sub(length as u64).ok_or(too_large)?;
            part.consume(length);
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
                    let last = last.min(COLUMN_LIMIT);
                    self.layout.hidden_columns.extend((first.max(1)..=last).map(|column| column - 1));
                }
            }
            "row" => {
                let stated = attribute(element, "r").and_then(|text| text.parse::<u32>().ok());
                self.row = stated.map_or(self.next_row, |row| row.saturating_sub(1));
                self.next_row = self.row.saturating_add(1);
                self.next_column = 0;
                if truth(element, "hidden") {
                    self.layout.hidden_rows.insert(self.row);
                }
            }
            "c" => {
                self.column = attribute(element, "r").and_then(|r| column_of(&r)).unwrap_or(self.next_column);
                self.next_column = self.column + 1;
                if self.column as usize > COLUMN_LIMIT {
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
