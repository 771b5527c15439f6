//! Elements of HTML, SVG and the XML of office files: text enters as text and cannot become markup.
//!
//! What cannot stand in XML is left out with the whole escape sequence it begins; what turns text around is shown as a
//! replacement mark. The same elements in, the same bytes out.

use std::fmt::Display;

/// An element with its attributes and what is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    children: Vec<Node>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Node {
    Element(Element),
    Text(String),
    Fixed(&'static str),
}

/// Elements of HTML without an end.
const VOID: &[&str] = &["meta", "br", "hr", "col", "link"];

/// An empty element.
pub fn el(name: &'static str) -> Element {
    Element { name, attributes: Vec::new(), children: Vec::new() }
}

impl Element {
    /// With an attribute.
    pub fn with(mut self, name: &'static str, value: impl Display) -> Self {
        self.attributes.push((name, legible(&value.to_string())));
        self
    }

    /// With text after what is in it already.
    pub fn text(mut self, text: &str) -> Self {
        self.children.push(Node::Text(legible(text)));
        self
    }

    /// With a style sheet of our own, which is not escaped; only what the source of this program holds can be one.
    pub fn fixed(mut self, text: &'static str) -> Self {
        self.children.push(Node::Fixed(text));
        self
    }

    /// With an element after what is in it already.
    pub fn child(mut self, child: Self) -> Self {
        self.children.push(Node::Element(child));
        self
    }

    /// With elements after what is in it already.
    pub fn children(mut self, children: impl IntoIterator<Item = Self>) -> Self {
        self.children.extend(children.into_iter().map(Node::Element));
        self
    }

    /// With another element in the place of the child of that name.
    pub fn in_place(mut self, name: &str, new: Self) -> Self {
        let is_it = |node: &&mut Node| matches!(node, Node::Element(element) if element.name == name);
        if let Some(old) = self.children.iter_mut().find(is_it) {
            *old = Node::Element(new);
        }
        self
    }

    /// As a part of an office file.
    pub fn xml(&self) -> Vec<u8> {
        let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
        self.write(&mut out, true);
        out.into_bytes()
    }

    /// As a page.
    pub fn html(&self) -> String {
        let mut out = String::from("<!DOCTYPE html>\n");
        self.write(&mut out, false);
        out.push('\n');
        out
    }

    fn write(&self, out: &mut String, xml: bool) {
        out.push('<');
        out.push_str(self.name);
        for (name, value) in &self.attributes {
            out.push(' ');
            out.push_str(name);
            out.push_str("=\"");
            escape(out, value, true);
            out.push('"');
        }
        if self.children.is_empty() && xml {
            out.push_str("/>");
            return;
        }
        out.push('>');
        if !xml && VOID.contains(&self.name) {
            return;
        }
        for child in &self.children {
            match child {
                Node::Element(element) => element.write(out, xml),
                Node::Text(text) => escape(out, text, false),
                Node::Fixed(text) => out.push_str(text),
            }
        }
        out.push_str("</");
        out.push_str(self.name);
        out.push('>');
    }
}

fn escape(out: &mut String, text: &str, attribute: bool) {
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\n' if attribute => out.push_str("&#10;"),
            '\t' if attribute => out.push_str("&#9;"),
            _ => out.push(c),
        }
    }
}

/// Text that XML can hold and that reads in the order it is stored: no controls, no escape sequences.
pub fn legible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\u{1b}' => match chars.next() {
                Some('[') => while chars.next().is_some_and(|c| !('@'..='~').contains(&c)) {},
                Some(']' | 'P' | '_' | '^') => skip_string(&mut chars),
                _ => {}
            },
            '\u{9b}' => while chars.next().is_some_and(|c| !('@'..='~').contains(&c)) {},
            '\r' if chars.peek() == Some(&'\n') => {}
            '\r' => out.push('\n'),
            '\n' | '\t' => out.push(c),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => out.push('\u{fffd}'),
            '\u{fffe}' | '\u{ffff}' => {}
            _ if c.is_control() => {}
            _ => out.push(c),
        }
    }
    out
}

/// Past the end of what an escape sequence carries.
fn skip_string(chars: &mut std::iter::Peekable<std::str::Chars<'_>>) {
    while let Some(c) = chars.next() {
        if c == '\u{7}' || c == '\u{9c}' {
            return;
        }
        if c == '\u{1b}' {
            chars.next_if_eq(&'\\');
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text_in_content_and_in_attributes() {
        let element = el("p").with("title", "\"><script>").text("</p><b onclick='x'>&").child(el("br"));
        let found = String::from_utf8(element.xml()).unwrap();
        let expected = "<p title=\"&quot;&gt;&lt;script&gt;\">&lt;/p&gt;&lt;b onclick='x'&gt;&amp;<br/></p>";
        assert!(found.ends_with(expected), "{found}");
        assert!(element.html().ends_with("&amp;<br></p>\n"));
    }

    #[test]
    fn escape_sequences_go_whole_and_text_is_not_turned_around() {
        let cases = [
            ("a\u{1b}[31mb", "ab"),
            ("a\u{1b}]0;title\u{7}b", "ab"),
            ("a\u{1b}]8;;http://x\u{1b}\\b", "ab"),
            ("a\u{0}\u{b}\u{ffff}b", "ab"),
            ("a\u{9b}1mb\r\nc\rd", "ab\nc\nd"),
            ("gpj\u{202e}exe", "gpj\u{fffd}exe"),
            ("株式会社 🚀", "株式会社 🚀"),
        ];
        for (text, expected) in cases {
            assert_eq!(legible(text), expected, "{text:?}");
        }
    }
}
