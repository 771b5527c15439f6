//! R-20 over a program: the answer to every request for funds, and how the fund of each tier is used by quarter.

use std::collections::{BTreeMap, BTreeSet};

use hashbrown::HashMap;
use jiff::civil::Date;

use super::fund::{accrual, utilization};
use super::reimbursement::{Reimbursement, reimbursement};
use super::request::{MdfAnswer, MdfCase, MdfTerms, decide};
use crate::analysis::derived::Derived;
use crate::analysis::exact::Exact;
use crate::analysis::periods::Days;
use crate::analysis::policy::PayoutTrigger;
use crate::program::Program;
use crate::program::fund::{MdfRequest, MdfState};
use crate::program::id::Id;
use crate::program::money::Money;
use crate::program::partner::Partner;
use crate::program::period::Quarter;
use crate::program::tier::Tier;

/// What follows for a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestStanding {
    /// The partner's tier on the as-of date; the tier it held before is not recorded.
    pub tier: Option<Id<Tier>>,
    /// The answer of the rule, with everything else that is committed; nothing for a request that is off the table.
    pub answer: Option<MdfAnswer>,
    /// The clock of the payout, once it runs.
    pub reimbursement: Option<Reimbursement>,
}

/// The fund of a tier in a fiscal quarter, over its partners of the as-of date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TierFund {
    /// The tier.
    pub tier: Id<Tier>,
    /// The quarter.
    pub quarter: Quarter,
    /// How many partners hold the tier.
    pub partners: usize,
    /// What they are offered in the fiscal year.
    pub annual: Money,
    /// What their sourced revenue has earned by the end of the quarter, each at most its annual amount.
    pub accrued: Money,
    /// Asked for activities of the quarter and not decided.
    pub requested: Money,
    /// Approved for activities of the quarter and not paid.
    pub approved: Money,
    /// Paid for activities of the quarter.
    pub reimbursed: Money,
    /// Approved and paid in the fiscal year up to the end of the quarter.
    pub committed: Money,
    /// What is left of the year's offer; below zero where more is committed.
    pub left: Money,
    /// Paid in the fiscal year to date out of the offer, as a factor.
    pub utilization: Option<Exact>,
}

/// Requests and funds of a program.
#[derive(Debug)]
pub struct MdfBook<'a> {
    program: &'a Program,
    derived: &'a Derived,
    of_partner: HashMap<&'a Id<Partner>, Vec<&'a MdfRequest>>,
}

fn is_committed(request: &MdfRequest) -> bool {
    matches!(request.state, MdfState::Approved | MdfState::Paid)
}

impl<'a> MdfBook<'a> {
    /// Reads the requests once.
    pub fn of(program: &'a Program, derived: &'a Derived) -> Self {
        let mut of_partner: HashMap<&Id<Partner>, Vec<&MdfRequest>> = HashMap::new();
        for request in program.mdf_requests.iter() {
            of_partner.entry(&request.partner).or_default().push(request);
        }
        Self { program, derived, of_partner }
    }

    /// The tier in force of a partner.
    pub fn tier(&self, partner: &Id<Partner>) -> Option<&'a Tier> {
        self.program.tiers.get(self.derived.partner(partner)?.tier.effective.as_ref()?)
    }

    fn quarter_of(&self, day: Date) -> Quarter {
        self.derived.periods().calendar.quarter_of(day)
    }

    /// What follows for a request.
    pub fn request(&self, request: &MdfRequest) -> RequestStanding {
        let policy = &self.derived.policy().mdf;
        let tier = self.tier(&request.partner);
        let alive = !matches!(request.state, MdfState::Rejected | MdfState::Withdrawn);
        let started = match policy.payout_trigger {
            PayoutTrigger::Receipt => request.receipt_on,
            PayoutTrigger::Approval => request.approvals.iter().map(|approval| approval.on).max(),
        };
        let as_of = self.derived.as_of();
        let clock = |on| reimbursement(on, request.paid_on.filter(|on| *on <= as_of), as_of, policy.payout_days);
        RequestStanding {
            tier: tier.map(|tier| tier.id.clone()),
            answer: alive.then(|| self.answer(request, tier)),
            reimbursement: started.filter(|_| is_committed(request)).map(clock),
        }
    }

    fn answer(&self, request: &MdfRequest, tier: Option<&Tier>) -> MdfAnswer {
        let policy = &self.derived.policy().mdf;
        let nothing = Money::from_cents(0);
        let measures = self.derived.partner(&request.partner);
        let rank = measures.and_then(|measures| measures.tier.effective_rank);
        let year = self.quarter_of(request.requested_on).year;
        let activity = self.quarter_of(request.activity_on);
        let others = self.of_partner.get(&request.partner).into_iter().flatten();
        let others = others.filter(|other| other.id != request.id && is_committed(other));
        let (mut committed_year, mut committed_quarter) = (nothing, nothing);
        for other in others {
            let quarter = self.quarter_of(other.activity_on);
            if quarter.year == year {
                committed_year = committed_year.plus(other.amount);
            }
            if quarter == activity {
                committed_quarter = committed_quarter.plus(other.amount);
            }
        }
        let annual = tier.and_then(|tier| tier.mdf_annual).unwrap_or(nothing);
        let terms = MdfTerms {
            tier_eligible: rank.is_some_and(|rank| rank >= policy.min_tier_rank as usize),
            annual,
            quarter_cap: tier.and_then(|tier| tier.mdf_quarter_cap).unwrap_or(annual),
            tier_approver: tier.and_then(|tier| tier.mdf_approver).filter(|_| policy.tier_rule),
            committed_year,
            committed_quarter,
            min_arr: policy.min_arr,
            director_from: policy.director_from,
        };
        let sourced = measures.and_then(|measures| measures.revenue.known(measures.revenue.sourced));
        let case = MdfCase {
            as_of: request.requested_on,
            sourced_t12m: sourced,
            amount: request.amount,
            purpose: Some(request.purpose),
            roi_commitment: Some(request.roi_commitment.is_some() || request.expected_leads.is_some()),
            activity_on: request.activity_on,
        };
        decide(&case, &terms, self.derived.periods().calendar)
    }

    /// The fund of every tier that offers one, for each quarter with a request and the current one; latest first.
    pub fn funds(&self) -> Vec<TierFund> {
        let mut members: BTreeMap<&Id<Tier>, Vec<&Id<Partner>>> = BTreeMap::new();
        for measures in self.derived.partners() {
            if let Some(tier) = &measures.tier.effective {
                members.entry(tier).or_default().push(&measures.partner);
            }
        }
        let mut quarters: BTreeSet<Quarter> =
            self.program.mdf_requests.iter().map(|request| self.quarter_of(request.activity_on)).collect();
        quarters.insert(self.quarter_of(self.derived.as_of()));
        let mut tiers: Vec<&Tier> = self.program.tiers.iter().filter(|tier| tier.mdf_annual.is_some()).collect();
        tiers.sort_by_key(|tier| (&tier.track, std::cmp::Reverse(tier.order)));
        let mut funds = Vec::new();
        for quarter in quarters.into_iter().rev() {
            for tier in &tiers {
                let partners = members.get(&tier.id).map_or(&[][..], Vec::as_slice);
                funds.push(self.fund(tier, quarter, partners));
            }
        }
        funds
    }

    fn fund(&self, tier: &Tier, quarter: Quarter, partners: &[&Id<Partner>]) -> TierFund {
        let nothing = Money::from_cents(0);
        let calendar = self.derived.periods().calendar;
        let offer = tier.mdf_annual.unwrap_or(nothing);
        let policy = &self.derived.policy().mdf;
        let places = self.program.profile.currency.places();
        let first = calendar.first_day(Quarter { number: 1, ..quarter });
        let last = calendar.last_day(quarter).min(self.derived.as_of());
        let mut fund = TierFund {
            tier: tier.id.clone(),
            quarter,
            partners: partners.len(),
            annual: nothing,
            accrued: nothing,
            requested: nothing,
            approved: nothing,
            reimbursed: nothing,
            committed: nothing,
            left: nothing,
            utilization: None,
        };
        let mut paid_to_date = nothing;
        for &partner in partners {
            fund.annual = fund.annual.plus(offer);
            let sourced = self.derived.sourced_in(partner, Days { first, last }).unwrap_or(nothing);
            fund.accrued = fund.accrued.plus(accrual(offer, sourced, nothing, policy.accrual_rate, places).accrued);
            for request in self.of_partner.get(partner).into_iter().flatten() {
                let of = self.quarter_of(request.activity_on);
                let sum = match request.state {
                    _ if of != quarter => None,
                    MdfState::Requested => Some(&mut fund.requested),
                    MdfState::Approved => Some(&mut fund.approved),
                    MdfState::Paid => Some(&mut fund.reimbursed),
                    MdfState::Rejected | MdfState::Withdrawn => None,
                };
                if let Some(sum) = sum {
                    *sum = sum.plus(request.amount);
                }
                if is_committed(request) && of.year == quarter.year && of <= quarter {
                    fund.committed = fund.committed.plus(request.amount);
                    if request.state == MdfState::Paid {
                        paid_to_date = paid_to_date.plus(request.amount);
                    }
                }
            }
        }
        fund.left = fund.annual.minus(fund.committed);
        fund.utilization = utilization(paid_to_date, fund.annual);
        fund
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::mdf::request::MdfDecision;

    fn northwind() -> (Program, Derived) {
        let program = crate::store::read(include_bytes!("../../../saves/northwind.ron")).unwrap().program;
        let derived = Derived::new(&program, program.profile.as_of.unwrap());
        (program, derived)
    }

    #[test]
    fn the_funds_of_a_quarter_hold_every_request_of_partners_with_a_tier() {
        let (program, derived) = northwind();
        let book = MdfBook::of(&program, &derived);
        let funds = book.funds();
        let calendar = derived.periods().calendar;
        for state in [MdfState::Requested, MdfState::Approved, MdfState::Paid] {
            let of_fund = |fund: &TierFund| match state {
                MdfState::Requested => fund.requested,
                MdfState::Approved => fund.approved,
                _ => fund.reimbursed,
            };
            let offered = |request: &&MdfRequest| {
                request.state == state && book.tier(&request.partner).is_some_and(|tier| tier.mdf_annual.is_some())
            };
            let asked: Money = program.mdf_requests.iter().filter(offered).map(|request| request.amount).sum();
            assert_eq!(funds.iter().map(of_fund).sum::<Money>(), asked, "{state}");
        }
        for fund in &funds {
            assert_eq!(fund.left, fund.annual.minus(fund.committed));
            assert!(fund.accrued <= fund.annual, "{fund:?}");
            assert!(calendar.first_day(fund.quarter) <= calendar.last_day(fund.quarter));
        }
    }

    #[test]
    fn swag_is_never_funded_and_what_is_withdrawn_has_no_answer() {
        let (program, derived) = northwind();
        let book = MdfBook::of(&program, &derived);
        for request in program.mdf_requests.iter() {
            let standing = book.request(request);
            let alive = !matches!(request.state, MdfState::Rejected | MdfState::Withdrawn);
            assert_eq!(standing.answer.is_some(), alive, "{}", request.id);
            let swag = MdfRequest { purpose: crate::program::fund::MdfUse::Swag, ..request.clone() };
            if let Some(answer) = book.request(&swag).answer {
                assert_eq!(answer.decision, MdfDecision::Refused);
            }
        }
    }
}
