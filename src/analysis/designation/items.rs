//! Tests of what a partner owns: apps, offers, references, each with its attributes.

use jiff::civil::Date;

use super::facts::Facts;
use super::spans;
use crate::analysis::truth::Truth;
use crate::program::designation_facts::OwnedItem;
use crate::program::measure::{ItemTest, Quantifier};
use crate::program::quantity::Quantity;

/// The items of a kind that are there on a day.
pub(super) fn owned<'a>(facts: &Facts<'a>, kind: &'a str, on: Date) -> impl Iterator<Item = &'a OwnedItem> {
    let items = facts.partner.items.iter().filter(move |item| item.kind == kind);
    items.filter(move |item| item.since.is_none_or(|since| since <= on) && item.until.is_none_or(|until| on < until))
}

/// Whether an item passes every test; unknown where an attribute decides that nobody recorded.
pub(super) fn passes(item: &OwnedItem, tests: &[ItemTest], facts: &Facts<'_>) -> Option<bool> {
    let test = |test: &ItemTest| -> Truth {
        let text = |name: &String| item.has.get(name);
        match test {
            ItemTest::Is(name, word) => text(name).map(|own| own == word),
            ItemTest::OneOf(name, words) => text(name).map(|own| words.contains(own)),
            ItemTest::Number(name, op, value) => {
                text(name).and_then(|own| own.parse::<Quantity>().ok()).map(|own| op.holds(&own, value))
            }
            ItemTest::Within(name, span) => {
                let days = spans::days(span, facts.as_of, facts.calendar);
                text(name).and_then(|own| own.parse::<Date>().ok()).map(|on| days.contains(on))
            }
            ItemTest::Highest(name) => has_the_most(item, name, tests, facts),
        }
        .into()
    };
    tests.iter().map(test).fold(Truth::Yes, Truth::and).known()
}

/// Whether no item that passes the other tests has more.
fn has_the_most(item: &OwnedItem, name: &str, tests: &[ItemTest], facts: &Facts<'_>) -> Option<bool> {
    let others: Vec<ItemTest> = tests.iter().filter(|test| !matches!(test, ItemTest::Highest(_))).cloned().collect();
    let number = |item: &OwnedItem| item.has.get(name).and_then(|own| own.parse::<Quantity>().ok());
    let own = number(item)?;
    for other in owned(facts, &item.kind, facts.as_of) {
        if passes(other, &others, facts)? && number(other)? > own {
            return Some(false);
        }
    }
    Some(true)
}

/// Whether so many of the items pass.
pub(super) fn items_pass(
    which: Quantifier,
    kind: &str,
    given: &[ItemTest],
    has: &[ItemTest],
    facts: &Facts<'_>,
) -> Option<bool> {
    if !facts.kept.items.contains(kind) {
        return None;
    }
    let items: Vec<(Truth, Truth)> = owned(facts, kind, facts.as_of)
        .map(|item| (passes(item, given, facts).into(), passes(item, has, facts).into()))
        .collect();
    let both = || items.iter().map(|(given, has)| given.and(*has));
    let answer = match which {
        Quantifier::Every => items.iter().map(|(given, has)| given.negated().or(*has)).fold(Truth::Yes, Truth::and),
        Quantifier::Any => both().fold(Truth::No, Truth::or),
        Quantifier::None => both().fold(Truth::No, Truth::or).negated(),
        Quantifier::AtLeast(n) => {
            let certain = both().filter(|answer| answer.is_yes()).count();
            let possible = both().filter(|answer| !answer.is_no()).count();
            match n as usize {
                n if certain >= n => Truth::Yes,
                n if possible >= n => Truth::Unknown,
                _ => Truth::No,
            }
        }
    };
    answer.known()
}
