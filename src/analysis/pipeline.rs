//! the weighted forecast of the pipeline, and deals that are stuck.

use jiff::civil::Date;

use super::exact::percent_of;
use crate::program::money::Money;
use crate::program::period::days_between;
use crate::program::rate::Percent;

/// Probabilities of the stages, in their order: registered, qualified, proposal, negotiation, won, lost.
pub fn default_probabilities() -> [Percent; 6] {
    [10, 20, 50, 75, 100, 0].map(Percent::whole)
}

/// `amount * probability`, rounded to the coin of a currency with `places`; nothing for an unknown amount.
pub fn weighted(amount: Option<Money>, probability: Percent, places: u32) -> Option<Money> {
    amount.map(|amount| percent_of(amount, probability, places))
}

/// How many days a deal has been in its stage.
pub fn days_in_stage(since: Option<Date>, as_of: Date) -> Option<i32> {
    since.map(|since| days_between(since, as_of))
}

/// Whether an open deal has been in its stage for more than `stuck_days`; a closed one never is.
pub fn is_stuck(open: bool, since: Option<Date>, as_of: Date, stuck_days: u16) -> Option<bool> {
    if open { days_in_stage(since, as_of).map(|days| days > i32::from(stuck_days)) } else { Some(false) }
}
