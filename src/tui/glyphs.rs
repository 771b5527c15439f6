//! The few signs the screen draws with, in Unicode and in ASCII.
//!
//! Narrow signs of the basic plane only: no emoji, no braille, nothing that needs a patched font.

/// A set of signs, each one cell wide.
#[derive(Debug, PartialEq, Eq)]
pub struct Glyphs {
    /// True for the ASCII set.
    pub ascii: bool,
    /// Stands for text that was cut.
    pub ellipsis: &'static str,
    /// A horizontal line.
    pub horizontal: &'static str,
    /// A vertical line.
    pub vertical: &'static str,
    /// The corners of a box: top left, top right, bottom left, bottom right.
    pub corners: [&'static str; 4],
    /// Where a horizontal and a vertical line cross.
    pub cross: &'static str,
    /// A dotted vertical line, as for today.
    pub dotted: &'static str,
    /// Ascending order.
    pub ascending: &'static str,
    /// Descending order.
    pub descending: &'static str,
    /// More to the left.
    pub more_left: &'static str,
    /// More to the right.
    pub more_right: &'static str,
    /// A marked row.
    pub marked: &'static str,
    /// The row under the cursor, where reverse video is not enough.
    pub cursor: &'static str,
    /// A filled point.
    pub point: &'static str,
    /// A hollow point: a value is missing.
    pub hollow: &'static str,
    /// A milestone.
    pub milestone: &'static str,
    /// Done.
    pub done: &'static str,
    /// Open.
    pub open: &'static str,
    /// Blocked or failed.
    pub blocked: &'static str,
    /// A fault flagged on a value.
    pub fault: &'static str,
    /// A value that is not known.
    pub unknown: &'static str,
    /// Between parts of a line.
    pub dot: &'static str,
    /// From one value to another.
    pub arrow: &'static str,
    /// The full part of a bar.
    pub full: &'static str,
    /// The empty part of a bar.
    pub empty: &'static str,
    /// Eight heights from low to high.
    pub heights: [&'static str; 8],
    /// Seven part-filled cells of a horizontal bar, from thin to nearly full.
    pub parts: [&'static str; 7],
    /// Five bands from best to worst.
    pub bands: [&'static str; 5],
    /// Something is unsaved.
    pub unsaved: &'static str,
    /// The header of a folded group.
    pub folded: &'static str,
    /// The header of an unfolded group.
    pub unfolded: &'static str,
}

/// Box drawing and geometric shapes.
pub static UNICODE: Glyphs = Glyphs {
    ascii: false,
    ellipsis: "…",
    horizontal: "─",
    vertical: "│",
    corners: ["┌", "┐", "└", "┘"],
    cross: "┼",
    dotted: "┊",
    ascending: "▲",
    descending: "▼",
    more_left: "‹",
    more_right: "›",
    marked: "●",
    cursor: "▶",
    point: "●",
    hollow: "○",
    milestone: "◆",
    done: "✓",
    open: "○",
    blocked: "✗",
    fault: "!",
    unknown: "–",
    dot: "·",
    arrow: "→",
    full: "█",
    empty: "░",
    heights: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
    parts: ["▏", "▎", "▍", "▌", "▋", "▊", "▉"],
    bands: ["▲", "△", "◇", "▽", "▼"],
    unsaved: "●",
    folded: "▸",
    unfolded: "▾",
};

/// Letters and punctuation, for fonts and readers that lack the rest.
pub static ASCII: Glyphs = Glyphs {
    ascii: true,
    ellipsis: "~",
    horizontal: "-",
    vertical: "|",
    corners: ["+", "+", "+", "+"],
    cross: "+",
    dotted: ":",
    ascending: "^",
    descending: "v",
    more_left: "<",
    more_right: ">",
    marked: "*",
    cursor: ">",
    point: "O",
    hollow: "o",
    milestone: "#",
    done: "x",
    open: "o",
    blocked: "!",
    fault: "!",
    unknown: "-",
    dot: ".",
    arrow: ">",
    full: "#",
    empty: ".",
    heights: ["_", "_", ".", "-", "-", "=", "=", "#"],
    parts: [".", ".", ":", "-", "=", "=", "#"],
    bands: ["+", "+", "~", "!", "x"],
    unsaved: "*",
    folded: "+",
    unfolded: "-",
};

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_width::UnicodeWidthStr;

    fn signs(set: &Glyphs) -> Vec<&'static str> {
        let mut all = vec![set.ellipsis, set.horizontal, set.vertical, set.cross, set.dotted, set.ascending];
        all.extend([set.descending, set.more_left, set.more_right, set.marked, set.cursor, set.point, set.hollow]);
        all.extend([set.milestone, set.done, set.open, set.blocked, set.fault, set.unknown, set.dot, set.arrow]);
        all.extend([set.full, set.empty, set.unsaved, set.folded, set.unfolded]);
        all.extend(set.corners.iter().chain(&set.heights).chain(&set.parts).chain(&set.bands));
        all
    }

    #[test]
    fn every_sign_is_one_cell_and_none_is_braille() {
        for set in [&UNICODE, &ASCII] {
            for sign in signs(set) {
                assert_eq!(sign.width(), 1, "{sign}");
                assert!(!sign.chars().any(|c| ('\u{2800}'..='\u{28ff}').contains(&c)), "{sign}");
                assert!(!set.ascii || sign.is_ascii(), "{sign}");
            }
        }
    }
}
