//! After the day: follow-up, review, results, leads; and the order of the tasks.

use super::brief::FORTNIGHT;
use super::rules::Under;
use crate::analysis::benchmark::BenchmarkVerdict;
use crate::analysis::findings::FindingSeverity::{Error, Info, Warning};
use crate::analysis::funnel;
use crate::program::campaign::{CampaignKind, CampaignState};
use crate::program::choice::Choice;
use crate::program::event::EventMetric;
use crate::program::period::{days_after, days_between};
use num_traits::ToPrimitive;

pub(super) fn check(under: &mut Under<'_>) {
    let launch = under.campaign.launch;
    if under.captures_leads() && under.campaign.lead_model.is_some() || under.is_event() {
        let next_day = under.parts.tasks.iter().any(|task| {
            (0..=1).contains(&days_between(launch, task.due)) && task.title.to_lowercase().contains("follow")
        });
        if !next_day {
            under.report("COM-08", Error, "nobody follows up on leads the day after", "add a task for the next day");
        }
    }
    if under.campaign.kind == CampaignKind::Webinar {
        webinar(under);
    }
    reviewed(under);
    order(under);
    leads(under);
    results(under);
}

fn webinar(under: &mut Under<'_>) {
    let dry_run = under.task_about(&["dry run", "rehearsal"]).is_some_and(|task| task.due < under.campaign.launch);
    if !dry_run {
        under.report("EVT-03", Warning, "there is no dry run before the day", "add one a week before");
    }
    let attendees = under.task_about(&["attendees"]).is_some();
    let no_shows = under.task_about(&["no-show", "no show"]).is_some();
    if !attendees || !no_shows {
        let missing = match (attendees, no_shows) {
            (false, false) => "attendees and no-shows have",
            (false, true) => "attendees have",
            (true, _) => "no-shows have",
        };
        under.report("EVT-04", Error, format!("{missing} no follow-up"), "add both follow-ups");
    }
    let policy = &under.derived.policy().webinar;
    let forecast = under.derived.campaign(&under.campaign.id).and_then(|measures| measures.forecast.as_ref()?.first());
    let least = crate::analysis::exact::whole(policy.registrants[0]);
    if let Some(expected) = forecast.filter(|expected| **expected < least && under.is_ahead()) {
        let expected = crate::analysis::exact::shown(expected, 0);
        let said = format!("{expected} registrations are expected; {} is usual", policy.registrants[0]);
        under.report("EVT-12", Warning, said, "widen the reach");
    }
}

fn reviewed(under: &mut Under<'_>) {
    let content =
        matches!(under.campaign.kind, CampaignKind::Webinar | CampaignKind::Content | CampaignKind::CaseStudy);
    if content && under.task_about(&["repurpose", "reuse"]).is_none() {
        under.report("COM-13", Info, "nothing is planned to use the content again", "add the repurposing tasks");
    }
    let by = days_after(under.campaign.launch, FORTNIGHT);
    let review = under.task_about(&["review", "debrief"]);
    let fine = review.is_some_and(|task| task.due <= by || task.done_on.is_some_and(|on| on <= by));
    if !fine && !matches!(under.campaign.kind, CampaignKind::Social | CampaignKind::EmailSwap) {
        under.report("COM-14", Warning, format!("no review by {by}"), "hold one within 14 days of the launch");
    }
}

fn order(under: &mut Under<'_>) {
    let broken: Vec<String> = under
        .parts
        .tasks
        .iter()
        .flat_map(|task| task.depends_on.iter().map(move |before| (task, before)))
        .filter_map(|(task, before)| Some((task, under.program.tasks.get(before)?)))
        .filter(|(task, before)| task.due < before.due)
        .map(|(task, before)| format!("{} ({}) waits for {} ({})", task.title, task.due, before.title, before.due))
        .collect();
    if !broken.is_empty() {
        under.report("COM-21", Warning, broken.join("; "), "put them in order");
    }
}

/// After the day each lead has one first contact, on record or by the rule.
fn leads(under: &mut Under<'_>) {
    if under.campaign.lead_model.is_some() || under.days_ahead() >= 0 {
        return;
    }
    let open = under.parts.leads.iter().filter(|lead| lead.first_contact.is_none()).count();
    if open > 0 {
        let said = format!("{open} of {} leads have no first contact", under.parts.leads.len());
        under.report("COM-19", Error, said, "choose a distribution; each lead then has one side");
    }
}

pub(super) fn results(under: &mut Under<'_>) {
    if !under.is_event() || under.campaign.state == CampaignState::Cancelled {
        return;
    }
    if under.parts.actuals.is_empty() {
        if under.days_ahead() < -FORTNIGHT {
            let said = format!("it is over since {} days and has no results", -under.days_ahead());
            under.report("EVT-09", Error, said, "enter what it gave");
        }
        return;
    }
    if under.campaign.kind != CampaignKind::Webinar {
        return;
    }
    let Some(measures) = under.derived.campaign(&under.campaign.id) else { return };
    let rates = &under.derived.policy().webinar.funnel.rates;
    let stages = [EventMetric::Registrations, EventMetric::Attendees, EventMetric::FollowUps];
    let mut of = measures.reach.unique.and_then(|reach| u64::try_from(reach).ok());
    let mut below = Vec::new();
    for (metric, low) in stages.into_iter().zip(&rates.low) {
        let part = measures.actual(metric).and_then(|value| value.to_integer().to_u64());
        let (quotient, verdict) = funnel::actual(part, of, *low, None);
        if verdict == BenchmarkVerdict::Below
            && let Some(share) = quotient.value()
        {
            let share = crate::analysis::exact::percent_shown(Some(&share));
            below.push(format!("{} {share}, benchmark {low}", metric.label().to_lowercase()));
        }
        of = part;
    }
    if !below.is_empty() {
        under.report("EVT-15", Info, below.join("; "), "look at the stage before the next one");
    }
}
