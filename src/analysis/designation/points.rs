//! Scores of a point scheme: full units times points, up to the cap, only while the gate holds.

use rust_decimal::Decimal;

use super::facts::Facts;
use super::measure;
use crate::analysis::truth::Truth;
use crate::program::measure::{Scope, Span};
use crate::program::point_scheme::{PointCategory, PointScheme};

/// The points of one category in a part of the business, its own where it names one; unknown when its measure or its
/// gate is.
fn of_category(category: &PointCategory, within: &Scope, facts: &Facts<'_>) -> Option<Decimal> {
    let gate = category.gate.as_ref().map_or(Truth::Yes, |gate| facts.beyond.held(gate, facts.as_of));
    if gate.is_no() {
        return Some(Decimal::ZERO);
    }
    let span = category.window.clone().or_else(|| category.of.default_span()).unwrap_or(Span::Now);
    let scope = category.scope.as_ref().unwrap_or(within);
    let value = measure::value(&category.of, &span, scope, None, facts)?;
    let per = category.per.map_or(Decimal::ONE, crate::program::quantity::Quantity::decimal);
    let units = Decimal::from(measure::whole_units(value, per)?.max(0));
    let points = units.checked_mul(category.points.decimal())?;
    let points = category.cap.map_or(points, |cap| points.min(cap.decimal()));
    gate.is_yes().then_some(points)
}

/// The points of the category at a place, or of the best one of its group; an unknown one is nothing to wait for when it
/// cannot earn more.
pub fn of_group(scheme: &PointScheme, at: usize, within: &Scope, facts: &Facts<'_>) -> Option<Decimal> {
    let group = scheme.groups().into_iter().find(|group| group.contains(&at))?;
    let members = || group.iter().filter_map(|at| scheme.categories.get(*at));
    let earned: Vec<(Option<Decimal>, &PointCategory)> =
        members().map(|category| (of_category(category, within, facts), category)).collect();
    let best = earned.iter().filter_map(|(points, _)| *points).max()?;
    let settled = |(points, category): &(Option<Decimal>, &PointCategory)| {
        points.is_some() || category.cap.is_some_and(|cap| cap.decimal() <= best)
    };
    earned.iter().all(settled).then_some(best)
}

/// The score in a part of the business; unknown while a category is.
pub fn score(scheme: &PointScheme, within: &Scope, facts: &Facts<'_>) -> Option<Decimal> {
    let firsts = scheme.groups().into_iter().filter_map(|group| group.first().copied());
    firsts.into_iter().try_fold(Decimal::ZERO, |sum, at| sum.checked_add(of_group(scheme, at, within, facts)?))
}
