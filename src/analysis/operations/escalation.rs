//! whether an escalation was answered in time, and to whom it goes.

use crate::program::choice::choice;
use crate::program::moment::Moment;
use crate::program::relationship::Severity;

choice! {
    /// Whether the answer came in time.
    pub enum EscalationState {
        Open = "open" => "Open",
        Met = "met" => "Met",
        Breached = "breached" => "Breached",
    }
}

choice! {
    /// Who answers.
    pub enum EscalationPath {
        VpPartnerships = "vp_partnerships" => "VP Partnerships",
        Director = "director" => "Director",
        PartnerManager = "partner_manager" => "Partner Manager",
        PartnerSupport = "partner_support" => "Partner Support",
    }
}

impl EscalationPath {
    /// The standard path of a severity (F108).
    pub fn of(severity: Severity) -> Self {
        match severity {
            Severity::Critical => Self::VpPartnerships,
            Severity::High => Self::Director,
            Severity::Medium => Self::PartnerManager,
            Severity::Low => Self::PartnerSupport,
        }
    }
}

/// The response clock of an escalation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ResponseClock {
    /// When the answer is due, at the offset of the opening.
    pub due_at: Moment,
    /// Whether it came in time.
    pub state: EscalationState,
    /// Minutes from the opening to the answer, or to now.
    pub elapsed_minutes: i64,
    /// Minutes past the limit; 0 in time.
    pub late_minutes: i64,
    /// Minutes left while it is open.
    pub left_minutes: Option<i64>,
}

impl ResponseClock {
    /// The clock of an escalation with a limit in hours; an answer exactly at the limit is in time.
    pub fn of(opened: Moment, answered: Option<Moment>, as_of: Moment, limit_hours: u16) -> Self {
        let elapsed_minutes = opened.minutes_until(answered.unwrap_or(as_of));
        let late = elapsed_minutes - i64::from(limit_hours) * 60;
        let state = match answered {
            _ if late > 0 => EscalationState::Breached,
            Some(_) => EscalationState::Met,
            None => EscalationState::Open,
        };
        Self {
            due_at: opened.hours_later(limit_hours.into()),
            state,
            elapsed_minutes,
            late_minutes: late.max(0),
            left_minutes: (state == EscalationState::Open).then_some(-late),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clock(answered: Option<&str>, as_of: &str) -> ResponseClock {
        let moment = |text: &str| text.parse::<Moment>().unwrap();
        ResponseClock::of(moment("2025-03-03T09:00+01:00"), answered.map(moment), moment(as_of), 4)
    }

    #[test]
    fn exactly_the_limit_is_in_time_across_offsets() {
        let met = clock(Some("2025-03-03T12:00Z"), "2025-03-09T12:00Z");
        assert_eq!((met.state, met.elapsed_minutes, met.left_minutes), (EscalationState::Met, 240, None));
        assert_eq!(met.due_at.to_string(), "2025-03-03T13:00+01:00");
        let late = clock(Some("2025-03-03T12:01Z"), "2025-03-09T12:00Z");
        assert_eq!((late.state, late.late_minutes), (EscalationState::Breached, 1));
    }

    #[test]
    fn without_an_answer_the_clock_runs() {
        let open = clock(None, "2025-03-03T11:30Z");
        assert_eq!((open.state, open.left_minutes, open.late_minutes), (EscalationState::Open, Some(30), 0));
        assert_eq!(clock(None, "2025-03-03T12:00Z").left_minutes, Some(0));
        assert_eq!(clock(None, "2025-03-03T12:01Z").state, EscalationState::Breached);
    }
}
