//! A table on a slide: a real table whose cells say themselves how they look, since programs read table styles differently.

use super::markup::{Element, el};
use super::pptx::TOP;
use super::slides::{ACROSS, LINE_HEIGHT as HEIGHT, tall};
use super::widths::{characters, shares};
use crate::report::cell::Cell;
use crate::report::table::Table;

/// The width of the table on the slide.
const WIDTH: usize = 11_277_600;

/// The frame with the table, from so far down.
pub(super) fn frame(id: usize, title: &str, table: &Table, top: usize) -> Element {
    let widths = shares(table, WIDTH);
    let (_, line_height) = letters(table, top);
    let height = line_height * (table.rows.len() + 1);
    let place = el("p:xfrm")
        .child(el("a:off").with("x", 457_200).with("y", top))
        .child(el("a:ext").with("cx", WIDTH).with("cy", height));
    let own = el("p:nvGraphicFramePr")
        .child(el("p:cNvPr").with("id", id).with("name", "Table").with("descr", format!("Table: {title}")))
        .child(el("p:cNvGraphicFramePr").child(el("a:graphicFrameLocks").with("noGrp", 1)))
        .child(el("p:nvPr"));
    let (size, line) = letters(table, top);
    let columns = widths.iter().map(|width| el("a:gridCol").with("w", width));
    let head = el("a:tr").with("h", line).children(
        table.columns.iter().map(|column| cell(column.title, column.kind.is_number(), size, Some("dk2"), true)),
    );
    let row = |(at, cells): (usize, &Vec<Cell>)| {
        let fill = if at % 2 == 1 { Some("lt2") } else { None };
        let total = matches!(cells.first(), Some(Cell::Text(text)) if &**text == "Total");
        el("a:tr").with("h", line).children(
            cells
                .iter()
                .zip(&table.columns)
                .map(|(value, column)| cell(&value.display(), column.kind.is_number(), size, fill, total)),
        )
    };
    let grid = el("a:tbl")
        .child(el("a:tblPr").with("firstRow", 1).with("bandRow", 1))
        .child(el("a:tblGrid").children(columns))
        .child(head)
        .children(table.rows.iter().enumerate().map(row));
    let data = el("a:graphicData").with("uri", "http://schemas.openxmlformats.org/drawingml/2006/table").child(grid);
    el("p:graphicFrame").child(own).child(place).child(el("a:graphic").child(data))
}

/// How large letters can be, and with it how high a line: few short rows that stand alone are written larger.
fn letters(table: &Table, top: usize) -> (u32, usize) {
    let across = characters(table).iter().sum::<usize>();
    let alone = top == TOP;
    let lines = table.rows.iter().map(|row| tall(table, row)).sum::<usize>() + 1;
    match (across, lines) {
        (0..=96, 0..=10) if alone => (1400, 400_000),
        (0..=110, 0..=13) if alone => (1200, 350_000),
        (0..=ACROSS, _) => (1100, HEIGHT),
        _ => (1000, HEIGHT),
    }
}

fn cell(text: &str, right: bool, size: u32, fill: Option<&str>, bold: bool) -> Element {
    let colour = if fill == Some("dk2") { "lt1" } else { "dk1" };
    let scheme = |name: &str| el("a:solidFill").child(el("a:schemeClr").with("val", name));
    let mut letters = el("a:rPr").with("lang", "en-US").with("sz", size);
    if bold {
        letters = letters.with("b", 1);
    }
    let letters = letters.child(scheme(map(colour)));
    let align = el("a:pPr").with("algn", if right { "r" } else { "l" });
    let line =
        |line: &str| el("a:p").child(align.clone()).child(el("a:r").child(letters.clone()).child(el("a:t").text(line)));
    let mut lines: Vec<Element> = text.trim_end().lines().map(line).collect();
    if lines.is_empty() {
        lines.push(el("a:p"));
    }
    let body = el("a:txBody").child(el("a:bodyPr")).child(el("a:lstStyle")).children(lines);
    let inner = el("a:tcPr").with("marL", 100_000).with("marR", 100_000).with("marT", 34_290).with("marB", 34_290);
    let edge = el("a:lnB").with("w", 6350).child(scheme("bg2"));
    let inner = inner.child(edge).child(match fill {
        Some(fill) => scheme(map(fill)),
        None => el("a:noFill"),
    });
    el("a:tc").child(body).child(inner)
}

/// What a colour of the theme is called on a slide.
fn map(theme: &str) -> &str {
    match theme {
        "dk1" => "tx1",
        "dk2" => "tx2",
        "lt2" => "bg2",
        _ => "bg1",
    }
}
