//! A document for Word: headings by style and numbered as clauses are, tables with repeated headings, no macros or links.

use super::format::About;
use super::markup::{Element, el};
use super::package::{NotPacked, Package, properties};
use super::{docx_styles, theme};
use crate::report::cell::Cell;
use crate::report::document::{Block, Document};
use crate::report::table::Table;

/// The namespace of the text of a document.
pub(super) const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// The namespace of relations inside parts.
const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// Width of the text on a page, in twentieths of a point.
const WIDTH: usize = 9638;
/// The same on a page turned on its side.
const WIDE: usize = 14570;
/// Columns from which the page is turned.
const MANY: usize = 7;

/// The document as a file of Word.
pub fn document(document: &Document, about: &About<'_>) -> Result<Vec<u8>, NotPacked> {
    let mut package = Package::default();
    let main = |what: &str| format!("officeDocument{what}");
    package.relations(
        "",
        &[
            (main("").as_str(), "word/document.xml"),
            ("core", "docProps/core.xml"),
            ("extended-properties", "docProps/app.xml"),
        ],
    );
    properties(&mut package, about);
    let wide = document.blocks.iter().any(|block| matches!(block, Block::Table(table) if table.columns.len() >= MANY));
    package.part("word/document.xml", kind!("document.main"), &body(document, wide));
    package.relations(
        "word/document.xml",
        &[
            ("styles", "styles.xml"),
            ("numbering", "numbering.xml"),
            ("settings", "settings.xml"),
            ("fontTable", "fontTable.xml"),
            ("theme", "theme/theme1.xml"),
            ("footer", "footer1.xml"),
        ],
    );
    package.part("word/styles.xml", kind!("styles"), &docx_styles::styles());
    package.part("word/numbering.xml", kind!("numbering"), &docx_styles::numbering());
    package.part("word/settings.xml", kind!("settings"), &docx_styles::settings());
    package.part("word/fontTable.xml", kind!("fontTable"), &docx_styles::fonts());
    package.part("word/footer1.xml", kind!("footer"), &footer(about));
    package.part("word/theme/theme1.xml", theme::TYPE, &theme::theme());
    package.packed()
}

macro_rules! kind {
    ($what:literal) => {
        concat!("application/vnd.openxmlformats-officedocument.wordprocessingml.", $what, "+xml")
    };
}
use kind;

fn body(document: &Document, wide: bool) -> Element {
    let width = if wide { WIDE } else { WIDTH };
    let mut body = el("w:body");
    for block in &document.blocks {
        body = body.children(part(block, width));
    }
    let size = el("w:pgSz");
    let size = if wide {
        size.with("w:w", 16838).with("w:h", 11906).with("w:orient", "landscape")
    } else {
        size.with("w:w", 11906).with("w:h", 16838)
    };
    let mut margins = el("w:pgMar");
    for side in ["w:top", "w:right", "w:bottom", "w:left"] {
        margins = margins.with(side, 1134);
    }
    let margins = margins.with("w:header", 567).with("w:footer", 567).with("w:gutter", 0);
    let foot = el("w:footerReference").with("w:type", "default").with("r:id", "rId6");
    let section = el("w:sectPr").child(foot).child(size).child(margins);
    el("w:document").with("xmlns:w", W).with("xmlns:r", R).child(body.child(section))
}

fn part(block: &Block, width: usize) -> Vec<Element> {
    match block {
        Block::Heading(level, text) => {
            let style = match level {
                0 | 1 => "Title",
                2 => "Heading1",
                3 => "Heading2",
                _ => "Heading3",
            };
            vec![paragraph(style, text)]
        }
        Block::Paragraph(text) => vec![paragraph("BodyText", text)],
        Block::Notes(text) => text.trim_end().lines().map(|line| paragraph("Quote", line)).collect(),
        Block::List(items) => items.iter().map(|item| paragraph("ListBullet", item)).collect(),
        Block::Facts(facts) => {
            let line = |(name, cell): &(String, Cell)| {
                let name = cell_of(width / 3, run(name, true), false, None);
                row().child(name).child(cell_of(width - width / 3, run(&cell.display(), false), false, None))
            };
            vec![grid(&[width / 3, width - width / 3]).children(facts.iter().map(line)), spacer()]
        }
        Block::Table(table) => vec![rows(table, width), spacer()],
        Block::Chart(chart) => {
            let unit = if chart.unit.is_empty() { String::new() } else { format!(" ({})", chart.unit) };
            let title = paragraph("BodyText", &format!("{}{unit}", chart.title));
            vec![title, rows(&chart.table, width), spacer()]
        }
    }
}

fn paragraph(style: &str, text: &str) -> Element {
    let style = el("w:pPr").child(el("w:pStyle").with("w:val", style));
    el("w:p").child(style).children(run(text, false))
}

/// Text in runs: line breaks are breaks.
fn run(text: &str, bold: bool) -> Vec<Element> {
    let mut runs = Vec::new();
    for (at, line) in text.trim_end().lines().enumerate() {
        let mut run = el("w:r");
        if bold {
            run = run.child(el("w:rPr").child(el("w:b")));
        }
        if at > 0 {
            run = run.child(el("w:br"));
        }
        runs.push(run.child(el("w:t").with("xml:space", "preserve").text(line)));
    }
    runs
}

fn spacer() -> Element {
    el("w:p").child(el("w:pPr").child(el("w:spacing").with("w:after", 60)))
}

fn row() -> Element {
    el("w:tr").child(el("w:trPr").child(el("w:cantSplit")))
}

fn grid(widths: &[usize]) -> Element {
    let total: usize = widths.iter().sum();
    let properties = el("w:tblPr")
        .child(el("w:tblStyle").with("w:val", "Grid"))
        .child(el("w:tblW").with("w:w", total).with("w:type", "dxa"))
        .child(el("w:tblLayout").with("w:type", "fixed"));
    let columns = el("w:tblGrid").children(widths.iter().map(|width| el("w:gridCol").with("w:w", width)));
    el("w:tbl").child(properties).child(columns)
}

fn cell_of(width: usize, runs: Vec<Element>, right: bool, fill: Option<&str>) -> Element {
    let mut properties = el("w:tcPr").child(el("w:tcW").with("w:w", width).with("w:type", "dxa"));
    if let Some(fill) = fill {
        properties = properties.child(el("w:shd").with("w:val", "clear").with("w:color", "auto").with("w:fill", fill));
    }
    let mut style = el("w:pPr").child(el("w:pStyle").with("w:val", "TableText"));
    if right {
        style = style.child(el("w:jc").with("w:val", "right"));
    }
    el("w:tc").child(properties).child(el("w:p").child(style).children(runs))
}

fn rows(table: &Table, width: usize) -> Element {
    let widths = super::widths::shares(table, width);
    let head = el("w:tr").child(el("w:trPr").child(el("w:cantSplit")).child(el("w:tblHeader")));
    let head =
        head.children(
            table.columns.iter().zip(&widths).map(|(column, &width)| {
                cell_of(width, run(column.title, true), column.kind.is_number(), Some("E9EEF4"))
            }),
        );
    let line =
        |cells: &Vec<Cell>| {
            let total = cells.first().is_some_and(|cell| matches!(cell, Cell::Text(text) if &**text == "Total"));
            row().children(cells.iter().zip(&table.columns).zip(&widths).map(|((cell, column), &width)| {
                cell_of(width, run(&cell.display(), total), column.kind.is_number(), None)
            }))
        };
    grid(&widths).child(head).children(table.rows.iter().map(line))
}

fn footer(about: &About<'_>) -> Element {
    let style = el("w:pPr").child(el("w:pStyle").with("w:val", "Footer"));
    let field = el("w:fldSimple").with("w:instr", " PAGE ").child(el("w:r").child(el("w:t").text("1")));
    let text = run(&format!("{} - page ", about.stamp()), false);
    el("w:ftr").with("xmlns:w", W).child(el("w:p").child(style).children(text).child(field))
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use jiff::civil::date;

    use super::*;
    use crate::report::cell::CellKind;
    use crate::report::qbr::Audience;
    use crate::report::table::Column;

    #[test]
    fn the_same_document_is_the_same_bytes_and_text_stays_text() {
        let mut report = Document::titled("A & <w:p>");
        report.section("One").say("]]>\u{1b}[31m</w:t>").notes("a\nb").list(vec!["x".to_owned()]);
        let mut table = Table::new(&[Column::new("a", "A", CellKind::Text), Column::new("b", "B", CellKind::Count)]);
        table.push(vec!["two\nlines".into(), Cell::Count(1200)]);
        report.facts([("Name", Cell::Unknown)]).table(table, "");
        let about = About { title: "A & B", audience: Audience::Partner, as_of: date(2026, 11, 5) };
        let bytes = document(&report, &about).unwrap();
        assert_eq!(bytes, document(&report, &about).unwrap());
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let mut text = String::new();
        archive.by_name("word/document.xml").unwrap().read_to_string(&mut text).unwrap();
        for wanted in ["A &amp; &lt;w:p&gt;", "]]&gt;&lt;/w:t&gt;", "w:val=\"Heading1\"", "<w:tblHeader/>", "1,200"] {
            assert!(text.contains(wanted), "{wanted}\n{text}");
        }
        assert!(!text.contains("[31m"));
        let mut reader = quick_xml::Reader::from_str(&text);
        while !matches!(reader.read_event().unwrap(), quick_xml::events::Event::Eof) {}
    }
}
