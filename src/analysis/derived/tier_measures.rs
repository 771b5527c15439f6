//! The tier of a partner: granted, in force, qualified for, and how far it is to the next (R-09, R-10, C-54).

use super::clocks::granted_validity;
use super::context::Context;
use super::ladders::{LadderTier, Ladders};
use super::metrics::{self, MetricValue};
use super::revenue::RevenueLine;
use crate::analysis::criteria::{self, Qualification, in_force};
use crate::analysis::effective_tier::{TierSource, is_active};
use crate::analysis::exact::Fraction;
use crate::analysis::policy::ProgressMode;
use crate::analysis::tier_progress::{self, Progress};
use crate::analysis::truth::Truth;
use crate::program::criterion::{Criterion, Metric, Window};
use crate::program::id::Id;
use crate::program::partner::{ExceptionKind, LifecycleStage, Partner};
use crate::program::quantity::Quantity;
use crate::program::tier::Tier;

/// Where a partner stands on its ladder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TierMeasures {
    /// Whether an agreement is in force; without one there is no tier to qualify for.
    pub agreement_in_force: Truth,
    /// The tier in force: that of an override while it lasts, otherwise the granted one.
    pub effective: Option<Id<Tier>>,
    /// Where that comes from.
    pub source: TierSource,
    /// Its rank, 0 for the base tier.
    pub effective_rank: Option<usize>,
    /// The highest tier whose criteria certainly hold.
    pub qualified: Option<Id<Tier>>,
    /// Its rank.
    pub qualified_rank: Option<usize>,
    /// The rank of the highest tier that holds or may hold.
    pub possible_rank: Option<usize>,
    /// The tier above the one in force.
    pub next: Option<Id<Tier>>,
    /// How far it is to that tier.
    pub progress: Option<Progress>,
    pub(super) values: Box<[MetricValue]>,
}

/// Finds cached metrics.
pub(super) struct Cached<'a> {
    needed: &'a [(Metric, Window)],
    values: &'a [MetricValue],
}

impl<'a> Cached<'a> {
    pub(super) fn new(ladders: &'a Ladders, values: &'a [MetricValue]) -> Self {
        Self { needed: ladders.needed(), values }
    }

    /// Values of other metrics than those of the ladders.
    pub(super) fn over(needed: &'a [(Metric, Window)], values: &'a [MetricValue]) -> Self {
        Self { needed, values }
    }

    fn find(&self, metric: &Metric, window: Window) -> Option<MetricValue> {
        let place = self.needed.iter().position(|(other, over)| *over == window && other == metric)?;
        self.values.get(place).copied()
    }

    /// The value when it is certain.
    pub(super) fn certain(&self, metric: &Metric, window: Window) -> Option<Quantity> {
        self.find(metric, window)?.certain()
    }

    /// The value, or what is known of it.
    pub(super) fn lower_bound(&self, metric: &Metric, window: Window) -> Option<Quantity> {
        self.find(metric, window)?.value
    }

    fn has_bounds(&self) -> bool {
        self.values.iter().any(|value| value.at_least)
    }
}

/// R-09 with amounts that nothing converts: what they leave open counts as possible, what is known as certain.
pub(super) fn qualify<'c>(
    tiers: impl DoubleEndedIterator<Item = &'c Criterion> + ExactSizeIterator + Clone,
    agreement: Truth,
    cached: &Cached<'_>,
) -> Qualification {
    let mut found = criteria::qualification(tiers.clone(), agreement, &|metric, window| cached.certain(metric, window));
    if cached.has_bounds() && tiers.clone().all(criteria::only_rises) {
        let known = criteria::qualification(tiers, agreement, &|metric, window| cached.lower_bound(metric, window));
        found.qualified = found.qualified.max(known.qualified);
        found.possible = found.possible.max(found.qualified);
    }
    found
}

/// Whether a partner has an agreement in force: by its agreements, otherwise by its signature and stage.
pub(super) fn agreement_in_force(context: &Context<'_>, partner: &Partner) -> Truth {
    let as_of = context.periods.as_of;
    let agreements = context.index.agreements.of(&partner.id);
    if !agreements.is_empty() {
        return agreements.iter().any(|agreement| in_force(agreement.start, agreement.end, as_of)).into();
    }
    match (partner.stage, partner.signed_on) {
        (LifecycleStage::Prospect | LifecycleStage::Recruit | LifecycleStage::Ended, _) => Truth::No,
        (_, Some(signed)) => (signed <= as_of).into(),
        (_, None) => Truth::Unknown,
    }
}

/// The tier in force and where it comes from: an override or a provisional tier while it lasts, otherwise the granted
/// one; where that is no longer valid after its grace, the one it has landed on.
pub(super) fn effective<'a>(context: &'a Context<'_>, partner: &'a Partner) -> (Option<&'a Id<Tier>>, TierSource) {
    let allowed = |kind| kind == ExceptionKind::Provisional || context.rules.policy.tier.override_allowed;
    if let Some(inner) = &partner.tier_override
        && allowed(inner.kind)
        && is_active(inner.from, Some(inner.until), context.periods.as_of)
    {
        let source = match inner.kind {
            ExceptionKind::Override => TierSource::Override,
            ExceptionKind::Provisional => TierSource::Provisional,
        };
        return (Some(&inner.tier), source);
    }
    match granted_validity(context, partner) {
        Some((ladder, found)) if !found.landed.is_empty() => {
            let tier = found.rank.and_then(|rank| ladder.tiers.get(rank)).map(|tier| &tier.id);
            (tier, TierSource::Landed)
        }
        _ => (partner.granted_tier.as_ref(), TierSource::Granted),
    }
}

pub(super) fn derive(context: &Context<'_>, partner: &Partner, lines: &[RevenueLine<'_>]) -> TierMeasures {
    let ladders = &context.rules.ladders;
    let taken = |(metric, window): &(Metric, Window)| metrics::value(context, partner, lines, metric, *window);
    with_values(context, partner, ladders.needed().iter().map(taken).collect())
}

/// Where a partner stands whose metrics are known, those of the ladders in their order.
pub(super) fn with_values(context: &Context<'_>, partner: &Partner, values: Box<[MetricValue]>) -> TierMeasures {
    let ladders = &context.rules.ladders;
    let cached = Cached::new(ladders, &values);
    let agreement_in_force = agreement_in_force(context, partner);
    let (effective, source) = effective(context, partner);
    let tiers: &[LadderTier] = ladders.for_type(partner.r#type).map_or(&[], |ladder| &ladder.tiers);
    let rank = |id: &Id<Tier>| tiers.iter().position(|tier| tier.id == *id);
    let effective_rank = effective.and_then(rank);
    let found = qualify(asked(tiers, effective_rank), agreement_in_force, &cached);
    let next = tiers.get(effective_rank.map_or(0, |rank| rank + 1));
    let current = effective_rank.and_then(|rank| tiers.get(rank));
    let progress =
        next.map(|next| under(agreement_in_force, effective_rank, progress(context, current, next, &cached)));
    TierMeasures {
        agreement_in_force,
        effective: effective.cloned(),
        source,
        effective_rank,
        qualified: found.qualified.and_then(|rank| tiers.get(rank)).map(|tier| tier.id.clone()),
        qualified_rank: found.qualified,
        possible_rank: found.possible,
        next: next.map(|tier| tier.id.clone()),
        progress,
        values,
    }
}

/// What each tier asks of a partner that stands at a rank: to keep for the tiers it has, to enter for those above.
pub(super) fn asked(
    tiers: &[LadderTier],
    held: Option<usize>,
) -> impl DoubleEndedIterator<Item = &Criterion> + ExactSizeIterator + Clone {
    tiers.iter().enumerate().map(move |(rank, tier)| match &tier.keep {
        Some(keep) if held.is_some_and(|held| rank <= held) => keep,
        _ => &tier.criteria,
    })
}

fn progress(context: &Context<'_>, current: Option<&LadderTier>, next: &LadderTier, cached: &Cached<'_>) -> Progress {
    let from_current = context.rules.policy.tier.progress_mode == ProgressMode::FromCurrent;
    let start = current.filter(|_| from_current);
    tier_progress::progress(&next.criteria, &|metric, window| cached.certain(metric, window), &|metric, window| {
        start.and_then(|tier| criteria::threshold(&tier.criteria, metric, window))
    })
}

/// Progress as far as the agreement lets it count: without one nothing holds, and the base tier, which asks for
/// nothing else, is all ahead.
fn under(agreement: Truth, effective_rank: Option<usize>, progress: Progress) -> Progress {
    let nothing = Fraction::from_integer(0);
    let (low, high) = match (agreement, effective_rank) {
        (Truth::Yes, _) | (_, Some(_)) => (progress.low, progress.high),
        (Truth::No, None) => (nothing, nothing),
        (Truth::Unknown, None) => (nothing, progress.high),
    };
    Progress { low, high, holds: agreement.and(progress.holds) }
}

impl TierMeasures {
    /// Whether the partner certainly qualifies for a higher tier than the one in force.
    pub fn may_rise(&self) -> bool {
        self.qualified_rank > self.effective_rank
    }

    /// Whether the partner certainly does not qualify for the tier in force.
    pub fn falls_short(&self) -> bool {
        self.effective_rank > self.possible_rank
    }
}
