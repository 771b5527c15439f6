//! The clock of a review: what each section has, took and has left, and whether the meeting keeps to its time.
//!
//! The time is an argument; the clock is a function of the record and of now, so that it goes on after a crash.

use super::split::split_whole;
use crate::program::choice::Choice;
use crate::program::moment::Moment;
use crate::program::qbr::{AgendaSection, Qbr};

/// One section on the clock, in seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SectionClock {
    /// Which.
    pub section: AgendaSection,
    /// What it has.
    pub budget: u32,
    /// What it took, counting what runs.
    pub elapsed: u32,
}

impl SectionClock {
    /// Seconds left; negative once it is over.
    pub fn left(self) -> i64 {
        i64::from(self.budget) - i64::from(self.elapsed)
    }
}

/// The clock of a meeting at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MeetingClock {
    /// The five sections in order.
    pub sections: [SectionClock; 5],
    /// The section that is on; none before the meeting.
    pub on: Option<AgendaSection>,
    /// True while the clock runs.
    pub running: bool,
    /// Seconds the whole meeting has.
    pub length: u32,
}

impl MeetingClock {
    /// The clock of a review with these planned minutes.
    pub fn of(qbr: &Qbr, minutes: [u16; 5], now: Moment) -> Self {
        let mut sections = [SectionClock { section: AgendaSection::Relationship, budget: 0, elapsed: 0 }; 5];
        for ((slot, section), minutes) in sections.iter_mut().zip(AgendaSection::ALL).zip(minutes) {
            let again = qbr.sections.iter().find(|part| part.section == *section).and_then(|part| part.budget_seconds);
            let budget = again.unwrap_or(u32::from(minutes) * 60);
            *slot = SectionClock { section: *section, budget, elapsed: qbr.elapsed(*section, now) };
        }
        let meeting = qbr.meeting.as_ref().filter(|_| qbr.is_live());
        Self {
            sections,
            on: meeting.map(|meeting| meeting.section),
            running: meeting.is_some_and(|meeting| meeting.since.is_some()),
            length: u32::from(qbr.minutes) * 60,
        }
    }

    /// A section on the clock.
    pub fn section(&self, section: AgendaSection) -> Option<SectionClock> {
        self.sections.iter().copied().find(|clock| clock.section == section)
    }

    /// Seconds the meeting took so far; pauses are not counted.
    pub fn elapsed(&self) -> u32 {
        self.sections.iter().map(|clock| clock.elapsed).fold(0, u32::saturating_add)
    }

    /// How many sections come after the one that is on.
    pub fn sections_left(&self) -> usize {
        self.on.map_or(self.sections.len(), |on| self.sections.len() - 1 - on.place())
    }

    /// Seconds by which the meeting would end late if every section to come took what it has; negative is early.
    pub fn drift(&self) -> i64 {
        let from = self.on.map_or(0, AgendaSection::place);
        let to_come: i64 = self.sections.iter().skip(from).map(|clock| clock.left().max(0)).sum();
        i64::from(self.elapsed()) + to_come - i64::from(self.length)
    }

    /// What each section would have if the time that is left were shared out by what the sections to come had.
    pub fn replanned(&self) -> [u32; 5] {
        let mut budgets = self.sections.map(|clock| clock.elapsed);
        let from = self.on.map_or(0, AgendaSection::place);
        let left = self.length.saturating_sub(self.elapsed());
        let weight = |clock: &SectionClock| u64::try_from(clock.left().max(0)).unwrap_or(0);
        let mut weights: Vec<u64> = self.sections.iter().skip(from).map(weight).collect();
        if weights.iter().all(|weight| *weight == 0) {
            weights.fill(1);
        }
        let parts = split_whole(i128::from(left), &weights).unwrap_or_default();
        for (budget, part) in budgets.iter_mut().skip(from).zip(parts) {
            *budget = budget.saturating_add(u32::try_from(part).unwrap_or(0));
        }
        budgets
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::qbr::{QbrRules, agenda};
    use crate::program::meeting::Meeting;
    use crate::program::period::Quarter;
    use crate::program::qbr::{QbrSection, QbrState};

    fn moment(text: &str) -> Moment {
        text.parse().unwrap()
    }

    fn qbr(minutes: u16, took: &[u32], on: AgendaSection, since: Option<&str>) -> Qbr {
        let part = |(section, seconds): (&AgendaSection, &u32)| QbrSection {
            section: *section,
            minutes: None,
            text: None,
            actual_seconds: Some(*seconds),
            budget_seconds: None,
        };
        Qbr {
            id: "acme-2026-q3".parse().unwrap(),
            partner: "acme".parse().unwrap(),
            quarter: Quarter { year: 2026, number: 3 },
            scheduled_for: jiff::civil::date(2026, 10, 8),
            state: QbrState::Scheduled,
            minutes,
            started_at: None,
            ended_at: None,
            agenda_shared_on: None,
            notes_sent_at: None,
            temperature: None,
            partner_temperature: None,
            sections: AgendaSection::ALL.iter().zip(took).map(part).collect(),
            targets: Vec::new(),
            meeting: Some(Meeting {
                section: on,
                since: since.map(moment),
                draft: None,
                temperature_end: None,
                partner_temperature_end: None,
                frozen: None,
            }),
        }
    }

    #[test]
    fn the_minutes_of_any_length_are_those_of_the_rule() {
        for (length, expected) in [
            (25, [2, 7, 6, 6, 4]),
            (30, [3, 8, 7, 7, 5]),
            (45, [4, 11, 11, 11, 8]),
            (50, [4, 13, 13, 12, 8]),
            (60, [5, 15, 15, 15, 10]),
            (90, [8, 23, 22, 22, 15]),
        ] {
            let minutes = agenda(length, &QbrRules::default());
            assert_eq!(minutes.iter().sum::<u16>(), length);
            assert_eq!(minutes, expected, "{length}");
            let clock = MeetingClock::of(
                &qbr(length, &[], AgendaSection::Relationship, None),
                minutes,
                moment("2026-10-08T10:00Z"),
            );
            assert_eq!((clock.drift(), clock.length), (0, u32::from(length) * 60));
        }
    }

    #[test]
    fn a_section_counts_down_goes_over_and_keeps_its_time_when_left() {
        let minutes = [5, 15, 15, 15, 10];
        let qbr = qbr(60, &[480, 60], AgendaSection::Performance, Some("2026-10-08T10:00Z"));
        let clock = MeetingClock::of(&qbr, minutes, moment("2026-10-08T10:02:05Z"));
        let performance = clock.section(AgendaSection::Performance).unwrap();
        assert_eq!((performance.elapsed, performance.left()), (185, 715));
        assert_eq!(clock.section(AgendaSection::Relationship).unwrap().left(), -180);
        assert_eq!((clock.drift(), clock.sections_left()), (180, 3), "three minutes over, three sections left");
        assert!(clock.running);
    }

    #[test]
    fn the_rest_is_planned_anew_to_end_on_time() {
        let minutes = [5, 15, 15, 15, 10];
        let now = moment("2026-10-08T10:00Z");
        let clock = MeetingClock::of(&qbr(60, &[300, 1320], AgendaSection::Pipeline, None), minutes, now);
        assert_eq!(clock.drift(), 420);
        let budgets = clock.replanned();
        assert_eq!(budgets, [300, 1320, 743, 742, 495]);
        assert_eq!(budgets.iter().sum::<u32>(), 3600);
        let over = MeetingClock::of(&qbr(60, &[300, 3600], AgendaSection::Pipeline, None), minutes, now);
        assert_eq!(over.replanned(), [300, 3600, 0, 0, 0], "nothing is left to share");
    }
}
