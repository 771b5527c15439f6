//! The five screenshots that a listing needs, there or not (F83).

use crate::program::choice::Choice;
use crate::program::listing::ScreenshotRole;
use crate::report::catalogue::{Report, View};
use crate::report::cell::{Cell, CellKind};
use crate::report::table::{Column, Table};

/// Five roles of every listing.
pub const REPORT: Report = Report {
    name: "listing-screenshots",
    title: "Screenshots of each listing, by what they show",
    columns: COLUMNS,
    fill,
};

const COLUMNS: &[Column] = &[
    Column::further("id", "Id", CellKind::Text),
    Column::new("listing", "Listing", CellKind::Text),
    Column::new("role", "Screenshot", CellKind::Word),
    Column::new("present", "There", CellKind::Flag),
    Column::new("purpose", "What it is for", CellKind::Text),
    Column::new("shows", "What it shows", CellKind::Text),
];

fn fill(view: &View<'_>, table: &mut Table) {
    for listing in view.program.listings.iter() {
        for role in ScreenshotRole::ALL {
            let (purpose, shows) = shot(*role);
            table.push(vec![
                (&listing.id).into(),
                listing.name.as_str().into(),
                Cell::word(*role),
                listing.screenshots.contains(role).into(),
                purpose.into(),
                shows.into(),
            ]);
        }
    }
}

fn shot(role: ScreenshotRole) -> (&'static str, &'static str) {
    match role {
        ScreenshotRole::Hero => ("Hooks attention", "The main value in a clean screen"),
        ScreenshotRole::Workflow => ("Shows the integration", "Data flowing between the apps"),
        ScreenshotRole::Feature1 => ("The key capability", "One feature in action"),
        ScreenshotRole::Feature2 => ("The second value", "Another use case"),
        ScreenshotRole::Results => ("Proves the value", "Dashboard, numbers, output"),
    }
}
