//! The tier program over past quarters: each partner's way through the tiers, and how the tiers filled.

use super::catalogue::{Report, View};
use super::cell::{Cell, CellKind};
use super::document::Document;
use super::table::{Column, Table};
use crate::analysis::backtest::{Backtest, Course, Trajectory};
use crate::analysis::derived::Derived;
use crate::program::Program;
use crate::program::choice::Choice;
use crate::program::id::Id;
use crate::program::tier::Tier;

/// The last eight completed quarters under the program in force.
pub const REPORT: Report = Report {
    name: "backtest",
    title: "Tiers each partner would have qualified for, by quarter",
    columns: COLUMNS,
    fill,
};

/// Quarters of the report.
const QUARTERS: u8 = 8;

const COLUMNS: &[Column] = &[
    Column::new("id", "Id", CellKind::Text),
    Column::new("name", "Partner", CellKind::Text),
    Column::further("track", "Track", CellKind::Text),
    Column::new("course", "Course", CellKind::Word),
    Column::new("turns", "Turns", CellKind::Count),
    Column::new("path", "Quarter by quarter", CellKind::Text),
    Column::further("first_quarter", "From", CellKind::Quarter),
    Column::further("tiers", "Tiers", CellKind::List),
    Column::further("uncertain", "Uncertain quarters", CellKind::Count),
];

const SPELLS: &[Column] = &[
    Column::new("partner", "Partner", CellKind::Text),
    Column::new("course", "Course", CellKind::Word),
    Column::new("path", "Quarter by quarter", CellKind::Text),
];

const BESIDE: &[Column] = &[
    Column::new("partner", "Partner", CellKind::Text),
    Column::new("present", "At present", CellKind::Text),
    Column::new("candidate", "Candidate", CellKind::Text),
];

fn fill(view: &View<'_>, table: &mut Table) {
    let backtest = view.derived.backtest(QUARTERS);
    for found in backtest.trajectories.iter().filter(|found| view.wants(Some(&found.partner))) {
        table.push(vec![
            (&found.partner).into(),
            view.partner_name(&found.partner).into(),
            super::partners::id(found.track.as_ref()),
            Cell::word(found.course()),
            found.turns().into(),
            path(found).into(),
            backtest.quarters.first().copied().into(),
            Cell::list(found.tiers.iter().map(|tier| tier.as_ref().map_or_else(|| "none".into(), Id::shared))),
            found.uncertain().into(),
        ]);
    }
}

/// `none 1, silver 3, gold 4`: the tiers in order, with the quarters in each.
pub fn path(found: &Trajectory) -> String {
    let mut runs: Vec<(&str, usize)> = Vec::new();
    for tier in &found.tiers {
        let name = tier.as_ref().map_or("none", Id::as_str);
        match runs.last_mut() {
            Some((last, count)) if *last == name => *count += 1,
            _ => runs.push((name, 1)),
        }
    }
    runs.iter().map(|(name, count)| format!("{name} {count}")).collect::<Vec<_>>().join(", ")
}

/// A program under test: its name, the plan and what follows from it, and the run.
#[derive(Debug, Clone, Copy)]
pub struct Tested<'a> {
    /// What it is called.
    pub name: &'a str,
    /// What follows from the plan under it.
    pub derived: &'a Derived,
    /// The run.
    pub backtest: &'a Backtest,
}

/// The tiers of all ladders, base first.
pub fn tiers(derived: &Derived) -> Vec<Id<Tier>> {
    derived.ladders().all().iter().flat_map(|ladder| &ladder.tiers).map(|tier| tier.id.clone()).collect()
}

/// The run of the present program, and of a candidate beside it.
pub fn document(program: &Program, present: &Tested<'_>, candidate: Option<&Tested<'_>>) -> Document {
    let quarters = &present.backtest.quarters;
    let span = match (quarters.first(), quarters.last()) {
        (Some(first), Some(last)) => format!("{first} to {last}"),
        _ => String::new(),
    };
    let mut doc = Document::titled(format!("Backtest of {}, {span}", program.profile.name));
    doc.say(
        "Tested on the last day of each quarter, with what was recorded up to that day. Deals count as they are \
         classified today.",
    );
    for tested in std::iter::once(present).chain(candidate) {
        section(&mut doc, program, tested);
    }
    if let Some(candidate) = candidate {
        beside(&mut doc, program, present, candidate);
    }
    doc
}

fn section(doc: &mut Document, program: &Program, tested: &Tested<'_>) {
    let backtest = tested.backtest;
    let (up, down) = backtest.moves();
    let count = |course| backtest.running(course).count();
    doc.section(tested.name.to_owned());
    doc.say(format!(
        "{} partners: {} steady, {} rising, {} falling, {} turned once, {} with one spike, {} flapping, {} without a \
         tier; {up} moves up and {down} down from quarter to quarter.",
        backtest.trajectories.len(),
        count(Course::Steady),
        count(Course::Rising),
        count(Course::Falling),
        count(Course::Turning),
        count(Course::Tourist),
        count(Course::Flapping),
        count(Course::Absent),
    ));
    doc.list(shares(tested));
    let mut table = Table::new(SPELLS);
    for course in [Course::Flapping, Course::Tourist] {
        for found in backtest.running(course) {
            table.push(vec![name(program, found).into(), Cell::word(course), path(found).into()]);
        }
    }
    doc.part("Flappers and one-quarter tourists").table(table, "None.");
}

fn name(program: &Program, found: &Trajectory) -> String {
    program.partners.get(&found.partner).map_or_else(|| found.partner.to_string(), |partner| partner.name.clone())
}

/// `2026-Q3: registered 14 (39%), silver 10 (28%); 4 without a tier`.
fn shares(tested: &Tested<'_>) -> Vec<String> {
    let tiers = tiers(tested.derived);
    let shares = tested.backtest.shares(&tiers);
    let line = |(place, quarter): (usize, &crate::program::period::Quarter)| {
        let count = |found: &crate::analysis::backtest::TierShare| found.partners.get(place).copied().unwrap_or(0);
        let inside: usize = shares.iter().filter(|found| found.tier.is_some()).map(count).sum();
        let without = shares.iter().filter(|found| found.tier.is_none()).map(count).sum::<usize>();
        let parts: Vec<String> = shares
            .iter()
            .filter_map(|found| {
                let (tier, count) = (found.tier.as_ref()?, count(found));
                let share = (count * 200 + inside).checked_div(inside * 2).unwrap_or(0);
                Some(format!("{tier} {count} ({share}%)"))
            })
            .collect();
        format!("{quarter}: {}; {without} without a tier", parts.join(", "))
    };
    tested.backtest.quarters.iter().enumerate().map(line).collect()
}

fn beside(doc: &mut Document, program: &Program, present: &Tested<'_>, candidate: &Tested<'_>) {
    let mut table = Table::new(BESIDE);
    for found in &present.backtest.trajectories {
        let other = candidate.backtest.of(&found.partner);
        if other.is_none_or(|other| other.tiers != found.tiers) {
            let told = |found: &Trajectory| format!("{}: {}", found.course().label(), path(found));
            table.push(vec![name(program, found).into(), told(found).into(), other.map(told).into()]);
        }
    }
    let count = table.rows.len();
    doc.section("Partners with another way");
    if count > 0 {
        doc.say(format!("{count} of {} partners.", present.backtest.trajectories.len()));
    }
    doc.table(table, "Nobody: both programs give the same tiers in every quarter.");
}
