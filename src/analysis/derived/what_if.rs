//! Who would qualify for another tier under changed criteria: fast enough to run while a threshold is typed.

use rayon::prelude::*;

use super::context::Context;
use super::ladders::{Ladders, as_tested, collect_metrics};
use super::metrics::{self, MetricValue};
use super::partner_measures::PartnerMeasures;
use super::revenue;
use super::state::Derived;
use super::tier_measures::{Cached, qualify};
use crate::analysis::comparison::{Mover, moves, told};
use crate::analysis::criteria::{self, LeafReport};
use crate::program::criterion::{Criterion, Metric, Window};
use crate::program::id::Id;
use crate::program::partner::Partner;
use crate::program::tier::Tier;

/// A tier with criteria it does not have yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TierChange {
    /// Which tier.
    pub tier: Id<Tier>,
    /// What it would ask for.
    pub criteria: Criterion,
}

/// A ladder with the changed criteria in place.
struct Changed<'a> {
    tiers: Vec<Step<'a>>,
}

/// A tier before and after; what keeps it, where that differs, stays as it is.
struct Step<'a> {
    id: &'a Id<Tier>,
    old: &'a Criterion,
    new: Criterion,
    keep: Option<&'a Criterion>,
}

impl Step<'_> {
    /// What is asked after the change of a partner that holds a rank: to keep its tiers, to enter those above.
    fn asked(&self, rank: usize, held: Option<usize>) -> &Criterion {
        self.keep.filter(|_| held.is_some_and(|held| rank <= held)).unwrap_or(&self.new)
    }
}

impl Derived {
    /// Who would move under changed criteria of one tier or of a whole ladder, in the order of the partners.
    pub fn movers(&self, changes: &[TierChange]) -> Vec<Mover> {
        let context = self.context();
        let ladders = &context.rules.ladders;
        let changed: Vec<Changed<'_>> = ladders.all().iter().map(|ladder| changed(ladder, changes, &context)).collect();
        let mut extra = Vec::new();
        for step in changed.iter().flat_map(|ladder| &ladder.tiers) {
            collect_metrics(&step.new, &mut extra);
        }
        extra.retain(|pair| !ladders.needed().contains(pair));
        let longer = extra.iter().any(|(metric, _)| matches!(metric, Metric::Measured(_)));
        if ladders.ask_one_another() || (longer && (changes.len() > 1 || !ladders.asks_more())) {
            return self.movers_on_a_copy(changes);
        }
        let cohorts = self.cohorts_on(&extra, &[context.periods.as_of]);
        let context = Context { cohorts: &cohorts, ..context };
        let partners: Vec<&PartnerMeasures> = self.partners().collect();
        partners.into_par_iter().filter_map(|measures| self.mover(&context, &changed, &extra, measures)).collect()
    }

    /// The same worked out on a copy: where tiers ask for one another, or where the first longer condition asks for
    /// facts that no rule asked for yet, the answers known so far are not enough.
    fn movers_on_a_copy(&self, changes: &[TierChange]) -> Vec<Mover> {
        let context = self.context();
        let mut copy = context.program.clone();
        for change in changes {
            if let Some(mut tier) = copy.tiers.get(&change.tier).cloned() {
                tier.criteria = change.criteria.clone();
                copy.put(tier.into());
            }
        }
        moves(self, &Self::new(&copy, context.periods.as_of))
    }

    fn mover(
        &self,
        context: &Context<'_>,
        changed: &[Changed<'_>],
        extra: &[(Metric, Window)],
        measures: &PartnerMeasures,
    ) -> Option<Mover> {
        let partner = context.program.partners.get(&measures.partner)?;
        let ladders = &context.rules.ladders;
        let ladder = ladders.for_type(partner.r#type)?;
        let place = ladders.all().iter().position(|other| other.track == ladder.track)?;
        let tiers = &changed.get(place)?.tiers;
        let more = self.values_of(context, partner, extra);
        let values = Values { ladders, known: &measures.tier.values, extra, more: &more };
        let all: Vec<MetricValue>;
        let pairs: Vec<(Metric, Window)>;
        let held = measures.tier.effective_rank;
        let asked = tiers.iter().enumerate().map(|(rank, step)| step.asked(rank, held));
        let found = if extra.is_empty() {
            let cached = Cached::new(ladders, &measures.tier.values);
            qualify(asked, measures.tier.agreement_in_force, &cached)
        } else {
            pairs = ladders.needed().iter().chain(extra).cloned().collect();
            all = measures.tier.values.iter().chain(&more).copied().collect();
            let cached = Cached::over(&pairs, &all);
            qualify(asked, measures.tier.agreement_in_force, &cached)
        };
        let (from, to) = (measures.tier.qualified_rank, found.qualified);
        if from == to {
            return None;
        }
        let named = |rank: Option<usize>| rank.and_then(|rank| tiers.get(rank)).map(|step| step.id.clone());
        let level = |rank: Option<usize>| rank.map_or(-1, |rank| rank as i32);
        let decided = if to > from {
            to.and_then(|rank| tiers.get(rank)).map(|step| what_opened(step.old, &step.new, &values))
        } else {
            let lost = from.and_then(|rank| Some((rank, tiers.get(rank)?)));
            lost.map(|(rank, step)| what_closed(step.asked(rank, held), &values))
        };
        let currency = context.program.profile.currency;
        let unknown = matches!(&decided, Some(Ok(leaf)) if leaf.actual.is_none());
        let (deciding, told) = match decided {
            Some(Ok(leaf)) => told(&leaf, currency),
            Some(Err(words)) => (words.to_owned(), words.to_owned()),
            None => (String::new(), String::new()),
        };
        Some(Mover {
            partner: measures.partner.clone(),
            from: named(from),
            to: named(to),
            levels: level(to) - level(from),
            deciding,
            told,
            unknown,
        })
    }

    /// Metrics that no tier asks for yet, taken from the partner's facts.
    fn values_of(&self, context: &Context<'_>, partner: &Partner, wanted: &[(Metric, Window)]) -> Vec<MetricValue> {
        if wanted.is_empty() {
            return Vec::new();
        }
        let lines = revenue::lines(context, &partner.id, self.deals_of(&partner.id));
        wanted.iter().map(|(metric, window)| metrics::value(context, partner, &lines, metric, *window)).collect()
    }
}

fn changed<'a>(ladder: &'a super::Ladder, changes: &[TierChange], context: &Context<'_>) -> Changed<'a> {
    let tiers = ladder.tiers.iter().map(|tier| {
        let change = changes.iter().find(|change| change.tier == tier.id);
        let new = change.map(|change| as_tested(&change.criteria, context.program, context.rules.policy.tier.metric));
        Step {
            id: &tier.id,
            old: &tier.criteria,
            new: new.unwrap_or_else(|| tier.criteria.clone()),
            keep: tier.keep.as_ref(),
        }
    });
    Changed { tiers: tiers.collect() }
}

/// The values of one partner, those of the ladder and those taken besides.
struct Values<'a> {
    ladders: &'a Ladders,
    known: &'a [MetricValue],
    extra: &'a [(Metric, Window)],
    more: &'a [MetricValue],
}

impl Values<'_> {
    fn certain(&self, metric: &Metric, window: Window) -> Option<crate::program::quantity::Quantity> {
        let cached = Cached::new(self.ladders, self.known).certain(metric, window);
        cached.or_else(|| Cached::over(self.extra, self.more).certain(metric, window))
    }
}

/// A comparison that decides, or words where none does.
type Deciding = Result<LeafReport, &'static str>;

/// The comparison that now holds and did not before.
fn what_opened(old: &Criterion, new: &Criterion, values: &Values<'_>) -> Deciding {
    let lookup = |metric: &Metric, window: Window| values.certain(metric, window);
    let was_missing = criteria::gaps(old, &lookup);
    let opened = criteria::leaf_reports(new, &lookup).into_iter().find(|leaf| {
        let missed = was_missing.iter().any(|gap| gap.leaf.metric == leaf.metric && gap.leaf.window == leaf.window);
        leaf.holds.is_yes() && missed
    });
    opened.ok_or("the condition is gone")
}

/// The first comparison that no longer holds.
fn what_closed(new: &Criterion, values: &Values<'_>) -> Deciding {
    let missing = criteria::gaps(new, &|metric, window| values.certain(metric, window));
    let sure = missing.iter().position(|gap| gap.leaf.holds.is_no()).unwrap_or_default();
    missing.into_iter().nth(sure).map(|gap| gap.leaf).ok_or("a condition no longer holds")
}
