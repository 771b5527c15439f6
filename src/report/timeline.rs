//! Campaigns, webinars and events by launch, with how far their tasks are.

use std::collections::HashMap;

use super::catalogue::{Report, View};
use super::cell::{Cell, CellKind};
use super::status::DueStatus;
use super::table::{Column, Table};
use crate::analysis::timeline::{LeadRules, LeadVerdict, TimelineTemplate, lead};
use crate::program::campaign::{Campaign, CampaignState};
use crate::program::id::Id;
use crate::program::task::Task;

/// Campaigns by launch.
pub const REPORT: Report =
    Report { name: "timeline", title: "Campaigns and webinars by launch", columns: COLUMNS, fill };

const COLUMNS: &[Column] = &[
    Column::new("id", "Id", CellKind::Text),
    Column::new("launch", "Launch", CellKind::Date),
    Column::new("name", "Name", CellKind::Text),
    Column::new("kind", "Kind", CellKind::Word),
    Column::new("state", "State", CellKind::Word),
    Column::new("partners", "Partners", CellKind::List),
    Column::further("launch_time", "Time", CellKind::Text),
    Column::further("time_zone", "Time zone", CellKind::Text),
    Column::new("tasks.total", "Tasks", CellKind::Count),
    Column::new("tasks.done", "Done", CellKind::Count),
    Column::new("tasks.overdue", "Overdue", CellKind::Count),
    Column::new("next_task.due", "Next due", CellKind::Date),
    Column::further("next_task.title", "Next task", CellKind::Text),
    Column::further("lead_days", "Days to launch", CellKind::Count),
    Column::new("lead_verdict", "Lead time", CellKind::Word),
    Column::further("our_budget", "Our budget", CellKind::Money),
    Column::further("partner_budget", "Partner's budget", CellKind::Money),
    Column::further("objective", "Objective", CellKind::Text),
    Column::further("audience", "Audience", CellKind::Text),
    Column::further("primary_kpi.metric", "KPI", CellKind::Text),
    Column::further("primary_kpi.unit", "KPI unit", CellKind::Text),
    Column::further("primary_kpi.target", "KPI target", CellKind::Number),
    Column::further("lead_model", "Leads", CellKind::Word),
    Column::further("attribution_method", "Attribution", CellKind::Text),
];

fn fill(view: &View<'_>, table: &mut Table) {
    let mut campaigns: Vec<&Campaign> = view.program.campaigns.iter().collect();
    campaigns.sort_by(|a, b| a.launch.cmp(&b.launch).then_with(|| a.id.cmp(&b.id)));
    let mut tasks: HashMap<&Id<Campaign>, Vec<&Task>> = HashMap::new();
    for task in view.program.tasks.iter() {
        if let Some(campaign) = &task.campaign {
            tasks.entry(campaign).or_default().push(task);
        }
    }
    let rules = view.derived.policy().campaign.lead;
    for campaign in campaigns {
        if view.wants_any(&campaign.partners) && view.wants_day(Some(campaign.launch)) {
            let tasks = tasks.get(&campaign.id).map_or(&[][..], Vec::as_slice);
            table.push(row(view, campaign, tasks, &rules));
        }
    }
}

fn row(view: &View<'_>, campaign: &Campaign, tasks: &[&Task], rules: &LeadRules) -> Vec<Cell> {
    let as_of = view.derived.as_of();
    let statuses = || tasks.iter().map(|task| DueStatus::of_task(task, Some(campaign), as_of));
    let open = tasks.iter().filter(|task| !DueStatus::of_task(task, Some(campaign), as_of).is_done());
    let next = open.min_by(|a, b| a.due.cmp(&b.due).then_with(|| a.id.cmp(&b.id)));
    let (days, verdict) = lead_time(view, campaign, rules);
    let kpi = campaign.primary_kpi.as_ref();
    vec![
        (&campaign.id).into(),
        campaign.launch.into(),
        (&campaign.name).into(),
        Cell::word(campaign.kind),
        Cell::word(campaign.state),
        Cell::list(campaign.partners.iter().map(Id::shared)),
        campaign.launch_time.as_ref().into(),
        campaign.zone(view.program).map(ToString::to_string).into(),
        tasks.len().into(),
        statuses().filter(|status| status.is_done()).count().into(),
        statuses().filter(|status| *status == DueStatus::Overdue).count().into(),
        next.map(|task| task.due).into(),
        next.map(|task| &task.title).into(),
        days.into(),
        verdict.map_or(Cell::Unknown, Cell::word),
        campaign.our_budget.into(),
        campaign.partner_budget.into(),
        campaign.objective.as_ref().into(),
        campaign.audience.as_ref().into(),
        kpi.map(|kpi| &kpi.metric).into(),
        kpi.map(|kpi| &kpi.unit).into(),
        kpi.map(|kpi| crate::analysis::exact::fraction(kpi.target.decimal())).into(),
        campaign.lead_model.map_or(Cell::Unknown, Cell::word),
        campaign.attribution_method.as_ref().into(),
    ]
}

/// Days to a launch that is still ahead, and whether they are enough.
fn lead_time(view: &View<'_>, campaign: &Campaign, rules: &LeadRules) -> (Option<i32>, Option<LeadVerdict>) {
    let over = matches!(campaign.state, CampaignState::Done | CampaignState::Cancelled);
    if over || campaign.launch < view.derived.as_of() {
        return (None, None);
    }
    let template = TimelineTemplate::of(campaign.kind);
    let (days, verdict) = lead(template, campaign.launch, view.derived.as_of(), rules);
    (Some(days), Some(verdict))
}
