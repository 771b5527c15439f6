//! One labelled field of a form.

use std::fmt;
use std::sync::Arc;

use crossterm::event::{KeyCode, KeyEvent};
use jiff::civil::Date;

use crate::app::typed;
use crate::tui::keys::Chord;
use crate::tui::pane::Check;
use crate::tui::widgets::text_field::{TextField, Typed};

/// Reads a text: `Ok` with what it means ("Sat 14 Mar 2026"; may be empty), `Err` with what is wrong and what to do.
pub type Validator = Arc<dyn Fn(&str) -> Result<String, String> + Send + Sync>;

/// How a field is filled in.
#[derive(Debug, Clone)]
pub(super) enum Entry {
    /// By typing.
    Text(TextField),
    /// By choosing one of (id, label).
    Choice {
        /// The choices in order.
        options: Vec<(String, String)>,
        /// The chosen one.
        chosen: usize,
        /// What was typed to find one.
        typed: String,
    },
}

/// A labelled field.
#[derive(Clone)]
pub struct Field {
    pub(super) name: String,
    pub(super) label: String,
    pub(super) hint: String,
    pub(super) entry: Entry,
    pub(super) check: Check,
    /// Typed into, left, or submitted: from then on its error is shown.
    pub(super) touched: bool,
    validator: Option<Validator>,
    /// What the typed text could go on as: whole texts.
    offered: Vec<String>,
    /// Whether it was typed into since it was opened.
    typed: bool,
}

impl Field {
    /// A field that is typed.
    pub fn text(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            label: label.into(),
            hint: String::new(),
            entry: Entry::Text(TextField::default()),
            check: Check::default(),
            touched: false,
            validator: None,
            offered: Vec::new(),
            typed: false,
        }
    }

    /// A field that is chosen from (id, label) with left, right or by typing the beginning; its text is the id.
    pub fn choice(name: impl Into<String>, label: impl Into<String>, options: Vec<(String, String)>) -> Self {
        Self { entry: Entry::Choice { options, chosen: 0, typed: String::new() }, ..Self::text(name, label) }
    }

    /// A date as people type it (`2026-03-14`, `fri`, `+2w`, `W-3` before a launch), echoed in words; may be empty.
    pub fn date(name: impl Into<String>, label: impl Into<String>, as_of: Date, launch: Option<Date>) -> Self {
        Self::text(name, label).hint("2026-03-14, 14 Mar, fri, +2w").checked_by(move |text| {
            if text.trim().is_empty() {
                return Ok(String::new());
            }
            let date = typed::date(text, as_of, launch).map_err(|error| error.to_string())?;
            Ok(date.strftime("%a %-d %b %Y").to_string())
        })
    }

    /// An amount as people type it (`25k`, `1.2m`), echoed in full; may be empty.
    pub fn money(name: impl Into<String>, label: impl Into<String>, places: u32) -> Self {
        Self::text(name, label).hint("25k, 1.2m, 1,200.50").checked_by(move |text| {
            if text.trim().is_empty() {
                return Ok(String::new());
            }
            typed::money(text, places).map(|money| money.to_string()).map_err(|error| error.to_string())
        })
    }

    /// What the field holds at first: the text, or the id of a choice. A text that is wrong from the start is flagged.
    pub fn value(mut self, value: &str) -> Self {
        self.touched = !value.is_empty();
        match &mut self.entry {
            Entry::Text(field) => *field = TextField::new(value),
            Entry::Choice { options, chosen, .. } => {
                *chosen = options.iter().position(|(id, _)| id == value).unwrap_or(0);
            }
        }
        self.validate();
        self
    }

    /// What may be typed.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    /// Checks the text whenever it changes.
    pub fn checked_by(mut self, validator: impl Fn(&str) -> Result<String, String> + Send + Sync + 'static) -> Self {
        self.validator = Some(Arc::new(validator));
        self.validate();
        self
    }

    /// Refuses an empty text.
    pub fn required(self) -> Self {
        self.checked_by(
            |text| {
                if text.trim().is_empty() { Err("this is needed".to_owned()) } else { Ok(String::new()) }
            },
        )
    }

    /// The text as typed, or the id of the choice.
    pub fn current(&self) -> &str {
        match &self.entry {
            Entry::Text(field) => field.text(),
            Entry::Choice { options, chosen, .. } => options.get(*chosen).map_or("", |(id, _)| id),
        }
    }

    /// Goes on looking for an option where another form of the field was.
    pub(super) fn look_on(&mut self, before: &Self) {
        if let (Entry::Choice { typed, .. }, Entry::Choice { typed: looked, .. }) = (&mut self.entry, &before.entry)
            && self.name == before.name
        {
            typed.clone_from(looked);
        }
    }

    /// What the text could go on as; Tab takes what all of them have.
    pub(super) fn offer(&mut self, found: &[String]) {
        self.offered = found.to_vec();
    }

    /// Goes on to what all offered texts begin with; false where that is not more than there is.
    pub(super) fn complete(&mut self) -> bool {
        let Some(first) = self.offered.first().filter(|_| self.typed).cloned() else { return false };
        let common = self.offered.iter().skip(1).fold(first, |common, other| {
            let same = common.chars().zip(other.chars()).take_while(|(one, two)| one == two);
            same.map(|(c, _)| c).collect()
        });
        let Entry::Text(text) = &mut self.entry else { return false };
        if common.chars().count() <= text.text().chars().count() {
            return false;
        }
        *text = TextField::new(common);
        self.offered.clear();
        self.validate();
        true
    }

    /// While an option is looked for by typing: what was typed, and the options that hold it.
    pub(super) fn candidates(&self) -> Option<String> {
        if self.typed && !self.offered.is_empty() {
            let last = |text: &String| {
                let cut = text.trim_end_matches(['/', '\\']);
                let start = cut.rfind(['/', '\\']).map_or(0, |at| at + 1);
                text.get(start..).unwrap_or(text).to_owned()
            };
            let names: Vec<String> = self.offered.iter().take(8).map(last).collect();
            let more = self.offered.len().saturating_sub(names.len());
            let more = if more > 0 { format!("  and {more} more") } else { String::new() };
            return Some(format!("Tab: {}{more}", names.join("  ")));
        }
        let Entry::Choice { options, typed, .. } = &self.entry else { return None };
        if typed.is_empty() {
            return None;
        }
        let found = matching(options, typed);
        let names: Vec<&str> =
            found.iter().take(5).filter_map(|at| options.get(*at)).map(|(_, l)| l.as_str()).collect();
        let more = found.len().saturating_sub(names.len());
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        Some(format!("{typed}: {}{more}", names.join(", ")))
    }

    /// What is wrong, once it is fair to say so: not before the field was touched.
    pub(super) fn fault(&self) -> Option<&str> {
        self.check.error.as_deref().filter(|_| self.touched)
    }

    pub(super) fn validate(&mut self) {
        let Some(validator) = &self.validator else {
            self.check = Check::default();
            return;
        };
        self.check = match validator(self.current()) {
            Ok(meaning) if meaning.is_empty() => Check::default(),
            Ok(meaning) => Check { error: None, lines: vec![meaning] },
            Err(error) => Check { error: Some(error), lines: Vec::new() },
        };
    }

    pub(super) fn key(&mut self, event: KeyEvent) -> Typed {
        let typed = match &mut self.entry {
            Entry::Text(field) => field.key(event),
            Entry::Choice { options, chosen, typed } => choose(options, chosen, typed, event),
        };
        if typed == Typed::Edited {
            (self.touched, self.typed) = (true, true);
            self.offered.clear();
            self.validate();
        }
        typed
    }

    pub(super) fn paste(&mut self, text: &str) {
        if let Entry::Text(field) = &mut self.entry {
            field.paste(text);
            (self.touched, self.typed) = (true, true);
            self.validate();
        }
    }
}

fn choose(options: &[(String, String)], chosen: &mut usize, typed: &mut String, event: KeyEvent) -> Typed {
    let chord = Chord::of(&event);
    let count = options.len().max(1);
    match chord.code {
        KeyCode::Left => *chosen = (*chosen + count - 1) % count,
        KeyCode::Right => *chosen = (*chosen + 1) % count,
        KeyCode::Backspace => {
            typed.pop();
            return Typed::Moved;
        }
        _ => match chord.typed() {
            Some(' ') if typed.is_empty() => *chosen = (*chosen + 1) % count,
            Some(c) => return find(options, chosen, typed, c),
            None => return Typed::Unused,
        },
    }
    typed.clear();
    Typed::Edited
}

/// The options that hold a text, the best first: those that begin with it, then a word of them, then any part.
fn matching(options: &[(String, String)], text: &str) -> Vec<usize> {
    let wanted = text.to_lowercase();
    let rank = |label: &str| {
        let label = label.to_lowercase();
        match () {
            () if label.starts_with(&wanted) => Some(0),
            () if label.split_whitespace().any(|word| word.starts_with(&wanted)) => Some(1),
            () if label.contains(&wanted) => Some(2),
            () => None,
        }
    };
    let ranked = options.iter().enumerate().filter_map(|(at, (_, label))| Some((rank(label)?, at)));
    let mut found: Vec<(u8, usize)> = ranked.collect();
    found.sort_unstable();
    found.into_iter().map(|(_, at)| at).collect()
}

/// Goes to the best option for what was typed, or for the letter alone.
fn find(options: &[(String, String)], chosen: &mut usize, typed: &mut String, c: char) -> Typed {
    typed.push(c);
    let mut found = matching(options, typed);
    if found.is_empty() {
        typed.clear();
        typed.push(c);
        found = matching(options, typed);
    }
    if let Some(first) = found.first() {
        *chosen = *first;
        return Typed::Edited;
    }
    typed.clear();
    Typed::Moved
}

impl fmt::Debug for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Field").field("name", &self.name).field("text", &self.current()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_is_found_by_its_first_letters() {
        let options = ["Bronze", "Silver", "Gold", "Solar"].map(|t| (t.to_lowercase(), t.to_owned())).to_vec();
        let mut field = Field::choice("tier", "Tier", options).value("gold");
        assert_eq!(field.current(), "gold");
        for c in "so".chars() {
            field.key(Chord::char(c).event());
        }
        assert_eq!(field.current(), "solar");
        field.key(Chord::plain(KeyCode::Right).event());
        assert_eq!(field.current(), "bronze");
    }

    #[test]
    fn a_choice_is_found_by_any_part_of_it_and_the_others_that_hold_it_are_told() {
        let names = ["Blue Heron Systems", "Halcyon Data", "Systema", "Alder & Finch"];
        let mut field = Field::choice("partner", "Partner", names.map(|t| (t.to_lowercase(), t.to_owned())).to_vec());
        for c in "sys".chars() {
            field.key(Chord::char(c).event());
        }
        assert_eq!(field.current(), "systema", "what begins so comes first");
        assert_eq!(field.candidates().as_deref(), Some("sys: Systema, Blue Heron Systems"));
        field.key(Chord::char('q').event());
        assert_eq!((field.current(), field.candidates()), ("systema", None), "what nothing holds changes nothing");
        for c in "& fi".chars() {
            field.key(Chord::char(c).event());
        }
        assert_eq!(field.current(), "alder & finch");
    }

    #[test]
    fn a_choice_without_options_holds() {
        let mut field = Field::choice("tier", "Tier", Vec::new());
        field.key(Chord::plain(KeyCode::Left).event());
        field.key(Chord::char('x').event());
        assert_eq!(field.current(), "");
    }
}
