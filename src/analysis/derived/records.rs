//! The records that name a partner, looked up in the lists that deriving keeps.

use std::sync::Arc;

use super::state::Derived;
use crate::program::campaign::Campaign;
use crate::program::contact::Contact;
use crate::program::deal::{DealRegistration, RevenueRecord};
use crate::program::id::Id;
use crate::program::partner::Partner;
use crate::program::qbr::{ActionItem, Qbr};
use crate::program::relationship::PromisedItem;
use crate::program::task::Task;

impl Derived {
    /// The people of a partner, in the order of their identifiers.
    pub fn contacts_of(&self, partner: &Id<Partner>) -> &[Arc<Contact>] {
        self.context().index.contacts.of(partner)
    }

    /// The tasks that name a partner, in the order of their identifiers.
    pub fn own_tasks_of(&self, partner: &Id<Partner>) -> &[Arc<Task>] {
        self.context().index.tasks.of(partner)
    }

    /// The tasks of a partner, of its plans and of its campaigns, each once, in the order of their identifiers.
    pub fn tasks_of(&self, partner: &Id<Partner>) -> Vec<&Arc<Task>> {
        let index = self.context().index;
        let of_plans = index.plans.of(partner).iter().flat_map(|plan| index.tasks_of_plan.of(&plan.id));
        let campaigns = index.campaigns.of(partner).iter();
        let of_campaigns = campaigns.flat_map(|campaign| index.tasks_of_campaign.of(&campaign.id));
        let mut tasks: Vec<&Arc<Task>> = index.tasks.of(partner).iter().chain(of_plans).chain(of_campaigns).collect();
        tasks.sort_by(|a, b| a.id.cmp(&b.id));
        tasks.dedup_by(|a, b| a.id == b.id);
        tasks
    }

    /// The action items of a partner, in the order of their identifiers.
    pub fn actions_of(&self, partner: &Id<Partner>) -> &[Arc<ActionItem>] {
        self.context().index.actions.of(partner)
    }

    /// The reviews with a partner, in the order of their identifiers.
    pub fn reviews_of(&self, partner: &Id<Partner>) -> &[Arc<Qbr>] {
        self.context().index.qbrs.of(partner)
    }

    /// The registrations of a partner, in the order of their identifiers.
    pub fn registrations_of(&self, partner: &Id<Partner>) -> &[Arc<DealRegistration>] {
        self.context().index.registrations.of(partner)
    }

    /// The quarterly revenue records of a partner, in the order of their identifiers.
    pub fn revenue_of(&self, partner: &Id<Partner>) -> &[Arc<RevenueRecord>] {
        self.context().index.revenue.of(partner)
    }

    /// What is promised to or by a partner, in the order of the identifiers.
    pub fn promises_of(&self, partner: &Id<Partner>) -> &[Arc<PromisedItem>] {
        self.context().index.promises.of(partner)
    }

    /// The campaigns with a partner, in the order of their identifiers.
    pub fn campaigns_of(&self, partner: &Id<Partner>) -> &[Arc<Campaign>] {
        self.context().index.campaigns.of(partner)
    }
}
