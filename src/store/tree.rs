//! One value of a plan file with the values inside it, by their places in the text.
//!
//! Nothing of the text is changed or dropped: comments, spacing and spelling stand between and in the ranges.

use std::ops::Range;

use super::scan::Scanner;

/// Values nested deeper than this are taken as they stand.
const DEEPEST: usize = 64;

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Node {
    /// All of it.
    pub range: Range<usize>,
    /// What stands in its brackets, where it has any.
    pub group: Option<Group>,
}

/// What stands in brackets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    /// The word before the bracket; empty where there is none.
    pub name: Range<usize>,
    /// The opening bracket.
    pub open: usize,
    /// The values in it.
    pub items: Vec<Item>,
}

/// A value inside brackets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    /// Its name or its key in quotes, where it has one.
    pub key: Option<Range<usize>>,
    /// The value.
    pub value: Node,
    /// After the comma that follows it; the end of its value where there is none.
    pub next: usize,
}

impl Item {
    /// Where it begins, with its key.
    pub(super) fn start(&self) -> usize {
        self.key.as_ref().map_or(self.value.range.start, |key| key.start)
    }
}

impl Group {
    /// Whether every value has a key.
    pub(super) fn is_keyed(&self) -> bool {
        !self.items.is_empty() && self.items.iter().all(|item| item.key.is_some())
    }

    /// Whether no value has a key.
    pub(super) fn is_list(&self) -> bool {
        !self.items.is_empty() && self.items.iter().all(|item| item.key.is_none())
    }

    /// The value of that key, as it is spelled in `text`.
    pub(super) fn item(&self, text: &str, key: &str) -> Option<usize> {
        self.items.iter().position(|item| item.key_in(text) == key)
    }
}

impl Item {
    /// Its key as the text spells it.
    pub(super) fn key_in<'a>(&self, text: &'a str) -> &'a str {
        self.key.clone().and_then(|key| text.get(key)).unwrap_or_default().trim_start_matches("r#")
    }
}

/// The value that begins at a place and is followed by a comma or a bracket; `None` where none is.
pub(super) fn value_at(text: &str, at: usize) -> Option<Node> {
    let mut scanner = Scanner::at(text, at);
    node(&mut scanner, 0)
}

fn node(scanner: &mut Scanner<'_>, depth: usize) -> Option<Node> {
    let start = scanner.place();
    scanner.value().ok()?;
    let range = start..scanner.place();
    if range.is_empty() {
        return None;
    }
    let group = if depth < DEEPEST { group(scanner, range.clone(), depth) } else { None };
    scanner.go(range.end);
    Some(Node { range, group })
}

/// What stands in the brackets of a value; `None` where it has none or is of another form.
fn group(scanner: &mut Scanner<'_>, range: Range<usize>, depth: usize) -> Option<Group> {
    scanner.go(range.start);
    let name = scanner.word();
    scanner.blank().ok()?;
    let open = scanner.place();
    let close = match scanner.byte() {
        Some(b'(') => b')',
        Some(b'[') => b']',
        Some(b'{') => b'}',
        _ => return None,
    };
    scanner.go(open + 1);
    let mut items = Vec::new();
    loop {
        scanner.blank().ok()?;
        if scanner.byte() == Some(close) {
            return (scanner.place() + 1 == range.end).then_some(Group { name, open, items });
        }
        let key = Some(key(scanner, close)?).filter(|key| !key.is_empty());
        let value = node(scanner, depth + 1)?;
        let next = scanner.separator(value.range.end, close).ok()?;
        items.push(Item { key, value, next });
    }
}

/// Steps over a key and its colon; empty where there is none, `None` where a map has none.
fn key(scanner: &mut Scanner<'_>, close: u8) -> Option<Range<usize>> {
    let start = scanner.place();
    let found = match close {
        b'}' if scanner.byte() == Some(b'"') => {
            scanner.text_value().ok()?;
            start..scanner.place()
        }
        b'}' => return None,
        b')' => scanner.word(),
        _ => return Some(start..start),
    };
    scanner.blank().ok()?;
    if !found.is_empty() && scanner.byte() == Some(b':') {
        scanner.go(scanner.place() + 1);
        scanner.blank().ok()?;
        return Some(found);
    }
    scanner.go(start);
    (close != b'}').then_some(start..start)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> String {
        fn tell(text: &str, node: &Node, out: &mut String) {
            let Some(group) = &node.group else {
                out.push_str(&text[node.range.clone()]);
                return;
            };
            out.push_str(&text[group.name.clone()]);
            out.push('<');
            for item in &group.items {
                out.push_str(item.key_in(text));
                out.push('=');
                tell(text, &item.value, out);
                out.push(';');
            }
            out.push('>');
        }
        let mut out = String::new();
        tell(text, &value_at(&format!("{text},"), 0).unwrap(), &mut out);
        out
    }

    #[test]
    fn values_are_found_in_any_spelling() {
        assert_eq!(
            told("(a: 1, /* b */ r#type : Some( \"x,)\" ), // c\n l: [1,2,],)"),
            "<a=1;type=Some<=\"x,)\";>;l=<=1;=2;>;>"
        );
        assert_eq!(told("{\"a\": r#\"\"}\"#, \"b\": -0x1F}"), "<\"a\"=r#\"\"}\"#;\"b\"=-0x1F;>");
        assert_eq!(told("all([meets(metric: \"m\"), not(x)])"), "all<=<=meets<metric=\"m\";>;=not<=x;>;>;>");
        assert_eq!(told("[]"), "<>");
    }
}
