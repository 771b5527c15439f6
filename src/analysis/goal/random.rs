//! The generator of the simulation: SplitMix64, so that a seed gives the same numbers everywhere.

/// SplitMix64; every seed gives its own sequence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SplitMix64 {
    state: u64,
}

impl SplitMix64 {
    /// The sequence of a seed.
    pub fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    /// The next number of 64 bits.
    pub fn next_value(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// The next number from 0 up to, not including, 1.
    pub fn next_uniform(&mut self) -> f64 {
        uniform(self.next_value())
    }
}

/// The upper 53 bits as a number from 0 up to, not including, 1.
fn uniform(value: u64) -> f64 {
    const STEP: f64 = 1.0 / (1_u64 << 53) as f64;
    (value >> 11) as f64 * STEP
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_values_come_out() {
        let mut sequence = SplitMix64::new(1_234_567);
        for value in [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423] {
            assert_eq!(sequence.next_value(), value);
        }
        let mut sequence = SplitMix64::new(42);
        for uniform in ["0.7415648787718233", "0.1599103928769201", "0.27860113025513866"] {
            assert_eq!(sequence.next_uniform().to_string(), uniform);
        }
    }
}
