//! Deal registrations: what they protect, how long, whether they were decided in time, and which claims conflict.

use super::catalogue::{Report, View};
use super::cell::{Cell, CellKind};
use super::partners::id;
use super::table::{Column, Table};
use crate::analysis::claims::{ClaimStanding, account_of, standings};
use crate::program::choice::Choice;
use crate::program::deal::DealRegistration;

/// Registrations with their protection.
pub const REPORT: Report =
    Report { name: "registrations", title: "Deal registrations with protection and conflicts", columns: COLUMNS, fill };

const COLUMNS: &[Column] = &[
    Column::further("id", "Id", CellKind::Text),
    Column::new("partner", "Partner", CellKind::Text),
    Column::further("partner_name", "Partner", CellKind::Text),
    Column::new("account", "Account", CellKind::Text),
    Column::new("state", "State", CellKind::Word),
    Column::further("recorded_state", "Recorded state", CellKind::Word),
    Column::new("submitted_at", "Submitted", CellKind::Text),
    Column::further("decided_at", "Decided", CellKind::Text),
    Column::new("approved_on", "Approved", CellKind::Date),
    Column::new("protected_through", "Protected to", CellKind::Date),
    Column::new("days_left", "Left", CellKind::Count),
    Column::new("conflicts", "Conflicts", CellKind::List),
    Column::further("wins", "Claim stands", CellKind::Flag),
    Column::new("sla", "Decided in time", CellKind::Word),
    Column::further("sla_minutes", "Minutes", CellKind::Count),
    Column::new("deal", "Deal", CellKind::Text),
];

fn fill(view: &View<'_>, table: &mut Table) {
    let rules = &view.derived.policy().registration;
    for (registration, standing) in standings(view.program, rules, view.derived.as_of()) {
        if view.wants(Some(&registration.partner)) && view.wants_day(Some(registration.submitted_at.date())) {
            table.push(row(view, registration, &standing));
        }
    }
}

fn row(view: &View<'_>, registration: &DealRegistration, standing: &ClaimStanding) -> Vec<Cell> {
    let account = account_of(view.program, registration).map(|account| account.name.as_str());
    let rival = |rival: &crate::analysis::claims::Rival| {
        let against = match rival.wins {
            Some(true) => "wins against",
            Some(false) => "loses to",
            None => "open against",
        };
        format!("{against} {} ({})", rival.other, rival.reason.label().to_lowercase())
    };
    let lost = standing.rivals.iter().any(|rival| rival.wins == Some(false));
    let open = standing.rivals.iter().any(|rival| rival.wins.is_none());
    vec![
        (&registration.id).into(),
        (&registration.partner).into(),
        view.partner_name(&registration.partner).into(),
        account.into(),
        Cell::word(standing.state),
        Cell::word(registration.state),
        Cell::text(registration.submitted_at.to_string()),
        registration.decided_at.map(|at| at.to_string()).into(),
        registration.approved_on.into(),
        standing.protection.map(|protection| protection.through()).into(),
        standing.days_left.into(),
        Cell::list(standing.rivals.iter().map(rival)),
        if lost || !open { (!lost).into() } else { Cell::Unknown },
        Cell::word(standing.sla),
        standing.minutes.into(),
        id(registration.deal.as_ref()),
    ]
}
