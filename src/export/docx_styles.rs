//! What stands beside the text of a Word file: styles, the numbering of clauses and bullets, settings, fonts.

use super::docx::W;
use super::markup::{Element, el};

fn val(name: &'static str, value: &str) -> Element {
    el(name).with("w:val", value)
}

fn spacing(before: u32, after: u32) -> Element {
    el("w:spacing").with("w:before", before).with("w:after", after)
}

/// A paragraph style: its identifier, its name, how it stands and how its letters look.
fn style(id: &str, name: &str, paragraph: Element, letters: Element) -> Element {
    let style = el("w:style").with("w:type", "paragraph").with("w:styleId", id);
    let style = if id == "Normal" { style.with("w:default", 1) } else { style };
    let style = style.child(val("w:name", name));
    let style = if id == "Normal" { style } else { style.child(val("w:basedOn", "Normal")) };
    let style = if id.starts_with("Heading") || id == "Title" { style.child(val("w:next", "BodyText")) } else { style };
    style.child(el("w:qFormat")).child(paragraph).child(letters)
}

fn heading(level: u8, size: u32) -> Element {
    let numbered = el("w:numPr").child(val("w:ilvl", &(level - 1).to_string())).child(val("w:numId", "1"));
    let paragraph = el("w:pPr")
        .child(el("w:keepNext"))
        .child(numbered)
        .child(spacing(240, 80))
        .child(val("w:outlineLvl", &(level - 1).to_string()));
    style(&format!("Heading{level}"), &format!("heading {level}"), paragraph, letters(size, true, Some("1F3A5F")))
}

fn letters(half_points: u32, bold: bool, colour: Option<&str>) -> Element {
    let mut letters = el("w:rPr");
    if bold {
        letters = letters.child(el("w:b"));
    }
    if let Some(colour) = colour {
        letters = letters.child(val("w:color", colour));
    }
    letters.child(val("w:sz", &half_points.to_string()))
}

/// The styles.
pub(super) fn styles() -> Element {
    let fonts = el("w:rFonts").with("w:ascii", "Calibri").with("w:hAnsi", "Calibri").with("w:cs", "Calibri");
    let defaults = el("w:rPr").child(fonts).child(val("w:sz", "21")).child(val("w:lang", "en-US"));
    let defaults = el("w:docDefaults")
        .child(el("w:rPrDefault").child(defaults))
        .child(el("w:pPrDefault").child(el("w:pPr").child(spacing(0, 100))));
    let quote = el("w:pPr").child(spacing(0, 40)).child(el("w:ind").with("w:left", 400));
    let bullet =
        el("w:pPr").child(el("w:numPr").child(val("w:ilvl", "0")).child(val("w:numId", "2"))).child(spacing(0, 40));
    let border = |name: &'static str| val(name, "single").with("w:sz", 4).with("w:space", 0).with("w:color", "B8C2CC");
    let borders = ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"].map(border);
    let margin = |side: &'static str| el(side).with("w:w", 80).with("w:type", "dxa");
    let table = el("w:tblPr")
        .child(el("w:tblBorders").children(borders))
        .child(el("w:tblCellMar").child(margin("w:left")).child(margin("w:right")));
    let table = el("w:style")
        .with("w:type", "table")
        .with("w:styleId", "Grid")
        .child(val("w:name", "Quarterdeck Grid"))
        .child(table);
    el("w:styles")
        .with("xmlns:w", W)
        .child(defaults)
        .child(style("Normal", "Normal", el("w:pPr"), el("w:rPr")))
        .child(style("Title", "Title", el("w:pPr").child(spacing(0, 200)), letters(40, true, Some("1F3A5F"))))
        .children([heading(1, 28), heading(2, 24), heading(3, 22)])
        .child(style("BodyText", "Body Text", el("w:pPr").child(spacing(0, 100)), el("w:rPr")))
        .child(style("Quote", "Quote", quote, el("w:rPr").child(el("w:i")).child(val("w:color", "555555"))))
        .child(style("ListBullet", "List Bullet", bullet, el("w:rPr")))
        .child(style("TableText", "Table Text", el("w:pPr").child(spacing(20, 20)), letters(18, false, None)))
        .child(style("Footer", "footer", el("w:pPr").child(spacing(0, 0)), letters(16, false, Some("666666"))))
        .child(table)
}

/// Clauses 1, 1.1, 1.1.1 tied to the headings, and bullets.
pub(super) fn numbering() -> Element {
    let level = |at: usize| {
        let text = (1..=at + 1).map(|n| format!("%{n}")).collect::<Vec<_>>().join(".");
        let text = if at == 0 { format!("{text}.") } else { text };
        el("w:lvl")
            .with("w:ilvl", at)
            .child(val("w:start", "1"))
            .child(val("w:numFmt", "decimal"))
            .child(val("w:pStyle", &format!("Heading{}", at + 1)))
            .child(val("w:lvlText", &text))
            .child(val("w:lvlJc", "left"))
            .child(el("w:pPr").child(el("w:ind").with("w:left", 567).with("w:hanging", 567)))
    };
    let clauses = el("w:abstractNum")
        .with("w:abstractNumId", 0)
        .child(val("w:multiLevelType", "multilevel"))
        .children((0..3).map(level));
    let bullet = el("w:lvl")
        .with("w:ilvl", 0)
        .child(val("w:start", "1"))
        .child(val("w:numFmt", "bullet"))
        .child(val("w:pStyle", "ListBullet"))
        .child(val("w:lvlText", "\u{2022}"))
        .child(val("w:lvlJc", "left"))
        .child(el("w:pPr").child(el("w:ind").with("w:left", 425).with("w:hanging", 283)));
    let bullets =
        el("w:abstractNum").with("w:abstractNumId", 1).child(val("w:multiLevelType", "hybridMultilevel")).child(bullet);
    let used = |id: u8| el("w:num").with("w:numId", id).child(val("w:abstractNumId", &(id - 1).to_string()));
    el("w:numbering").with("xmlns:w", W).child(clauses).child(bullets).children([used(1), used(2)])
}

/// The settings.
pub(super) fn settings() -> Element {
    let compat = el("w:compatSetting")
        .with("w:name", "compatibilityMode")
        .with("w:uri", "http://schemas.microsoft.com/office/word")
        .with("w:val", 15);
    el("w:settings")
        .with("xmlns:w", W)
        .child(el("w:zoom").with("w:percent", 100))
        .child(val("w:defaultTabStop", "567"))
        .child(el("w:compat").child(compat))
}

/// The fonts the styles name.
pub(super) fn fonts() -> Element {
    let font = el("w:font")
        .with("w:name", "Calibri")
        .child(val("w:charset", "00"))
        .child(val("w:family", "swiss"))
        .child(val("w:pitch", "variable"));
    el("w:fonts").with("xmlns:w", W).child(font)
}
