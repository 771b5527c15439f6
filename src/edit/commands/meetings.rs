//! Commands on a review while it is held: its clock, its numbers, and what is written down.
//!
//! Each writes the state of the meeting once, so that a program that is opened again goes on where it stood.

use std::sync::Arc;

use jiff::civil::Date;

use super::qbrs::{NewAction, qbr, review, section_mut};
use crate::edit::{Draft, Edit, Refusal};
use crate::program::choice::Choice;
use crate::program::id::{Id, mint_seeded};
use crate::program::meeting::{FrozenNumbers, Meeting, Minute, MinuteKind, Sharing};
use crate::program::moment::Moment;
use crate::program::qbr::{ActionItem, AgendaSection, Qbr, QbrState};
use crate::program::side::Side;
use crate::program::{Kind, Program};

/// A temperature of the relationship: whose, at which end, 1 to 5.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Temperature {
    /// Whose view.
    pub side: Side,
    /// Of the end; none: of the start where that is not known yet, else of the end.
    pub at_end: Option<bool>,
    /// 1 to 5.
    pub value: u8,
    /// The partner's view beside ours, where both are told at once; 1 to 5.
    pub theirs: Option<u8>,
}

impl Temperature {
    /// What it says, for labels: `4 of 5 (Us), 3 of 5 (Partner)`.
    pub fn told(&self) -> String {
        let theirs = self.theirs.map(|value| format!(", {value} of 5 ({})", Side::Partner.label()));
        format!("{} of 5 ({}){}", self.value, self.side.label(), theirs.unwrap_or_default())
    }
}

/// What is written down in a meeting, beside action items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMinute {
    /// What it is.
    pub kind: MinuteKind,
    /// The words.
    pub text: String,
    /// Whose it is.
    pub side: Option<Side>,
    /// The person.
    pub person: Option<String>,
    /// By when.
    pub due: Option<Date>,
    /// The disputed number.
    pub figure: Option<String>,
    /// What they say it is.
    pub theirs: Option<String>,
    /// Who may see it.
    pub sharing: Sharing,
}

/// A line of a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Captured {
    /// An action item.
    Action(NewAction),
    /// Anything else.
    Minute(NewMinute),
    /// How the relationship is.
    Temperature(Temperature),
}

/// The edit of a line, and the record it became, where it became one.
pub type Written = (Edit, Option<(Kind, Arc<str>)>);

fn live(program: &Program, id: &Id<Qbr>) -> Result<(Qbr, Meeting), Refusal> {
    let found = qbr(program, id)?;
    match found.meeting.clone().filter(|_| found.is_live()) {
        Some(meeting) => Ok((found, meeting)),
        None => Err(Refusal::Breaks(format!("the meeting of {} is not running", review(program, &found)))),
    }
}

fn put(program: &Program, changed: Qbr, label: String) -> Edit {
    let mut draft = Draft::over(program);
    draft.put(changed);
    draft.finish(label)
}

/// The time that ran is kept in the section that was on; the clock stands.
fn fold(changed: &mut Qbr, meeting: &mut Meeting, at: Moment) {
    let seconds = meeting.running_seconds(at);
    if seconds > 0 {
        let part = section_mut(changed, meeting.section);
        part.actual_seconds = Some(part.actual_seconds.unwrap_or(0).saturating_add(seconds));
    }
    meeting.since = None;
}

/// Starts a meeting on a section with the numbers as they stand.
pub fn start(
    program: &Program,
    id: &Id<Qbr>,
    section: AgendaSection,
    at: Moment,
    frozen: FrozenNumbers,
) -> Result<Edit, Refusal> {
    let mut changed = qbr(program, id)?;
    let name = review(program, &changed);
    if changed.ended_at.is_some() {
        return Err(Refusal::Breaks(format!("the review {name} was held already; schedule the next one")));
    }
    if changed.state == QbrState::Cancelled {
        return Err(Refusal::Breaks(format!("the review {name} was cancelled; set its state first")));
    }
    if changed.is_live() {
        return Err(Refusal::NoChange(format!("the meeting of {name} is running already")));
    }
    changed.started_at.get_or_insert(at);
    changed.meeting = Some(Meeting {
        section,
        since: Some(at),
        draft: None,
        temperature_end: None,
        partner_temperature_end: None,
        frozen: Some(frozen),
    });
    Ok(put(program, changed, format!("Start the meeting of {name}")))
}

/// Enters a section; the one that was left keeps its time. A paused clock runs again.
pub fn enter(program: &Program, id: &Id<Qbr>, section: AgendaSection, at: Moment) -> Result<Edit, Refusal> {
    let (mut changed, mut meeting) = live(program, id)?;
    fold(&mut changed, &mut meeting, at);
    meeting.section = section;
    meeting.since = Some(at);
    changed.meeting = Some(meeting);
    let label = format!("{} of {}", section.label(), review(program, &changed));
    Ok(put(program, changed, label))
}

/// Stops the clock, or lets it run again.
pub fn pause(program: &Program, id: &Id<Qbr>, at: Moment) -> Result<Edit, Refusal> {
    let (mut changed, mut meeting) = live(program, id)?;
    let runs = meeting.since.is_some();
    fold(&mut changed, &mut meeting, at);
    meeting.since = (!runs).then_some(at);
    changed.meeting = Some(meeting);
    let label = format!("{} {}", if runs { "Pause" } else { "Go on with" }, review(program, &changed));
    Ok(put(program, changed, label))
}

/// Gives each section so many seconds.
pub fn replan(program: &Program, id: &Id<Qbr>, budgets: [u32; 5]) -> Result<Edit, Refusal> {
    let (mut changed, _) = live(program, id)?;
    for (section, budget) in AgendaSection::ALL.iter().zip(budgets) {
        section_mut(&mut changed, *section).budget_seconds = Some(budget);
    }
    let label = format!("Plan the rest of {} anew", review(program, &changed));
    Ok(put(program, changed, label))
}

/// Keeps what stands in the capture line, keystroke by keystroke, as one step.
pub fn set_draft(program: &Program, id: &Id<Qbr>, text: &str) -> Result<Edit, Refusal> {
    let (mut changed, mut meeting) = live(program, id)?;
    meeting.draft = (!text.is_empty()).then(|| text.to_owned());
    changed.meeting = Some(meeting);
    let label = format!("A line of {}", review(program, &changed));
    Ok(put(program, changed, label).typed_in(format!("qbr/{id}/line")))
}

/// Shows other numbers from now on.
pub fn refresh(program: &Program, id: &Id<Qbr>, frozen: FrozenNumbers) -> Result<Edit, Refusal> {
    let (mut changed, mut meeting) = live(program, id)?;
    meeting.frozen = Some(frozen);
    changed.meeting = Some(meeting);
    let label = format!("Refresh the numbers of {}", review(program, &changed));
    Ok(put(program, changed, label))
}

/// Ends a meeting: its time is kept, and the review is held.
pub fn end(program: &Program, id: &Id<Qbr>, at: Moment) -> Result<Edit, Refusal> {
    let (mut changed, mut meeting) = live(program, id)?;
    fold(&mut changed, &mut meeting, at);
    changed.meeting = Some(meeting);
    changed.state = QbrState::Held;
    changed.ended_at = Some(at.max(changed.started_at.unwrap_or(at)));
    let label = format!("End the meeting of {}", review(program, &changed));
    Ok(put(program, changed, label))
}

/// Records a temperature of a meeting that runs or was held.
pub fn set_temperature(program: &Program, id: &Id<Qbr>, new: Temperature) -> Result<Edit, Refusal> {
    let mut changed = qbr(program, id)?;
    let name = review(program, &changed);
    let Some(mut meeting) = changed.meeting.clone() else {
        return Err(Refusal::NotNow(format!("the meeting of {name} has not begun")));
    };
    with_temperature(&mut changed, &mut meeting, new)?;
    changed.meeting = Some(meeting);
    Ok(put(program, changed, format!("Temperature {} of {name}", new.told())))
}

fn with_temperature(changed: &mut Qbr, meeting: &mut Meeting, new: Temperature) -> Result<(), Refusal> {
    if [Some(new.value), new.theirs].into_iter().flatten().any(|value| !(1..=5).contains(&value)) {
        return Err(Refusal::bad("temperature", "a temperature is a number from 1 to 5"));
    }
    for side in [Side::Us, Side::Partner] {
        let theirs = new.theirs.filter(|_| side == Side::Partner);
        if new.side != side && new.side != Side::Both && theirs.is_none() {
            continue;
        }
        let (start, end) = match side {
            Side::Partner => (&mut changed.partner_temperature, &mut meeting.partner_temperature_end),
            _ => (&mut changed.temperature, &mut meeting.temperature_end),
        };
        let at_end = new.at_end.unwrap_or(start.is_some());
        *(if at_end { end } else { start }) = Some(theirs.unwrap_or(new.value));
    }
    Ok(())
}

/// Writes a line down in the section that is on, and empties the capture line, as one step.
pub fn capture(program: &Program, id: &Id<Qbr>, line: Captured, at: Moment, on: Date) -> Result<Written, Refusal> {
    let (mut changed, mut meeting) = live(program, id)?;
    meeting.draft = None;
    let mut draft = Draft::over(program);
    let mut made = None;
    let label = match line {
        Captured::Temperature(new) => {
            with_temperature(&mut changed, &mut meeting, new)?;
            format!("Temperature {}", new.told())
        }
        Captured::Action(new) => {
            let text = worded(&new.text)?;
            let seed = format!("{id}/{at}/{text}/{}", program.actions.len());
            let action: Id<ActionItem> = mint_seeded(&text, "action", &seed, |id| program.actions.contains(id));
            made = Some((Kind::ActionItem, action.shared()));
            draft.put(ActionItem {
                id: action,
                partner: changed.partner.clone(),
                qbr: Some(id.clone()),
                text: text.clone(),
                side: new.side,
                person: new.person,
                due: new.due,
                created_on: Some(on),
                agreed_at: Some(at),
                done_on: None,
                sharing: new.sharing,
                sent: None,
            });
            format!("Action: {text}")
        }
        Captured::Minute(new) => {
            let text = worded(&new.text)?;
            let seed = format!("{id}/{at}/{text}/{}", program.minutes.len());
            let frozen = meeting.frozen.as_ref();
            let ours = new.figure.as_ref().and_then(|key| Some(frozen?.figure(key)?.value.clone()));
            let minute: Id<Minute> = mint_seeded(&text, "minute", &seed, |id| program.minutes.contains(id));
            made = Some((Kind::Minute, minute.shared()));
            draft.put(Minute {
                id: minute,
                qbr: id.clone(),
                kind: new.kind,
                text: text.clone(),
                section: Some(meeting.section),
                side: new.side,
                person: new.person,
                due: new.due,
                figure: new.figure,
                ours,
                theirs: new.theirs,
                at: Some(at),
                sharing: Some(new.sharing),
                answer: None,
                settled_on: None,
            });
            format!("{}: {text}", new.kind.label())
        }
    };
    changed.meeting = Some(meeting);
    draft.put(changed);
    Ok((draft.finish(label), made))
}

fn worded(text: &str) -> Result<String, Refusal> {
    match text.trim() {
        "" => Err(Refusal::bad("text", "a line needs words")),
        text => Ok(text.to_owned()),
    }
}
