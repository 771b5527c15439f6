//! R-09 and C-54: the tier in force while an override lasts, and what an override owes.

use jiff::civil::Date;

use super::exact::Fraction;
use crate::program::choice::choice;
use crate::program::period::months_after;

choice! {
    /// Where the tier in force comes from.
    pub enum TierSource {
        Granted = "granted" => "Granted",
        Override = "override" => "Override",
        Provisional = "provisional" => "Provisional",
        Landed = "landed" => "Granted, its validity over",
    }
}

choice! {
    /// What an override lacks.
    pub enum OverrideFault {
        Reason = "reason" => "no reason",
        Approver = "approver" => "no approver",
        Until = "until" => "no end, or too late an end",
        StrategicValue = "strategic_value" => "strategic value unknown or too low",
    }
}

/// Whether an override is in force: `from <= as_of < until`, without an end for ever.
pub fn is_active(from: Date, until: Option<Date>, as_of: Date) -> bool {
    from <= as_of && until.is_none_or(|until| as_of < until)
}

/// The end of a provisional tier that names none.
pub fn provisional_until(from: Date, months: u16) -> Date {
    months_after(from, months.into())
}

/// An override as it was recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OverrideFacts {
    /// First day.
    pub from: Date,
    /// First day after it.
    pub until: Option<Date>,
    /// Whether a reason is given.
    pub has_reason: bool,
    /// Whether an approver is named.
    pub has_approver: bool,
    /// Strategic value of the partner.
    pub strategic_value: Option<Fraction>,
}

/// What an override lacks (C-54): reason, approver, an end in time, and strategic value.
pub fn override_faults(facts: &OverrideFacts, max_months: u16, min_strategic_value: &Fraction) -> Vec<OverrideFault> {
    let latest = months_after(facts.from, max_months.into());
    [
        (!facts.has_reason, OverrideFault::Reason),
        (!facts.has_approver, OverrideFault::Approver),
        (facts.until.is_none_or(|until| until > latest), OverrideFault::Until),
        (facts.strategic_value.is_none_or(|value| value < *min_strategic_value), OverrideFault::StrategicValue),
    ]
    .into_iter()
    .filter_map(|(missing, fault)| missing.then_some(fault))
    .collect()
}
