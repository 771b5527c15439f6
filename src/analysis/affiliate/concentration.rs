//! how much of the revenue comes from the few largest affiliates or partners.

use crate::analysis::exact::{Exact, of_money, ratio, whole};
use crate::program::choice::choice;
use crate::program::money::Money;

choice! {
    /// How healthy the spread of revenue is.
    pub enum ConcentrationVerdict {
        Good = "good" => "Good",
        Average = "average" => "Average",
        Poor = "poor" => "Poor",
        NotApplicable = "n_a" => "Not applicable",
    }
}

/// The largest few.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Largest {
    /// How many, never more than there are.
    pub count: usize,
    /// Their revenue.
    pub revenue: Money,
    /// Out of all revenue, as a factor; none when there is none.
    pub share: Option<Exact>,
}

/// Revenue by its sources, the largest first, as running sums.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Concentration {
    sums: Vec<Money>,
}

impl Concentration {
    /// The revenue of each affiliate or partner, those without any included, in any order.
    pub fn new(mut revenues: Vec<Money>) -> Self {
        revenues.sort_unstable_by(|a, b| b.cmp(a));
        let mut sum = Money::from_cents(0);
        for revenue in &mut revenues {
            sum = sum.plus(*revenue);
            *revenue = sum;
        }
        Self { sums: revenues }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.sums.len()
    }

    /// All revenue.
    pub fn total(&self) -> Money {
        self.sums.last().copied().unwrap_or_else(|| Money::from_cents(0))
    }

    /// The `n` largest.
    pub fn top(&self, n: usize) -> Largest {
        let count = n.min(self.count());
        let revenue = match count {
            0 => Money::from_cents(0),
            _ => self.sums.get(count - 1).copied().unwrap_or_default(),
        };
        Largest { count, revenue, share: ratio(&of_money(revenue), &of_money(self.total())) }
    }

    /// The largest `percent` of them, rounded up.
    pub fn top_percent(&self, percent: usize) -> Largest {
        self.top((self.count() * percent).div_ceil(100))
    }

    /// Good when a fifth brings at most half; poor when a hundredth brings four fifths.
    pub fn verdict(&self) -> ConcentrationVerdict {
        let (Some(fifth), Some(hundredth)) = (self.top_percent(20).share, self.top_percent(1).share) else {
            return ConcentrationVerdict::NotApplicable;
        };
        if fifth * whole(2) <= whole(1) {
            ConcentrationVerdict::Good
        } else if hundredth * whole(5) >= whole(4) {
            ConcentrationVerdict::Poor
        } else {
            ConcentrationVerdict::Average
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(cents: &[i128]) -> Concentration {
        Concentration::new(cents.iter().copied().map(Money::from_cents).collect())
    }

    #[test]
    fn the_largest_bring_most() {
        let spread = of(&[1_000, 5_000, 1_000, 1_000, 1_000, 1_000]);
        let fifth = spread.top_percent(20);
        assert_eq!((fifth.count, fifth.revenue), (2, Money::from_cents(6_000)));
        assert_eq!(spread.verdict(), ConcentrationVerdict::Average);
        assert_eq!(of(&[1; 10]).verdict(), ConcentrationVerdict::Good);
        assert_eq!(of(&[500]).verdict(), ConcentrationVerdict::Poor);
        assert_eq!(of(&[0, 0]).verdict(), ConcentrationVerdict::NotApplicable);
        assert_eq!(of(&[]).top(5), Largest { count: 0, revenue: Money::from_cents(0), share: None });
    }

    proptest! {
        #[test]
        fn more_of_the_largest_never_bring_less(revenues in prop::collection::vec(0_i128..1_000_000, 1..60)) {
            let spread = of(&revenues);
            prop_assert_eq!(spread.top(revenues.len()).revenue, spread.total());
            for n in 1..=revenues.len() {
                prop_assert!(spread.top(n - 1).revenue <= spread.top(n).revenue);
            }
        }
    }
}
