//! The rules that change money and that nobody has decided: asked where they are first used, once a session, each
//! answer one undoable step. Put off, a rule stands at its default and is asked again in the next session.

use super::settings::{self, TYPE};
use super::state::{Effect, Owner, Screen};
use crate::program::Program;
use crate::program::settings::{Definition, registry};
use crate::tui::overlays::{Entry, Picker};
use crate::tui::pane::{PaneName, Values};

/// Before the key: the question.
const QUESTION: &str = "screen/first-use/choose/";
/// Before the key: its value, typed.
pub(super) const VALUE: &str = "screen/first-use/type/";
/// The answer that puts it off.
const LATER: &str = "?later";

/// Where each rule is first used.
const USED_IN: [(&str, &[PaneName]); 5] = [
    ("mdf.preset", &[PaneName::Tiers, PaneName::Economics]),
    ("scorecard.scale", &[PaneName::Matrix]),
    ("influence.pay_rule", &[PaneName::Economics]),
    ("rebate.scope", &[PaneName::Economics]),
    ("affiliate.acv_limit", &[PaneName::Economics]),
];

fn is_used(definition: &Definition, pane: PaneName) -> bool {
    let places = USED_IN.iter().find(|(key, _)| *key == definition.key).map(|(_, places)| *places);
    places.unwrap_or(&[PaneName::Economics]).contains(&pane)
}

/// Whether the program holds anything that the rule speaks about.
fn matters(key: &str, program: &Program) -> bool {
    match key {
        "mdf.preset" => !program.tiers.is_empty(),
        "scorecard.scale" => !program.partners.is_empty(),
        _ => !program.deals.is_empty(),
    }
}

impl Screen {
    /// Asks what the pane that is shown needs decided, unless it was asked in this session.
    pub(super) fn ask_first_use(&mut self) {
        if !self.asks || !self.overlays.is_empty() {
            return;
        }
        let program = self.workbench.program();
        let open: Vec<&'static Definition> = program
            .settings
            .open_questions()
            .filter(|definition| is_used(definition, self.active) && matters(definition.key, program))
            .filter(|definition| !self.asked.contains(definition.key))
            .collect();
        let Some(definition) = open.first() else { return };
        self.asked.insert(definition.key);
        self.ask_rule(definition, open.len());
    }

    fn ask_rule(&mut self, definition: &Definition, open: usize) {
        let settings = &self.workbench.program().settings;
        let mut entries = settings::choices(settings, definition);
        entries.retain(|entry| entry.id == TYPE || !entry.id.starts_with('?'));
        for entry in &mut entries {
            entry.key = entry.key.replace("in force, default", "default");
        }
        let later = format!("keeps {} and asks again next time", definition.default);
        entries.push(Entry::new(LATER, "Decide later").detail(later));
        let of = if open == 1 { String::new() } else { format!(", 1 of {open}") };
        let title = format!("To decide: {} ({}{of})", definition.title, definition.register);
        let picker = Picker::new(format!("{QUESTION}{}", definition.key), title).entries(entries);
        let in_force = settings.get(definition.key).map(|value| value.to_string()).unwrap_or_default();
        let footer = format!("Changes money; Esc decides later. {}", definition.why);
        self.open(Owner::Screen, picker.select(&in_force).footer(footer).into());
    }

    /// What became of a question; nothing for an answer that is not about one.
    pub(super) fn first_use_answered(&mut self, tag: &str, values: &Values) -> Option<Vec<Effect>> {
        if let Some(key) = tag.strip_prefix(VALUE) {
            let effects = match values {
                Values::Text(text) => self.decide(key, Some(text.trim()).filter(|text| !text.is_empty())),
                _ => Vec::new(),
            };
            self.ask_first_use();
            return Some(effects);
        }
        let key = tag.strip_prefix(QUESTION)?;
        let effects = match values {
            Values::Picked(picked) if picked == TYPE => {
                if let Some(definition) = registry().definition(key) {
                    self.type_value_for(VALUE, definition);
                }
                return Some(Vec::new());
            }
            Values::Picked(picked) if picked != LATER => self.decide(key, Some(picked)),
            Values::Picked(_) => Vec::new(),
            _ => {
                self.put_off();
                return Some(Vec::new());
            }
        };
        self.ask_first_use();
        Some(effects)
    }

    /// Escape puts off everything that this pane would ask.
    fn put_off(&mut self) {
        let active = self.active;
        let open = self.workbench.program().settings.open_questions();
        let here: Vec<&'static str> =
            open.filter(|definition| is_used(definition, active)).map(|definition| definition.key).collect();
        self.asked.extend(here);
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::app::{Dates, Origin};
    use crate::program::settings::registry;
    use crate::tui::screen::Options;
    use crate::tui::script;
    use crate::tui::session::Workbench;
    use crate::tui::theme::{Look, Theme};

    fn screen(asks: bool) -> Screen {
        let program = crate::store::read(include_bytes!("../../../saves/example.ron")).unwrap().program;
        let dates = Dates { today: date(2026, 11, 22), asked: None };
        let look = Look { theme: Theme::mono(), ..Look::default() };
        let options = Options { look, asks, ..Options::default() };
        Screen::new(Workbench::new(program, Origin::default(), dates), crate::tui::panes::all(), options)
    }

    fn value(screen: &Screen, key: &str) -> String {
        screen.workbench().program().settings.get(key).unwrap().to_string()
    }

    #[test]
    fn every_rule_that_asks_has_its_pane() {
        let asking: Vec<&str> = registry().definitions().filter(|d| d.asks_on_first_use).map(|d| d.key).collect();
        assert_eq!(asking.len(), USED_IN.len());
        assert!(asking.iter().all(|key| USED_IN.iter().any(|(used, _)| used == key)), "{asking:?}");
    }

    #[test]
    fn a_rule_is_asked_where_it_is_first_used_and_its_answer_is_one_step() {
        let mut screen = screen(true);
        script::press(&mut screen, "3").unwrap();
        let text = script::text_of(&mut screen, 80, 24);
        insta::assert_snapshot!("asked_on_first_use_80x24", text);
        script::press(&mut screen, "<Down><Enter>").unwrap();
        assert_eq!(value(&screen, "mdf.preset"), "fund");
        assert_eq!(screen.workbench().history().done().len(), 1);
        script::press(&mut screen, "u").unwrap();
        assert_eq!(value(&screen, "mdf.preset"), "matrix");
        script::press(&mut screen, "13").unwrap();
        assert!(screen.overlays.is_empty(), "not asked twice");
    }

    #[test]
    fn deciding_later_keeps_the_default_and_asks_again_in_the_next_session_only() {
        let mut screen = screen(true);
        script::press(&mut screen, "6").unwrap();
        let text = script::text_of(&mut screen, 140, 45);
        insta::assert_snapshot!("asked_on_first_use_140x45", text);
        let open = screen.workbench().program().settings.open_questions().count();
        script::press(&mut screen, "later<Enter><Esc>").unwrap();
        assert!(screen.overlays.is_empty());
        assert_eq!(screen.workbench().program().settings.open_questions().count(), open);
        assert!(screen.workbench().history().done().is_empty());
        script::press(&mut screen, "16").unwrap();
        assert!(screen.overlays.is_empty());
    }

    #[test]
    fn a_value_can_be_typed_where_the_document_states_one_only() {
        let mut screen = screen(true);
        script::press(&mut screen, "6").unwrap();
        while !script::text_of(&mut screen, 120, 40).contains("(C-64") {
            script::press(&mut screen, "later<Enter>").unwrap();
        }
        script::press(&mut screen, "type<Enter>8000<Enter>").unwrap();
        assert_eq!(value(&screen, "affiliate.acv_limit"), "8000.00");
    }

    #[test]
    fn pictures_and_scripts_are_never_asked() {
        let mut screen = screen(false);
        script::press(&mut screen, "36").unwrap();
        assert!(screen.overlays.is_empty());
    }
}
