//! The settings: every choice of the rules with its value, its default and where the choice comes from; Enter changes
//! one, as one undoable step, and the numbers follow with the next frame.

use super::first_use;
use super::state::{Effect, Owner, Screen};
use crate::program::settings::{Definition, Kind, Origin, Settings, registry};
use crate::tui::overlays::{Entry, Picker, Prompt};
use crate::tui::pane::{Check, Values};
use crate::tui::session::Command;

/// The tag of the list of all settings.
pub(super) const LIST: &str = "screen/settings";
/// Before the key: the choices of one setting.
const CHOICES: &str = "screen/setting/choose/";
/// Before the key: its value, typed.
const VALUE: &str = "screen/setting/type/";
/// Answers of the list of choices that are no value.
pub(super) const TYPE: &str = "?type";
const RESET: &str = "?reset";
const EXPLAIN: &str = "?explain";

/// A calm line for a program that pays by rules that nobody has decided; nothing where there is nothing to decide.
pub fn open_questions(program: &crate::program::Program) -> Option<String> {
    let open = program.settings.open_questions().count();
    let said = if open == 1 {
        "1 rule that changes money is".to_owned()
    } else {
        format!("{open} rules that change money are")
    };
    (open > 0 && !program.deals.is_empty()).then(|| format!("{said} not decided yet  ([key:settings] decides)"))
}

impl Screen {
    pub(super) fn open_settings(&mut self) -> Vec<Effect> {
        self.list_settings("", None);
        Vec::new()
    }

    fn list_settings(&mut self, query: &str, at: Option<&str>) {
        let settings = &self.workbench.program().settings;
        let asks = |definition: &&Definition| settings.open_questions().any(|open| open.key == definition.key);
        let of_section = |name: &'static str, definition: &Definition| entry(settings, name, definition);
        let mut entries: Vec<Entry> =
            registry().definitions().filter(asks).map(|definition| of_section("To decide", definition)).collect();
        for section in registry().sections() {
            let rest = section.settings.iter().filter(|definition| !asks(definition));
            entries.extend(rest.map(|definition| of_section(section.name, definition)));
        }
        let deviating =
            settings.decided().filter(|(key, value)| registry().default_of(key.as_str()) != Some(*value)).count();
        let footer = format!("Enter changes it   * deviates from its default ({deviating})   ? not decided yet");
        let picker = Picker::new(LIST, "Settings").entries(entries).filtered(query).footer(footer);
        let picker = match at {
            Some(key) => picker.select(key),
            None => picker,
        };
        self.open(Owner::Screen, picker.into());
    }

    /// What became of the overlays of the settings; nothing for an answer that is not about them.
    pub(super) fn settings_answered(&mut self, tag: &str, values: &Values) -> Option<Vec<Effect>> {
        if tag == LIST {
            if let Values::Picked(key) = values {
                self.choose(key);
            }
            return Some(Vec::new());
        }
        if let Some(key) = tag.strip_prefix(CHOICES) {
            return Some(self.chosen(key, values));
        }
        let key = tag.strip_prefix(VALUE)?;
        let effects = match values {
            Values::Text(text) => self.decide(key, Some(text.trim()).filter(|text| !text.is_empty())),
            _ => Vec::new(),
        };
        self.back_to_list(key);
        Some(effects)
    }

    /// What is wrong with a value while it is typed, or what it means.
    pub(super) fn setting_check(&self, tag: &str, text: &str) -> Option<Check> {
        let key = tag.strip_prefix(VALUE).or_else(|| tag.strip_prefix(first_use::VALUE))?;
        let text = text.trim();
        let settings = &self.workbench.program().settings;
        let changed = if text.is_empty() { settings.reset(key) } else { settings.set(key, text) };
        Some(match changed {
            Err(error) => Check { error: Some(error.to_string()), lines: Vec::new() },
            Ok(changed) => {
                let value = changed.get(key).map(|value| value.to_string()).unwrap_or_default();
                let meaning =
                    if text.is_empty() { format!("back to the default: {value}") } else { format!("= {value}") };
                Check { error: None, lines: vec![meaning] }
            }
        })
    }

    /// Opens the choices of a setting, or a line to type its value where it has none.
    fn choose(&mut self, key: &str) {
        let Some(definition) = registry().definition(key) else { return };
        let settings = &self.workbench.program().settings;
        let entries = choices(settings, definition);
        if entries.iter().all(|entry| entry.id.starts_with('?')) {
            return self.type_value(definition);
        }
        let in_force = settings.get(key).map(|value| value.to_string()).unwrap_or_default();
        let footer = if definition.why.is_empty() { definition.expected() } else { definition.why.to_owned() };
        let title = format!("{} ({})", definition.title, definition.register);
        let picker = Picker::new(format!("{CHOICES}{key}"), title).entries(entries).select(&in_force).footer(footer);
        self.open(Owner::Screen, picker.into());
    }

    fn chosen(&mut self, key: &str, values: &Values) -> Vec<Effect> {
        let Values::Picked(picked) = values else {
            self.back_to_list(key);
            return Vec::new();
        };
        let effects = match picked.as_str() {
            TYPE => {
                if let Some(definition) = registry().definition(key) {
                    self.type_value(definition);
                }
                return Vec::new();
            }
            EXPLAIN => {
                self.back_to_list(key);
                return self.explain(&format!("setting/{key}"));
            }
            RESET => self.decide(key, None),
            text => self.decide(key, Some(text)),
        };
        self.back_to_list(key);
        effects
    }

    fn type_value(&mut self, definition: &Definition) {
        self.type_value_for(VALUE, definition);
    }

    /// Asks for a value; the answer comes back under the tag and the key.
    pub(super) fn type_value_for(&mut self, tag: &str, definition: &Definition) {
        let value = self.workbench.program().settings.get(definition.key).map(|value| value.to_string());
        let why = if definition.why.is_empty() { definition.source } else { definition.why };
        let hint = format!("{}; empty: {} (default). {why}", definition.expected(), definition.default);
        let title = format!("{} ({})", definition.title, definition.register);
        let prompt =
            Prompt::new(format!("{tag}{}", definition.key), title).with_value(value.unwrap_or_default()).hint(hint);
        self.open(Owner::Screen, prompt.into());
    }

    pub(super) fn decide(&mut self, key: &str, text: Option<&str>) -> Vec<Effect> {
        self.command(Command::SetSetting { key: key.to_owned(), text: text.map(str::to_owned) })
    }

    fn back_to_list(&mut self, key: &str) {
        let query = std::mem::take(&mut self.settings_filter);
        self.list_settings(&query, Some(key));
    }
}

fn entry(settings: &Settings, section: &str, definition: &Definition) -> Entry {
    let value = settings.get(definition.key);
    let shown = value.map(|value| value.to_string()).unwrap_or_default();
    let decided = settings.origin(definition.key) == Origin::User;
    let deviates = value != registry().default_of(definition.key);
    let (sign, state) = match (deviates, decided) {
        (true, _) => ("* ", format!("default {}", definition.default)),
        (false, true) => ("", "decided, as the default".to_owned()),
        (false, false) if definition.asks_on_first_use => ("? ", "not decided".to_owned()),
        (false, false) => ("", "default".to_owned()),
    };
    let detail = format!("{section}: {state}; {}, {}", definition.key, definition.register);
    Entry::new(definition.key, definition.title).detail(detail).key(format!("{sign}{shown}"))
}

/// The values that can be picked, with their meaning and the lines of the document they come from.
pub(super) fn choices(settings: &Settings, definition: &Definition) -> Vec<Entry> {
    let in_force = settings.get(definition.key);
    let default = registry().default_of(definition.key);
    let mut words: Vec<&str> = match &definition.kind {
        Kind::Choice(words) => words.clone(),
        Kind::Flag => vec!["yes", "no"],
        _ => {
            let stated = definition.variants.iter().map(|variant| variant.0);
            stated.filter(|text| definition.read(text).is_some()).collect()
        }
    };
    words.extend(definition.also.iter().filter(|word| !words.contains(word)).copied().collect::<Vec<_>>());
    let mut entries: Vec<Entry> = Vec::new();
    for word in words {
        let value = definition.read(word);
        let marks: Vec<&str> = [("in force", in_force), ("default", default)]
            .into_iter()
            .filter(|(_, other)| value.is_some() && *other == value)
            .map(|(mark, _)| mark)
            .collect();
        let id = value.map_or_else(|| word.to_owned(), |value| value.to_string());
        entries.push(Entry::new(id, word).detail(meaning(definition, word)).key(marks.join(", ")));
    }
    let chosen_only = matches!(definition.kind, Kind::Choice(_) | Kind::Flag);
    if !chosen_only {
        entries.push(Entry::new(TYPE, "Type a value").detail(definition.expected()));
    }
    if settings.origin(definition.key) == Origin::User {
        entries.push(
            Entry::new(RESET, format!("Back to the default: {}", definition.default)).detail("nobody decided it"),
        );
    }
    entries.push(Entry::new(EXPLAIN, "Explain").detail("where the default comes from, and the other choices"));
    entries
}

fn meaning(definition: &Definition, word: &str) -> String {
    let variant = definition.variants.iter().find(|variant| variant.0 == word);
    match variant {
        Some(variant) if variant.1.is_empty() => variant.2.to_owned(),
        Some(variant) if variant.2.is_empty() => variant.1.to_owned(),
        Some(variant) => format!("{} ({})", variant.2, variant.1),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::app::{Dates, Origin as Source};
    use crate::program::Program;
    use crate::tui::screen::Options;
    use crate::tui::script;
    use crate::tui::session::Workbench;

    fn screen() -> Screen {
        let program = crate::store::read(include_bytes!("../../../saves/example.ron")).unwrap().program;
        let dates = Dates { today: date(2026, 11, 22), asked: None };
        Screen::new(Workbench::new(program, Source::default(), dates), crate::tui::panes::all(), Options::default())
    }

    fn value(screen: &Screen, key: &str) -> String {
        screen.workbench().program().settings.get(key).unwrap().to_string()
    }

    #[test]
    fn a_setting_is_found_by_typing_and_chosen_as_one_step() {
        let mut screen = screen();
        script::press(&mut screen, "Stouch.model<Enter>").unwrap();
        let text = script::text_of(&mut screen, 110, 34);
        assert!(text.contains("time_decay") && text.contains("in force"), "{text}");
        script::press(&mut screen, "time_decay<Enter>").unwrap();
        assert_eq!(value(&screen, "touch.model"), "time_decay");
        let policy = screen.workbench().derived().policy();
        assert_eq!(policy.touch_model, crate::analysis::touches::AttributionModel::TimeDecay);
        let text = script::text_of(&mut screen, 110, 34);
        assert!(text.contains("* time_decay"), "the list is there again and marks what deviates: {text}");
        script::press(&mut screen, "<Esc>u").unwrap();
        assert_eq!(value(&screen, "touch.model"), "linear");
    }

    #[test]
    fn a_typed_value_is_checked_before_it_is_taken_and_empty_goes_back() {
        let mut screen = screen();
        script::press(&mut screen, "Sgrowth.strong_percent<Enter>5000%<Enter>").unwrap();
        let text = script::text_of(&mut screen, 110, 34);
        assert!(text.contains("cannot be") && value(&screen, "growth.strong_percent") == "20%", "{text}");
        script::press(&mut screen, "<Backspace><Backspace><Backspace><Backspace>5%<Enter>").unwrap();
        assert_eq!(value(&screen, "growth.strong_percent"), "55%");
        script::press(&mut screen, "<Enter><Backspace><Backspace><Backspace><Enter>").unwrap();
        assert_eq!(value(&screen, "growth.strong_percent"), "20%");
        assert_eq!(screen.workbench().program().settings.origin("growth.strong_percent"), Origin::Preset);
    }

    #[test]
    fn the_rules_that_change_money_come_first_until_they_are_decided() {
        let mut screen = screen();
        let open = screen.workbench().program().settings.open_questions().count();
        assert!(open > 0 && open_questions(screen.workbench().program()).is_some());
        script::press(&mut screen, "S<Enter><Enter>").unwrap();
        assert_eq!(screen.workbench().program().settings.open_questions().count(), open - 1, "the default, decided");
        assert_eq!(open_questions(&Program::named("No deals")), None);
    }
}
