//! What follows for one campaign: its tasks, its reach, its funnel.

use jiff::civil::Date;

use super::context::Context;
use crate::analysis::exact::{Exact, exact, whole};
use crate::analysis::funnel::{self, FunnelStages, Reach};
use crate::analysis::timeline::{LeadVerdict, TimelineTemplate, lead};
use crate::program::campaign::{Campaign, CampaignKind};
use crate::program::event::EventMetric;
use crate::program::id::Id;

/// What follows for one campaign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CampaignMeasures {
    /// Which.
    pub campaign: Id<Campaign>,
    /// Its tasks.
    pub tasks: u32,
    /// Those done.
    pub done: u32,
    /// Open ones past their date.
    pub late: u32,
    /// The next open one.
    pub next_due: Option<Date>,
    /// Days until the launch, negative after it.
    pub lead_days: i32,
    /// Whether they are enough (C-28).
    pub lead_verdict: LeadVerdict,
    /// What its lists reach together.
    pub reach: Reach,
    /// What that reach is expected to give, every rate at its low end; webinars only.
    pub forecast: Option<FunnelStages>,
    /// What it gave: registrations, attendees, stayed, follow-ups, opportunities, closed, leads, qualified, pipeline, revenue.
    pub actuals: [Option<Exact>; 10],
}

impl CampaignMeasures {
    /// An actual.
    pub fn actual(&self, metric: EventMetric) -> Option<&Exact> {
        self.actuals.get(metric as usize)?.as_ref()
    }

    /// Percent of the tasks that are done, rounded down; nothing without tasks.
    pub fn readiness(&self) -> Option<u32> {
        (self.done * 100).checked_div(self.tasks)
    }
}

pub(super) fn derive(context: &Context<'_>, campaign: &Campaign) -> CampaignMeasures {
    let as_of = context.periods.as_of;
    let tasks = context.index.tasks_of_campaign.of(&campaign.id);
    let open = || tasks.iter().filter(|task| task.done_on.is_none());
    let policy = &context.rules.policy;
    let template = TimelineTemplate::of(campaign.kind);
    let (lead_days, lead_verdict) = lead(template, campaign.launch, as_of, &policy.campaign.lead);
    let reach = reach_of(context, campaign);
    let webinar = campaign.kind == CampaignKind::Webinar;
    let rates = || funnel::factors(&policy.webinar.funnel.rates.low);
    let mut actuals = [const { None }; 10];
    for actual in context.index.actuals.of(&campaign.id) {
        if let Some(sum) = actuals.get_mut(actual.metric as usize) {
            *sum = Some(sum.take().unwrap_or_else(|| whole(0)) + exact(actual.value.decimal()));
        }
    }
    CampaignMeasures {
        campaign: campaign.id.clone(),
        tasks: tasks.len() as u32,
        done: (tasks.len() - open().count()) as u32,
        late: open().filter(|task| task.due < as_of).count() as u32,
        next_due: open().map(|task| task.due).min(),
        lead_days,
        lead_verdict,
        reach,
        forecast: reach.unique.filter(|_| webinar).map(|reach| funnel::forecast(reach, &rates())),
        actuals,
    }
}

/// Our lists and theirs, less the overlaps that are known between them.
fn reach_of(context: &Context<'_>, campaign: &Campaign) -> Reach {
    let lists: Vec<_> = campaign.lists.iter().filter_map(|id| context.program.audiences.get(id)).collect();
    let sum = |ours: bool| {
        let mut sizes = lists.iter().filter(|list| list.partner.is_none() == ours).map(|list| u64::from(list.size));
        sizes.next().map(|first| first + sizes.sum::<u64>())
    };
    let (ours, theirs) = (sum(true), sum(false));
    let mut overlap = None;
    for (place, list) in lists.iter().enumerate() {
        for other in lists.iter().skip(place + 1) {
            let named = |from: &crate::program::campaign::AudienceList, to: &crate::program::campaign::AudienceList| {
                from.overlaps.iter().find(|overlap| overlap.list == to.id).map(|overlap| u64::from(overlap.size))
            };
            if let Some(size) = named(list, other).or_else(|| named(other, list)) {
                overlap = Some(overlap.unwrap_or(0) + size);
            }
        }
    }
    match (ours, theirs) {
        (Some(_), Some(_)) => funnel::reach(ours, theirs, overlap, None),
        (Some(one), None) | (None, Some(one)) => {
            Reach { unique: Some(i128::from(one) - i128::from(overlap.unwrap_or(0))), overlap_assumed: false }
        }
        (None, None) => Reach { unique: None, overlap_assumed: false },
    }
}
