//! How the pipeline of one day became that of another: opening + new - won - lost = closing, deal by deal.
//!
//! Amounts are those known today, so a changed amount moves no line. A deal without a creation date may have been open
//! from the start or be new; it stands in a line of its own rather than in either.

use jiff::civil::Date;

use crate::program::deal::{Deal, DealStage};
use crate::program::money::Money;

/// Some deals and their sum; unknown where one of the amounts is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// How many.
    pub deals: u32,
    /// Their sum.
    pub amount: Option<Money>,
}

impl Default for Tally {
    fn default() -> Self {
        Self { deals: 0, amount: Some(Money::ZERO) }
    }
}

impl Tally {
    fn add(&mut self, deal: &Deal) {
        self.deals += 1;
        self.amount = self.amount.zip(deal.amount).map(|(sum, amount)| sum.plus(amount));
    }
}

/// The movement of a pipeline over some days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Movement {
    /// Open before the first day.
    pub opening: Tally,
    /// Created within the days.
    pub new: Tally,
    /// Without a creation date, and not closed before the first day.
    pub undated: Tally,
    /// Won within the days.
    pub won: Tally,
    /// Lost within the days.
    pub lost: Tally,
    /// Open after the last day.
    pub closing: Tally,
    /// Of those still open: expected to close by the last day.
    pub slipped: Tally,
}

/// The movement from the morning of `from` to the evening of `until`.
pub fn movement<'a>(deals: impl IntoIterator<Item = &'a Deal>, from: Date, until: Date) -> Movement {
    let mut movement = Movement::default();
    for deal in deals {
        let closed = deal.closed_on.filter(|on| *on <= until);
        let starts_later = deal.created_on.is_some_and(|on| on > until);
        if starts_later || closed.is_some_and(|on| on < from) {
            continue;
        }
        let came = match deal.created_on {
            Some(on) if on < from => &mut movement.opening,
            Some(_) => &mut movement.new,
            None => &mut movement.undated,
        };
        came.add(deal);
        if closed.is_none() {
            movement.closing.add(deal);
            if deal.expected_close.is_some_and(|on| on <= until) {
                movement.slipped.add(deal);
            }
        } else if deal.stage == DealStage::Won {
            movement.won.add(deal);
        } else {
            movement.lost.add(deal);
        }
    }
    movement
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::program::period::days_after;

    fn deals() -> Vec<Deal> {
        crate::store::read(include_bytes!("../../saves/northwind.ron")).unwrap().program.deals.iter().cloned().collect()
    }

    /// Which deals were open on the evening of a day, looked at from that day alone.
    fn open_on(deals: &[Deal], day: Date) -> Vec<&Deal> {
        let there = |deal: &&Deal| deal.created_on.is_none_or(|on| on <= day);
        deals.iter().filter(there).filter(|deal| deal.closed_on.is_none_or(|on| on > day)).collect()
    }

    proptest! {
        #[test]
        fn every_movement_reconciles(
            start in 0_i32..900,
            length in 0_i32..400,
            blanks in proptest::collection::vec((0_usize..10_000, 0_usize..3), 0..30),
        ) {
            let mut deals = deals();
            for (at, what) in blanks {
                let count = deals.len();
                let deal = &mut deals[at % count];
                match what {
                    0 => deal.created_on = None,
                    1 => deal.amount = None,
                    _ => deal.created_on = deal.created_on.map(|on| days_after(on, 40)),
                }
            }
            let from = days_after(date(2024, 6, 1), start);
            let until = days_after(from, length);
            let found = movement(&deals, from, until);
            let came = found.opening.deals + found.new.deals + found.undated.deals;
            prop_assert_eq!(came, found.won.deals + found.lost.deals + found.closing.deals);
            prop_assert_eq!(found.closing.deals as usize, open_on(&deals, until).len());
            let sum = |tallies: &[Tally]| tallies.iter().map(|tally| tally.amount).sum::<Option<Money>>();
            let came = sum(&[found.opening, found.new, found.undated]);
            let went = sum(&[found.won, found.lost, found.closing]);
            if let (Some(came), Some(went)) = (came, went) {
                prop_assert_eq!(came, went);
            } else {
                prop_assert!(came.is_none() && went.is_none());
            }
        }

        #[test]
        fn one_quarter_closes_as_the_next_opens(start in 0_i32..900, length in 0_i32..200) {
            let mut deals = deals();
            deals.retain(|deal| deal.created_on.is_some());
            let from = days_after(date(2024, 6, 1), start);
            let until = days_after(from, length);
            let next = days_after(until, 1);
            let (this, that) = (movement(&deals, from, until), movement(&deals, next, days_after(next, 90)));
            prop_assert_eq!(this.closing, that.opening);
        }
    }
}
