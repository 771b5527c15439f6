//! A record as the named parts of its RON text, so that any field can be read and set by name.
//!
//! Works on the text this program writes itself, on one line; nothing here reads a file of a user.

use std::fmt::Write as _;

/// A part of a record's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A word, number, quoted text or anything else that is taken as it stands.
    Atom(String),
    /// Named fields.
    Fields(Vec<(String, Part)>),
    /// Values in a row.
    List(Vec<Part>),
    /// Values by quoted key.
    Map(Vec<(String, Part)>),
}

impl Part {
    /// Takes a text of our own apart; `None` for anything else.
    pub fn read(text: &str) -> Option<Self> {
        let mut reader = Reader { rest: text };
        let part = reader.part()?;
        reader.rest.trim().is_empty().then_some(part)
    }

    /// A text as a quoted atom.
    pub fn quoted(text: &str) -> Self {
        Self::Atom(ron::to_string(text).unwrap_or_default())
    }

    /// The field of that name.
    pub fn field(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Fields(fields) => fields.iter().find(|(field, _)| field == name).map(|(_, part)| part),
            _ => None,
        }
    }

    /// The named fields, to be changed.
    pub fn fields_mut(&mut self) -> Option<&mut Vec<(String, Part)>> {
        match self {
            Self::Fields(fields) => Some(fields),
            _ => None,
        }
    }

    /// Sets or adds a field.
    pub fn set(&mut self, name: &str, part: Self) {
        if let Self::Fields(fields) = self {
            match fields.iter_mut().find(|(field, _)| field == name) {
                Some((_, slot)) => *slot = part,
                None => fields.push((name.to_owned(), part)),
            }
        }
    }

    /// Takes a field out.
    pub fn unset(&mut self, name: &str) {
        if let Self::Fields(fields) = self {
            fields.retain(|(field, _)| field != name);
        }
    }

    /// The text of a quoted atom, otherwise the atom itself; `None` for what has parts.
    pub fn plain(&self) -> Option<String> {
        match self {
            Self::Atom(text) if text.starts_with('"') => ron::from_str(text).ok(),
            Self::Atom(text) => Some(text.clone()),
            _ => None,
        }
    }

    /// The RON text again.
    pub fn text(&self) -> String {
        let mut text = String::new();
        self.write(&mut text);
        text
    }

    fn write(&self, text: &mut String) {
        match self {
            Self::Atom(atom) => text.push_str(atom),
            Self::Fields(fields) => joined(text, ('(', ')'), fields, |text, (name, part)| {
                let _ = write!(text, "{name}: ");
                part.write(text);
            }),
            Self::Map(entries) => joined(text, ('{', '}'), entries, |text, (key, part)| {
                let _ = write!(text, "{key}: ");
                part.write(text);
            }),
            Self::List(items) => joined(text, ('[', ']'), items, |text, part| part.write(text)),
        }
    }
}

fn joined<T>(text: &mut String, (open, close): (char, char), items: &[T], each: impl Fn(&mut String, &T)) {
    text.push(open);
    for (i, item) in items.iter().enumerate() {
        if i > 0 {
            text.push_str(", ");
        }
        each(text, item);
    }
    text.push(close);
}

struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    fn part(&mut self) -> Option<Part> {
        self.rest = self.rest.trim_start();
        match self.rest.chars().next()? {
            '(' => self.entries(')', false).map(Part::Fields).or_else(|| self.atom()),
            '{' => self.entries('}', true).map(Part::Map),
            '[' => self.list(),
            _ => self.atom(),
        }
    }

    fn list(&mut self) -> Option<Part> {
        self.rest = self.rest.get(1..)?;
        let mut items = Vec::new();
        while !self.closes(']') {
            items.push(self.part()?);
            self.comma();
        }
        Some(Part::List(items))
    }

    /// Named values up to the closing bracket; where the names do not stand there, nothing is read.
    fn entries(&mut self, close: char, quoted: bool) -> Option<Vec<(String, Part)>> {
        let start = self.rest;
        self.rest = self.rest.get(1..)?;
        let mut entries = Vec::new();
        while !self.closes(close) {
            let Some(name) = self.name(quoted) else {
                self.rest = start;
                return None;
            };
            entries.push((name, self.part()?));
            self.comma();
        }
        Some(entries)
    }

    fn name(&mut self, quoted: bool) -> Option<String> {
        self.rest = self.rest.trim_start();
        let end = if quoted {
            string_end(self.rest)?
        } else {
            self.rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_')?
        };
        let (name, rest) = self.rest.split_at(end);
        self.rest = rest.trim_start().strip_prefix(':')?;
        (!name.is_empty()).then(|| name.to_owned())
    }

    fn closes(&mut self, close: char) -> bool {
        self.rest = self.rest.trim_start();
        match self.rest.strip_prefix(close) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => self.rest.is_empty(),
        }
    }

    fn comma(&mut self) {
        self.rest = self.rest.trim_start();
        self.rest = self.rest.strip_prefix(',').unwrap_or(self.rest);
    }

    /// Everything up to the next comma or closing bracket outside of brackets and quotes.
    fn atom(&mut self) -> Option<Part> {
        let (mut depth, mut at) = (0_usize, 0);
        while let Some(c) = self.rest[at..].chars().next() {
            match c {
                '"' => {
                    at += string_end(&self.rest[at..])?;
                    continue;
                }
                '(' | '[' | '{' => depth += 1,
                ')' | ']' | '}' | ',' if depth == 0 => break,
                ')' | ']' | '}' => depth -= 1,
                _ => {}
            }
            at += c.len_utf8();
        }
        let (atom, rest): (&'a str, &'a str) = self.rest.split_at(at);
        self.rest = rest;
        (!atom.trim().is_empty()).then(|| Part::Atom(atom.trim().to_owned()))
    }
}

/// Where the quoted text at the start ends, behind its quote.
fn string_end(text: &str) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return Some(at + 1),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_comes_apart_and_together_again() {
        for text in [
            r#"(id: "acme", name: "A, \"b\" (c) \\", type: reseller, tier_override: (tier: "gold", from: "2026-01-01"), tags: ["a", "b"])"#,
            r#"(id: "t", criteria: all([any([meets(metric: "x", value: "5")]), meets(metric: "y", value: "1")]), benefits: {"a": "b", "c,": "d"}, order: 3, done: true)"#,
            "(sections: [(section: performance, minutes: 15), (section: support)])",
            "()",
        ] {
            let part = Part::read(text).unwrap();
            assert_eq!(part.text(), text);
        }
    }

    #[test]
    fn fields_are_read_set_and_taken_out() {
        let mut part = Part::read(r#"(id: "acme", order: 3)"#).unwrap();
        assert_eq!(part.field("id").and_then(Part::plain).as_deref(), Some("acme"));
        part.set("name", Part::quoted("A \"B\""));
        part.unset("order");
        assert_eq!(part.text(), r#"(id: "acme", name: "A \"B\"")"#);
    }
}
