//! The help of one calculator: its inputs as a table, its outputs, and an example that runs as it stands.

use std::fmt::Write as _;

use serde_json::Value;
use unicode_width::UnicodeWidthStr;

use crate::analysis::calculators::schema::{Calculator, Field, Kind, Need};

/// Columns of a line, the same on a terminal and in a pipe.
const WIDTH: usize = 110;
/// The narrowest last column.
const NARROWEST: usize = 36;

/// The help of a calculator.
pub(super) fn text(calculator: &Calculator) -> String {
    let Calculator { name, rule, about, .. } = calculator;
    let mut out = format!("{about} ({rule}).\n\nUsage: quarterdeck calc {name} [INPUT.json|-]\n\nInputs\n");
    let mut rows = Vec::new();
    collect("", calculator.inputs, &Value::Null, &mut rows);
    if rows.is_empty() {
        out.push_str("none\n");
    } else {
        out.push_str(&table(["Field", "Type", "Unit", "Default", "Meaning"], &rows));
    }
    let outputs: Vec<[String; 2]> =
        calculator.outputs.iter().map(|(name, about)| [(*name).to_owned(), (*about).to_owned()]).collect();
    let _ = write!(out, "\nOutputs\n{}", table(["Field", "Meaning"], &outputs));
    let _ = write!(out, "\nExample\n  echo '{}' | quarterdeck calc {name}\n", calculator.example);
    out
}

/// One row per field, the members of objects and list entries under their paths; `whole` is the default of the object.
fn collect(path: &str, fields: &'static [Field], whole: &Value, rows: &mut Vec<[String; 5]>) {
    for field in fields.iter().filter(|field| field.need != Need::Refused) {
        let place = if path.is_empty() { field.name.to_owned() } else { format!("{path}.{}", field.name) };
        let members = members(&field.kind);
        let own: Value = match field.need {
            Need::Default(text) => serde_json::from_str(text).unwrap_or_default(),
            _ => Value::Null,
        };
        let shown = match (whole.get(field.name), field.need) {
            (Some(default), _) => default_text(default),
            (None, Need::Required) => "required".to_owned(),
            (None, Need::Default(_)) => default_text(&own),
            (None, Need::Optional | Need::Refused) => "-".to_owned(),
        };
        let mut meaning = field.about.to_owned();
        let words = field.kind.words();
        if !words.is_empty() {
            let _ = write!(meaning, ": {}", words.join(", "));
        }
        if let Kind::List { of, .. } = &field.kind
            && !of.words().is_empty()
        {
            let _ = write!(meaning, ": {}", of.words().join(", "));
        }
        if let Some((selector, cases)) = field.case {
            let _ = write!(meaning, " (only with {selector} {})", cases.join(", "));
        }
        let unit = field.unit().unwrap_or("-").to_owned();
        rows.push([place.clone(), kind_name(&field.kind), unit, shown, meaning]);
        if let Some((ending, inner)) = members {
            collect(&format!("{place}{ending}"), inner, &own, rows);
        }
    }
}

/// A default as it would be typed; that of an object stands with its members.
fn default_text(default: &Value) -> String {
    match default {
        Value::String(text) => text.clone(),
        Value::Object(_) => "as below".to_owned(),
        other => other.to_string(),
    }
}

/// The fields inside a field, and how its path goes on.
fn members(kind: &'static Kind) -> Option<(&'static str, &'static [Field])> {
    match kind {
        Kind::Object(fields) => Some(("", fields)),
        Kind::List { of: Kind::Object(fields), .. } => Some(("[]", fields)),
        _ => None,
    }
}

/// The kind in few words; the words of enumerations stand with the meaning.
fn kind_name(kind: &Kind) -> String {
    match kind {
        Kind::Enum(_) | Kind::Choice(_) => "word".to_owned(),
        Kind::List { of: Kind::Enum(_) | Kind::Choice(_), .. } => "list of words".to_owned(),
        Kind::List { of: Kind::Object(_), min: 0, max: Kind::LONGEST_LIST } => "list".to_owned(),
        Kind::List { of: Kind::Object(_), min, max } => format!("list, {min} to {max}"),
        other => other.describe(),
    }
}

/// Aligned columns under a heading; the last one is wrapped.
pub(super) fn table<const N: usize>(heads: [&str; N], rows: &[[String; N]]) -> String {
    const WIDEST: usize = 34;
    let mut widths = heads.map(UnicodeWidthStr::width);
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.width().min(WIDEST));
        }
    }
    let indent: usize = widths.iter().rev().skip(1).map(|width| width + 2).sum();
    let last = WIDTH.saturating_sub(indent).max(NARROWEST);
    let mut out = String::new();
    line(&mut out, &heads.map(str::to_owned), &widths, last);
    if let Some(width) = widths.last_mut() {
        *width = (*width).min(last);
    }
    line(&mut out, &widths.map(|width| "-".repeat(width)), &widths, last);
    for row in rows {
        line(&mut out, row, &widths, last);
    }
    out
}

/// One row on as many lines as its longest cell needs.
fn line<const N: usize>(out: &mut String, cells: &[String; N], widths: &[usize; N], last: usize) {
    let room = |place: usize| if place + 1 == N { last } else { widths[place] };
    let wrapped: Vec<Vec<String>> = cells.iter().enumerate().map(|(place, cell)| wrap(cell, room(place))).collect();
    let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
    for row in 0..height {
        let mut text = String::new();
        for (place, lines) in wrapped.iter().enumerate() {
            let cell = lines.get(row).map_or("", String::as_str);
            text.push_str(cell);
            if place + 1 < N {
                text.push_str(&" ".repeat(widths[place].saturating_sub(cell.width()) + 2));
            }
        }
        out.push_str(text.trim_end());
        out.push('\n');
    }
}

/// Lines of at most `room` columns; a longer word stands alone, cut into pieces.
fn wrap(text: &str, room: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let mut rest = word;
        let line = lines.last_mut().map_or(0, |line| line.width());
        if line > 0 && line + 1 + rest.width() <= room {
            if let Some(line) = lines.last_mut() {
                line.push(' ');
                line.push_str(rest);
            }
            continue;
        }
        if line > 0 {
            lines.push(String::new());
        }
        while rest.width() > room {
            let end = rest.char_indices().nth(room).map_or(rest.len(), |(end, _)| end);
            let (piece, more) = rest.split_at(end);
            if let Some(line) = lines.last_mut() {
                line.push_str(piece);
            }
            lines.push(String::new());
            rest = more;
        }
        if let Some(line) = lines.last_mut() {
            line.push_str(rest);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::calculators::all;

    #[test]
    fn every_help_is_narrow_names_every_field_and_its_example_can_be_pasted() {
        for calculator in all() {
            let help = text(calculator);
            assert!(!calculator.example.contains('\''), "{}", calculator.name);
            for field in calculator.inputs.iter().filter(|field| field.need != Need::Refused) {
                assert!(help.contains(field.name), "{}: {}", calculator.name, field.name);
            }
            for line in help.lines().filter(|line| !line.contains("echo '")) {
                assert!(line.width() <= WIDTH + NARROWEST, "{}: {line}", calculator.name);
            }
        }
    }

    #[test]
    fn text_is_wrapped_at_spaces_and_long_words_are_cut() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("abcdefghij", 4), ["abcd", "efgh", "ij"]);
        assert_eq!(wrap("", 4), [""]);
    }
}
