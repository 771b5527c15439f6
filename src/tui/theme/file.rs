//! A theme file: roles once, and for a theme with colours of its own a palette for each background.

use std::collections::BTreeMap;

use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;

use super::colour::indexed;
use super::look::{Background, Theme};
use super::role::Role;
use crate::tui::colours::Depth;

/// The names that every palette has: what lies behind the text, and the text.
const GROUND: [&str; 2] = ["ground", "text"];

/// A theme as its file gives it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its name.
    pub name: String,
    /// What it is, in a line.
    #[serde(default)]
    pub about: String,
    /// The theme that this one changes.
    #[serde(default)]
    base: Option<String>,
    /// Colours by name on a dark background.
    #[serde(default)]
    dark: BTreeMap<String, String>,
    /// The same names on a light one.
    #[serde(default)]
    light: BTreeMap<String, String>,
    /// How each role looks; a colour is a name of the palettes, one of the terminal, an index or `#rrggbb`.
    #[serde(default)]
    roles: Vec<(Role, StyleFile)>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct StyleFile {
    fg: String,
    bg: String,
    with: Vec<Emphasis>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Emphasis {
    Bold,
    Dim,
    Italic,
    Underlined,
    Reversed,
}

/// Why a theme can not be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadTheme {
    /// The file is not a theme.
    #[error("the theme can not be read: {0}")]
    Unreadable(String),
    /// A colour that is none.
    #[error(
        "{0:?} is not a colour; write a name of the palette, one such as \"cyan\", an index such as \"208\" or \"#rrggbb\""
    )]
    Colour(String),
    /// A palette without what lies behind the text, or a name of one that the other lacks.
    #[error(
        "the {palette} palette lacks {name:?}; dark and light name the same colours, \"ground\" and \"text\" among them"
    )]
    Palette {
        /// The palette.
        palette: &'static str,
        /// The colour that it lacks.
        name: String,
    },
    /// The theme that it changes is not there.
    #[error("it is based on {0:?}, which is no theme here")]
    Base(String),
}

impl Source {
    /// Reads a theme and checks every colour of it; the theme that it is based on is looked up by its name.
    pub fn read(text: &str, base: impl Fn(&str) -> Option<Self>) -> Result<Self, BadTheme> {
        let options = ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
        let mut source: Self = options.from_str(text).map_err(|error| BadTheme::Unreadable(error.to_string()))?;
        if let Some(name) = source.base.take() {
            source = source.over(base(&name).ok_or(BadTheme::Base(name))?);
        }
        source.check()?;
        Ok(source)
    }

    /// This one where it says something, the other everywhere else.
    fn over(self, mut base: Self) -> Self {
        base.dark.extend(self.dark);
        base.light.extend(self.light);
        for (role, style) in self.roles {
            base.roles.retain(|(known, _)| *known != role);
            base.roles.push((role, style));
        }
        let about = if self.about.is_empty() { base.about } else { self.about };
        Self { name: self.name, about, ..base }
    }

    fn check(&self) -> Result<(), BadTheme> {
        let palettes = [("dark", &self.dark, &self.light), ("light", &self.light, &self.dark)];
        for (palette, own, other) in palettes.into_iter().filter(|_| self.has_palettes()) {
            let names = other.keys().map(String::as_str).chain(GROUND);
            if let Some(name) = names.into_iter().find(|name| !own.contains_key(*name)) {
                return Err(BadTheme::Palette { palette, name: name.to_owned() });
            }
        }
        Background::ALL.into_iter().try_for_each(|background| self.theme(background, Depth::True).map(|_| ()))
    }

    /// Whether it has colours of its own, for a dark and a light background; they take 256 colours at least.
    pub fn has_palettes(&self) -> bool {
        !self.dark.is_empty() || !self.light.is_empty()
    }

    /// The theme on a background, in the colours that can be shown.
    pub(super) fn theme(&self, background: Background, depth: Depth) -> Result<Theme, BadTheme> {
        let palette = match background {
            Background::Dark => &self.dark,
            Background::Light => &self.light,
        };
        let fitted = |colour: Color| if depth == Depth::Indexed { indexed(colour) } else { colour };
        let colour = |text: &str| -> Result<Option<Color>, BadTheme> {
            let word = palette.get(text).map_or(text, String::as_str);
            if word.is_empty() {
                return Ok(None);
            }
            let read = word.parse().map_err(|_| BadTheme::Colour(word.to_owned()))?;
            Ok(Some(fitted(read)))
        };
        let [ground, text] = GROUND.map(|name| if palette.contains_key(name) { colour(name) } else { Ok(None) });
        let mut styles = Vec::with_capacity(self.roles.len());
        for (role, style) in &self.roles {
            let mut look = Style { fg: colour(&style.fg)?, bg: colour(&style.bg)?, ..Style::new() };
            for emphasis in &style.with {
                look = look.add_modifier(emphasis.modifier());
            }
            styles.push((*role, look));
        }
        Ok(Theme { name: self.name.clone(), ground: text?.zip(ground?), styles })
    }
}

impl Emphasis {
    fn modifier(self) -> Modifier {
        match self {
            Self::Bold => Modifier::BOLD,
            Self::Dim => Modifier::DIM,
            Self::Italic => Modifier::ITALIC,
            Self::Underlined => Modifier::UNDERLINED,
            Self::Reversed => Modifier::REVERSED,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Source, BadTheme> {
        Source::read(text, |_| None)
    }

    #[test]
    fn a_faulty_theme_says_what_is_wrong() {
        let told = |text: &str| read(text).unwrap_err().to_string();
        assert!(told(r#"(name: "x", roles: [(text, (fg: "blurple"))])"#).contains("\"blurple\" is not a colour"));
        let half = told(r##"(name: "x", dark: {"ground": "#000", "text": "#fff"}, roles: [])"##);
        assert!(half.contains("the light palette lacks"), "{half}");
        assert!(told(r#"(name: "x", base: "y")"#).contains("based on \"y\""));
        assert!(told("(").contains("can not be read"));
    }

    #[test]
    fn a_theme_over_another_keeps_what_it_does_not_name() {
        let base = read(r#"(name: "base", roles: [(text, (fg: "red")), (key, (fg: "blue"))])"#).unwrap();
        let own = Source::read(r#"(name: "own", base: "base", roles: [(key, (fg: "green"))])"#, |name| {
            (name == "base").then(|| base.clone())
        })
        .unwrap();
        let theme = own.theme(Background::Dark, Depth::Sixteen).unwrap();
        assert_eq!((theme.style(Role::Text).fg, theme.style(Role::Key).fg), (Some(Color::Red), Some(Color::Green)));
        assert_eq!(theme.name(), "own");
    }
}
