//! Longer conditions as plain comparisons: each question is asked once, with its words, and the tree keeps its shape.

use std::sync::Arc;

use super::words;
use crate::program::Program;
use crate::program::criterion::{Comparison, Criterion, Metric};
use crate::program::currency::Currency;
use crate::program::measure::{Asked, Measured, Span};
use crate::program::quantity::Quantity;

/// The criteria as a tree of all, any, at least, not and comparisons only.
pub fn plain(criterion: &Criterion, program: &Program) -> Criterion {
    let currency = program.profile.currency;
    let inner = |of: &[Criterion]| of.iter().map(|child| plain(child, program)).collect();
    match criterion {
        Criterion::All(of) => Criterion::All(inner(of)),
        Criterion::Any(of) => Criterion::Any(inner(of)),
        Criterion::AtLeast { n, of, must } => Criterion::AtLeast { n: *n, of: inner(of), must: must.clone() },
        Criterion::Not(of) => Criterion::Not(Box::new(plain(of, program))),
        Criterion::Meets { .. } => criterion.clone(),
        Criterion::Compare { measure, window, scope, op, value, values } => {
            let span = window.clone().or_else(|| measure.default_span()).unwrap_or(Span::Now);
            let words = words::measured(measure, Some(&span), scope, currency);
            let in_currency = |of: Option<Currency>, value: Quantity| {
                let words = of.map_or_else(|| words.clone(), |of| format!("{words} in {of}"));
                let asked = Asked::Measure(measure.clone(), span.clone(), scope.clone(), of);
                leaf(asked, words, *op, value)
            };
            let own = in_currency(None, *value);
            if values.is_empty() {
                return own;
            }
            let others = values.iter().map(|(of, value)| in_currency(Some(*of), *value));
            Criterion::Any(std::iter::once(own).chain(others).collect())
        }
        Criterion::Points { scheme, at_least } => points(scheme, *at_least, program),
        Criterion::Items { which, kind, given, has } => {
            let words = words::items(*which, kind, given, has);
            yes(Asked::Items(*which, kind.clone(), given.clone(), has.clone()), words)
        }
        Criterion::When { partner, size, branches } => {
            let [then, otherwise] = branches.as_ref();
            let who = words::partners(partner, *size);
            let is = yes(Asked::Partner(partner.clone(), *size), who.clone());
            let is_not = yes(Asked::OtherPartner(partner.clone(), *size), format!("other than {who}"));
            Criterion::Any(vec![
                Criterion::All(vec![is, plain(then, program)]),
                Criterion::All(vec![is_not, plain(otherwise, program)]),
            ])
        }
        Criterion::Holds(tier) => {
            let name = program.tiers.get(tier).map_or(tier.as_str(), |tier| tier.name.as_str());
            yes(Asked::Holds(tier.clone()), format!("holds {name}"))
        }
        Criterion::Sustained { months, of } => {
            let words = words::leaf(criterion, currency).unwrap_or_default();
            let asked = Asked::MonthsHeld(Box::new(plain(of, program)), *months);
            // months that it held count from the first, and it must hold today
            leaf(asked, format!("months of {words}"), Comparison::AtLeast, Quantity::count(u32::from(*months)))
        }
        Criterion::ThroughNextFiscalYear(of) => {
            let words = words::leaf(criterion, currency).unwrap_or_default();
            yes(Asked::Ratchet(Box::new(plain(of, program))), words)
        }
        Criterion::OnAnyDay { within, of } => {
            // what is missing today is told before the days that are past
            let words = format!("so on any day, {}", words::span(within));
            let today = plain(of, program);
            let earlier = yes(Asked::DayHeld(within.clone(), Box::new(today.clone())), words);
            Criterion::Any(vec![today, earlier])
        }
        Criterion::Paid(fee) => yes(Asked::Paid(fee.clone()), format!("{fee} paid")),
        Criterion::Judged { by, on } => yes(Asked::Judged(by.clone(), on.clone()), words::judged(by, on)),
    }
}

fn points(
    scheme: &crate::program::id::Id<crate::program::point_scheme::PointScheme>,
    at_least: Quantity,
    program: &Program,
) -> Criterion {
    let record = program.point_schemes.get(scheme);
    let name = record.map_or(scheme.as_str(), |record| record.name.as_str());
    let whole = crate::program::measure::Measure::Score(scheme.clone());
    let asked = Asked::Measure(whole, Span::Now, crate::program::measure::Scope::Whole, None);
    let total = leaf(asked, format!("{name} score"), Comparison::AtLeast, at_least);
    let minimum = |(record, group): (&crate::program::point_scheme::PointScheme, Vec<usize>)| {
        let first = *group.first()?;
        let members = || group.iter().filter_map(|at| record.categories.get(*at));
        let minimum = members().filter_map(|category| category.minimum).max()?;
        let category = members().next()?;
        let asked = Asked::Category(scheme.clone(), u32::try_from(first).ok()?);
        let words = format!("{name} points for {}", category.best_of.as_ref().unwrap_or(&category.name));
        Some(leaf(asked, words, Comparison::AtLeast, minimum))
    };
    let groups = record.into_iter().flat_map(|record| record.groups().into_iter().map(move |group| (record, group)));
    let minimums = groups.filter_map(minimum);
    let mut all: Vec<Criterion> = minimums.collect();
    if all.is_empty() {
        return total;
    }
    all.insert(0, total);
    Criterion::All(all)
}

fn yes(asked: Asked, words: String) -> Criterion {
    leaf(asked, words, Comparison::AtLeast, Quantity::count(1))
}

fn leaf(asked: Asked, words: String, op: Comparison, value: Quantity) -> Criterion {
    let metric = Metric::Measured(Arc::new(Measured { asked, words }));
    Criterion::Meets { metric, window: None, op, value }
}
