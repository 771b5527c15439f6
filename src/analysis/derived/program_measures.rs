//! What follows for the whole program: shares, rates, and how many partners stand where.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::context::Context;
use super::deal_measures::DealEntry;
use super::due::{self, DueItem};
use super::partner_measures::PartnerMeasures;
use super::revenue::Sum;
use crate::analysis::attribution::DealClass;
use crate::analysis::exact::{Exact, of_money, ratio};
use crate::analysis::health::HealthBand;
use crate::analysis::matrix::Quadrant;
use crate::analysis::partner_kpis::{CountRate, Nps, qbr_completion};
use crate::analysis::promises::BothSides;
use crate::analysis::segment::top_count;
use crate::analysis::truth::Truth;
use crate::program::AnyRecord;
use crate::program::deal::DealStage;
use crate::program::id::Id;
use crate::program::money::Money;
use crate::program::partner::{LifecycleStage, Segment};
use crate::program::period::days_after;
use crate::program::tier::Tier;

/// Days that are "this week".
const WEEK: i32 = 7;

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
    /// What became of the action items and promises of both sides.
    pub promises: BothSides,
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
    /// Takes note of how many partners have revenue, and how many of those are at the top.
    pub(super) fn set_with_revenue(&mut self, context: &Context<'_>, count: usize) {
        self.with_revenue = count as u32;
        self.top_count = top_count(count, context.rules.segments.top_percent);
    }

    /// Counts one partner in, or out again.
    pub(super) fn count(&mut self, measures: &PartnerMeasures, add: bool) {
        let step = |count: &mut u32, by: u32| *count = if add { *count + by } else { count.saturating_sub(by) };
        let answers = |count: &mut u64, by: u64| *count = if add { *count + by } else { count.saturating_sub(by) };
        let revenue = &measures.revenue;
        step(&mut self.partners, 1);
        step(&mut self.active, measures.active.into());
        if measures.tier.agreement_in_force == Truth::Yes {
            step(&mut self.signed, 1);
            self.activation.count(measures.activated, add);
        }
        if revenue.won_year_before > 0 {
            self.retention.count(revenue.won_t12m > 0, add);
        }
        answers(&mut self.nps.promoters, measures.nps_answers.promoters);
        answers(&mut self.nps.passives, measures.nps_answers.passives);
        answers(&mut self.nps.detractors, measures.nps_answers.detractors);
        self.promises.add(measures.promises, add);
        tally(&mut self.by_tier, &measures.tier.effective, add);
        tally(&mut self.by_quadrant, &measures.placement.quadrant, add);
        tally(&mut self.by_band, &measures.health.band, add);
        let stage = measures.lifecycle.stage;
        if !matches!(stage, LifecycleStage::Prospect | LifecycleStage::Ended) {
            tally(&mut self.by_segment, &measures.segment, add);
        }
        tally(&mut self.by_stage, &stage, add);
        if let Some((cents, deals)) = measures.average_deal() {
            self.sourced_cents += if add { cents } else { -cents };
            step(&mut self.sourced_deals, deals);
        }
    }

    /// Counts what is due and which reviews were held.
    pub(super) fn count_dates(&mut self, context: &Context<'_>, due: &BTreeSet<DueItem>) {
        let as_of = context.periods.as_of;
        let week = days_after(as_of, WEEK);
        for item in due.iter().take_while(|item| item.date < week) {
            self.count_due(item, as_of, true);
        }
        let reviews = context.program.qbrs.iter().map(|qbr| (qbr.scheduled_for, qbr.state));
        self.qbr_completion = qbr_completion(reviews, as_of);
    }

    /// Counts the date of one record in, or out again.
    pub(super) fn count_record(&mut self, record: Option<&AnyRecord>, as_of: Date, add: bool) {
        if let Some(item) = record.and_then(due::of_record) {
            self.count_due(&item, as_of, add);
        }
        if let Some(AnyRecord::Qbr(qbr)) = record {
            let one = qbr_completion([(qbr.scheduled_for, qbr.state)], as_of);
            if one.of > 0 {
                self.qbr_completion.count(one.part > 0, add);
            }
        }
    }

    fn count_due(&mut self, item: &DueItem, as_of: Date, add: bool) {
        let count = match item.date {
            date if date < as_of => &mut self.overdue,
            date if date < days_after(as_of, WEEK) => &mut self.due_this_week,
            _ => return,
        };
        *count = if add { *count + 1 } else { count.saturating_sub(1) };
    }
}

/// One more or one less of a key; a key without any has no entry.
fn tally<K: Ord + Clone>(counts: &mut BTreeMap<K, u32>, key: &K, add: bool) {
    match counts.get_mut(key) {
        Some(count) if add => *count += 1,
        Some(count) if *count > 1 => *count -= 1,
        Some(_) => {
            counts.remove(key);
        }
        None if add => {
            counts.insert(key.clone(), 1);
        }
        None => {}
    }
}
