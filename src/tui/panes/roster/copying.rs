//! The marked rows or one cell as text for other programs.

use super::column::Key;
use super::state::Roster;
use crate::program::id::Id;
use crate::program::partner::Partner;
use crate::tui::outcome::Outcome;
use crate::tui::overlays::{Entry, Picker};
use crate::tui::pane::Context;

/// The tag of the list of formats.
pub(super) const COPY: &str = "copy";

impl Roster {
    /// Copies the marked rows with a header line, or the cell under the cursor alone.
    pub(super) fn copy_text(&mut self, context: &Context<'_>) -> Outcome {
        if !self.marks.is_empty() || self.marks.ranging() {
            return self.copy_as("tsv", context);
        }
        let Some(partner) = self.current().cloned() else { return Outcome::ignored() };
        let key = self.column();
        let text = Self::reader(context).read(&partner, key).plain(context.workbench.program().profile.currency);
        if text.is_empty() {
            return Outcome::unavailable("this cell is empty");
        }
        Outcome::Copy { text, what: format!("{} of {}", key.label().to_lowercase(), partner.name) }
    }

    pub(super) fn ask_copy(&mut self, context: &Context<'_>) -> Outcome {
        let ids = self.targets();
        let entries = vec![
            Entry::new("md", "Markdown table").detail("for a message or a document"),
            Entry::new("csv", "CSV").detail("for a file"),
            Entry::new("tsv", "Tab separated").detail("for a sheet; y does the same"),
            Entry::new("names", "Names").detail("one a line"),
        ];
        Outcome::open(Picker::new(COPY, format!("Copy {} as", Self::whom(context, &ids))).entries(entries))
    }

    /// Copies rows in a format.
    pub(super) fn copy_as(&mut self, format: &str, context: &Context<'_>) -> Outcome {
        let ids = self.targets();
        let rows = self.grid(&ids, context);
        let text = match format {
            "md" => markdown(&rows),
            "csv" => lines(&rows, ",", |cell| {
                if cell.contains(['"', ',']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
            }),
            "names" => ids.iter().map(|id| Self::name_of(context, id)).collect::<Vec<_>>().join("\n"),
            _ => lines(&rows, "\t", str::to_owned),
        };
        let what = if ids.len() == 1 { "1 row".to_owned() } else { format!("{} rows", ids.len()) };
        Outcome::Copy { text, what }
    }

    fn grid(&self, ids: &[Id<Partner>], context: &Context<'_>) -> Vec<Vec<String>> {
        let program = context.workbench.program();
        let columns: &[Key] = &self.arrangement().columns;
        let reader = Self::reader(context);
        let one_line = |text: String| text.replace(['\t', '\r', '\n'], " ");
        let mut rows = vec![columns.iter().map(|key| key.spec().word.to_owned()).collect::<Vec<_>>()];
        for partner in ids.iter().filter_map(|id| program.partners.get(id)) {
            let cell = |key: &Key| one_line(reader.read(partner, *key).plain(program.profile.currency));
            rows.push(columns.iter().map(cell).collect());
        }
        rows
    }
}

fn lines(rows: &[Vec<String>], between: &str, cell: impl Fn(&str) -> String) -> String {
    let line = |row: &Vec<String>| row.iter().map(|text| cell(text)).collect::<Vec<_>>().join(between);
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn markdown(rows: &[Vec<String>]) -> String {
    let line = |row: &Vec<String>| {
        format!("| {} |", row.iter().map(|c| c.replace('|', "\\|")).collect::<Vec<_>>().join(" | "))
    };
    let mut text: Vec<String> = rows.iter().map(line).collect();
    if let Some(header) = rows.first() {
        text.insert(1, format!("|{}", " --- |".repeat(header.len())));
    }
    text.join("\n")
}
