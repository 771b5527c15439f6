//! Every theme there is, and which one is drawn with.

use super::file::{BadTheme, Source};
use super::look::{Background, Theme};
use crate::tui::colours::Depth;

const BUILT_IN: &[&str] = &[
    include_str!("../../../assets/themes/default.ron"),
    include_str!("../../../assets/themes/mono.ron"),
    include_str!("../../../assets/themes/harbor.ron"),
    include_str!("../../../assets/themes/paper.ron"),
    include_str!("../../../assets/themes/okabe.ron"),
    include_str!("../../../assets/themes/contrast.ron"),
];

/// What was chosen: a theme, and a background where it is not to be the one of the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The name of the theme.
    pub theme: String,
    /// The background, where one was chosen.
    pub background: Option<Background>,
}

impl Default for Choice {
    fn default() -> Self {
        Self { theme: Gallery::DEFAULT.to_owned(), background: None }
    }
}

/// Every theme, what the terminal can show, and what was chosen.
#[derive(Debug, Clone)]
pub struct Gallery {
    themes: Vec<Source>,
    /// How many colours can be shown.
    pub depth: Depth,
    /// The background of the terminal, as far as it is known.
    pub detected: Option<Background>,
    /// What was chosen.
    pub chosen: Choice,
}

impl Default for Gallery {
    fn default() -> Self {
        let read = |text: &&str| Source::read(text, |_| None).ok();
        let themes = BUILT_IN.iter().filter_map(read).collect();
        Self { themes, depth: Depth::True, detected: None, chosen: Choice::default() }
    }
}

impl Gallery {
    /// The theme in the colours of the terminal.
    pub const DEFAULT: &str = "default";
    /// The theme without colours.
    pub const MONO: &str = "mono";

    /// Takes in a theme of the user; one of the same name is replaced.
    pub fn add(&mut self, text: &str) -> Result<(), BadTheme> {
        let source = Source::read(text, |name| self.find(name).cloned())?;
        self.themes.retain(|known| known.name != source.name);
        self.themes.push(source);
        Ok(())
    }

    /// The themes, those of the program first.
    pub fn themes(&self) -> &[Source] {
        &self.themes
    }

    fn find(&self, name: &str) -> Option<&Source> {
        self.themes.iter().find(|source| source.name == name)
    }

    /// An error that names the themes, where there is none of that name.
    pub fn check(&self, name: &str) -> Result<(), String> {
        if self.find(name).is_some() {
            return Ok(());
        }
        let names: Vec<&str> = self.themes.iter().map(|source| source.name.as_str()).collect();
        Err(format!("there is no theme {name:?}; there are {}", names.join(", ")))
    }

    /// Why a theme cannot be shown, where it cannot.
    pub fn unavailable(&self, source: &Source) -> Option<String> {
        match self.depth {
            Depth::Plain | Depth::Mono if source.name != Self::MONO => Some("colours are switched off".to_owned()),
            Depth::Sixteen if source.has_palettes() => Some("this terminal shows 16 colours".to_owned()),
            _ => None,
        }
    }

    /// The background that themes are drawn for.
    pub fn background(&self) -> Background {
        self.chosen.background.or(self.detected).unwrap_or_default()
    }

    /// Whether the chosen theme has a half for each background.
    pub fn has_both(&self) -> bool {
        self.find(&self.chosen.theme).is_some_and(|source| source.has_palettes() && self.unavailable(source).is_none())
    }

    /// The theme that was chosen, as far as it can be shown.
    pub fn theme(&self) -> Theme {
        self.named(&self.chosen.theme)
    }

    /// A theme by its name, as far as it can be shown.
    pub fn named(&self, name: &str) -> Theme {
        let source = self.find(name).filter(|source| self.unavailable(source).is_none());
        let theme = source.and_then(|source| source.theme(self.background(), self.depth).ok());
        theme.unwrap_or_else(|| match self.depth {
            Depth::Plain | Depth::Mono => self.plain(Self::MONO),
            _ => self.plain(Self::DEFAULT),
        })
    }

    /// A theme of the terminal's own colours.
    pub(super) fn plain(&self, name: &str) -> Theme {
        let theme = self.find(name).and_then(|source| source.theme(Background::Dark, Depth::Sixteen).ok());
        theme.unwrap_or_else(|| Theme { name: "plain".to_owned(), ground: None, styles: Vec::new() })
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
