//! How a partner stands among others, and how long something held.

use jiff::civil::Date;
use rust_decimal::{Decimal, RoundingStrategy};

use super::facts::Facts;
use super::spans;
use crate::analysis::truth::Truth;
use crate::program::criterion::Criterion;
use crate::program::measure::{RoundingWay, Span, Standing};
use crate::program::period::{days_after, months_after};

/// The place or percentile of a value among others; unknown while another value that could decide is.
pub fn rank(own: Decimal, others: &[Option<Decimal>], by: Standing) -> Option<Decimal> {
    let known = others.iter().copied().collect::<Option<Vec<Decimal>>>()?;
    match by {
        Standing::Place => Some(Decimal::from(known.iter().filter(|other| **other > own).count() + 1)),
        Standing::Percentile(way) => {
            let below = known.iter().filter(|other| **other <= own).count() + 1;
            let share = Decimal::from(below * 100).checked_div(Decimal::from(known.len() + 1))?;
            Some(share.round_dp_with_strategy(
                0,
                match way {
                    RoundingWay::Up => RoundingStrategy::ToPositiveInfinity,
                    RoundingWay::Down => RoundingStrategy::ToNegativeInfinity,
                    RoundingWay::Nearest => RoundingStrategy::MidpointAwayFromZero,
                },
            ))
        }
    }
}

/// The last day of the month before, so many months back.
fn month_end(as_of: Date, back: i32) -> Date {
    days_after(months_after(as_of.first_of_month(), 1 - back), -1)
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
    let mut on = days.last;
    let mut answer = Truth::No;
    while on >= days.first && !answer.is_yes() {
        answer = answer.or(facts.beyond.held(criteria, on));
        on = days_after(on, -1);
    }
    answer
}

/// Whether the criteria held today or at some month end since the last fiscal year began.
pub fn ratchet(criteria: &Criterion, facts: &Facts<'_>) -> Truth {
    let this_year = spans::days(&Span::ThisFiscalYear, facts.as_of, facts.calendar).first;
    let first = months_after(this_year, -12);
    let ends = (1..=24).map(|back| month_end(facts.as_of, back)).take_while(|end| *end >= first);
    ends.fold(facts.beyond.held(criteria, facts.as_of), |any, end| match any {
        Truth::Yes => Truth::Yes,
        _ => any.or(facts.beyond.held(criteria, end)),
    })
}
