//! The co-marketing playbook for a quarter: which partner has its webinar and its content swaps, and which has not (F11).

use jiff::civil::Date;

use super::catalogue::{Report, View};
use super::cell::{Cell, CellKind};
use super::table::{Column, Table};
use crate::analysis::playbook::{is_swap, wanted};
use crate::analysis::pool_share::pool_group;
use crate::program::campaign::{Campaign, CampaignKind, CampaignState};
use crate::program::partner::Partner;
use crate::program::period::months_after;

/// A row for each partner from Silver up: launches of the quarter, and what is missing.
pub const REPORT: Report = Report {
    name: "playbook",
    title: "Webinars and content swaps of the quarter by partner, and what is missing",
    columns: COLUMNS,
    fill,
};

const COLUMNS: &[Column] = &[
    Column::further("partner", "Partner", CellKind::Text),
    Column::new("partner_name", "Partner", CellKind::Text),
    Column::new("group", "Group", CellKind::Word),
    Column::new("quarter", "Quarter", CellKind::Quarter),
    Column::new("webinar", "Webinar", CellKind::Date),
    Column::new("swap_1", "Swap month 1", CellKind::Date),
    Column::new("swap_2", "Swap month 2", CellKind::Date),
    Column::new("swap_3", "Swap month 3", CellKind::Date),
    Column::new("missing", "Missing", CellKind::Count),
];

fn fill(view: &View<'_>, table: &mut Table) {
    let calendar = view.program.profile.calendar();
    let quarter = view.quarter.unwrap_or_else(|| calendar.quarter_of(view.derived.as_of()));
    let (first, last) = (calendar.first_day(quarter), calendar.last_day(quarter));
    let mut partners: Vec<&Partner> = view.program.partners.iter().collect();
    partners.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
    for partner in partners.into_iter().filter(|partner| view.wants(Some(&partner.id))) {
        let (webinar, swap) = wanted(view.derived, partner);
        if !swap {
            continue;
        }
        let on = |sort: &dyn Fn(CampaignKind) -> bool, from: Date, to: Date| {
            let theirs = view.derived.campaigns_of(&partner.id).iter();
            let counts = |one: &&std::sync::Arc<Campaign>| {
                one.state != CampaignState::Cancelled && sort(one.kind) && (from..=to).contains(&one.launch)
            };
            theirs.filter(counts).map(|one| one.launch).min()
        };
        let webinar_on = on(&|kind| kind == CampaignKind::Webinar, first, last);
        let swaps = [0, 1, 2].map(|by| {
            let month = months_after(first, by);
            on(&is_swap, month, month.last_of_month())
        });
        let missing = usize::from(webinar && webinar_on.is_none()) + swaps.iter().filter(|day| day.is_none()).count();
        let [one, two, three] = swaps;
        table.push(vec![
            (&partner.id).into(),
            (&partner.name).into(),
            pool_group(view.derived, partner).map_or(Cell::Unknown, Cell::word),
            quarter.into(),
            if webinar || webinar_on.is_some() { webinar_on.into() } else { Cell::text("not asked for") },
            one.into(),
            two.into(),
            three.into(),
            missing.into(),
        ]);
    }
}
