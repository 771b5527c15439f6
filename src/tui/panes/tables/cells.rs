//! How a value of a report stands in a cell of the pane: shortened money, a word in its role.

use super::data::Data;
use super::section::Spec;
use super::state::Tab;
use crate::report::cell::{Cell as Value, CellKind};
use crate::tui::amount;
use crate::tui::pane::Context;
use crate::tui::tabling::ColumnKey;
use crate::tui::theme::Role;
use crate::tui::widgets::safe_text;
use crate::tui::widgets::table::{Cell, Rows};

/// The rows of a table for the widget: only those in view are asked for.
pub(super) struct Grid<'a> {
    pub(super) data: &'a Data,
    pub(super) tab: &'a Tab,
    pub(super) spec: &'static Spec,
    /// Cells of the table.
    pub(super) width: u16,
    /// The words of the last find.
    pub(super) found: Vec<String>,
    pub(super) context: &'a Context<'a>,
}

impl Rows for Grid<'_> {
    fn count(&self) -> usize {
        self.data.len()
    }

    fn marked(&self, row: usize) -> bool {
        self.tab.marks.contains(self.data, row, self.tab.view.row)
    }

    fn cell(&self, row: usize, column: usize) -> Cell<'_> {
        let arrangement = &self.tab.tabling.arrangement;
        let Some(col) = arrangement.column(column) else { return Cell::new("") };
        let Some(value) = self.data.cell(row, col.word()) else { return Cell::new("") };
        let kind = self.spec.report.columns.get(col.place()).map(|known| known.kind);
        let mut cell = shown(value, kind, usize::from(arrangement.width(col, self.width)), self.context);
        if !self.found.is_empty() {
            let text = cell.text.to_lowercase();
            if self.found.iter().any(|word| text.contains(word.as_str())) {
                cell.role = Role::Match;
            }
        }
        cell
    }
}

/// Cells that a value takes where there is room.
pub(super) fn shown_width(value: &Value, context: &Context<'_>) -> usize {
    safe_text::width(&safe_text::clean(&shown(value, None, usize::from(u16::MAX), context).text))
}

fn shown<'a>(value: &'a Value, kind: Option<CellKind>, width: usize, context: &Context<'_>) -> Cell<'a> {
    let currency = context.workbench.program().profile.currency;
    match value {
        Value::Unknown if kind.is_some_and(CellKind::is_number) => Cell::role(context.look.glyphs.unknown, Role::Muted),
        Value::Unknown => Cell::role("-", Role::Muted),
        Value::Money(money) => {
            let role = if money.is_negative() { Role::Bad } else { Role::Text };
            Cell::role(amount::short(*money, currency, width), role)
        }
        Value::List(texts) => Cell::new(texts.join("; ")),
        Value::Word(word, label) => Cell::role(*label, role_of(word)),
        Value::Text(text) if text.contains("FAIL") => Cell::role(&**text, Role::Error),
        value => Cell::new(value.display()),
    }
}

/// The role of a word: what is well, what needs a look, what is wrong. The word itself says it too.
pub(super) fn role_of(word: &str) -> Role {
    match word {
        "sourced" | "approved" | "allowed" | "paid_on_time" | "payable" | "won" | "good" | "great" | "fresh"
        | "valid" | "passes" | "covered" | "better" | "in_name" | "met" | "answered" | "filled" | "in_force"
        | "pass" | "likely" => Role::Good,
        "influenced" | "submitted" | "requested" | "due_soon" | "held" | "open" => Role::Info,
        "unknown" | "unclassified" | "poor" | "below_average" | "paid_late" | "done_late" | "stale" | "expiring"
        | "below" | "short" | "long" | "stuffed" | "partly" | "worse" | "unused" => Role::Warning,
        "refused" | "overdue" | "late" | "missed" | "missing" | "too_old" | "breached" | "fail" | "empty" => Role::Bad,
        "none" | "lost" | "expired" | "withdrawn" | "rejected" | "draft" | "duplicate" => Role::Muted,
        _ => Role::Text,
    }
}

/// A value in full for the value line and the detail; empty when nothing is known.
pub(super) fn full(value: &Value, context: &Context<'_>) -> String {
    match value {
        Value::Unknown => String::new(),
        Value::Money(money) => amount::exact(*money, context.workbench.program().profile.currency),
        Value::List(texts) => texts.join("; "),
        value => value.display().into_owned(),
    }
}
