//! References of a plan file that lead nowhere, at their place in the text.

use std::collections::HashMap;

use super::fault::Found;
use super::read::Unreadable;
use super::source::Placed;
use crate::program::dangling::{Dangling, dangling};
use crate::program::{Kind, Program};

/// A fault for every reference to a record that is not there, naming both records.
///
/// Records that stand in the file but could not be read are there; their own faults are reported.
pub(super) fn faults(
    text: &str,
    program: &Program,
    tables: &HashMap<Kind, Placed>,
    unreadable: &Unreadable,
) -> Vec<Found> {
    let found = dangling(program);
    found
        .into_iter()
        .filter(|found| !unreadable.may_hold(found.kind, &found.target))
        .map(|found| {
            let Dangling { of, id, field, kind, target } = &found;
            let message =
                format!("{} {id:?} refers to {} {target:?} in `{field}`, and there is none", of.noun(), kind.noun());
            let hint = "add that record, or correct the identifier";
            Found::new(place(text, tables, &found), "dangling_reference", message, hint)
        })
        .collect()
}

/// Where the identifier stands in the field that refers.
fn place(text: &str, tables: &HashMap<Kind, Placed>, found: &Dangling) -> usize {
    let Some(element) = tables.get(&found.of).and_then(|placed| placed.get(&found.id)) else { return 0 };
    let record = &text[element.range.clone()];
    let outer = found.field.split('.').next().unwrap_or(found.field);
    let field = super::scan::fields(record)
        .and_then(|fields| fields.into_iter().find(|field| &record[field.name.clone()] == outer))
        .map_or(0, |field| field.value.start);
    let inside = record[field..].find(&format!("\"{}\"", found.target)).unwrap_or(0);
    element.range.start + field + inside
}
