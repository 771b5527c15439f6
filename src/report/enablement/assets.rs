//! Content with its freshness, and the kinds of content that are not there yet (F53, R-45).

use crate::analysis::enablement::content::{priority, usual_frequency};
use crate::analysis::enablement::freshness::{ContentDates, Freshness, FreshnessState};
use crate::program::choice::{Choice, choice};
use crate::program::enablement::{Asset, AssetKind};
use crate::report::catalogue::{Report, View};
use crate::report::cell::{Cell, CellKind};
use crate::report::table::{Column, Table};

choice! {
    /// Where a piece of content stands.
    pub enum AssetState {
        Fresh = "fresh" => "Fresh",
        Stale = "stale" => "Stale",
        TooOld = "too_old" => "Too old",
        Unknown = "unknown" => "Unknown",
        Missing = "missing" => "Missing",
    }
}

/// Every piece of content, and the kinds without one.
pub const REPORT: Report =
    Report { name: "assets", title: "Enablement content with its freshness", columns: COLUMNS, fill };

const COLUMNS: &[Column] = &[
    Column::further("id", "Id", CellKind::Text),
    Column::new("kind", "Kind", CellKind::Word),
    Column::new("title", "Title", CellKind::Text),
    Column::new("priority", "Priority", CellKind::Word),
    Column::new("state", "State", CellKind::Word),
    Column::new("updated_on", "Updated", CellKind::Date),
    Column::new("age_days", "Days old", CellKind::Count),
    Column::further("limit_days", "Days it may have", CellKind::Count),
    Column::new("frequency", "Update", CellKind::Word),
    Column::new("owner", "Owner", CellKind::Text),
    Column::further("pages", "Pages", CellKind::Count),
    Column::further("minutes", "Minutes", CellKind::Count),
    Column::further("types", "For", CellKind::List),
    Column::further("languages", "Languages", CellKind::List),
];

fn fill(view: &View<'_>, table: &mut Table) {
    let mut assets: Vec<&Asset> = view.program.assets.iter().collect();
    assets.sort_by(|a, b| (priority(a.kind), a.kind, &a.title).cmp(&(priority(b.kind), b.kind, &b.title)));
    for asset in &assets {
        table.push(row(view, asset));
    }
    for kind in AssetKind::ALL.iter().filter(|kind| assets.iter().all(|asset| asset.kind != **kind)) {
        let mut row = vec![Cell::Unknown; COLUMNS.len()];
        let known = [
            (1, Cell::word(*kind)),
            (3, Cell::word(priority(*kind))),
            (4, Cell::word(AssetState::Missing)),
            (8, Cell::word(usual_frequency(*kind))),
        ];
        for (place, cell) in known {
            if let Some(at) = row.get_mut(place) {
                *at = cell;
            }
        }
        table.push(row);
    }
}

/// How fresh a piece of content is; a case study speaks of the day it was last written.
pub fn freshness(view: &View<'_>, asset: &Asset) -> Freshness {
    let dates = ContentDates {
        frequency: asset.frequency,
        updated: Some(asset.updated_on),
        last_release: view.program.profile.last_release,
        case_study_dated: (asset.kind == AssetKind::CaseStudy).then_some(asset.updated_on),
    };
    Freshness::of(&dates, view.derived.as_of(), &view.derived.policy().freshness)
}

fn row(view: &View<'_>, asset: &Asset) -> Vec<Cell> {
    let found = freshness(view, asset);
    let state = match found.state {
        _ if found.case_study_too_old == Some(true) => AssetState::TooOld,
        FreshnessState::Fresh => AssetState::Fresh,
        FreshnessState::Stale => AssetState::Stale,
        FreshnessState::Unknown => AssetState::Unknown,
    };
    vec![
        (&asset.id).into(),
        Cell::word(asset.kind),
        asset.title.as_str().into(),
        Cell::word(priority(asset.kind)),
        Cell::word(state),
        asset.updated_on.into(),
        found.age_days.into(),
        found.limit_days.into(),
        Cell::word(asset.frequency),
        asset.owner.as_deref().into(),
        asset.pages.into(),
        asset.minutes.into(),
        Cell::list(asset.types.iter().map(|found| found.label())),
        Cell::list(asset.languages.iter().map(String::as_str)),
    ]
}
