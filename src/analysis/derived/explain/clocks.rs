//! The three clocks of a partner's tier, explained: windows, reviews, validity, and what ends it first (R-09, R-11, C-54).

use super::form::{Explanation, Line};
use super::path::Subject;
use crate::analysis::derived::TierClocks;
use crate::program::Kind;
use crate::program::choice::Choice;

impl Subject<'_> {
    /// Measurement, review and validity side by side, with the days ahead.
    pub(super) fn clocks(&self) -> Option<Explanation> {
        let clocks = self.derived.tier_clocks(&self.partner.id)?;
        let tier = clocks.tier.clone().unwrap_or_else(|| "no tier".to_owned());
        let value = match clocks.ends_on {
            Some(on) => format!("{tier} until {on}"),
            None => format!("{tier}, no end"),
        };
        let mut explanation = Explanation::new("R-11", format!("Clocks of {}", self.partner.name), value).says(
            "Metrics are measured over their windows, the granted tier is reviewed on its days, and its validity runs from \
             the day it was granted; none of them moves the others.",
        );
        explanation.inputs = vec![self.tier_in_force()];
        explanation.inputs.extend(self.exception(&clocks));
        explanation.inputs.extend(clocks.measured.iter().map(|(what, days)| {
            let first = (days.first > jiff::civil::Date::MIN).then(|| format!("{} to ", days.first));
            Line::new(
                format!("Measured: {what}"),
                format!("{}{}", first.unwrap_or_else(|| "up to ".to_owned()), days.last),
            )
        }));
        explanation.steps = self.clock_steps(&clocks);
        explanation.thresholds = clocks
            .ahead
            .iter()
            .map(|day| Line::new(day.clock.label(), day.on.to_string()).with_note(&*day.what))
            .collect();
        if !clocks.then.is_empty() {
            explanation.changes.push(match clocks.ends_on {
                Some(on) => format!("on {on}: {}", clocks.then),
                None => clocks.then.clone(),
            });
        }
        explanation.settings = self.settings([
            "tier.soft_landing",
            "tier.provisional_months",
            "tier.override_allowed",
            "tier.override_max_months",
            "tier.override_min_strategic_value",
            "tier.grace_first_notice_days",
            "tier.grace_last_notice_days",
        ]);
        Some(explanation)
    }

    /// When the tier in force ends, and what follows; nothing where it has no end.
    pub(super) fn ends(&self) -> Option<Line> {
        let clocks = self.derived.tier_clocks(&self.partner.id)?;
        let on = clocks.ends_on?;
        Some(Line::new("In force until", on.to_string()).with_note(format!("then {}", clocks.then)))
    }

    fn exception(&self, clocks: &TierClocks) -> Option<Line> {
        let inner = self.partner.tier_override.as_ref()?;
        let team = &self.derived.context().program.team;
        let by = inner.approver.as_ref().and_then(|id| team.get(id)).map_or("nobody", |who| who.name.as_str());
        let lacks: Vec<&str> = clocks.faults.iter().map(|fault| fault.label()).collect();
        let lacks = if lacks.is_empty() { String::new() } else { format!("; lacks: {}", lacks.join(", ")) };
        let value = format!("{} until {}", inner.from, inner.until);
        let note = format!("{}, approved by {by}{lacks}", inner.reason);
        Some(Line::new(inner.kind.label(), value).with_note(note).from(Kind::Partner, [self.partner.id.as_str()]))
    }

    fn clock_steps(&self, clocks: &TierClocks) -> Vec<Line> {
        let mut steps = Vec::new();
        match &clocks.validity {
            Some(found) => {
                let until = found.until.map_or_else(|| "no end".to_owned(), |on| format!("until {on}"));
                let grace = found.grace_end.map(|end| format!("grace until {end}")).unwrap_or_default();
                steps.push(Line::new("Validity", until).with_note(grace));
                steps.extend(found.landed.iter().map(|fall| {
                    let name = |rank: usize| {
                        let granted = self.partner.granted_tier.as_ref();
                        let ladder = granted.and_then(|id| self.derived.ladders().find(id)).map(|(ladder, _)| ladder);
                        ladder.and_then(|ladder| ladder.tiers.get(rank)).map_or("no tier", |tier| tier.name.as_str())
                    };
                    let to = fall.to.map_or("no tier", name);
                    Line::new(format!("Landed on {}", fall.on), to).with_note(format!("after {}", name(fall.from)))
                }));
            }
            None => steps.push(Line::new("Validity", "no tier granted")),
        }
        match &clocks.review {
            Some(review) => {
                let on = review.review_on.map_or_else(|| "none yet".to_owned(), |on| on.to_string());
                steps.push(Line::new("Last review", on).with_note(review.state.label()));
            }
            None => steps.push(Line::new("Reviews", "none")),
        }
        steps
    }
}
