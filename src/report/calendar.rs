//! Dates that go into somebody's calendar: one entry for a thing to do, on the day it is due.

use jiff::civil::{Date, DateTime};

use super::qbr::{Audience, PartnerView};
use crate::analysis::campaign_checks::Gathered;
use crate::program::Program;
use crate::program::calendar_stamp::{CalendarStamp, uid};
use crate::program::campaign::{Campaign, CampaignState};
use crate::program::choice::Choice;
use crate::program::clock_time::Start;
use crate::program::moment::Moment;
use crate::program::period::days_between;
use crate::program::qbr::ActionItem;
use crate::program::side::Side;
use crate::program::task::Task;
use crate::program::zone::Zone;

/// Minutes of a launch without a run of show.
const USUAL_MINUTES: u32 = 60;

/// An entry over a whole day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarEntry {
    /// What it is known by for ever.
    pub uid: String,
    /// Which version of it, and since when.
    pub stamp: CalendarStamp,
    /// The day.
    pub day: Date,
    /// When on that day, where it is no thing of the whole day.
    pub timed: Option<Timed>,
    /// Who and what.
    pub summary: String,
    /// What stands below.
    pub notes: Vec<String>,
    /// Whether it is done.
    pub done: bool,
}

/// A local time in its zone, and how long it lasts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timed {
    /// What the clock there shows.
    pub start: DateTime,
    /// The zone.
    pub zone: Zone,
    /// Minutes.
    pub minutes: u32,
}

/// A calendar to be taken in elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// Its name.
    pub name: String,
    /// Whether it is only for us.
    pub private: bool,
    /// Its entries by day.
    pub entries: Vec<CalendarEntry>,
}

/// The stamp with which an item goes out on a day.
///
/// What has not changed since it was sent keeps its stamp, so that its entry stays the same byte for byte.
pub fn stamp(item: &ActionItem, as_of: Date) -> CalendarStamp {
    let first = item.agreed_at.or(item.created_on.map(Moment::start_of));
    item.stamp(match &item.sent {
        Some(_) => Moment::start_of(as_of),
        None => first.unwrap_or_else(|| Moment::start_of(as_of)),
    })
}

/// The action items that have a date, for us.
pub fn of_actions(program: &Program, items: &[&ActionItem], as_of: Date) -> Calendar {
    let entry = |item: &&ActionItem| {
        let partner = program.partners.get(&item.partner).map_or(item.partner.as_str(), |partner| &partner.name);
        let who = item.person.as_deref().unwrap_or(item.side.label());
        let review = item.qbr.as_ref().and_then(|id| program.qbrs.get(id));
        let agreed = review.map(|qbr| format!("Agreed in the review of {} on {}", qbr.quarter, qbr.scheduled_for));
        let notes = std::iter::once(format!("{} with {partner}", item.side.label())).chain(agreed).collect();
        Some(CalendarEntry {
            uid: item.calendar_uid(),
            stamp: stamp(item, as_of),
            day: item.due?,
            timed: None,
            summary: format!("[{who}] {} ({partner})", item.text),
            notes,
            done: item.done_on.is_some_and(|done| done <= as_of),
        })
    };
    sorted(format!("{}: action items", program.profile.name), true, items.iter().filter_map(entry).collect())
}

/// The action items of a review that the partner may see.
pub fn of_view(view: &PartnerView) -> Calendar {
    let entries = view.actions.iter().filter_map(|item| {
        Some(CalendarEntry {
            uid: item.uid.clone(),
            stamp: item.stamp.clone(),
            day: item.due?,
            timed: None,
            summary: format!("[{}] {}", item.owner, item.text),
            notes: vec![format!("Agreed by {} and {} in the review of {}", view.program, view.partner, view.quarter)],
            done: item.done,
        })
    });
    sorted(format!("{} and {}: action items", view.program, view.partner), false, entries.collect())
}

/// The launches of campaigns, each at its time in its zone, and their open and done tasks; for a partner its own side's
/// and shared tasks only.
pub fn of_campaigns(program: &Program, campaigns: &[&Campaign], as_of: Date, audience: Audience) -> Calendar {
    let gathered = Gathered::of(program);
    let internal = audience == Audience::Internal;
    let stamp = || stamp_of(as_of);
    let mut entries = Vec::new();
    for campaign in campaigns {
        let parts = gathered.parts(&campaign.id);
        let agenda: u32 = parts.agenda.iter().map(|item| u32::from(item.minutes)).sum();
        let minutes = if agenda == 0 { USUAL_MINUTES } else { agenda };
        let timed = match campaign.start(program) {
            Start::At(moment, zone) => Some(Timed { start: moment.civil(), zone, minutes }),
            Start::Day(_) | Start::Anywhere(_) | Start::Wrong(_) => None,
        };
        let named = campaign.partners.iter().filter_map(|id| program.partners.get(id));
        let with = match campaign.partners.len() {
            // of several partners none learns the names of the others
            several @ 2.. if !internal => format!("{several} partners"),
            _ => named.map(|partner| partner.name.as_str()).collect::<Vec<_>>().join(", "),
        };
        let mut notes = vec![format!("{} with {with}", campaign.kind.label())];
        notes.extend(campaign.message.clone());
        entries.push(CalendarEntry {
            uid: uid("campaign", campaign.id.as_str()),
            stamp: stamp(),
            day: campaign.launch,
            timed,
            summary: campaign.name.clone(),
            notes,
            done: campaign.state == CampaignState::Done,
        });
        let shown = parts.tasks.iter().filter(|task| internal || task.side != Side::Us);
        entries.extend(shown.map(|task| entry_of(task, internal, stamp(), campaign.name.clone())));
    }
    let name = match campaigns {
        [one] => one.name.clone(),
        _ => format!("{}: campaigns", program.profile.name),
    };
    sorted(name, internal, entries)
}

/// The tasks that belong to no campaign, for us: those of plans, partners and action items.
pub fn with_other_tasks(mut calendar: Calendar, program: &Program, as_of: Date) -> Calendar {
    let of = |task: &&Task| task.campaign.is_none();
    let stamp = || stamp_of(as_of);
    let about = |task: &Task| {
        let plan = task.plan.as_ref().and_then(|id| program.plans.get(id));
        let partner = task.partner.as_ref().or(plan.and_then(|plan| plan.partner.as_ref()));
        partner.and_then(|id| program.partners.get(id)).map_or_else(String::new, |partner| partner.name.clone())
    };
    calendar.entries.extend(program.tasks.iter().filter(of).map(|task| entry_of(task, true, stamp(), about(task))));
    sorted(calendar.name, calendar.private, calendar.entries)
}

fn entry_of(task: &Task, internal: bool, stamp: CalendarStamp, about: String) -> CalendarEntry {
    let who = match (&task.person, internal) {
        (Some(person), true) => person.as_str(),
        _ => task.side.label(),
    };
    CalendarEntry {
        uid: uid("task", task.id.as_str()),
        stamp,
        day: task.due,
        timed: None,
        summary: format!("[{who}] {}", task.title),
        notes: vec![about],
        done: task.done_on.is_some(),
    }
}

/// Nothing keeps how a task or a launch last went out: an entry is newer than one of an earlier day.
fn stamp_of(as_of: Date) -> CalendarStamp {
    let sequence = u32::try_from(days_between(Date::constant(2000, 1, 1), as_of)).unwrap_or(0);
    CalendarStamp { sequence, at: Moment::start_of(as_of), content: String::new() }
}

fn sorted(name: String, private: bool, mut entries: Vec<CalendarEntry>) -> Calendar {
    entries.sort_by(|a, b| (a.day, &a.uid).cmp(&(b.day, &b.uid)));
    Calendar { name, private, entries }
}
