//! A program as the text of a plan file: over an earlier text where there is one, else in canonical form.

use std::collections::HashMap;
use std::sync::Arc;

use super::scan::{Outline, outline};
use super::source::{Placed, SourceText};
use super::{canonical, patch};
use crate::program::{Kind, Program};

/// The text of a program, and what the old text had that this one has not.
#[derive(Debug)]
pub struct Written {
    /// The new text with its program.
    pub source: SourceText,
    /// Comments of the old text that are not in the new one; above zero, keep the old file beside it.
    pub lost_comments: usize,
}

/// The identifiers of each table in the order of the text.
pub(super) type Order = HashMap<Kind, Vec<Arc<str>>>;

/// Writes the program. Over `previous`, only the records that changed are rewritten: every other byte stays,
/// with its comments, its order and its line ends.
pub fn write(program: &Program, previous: Option<&SourceText>) -> Written {
    write_from(program, previous, None)
}

/// The same over `previous`; records that are as `donor` has them are taken from there with their comments.
pub fn write_from(program: &Program, previous: Option<&SourceText>, donor: Option<&SourceText>) -> Written {
    let patched = previous.and_then(|source| {
        let (text, order) = patch::patched(program, source, donor);
        placed(text, program, order).ok()
    });
    let source = patched.unwrap_or_else(|| in_canonical_form(program));
    let lost_comments = previous.map_or(0, |previous| previous.comments().saturating_sub(source.comments()));
    Written { source, lost_comments }
}

fn in_canonical_form(program: &Program) -> SourceText {
    let order = Kind::TABLES.iter().map(|kind| (*kind, program.ids(*kind))).collect();
    let text = canonical::text(program);
    placed(text, program, order)
        .unwrap_or_else(|text| SourceText::new(text, program.clone(), Outline::default(), HashMap::new()))
}

/// The text with the place of every record; the text alone where it does not hold exactly the records named.
fn placed(text: String, program: &Program, order: Order) -> Result<SourceText, String> {
    match places(&text, order) {
        Some((outline, tables)) => Ok(SourceText::new(text, program.clone(), outline, tables)),
        None => Err(text),
    }
}

fn places(text: &str, mut order: Order) -> Option<(Outline, HashMap<Kind, Placed>)> {
    let mut outline = outline(text).ok()?;
    let mut tables = HashMap::new();
    for &kind in Kind::TABLES {
        let ids = order.remove(&kind).unwrap_or_default();
        let found = outline.sections.iter_mut().find(|section| text[section.name.clone()] == *kind.table_name());
        let Some(section) = found else {
            if ids.is_empty() {
                continue;
            }
            return None;
        };
        let elements = section.elements.take()?;
        if elements.len() != ids.len() {
            return None;
        }
        let in_order = ids.is_sorted_by(|a, b| a < b);
        let records = ids.into_iter().zip(elements.iter().cloned()).collect();
        let (list, next) = (section.value.clone(), section.next);
        tables.insert(kind, Placed::new(section.name.start..list.end, next, list, records, in_order));
    }
    Some((outline, tables))
}
