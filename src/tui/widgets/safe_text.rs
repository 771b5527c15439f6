//! Text from files and keyboards made safe for cells: what is hidden or reorders is taken out, controls become visible,
//! and width is counted as the terminal draws it.

use std::borrow::Cow;
use std::cell::Cell;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

thread_local! {
    static WIDE: Cell<bool> = const { Cell::new(false) };
}

/// From here on, on this thread, letters of ambiguous width take two cells, as some East Asian terminals draw them.
///
/// The screen says it before it lays out and draws; it is known of the terminal and the same in every pane, so that it is
/// not handed through all of them.
pub fn set_wide(wide: bool) {
    WIDE.set(wide);
}

/// The cells of one grapheme.
pub fn cells(grapheme: &str) -> usize {
    if WIDE.get() { grapheme.width_cjk() } else { grapheme.width() }
}

/// The most combining marks kept on one character.
const MARKS_KEPT: usize = 3;

fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// Whether a text is printable ASCII: nothing to clean, and each byte takes one cell. Most text is.
pub fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

/// Whether every character is one of those that stand alone in one cell, whatever stands beside them: printable ASCII,
/// Latin letters, dashes and dots, arrows, lines and blocks.
pub fn is_simple(text: &str) -> bool {
    !WIDE.get()
        && text.chars().all(|c| {
            matches!(c, ' '..='~' | '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{24f}' | '\u{2010}'..='\u{2027}'
            | '\u{2190}'..='\u{21ff}' | '\u{2500}'..='\u{25fc}')
        })
}

/// The text without hidden and reordering characters; line breaks and tabs become blanks, other controls `?` signs.
///
/// Combining marks without a base are dropped, and no more than three stay on one character, so that one name can not
/// smear over its neighbours.
pub fn clean(text: &str) -> Cow<'_, str> {
    if is_plain(text) || is_simple(text) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len());
    let mut marks = MARKS_KEPT;
    for c in text.chars() {
        if is_hidden(c) {
            continue;
        }
        if matches!(c, '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}') {
            safe.push(' ');
            marks = MARKS_KEPT;
        } else if c.is_control() {
            safe.push('\u{fffd}');
            marks = MARKS_KEPT;
        } else if c.width() == Some(0) {
            if marks < MARKS_KEPT {
                safe.push(c);
                marks += 1;
            }
        } else {
            safe.push(c);
            marks = 0;
        }
    }
    Cow::Owned(safe)
}

/// The number of cells that cleaned text takes.
pub fn width(text: &str) -> usize {
    if is_plain(text) {
        return text.len();
    }
    if is_simple(text) {
        return text.chars().count();
    }
    text.graphemes(true).map(cells).sum()
}

/// Cleaned text cut to a number of cells; cut text ends in the ellipsis.
pub fn cut(text: &str, cells: usize, ellipsis: &str) -> String {
    let safe = clean(text);
    if width(&safe) <= cells {
        return safe.into_owned();
    }
    let room = cells.saturating_sub(width(ellipsis));
    let mut kept = take_cells(&safe, room);
    if width(ellipsis) <= cells {
        kept.push_str(ellipsis);
    }
    kept
}

/// The beginning of the text that fits into a number of cells.
pub fn take_cells(text: &str, cells: usize) -> String {
    if is_plain(text) {
        return text.get(..cells).unwrap_or(text).to_owned();
    }
    if is_simple(text) {
        return text.chars().take(cells).collect();
    }
    let mut kept = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        let next = used + self::cells(grapheme);
        if next > cells {
            break;
        }
        used = next;
        kept.push_str(grapheme);
    }
    kept
}

/// Where a text stands in its room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Align {
    /// At the left edge: words.
    #[default]
    Left,
    /// At the right edge: numbers.
    Right,
    /// In the middle.
    Centre,
}

/// Cleaned text cut or filled with blanks to exactly that many cells.
pub fn fit(text: &str, cells: usize, align: Align, ellipsis: &str) -> String {
    let text = cut(text, cells, ellipsis);
    let blank = cells.saturating_sub(width(&text));
    let before = match align {
        Align::Left => 0,
        Align::Right => blank,
        Align::Centre => blank / 2,
    };
    if blank == 0 {
        return text;
    }
    let mut fitted = String::with_capacity(text.len() + blank);
    fitted.extend(std::iter::repeat_n(' ', before));
    fitted.push_str(&text);
    fitted.extend(std::iter::repeat_n(' ', blank - before));
    fitted
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn simple_characters_stand_alone_in_one_cell() {
        let all: Vec<char> =
            (0..0x3000).filter_map(char::from_u32).filter(|c| is_simple(c.encode_utf8(&mut [0; 4]))).collect();
        assert!(all.len() > 700);
        for pair in all.windows(2) {
            let text: String = pair.iter().collect();
            assert_eq!(text.graphemes(true).map(UnicodeWidthStr::width).collect::<Vec<_>>(), [1, 1], "{text:?}");
        }
        assert!(all.iter().all(|c| !is_hidden(*c) && !c.is_control()));
    }

    #[test]
    fn hidden_reordering_and_control_characters_are_gone() {
        assert_eq!(clean("Acme\u{202e}evil\u{200b}"), "Acmeevil");
        assert_eq!(clean("a\tb\nc"), "a b c");
        assert_eq!(clean("a\u{1b}[31mb"), "a\u{fffd}[31mb");
        assert_eq!(clean("\u{301}e\u{301}"), "e\u{301}");
        assert_eq!(clean("z\u{301}\u{301}\u{301}\u{301}\u{301}"), "z\u{301}\u{301}\u{301}");
        assert!(matches!(clean("Müller"), Cow::Borrowed(_)));
        assert!(matches!(clean("Acme Inc."), Cow::Borrowed(_)));
    }

    #[test]
    fn text_is_cut_by_cells_not_by_letters() {
        assert_eq!(cut("株式会社サクラ", 7, "…"), "株式会…");
        assert_eq!(cut("Acme", 4, "…"), "Acme");
        assert_eq!(cut("Acme", 3, "…"), "Ac…");
        assert_eq!(cut("Acme", 0, "…"), "");
        assert_eq!(fit("7", 3, Align::Right, "…"), "  7");
        assert_eq!(fit("株", 4, Align::Centre, "…"), " 株 ");
    }

    proptest! {
        #[test]
        fn fitted_text_is_exactly_as_wide_as_its_room(text in "\\PC{0,40}", cells in 0_usize..30) {
            for align in [Align::Left, Align::Right, Align::Centre] {
                prop_assert_eq!(width(&fit(&text, cells, align, "…")), cells);
            }
        }

        #[test]
        fn cleaning_twice_changes_nothing(text in any::<String>()) {
            let once = clean(&text).into_owned();
            prop_assert_eq!(clean(&once).into_owned(), once);
        }
    }
}
