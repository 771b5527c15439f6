//! What follows for the whole program: shares, rates, and how many partners stand where.

use std::collections::{BTreeMap, BTreeSet};

use super::context::Context;
use super::deal_measures::DealEntry;
use super::due::DueItem;
use super::partner_measures::PartnerMeasures;
use super::revenue::Sum;
use crate::analysis::attribution::DealClass;
use crate::analysis::exact::{Exact, of_money, ratio};
use crate::analysis::health::HealthBand;
use crate::analysis::matrix::Quadrant;
use crate::analysis::partner_kpis::{CountRate, Nps, qbr_completion};
use crate::analysis::policy::{ActivatedDefinition, ActiveDefinition};
use crate::analysis::truth::Truth;
use crate::program::deal::DealStage;
use crate::program::id::Id;
use crate::program::money::Money;
use crate::program::partner::{LifecycleStage, Segment};
use crate::program::tier::Tier;

/// Won revenue of the trailing twelve months, direct deals included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RevenueTotals {
    /// Every won deal.
    pub total: Sum,
    /// Sourced deals.
    pub sourced: Sum,
    /// Influenced deals at full amount.
    pub influenced: Sum,
    /// Deals whose class the missing facts decide (part of neither).
    pub unclassified: u32,
    /// Credit of all partners.
    pub credited: Sum,
    /// The weighted forecast of open deals.
    pub forecast: Sum,
    /// Open deals that are stuck.
    pub stuck: u32,
}

impl RevenueTotals {
    /// Adds a deal, or takes it out again.
    pub(super) fn count(&mut self, context: &Context<'_>, entry: &DealEntry, add: bool) {
        let apply = |sum: &mut Sum, amount: Option<Money>| if add { sum.add(amount) } else { sum.take(amount) };
        let step = |count: &mut u32| *count = if add { *count + 1 } else { count.saturating_sub(1) };
        let (deal, measures) = (&entry.deal, &entry.measures);
        match deal.stage {
            DealStage::Lost => {}
            DealStage::Won => {
                if !deal.closed_on.is_some_and(|on| context.periods.t12m.contains(on)) {
                    return;
                }
                apply(&mut self.total, deal.amount);
                match measures.class {
                    DealClass::Sourced => apply(&mut self.sourced, deal.amount),
                    DealClass::Influenced => apply(&mut self.influenced, deal.amount),
                    DealClass::Unknown => step(&mut self.unclassified),
                    DealClass::None => {}
                }
                if matches!(measures.class, DealClass::Sourced | DealClass::Influenced) {
                    apply(&mut self.credited, measures.credited());
                }
            }
            _ => {
                apply(&mut self.forecast, measures.weighted);
                if measures.stuck == Some(true) {
                    step(&mut self.stuck);
                }
            }
        }
    }

    fn share(self, part: Sum) -> Option<Exact> {
        let total = self.total.exact().filter(|total| !total.is_negative())?;
        ratio(&of_money(part.exact()?), &of_money(total))
    }

    /// Sourced revenue out of all revenue, as a factor.
    pub fn sourced_share(self) -> Option<Exact> {
        self.share(self.sourced)
    }

    /// Revenue with any partner involved out of all revenue, as a factor.
    pub fn any_involvement_share(self) -> Option<Exact> {
        self.share(self.sourced.plus(self.influenced))
    }

    /// Influenced revenue out of all revenue, as a factor.
    pub fn influenced_share(self) -> Option<Exact> {
        self.share(self.influenced)
    }

    /// Credited revenue out of all revenue, as a factor.
    pub fn credited_share(self) -> Option<Exact> {
        self.share(self.credited)
    }
}

/// What follows for the whole program.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ProgramMeasures {
    /// Partners in the program, prospects and ended ones included.
    pub partners: u32,
    /// Partners with an agreement in force.
    pub signed: u32,
    /// Activated out of signed partners (C-43).
    pub activation: CountRate,
    /// Active partners.
    pub active: u32,
    /// Active in both years out of those active a year earlier.
    pub retention: CountRate,
    /// Answers of all partners in the trailing twelve months.
    pub nps: Nps,
    /// Reviews held out of those scheduled.
    pub qbr_completion: CountRate,
    /// Revenue.
    pub revenue: RevenueTotals,
    /// Partners by the tier in force; without one under none.
    pub by_tier: BTreeMap<Option<Id<Tier>>, u32>,
    /// Partners by quadrant; not placed under none.
    pub by_quadrant: BTreeMap<Option<Quadrant>, u32>,
    /// Partners by health.
    pub by_band: BTreeMap<HealthBand, u32>,
    /// Partners by segment, those of the program only: neither prospects nor ended.
    pub by_segment: BTreeMap<Segment, u32>,
    /// Partners by stage.
    pub by_stage: BTreeMap<LifecycleStage, u32>,
    /// Open items past their date.
    pub overdue: u32,
    /// Open items due within a week from the as-of date.
    pub due_this_week: u32,
    /// Partners with revenue in the trailing twelve months.
    pub with_revenue: u32,
    /// How many of those are at the top.
    pub top_count: u32,
    pub(super) sourced_cents: i128,
    pub(super) sourced_deals: u32,
}

impl ProgramMeasures {
    /// Counts one partner in.
    pub(super) fn count(&mut self, context: &Context<'_>, measures: &PartnerMeasures) {
        let policy = &context.rules.policy.activity;
        let signed = measures.tier.agreement_in_force == Truth::Yes;
        let revenue = &measures.revenue;
        let registered = || !context.index.registrations.of(&measures.partner).is_empty();
        let activated = match policy.activated {
            ActivatedDefinition::WonEver => revenue.won_ever > 0,
            ActivatedDefinition::RegisteredEver => registered(),
        };
        let active = match policy.active {
            ActiveDefinition::WonInWindow => revenue.won_in_window > 0,
            ActiveDefinition::WonEver => revenue.won_ever > 0,
            ActiveDefinition::RegisteredInWindow => registered_in_window(context, measures),
        };
        self.partners += 1;
        self.active += u32::from(active);
        if signed {
            self.signed += 1;
            self.activation.of += 1;
            self.activation.part += u64::from(activated);
        }
        if revenue.won_year_before > 0 {
            self.retention.of += 1;
            self.retention.part += u64::from(revenue.won_t12m > 0);
        }
        self.nps.promoters += measures.nps_answers.promoters;
        self.nps.passives += measures.nps_answers.passives;
        self.nps.detractors += measures.nps_answers.detractors;
        match self.by_tier.get_mut(&measures.tier.effective) {
            Some(count) => *count += 1,
            None => {
                self.by_tier.insert(measures.tier.effective.clone(), 1);
            }
        }
        *self.by_quadrant.entry(measures.placement.quadrant).or_default() += 1;
        *self.by_band.entry(measures.health.band).or_default() += 1;
        let stage = measures.lifecycle.stage;
        if !matches!(stage, LifecycleStage::Prospect | LifecycleStage::Ended) {
            *self.by_segment.entry(measures.segment).or_default() += 1;
        }
        *self.by_stage.entry(stage).or_default() += 1;
        if let Some((cents, deals)) = measures.average_deal() {
            self.sourced_cents += cents;
            self.sourced_deals += deals;
        }
    }

    /// Counts what is due and which reviews were held.
    pub(super) fn count_dates(&mut self, context: &Context<'_>, due: &BTreeSet<DueItem>) {
        let as_of = context.periods.as_of;
        let week = crate::program::period::days_after(as_of, 7);
        for item in due.iter().take_while(|item| item.date < week) {
            if item.date < as_of {
                self.overdue += 1;
            } else {
                self.due_this_week += 1;
            }
        }
        let reviews = context.program.qbrs.iter().map(|qbr| (qbr.scheduled_for, qbr.state));
        self.qbr_completion = qbr_completion(reviews, as_of);
    }
}

fn registered_in_window(context: &Context<'_>, measures: &PartnerMeasures) -> bool {
    let registrations = context.index.registrations.of(&measures.partner);
    registrations.iter().any(|registration| {
        super::metrics::registered(registration.state)
            && context.periods.t12m.contains(registration.submitted_at.date())
    })
}
