//! What a program tells every partner of money: nothing else gets into a document that partners may have.

use crate::analysis::attribution::AttributionRules;
use crate::analysis::credit::CreditRules;
use crate::analysis::derived::Derived;
use crate::analysis::policy::{AffiliatePolicy, ClawbackPolicy, CommissionPolicy, MdfPolicy, RebatePolicy};
use crate::analysis::registration::RegistrationRules;
use crate::program::Program;
use crate::program::currency::Currency;
use crate::program::money::Money;
use crate::program::rate::Percent;

/// The rates of a tier.
#[derive(Debug, Clone)]
pub(super) struct TierTerms {
    pub name: String,
    pub commission: Option<Percent>,
    pub margin: Option<Percent>,
    pub mdf_annual: Option<Money>,
    pub mdf_quarter_cap: Option<Money>,
}

/// The terms in force.
#[derive(Debug, Clone)]
pub(super) struct Terms {
    pub program: String,
    pub currency: Currency,
    pub tiers: Vec<TierTerms>,
    pub commission: CommissionPolicy,
    pub rebate: RebatePolicy,
    pub clawback: ClawbackPolicy,
    pub mdf: MdfPolicy,
    pub registration: RegistrationRules,
    pub affiliate: AffiliatePolicy,
    pub attribution: AttributionRules,
    pub credit: CreditRules,
}

impl Terms {
    pub(super) fn of(program: &Program, derived: &Derived) -> Self {
        let policy = derived.policy();
        let steps = derived.ladders().all().iter().flat_map(|ladder| &ladder.tiers);
        let tiers = steps.filter_map(|step| program.tiers.get(&step.id));
        Self {
            program: program.profile.name.clone(),
            currency: program.profile.currency,
            tiers: tiers
                .map(|tier| TierTerms {
                    name: tier.name.clone(),
                    commission: tier.commission,
                    margin: tier.margin,
                    mdf_annual: tier.mdf_annual,
                    mdf_quarter_cap: tier.mdf_quarter_cap,
                })
                .collect(),
            commission: policy.commission.clone(),
            rebate: policy.rebate.clone(),
            clawback: policy.clawback.clone(),
            mdf: policy.mdf.clone(),
            registration: policy.registration,
            affiliate: policy.affiliate.clone(),
            attribution: policy.attribution,
            credit: policy.credit,
        }
    }

    pub(super) fn places(&self) -> u32 {
        self.currency.places()
    }

    pub(super) fn money(&self, amount: Money) -> String {
        self.currency.told(amount)
    }
}
