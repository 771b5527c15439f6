//! How many partner managers the partners need, segment by segment, and whether there are enough.

use super::catalogue::{Report, View};
use super::cell::{Cell, CellKind};
use super::table::{Column, Table};
use crate::analysis::capacity::{CapacityLoad, PerManager, SegmentCounts};
use crate::analysis::exact::{Exact, Fraction, of_percent, shown};
use crate::program::choice::Choice;
use crate::program::partner::{LifecycleStage, Partner, Segment};
use crate::program::team::TeamRole;
use num_traits::ToPrimitive;

/// Partners of each segment with the managers they need, and all of them against those we have.
pub const REPORT: Report =
    Report { name: "capacity", title: "Partner managers that the partners need, by segment", columns: COLUMNS, fill };

const COLUMNS: &[Column] = &[
    Column::new("segment", "Segment", CellKind::Text),
    Column::new("partners", "Partners", CellKind::Count),
    Column::new("per_manager_high", "Most per PM", CellKind::Count),
    Column::new("per_manager_low", "Least per PM", CellKind::Count),
    Column::new("best", "FTE best", CellKind::Number),
    Column::new("worst", "FTE worst", CellKind::Number),
    Column::new("managers", "FTE we have", CellKind::Number),
    Column::new("state", "State", CellKind::Word),
];

/// Whether somebody looks after a partner.
fn is_managed(partner: &Partner) -> bool {
    !matches!(
        partner.stage,
        LifecycleStage::Prospect | LifecycleStage::Recruit | LifecycleStage::Paused | LifecycleStage::Ended
    )
}

/// The partners that are looked after, by segment, each segment in the order of names.
pub fn members<'a>(view: &View<'a>, segment: Segment) -> Vec<&'a Partner> {
    let of = |partner: &&Partner| {
        is_managed(partner) && view.derived.partner(&partner.id).is_some_and(|found| found.segment == segment)
    };
    let mut members: Vec<&Partner> = view.program.partners.iter().filter(of).collect();
    members.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
    members
}

/// What our partner managers give together; nothing where no team is recorded.
fn managers(view: &View<'_>) -> Option<Exact> {
    let mut team = view.program.team.iter().filter(|member| member.active).peekable();
    team.peek()?;
    Some(team.filter(|one| one.role == TeamRole::PartnerManager).map(|one| of_percent(one.allocation)).sum())
}

fn number(value: &Exact) -> Cell {
    let fraction = value.numer().to_i128().zip(value.denom().to_i128());
    let number = fraction.map(|(numer, denom)| Cell::Number(Fraction::new(numer, denom)));
    number.map_or(Cell::Unknown, |number| number.told(shown(value, 2)))
}

fn fill(view: &View<'_>, table: &mut Table) {
    let per_manager = PerManager::chosen(&view.derived.policy().capacity);
    let mut counts = SegmentCounts::default();
    for segment in Segment::ALL {
        let partners = members(view, *segment).len() as u64;
        *counts.get_mut(*segment) = partners;
        let range = per_manager.of_segment(*segment);
        let load = CapacityLoad::of_segment(partners, range);
        table.push(vec![
            segment.label().into(),
            partners.into(),
            range.high.into(),
            range.low.into(),
            number(&load.best),
            number(&load.worst),
            Cell::Unknown,
            Cell::Unknown,
        ]);
    }
    let load = CapacityLoad::of(&counts, &per_manager);
    let have = managers(view);
    table.push(vec![
        "All".into(),
        Segment::ALL.iter().map(|segment| *counts.get(*segment)).sum::<u64>().into(),
        Cell::Unknown,
        Cell::Unknown,
        number(&load.best),
        number(&load.worst),
        have.as_ref().map_or(Cell::Unknown, number),
        have.as_ref().map_or(Cell::Unknown, |have| Cell::word(load.state(have))),
    ]);
}

/// Who is in each segment, for each row of the table.
pub fn notes(view: &View<'_>) -> Vec<Vec<(String, String)>> {
    let of_segment = |segment: &Segment| {
        let members = members(view, *segment);
        let revenue = |partner: &Partner| {
            let found = view.derived.partner(&partner.id).and_then(|one| one.revenue.known(one.revenue.credited));
            found.map_or_else(|| "unknown".to_owned(), |money| Cell::Money(money).display().into_owned())
        };
        let mut lines = vec![(format!("{} partners", members.len()), String::new())];
        lines.extend(members.into_iter().map(|partner| (partner.name.clone(), revenue(partner))));
        lines
    };
    let team = view.program.team.iter().filter(|one| one.active && one.role == TeamRole::PartnerManager);
    let mut all = vec![("Partner managers".to_owned(), String::new())];
    all.extend(team.map(|one| (one.name.clone(), Cell::percent(one.allocation).display().into_owned())));
    Segment::ALL.iter().map(of_segment).chain([all]).collect()
}
