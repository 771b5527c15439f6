//! A theme as it is drawn with, and the signs beside it: all that drawing needs.

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Style};

use super::gallery::Gallery;
use super::role::Role;
use crate::tui::colours::Depth;
use crate::tui::glyphs::{self, Glyphs};

/// What lies behind the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Background {
    /// Light text on it.
    #[default]
    Dark,
    /// Dark text on it.
    Light,
}

impl Background {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Dark, Self::Light];

    /// Its word in files and messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Dark => "dark",
            Self::Light => "light",
        }
    }

    /// The other one.
    pub fn other(self) -> Self {
        match self {
            Self::Dark => Self::Light,
            Self::Light => Self::Dark,
        }
    }
}

impl std::str::FromStr for Background {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|one| one.name() == word).ok_or_else(|| "a background is dark or light".to_owned())
    }
}

/// Roles and their looks on one background.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    pub(super) name: String,
    /// Text and background where a role names none; the terminal's own where the theme has none.
    pub(super) ground: Option<(Color, Color)>,
    pub(super) styles: Vec<(Role, Style)>,
}

impl Theme {
    /// The theme that goes with a number of colours where nobody chose one.
    pub fn for_depth(depth: Depth) -> Self {
        match depth {
            Depth::Plain | Depth::Mono => Self::mono(),
            Depth::Sixteen | Depth::Indexed | Depth::True => Self::ansi(),
        }
    }

    /// The sixteen colours of the terminal.
    pub fn ansi() -> Self {
        Gallery::default().plain(Gallery::DEFAULT)
    }

    /// Emphasis without colours.
    pub fn mono() -> Self {
        Gallery::default().plain(Gallery::MONO)
    }

    /// The name for messages.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The look of a role; a role that the theme leaves out looks like plain text.
    pub fn style(&self, role: Role) -> Style {
        self.styles.iter().find(|(known, _)| *known == role).map_or_else(Style::new, |(_, style)| *style)
    }

    /// Puts the theme's own text and background under whatever was drawn.
    pub fn lay_under(&self, buffer: &mut Buffer) {
        let Some((text, background)) = self.ground else { return };
        for cell in &mut buffer.content {
            if cell.fg == Color::Reset {
                cell.fg = text;
            }
            if cell.bg == Color::Reset {
                cell.bg = background;
            }
        }
    }
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
