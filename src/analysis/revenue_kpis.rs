//! R-34 and C-69: how much of revenue partners bring, against the benchmarks and a target.

use num_traits::Signed;

use super::exact::{Exact, of_money, of_percent, to_money};
use super::policy::KpiBase;
use crate::program::choice::choice;
use crate::program::money::Money;
use crate::program::rate::Percent;

choice! {
    /// A share of revenue.
    pub enum RevenueShare {
        Sourced = "sourced" => "Sourced",
        AnyInvolvement = "any_involvement" => "Any involvement",
        InfluencedOnly = "influenced_only" => "Influenced only",
        Credited = "credited" => "Credited",
    }
}

choice! {
    /// Where a share lies against its benchmark, both ends inside.
    pub enum ShareVerdict {
        Below = "below" => "Below",
        Within = "within" => "Within",
        Above = "above" => "Above",
        NotAvailable = "n_a" => "n/a",
    }
}

/// A benchmark of a share, both ends inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShareBand {
    /// Lower end.
    pub low: Percent,
    /// Upper end.
    pub high: Percent,
}

impl ShareBand {
    /// Sourced share: 20 to 30%.
    pub const fn sourced() -> [i64; 2] {
        [20, 30]
    }

    /// Share with any involvement: 40 to 50%.
    pub const fn any_involvement() -> [i64; 2] {
        [40, 50]
    }

    /// Where a share lies.
    pub fn verdict(&self, share: Option<&Exact>) -> ShareVerdict {
        match share {
            None => ShareVerdict::NotAvailable,
            Some(share) if *share < of_percent(self.low) => ShareVerdict::Below,
            Some(share) if *share > of_percent(self.high) => ShareVerdict::Above,
            Some(_) => ShareVerdict::Within,
        }
    }
}

impl From<[i64; 2]> for ShareBand {
    fn from([low, high]: [i64; 2]) -> Self {
        Self { low: Percent::whole(low), high: Percent::whole(high) }
    }
}

/// Won revenue of a period by the part of partners.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RevenueParts {
    /// All revenue, direct included.
    pub total: Money,
    /// Sourced deals.
    pub sourced: Money,
    /// Influenced deals at full amount, without sourced ones.
    pub influenced: Money,
    /// What partners are credited with.
    pub credited: Money,
}

/// The actual share against the wanted one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetDelta {
    /// Actual minus target, as a factor; nothing without a share.
    pub share: Option<Exact>,
    /// Actual minus target times total.
    pub amount: Money,
    /// Whether the target is reached; nothing without a share.
    pub met: Option<bool>,
}

impl RevenueParts {
    /// The amount behind a share.
    pub fn amount(&self, share: RevenueShare) -> Money {
        match share {
            RevenueShare::Sourced => self.sourced,
            RevenueShare::AnyInvolvement => self.sourced.plus(self.influenced),
            RevenueShare::InfluencedOnly => self.influenced,
            RevenueShare::Credited => self.credited,
        }
    }

    /// A share as a factor; nothing unless there is revenue.
    pub fn share(&self, share: RevenueShare) -> Option<Exact> {
        let total = of_money(self.total);
        total.is_positive().then(|| of_money(self.amount(share)) / total)
    }

    /// The verdict on any involvement: `base` says whether sourced deals count too.
    pub fn any_verdict(&self, base: KpiBase, band: &ShareBand) -> ShareVerdict {
        let share = match base {
            KpiBase::SourcedPlusInfluenced => RevenueShare::AnyInvolvement,
            KpiBase::InfluencedOnly => RevenueShare::InfluencedOnly,
        };
        band.verdict(self.share(share).as_ref())
    }

    /// How far a share is from its target, in points and money.
    pub fn delta(&self, share: RevenueShare, target: Percent) -> TargetDelta {
        let target = of_percent(target);
        let actual = self.share(share);
        let amount = to_money(&(of_money(self.amount(share)) - &target * of_money(self.total)));
        let met = actual.as_ref().map(|actual| *actual >= target);
        TargetDelta { share: actual.map(|actual| actual - target), amount, met }
    }

    /// Whether partners are said to bring more than there is.
    pub fn exceeds_total(&self) -> bool {
        self.amount(RevenueShare::AnyInvolvement) > self.total
    }
}

/// Partner revenue by active partner, rounded; nothing when either is unknown or nobody is active.
pub fn revenue_per_partner(revenue: Option<Money>, active: Option<u64>) -> Option<Money> {
    let active = active.filter(|active| *active > 0)?;
    Some(to_money(&(of_money(revenue?) / super::exact::whole(active))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::policy::Policy;

    fn parts(total: i64, sourced: i64, influenced: i64) -> RevenueParts {
        let [total, sourced, influenced] = [total, sourced, influenced].map(Money::whole);
        RevenueParts { total, sourced, influenced, credited: Money::ZERO }
    }

    #[test]
    fn both_ends_of_a_benchmark_are_inside() {
        let verdict = |sourced| {
            let share = RevenueParts { sourced, ..parts(10_000_000, 0, 0) }.share(RevenueShare::Sourced);
            ShareBand::from(ShareBand::sourced()).verdict(share.as_ref())
        };
        assert_eq!(verdict(Money::whole(2_000_000)), ShareVerdict::Within);
        assert_eq!(verdict(Money::whole(3_000_000)), ShareVerdict::Within);
        assert_eq!(verdict(Money::from_cents(300_000_001)), ShareVerdict::Above);
        assert_eq!(verdict(Money::from_cents(199_999_999)), ShareVerdict::Below);
    }

    #[test]
    fn without_revenue_there_is_no_share() {
        let parts = parts(0, 0, 0);
        assert_eq!(parts.share(RevenueShare::Credited), None);
        assert_eq!(parts.delta(RevenueShare::Sourced, Percent::whole(30)).met, None);
        assert!(!parts.exceeds_total());
    }

    #[test]
    fn what_the_benchmark_counts_is_a_choice() {
        let parts = parts(1_000_000, 200_000, 250_000);
        let band = ShareBand::any_involvement().into();
        assert_eq!(parts.any_verdict(KpiBase::SourcedPlusInfluenced, &band), ShareVerdict::Within);
        assert_eq!(parts.any_verdict(KpiBase::InfluencedOnly, &band), ShareVerdict::Below);
    }

    #[test]
    fn the_benchmarks_are_those_of_the_register() {
        let target = Policy::default().target;
        let band = |range: crate::analysis::policy::PercentRange| ShareBand { low: range.low, high: range.high };
        assert_eq!(ShareBand::from(ShareBand::sourced()), band(target.sourced));
        assert_eq!(ShareBand::from(ShareBand::any_involvement()), band(target.any_involvement));
    }

    #[test]
    fn nobody_active_gives_no_revenue_per_partner() {
        assert_eq!(revenue_per_partner(Some(Money::whole(1)), Some(0)), None);
        assert_eq!(revenue_per_partner(Some(Money::whole(1)), Some(3)).unwrap().to_string(), "0.33");
    }
}
