//! whether a pilot has brought enough qualified leads in its window.

use jiff::civil::Date;

use crate::program::choice::choice;
use crate::program::period::{days_after, days_between};

choice! {
    /// Where a pilot stands.
    pub enum PilotState {
        NotStarted = "not_started" => "Not started",
        Undecided = "undecided" => "Undecided",
        Pass = "pass" => "Pass",
        Fail = "fail" => "Fail",
        Unknown = "unknown" => "Unknown",
    }
}

choice! {
    /// How a lead counts for a pilot.
    pub enum PilotLead {
        Qualified = "qualified" => "Qualified",
        NotQualified = "not_qualified" => "Not qualified",
        Unknown = "unknown" => "Not known yet",
        Outside = "outside" => "Outside the window",
        Future = "future" => "After the as-of date",
    }
}

/// The days of a pilot and the qualified leads it needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PilotRules {
    /// Days of the window.
    pub days: u16,
    /// Qualified leads that pass.
    pub leads_required: u32,
}

impl Default for PilotRules {
    fn default() -> Self {
        Self { days: 90, leads_required: 10 }
    }
}

/// Where a pilot stands on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PilotGate {
    /// The first day outside the window.
    pub window_end: Date,
    /// How each lead counts, in the order given.
    pub leads: Vec<PilotLead>,
    /// Where it stands.
    pub state: PilotState,
    /// The day it was decided.
    pub decided_on: Option<Date>,
    /// Qualified leads still missing.
    pub leads_missing: u32,
    /// Days left until it is decided without more leads; 0 once it is.
    pub days_left: i32,
}

impl PilotGate {
    /// a pilot from `start`, with the date and the qualification of its leads.
    pub fn of(start: Date, leads: &[(Date, Option<bool>)], as_of: Date, rules: &PilotRules) -> Self {
        let window_end = days_after(start, rules.days.into());
        let leads_of = |(date, qualified): &(Date, Option<bool>)| match qualified {
            _ if *date > as_of => PilotLead::Future,
            _ if *date < start || *date >= window_end => PilotLead::Outside,
            Some(true) => PilotLead::Qualified,
            Some(false) => PilotLead::NotQualified,
            None => PilotLead::Unknown,
        };
        let kinds: Vec<PilotLead> = leads.iter().map(leads_of).collect();
        let dated = leads.iter().zip(&kinds).filter(|(_, kind)| **kind == PilotLead::Qualified);
        let mut qualified: Vec<Date> = dated.map(|((date, _), _)| *date).collect();
        qualified.sort_unstable();
        let required = rules.leads_required as usize;
        let unknown = kinds.iter().filter(|kind| **kind == PilotLead::Unknown).count();
        let (state, decided_on) = if let Some(last) = required.checked_sub(1).and_then(|last| qualified.get(last)) {
            (PilotState::Pass, Some(*last))
        } else if as_of >= window_end && qualified.len() + unknown >= required {
            (PilotState::Unknown, None)
        } else if as_of >= window_end {
            (PilotState::Fail, Some(window_end))
        } else if as_of < start {
            (PilotState::NotStarted, None)
        } else {
            (PilotState::Undecided, None)
        };
        let running = matches!(state, PilotState::NotStarted | PilotState::Undecided);
        Self {
            window_end,
            leads: kinds,
            state,
            decided_on,
            leads_missing: rules.leads_required.saturating_sub(qualified.len() as u32),
            days_left: if running { days_between(as_of, window_end) } else { 0 },
        }
    }

    /// How many leads count in a way.
    pub fn count(&self, kind: PilotLead) -> usize {
        self.leads.iter().filter(|lead| **lead == kind).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const RULES: PilotRules = PilotRules { days: 30, leads_required: 2 };

    fn gate(as_of: Date, leads: &[(Date, Option<bool>)]) -> PilotGate {
        PilotGate::of(date(2025, 1, 1), leads, as_of, &RULES)
    }

    #[test]
    fn a_pilot_passes_on_the_date_of_the_last_lead_it_needed() {
        let leads = [(date(2025, 1, 20), Some(true)), (date(2025, 1, 3), Some(true)), (date(2025, 1, 5), Some(true))];
        let passed = gate(date(2025, 3, 1), &leads);
        assert_eq!((passed.state, passed.decided_on), (PilotState::Pass, Some(date(2025, 1, 5))));
        assert_eq!((passed.leads_missing, passed.days_left), (0, 0));
        let early = gate(date(2025, 1, 4), &leads);
        assert_eq!((early.state, early.days_left), (PilotState::Undecided, 27));
        assert_eq!((early.leads_missing, early.count(PilotLead::Future)), (1, 2));
    }

    #[test]
    fn the_first_day_after_the_window_is_outside_and_decides() {
        let leads = [(date(2025, 1, 30), Some(true)), (date(2025, 1, 31), Some(true))];
        let failed = gate(date(2025, 1, 31), &leads);
        assert_eq!((failed.state, failed.decided_on), (PilotState::Fail, Some(date(2025, 1, 31))));
        assert_eq!(failed.count(PilotLead::Outside), 1);
        let open = gate(date(2025, 1, 31), &[leads[0], (date(2025, 1, 30), None)]);
        assert_eq!((open.state, open.decided_on), (PilotState::Unknown, None));
        assert_eq!(gate(date(2024, 12, 31), &[]).state, PilotState::NotStarted);
    }
}
