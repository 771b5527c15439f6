//! How long a granted tier is valid, and where a partner lands when that is over: by dates alone.
//!
//! Three clocks run side by side and are kept apart: the windows that metrics are measured over, the reviews of R-11,
//! and the validity that stands here, with its grace.

use jiff::civil::Date;

use crate::program::choice::choice;
use crate::program::period::months_after;

choice! {
    /// Where a granted tier stands in its validity.
    pub enum ValidityState {
        Open = "open" => "No end",
        Valid = "valid" => "Valid",
        Grace = "grace" => "Over, in grace",
        Ended = "ended" => "Ended",
    }
}

choice! {
    /// How a partner leaves a tier whose time is over (F102).
    #[derive(Default)]
    pub enum Landing {
        #[default]
        OneLevel = "one_level" => "One level at a time",
        Base = "base" => "To the base tier",
    }
}

/// What a tier of the ladder says of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TierTime {
    /// Months for which it is valid; nothing: without an end.
    pub valid_months: Option<u8>,
    /// Quarters of grace.
    pub grace_quarters: u8,
}

/// A step down because a validity was over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Landed {
    /// The rank before.
    pub from: usize,
    /// The rank after; nothing below the base tier.
    pub to: Option<usize>,
    /// First day after it.
    pub on: Date,
}

/// A granted tier on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Validity {
    /// The rank in force; nothing once the validity of the base tier is over.
    pub rank: Option<usize>,
    /// Since when it is that tier.
    pub since: Date,
    /// First day on which it is no longer valid.
    pub until: Option<Date>,
    /// First day after the grace.
    pub grace_end: Option<Date>,
    /// Where it stands.
    pub state: ValidityState,
    /// The steps down so far.
    pub landed: Vec<Landed>,
    /// The rank that follows when nobody renews it.
    pub then: Option<usize>,
}

/// The tier granted at `since` as it stands on a day.
///
/// It is valid for its months; through its quarters of grace it stays in force; then the partner lands one level below,
/// or at the base, from the day on which the grace ended, with the validity of that tier.
pub fn validity(granted: usize, since: Date, ladder: &[TierTime], landing: Landing, as_of: Date) -> Validity {
    let mut found = Validity {
        rank: Some(granted),
        since,
        until: None,
        grace_end: None,
        state: ValidityState::Open,
        landed: Vec::new(),
        then: Some(granted),
    };
    while let Some(rank) = found.rank {
        (found.until, found.grace_end, found.then) = (None, None, Some(rank));
        let time = ladder.get(rank).copied();
        let Some((months, quarters)) = time.and_then(|time| Some((time.valid_months?, time.grace_quarters))) else {
            found.state = ValidityState::Open;
            return found;
        };
        let until = months_after(found.since, months.into());
        let grace_end = months_after(until, 3 * i32::from(quarters));
        let below = match landing {
            Landing::OneLevel => rank.checked_sub(1),
            Landing::Base => (rank > 0).then_some(0),
        };
        (found.until, found.grace_end, found.then) = (Some(until), Some(grace_end), below);
        if as_of < grace_end {
            found.state = if as_of < until { ValidityState::Valid } else { ValidityState::Grace };
            return found;
        }
        found.landed.push(Landed { from: rank, to: below, on: grace_end });
        (found.rank, found.since) = (below, grace_end);
    }
    (found.until, found.grace_end, found.state) = (None, None, ValidityState::Ended);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    /// Base without an end, Silver for 12 months and a quarter of grace, Gold for 12 months and two quarters.
    fn ladder() -> Vec<TierTime> {
        let time = |valid_months, grace_quarters| TierTime { valid_months, grace_quarters };
        vec![time(None, 0), time(Some(12), 1), time(Some(12), 2)]
    }

    #[test]
    fn a_tier_is_valid_then_in_grace_then_lands_one_level_below() {
        let cases = [
            (date(2025, 12, 31), Some(2), ValidityState::Valid, Some(date(2026, 1, 1)), 0),
            (date(2026, 1, 1), Some(2), ValidityState::Grace, Some(date(2026, 1, 1)), 0),
            (date(2026, 6, 30), Some(2), ValidityState::Grace, Some(date(2026, 1, 1)), 0),
            (date(2026, 7, 1), Some(1), ValidityState::Valid, Some(date(2027, 7, 1)), 1),
            (date(2027, 9, 30), Some(1), ValidityState::Grace, Some(date(2027, 7, 1)), 1),
            (date(2027, 10, 1), Some(0), ValidityState::Open, None, 2),
        ];
        for (as_of, rank, state, until, landed) in cases {
            let found = validity(2, date(2025, 1, 1), &ladder(), Landing::OneLevel, as_of);
            let told = (found.rank, found.state, found.until, found.landed.len());
            assert_eq!(told, (rank, state, until, landed), "{as_of}");
        }
    }

    #[test]
    fn without_a_soft_landing_it_is_the_base_and_below_the_base_there_is_nothing() {
        let found = validity(2, date(2025, 1, 1), &ladder(), Landing::Base, date(2026, 7, 1));
        assert_eq!((found.rank, found.landed[0].on), (Some(0), date(2026, 7, 1)));
        let only = [TierTime { valid_months: Some(12), grace_quarters: 0 }];
        let found = validity(0, date(2025, 1, 31), &only, Landing::OneLevel, date(2026, 1, 31));
        assert_eq!((found.rank, found.state), (None, ValidityState::Ended));
    }

    #[test]
    fn a_tier_without_a_validity_has_no_end() {
        let only = [TierTime { valid_months: None, grace_quarters: 3 }];
        let found = validity(0, date(2015, 1, 1), &only, Landing::OneLevel, date(2026, 1, 31));
        assert_eq!((found.rank, found.state, found.until), (Some(0), ValidityState::Open, None));
    }
}
