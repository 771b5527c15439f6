//! Colours and emphasis by role, as data from `assets/themes/`.
//!
//! A pane names what something *is* (a warning, the selected cell); the theme says how it looks. The default theme uses
//! the sixteen colours of the terminal and its own foreground and background, so light terminals need nothing; `mono`
//! uses emphasis alone. Nothing is told by colour only.

use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;

use super::glyphs::{self, Glyphs};

/// What a piece of the screen is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Plain text.
    Text,
    /// Less important text.
    Muted,
    /// Something to notice.
    Accent,
    /// The title line.
    Title,
    /// A heading or a table header.
    Header,
    /// A tab.
    Tab,
    /// The tab of the pane shown.
    TabActive,
    /// A tab or entry that can not be used.
    Disabled,
    /// Lines around boxes.
    Border,
    /// Lines around what has the keyboard.
    BorderFocused,
    /// The selected row.
    Selection,
    /// The selected cell within the selected row.
    Cell,
    /// A marked row.
    Marked,
    /// The mode word.
    Mode,
    /// A key in a hint.
    Key,
    /// Text being typed.
    Input,
    /// Characters that matched a search.
    Match,
    /// News.
    Info,
    /// Look at it.
    Warning,
    /// Wrong.
    Error,
    /// Better.
    Good,
    /// Worse.
    Bad,
    /// A change that is not yet made (what-if, preview).
    Change,
    /// The banner of a shared view.
    Shared,
    /// Bands from best to worst.
    Band1,
    /// The second band.
    Band2,
    /// The third band.
    Band3,
    /// The fourth band.
    Band4,
    /// The fifth band.
    Band5,
    /// Series of marks and bars, told apart by letter or word too.
    Series1,
    /// The second series.
    Series2,
    /// The third series.
    Series3,
    /// The fourth series.
    Series4,
    /// The fifth series.
    Series5,
    /// The sixth series.
    Series6,
}

impl Role {
    /// Every role, so that themes can be checked for completeness.
    pub const ALL: [Self; 35] = [
        Self::Text,
        Self::Muted,
        Self::Accent,
        Self::Title,
        Self::Header,
        Self::Tab,
        Self::TabActive,
        Self::Disabled,
        Self::Border,
        Self::BorderFocused,
        Self::Selection,
        Self::Cell,
        Self::Marked,
        Self::Mode,
        Self::Key,
        Self::Input,
        Self::Match,
        Self::Info,
        Self::Warning,
        Self::Error,
        Self::Good,
        Self::Bad,
        Self::Change,
        Self::Shared,
        Self::Band1,
        Self::Band2,
        Self::Band3,
        Self::Band4,
        Self::Band5,
        Self::Series1,
        Self::Series2,
        Self::Series3,
        Self::Series4,
        Self::Series5,
        Self::Series6,
    ];

    /// The band of a rank from best (0) to worst (4 and beyond).
    pub fn band(rank: usize) -> Self {
        [Self::Band1, Self::Band2, Self::Band3, Self::Band4].get(rank).copied().unwrap_or(Self::Band5)
    }

    /// A series by number, going round.
    pub fn series(index: usize) -> Self {
        let all = [Self::Series1, Self::Series2, Self::Series3, Self::Series4, Self::Series5, Self::Series6];
        all[index % all.len()]
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ThemeFile {
    name: String,
    roles: Vec<(Role, StyleFile)>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct StyleFile {
    fg: String,
    bg: String,
    with: Vec<Emphasis>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
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
    #[error("{0:?} is not a colour; write a name such as \"cyan\", an index such as \"208\" or \"#rrggbb\"")]
    Colour(String),
}

/// Roles and their looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    name: String,
    styles: Vec<(Role, Style)>,
}

impl Theme {
    /// The theme that goes with a number of colours.
    pub fn for_depth(depth: super::colours::Depth) -> Self {
        use super::colours::Depth;
        match depth {
            Depth::Plain | Depth::Mono => Self::mono(),
            Depth::Sixteen | Depth::Indexed | Depth::True => Self::ansi(),
        }
    }

    /// The sixteen colours of the terminal.
    pub fn ansi() -> Self {
        Self::built_in(include_str!("../../assets/themes/default.ron"))
    }

    /// Emphasis without colours.
    pub fn mono() -> Self {
        Self::built_in(include_str!("../../assets/themes/mono.ron"))
    }

    fn built_in(text: &str) -> Self {
        Self::read(text).unwrap_or_else(|_| Self { name: "plain".to_owned(), styles: Vec::new() })
    }

    /// Reads a theme.
    pub fn read(text: &str) -> Result<Self, BadTheme> {
        let file: ThemeFile = ron::from_str(text).map_err(|error| BadTheme::Unreadable(error.to_string()))?;
        let mut styles = Vec::with_capacity(file.roles.len());
        for (role, style) in file.roles {
            styles.push((role, style_of(&style)?));
        }
        Ok(Self { name: file.name, styles })
    }

    /// The name for messages.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The look of a role; a role that the theme leaves out looks like plain text.
    pub fn style(&self, role: Role) -> Style {
        self.styles.iter().find(|(known, _)| *known == role).map_or_else(Style::new, |(_, style)| *style)
    }
}

fn style_of(file: &StyleFile) -> Result<Style, BadTheme> {
    let colour = |text: &str| -> Result<Option<Color>, BadTheme> {
        if text.is_empty() {
            return Ok(None);
        }
        text.parse().map(Some).map_err(|_| BadTheme::Colour(text.to_owned()))
    };
    let mut style = Style::new();
    style.fg = colour(&file.fg)?;
    style.bg = colour(&file.bg)?;
    for emphasis in &file.with {
        style = style.add_modifier(match emphasis {
            Emphasis::Bold => Modifier::BOLD,
            Emphasis::Dim => Modifier::DIM,
            Emphasis::Italic => Modifier::ITALIC,
            Emphasis::Underlined => Modifier::UNDERLINED,
            Emphasis::Reversed => Modifier::REVERSED,
        });
    }
    Ok(style)
}

/// Theme and signs together: all that drawing needs.
#[derive(Debug, Clone)]
pub struct Look {
    /// Colours and emphasis.
    pub theme: Theme,
    /// The signs.
    pub glyphs: &'static Glyphs,
}

impl Look {
    /// The look of a role.
    pub fn style(&self, role: Role) -> Style {
        self.theme.style(role)
    }
}

impl Default for Look {
    fn default() -> Self {
        Self { theme: Theme::ansi(), glyphs: &glyphs::UNICODE }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_themes_name_every_role() {
        for text in [include_str!("../../assets/themes/default.ron"), include_str!("../../assets/themes/mono.ron")] {
            let theme = Theme::read(text).unwrap();
            for role in Role::ALL {
                assert!(theme.styles.iter().any(|(known, _)| *known == role), "{} lacks {role:?}", theme.name);
            }
        }
    }

    #[test]
    fn mono_has_no_colour_and_still_shows_the_selection() {
        let theme = Theme::mono();
        for role in Role::ALL {
            let style = theme.style(role);
            assert_eq!((style.fg, style.bg), (None, None), "{role:?}");
        }
        assert!(theme.style(Role::Selection).add_modifier.contains(Modifier::REVERSED));
        assert_ne!(theme.style(Role::Selection), theme.style(Role::Cell));
    }

    #[test]
    fn the_default_theme_keeps_to_the_colours_of_the_terminal() {
        let theme = Theme::ansi();
        for role in Role::ALL {
            let style = theme.style(role);
            for colour in [style.fg, style.bg].into_iter().flatten() {
                assert!(!matches!(colour, Color::Rgb(..) | Color::Indexed(_)), "{role:?}");
            }
        }
    }

    #[test]
    fn a_faulty_theme_says_what_is_wrong() {
        let bad = Theme::read(r#"(name: "x", roles: [(text, (fg: "blurple"))])"#).unwrap_err();
        assert!(bad.to_string().contains("blurple"));
        assert!(Theme::read("(").is_err());
    }
}
