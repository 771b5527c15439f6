//! The partners of a program as the planner counts them, today and at the end of a plan, and what they show of their
//! productivity (§5.1).

use jiff::civil::Date;
use num_bigint::BigInt;
use num_traits::{ToPrimitive, Zero};

use super::assumptions::{Assumptions, ByType, TYPE_ORDER, segment_of};
use super::mix::Mix;
use crate::analysis::capacity::{BySegment, SegmentCounts};
use crate::analysis::derived::{Derived, PartnerMeasures};
use crate::analysis::exact::Exact;
use crate::analysis::policy::PlannerPolicy;
use crate::program::Program;
use crate::program::partner::{LifecycleStage, Partner, PartnerStatus, PartnerType, Segment};
use crate::program::period::{in_trailing_year, months_after};

/// The productivity of a type that the program's own partners show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnHistory {
    /// The type.
    pub partner_type: PartnerType,
    /// How many of them have twelve months of history.
    pub partners: usize,
    /// The median of what they sourced in the last twelve months, currency units.
    pub median: Exact,
}

/// The partners of today.
pub(super) struct Roster {
    /// Active partners by type.
    pub(super) active: ByType<u64>,
    /// Active partners without a type.
    pub(super) untyped: u64,
    /// Partners of the program that are not active, by the segment they are in.
    inactive: SegmentCounts,
}

impl Roster {
    /// Who takes part today.
    pub(super) fn of(program: &Program, derived: &Derived) -> Self {
        let mut roster = Self { active: ByType::default(), untyped: 0, inactive: SegmentCounts::default() };
        for measures in derived.partners() {
            let Some(partner) = program.partners.get(&measures.partner) else { continue };
            if !takes_part(partner) {
                continue;
            }
            match partner.r#type {
                _ if !is_active(partner, measures, derived.as_of()) => {
                    *roster.inactive.get_mut(measures.segment) += 1;
                }
                Some(kind) => *roster.active.get_mut(kind) += 1,
                None => {
                    roster.untyped += 1;
                    *roster.inactive.get_mut(measures.segment) += 1;
                }
            }
        }
        roster
    }

    /// Everybody at the end of the plan; recruits that do not become active are pooled.
    pub(super) fn at_the_end(&self, mix: &Mix) -> SegmentCounts {
        let count = |number: &BigInt| number.to_u64().unwrap_or_default();
        let existing = *self.active.get(PartnerType::Reseller);
        // without anybody to onboard them no recruit is signed
        let signs = mix.unscheduled.is_zero();
        let resellers = if signs { count(&mix.chosen_active).max(existing) } else { existing };
        let recruits = mix.recruits.as_ref().filter(|_| signs).map(count).unwrap_or_default();
        let mut at_end = BySegment::of(|segment| *self.inactive.get(segment));
        for kind in TYPE_ORDER.into_iter().filter(|kind| *kind != PartnerType::Reseller) {
            let signed = mix.cohorts.iter().filter(|cohort| cohort.partner_type == kind).map(|cohort| cohort.count);
            *at_end.get_mut(segment_of(kind)) += self.active.get(kind) + signed.sum::<u64>();
        }
        *at_end.get_mut(Segment::Growth) += resellers;
        *at_end.get_mut(Segment::LongTail) += recruits.saturating_sub(resellers - existing);
        at_end
    }
}

/// Whether a partner is in the program: signed or about to be, not gone.
fn takes_part(partner: &Partner) -> bool {
    let gone = matches!(partner.status, Some(PartnerStatus::Inactive | PartnerStatus::Archived));
    let outside = matches!(
        partner.stage,
        LifecycleStage::Prospect | LifecycleStage::Recruit | LifecycleStage::Paused | LifecycleStage::Ended
    );
    !gone && !outside
}

/// Whether a partner counts as active: it won a deal in the window of the program, or was signed within a year.
fn is_active(partner: &Partner, measures: &PartnerMeasures, as_of: Date) -> bool {
    measures.revenue.won_in_window > 0 || partner.signed_on.is_some_and(|signed| in_trailing_year(signed, as_of))
}

/// Medians of the types with enough active partners that have twelve months behind them.
pub(super) fn own_history(program: &Program, derived: &Derived, policy: &PlannerPolicy) -> Vec<OwnHistory> {
    let mut sourced: ByType<Vec<i128>> = ByType::default();
    let year_ago = months_after(derived.as_of(), -12);
    for measures in derived.partners() {
        let Some(partner) = program.partners.get(&measures.partner) else { continue };
        let (Some(kind), Some(signed)) = (partner.r#type, partner.signed_on) else { continue };
        let revenue = measures.revenue.known(measures.revenue.sourced);
        let counts = takes_part(partner) && signed <= year_ago && measures.revenue.won_in_window > 0;
        if let (true, Some(revenue)) = (counts, revenue) {
            sourced.get_mut(kind).push(revenue.cents().max(0));
        }
    }
    let enough = policy.history_partners.max(1) as usize;
    let own = |kind: PartnerType| {
        let mut cents = sourced.get(kind).clone();
        (cents.len() >= enough).then(|| {
            cents.sort_unstable();
            OwnHistory { partner_type: kind, partners: cents.len(), median: median(&cents) }
        })
    };
    TYPE_ORDER.into_iter().filter_map(own).collect()
}

/// The middle of sorted cents, in currency units; of an even number the mean of the two in the middle.
fn median(sorted: &[i128]) -> Exact {
    let at = |index: usize| sorted.get(index).copied().unwrap_or_default();
    let upper = at(sorted.len() / 2);
    let lower = if sorted.len().is_multiple_of(2) { at((sorted.len() / 2).saturating_sub(1)) } else { upper };
    Exact::new((lower + upper).into(), 200.into())
}

/// The median becomes the most likely value; an end that it lies beyond moves to it.
pub(super) fn replace_productivity(assumptions: &mut Assumptions, own: &OwnHistory) {
    let range = &mut assumptions.types.get_mut(own.partner_type).yearly_arr;
    range.mode.clone_from(&own.median);
    if range.low > own.median {
        range.low.clone_from(&own.median);
    }
    if range.high < own.median {
        range.high.clone_from(&own.median);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::exact::whole;

    #[test]
    fn the_median_of_an_even_number_is_the_mean_of_the_two_in_the_middle() {
        assert_eq!(median(&[100, 300, 500]), whole(3));
        assert_eq!(median(&[100, 300, 500, 900]), whole(4));
    }

    #[test]
    fn own_productivity_widens_the_range_where_it_lies_beyond_it() {
        let mut assumptions = Assumptions::default();
        let own = |median: i64| OwnHistory { partner_type: PartnerType::Reseller, partners: 5, median: whole(median) };
        for (median, range) in
            [(60_000, [50_000, 60_000, 200_000]), (10, [10, 10, 200_000]), (300_000, [10, 300_000, 300_000])]
        {
            replace_productivity(&mut assumptions, &own(median));
            let found = &assumptions.types.get(PartnerType::Reseller).yearly_arr;
            assert_eq!([&found.low, &found.mode, &found.high].map(Clone::clone), range.map(whole));
        }
    }
}
