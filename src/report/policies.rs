//! The same deals under other rules, side by side: the policy in force, every other touch model, rule of influence and
//! revenue for tiers; which partners it moves, by how much.

use super::catalogue::{Report, View};
use super::cell::{Cell, CellKind};
use super::table::{Column, Table};
use crate::analysis::policy_replay::{PolicyFigures, Replay, replay, usual_variants};
use crate::program::id::Id;

/// Policies with what each makes of revenue, commission and tiers. The totals of a policy come first, without a
/// partner; then the partners that some policy moves.
pub const REPORT: Report = Report {
    name: "policies",
    title: "The same deals under other rules: revenue, credit, commission and tiers, with what differs",
    columns: COLUMNS,
    fill,
};

const COLUMNS: &[Column] = &[
    Column::new("policy", "Policy", CellKind::Text),
    Column::further("decides", "Decides", CellKind::List),
    Column::new("partner", "Partner", CellKind::Text),
    Column::further("name", "Name", CellKind::Text),
    Column::new("sourced_t12m", "Sourced", CellKind::Money),
    Column::new("influenced_t12m", "Influenced", CellKind::Money),
    Column::new("credited_t12m", "Credited", CellKind::Money),
    Column::new("earned_t12m", "Earned", CellKind::Money),
    Column::new("qualified_tier", "Qualifies", CellKind::Text),
    Column::further("changed", "Changed", CellKind::Flag),
    Column::new("differences", "Differs by", CellKind::List),
];

fn fill(view: &View<'_>, table: &mut Table) {
    let variants = usual_variants(&view.program.settings);
    let replays = replay(view.program, view.derived.as_of(), &variants);
    let Some(first) = replays.first() else { return };
    let moved = |place: usize, figures: &PolicyFigures| {
        replays.iter().any(|other| other.partners.get(place).is_some_and(|(_, found)| found != figures))
    };
    for found in &replays {
        if view.partner.is_none() {
            table.push(row(view, found, None, &found.total, &first.total));
        }
        for (place, ((id, figures), (_, before))) in found.partners.iter().zip(&first.partners).enumerate() {
            let asked = view.partner == Some(id);
            if view.wants(Some(id)) && (asked || moved(place, before)) {
                table.push(row(view, found, Some(id), figures, before));
            }
        }
    }
}

fn row(
    view: &View<'_>,
    found: &Replay,
    partner: Option<&Id<crate::program::partner::Partner>>,
    figures: &PolicyFigures,
    before: &PolicyFigures,
) -> Vec<Cell> {
    let differences = figures.differences(before);
    let decides = found.variant.decisions.iter().map(|(key, text)| format!("{key} = {text}"));
    vec![
        found.variant.name.as_str().into(),
        Cell::list(decides),
        partner.map_or(Cell::Unknown, Cell::from),
        partner.map_or("All partners", |id| view.partner_name(id).unwrap_or_default()).into(),
        figures.sourced.into(),
        figures.influenced.into(),
        figures.credited.into(),
        figures.earned.into(),
        figures.qualified.as_ref().map_or(Cell::Unknown, Cell::from),
        (!differences.is_empty()).into(),
        Cell::list(differences),
    ]
}
