//! What criteria ask and what is missing, as people say it in the program's currency:
//! `sourced revenue (12 months) $165,000 of $500,000`. Data keeps the exact sentence of [`super::criteria`].

use super::criteria::{Gap, LeafReport};
use super::designation::words;
use super::truth::Truth;
use crate::program::choice::Choice;
use crate::program::criterion::{Comparison, Criterion, Metric, MetricKind, Window};
use crate::program::currency::{Currency, grouped};
use crate::program::money::Money;
use crate::program::quantity::Quantity;

/// What a partner without an agreement lacks before anything else.
pub const AGREEMENT: &str = "an agreement in force";

/// A quantity in the unit of its metric: `$165,000`, `12`.
pub fn amount(value: Quantity, metric: &Metric, currency: Currency) -> String {
    match (metric.kind(), Money::rounded(value.decimal(), 2)) {
        (MetricKind::Money, Some(amount)) => currency.told(amount),
        _ if value.decimal().fract().is_zero() => grouped(&value.decimal().trunc().to_string()),
        _ => grouped(&value.decimal().to_string()),
    }
}

/// What is measured and over which time: `sourced revenue (12 months)`, `certified people`.
pub fn measured(metric: &Metric, window: Window) -> String {
    let over = match window {
        Window::Now => return metric.label().to_owned(),
        Window::T12m => "12 months",
        Window::T90d => "90 days",
        other => other.label(),
    };
    format!("{} ({over})", metric.label())
}

/// A criterion as a sentence without a full stop: `sourced revenue at least $100,000 and certified people at least 2`.
pub fn criterion(criterion: &Criterion, currency: Currency) -> String {
    match criterion {
        Criterion::All(inner) if inner.is_empty() => "nothing".to_owned(),
        Criterion::All(inner) => joined(inner, " and ", currency),
        Criterion::Any(inner) => joined(inner, " or ", currency),
        Criterion::AtLeast { n, of, must } if must.is_empty() => format!("{n} of: {}", joined(of, "; ", currency)),
        Criterion::AtLeast { n, of, must } => {
            let named: Vec<String> = must.iter().map(|at| format!("({})", at + 1)).collect();
            let marked = of.iter().enumerate().map(|(at, child)| format!("({}) {}", at + 1, part(child, currency)));
            format!("{n} of, with {}: {}", named.join(" and "), marked.collect::<Vec<_>>().join("; "))
        }
        Criterion::Not(inner) => format!("not ({})", self::criterion(inner, currency)),
        Criterion::Meets { metric, window, op, value } => {
            let words = format!("{} {} {}", metric.label(), op.label(), amount(*value, metric, currency));
            match window.filter(|window| *window != metric.default_window()) {
                Some(window) => format!("{words} ({})", window.label()),
                None => words,
            }
        }
        Criterion::When { partner, size, branches } => {
            let [then, otherwise] = branches.as_ref();
            let who = words::partners(partner, *size);
            format!("for {who}: {}; for all others: {}", part(then, currency), part(otherwise, currency))
        }
        leaf => words::leaf(leaf, currency).unwrap_or_default(),
    }
}

fn joined(inner: &[Criterion], word: &str, currency: Currency) -> String {
    inner.iter().map(|child| part(child, currency)).collect::<Vec<_>>().join(word)
}

fn part(child: &Criterion, currency: Currency) -> String {
    match child {
        Criterion::All(of) | Criterion::Any(of) if of.len() > 1 => format!("({})", criterion(child, currency)),
        Criterion::AtLeast { .. }
        | Criterion::When { .. }
        | Criterion::Sustained { .. }
        | Criterion::ThroughNextFiscalYear(_)
        | Criterion::OnAnyDay { .. } => format!("({})", criterion(child, currency)),
        _ => criterion(child, currency),
    }
}

/// Money in a currency, as it is shown.
pub fn sum_of_money(value: Quantity, currency: Currency) -> String {
    Money::rounded(value.decimal(), 2).map_or_else(|| value.to_string(), |amount| currency.told(amount))
}

fn sign(op: Comparison) -> &'static str {
    match op {
        Comparison::AtLeast => "≥",
        Comparison::MoreThan => ">",
        Comparison::AtMost => "≤",
        Comparison::LessThan => "<",
        Comparison::Equal => "=",
    }
}

impl LeafReport {
    /// The comparison as it came out: `certified people 1 of 2`, `certified people 2 ≥ 2`.
    pub fn told(&self, currency: Currency) -> String {
        if let Some(answer) = words::yes_no(&self.metric, self.actual) {
            return format!("{}: {answer}", self.metric.label());
        }
        let measured = measured(&self.metric, self.window);
        let threshold = amount(self.threshold, &self.metric, currency);
        let Some(actual) = self.actual.map(|actual| amount(actual, &self.metric, currency)) else {
            return format!("{measured} unknown, {} {threshold} needed", self.op.label());
        };
        match (self.op, self.holds.is_yes()) {
            (Comparison::AtLeast, false) => format!("{measured} {actual} of {threshold}"),
            (op, true) => {
                let usual = self.window == self.metric.default_window();
                let measured = if usual { self.metric.label() } else { &measured };
                format!("{measured} {actual} {} {threshold}", sign(op))
            }
            (op, false) => format!("{measured} {actual}, {} {threshold} needed", op.label()),
        }
    }
}

impl Gap {
    /// The comparison that fails: `sourced revenue (12 months) $165,000 of $500,000`.
    pub fn told(&self, currency: Currency) -> String {
        self.leaf.told(currency)
    }
}

/// Why a partner is where it is: `Silver; not Gold because certified people 1 of 2`.
///
/// Each gap is said by `say`, so that data and people get the same sentence in their own words.
pub fn proof(
    current: Option<&str>,
    next: Option<(&str, &[Gap])>,
    agreement: Truth,
    say: &dyn Fn(&Gap) -> String,
) -> String {
    let current = current.unwrap_or("No tier");
    let Some((next, gaps)) = next else { return current.to_owned() };
    let without = agreement.is_no().then(|| "no agreement is in force".to_owned());
    let reasons: Vec<String> = without.into_iter().chain(gaps.iter().map(say)).collect();
    match (reasons.is_empty(), agreement) {
        (true, Truth::Yes) => format!("{current}; qualifies for {next}"),
        (true, _) => format!("{current}; qualifies for {next} if an agreement is in force"),
        (false, _) => format!("{current}; not {next} because {}", reasons.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::criteria::gaps;
    use crate::program::criterion::StandardMetric;
    use crate::program::presets;

    fn missing(sourced: u32) -> Vec<Gap> {
        let criteria = presets::tiers("standard").remove(3).criteria;
        gaps(&criteria, &|metric: &Metric, _| match metric {
            Metric::Standard(StandardMetric::SourcedArr) => Some(Quantity::count(sourced)),
            Metric::Standard(StandardMetric::CertifiedPeople) => Some(Quantity::count(1)),
            _ => None,
        })
    }

    #[test]
    fn a_gap_is_told_in_the_currency_of_the_program() {
        let told: Vec<String> = missing(165_000).iter().map(|gap| gap.told(Currency::USD)).collect();
        assert_eq!(
            told,
            [
                "sourced revenue (12 months) $165,000 of $500,000",
                "referrals (12 months) unknown, at least 50 needed",
                "certified people 1 of 5",
            ]
        );
        assert_eq!(missing(165_000)[0].sentence(), "sourced revenue 165000 < 500000.00");
    }

    #[test]
    fn without_an_agreement_that_is_what_is_missing() {
        let say = |gap: &Gap| gap.told(Currency::USD);
        let of = |agreement| proof(None, Some(("Registered", &[])), agreement, &say);
        assert_eq!(of(Truth::No), "No tier; not Registered because no agreement is in force");
        assert_eq!(of(Truth::Yes), "No tier; qualifies for Registered");
        assert_eq!(of(Truth::Unknown), "No tier; qualifies for Registered if an agreement is in force");
    }

    #[test]
    fn criteria_read_as_a_sentence() {
        let gold = presets::tiers("standard").remove(2).criteria;
        assert_eq!(
            criterion(&gold, Currency::EUR),
            "(sourced revenue at least €100,000 or referrals at least 20) and certified people at least 2"
        );
    }
}
