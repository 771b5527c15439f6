//! Listings month by month: views, installs, activations.

use crate::analysis::exact::{ratio, whole};
use crate::report::catalogue::{Report, View};
use crate::report::cell::{Cell, CellKind};
use crate::report::table::{Column, Table};

/// Every month of every listing.
pub const REPORT: Report =
    Report { name: "listing-months", title: "Listings by month: views, installs, activations", columns: COLUMNS, fill };

const COLUMNS: &[Column] = &[
    Column::further("id", "Id", CellKind::Text),
    Column::new("listing", "Listing", CellKind::Text),
    Column::new("month", "Month", CellKind::Text),
    Column::new("views", "Views", CellKind::Count),
    Column::new("installs", "Installs", CellKind::Count),
    Column::new("activations", "Activated", CellKind::Count),
    Column::new("install_rate", "Install", CellKind::Percent),
    Column::new("activation_rate", "Activate", CellKind::Percent),
];

fn fill(view: &View<'_>, table: &mut Table) {
    for month in view.program.listing_months.iter() {
        let rate = |part: u32, of: u32| Cell::factor(ratio(&whole(part), &whole(of)).as_ref());
        table.push(vec![
            (&month.id).into(),
            view.program.listings.get(&month.listing).map(|listing| listing.name.as_str()).into(),
            month.month.to_string().into(),
            month.views.into(),
            month.installs.into(),
            month.activations.into(),
            rate(month.installs, month.views),
            rate(month.activations, month.installs),
        ]);
    }
}
