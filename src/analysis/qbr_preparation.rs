//! What is to be done around a review, with dates counted back from the meeting (R-42, F110).

use jiff::civil::Date;

use super::qbr::QbrDates;
use crate::program::Program;
use crate::program::qbr::{Qbr, QbrState};

/// One thing to do around a review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Its name on the command line.
    pub key: &'static str,
    /// What.
    pub text: String,
    /// By when.
    pub due: Date,
    /// When it was done, where the program knows the day.
    pub done_on: Option<Date>,
    /// Whether it is done; unknown where the program cannot tell.
    pub done: Option<bool>,
}

impl Step {
    /// Whether it is late on a day.
    pub fn is_late(&self, as_of: Date) -> bool {
        self.done == Some(false) && self.due < as_of
    }
}

/// The steps of a review in the order of their dates.
pub fn steps(program: &Program, qbr: &Qbr, dates: &QbrDates) -> Vec<Step> {
    let held = qbr.state == QbrState::Held;
    let step = |key, text: String, due, done: Option<bool>| Step { key, text, due, done_on: None, done };
    let before = program
        .qbrs
        .iter()
        .filter(|one| one.partner == qbr.partner && one.scheduled_for < qbr.scheduled_for)
        .max_by_key(|one| (one.scheduled_for, one.id.clone()));
    let open = before.map_or(0, |before| {
        let of_before = program.actions.iter().filter(|item| item.qbr.as_ref() == Some(&before.id));
        of_before.filter(|item| item.done_on.is_none()).count()
    });
    let unsettled = before.map_or(0, |before| {
        program.minutes.iter().filter(|minute| minute.qbr == before.id && minute.is_open()).count()
    });
    let counted = |count: usize, one: &str, many: &str| match count {
        0 => String::new(),
        1 => format!(": 1 {one}"),
        count => format!(": {count} {many}"),
    };
    vec![
        step("targets", "Set the targets of the quarter".to_owned(), dates.prep_pack, Some(!qbr.targets.is_empty())),
        step("pack", "Prepare the pack: every number as of that day".to_owned(), dates.prep_pack, None),
        step(
            "commitments",
            format!("Chase last quarter's commitments{}", counted(open, "open", "open")),
            dates.agenda_shared,
            Some(open == 0),
        ),
        step(
            "questions",
            format!("Answer what was left open{}", counted(unsettled, "question", "questions")),
            dates.agenda_shared,
            Some(unsettled == 0),
        ),
        Step {
            done_on: qbr.agenda_shared_on,
            ..step("agenda", "Share the agenda".to_owned(), dates.agenda_shared, Some(qbr.agenda_shared_on.is_some()))
        },
        step("meeting", "Hold the review".to_owned(), qbr.scheduled_for, Some(held)),
        Step {
            done_on: qbr.notes_sent_at.map(crate::program::moment::Moment::date),
            ..step("recap", "Send the recap".to_owned(), dates.follow_up_due, Some(qbr.notes_sent_at.is_some()))
        },
        step("next", "Schedule the next review".to_owned(), dates.follow_up_due, Some(qbr.next_in(program).is_some())),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::qbr::{QbrRules, dates};

    #[test]
    fn dates_count_back_from_the_meeting_and_done_is_what_the_program_knows() {
        let program = crate::store::read(include_bytes!("../../saves/northwind.ron")).unwrap().program;
        let qbr = program.qbrs.find("techservices-2026-q3").unwrap();
        let found = steps(&program, qbr, &dates(qbr.scheduled_for, None, &QbrRules::default()));
        let told: Vec<(&str, String, Option<bool>)> =
            found.iter().map(|step| (step.key, step.due.to_string(), step.done)).collect();
        assert!(found.is_sorted_by_key(|step| step.due), "{told:?}");
        let of = |key: &str| told.iter().find(|(name, ..)| *name == key).cloned().unwrap();
        assert_eq!(of("pack"), ("pack", "2026-09-28".to_owned(), None));
        assert_eq!(of("agenda"), ("agenda", "2026-10-02".to_owned(), Some(true)));
        assert_eq!(of("commitments").2, Some(false));
        assert_eq!(of("questions").2, Some(false), "the exclusive region is still parked");
        assert_eq!(of("recap"), ("recap", "2026-10-07".to_owned(), Some(false)));
    }
}
