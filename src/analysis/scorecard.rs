//! the qualification scorecard on its three scales.

use super::evaluation::Evaluation;
use super::exact::Fraction;
use crate::program::choice::{Choice, choice};

choice! {
    /// The seven dimensions of the scorecard, each 1 to 5, in the order in which they stand.
    pub enum ScorecardDimension {
        CustomerOverlap = "customer_overlap" => "Customer overlap",
        ProductSynergy = "product_synergy" => "Product synergy",
        SalesCapacity = "sales_capacity" => "Sales capacity",
        MarketingCapability = "marketing_capability" => "Marketing capability",
        TechnicalDepth = "technical_depth" => "Technical depth",
        BrandAlignment = "brand_alignment" => "Brand alignment",
        CommitmentLevel = "commitment_level" => "Commitment level",
    }
}

choice! {
    /// Which numbers the bands of the scorecard are compared with (C-12).
    pub enum ScorecardScale {
        Literal = "literal" => "As printed (7 to 35)",
        Scale50 = "scale50" => "Scaled to 50",
        Evaluation10 = "evaluation10" => "Evaluation out of 50",
    }
}

choice! {
    /// What the scorecard says about a partner.
    pub enum ScorecardBand {
        PlatinumPotential = "platinum_potential" => "Platinum potential",
        GoldPotential = "gold_potential" => "Gold potential",
        SilverPotential = "silver_potential" => "Silver potential",
        NotReady = "not_ready" => "Not ready",
        Incomplete = "incomplete" => "Incomplete",
    }
}

choice! {
    /// What to do with a partner of a band.
    pub enum ScorecardAction {
        PrioritizeHeavily = "prioritize_heavily" => "Prioritize heavily",
        InvestModerately = "invest_moderately" => "Invest moderately",
        StandardEngagement = "standard_engagement" => "Standard engagement",
        RevisitLater = "revisit_later" => "Revisit later",
    }
}

/// The scores of a card; a missing one is unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Scorecard {
    scores: [Option<u8>; 7],
}

impl Scorecard {
    /// A card with scores of 1 to 5 in the order of [`ScorecardDimension::ALL`].
    pub fn new(scores: [Option<u8>; 7]) -> Self {
        Self { scores: scores.map(|score| score.map(|score| score.clamp(1, 5))) }
    }

    /// The score of a dimension.
    pub fn score(&self, dimension: ScorecardDimension) -> Option<u8> {
        self.scores[dimension as usize]
    }

    /// The dimensions without a score.
    pub fn missing(&self) -> impl Iterator<Item = ScorecardDimension> + '_ {
        ScorecardDimension::ALL.iter().copied().filter(|&dimension| self.score(dimension).is_none())
    }

    /// The sum, when no dimension is missing.
    pub fn raw(&self) -> Option<u8> {
        (self.raw_low() == self.raw_high()).then(|| self.raw_low())
    }

    /// The sum with 1 for every missing dimension.
    pub fn raw_low(&self) -> u8 {
        self.scores.iter().map(|score| score.unwrap_or(1)).sum()
    }

    /// The sum with 5 for every missing dimension.
    pub fn raw_high(&self) -> u8 {
        self.scores.iter().map(|score| score.unwrap_or(5)).sum()
    }

    /// The band on a scale; nothing on the scale of the evaluation when there is none.
    pub fn band(&self, scale: ScorecardScale, evaluation: Option<&Evaluation>) -> Option<ScorecardBand> {
        let (low, high) = match scale {
            ScorecardScale::Literal => (literal(self.raw_low()), literal(self.raw_high())),
            ScorecardScale::Scale50 => (out_of_50(self.raw_low()), out_of_50(self.raw_high())),
            ScorecardScale::Evaluation10 => {
                let evaluation = evaluation?;
                (evaluation.low * 10, evaluation.high * 10)
            }
        };
        let (low, high) = (ScorecardBand::of(&low), ScorecardBand::of(&high));
        Some(if low == high { low } else { ScorecardBand::Incomplete })
    }

    /// The sum on the scale to 50, when no dimension is missing.
    pub fn out_of_50(&self) -> Option<Fraction> {
        self.raw().map(out_of_50)
    }
}

fn literal(raw: u8) -> Fraction {
    Fraction::from_integer(raw.into())
}

/// A raw sum on the scale to 50.
pub fn out_of_50(raw: u8) -> Fraction {
    Fraction::new(i128::from(raw) * 50, 35)
}

impl ScorecardBand {
    /// The band of a value on the chosen scale.
    pub fn of(value: &Fraction) -> Self {
        let at_least = |limit: i128| *value >= Fraction::from_integer(limit);
        match () {
            () if at_least(35) => Self::PlatinumPotential,
            () if at_least(25) => Self::GoldPotential,
            () if at_least(15) => Self::SilverPotential,
            () => Self::NotReady,
        }
    }

    /// The band of a raw sum; the scale of the evaluation has no raw sum and reads it literally.
    pub fn of_raw(raw: u8, scale: ScorecardScale) -> Self {
        match scale {
            ScorecardScale::Scale50 => Self::of(&out_of_50(raw)),
            ScorecardScale::Literal | ScorecardScale::Evaluation10 => Self::of(&literal(raw)),
        }
    }

    /// What to do.
    pub fn action(self) -> Option<ScorecardAction> {
        match self {
            Self::PlatinumPotential => Some(ScorecardAction::PrioritizeHeavily),
            Self::GoldPotential => Some(ScorecardAction::InvestModerately),
            Self::SilverPotential => Some(ScorecardAction::StandardEngagement),
            Self::NotReady => Some(ScorecardAction::RevisitLater),
            Self::Incomplete => None,
        }
    }
}
