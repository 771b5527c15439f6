//! everything that comes again - newsletters, trainings, surveys, reviews, check-ins - with its next due date.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::cadence::{DueState, IntervalDays, next_due};
use super::derived::Derived;
use crate::program::choice::Choice;
use crate::program::choice::choice;
use crate::program::goal::Cadence;
use crate::program::id::Id;
use crate::program::partner::{LifecycleStage, Partner};
use crate::program::period::months_after;
use crate::program::qbr::QbrState;
use crate::program::relationship::Direction;
use crate::program::{Kind, Program};

choice! {
    /// What comes again.
    pub enum RegularKind {
        Newsletter = "newsletter" => "Communication",
        Training = "training" => "Live training",
        Survey = "survey" => "NPS survey",
        Qbr = "qbr" => "QBR",
        CheckIn = "check_in" => "Check-in",
    }
}

/// One thing that comes again. Its words are made when they are shown: there is one for each partner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regular {
    /// What.
    pub kind: RegularKind,
    /// With whom; none: with all.
    pub partner: Option<Id<Partner>>,
    /// When it was last; none: never.
    pub last: Option<Date>,
    /// When it is next due; none: nothing says when it should have begun.
    pub due: Option<Date>,
    /// Whether it is time.
    pub state: DueState,
    /// The record to go to.
    pub record: (Kind, Arc<str>),
}

impl Regular {
    /// In words: `Newsletter to all partners`.
    pub fn what(&self, program: &Program) -> String {
        let partner = || self.partner.as_ref().and_then(|id| program.partners.get(id)).map_or("", |one| &one.name);
        match self.kind {
            RegularKind::Newsletter => program
                .communications
                .find(&self.record.1)
                .map_or_else(String::new, |line| format!("{}: {}", line.kind, line.audience.label().to_lowercase())),
            RegularKind::Training => "Live training for partners".to_owned(),
            RegularKind::Survey => "NPS survey of partners".to_owned(),
            RegularKind::Qbr if self.record.0 == Kind::Qbr => format!("QBR with {}", partner()),
            RegularKind::Qbr => format!("QBR with {}, not scheduled", partner()),
            RegularKind::CheckIn => format!("Check-in with {}", partner()),
        }
    }

    /// How often, in words.
    pub fn every(&self, program: &Program, derived: &Derived) -> String {
        let policy = derived.policy();
        let cadence = match self.kind {
            RegularKind::Newsletter => program.communications.find(&self.record.1).map(|line| line.cadence),
            RegularKind::Training => Some(policy.cadence.training),
            RegularKind::Survey => Some(policy.cadence.survey),
            RegularKind::Qbr => return format!("{} months", policy.qbr.interval_months),
            RegularKind::CheckIn => self
                .partner
                .as_ref()
                .and_then(|id| derived.partner(id))
                .map(|measures| policy.contact.of_segment(measures.segment)),
        };
        cadence.map(|cadence| cadence.label().to_lowercase()).unwrap_or_default()
    }
}

/// Everything that comes again, the most urgent first, of one day by its kind and then by the partner's name; nothing of
/// partners that are paused, ended or only prospects.
pub fn regular(program: &Program, derived: &Derived) -> Vec<Regular> {
    let mut all = Vec::new();
    communications(program, derived, &mut all);
    training(program, derived, &mut all);
    survey(program, derived, &mut all);
    reviews(program, derived, &mut all);
    check_ins(program, derived, &mut all);
    all.sort_by(|(a, a_name), (b, b_name)| {
        (a.due.is_none(), a.due, a.kind, a_name).cmp(&(b.due.is_none(), b.due, b.kind, b_name))
    });
    all.into_iter().map(|(one, _)| one).collect()
}

/// What is found, each with the name that orders it.
type Named<'a> = Vec<(Regular, &'a str)>;

/// Due one interval after the last time; what never was is due one interval after the program began.
fn due(last: Option<Date>, begun: Option<Date>, cadence: Cadence, days: &IntervalDays) -> Option<Date> {
    last.or(begun).map(|from| next_due(from, cadence, days))
}

fn state(due: Option<Date>, as_of: Date) -> DueState {
    due.map_or(DueState::Scheduled, |due| DueState::of(due, as_of))
}

fn communications<'a>(program: &'a Program, derived: &Derived, all: &mut Named<'a>) {
    let days = &derived.policy().cadence.intervals;
    for line in program.communications.iter() {
        let due = due(line.last_sent, program.profile.launch_start, line.cadence, days);
        let one = Regular {
            kind: RegularKind::Newsletter,
            partner: None,
            last: line.last_sent,
            due,
            state: state(due, derived.as_of()),
            record: (Kind::CommLine, line.id.shared()),
        };
        all.push((one, &line.kind));
    }
}

fn training<'a>(program: &'a Program, derived: &Derived, all: &mut Named<'a>) {
    let as_of = derived.as_of();
    let policy = &derived.policy().cadence;
    let last = program.sessions.iter().filter(|session| session.live && session.on <= as_of).max_by_key(|s| s.on);
    if last.is_none() && program.partners.is_empty() {
        return;
    }
    let ahead = program.sessions.iter().filter(|session| session.live && session.on > as_of).map(|s| s.on).min();
    let by_rule = due(last.map(|s| s.on), program.profile.launch_start, policy.training, &policy.intervals);
    let due = ahead.or(by_rule);
    let record =
        last.map_or((Kind::Profile, Kind::Profile.table_name().into()), |s| (Kind::TrainingSession, s.id.shared()));
    let one = Regular {
        kind: RegularKind::Training,
        partner: None,
        last: last.map(|session| session.on),
        due,
        state: state(due, as_of),
        record,
    };
    all.push((one, ""));
}

fn survey<'a>(program: &'a Program, derived: &Derived, all: &mut Named<'a>) {
    let policy = &derived.policy().cadence;
    let answers = program.nps_responses.iter().filter(|answer| answer.on <= derived.as_of());
    let Some(last) = answers.max_by_key(|answer| answer.on) else { return };
    let due = due(Some(last.on), None, policy.survey, &policy.intervals);
    let one = Regular {
        kind: RegularKind::Survey,
        partner: None,
        last: Some(last.on),
        due,
        state: state(due, derived.as_of()),
        record: (Kind::NpsResponse, last.id.shared()),
    };
    all.push((one, ""));
}

/// Whether we work with a partner day by day.
fn is_worked_with(partner: &Partner) -> bool {
    !matches!(
        partner.stage,
        LifecycleStage::Prospect | LifecycleStage::Recruit | LifecycleStage::Paused | LifecycleStage::Ended
    )
}

/// Reviews of partners that have had one: the one that is scheduled, else an interval after the last.
fn reviews<'a>(program: &'a Program, derived: &Derived, all: &mut Named<'a>) {
    let months = derived.policy().qbr.interval_months;
    for partner in program.partners.iter().filter(|partner| is_worked_with(partner)) {
        let of = derived.reviews_of(&partner.id);
        let ahead = of.iter().filter(|qbr| qbr.state == QbrState::Scheduled).min_by_key(|qbr| qbr.scheduled_for);
        let held = of.iter().filter(|qbr| qbr.state == QbrState::Held).max_by_key(|qbr| qbr.scheduled_for);
        let due = match (ahead, held) {
            (Some(qbr), _) => qbr.scheduled_for,
            (None, Some(qbr)) => months_after(qbr.scheduled_for, i32::from(months)),
            (None, None) => continue,
        };
        let record = ahead.map_or((Kind::Partner, partner.id.shared()), |qbr| (Kind::Qbr, qbr.id.shared()));
        let one = Regular {
            kind: RegularKind::Qbr,
            partner: Some(partner.id.clone()),
            last: held.map(|qbr| qbr.scheduled_for),
            due: Some(due),
            state: DueState::of(due, derived.as_of()),
            record,
        };
        all.push((one, &partner.name));
    }
}

/// A check-in with each partner as often as its segment asks, counted from our last contact of any kind.
fn check_ins<'a>(program: &'a Program, derived: &Derived, all: &mut Named<'a>) {
    let as_of = derived.as_of();
    let mut last: HashMap<&Id<Partner>, Date> = HashMap::new();
    for touch in program.touches.iter().filter(|touch| touch.at.date() <= as_of && touch.direction == Direction::Out) {
        let known = last.entry(&touch.partner).or_insert(touch.at.date());
        *known = (*known).max(touch.at.date());
    }
    let days = &derived.policy().cadence.intervals;
    for partner in program.partners.iter().filter(|partner| is_worked_with(partner)) {
        let Some(measures) = derived.partner(&partner.id) else { continue };
        let cadence = derived.policy().contact.of_segment(measures.segment);
        let last = last.get(&partner.id).copied();
        let due = due(last, partner.signed_on, cadence, days);
        let one = Regular {
            kind: RegularKind::CheckIn,
            partner: Some(partner.id.clone()),
            last,
            due,
            state: state(due, as_of),
            record: (Kind::Partner, partner.id.shared()),
        };
        all.push((one, &partner.name));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_example_knows_what_comes_again_and_when() {
        let program = crate::store::read(include_bytes!("../../saves/northwind.ron")).unwrap().program;
        let derived = Derived::new(&program, date(2026, 9, 30));
        let all = regular(&program, &derived);
        for kind in RegularKind::ALL {
            assert!(all.iter().any(|one| one.kind == *kind), "{kind}");
        }
        for one in &all {
            if let Some(due) = one.due {
                assert_eq!(one.state, DueState::of(due, date(2026, 9, 30)), "{one:?}");
            }
            assert!(program.has(one.record.0, &one.record.1), "{one:?}");
        }
        assert!(all.windows(2).all(|two| two[1].due.is_none() || two[0].due <= two[1].due));
    }
}
