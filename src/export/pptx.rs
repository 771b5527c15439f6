//! A presentation: a slide per section in real placeholders of a layout, tables as tables, what was said as notes.
//!
//! What does not fit on a slide goes on to the next one under the same title; nothing is left out and nothing runs over.

use super::drawing::drawing;
use super::format::About;
use super::markup::{Element, el};
use super::package::{NotPacked, Package, properties};
use super::pptx_chart;
use super::pptx_master::{LAYOUTS, layout, master, notes_master};
use super::pptx_table::frame;
use super::slides::{Content, GAP, Page, ROOM, pages, room_below};
use super::theme::{self, A};
use crate::report::document::Document;

/// The namespace of presentations.
pub(super) const P: &str = "http://schemas.openxmlformats.org/presentationml/2006/main";
/// The namespace of relations inside parts.
pub(super) const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// Where what stands below the title begins.
pub(super) const TOP: usize = 1_295_400;
/// The first identifier of a slide.
const FIRST_SLIDE: usize = 256;
/// The identifier of the master; those of the layouts follow it.
pub(super) const MASTER: u64 = 2_147_483_648;

macro_rules! kind {
    ($what:literal) => {
        concat!("application/vnd.openxmlformats-officedocument.presentationml.", $what, "+xml")
    };
}

/// The document as a presentation.
pub fn deck(document: &Document, about: &About<'_>) -> Result<Vec<u8>, NotPacked> {
    let pages = pages(document, about);
    let mut package = Package::default();
    package.relations(
        "",
        &[
            ("officeDocument", "ppt/presentation.xml"),
            ("core", "docProps/core.xml"),
            ("extended-properties", "docProps/app.xml"),
        ],
    );
    properties(&mut package, about);
    package.part("ppt/presentation.xml", kind!("presentation.main"), &presentation(pages.len()));
    package.relations("ppt/presentation.xml", &targets(pages.len()));
    beside(&mut package);
    for (at, page) in pages.iter().enumerate() {
        let number = at + 1;
        let name = format!("ppt/slides/slide{number}.xml");
        package.part(name.as_str(), kind!("slide"), &slide(page, number, about));
        let layout = match page.content {
            Content::Opening(_) => 1,
            Content::Text(_) => 2,
            Content::Table(_) | Content::Chart(..) => 3,
        };
        let mut targets = vec![
            ("slideLayout", format!("../slideLayouts/slideLayout{layout}.xml")),
            ("notesSlide", format!("../notesSlides/notesSlide{number}.xml")),
        ];
        if let Content::Chart(chart, _) = &page.content
            && pptx_chart::is_native(chart.kind)
        {
            targets.push(("chart", format!("../charts/chart{number}.xml")));
            pptx_chart::add(&mut package, number, chart, about)?;
        }
        package.relations(&name, &targets);
        let notes = format!("ppt/notesSlides/notesSlide{number}.xml");
        package.part(notes.as_str(), kind!("notesSlide"), &notes_of(page, about));
        package.relations(
            &notes,
            &[
                ("notesMaster", "../notesMasters/notesMaster1.xml".to_owned()),
                ("slide", format!("../slides/slide{number}.xml")),
            ],
        );
    }
    package.packed()
}

/// What every presentation has: the master, its layouts, the themes, the settings.
fn beside(package: &mut Package) {
    package.part("ppt/slideMasters/slideMaster1.xml", kind!("slideMaster"), &master());
    let layouts = (1..=LAYOUTS.len()).map(|n| ("slideLayout", format!("../slideLayouts/slideLayout{n}.xml")));
    let theme = ("theme", "../theme/theme1.xml".to_owned());
    package.relations("ppt/slideMasters/slideMaster1.xml", &layouts.chain([theme]).collect::<Vec<_>>());
    for at in 0..LAYOUTS.len() {
        let name = format!("ppt/slideLayouts/slideLayout{}.xml", at + 1);
        package.part(name.as_str(), kind!("slideLayout"), &layout(at));
        package.relations(&name, &[("slideMaster", "../slideMasters/slideMaster1.xml")]);
    }
    package.part("ppt/notesMasters/notesMaster1.xml", kind!("notesMaster"), &notes_master());
    package.relations("ppt/notesMasters/notesMaster1.xml", &[("theme", "../theme/theme2.xml")]);
    package.part("ppt/theme/theme1.xml", theme::TYPE, &theme::theme());
    package.part("ppt/theme/theme2.xml", theme::TYPE, &theme::theme());
    package.part("ppt/presProps.xml", kind!("presProps"), &root("p:presentationPr"));
    package.part("ppt/viewProps.xml", kind!("viewProps"), &root("p:viewPr"));
    let styles = el("a:tblStyleLst").with("xmlns:a", A).with("def", "{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}");
    package.part("ppt/tableStyles.xml", kind!("tableStyles"), &styles);
}

/// The root of a part with the namespaces it uses.
pub(super) fn root(name: &'static str) -> Element {
    el(name).with("xmlns:a", A).with("xmlns:r", R).with("xmlns:p", P)
}

fn targets(slides: usize) -> Vec<(&'static str, String)> {
    let mut targets = vec![
        ("slideMaster", "slideMasters/slideMaster1.xml".to_owned()),
        ("notesMaster", "notesMasters/notesMaster1.xml".to_owned()),
        ("presProps", "presProps.xml".to_owned()),
        ("viewProps", "viewProps.xml".to_owned()),
        ("theme", "theme/theme1.xml".to_owned()),
        ("tableStyles", "tableStyles.xml".to_owned()),
    ];
    targets.extend((1..=slides).map(|n| ("slide", format!("slides/slide{n}.xml"))));
    targets
}

fn presentation(slides: usize) -> Element {
    let id = |at: usize| el("p:sldId").with("id", FIRST_SLIDE + at).with("r:id", format!("rId{}", at + 7));
    let master = el("p:sldMasterId").with("id", MASTER).with("r:id", "rId1");
    root("p:presentation")
        .child(el("p:sldMasterIdLst").child(master))
        .child(el("p:notesMasterIdLst").child(el("p:notesMasterId").with("r:id", "rId2")))
        .child(el("p:sldIdLst").children((0..slides).map(id)))
        .child(el("p:sldSz").with("cx", 12_192_000).with("cy", 6_858_000))
        .child(el("p:notesSz").with("cx", 6_858_000).with("cy", 9_144_000))
}

/// The tree of shapes that every slide, layout and master has.
pub(super) fn tree(shapes: Vec<Element>) -> Element {
    let none = |name: &'static str, x: &'static str, y: &'static str| el(name).with(x, 0).with(y, 0);
    let whole = el("a:xfrm")
        .child(none("a:off", "x", "y"))
        .child(none("a:ext", "cx", "cy"))
        .child(none("a:chOff", "x", "y"))
        .child(none("a:chExt", "cx", "cy"));
    let own = el("p:nvGrpSpPr")
        .child(el("p:cNvPr").with("id", 1).with("name", ""))
        .child(el("p:cNvGrpSpPr"))
        .child(el("p:nvPr"));
    el("p:spTree").child(own).child(el("p:grpSpPr").child(whole)).children(shapes)
}

/// A placeholder: its number on the slide, what it is, and its text.
pub(super) fn placeholder(id: usize, name: &str, kind: &str, index: Option<u32>, body: Element) -> Element {
    let mut place = el("p:ph").with("type", kind);
    if let Some(index) = index {
        place = place.with("idx", index);
    }
    let own = el("p:nvSpPr")
        .child(el("p:cNvPr").with("id", id).with("name", name))
        .child(el("p:cNvSpPr").child(el("a:spLocks").with("noGrp", 1)))
        .child(el("p:nvPr").child(place));
    el("p:sp").child(own).child(el("p:spPr")).child(body)
}

/// Paragraphs in a text body; an empty one has one empty paragraph.
pub(super) fn text_body<'a>(lines: impl IntoIterator<Item = &'a str>) -> Element {
    let line = |text: &'a str| {
        let run = el("a:r").child(el("a:rPr").with("lang", "en-US")).child(el("a:t").text(text));
        el("a:p").child(run)
    };
    let mut lines: Vec<Element> = lines.into_iter().map(line).collect();
    if lines.is_empty() {
        lines.push(el("a:p"));
    }
    el("p:txBody").child(el("a:bodyPr")).child(el("a:lstStyle")).children(lines)
}

/// The number of the slide, which the program keeps right.
pub(super) fn number_body(number: usize) -> Element {
    let field = el("a:fld")
        .with("id", "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}")
        .with("type", "slidenum")
        .child(el("a:rPr").with("lang", "en-US"))
        .child(el("a:t").text(&number.to_string()));
    el("p:txBody").child(el("a:bodyPr")).child(el("a:lstStyle")).child(el("a:p").child(field))
}

fn slide(page: &Page, number: usize, about: &About<'_>) -> Element {
    let mut shapes = Vec::new();
    match &page.content {
        Content::Opening(lines) => {
            shapes.push(placeholder(2, "Title", "ctrTitle", None, text_body([page.title.as_str()])));
            shapes.push(placeholder(3, "Subtitle", "subTitle", Some(1), text_body(lines.iter().map(String::as_str))));
        }
        Content::Text(lines) => {
            shapes.push(placeholder(2, "Title", "title", None, text_body([page.title.as_str()])));
            shapes.push(placeholder(3, "Content", "body", Some(1), text_body(lines.iter().map(String::as_str))));
        }
        Content::Table(table) => {
            shapes.push(placeholder(2, "Title", "title", None, text_body([page.title.as_str()])));
            shapes.push(frame(3, &page.title, table, TOP));
        }
        Content::Chart(chart, table) => {
            shapes.push(placeholder(2, "Title", "title", None, text_body([page.title.as_str()])));
            let room = table.as_ref().and_then(|table| room_below(chart, table));
            let height = room.unwrap_or(ROOM);
            let place = [457_200, TOP, 11_277_600, height];
            let used = if pptx_chart::is_native(chart.kind) {
                shapes.push(pptx_chart::frame(6, chart, place, "rId3"));
                height
            } else {
                let drawing = drawing(chart);
                shapes.push(pptx_chart::shapes(6, chart, &drawing, place));
                height.min((drawing.height * pptx_chart::UNIT) as usize)
            };
            if let Some(table) = table {
                shapes.push(frame(3, &page.title, table, TOP + used + GAP));
            }
        }
    }
    shapes.push(placeholder(4, "Footer", "ftr", Some(11), text_body([about.stamp().as_str()])));
    shapes.push(placeholder(5, "Slide number", "sldNum", Some(12), number_body(number)));
    let colours = el("p:clrMapOvr").child(el("a:masterClrMapping"));
    root("p:sld").child(el("p:cSld").child(tree(shapes))).child(colours)
}

/// The notes of the speaker: what the slide says in sentences, and from when its numbers are.
fn notes_of(page: &Page, about: &About<'_>) -> Element {
    let stamp = about.stamp();
    let lines = page.notes.iter().map(String::as_str).chain([stamp.as_str()]);
    let shapes = vec![placeholder(2, "Notes", "body", Some(1), text_body(lines))];
    let colours = el("p:clrMapOvr").child(el("a:masterClrMapping"));
    root("p:notes").child(el("p:cSld").child(tree(shapes))).child(colours)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::io::{Cursor, Read};

    use jiff::civil::date;

    use super::*;
    use crate::report::cell::{Cell, CellKind};
    use crate::report::qbr::Audience;
    use crate::report::table::{Column, Table};

    fn parts(bytes: Vec<u8>) -> BTreeMap<String, String> {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let count = archive.len();
        let read = |at: usize| {
            let mut text = String::new();
            let mut file = archive.by_index(at).unwrap();
            file.read_to_string(&mut text).unwrap();
            (file.name().unwrap().into_owned(), text)
        };
        (0..count).map(read).collect()
    }

    #[test]
    fn every_part_has_its_type_and_every_relation_its_target() {
        let mut document = Document::titled("Review <&>");
        document.facts([("Quarter", Cell::text("2026-Q3"))]).section("Numbers\u{1b}[31m").say("Said.");
        let mut table = Table::new(&[Column::new("a", "A", CellKind::Text), Column::new("b", "B", CellKind::Count)]);
        for n in 0..40 {
            table.push(vec!["line".into(), Cell::Count(n)]);
        }
        document.table(table, "");
        let about = About { title: "Review", audience: Audience::Partner, as_of: date(2026, 11, 5) };
        let bytes = deck(&document, &about).unwrap();
        assert_eq!(bytes, deck(&document, &about).unwrap());
        let parts = parts(bytes);
        let types = &parts["[Content_Types].xml"];
        for (name, text) in &parts {
            let mut reader = quick_xml::Reader::from_str(text);
            while !matches!(reader.read_event().unwrap(), quick_xml::events::Event::Eof) {}
            assert!(!text.contains("[31m"));
            if name.contains("_rels/") {
                let (folder, file) = name.split_once("_rels/").unwrap();
                let owner = format!("{folder}{}", file.trim_end_matches(".rels"));
                assert!(owner.is_empty() || parts.contains_key(&owner), "{owner} of {name}");
                for target in text.split("Target=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
                    let mut path: Vec<&str> =
                        folder.trim_end_matches('/').split('/').filter(|x| !x.is_empty()).collect();
                    for step in target.split('/') {
                        if step == ".." {
                            path.pop();
                        } else {
                            path.push(step);
                        }
                    }
                    assert!(parts.contains_key(&path.join("/")), "{name}: {target}");
                }
            } else if name != "[Content_Types].xml" {
                assert!(types.contains(&format!("PartName=\"/{name}\"")), "{name} has no type");
            }
        }
        assert_eq!(
            parts.values().flat_map(|text| text.split("<a:tr ").skip(1)).count() % 40,
            parts
                .keys()
                .filter(|name| { name.starts_with("ppt/slides/slide") && parts[*name].contains("<a:tbl>") })
                .count()
        );
        let ids = |part: &str, before: &str| -> Vec<u64> {
            let found = parts[part].split(before).skip(1);
            found.filter_map(|rest| rest.split('"').next()?.parse().ok()).collect()
        };
        let mut all = ids("ppt/slideMasters/slideMaster1.xml", "<p:sldLayoutId id=\"");
        all.push(MASTER);
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), LAYOUTS.len() + 1, "master and layouts have different identifiers");
    }
}
