//! Where a health score comes from, and what would raise it.

use super::path::{Explanation, Line, Subject, number, words};
use crate::analysis::growth::GrowthState;
use crate::analysis::health::{HealthBand, HealthDimension};
use crate::program::choice::Choice;
use crate::program::partner::{EngagementLevel, StrategicFit};

impl Subject<'_> {
    pub(super) fn health(&self) -> Explanation {
        let health = &self.measures.health;
        let mut explanation = Explanation::new("R-04", format!("Health of {}", self.partner.name), health.display());
        for &dimension in HealthDimension::ALL {
            let points = health.points(dimension).map_or_else(|| "unknown".to_owned(), |points| points.to_string());
            let value = format!("{points} of {}", dimension.max());
            explanation.inputs.push(Line::new(dimension.label(), value).with_note(self.fact(dimension)));
            explanation.changes.extend(self.next_step(dimension));
        }
        let bands = [
            (80, HealthBand::Champion),
            (60, HealthBand::Healthy),
            (40, HealthBand::AtRisk),
            (20, HealthBand::Critical),
        ];
        for (from, band) in bands {
            explanation.thresholds.push(Line::new(band.label(), format!("{from} or more")));
        }
        let keys = ["growth.flat_band", "growth.strong_percent", "health.no_revenue_points", "reported.feeds_health"];
        explanation.settings.extend(keys.map(|key| self.setting(key)));
        explanation
    }

    /// The fact a dimension is decided by.
    fn fact(&self, dimension: HealthDimension) -> String {
        let measures = self.measures;
        match dimension {
            HealthDimension::Revenue => format!("growth {}", measures.growth.display()),
            HealthDimension::Activity => match measures.registrations_last_quarter {
                Some(count) => format!("{count} registrations in {}", self.derived.periods().last_quarter),
                None => "no registrations are recorded".to_owned(),
            },
            HealthDimension::Engagement => words(measures.engagement.map(Choice::label)),
            HealthDimension::Satisfaction => {
                format!("NPS {} from {} answers", number(measures.nps, 0), measures.nps_answers.responses())
            }
            HealthDimension::StrategicFit => words(measures.strategic_fit.map(Choice::label)),
        }
    }

    /// What would give a dimension more points.
    fn next_step(&self, dimension: HealthDimension) -> Option<String> {
        let measures = self.measures;
        let have = measures.health.points(dimension);
        if have == Some(dimension.max()) {
            return None;
        }
        let (step, points): (String, u8) = match dimension {
            HealthDimension::Revenue => match measures.growth.state {
                GrowthState::Growing => (format!("growth of {}", self.derived.policy().growth.strong), 30),
                GrowthState::Unknown => ("the revenue of both quarters".to_owned(), 30),
                _ => ("any growth".to_owned(), 20),
            },
            HealthDimension::Activity => match measures.registrations_last_quarter {
                None | Some(3..) => ("5 registrations in a quarter".to_owned(), 25),
                Some(1..=2) => ("3 registrations in a quarter".to_owned(), 20),
                Some(0) => ("1 registration in a quarter".to_owned(), 10),
            },
            HealthDimension::Engagement => match measures.engagement {
                Some(EngagementLevel::Inactive) => ("quarterly engagement".to_owned(), 10),
                Some(EngagementLevel::Quarterly) => ("monthly engagement".to_owned(), 15),
                _ => ("weekly engagement".to_owned(), 20),
            },
            HealthDimension::Satisfaction => match have {
                Some(10) | None => ("an NPS of 50".to_owned(), 15),
                Some(5) => ("an NPS of 25".to_owned(), 10),
                Some(_) => ("an NPS of 0".to_owned(), 5),
            },
            HealthDimension::StrategicFit => match measures.strategic_fit {
                Some(StrategicFit::Weak) => ("a moderate strategic fit".to_owned(), 5),
                _ => ("a strong strategic fit".to_owned(), 10),
            },
        };
        let gain = points.saturating_sub(have.unwrap_or(0));
        let verb = if have.is_none() { "up to" } else { "plus" };
        Some(format!("{}: {step} gives {verb} {gain} points", dimension.label()))
    }
}
