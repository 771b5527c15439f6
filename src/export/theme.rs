//! The theme of office files: colours and fonts that every office program has.

use super::markup::{Element, el};

/// Its content type.
pub(super) const TYPE: &str = "application/vnd.openxmlformats-officedocument.theme+xml";
/// The namespace of drawings.
pub(super) const A: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";

/// Colours of the theme in the order the file wants them; the accents tell series of charts apart, also in grey.
const COLOURS: [(&str, &str); 12] = [
    ("a:dk1", "1D2733"),
    ("a:lt1", "FFFFFF"),
    ("a:dk2", "1F3A5F"),
    ("a:lt2", "E9EEF4"),
    ("a:accent1", "1F5FA8"),
    ("a:accent2", "E08A1E"),
    ("a:accent3", "3C8D5A"),
    ("a:accent4", "8B4FA3"),
    ("a:accent5", "B5402F"),
    ("a:accent6", "6B7785"),
    ("a:hlink", "1F5FA8"),
    ("a:folHlink", "8B4FA3"),
];

/// The theme.
pub(super) fn theme() -> Element {
    let colour = |(name, value): (&'static str, &str)| el(name).child(el("a:srgbClr").with("val", value));
    let face = |name: &'static str, font: &str| {
        el(name)
            .child(el("a:latin").with("typeface", font))
            .child(el("a:ea").with("typeface", ""))
            .child(el("a:cs").with("typeface", ""))
    };
    let fonts = el("a:fontScheme")
        .with("name", "Quarterdeck")
        .child(face("a:majorFont", "Calibri"))
        .child(face("a:minorFont", "Calibri"));
    let solid = || el("a:solidFill").child(el("a:schemeClr").with("val", "phClr"));
    let line = |width: u32| el("a:ln").with("w", width).child(solid());
    let effect = || el("a:effectStyle").child(el("a:effectLst"));
    let looks = el("a:fmtScheme")
        .with("name", "Quarterdeck")
        .child(el("a:fillStyleLst").children([solid(), solid(), solid()]))
        .child(el("a:lnStyleLst").children([line(6350), line(12700), line(19050)]))
        .child(el("a:effectStyleLst").children([effect(), effect(), effect()]))
        .child(el("a:bgFillStyleLst").children([solid(), solid(), solid()]));
    let colours = el("a:clrScheme").with("name", "Quarterdeck").children(COLOURS.map(colour));
    let elements = el("a:themeElements").child(colours).child(fonts).child(looks);
    el("a:theme").with("xmlns:a", A).with("name", "Quarterdeck").child(elements)
}
