//! Due dates in a line: `by fri`, `by 14 mar`, `due +2w`, `W-3`.

use jiff::civil::Date;

use super::line::Part;
use super::surroundings::Surroundings;
use super::words::Words;
use crate::app::typed;

const BEFORE: [&str; 4] = ["by", "due", "until", "before"];
/// The most words of a date: `14 march 2027`, `next week tue` has as many.
const LONGEST: usize = 3;

/// Finds the due date and marks its words; the last one in the line counts.
pub(super) fn find(words: &mut Words<'_>, from: usize, around: &Surroundings) -> Option<Date> {
    (from..words.0.len()).rev().find_map(|at| introduced(words, at, around).or_else(|| alone(words, at, around)))
}

/// A date after `by`; at the end of the line something else after it is marked as not understood.
fn introduced(words: &mut Words<'_>, at: usize, around: &Surroundings) -> Option<Date> {
    let word = words.0.get(at).filter(|word| word.part.is_none())?;
    if !BEFORE.contains(&word.plain().as_str()) {
        return None;
    }
    let after = words.0.len() - at - 1;
    for count in (1..=LONGEST.min(after)).rev() {
        if let Some(date) = date(&words.joined(at + 1, count), around) {
            words.mark(at, count + 1, Part::Due);
            return Some(date);
        }
    }
    if (1..=2).contains(&after) {
        words.mark(at, after + 1, Part::Doubt);
    }
    None
}

/// `+2w` and `W-3` need no word before them.
fn alone(words: &mut Words<'_>, at: usize, around: &Surroundings) -> Option<Date> {
    let word = words.0.get(at).filter(|word| word.part.is_none())?;
    let text = word.text.as_bytes();
    let digit = |at: usize| text.get(at).is_some_and(u8::is_ascii_digit);
    let from_today = text.first() == Some(&b'+') && digit(1) && text.last().is_some_and(u8::is_ascii_alphabetic);
    let counted =
        matches!(text.first(), Some(b'W' | b'w' | b'T')) && matches!(text.get(1), Some(b'-' | b'+')) && digit(2);
    if !from_today && !counted {
        return None;
    }
    let found = date(word.text, around);
    let led = |before: &usize| words.0.get(*before).is_some_and(|word| BEFORE.contains(&word.plain().as_str()));
    let from = at.checked_sub(1).filter(led).unwrap_or(at);
    words.mark(from, at + 1 - from, if found.is_some() { Part::Due } else { Part::Doubt });
    found
}

fn date(text: &str, around: &Surroundings) -> Option<Date> {
    let plain = text.trim_end_matches([',', ';', '.']);
    typed::date(plain, around.as_of, around.launch).ok()
}
