//! R-20, C-06 to C-08: whether a request for funds may be granted, why not, and who approves it.

use jiff::civil::Date;

use crate::analysis::periods::Days;
use crate::program::choice::choice;
use crate::program::fund::MdfUse;
use crate::program::money::Money;
use crate::program::period::{FiscalCalendar, Quarter};
use crate::program::tier::Approver;

choice! {
    /// What speaks against a request.
    pub enum MdfReason {
        Tier = "tier" => "Tier too low",
        MinimumArr = "minimum_arr" => "Too little sourced revenue",
        Use = "use" => "Not a use that is funded",
        Accountability = "accountability" => "No expected result recorded",
        Expired = "expired" => "Activity after the fiscal year",
        OutsideFiscalYear = "outside_fiscal_year" => "Activity before the fiscal year",
        AnnualLimit = "annual_limit" => "More than is left of the year",
        QuarterCap = "quarter_cap" => "More than is left of the quarter",
    }
}

choice! {
    /// What follows for a request.
    pub enum MdfDecision {
        Allowed = "allowed" => "Allowed",
        Refused = "refused" => "Refused",
        Unknown = "unknown" => "Unknown",
    }
}

/// What a partner's tier gives, and what is already committed of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MdfTerms {
    /// Whether the tier is high enough (C-08).
    pub tier_eligible: bool,
    /// Per fiscal year.
    pub annual: Money,
    /// The most of it in one quarter, before it is limited by the annual amount.
    pub quarter_cap: Money,
    /// Who approves by tier; none: the tier has no approver of its own, or the tier rule is off.
    pub tier_approver: Option<Approver>,
    /// Approved and paid in the fiscal year.
    pub committed_year: Money,
    /// Of that, in the fiscal quarter of the activity.
    pub committed_quarter: Money,
    /// Least sourced revenue in twelve months; zero: no condition.
    pub min_arr: Money,
    /// From this amount a director approves (C-07).
    pub director_from: Money,
}

/// A request and the facts that decide it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MdfCase {
    /// The day of the request; its fiscal year is the fund's.
    pub as_of: Date,
    /// Sourced revenue of twelve months; none: unknown.
    pub sourced_t12m: Option<Money>,
    /// How much.
    pub amount: Money,
    /// For what; none: for something that is not funded.
    pub purpose: Option<MdfUse>,
    /// Whether expected leads or pipeline are recorded; none: unknown.
    pub roi_commitment: Option<bool>,
    /// When the activity takes place.
    pub activity_on: Date,
}

/// The answer to a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MdfAnswer {
    /// Allowed, refused, or open.
    pub decision: MdfDecision,
    /// Everything that speaks against it.
    pub reasons: Vec<MdfReason>,
    /// Everything that is not known.
    pub unknown: Vec<MdfReason>,
    /// Who approves; nobody when refused.
    pub approver: Option<Approver>,
    /// The annual amount.
    pub annual: Money,
    /// The quarter's cap, at most the annual amount.
    pub quarter_cap: Money,
    /// What is left of the year.
    pub annual_left: Money,
    /// What is left of the quarter.
    pub quarter_left: Money,
    /// The smaller of both.
    pub available: Money,
    /// The last day on which this year's funds can be used.
    pub fiscal_year_last_day: Date,
    /// The fiscal quarter of the activity.
    pub activity_quarter: Quarter,
    /// Its days.
    pub activity_days: Days,
}

/// Who approves: by amount (below `director_from` the partner manager, otherwise a director), and by tier; the higher.
pub fn approver(amount: Money, director_from: Money, by_tier: Option<Approver>) -> Approver {
    let by_amount = if amount < director_from { Approver::PartnerManager } else { Approver::Director };
    by_tier.map_or(by_amount, |by_tier| by_tier.max(by_amount))
}

/// decides a request.
pub fn decide(case: &MdfCase, terms: &MdfTerms, calendar: FiscalCalendar) -> MdfAnswer {
    let nothing = Money::from_cents(0);
    let year = calendar.quarter_of(case.as_of).year;
    let first_day = calendar.first_day(Quarter { year, number: 1 });
    let last_day = calendar.last_day(Quarter { year, number: 4 });
    let quarter_cap = terms.quarter_cap.min(terms.annual);
    let annual_left = terms.annual.minus(terms.committed_year).max(nothing);
    let quarter_left = quarter_cap.minus(terms.committed_quarter).max(nothing);
    let (mut reasons, mut unknown) = (Vec::new(), Vec::new());
    let mut test = |holds: Option<bool>, reason: MdfReason| match holds {
        Some(true) => {}
        Some(false) => reasons.push(reason),
        None => unknown.push(reason),
    };
    test(Some(terms.tier_eligible), MdfReason::Tier);
    if terms.min_arr > nothing {
        test(case.sourced_t12m.map(|sourced| sourced >= terms.min_arr), MdfReason::MinimumArr);
    }
    test(Some(case.purpose.is_some_and(|purpose| purpose != MdfUse::Swag)), MdfReason::Use);
    test(case.roi_commitment, MdfReason::Accountability);
    test(Some(case.activity_on <= last_day), MdfReason::Expired);
    test(Some(case.activity_on >= first_day), MdfReason::OutsideFiscalYear);
    if terms.tier_eligible {
        test(Some(case.amount <= annual_left), MdfReason::AnnualLimit);
        test(Some(case.amount <= quarter_left), MdfReason::QuarterCap);
    }
    let decision = match (reasons.is_empty(), unknown.is_empty()) {
        (false, _) => MdfDecision::Refused,
        (true, false) => MdfDecision::Unknown,
        (true, true) => MdfDecision::Allowed,
    };
    let role = approver(case.amount, terms.director_from, terms.tier_approver);
    let activity_quarter = calendar.quarter_of(case.activity_on);
    let activity_days = Days { first: calendar.first_day(activity_quarter), last: calendar.last_day(activity_quarter) };
    MdfAnswer {
        decision,
        reasons,
        unknown,
        approver: (decision != MdfDecision::Refused).then_some(role),
        annual: terms.annual,
        quarter_cap,
        annual_left,
        quarter_left,
        available: annual_left.min(quarter_left),
        fiscal_year_last_day: last_day,
        activity_quarter,
        activity_days,
    }
}

#[cfg(test)]
mod tests {
    use super::MdfReason::{Accountability, AnnualLimit, Expired, MinimumArr, QuarterCap, Tier, Use};
    use super::*;
    use jiff::civil::date;

    fn terms() -> MdfTerms {
        MdfTerms {
            tier_eligible: true,
            annual: Money::whole(2_000),
            quarter_cap: Money::whole(2_000),
            tier_approver: Some(Approver::PartnerManager),
            committed_year: Money::ZERO,
            committed_quarter: Money::ZERO,
            min_arr: Money::whole(25_000),
            director_from: Money::whole(5_000),
        }
    }

    fn case() -> MdfCase {
        MdfCase {
            as_of: date(2025, 2, 3),
            sourced_t12m: Some(Money::whole(25_000)),
            amount: Money::whole(2_000),
            purpose: Some(MdfUse::Events),
            roi_commitment: Some(true),
            activity_on: date(2025, 3, 10),
        }
    }

    fn answer(case: MdfCase, terms: MdfTerms) -> MdfAnswer {
        decide(&case, &terms, FiscalCalendar::starting_in(1))
    }

    #[test]
    fn a_request_within_the_limits_is_allowed() {
        let answer = answer(case(), terms());
        assert_eq!((answer.decision, answer.approver), (MdfDecision::Allowed, Some(Approver::PartnerManager)));
    }

    #[test]
    fn every_reason_is_given_in_order() {
        let bad = MdfCase {
            sourced_t12m: Some(Money::ZERO),
            purpose: Some(MdfUse::Swag),
            roi_commitment: Some(false),
            activity_on: date(2026, 1, 1),
            amount: Money::whole(2_001),
            ..case()
        };
        let all = [MinimumArr, Use, Accountability, Expired, AnnualLimit, QuarterCap];
        assert_eq!(answer(bad, terms()).reasons, all);
        let low = MdfTerms { tier_eligible: false, ..terms() };
        assert_eq!(answer(bad, low).reasons, [Tier, MinimumArr, Use, Accountability, Expired]);
        assert_eq!(answer(bad, low).approver, None);
        let early = MdfCase { activity_on: date(2024, 12, 31), ..case() };
        assert_eq!(answer(early, terms()).reasons, [MdfReason::OutsideFiscalYear]);
    }

    #[test]
    fn what_is_unknown_leaves_the_decision_open() {
        let open = MdfCase { sourced_t12m: None, roi_commitment: None, ..case() };
        let found = answer(open, terms());
        assert_eq!(found.decision, MdfDecision::Unknown);
        assert_eq!(found.unknown, [MdfReason::MinimumArr, MdfReason::Accountability]);
        let unconditional = MdfTerms { min_arr: Money::ZERO, ..terms() };
        assert_eq!(answer(open, unconditional).unknown, [MdfReason::Accountability]);
    }

    #[test]
    fn the_stricter_approver_wins_and_exactly_the_limit_is_the_directors() {
        let limit = Money::whole(5_000);
        assert_eq!(approver(Money::from_cents(499_999), limit, None), Approver::PartnerManager);
        assert_eq!(approver(limit, limit, Some(Approver::PartnerManager)), Approver::Director);
        assert_eq!(approver(Money::whole(1), limit, Some(Approver::Vp)), Approver::Vp);
    }

    #[test]
    fn funds_end_with_the_fiscal_year_of_the_request() {
        let found =
            decide(&MdfCase { activity_on: date(2025, 7, 1), ..case() }, &terms(), FiscalCalendar::starting_in(7));
        assert_eq!((found.reasons, found.fiscal_year_last_day), (vec![MdfReason::Expired], date(2025, 6, 30)));
    }
}
