//! short incentives, when they are earned, and how they stack: points, then multipliers, then bonuses, then flats.

use jiff::civil::Date;
use num_traits::{One, Zero};

use crate::analysis::exact::{Exact, exact, exact_percent, exact_text, of_money, of_percent, rounded};
use crate::analysis::policy::{PercentRange, SpiffPolicy};
use crate::program::choice::choice;
use crate::program::compensation::SpiffKind;
use crate::program::money::Money;
use crate::program::period::{days_after, days_between};
use crate::program::rate::Percent;

choice! {
    /// Whether an incentive is earned.
    pub enum Earned {
        Yes = "yes" => "Earned",
        No = "no" => "Not earned",
        Pending = "pending" => "Pending",
        Unknown = "unknown" => "Unknown",
    }
}

impl Earned {
    fn of(known: Option<bool>) -> Self {
        match known {
            Some(true) => Self::Yes,
            Some(false) => Self::No,
            None => Self::Unknown,
        }
    }
}

/// One incentive, with the facts that decide it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Incentive {
    /// A flat amount for the first deal, closed in time after signing up.
    Activation {
        /// How much.
        amount: Money,
        /// When the partner signed up.
        signup_on: Date,
        /// When its first deal closed; none: not yet.
        first_close_on: Option<Date>,
    },
    /// A factor on the rate of a deal closed in the window `[start, end)`.
    ProductLaunch {
        /// The factor.
        multiplier: Exact,
        /// First day.
        start: Date,
        /// First day after it.
        end: Date,
        /// When the deal closed.
        closed_on: Date,
    },
    /// A bonus on the quarter's commission for reaching the quota.
    QuarterlyPush {
        /// The bonus.
        bonus: Percent,
        /// What is to be reached.
        quota: Exact,
        /// What was reached; none: unknown.
        achieved: Option<Exact>,
    },
    /// A flat amount for winning against a competitor.
    Displacement {
        /// How much.
        amount: Money,
        /// Whether it was won; none: unknown.
        won: Option<bool>,
    },
    /// Points on the rate of a deal with several products.
    MultiProduct {
        /// The points.
        points: Percent,
        /// Whether the deal has them; none: unknown.
        bundle: Option<bool>,
    },
}

impl Incentive {
    /// The kind.
    pub fn kind(&self) -> SpiffKind {
        match self {
            Self::Activation { .. } => SpiffKind::Activation,
            Self::ProductLaunch { .. } => SpiffKind::ProductLaunch,
            Self::QuarterlyPush { .. } => SpiffKind::QuarterlyPush,
            Self::Displacement { .. } => SpiffKind::Displacement,
            Self::MultiProduct { .. } => SpiffKind::MultiProduct,
        }
    }

    /// Whether it is earned; an activation has `activation_days` from the sign-up, and is open while `as_of` is inside.
    pub fn earned(&self, as_of: Option<Date>, activation_days: u16) -> Earned {
        match self {
            Self::Activation { signup_on, first_close_on, .. } => {
                let end = days_after(*signup_on, activation_days.into());
                match (first_close_on, as_of) {
                    (Some(close), _) => Earned::of(Some(*close < end)),
                    (None, None) => Earned::Unknown,
                    (None, Some(today)) if today < end => Earned::Pending,
                    (None, Some(_)) => Earned::No,
                }
            }
            Self::ProductLaunch { start, end, closed_on, .. } => {
                Earned::of(Some(start <= closed_on && closed_on < end))
            }
            Self::QuarterlyPush { quota, achieved, .. } => Earned::of(achieved.as_ref().map(|done| done >= quota)),
            Self::Displacement { won, .. } => Earned::of(*won),
            Self::MultiProduct { bundle, .. } => Earned::of(*bundle),
        }
    }
}

/// What of an incentive lies outside the benchmark: the name of the figure, and what is usual.
pub fn outside_benchmark(incentive: &Incentive, usual: &SpiffPolicy) -> Vec<(&'static str, String)> {
    let money = |amount: &Money, [low, high]: [Money; 2]| {
        let within = (low..=high).contains(amount);
        (within, ("amount", format!("{} to {}", Money::from_cents(low.cents()), Money::from_cents(high.cents()))))
    };
    let checks = match incentive {
        Incentive::Activation { amount, .. } => vec![money(amount, usual.activation)],
        Incentive::ProductLaunch { multiplier, start, end, .. } => {
            let factor = exact(usual.launch_multiplier.decimal());
            let [low, high] = usual.launch_days;
            let days = (low.into()..=high.into()).contains(&days_between(*start, *end));
            vec![
                (*multiplier == factor, ("multiplier", exact_text(&factor))),
                (days, ("days", format!("{low} to {high}"))),
            ]
        }
        Incentive::QuarterlyPush { bonus, .. } => {
            let PercentRange { low, high } = usual.push;
            vec![((low..=high).contains(bonus), ("bonus_rate", format!("{low} to {high}")))]
        }
        Incentive::Displacement { amount, .. } => vec![money(amount, usual.displacement)],
        Incentive::MultiProduct { points, .. } => {
            let usual = usual.multi_product;
            vec![(*points == usual, ("points", format!("{} points", exact_percent(&of_percent(usual)))))]
        }
    };
    checks.into_iter().filter(|(usual, _)| !usual).map(|(_, what)| what).collect()
}

/// What incentives make of a deal and a quarter.
///
/// Amounts are in currency units, each rounded to the coin: multipliers stack beyond what money holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stacked {
    /// Whether each is earned, in their order.
    pub earned: Vec<Earned>,
    /// The rate with points and multipliers as a factor; none without a deal.
    pub effective_rate: Option<Exact>,
    /// Commission of the deal at that rate.
    pub deal_commission: Exact,
    /// Bonus on the quarter's commission, this deal's included.
    pub bonus: Exact,
    /// Flat amounts.
    pub flats: Exact,
    /// All three.
    pub total: Exact,
}

/// What a rate is raised by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Uplift {
    /// Points added to the rate, as a factor.
    pub points: Exact,
    /// The product of all multipliers.
    pub multiplier: Exact,
}

impl Default for Uplift {
    fn default() -> Self {
        Self { points: Exact::zero(), multiplier: Exact::one() }
    }
}

impl Uplift {
    /// The rate with points, then multipliers.
    pub fn of(&self, rate: Percent) -> Exact {
        (of_percent(rate) + &self.points) * &self.multiplier
    }
}

/// Stacks the incentives that are earned on a deal (its commission base and rate) and on the quarter's other commission.
pub fn stack(
    deal: Option<(Money, Percent)>,
    quarter_commission: Money,
    incentives: &[Incentive],
    (as_of, activation_days): (Option<Date>, u16),
    places: u32,
) -> Stacked {
    let earned: Vec<Earned> = incentives.iter().map(|incentive| incentive.earned(as_of, activation_days)).collect();
    let mut uplift = Uplift::default();
    let (mut bonus_rate, mut flats) = (Exact::zero(), Exact::zero());
    for (incentive, _) in incentives.iter().zip(&earned).filter(|(_, earned)| **earned == Earned::Yes) {
        match incentive {
            Incentive::Activation { amount, .. } | Incentive::Displacement { amount, .. } => flats += of_money(*amount),
            Incentive::ProductLaunch { multiplier, .. } => uplift.multiplier *= multiplier,
            Incentive::QuarterlyPush { bonus, .. } => bonus_rate += of_percent(*bonus),
            Incentive::MultiProduct { points, .. } => uplift.points += of_percent(*points),
        }
    }
    let effective_rate = deal.map(|(_, rate)| uplift.of(rate));
    let commission = deal.zip(effective_rate.as_ref()).map(|((amount, _), rate)| of_money(amount) * rate);
    let deal_commission = rounded(&commission.unwrap_or_else(Exact::zero), places);
    let bonus = rounded(&((of_money(quarter_commission) + &deal_commission) * bonus_rate), places);
    let total = &deal_commission + &bonus + &flats;
    Stacked { earned, effective_rate, deal_commission, bonus, flats, total }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::exact::{shown, whole};
    use crate::analysis::policy::Policy;
    use jiff::civil::date;

    fn activation(first_close_on: Option<Date>) -> Incentive {
        Incentive::Activation { amount: Money::whole(1_000), signup_on: date(2025, 3, 1), first_close_on }
    }

    fn launch() -> Incentive {
        let (start, end) = (date(2025, 3, 1), date(2025, 4, 15));
        Incentive::ProductLaunch { multiplier: whole(2), start, end, closed_on: date(2025, 3, 20) }
    }

    #[test]
    fn points_come_before_multipliers_then_the_bonus_then_flats() {
        let incentives = [
            activation(Some(date(2025, 3, 2))),
            Incentive::Displacement { amount: Money::whole(2_000), won: Some(true) },
            Incentive::QuarterlyPush { bonus: Percent::whole(15), quota: whole(100), achieved: Some(whole(100)) },
            launch(),
            Incentive::MultiProduct { points: Percent::whole(5), bundle: Some(true) },
        ];
        let deal = Some((Money::whole(10_000), Percent::whole(15)));
        let stacked = stack(deal, Money::whole(6_000), &incentives, (None, 90), 2);
        assert_eq!(exact_percent(stacked.effective_rate.as_ref().unwrap()), "40");
        let amounts = [&stacked.deal_commission, &stacked.bonus, &stacked.flats, &stacked.total];
        assert_eq!(amounts.map(|amount| shown(amount, 2)), ["4000.00", "1500.00", "3000.00", "8500.00"]);
    }

    #[test]
    fn an_activation_waits_until_its_last_day() {
        for (close, today, earned) in [
            (Some(date(2025, 5, 29)), None, Earned::Yes),
            (Some(date(2025, 5, 30)), None, Earned::No),
            (None, Some(date(2025, 5, 29)), Earned::Pending),
            (None, Some(date(2025, 5, 30)), Earned::No),
        ] {
            assert_eq!(activation(close).earned(today, 90), earned);
        }
    }

    #[test]
    fn what_is_unknown_or_not_earned_pays_nothing() {
        let incentives = [
            Incentive::Displacement { amount: Money::whole(2_000), won: None },
            Incentive::MultiProduct { points: Percent::whole(5), bundle: Some(false) },
            Incentive::QuarterlyPush { bonus: Percent::whole(15), quota: whole(100), achieved: None },
        ];
        let stacked = stack(None, Money::whole(6_000), &incentives, (None, 90), 2);
        assert_eq!(stacked.earned, [Earned::Unknown, Earned::No, Earned::Unknown]);
        assert_eq!((stacked.effective_rate, stacked.total), (None, whole(0)));
    }

    #[test]
    fn what_lies_outside_the_benchmark_is_named() {
        let usual = Policy::default().spiff;
        assert_eq!(outside_benchmark(&launch(), &usual), []);
        let unusual = Incentive::ProductLaunch {
            multiplier: whole(3),
            start: date(2025, 3, 1),
            end: date(2025, 3, 30),
            closed_on: date(2025, 3, 1),
        };
        let names: Vec<&str> = outside_benchmark(&unusual, &usual).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["multiplier", "days"]);
    }

    #[test]
    fn fifty_multipliers_of_a_hundred_stay_exact() {
        let factor = Incentive::ProductLaunch {
            multiplier: whole(100),
            start: date(2025, 3, 1),
            end: date(2025, 4, 1),
            closed_on: date(2025, 3, 1),
        };
        let stacked = stack(Some((Money::whole(1), Percent::whole(1))), Money::ZERO, &vec![factor; 50], (None, 90), 2);
        assert_eq!(stacked.total.to_string(), format!("1{}", "0".repeat(98)));
    }
}
