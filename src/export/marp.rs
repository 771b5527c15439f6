//! A deck in Markdown, as Marp reads it: slides between rules, notes of the speaker as comments.

use std::fmt::Write as _;

use super::format::About;
use super::markdown::{chart, inline, line_start, table};
use super::markup::legible;
use super::slides::{Content, pages};
use crate::report::document::Document;

/// Letters small enough that a slide holds what it holds elsewhere.
const STYLE: &str = "'section { font-size: 22px; } table { font-size: 17px; } h2 { font-size: 32px; }'";

/// The deck.
pub fn deck(document: &Document, about: &About<'_>) -> String {
    let mut out = format!("---\nmarp: true\npaginate: true\nsize: 16:9\nstyle: {STYLE}\n---\n");
    for (at, page) in pages(document, about).iter().enumerate() {
        if at > 0 {
            out.push_str("\n---\n");
        }
        let first = matches!(page.content, Content::Opening(_));
        let lead = if first { "<!-- _class: lead -->\n\n" } else { "" };
        let _ = write!(out, "\n{lead}{} {}\n\n", if first { "#" } else { "##" }, inline(&page.title));
        match &page.content {
            Content::Opening(lines) => {
                for line in lines {
                    let _ = writeln!(out, "{}\n", line_start(&inline(line)));
                }
            }
            Content::Text(lines) => {
                for line in lines {
                    let _ = writeln!(out, "- {}", line_start(&inline(line)));
                }
            }
            Content::Table(rows) => out.push_str(&table(rows)),
            Content::Chart(one, rows) => {
                out.push_str(&chart(one));
                if let Some(rows) = rows {
                    out.push('\n');
                    out.push_str(&table(rows));
                }
            }
        }
        if !page.notes.is_empty() {
            out.push_str("\n<!--\nNotes\n");
            for line in &page.notes {
                let _ = writeln!(out, "- {}", comment(line));
            }
            out.push_str("-->\n");
        }
    }
    out
}

/// Text inside a comment: on one line, and nothing in it ends the comment.
fn comment(text: &str) -> String {
    let mut line = legible(text).replace(['\n', '\t'], " ").replace(['<', '>'], " ");
    while line.contains("--") {
        line = line.replace("--", "- -");
    }
    line
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::report::qbr::Audience;

    #[test]
    fn no_text_breaks_a_slide_or_ends_a_comment() {
        let mut document = Document::titled("---");
        document.section("--> <script>").say("---").list(vec!["--->".to_owned(), "***".to_owned(), "# x".to_owned()]);
        let about = About { title: "---", audience: Audience::Internal, as_of: date(2026, 11, 5) };
        let text = deck(&document, &about);
        assert_eq!(text.lines().filter(|line| *line == "---").count(), 3, "{text}");
        assert_eq!(
            text.matches("<!--").count(),
            text.matches("-->").count() - 2,
            "the heading and the list hold the others: {text}"
        );
        for wanted in ["\n- \\---\n", "\n- \\--->\n", "\n- \\*\\*\\*\n", "\n- \\# x\n", "## --> &lt;script>"] {
            assert!(text.contains(wanted), "{wanted:?}\n{text}");
        }
    }
}
