//! what the chance of a plan is called.

use crate::program::choice::choice;

choice! {
    /// How likely a plan reaches its target.
    pub enum Verdict {
        Likely = "likely" => "Likely",
        Stretch = "stretch" => "Stretch",
        Unlikely = "unlikely" => "Unlikely",
        NotCredible = "not_credible" => "Not credible",
    }
}

impl Verdict {
    /// Whether the planner has to offer something else.
    pub fn needs_alternatives(self) -> bool {
        matches!(self, Self::Unlikely | Self::NotCredible)
    }
}

/// The verdict on `reached` out of `draws`: likely from 80%, stretch from 50%, unlikely from 10%.
pub fn verdict(reached: u64, draws: u64) -> Verdict {
    let at_least = |percent: u128| u128::from(reached) * 100 >= u128::from(draws) * percent;
    match () {
        () if at_least(80) => Verdict::Likely,
        () if at_least(50) => Verdict::Stretch,
        () if at_least(10) => Verdict::Unlikely,
        () => Verdict::NotCredible,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_band_begins_exactly_at_its_limit() {
        let bands = [
            (8000, Verdict::Likely),
            (7999, Verdict::Stretch),
            (5000, Verdict::Stretch),
            (4999, Verdict::Unlikely),
            (1000, Verdict::Unlikely),
            (999, Verdict::NotCredible),
        ];
        for (reached, expected) in bands {
            assert_eq!(verdict(reached, 10_000), expected, "{reached}");
        }
    }
}
