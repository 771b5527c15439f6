//! the weighted evaluation of a partner and the strategic value it gives.

use super::exact::{Fraction, fraction};
use crate::program::choice::{Choice, choice};
use crate::program::rate::Percent;

choice! {
    /// The five criteria of the evaluation, each 1 to 5, in the order in which they stand.
    pub enum EvaluationCriterion {
        StrategicFit = "strategic_fit" => "Strategic fit",
        MarketPosition = "market_position" => "Market position",
        TechnicalCapability = "technical_capability" => "Technical capability",
        GoToMarketAlignment = "go_to_market_alignment" => "Go to market alignment",
        CulturalFit = "cultural_fit" => "Cultural fit",
    }
}

/// The weights of the five criteria; they sum to 100%.
pub type EvaluationWeights = [Percent; 5];

/// 25, 20, 20, 20 and 15 percent.
pub fn default_weights() -> EvaluationWeights {
    [25, 20, 20, 20, 15].map(Percent::whole)
}

/// The weighted evaluation, a range while criteria are missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Evaluation {
    scores: [Option<u8>; 5],
    /// E with 1 for every missing criterion.
    pub low: Fraction,
    /// E with 5 for every missing criterion.
    pub high: Fraction,
}

/// `E = sum of weight * score`, with scores of 1 to 5 in the order of [`EvaluationCriterion::ALL`].
pub fn evaluate(scores: [Option<u8>; 5], weights: &EvaluationWeights) -> Evaluation {
    let scores = scores.map(|score| score.map(|score| score.clamp(1, 5)));
    let weighted = |missing: u8| {
        let sum: i128 = scores
            .iter()
            .zip(weights)
            .map(|(score, weight)| i128::from(score.unwrap_or(missing)) * weight.units())
            .sum();
        Fraction::new_raw(sum, Percent::WHOLE)
    };
    Evaluation { scores, low: weighted(1), high: weighted(5) }
}

/// `S = (E - 1) * 25`, 0 to 100.
pub fn strategic_value_of(evaluation: &Fraction) -> Fraction {
    Fraction::new_raw((evaluation.numer() - evaluation.denom()) * 25, *evaluation.denom())
}

/// A strategic value that was entered.
pub fn entered_value(value: rust_decimal::Decimal) -> Fraction {
    fraction(value)
}

impl Evaluation {
    /// E, 1 to 5, when no criterion is missing.
    pub fn value(&self) -> Option<Fraction> {
        self.is_complete().then_some(self.low)
    }

    /// S, 0 to 100, when no criterion is missing.
    pub fn strategic_value(&self) -> Option<Fraction> {
        self.value().as_ref().map(strategic_value_of)
    }

    /// Ten times E, when no criterion is missing.
    pub fn out_of_50(&self) -> Option<Fraction> {
        self.value().map(|value| value * 10)
    }

    /// Whether every criterion has a score.
    pub fn is_complete(&self) -> bool {
        self.scores.iter().all(Option::is_some)
    }

    /// The score of a criterion.
    pub fn score(&self, criterion: EvaluationCriterion) -> Option<u8> {
        self.scores[criterion as usize]
    }

    /// The criteria without a score.
    pub fn missing(&self) -> impl Iterator<Item = EvaluationCriterion> + '_ {
        EvaluationCriterion::ALL.iter().copied().filter(|&criterion| self.score(criterion).is_none())
    }
}
