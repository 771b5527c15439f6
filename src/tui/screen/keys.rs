//! The keys themselves: choosing a preset, testing what the terminal sends, digits that count, letters that type over a
//! cell, and keys of the user that say an editing command.

use crossterm::event::{KeyCode, KeyEvent};

use super::state::{Effect, Owner, Screen};
use crate::app::spoken::{self, Line};
use crate::tui::action::{Action, Scope};
use crate::tui::keymap::{Keymap, Preset, Resolution};
use crate::tui::keys::Chord;
use crate::tui::outcome::Notice;
use crate::tui::overlays::{Entry, Picker, Preview, PreviewLine};
use crate::tui::pane::{Mode, Pane, Values};

pub(super) const CHOICE: &str = "screen/keys";
const TEST: &str = "screen/keys-test";

/// The most often that digits can say.
const MOST: u32 = 999;
/// How many tested keys stay in view.
const TESTED: usize = 12;

/// Actions that can be done several times in a row: those that move, step, or take back.
fn can_be_counted(action: Action) -> bool {
    let family = action.info().name.split('.').next().unwrap_or_default();
    matches!(
        family,
        "move" | "page" | "find" | "value" | "shift" | "zoom" | "undo" | "redo" | "grab" | "pane" | "timer"
    )
}

impl Screen {
    pub(super) fn open_key_choice(&mut self) -> Vec<Effect> {
        let entries =
            Preset::ALL.map(|preset| Entry::new(preset.name(), preset.name()).detail(preset.about())).to_vec();
        let now = self.keymap.preset.name();
        let footer = "Asked once; your own keys go over it, in keys.ron (quarterdeck keys --check)";
        let picker =
            Picker::new(CHOICE, "Which keys do your fingers know?").entries(entries).select(now).footer(footer);
        self.open(Owner::Screen, picker.into());
        Vec::new()
    }

    pub(super) fn keys_chosen(&mut self, word: &str) -> Vec<Effect> {
        let Ok(preset) = word.parse::<Preset>() else { return Vec::new() };
        let own = self.own_keys.as_ref().map(|(name, text)| (name.as_str(), text.as_str()));
        let (keymap, problems) = Keymap::of_user(preset, own);
        let in_force = keymap.preset;
        self.keymap = keymap;
        let text = if in_force == preset {
            let help = self.keymap.key_for(&[Scope::Global], Action::Help).unwrap_or_default();
            format!("Keys: {preset}; {help} lists them")
        } else {
            format!("Your keys.ron asks for {in_force}; that stays in force until the line is taken out")
        };
        self.notify(Notice::info(text));
        for problem in problems {
            self.notify(Notice::warning(problem.to_string()));
        }
        vec![Effect::Prefer(preset)]
    }

    pub(super) fn open_key_test(&mut self) -> Vec<Effect> {
        self.tested.clear();
        self.show_tested();
        Vec::new()
    }

    fn show_tested(&mut self) {
        let mut lines = vec![PreviewLine::heading("Press any key; Esc twice closes")];
        lines.extend(self.tested.iter().map(|line| PreviewLine::same(line.clone())));
        self.open(Owner::Screen, Preview::new(TEST, "Key test").lines(lines).into());
    }

    /// True where the key went to the test of keys.
    pub(super) fn key_is_tested(&mut self, key: KeyEvent, chord: Chord) -> bool {
        if self.overlays.last().is_none_or(|open| open.overlay.tag != TEST) {
            return false;
        }
        self.overlays.pop();
        self.dirty = true;
        let escape = self.tested.last().is_some_and(|line| line.starts_with("Esc "));
        if chord.code == KeyCode::Esc && escape {
            return true;
        }
        let scopes = [Scope::from(self.active), Scope::Global];
        let means = match self.keymap.resolve(&scopes, &[chord]) {
            Resolution::Run(action) => action.title().to_owned(),
            Resolution::Say(place) => {
                self.keymap.sayings().get(place).map_or(String::new(), |said| said.words.join(" "))
            }
            Resolution::Pending => "begins a sequence".to_owned(),
            Resolution::Unbound => "nothing here".to_owned(),
        };
        let sent = format!("{:?} {:?}", key.code, key.modifiers);
        self.tested.push(format!("{:<14} {means:<34} sent: {sent}", chord.to_string()));
        let from = self.tested.len().saturating_sub(TESTED);
        self.tested.drain(..from);
        self.show_tested();
        true
    }

    /// Takes a digit as a part of how often the next command is done; false where digits do not count.
    pub(super) fn counts(&mut self, chord: Chord) -> bool {
        if !self.keymap.counts || !self.pending.is_empty() || self.mode() != Mode::Nav {
            return false;
        }
        let Some(digit) = chord.typed().and_then(|sign| sign.to_digit(10)) else { return false };
        if digit == 0 && self.count == 0 {
            return false;
        }
        self.count = (self.count * 10 + digit).min(MOST);
        let text = format!("{} times; the next key says what, Esc forgets it", self.count);
        self.notify(Notice::info(text));
        true
    }

    /// Runs an action as often as the digits before it said.
    pub(super) fn run_counted(&mut self, action: Action) -> Vec<Effect> {
        let times = if can_be_counted(action) { self.count.max(1) } else { 1 };
        self.count = 0;
        (0..times).flat_map(|_| self.run(action)).collect()
    }

    /// Where letters type, a letter on a cell replaces what is in it.
    pub(super) fn types_over(&mut self, key: KeyEvent, chord: Chord) -> Option<Vec<Effect>> {
        let on_cell = self.keymap.typing
            && chord.typed().is_some()
            && self.mode() == Mode::Nav
            && Action::CellChange.valid_in(Scope::from(self.active))
            && self.availability(Action::CellChange).is_ok();
        if !on_cell {
            return None;
        }
        let mut effects = self.run(Action::CellChange);
        let types = !self.overlays.is_empty() || self.pane(self.active).is_some_and(Pane::typing);
        if types {
            effects.extend(self.on_key(key));
        }
        Some(effects)
    }

    /// Says what a key of the user says, as one step.
    pub(super) fn say(&mut self, place: usize) -> Vec<Effect> {
        let Some(saying) = self.keymap.sayings().get(place) else { return Vec::new() };
        let partner = self.current_partner();
        let mut words = saying.words.clone();
        for word in &mut words {
            if word.contains("{partner}") {
                let Some(partner) = &partner else {
                    return self.notify(Notice::info(format!("{}: no partner is selected", saying.keys)));
                };
                *word = word.replace("{partner}", partner.as_str());
            }
        }
        self.dirty = true;
        match spoken::run(&mut self.workbench, &[Line { number: 1, words }]) {
            Ok(ran) => {
                let said = ran.steps.iter().map(|step| step.label.clone()).collect::<Vec<_>>().join("; ");
                self.notify(Notice::info(said))
            }
            Err(stopped) => self.notify(Notice::error(stopped.refusal.to_string())),
        }
    }

    /// The offer of other keys, once.
    pub(super) fn offer_keys(&mut self) {
        let help = self.keymap.key_for(&[Scope::Global], Action::Help).unwrap_or_default();
        let palette = self.keymap.key_for(&[Scope::Global], Action::Palette).unwrap_or_default();
        let text = format!("{help} lists the keys. {palette}tour shows around. Keys of vim or a sheet: {palette}keys");
        self.notify(Notice::info(text));
    }

    /// Whether the answer of an overlay was about keys.
    pub(super) fn keys_answered(&mut self, tag: &str, values: &Values) -> Option<Vec<Effect>> {
        match values {
            Values::Picked(word) if tag == CHOICE => Some(self.keys_chosen(word)),
            _ => (tag == TEST || tag == CHOICE).then(Vec::new),
        }
    }
}
