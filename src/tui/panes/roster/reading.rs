//! The value of a partner in a column: as it is drawn, sorted, searched and copied.

use std::fmt::Write;

use jiff::civil::Date;

use crate::analysis::exact::Fraction;
use crate::analysis::growth::{Growth, GrowthState};
use crate::analysis::health::{Health, HealthBand};
use crate::program::currency::Currency;
use crate::program::money::Money;
use crate::program::partner::{LifecycleStage, Partner};
use crate::report::natural;
use crate::tui::amount;
use crate::tui::theme::{Look, Role};
use crate::tui::widgets::table::Cell;

/// The widest health cell without its word.
const HEALTH_WITHOUT_WORD: usize = 12;

/// A value with its meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reading {
    /// Nobody knows.
    Unknown,
    /// Words.
    Text(String),
    /// One of a list, with its place in it; the flag tells what was set by hand against a rule.
    Choice(String, i128, bool),
    /// An amount in the program's currency; the flag tells that more of it is in amounts that nothing converts.
    Money(Money, bool),
    /// A day, and whether it is past.
    Date(Date, bool),
    /// A number, exact.
    Number(Fraction),
    /// Health.
    Health(Health),
    /// Points of a dimension of health, and the most it gives.
    Points(u8, u8),
    /// Growth year on year.
    Growth(Growth),
    /// A tier in force.
    Tier {
        /// Its name.
        name: String,
        /// Its place on the ladder.
        order: i128,
        /// The percent met of the next one, from and to.
        next: Option<(u8, u8)>,
        /// Whether it is an override.
        by_hand: bool,
        /// Whether the partner qualifies for more, or for less.
        turn: Turn,
    },
}

/// How the tier that a partner qualifies for lies to the one in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    /// Higher.
    Up,
    /// As it is, or nobody knows.
    Stays,
    /// Certainly lower.
    Down,
}

/// How values compare; the unknown stands last in either order.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum SortKey {
    /// A number, a date or a rank; the second part breaks ties.
    Number(i128, i128),
    /// Words in lower case; before them their first bytes, which mostly decide without a look at the words.
    Text(u128, Box<str>),
    /// Nothing to compare.
    Unknown,
}

impl SortKey {
    /// How words compare: ignoring case, numbers in them by their value.
    pub(super) fn text(words: &str) -> Self {
        let lower = natural::key(words).into_boxed_str();
        let mut first = [0; 16];
        first.iter_mut().zip(lower.bytes()).for_each(|(slot, byte)| *slot = byte);
        Self::Text(u128::from_be_bytes(first), lower)
    }
}

/// The sign of a band.
pub(super) fn band_sign(band: HealthBand, look: &Look) -> (&'static str, Role) {
    let place = match band {
        HealthBand::Champion => 0,
        HealthBand::Healthy => 1,
        HealthBand::AtRisk => 2,
        HealthBand::Critical => 3,
        HealthBand::Churning => 4,
        HealthBand::Unknown => return (look.glyphs.unknown, Role::Muted),
    };
    (look.glyphs.bands.get(place).copied().unwrap_or_default(), Role::band(place))
}

/// How many of the points of a dimension there are, as a place from best (0) to worst (4).
fn place_of(points: u8, most: u8) -> usize {
    let fifths = u32::from(points) * 5 / u32::from(most.max(1));
    4 - fifths.min(4) as usize
}

/// `83%`, or `0-83%` while not everything is known; empty at the top of the ladder.
pub(super) fn percent(next: Option<(u8, u8)>) -> String {
    match next {
        Some((low, high)) if low == high => format!("{low}%"),
        Some((low, high)) => format!("{low}-{high}%"),
        None => String::new(),
    }
}

fn health_cell(health: &Health, width: usize, look: &Look) -> Cell<'static> {
    let (sign, role) = band_sign(health.band, look);
    let number = health.score().map_or_else(|| format!("{}-{}", health.low, health.high), |score| score.to_string());
    let word = match health.band {
        HealthBand::Unknown if width <= HEALTH_WITHOUT_WORD => "",
        HealthBand::Unknown => "Unkn.",
        _ if width <= HEALTH_WITHOUT_WORD => "",
        band => band.name(),
    };
    let full = format!("{sign} {word} {number}");
    let fits = !word.is_empty() && full.chars().count() <= width;
    Cell::role(if fits { full } else { format!("{sign} {number}") }, role)
}

fn growth_cell(growth: &Growth) -> Cell<'static> {
    let role = match growth.state {
        GrowthState::Growing | GrowthState::New => Role::Good,
        GrowthState::Declining => Role::Bad,
        GrowthState::Flat => Role::Text,
        GrowthState::NoRevenue | GrowthState::Unknown => Role::Muted,
    };
    let text = match growth.state {
        GrowthState::NoRevenue => "none".to_owned(),
        GrowthState::Unknown => "unknown".to_owned(),
        GrowthState::New => "new".to_owned(),
        _ => {
            let text = growth.display();
            let signed = if text.starts_with('-') || text.starts_with('\u{2212}') { text } else { format!("+{text}") };
            if signed.chars().count() > 7 { ">+999%".to_owned() } else { signed }
        }
    };
    Cell::role(text, role)
}

fn number_text(number: &Fraction) -> String {
    crate::analysis::exact::fraction_shown(number, u32::from(!number.is_integer()))
}

impl Reading {
    /// As it is drawn in a cell of a width.
    pub(super) fn cell(&self, width: usize, currency: Currency, look: &Look) -> Cell<'static> {
        match self {
            Self::Unknown => Cell::role(look.glyphs.unknown, Role::Muted),
            Self::Text(text) => Cell::new(text.clone()),
            Self::Choice(label, _, by_hand) => Cell::new(if *by_hand { format!("{label}*") } else { label.clone() }),
            Self::Money(money, more) => {
                let text = amount::short(*money, currency, width.saturating_sub(usize::from(*more)));
                Cell::new(if *more { format!("{text}+") } else { text })
            }
            Self::Date(date, past) => Cell::role(date.to_string(), if *past { Role::Warning } else { Role::Text }),
            Self::Number(number) => Cell::new(number_text(number)),
            Self::Health(health) => health_cell(health, width, look),
            Self::Points(points, most) => {
                let place = place_of(*points, *most);
                let sign = look.glyphs.bands.get(place).copied().unwrap_or_default();
                Cell::role(format!("{sign} {points:>2}/{most}"), Role::band(place))
            }
            Self::Growth(growth) => growth_cell(growth),
            Self::Tier { name, next, by_hand, turn, .. } => {
                let mark = if *by_hand { "*" } else { "" };
                let (turn, role) = match turn {
                    Turn::Up => (look.glyphs.ascending, Role::Good),
                    Turn::Down => (look.glyphs.descending, Role::Warning),
                    Turn::Stays => ("", Role::Text),
                };
                let text = format!("{name}{mark}{turn}");
                let percent = percent(*next);
                let full = format!("{text} {percent}");
                Cell::role(if percent.is_empty() || full.chars().count() > width { text } else { full }, role)
            }
        }
    }

    /// In full, for searching, copying and the inspector; empty when unknown.
    pub(super) fn plain(&self, currency: Currency) -> String {
        match self {
            Self::Unknown => String::new(),
            Self::Text(text) => text.clone(),
            Self::Choice(label, _, _) => label.clone(),
            Self::Money(money, more) => {
                let text = amount::exact(*money, currency);
                if *more { format!("{text} or more") } else { text }
            }
            Self::Date(date, _) => date.to_string(),
            Self::Number(number) => number_text(number),
            Self::Health(health) => {
                let number =
                    health.score().map_or_else(|| format!("{}-{}", health.low, health.high), |score| score.to_string());
                format!("{} {number}", health.band.name())
            }
            Self::Points(points, most) => format!("{points} of {most}"),
            Self::Growth(growth) => growth.display(),
            Self::Tier { name, next, .. } => format!("{name} {}", percent(*next)).trim_end().to_owned(),
        }
    }

    /// The same, at the end of a text.
    pub(super) fn push_plain(&self, currency: Currency, text: &mut String) {
        match self {
            Self::Unknown => {}
            Self::Text(words) | Self::Choice(words, _, _) => text.push_str(words),
            Self::Health(health) => {
                // writing to a text cannot fail
                let _ = match health.score() {
                    Some(score) => write!(text, "{} {score}", health.band.name()),
                    None => write!(text, "{} {}-{}", health.band.name(), health.low, health.high),
                };
            }
            Self::Date(date, _) => {
                let _ = write!(text, "{date}");
            }
            other => text.push_str(&other.plain(currency)),
        }
    }

    /// How it compares.
    pub(super) fn sort_key(&self) -> SortKey {
        match self {
            Self::Unknown => SortKey::Unknown,
            Self::Text(text) => SortKey::text(text),
            Self::Choice(_, rank, _) => SortKey::Number(*rank, 0),
            Self::Money(money, _) => SortKey::Number(money.cents(), 0),
            Self::Date(date, _) => {
                let (year, month, day) = (i128::from(date.year()), i128::from(date.month()), i128::from(date.day()));
                SortKey::Number(year * 10_000 + month * 100 + day, 0)
            }
            Self::Number(number) => SortKey::Number(micros(number), 0),
            Self::Health(health) => SortKey::Number(health.low.into(), health.high.into()),
            Self::Points(points, most) => SortKey::Number(i128::from(*points) * 1000 / i128::from((*most).max(1)), 0),
            Self::Growth(growth) => match (growth.state, growth.current, growth.previous) {
                (GrowthState::New, Some(current), _) => SortKey::Number(i128::from(i64::MAX), current.cents()),
                (_, Some(current), Some(previous)) if previous.cents() > 0 => {
                    let change = current.cents() - previous.cents();
                    SortKey::Number(change.saturating_mul(1_000_000) / previous.cents(), 0)
                }
                _ => SortKey::Unknown,
            },
            Self::Tier { order, next, .. } => {
                SortKey::Number(*order, next.map_or(0, |(low, high)| i128::from(low) * 1000 + i128::from(high)))
            }
        }
    }
}

fn micros(number: &Fraction) -> i128 {
    (number * Fraction::from_integer(1_000_000)).to_integer()
}

/// A paused or ended partner stands back.
pub(super) fn row_role(partner: &Partner) -> Option<Role> {
    matches!(partner.stage, LifecycleStage::Paused | LifecycleStage::Ended).then_some(Role::Muted)
}
