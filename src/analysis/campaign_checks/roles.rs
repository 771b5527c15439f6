//! Who does what: the RACI grid, and whether the work is shared.

use std::collections::BTreeMap;

use super::rules::Under;
use crate::analysis::findings::FindingSeverity::{Error, Warning};
use crate::program::event::{RaciCell, RaciLetter};
use crate::program::rate::Percent;
use crate::program::side::Side;

/// One activity with the letters of each side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RaciRow<'a> {
    /// What is done.
    pub activity: &'a str,
    /// The letters of our side.
    pub ours: Vec<RaciLetter>,
    /// Those of the partner.
    pub partner: Vec<RaciLetter>,
}

impl RaciRow<'_> {
    fn count(&self, letter: RaciLetter) -> usize {
        self.ours.iter().chain(&self.partner).filter(|one| **one == letter).count()
    }

    /// How many are accountable; one is right (COM-03).
    pub fn accountable(&self) -> usize {
        self.count(RaciLetter::Accountable)
    }

    /// Whether somebody does it (COM-04).
    pub fn is_done_by_somebody(&self) -> bool {
        self.count(RaciLetter::Responsible) > 0
    }
}

/// The grid by activity.
pub fn raci_rows<'a>(cells: &[&'a RaciCell]) -> Vec<RaciRow<'a>> {
    let mut rows: BTreeMap<&str, RaciRow<'a>> = BTreeMap::new();
    for cell in cells {
        let row = rows.entry(&cell.activity).or_insert_with(|| RaciRow {
            activity: &cell.activity,
            ours: Vec::new(),
            partner: Vec::new(),
        });
        if cell.side != Side::Partner {
            row.ours.push(cell.letter);
        }
        if cell.side != Side::Us {
            row.partner.push(cell.letter);
        }
    }
    rows.into_values().collect()
}

pub(super) fn check(under: &mut Under<'_>) {
    let rows = raci_rows(&under.parts.raci.clone());
    let named = |fits: fn(usize) -> bool| {
        let rows = rows.iter().filter(|row| fits(row.accountable()));
        rows.map(|row| row.activity).collect::<Vec<_>>().join(", ")
    };
    let (nobody, several) = (named(|count| count == 0), named(|count| count > 1));
    let wrong: Vec<String> = [("nobody is", nobody), ("several are", several)]
        .into_iter()
        .filter(|(_, rows)| !rows.is_empty())
        .map(|(who, rows)| format!("{who} accountable for: {rows}"))
        .collect();
    if !wrong.is_empty() {
        under.report("COM-03", Error, wrong.join("; "), "make exactly one side accountable for each activity");
    }
    let idle: Vec<&str> = rows.iter().filter(|row| !row.is_done_by_somebody()).map(|row| row.activity).collect();
    if !idle.is_empty() {
        under.report("COM-04", Warning, format!("nobody does: {}", idle.join(", ")), "say who is responsible");
    }
    sides(under);
}

/// One side that brings nearly all leads.
pub(super) fn sides(under: &mut Under<'_>) {
    let lists = &under.program.audiences;
    let sides = under.parts.leads.iter().filter_map(|lead| lists.get(lead.list.as_ref()?));
    let (ours, all) =
        sides.fold((0_i128, 0_i128), |(ours, all), list| (ours + i128::from(list.partner.is_none()), all + 1));
    if all == 0 {
        return;
    }
    let (most, whose) = if ours * 2 >= all { (ours, "ours") } else { (all - ours, "the partner's") };
    let reaches = |key: &str| most * Percent::WHOLE >= under.program.settings.percent(key).units() * all;
    let severity = match (reaches("campaign.asymmetry_error"), reaches("campaign.asymmetry_warn")) {
        (true, _) => Error,
        (_, true) => Warning,
        _ => return,
    };
    let said = format!("{most} of {all} leads came from one side, {whose}");
    under.report("COM-05", severity, said, "share the promotion more evenly");
}
