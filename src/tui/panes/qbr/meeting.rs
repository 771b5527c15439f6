//! The section timer: seconds of a monotonic clock, kept per section when going back.

use crate::program::qbr::AgendaSection;

/// A clock that runs on one section.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Timer {
    pub(super) section: AgendaSection,
    /// The second of the clock when it started; set by the first tick.
    started: Option<u64>,
    now: u64,
}

impl Timer {
    pub(super) fn on(section: AgendaSection) -> Self {
        Self { section, started: None, now: 0 }
    }

    /// Takes the time; the first call starts it.
    pub(super) fn tick(&mut self, seconds: u64) {
        self.now = seconds;
        self.started.get_or_insert(seconds);
    }

    /// Seconds since it started.
    pub(super) fn elapsed(&self) -> u32 {
        let started = self.started.unwrap_or(self.now);
        u32::try_from(self.now.saturating_sub(started)).unwrap_or(u32::MAX)
    }
}

/// Minutes and seconds, such as `03:12`; past the plan with a sign, `+01:30`.
pub(super) fn clock(seconds: i64) -> String {
    let sign = if seconds < 0 { "+" } else { "" };
    let seconds = seconds.unsigned_abs();
    format!("{sign}{:02}:{:02}", seconds / 60, seconds % 60)
}
