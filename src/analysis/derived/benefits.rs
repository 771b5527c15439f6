//! What a partner is given: by its tier, or by a score whatever the tier.

use super::designations;
use super::revenue;
use super::state::Derived;
use crate::program::id::Id;
use crate::program::measure::{Asked, Measure, Measured, Scope, Span};
use crate::program::partner::Partner;
use crate::program::point_scheme::PointScheme;
use crate::program::presets::benefit_value;
use crate::program::quantity::Quantity;
use crate::program::tier::{Benefit, Tier};

/// How a partner comes by a benefit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BenefitBy {
    /// The tier in force gives it, with this value.
    Tier(String),
    /// A score unlocks it.
    Score,
    /// It has neither; where a score would do, how far that is.
    Missing,
}

/// One benefit and one partner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BenefitHeld<'a> {
    /// The benefit.
    pub benefit: &'a Benefit,
    /// How the partner comes by it.
    pub by: BenefitBy,
    /// The partner's score, where a score unlocks it; unknown inside.
    pub score: Option<Option<Quantity>>,
}

impl Derived {
    /// The score of a partner; unknown while a category is.
    pub fn score(&self, id: &Id<Partner>, scheme: &Id<PointScheme>) -> Option<Quantity> {
        let context = self.context();
        let partner = context.program.partners.get(id)?;
        let lines = revenue::lines(&context, id, self.deals_of(id));
        let asked = Asked::Measure(Measure::Score(scheme.clone()), Span::Now, Scope::Whole, None);
        designations::answer(&context, partner, &lines, &Measured { asked, words: String::new() }, 0).certain()
    }

    /// Every benefit of the program as it stands for a partner, in the order of the matrix.
    pub fn benefits_of(&self, id: &Id<Partner>) -> Vec<BenefitHeld<'_>> {
        let program = self.context().program;
        let Some(measures) = self.partner(id) else { return Vec::new() };
        let tier: Option<&Tier> = measures.tier.effective.as_ref().and_then(|tier| program.tiers.get(tier));
        let mut benefits: Vec<&Benefit> = program.benefits.iter().collect();
        benefits.sort_by_key(|benefit| benefit.order);
        let held = |benefit| {
            let benefit: &Benefit = benefit;
            let value = tier.and_then(|tier| benefit_value(tier, &benefit.id)).filter(|value| gives(value));
            let score = benefit.unlocked_by.as_ref().map(|unlock| self.score(id, &unlock.scheme));
            let reached =
                |unlock: &crate::program::tier::Unlock| score.flatten().is_some_and(|own| own >= unlock.score);
            let by = match value {
                Some(value) => BenefitBy::Tier(value),
                None if benefit.unlocked_by.as_ref().is_some_and(reached) => BenefitBy::Score,
                None => BenefitBy::Missing,
            };
            BenefitHeld { benefit, by, score }
        };
        benefits.into_iter().map(held).collect()
    }
}

/// Whether a value of the matrix gives something.
fn gives(value: &str) -> bool {
    !matches!(value.to_lowercase().as_str(), "" | "no" | "none" | "-" | "0" | "0.00")
}
