//! The metrics that tiers ask for, taken from the facts of one partner (R-09, C-05).

use std::sync::Arc;

use jiff::civil::Date;

use super::context::Context;
use super::designations;
use super::revenue::{RevenueLine, Sum, sums};
use crate::analysis::certification::CompletedTraining;
use crate::analysis::policy::ReferralRule;
use crate::program::contact::Contact;
use crate::program::criterion::{Metric, StandardMetric, Window};
use crate::program::deal::{DealRegistration, RegistrationState};
use crate::program::enablement::{TrainingComponent, TrainingRecord};
use crate::program::partner::Partner;
use crate::program::quantity::Quantity;

/// The value of a metric, and whether amounts are missing so that it is only a lower bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct MetricValue {
    /// What is known.
    pub(super) value: Option<Quantity>,
    /// Whether the true value may be larger.
    pub(super) at_least: bool,
}

impl MetricValue {
    pub(super) const UNKNOWN: Self = Self { value: None, at_least: false };

    fn count(count: usize) -> Self {
        Self { value: Some(Quantity::count(count as u32)), at_least: false }
    }

    /// The value when it is certain.
    pub(super) fn certain(self) -> Option<Quantity> {
        self.value.filter(|_| !self.at_least)
    }
}

/// Takes one metric over one window.
pub(super) fn value(
    context: &Context<'_>,
    partner: &Partner,
    lines: &[RevenueLine<'_>],
    metric: &Metric,
    window: Window,
) -> MetricValue {
    let metric = match metric {
        Metric::Standard(metric) => *metric,
        Metric::Own(name) => return own(context, partner, name),
        Metric::Measured(measured) => return designations::answer(context, partner, lines, measured, 0),
    };
    standard(context, partner, lines, metric, &|date| context.periods.contains(window, date))
}

/// Takes one of the program's own metrics over some days.
pub(super) fn standard(
    context: &Context<'_>,
    partner: &Partner,
    lines: &[RevenueLine<'_>],
    metric: StandardMetric,
    inside: &dyn Fn(Date) -> bool,
) -> MetricValue {
    let recorded = context.rules.recorded;
    let money = |pick: fn(&super::revenue::WindowSums) -> Sum| {
        let sum = pick(&sums(lines, inside));
        let known = || MetricValue { value: Some(Quantity::money(sum.known())), at_least: sum.unconverted > 0 };
        if recorded.revenue { known() } else { MetricValue::UNKNOWN }
    };
    match metric {
        StandardMetric::SourcedArr => reported_revenue(context, partner, lines).unwrap_or_else(|| money(|s| s.sourced)),
        StandardMetric::InfluencedArr => money(|s| s.influenced),
        StandardMetric::CreditedArr => {
            reported_revenue(context, partner, lines).unwrap_or_else(|| money(|s| s.credited))
        }
        StandardMetric::AllPartnerArr => {
            reported_revenue(context, partner, lines).unwrap_or_else(|| money(|s| s.sourced.plus(s.influenced)))
        }
        StandardMetric::SoldArr => money(|s| s.sold),
        StandardMetric::DealsClosed if recorded.revenue => {
            MetricValue::count(sums(lines, inside).partner_deals as usize)
        }
        StandardMetric::Referrals if recorded.registrations => {
            let counts =
                |registration: &&Arc<DealRegistration>| referral_date(context, registration).is_some_and(inside);
            MetricValue::count(context.index.registrations.of(&partner.id).iter().filter(counts).count())
        }
        StandardMetric::DealsRegistered if recorded.registrations => {
            let registrations = context.index.registrations.of(&partner.id);
            let counts = |found: &&Arc<DealRegistration>| registered(found.state) && inside(found.submitted_at.date());
            MetricValue::count(registrations.iter().filter(counts).count())
        }
        StandardMetric::ExamsPassed | StandardMetric::TrainingsCompleted if recorded.training => {
            MetricValue::count(completed_in(context, partner, metric, inside).len())
        }
        StandardMetric::CertifiedPeople if recorded.training => {
            MetricValue::count(certified_people(context, partner).len())
        }
        StandardMetric::ContentDownloads
        | StandardMetric::DealsClosed
        | StandardMetric::Referrals
        | StandardMetric::DealsRegistered
        | StandardMetric::ExamsPassed
        | StandardMetric::TrainingsCompleted
        | StandardMetric::CertifiedPeople => MetricValue::UNKNOWN,
    }
}

/// Whether a registration counts as activity.
pub(super) fn registered(state: RegistrationState) -> bool {
    matches!(
        state,
        RegistrationState::Submitted
            | RegistrationState::Approved
            | RegistrationState::Converted
            | RegistrationState::Expired
    )
}

/// The day on which a registration counts as a referral under the program's rule (C-05).
pub(super) fn referral_date(context: &Context<'_>, registration: &DealRegistration) -> Option<Date> {
    if !registered(registration.state) {
        return None;
    }
    match context.rules.policy.tier.referral_rule {
        ReferralRule::Any => Some(registration.submitted_at.date()),
        ReferralRule::Accepted => registration.approved_on,
        ReferralRule::Opportunity => {
            let deal = context.program.deals.get(registration.deal.as_ref()?)?;
            let decided = registration.decided_at.map(crate::program::when::When::date);
            let opened = deal.created_on.or(registration.approved_on).or(decided);
            opened.map(|on| on.max(registration.submitted_at.date()))
        }
    }
}

/// The exams or the levels of training that a partner's people completed in a window.
pub(super) fn completed<'a>(
    context: &Context<'a>,
    partner: &Partner,
    metric: StandardMetric,
    window: Window,
) -> Vec<&'a Arc<TrainingRecord>> {
    completed_in(context, partner, metric, &|date| context.periods.contains(window, date))
}

fn completed_in<'a>(
    context: &Context<'a>,
    partner: &Partner,
    metric: StandardMetric,
    inside: &dyn Fn(Date) -> bool,
) -> Vec<&'a Arc<TrainingRecord>> {
    use TrainingComponent::{Exam, Level101, Level201, Level301, Level401};
    let counts = |component: TrainingComponent| match metric {
        StandardMetric::ExamsPassed => component == Exam,
        _ => matches!(component, Level101 | Level201 | Level301 | Level401),
    };
    let contacts = context.index.contacts.of(&partner.id).iter();
    let records = contacts.flat_map(|contact| context.index.training.of(&contact.id));
    records.filter(|record| counts(record.component) && inside(record.completed_on)).collect()
}

/// Active people of a partner with at least one valid certification, each once.
pub(super) fn certified_people<'a>(context: &Context<'a>, partner: &Partner) -> Vec<&'a Arc<Contact>> {
    let as_of = context.periods.as_of;
    let contacts = context.index.contacts.of(&partner.id).iter();
    let there = contacts.filter(|contact| contact.active || contact.left_on.is_some_and(|left| left > as_of));
    let holds = |contact: &&Arc<Contact>| {
        let training = context.index.training.of(&contact.id).iter();
        let completed = training.map(|record| (record.component, record.completed_on)).filter(|(_, on)| *on <= as_of);
        completed.collect::<CompletedTraining>().is_certified(as_of, &context.rules.policy.certification)
    };
    there.filter(holds).collect()
}

/// The latest figure of that name that was reported for the as-of date or before.
pub(super) fn reported<'a>(context: &Context<'_>, partner: &'a Partner, names: &[&str]) -> Option<&'a str> {
    let dated = partner.reported.iter().filter(|figure| figure.as_of <= context.periods.as_of);
    let named = dated.filter(|figure| names.contains(&figure.figure.as_str()));
    named.max_by_key(|figure| figure.as_of).map(|figure| figure.value.as_str())
}

fn own(context: &Context<'_>, partner: &Partner, name: &str) -> MetricValue {
    let value = reported(context, partner, &[name]).and_then(|text| text.parse().ok());
    MetricValue { value, at_least: false }
}

/// Reported revenue of twelve months, where the program lets it stand in for a partner without deals.
fn reported_revenue(context: &Context<'_>, partner: &Partner, lines: &[RevenueLine<'_>]) -> Option<MetricValue> {
    if !context.rules.policy.tier.reported_feeds || !lines.is_empty() {
        return None;
    }
    let value = reported(context, partner, &["ttm_sourced", "ttm_revenue", "revenue"])?.parse().ok()?;
    Some(MetricValue { value: Some(value), at_least: false })
}
