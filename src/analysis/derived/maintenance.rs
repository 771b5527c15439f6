//! The yearly review of a partner's tier, replayed from its own facts.

use super::context::Context;
use super::revenue;
use super::state::Derived;
use super::tier_measures::{Cached, agreement_in_force, asked, qualify};
use super::{metrics, metrics::MetricValue};
use crate::analysis::periods::Periods;
use crate::analysis::tier_review::{ReviewFacts, TierEvaluation, TierReview, review};
use crate::program::id::Id;
use crate::program::partner::Partner;
use crate::program::period::months_after;

/// Months that are replayed at most.
const MONTHS: i32 = 240;

impl Derived {
    /// Where a partner stands in the maintenance of its granted tier; ranks are those of its ladder.
    ///
    /// What it qualified for is worked out anew from the facts for every month since the tier was granted,
    /// on the day of the month on which reviews fall, and for the as-of date. Nothing for a partner without
    /// a granted tier, or whose tier is never reviewed.
    pub fn tier_review(&self, id: &Id<Partner>) -> Option<TierReview> {
        let context = self.context();
        let partner = context.program.partners.get(id)?;
        let ladder = context.rules.ladders.for_type(partner.r#type)?;
        let granted = ladder.rank(partner.granted_tier.as_ref()?)?;
        let since = partner.tier_since?;
        let tier = ladder.tiers.get(granted).filter(|tier| tier.review_months > 0)?;
        let as_of = context.periods.as_of;
        let months = (0..MONTHS).map(|month| months_after(since, month)).take_while(|&date| date < as_of);
        let days: Vec<_> = months.chain([as_of]).collect();
        let cohorts = self.cohorts_on(context.rules.ladders.needed(), &days);
        let context = Context { cohorts: &cohorts, ..context };
        let lines = revenue::lines(&context, id, self.deals_of(id));
        let evaluations: Vec<TierEvaluation> = days
            .into_iter()
            .map(|date| {
                let periods = Periods::new(date, context.periods.calendar);
                let qualified = qualified_on(&Context { periods: &periods, ..context }, partner, &lines);
                TierEvaluation { date, qualified }
            })
            .collect();
        let grace_quarters: Vec<u8> = ladder.tiers.iter().map(|tier| tier.grace_quarters).collect();
        Some(review(&ReviewFacts {
            granted,
            since,
            as_of,
            review_months: tier.review_months.into(),
            grace_quarters: &grace_quarters,
            evaluations: &evaluations,
        }))
    }
}

fn qualified_on(context: &Context<'_>, partner: &Partner, lines: &[revenue::RevenueLine<'_>]) -> Option<usize> {
    let ladders = &context.rules.ladders;
    let values: Vec<MetricValue> = ladders
        .needed()
        .iter()
        .map(|(metric, window)| metrics::value(context, partner, lines, metric, *window))
        .collect();
    let tiers = ladders.for_type(partner.r#type).map_or(&[][..], |ladder| &ladder.tiers);
    let cached = Cached::new(ladders, &values);
    let held = partner.granted_tier.as_ref().and_then(|held| tiers.iter().position(|tier| tier.id == *held));
    qualify(asked(tiers, held), agreement_in_force(context, partner), &cached).qualified
}
