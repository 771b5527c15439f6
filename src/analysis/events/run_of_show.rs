//! how long a webinar and its parts take, against what is good (C-32).

use crate::analysis::policy::WebinarPolicy;
use crate::program::choice::choice;
use crate::program::event::AgendaKind;

choice! {
    /// Which sum an agenda item counts in.
    pub enum ShowPart {
        Presentation = "presentation" => "Presentation",
        Questions = "q_and_a" => "Q&A",
        Frame = "frame" => "Welcome and close",
    }
}

choice! {
    /// Where a length lies.
    pub enum LengthPosition {
        Short = "short" => "Short",
        Good = "good" => "Good",
        Long = "long" => "Long",
    }
}

choice! {
    /// What to make of a length, the worst last.
    pub enum LengthVerdict {
        Ok = "ok" => "OK",
        Warning = "warning" => "Warning",
        Error = "error" => "Error",
    }
}

/// Good lengths in minutes, both ends inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShowLimits {
    /// The whole.
    pub total: [u32; 2],
    /// Presentation, demo and customer story together.
    pub presentation: [u32; 2],
    /// Questions and answers.
    pub questions: [u32; 2],
    /// From here the whole is an error.
    pub error_from: u32,
}

impl Default for ShowLimits {
    fn default() -> Self {
        Self { total: [54, 64], presentation: [35, 45], questions: [15, 20], error_from: 120 }
    }
}

impl From<&WebinarPolicy> for ShowLimits {
    fn from(policy: &WebinarPolicy) -> Self {
        Self {
            total: policy.total_minutes.map(u32::from),
            presentation: policy.presentation_minutes.map(u32::from),
            questions: policy.q_and_a_minutes.map(u32::from),
            error_from: policy.error_minutes.into(),
        }
    }
}

impl From<AgendaKind> for ShowPart {
    fn from(kind: AgendaKind) -> Self {
        match kind {
            AgendaKind::Content | AgendaKind::Demo | AgendaKind::Customer => Self::Presentation,
            AgendaKind::Questions => Self::Questions,
            AgendaKind::Intro | AgendaKind::Close => Self::Frame,
        }
    }
}

/// A sum of minutes and what to make of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShowLength {
    /// Minutes.
    pub minutes: u32,
    /// Where they lie.
    pub position: LengthPosition,
    /// What to make of it.
    pub verdict: LengthVerdict,
}

/// The lengths of a run of show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunOfShow {
    /// The minute at which each item starts, from 0.
    pub starts: Vec<u32>,
    /// The whole.
    pub total: ShowLength,
    /// Presentation, demo and customer story.
    pub presentation: ShowLength,
    /// Questions and answers.
    pub questions: ShowLength,
}

impl RunOfShow {
    /// The lengths of items in their order, each with its minutes.
    pub fn of(items: &[(ShowPart, u32)], limits: &ShowLimits) -> Self {
        let mut total = 0_u32;
        let mut starts = Vec::with_capacity(items.len());
        for (_, minutes) in items {
            starts.push(total);
            total = total.saturating_add(*minutes);
        }
        let sum = |part: ShowPart| {
            let of_part = items.iter().filter(|(kind, _)| *kind == part);
            of_part.fold(0_u32, |sum, (_, minutes)| sum.saturating_add(*minutes))
        };
        let mut whole = ShowLength::of(total, limits.total);
        if total >= limits.error_from {
            whole.verdict = LengthVerdict::Error;
        }
        Self {
            starts,
            total: whole,
            presentation: ShowLength::of(sum(ShowPart::Presentation), limits.presentation),
            questions: ShowLength::of(sum(ShowPart::Questions), limits.questions),
        }
    }

    /// The worst of the three.
    pub fn verdict(&self) -> LengthVerdict {
        self.total.verdict.max(self.presentation.verdict).max(self.questions.verdict)
    }
}

impl ShowLength {
    fn of(minutes: u32, [low, high]: [u32; 2]) -> Self {
        let position = match minutes {
            _ if minutes < low => LengthPosition::Short,
            _ if minutes > high => LengthPosition::Long,
            _ => LengthPosition::Good,
        };
        let verdict = if position == LengthPosition::Good { LengthVerdict::Ok } else { LengthVerdict::Warning };
        Self { minutes, position, verdict }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ShowPart::{Frame, Presentation, Questions};

    #[test]
    fn both_ends_of_a_good_length_are_good() {
        for (talk, questions, verdict) in [
            (35, 15, LengthVerdict::Ok),
            (40, 20, LengthVerdict::Ok),
            (41, 20, LengthVerdict::Warning),
            (34, 15, LengthVerdict::Warning),
            (95, 20, LengthVerdict::Warning),
            (96, 20, LengthVerdict::Error),
        ] {
            let items = [(Frame, 2), (Presentation, talk), (Questions, questions), (Frame, 2)];
            let show = RunOfShow::of(&items, &ShowLimits::default());
            assert_eq!(show.verdict(), verdict, "{talk} + {questions}");
            assert_eq!(show.starts, [0, 2, 2 + talk, 2 + talk + questions]);
        }
    }

    #[test]
    fn nothing_planned_is_too_short() {
        let show = RunOfShow::of(&[], &ShowLimits::default());
        assert_eq!(show.verdict(), LengthVerdict::Warning);
        assert_eq!(show.questions.position, LengthPosition::Short);
    }
}
