//! the dates of a partner agreement and what it still has to say.

use jiff::civil::Date;

use crate::analysis::blank::is_blank;
use crate::program::agreement::Agreement;
use crate::program::choice::choice;
use crate::program::period::{days_after, months_after};

choice! {
    /// What an agreement must say (F149).
    pub enum AgreementElement {
        Scope = "scope" => "Scope",
        Commitment = "commitment" => "Commitment",
        Exclusivity = "exclusivity" => "Exclusivity",
        Term = "term" => "Term",
        Exit = "exit" => "Exit",
    }
}

choice! {
    /// Whether an agreement holds.
    pub enum AgreementState {
        NotStarted = "not_started" => "Not started",
        InForce = "in_force" => "In force",
        Ended = "ended" => "Ended",
    }
}

/// The dates of an agreement, seen on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreementSchedule {
    /// The first day after the term.
    pub end: Date,
    /// The last day of the term.
    pub last_day: Date,
    /// The checkpoints before the end.
    pub checkpoints: Vec<Date>,
    /// The first checkpoint that is not past.
    pub next_checkpoint: Option<Date>,
    /// The last day on which notice can be given.
    pub last_notice: Date,
    /// Whether notice can still be given.
    pub notice_open: bool,
    /// Whether the agreement holds.
    pub state: AgreementState,
}

/// The first day after a term of so many months.
pub fn end_of_term(start: Date, months: u16) -> Date {
    months_after(start, months.into())
}

/// The checkpoints of a term, every so many days after the start and before the end.
pub fn checkpoints(start: Date, end: Date, every_days: u16) -> Vec<Date> {
    if every_days == 0 {
        return Vec::new();
    }
    let next = |date: &Date| Some(days_after(*date, every_days.into())).filter(|next| next > date);
    std::iter::successors(next(&start), next).take_while(|date| *date < end).collect()
}

impl AgreementSchedule {
    /// The dates of an agreement that runs from `start` and no longer from `end` on.
    pub fn of(start: Date, end: Date, checkpoint_days: u16, notice_days: u16, as_of: Date) -> Self {
        let checkpoints = checkpoints(start, end, checkpoint_days);
        let last_notice = days_after(end, -i32::from(notice_days));
        let state = match () {
            () if as_of < start => AgreementState::NotStarted,
            () if as_of < end => AgreementState::InForce,
            () => AgreementState::Ended,
        };
        Self {
            end,
            last_day: days_after(end, -1),
            next_checkpoint: checkpoints.iter().copied().find(|checkpoint| *checkpoint >= as_of),
            checkpoints,
            last_notice,
            notice_open: as_of <= last_notice,
            state,
        }
    }
}

impl AgreementElement {
    /// What an agreement says about the element.
    pub fn text(self, agreement: &Agreement) -> Option<&str> {
        match self {
            Self::Scope => agreement.scope.as_deref(),
            Self::Commitment => agreement.commitment.as_deref(),
            Self::Exclusivity => agreement.exclusivity.as_deref(),
            Self::Term => agreement.term.as_deref(),
            Self::Exit => agreement.exit.as_deref(),
        }
    }
}

/// The elements without text, given the text of each.
pub fn missing_elements<'a>(text: impl Fn(AgreementElement) -> Option<&'a str>) -> Vec<AgreementElement> {
    use crate::program::choice::Choice;
    AgreementElement::ALL.iter().copied().filter(|element| is_blank(text(*element))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_year_has_four_checkpoints_and_a_last_day_of_notice() {
        let start = date(2025, 1, 1);
        let schedule = AgreementSchedule::of(start, end_of_term(start, 12), 90, 90, date(2025, 6, 30));
        let days = [(2025, 4, 1), (2025, 6, 30), (2025, 9, 28), (2025, 12, 27)].map(|(y, m, d)| date(y, m, d));
        assert_eq!(schedule.checkpoints, days);
        assert_eq!((schedule.next_checkpoint, schedule.last_notice), (Some(days[1]), date(2025, 10, 3)));
        assert_eq!((schedule.last_day, schedule.state), (date(2025, 12, 31), AgreementState::InForce));
    }

    #[test]
    fn the_end_is_the_first_day_outside() {
        let start = date(2025, 1, 1);
        let on = |as_of| AgreementSchedule::of(start, end_of_term(start, 3), 90, 90, as_of);
        assert!(on(start).checkpoints.is_empty(), "the 90th day is the end");
        assert!(on(start).notice_open && !on(date(2025, 1, 2)).notice_open);
        assert_eq!(on(date(2025, 4, 1)).state, AgreementState::Ended);
        assert_eq!(on(date(2024, 12, 31)).state, AgreementState::NotStarted);
    }

    #[test]
    fn blanks_are_no_text() {
        let missing =
            missing_elements(|element| Some(if element == AgreementElement::Term { "12 months" } else { " \n" }));
        assert_eq!(missing.len(), 4);
        assert!(!missing.contains(&AgreementElement::Term));
    }
}
