//! Templates of one's own: made from the campaign under the cursor, or applied to it.

use super::state::Timeline;
use crate::app::command::CampaignCommand;
use crate::program::choice::Choice;
use crate::tui::outcome::Outcome;
use crate::tui::overlays::{Entry, Picker, Prompt};
use crate::tui::pane::{Context, Values};
use crate::tui::session::Command;

const PICK: &str = "timeline/templates";
const NAME: &str = "timeline/template-name";
/// The entry that makes a template.
const MAKE: &str = "";

impl Timeline {
    /// Lists the templates, and making one.
    pub(super) fn ask_template(&self, context: &Context<'_>) -> Outcome {
        let Some(group) = self.current_group().filter(|group| group.campaign().is_some()) else {
            return Outcome::unavailable("Templates are made from a campaign and applied to one");
        };
        let mut entries = vec![
            Entry::new(MAKE, "+ Make one from this campaign")
                .detail(format!("{} tasks", group.tasks.iter().filter(|task| task.offset.is_some()).count())),
        ];
        for own in context.workbench.program().task_templates.iter() {
            let detail = format!("{}, {} tasks", own.kind.label(), own.rows.len());
            entries.push(Entry::new(own.id.as_str(), format!("Apply {}", own.name)).detail(detail));
        }
        let picker = Picker::new(PICK, "Templates").entries(entries);
        Outcome::open(picker.footer("Enter applies it to this campaign; , lists them to be edited"))
    }

    /// The answers of the overlays about templates.
    pub(super) fn template_answered(&self, tag: &str, values: &Values) -> Option<Outcome> {
        let campaign = || self.current_group().and_then(|group| group.campaign().cloned());
        match (tag, values) {
            (PICK, Values::Picked(picked)) if picked == MAKE => {
                let name = self.current_group().map_or_else(String::new, |group| group.name.clone());
                let prompt = Prompt::new(NAME, "Name of the template").with_value(name);
                Some(Outcome::open(
                    prompt.hint("The offsets, sides, roles and order of its tasks; no dates, no people"),
                ))
            }
            (PICK, Values::Picked(picked)) => {
                let (campaign, template) = (campaign()?, picked.parse().ok()?);
                Some(Outcome::command(Command::Campaign(CampaignCommand::ApplyTemplate { campaign, template })))
            }
            (NAME, Values::Text(name)) => {
                let (campaign, name) = (campaign()?, name.clone());
                Some(Outcome::command(Command::Campaign(CampaignCommand::MakeTemplate { campaign, name })))
            }
            _ => None,
        }
    }
}
