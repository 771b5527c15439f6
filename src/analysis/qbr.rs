//! the minutes of a review's agenda, and the dates around it.

use jiff::civil::Date;

use super::split::split_whole;
use crate::program::moment::Moment;
use crate::program::period::{days_after, months_after};

/// Minutes of the five sections of a review of 60 minutes.
pub const AGENDA_MINUTES: [u16; 5] = [5, 15, 15, 15, 10];

/// Days and hours around a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QbrRules {
    /// The weights of the five sections.
    pub agenda_minutes: [u16; 5],
    /// Days before, by which the pack is prepared.
    pub pack_days: u16,
    /// Days before, by which the agenda is shared.
    pub agenda_days: u16,
    /// Hours after the end in which notes and tasks go out.
    pub follow_up_hours: u16,
}

impl Default for QbrRules {
    fn default() -> Self {
        Self { agenda_minutes: AGENDA_MINUTES, pack_days: 7, agenda_days: 3, follow_up_hours: 48 }
    }
}

/// The dates around a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QbrDates {
    /// The pack is prepared.
    pub prep_pack: Date,
    /// The agenda is shared.
    pub agenda_shared: Date,
    /// Notes, tasks and follow-ups are out.
    pub follow_up_due: Date,
    /// The same to the minute, when the end is known.
    pub follow_up_due_at: Option<Moment>,
    /// The next review.
    pub next_qbr: Date,
}

/// The minutes of the five sections of a review of that length.
pub fn agenda(length_minutes: u16, rules: &QbrRules) -> [u16; 5] {
    let weights = rules.agenda_minutes.map(u64::from);
    let parts = split_whole(length_minutes.into(), &weights).unwrap_or_default();
    let mut minutes = [0; 5];
    for (minutes, part) in minutes.iter_mut().zip(parts) {
        *minutes = part as u16;
    }
    minutes
}

/// The dates around a review on `date` that ended at `end`, when that is known.
pub fn dates(date: Date, end: Option<Moment>, rules: &QbrRules) -> QbrDates {
    let follow_up_due_at = end.map(|end| end.hours_later(rules.follow_up_hours.into()));
    let days = i32::from(rules.follow_up_hours.div_ceil(24));
    QbrDates {
        prep_pack: days_after(date, -i32::from(rules.pack_days)),
        agenda_shared: days_after(date, -i32::from(rules.agenda_days)),
        follow_up_due: follow_up_due_at.map_or_else(|| days_after(date, days), Moment::date),
        follow_up_due_at,
        next_qbr: months_after(date, 3),
    }
}

/// Whether the notes went out in time; exactly on the minute passes.
pub fn notes_on_time(sent: Option<Moment>, due: Option<Moment>) -> Option<bool> {
    Some(sent?.seconds_until(due?) >= 0)
}
