//! The row under the cursor in full: what proves it, how it comes about, and every value of it.

use super::cells::{full, role_of};
use super::section::Section;
use super::state::Tables;
use crate::analysis::attribution::CriterionResult;
use crate::program::choice::Choice;
use crate::program::deal::{Deal, DealStage};
use crate::program::id::Id;
use crate::report::cell::Cell;
use crate::tui::amount;
use crate::tui::pane::Context;
use crate::tui::theme::Role;
use crate::tui::widgets::paint::{Piece, piece};
use crate::tui::widgets::{safe_text, wrap};

/// Cells of a label.
const LABEL: usize = 17;

/// One line of the detail before it is broken to a width.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// What it is; a heading where there is no value.
    pub(super) label: String,
    /// The value.
    pub(super) value: String,
    pub(super) role: Role,
}

impl Entry {
    /// A heading.
    pub(super) fn heading(text: impl Into<String>) -> Self {
        heading(text)
    }

    /// A label and its value.
    pub(super) fn of(label: impl Into<String>, value: impl Into<String>, role: Role) -> Self {
        entry(label, value, role)
    }
}

fn heading(text: impl Into<String>) -> Entry {
    Entry { label: text.into(), value: String::new(), role: Role::Header }
}

fn entry(label: impl Into<String>, value: impl Into<String>, role: Role) -> Entry {
    Entry { label: label.into(), value: value.into(), role }
}

impl Tables {
    /// What stands above the detail.
    pub(super) fn detail_title(&self) -> String {
        let text = |column: &str| match self.cell(column) {
            Some(cell) if !cell.is_unknown() => cell.display().into_owned(),
            _ => "-".to_owned(),
        };
        let mut parts = self.spec().named.split('{');
        let mut title = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (column, rest) = part.split_once('}').unwrap_or((part, ""));
            title.push_str(&text(column));
            title.push_str(rest);
        }
        title
    }

    /// The entries of the row under the cursor.
    pub(super) fn entries(&self, context: &Context<'_>) -> Vec<Entry> {
        let mut entries = match self.section {
            Section::Deals => self.evidence("id", context),
            Section::Attribution => self.evidence("deal", context),
            Section::Commissions => self.statement(context),
            Section::Cfo => {
                let mut entries = self.quarter_charts(context);
                entries.extend(self.noted());
                entries
            }
            _ => self.noted(),
        };
        if !entries.is_empty() {
            entries.push(heading("Record"));
        }
        entries.extend(self.values(context));
        entries
    }

    /// Every value that is known, in the order of the report.
    fn values(&self, context: &Context<'_>) -> Vec<Entry> {
        let tab = self.tab();
        let Some(row) = tab.data.as_ref().and_then(|data| data.row(tab.view.row)) else { return Vec::new() };
        let value = |(column, cell): (&crate::report::table::Column, &Cell)| {
            let text = full(cell, context);
            let role = if let Cell::Word(word, _) = cell { role_of(word) } else { Role::Text };
            (!text.is_empty()).then(|| entry(column.title, text, role))
        };
        let named = |column: &crate::report::table::Column| {
            !matches!(column.name, "partner" | "id" | "key" | "field") && !column.title.ends_with(" id")
        };
        self.spec().report.columns.iter().zip(row).filter(|(column, _)| named(column)).filter_map(value).collect()
    }

    /// What proves the class of the deal, partner by partner.
    fn evidence(&self, column: &str, context: &Context<'_>) -> Vec<Entry> {
        let id = self.cell(column).map(|cell| cell.plain().into_owned()).and_then(|id| id.parse::<Id<Deal>>().ok());
        let Some(id) = id else { return Vec::new() };
        let only = self.cell("partner").filter(|_| self.section == Section::Attribution);
        let only = only.map(|cell| cell.plain().into_owned());
        let currency = context.workbench.program().profile.currency;
        let stage = context.workbench.program().deals.get(&id).map(|deal| deal.stage);
        let mut entries = Vec::new();
        for part in context.workbench.derived().evidence(&id) {
            if only.as_ref().is_some_and(|only| only != part.partner.as_str()) {
                continue;
            }
            let partners = &context.workbench.program().partners;
            let name = partners.get(&part.partner).map_or(part.partner.as_str(), |partner| partner.name.as_str());
            entries.push(heading(name));
            let class = match stage {
                Some(DealStage::Won) => {
                    let credit = part.credit.map(|credit| format!(", credit {}", amount::exact(credit, currency)));
                    format!("{}{}", part.class.label(), credit.unwrap_or_default())
                }
                Some(DealStage::Lost) => format!("{}, lost: no credit", part.class.label()),
                _ => format!("{}, not closed: no credit yet", part.class.label()),
            };
            entries.push(entry("Class", class, role_of(part.class.word())));
            for found in &part.criteria {
                let role = match found.result {
                    CriterionResult::Pass => Role::Good,
                    CriterionResult::Fail => Role::Bad,
                    CriterionResult::Unknown => Role::Warning,
                    CriterionResult::Off => Role::Muted,
                };
                let comparison = found.comparison();
                let (kind, record) = &found.record;
                let proof = format!("{}: {} ({} {record})", found.result.label(), comparison, kind.noun());
                entries.push(entry(found.criterion.label(), proof, role));
            }
            for touch in &part.touches {
                let when = format!("{} ({})", touch.at.date(), touch.id);
                entries.push(entry(touch.kind.label(), when, Role::Text));
            }
        }
        entries
    }

    /// How the balance of a statement comes about, amount by amount.
    fn statement(&self, context: &Context<'_>) -> Vec<Entry> {
        let tab = self.tab();
        let Some(statement) = tab.data.as_ref().and_then(|data| data.statement(tab.view.row)) else {
            return Vec::new();
        };
        let currency = context.workbench.program().profile.currency;
        let money = |amount| amount::exact(amount, currency);
        let mut entries = vec![heading("Statement"), entry("Owed before", money(statement.opening), Role::Text)];
        for line in &statement.lines {
            let what = format!("{} {}", line.on, line.kind.label());
            let of = line.deal.as_ref().map(|deal| format!("{deal}: ")).unwrap_or_default();
            let role = if line.amount.is_negative() { Role::Muted } else { Role::Text };
            entries.push(entry(what, format!("{}  {of}{}", money(line.amount), line.reason), role));
        }
        entries.push(entry("Owed after", money(statement.closing), Role::Title));
        for (scheduled, days) in statement.late() {
            let what = format!("{} of {}, {days} days late", scheduled.kind.label(), money(scheduled.amount));
            entries.push(entry("Late payment", what, Role::Bad));
        }
        for (found, gap) in statement.gaps() {
            entries.push(entry("Nothing accrues", format!("{}: {}", found.name, gap.label()), Role::Warning));
        }
        for open in &statement.open_spiffs {
            entries.push(entry("Open SPIFF", format!("{}: {} is not known", open.name, open.unknown), Role::Warning));
        }
        entries
    }

    /// Further lines of the row: sum checks of a quarter, the checklist of a plan.
    fn noted(&self) -> Vec<Entry> {
        let tab = self.tab();
        let notes = tab.data.as_ref().map_or(&[][..], |data| data.notes(tab.view.row));
        let line = |(label, value): &(String, String)| match value.as_str() {
            "" => heading(label),
            value if value.starts_with("FAIL") => entry(label, value, Role::Error),
            "holds" => entry(label, value, Role::Good),
            "cannot be classified" => entry(label, value, Role::Warning),
            value => entry(label, value, Role::Text),
        };
        notes.iter().map(line).collect()
    }

    /// The entries as lines of a width.
    pub(super) fn detail_lines(&self, context: &Context<'_>, width: usize) -> Vec<Vec<Piece>> {
        let mut lines = Vec::new();
        for Entry { label, value, role } in self.entries(context) {
            if value.is_empty() {
                lines.push(vec![piece(label, Role::Header)]);
                continue;
            }
            let long = safe_text::width(&label) > LABEL - 1;
            if long && safe_text::width(&label) + safe_text::width(&value) + 2 > width {
                lines.extend(wrap::wrap(&label, width.max(1)).into_iter().map(|text| vec![piece(text, Role::Muted)]));
                let room = width.saturating_sub(2).max(1);
                lines.extend(wrap::wrap(&value, room).into_iter().map(|text| vec![piece(format!("  {text}"), role)]));
                continue;
            }
            let cells = if long { safe_text::width(&label) + 2 } else { LABEL };
            let room = width.saturating_sub(cells).max(1);
            for (index, text) in wrap::wrap(&value, room).into_iter().enumerate() {
                let label = if index == 0 { label.as_str() } else { "" };
                let label = safe_text::fit(label, cells, safe_text::Align::Left, context.look.glyphs.ellipsis);
                lines.push(vec![piece(label, Role::Muted), piece(text, role)]);
            }
        }
        lines
    }
}
