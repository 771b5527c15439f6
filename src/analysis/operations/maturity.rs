//! how mature the program is, from seven levels of 1 to 4.

use std::ops::RangeInclusive;

use crate::analysis::exact::Exact;
use crate::program::choice::choice;
use crate::program::operations::Maturity;

choice! {
    /// What is judged, in the order of the table.
    pub enum MaturityDimension {
        Strategy = "strategy" => "Strategy",
        PartnerTypes = "partner_types" => "Partner types",
        Tiers = "tiers" => "Tiers",
        Economics = "economics" => "Economics",
        Enablement = "enablement" => "Enablement",
        Operations = "operations" => "Operations",
        Metrics = "metrics" => "Metrics",
    }
}

/// The levels a dimension can have.
pub const LEVELS: RangeInclusive<u8> = 1..=4;

/// The level of each dimension in the order of [`MaturityDimension`], where it is known.
pub type MaturityLevels = [Option<u8>; 7];

impl MaturityDimension {
    /// What the dimension looks like at levels 1 to 4.
    pub fn cells(self) -> [&'static str; 4] {
        match self {
            Self::Strategy => ["Ad hoc", "Documented", "Integrated", "Optimized"],
            Self::PartnerTypes => ["Single", "2-3 defined", "Specialized tracks", "Dynamic"],
            Self::Tiers => ["None", "Basic", "Differentiated", "Predictive"],
            Self::Economics => ["Manual", "Standardized", "Automated", "Optimized"],
            Self::Enablement => ["Minimal", "Basic curriculum", "Certification", "Personalized"],
            Self::Operations => ["Manual", "Tooling", "Integrated", "Automated"],
            Self::Metrics => ["Lagging only", "Leading + lagging", "Predictive", "Real-time"],
        }
    }

    /// What the dimension looks like at a level; nothing outside 1 to 4.
    pub fn cell(self, level: u8) -> Option<&'static str> {
        self.cells().get(usize::from(level.checked_sub(1)?)).copied()
    }

    /// What the next level looks like; nothing at the highest.
    pub fn next_step(self, level: u8) -> Option<&'static str> {
        self.cell(level.checked_add(1)?)
    }
}

/// The levels of a judgement on record.
pub fn levels(maturity: &Maturity) -> MaturityLevels {
    [
        maturity.strategy,
        maturity.partner_types,
        maturity.tiers,
        maturity.economics,
        maturity.enablement,
        maturity.operations,
        maturity.metrics,
    ]
}

/// The mean level; nothing while one is unknown.
pub fn mean(levels: &MaturityLevels) -> Option<Exact> {
    let sum = levels.iter().try_fold(0_u32, |sum, level| Some(sum + u32::from((*level)?)))?;
    Some(Exact::new(sum.into(), 7.into()))
}

/// The whole program: the mean rounded down, but at most `above_minimum` above the weakest dimension.
///
/// Nothing while a level is unknown; [`overall_bounds`] says what it can be.
pub fn overall(levels: &MaturityLevels, above_minimum: u8) -> Option<u8> {
    let mean = levels.iter().try_fold(0_u16, |sum, level| Some(sum + u16::from((*level)?)))? / 7;
    let weakest = levels.iter().flatten().min()?;
    Some((mean as u8).min(weakest.saturating_add(above_minimum)))
}

/// What the whole program is at least and at most, with 1 and 4 in place of unknown levels.
pub fn overall_bounds(levels: &MaturityLevels, above_minimum: u8) -> (u8, u8) {
    let with = |unknown: u8| overall(&levels.map(|level| level.or(Some(unknown))), above_minimum).unwrap_or(unknown);
    (with(*LEVELS.start()), with(*LEVELS.end()))
}

/// How far the highest level is above the lowest; nothing while one is unknown.
pub fn spread(levels: &MaturityLevels) -> Option<u8> {
    let known = known(levels)?;
    Some(known.iter().max()? - known.iter().min()?)
}

/// Every dimension at the lowest level; nothing while one is unknown.
pub fn weakest(levels: &MaturityLevels) -> Option<Vec<MaturityDimension>> {
    use crate::program::choice::Choice;
    let known = known(levels)?;
    let lowest = known.iter().min()?;
    let dimensions = MaturityDimension::ALL.iter().zip(&known);
    Some(dimensions.filter(|(_, level)| *level == lowest).map(|(dimension, _)| *dimension).collect())
}

fn known(levels: &MaturityLevels) -> Option<Vec<u8>> {
    levels.iter().copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::exact::shown;
    use proptest::prelude::*;

    #[test]
    fn one_weak_dimension_holds_the_program_back() {
        let levels = [4, 4, 4, 4, 4, 4, 1].map(Some);
        assert_eq!(shown(&mean(&levels).unwrap(), 2), "3.57");
        assert_eq!([0, 1, 3].map(|above| overall(&levels, above)), [1, 2, 3].map(Some));
        assert_eq!(weakest(&levels), Some(vec![MaturityDimension::Metrics]));
        assert_eq!(spread(&levels), Some(3));
    }

    #[test]
    fn an_unknown_level_leaves_bounds() {
        let levels = [Some(3), Some(3), Some(3), Some(3), Some(3), Some(3), None];
        assert_eq!((overall(&levels, 1), mean(&levels), spread(&levels), weakest(&levels)), (None, None, None, None));
        assert_eq!(overall_bounds(&levels, 1), (2, 3));
        assert_eq!(MaturityDimension::Metrics.next_step(3), Some("Real-time"));
        assert_eq!(MaturityDimension::Metrics.next_step(4), None);
    }

    proptest! {
        #[test]
        fn the_bounds_hold_whatever_the_unknown_levels_are(
            levels in prop::array::uniform7(1_u8..=4),
            hidden in prop::array::uniform7(any::<bool>()),
            above in 0_u8..=3,
        ) {
            let mut shown = levels.map(Some);
            for (level, hidden) in shown.iter_mut().zip(hidden) {
                if hidden { *level = None; }
            }
            let (low, high) = overall_bounds(&shown, above);
            let actual = overall(&levels.map(Some), above).unwrap();
            prop_assert!(low <= actual && actual <= high);
        }
    }
}
