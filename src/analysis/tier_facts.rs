//! R-09, C-02, C-05: from deals, referrals and certificates of one partner to the metrics that tiers compare.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::attribution::DealClass;
use super::exact::{Exact, of_money, percent_of, whole};
use super::periods::Days;
use crate::program::choice::choice;
use crate::program::money::Money;
use crate::program::rate::Percent;

choice! {
    /// Which day of a referral decides whether it counts (C-05).
    pub enum ReferralRule {
        Any = "any" => "Submitted",
        Accepted = "accepted" => "Accepted",
        Opportunity = "opportunity" => "Became an opportunity",
    }
}

/// A closed-won deal of the partner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WonDeal {
    /// When it closed.
    pub closed_on: Date,
    /// Its full amount.
    pub amount: Money,
    /// What it is to the program.
    pub class: DealClass,
    /// Its reporting credit, where it is known.
    pub credit: Option<Money>,
}

/// A referral of the partner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Referral {
    /// When it was submitted.
    pub submitted_on: Date,
    /// When it was accepted.
    pub accepted_on: Option<Date>,
    /// When it became an opportunity.
    pub opportunity_on: Option<Date>,
}

/// A certificate of a person: valid from `earned_on` until before `valid_until`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// The person.
    pub person: String,
    /// First valid day.
    pub earned_on: Date,
    /// First day no longer valid.
    pub valid_until: Date,
}

/// Revenue of the window, by class and as credit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RevenueMetrics {
    /// Full amount of sourced deals.
    pub sourced: Money,
    /// Full amount of influenced deals.
    pub influenced: Money,
    /// Credit of both.
    pub credited: Money,
    /// How many sourced deals.
    pub sourced_deals: u64,
}

impl RevenueMetrics {
    /// Sourced and influenced.
    pub fn all_partner(&self) -> Money {
        self.sourced.plus(self.influenced)
    }

    /// The average sourced deal; nothing unless the sum is above zero.
    pub fn average_deal(&self) -> Option<Exact> {
        (self.sourced.cents() > 0).then(|| of_money(self.sourced) / whole(self.sourced_deals.max(1)))
    }
}

/// The revenue of the deals that closed inside the window; credit defaults to the amount of a sourced deal and to
/// `influenced_credit` of an influenced one.
pub fn revenue(deals: &[WonDeal], window: Days, influenced_credit: Percent) -> RevenueMetrics {
    let nothing = Money::from_cents(0);
    let mut sums = RevenueMetrics { sourced: nothing, influenced: nothing, credited: nothing, sourced_deals: 0 };
    for deal in deals.iter().filter(|deal| window.contains(deal.closed_on)) {
        let credit = match deal.class {
            DealClass::Sourced => {
                sums.sourced = sums.sourced.plus(deal.amount);
                sums.sourced_deals += 1;
                deal.amount
            }
            DealClass::Influenced => {
                sums.influenced = sums.influenced.plus(deal.amount);
                percent_of(deal.amount, influenced_credit, 2)
            }
            DealClass::None | DealClass::Unknown => nothing,
        };
        sums.credited = sums.credited.plus(deal.credit.unwrap_or(credit));
    }
    sums
}

/// The referrals whose day for the rule is inside the window.
pub fn referrals(referrals: &[Referral], window: Days, rule: ReferralRule) -> u64 {
    let day = |referral: &Referral| match rule {
        ReferralRule::Any => Some(referral.submitted_on),
        ReferralRule::Accepted => referral.accepted_on,
        ReferralRule::Opportunity => referral.opportunity_on,
    };
    referrals.iter().filter(|referral| day(referral).is_some_and(|day| window.contains(day))).count() as u64
}

/// The persons with a valid certificate on a day, each once.
pub fn certified_people(certificates: &[Certificate], as_of: Date) -> u64 {
    let valid = |certificate: &&Certificate| certificate.earned_on <= as_of && as_of < certificate.valid_until;
    certificates.iter().filter(valid).map(|certificate| &certificate.person).collect::<BTreeSet<_>>().len() as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_window_decides_and_a_person_counts_once() {
        let window = Days { first: date(2024, 7, 1), last: date(2025, 6, 30) };
        let deal = |closed_on, class| WonDeal { closed_on, amount: Money::whole(1000), class, credit: None };
        let deals = [
            deal(date(2024, 6, 30), DealClass::Sourced),
            deal(date(2024, 7, 1), DealClass::Sourced),
            deal(date(2025, 6, 30), DealClass::Influenced),
        ];
        let found = revenue(&deals, window, Percent::whole(25));
        assert_eq!((found.all_partner(), found.credited), (Money::whole(2000), Money::whole(1250)));
        assert_eq!(found.average_deal(), Some(whole(1000)));
        let certificate = |person: &str, until| Certificate {
            person: person.to_owned(),
            earned_on: date(2025, 1, 1),
            valid_until: until,
        };
        let held = [
            certificate("a", date(2025, 7, 1)),
            certificate("a", date(2026, 7, 1)),
            certificate("b", date(2025, 6, 30)),
        ];
        assert_eq!(certified_people(&held, date(2025, 6, 30)), 1);
    }
}
