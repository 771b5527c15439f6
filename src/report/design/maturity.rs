//! How mature the program is, dimension by dimension, with the next step of each (F162, R-46).

use crate::analysis::exact::shown;
use crate::analysis::operations::maturity::{MaturityDimension, levels, mean, overall, overall_bounds, weakest};
use crate::program::choice::Choice;
use crate::program::operations::Maturity;
use crate::report::catalogue::{Report, View};
use crate::report::cell::{Cell, CellKind};
use crate::report::table::{Column, Table};

/// The seven dimensions of the latest assessment.
pub const REPORT: Report = Report {
    name: "maturity",
    title: "Maturity of the program with the next step of each dimension",
    columns: COLUMNS,
    fill,
};

const COLUMNS: &[Column] = &[
    Column::further("id", "Id", CellKind::Text),
    Column::new("dimension", "Dimension", CellKind::Word),
    Column::new("level", "Level", CellKind::Count),
    Column::new("now", "Today", CellKind::Text),
    Column::new("next", "Next step", CellKind::Text),
    Column::new("weakest", "Weakest", CellKind::Flag),
    Column::new("on", "Assessed", CellKind::Date),
];

fn latest<'a>(view: &View<'a>) -> Option<&'a Maturity> {
    let known = view.program.maturity.iter().filter(|one| one.on <= view.derived.as_of());
    known.max_by(|a, b| (a.on, &a.id).cmp(&(b.on, &b.id)))
}

fn fill(view: &View<'_>, table: &mut Table) {
    let found = latest(view);
    let known = found.map(levels).unwrap_or_default();
    let weakest = weakest(&known).unwrap_or_default();
    for dimension in MaturityDimension::ALL {
        let level = known.get(*dimension as usize).copied().flatten();
        table.push(vec![
            found.map(|one| &one.id).into(),
            Cell::word(*dimension),
            level.into(),
            level.and_then(|level| dimension.cell(level)).into(),
            match level {
                Some(level) => dimension.next_step(level).unwrap_or("at the top"),
                None => dimension.cells()[0],
            }
            .into(),
            level.map(|_| weakest.contains(dimension)).into(),
            found.map(|one| one.on).into(),
        ]);
    }
}

/// The whole program, the same beside every dimension.
pub fn notes(view: &View<'_>) -> Vec<Vec<(String, String)>> {
    let known = latest(view).map(levels).unwrap_or_default();
    let above = u8::try_from(view.derived.policy().program.maturity_above_minimum).unwrap_or(u8::MAX);
    let whole = overall(&known, above).map_or_else(
        || {
            let (low, high) = overall_bounds(&known, above);
            format!("{low} to {high}: not every dimension is known")
        },
        |level| format!("level {level}"),
    );
    let mut lines = vec![("The whole program".to_owned(), String::new()), ("Overall".to_owned(), whole)];
    lines.extend(mean(&known).map(|mean| ("Mean".to_owned(), shown(&mean, 2))));
    let weak: Vec<&str> = weakest(&known).unwrap_or_default().iter().map(|one| one.label()).collect();
    if !weak.is_empty() {
        lines.push(("Weakest".to_owned(), weak.join(", ")));
    }
    vec![lines; MaturityDimension::ALL.len()]
}
