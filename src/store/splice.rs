//! Pieces put into a text and taken out of it, in the style of what stands around them.

use std::collections::BTreeSet;
use std::ops::Range;

use super::canonical::RECORD_INDENT;

/// Changes of a text, kept until all are known.
pub(super) struct Splices<'a> {
    /// The text as it was.
    pub text: &'a str,
    /// Bytes to replace and by what; never overlapping.
    edits: Vec<(Range<usize>, String)>,
    /// Where a missing comma was added.
    commas: BTreeSet<usize>,
}

/// A place to come back to.
pub(super) struct Mark {
    edits: usize,
    commas: BTreeSet<usize>,
}

impl<'a> Splices<'a> {
    /// No changes yet.
    pub(super) fn of(text: &'a str) -> Self {
        Self { text, edits: Vec::new(), commas: BTreeSet::new() }
    }

    /// Puts other bytes in place of some.
    pub(super) fn replace(&mut self, range: Range<usize>, new: impl Into<String>) {
        self.edits.push((range, new.into()));
    }

    /// Takes out what stands from `start` to `end`: with its lines, where they are its own.
    pub(super) fn take_out(&mut self, start: usize, end: usize) {
        self.edits.push((self.cut(start, end), String::new()));
    }

    /// Puts whole lines behind something that ends at `after.start` and whose comma ends at `after.end`.
    pub(super) fn insert(&mut self, after: Range<usize>, lines: &str) {
        if after.is_empty() && self.commas.insert(after.start) {
            self.edits.push((after.start..after.start, ",".to_owned()));
        }
        self.insert_at(after.end, lines);
    }

    /// Puts whole lines behind a place: on the next line where nothing but a comment follows, else in the line.
    pub(super) fn insert_at(&mut self, place: usize, lines: &str) {
        let rest = self.rest_of_line(place);
        let (at, new) = if rest.ends_with('\n') && only_comment(rest.trim()) {
            (place + rest.len(), lines.to_owned())
        } else if rest.trim_start().starts_with([')', ']', '}']) {
            (place, format!("\n{lines}"))
        } else {
            (place, format!(" {}", lines.trim()))
        };
        self.edits.push((at..at, new));
    }

    /// What to take out so that nothing is left of what stands from `start` to `end`.
    fn cut(&self, start: usize, end: usize) -> Range<usize> {
        let before = self.text[..start].trim_end_matches([' ', '\t']).len();
        let rest = self.rest_of_line(end);
        if self.text[..before].ends_with('\n') && rest.ends_with('\n') && only_comment(rest.trim()) {
            before..end + rest.len()
        } else {
            before..end
        }
    }

    fn rest_of_line(&self, place: usize) -> &'a str {
        self.text[place..].split_inclusive('\n').next().unwrap_or_default()
    }

    /// The blank before something that begins its line.
    pub(super) fn own_indent(&self, start: usize) -> Option<&'a str> {
        let before = self.text[..start].trim_end_matches([' ', '\t']).len();
        self.text[..before].ends_with('\n').then(|| &self.text[before..start])
    }

    /// The same; that of a record where something else begins the line.
    pub(super) fn indent_of(&self, start: usize) -> &'a str {
        self.own_indent(start).unwrap_or(RECORD_INDENT)
    }

    /// Remembers where it is.
    pub(super) fn mark(&self) -> Mark {
        Mark { edits: self.edits.len(), commas: self.commas.clone() }
    }

    /// Forgets what was done since.
    pub(super) fn back_to(&mut self, mark: Mark) {
        self.edits.truncate(mark.edits);
        self.commas = mark.commas;
    }

    /// What a part of the text is with the changes made in it since.
    pub(super) fn part_since(&self, mark: &Mark, part: Range<usize>) -> String {
        let edits = self.edits.iter().skip(mark.edits);
        applied(self.text, part, edits.map(|(range, new)| (range.clone(), new.clone())).collect())
    }

    /// The new text; every new line ends as the first one of the old text does.
    pub(super) fn done(self) -> String {
        let windows = self.text.find('\n').is_some_and(|i| self.text[..i].ends_with('\r'));
        let ended = |new: String| if windows { new.replace('\n', "\r\n") } else { new };
        let edits = self.edits.into_iter().map(|(range, new)| (range, ended(new))).collect();
        applied(self.text, 0..self.text.len(), edits)
    }
}

fn applied(text: &str, part: Range<usize>, mut edits: Vec<(Range<usize>, String)>) -> String {
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let mut new_text = String::with_capacity(part.len() + 256);
    let mut at = part.start;
    for (range, new) in edits {
        new_text.push_str(&text[at..range.start]);
        new_text.push_str(&new);
        at = range.end;
    }
    new_text.push_str(&text[at..part.end]);
    new_text
}

/// Whether the rest of a line is blank or a comment up to its end.
fn only_comment(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with("//") || rest.starts_with("/*") && rest.find("*/") == Some(rest.len() - 2)
}
