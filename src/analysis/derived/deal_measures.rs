//! What follows for one deal: its class, the partners on it, their credit, its forecast.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::context::Context;
use crate::analysis::attribution::{
    Classification, CriterionResult, DealClass, DealDates, PartnerClaim, PartnerPart, PartnerTouch, classify,
};
use crate::analysis::credit;
use crate::analysis::pipeline;
use crate::analysis::touches::{SplitTouch, split_amounts};
use crate::analysis::truth::Truth;
use crate::program::deal::{Deal, DealRegistration, DealStage, LeadSource, RegistrationState};
use crate::program::id::Id;
use crate::program::money::Money;
use crate::program::partner::Partner;

/// The part of one partner in a deal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DealPart {
    /// Who.
    pub partner: Id<Partner>,
    /// What the deal is to this partner.
    pub class: DealClass,
    /// Whether it influenced the deal for payment.
    pub influenced_pay: Truth,
    /// Every criterion of "sourced", in the order of [`crate::analysis::attribution::SourcedCriterion`].
    pub criteria: [CriterionResult; 5],
    /// Reporting credit of a won deal; nothing when the amount is unknown.
    pub credit: Option<Money>,
}

/// What follows for one deal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DealMeasures {
    /// The class.
    pub class: DealClass,
    /// Who sourced it.
    pub sourcing: Option<Id<Partner>>,
    /// Whether two partners met every criterion of "sourced" (REV-22).
    pub two_candidates: bool,
    /// The partners on it.
    pub parts: Box<[DealPart]>,
    /// Credit that no touch could get.
    pub unattributed: Option<Money>,
    /// Amount times the chance to win.
    pub weighted: Option<Money>,
    /// Days in its stage.
    pub days_in_stage: Option<i32>,
    /// Whether it is stuck; unknown without the start of its stage.
    pub stuck: Option<bool>,
}

impl DealMeasures {
    /// The part of a partner.
    pub fn part(&self, partner: &Id<Partner>) -> Option<&DealPart> {
        self.parts.iter().find(|part| part.partner == *partner)
    }

    /// The credit of all partners together; nothing when the amount is unknown.
    pub fn credited(&self) -> Option<Money> {
        self.parts.iter().map(|part| part.credit).sum::<Option<Money>>()
    }
}

/// A deal with what follows for it; shared by the list of deals and those of its partners.
#[derive(Debug)]
pub(super) struct DealEntry {
    pub(super) deal: Arc<Deal>,
    pub(super) measures: DealMeasures,
}

impl DealEntry {
    /// The day a won deal counts on.
    pub(super) fn won_on(&self) -> Option<Date> {
        self.deal.closed_on.filter(|_| self.deal.stage == DealStage::Won)
    }
}

/// Derives one deal.
pub(super) fn derive(context: &Context<'_>, deal: &Arc<Deal>) -> Arc<DealEntry> {
    let (classification, partners) = classification(context, deal);
    let (credits, unattributed) = credits(context, deal, &classification, &partners);
    let parts = classification.parts.iter().zip(&partners).zip(credits).map(|((part, &partner), credit)| DealPart {
        partner: partner.clone(),
        class: part.class,
        influenced_pay: part.influenced_pay,
        criteria: part.criteria,
        credit,
    });
    let policy = &context.rules.policy.pipeline;
    let as_of = context.periods.as_of;
    let open = is_open(deal);
    let measures = DealMeasures {
        class: classification.class,
        sourcing: classification.sourcing.and_then(|index| partners.get(index)).map(|&partner| partner.clone()),
        two_candidates: classification.two_candidates,
        parts: parts.collect(),
        unattributed,
        weighted: pipeline::weighted(deal.amount, policy.probability(deal.stage), context.rules.places),
        days_in_stage: pipeline::days_in_stage(deal.stage_since, as_of),
        stuck: pipeline::is_stuck(open, deal.stage_since, as_of, policy.stuck_days),
    };
    Arc::new(DealEntry { deal: Arc::clone(deal), measures })
}

fn is_open(deal: &Deal) -> bool {
    !matches!(deal.stage, DealStage::Won | DealStage::Lost)
}

/// The dates that decide, for a deal seen on `as_of`.
pub(super) fn deal_dates(deal: &Deal, as_of: Date) -> DealDates {
    DealDates {
        created_on: deal.created_on,
        first_contact_on: deal.first_contact_on,
        direct_engagement_on: deal.direct_engagement_on,
        touch_limit: deal.closed_on.filter(|_| !is_open(deal)).unwrap_or(as_of),
    }
}

/// The part in a lost deal: there is nothing to classify.
const NO_PART: PartnerPart = PartnerPart {
    sourced: Truth::No,
    class: DealClass::None,
    influenced_report: Truth::No,
    influenced_pay: Truth::No,
    last_touch_on: None,
    criteria: [CriterionResult::Off; 5],
};

fn classification<'a>(context: &Context<'a>, deal: &'a Deal) -> (Classification, Vec<&'a Id<Partner>>) {
    let touches = context.index.touches_of_deal.of(&deal.id);
    let registrations = context.index.registrations_of_deal.of(&deal.id);
    let mut partners: Vec<&Id<Partner>> = Vec::new();
    let named = deal.partner.iter().chain(deal.further_partners.iter().map(|further| &further.partner));
    let met = touches.iter().filter_map(|touch| touch.partner.as_ref());
    for partner in named.chain(met).chain(registrations.iter().map(|registration| &registration.partner)) {
        if !partners.contains(&partner) {
            partners.push(partner);
        }
    }
    if partners.is_empty() || deal.stage == DealStage::Lost {
        let parts = partners.iter().map(|_| NO_PART).collect();
        let none = Classification { class: DealClass::None, sourcing: None, two_candidates: false, parts };
        return (none, partners);
    }
    let claims: Vec<_> = partners.iter().map(|&partner| claim(context, deal, partner)).collect();
    let place = |partner: &Id<Partner>| partners.iter().position(|other| *other == partner);
    let touches: Vec<PartnerTouch> = touches
        .iter()
        .filter_map(|touch| {
            let partner = place(touch.partner.as_ref()?)?;
            Some(PartnerTouch { partner, on: touch.at.date(), kind: touch.kind, documented: true })
        })
        .collect();
    let dates = deal_dates(deal, context.periods.as_of);
    (classify(&dates, &claims, &touches, &context.rules.policy.attribution), partners)
}

/// What is known of a partner's part in a deal.
pub(super) fn claim<'a>(context: &Context<'_>, deal: &'a Deal, partner: &'a Id<Partner>) -> PartnerClaim<'a> {
    let leads = deal.partner.as_ref() == Some(partner);
    PartnerClaim {
        id: partner.as_str(),
        is_lead_source: deal.lead_source.map(|source| source == LeadSource::Partner && leads),
        registered_on: registered_on(context, deal, partner),
        primary_relationship: deal.primary_relationship.filter(|_| leads),
        would_not_close_without: match deal.would_not_close_without.as_slice() {
            [] => None,
            named => Some(named.contains(partner)),
        },
    }
}

/// The first approved registration of a partner for a deal, or for its account where it names no deal, and its date.
pub(super) fn registration_of<'a>(
    context: &Context<'a>,
    deal: &Deal,
    partner: &Id<Partner>,
) -> Option<(Date, &'a Arc<DealRegistration>)> {
    let approved = |registration: &DealRegistration| {
        let stands = matches!(
            registration.state,
            RegistrationState::Approved | RegistrationState::Converted | RegistrationState::Expired
        );
        registration.approved_on.filter(|_| stands)
    };
    let concerns = |registration: &DealRegistration| match (&registration.deal, &registration.account) {
        (Some(named), _) => *named == deal.id,
        (None, Some(account)) => deal.account.as_ref() == Some(account),
        (None, None) => false,
    };
    let registrations = context.index.registrations.of(partner);
    let found = registrations.iter().filter(|registration| concerns(registration));
    found.filter_map(|found| Some((approved(found)?, found))).min_by_key(|(on, _)| *on)
}

/// The date of that registration.
pub(super) fn registered_on(context: &Context<'_>, deal: &Deal, partner: &Id<Partner>) -> Option<Date> {
    registration_of(context, deal, partner).map(|(on, _)| on)
}

/// The credit of each partner of a won deal, and what no touch could get.
fn credits(
    context: &Context<'_>,
    deal: &Deal,
    found: &Classification,
    partners: &[&Id<Partner>],
) -> (Vec<Option<Money>>, Option<Money>) {
    let nothing = Money::from_cents(0);
    let mut credits = vec![deal.amount.map(|_| nothing); partners.len()];
    let (Some(amount), Some(closed_on), DealStage::Won) = (deal.amount, deal.closed_on, deal.stage) else {
        return (credits, deal.amount.map(|_| nothing));
    };
    match (found.class, found.sourcing) {
        (DealClass::Sourced, Some(sourcing)) => credits[sourcing] = Some(amount),
        (DealClass::Influenced, _) => return share_pool(context, deal, amount, closed_on, partners),
        _ => {}
    }
    (credits, Some(nothing))
}

/// The touches of a deal as their split takes them, in the order of their identifiers.
pub(super) fn split_touches_of(context: &Context<'_>, deal: &Deal) -> Vec<SplitTouch> {
    let touches = context.index.touches_of_deal.of(&deal.id).iter();
    let of_split = touches.map(|touch| SplitTouch {
        on: touch.at.date(),
        at: touch.at.moment(),
        sequence: touch.sequence.into(),
        kind: touch.kind,
        direct: touch.partner.is_none(),
    });
    of_split.collect()
}

fn share_pool(
    context: &Context<'_>,
    deal: &Deal,
    amount: Money,
    closed_on: Date,
    partners: &[&Id<Partner>],
) -> (Vec<Option<Money>>, Option<Money>) {
    let policy = &context.rules.policy;
    let places = context.rules.places;
    let pool = credit::pool(amount, &policy.credit, places);
    let records = context.index.touches_of_deal.of(&deal.id);
    let touches = split_touches_of(context, deal);
    let mut shares = vec![Money::from_cents(0); partners.len()];
    let Some(parts) = split_amounts(pool, policy.touch_model, closed_on, &touches, &policy.touches, places) else {
        return (shares.into_iter().map(Some).collect(), Some(pool));
    };
    for (touch, part) in parts {
        let partner = records.get(touch).and_then(|touch| touch.partner.as_ref());
        if let Some(place) = partners.iter().position(|&other| Some(other) == partner) {
            shares[place] = shares[place].plus(part);
        }
    }
    (shares.into_iter().map(Some).collect(), Some(Money::from_cents(0)))
}

/// The deals of each partner, in the order of the deals' identifiers.
#[derive(Debug, Default)]
pub(super) struct DealsByPartner(HashMap<Id<Partner>, Vec<Arc<DealEntry>>>);

impl DealsByPartner {
    /// The deals a partner has a part in.
    pub(super) fn of(&self, partner: &Id<Partner>) -> &[Arc<DealEntry>] {
        self.0.get(partner).map_or(&[], Vec::as_slice)
    }

    /// Adds a deal to the lists of its partners.
    pub(super) fn add(&mut self, entry: &Arc<DealEntry>) {
        for part in &entry.measures.parts {
            let list = self.0.entry(part.partner.clone()).or_default();
            match list.last() {
                Some(last) if last.deal.id >= entry.deal.id => {
                    let place = list.partition_point(|other| other.deal.id < entry.deal.id);
                    list.insert(place, Arc::clone(entry));
                }
                _ => list.push(Arc::clone(entry)),
            }
        }
    }

    /// Takes a deal out of the lists of its partners.
    pub(super) fn remove(&mut self, entry: &DealEntry) {
        for part in &entry.measures.parts {
            if let Some(list) = self.0.get_mut(&part.partner) {
                list.retain(|other| other.deal.id != entry.deal.id);
                if list.is_empty() {
                    self.0.remove(&part.partner);
                }
            }
        }
    }
}
