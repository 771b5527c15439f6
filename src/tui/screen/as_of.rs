//! Looking at the plan as of another day: asked for by a key, shown in the title, never kept in the file.

use super::state::{Effect, Owner, Screen};
use crate::app::typed;
use crate::program::period::Quarter;
use crate::tui::overlays::Prompt;
use crate::tui::pane::{Check, Values};
use crate::tui::session::Command;
use jiff::civil::Date;

/// The tag of the prompt.
const AS_OF: &str = "screen/as-of";

impl Screen {
    /// Asks for the day.
    pub(super) fn ask_as_of(&mut self) -> Vec<Effect> {
        let now = self.workbench.as_of();
        let prompt = Prompt::new(AS_OF, "Look at the plan as of")
            .hint(format!("Now {now}. 2026-10-01, 1 oct, +2w, 2026-Q4 (its first day); empty: as usual"));
        self.open(Owner::Screen, prompt.into());
        Vec::new()
    }

    /// The day that is meant; none: as the plan or the clock says.
    fn as_of_meant(&self, text: &str) -> Result<Option<Date>, String> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(None);
        }
        if let Ok(quarter) = text.to_uppercase().parse::<Quarter>() {
            return Ok(Some(self.workbench.program().profile.calendar().first_day(quarter)));
        }
        typed::date(text, self.workbench.as_of(), None).map(Some).map_err(|error| error.to_string())
    }

    /// The day in words, or what is wrong with it.
    pub(super) fn as_of_check(&self, tag: &str, text: &str) -> Option<Check> {
        (tag == AS_OF).then(|| match self.as_of_meant(text) {
            Ok(None) => Check { error: None, lines: vec!["as the plan or the clock says".to_owned()] },
            Ok(Some(date)) => Check { error: None, lines: vec![date.strftime("%A %-d %B %Y").to_string()] },
            Err(error) => Check { error: Some(error), lines: Vec::new() },
        })
    }

    /// Goes to the day.
    pub(super) fn as_of_answered(&mut self, tag: &str, values: &Values) -> Option<Vec<Effect>> {
        if tag != AS_OF {
            return None;
        }
        let Values::Text(text) = values else { return Some(Vec::new()) };
        let date = self.as_of_meant(text).ok()?;
        Some(self.command(Command::SetAsOf(date)))
    }
}
