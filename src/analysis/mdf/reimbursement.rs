//! R-20, C-09: when a claim is to be paid, and whether it was.

use jiff::civil::Date;

use crate::program::choice::choice;
use crate::program::period::{days_after, days_between};

choice! {
    /// Where a reimbursement stands.
    pub enum ReimbursementState {
        Open = "open" => "Open",
        Late = "late" => "Late",
        PaidOnTime = "paid_on_time" => "Paid on time",
        PaidLate = "paid_late" => "Paid late",
    }
}

/// The clock of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reimbursement {
    /// The last day on which it is in time.
    pub due_on: Date,
    /// Where it stands.
    pub state: ReimbursementState,
    /// Days after that day, up to the payment or today; 0 when in time.
    pub days_late: i32,
}

/// The clock started by a receipt or an approval: `days` to pay, the last one included.
pub fn reimbursement(triggered_on: Date, paid_on: Option<Date>, as_of: Date, days: u16) -> Reimbursement {
    let due_on = days_after(triggered_on, days.into());
    let days_late = days_between(due_on, paid_on.unwrap_or(as_of)).max(0);
    let state = match (paid_on.is_some(), days_late > 0) {
        (true, false) => ReimbursementState::PaidOnTime,
        (true, true) => ReimbursementState::PaidLate,
        (false, false) => ReimbursementState::Open,
        (false, true) => ReimbursementState::Late,
    };
    Reimbursement { due_on, state, days_late }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_due_day_itself_is_in_time() {
        let receipt = date(2025, 6, 1);
        let at = |as_of, paid_on| {
            let clock = reimbursement(receipt, paid_on, as_of, 15);
            (clock.state, clock.days_late)
        };
        assert_eq!(at(date(2025, 6, 16), None), (ReimbursementState::Open, 0));
        assert_eq!(at(date(2025, 6, 17), None), (ReimbursementState::Late, 1));
        assert_eq!(at(date(2025, 8, 1), Some(date(2025, 6, 16))), (ReimbursementState::PaidOnTime, 0));
        assert_eq!(at(date(2025, 8, 1), Some(date(2025, 6, 18))), (ReimbursementState::PaidLate, 2));
    }
}
