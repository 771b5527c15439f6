//! Pilots against their gate: qualified leads in ninety days.

use crate::analysis::operations::pilot::{PilotGate, PilotLead};
use crate::program::choice::Choice;
use crate::program::scoring::Pilot;
use crate::report::catalogue::{Report, View};
use crate::report::cell::{Cell, CellKind};
use crate::report::table::{Column, Table};

/// Every pilot.
pub const REPORT: Report = Report { name: "pilots", title: "Pilots and their gate", columns: COLUMNS, fill };

const COLUMNS: &[Column] = &[
    Column::further("id", "Id", CellKind::Text),
    Column::further("partner", "Partner id", CellKind::Text),
    Column::new("partner_name", "Partner", CellKind::Text),
    Column::new("gate", "Gate", CellKind::Word),
    Column::new("qualified", "Leads", CellKind::Count),
    Column::new("leads_required", "Of", CellKind::Count),
    Column::new("days_left", "Days left", CellKind::Count),
    Column::new("start", "Start", CellKind::Date),
    Column::new("window_end", "Decided by", CellKind::Date),
    Column::new("decision", "Decision", CellKind::Word),
    Column::new("decided_on", "Decided", CellKind::Date),
];

/// The gate of a pilot on the as-of date.
pub fn gate(view: &View<'_>, pilot: &Pilot) -> PilotGate {
    view.derived.pilot_gate(pilot)
}

fn fill(view: &View<'_>, table: &mut Table) {
    for pilot in view.program.pilots.iter().filter(|pilot| view.wants(Some(&pilot.partner))) {
        let gate = gate(view, pilot);
        table.push(vec![
            (&pilot.id).into(),
            (&pilot.partner).into(),
            view.partner_name(&pilot.partner).into(),
            Cell::word(gate.state),
            gate.count(PilotLead::Qualified).into(),
            pilot.leads_required.into(),
            gate.days_left.into(),
            pilot.start.into(),
            gate.window_end.into(),
            pilot.decision.map_or(Cell::Unknown, |decision| Cell::Word(decision.word(), decision.label())),
            pilot.decided_on.into(),
        ]);
    }
}
