//! What becomes of the answers of overlays: those of the panes go to the panes, the others are seen to here.

use std::path::PathBuf;

use super::lists;
use super::problems;
use super::state::{Effect, Owner, Screen};
use crate::program::id::Id;
use crate::tui::action::Action;
use crate::tui::overlays::{Kind, Prompt};
use crate::tui::pane::{PaneName, Values};
use crate::tui::session::{Command, Partner};

impl Screen {
    pub(super) fn answered(&mut self, owner: Owner, tag: &str, values: Values) -> Vec<Effect> {
        match owner {
            Owner::Pane(name) => {
                let outcome = self.with_pane(name, |pane, context| pane.submitted(tag, values, context));
                outcome.map_or_else(Vec::new, |outcome| self.carry_out(owner, outcome))
            }
            Owner::Screen => self.answered_here(tag, values),
        }
    }

    fn answered_here(&mut self, tag: &str, values: Values) -> Vec<Effect> {
        let answered = self.settings_answered(tag, &values).or_else(|| self.first_use_answered(tag, &values));
        let answered = answered.or_else(|| self.records_answered(tag, &values));
        let answered = answered.or_else(|| self.conflicts_answered(tag, &values));
        let answered = answered.or_else(|| self.keys_answered(tag, &values));
        let answered = answered.or_else(|| self.setup_answered(tag, &values));
        let answered = answered.or_else(|| self.as_of_answered(tag, &values));
        let answered = answered.or_else(|| self.themes_answered(tag, &values));
        let answered = answered.or_else(|| self.versions_answered(tag, &values));
        let answered = answered.or_else(|| self.history_answered(tag, &values));
        let answered = answered.or_else(|| self.problem_answered(tag, &values));
        let answered = answered.or_else(|| self.export_answered(tag, &values));
        let answered = answered.or_else(|| self.import_answered(tag, &values));
        if let Some(effects) = answered {
            return effects;
        }
        match (tag, values) {
            (lists::ACTIONS, Values::Picked(id)) => match Action::named(&id) {
                Some(action) => self.run(action),
                None => match self.palette_answered(&id) {
                    Some(effects) => effects,
                    None => match self.open_export(&id) {
                        Some(effects) => effects,
                        None => self.open_calculator(&id).unwrap_or_default(),
                    },
                },
            },
            (lists::PARTNERS, Values::Picked(id)) => match id.parse::<Id<Partner>>() {
                Ok(partner) => self.show_partner(self.partner_pane(), partner),
                Err(_) => Vec::new(),
            },
            (problems::PROBLEMS, Values::Picked(id)) => self.go_to_problem(&id),
            (lists::QUIT, Values::Answer(answer)) => self.quit_answered(&answer),
            (lists::SAVE_AS, Values::Text(path)) if !path.trim().is_empty() => {
                self.command(Command::SaveAs(PathBuf::from(path.trim())))
            }
            (lists::SAVE_AS, _) => {
                self.quitting = false;
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    /// The pane in which a picked partner is shown: this one when it shows partners, else the roster.
    pub(super) fn partner_pane(&self) -> PaneName {
        match self.active {
            PaneName::Home | PaneName::Tiers | PaneName::Program if self.pane(PaneName::Roster).is_some() => {
                PaneName::Roster
            }
            active => active,
        }
    }

    fn quit_answered(&mut self, answer: &str) -> Vec<Effect> {
        match answer {
            "save" => {
                self.quitting = true;
                if self.workbench.path().is_none() { self.ask_save_as() } else { self.command(Command::Save) }
            }
            "discard" => vec![Effect::Quit],
            _ => Vec::new(),
        }
    }

    pub(super) fn ask_save_as(&mut self) -> Vec<Effect> {
        let text = self.workbench.path().map(|path| path.display().to_string()).unwrap_or_default();
        let prompt = Prompt::new(lists::SAVE_AS, "Save as").with_text(text).hint("A path such as plan.ron");
        self.open(Owner::Screen, prompt.into());
        Vec::new()
    }

    /// A second `?` in the untouched help turns to the list of all keys.
    pub(super) fn help_turns_page(&mut self, chord: crate::tui::keys::Chord) -> bool {
        let Some(open) = self.overlays.last() else { return false };
        let Kind::Picker(picker) = &open.overlay.kind else { return false };
        let first_page = picker.title() == lists::HELP_HERE && picker.query().is_empty();
        if !first_page || chord.typed() != Some('?') {
            return false;
        }
        self.overlays.pop();
        self.open_all_help();
        true
    }
}
