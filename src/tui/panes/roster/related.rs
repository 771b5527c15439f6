//! What else the program knows of a partner: contacts, tasks and reviews, looked up when somebody looks.

use std::sync::Arc;

use jiff::civil::Date;

use crate::analysis::derived::Derived;
use crate::program::contact::Contact;
use crate::program::deal::{Deal, DealStage};
use crate::program::id::Id;
use crate::program::partner::Partner;
use crate::program::qbr::{ActionItem, Qbr, QbrState};
use crate::program::task::Task;

/// The records that name one partner.
#[derive(Debug)]
pub(super) struct Records<'a> {
    /// People, those still there first.
    pub(super) contacts: Vec<&'a Arc<Contact>>,
    /// Open tasks of the partner, of its plans and of its campaigns, the earliest first.
    pub(super) tasks: Vec<&'a Arc<Task>>,
    /// Open action items, the earliest first, those without a date last.
    pub(super) actions: Vec<&'a Arc<ActionItem>>,
    /// Reviews that are scheduled, the earliest first.
    pub(super) reviews: Vec<&'a Arc<Qbr>>,
}

/// The day by which deals are ordered: closed, expected or created.
pub(super) fn day_of(deal: &Deal) -> Option<Date> {
    deal.closed_on.or(deal.expected_close).or(deal.created_on)
}

impl<'a> Records<'a> {
    /// The records of a partner.
    pub(super) fn of(derived: &'a Derived, partner: &Id<Partner>) -> Self {
        let mut contacts: Vec<_> = derived.contacts_of(partner).iter().collect();
        contacts.sort_by_key(|contact| (!contact.active, contact.role));
        let mut tasks = derived.tasks_of(partner);
        tasks.retain(|task| task.done_on.is_none());
        tasks.sort_by_key(|task| task.due);
        let mut actions: Vec<_> = derived.actions_of(partner).iter().filter(|item| item.done_on.is_none()).collect();
        actions.sort_by_key(|item| (item.due.is_none(), item.due));
        let scheduled = |review: &&Arc<Qbr>| review.state == QbrState::Scheduled;
        let mut reviews: Vec<_> = derived.reviews_of(partner).iter().filter(scheduled).collect();
        reviews.sort_by_key(|review| review.scheduled_for);
        Self { contacts, tasks, actions, reviews }
    }
}

/// True while a deal is neither won nor lost.
pub(super) fn is_open(deal: &Deal) -> bool {
    !matches!(deal.stage, DealStage::Won | DealStage::Lost)
}
