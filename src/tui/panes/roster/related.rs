//! What else the program knows of each partner: contacts, tasks and reviews, found once per revision.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use jiff::civil::Date;

use crate::program::Program;
use crate::program::contact::Contact;
use crate::program::deal::{Deal, DealStage};
use crate::program::id::Id;
use crate::program::partner::Partner;
use crate::program::qbr::{ActionItem, Qbr, QbrState};
use crate::program::task::Task;

/// The records that name one partner.
#[derive(Debug, Clone, Default)]
pub(super) struct Records {
    /// People, those still there first.
    pub(super) contacts: Vec<Arc<Contact>>,
    /// Open tasks of the partner, of its plans and of its campaigns, the earliest first.
    pub(super) tasks: Vec<Arc<Task>>,
    /// Open action items, the earliest first, those without a date last.
    pub(super) actions: Vec<Arc<ActionItem>>,
    /// Reviews that are scheduled, the earliest first.
    pub(super) reviews: Vec<Arc<Qbr>>,
}

/// The records of every partner.
#[derive(Debug, Default)]
pub(super) struct Related {
    by_partner: HashMap<Id<Partner>, Records>,
    none: Records,
}

/// The day by which deals are ordered: closed, expected or created.
pub(super) fn day_of(deal: &Deal) -> Option<Date> {
    deal.closed_on.or(deal.expected_close).or(deal.created_on)
}

impl Related {
    /// Goes through the program once.
    pub(super) fn of(program: &Program) -> Self {
        let mut all: HashMap<Id<Partner>, Records> = HashMap::new();
        for contact in program.contacts.iter_shared() {
            all.entry(contact.partner.clone()).or_default().contacts.push(Arc::clone(contact));
        }
        for task in program.tasks.iter_shared().filter(|task| task.done_on.is_none()) {
            for partner in partners_of(program, task) {
                all.entry(partner.clone()).or_default().tasks.push(Arc::clone(task));
            }
        }
        for action in program.actions.iter_shared().filter(|action| action.done_on.is_none()) {
            all.entry(action.partner.clone()).or_default().actions.push(Arc::clone(action));
        }
        for review in program.qbrs.iter_shared().filter(|review| review.state == QbrState::Scheduled) {
            all.entry(review.partner.clone()).or_default().reviews.push(Arc::clone(review));
        }
        for records in all.values_mut() {
            records.contacts.sort_by_key(|contact| (!contact.active, contact.role));
            records.tasks.sort_by_key(|task| task.due);
            records.actions.sort_by_key(|action| (action.due.is_none(), action.due));
            records.reviews.sort_by_key(|review| review.scheduled_for);
        }
        Self { by_partner: all, none: Records::default() }
    }

    /// The records of a partner.
    pub(super) fn get(&self, partner: &Id<Partner>) -> &Records {
        self.by_partner.get(partner).unwrap_or(&self.none)
    }
}

/// The partners that a task concerns, each once.
fn partners_of<'a>(program: &'a Program, task: &'a Task) -> BTreeSet<&'a Id<Partner>> {
    let plan = task.plan.as_ref().and_then(|plan| program.plans.get(plan)).and_then(|plan| plan.partner.as_ref());
    let campaign = task.campaign.as_ref().and_then(|campaign| program.campaigns.get(campaign));
    let all = task.partner.iter().chain(plan);
    all.chain(campaign.iter().flat_map(|campaign| &campaign.partners)).collect()
}

/// True while a deal is neither won nor lost.
pub(super) fn is_open(deal: &Deal) -> bool {
    !matches!(deal.stage, DealStage::Won | DealStage::Lost)
}
