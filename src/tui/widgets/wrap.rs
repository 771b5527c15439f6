//! Breaking text into lines by graphemes and cells.
//!
//! `Paragraph::wrap` of the drawing library panics on some wide and combining text, so no user text may go there.

use unicode_segmentation::UnicodeSegmentation;

use super::safe_text;

/// Cleaned lines no wider than `cells`, broken between words where that can be and within a word where it must be.
/// Line breaks of the text stay. A letter wider than the room is left out.
pub fn wrap(text: &str, cells: usize) -> Vec<String> {
    if cells == 0 {
        return Vec::new();
    }
    text.lines().flat_map(|line| wrap_line(&safe_text::clean(line), cells)).collect()
}

fn wrap_line(line: &str, cells: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut current = String::new();
    let mut used = 0;
    for word in words(line) {
        let wide = safe_text::width(word);
        if used + wide <= cells {
            current.push_str(word);
            used += wide;
            continue;
        }
        if word.trim().is_empty() {
            flush(&mut lines, &mut current);
            used = 0;
            continue;
        }
        if wide <= cells {
            flush(&mut lines, &mut current);
            current.push_str(word);
            used = wide;
            continue;
        }
        for grapheme in word.graphemes(true) {
            let wide = safe_text::width(grapheme);
            if used + wide > cells {
                flush(&mut lines, &mut current);
                used = 0;
            }
            if wide <= cells {
                current.push_str(grapheme);
                used += wide;
            }
        }
    }
    lines.push(current.trim_end().to_owned());
    lines
}

/// The words and blanks of a line; a closing sign stays with what it closes, an opening one with what it opens.
fn words(line: &str) -> Vec<&str> {
    let closes = |piece: &str| piece.starts_with(['.', ',', ';', ':', '!', '?', '%', ')', ']', '}', '…', '、', '。']);
    let opens = |word: &str| word.ends_with(['$', '€', '£', '¥', '(', '[', '{']);
    let mut words: Vec<&str> = Vec::new();
    let mut start = 0;
    for (at, piece) in line.split_word_bound_indices() {
        let end = at + piece.len();
        match words.last_mut() {
            Some(last) if (closes(piece) && !last.trim().is_empty()) || (opens(last) && !piece.trim().is_empty()) => {
                *last = line.get(start..end).unwrap_or(last);
            }
            _ => {
                start = at;
                words.push(piece);
            }
        }
    }
    words
}

fn flush(lines: &mut Vec<String>, current: &mut String) {
    if !current.is_empty() {
        lines.push(current.trim_end().to_owned());
        current.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_stay_whole_where_they_fit() {
        assert_eq!(wrap("Acme is slipping again", 10), ["Acme is", "slipping", "again"]);
        assert_eq!(wrap("株式会社サクラ", 5), ["株式", "会社", "サク", "ラ"]);
        assert_eq!(wrap("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(wrap("a\n\nb", 3), ["a", "", "b"]);
        assert_eq!(wrap("ends with 20%.", 12), ["ends with", "20%."]);
        assert_eq!(wrap("it has $165,000 (now)", 8), ["it has", "$165,000", "(now)"]);
        assert!(wrap("a", 0).is_empty());
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_the_room(text in any::<String>(), cells in 0_usize..12) {
            for line in wrap(&text, cells) {
                prop_assert!(safe_text::width(&line) <= cells, "{line:?}");
            }
        }

        #[test]
        fn no_letter_is_lost(text in "[a-z株é ]{0,40}", cells in 2_usize..12) {
            let kept = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(kept(&wrap(&text, cells).concat()), kept(&text));
        }
    }
}
