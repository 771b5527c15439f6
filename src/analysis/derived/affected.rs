//! Which partners, deals and campaigns must be derived again when a record changes.

use std::collections::BTreeSet;

use super::index::Index;
use crate::program::campaign::Campaign;
use crate::program::deal::Deal;
use crate::program::id::Id;
use crate::program::partner::Partner;
use crate::program::record::{Reference, Visit};
use crate::program::task::Task;
use crate::program::{AnyRecord, Kind, Program};

/// What must be derived again.
#[derive(Debug, Default)]
pub(super) struct Affected {
    pub(super) partners: BTreeSet<Id<Partner>>,
    pub(super) deals: BTreeSet<Id<Deal>>,
    pub(super) campaigns: BTreeSet<Id<Campaign>>,
}

/// Whether a change of such a record changes the rules themselves.
pub(super) fn changes_the_rules(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Profile | Kind::Settings | Kind::Tier | Kind::TierTrack | Kind::PointScheme | Kind::TypeProfile
    )
}

impl Affected {
    /// Adds what depends on a record, seen in the program and the lists of one revision.
    pub(super) fn by(&mut self, record: &AnyRecord, program: &Program, index: &Index) {
        match record {
            AnyRecord::Partner(record) => self.partner(&record.id),
            AnyRecord::Contact(record) => self.partner(&record.partner),
            AnyRecord::TrainingRecord(record) => {
                if let Some(contact) = program.contacts.get(&record.contact) {
                    self.partner(&contact.partner);
                }
            }
            AnyRecord::Scorecard(record) => self.partner(&record.partner),
            AnyRecord::Evaluation(record) => self.partner(&record.partner),
            AnyRecord::Agreement(record) => self.partner(&record.partner),
            AnyRecord::NpsResponse(record) => self.partner(&record.partner),
            AnyRecord::Qbr(record) => self.partner(&record.partner),
            AnyRecord::ActionItem(record) => self.partner(&record.partner),
            AnyRecord::PromisedItem(record) => self.partner(&record.partner),
            AnyRecord::RevenueRecord(record) => self.partner(&record.partner),
            AnyRecord::Plan(record) => record.partner.iter().for_each(|id| self.partner(id)),
            AnyRecord::Task(record) => self.by_task(record, program),
            AnyRecord::Deal(record) => {
                self.deals.insert(record.id.clone());
                for registration in index.registrations_of_deal.of(&record.id) {
                    self.partner(&registration.partner);
                }
            }
            AnyRecord::DealTouch(record) => {
                self.deals.insert(record.deal.clone());
            }
            AnyRecord::DealRegistration(record) => {
                self.partner(&record.partner);
                self.deals.extend(record.deal.clone());
                let account = record.account.iter().flat_map(|account| index.deals_of_account.of(account));
                self.deals.extend(account.map(|deal| deal.id.clone()));
            }
            AnyRecord::Campaign(record) => self.by_campaign(record),
            AnyRecord::Lead(record) => {
                if let Some(campaign) = program.campaigns.get(&record.campaign) {
                    campaign.partners.iter().for_each(|id| self.partner(id));
                }
            }
            AnyRecord::EventActual(record) => {
                self.campaigns.insert(record.campaign.clone());
            }
            AnyRecord::AudienceList(record) => {
                let campaigns = index.campaigns_of_list.of(&record.id);
                self.campaigns.extend(campaigns.iter().map(|campaign| campaign.id.clone()));
            }
            // what names a partner or a deal in passing is read by the advisor with them
            other => {
                let mut visit = |reference: Reference<'_>| match reference.kind {
                    Kind::Partner => self.partners.extend(reference.id.parse().ok()),
                    Kind::Deal => self.deals.extend(reference.id.parse().ok()),
                    _ => {}
                };
                other.references(&mut Visit::new(&mut visit));
            }
        }
    }

    fn partner(&mut self, id: &Id<Partner>) {
        self.partners.insert(id.clone());
    }

    fn by_task(&mut self, task: &Task, program: &Program) {
        task.partner.iter().for_each(|id| self.partner(id));
        let plan = task.plan.as_ref().and_then(|plan| program.plans.get(plan));
        plan.and_then(|plan| plan.partner.as_ref()).into_iter().for_each(|id| self.partner(id));
        if let Some(campaign) = task.campaign.as_ref().and_then(|campaign| program.campaigns.get(campaign)) {
            self.by_campaign(campaign);
        }
    }

    fn by_campaign(&mut self, campaign: &Campaign) {
        self.campaigns.insert(campaign.id.clone());
        campaign.partners.iter().for_each(|id| self.partner(id));
    }
}
