//! What any criteria say of a partner, beside the tier it stands in: for checks on a whole ladder.

use super::state::Derived;
use super::tier_measures::Cached;
use crate::analysis::criteria;
use crate::analysis::tier_progress::{self, Progress};
use crate::analysis::truth::Truth;
use crate::program::criterion::Criterion;
use crate::program::id::Id;
use crate::program::partner::Partner;

impl Derived {
    /// Whether a partner meets criteria of its ladder (three-valued); the agreement is not asked for.
    pub fn meets(&self, id: &Id<Partner>, criteria: &Criterion) -> Truth {
        let Some(measures) = self.partner(id) else { return Truth::Unknown };
        let cached = Cached::new(self.ladders(), &measures.tier.values);
        criteria::holds(criteria, &|metric, window| cached.certain(metric, window))
    }

    /// How far a partner is towards criteria of its ladder, from nothing.
    pub fn progress_to(&self, id: &Id<Partner>, criteria: &Criterion) -> Option<Progress> {
        let measures = self.partner(id)?;
        let cached = Cached::new(self.ladders(), &measures.tier.values);
        Some(tier_progress::progress(criteria, &|metric, window| cached.certain(metric, window), &|_, _| None))
    }
}
