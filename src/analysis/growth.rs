//! growth of credited revenue, the last completed quarter against the same quarter one year earlier.

use super::exact::{Exact, Fraction, NOT_AVAILABLE, fraction_shown};
use crate::program::choice::choice;
use crate::program::money::Money;
use crate::program::rate::Percent;

choice! {
    /// What the two quarters say about growth.
    pub enum GrowthState {
        Growing = "growing" => "Growing",
        Flat = "flat" => "Flat",
        Declining = "declining" => "Declining",
        New = "new" => "New",
        NoRevenue = "no_revenue" => "No revenue",
        Unknown = "unknown" => "Unknown",
    }
}

/// Growth year on year, with the amounts it comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Growth {
    /// The state.
    pub state: GrowthState,
    /// Credited revenue of the last completed quarter.
    pub current: Option<Money>,
    /// Credited revenue of the same quarter one year earlier.
    pub previous: Option<Money>,
}

/// The percentage from which growth is strong.
pub const STRONG_GROWTH: i64 = 20;

/// R-03; a growth within `flat_band` percent of the earlier quarter counts as flat.
pub fn growth(current: Option<Money>, previous: Option<Money>, flat_band: Percent) -> Growth {
    let state = match (current, previous) {
        (Some(current), Some(previous)) => state_of(current.cents(), previous.cents(), flat_band),
        _ => GrowthState::Unknown,
    };
    Growth { state, current, previous }
}

fn state_of(current: i128, previous: i128, flat_band: Percent) -> GrowthState {
    let change = current - previous;
    match (previous, current) {
        (..0, _) => GrowthState::Unknown,
        (0, 1..) => GrowthState::New,
        (0, 0) => GrowthState::NoRevenue,
        (0, _) => GrowthState::Declining,
        _ if change.abs() * Percent::WHOLE <= previous * flat_band.units() => GrowthState::Flat,
        _ if change > 0 => GrowthState::Growing,
        _ => GrowthState::Declining,
    }
}

impl Growth {
    /// Whether growth is at least so many percent: a new partner is, nothing is known of an unknown one.
    pub fn at_least(&self, percent: Percent) -> Option<bool> {
        match (self.state, self.current, self.previous) {
            (GrowthState::New, ..) => Some(true),
            (GrowthState::Unknown, ..) | (_, None, _) | (_, _, None) => None,
            (_, Some(current), Some(previous)) => {
                let (current, previous) = (current.cents(), previous.cents());
                Some(previous > 0 && (current - previous) * Percent::WHOLE >= previous * percent.units())
            }
        }
    }

    /// Whether growth is at least 20%: `5 * current >= 6 * previous`.
    pub fn at_least_20(&self) -> Option<bool> {
        self.at_least(Percent::whole(STRONG_GROWTH))
    }

    /// Whether the partner is growing; a new one is.
    pub fn is_growing(&self) -> bool {
        matches!(self.state, GrowthState::Growing | GrowthState::New)
    }

    /// The growth as a factor; nothing without a base year.
    pub fn exact(&self) -> Option<Exact> {
        let (current, previous) = (self.current?.cents(), self.previous?.cents());
        (previous > 0).then(|| Exact::new((current - previous).into(), previous.into()))
    }

    /// The growth in percent with one decimal, or why there is none.
    pub fn display(&self) -> String {
        match self.state {
            GrowthState::New => "new".to_owned(),
            GrowthState::Unknown => "unknown".to_owned(),
            GrowthState::NoRevenue => "no revenue".to_owned(),
            _ => match (self.current.map(Money::cents), self.previous.map(Money::cents)) {
                (Some(current), Some(previous)) if previous > 0 => {
                    // not brought to lowest terms: it is only shown
                    let percent = Fraction::new_raw((current - previous) * 100, previous);
                    format!("{}%", fraction_shown(&percent, 1))
                }
                _ => NOT_AVAILABLE.to_owned(),
            },
        }
    }
}
