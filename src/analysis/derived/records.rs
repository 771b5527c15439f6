//! The records that name a partner, looked up in the lists that deriving keeps.

use std::sync::Arc;

use super::state::Derived;
use crate::analysis::operations::pilot::{PilotGate, PilotRules};
use crate::program::affiliate::AffiliateMonth;
use crate::program::agreement::Agreement;
use crate::program::campaign::Campaign;
use crate::program::compensation::Payment;
use crate::program::contact::Contact;
use crate::program::deal::{Account, Deal, DealRegistration, DealTouch, RevenueRecord};
use crate::program::enablement::TrainingRecord;
use crate::program::fund::MdfRequest;
use crate::program::id::Id;
use crate::program::partner::Partner;
use crate::program::qbr::{ActionItem, Qbr};
use crate::program::relationship::{Escalation, Feedback, InterventionPlan, NpsResponse, PromisedItem, Touch};
use crate::program::scoring::{CommitmentCheck, Evaluation, Pilot, RedFlag, Scorecard};
use crate::program::task::{Plan, Task};

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

macro_rules! of_partner {
    ($($(#[$doc:meta])* $method:ident: $list:ident $kind:ty,)+) => {
        impl Derived {
            $(
                $(#[$doc])*
                pub fn $method(&self, partner: &Id<Partner>) -> &[Arc<$kind>] {
                    self.context().index.$list.of(partner)
                }
            )+
        }
    };
}

of_partner! {
    /// What passed between us and a partner, in the order of their identifiers.
    partner_touches_of: touches Touch,
    /// The red flags on a partner, in the order of their identifiers.
    red_flags_of: red_flags RedFlag,
    /// The pilots with a partner, in the order of their identifiers.
    pilots_of: pilots Pilot,
    /// What was checked of a partner's commitment, in the order of their identifiers.
    commitments_of: commitments CommitmentCheck,
    /// What a partner said of the program, in the order of their identifiers.
    feedback_of: feedback Feedback,
    /// The NPS answers of a partner, in the order of their identifiers.
    nps_responses_of: nps_responses NpsResponse,
    /// The escalations of a partner, in the order of their identifiers.
    escalations_of: escalations Escalation,
    /// The intervention plans for a partner, in the order of their identifiers.
    interventions_of: interventions InterventionPlan,
    /// What was paid to a partner or is due, in the order of their identifiers.
    payments_of: payments Payment,
    /// What a partner asked of the funds, in the order of their identifiers.
    mdf_requests_of: mdf_requests MdfRequest,
    /// The months of an affiliate, in the order of their identifiers.
    affiliate_months_of: affiliate_months AffiliateMonth,
    /// The scorecards of a partner, in the order of their identifiers.
    scorecards_of: scorecards Scorecard,
    /// The evaluations of a partner, in the order of their identifiers.
    evaluations_of: evaluations Evaluation,
    /// The agreements with a partner, in the order of their identifiers.
    agreements_of: agreements Agreement,
    /// The plans for a partner, in the order of their identifiers.
    plans_of: plans Plan,
}

impl Derived {
    /// The training of a person, in the order of the identifiers.
    pub fn training_of(&self, contact: &Id<Contact>) -> &[Arc<TrainingRecord>] {
        self.context().index.training.of(contact)
    }

    /// The deals of an account, in the order of their identifiers.
    pub fn deals_of_account(&self, account: &Id<Account>) -> &[Arc<Deal>] {
        self.context().index.deals_of_account.of(account)
    }

    /// The tasks of a plan, in the order of the identifiers.
    pub fn tasks_of_plan(&self, plan: &Id<Plan>) -> &[Arc<Task>] {
        self.context().index.tasks_of_plan.of(plan)
    }

    /// What happened on a deal, in the order of the identifiers.
    pub fn touches_of_deal(&self, deal: &Id<Deal>) -> &[Arc<DealTouch>] {
        self.context().index.touches_of_deal.of(deal)
    }

    /// The gate of a pilot on the as-of date, by the leads of the partner's campaigns.
    pub fn pilot_gate(&self, pilot: &Pilot) -> PilotGate {
        let index = &self.context().index;
        let campaigns = index.campaigns.of(&pilot.partner).iter();
        let leads = campaigns.flat_map(|campaign| index.leads_of_campaign.of(&campaign.id));
        let leads: Vec<_> = leads.map(|lead| (lead.registered_at.date(), lead.qualified)).collect();
        let rules = PilotRules { days: self.policy().program.pilot_days, leads_required: pilot.leads_required.into() };
        PilotGate::of(pilot.start, &leads, self.as_of(), &rules)
    }

    /// The registrations of a deal, in the order of their identifiers.
    pub fn registrations_of_deal(&self, deal: &Id<Deal>) -> &[Arc<DealRegistration>] {
        self.context().index.registrations_of_deal.of(deal)
    }
}
