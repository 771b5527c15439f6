//! A document as one HTML file that asks nobody for anything: style inside, no script, a policy that forbids the rest.

use super::drawing::svg::svg;
use super::format::About;
use super::markup::{Element, el};
use crate::report::cell::Cell;
use crate::report::chart::Chart;
use crate::report::document::{Block, Document};
use crate::report::table::{Column, Table};

/// What a browser may load for the page: nothing but the style inside it.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
/// How it looks: on a screen, on a phone, in the dark and on paper.
const STYLE: &str = include_str!("../../assets/export/page.css");

/// The page.
pub fn page(document: &Document, about: &About<'_>) -> String {
    let head = el("head")
        .child(el("meta").with("charset", "utf-8"))
        .child(el("meta").with("http-equiv", "Content-Security-Policy").with("content", POLICY))
        .child(el("meta").with("name", "viewport").with("content", "width=device-width, initial-scale=1"))
        .child(el("meta").with("name", "referrer").with("content", "no-referrer"))
        .child(el("title").text(about.title))
        .child(el("style").fixed(STYLE));
    let mut sections = sections(document);
    let rest = if sections.is_empty() { Vec::new() } else { sections.split_off(1) };
    let main = el("main").children(sections).children(contents(document)).children(rest);
    let foot = el("footer").text(&about.stamp());
    el("html").with("lang", "en").child(head).child(el("body").child(main).child(foot)).html()
}

/// Links to the sections, where there are enough of them to look for one.
fn contents(document: &Document) -> Option<Element> {
    let titles = document.blocks.iter().filter_map(|block| match block {
        Block::Heading(2, text) => Some(text),
        _ => None,
    });
    let links: Vec<Element> = titles
        .enumerate()
        .map(|(at, title)| el("li").child(el("a").with("href", format!("#s{}", at + 1)).text(title)))
        .collect();
    (links.len() > 3).then(|| el("nav").with("aria-label", "Sections").child(el("ol").children(links)))
}

/// The parts, each section an element of its own.
fn sections(document: &Document) -> Vec<Element> {
    let mut done = Vec::new();
    let mut open = el("header");
    let mut count = 0;
    for block in &document.blocks {
        if matches!(block, Block::Heading(2, _)) {
            count += 1;
            let next = el("section").with("id", format!("s{count}"));
            done.push(std::mem::replace(&mut open, next));
        }
        open = open.child(part(block));
    }
    done.push(open);
    done
}

fn part(block: &Block) -> Element {
    match block {
        Block::Heading(level, text) => {
            let name = match level {
                0 | 1 => "h1",
                2 => "h2",
                3 => "h3",
                _ => "h4",
            };
            el(name).text(text)
        }
        Block::Paragraph(text) => el("p").text(text),
        Block::Notes(text) => el("blockquote").children(text.trim_end().lines().map(|line| el("p").text(line))),
        Block::List(items) => el("ul").children(items.iter().map(|item| el("li").text(item))),
        Block::Facts(facts) => el("dl").children(
            facts.iter().map(|(name, cell)| el("div").child(el("dt").text(name)).child(value(el("dd"), cell))),
        ),
        Block::Table(table) => rows(table),
        Block::Chart(chart) => figure(chart),
    }
}

/// The picture, and under it the same numbers as a table.
fn figure(chart: &Chart) -> Element {
    let unit = if chart.unit.is_empty() { String::new() } else { format!(" ({})", chart.unit) };
    let caption = el("figcaption").text(&format!("{}{unit}", chart.title));
    let picture = el("div").with("class", "wide").with("tabindex", "0").child(svg(chart));
    el("figure").child(caption).child(picture).child(rows(&chart.table))
}

fn rows(table: &Table) -> Element {
    let head = |column: &Column| {
        let cell = el("th").with("scope", "col");
        if column.kind.is_number() { cell.with("class", "n") } else { cell }.text(column.title)
    };
    let line = |row: &Vec<Cell>| {
        let total = row.first().is_some_and(|cell| matches!(cell, Cell::Text(text) if &**text == "Total"));
        let cells = row.iter().zip(&table.columns).map(|(cell, column)| {
            let number = column.kind.is_number();
            value(if number { el("td").with("class", "n") } else { el("td") }, cell)
        });
        let line = el("tr").children(cells);
        if total { line.with("class", "total") } else { line }
    };
    let head = el("thead").child(el("tr").children(table.columns.iter().map(head)));
    let body = el("tbody").children(table.rows.iter().map(line));
    el("div").with("class", "wide").with("tabindex", "0").child(el("table").child(head).child(body))
}

/// A cell with what it holds; what is not known says so in a lighter tone.
fn value(element: Element, cell: &Cell) -> Element {
    if cell.is_unknown() {
        return element.child(el("span").with("class", "unknown").text(&cell.display()));
    }
    let text = cell.display();
    let mut element = element;
    for (at, line) in text.trim_end().lines().enumerate() {
        if at > 0 {
            element = element.child(el("br"));
        }
        element = element.text(line);
    }
    element
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::program::money::Money;
    use crate::report::cell::CellKind;
    use crate::report::qbr::Audience;

    const EVIL: &str = "</style><script>alert(1)</script><img src=x onerror=alert(2)>\"'>\u{1b}[31m";

    #[test]
    fn no_text_becomes_markup_and_nothing_is_asked_for() {
        let mut document = Document::titled(EVIL);
        document.say(EVIL).notes(EVIL).list(vec![EVIL.to_owned()]).facts([(EVIL, EVIL.into())]);
        for _ in 0..5 {
            document.section(EVIL).part("javascript:alert(3)");
        }
        let mut table = Table::new(&[Column::new("a", "A", CellKind::Text), Column::new("b", "B", CellKind::Money)]);
        table.push(vec![EVIL.into(), Cell::Money(Money::whole(-1200))]);
        table.push(vec!["x".into(), Cell::Unknown]);
        document.table(table, "");
        let about = About { title: EVIL, audience: Audience::Internal, as_of: date(2026, 11, 5) };
        let page = page(&document, &about);
        for forbidden in
            ["<script", "<img", "src=", "url(", "http://", "https://", "@import", "href=\"javascript", "\u{1b}"]
        {
            assert!(!page.replace("&quot;", "").replace("&lt;img src=", "").contains(forbidden), "{forbidden}");
        }
        assert_eq!(page.matches("</style>").count(), 1);
        assert!(page.contains("default-src 'none'") && page.contains("-1,200.00") && page.contains(">unknown<"));
        assert!(page.contains("Confidential - internal - numbers as of 2026-11-05"));
    }
}
