//! The three clocks of a partner's tier side by side: what is measured over which days, when it is reviewed, and how
//! long it is valid; with what ends it first and what follows (R-09, R-11, C-54).

use jiff::civil::Date;

use super::context::Context;
use super::ladders::{Ladder, LadderTier};
use super::state::Derived;
use crate::analysis::criteria_words::measured;
use crate::analysis::designation::spans;
use crate::analysis::effective_tier::{OverrideFacts, OverrideFault, TierSource, override_faults};
use crate::analysis::periods::{Days, Periods};
use crate::analysis::tier_clock::{TierTime, Validity, ValidityState, validity};
use crate::analysis::tier_review::{ReviewState, TierReview};
use crate::program::choice::choice;
use crate::program::criterion::{Metric, Window};
use crate::program::id::Id;
use crate::program::measure::Asked;
use crate::program::partner::{ExceptionKind, Partner};

choice! {
    /// Which clock a day belongs to.
    pub enum Clock {
        Review = "review" => "Review",
        Validity = "validity" => "Validity",
        Grace = "grace" => "Grace",
        Exception = "exception" => "Exception",
    }
}

/// A day that is ahead, and what happens then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClockDay {
    /// The day.
    pub on: Date,
    /// Which clock.
    pub clock: Clock,
    /// What happens.
    pub what: String,
}

/// The clocks of one partner's tier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TierClocks {
    /// The tier in force.
    pub tier: Option<String>,
    /// Where it comes from.
    pub source: TierSource,
    /// Since when it is in force.
    pub since: Option<Date>,
    /// What is measured, over which days.
    pub measured: Vec<(String, Days)>,
    /// The reviews of the granted tier.
    pub review: Option<TierReview>,
    /// The validity of the granted tier.
    pub validity: Option<Validity>,
    /// What the override or provisional tier lacks.
    pub faults: Vec<OverrideFault>,
    /// The first day on which the tier is no longer in force, as things stand.
    pub ends_on: Option<Date>,
    /// What follows then, or what is to be decided.
    pub then: String,
    /// The days ahead, in order.
    pub ahead: Vec<ClockDay>,
}

/// The granted tier of a partner with its validity on the as-of date.
pub(super) fn granted_validity<'a>(context: &'a Context<'_>, partner: &Partner) -> Option<(&'a Ladder, Validity)> {
    let ladders = &context.rules.ladders;
    let (ladder, rank) = ladders.find(partner.granted_tier.as_ref()?)?;
    let times: Vec<TierTime> = ladder.tiers.iter().map(time).collect();
    let landing = context.rules.policy.tier.landing;
    Some((ladder, validity(rank, partner.tier_since?, &times, landing, context.periods.as_of)))
}

fn time(tier: &LadderTier) -> TierTime {
    TierTime { valid_months: tier.valid_months, grace_quarters: tier.grace_quarters }
}

fn named(ladder: &Ladder, rank: Option<usize>) -> String {
    rank.and_then(|rank| ladder.tiers.get(rank)).map_or_else(|| "no tier".to_owned(), |tier| tier.name.clone())
}

impl Derived {
    /// The clocks of a partner's tier; nothing for a partner that is not derived.
    pub fn tier_clocks(&self, id: &Id<Partner>) -> Option<TierClocks> {
        let context = self.context();
        let (partner, measures) = (context.program.partners.get(id)?, self.partner(id)?);
        let ladders = &context.rules.ladders;
        let granted = granted_validity(&context, partner);
        let source = measures.tier.source;
        let tier = measures.tier.effective.as_ref().and_then(|id| ladders.find(id));
        let tier = tier.and_then(|(ladder, rank)| ladder.tiers.get(rank)).map(|tier| tier.name.clone());
        let exception = partner.tier_override.as_ref();
        let mut clocks = TierClocks {
            tier,
            source,
            since: match source {
                TierSource::Override | TierSource::Provisional => exception.map(|inner| inner.from),
                TierSource::Granted | TierSource::Landed => {
                    granted.as_ref().map(|(_, validity)| validity.since).or(partner.tier_since)
                }
            },
            measured: self.measured_over(partner),
            review: self.tier_review(id),
            validity: granted.as_ref().map(|(_, validity)| validity.clone()),
            faults: self.exception_faults(id),
            ends_on: None,
            then: String::new(),
            ahead: Vec::new(),
        };
        let keeps = measures.tier.qualified_rank >= measures.tier.effective_rank;
        let back = granted.as_ref().map_or_else(|| "no tier".to_owned(), |(ladder, found)| named(ladder, found.rank));
        self.exception_ahead(partner, &back, &mut clocks);
        if let Some((ladder, found)) = &granted {
            validity_ahead(ladder, found, keeps, &mut clocks);
        }
        if let Some(ladder) = ladders.for_type(partner.r#type) {
            self.review_ahead(ladder, &mut clocks);
        }
        clocks.ahead.sort_by_key(|day| day.on);
        Some(clocks)
    }

    /// What the ladder measures, over which days.
    fn measured_over(&self, partner: &Partner) -> Vec<(String, Days)> {
        let context = self.context();
        let (as_of, calendar) = (context.periods.as_of, context.periods.calendar);
        let tiers = context.rules.ladders.for_type(partner.r#type).into_iter().flat_map(|ladder| &ladder.tiers);
        let mut pairs = Vec::new();
        for tier in tiers {
            super::ladders::collect_metrics(&tier.criteria, &mut pairs);
        }
        let days = |(metric, window): &(Metric, Window)| match metric {
            Metric::Measured(inner) => match &inner.asked {
                Asked::Measure(_, span, ..) | Asked::DayHeld(span, _) => Some(spans::days(span, as_of, calendar)),
                _ => None,
            },
            _ => Some(window_days(context.periods, *window)),
        };
        let told = |pair: &(Metric, Window)| Some((measured(&pair.0, pair.1), days(pair)?));
        pairs.iter().filter_map(told).collect()
    }

    /// The granted tier of a partner in its validity; nothing where none is granted.
    pub fn granted_validity(&self, id: &Id<Partner>) -> Option<Validity> {
        let context = self.context();
        let partner = context.program.partners.get(id)?;
        granted_validity(&context, partner).map(|(_, found)| found)
    }

    /// What an override lacks (C-54); a provisional tier lacks nothing.
    pub fn exception_faults(&self, id: &Id<Partner>) -> Vec<OverrideFault> {
        let context = self.context();
        let partner = context.program.partners.get(id);
        let Some(inner) = partner.and_then(|partner| partner.tier_override.as_ref()) else { return Vec::new() };
        if inner.kind == ExceptionKind::Provisional {
            return Vec::new();
        }
        let policy = &context.rules.policy.tier;
        let facts = OverrideFacts {
            from: inner.from,
            until: Some(inner.until),
            has_reason: !inner.reason.trim().is_empty(),
            has_approver: inner.approver.is_some(),
            strategic_value: self.partner(id).and_then(super::PartnerMeasures::strategic_value),
        };
        override_faults(&facts, policy.override_max_months, &policy.override_min_strategic_value)
    }

    fn exception_ahead(&self, partner: &Partner, back: &str, clocks: &mut TierClocks) {
        let Some(inner) = &partner.tier_override else { return };
        let tier = self.context().program.tiers.get(&inner.tier);
        let name = tier.map_or(inner.tier.as_str(), |tier| tier.name.as_str());
        let as_of = self.as_of();
        let (what, decide) = match inner.kind {
            ExceptionKind::Override => ("the override", String::new()),
            ExceptionKind::Provisional => ("the provisional tier", format!(", unless {name} is granted by then")),
        };
        match clocks.source {
            TierSource::Override | TierSource::Provisional => {
                clocks.ends_on = Some(inner.until);
                clocks.then = format!("{back}{decide}");
                let what = format!("{what} {name} ends: {back}{decide}");
                clocks.ahead.push(ClockDay { on: inner.until, clock: Clock::Exception, what });
            }
            _ if inner.from > as_of => {
                let what = format!("{what} {name} begins, until {}", inner.until);
                clocks.ahead.push(ClockDay { on: inner.from, clock: Clock::Exception, what });
            }
            _ => {}
        }
    }

    fn review_ahead(&self, ladder: &Ladder, clocks: &mut TierClocks) {
        let Some(review) = &clocks.review else { return };
        let below = named(ladder, review.tier.checked_sub(1));
        if let (ReviewState::Grace, Some(end)) = (review.state, review.grace_end) {
            let policy = &self.policy().tier;
            for on in review.notices(policy.first_notice_days, policy.last_notice_days).into_iter().flatten() {
                let what = "notice that the grace ends".to_owned();
                clocks.ahead.push(ClockDay { on, clock: Clock::Grace, what });
            }
            let what = format!("the grace after the review ends: {below}, unless it qualifies once before");
            clocks.ahead.push(ClockDay { on: end, clock: Clock::Grace, what });
            if clocks.ends_on.is_none_or(|on| end < on) && clocks.source == TierSource::Granted {
                clocks.ends_on = Some(end);
                clocks.then = format!("{below}, unless it qualifies once before");
            }
        }
        if review.state == ReviewState::Downgraded && clocks.then.is_empty() {
            let fall = review.downgrades.last().map_or_else(String::new, |fall| format!(" since {}", fall.on));
            clocks.then =
                format!("the review left {}{fall}: grant it, or decide otherwise", named(ladder, Some(review.tier)));
        }
        let next = review.next_reviews.first().copied();
        clocks.ahead.extend(next.map(|on| ClockDay { on, clock: Clock::Review, what: "review".to_owned() }));
        let as_of = self.as_of();
        clocks.ahead.retain(|day| day.on > as_of);
    }
}

fn validity_ahead(ladder: &Ladder, found: &Validity, keeps: bool, clocks: &mut TierClocks) {
    let (Some(until), Some(end)) = (found.until, found.grace_end) else { return };
    let (own, below) = (named(ladder, found.rank), named(ladder, found.then));
    let renew = if keeps { ", unless it is renewed, which it qualifies for" } else { ", unless it is renewed" };
    if found.state == ValidityState::Valid && end > until {
        let what = format!("{own} is no longer valid and stays through its grace");
        clocks.ahead.push(ClockDay { on: until, clock: Clock::Validity, what });
    }
    let what = format!("{own} ends: {below}{renew}");
    clocks.ahead.push(ClockDay { on: end, clock: Clock::Grace, what });
    if matches!(clocks.source, TierSource::Granted | TierSource::Landed) {
        clocks.ends_on = Some(end);
        clocks.then = format!("{below}{renew}");
    }
}

fn window_days(periods: &Periods, window: Window) -> Days {
    match window {
        Window::T12m => periods.t12m,
        Window::T90d => periods.t90d,
        Window::LastQuarter => periods.last_quarter_days,
        Window::FiscalYtd => periods.fiscal_ytd,
        Window::Ever => Days { first: Date::MIN, last: periods.as_of },
        Window::Now => Days { first: periods.as_of, last: periods.as_of },
    }
}
