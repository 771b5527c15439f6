//! Choices of a generated program, drawn from its seed alone: the same on every machine.

use jiff::civil::Date;

use crate::program::period::days_after;

/// The SplitMix64 generator (domain 5.4).
#[derive(Debug, Clone)]
pub(super) struct Draw(u64);

impl Draw {
    /// An own stream for part `number` of the program, whatever order the parts are made in.
    pub(super) fn of(seed: u64, number: usize) -> Self {
        let mut draw = Self(seed ^ (number as u64).wrapping_mul(0xd134_2543_de82_ef95));
        draw.next();
        draw
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`; 0 where `end` is 0.
    pub(super) fn below(&mut self, end: u64) -> u64 {
        ((u128::from(self.next()) * u128::from(end)) >> 64) as u64
    }

    /// A number from `low` to `high`, both included.
    pub(super) fn between(&mut self, low: u32, high: u32) -> u32 {
        low + self.below(u64::from(high.saturating_sub(low)) + 1) as u32
    }

    /// True so many times out of a hundred.
    pub(super) fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// One of the choices.
    pub(super) fn pick<T: Copy, const N: usize>(&mut self, choices: &[T; N]) -> T {
        const { assert!(N > 0, "there is something to choose from") };
        choices[self.below(N as u64) as usize]
    }

    /// A date `low` to `high` days before `date`.
    pub(super) fn before(&mut self, date: Date, low: u32, high: u32) -> Date {
        days_after(date, -(self.between(low, high) as i32))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_generator_is_splitmix64() {
        let mut draw = Draw(1_234_567);
        assert_eq!([draw.next(), draw.next()], [6_457_827_717_110_365_317, 3_203_168_211_198_807_973]);
    }

    #[test]
    fn draws_stay_inside_their_range() {
        let mut draw = Draw::of(7, 3);
        assert!((0..1000).map(|_| draw.between(3, 5)).all(|n| (3..=5).contains(&n)));
        assert_eq!(draw.below(0), 0);
        assert!(!draw.chance(0) && draw.chance(100));
    }
}
