//! Dates that go into somebody's calendar: one entry for a thing to do, on the day it is due.

use jiff::civil::Date;

use super::qbr::PartnerView;
use crate::program::Program;
use crate::program::calendar_stamp::CalendarStamp;
use crate::program::choice::Choice;
use crate::program::moment::Moment;
use crate::program::qbr::ActionItem;

/// An entry over a whole day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarEntry {
    /// What it is known by for ever.
    pub uid: String,
    /// Which version of it, and since when.
    pub stamp: CalendarStamp,
    /// The day.
    pub day: Date,
    /// Who and what.
    pub summary: String,
    /// What stands below.
    pub notes: Vec<String>,
    /// Whether it is done.
    pub done: bool,
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
            summary: format!("[{}] {}", item.owner, item.text),
            notes: vec![format!("Agreed by {} and {} in the review of {}", view.program, view.partner, view.quarter)],
            done: item.done,
        })
    });
    sorted(format!("{} and {}: action items", view.program, view.partner), false, entries.collect())
}

fn sorted(name: String, private: bool, mut entries: Vec<CalendarEntry>) -> Calendar {
    entries.sort_by(|a, b| (a.day, &a.uid).cmp(&(b.day, &b.uid)));
    Calendar { name, private, entries }
}
