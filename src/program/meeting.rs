//! A review while it is held: its clock, the numbers that were frozen, and what was written down in it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::aggregate::Program;
use super::choice::choice;
use super::id::Id;
use super::moment::Moment;
use super::qbr::{AgendaSection, Qbr, QbrState};
use super::record::record;
use super::side::Side;

choice! {
    /// What was written down in a meeting; action items are records of their own.
    pub enum MinuteKind {
        Note = "note" => "Note",
        Decision = "decision" => "Decision",
        Risk = "risk" => "Risk",
        Parking = "parking" => "Parking lot",
        Dispute = "dispute" => "Disputed number",
    }
}

choice! {
    /// Who may see something.
    pub enum Sharing {
        Internal = "internal" => "Internal",
        Shared = "shared" => "Shared with the partner",
    }
}

/// A number as it stood when the meeting began, in the words of the screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FrozenFigure {
    /// Its key, such as `sourced`; a disputed number is named by it.
    pub key: String,
    /// What it is called.
    pub label: String,
    /// The section it belongs to.
    pub section: AgendaSection,
    /// The value; unknown is written as on the screen.
    pub value: String,
    /// The target, where one is recorded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// Actual less target.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delta: Option<String>,
    /// The quarter before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prior: Option<String>,
    /// The same quarter a year ago.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year_ago: Option<String>,
}

/// The numbers of a meeting; they change only when they are refreshed on purpose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FrozenNumbers {
    /// The date they were computed for.
    pub as_of: Date,
    /// When they were taken.
    pub taken_at: Moment,
    /// The numbers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub figures: Vec<FrozenFigure>,
}

impl FrozenNumbers {
    /// The figure of that key.
    pub fn figure(&self, key: &str) -> Option<&FrozenFigure> {
        self.figures.iter().find(|figure| figure.key == key)
    }
}

/// The state of a meeting: written when a section is entered or the clock stops, never each second.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Meeting {
    /// The section that is on.
    pub section: AgendaSection,
    /// Since when its clock runs; none while paused or over.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<Moment>,
    /// What stands in the capture line and has not been entered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub draft: Option<String>,
    /// Our view of the relationship at the end, 1 to 5.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub temperature_end: Option<u8>,
    /// The partner's view at the end, 1 to 5.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partner_temperature_end: Option<u8>,
    /// The numbers that are shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub frozen: Option<FrozenNumbers>,
}

impl Meeting {
    /// Seconds since the section that is on was entered; 0 while paused, and when a clock went back.
    pub fn running_seconds(&self, now: Moment) -> u32 {
        self.since.map_or(0, |since| u32::try_from(since.seconds_until(now).max(0)).unwrap_or(u32::MAX))
    }
}

impl Qbr {
    /// True from the start of the meeting to its end.
    pub fn is_live(&self) -> bool {
        self.meeting.is_some() && self.ended_at.is_none()
    }

    /// The review that follows this one: scheduled with the same partner for a later day.
    pub fn next_in<'a>(&self, program: &'a Program) -> Option<&'a Self> {
        let later = program.qbrs.iter().filter(|one| {
            one.partner == self.partner && one.state == QbrState::Scheduled && one.scheduled_for > self.scheduled_for
        });
        later.min_by_key(|one| (one.scheduled_for, one.id.clone()))
    }

    /// Seconds a section has taken: what is kept, and what runs now.
    pub fn elapsed(&self, section: AgendaSection, now: Moment) -> u32 {
        let kept = self.sections.iter().find(|part| part.section == section).and_then(|part| part.actual_seconds);
        let running = self.meeting.as_ref().filter(|meeting| meeting.section == section && self.ended_at.is_none());
        kept.unwrap_or(0).saturating_add(running.map_or(0, |meeting| meeting.running_seconds(now)))
    }
}

/// Something that was written down in a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Minute {
    /// Identifier.
    pub id: Id<Minute>,
    /// In which review.
    pub qbr: Id<Qbr>,
    /// What it is.
    pub kind: MinuteKind,
    /// The words.
    pub text: String,
    /// In which section.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<AgendaSection>,
    /// Whose it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub side: Option<Side>,
    /// The person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// By when it is looked at again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// Of a disputed number: which, by its key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub figure: Option<String>,
    /// Of a disputed number: ours, as it was shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ours: Option<String>,
    /// Of a disputed number: theirs, as it was said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theirs: Option<String>,
    /// When it was written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Moment>,
    /// Who may see it; internal unless said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sharing: Option<Sharing>,
    /// What was answered: to a disputed number, to a parked subject.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
    /// When it was settled; open until then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub settled_on: Option<Date>,
}

impl Minute {
    /// True only where it was marked for sharing.
    pub fn is_shared(&self) -> bool {
        self.sharing == Some(Sharing::Shared)
    }

    /// Whether it waits for an answer: a disputed number or a parked subject that nobody has settled.
    pub fn is_open(&self) -> bool {
        matches!(self.kind, MinuteKind::Dispute | MinuteKind::Parking) && self.settled_on.is_none()
    }
}

record!(
    Minute,
    [
        ("qbr", Reference(Kind::Qbr), Required),
        ("kind", Choice(MinuteKind::CHOICES), Required),
        ("text", Text, Required),
        ("section", Choice(AgendaSection::CHOICES), Optional),
        ("side", Choice(Side::CHOICES), Optional),
        ("person", Text, Optional),
        ("due", Date, Optional),
        ("figure", Text, Optional),
        ("ours", Text, Optional),
        ("theirs", Text, Optional),
        ("at", Moment, Optional),
        ("sharing", Choice(Sharing::CHOICES), Optional),
        ("answer", Text, Optional),
        ("settled_on", Date, Optional),
    ],
    |self, visit| {
        visit.one("qbr", &self.qbr);
    }
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_went_back_takes_nothing_away() {
        let moment = |text: &str| text.parse::<Moment>().unwrap();
        let meeting = Meeting {
            section: AgendaSection::Pipeline,
            since: Some(moment("2026-10-08T10:00+00:00")),
            draft: None,
            temperature_end: None,
            partner_temperature_end: None,
            frozen: None,
        };
        assert_eq!(meeting.running_seconds(moment("2026-10-08T10:03:20+00:00")), 200);
        assert_eq!(meeting.running_seconds(moment("2026-10-08T09:00+00:00")), 0);
        assert_eq!(Meeting { since: None, ..meeting }.running_seconds(moment("2026-10-08T11:00+00:00")), 0);
    }
}
