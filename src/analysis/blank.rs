//! When a text counts as empty, and what its words are.

/// The characters that part words: space, tab, carriage return and line feed, and no other.
pub const BLANKS: [char; 4] = [' ', '\t', '\r', '\n'];

/// Whether a text is absent or has nothing but blanks.
pub fn is_blank(text: Option<&str>) -> bool {
    text.is_none_or(|text| trimmed(text).is_empty())
}

/// A text without the blanks around it.
pub fn trimmed(text: &str) -> &str {
    text.trim_matches(BLANKS)
}

/// How many words a text has: punctuation belongs to its word, a free-standing dash is a word.
pub fn word_count(text: Option<&str>) -> usize {
    text.map_or(0, |text| text.split(BLANKS).filter(|word| !word.is_empty()).count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_four_characters_part_words() {
        assert_eq!(word_count(Some("DataSync for HubSpot — Automate")), 5);
        assert_eq!(word_count(Some(" a\tb\r\nc,d ")), 3);
        assert_eq!(word_count(Some("a\u{a0}b")), 1);
        assert_eq!(word_count(None), 0);
        assert!(is_blank(None) && is_blank(Some("")) && is_blank(Some(" \t\r\n")));
        assert!(!is_blank(Some("\u{a0}")) && !is_blank(Some(" x ")));
    }
}
