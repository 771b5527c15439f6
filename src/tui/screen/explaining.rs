//! Where the number under the cursor comes from, as lines to read.

use super::state::{Effect, Owner, Screen};
use crate::analysis::derived::{Explanation, Line};
use crate::tui::outcome::Notice;
use crate::tui::overlays::{Preview, PreviewLine};
use crate::tui::widgets::safe_text;

/// The most records that one line names.
const NAMED: usize = 3;

impl Screen {
    pub(super) fn explain_here(&mut self) -> Vec<Effect> {
        let context = self.context();
        if let Some(found) = self.pane(self.active).and_then(|pane| pane.explanation(&context)) {
            return self.show_explanation(&found);
        }
        match self.pane(self.active).and_then(|pane| pane.explain(&context)) {
            Some(path) => self.explain(&path),
            None => self.notify(Notice::info("Explain: there is no computed value under the cursor")),
        }
    }

    pub(super) fn explain(&mut self, path: &str) -> Vec<Effect> {
        let Some(explanation) = self.workbench.derived().explain(path) else {
            return self.notify(Notice::info("Explain: this value is entered, not computed"));
        };
        self.show_explanation(&explanation)
    }

    fn show_explanation(&mut self, explanation: &Explanation) -> Vec<Effect> {
        let preview = Preview::new("explain", explanation.title.clone()).lines(lines(explanation));
        self.open(Owner::Screen, preview.into());
        Vec::new()
    }
}

fn lines(explanation: &Explanation) -> Vec<PreviewLine> {
    let mut lines = vec![PreviewLine::heading(format!("{}  (rule {})", explanation.value, explanation.rule))];
    if !explanation.says.is_empty() {
        lines.push(PreviewLine::same(explanation.says));
    }
    for (title, part) in explanation.parts() {
        if part.is_empty() {
            continue;
        }
        lines.push(PreviewLine::heading(title));
        let width = part.iter().map(|line| safe_text::width(&line.label)).max().unwrap_or(0);
        lines.extend(part.iter().map(|line| PreviewLine::same(aligned(line, width))));
    }
    if !explanation.changes.is_empty() {
        lines.push(PreviewLine::heading("What would change it"));
        lines.extend(explanation.changes.iter().map(PreviewLine::same));
    }
    lines
}

fn aligned(line: &Line, width: usize) -> String {
    let blanks = " ".repeat(width.saturating_sub(safe_text::width(&line.label)) + 2);
    let behind = line.behind(NAMED);
    let note = if behind.is_empty() { String::new() } else { format!("  ({behind})") };
    format!("{}{blanks}{}{note}", line.label, line.value)
}
