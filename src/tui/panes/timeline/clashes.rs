//! Conflicts between campaigns: people, lists and partners asked for too much, with the way to each.

use super::launch::short;
use super::model::GroupId;
use super::rows::Subject;
use super::state::Timeline;
use crate::analysis::campaign_checks::Conflict;
use crate::program::campaign::Campaign;
use crate::program::id::Id;
use crate::program::task::Task;
use crate::tui::outcome::Outcome;
use crate::tui::overlays::{Entry, Picker};
use crate::tui::pane::{Context, Values};

const PICK: &str = "timeline/clashes";

impl Timeline {
    /// The conflicts that name a campaign.
    pub(super) fn conflicts_of(&self, campaign: &Id<Campaign>) -> impl Iterator<Item = &Conflict> {
        self.conflicts.iter().filter(move |conflict| conflict.campaigns.contains(campaign))
    }

    /// Whether a task is part of a conflict.
    pub(super) fn is_in_conflict(&self, task: &Id<Task>) -> bool {
        self.conflicts.iter().any(|conflict| conflict.tasks.contains(task))
    }

    /// Lists every conflict by date; Enter goes to the next campaign or task that is part of it.
    pub(super) fn ask_conflicts(&self) -> Outcome {
        if self.conflicts.is_empty() {
            return Outcome::unavailable("Nobody and nothing is asked for too much");
        }
        let entry = |(at, conflict): (usize, &Conflict)| {
            let label = format!("{:>6}  {}", short(conflict.on), conflict.finding.message);
            Entry::new(at.to_string(), label).detail(conflict.finding.fix.clone().unwrap_or_default())
        };
        let entries = self.conflicts.iter().enumerate().map(entry).collect();
        Outcome::open(
            Picker::new(PICK, "Conflicts").entries(entries).footer("Enter goes there; again goes to the other"),
        )
    }

    /// Goes to what was picked: the first part of it, or the next after the one under the cursor.
    pub(super) fn conflict_answered(&mut self, tag: &str, values: &Values, context: &Context<'_>) -> Option<Outcome> {
        let Values::Picked(picked) = values else { return None };
        if tag != PICK {
            return None;
        }
        let conflict = self.conflicts.get(picked.parse::<usize>().ok()?)?;
        let subjects: Vec<Subject> = if conflict.tasks.is_empty() {
            conflict.campaigns.iter().cloned().map(|id| Subject::Group(GroupId::Campaign(id))).collect()
        } else {
            conflict.tasks.iter().cloned().map(Subject::Task).collect()
        };
        let here = subjects.iter().position(|subject| self.selected.as_ref() == Some(subject));
        let next = subjects.get(here.map_or(0, |at| (at + 1) % subjects.len().max(1)))?.clone();
        let words = format!("{} {}", conflict.finding.code, conflict.finding.message);
        if !self.go_to(next, context) {
            return Some(Outcome::info("It is hidden by the filter; [key:filter.clear] clears it"));
        }
        Some(Outcome::info(words).and(Outcome::Changed))
    }
}
