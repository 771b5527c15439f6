//! how many people to ask for the reviews that are wanted.

use num_traits::{Signed, ToPrimitive};

use crate::analysis::exact::{of_percent, whole};
use crate::program::choice::choice;
use crate::program::rate::Percent;

choice! {
    /// How people are asked (F84).
    pub enum ReviewTactic {
        PostInstallEmail = "post_install_email" => "Post-install e-mail",
        InAppPrompt = "in_app_prompt" => "In-app prompt",
        SuccessMilestone = "success_milestone" => "Success milestone",
        DirectOutreach = "direct_outreach" => "Direct outreach",
    }
}

/// How many of those asked write a review, low and high, and how many reviews a campaign brings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReviewRates {
    /// Answers in the order of [`ReviewTactic`], low and high.
    pub tactics: [[Percent; 2]; 4],
    /// Reviews of one campaign, fewest and most.
    pub batch: [u32; 2],
}

impl Default for ReviewRates {
    fn default() -> Self {
        Self { tactics: [[5, 10], [2, 5], [10, 20], [30, 50]].map(|rates| rates.map(Percent::whole)), batch: [10, 20] }
    }
}

impl ReviewRates {
    /// People to ask for `wanted` reviews, fewest and most; nothing at a rate of 0%.
    pub fn asks(&self, tactic: ReviewTactic, wanted: u64) -> Option<[u64; 2]> {
        let [low, high] = self.tactics[tactic as usize];
        Some([asks(wanted, high)?, asks(wanted, low)?])
    }

    /// Review campaigns for `wanted` reviews, fewest and most; nothing when one brings none.
    pub fn batches(&self, wanted: u64) -> Option<[u64; 2]> {
        let [low, high] = self.batch.map(u64::from);
        (low > 0 && high > 0).then(|| [wanted.div_ceil(high), wanted.div_ceil(low)])
    }
}

fn asks(wanted: u64, rate: Percent) -> Option<u64> {
    let rate = of_percent(rate);
    rate.is_positive().then(|| (whole(wanted) / rate).ceil().to_integer().to_u64())?
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::choice::Choice;
    use proptest::prelude::*;

    #[test]
    fn eighty_reviews_need_so_many_people() {
        let rates = ReviewRates::default();
        let asks: Vec<_> = ReviewTactic::ALL.iter().filter_map(|tactic| rates.asks(*tactic, 80)).collect();
        assert_eq!(asks, [[800, 1600], [1600, 4000], [400, 800], [160, 267]]);
        assert_eq!((rates.batches(80), rates.batches(0)), (Some([4, 8]), Some([0, 0])));
    }

    proptest! {
        #[test]
        fn the_people_asked_are_enough_and_one_fewer_is_not(wanted in 1_u64..1_000_000, points in 1_i64..=10_000) {
            let rate = Percent::from_basis_points(points);
            let people = asks(wanted, rate).unwrap();
            let answers = |people: u64| whole(people) * of_percent(rate);
            prop_assert!(answers(people) >= whole(wanted) && answers(people - 1) < whole(wanted));
        }
    }
}
