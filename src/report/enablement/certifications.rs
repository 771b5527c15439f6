//! Certifications held, begun and over, with what each unlocks.

use super::trained::people;
use crate::analysis::certification::{Certification, CertificationStatus};
use crate::analysis::enablement::learning::completed;
use crate::program::choice::{Choice, choice};
use crate::report::catalogue::{Report, View};
use crate::report::cell::{Cell, CellKind};
use crate::report::table::{Column, Table};

choice! {
    /// Where somebody stands with a certification.
    pub enum HeldState {
        Expired = "expired" => "Expired",
        Expiring = "expiring" => "Expiring",
        Valid = "valid" => "Valid",
        Begun = "begun" => "Begun",
    }
}

/// Every certification that somebody has or works on.
pub const REPORT: Report =
    Report { name: "certifications", title: "Certifications, their end and what they unlock", columns: COLUMNS, fill };

const COLUMNS: &[Column] = &[
    Column::further("id", "Id", CellKind::Text),
    Column::new("name", "Person", CellKind::Text),
    Column::further("partner", "Partner id", CellKind::Text),
    Column::new("partner_name", "Partner", CellKind::Text),
    Column::new("certification", "Certification", CellKind::Word),
    Column::new("state", "State", CellKind::Word),
    Column::new("expires", "Until", CellKind::Date),
    Column::new("days_left", "Days left", CellKind::Count),
    Column::new("unlocks", "Unlocks", CellKind::Word),
    Column::new("missing", "Missing", CellKind::List),
    Column::further("earned", "Earned", CellKind::Date),
    Column::further("hours", "Hours of the path", CellKind::Text),
    Column::further("contact", "Contact id", CellKind::Text),
];

fn fill(view: &View<'_>, table: &mut Table) {
    let as_of = view.derived.as_of();
    let policy = &view.derived.policy().certification;
    let known = completed(view.program);
    for (partner, person) in people(view) {
        let Some(training) = known.get(person.id.as_str()) else { continue };
        for certification in Certification::ALL {
            let standing = training.standing(*certification, as_of, policy);
            let components = certification.components(policy.expert_rule).len();
            let state = match standing.status {
                CertificationStatus::Expired => HeldState::Expired,
                CertificationStatus::Valid if standing.expiring => HeldState::Expiring,
                CertificationStatus::Valid => HeldState::Valid,
                CertificationStatus::NotEarned if standing.missing.len() < components => HeldState::Begun,
                CertificationStatus::NotEarned => continue,
            };
            let time = certification.training_time(policy.expert_rule);
            let days = if time.extra_days > 0 { format!(" and {} days", time.extra_days) } else { String::new() };
            table.push(vec![
                format!("{}-{}", person.id, certification.word()).into(),
                person.name.as_str().into(),
                (&person.partner).into(),
                partner.into(),
                Cell::word(*certification),
                Cell::word(state),
                standing.expires.into(),
                standing.days_left.into(),
                Cell::word(certification.benefit()),
                Cell::list(standing.missing.iter().map(|component| component.label())),
                standing.earned.into(),
                format!("{}-{} hours{days}", time.hours_low, time.hours_high).into(),
                (&person.id).into(),
            ]);
        }
    }
}
