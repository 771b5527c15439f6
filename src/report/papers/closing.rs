//! The section that ends every document: the day it is of, what was decided against the defaults, what is still blank.

use super::blank::blanks_of;
use crate::analysis::derived::Derived;
use crate::program::Program;
use crate::program::settings::registry;
use crate::report::cell::CellKind;
use crate::report::document::Document;
use crate::report::qbr::Audience;
use crate::report::table::{Column, Table};

/// Heading of the section.
const HEADING: &str = "About this document";

/// Settings whose values partners are told anyway; the others are how we judge and plan.
const TOLD_TO_PARTNERS: &[&str] = &["registration.", "clawback.", "certification."];

const SETTINGS: &[Column] = &[
    Column::new("setting", "Setting", CellKind::Text),
    Column::new("value", "In force", CellKind::Text),
    Column::new("default", "Default", CellKind::Text),
    Column::new("title", "What it is", CellKind::Text),
];

/// Ends a document.
pub fn close(document: &mut Document, program: &Program, derived: &Derived, audience: Audience) {
    let blanks = blanks_of(document);
    document.section(HEADING).say(format!("As of {}.", derived.as_of()));
    document.part("Settings other than the defaults");
    document.table(deviations(program, audience), "None: every setting that matters here is at its default.");
    document.part("Still to be decided");
    if blanks.is_empty() {
        document.say("Nothing: this document has no blanks.");
    } else {
        document.list(blanks);
    }
}

fn deviations(program: &Program, audience: Audience) -> Table {
    let mut table = Table::new(SETTINGS);
    for definition in registry().definitions() {
        let told =
            audience == Audience::Internal || TOLD_TO_PARTNERS.iter().any(|prefix| definition.key.starts_with(prefix));
        let value = program.settings.get(definition.key);
        if told && value != registry().default_of(definition.key) {
            table.push(vec![
                definition.key.into(),
                value.map(|value| value.to_string()).into(),
                definition.default.into(),
                definition.title.into(),
            ]);
        }
    }
    table
}
