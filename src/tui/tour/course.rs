//! The steps of the tour, read from data.

use serde::Deserialize;

use crate::tui::action::Action;
use crate::tui::keymap::Keymap;

const TOUR: &str = include_str!("../../../assets/tour.ron");

/// When a step is done.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Done {
    /// When the user goes on: there is only something to read.
    ByHand,
    /// When that pane is shown.
    Pane(String),
    /// When that overlay is on top, by the beginning of its tag.
    Overlay(String),
    /// When nothing lies over the pane.
    Closed,
    /// When the pane shows these words.
    Shows(String),
    /// When it does not.
    Gone(String),
    /// When a step was made since this one began.
    Edited,
    /// When a step was taken back since this one began.
    Undone,
    /// When a record was added to that table since this one began.
    Added(String),
    /// When keys are taken in this way.
    Mode(String),
    /// When all of these stand.
    All(Vec<Done>),
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// What it is about.
    pub title: String,
    /// What to do; `{action}` stands for the key of that action.
    pub say: String,
    /// When it is done.
    pub done: Done,
    /// The default keys that do it, for the test that plays the tour.
    pub keys: String,
}

/// All steps, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Course {
    /// The steps.
    pub steps: Vec<Step>,
}

impl Course {
    /// The tour that comes with the program; empty where its data cannot be read, which a test rules out.
    pub fn built_in() -> Self {
        Self { steps: ron::from_str(TOUR).unwrap_or_default() }
    }
}

impl Step {
    /// What to do, with the keys that do it now.
    pub fn words(&self, keymap: &Keymap) -> String {
        let mut words = String::new();
        let mut rest = self.say.as_str();
        while let Some((before, after)) = rest.split_once('{') {
            words.push_str(before);
            let Some((name, behind)) = after.split_once('}') else { break };
            let way = |action| keymap.way_to(&[], action);
            words.push_str(&Action::named(name).map_or_else(|| name.to_owned(), way));
            rest = behind;
        }
        words.push_str(rest);
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::keymap::Preset;
    use crate::tui::widgets::wrap::wrap;

    fn actions_in(text: &str) -> Vec<&str> {
        text.split('{').skip(1).filter_map(|part| part.split('}').next()).collect()
    }

    #[test]
    fn every_step_names_actions_that_exist_and_fits_under_a_pane_in_every_preset() {
        let steps: Vec<Step> = ron::from_str(TOUR).unwrap();
        assert!(steps.len() > 10);
        for step in &steps {
            for name in actions_in(&step.say) {
                assert!(Action::named(name).is_some(), "{name}");
            }
            for preset in Preset::ALL {
                let (keymap, _) = Keymap::of_user(preset, None);
                let words = step.words(&keymap);
                assert!(!words.contains('{'), "{words}");
                assert!(wrap(&words, 78).len() <= 3, "{preset}: {words}");
            }
        }
    }
}
