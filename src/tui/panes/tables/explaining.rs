//! Where the numbers of a row come from.

use super::detail::Entry;
use super::section::Section;
use super::state::Tables;
use crate::analysis::derived::{Explanation, Line};
use crate::tui::pane::Context;

impl Tables {
    /// The path of a deal, which the analysis itself explains.
    pub(super) fn deal_path(&self) -> Option<String> {
        let column = match self.section {
            Section::Deals => "id",
            Section::Attribution => "deal",
            _ => return None,
        };
        Some(format!("deal/{}/class", self.cell(column)?.plain()))
    }

    /// The row under the cursor with everything that its numbers come from.
    pub(super) fn explained(&self, context: &Context<'_>) -> Option<Explanation> {
        if self.tab().len() == 0 {
            return None;
        }
        let column = self.column();
        let known = self.spec().report.columns.iter().find(|known| known.name == column)?;
        let value = self.cell(column).map(|cell| super::cells::full(cell, context)).unwrap_or_default();
        let line = |entry: Entry| Line { label: entry.label, value: entry.value, ..Line::default() };
        let program = context.workbench.program();
        let setting = |key: &&str| {
            let value = program.settings.get(key).map(|value| value.to_string()).unwrap_or_default();
            let origin = program.settings.origin(key) == crate::program::settings::Origin::Preset;
            let note = if origin { "default" } else { "decided" }.to_owned();
            Line { label: (*key).to_owned(), value, note, records: Vec::new() }
        };
        Some(Explanation {
            path: String::new(),
            title: format!("{} of {}", known.title, self.detail_title()),
            value: if value.is_empty() { "unknown".to_owned() } else { value },
            rule: self.spec().rule,
            says: "",
            inputs: self.entries(context).into_iter().map(line).collect(),
            steps: Vec::new(),
            thresholds: Vec::new(),
            settings: self.spec().settings.iter().map(setting).collect(),
            changes: Vec::new(),
            tree: Vec::new(),
            proofs: Vec::new(),
        })
    }
}
