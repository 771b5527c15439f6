//! Text at the boundary (rule 11): stored as written, except controls and terminal escapes, which are dropped.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// Whether a character is a control that no text of a program may hold: C0 except tab and newline, DEL, C1.
pub fn is_control(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t') || c == '\u{2028}' || c == '\u{2029}'
}

/// Whether a character only steers the direction of text or has no width: dropped from keys, kept in text.
pub fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{200B}' | '\u{FEFF}' | '\u{00AD}' | '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
    )
}

/// The text without terminal escapes and controls; `\r\n` becomes `\n`.
pub fn clean(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_control) {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\u{1B}' => skip_escape(&mut rest),
            '\u{9B}' => skip_control_sequence(&mut rest),
            '\r' if rest.peek() != Some(&'\n') => kept.push('\n'),
            '\u{2028}' | '\u{2029}' => kept.push('\n'),
            c if is_control(c) => {}
            c => kept.push(c),
        }
    }
    Cow::Owned(kept)
}

type Rest<'a> = std::iter::Peekable<std::str::Chars<'a>>;

/// Skips what follows an escape: a control sequence, a string up to its terminator, or one letter.
fn skip_escape(rest: &mut Rest<'_>) {
    match rest.peek() {
        Some('[') => {
            rest.next();
            skip_control_sequence(rest);
        }
        Some(']' | 'P' | '_' | '^' | 'X') => skip_string(rest),
        Some(c) if c.is_ascii_graphic() => {
            rest.next();
        }
        _ => {}
    }
}

/// Skips a string sequence up to BEL or ST; without a terminator only its introducer goes, never the text behind it.
fn skip_string(rest: &mut Rest<'_>) {
    let mut ahead = rest.clone();
    while let Some(c) = ahead.next() {
        let ended = match c {
            '\u{07}' | '\u{9C}' => true,
            '\u{1B}' => ahead.next_if_eq(&'\\').is_some(),
            _ => false,
        };
        if ended {
            *rest = ahead;
            return;
        }
    }
    rest.next();
}

fn skip_control_sequence(rest: &mut Rest<'_>) {
    while rest.next_if(|c| matches!(c, '\u{20}'..='\u{3F}')).is_some() {}
    rest.next_if(|c| matches!(c, '\u{40}'..='\u{7E}'));
}

/// Takes back the apostrophe that our own exports write before formula-like text (`'=1+1`); `'t Hooft BV` stays.
pub fn without_guard(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if looks_like_formula(rest) => rest,
        _ => text,
    }
}

/// Whether a spreadsheet would run the text: its first character, after NFKC and leading space, starts a formula.
pub fn looks_like_formula(text: &str) -> bool {
    if text.starts_with(['\t', '\r']) {
        return true;
    }
    text.trim_start().nfkc().next().is_some_and(|c| matches!(c, '=' | '+' | '-' | '@'))
}

/// The text as a spreadsheet may open it: an apostrophe before formulas, plain numbers as they are.
pub fn guarded(text: &str) -> Cow<'_, str> {
    let number = !text.is_empty()
        && text.chars().any(|c| c.is_ascii_digit())
        && text.strip_prefix(['-', '+']).unwrap_or(text).chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
    if looks_like_formula(text) && !number { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// One line of text for a name: runs of white space become one space.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_and_controls_go_and_the_words_stay() {
        for (given, expected) in [
            ("plain", "plain"),
            ("\u{1b}[31mred\u{1b}[0m", "red"),
            ("a\u{1b}]52;c;ZXZpbA==\u{7}b", "ab"),
            ("\u{9b}2Jx", "x"),
            ("a\u{0}b\u{7f}", "ab"),
            ("one\r\ntwo\ttab", "one\ntwo\ttab"),
            ("cut\u{1b}", "cut"),
            ("open\u{1b}]0;title without an end", "open0;title without an end"),
        ] {
            assert_eq!(clean(given), expected, "{given:?}");
        }
    }

    #[test]
    fn formulas_are_guarded_and_the_guard_is_taken_back() {
        for text in ["=1+1", "@SUM(A1)", "+49 89 1234", " =x", "＝1", "-cmd"] {
            let guarded = guarded(text);
            assert!(guarded.starts_with('\''), "{text}");
            assert_eq!(without_guard(&guarded), text);
        }
        for text in ["-2500", "-1,250.00", "Acme", "'t Hooft BV"] {
            assert_eq!(guarded(text), text);
            assert_eq!(without_guard(text), text);
        }
    }
}
