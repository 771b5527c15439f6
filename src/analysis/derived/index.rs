//! Records by the record they belong to, so that one partner is derived without looking at all of them.

use std::sync::Arc;

use hashbrown::HashMap;

use crate::program::affiliate::AffiliateMonth;
use crate::program::campaign::{AudienceList, Campaign};
use crate::program::compensation::Payment;
use crate::program::contact::Contact;
use crate::program::deal::{Account, Deal, DealRegistration, DealTouch, RevenueRecord};
use crate::program::enablement::TrainingRecord;
use crate::program::event::{EventActual, Lead};
use crate::program::fund::MdfRequest;
use crate::program::id::Id;
use crate::program::partner::Partner;
use crate::program::qbr::{ActionItem, Qbr};
use crate::program::relationship::{Escalation, Feedback, InterventionPlan, NpsResponse, PromisedItem, Touch};
use crate::program::scoring::{CommitmentCheck, Evaluation, Pilot, RedFlag, Scorecard};
use crate::program::table::{Keyed, Table};
use crate::program::task::{Plan, Task};
use crate::program::{AnyRecord, Program, agreement::Agreement};

/// Records of one kind by another record they name, each list in the order of the identifiers.
#[derive(Debug)]
pub(super) struct ByKey<K, T>(HashMap<Id<K>, Vec<Arc<T>>>);

impl<K, T: Keyed> ByKey<K, T> {
    fn build(table: &Table<T>, keys: impl Fn(&T, &mut dyn FnMut(&Id<K>))) -> Self {
        let mut lists: HashMap<Id<K>, Vec<Arc<T>>> = HashMap::new();
        for record in table.iter_shared() {
            keys(record, &mut |key| {
                // the records come in the order of their identifiers, so the end is their place
                match lists.get_mut(key) {
                    Some(list) if list.last().is_some_and(|last| Arc::ptr_eq(last, record)) => {}
                    Some(list) => list.push(Arc::clone(record)),
                    None => {
                        lists.insert(key.clone(), vec![Arc::clone(record)]);
                    }
                }
            });
        }
        Self(lists)
    }

    /// The records of a key.
    pub(super) fn of(&self, key: &Id<K>) -> &[Arc<T>] {
        self.0.get(key).map_or(&[], Vec::as_slice)
    }

    fn remove(&mut self, key: &Id<K>, id: &Id<T>) {
        if let Some(list) = self.0.get_mut(key) {
            list.retain(|record| record.id() != id);
            if list.is_empty() {
                self.0.remove(key);
            }
        }
    }

    fn insert(&mut self, key: &Id<K>, record: &Arc<T>) {
        let list = self.0.entry(key.clone()).or_default();
        match list.binary_search_by(|other| other.id().cmp(record.id())) {
            Ok(place) => list[place] = Arc::clone(record),
            Err(place) => list.insert(place, Arc::clone(record)),
        }
    }
}

macro_rules! index {
    ($($(#[$doc:meta])* $field:ident: $table:ident $kind:ident by $key:ident |$record:ident, $add:ident| $keys:expr;)+) => {
        /// Every list that deriving needs.
        #[derive(Debug)]
        pub(super) struct Index {
            $($(#[$doc])* pub(super) $field: ByKey<$key, $kind>,)+
        }

        impl Index {
            /// The lists of a program.
            pub(super) fn build(program: &Program) -> Self {
                $(let mut $field = None;)+
                rayon::scope(|scope| {
                    $(scope.spawn(|_| {
                        $field = Some(ByKey::build(&program.$table, |$record: &$kind, $add: &mut dyn FnMut(&Id<$key>)| $keys));
                    });)+
                });
                Self { $($field: $field.unwrap_or_else(|| ByKey(HashMap::new())),)+ }
            }

            /// Follows the change of one record.
            pub(super) fn replace(&mut self, before: Option<&AnyRecord>, after: Option<&AnyRecord>) {
                $(
                    if let Some(AnyRecord::$kind(record)) = before {
                        let $record: &$kind = record;
                        let $add = &mut |key: &Id<$key>| self.$field.remove(key, record.id());
                        $keys
                    }
                    if let Some(AnyRecord::$kind(record)) = after {
                        let $record: &$kind = record;
                        let $add = &mut |key: &Id<$key>| self.$field.insert(key, record);
                        $keys
                    }
                )+
            }
        }
    };
}

index! {
    contacts: contacts Contact by Partner |record, add| add(&record.partner);
    training: training TrainingRecord by Contact |record, add| add(&record.contact);
    scorecards: scorecards Scorecard by Partner |record, add| add(&record.partner);
    evaluations: evaluations Evaluation by Partner |record, add| add(&record.partner);
    agreements: agreements Agreement by Partner |record, add| add(&record.partner);
    nps_responses: nps_responses NpsResponse by Partner |record, add| add(&record.partner);
    qbrs: qbrs Qbr by Partner |record, add| add(&record.partner);
    actions: actions ActionItem by Partner |record, add| add(&record.partner);
    promises: promises PromisedItem by Partner |record, add| add(&record.partner);
    touches: touches Touch by Partner |record, add| add(&record.partner);
    red_flags: red_flags RedFlag by Partner |record, add| add(&record.partner);
    pilots: pilots Pilot by Partner |record, add| add(&record.partner);
    commitments: commitments CommitmentCheck by Partner |record, add| add(&record.partner);
    feedback: feedback Feedback by Partner |record, add| record.partner.iter().for_each(add);
    escalations: escalations Escalation by Partner |record, add| add(&record.partner);
    interventions: interventions InterventionPlan by Partner |record, add| add(&record.partner);
    payments: payments Payment by Partner |record, add| add(&record.partner);
    mdf_requests: mdf_requests MdfRequest by Partner |record, add| add(&record.partner);
    affiliate_months: affiliate_months AffiliateMonth by Partner |record, add| add(&record.partner);
    revenue: revenue RevenueRecord by Partner |record, add| add(&record.partner);
    registrations: registrations DealRegistration by Partner |record, add| add(&record.partner);
    registrations_of_deal: registrations DealRegistration by Deal |record, add| record.deal.iter().for_each(add);
    deals_of_account: deals Deal by Account |record, add| record.account.iter().for_each(add);
    touches_of_deal: deal_touches DealTouch by Deal |record, add| add(&record.deal);
    campaigns: campaigns Campaign by Partner |record, add| record.partners.iter().for_each(add);
    campaigns_of_list: campaigns Campaign by AudienceList |record, add| record.lists.iter().for_each(add);
    actuals: event_actuals EventActual by Campaign |record, add| add(&record.campaign);
    plans: plans Plan by Partner |record, add| record.partner.iter().for_each(add);
    leads_of_campaign: leads Lead by Campaign |record, add| add(&record.campaign);
    tasks: tasks Task by Partner |record, add| record.partner.iter().for_each(add);
    tasks_of_campaign: tasks Task by Campaign |record, add| record.campaign.iter().for_each(add);
    tasks_of_plan: tasks Task by Plan |record, add| record.plan.iter().for_each(add);
}
