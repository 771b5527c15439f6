//! Two states of a program side by side: who would qualify for another tier, what partners would cost, what each tier
//! returns, as if every partner stood where it qualifies.

use std::collections::BTreeMap;

use num_traits::ToPrimitive;

use super::capacity::PerManager;
use super::criteria::{LeafReport, gaps};
use super::derived::{Derived, LadderTier, PartnerMeasures};
use super::exact::{Exact, multiple_shown, of_money, of_percent, to_coins, whole};
use super::segment::segment;
use super::tier_economics::TierInputs;
use crate::program::Program;
use crate::program::criterion::{Criterion, Metric, MetricKind, Window};
use crate::program::currency::Currency;
use crate::program::id::Id;
use crate::program::money::Money;
use crate::program::partner::{Partner, PartnerType, Segment};
use crate::program::tier::Tier;

/// A partner who would qualify for another tier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mover {
    /// Who.
    pub partner: Id<Partner>,
    /// The tier it qualifies for now.
    pub from: Option<Id<Tier>>,
    /// The tier it would qualify for.
    pub to: Option<Id<Tier>>,
    /// How many levels up, negative for down.
    pub levels: i32,
    /// The comparison that decides, with exact numbers: `certified people 1 < 2`.
    pub deciding: String,
    /// The same for people, in the program's currency.
    pub told: String,
    /// It would lose the tier only because what decides is not recorded.
    pub unknown: bool,
}

/// Which way a partner would go. Missing data is never a fall.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Turn {
    /// To a lower tier or to none.
    Down,
    /// Nobody can say, because something is not recorded.
    Unknown,
    /// To a higher tier.
    Up,
}

/// A move of two levels or more down is worth a word with the partner first.
pub const STEEP_DROP: i32 = -2;

impl Mover {
    /// Which way it goes.
    pub fn turn(&self) -> Turn {
        match (self.levels > 0, self.unknown) {
            (true, _) => Turn::Up,
            (false, true) => Turn::Unknown,
            (false, false) => Turn::Down,
        }
    }

    /// Whether it surely falls two levels or more at once.
    pub fn is_steep_drop(&self) -> bool {
        self.turn() == Turn::Down && self.levels <= STEEP_DROP
    }
}

/// How many go which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Turns {
    /// To a higher tier.
    pub up: usize,
    /// To a lower one, or to none.
    pub down: usize,
    /// Of those, by two levels or more.
    pub steep: usize,
    /// Nobody can say.
    pub unknown: usize,
}

impl Turns {
    /// Counted over movers.
    pub fn of(movers: &[Mover]) -> Self {
        let count = |turn: Turn| movers.iter().filter(|mover| mover.turn() == turn).count();
        Self {
            up: count(Turn::Up),
            down: count(Turn::Down),
            steep: movers.iter().filter(|mover| mover.is_steep_drop()).count(),
            unknown: count(Turn::Unknown),
        }
    }

    /// `3 up, 1 down, 2 unknown`; what there is none of is left out, but for `0 up, 0 down`.
    pub fn told(self) -> String {
        let unknown = if self.unknown == 0 { String::new() } else { format!(", {} unknown", self.unknown) };
        format!("{} up, {} down{unknown}", self.up, self.down)
    }
}

/// What partners cost in a year, each at the rates of the tier it qualifies for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PartnerCost {
    /// Commission or margin on the sourced revenue of twelve months; partners of unknown revenue or rate are left out.
    pub margin: Money,
    /// MDF that the tiers promise.
    pub mdf: Money,
    /// Both.
    pub total: Money,
    /// Partners that are left out of the margin.
    pub unknown: u32,
    /// Hours of partner managers a year, each partner by its segment (R-37, C-60).
    pub hours: u64,
}

/// What a tier returns per partner and year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TierReturn {
    /// Which tier.
    pub tier: Id<Tier>,
    /// Partners that qualify for it.
    pub partners: u32,
    /// Contribution over cost at the average revenue, exact; nothing where an input is missing.
    pub average: Option<super::exact::Exact>,
    /// The same at the revenue threshold.
    pub at_threshold: Option<super::exact::Exact>,
}

/// Who qualifies for another tier in `after` than in `before`, in the order of the partners.
pub fn moves(before: &Derived, after: &Derived) -> Vec<Mover> {
    let moved = |new: &PartnerMeasures| {
        let old = before.partner(&new.partner);
        let from = old.and_then(|old| old.tier.qualified.clone());
        let to = new.tier.qualified.clone();
        if from == to {
            return None;
        }
        let level = |rank: Option<usize>| rank.map_or(-1, |rank| rank as i32);
        let rank_before = old.and_then(|old| old.tier.qualified_rank);
        let levels = level(new.tier.qualified_rank) - level(rank_before);
        let leaf = if levels < 0 {
            from.as_ref().and_then(|tier| closed(after, &new.partner, tier))
        } else {
            to.as_ref().and_then(|tier| opened(before, after, &new.partner, tier))
        };
        let dropped = || to.as_ref().filter(|_| levels > 0).and_then(|tier| dropped(before, after, &new.partner, tier));
        let currency = after.currency();
        let unknown = leaf.as_ref().is_some_and(|leaf| leaf.actual.is_none());
        let (deciding, told) = match leaf {
            Some(leaf) => told(&leaf, currency),
            None => match dropped() {
                Some(leaf) => (gone(&leaf.sentence()), gone(&leaf.told(currency))),
                None => (ANOTHER.to_owned(), ANOTHER.to_owned()),
            },
        };
        Some(Mover { partner: new.partner.clone(), from, to, levels, deciding, told, unknown })
    };
    after.partners().filter_map(moved).collect()
}

fn step<'a>(derived: &'a Derived, tier: &Id<Tier>) -> Option<&'a LadderTier> {
    let (ladder, rank) = derived.ladders().find(tier)?;
    ladder.tiers.get(rank)
}

fn leaves(derived: &Derived, partner: &Id<Partner>, tier: &Id<Tier>) -> Option<Vec<LeafReport>> {
    Some(derived.criteria_of(partner, &step(derived, tier)?.criteria))
}

/// The words where no comparison decides.
const ANOTHER: &str = "the ladder is another one";

/// What decides, with exact numbers and for people; what is not recorded is unknown with its reason, never a failure.
pub fn told(leaf: &LeafReport, currency: Currency) -> (String, String) {
    if leaf.actual.is_some() {
        return (leaf.sentence(), leaf.told(currency));
    }
    let why = format!("unknown, because \"{}\" is not fully recorded", leaf.metric.label());
    (why.clone(), why)
}

/// A comparison that failed and is not asked any more.
fn gone(comparison: &str) -> String {
    format!("no longer asked: {comparison}")
}

/// The first comparison that failed and that the new criteria do not ask for in any form.
fn dropped(before: &Derived, after: &Derived, partner: &Id<Partner>, tier: &Id<Tier>) -> Option<LeafReport> {
    let asked = leaves(after, partner, tier)?;
    let still = |leaf: &LeafReport| asked.iter().any(|new| new.metric == leaf.metric && new.window == leaf.window);
    leaves(before, partner, tier)?.into_iter().find(|leaf| !leaf.holds.is_yes() && !still(leaf))
}

/// The first comparison of a tier that fails; where none surely does, the first that is unknown.
fn closed(after: &Derived, partner: &Id<Partner>, tier: &Id<Tier>) -> Option<LeafReport> {
    let asked = leaves(after, partner, tier)?;
    let actual = |metric: &Metric, window: Window| {
        asked.iter().find(|leaf| leaf.metric == *metric && leaf.window == window).and_then(|leaf| leaf.actual)
    };
    let missing = gaps(&step(after, tier)?.criteria, &actual);
    let sure = missing.iter().position(|gap| gap.leaf.holds.is_no()).unwrap_or_default();
    missing.into_iter().nth(sure).map(|gap| gap.leaf)
}

/// The first comparison of the new tier that holds now and did not before.
fn opened(before: &Derived, after: &Derived, partner: &Id<Partner>, tier: &Id<Tier>) -> Option<LeafReport> {
    let known = leaves(before, partner, tier).unwrap_or_default();
    let held = |leaf: &LeafReport| {
        known.iter().any(|old| old.metric == leaf.metric && old.window == leaf.window && old.holds.is_yes())
    };
    leaves(after, partner, tier)?.into_iter().find(|leaf| leaf.holds.is_yes() && !held(leaf))
}

/// What one partner costs a year in a tier: commission or margin where revenue and rate are known, and the MDF.
fn cost_in(measures: &PartnerMeasures, partner: &Partner, tier: &Tier, places: u32) -> (Option<Money>, Money) {
    let rate = if partner.r#type == Some(PartnerType::Reseller) { tier.margin } else { tier.commission };
    let revenue = measures.revenue.known(measures.revenue.sourced);
    let margin = revenue.zip(rate).map(|(revenue, rate)| to_coins(&(of_money(revenue) * of_percent(rate)), places));
    (margin, tier.mdf_annual.unwrap_or_default())
}

/// What partners cost when each stands in the tier it qualifies for.
pub fn cost(program: &Program, derived: &Derived) -> PartnerCost {
    let places = program.profile.currency.places();
    let mut found = PartnerCost::default();
    for measures in derived.partners() {
        let tier = measures.tier.qualified.as_ref().and_then(|tier| program.tiers.get(tier));
        let (Some(tier), Some(partner)) = (tier, program.partners.get(&measures.partner)) else { continue };
        let (margin, mdf) = cost_in(measures, partner, tier, places);
        found.mdf = found.mdf.plus(mdf);
        found.margin = found.margin.plus(margin.unwrap_or_default());
        found.unknown += u32::from(margin.is_none());
    }
    found.total = found.margin.plus(found.mdf);
    found.hours = manager_hours(derived, |found| found.segment);
    found
}

/// How the cost of a year changes, each partner in the tier it qualifies for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CostChange {
    /// Commission or margin.
    pub margin: Money,
    /// MDF that the tiers promise.
    pub mdf: Money,
    /// Hours of partner managers a year.
    pub hours: i64,
}

impl CostChange {
    /// Between two states of a program.
    pub fn between(before: &PartnerCost, after: &PartnerCost) -> Self {
        Self {
            margin: after.margin.minus(before.margin),
            mdf: after.mdf.minus(before.mdf),
            hours: hours_between(before.hours, after.hours),
        }
    }
}

fn hours_between(before: u64, after: u64) -> i64 {
    i64::try_from(after).unwrap_or(i64::MAX).saturating_sub(i64::try_from(before).unwrap_or(i64::MAX))
}

/// The tiers of a partner before and after.
pub type FromTo<'a> = (Option<&'a Id<Tier>>, Option<&'a Id<Tier>>);

/// The change of cost when one tier becomes another state of itself: `places` are the tiers of partners who stand
/// elsewhere before and after than they do now; all others stay where they qualify.
///
/// Only those are counted whom the change reaches, so that it can run while a number is stepped.
pub fn cost_change(
    program: &Program,
    derived: &Derived,
    (old, new): (&Tier, &Tier),
    places: &BTreeMap<&Id<Partner>, FromTo<'_>>,
) -> CostChange {
    let coins = program.profile.currency.places();
    let rates = |tier: &Tier| (tier.commission, tier.margin, tier.mdf_annual);
    let same_rates = rates(old) == rates(new);
    let mut found = CostChange::default();
    let mut add = |measures: &PartnerMeasures, from: Option<&Id<Tier>>, to: Option<&Id<Tier>>| {
        let Some(partner) = program.partners.get(&measures.partner) else { return };
        let record = |id: &Id<Tier>, own: &Tier| {
            if *id == own.id { Some(own.clone()) } else { program.tiers.get(id).cloned() }
        };
        let costs = |id: Option<&Id<Tier>>, own: &Tier| {
            let tier = id.and_then(|id| record(id, own));
            let (margin, mdf) = tier.map_or((None, Money::ZERO), |tier| cost_in(measures, partner, &tier, coins));
            (margin.unwrap_or_default(), mdf)
        };
        let (before, after) = (costs(from, old), costs(to, new));
        found.margin = found.margin.plus(after.0.minus(before.0));
        found.mdf = found.mdf.plus(after.1.minus(before.1));
    };
    for (id, (from, to)) in places {
        if let Some(measures) = derived.partner(id) {
            add(measures, *from, *to);
        }
    }
    if !same_rates {
        let stays = |found: &&PartnerMeasures| {
            found.tier.qualified.as_ref() == Some(&old.id) && !places.contains_key(&found.partner)
        };
        for measures in derived.partners().filter(stays) {
            add(measures, Some(&old.id), Some(&old.id));
        }
    }
    found.hours = hours_change(derived, old, new);
    found
}

/// Segments hang on the threshold of one tier; hours change with it alone.
fn hours_change(derived: &Derived, old: &Tier, new: &Tier) -> i64 {
    let before = derived.ladders().silver_threshold();
    let is_it = derived.ladders().segment_tier() == Some(&old.id) && old.criteria != new.criteria;
    let rules = |silver: Money| derived.policy().segmentation.rules(silver);
    let of = |criteria: &Criterion| revenue_threshold(criteria).unwrap_or(before);
    let (was, becomes) = (of(&old.criteria), of(&new.criteria));
    if !is_it || was == becomes {
        return 0;
    }
    let top = derived.program().top_count;
    let hours = |silver: Money| {
        let rules = rules(silver);
        manager_hours(derived, |found| segment(&found.segment_facts(derived.rank(&found.partner)), top, &rules).0)
    };
    hours_between(hours(was), hours(becomes))
}

/// Hours of partner managers that the signed partners take in a year: each takes its share of a manager, who looks after
/// the middle of the range of its segment.
fn manager_hours(derived: &Derived, segment_of: impl Fn(&PartnerMeasures) -> Segment) -> u64 {
    let policy = &derived.policy().capacity;
    let ranges = PerManager::chosen(policy);
    let year = whole(policy.manager_hours);
    let mut counts: BTreeMap<Segment, u64> = BTreeMap::new();
    for found in derived.partners().filter(|found| found.tier.agreement_in_force.is_yes()) {
        *counts.entry(segment_of(found)).or_default() += 1;
    }
    let share = |(segment, count): (Segment, u64)| whole(count) * &year / ranges.of_segment(segment).middle();
    let hours: Exact = counts.into_iter().map(share).sum();
    hours.round().to_integer().to_u64().unwrap_or(u64::MAX)
}

/// What each tier returns, in the order of the ladders.
pub fn returns(program: &Program, derived: &Derived) -> Vec<TierReturn> {
    let tiers = derived.ladders().all().iter().flat_map(|ladder| &ladder.tiers);
    let of = |step: &LadderTier| {
        let tier = program.tiers.get(&step.id)?;
        let at = |revenue: Option<Money>| {
            let (revenue, margin, cost) = (revenue?, tier.economics_margin?, tier.partner_cost?);
            TierInputs { revenue, margin, cost }.economics().multiple
        };
        Some(TierReturn {
            tier: step.id.clone(),
            partners: derived.partners().filter(|found| found.tier.qualified.as_ref() == Some(&step.id)).count() as u32,
            average: at(tier.average_revenue),
            at_threshold: at(revenue_threshold(&step.criteria)),
        })
    };
    tiers.filter_map(of).collect()
}

impl TierReturn {
    /// `3.7x / 1.8x`: at the average and at the threshold.
    pub fn display(&self) -> String {
        format!("{} / {}", multiple_shown(self.average.as_ref()), multiple_shown(self.at_threshold.as_ref()))
    }
}

/// The highest threshold of money that the criteria ask for.
pub fn revenue_threshold(criteria: &Criterion) -> Option<Money> {
    let own = match criteria {
        Criterion::Meets { metric, value, .. } if metric.kind() == MetricKind::Money => {
            Money::rounded(value.decimal(), 2)
        }
        _ => None,
    };
    criteria.children().iter().filter_map(revenue_threshold).chain(own).max()
}
