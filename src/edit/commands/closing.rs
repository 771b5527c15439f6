//! Commands after a review was held: what it left open is settled, and it is closed.

use jiff::civil::Date;

use super::qbrs::{qbr, review, scheduled};
use crate::edit::{Draft, Edit, Refusal};
use crate::program::choice::Choice;
use crate::program::id::{Id, mint_seeded};
use crate::program::meeting::Minute;
use crate::program::moment::Moment;
use crate::program::qbr::{ActionItem, Qbr, ReviewFigure, ReviewTarget};
use crate::program::quantity::Quantity;
use crate::program::task::Task;
use crate::program::{Kind, Program};

/// What closing a review does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closing {
    /// Which review.
    pub qbr: Id<Qbr>,
    /// When its recap goes out.
    pub at: Moment,
    /// Whether its action items become tasks.
    pub tasks: bool,
    /// The day of the next review; none schedules none.
    pub next: Option<Date>,
}

/// The action items of a review.
fn items_of<'a>(program: &'a Program, qbr: &Id<Qbr>) -> impl Iterator<Item = &'a ActionItem> + use<'a> {
    let qbr = qbr.clone();
    program.actions.iter().filter(move |item| item.qbr.as_ref() == Some(&qbr))
}

/// An agreement names who and until when: nothing goes out before each open action item does.
fn complete(program: &Program, qbr: &Id<Qbr>) -> Result<(), Refusal> {
    let lacking: Vec<String> = items_of(program, qbr)
        .filter(|item| item.done_on.is_none())
        .filter_map(|item| {
            let lacks = match (&item.person, item.due) {
                (None, None) => "no person, no date",
                (None, Some(_)) => "no person",
                (Some(_), None) => "no date",
                _ => return None,
            };
            Some(format!("{} ({lacks})", item.text))
        })
        .collect();
    match lacking.as_slice() {
        [] => Ok(()),
        [one] => Err(Refusal::Breaks(format!("an action item is not complete: {one}"))),
        many => Err(Refusal::Breaks(format!("{} action items are not complete: {}", many.len(), many.join("; ")))),
    }
}

/// Closes a held review in one step: its open action items become tasks, the next review is scheduled, its action
/// items are stamped as they go out, and its notes count as sent. Repeated, it adds only what is missing.
pub fn close(program: &Program, closing: &Closing) -> Result<(Edit, Option<Id<Qbr>>), Refusal> {
    let mut changed = qbr(program, &closing.qbr)?;
    let name = review(program, &changed);
    if changed.ended_at.is_none() {
        return Err(Refusal::NotNow(format!("the meeting of {name} has not ended; end it first")));
    }
    complete(program, &closing.qbr)?;
    let mut draft = Draft::over(program);
    let mut told = Vec::new();
    if closing.tasks {
        let tasks: Vec<Task> = items_of(program, &closing.qbr).filter_map(|item| task_of(program, item)).collect();
        if !tasks.is_empty() {
            told.push(format!("{} {}", tasks.len(), if tasks.len() == 1 { "task" } else { "tasks" }));
        }
        for task in tasks {
            draft.put(task);
        }
    }
    let mut made = None;
    if let Some(on) = closing.next.filter(|_| changed.next_in(program).is_none()) {
        let next = scheduled(program, &changed.partner, changed.quarter.next(), on, changed.minutes)?;
        told.push(format!("next on {on}"));
        made = Some(next.id.clone());
        draft.put(next);
    }
    for item in items_of(program, &closing.qbr) {
        draft.put(ActionItem { sent: Some(item.stamp(closing.at)), ..item.clone() });
    }
    changed.notes_sent_at.get_or_insert(closing.at);
    draft.put(changed);
    let told = if told.is_empty() { String::new() } else { format!(": {}", told.join(", ")) };
    let edit = draft.finish(format!("Close {name}{told}"));
    if edit.is_empty() {
        return Err(Refusal::NoChange(format!("{name} is closed already")));
    }
    Ok((edit, made))
}

/// The task of an open action item that has none yet.
fn task_of(program: &Program, item: &ActionItem) -> Option<Task> {
    let due = item.due.filter(|_| item.done_on.is_none())?;
    if program.tasks.iter().any(|task| task.action.as_ref() == Some(&item.id)) {
        return None;
    }
    let seed = format!("action/{}", item.id);
    Some(Task {
        id: mint_seeded(&item.text, "task", &seed, |id| program.tasks.contains(id)),
        title: item.text.clone(),
        campaign: None,
        plan: None,
        partner: Some(item.partner.clone()),
        side: item.side,
        person: item.person.clone(),
        role: None,
        due,
        offset: None,
        depends_on: Vec::new(),
        done_on: None,
        late_at_start: false,
        blocked: None,
        action: Some(item.id.clone()),
    })
}

/// Settles a disputed number or a parked subject with an answer; an empty one opens it again.
pub fn settle(program: &Program, id: &Id<Minute>, answer: &str, on: Date) -> Result<Edit, Refusal> {
    let found = program.minutes.get(id).ok_or_else(|| Refusal::missing(Kind::Minute, id.as_str()))?;
    let answer = Some(answer.trim()).filter(|answer| !answer.is_empty()).map(str::to_owned);
    let settled_on = answer.as_ref().map(|_| on);
    let label = format!("{} {}", if answer.is_some() { "Settle:" } else { "Open again:" }, found.text);
    let mut draft = Draft::over(program);
    draft.put(Minute { answer, settled_on, ..found.clone() });
    Ok(draft.finish(label))
}

/// Sets what a number of a review is to reach; none takes the target away.
pub fn set_target(
    program: &Program,
    id: &Id<Qbr>,
    figure: ReviewFigure,
    value: Option<Quantity>,
) -> Result<Edit, Refusal> {
    let mut changed = qbr(program, id)?;
    changed.targets.retain(|target| target.figure != figure);
    let label = match &value {
        Some(value) => format!("Target {value} for {} of {}", figure.label(), review(program, &changed)),
        None => format!("No target for {} of {}", figure.label(), review(program, &changed)),
    };
    changed.targets.extend(value.map(|value| ReviewTarget { figure, value }));
    changed.targets.sort_by_key(|target| ReviewFigure::ALL.iter().position(|one| *one == target.figure));
    let mut draft = Draft::over(program);
    draft.put(changed);
    Ok(draft.finish(label))
}
