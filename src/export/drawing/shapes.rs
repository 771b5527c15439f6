//! The shapes that charts are made of, in units of a plane whose text is 13 units high.

use unicode_width::UnicodeWidthStr;

/// The width of every drawing.
pub(in crate::export) const WIDTH: f64 = 960.0;

/// What something is painted with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::export) enum Ink {
    /// The colour of the series at that place.
    Series(usize),
    /// Text.
    Text,
    /// Text that matters less, and axes.
    Muted,
    /// Lines of a grid.
    Grid,
    /// The ground.
    Paper,
    /// So many fifths of the way from light to full.
    Shade(u8),
}

/// The colours of series, which differ in brightness too.
const SERIES: [&str; 6] = ["1F5FA8", "E08A1E", "3C8D5A", "8B4FA3", "B5402F", "6B7785"];
/// From little to much.
const SHADES: [&str; 6] = ["F4F6F9", "DCE8F5", "B5D0EC", "83B0DE", "4C88C8", "1F5FA8"];

impl Ink {
    /// Its colour as six hexadecimal digits.
    pub(in crate::export) fn hex(self) -> &'static str {
        match self {
            Self::Series(at) => SERIES.get(at % SERIES.len()).copied().unwrap_or("1F5FA8"),
            Self::Text => "1D2733",
            Self::Muted => "5B6875",
            Self::Grid => "D8DEE5",
            Self::Paper => "FFFFFF",
            Self::Shade(at) => SHADES.get(usize::from(at)).copied().unwrap_or("1F5FA8"),
        }
    }
}

/// Where text stands at its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::export) enum Anchor {
    Start,
    Middle,
    End,
}

/// A shape.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::export) enum Shape {
    /// A rectangle: left, top, width, height.
    Rect([f64; 4], Ink),
    /// A circle: its middle, its radius, and whether it is filled.
    Circle([f64; 3], Ink),
    /// A line between two points, and whether it is dashed.
    Line([f64; 4], Ink, bool),
    /// Text on the middle line of a point.
    Text { x: f64, y: f64, text: String, anchor: Anchor, ink: Ink, bold: bool },
}

/// Shapes on a ground.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::export) struct Drawing {
    /// How high it is.
    pub(in crate::export) height: f64,
    /// What is on it, the lowest first.
    pub(in crate::export) shapes: Vec<Shape>,
}

impl Drawing {
    pub(super) fn of(height: f64) -> Self {
        Self { height, shapes: Vec::new() }
    }

    pub(super) fn rect(&mut self, place: [f64; 4], ink: Ink) {
        self.shapes.push(Shape::Rect(place, ink));
    }

    pub(super) fn line(&mut self, place: [f64; 4], ink: Ink) {
        self.shapes.push(Shape::Line(place, ink, false));
    }

    pub(super) fn dashed(&mut self, place: [f64; 4], ink: Ink) {
        self.shapes.push(Shape::Line(place, ink, true));
    }

    pub(super) fn text(&mut self, (x, y): (f64, f64), text: impl Into<String>, anchor: Anchor, ink: Ink) {
        self.shapes.push(Shape::Text { x, y, text: text.into(), anchor, ink, bold: false });
    }

    pub(super) fn strong(&mut self, (x, y): (f64, f64), text: impl Into<String>, anchor: Anchor, ink: Ink) {
        self.shapes.push(Shape::Text { x, y, text: text.into(), anchor, ink, bold: true });
    }

    /// The names of series with their colours in a line at the top.
    pub(super) fn legend<'a>(&mut self, names: impl IntoIterator<Item = (&'a str, Ink)>) {
        let mut x = 8.0;
        for (name, ink) in names {
            self.rect([x, 6.0, 12.0, 12.0], ink);
            self.text((x + 18.0, 12.0), name, Anchor::Start, Ink::Text);
            x += 18.0 + wide(name) + 24.0;
        }
    }
}

/// About how wide a text is.
pub(in crate::export) fn wide(text: &str) -> f64 {
    text.width() as f64 * 7.2
}

/// As much of a text as has room, with an ellipsis where that is not all.
pub(super) fn cut(text: &str, room: f64) -> String {
    if wide(text) <= room {
        return text.to_owned();
    }
    let mut out = String::new();
    for c in text.chars() {
        if wide(&out) + 14.4 > room {
            break;
        }
        out.push(c);
    }
    out.trim_end().to_owned() + "…"
}
