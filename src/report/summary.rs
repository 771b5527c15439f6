//! The program in numbers: what a pipe gets instead of the screen.

use super::catalogue::{Report, View};
use super::cell::{Cell, CellKind};
use super::table::{Column, Table};
use crate::analysis::exact::{Exact, percent_shown};
use crate::analysis::partner_kpis::CountRate;
use crate::program::choice::Choice;

/// The program in numbers.
pub const REPORT: Report = Report { name: "summary", title: "The program in numbers", columns: COLUMNS, fill };

const COLUMNS: &[Column] = &[
    Column::new("group", "Group", CellKind::Text),
    Column::further("key", "Key", CellKind::Text),
    Column::new("title", "What", CellKind::Text),
    Column::new("value", "Value", CellKind::Text),
    Column::new("detail", "Detail", CellKind::Text),
    Column::further("number", "Number", CellKind::Number),
];

fn fill(view: &View<'_>, table: &mut Table) {
    people(view, table);
    revenue(view, table);
    work(view, table);
    distribution(view, table);
}

fn add(table: &mut Table, group: &'static str, key: &str, title: &str, value: impl Into<Cell>, detail: Cell) {
    let value = value.into();
    let text = if value.is_unknown() { Cell::Unknown } else { Cell::text(&*value.plain()) };
    let number = value.exact().map(Cell::Number).into();
    table.push(vec![group.into(), key.into(), title.into(), text, detail, number]);
}

fn of(rate: CountRate) -> Cell {
    Cell::text(format!("{} of {}", rate.part, rate.of))
}

fn percent(factor: Option<&Exact>) -> Cell {
    Cell::factor(factor)
}

fn people(view: &View<'_>, table: &mut Table) {
    let measures = view.derived.program();
    let mut line = |key, title, value: Cell, detail| add(table, "partners", key, title, value, detail);
    line("partners", "Partners", measures.partners.into(), Cell::text(""));
    line("signed", "Agreement in force", measures.signed.into(), Cell::text(""));
    line("active", "Active", measures.active.into(), Cell::text(""));
    line("activation", "Activation", percent(measures.activation.rate().as_ref()), of(measures.activation));
    line("retention", "Retention", percent(measures.retention.rate().as_ref()), of(measures.retention));
    let answers = format!("{} answers", measures.nps.responses());
    let nps = measures.nps.score().map(|score| score.round().to_integer().to_string());
    line("nps", "NPS", nps.into(), Cell::text(answers));
}

fn revenue(view: &View<'_>, table: &mut Table) {
    let totals = view.derived.program().revenue;
    let currency = view.program.profile.currency;
    let mut line = |key, title, value: Cell, detail| add(table, "revenue", key, title, value, detail);
    let share = |factor: Option<Exact>| match factor {
        Some(factor) => Cell::text(format!("{} of all won", percent_shown(Some(&factor)))),
        None => Cell::text(""),
    };
    let all = Cell::text(format!("last 12 months, {currency}"));
    line("won_t12m", "Won, partners and direct", totals.total.exact().into(), all);
    line("sourced_t12m", "Sourced by partners", totals.sourced.exact().into(), share(totals.sourced_share()));
    line(
        "influenced_t12m",
        "Influenced by partners",
        totals.influenced.exact().into(),
        share(totals.influenced_share()),
    );
    line("credited_t12m", "Credited to partners", totals.credited.exact().into(), share(totals.credited_share()));
    line("unclassified_t12m", "Won deals without a class", totals.unclassified.into(), Cell::text(""));
    line("unconverted_t12m", "Won deals without an amount", totals.total.unconverted.into(), Cell::text(""));
    line("forecast", "Weighted pipeline", totals.forecast.exact().into(), Cell::text(""));
    line("stuck", "Stuck deals", totals.stuck.into(), Cell::text(""));
}

fn work(view: &View<'_>, table: &mut Table) {
    let measures = view.derived.program();
    let mut line = |key, title, value: Cell, detail| add(table, "work", key, title, value, detail);
    line("deals", "Deals", view.program.deals.len().into(), Cell::text(""));
    line("campaigns", "Campaigns", view.program.campaigns.len().into(), Cell::text(""));
    line("overdue", "Overdue items", measures.overdue.into(), Cell::text(""));
    line("due_this_week", "Due within 7 days", measures.due_this_week.into(), Cell::text(""));
    let held = measures.qbr_completion;
    line("qbr_completion", "Reviews held", percent(held.rate().as_ref()), of(held));
    for (key, title, side) in [
        ("our_promises", "Promises we kept in time", measures.promises.us),
        ("their_promises", "Promises partners kept in time", measures.promises.partner),
    ] {
        line(key, title, percent(side.rate().rate().as_ref()), of(side.rate()));
    }
}

fn distribution(view: &View<'_>, table: &mut Table) {
    let measures = view.derived.program();
    let mut line = |group, key: &str, title: &str, count: u32| add(table, group, key, title, count, Cell::text(""));
    for tier in view.derived.ladders().all().iter().flat_map(|ladder| &ladder.tiers) {
        let count = measures.by_tier.get(&Some(tier.id.clone())).copied().unwrap_or(0);
        line("tiers", tier.id.as_str(), &tier.name, count);
    }
    line("tiers", "none", "No tier", measures.by_tier.get(&None).copied().unwrap_or(0));
    for (band, count) in &measures.by_band {
        line("health", band.word(), band.label(), *count);
    }
    for (quadrant, count) in &measures.by_quadrant {
        let (word, label) = quadrant.map_or(("none", "Not placed"), |quadrant| (quadrant.word(), quadrant.label()));
        line("matrix", word, label, *count);
    }
    for (segment, count) in &measures.by_segment {
        line("segments", segment.word(), segment.label(), *count);
    }
}
