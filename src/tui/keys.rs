//! Keys as text: `"ctrl+p"`, `"g p"`, `"?"`.
//!
//! Keymaps, help and scripts all write keys this way, so one parser and one printer serve them. What a terminal can not
//! deliver (`ctrl+i` is Tab) is refused when it is read, never silently unreachable.

use std::fmt;
use std::str::FromStr;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// One key with its modifiers, normalised: a character carries no shift, back-tab is shift and Tab.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd)]
pub struct Chord {
    /// The key itself.
    pub code: KeyCode,
    /// Control, alt and shift.
    pub modifiers: KeyModifiers,
}

impl Chord {
    /// A key without modifiers.
    pub const fn plain(code: KeyCode) -> Self {
        Self { code, modifiers: KeyModifiers::NONE }
    }

    /// A character without modifiers.
    pub const fn char(c: char) -> Self {
        Self::plain(KeyCode::Char(c))
    }

    /// The chord that a key event stands for.
    pub fn of(event: &KeyEvent) -> Self {
        let wanted = KeyModifiers::CONTROL | KeyModifiers::ALT | KeyModifiers::SHIFT;
        let mut code = event.code;
        let mut modifiers = event.modifiers & wanted;
        match code {
            KeyCode::Char('h') if modifiers == KeyModifiers::CONTROL => {
                (code, modifiers) = (KeyCode::Backspace, KeyModifiers::NONE);
            }
            KeyCode::Char(c) if modifiers.contains(KeyModifiers::CONTROL) => {
                code = KeyCode::Char(c.to_ascii_lowercase());
                modifiers.remove(KeyModifiers::SHIFT);
            }
            KeyCode::Char(c) if modifiers.contains(KeyModifiers::SHIFT) => {
                code = KeyCode::Char(if c.is_ascii_lowercase() { c.to_ascii_uppercase() } else { c });
                modifiers.remove(KeyModifiers::SHIFT);
            }
            KeyCode::BackTab => (code, modifiers) = (KeyCode::Tab, modifiers | KeyModifiers::SHIFT),
            _ => {}
        }
        Self { code, modifiers }
    }

    /// The event that pressing this chord sends.
    pub fn event(self) -> KeyEvent {
        KeyEvent::new(self.code, self.modifiers)
    }

    /// True when the chord needs no control, alt or function key.
    pub fn is_plain(self) -> bool {
        !self.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) && !matches!(self.code, KeyCode::F(_))
    }

    /// The character that typing this chord inserts.
    pub fn typed(self) -> Option<char> {
        match self.code {
            KeyCode::Char(c) if (self.modifiers - KeyModifiers::SHIFT).is_empty() => Some(c),
            _ => None,
        }
    }
}

/// Why a key's text is not a key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadKey {
    /// Not the name of a key.
    #[error("{0:?} is not a key; write it like \"ctrl+p\", \"shift+tab\", \"g p\", \"pgdn\" or \"?\"")]
    Unknown(String),
    /// A terminal sends something else for it.
    #[error("{0:?} can not be bound: {1}")]
    Undeliverable(String, &'static str),
}

const NAMES: [(&str, KeyCode); 18] = [
    ("enter", KeyCode::Enter),
    ("esc", KeyCode::Esc),
    ("tab", KeyCode::Tab),
    ("backspace", KeyCode::Backspace),
    ("delete", KeyCode::Delete),
    ("insert", KeyCode::Insert),
    ("left", KeyCode::Left),
    ("right", KeyCode::Right),
    ("up", KeyCode::Up),
    ("down", KeyCode::Down),
    ("home", KeyCode::Home),
    ("end", KeyCode::End),
    ("pgup", KeyCode::PageUp),
    ("pgdn", KeyCode::PageDown),
    ("space", KeyCode::Char(' ')),
    ("return", KeyCode::Enter),
    ("del", KeyCode::Delete),
    ("lt", KeyCode::Char('<')),
];

fn code_of(name: &str) -> Option<KeyCode> {
    let mut letters = name.chars();
    if let (Some(c), None) = (letters.next(), letters.next()) {
        return (!c.is_control()).then_some(KeyCode::Char(c));
    }
    let lower = name.to_ascii_lowercase();
    if let Some((_, code)) = NAMES.iter().find(|(known, _)| *known == lower) {
        return Some(*code);
    }
    let number: u8 = lower.strip_prefix('f')?.parse().ok()?;
    (1..=12).contains(&number).then_some(KeyCode::F(number))
}

fn undeliverable(chord: Chord, shift: bool) -> Option<&'static str> {
    if !chord.modifiers.contains(KeyModifiers::CONTROL) {
        return None;
    }
    match chord.code {
        KeyCode::Char('i') => Some("terminals send Tab for it"),
        KeyCode::Char('m') => Some("terminals send Enter for it"),
        KeyCode::Char('j') => Some("terminals send a line feed for it"),
        KeyCode::Char('h') => Some("terminals send Backspace for it"),
        KeyCode::Char('[') => Some("terminals send Esc for it"),
        KeyCode::Char(c) if shift && c.is_alphabetic() => Some("terminals do not send shift together with ctrl"),
        _ => None,
    }
}

impl FromStr for Chord {
    type Err = BadKey;

    fn from_str(text: &str) -> Result<Self, BadKey> {
        let unknown = || BadKey::Unknown(text.to_owned());
        let (modifier_part, key) = match text.strip_suffix('+') {
            Some("") => ("", "+"),
            Some(rest) => (rest.strip_suffix('+').ok_or_else(unknown)?, "+"),
            None => text.rsplit_once('+').unwrap_or(("", text)),
        };
        let mut modifiers = KeyModifiers::NONE;
        for name in modifier_part.split('+').filter(|name| !name.is_empty()) {
            modifiers |= match name.to_ascii_lowercase().as_str() {
                "ctrl" => KeyModifiers::CONTROL,
                "alt" => KeyModifiers::ALT,
                "shift" => KeyModifiers::SHIFT,
                _ => return Err(unknown()),
            };
        }
        let code = code_of(key).ok_or_else(unknown)?;
        let raw = Self { code, modifiers };
        if let Some(reason) = undeliverable(raw, modifiers.contains(KeyModifiers::SHIFT)) {
            return Err(BadKey::Undeliverable(text.to_owned(), reason));
        }
        Ok(Self::of(&raw.event()))
    }
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (flag, name) in
            [(KeyModifiers::CONTROL, "Ctrl+"), (KeyModifiers::ALT, "Alt+"), (KeyModifiers::SHIFT, "Shift+")]
        {
            if self.modifiers.contains(flag) {
                f.write_str(name)?;
            }
        }
        match self.code {
            KeyCode::Char(' ') => f.write_str("Space"),
            KeyCode::Char(c) if self.modifiers.contains(KeyModifiers::CONTROL) => {
                write!(f, "{}", c.to_ascii_uppercase())
            }
            KeyCode::Char(c) => write!(f, "{c}"),
            KeyCode::F(n) => write!(f, "F{n}"),
            KeyCode::PageUp => f.write_str("PgUp"),
            KeyCode::PageDown => f.write_str("PgDn"),
            code => match NAMES.iter().find(|(_, known)| *known == code) {
                Some((name, _)) => {
                    let mut letters = name.chars();
                    let first = letters.next().map(|c| c.to_ascii_uppercase());
                    write!(f, "{}{}", first.unwrap_or(' '), letters.as_str())
                }
                None => write!(f, "{code:?}"),
            },
        }
    }
}

/// One or more chords pressed after each other.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Sequence(pub Vec<Chord>);

impl Sequence {
    /// True when no chord needs control, alt or a function key.
    pub fn is_plain(&self) -> bool {
        self.0.iter().all(|chord| chord.is_plain())
    }

    /// True when this sequence begins with `other` and goes on.
    pub fn continues(&self, other: &[Chord]) -> bool {
        self.0.len() > other.len() && self.0.starts_with(other)
    }
}

impl FromStr for Sequence {
    type Err = BadKey;

    fn from_str(text: &str) -> Result<Self, BadKey> {
        let chords = text.split_whitespace().map(Chord::from_str).collect::<Result<Vec<_>, _>>()?;
        if chords.is_empty() { Err(BadKey::Unknown(text.to_owned())) } else { Ok(Self(chords)) }
    }
}

impl fmt::Display for Sequence {
    /// Letters stand together (`gp`); named keys are set apart by a blank.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut after_name = false;
        for (index, chord) in self.0.iter().enumerate() {
            let text = chord.to_string();
            let named = text.chars().count() > 1;
            if index > 0 && (named || after_name) {
                f.write_str(" ")?;
            }
            after_name = named;
            f.write_str(&text)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_read_and_print() {
        for (text, printed) in [
            ("ctrl+p", "Ctrl+P"),
            ("?", "?"),
            ("+", "+"),
            ("ctrl++", "Ctrl++"),
            ("shift+tab", "Shift+Tab"),
            ("g p", "gp"),
            ("pgdn", "PgDn"),
            ("space", "Space"),
            ("f10", "F10"),
            ("z =", "z="),
            ("ctrl+pgup", "Ctrl+PgUp"),
            ("G", "G"),
            ("z enter", "z Enter"),
        ] {
            let sequence: Sequence = text.parse().unwrap();
            assert_eq!(sequence.to_string(), printed);
        }
    }

    #[test]
    fn what_a_terminal_does_not_send_is_refused() {
        for text in ["ctrl+i", "ctrl+m", "ctrl+[", "ctrl+h", "ctrl+j", "ctrl+shift+p"] {
            assert!(matches!(text.parse::<Chord>(), Err(BadKey::Undeliverable(..))), "{text}");
        }
        for text in ["", "ctrl+", "hyper+x", "enterr", "f99", "g  "] {
            let read = text.parse::<Sequence>();
            assert!(read.is_err() || text == "g  ", "{text}");
        }
    }

    #[test]
    fn shift_is_part_of_the_letter() {
        let event = KeyEvent::new(KeyCode::Char('D'), KeyModifiers::SHIFT);
        assert_eq!(Chord::of(&event), "D".parse().unwrap());
        let lower = KeyEvent::new(KeyCode::Char('d'), KeyModifiers::SHIFT);
        assert_eq!(Chord::of(&lower), "D".parse().unwrap());
        let back_tab = KeyEvent::new(KeyCode::BackTab, KeyModifiers::SHIFT);
        assert_eq!(Chord::of(&back_tab), "shift+tab".parse().unwrap());
    }
}
