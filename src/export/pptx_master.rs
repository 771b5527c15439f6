//! The master of a presentation and its layouts: where title, text, foot and number stand and how they look.

use super::markup::{Element, el};
use super::pptx::{MASTER, number_body, placeholder, root, text_body, tree};

/// The layouts: the type the file knows, and the name people see.
pub(super) const LAYOUTS: [(&str, &str); 3] =
    [("title", "Title slide"), ("obj", "Title and content"), ("titleOnly", "Title only")];

fn at(element: Element, [x, y, width, height]: [u32; 4]) -> Element {
    let place = el("a:xfrm")
        .child(el("a:off").with("x", x).with("y", y))
        .child(el("a:ext").with("cx", width).with("cy", height));
    let shape = el("a:prstGeom").with("prst", "rect").child(el("a:avLst"));
    element.in_place("p:spPr", el("p:spPr").child(place).child(shape))
}

const TITLE: [u32; 4] = [457_200, 365_125, 11_277_600, 777_875];
const BODY: [u32; 4] = [457_200, 1_295_400, 11_277_600, 4_876_800];
const FOOT: [u32; 4] = [457_200, 6_400_800, 9_144_000, 304_800];
const NUMBER: [u32; 4] = [10_668_000, 6_400_800, 1_066_800, 304_800];

fn foot() -> [Element; 2] {
    [
        at(placeholder(4, "Footer", "ftr", Some(11), small(text_body([]), "l")), FOOT),
        at(placeholder(5, "Slide number", "sldNum", Some(12), small(number_body(1), "r")), NUMBER),
    ]
}

/// Small letters without a mark, to that side.
fn small(body: Element, side: &str) -> Element {
    let letters =
        el("a:defRPr").with("sz", 1000).child(scheme("accent6")).child(el("a:latin").with("typeface", "+mn-lt"));
    let level = el("a:lvl1pPr").with("marL", 0).with("indent", 0).with("algn", side);
    body.in_place("a:lstStyle", el("a:lstStyle").child(level.child(el("a:buNone")).child(letters)))
}

fn level(name: &'static str, size: u32, bold: bool, colour: &str, bullet: bool) -> Element {
    let letters = el("a:defRPr").with("sz", size).with("b", u8::from(bold));
    let letters = letters
        .child(el("a:solidFill").child(el("a:schemeClr").with("val", colour)))
        .child(el("a:latin").with("typeface", "+mn-lt"));
    let (margin, indent) = if bullet { (228_600, -228_600) } else { (0, 0) };
    let mark = if bullet { el("a:buChar").with("char", "\u{2022}") } else { el("a:buNone") };
    let spacing = el("a:spcBef").child(el("a:spcPts").with("val", if bullet { 500 } else { 0 }));
    el(name).with("marL", margin).with("indent", indent).with("algn", "l").child(spacing).child(mark).child(letters)
}

/// The master.
pub(super) fn master() -> Element {
    let background = el("p:bg").child(el("p:bgPr").child(scheme("bg1")).child(el("a:effectLst")));
    let title = at(placeholder(2, "Title", "title", None, text_body(["Title"])), TITLE);
    let body = at(placeholder(3, "Content", "body", Some(1), text_body(["Text"])), BODY);
    let shapes = [title, body].into_iter().chain(foot()).collect();
    let ids =
        (1..=LAYOUTS.len()).map(|n| el("p:sldLayoutId").with("id", MASTER + n as u64).with("r:id", format!("rId{n}")));
    let styles = el("p:txStyles")
        .child(el("p:titleStyle").child(level("a:lvl1pPr", 2800, true, "tx2", false)))
        .child(el("p:bodyStyle").child(level("a:lvl1pPr", 1600, false, "tx1", true)))
        .child(el("p:otherStyle").child(level("a:lvl1pPr", 1000, false, "tx1", false)));
    root("p:sldMaster")
        .child(el("p:cSld").child(background).child(tree(shapes)))
        .child(colours())
        .child(el("p:sldLayoutIdLst").children(ids))
        .child(styles)
}

fn scheme(name: &str) -> Element {
    el("a:solidFill").child(el("a:schemeClr").with("val", name))
}

fn colours() -> Element {
    let mut map = el("p:clrMap");
    for (name, value) in [("bg1", "lt1"), ("tx1", "dk1"), ("bg2", "lt2"), ("tx2", "dk2")] {
        map = map.with(name, value);
    }
    for name in ["accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink"] {
        map = map.with(name, name);
    }
    map
}

/// A layout.
pub(super) fn layout(place: usize) -> Element {
    let (kind, name) = LAYOUTS.get(place).copied().unwrap_or(LAYOUTS[0]);
    let mut shapes = match kind {
        "title" => vec![
            at(
                placeholder(2, "Title", "ctrTitle", None, text_body(["Title"])),
                [457_200, 1_600_200, 11_277_600, 1_371_600],
            ),
            at(
                placeholder(3, "Subtitle", "subTitle", Some(1), subtitle()),
                [457_200, 3_124_200, 11_277_600, 2_743_200],
            ),
        ],
        "obj" => vec![
            at(placeholder(2, "Title", "title", None, text_body(["Title"])), TITLE),
            at(placeholder(3, "Content", "body", Some(1), text_body(["Text"])), BODY),
        ],
        _ => vec![at(placeholder(2, "Title", "title", None, text_body(["Title"])), TITLE)],
    };
    shapes.extend(foot());
    root("p:sldLayout")
        .with("type", kind)
        .with("preserve", 1)
        .child(el("p:cSld").with("name", name).child(tree(shapes)))
        .child(el("p:clrMapOvr").child(el("a:masterClrMapping")))
}

/// The lines under the title of the first slide, which are no list.
fn subtitle() -> Element {
    let style = el("a:lstStyle").child(level("a:lvl1pPr", 1800, false, "tx1", false));
    text_body(["Subtitle"]).in_place("a:lstStyle", style)
}

/// The master of the notes.
pub(super) fn notes_master() -> Element {
    let background = el("p:bg").child(el("p:bgPr").child(scheme("bg1")).child(el("a:effectLst")));
    let body = placeholder(2, "Notes", "body", Some(1), text_body(["Notes"]));
    let body = at(body, [685_800, 4_400_550, 5_486_400, 3_600_450]);
    root("p:notesMaster").child(el("p:cSld").child(background).child(tree(vec![body]))).child(colours())
}
