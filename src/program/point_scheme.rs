//! Weighted points: categories with points per unit, caps, gates and minimums, and bands of score.

use serde::{Deserialize, Serialize};

use super::criterion::Criterion;
use super::id::Id;
use super::measure::{Measure, Scope, Span};
use super::quantity::Quantity;
use super::record::record;

/// A scheme of points that tiers and benefits share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PointScheme {
    /// Identifier.
    pub id: Id<PointScheme>,
    /// Name.
    pub name: String,
    /// What earns points.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<PointCategory>,
    /// What scores are called, lowest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub score_bands: Vec<PointBand>,
}

record!(
    PointScheme,
    [("name", Text, Required), ("categories", Structure, List), ("score_bands", Structure, List),],
    |self, visit| {
        for category in &self.categories {
            super::criterion_check::scores(&category.of, "categories.of", visit);
            if let Some(gate) = &category.gate {
                gate.references("categories.gate", visit);
            }
        }
    }
);

/// One way to earn points: `points` for every full `per` of the measure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PointCategory {
    /// Name.
    pub name: String,
    /// Categories of the same group earn as one: only the one that earns most counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub best_of: Option<String>,
    /// What is measured.
    pub of: Measure,
    /// Over which time; missing: the measure's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<Span>,
    /// In which part of the business; missing: all of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<Scope>,
    /// The unit; missing: 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per: Option<Quantity>,
    /// Points for each full unit.
    pub points: Quantity,
    /// The most points of this category.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap: Option<Quantity>,
    /// The fewest points of this category without which the score does not count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum: Option<Quantity>,
    /// What must hold for the category to earn anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gate: Option<Criterion>,
}

/// A name for scores from a number up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PointBand {
    /// Name.
    pub name: String,
    /// The lowest score of it.
    pub from: Quantity,
}

impl PointScheme {
    /// The highest score there can be; nothing while a category has no cap.
    pub fn maximum(&self) -> Option<Quantity> {
        let sum = self.groups().into_iter().try_fold(rust_decimal::Decimal::ZERO, |sum, group| {
            let caps: Option<Vec<Quantity>> =
                group.iter().map(|at| self.categories.get(*at).and_then(|category| category.cap)).collect();
            Some(sum.saturating_add(caps?.into_iter().max()?.decimal()))
        });
        sum.map(Quantity::from)
    }

    /// The positions of the categories that earn as one, in the order of the scheme; most stand alone.
    pub fn groups(&self) -> Vec<Vec<usize>> {
        let mut groups: Vec<(Option<&str>, Vec<usize>)> = Vec::new();
        for (at, category) in self.categories.iter().enumerate() {
            let name = category.best_of.as_deref();
            match groups.iter_mut().find(|(other, _)| name.is_some() && *other == name) {
                Some((_, group)) => group.push(at),
                None => groups.push((name, vec![at])),
            }
        }
        groups.into_iter().map(|(_, group)| group).collect()
    }

    /// The band of a score.
    pub fn band(&self, score: Quantity) -> Option<&PointBand> {
        self.score_bands.iter().filter(|band| band.from <= score).max_by_key(|band| band.from)
    }
}
