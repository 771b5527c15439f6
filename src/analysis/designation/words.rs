//! Measures and longer conditions as people say them: `growth of sourced revenue in percent (last 12 months)`.

use crate::analysis::criteria_words::{criterion, sum_of_money};
use crate::program::choice::Choice;
use crate::program::criterion::{Comparison, Criterion, Metric, MetricKind};
use crate::program::currency::{Currency, grouped};
use crate::program::measure::{
    Change, DealFigure, Heads, ItemTest, Kept, Measure, Quantifier, Scope, SizeRange, Span, Standing,
};
use crate::program::partner::PartnerType;
use crate::program::quantity::Quantity;

/// A measure with its time and scope: `resold revenue (last 24 months, EMEA)`.
pub fn measured(measure: &Measure, window: Option<&Span>, scope: &Scope, currency: Currency) -> String {
    let shown = window.filter(|window| measure.default_span().as_ref() != Some(window));
    let over: Vec<String> = shown.map(span).into_iter().chain(self::scope(scope)).collect();
    let what = self::measure(measure, currency);
    if over.is_empty() { what } else { format!("{what} ({})", over.join(", ")) }
}

/// A time: `last 18 months`, `any one day of the last 12 months`.
pub fn span(span: &Span) -> String {
    match span {
        Span::Months(1) => "last month".to_owned(),
        Span::Months(n) => format!("last {n} months"),
        Span::Days(n) => format!("last {n} days"),
        Span::CalendarMonths(1) => "this calendar month".to_owned(),
        Span::CalendarMonths(2) => "this calendar month and the one before".to_owned(),
        Span::CalendarMonths(n) => format!("this calendar month and the {} before", n.saturating_sub(1)),
        Span::ThisQuarter => "this quarter".to_owned(),
        Span::LastQuarter => "last quarter".to_owned(),
        Span::ThisCalendarQuarter => "this calendar quarter".to_owned(),
        Span::LastCalendarQuarter => "last calendar quarter".to_owned(),
        Span::ThisFiscalYear => "fiscal year to date".to_owned(),
        Span::LastFiscalYear => "last fiscal year".to_owned(),
        Span::FiscalYears(n) => format!("last {n} fiscal years"),
        Span::Ever => "ever".to_owned(),
        Span::Now => "now".to_owned(),
        Span::AnyDay(inner) => format!("any one day, {}", self::span(inner)),
    }
}

fn scope(scope: &Scope) -> Option<String> {
    Some(match scope {
        Scope::Whole => return None,
        Scope::Region(name) => format!("in {name}"),
        Scope::HomeRegion => "in its home region".to_owned(),
        Scope::OutsideHome => "outside its home region".to_owned(),
        Scope::Area(name) => format!("for {name}"),
        Scope::BestArea => "in its best product area".to_owned(),
        Scope::EachRegion(1) => "in at least one region".to_owned(),
        Scope::EachRegion(n) => format!("in each of {n} regions"),
        Scope::EachArea(1) => "in at least one product area".to_owned(),
        Scope::EachArea(n) => format!("in each of {n} product areas"),
    })
}

fn measure(measure: &Measure, currency: Currency) -> String {
    let of = |inner: &Measure| self::measure(inner, currency);
    match measure {
        Measure::Metric(metric) => metric.label().to_owned(),
        Measure::Deals { take, role, new_customers, min } => {
            let roles: Vec<&str> = role.iter().map(|role| role.label()).collect();
            let new = if *new_customers { "new-customer " } else { "" };
            let roles = if roles.is_empty() { String::new() } else { format!("{} ", roles.join(" or ")) };
            let deals = format!("{roles}{new}deals");
            let least = min.map_or_else(String::new, |min| format!(" of at least {}", currency.told(min)));
            match take {
                DealFigure::Count => format!("{deals}{least}"),
                DealFigure::Amount => format!("amount of {deals}{least}"),
                DealFigure::Largest => format!("largest of {deals}{least}"),
                DealFigure::Median => format!("median of {deals}{least}"),
                DealFigure::Customers => format!("customers of {deals}{least}"),
            }
        }
        Measure::Figure { name, take } => format!("{} {}", take.label(), name.label()),
        Measure::Rating(name) => format!("average {}", name.label()),
        Measure::People { with, level, count } => {
            let levels = if level.is_empty() { "certified".to_owned() } else { level.join(" or ") };
            let with = if with.is_empty() { String::new() } else { format!(" in {}", with.join(" or ")) };
            let heads = if *count == Heads::People { "people" } else { "badges" };
            format!("{levels} {heads}{with}")
        }
        Measure::Items { kind, having } if having.is_empty() => plural(kind),
        Measure::Items { kind, having } => format!("{} with {}", plural(kind), tests(having)),
        Measure::Sum(parts) => parts.iter().map(of).collect::<Vec<_>>().join(" + "),
        Measure::Ratio { of: part, to } => format!("{} in percent of {}", of(part), of(to)),
        Measure::Growth { of: what, by: Change::Percent } => format!("growth of {} in percent", of(what)),
        Measure::Growth { of: what, by: Change::Amount } => format!("growth of {}", of(what)),
        Measure::NetAdded(what) => format!("net new {}", of(what)),
        Measure::Retention(Kept::Customers) => "customers kept in percent".to_owned(),
        Measure::Retention(Kept::Amount) => "revenue kept in percent".to_owned(),
        Measure::Rank { of: what, within, by } => match by {
            Standing::Place => format!("place by {} among {}", of(what), within.label()),
            Standing::Percentile(way) => {
                format!("percentile by {} among {}, rounded {}", of(what), within.label(), way.label())
            }
        },
        Measure::Score(scheme) => format!("points of {scheme}"),
    }
}

fn plural(kind: &str) -> String {
    format!("{kind}s")
}

fn tests(tests: &[ItemTest]) -> String {
    let said = tests.iter().map(|test| match test {
        ItemTest::Is(name, word) => format!("{} {word}", spaced(name)),
        ItemTest::OneOf(name, words) => format!("{} {}", spaced(name), words.join(" or ")),
        ItemTest::Number(name, op, value) => {
            format!("{} {} {}", op.label(), grouped(&value.to_string()), spaced(name))
        }
        ItemTest::Within(name, over) => format!("{} in {}", spaced(name), span(over)),
        ItemTest::Highest(name) => format!("the most {}", spaced(name)),
    });
    said.collect::<Vec<_>>().join(" and ")
}

fn spaced(name: &str) -> String {
    name.replace('_', " ")
}

/// What the owned items must have: `every app with more than 100 installs has security review passed`.
pub fn items(which: Quantifier, kind: &str, given: &[ItemTest], has: &[ItemTest]) -> String {
    let looked_at = if given.is_empty() { String::new() } else { format!(" with {}", tests(given)) };
    let has = if has.is_empty() { String::new() } else { tests(has) };
    match which {
        Quantifier::Every => format!("every {kind}{looked_at} has {has}"),
        Quantifier::Any if has.is_empty() => format!("one {kind}{looked_at}"),
        Quantifier::Any => format!("one {kind}{looked_at} has {has}"),
        Quantifier::None if has.is_empty() => format!("no {kind}{looked_at}"),
        Quantifier::None => format!("no {kind}{looked_at} has {has}"),
        Quantifier::AtLeast(n) if has.is_empty() => format!("at least {n} {}{looked_at}", plural(kind)),
        Quantifier::AtLeast(n) => format!("at least {n} {}{looked_at} have {has}", plural(kind)),
    }
}

/// Which partners a rule is for: `Reseller or OEM partners of 50 to 499 employees`.
pub fn partners(types: &[PartnerType], size: Option<SizeRange>) -> String {
    let types: Vec<&str> = types.iter().map(|kind| kind.label()).collect();
    let types = if types.is_empty() { String::new() } else { format!("{} ", types.join(" or ")) };
    let size = match size.map(|size| (size.from, size.below)) {
        Some((Some(from), Some(below))) => format!(" of {from} to {} employees", below.saturating_sub(1)),
        Some((Some(from), None)) => format!(" of at least {from} employees"),
        Some((None, Some(below))) => format!(" under {below} employees"),
        _ => String::new(),
    };
    format!("{types}partners{size}")
}

/// A decision: `director decides on the joint business plan`.
pub fn judged(by: &str, on: &str) -> String {
    format!("{by} decides on {on}")
}

/// The words of a leaf that is no plain comparison; nothing for the others.
pub fn leaf(node: &Criterion, currency: Currency) -> Option<String> {
    Some(match node {
        Criterion::Compare { measure, window, scope, op, value, values } => {
            let what = measured(measure, window.as_ref(), scope, currency);
            let others: Vec<String> = values.iter().map(|(of, value)| threshold(*value, measure, *of)).collect();
            let others = if others.is_empty() { String::new() } else { format!(" or {}", others.join(" or ")) };
            format!("{what} {} {}{others}", op.label(), threshold(*value, measure, currency))
        }
        Criterion::Points { scheme, at_least } => format!("points of {scheme} at least {at_least}"),
        Criterion::Items { which, kind, given, has } => items(*which, kind, given, has),
        Criterion::Holds(tier) => format!("holds {tier}"),
        Criterion::Sustained { months, of } => format!("for {months} months: {}", criterion(of, currency)),
        Criterion::ThroughNextFiscalYear(of) => {
            format!("{}, then through the next fiscal year", criterion(of, currency))
        }
        Criterion::OnAnyDay { within, of } => format!("on any day, {}: {}", span(within), criterion(of, currency)),
        Criterion::Paid(fee) => format!("{fee} paid"),
        Criterion::Judged { by, on } => judged(by, on),
        _ => return None,
    })
}

fn threshold(value: Quantity, measure: &Measure, currency: Currency) -> String {
    let percent =
        matches!(measure, Measure::Ratio { .. } | Measure::Retention(_) | Measure::Growth { by: Change::Percent, .. });
    match measure.kind() {
        MetricKind::Money => sum_of_money(value, currency),
        MetricKind::Count if percent => format!("{value}%"),
        MetricKind::Count => grouped(&value.to_string()),
    }
}

/// Whether less of a measure is better, as with a place.
pub fn falls(op: Comparison) -> bool {
    matches!(op, Comparison::AtMost | Comparison::LessThan)
}

/// Whether a metric is told with its words only: the answer is yes or no.
pub fn yes_no(metric: &Metric, actual: Option<Quantity>) -> Option<&'static str> {
    metric.is_yes_no().then(|| match actual {
        None => "unknown",
        Some(value) if value.decimal().is_zero() => "no",
        Some(_) => "yes",
    })
}
