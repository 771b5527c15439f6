//! What is due: reviews, tasks, action items and promises that are still open, by date.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;

use super::context::Context;
use crate::program::qbr::{ActionItem, Qbr, QbrState};
use crate::program::relationship::PromisedItem;
use crate::program::table::Keyed;
use crate::program::task::Task;
use crate::program::{AnyRecord, Kind, Program, id::Id, partner::Partner};

/// Something open with a date, in the order of the dates.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DueItem {
    /// The date.
    pub date: Date,
    /// What kind of record.
    pub kind: Kind,
    /// Which.
    pub id: Arc<str>,
}

fn of_qbr(qbr: &Qbr) -> Option<DueItem> {
    let open = qbr.state == QbrState::Scheduled;
    open.then(|| DueItem { date: qbr.scheduled_for, kind: Kind::Qbr, id: qbr.id().shared() })
}

/// A task that carries out an action item is due as that item, not twice.
fn of_task(task: &Task) -> Option<DueItem> {
    (task.done_on.is_none() && task.action.is_none()).then(|| DueItem {
        date: task.due,
        kind: Kind::Task,
        id: task.id().shared(),
    })
}

fn of_action(action: &ActionItem) -> Option<DueItem> {
    let date = action.due.filter(|_| action.done_on.is_none())?;
    Some(DueItem { date, kind: Kind::ActionItem, id: action.id().shared() })
}

fn of_promise(promise: &PromisedItem) -> Option<DueItem> {
    let date = promise.due.filter(|_| promise.done_on.is_none())?;
    Some(DueItem { date, kind: Kind::PromisedItem, id: promise.id().shared() })
}

/// What of a record is due.
pub(super) fn of_record(record: &AnyRecord) -> Option<DueItem> {
    match record {
        AnyRecord::Qbr(qbr) => of_qbr(qbr),
        AnyRecord::Task(task) => of_task(task),
        AnyRecord::ActionItem(action) => of_action(action),
        AnyRecord::PromisedItem(promise) => of_promise(promise),
        _ => None,
    }
}

/// Every open item of a program.
pub(super) fn all(program: &Program) -> BTreeSet<DueItem> {
    let qbrs = program.qbrs.iter().filter_map(of_qbr);
    let tasks = program.tasks.iter().filter_map(of_task);
    let actions = program.actions.iter().filter_map(of_action);
    let promises = program.promises.iter().filter_map(of_promise);
    qbrs.chain(tasks).chain(actions).chain(promises).collect()
}

/// Follows the change of one record.
pub(super) fn replace(items: &mut BTreeSet<DueItem>, before: Option<&AnyRecord>, after: Option<&AnyRecord>) {
    if let Some(item) = before.and_then(of_record) {
        items.remove(&item);
    }
    items.extend(after.and_then(of_record));
}

/// The earliest open item of a partner: its own, those of its plans and those of its campaigns.
pub(super) fn next_of(context: &Context<'_>, partner: &Id<Partner>) -> Option<DueItem> {
    let index = context.index;
    let of_plans = index.plans.of(partner).iter().flat_map(|plan| index.tasks_of_plan.of(&plan.id));
    let of_campaigns = index.campaigns.of(partner).iter().flat_map(|campaign| index.tasks_of_campaign.of(&campaign.id));
    let tasks = index.tasks.of(partner).iter().chain(of_plans).chain(of_campaigns);
    let items = tasks.filter_map(|task| of_task(task));
    let items = items.chain(index.qbrs.of(partner).iter().filter_map(|qbr| of_qbr(qbr)));
    let items = items.chain(index.actions.of(partner).iter().filter_map(|action| of_action(action)));
    items.chain(index.promises.of(partner).iter().filter_map(|promise| of_promise(promise))).min()
}
