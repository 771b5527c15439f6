//! The rows shown as text for other programs, in a file.

use super::state::Tables;
use crate::export::{delimited, markdown};
use crate::tui::outcome::Outcome;
use crate::tui::overlays::Prompt;
use crate::tui::pane::Check;
use crate::tui::session::Command;

/// The tag of the prompt for a file.
pub(super) const EXPORT: &str = "export";

impl Tables {
    fn text_as(&self, format: &str) -> String {
        let (tab, spec) = (self.tab(), self.spec());
        let Some(data) = &tab.data else { return String::new() };
        let all: Vec<usize> = (0..spec.report.columns.len()).collect();
        let shown: Vec<usize> = tab.tabling.arrangement.columns.iter().map(|col| col.place()).collect();
        match format {
            "md" => markdown::table(&data.shown_table(&shown)),
            "csv" => delimited::csv(&data.shown_table(&all)),
            _ => delimited::tsv(&data.shown_table(&all)),
        }
    }

    /// Asks for a file for the rows shown.
    pub(super) fn ask_export(&self) -> Outcome {
        let (name, title) = (format!("{}.csv", self.spec().report.name), format!("Export {} to", self.counted_words()));
        Outcome::open(Prompt::new(EXPORT, title).with_text(name).hint("A new file ending in .md, .csv or .tsv"))
    }

    /// What is wrong with the name of a file.
    pub(super) fn check_export(text: &str) -> Check {
        let known = [".md", ".csv", ".tsv"].iter().any(|ending| text.trim().ends_with(ending));
        let error = (!known).then(|| "the name ends in .md, .csv or .tsv, which says the format".to_owned());
        Check { error, lines: Vec::new() }
    }

    /// Writes the file.
    pub(super) fn export(&self, path: &str) -> Outcome {
        let path = path.trim();
        if let Some(error) = Self::check_export(path).error {
            return Outcome::unavailable(error);
        }
        let text = self.text_as(path.rsplit('.').next().unwrap_or_default());
        Outcome::command(Command::Export { path: path.into(), text })
    }
}
