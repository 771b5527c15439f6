//! How what must scale is done today, against the number of partners (F160, PRG-06).

use crate::program::choice::{Choice, choice};
use crate::program::operations::{ScaleApproach, ScaleFactorKind};
use crate::report::catalogue::{Report, View};
use crate::report::cell::{Cell, CellKind};
use crate::report::table::{Column, Table};

choice! {
    /// Whether an approach carries the partners that there are.
    pub enum ScaleVerdict {
        Fits = "fits" => "Fits",
        Strained = "strained" => "Strained",
        Breaks = "breaks" => "Breaks",
        NotKnown = "not_known" => "Not known",
    }
}

/// The six factors.
pub const REPORT: Report =
    Report { name: "scale", title: "What must scale, and how it is done today", columns: COLUMNS, fill };

const COLUMNS: &[Column] = &[
    Column::further("id", "Id", CellKind::Text),
    Column::new("factor", "Factor", CellKind::Word),
    Column::new("approach", "Today", CellKind::Word),
    Column::new("verdict", "Verdict", CellKind::Word),
    Column::new("startup", "Startup approach", CellKind::Text),
    Column::new("scale", "Scale approach", CellKind::Text),
    Column::new("partners", "Signed", CellKind::Count),
];

fn fill(view: &View<'_>, table: &mut Table) {
    let signed = view.derived.program().signed;
    let [warn, error] = view.derived.policy().program.manual_from;
    for factor in ScaleFactorKind::ALL {
        let found = view.program.scale_factors.iter().find(|one| one.factor == *factor);
        let verdict = match found.map(|one| one.approach) {
            None => ScaleVerdict::NotKnown,
            Some(ScaleApproach::Startup) if signed >= error => ScaleVerdict::Breaks,
            Some(ScaleApproach::Startup) if signed >= warn => ScaleVerdict::Strained,
            Some(ScaleApproach::Startup | ScaleApproach::Scale) => ScaleVerdict::Fits,
        };
        let [startup, scale] = ways(*factor);
        table.push(vec![
            found.map(|one| &one.id).into(),
            Cell::word(*factor),
            found.map_or(Cell::Unknown, |one| Cell::Word(one.approach.word(), one.approach.label())),
            Cell::word(verdict),
            startup.into(),
            scale.into(),
            signed.into(),
        ]);
    }
}

fn ways(factor: ScaleFactorKind) -> [&'static str; 2] {
    match factor {
        ScaleFactorKind::Onboarding => ["High-touch, manual", "Self-service, automated"],
        ScaleFactorKind::Training => ["Live sessions", "On demand, with certification"],
        ScaleFactorKind::Support => ["Direct access", "Tiered, portal first"],
        ScaleFactorKind::Marketing => ["Custom for each partner", "Templates and MDF"],
        ScaleFactorKind::Reporting => ["Spreadsheets", "PRM dashboards"],
        ScaleFactorKind::DealRegistration => ["By e-mail", "Automated by a system"],
    }
}
