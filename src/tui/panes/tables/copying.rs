//! The rows shown as text for other programs, in a file.

use super::section::Section;
use super::state::Tables;
use crate::export::{delimited, markdown};
use crate::program::period::Quarter;
use crate::report::cell::Cell;
use crate::report::cfo;
use crate::tui::outcome::Outcome;
use crate::tui::overlays::Prompt;
use crate::tui::pane::{Check, Context};
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

    fn quarter(&self) -> Option<Quarter> {
        match self.cell("quarter") {
            Some(Cell::Quarter(quarter)) => Some(*quarter),
            _ => None,
        }
    }

    /// Asks for a file: for a quarter of the CFO table the whole report, otherwise the rows shown.
    pub(super) fn ask_export(&self) -> Outcome {
        let (name, title) = match (self.section, self.quarter()) {
            (Section::Cfo, Some(quarter)) => {
                (format!("cfo-{quarter}.md"), format!("Export the CFO report of {quarter} to"))
            }
            _ => (format!("{}.csv", self.spec().report.name), format!("Export {} to", self.counted_words())),
        };
        Outcome::open(Prompt::new(EXPORT, title).with_text(name).hint("A new file ending in .md or .csv"))
    }

    /// What is wrong with the name of a file.
    pub(super) fn check_export(text: &str) -> Check {
        let known = [".md", ".csv", ".tsv"].iter().any(|ending| text.trim().ends_with(ending));
        let error = (!known).then(|| "the name ends in .md, .csv or .tsv, which says the format".to_owned());
        Check { error, lines: Vec::new() }
    }

    /// Writes the file.
    pub(super) fn export(&self, path: &str, context: &Context<'_>) -> Outcome {
        let path = path.trim();
        if let Some(error) = Self::check_export(path).error {
            return Outcome::unavailable(error);
        }
        let ending = path.rsplit('.').next().unwrap_or_default();
        let workbench = context.workbench;
        let document = match (self.section, self.quarter(), ending) {
            (Section::Cfo, Some(quarter), "md") => cfo::document(workbench.program(), workbench.derived(), quarter),
            _ => None,
        };
        let text = document.map_or_else(|| self.text_as(ending), |document| markdown::document(&document));
        Outcome::command(Command::Export { path: path.into(), text })
    }
}
