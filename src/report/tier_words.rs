//! Criteria in words: `sourced revenue at least 100,000.00 and certified people at least 2`.

use super::cell::{grouped, money_plain};
use crate::program::choice::Choice;
use crate::program::criterion::{Criterion, MetricKind};
use crate::program::money::Money;

/// A criterion as a sentence without a full stop.
pub fn criterion(criterion: &Criterion) -> String {
    match criterion {
        Criterion::All(inner) if inner.is_empty() => "nothing".to_owned(),
        Criterion::All(inner) => joined(inner, " and "),
        Criterion::Any(inner) => joined(inner, " or "),
        Criterion::AtLeast { n, of } => format!("{n} of: {}", joined(of, "; ")),
        Criterion::Not(inner) => format!("not ({})", self::criterion(inner)),
        Criterion::Meets { metric, window, op, value } => {
            let amount = match metric.kind() {
                MetricKind::Money => Money::rounded(value.decimal(), 2).map(money_plain),
                MetricKind::Count => None,
            };
            let value = grouped(&amount.unwrap_or_else(|| value.to_string()));
            let words = format!("{} {} {value}", metric.label(), op.label());
            match window.filter(|window| *window != metric.default_window()) {
                Some(window) => format!("{words} ({})", window.label()),
                None => words,
            }
        }
    }
}

fn joined(inner: &[Criterion], word: &str) -> String {
    let part = |child: &Criterion| match child {
        Criterion::All(of) | Criterion::Any(of) if of.len() > 1 => format!("({})", criterion(child)),
        Criterion::AtLeast { .. } => format!("({})", criterion(child)),
        _ => criterion(child),
    };
    inner.iter().map(part).collect::<Vec<_>>().join(word)
}
