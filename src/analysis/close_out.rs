//! What is still open after a review was held: what its records lack before they can go out.

use crate::program::Program;
use crate::program::id::Id;
use crate::program::meeting::{Minute, MinuteKind};
use crate::program::qbr::{ActionItem, Qbr};
use crate::program::side::Side;

/// One thing that is still open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LooseEnd {
    /// An action item that names no person; it holds the recap back.
    Owner(Id<ActionItem>),
    /// An action item without a date; it holds the recap back.
    Date(Id<ActionItem>),
    /// An action item of which nobody said who may see it.
    Audience(Id<ActionItem>),
    /// A disputed number that nobody has answered.
    Dispute(Id<Minute>),
    /// A parked subject that is not settled.
    Parking(Id<Minute>),
    /// A temperature that was not recorded.
    Temperature {
        /// Whose view.
        side: Side,
        /// Of the end, or of the start.
        at_end: bool,
    },
}

impl LooseEnd {
    /// Whether nothing is sent before it is mended: an action without owner and date is no agreement.
    pub fn holds_back(&self) -> bool {
        matches!(self, Self::Owner(_) | Self::Date(_))
    }

    /// What is missing, in the words of a list.
    pub fn told(&self, program: &Program) -> String {
        let item = |id: &Id<ActionItem>| program.actions.get(id).map_or(id.as_str(), |item| &item.text).to_owned();
        let minute = |id: &Id<Minute>| program.minutes.get(id).map_or(id.as_str(), |one| &one.text).to_owned();
        match self {
            Self::Owner(id) => format!("No person: {}", item(id)),
            Self::Date(id) => format!("No date: {}", item(id)),
            Self::Audience(id) => format!("Shared? {}", item(id)),
            Self::Dispute(id) => format!("No answer: {}", minute(id)),
            Self::Parking(id) => format!("Parked: {}", minute(id)),
            Self::Temperature { side, at_end } => {
                let whose = if *side == Side::Partner { "Partner's" } else { "Our" };
                format!("{whose} temperature, {}", if *at_end { "end" } else { "start" })
            }
        }
    }
}

/// The action items of a review by due date, those without a date last.
pub fn items_of<'a>(program: &'a Program, qbr: &Id<Qbr>) -> Vec<&'a ActionItem> {
    let mut items: Vec<&ActionItem> = program.actions.iter().filter(|item| item.qbr.as_ref() == Some(qbr)).collect();
    items.sort_by_key(|item| (item.due.is_none(), item.due, item.id.clone()));
    items
}

/// Everything that is still open after a review, what holds the recap back leading.
pub fn loose_ends(program: &Program, qbr: &Qbr) -> Vec<LooseEnd> {
    let items = items_of(program, &qbr.id);
    let open: Vec<&ActionItem> = items.iter().copied().filter(|item| item.done_on.is_none()).collect();
    let lacking = |lacks: fn(&ActionItem) -> bool, end: fn(Id<ActionItem>) -> LooseEnd| {
        open.iter().filter(move |item| lacks(item)).map(move |item| end(item.id.clone())).collect::<Vec<_>>()
    };
    let mut ends = lacking(|item| item.person.is_none(), LooseEnd::Owner);
    ends.extend(lacking(|item| item.due.is_none(), LooseEnd::Date));
    let unmarked = items.iter().filter(|item| item.sharing.is_none());
    ends.extend(unmarked.map(|item| LooseEnd::Audience(item.id.clone())));
    let mut minutes: Vec<&Minute> = program.minutes.iter().filter(|minute| minute.qbr == qbr.id).collect();
    minutes.sort_by_key(|minute| (minute.at, minute.id.clone()));
    let open = |kind: MinuteKind| {
        let of_kind = minutes.iter().filter(move |minute| minute.kind == kind && minute.is_open());
        of_kind.map(|minute| minute.id.clone())
    };
    ends.extend(open(MinuteKind::Dispute).map(LooseEnd::Dispute));
    ends.extend(open(MinuteKind::Parking).map(LooseEnd::Parking));
    if let Some(meeting) = &qbr.meeting {
        let recorded = [
            (Side::Us, false, qbr.temperature),
            (Side::Partner, false, qbr.partner_temperature),
            (Side::Us, true, meeting.temperature_end),
            (Side::Partner, true, meeting.partner_temperature_end),
        ];
        let missing = recorded.into_iter().filter(|(_, _, value)| value.is_none());
        ends.extend(missing.map(|(side, at_end, _)| LooseEnd::Temperature { side, at_end }));
    }
    ends
}

/// `2 without a person, 1 without a date, 1 disputed number, 3 parked, 2 temperatures`; empty where nothing is open.
pub fn counted(ends: &[LooseEnd]) -> String {
    let count = |holds: fn(&LooseEnd) -> bool| ends.iter().filter(|end| holds(end)).count();
    let plural = |count: usize, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
    let told = [
        (count(|end| matches!(end, LooseEnd::Owner(_))), "without a person", "without a person"),
        (count(|end| matches!(end, LooseEnd::Date(_))), "without a date", "without a date"),
        (count(|end| matches!(end, LooseEnd::Audience(_))), "not marked", "not marked"),
        (count(|end| matches!(end, LooseEnd::Dispute(_))), "disputed number", "disputed numbers"),
        (count(|end| matches!(end, LooseEnd::Parking(_))), "parked", "parked"),
        (count(|end| matches!(end, LooseEnd::Temperature { .. })), "temperature", "temperatures"),
    ];
    let said = told.iter().filter(|(count, ..)| *count > 0).map(|(count, one, many)| plural(*count, one, many));
    said.collect::<Vec<_>>().join(", ")
}
