//! What the pane shows of one revision of the program: tiers in order, rows, people. Made once per revision.

use std::collections::BTreeMap;

use super::people::{self, TierPeople};
use super::rows::{self, LeafKey, Row};
use crate::analysis::criteria;
use crate::analysis::tier_economics::TierInputs;
use crate::program::criterion::{Criterion, MetricKind};
use crate::program::currency::Currency;
use crate::program::id::Id;
use crate::program::money::Money;
use crate::program::quantity::Quantity;
use crate::program::tier::{Benefit, Tier, TierTrack};
use crate::tui::session::Workbench;

/// The designer's view of a ladder.
#[derive(Debug, Clone, Default)]
pub(super) struct Model {
    /// Tiers from the base up.
    pub(super) tiers: Vec<Tier>,
    pub(super) rows: Vec<Row>,
    pub(super) benefits: BTreeMap<Id<Benefit>, Benefit>,
    pub(super) people: BTreeMap<Id<Tier>, TierPeople>,
    pub(super) currency: Currency,
    /// The ladders there are: none stands for that of all other types.
    pub(super) tracks: Vec<(Option<Id<TierTrack>>, String)>,
}

impl Model {
    pub(super) fn of(workbench: &Workbench, track: Option<&Id<TierTrack>>) -> Self {
        let program = workbench.program();
        let mut tiers: Vec<Tier> = program.tiers.iter().filter(|tier| tier.track.as_ref() == track).cloned().collect();
        tiers.sort_by(|a, b| (a.order, &a.id).cmp(&(b.order, &b.id)));
        let mut tracks = vec![(None, "All other partner types".to_owned())];
        tracks.extend(program.tracks.iter().map(|track| (Some(track.id.clone()), track.name.clone())));
        Self {
            rows: if tiers.is_empty() { Vec::new() } else { rows::rows(program, &tiers) },
            benefits: program.benefits.iter().map(|benefit| (benefit.id.clone(), benefit.clone())).collect(),
            people: people::on_ladder(program, workbench.derived(), track),
            currency: program.profile.currency,
            tiers,
            tracks,
        }
    }

    /// Rank of a tier in this ladder.
    pub(super) fn rank(&self, tier: &Id<Tier>) -> Option<usize> {
        self.tiers.iter().position(|other| other.id == *tier)
    }

    /// The name of a tier; "no tier" without one.
    pub(super) fn name<'a>(&'a self, tier: Option<&'a Id<Tier>>) -> &'a str {
        let Some(id) = tier else { return "no tier" };
        self.rank(id).and_then(|rank| self.tiers.get(rank)).map_or(id.as_str(), |tier| &tier.name)
    }

    /// The people of a tier.
    pub(super) fn people_of(&self, rank: usize) -> Option<&TierPeople> {
        self.people.get(&self.tiers.get(rank)?.id)
    }

    /// The threshold of a comparison in a tier.
    pub(super) fn threshold(&self, key: &LeafKey, rank: usize) -> Option<Quantity> {
        let criteria = &self.tiers.get(rank)?.criteria;
        match criteria.at(&key.path(criteria)?)? {
            Criterion::Meets { value, .. } => Some(*value),
            _ => None,
        }
    }

    /// The threshold of the nearest lower tier that makes the comparison.
    pub(super) fn threshold_below(&self, key: &LeafKey, rank: usize) -> Option<Quantity> {
        (0..rank).rev().find_map(|below| self.threshold(key, below))
    }
}

/// What R-12 needs of a tier, where all of it is known.
pub(super) fn inputs(tier: &Tier) -> Option<TierInputs> {
    TierInputs::of(tier, tier.average_revenue)
}

/// The same with the largest revenue threshold of the tier as its revenue (C-37).
pub(super) fn inputs_at_threshold(tier: &Tier) -> Option<TierInputs> {
    TierInputs::of(tier, revenue_threshold(&tier.criteria))
}

fn revenue_threshold(criteria: &Criterion) -> Option<Money> {
    let thresholds = criteria.leaves().into_iter().filter_map(|path| match criteria.at(&path)? {
        Criterion::Meets { metric, window, .. } if metric.kind() == MetricKind::Money => {
            criteria::threshold(criteria, metric, window.unwrap_or_else(|| metric.default_window()))
        }
        _ => None,
    });
    Money::rounded(thresholds.max()?.decimal(), 2)
}
