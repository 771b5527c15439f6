//! What proves the class of a deal: each criterion with what it looked at, and the record that says so.

use std::sync::Arc;

use super::deal_measures::{claim, deal_dates, registration_of};
use super::state::Derived;
use crate::analysis::attribution::{CriterionResult, DealClass, PartnerTouch, SourcedCriterion, evidence, is_eligible};
use crate::program::Kind;
use crate::program::choice::Choice;
use crate::program::deal::{Deal, DealRegistration, DealTouch};
use crate::program::id::Id;
use crate::program::money::Money;
use crate::program::partner::Partner;

/// One criterion of "sourced" for one partner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CriterionEvidence {
    /// Which.
    pub criterion: SourcedCriterion,
    /// How it came out.
    pub result: CriterionResult,
    /// What it looked at, a date or a word.
    pub observed: Option<String>,
    /// What that was compared with.
    pub limit: Option<String>,
    /// The record that says so: a registration, otherwise the deal itself.
    pub record: (Kind, Arc<str>),
}

/// The part of one partner in a deal, with what proves it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartEvidence {
    /// Who.
    pub partner: Id<Partner>,
    /// What the deal is to this partner.
    pub class: DealClass,
    /// Its reporting credit; nothing when the amount is unknown.
    pub credit: Option<Money>,
    /// The five criteria.
    pub criteria: Vec<CriterionEvidence>,
    /// Its touches that count for influence, in the order of their identifiers.
    pub touches: Vec<Arc<DealTouch>>,
}

impl CriterionEvidence {
    /// What was compared with what, such as `2026-03-01 against 2026-03-09`; empty where neither is recorded.
    pub fn comparison(&self) -> String {
        let or_none = |text: &Option<String>| text.clone().unwrap_or_else(|| "none recorded".to_owned());
        match (&self.observed, &self.limit) {
            (None, None) => String::new(),
            (observed, limit) => format!("{} against {}", or_none(observed), or_none(limit)),
        }
    }
}

impl Derived {
    /// What proves the class of a deal, partner by partner; nothing for an unknown deal.
    pub fn evidence(&self, deal: &Id<Deal>) -> Vec<PartEvidence> {
        let context = self.context();
        let (Some(deal), Some(measures)) = (context.program.deals.get(deal), self.deal(deal)) else {
            return Vec::new();
        };
        let dates = deal_dates(deal, self.as_of());
        let rules = &self.policy().attribution;
        let source = deal.lead_source.map(Choice::label);
        let part = |part: &super::DealPart| {
            let claim = claim(&context, deal, &part.partner);
            let registration = registration_of(&context, deal, &part.partner).map(|(_, found)| found.id.shared());
            let criterion = |(&criterion, result): (&SourcedCriterion, CriterionResult)| {
                let (observed, limit) = evidence(criterion, &dates, &claim, source, rules);
                let by_registration = matches!(
                    criterion,
                    SourcedCriterion::RegisteredBeforeOpportunity | SourcedCriterion::RegisteredInTime
                );
                let of_deal = || (Kind::Deal, deal.id.shared());
                let of_registration = registration.clone().filter(|_| by_registration);
                let record = of_registration.map_or_else(of_deal, |id| (Kind::DealRegistration, id));
                CriterionEvidence { criterion, result, observed, limit, record }
            };
            let counts = |touch: &&Arc<DealTouch>| {
                let seen = PartnerTouch { partner: 0, on: touch.at.date(), kind: touch.kind, documented: true };
                touch.partner.as_ref() == Some(&part.partner) && is_eligible(&seen, dates.touch_limit)
            };
            PartEvidence {
                partner: part.partner.clone(),
                class: part.class,
                credit: part.credit,
                criteria: SourcedCriterion::ALL.iter().zip(part.criteria).map(criterion).collect(),
                touches: self.touches_of(&deal.id).iter().filter(counts).cloned().collect(),
            }
        };
        measures.parts.iter().map(part).collect()
    }

    /// The touches of a deal, in the order of their identifiers.
    pub fn touches_of(&self, deal: &Id<Deal>) -> &[Arc<DealTouch>] {
        self.context().index.touches_of_deal.of(deal)
    }

    /// The approved registration of a partner that a deal is judged by.
    pub fn registration_of(&self, deal: &Deal, partner: &Id<Partner>) -> Option<&DealRegistration> {
        let context = self.context();
        registration_of(&context, deal, partner).map(|(_, found)| &**found)
    }
}
