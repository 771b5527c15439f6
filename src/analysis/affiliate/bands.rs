//! how the rates of an affiliate program compare with the benchmark.

use num_traits::Zero;

use crate::analysis::exact::{Exact, whole};
use crate::program::choice::choice;

choice! {
    /// The rates that are judged, in percent.
    pub enum AffiliateMetric {
        ClickToSignup = "click_to_signup" => "Clicks to sign-ups",
        SignupToPaid = "signup_to_paid" => "Sign-ups to paid",
        RefundRate = "refund_rate" => "Refunds",
        ActiveAffiliates = "active_affiliates" => "Active affiliates",
    }
}

choice! {
    /// How a rate compares, the worst first.
    pub enum PerformanceBand {
        Poor = "poor" => "Poor",
        BelowAverage = "below_average" => "Below average",
        Average = "average" => "Average",
        AboveAverage = "above_average" => "Above average",
        Good = "good" => "Good",
        NotApplicable = "n_a" => "Not applicable",
        Unknown = "unknown" => "Unknown",
    }
}

/// `part / whole`, or why there is no rate.
pub fn rate(part: u64, of: u64) -> Result<Exact, PerformanceBand> {
    if of.is_zero() { Err(PerformanceBand::NotApplicable) } else { Ok(whole(part) / whole(of)) }
}

/// The band of a rate given as a factor: average contains both its ends.
pub fn band(metric: AffiliateMetric, rate: &Exact) -> PerformanceBand {
    let percent = |points: u32| whole(points) / whole(100);
    let (below, average, above, good) = match metric {
        AffiliateMetric::ClickToSignup => (1, 2, 5, 8),
        AffiliateMetric::SignupToPaid | AffiliateMetric::ActiveAffiliates => (10, 20, 30, 40),
        AffiliateMetric::RefundRate => return refund_band(rate),
    };
    if *rate < percent(below) {
        PerformanceBand::Poor
    } else if *rate < percent(average) {
        PerformanceBand::BelowAverage
    } else if *rate <= percent(above) {
        PerformanceBand::Average
    } else if *rate < percent(good) {
        PerformanceBand::AboveAverage
    } else {
        PerformanceBand::Good
    }
}

fn refund_band(rate: &Exact) -> PerformanceBand {
    let percent = |points: u32| whole(points) / whole(100);
    if *rate > percent(15) {
        PerformanceBand::Poor
    } else if *rate > percent(10) {
        PerformanceBand::BelowAverage
    } else if *rate >= percent(5) {
        PerformanceBand::Average
    } else {
        PerformanceBand::Good
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_edge_lies_in_one_band() {
        use AffiliateMetric::{ActiveAffiliates, ClickToSignup, RefundRate, SignupToPaid};
        use PerformanceBand::{AboveAverage, Average, BelowAverage, Good, Poor};
        for (metric, basis_points, expected) in [
            (ClickToSignup, 99, Poor),
            (ClickToSignup, 100, BelowAverage),
            (ClickToSignup, 200, Average),
            (ClickToSignup, 500, Average),
            (ClickToSignup, 501, AboveAverage),
            (ClickToSignup, 800, Good),
            (SignupToPaid, 2_000, Average),
            (SignupToPaid, 3_999, AboveAverage),
            (ActiveAffiliates, 999, Poor),
            (ActiveAffiliates, 4_000, Good),
            (RefundRate, 1_501, Poor),
            (RefundRate, 1_500, BelowAverage),
            (RefundRate, 1_000, Average),
            (RefundRate, 500, Average),
            (RefundRate, 499, Good),
        ] {
            let rate = rate(basis_points, 10_000).unwrap();
            assert_eq!(band(metric, &rate), expected, "{metric} {basis_points}");
        }
        assert_eq!(rate(0, 0), Err(PerformanceBand::NotApplicable));
    }
}
