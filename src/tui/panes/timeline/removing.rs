//! Deleting: tasks at once, since `u` brings them back; a campaign or plan after showing what goes with it.

use std::sync::Arc;

use super::model::GroupId;
use super::rows::Row;
use super::state::Timeline;
use crate::app::command::RecordCommand;
use crate::edit::commands::records;
use crate::edit::naming;
use crate::program::Kind;
use crate::program::id::Id;
use crate::tui::outcome::Outcome;
use crate::tui::overlays::{Preview, PreviewLine};
use crate::tui::pane::{Context, Values};
use crate::tui::session::Command;

const TASKS: &str = "timeline/delete-tasks";
const GROUP: &str = "timeline/delete-group";

impl Timeline {
    /// Deletes the marked tasks or this one; asks first where more goes than one task.
    pub(super) fn delete(&self, context: &Context<'_>) -> Outcome {
        if self.marks.is_empty() && matches!(self.current_row(), Some(Row::Group(_))) {
            return self.preview_group(context);
        }
        let ids = self.target_ids();
        if ids.is_empty() {
            return Outcome::unavailable("There is nothing to delete here");
        }
        let deletion = match records::delete(context.workbench.program(), Kind::Task, &ids) {
            Ok(deletion) => deletion,
            Err(refusal) => return Outcome::unavailable(refusal.to_string()),
        };
        let waiting: usize = deletion.cleared.iter().map(|(_, many)| many).sum();
        if ids.len() == 1 && waiting == 0 {
            return self.delete_tasks();
        }
        let tasks = self.groups.iter().flat_map(|group| &group.tasks);
        let named = tasks.filter(|task| ids.iter().any(|id| **id == *task.id.as_str()));
        let mut lines: Vec<PreviewLine> = named.map(|task| PreviewLine::before(task.title.clone())).collect();
        if waiting > 0 {
            lines.push(PreviewLine::warning(format!("{waiting} tasks no longer wait for them")));
        }
        let many = ids.len();
        let word = if many == 1 { "delete the task".to_owned() } else { format!("delete {many} tasks") };
        Outcome::open(
            Preview::new(TASKS, "Delete").lines(lines).accept(format!("{word} ([key:undo] brings them back)")),
        )
    }

    fn target_ids(&self) -> Vec<Arc<str>> {
        self.targets().iter().map(Id::shared).collect()
    }

    fn delete_tasks(&self) -> Outcome {
        let ids = self.target_ids();
        Outcome::command(Command::Record(RecordCommand::Delete { kind: Kind::Task, ids }))
    }

    fn preview_group(&self, context: &Context<'_>) -> Outcome {
        let Some(group) = self.current_group() else { return Outcome::ignored() };
        let Some((kind, id)) = record_of(&group.id) else {
            return Outcome::unavailable("These tasks belong to nothing; mark some to delete them");
        };
        let deletion = match records::delete(context.workbench.program(), kind, &[id]) {
            Ok(deletion) => deletion,
            Err(refusal) => return Outcome::unavailable(refusal.to_string()),
        };
        let mut lines = vec![PreviewLine::before(format!("{} ({})", group.name, group.counts.words()))];
        for (kind, many) in &deletion.cascade {
            lines.push(PreviewLine::before(naming::counted(*kind, *many)));
        }
        let gone: usize = 1 + deletion.cascade.iter().map(|(_, many)| many).sum::<usize>();
        for (kind, many) in &deletion.cleared {
            let kept = naming::counted(*kind, *many);
            let verb = if *many == 1 { "stays and no longer names it" } else { "stay and no longer name it" };
            lines.push(PreviewLine::warning(format!("{kept} {verb}")));
        }
        let preview = Preview::new(GROUP, format!("Delete this {}", kind.noun()));
        Outcome::open(preview.lines(lines).accept(format!("delete {gone} records ([key:undo] brings them back)")))
    }

    /// The answers of the previews.
    pub(super) fn delete_answered(&self, tag: &str, values: &Values) -> Option<Outcome> {
        if *values != Values::Accepted {
            return None;
        }
        match tag {
            TASKS => Some(self.delete_tasks()),
            GROUP => Some(match self.current_group().and_then(|group| record_of(&group.id)) {
                Some((kind, id)) => Outcome::command(Command::Record(RecordCommand::Delete { kind, ids: vec![id] })),
                None => Outcome::ignored(),
            }),
            _ => None,
        }
    }
}

/// The record that a group of tasks stands for.
fn record_of(group: &GroupId) -> Option<(Kind, Arc<str>)> {
    match group {
        GroupId::Campaign(id) => Some((Kind::Campaign, id.shared())),
        GroupId::Plan(id) => Some((Kind::Plan, id.shared())),
        GroupId::Loose => None,
    }
}
