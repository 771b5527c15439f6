//! Every choice of the rules: the value in force, whether somebody decided it, and where the default comes from.

use super::catalogue::{Report, View};
use super::cell::CellKind;
use super::table::{Column, Table};
use crate::program::settings::{Origin, registry};

/// The register with the values in force.
pub const REPORT: Report =
    Report { name: "settings", title: "Settings with their values and origins", columns: COLUMNS, fill };

const COLUMNS: &[Column] = &[
    Column::new("key", "Setting", CellKind::Text),
    Column::new("value", "Value", CellKind::Text),
    Column::new("origin", "Origin", CellKind::Word),
    Column::new("default", "Default", CellKind::Text),
    Column::new("title", "What it is", CellKind::Text),
    Column::further("section", "Section", CellKind::Text),
    Column::further("expected", "May hold", CellKind::Text),
    Column::further("unit", "Unit", CellKind::Text),
    Column::further("register", "Rule", CellKind::Text),
    Column::further("source", "Source", CellKind::Text),
    Column::further("why", "Why", CellKind::Text),
    Column::further("variants", "Variants", CellKind::List),
    Column::further("assumed", "Our assumption", CellKind::Flag),
    Column::further("asks_on_first_use", "Asks first", CellKind::Flag),
];

fn fill(view: &View<'_>, table: &mut Table) {
    for section in registry().sections() {
        for definition in &section.settings {
            let settings = &view.program.settings;
            let origin = match settings.origin(definition.key) {
                Origin::Preset => super::cell::Cell::Word("default", "Default"),
                Origin::User => super::cell::Cell::Word("decided", "Decided"),
            };
            let some = |text: &'static str| Some(text).filter(|text| !text.is_empty());
            let variants = definition.variants.iter().map(|variant| match variant.2 {
                "" => variant.0.to_owned(),
                meaning => format!("{}: {meaning}", variant.0),
            });
            table.push(vec![
                definition.key.into(),
                settings.get(definition.key).map(|value| value.to_string()).into(),
                origin,
                definition.default.into(),
                definition.title.into(),
                section.name.into(),
                definition.expected().into(),
                some(definition.unit).into(),
                definition.register.into(),
                some(definition.source).into(),
                some(definition.why).into(),
                super::cell::Cell::list(variants),
                definition.assumed.into(),
                definition.asks_on_first_use.into(),
            ]);
        }
    }
}
