//! What a piece of the screen is; a theme says how it looks.

use serde::Deserialize;

/// What a piece of the screen is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
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
