//! A document divided into slides: a title, then sections, each as many slides as it needs.

use unicode_width::UnicodeWidthStr;

use super::drawing::drawing;
use super::format::About;
use super::pptx_chart::{UNIT, is_native};
use super::widths::characters;
use crate::report::chart::Chart;
use crate::report::document::{Block, Document};
use crate::report::table::Table;

/// Characters on a line of text on a slide.
const LINE: usize = 92;
/// Lines of text on a slide.
const LINES: usize = 13;
/// Lines of the rows of a table on a slide.
const ROWS: usize = 15;
/// Characters across a table on a slide.
pub(super) const ACROSS: usize = 128;

/// The height of what stands below the title of a slide, in units of the format.
pub(super) const ROOM: usize = 4_876_800;
/// The height of a line of a table.
pub(super) const LINE_HEIGHT: usize = 280_000;
/// Between a chart and the table below it.
pub(super) const GAP: usize = 150_000;
/// The least height of a native chart.
const LEAST: usize = 1_700_000;

/// A slide.
#[derive(Debug)]
pub struct Page {
    /// Its title.
    pub title: String,
    /// What stands on it.
    pub content: Content,
    /// What the speaker has as notes.
    pub notes: Vec<String>,
}

/// What stands on a slide.
#[derive(Debug)]
pub enum Content {
    /// The first slide: what and from when.
    Opening(Vec<String>),
    /// Lines of text.
    Text(Vec<String>),
    /// Rows of a table.
    Table(Table),
    /// A chart, and rows beside or below it.
    Chart(Box<Chart>, Option<Table>),
}

/// The slides of a document.
pub fn pages(document: &Document, about: &About<'_>) -> Vec<Page> {
    let mut opening = vec![about.stamp()];
    let mut pages = Vec::new();
    let mut section: Option<Section> = None;
    for block in &document.blocks {
        match (block, &mut section) {
            (Block::Heading(0..=1, _), None) => {}
            (Block::Heading(2, title), _) => {
                if let Some(done) = section.replace(Section::new(title)) {
                    pages.extend(done.pages());
                }
            }
            (block, Some(section)) => section.add(block),
            (Block::Facts(facts), None) => {
                let lines = facts.iter().map(|(name, cell)| format!("{name}: {}", cell.display()));
                let at = opening.len() - 1;
                opening.splice(at..at, lines);
            }
            (block @ (Block::Table(_) | Block::Chart(_)), None) => {
                let mut first = Section::new(about.title);
                first.add(block);
                section = Some(first);
            }
            (block, None) => {
                let at = opening.len() - 1;
                opening.splice(at..at, lines_of(block));
            }
        }
    }
    pages.extend(section.into_iter().flat_map(Section::pages));
    let mut rest = opening.split_off(opening.len().min(8));
    if let (true, Some(last)) = (rest.len() > 1, opening.last_mut()) {
        rest.insert(0, std::mem::replace(last, about.stamp()));
        rest.pop();
    } else {
        opening.append(&mut rest);
    }
    let more = divided(&rest).into_iter().map(|lines| Page {
        title: about.title.to_owned(),
        notes: Vec::new(),
        content: Content::Text(lines),
    });
    let first = Page { title: about.title.to_owned(), content: Content::Opening(opening), notes: Vec::new() };
    std::iter::once(first).chain(more).chain(pages).collect()
}

struct Section {
    title: String,
    lines: Vec<String>,
    tables: Vec<Table>,
    charts: Vec<Chart>,
}

impl Section {
    fn new(title: &str) -> Self {
        Self { title: title.to_owned(), lines: Vec::new(), tables: Vec::new(), charts: Vec::new() }
    }

    fn add(&mut self, block: &Block) {
        match block {
            Block::Table(table) => self.tables.push(table.clone()),
            Block::Chart(chart) => self.charts.push(chart.clone()),
            _ => self.lines.extend(lines_of(block)),
        }
    }

    /// A section with few words and a table keeps the words as notes beside the table; many words get slides of their own.
    fn pages(self) -> Vec<Page> {
        let shown = !self.tables.is_empty() || !self.charts.is_empty();
        let few = self.lines.iter().map(|line| height(line)).sum::<usize>() <= 3 && shown;
        let mut contents = Vec::new();
        if !few || !shown {
            contents.extend(divided(&self.lines).into_iter().map(Content::Text));
        }
        let mut tables: Vec<Table> = self.tables.iter().flat_map(parts).collect();
        if let ([chart], [table]) = (&self.charts[..], &tables[..])
            && room_below(chart, table).is_some()
        {
            contents.push(Content::Chart(Box::new(chart.clone()), Some(table.clone())));
            tables.clear();
        } else {
            contents.extend(self.charts.iter().map(|chart| Content::Chart(Box::new(chart.clone()), None)));
        }
        contents.extend(tables.into_iter().map(Content::Table));
        if contents.is_empty() {
            contents.push(Content::Text(vec!["Nothing to report.".to_owned()]));
        }
        let count = contents.len();
        let title = |at: usize| {
            if count == 1 { self.title.clone() } else { format!("{} ({} of {count})", self.title, at + 1) }
        };
        let page = |(at, content)| Page { title: title(at), content, notes: self.lines.clone() };
        contents.into_iter().enumerate().map(page).collect()
    }
}

fn lines_of(block: &Block) -> Vec<String> {
    match block {
        Block::Heading(_, text) | Block::Paragraph(text) => vec![text.clone()],
        Block::Notes(text) => text.trim_end().lines().map(str::to_owned).collect(),
        Block::List(items) => items.clone(),
        Block::Facts(facts) => facts.iter().map(|(name, cell)| format!("{name}: {}", cell.display())).collect(),
        Block::Table(_) | Block::Chart(_) => Vec::new(),
    }
}

fn height(line: &str) -> usize {
    line.width().div_ceil(LINE).max(1)
}

/// Lines in groups that fit on a slide.
fn divided(lines: &[String]) -> Vec<Vec<String>> {
    grouped(lines, LINES, |line| height(line))
}

/// The height of a chart on a slide with that table below it; nothing where there is no room for both.
pub(super) fn room_below(chart: &Chart, table: &Table) -> Option<usize> {
    let rows: usize = 1 + table.rows.iter().map(|row| tall(table, row)).sum::<usize>();
    let room = ROOM.checked_sub(rows * LINE_HEIGHT + GAP)?;
    let least = if is_native(chart.kind) { LEAST } else { (drawing(chart).height * UNIT) as usize };
    (room >= least).then_some(room)
}

/// The lines that a row of a table takes on a slide.
pub(super) fn tall(table: &Table, row: &[crate::report::cell::Cell]) -> usize {
    let widths = characters(table);
    let across: usize = widths.iter().sum::<usize>().max(1);
    let lines = row.iter().zip(&widths).map(|(cell, width)| {
        let room = (width * ACROSS / across).max(1);
        cell.display().lines().map(|line| line.width().div_ceil(room).max(1)).sum::<usize>()
    });
    lines.max().unwrap_or(1).max(1)
}

/// A table in parts that fit on a slide.
fn parts(table: &Table) -> Vec<Table> {
    let tall = |row: &Vec<crate::report::cell::Cell>| tall(table, row);
    let part = |rows| Table { columns: table.columns.clone(), rows };
    grouped(&table.rows, ROWS, tall).into_iter().map(part).collect()
}

/// Items in groups of at most so much height; one that is higher stands alone.
fn grouped<T: Clone>(items: &[T], most: usize, height: impl Fn(&T) -> usize) -> Vec<Vec<T>> {
    let mut groups: Vec<Vec<T>> = Vec::new();
    let mut used = most;
    for item in items {
        let tall = height(item);
        if used + tall > most {
            groups.push(Vec::new());
            used = 0;
        }
        used += tall;
        if let Some(group) = groups.last_mut() {
            group.push(item.clone());
        }
    }
    groups
}
