//! A document: headings, paragraphs, lists, tables and charts. What it looks like is decided by who draws or writes it.

use super::cell::Cell;
use super::chart::Chart;
use super::table::Table;

/// A part of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading: 1 is the title, 2 a section, 3 a part of one.
    Heading(u8, String),
    /// A paragraph of our own words.
    Paragraph(String),
    /// Text a person wrote, line by line as it is.
    Notes(String),
    /// Short sentences.
    List(Vec<String>),
    /// Named values.
    Facts(Vec<(String, Cell)>),
    /// A table.
    Table(Table),
    /// A chart, whose table is its twin for who cannot draw or see it.
    Chart(Chart),
}

/// Parts in reading order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Document {
    /// The parts.
    pub blocks: Vec<Block>,
}

impl Document {
    /// A document with a title.
    pub fn titled(title: impl Into<String>) -> Self {
        Self { blocks: vec![Block::Heading(1, title.into())] }
    }

    /// Adds a section heading.
    pub fn section(&mut self, title: impl Into<String>) -> &mut Self {
        self.blocks.push(Block::Heading(2, title.into()));
        self
    }

    /// Adds a heading inside a section.
    pub fn part(&mut self, title: impl Into<String>) -> &mut Self {
        self.blocks.push(Block::Heading(3, title.into()));
        self
    }

    /// Adds a paragraph.
    pub fn say(&mut self, text: impl Into<String>) -> &mut Self {
        self.blocks.push(Block::Paragraph(text.into()));
        self
    }

    /// Adds text that a person wrote; nothing when it is empty.
    pub fn notes(&mut self, text: &str) -> &mut Self {
        if !text.trim().is_empty() {
            self.blocks.push(Block::Notes(text.to_owned()));
        }
        self
    }

    /// Adds a list; nothing when it is empty.
    pub fn list(&mut self, items: Vec<String>) -> &mut Self {
        if !items.is_empty() {
            self.blocks.push(Block::List(items));
        }
        self
    }

    /// Adds named values.
    pub fn facts<N: Into<String>>(&mut self, facts: impl IntoIterator<Item = (N, Cell)>) -> &mut Self {
        self.blocks.push(Block::Facts(facts.into_iter().map(|(name, cell)| (name.into(), cell)).collect()));
        self
    }

    /// Adds a table, or a sentence in its place when it has no rows.
    pub fn table(&mut self, table: Table, none: &str) -> &mut Self {
        if table.rows.is_empty() {
            return self.say(none);
        }
        self.blocks.push(Block::Table(table));
        self
    }

    /// Adds a chart, or a sentence in its place when there is nothing to draw.
    pub fn chart(&mut self, chart: Chart, none: &str) -> &mut Self {
        if chart.is_empty() {
            return self.say(none);
        }
        self.blocks.push(Block::Chart(chart));
        self
    }

    /// Adds the parts of another document.
    pub fn extend(&mut self, other: Self) -> &mut Self {
        self.blocks.extend(other.blocks);
        self
    }
}
