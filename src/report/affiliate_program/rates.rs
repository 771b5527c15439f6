//! What affiliates earn by their number of monthly referrals, under both plans of the document (R-25, F30, F32).

use crate::analysis::affiliate::rate::{AffiliatePlanName, band_of, bands};
use crate::program::choice::Choice;
use crate::program::period::Month;
use crate::report::catalogue::{Report, View};
use crate::report::cell::{Cell, CellKind};
use crate::report::table::{Column, Table};

/// Every band.
pub const REPORT: Report =
    Report { name: "affiliate-rates", title: "Rates of affiliates by monthly referrals", columns: COLUMNS, fill };

const COLUMNS: &[Column] = &[
    Column::further("id", "Id", CellKind::Text),
    Column::new("plan", "Plan", CellKind::Word),
    Column::new("in_force", "In force", CellKind::Flag),
    Column::new("from", "From", CellKind::Count),
    Column::new("to", "To", CellKind::Count),
    Column::new("rate", "Rate", CellKind::Percent),
    Column::new("bonus", "Bonus", CellKind::Flag),
    Column::new("affiliates", "Affiliates", CellKind::Count),
    Column::new("month", "In month", CellKind::Text),
];

fn fill(view: &View<'_>, table: &mut Table) {
    let chosen: AffiliatePlanName = view.program.settings.choice("affiliate.plan", AffiliatePlanName::Good);
    let months = view.program.affiliate_months.iter().map(|month| month.month);
    let last: Option<Month> = months.max_by_key(|month| (month.year, month.number));
    for plan in AffiliatePlanName::ALL {
        let all = bands(*plan);
        for band in &all {
            let in_band = |paid: u32| band_of(paid.into(), &all).is_some_and(|(found, _)| found.from == band.from);
            let here = view.program.affiliate_months.iter().filter(|month| Some(month.month) == last);
            let to = band_of(band.from, &all).and_then(|(_, to)| to);
            table.push(vec![
                format!("{}-{}", plan.word(), band.from).into(),
                Cell::word(*plan),
                (*plan == chosen).into(),
                band.from.into(),
                to.into(),
                band.rate.into(),
                band.bonus.into(),
                here.filter(|month| in_band(month.paid)).count().into(),
                last.map(|month| month.to_string()).into(),
            ]);
        }
    }
}
