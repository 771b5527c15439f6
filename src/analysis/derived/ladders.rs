//! The ladders of tiers as they are tested: tiers in order, criteria with the program's choice of revenue (C-02, C-55).

use crate::analysis::criteria;
use crate::analysis::designation::plain::plain;
use crate::analysis::policy::{Policy, TierMetric};
use crate::program::Program;
use crate::program::criterion::{Criterion, Metric, StandardMetric, Window};
use crate::program::id::Id;
use crate::program::measure::Asked;
use crate::program::money::Money;
use crate::program::partner::PartnerType;
use crate::program::tier::{Tier, TierTrack};

/// A step of a ladder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LadderTier {
    /// Identifier.
    pub id: Id<Tier>,
    /// Name.
    pub name: String,
    /// What it asks for, with the revenue that counts.
    pub criteria: Criterion,
    /// What keeps it, where that differs.
    pub keep: Option<Criterion>,
    /// Months for which it is valid from the day it is granted; nothing: without an end.
    pub valid_months: Option<u8>,
    /// Months between reviews; 0: never.
    pub review_months: u8,
    /// Quarters of grace.
    pub grace_quarters: u8,
}

/// The tiers of one track, base tier first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ladder {
    /// The track; none: the ladder of all other types.
    pub track: Option<Id<TierTrack>>,
    /// The partner types on it.
    pub types: Vec<PartnerType>,
    /// The tiers in order.
    pub tiers: Vec<LadderTier>,
}

/// Every ladder of the program, and the metrics they ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ladders {
    ladders: Vec<Ladder>,
    needed: Vec<(Metric, Window)>,
}

impl Ladder {
    /// The rank of a tier, 0 for the base tier.
    pub fn rank(&self, tier: &Id<Tier>) -> Option<usize> {
        self.tiers.iter().position(|step| step.id == *tier)
    }

    fn named(&self, name: &str, rank: usize) -> Option<&LadderTier> {
        let by_name = self.tiers.iter().find(|step| step.id.as_str() == name || step.name.eq_ignore_ascii_case(name));
        by_name.or_else(|| self.tiers.get(rank))
    }
}

impl Ladders {
    /// The ladders of a program.
    pub fn of(program: &Program, policy: &Policy) -> Self {
        let mut ladders = vec![Ladder { track: None, types: Vec::new(), tiers: Vec::new() }];
        for track in program.tracks.iter() {
            let profiled = program.type_profiles.iter().filter(|profile| profile.track.as_ref() == Some(&track.id));
            let types = track.types.iter().copied().chain(profiled.map(|profile| profile.partner_type)).collect();
            ladders.push(Ladder { track: Some(track.id.clone()), types, tiers: Vec::new() });
        }
        let mut tiers: Vec<&Tier> = program.tiers.iter().collect();
        tiers.sort_by_key(|tier| tier.order);
        for tier in tiers {
            let step = LadderTier {
                id: tier.id.clone(),
                name: tier.name.clone(),
                criteria: as_tested(&tier.criteria, program, policy.tier.metric),
                keep: tier.keep.as_ref().map(|keep| as_tested(keep, program, policy.tier.metric)),
                valid_months: tier.valid_months,
                review_months: tier.review_months,
                grace_quarters: tier.grace_quarters,
            };
            if let Some(ladder) = ladders.iter_mut().find(|ladder| ladder.track == tier.track) {
                ladder.tiers.push(step);
            }
        }
        let mut needed = Vec::new();
        for tier in ladders.iter().flat_map(|ladder| &ladder.tiers) {
            collect_metrics(&tier.criteria, &mut needed);
            tier.keep.iter().for_each(|keep| collect_metrics(keep, &mut needed));
        }
        Self { ladders, needed }
    }

    /// Every ladder, that of all other types first.
    pub fn all(&self) -> &[Ladder] {
        &self.ladders
    }

    /// The ladder of a partner type: its track's, otherwise the one of all other types.
    pub fn for_type(&self, partner_type: Option<PartnerType>) -> Option<&Ladder> {
        let on_track = |ladder: &&Ladder| partner_type.is_some_and(|kind| ladder.types.contains(&kind));
        self.ladders.iter().find(on_track).or_else(|| self.ladders.first())
    }

    /// The ladder that a tier stands on, and its rank.
    pub fn find(&self, tier: &Id<Tier>) -> Option<(&Ladder, usize)> {
        self.ladders.iter().find_map(|ladder| Some((ladder, ladder.rank(tier)?)))
    }

    /// The metrics that some tier asks for, each once.
    pub fn needed(&self) -> &[(Metric, Window)] {
        &self.needed
    }

    /// Whether some tier asks for more than plain metrics.
    pub fn asks_more(&self) -> bool {
        self.needed.iter().any(|(metric, _)| matches!(metric, Metric::Measured(_)))
    }

    /// Whether an answer depends on what another tier asks for.
    pub fn ask_one_another(&self) -> bool {
        fn in_criteria(criteria: &Criterion) -> bool {
            let own = match criteria {
                Criterion::Holds(_) => true,
                Criterion::Meets { metric, .. } => in_metric(metric),
                _ => false,
            };
            own || criteria.children().iter().any(in_criteria)
        }
        fn in_metric(metric: &Metric) -> bool {
            let Metric::Measured(measured) = metric else { return false };
            match &measured.asked {
                Asked::Holds(_) => true,
                Asked::MonthsHeld(of, _) | Asked::Ratchet(of) | Asked::DayHeld(_, of) => in_criteria(of),
                _ => false,
            }
        }
        self.needed.iter().any(|(metric, _)| in_metric(metric))
    }

    /// The revenue threshold of the tier called Gold, $100,000 where there is none.
    pub fn gold_threshold(&self) -> Money {
        self.revenue_threshold("gold", 2).unwrap_or(Money::whole(100_000))
    }

    /// The revenue threshold of the tier called Silver, $25,000 where there is none.
    pub fn silver_threshold(&self) -> Money {
        self.revenue_threshold("silver", 1).unwrap_or(Money::whole(25_000))
    }

    /// The tier whose revenue threshold parts the segments.
    pub fn segment_tier(&self) -> Option<&Id<Tier>> {
        Some(&self.ladders.first()?.named("silver", 1)?.id)
    }

    fn revenue_threshold(&self, name: &str, rank: usize) -> Option<Money> {
        let tier = self.ladders.first()?.named(name, rank)?;
        let mut metrics = Vec::new();
        collect_metrics(&tier.criteria, &mut metrics);
        let revenue = metrics.iter().filter(|(metric, _)| is_partner_revenue(metric));
        let highest =
            revenue.filter_map(|(metric, window)| criteria::threshold(&tier.criteria, metric, *window)).max()?;
        Money::rounded(highest.decimal(), 2)
    }
}

fn is_partner_revenue(metric: &Metric) -> bool {
    use StandardMetric::{AllPartnerArr, CreditedArr, InfluencedArr, SourcedArr};
    matches!(metric, Metric::Standard(SourcedArr | InfluencedArr | CreditedArr | AllPartnerArr))
}

/// The criteria as they are tested: plain comparisons with the chosen revenue.
pub(super) fn as_tested(criterion: &Criterion, program: &Program, chosen: TierMetric) -> Criterion {
    with_metric(&plain(criterion, program), chosen)
}

/// The criteria with the chosen revenue in place of the one they name.
fn with_metric(criterion: &Criterion, chosen: TierMetric) -> Criterion {
    let chosen_metric = match chosen {
        TierMetric::AsWritten => return criterion.clone(),
        TierMetric::Sourced => StandardMetric::SourcedArr,
        TierMetric::Influenced => StandardMetric::InfluencedArr,
        TierMetric::Credited => StandardMetric::CreditedArr,
        TierMetric::AllPartner => StandardMetric::AllPartnerArr,
    };
    let mut changed = criterion.clone();
    rename_revenue(&mut changed, chosen_metric);
    changed
}

fn rename_revenue(criterion: &mut Criterion, chosen: StandardMetric) {
    if let Criterion::Meets { metric, .. } = criterion
        && is_partner_revenue(metric)
    {
        *metric = Metric::Standard(chosen);
    }
    for child in criterion.children_mut() {
        rename_revenue(child, chosen);
    }
}

/// Adds the metrics of a tree that are not there yet.
pub(super) fn collect_metrics(criterion: &Criterion, found: &mut Vec<(Metric, Window)>) {
    if let Criterion::Meets { metric, window, .. } = criterion {
        let pair = (metric.clone(), window.unwrap_or_else(|| metric.default_window()));
        if !found.contains(&pair) {
            found.push(pair);
        }
    }
    for child in criterion.children() {
        collect_metrics(child, found);
    }
}
