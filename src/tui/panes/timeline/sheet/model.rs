//! The lines of the campaign sheet: every part of a campaign under its heading, each with what can be done with it.

use std::sync::Arc;

use super::super::clock;
use crate::analysis::campaign_checks::{CampaignParts, Gathered, checks_of, completeness, raci_rows};
use crate::analysis::campaign_parts::{StandardSet, standard_parts};
use crate::analysis::events::run_of_show::{RunOfShow, ShowLimits, ShowPart};
use crate::analysis::findings::FindingSeverity;
use crate::analysis::zones::clocks;
use crate::program::Kind;
use crate::program::campaign::Campaign;
use crate::program::choice::Choice;
use crate::program::clock_time::Start;
use crate::program::event::{RaciLetter, Send};
use crate::program::side::Side;
use crate::report::campaign::{facts, funnel, lead_lines};
use crate::tui::amount;
use crate::tui::pane::Context;
use crate::tui::theme::Role;

/// A part of the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Section {
    Brief,
    Times,
    Roles,
    Promotion,
    Show,
    Speakers,
    Brand,
    Budget,
    Leads,
    Results,
    Tasks,
    Checks,
}

/// What Enter changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) enum Target {
    Heading,
    /// A field of the brief.
    Field(&'static str),
    Time,
    Results,
    Activity(String),
    Brand(String),
    Record(Kind, Arc<str>),
    /// Nothing is there yet: a adds one, A the usual ones.
    Empty,
    Text,
}

/// One line of the sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct Line {
    pub(in super::super) section: Section,
    pub(in super::super) target: Target,
    pub(in super::super) label: String,
    pub(in super::super) text: String,
    pub(in super::super) role: Role,
}

impl Section {
    /// The usual set that A adds.
    pub(in super::super) fn standard(self) -> Option<StandardSet> {
        match self {
            Self::Roles => Some(StandardSet::Raci),
            Self::Promotion => Some(StandardSet::Promotion),
            Self::Show => Some(StandardSet::Show),
            Self::Tasks => Some(StandardSet::Repurposing),
            _ => None,
        }
    }

    /// The kind of record that a adds.
    pub(in super::super) fn kind(self) -> Option<Kind> {
        match self {
            Self::Promotion => Some(Kind::Send),
            Self::Show => Some(Kind::AgendaItem),
            Self::Speakers => Some(Kind::Speaker),
            Self::Budget => Some(Kind::EventCost),
            Self::Leads => Some(Kind::Lead),
            _ => None,
        }
    }
}

struct Page<'a> {
    lines: Vec<Line>,
    section: Section,
    context: &'a Context<'a>,
    campaign: &'a Campaign,
    parts: CampaignParts<'a>,
}

impl Page<'_> {
    fn heading(&mut self, section: Section, text: impl Into<String>) {
        self.section = section;
        self.push(Target::Heading, "", text.into(), Role::Header);
    }

    fn push(&mut self, target: Target, label: &str, text: String, role: Role) {
        let (section, label) = (self.section, label.to_owned());
        self.lines.push(Line { section, target, label, text, role });
    }

    fn empty(&mut self, text: &str) {
        let text = self.context.spell(text).into_owned();
        self.push(Target::Empty, "", text, Role::Muted);
    }
}

/// Every line for a campaign.
pub(in super::super) fn lines(context: &Context<'_>, campaign: &Campaign) -> Vec<Line> {
    let gathered = Gathered::of(context.workbench.program());
    let parts = gathered.parts(&campaign.id);
    let mut page = Page { lines: Vec::new(), section: Section::Brief, context, campaign, parts };
    brief(&mut page);
    times(&mut page);
    roles(&mut page);
    promotion(&mut page);
    show(&mut page);
    brand(&mut page);
    budget(&mut page);
    leads(&mut page);
    results(&mut page);
    tasks(&mut page);
    checks(&mut page);
    page.lines
}

fn brief(page: &mut Page<'_>) {
    let campaign = page.campaign;
    let there = completeness(campaign).iter().filter(|(_, there)| *there).count();
    page.heading(Section::Brief, format!("Brief, {there} of 11"));
    for (name, label, text) in facts::brief(page.context.workbench.program(), campaign) {
        let (text, role) = match text {
            Some(text) => (text, Role::Text),
            None => ("(open)".to_owned(), Role::Warning),
        };
        page.push(Target::Field(name), label, text, role);
    }
}

fn times(page: &mut Page<'_>) {
    page.heading(Section::Times, "Times");
    let program = page.context.workbench.program();
    match page.campaign.start(program) {
        Start::At(moment, zone) => {
            for line in clock::lines(&clocks(program, page.campaign, &zone), moment) {
                page.push(Target::Time, "", line, Role::Text);
            }
        }
        Start::Day(_) => page.push(Target::Time, "", "no time of day yet".to_owned(), Role::Muted),
        Start::Anywhere(time) => {
            let text = format!("{}, in no time zone: add one", time.strftime("%H:%M"));
            page.push(Target::Time, "", text, Role::Warning);
        }
        Start::Wrong(why) => page.push(Target::Time, "", why, Role::Error),
    }
}

/// `RA`, `C`; a dash for none.
pub(in super::super) fn letters(letters: &[RaciLetter]) -> String {
    let text: String = letters.iter().map(|letter| &letter.label()[..1]).collect();
    if text.is_empty() { "-".to_owned() } else { text }
}

fn roles(page: &mut Page<'_>) {
    page.heading(Section::Roles, "Who does what");
    let raci = page.parts.raci.clone();
    let rows = raci_rows(&raci);
    if rows.is_empty() {
        page.empty("nobody said yet; [key:add.from_template] adds the usual nine activities, [key:add] adds one");
        return;
    }
    for row in &rows {
        let (check, role) = match (row.accountable(), row.is_done_by_somebody()) {
            (1, true) => ("", Role::Text),
            (1, false) => ("nobody does it", Role::Warning),
            (0, _) => ("nobody is accountable", Role::Error),
            _ => ("several are accountable", Role::Error),
        };
        let text = format!("us {:<4} partner {:<4} {check}", letters(&row.ours), letters(&row.partner));
        page.push(Target::Activity(row.activity.to_owned()), row.activity, text.trim_end().to_owned(), role);
    }
}

fn promotion(page: &mut Page<'_>) {
    let sends = page.parts.sends.clone();
    let count = |side: Side, sent: bool| {
        let of = sends.iter().filter(|send| send.side == side || send.side == Side::Both);
        of.filter(|send| !sent || send.sent_on.is_some()).count()
    };
    let (ours, theirs) = (count(Side::Us, false), count(Side::Partner, false));
    let symmetry = facts::symmetry(ours, theirs);
    let symmetry = symmetry.map(|percent| format!(", symmetry {percent}%")).unwrap_or_default();
    page.heading(
        Section::Promotion,
        format!(
            "Promotion: us {} of {ours} done, partner {} of {theirs}{symmetry}",
            count(Side::Us, true),
            count(Side::Partner, true)
        ),
    );
    if sends.is_empty() {
        page.empty("nothing planned; [key:add.from_template] plans the same on both sides, [key:add] adds one send");
    }
    let as_of = page.context.workbench.as_of();
    for send in sends {
        let (state, role) = state_of(send, as_of);
        let list = send.list.as_ref().and_then(|id| page.context.workbench.program().audiences.get(id));
        let list = list.map(|list| format!(" to {}", list.name)).unwrap_or_default();
        let clicks = send.clicks.map(|clicks| format!(", {clicks} clicks")).unwrap_or_default();
        let text = format!("{:<8} {}{list}{clicks}", send.side.label(), state);
        page.push(Target::Record(Kind::Send, send.id.shared()), send.channel.label(), text, role);
    }
}

fn state_of(send: &Send, as_of: jiff::civil::Date) -> (String, Role) {
    let planned = send.planned_on.strftime("%a %-d %b");
    match send.sent_on {
        Some(on) => (format!("sent {}", on.strftime("%a %-d %b")), Role::Good),
        None if send.planned_on < as_of => (format!("planned {planned}, late"), Role::Warning),
        None => (format!("planned {planned}"), Role::Text),
    }
}

fn show(page: &mut Page<'_>) {
    let agenda = page.parts.agenda.clone();
    let policy = &page.context.workbench.derived().policy().webinar;
    let items: Vec<(ShowPart, u32)> =
        agenda.iter().map(|item| (ShowPart::from(item.kind), u32::from(item.minutes))).collect();
    let show = RunOfShow::of(&items, &ShowLimits::from(policy));
    let title = match agenda.len() {
        0 => "Run of show".to_owned(),
        _ => format!(
            "Run of show: {} minutes, presentation {}, questions {}: {}",
            show.total.minutes,
            show.presentation.minutes,
            show.questions.minutes,
            show.verdict().label().to_lowercase()
        ),
    };
    page.heading(Section::Show, title);
    if agenda.is_empty() {
        page.empty("no agenda; [key:add.from_template] adds the usual one of 54 minutes, [key:add] adds an item");
    }
    for (item, start) in agenda.iter().zip(&show.starts) {
        let speaker = item.speaker.as_ref().and_then(|id| page.context.workbench.program().speakers.get(id));
        let speaker = speaker.map(|speaker| format!(", {}", speaker.name)).unwrap_or_default();
        let label = format!("{start:>3} +{:<3} min", item.minutes);
        let text = format!("{} ({}{speaker})", item.title, item.kind.label().to_lowercase());
        page.push(Target::Record(Kind::AgendaItem, item.id.shared()), &label, text, Role::Text);
    }
    page.heading(Section::Speakers, "On stage");
    let speakers = page.parts.speakers.clone();
    if speakers.is_empty() {
        page.empty("nobody yet; [key:add] adds a speaker or moderator");
    }
    for speaker in speakers {
        let zone = speaker.time_zone.as_ref().map(|zone| format!(", {zone}")).unwrap_or_default();
        let text = format!("{}, {}{zone}", speaker.role.label(), speaker.side.label());
        page.push(Target::Record(Kind::Speaker, speaker.id.shared()), &speaker.name, text, Role::Text);
    }
}

fn brand(page: &mut Page<'_>) {
    let met = &page.campaign.brand_checks;
    let usual = &standard_parts().brand;
    let has = |rule: &str| met.iter().any(|known| known.to_lowercase() == rule.to_lowercase());
    page.heading(Section::Brand, format!("Brand sheet: {} met", met.len()));
    let own = met.iter().filter(|rule| !usual.iter().any(|known| known.to_lowercase() == rule.to_lowercase()));
    let rules: Vec<(String, bool)> = usual.iter().map(|rule| (rule.clone(), has(rule))).collect();
    for (rule, met) in rules.into_iter().chain(own.map(|rule| (rule.clone(), true))) {
        let (text, role) = if met { ("met", Role::Good) } else { ("open", Role::Muted) };
        page.push(Target::Brand(rule.clone()), text, rule, role);
    }
}

fn budget(page: &mut Page<'_>) {
    page.heading(Section::Budget, "Budget and cost");
    for (name, label, text, fine) in facts::budget(page.context.workbench.program(), page.campaign) {
        let role = if fine { Role::Text } else { Role::Warning };
        page.push(Target::Field(name), label, text, role);
    }
    for (label, text) in facts::formula(page.context.workbench.program(), page.campaign) {
        page.push(Target::Text, &label, text, Role::Muted);
    }
    let workbench = page.context.workbench;
    for (label, text) in facts::pool(workbench.program(), workbench.derived(), page.campaign) {
        page.push(Target::Text, &label, text, Role::Muted);
    }
    let currency = page.context.workbench.program().profile.currency;
    let costs = page.parts.costs.clone();
    for cost in costs {
        let text = format!("{}, {}", amount::short(cost.amount, currency, 16), cost.side.label());
        page.push(Target::Record(Kind::EventCost, cost.id.shared()), cost.category.label(), text, Role::Text);
    }
}

fn leads(page: &mut Page<'_>) {
    page.heading(Section::Leads, "Leads");
    let derived = page.context.workbench.derived();
    for (label, text) in lead_lines(page.context.workbench.program(), derived, page.campaign) {
        page.push(Target::Field("lead_model"), label, text, Role::Text);
    }
    let shown = page.parts.leads.clone();
    for lead in shown {
        let name = lead.name.clone().or_else(|| lead.email.clone()).unwrap_or_else(|| lead.id.to_string());
        let first = lead.first_contact.map_or("no first contact yet", |side| match side {
            Side::Us => "first contact ours",
            Side::Partner => "first contact the partner's",
            Side::Both => "two first contacts",
        });
        page.push(Target::Record(Kind::Lead, lead.id.shared()), &name, first.to_owned(), Role::Text);
    }
}

fn results(page: &mut Page<'_>) {
    page.heading(Section::Results, "Forecast, results, return");
    let derived = page.context.workbench.derived();
    let Some(measures) = derived.campaign(&page.campaign.id) else { return };
    if let Some(reach) = measures.reach.unique {
        let assumed = if measures.reach.overlap_assumed { ", overlap unknown, taken as none" } else { "" };
        let text = format!("{}{assumed}", amount::grouped(&reach.to_string()));
        page.push(Target::Results, "Reach", text, Role::Text);
    }
    for stage in funnel::stages(measures, &derived.policy().webinar.funnel.rates) {
        let forecast = stage.forecast.as_deref().unwrap_or("?");
        let actual = stage.actual.as_deref().unwrap_or("?");
        let verdict = stage.verdict.as_deref().map(|verdict| format!("  {verdict}")).unwrap_or_default();
        let role = if stage.verdict.is_some() && !stage.good { Role::Warning } else { Role::Text };
        page.push(Target::Results, stage.name, format!("forecast {forecast}, actual {actual}{verdict}"), role);
    }
    for (label, text) in facts::own_history(page.context.workbench.program(), derived, page.campaign) {
        page.push(Target::Text, label, text, Role::Muted);
    }
    for (label, text) in facts::expected_return(page.context.workbench.program(), derived, page.campaign) {
        page.push(Target::Results, label, text, Role::Text);
    }
}

fn tasks(page: &mut Page<'_>) {
    let tasks = page.parts.tasks.clone();
    let after: Vec<_> = tasks.into_iter().filter(|task| task.due > page.campaign.launch).collect();
    page.heading(Section::Tasks, "Afterwards: follow-up, repurposing, review");
    if after.is_empty() {
        page.empty("nothing planned; [key:add.from_template] adds the six repurposing tasks, [key:add] adds a task");
    }
    let as_of = page.context.workbench.as_of();
    for task in after {
        let (state, role) = match task.done_on {
            Some(on) => (format!("done {}", on.strftime("%-d %b")), Role::Good),
            None if task.due < as_of => ("late".to_owned(), Role::Warning),
            None => ("open".to_owned(), Role::Text),
        };
        let label = task.due.strftime("%a %-d %b").to_string();
        page.push(Target::Record(Kind::Task, task.id.shared()), &label, format!("{} ({state})", task.title), role);
    }
    let (text, role) = match &page.campaign.review {
        Some(review) => (review.clone(), Role::Text),
        None => ("(what worked, what is done otherwise next time)".to_owned(), Role::Muted),
    };
    page.push(Target::Field("review"), "Review", text, role);
}

fn checks(page: &mut Page<'_>) {
    let workbench = page.context.workbench;
    let found = checks_of(workbench.program(), workbench.derived(), page.campaign);
    page.heading(Section::Checks, format!("To look at ({})", found.len()));
    if found.is_empty() {
        page.push(Target::Text, "", "every check holds".to_owned(), Role::Good);
    }
    for finding in found {
        let role = match finding.severity {
            FindingSeverity::Error => Role::Error,
            FindingSeverity::Warning => Role::Warning,
            FindingSeverity::Info => Role::Muted,
        };
        let fix = finding.fix.as_deref().map(|fix| format!(" ({fix})")).unwrap_or_default();
        page.push(Target::Text, finding.code, format!("{}{fix}", finding.message), role);
    }
}
