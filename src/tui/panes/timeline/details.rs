//! The details beside the chart: the task, the brief, who has how much to do, the funnel.

use crate::analysis::derived::CampaignMeasures;
use crate::analysis::exact::shown;
use crate::analysis::findings::FindingSeverity;
use crate::analysis::timeline::LeadVerdict;
use crate::program::campaign::{Campaign, CampaignKind, CampaignKpi, CampaignState};
use crate::program::choice::Choice;
use crate::program::event::EventMetric;
use crate::program::side::Side;
use crate::program::task::Task;
use crate::tui::amount;
use crate::tui::pane::Context;
use crate::tui::theme::Role;
use crate::tui::widgets::bars;
use crate::tui::widgets::paint::{Piece, piece};
use crate::tui::widgets::safe_text::{self, Align};
use crate::tui::widgets::wrap;

use super::launch::long;
use super::model::{Counts, Group, Standing, offset_words};
use super::state::Timeline;
use crate::analysis::campaign_checks::completeness;
use crate::report::campaign::funnel;

type Line = Vec<Piece>;

/// Cells of the bars of the funnel.
const FUNNEL: u16 = 30;

/// Lines being written at a width.
struct Page<'a> {
    lines: Vec<Line>,
    width: usize,
    context: &'a Context<'a>,
}

impl Page<'_> {
    fn heading(&mut self, text: impl Into<String>) {
        if !self.lines.is_empty() {
            self.lines.push(Vec::new());
        }
        self.lines.push(vec![piece(text, Role::Header)]);
    }

    fn text(&mut self, text: &str, role: Role) {
        for line in wrap::wrap(text, self.width.max(1)) {
            self.lines.push(vec![piece(line, role)]);
        }
    }

    /// A label and what stands for it, going on below it where it is long.
    fn pair(&mut self, label: &str, text: &str, role: Role) {
        const LABEL: usize = 10;
        let cells = self.width.saturating_sub(LABEL).max(8);
        for (at, line) in wrap::wrap(text, cells).into_iter().enumerate() {
            let label = if at == 0 { label } else { "" };
            self.lines.push(vec![piece(safe_text::fit(label, LABEL, Align::Left, ""), Role::Muted), piece(line, role)]);
        }
    }

    fn maybe(&mut self, label: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.pair(label, text, Role::Text);
        }
    }
}

/// The lines for what is under the cursor.
pub(super) fn lines(timeline: &Timeline, width: u16, context: &Context<'_>) -> Vec<Line> {
    let mut page = Page { lines: Vec::new(), width: usize::from(width), context };
    let Some(group) = timeline.current_group() else { return page.lines };
    if let Some(task) = timeline.current_task() {
        task_lines(&mut page, task, group);
    }
    let campaigns = &context.workbench.program().campaigns;
    if let Some(campaign) = group.campaign().and_then(|id| campaigns.get(id)) {
        brief_lines(&mut page, campaign);
        side_lines(&mut page, group);
        funnel_lines(&mut page, campaign);
        check_lines(&mut page, timeline, campaign);
    } else {
        page.heading(group.kind.clone());
        page.pair("Tasks", &group.counts.words(), Role::Text);
        side_lines(&mut page, group);
    }
    page.lines
}

fn task_lines(page: &mut Page<'_>, task: &Task, group: &Group) {
    let as_of = page.context.workbench.as_of();
    let standing = Standing::of(task, as_of);
    page.heading(task.title.clone());
    let offset = group.launch().map(|launch| format!(" ({})", offset_words(launch, task.due))).unwrap_or_default();
    page.pair("Due", &format!("{}{offset}", long(task.due)), Role::Text);
    let state = match (task.done_on, &task.blocked) {
        (Some(on), _) => format!("done on {}", long(on)),
        (None, Some(why)) => format!("blocked: {why}"),
        (None, None) if task.due < as_of => "late".to_owned(),
        (None, None) => "open".to_owned(),
    };
    page.pair("State", &state, super::view::role_of(standing));
    if task.late_at_start {
        page.pair("", "was late when the plan was made", Role::Muted);
    }
    let who = match (&task.person, &task.role) {
        (Some(person), Some(role)) => format!("{}: {person}, {role}", task.side.label()),
        (Some(one), None) | (None, Some(one)) => format!("{}: {one}", task.side.label()),
        (None, None) => task.side.label().to_owned(),
    };
    page.pair("Who", &who, Role::Text);
    let tasks = &page.context.workbench.program().tasks;
    for before in task.depends_on.iter().filter_map(|id| tasks.get(id)) {
        let (done, role) = match before.done_on {
            Some(_) => ("done".to_owned(), Role::Text),
            None if before.due > task.due => {
                (format!("due {}, later", super::launch::short(before.due)), Role::Warning)
            }
            None => (format!("due {}", super::launch::short(before.due)), Role::Text),
        };
        page.pair("After", &format!("{} ({done})", before.title), role);
    }
    for next in tasks.iter().filter(|next| next.depends_on.contains(&task.id)) {
        let role = if next.due < task.due && next.done_on.is_none() { Role::Warning } else { Role::Text };
        page.pair("Before", &format!("{} ({})", next.title, super::launch::short(next.due)), role);
    }
    if task.offset.is_none() && group.launch().is_some() {
        page.text("It does not move with the launch.", Role::Muted);
    }
}

fn brief_lines(page: &mut Page<'_>, campaign: &Campaign) {
    let parts = completeness(campaign);
    let there = parts.iter().filter(|(_, there)| *there).count();
    page.heading(format!("Brief {there}/11"));
    let measures = page.context.workbench.derived().campaign(&campaign.id);
    let ahead = matches!(campaign.state, CampaignState::Idea | CampaignState::Planned);
    if let Some(measures) = measures.filter(|measures| ahead && measures.lead_days >= 0) {
        let role = match measures.lead_verdict {
            LeadVerdict::Ok => Role::Good,
            LeadVerdict::Warning => Role::Warning,
            LeadVerdict::Error => Role::Error,
        };
        let days = if measures.lead_days == 1 { "day" } else { "days" };
        let words = format!("{} {days} to the launch: {}", measures.lead_days, measures.lead_verdict.label());
        page.pair("Notice", &words, role);
    }
    page.maybe("Objective", campaign.objective.as_deref());
    page.maybe("Audience", campaign.audience.as_deref());
    page.maybe("Message", campaign.message.as_deref());
    let target =
        |kpi: &CampaignKpi| format!("{} {} {}", kpi.metric, amount::grouped(&kpi.target.to_string()), kpi.unit);
    if let Some(kpi) = &campaign.primary_kpi {
        page.pair("KPI", &target(kpi), Role::Text);
    }
    let currency = page.context.workbench.program().profile.currency;
    let budgets = [("us", campaign.our_budget), ("partner", campaign.partner_budget)];
    let budgets: Vec<String> = budgets
        .iter()
        .filter_map(|(who, money)| Some(format!("{} {who}", amount::short((*money)?, currency, 12))))
        .collect();
    if !budgets.is_empty() {
        page.pair("Budget", &budgets.join(", "), Role::Text);
    }
    let missing: Vec<&str> = parts.iter().filter(|(_, there)| !there).map(|(name, _)| *name).collect();
    if !missing.is_empty() {
        page.pair("Missing", &format!("{} (e)", missing.join(", ")), Role::Warning);
    }
}

/// What is wrong with the campaign, worst first.
fn check_lines(page: &mut Page<'_>, timeline: &Timeline, campaign: &Campaign) {
    let Some(found) = timeline.checks.get(&campaign.id).filter(|found| !found.is_empty()) else { return };
    page.heading(format!("To look at ({})", found.len()));
    for finding in found {
        let role = match finding.severity {
            FindingSeverity::Error => Role::Error,
            FindingSeverity::Warning => Role::Warning,
            FindingSeverity::Info => Role::Muted,
        };
        page.pair(finding.code, &finding.message, role);
    }
}

fn side_lines(page: &mut Page<'_>, group: &Group) {
    let as_of = page.context.workbench.as_of();
    page.heading("Tasks by side");
    for side in Side::ALL {
        let tasks = group.tasks.iter().map(AsRef::as_ref).filter(|task: &&Task| task.side == *side);
        let counts = Counts::of(tasks, as_of);
        let role = if counts.late > 0 { Role::Warning } else { Role::Text };
        page.pair(side.label(), &counts.short(), role);
    }
}

fn funnel_lines(page: &mut Page<'_>, campaign: &Campaign) {
    let derived = page.context.workbench.derived();
    let Some(measures) = derived.campaign(&campaign.id) else { return };
    if measures.forecast.is_none() && measures.actuals.iter().all(Option::is_none) {
        page.heading("Funnel");
        page.text("No list sizes and no results yet; r enters them", Role::Muted);
        return;
    }
    if campaign.kind != CampaignKind::Webinar {
        page.heading("Results");
        result_lines(page, measures, &[]);
        return;
    }
    let stages = funnel::stages(measures, &derived.policy().webinar.funnel.rates);
    page.heading("Funnel");
    if let Some(reach) = measures.reach.unique {
        let assumed = if measures.reach.overlap_assumed { ", overlap unknown, taken as none" } else { "" };
        let role = if measures.reach.overlap_assumed { Role::Warning } else { Role::Text };
        page.pair("Reach", &format!("{}{assumed}", amount::grouped(&reach.to_string())), role);
    }
    let room = page.width.saturating_sub(15 + 8);
    let cells = |name: &str, forecast: &str, actual: &str, ellipsis: &str| {
        let name = safe_text::fit(name, 15, Align::Left, ellipsis);
        let forecast = safe_text::fit(forecast, room, Align::Right, ellipsis);
        format!("{name}{forecast}{}", safe_text::fit(actual, 8, Align::Right, ellipsis))
    };
    let ellipsis = page.context.look.glyphs.ellipsis;
    page.lines.push(vec![piece(cells("", "forecast", "actual", ellipsis), Role::Muted)]);
    let dash = page.context.look.glyphs.unknown;
    for stage in stages {
        let (forecast, actual) = (stage.forecast.as_deref().unwrap_or(dash), stage.actual.as_deref().unwrap_or(dash));
        page.lines.push(vec![piece(cells(stage.name, forecast, actual, ellipsis), Role::Text)]);
        if let Some(share) = stage.thousandths {
            let cells = u16::try_from(page.width).unwrap_or(u16::MAX).min(FUNNEL);
            page.lines.push(vec![piece(bars::bar_text(share, cells, page.context.look), Role::Series1)]);
        }
        if let Some(verdict) = &stage.verdict {
            let role = if stage.good { Role::Good } else { Role::Warning };
            page.text(&format!("  {verdict}"), role);
        }
    }
    result_lines(page, measures, &funnel::STAGES);
}

/// What came of it beside the named ones.
fn result_lines(page: &mut Page<'_>, measures: &CampaignMeasures, besides: &[EventMetric]) {
    let more = EventMetric::ALL.iter().filter(|metric| !besides.contains(metric));
    for (metric, value) in more.filter_map(|metric| Some((metric, measures.actual(*metric)?))) {
        let value = amount::grouped(&shown(value, 0));
        let room = page.width.saturating_sub(18);
        let value = safe_text::fit(&value, room, Align::Right, "");
        let name = safe_text::fit(metric.label(), 18, Align::Left, "");
        page.lines.push(vec![piece(name, Role::Muted), piece(value, Role::Text)]);
    }
}
