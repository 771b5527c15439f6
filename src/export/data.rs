//! A document or its rows as data for programs: JSON and RON with the same fields.

use serde::Serialize;
use serde_json::{Value, json};

use super::format::About;
use crate::report::document::{Block, Document};
use crate::report::table::Table;

/// The document as JSON.
pub fn json(document: &Document, about: &About<'_>) -> String {
    written(&value(document, about))
}

/// The document as RON.
pub fn ron(document: &Document, about: &About<'_>) -> String {
    as_ron(&value(document, about))
}

/// Rows as JSON.
pub fn json_rows(table: &Table, about: &About<'_>) -> String {
    written(&rows(table, about))
}

/// Rows as RON.
pub fn ron_rows(table: &Table, about: &About<'_>) -> String {
    as_ron(&rows(table, about))
}

fn written(value: &Value) -> String {
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}

/// Maps of texts; `None` is what is not known.
fn as_ron(value: &Value) -> String {
    let pretty = ron::ser::PrettyConfig::new().indentor("  ").new_line("\n");
    let mut text = String::new();
    let written = ron::ser::Serializer::new(&mut text, Some(pretty)).and_then(|mut to| value.serialize(&mut to));
    if written.is_err() {
        text.clear();
    }
    text.push('\n');
    text
}

fn rows(table: &Table, about: &About<'_>) -> Value {
    json!({
        "title": about.title,
        "audience": about.audience_word(),
        "as_of": about.as_of.to_string(),
        "rows": table.json_rows(),
    })
}

fn value(document: &Document, about: &About<'_>) -> Value {
    json!({
        "title": about.title,
        "audience": about.audience_word(),
        "as_of": about.as_of.to_string(),
        "blocks": document.blocks.iter().map(block).collect::<Vec<_>>(),
    })
}

fn block(block: &Block) -> Value {
    match block {
        Block::Heading(level, text) => json!({"heading": text, "level": level}),
        Block::Paragraph(text) => json!({"paragraph": text}),
        Block::Notes(text) => json!({"notes": text}),
        Block::List(items) => json!({"list": items}),
        Block::Facts(facts) => {
            let facts: Vec<Value> =
                facts.iter().map(|(name, cell)| json!({"name": name, "value": cell.json()})).collect();
            json!({"facts": facts})
        }
        Block::Table(table) => {
            let columns: Vec<Value> =
                table.columns.iter().map(|column| json!({"name": column.name, "title": column.title})).collect();
            json!({"columns": columns, "rows": table.json_rows()})
        }
        Block::Chart(chart) => json!({
            "chart": chart.kind.to_string(),
            "title": chart.title,
            "unit": chart.unit,
            "marks": chart.marks.iter().map(crate::report::cell::Cell::json).collect::<Vec<_>>(),
            "rows": chart.table.json_rows(),
        }),
    }
}
