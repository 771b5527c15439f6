//! How a partner stands among others, and how long something held.

use jiff::civil::Date;
use rust_decimal::{Decimal, RoundingStrategy};

use super::event_days::event_days;
use super::facts::Facts;
use super::spans;
use crate::analysis::truth::Truth;
use crate::program::criterion::Criterion;
use crate::program::measure::{RoundingWay, Span, Standing};
use crate::program::period::{FiscalCalendar, days_after, months_after};

/// The place or percentile of a value among those of its cohort, which are in order, its own among them; unknown while
/// values that are unknown could make it another one.
pub fn rank(own: Decimal, sorted: &[Decimal], unknown: usize, by: Standing) -> Option<Decimal> {
    let reached = sorted.partition_point(|other| *other <= own);
    match by {
        Standing::Place if unknown > 0 => None,
        Standing::Place => Some(Decimal::from(sorted.len() - reached + 1)),
        Standing::Percentile(way) => {
            let share = |reached: usize| {
                let share = Decimal::from(reached * 100).checked_div(Decimal::from(sorted.len() + unknown))?;
                Some(share.round_dp_with_strategy(0, rounding(way)))
            };
            share(reached).filter(|low| share(reached + unknown) == Some(*low))
        }
    }
}

fn rounding(way: RoundingWay) -> RoundingStrategy {
    match way {
        RoundingWay::Up => RoundingStrategy::ToPositiveInfinity,
        RoundingWay::Down => RoundingStrategy::ToNegativeInfinity,
        RoundingWay::Nearest => RoundingStrategy::MidpointAwayFromZero,
    }
}

/// The last day of the month before, so many months back.
fn month_end(as_of: Date, back: i32) -> Date {
    days_after(months_after(as_of.first_of_month(), 1 - back), -1)
}

/// The ends of the months before a day, latest first.
pub fn month_ends(as_of: Date) -> impl Iterator<Item = Date> {
    (1..).map(move |back| month_end(as_of, back))
}

/// The month ends since the last fiscal year began, latest first.
pub fn ratchet_days(as_of: Date, calendar: FiscalCalendar) -> impl Iterator<Item = Date> {
    let this_year = spans::days(&Span::ThisFiscalYear, as_of, calendar).first;
    let first = months_after(this_year, -12);
    month_ends(as_of).take(24).take_while(move |end| *end >= first)
}

/// How many month ends in a row, counted back from today, the criteria held, to a limit; nothing held now: 0.
pub fn months_held(criteria: &Criterion, limit: u16, facts: &Facts<'_>) -> Option<Decimal> {
    if !facts.beyond.held(criteria, facts.as_of).known()? {
        return Some(Decimal::ZERO);
    }
    for back in 1..=i32::from(limit) {
        if !facts.beyond.held(criteria, month_end(facts.as_of, back)).known()? {
            return Some(Decimal::from(back - 1));
        }
    }
    Some(Decimal::from(limit))
}

/// Whether the criteria held on one day or more of a time.
pub fn day_held(span: &Span, criteria: &Criterion, facts: &Facts<'_>) -> Truth {
    let days = spans::days(span, facts.as_of, facts.calendar);
    let mut answer = Truth::No;
    if let Some(looked_at) = event_days(criteria, days, facts) {
        for on in looked_at {
            answer = answer.or(facts.beyond.held(criteria, on));
            if answer.is_yes() {
                break;
            }
        }
        return answer;
    }
    let mut on = days.last;
    while on >= days.first && !answer.is_yes() {
        answer = answer.or(facts.beyond.held(criteria, on));
        on = days_after(on, -1);
    }
    answer
}

/// Whether the criteria held today or at some month end since the last fiscal year began.
pub fn ratchet(criteria: &Criterion, facts: &Facts<'_>) -> Truth {
    ratchet_days(facts.as_of, facts.calendar).fold(facts.beyond.held(criteria, facts.as_of), |any, end| match any {
        Truth::Yes => Truth::Yes,
        _ => any.or(facts.beyond.held(criteria, end)),
    })
}
