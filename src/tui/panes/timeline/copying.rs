//! Tasks as text: tab separated for a sheet, a Markdown table for a page.

use std::sync::Arc;

use super::model::{Group, Standing, offset_words};
use super::state::Timeline;
use crate::program::choice::Choice;
use crate::program::task::Task;
use crate::tui::outcome::Outcome;
use crate::tui::pane::Context;

const HEADINGS: [&str; 7] = ["Due", "Week", "Task", "Campaign", "Side", "Who", "State"];

impl Timeline {
    /// Copies the marked tasks, else this one, else all of the group.
    pub(super) fn copy(&self, markdown: bool, context: &Context<'_>) -> Outcome {
        let targets = self.targets();
        let here = self.current_group().map(|group| &group.id);
        let chosen = |group: &Group, task: &Arc<Task>| {
            if targets.is_empty() { Some(&group.id) == here } else { targets.contains(&task.id) }
        };
        let mut lines: Vec<[String; 7]> = Vec::new();
        for group in &self.groups {
            for task in group.tasks.iter().filter(|task| chosen(group, task)) {
                lines.push([
                    task.due.to_string(),
                    group.launch().map(|launch| offset_words(launch, task.due)).unwrap_or_default(),
                    task.title.clone(),
                    group.name.clone(),
                    task.side.label().to_owned(),
                    task.person.clone().or_else(|| task.role.clone()).unwrap_or_default(),
                    Standing::of(task, context.workbench.as_of()).word().to_owned(),
                ]);
            }
        }
        if lines.is_empty() {
            return Outcome::unavailable("There is no task to copy here");
        }
        let what = if lines.len() == 1 { "1 task".to_owned() } else { format!("{} tasks", lines.len()) };
        let text = if markdown { as_markdown(&lines) } else { as_tabs(&lines) };
        Outcome::Copy { text, what }
    }
}

fn as_tabs(lines: &[[String; 7]]) -> String {
    let clean = |text: &String| text.replace(['\t', '\n', '\r'], " ");
    lines.iter().map(|line| line.iter().map(clean).collect::<Vec<_>>().join("\t") + "\n").collect()
}

fn as_markdown(lines: &[[String; 7]]) -> String {
    let clean = |text: &String| text.replace(['\n', '\r'], " ").replace('|', "\\|");
    let row = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let mut text = row(HEADINGS.iter().map(ToString::to_string).collect());
    text.push_str(&row(vec!["---".to_owned(); HEADINGS.len()]));
    text.extend(lines.iter().map(|line| row(line.iter().map(clean).collect())));
    text
}
