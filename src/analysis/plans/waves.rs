//! onboarding many partners in waves that the partner managers can carry.

use jiff::civil::Date;

use crate::program::period::days_after;

/// Days from the start of a wave to its review.
pub const REVIEW_AFTER_DAYS: i32 = 90;

/// Partners whose onboarding starts together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wave {
    /// From 1.
    pub number: u32,
    /// First day.
    pub start: Date,
    /// Partners.
    pub partners: u32,
    /// The day-90 review.
    pub review: Date,
}

/// Partners that a number of managers can onboard at once.
pub fn capacity(managers: u32, concurrent_per_manager: u32) -> u32 {
    managers.saturating_mul(concurrent_per_manager)
}

/// The waves of a rollout, `gap_days` apart, each filled before the next; none when nobody can onboard.
pub fn waves(partners: u32, capacity: u32, start: Date, gap_days: u16) -> Vec<Wave> {
    let mut left = partners;
    let mut waves: Vec<Wave> = Vec::new();
    while left > 0 && capacity > 0 {
        let size = left.min(capacity);
        left -= size;
        let start = waves.last().map_or(start, |wave| days_after(wave.start, gap_days.into()));
        let number = waves.len() as u32 + 1;
        waves.push(Wave { number, start, partners: size, review: days_after(start, REVIEW_AFTER_DAYS) });
    }
    waves
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn the_last_wave_takes_the_rest() {
        let waves = waves(21, capacity(2, 10), date(2025, 3, 3), 30);
        let sizes: Vec<_> = waves.iter().map(|wave| (wave.number, wave.partners, wave.start)).collect();
        assert_eq!(sizes, [(1, 20, date(2025, 3, 3)), (2, 1, date(2025, 4, 2))]);
        assert_eq!(waves[1].review, date(2025, 7, 1));
    }

    proptest! {
        #[test]
        fn every_partner_is_in_one_wave(partners in 0_u32..500, capacity in 1_u32..50) {
            let waves = waves(partners, capacity, date(2025, 3, 3), 30);
            prop_assert_eq!(waves.iter().map(|wave| wave.partners).sum::<u32>(), partners);
            prop_assert_eq!(waves.len() as u32, partners.div_ceil(capacity));
            prop_assert!(waves.iter().all(|wave| (1..=capacity).contains(&wave.partners)));
        }
    }
}
