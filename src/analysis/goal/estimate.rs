//! A value that is not known for certain: its low, most likely and high end.

use crate::analysis::exact::{Exact, whole};
use crate::program::choice::choice;

choice! {
    /// Which ends of the ranges are taken together.
    pub enum Corner {
        Pessimistic = "pessimistic" => "Pessimistic",
        Base = "base" => "Base",
        Optimistic = "optimistic" => "Optimistic",
    }
}

/// Low, most likely and high value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Estimate {
    /// The low end.
    pub low: Exact,
    /// The most likely value.
    pub mode: Exact,
    /// The high end.
    pub high: Exact,
}

impl Estimate {
    /// A range with its most likely value.
    pub fn new(low: Exact, mode: Exact, high: Exact) -> Self {
        Self { low, mode, high }
    }

    /// A range whose most likely value is its middle.
    pub fn between(low: Exact, high: Exact) -> Self {
        let mode = (&low + &high) / whole(2);
        Self { low, mode, high }
    }

    /// Whether the three stand in their order.
    pub fn is_ordered(&self) -> bool {
        self.low <= self.mode && self.mode <= self.high
    }

    /// Whether there is one value only.
    pub fn is_certain(&self) -> bool {
        self.low == self.high
    }

    /// The value in a corner where more is better.
    pub fn more_is_better(&self, corner: Corner) -> &Exact {
        match corner {
            Corner::Pessimistic => &self.low,
            Corner::Base => &self.mode,
            Corner::Optimistic => &self.high,
        }
    }

    /// The value in a corner where less is better.
    pub fn less_is_better(&self, corner: Corner) -> &Exact {
        match corner {
            Corner::Pessimistic => &self.high,
            Corner::Base => &self.mode,
            Corner::Optimistic => &self.low,
        }
    }
}
