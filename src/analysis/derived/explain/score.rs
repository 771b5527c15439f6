//! Where a health score comes from, and what would raise it.

use super::form::{Explanation, Line};
use super::path::{Subject, counted, number, words};
use crate::analysis::derived::metrics::{registered, reported};
use crate::analysis::growth::GrowthState;
use crate::analysis::health::{HealthBand, HealthDimension};
use crate::program::Kind;
use crate::program::choice::Choice;
use crate::program::partner::{EngagementLevel, StrategicFit};
use crate::program::period::days_between;
use crate::program::portal::PortalActivity;

impl Subject<'_> {
    pub(super) fn health(&self) -> Explanation {
        let health = &self.measures.health;
        let mut explanation = Explanation::new("R-04", format!("Health of {}", self.partner.name), health.display())
            .says("The points of five dimensions, 30 + 25 + 20 + 15 + 10 at most; what is unknown makes a range.");
        let mut points = Vec::new();
        for &dimension in HealthDimension::ALL {
            let known = health.points(dimension);
            let value = format!("{} of {}", told_points(known), dimension.max());
            explanation.inputs.push(self.evidence(dimension));
            explanation.steps.push(Line::new(dimension.label(), value).with_note(self.scale(dimension)));
            explanation.changes.extend(self.next_step(dimension));
            points.push(known.map_or_else(|| format!("0 to {}", dimension.max()), |points| points.to_string()));
        }
        let total = if health.low == health.high {
            health.low.to_string()
        } else {
            format!("{} to {}", health.low, health.high)
        };
        explanation.steps.push(match self.reported_health() {
            Some(line) => line,
            None => Line::new("Score", total).with_note(points.join(" + ")),
        });
        let bands = [
            (80, HealthBand::Champion),
            (60, HealthBand::Healthy),
            (40, HealthBand::AtRisk),
            (20, HealthBand::Critical),
            (0, HealthBand::Churning),
        ];
        for (from, band) in bands {
            explanation.thresholds.push(Line::new(band.label(), format!("{from} or more")));
        }
        if health.band == HealthBand::Unknown {
            let note = "the two ends of the range lie in different bands";
            explanation.thresholds.push(Line::new(HealthBand::Unknown.label(), "otherwise").with_note(note));
        }
        explanation.settings = self.settings([
            "growth.flat_band",
            "growth.strong_percent",
            "health.no_revenue_points",
            "health.weekly_days",
            "health.monthly_days",
            "health.quarterly_days",
            "reported.feeds_health",
        ]);
        explanation
    }

    /// The score of another system, where the program lets it stand in (C-38).
    fn reported_health(&self) -> Option<Line> {
        let policy = self.derived.policy();
        let text = reported(&self.derived.context(), self.partner, &["health", "health_score"])?;
        let line = Line::new("Reported score", text).from(Kind::Partner, [self.partner.id.as_str()]);
        policy.health.reported_feeds.then(|| line.with_note("stands in for the points: reported.feeds_health"))
    }

    /// The fact a dimension is decided by, and the records it is read from.
    fn evidence(&self, dimension: HealthDimension) -> Line {
        let measures = self.measures;
        let own = [self.partner.id.as_str()];
        match dimension {
            HealthDimension::Revenue => {
                let growth = &measures.growth;
                let (quarter, before) =
                    (self.derived.periods().last_quarter, self.derived.periods().last_quarter.year_before());
                let note = format!(
                    "{} in {quarter} after {} in {before}; explain partner/{}/growth",
                    self.money(growth.current),
                    self.money(growth.previous),
                    self.partner.id
                );
                Line::new("Growth", growth.display()).with_note(note)
            }
            HealthDimension::Activity => self.registrations(),
            HealthDimension::Engagement => self.engagement_line(),
            HealthDimension::Satisfaction => self.nps_line(),
            HealthDimension::StrategicFit => {
                let line = Line::new("Strategic fit", words(measures.strategic_fit.map(Choice::label)));
                match (self.partner.strategic_fit, self.latest_evaluation()) {
                    (Some(_), _) => line.with_note("entered on the partner").from(Kind::Partner, own),
                    (None, Some(found)) => {
                        let score = found.strategic_fit.map_or_else(|| "none".to_owned(), |score| score.to_string());
                        let note = format!("strategic fit {score} of 5 in the evaluation of {}", found.on);
                        line.with_note(note).from(Kind::Evaluation, [found.id.as_str()])
                    }
                    (None, None) => line.with_note("not entered, and no evaluation"),
                }
            }
        }
    }

    fn registrations(&self) -> Line {
        let (context, periods) = (self.derived.context(), self.derived.periods());
        let days = periods.last_quarter_days;
        let line = Line::new(
            "Registrations",
            self.measures.registrations_last_quarter.map_or_else(|| "unknown".to_owned(), |count| count.to_string()),
        );
        if self.measures.registrations_last_quarter.is_none() {
            return line.with_note("the program keeps no registrations");
        }
        let all = context.index.registrations.of(&self.partner.id).iter();
        let inside = all.filter(|found| registered(found.state) && days.contains(found.submitted_at.date()));
        line.with_note(format!("submitted {} to {}", days.first, days.last))
            .from(Kind::DealRegistration, inside.map(|found| found.id.as_str()))
    }

    pub(super) fn engagement_line(&self) -> Line {
        let as_of = self.derived.as_of();
        let line = Line::new("Engagement", words(self.measures.engagement.map(Choice::label)));
        let note = match (self.partner.engagement_level, self.partner.portal_last_active) {
            (Some(_), _) => "entered on the partner".to_owned(),
            (None, Some(PortalActivity::On(on))) if on <= as_of => {
                format!(
                    "last in the portal {on}, {} before {as_of}",
                    counted(days_between(on, as_of).unsigned_abs() as usize, "day")
                )
            }
            (None, Some(PortalActivity::Never)) => "never in the portal".to_owned(),
            _ => "neither entered nor a portal visit on record".to_owned(),
        };
        line.with_note(note).from(Kind::Partner, [self.partner.id.as_str()])
    }

    pub(super) fn nps_line(&self) -> Line {
        let (context, answers) = (self.derived.context(), self.measures.nps_answers);
        let line = Line::new("NPS", number(self.measures.nps, 1));
        if answers.responses() == 0 {
            return match self.partner.entered_nps {
                Some(_) => line
                    .with_note("no answer in 12 months; entered on the partner")
                    .from(Kind::Partner, [self.partner.id.as_str()]),
                None => line.with_note("no answer in 12 months, and none entered"),
            };
        }
        let responses = context.index.nps_responses.of(&self.partner.id).iter();
        let recent = responses.filter(|response| context.periods.t12m.contains(response.on));
        line.with_note(format!(
            "{} promoters, {} passives, {} detractors in 12 months",
            answers.promoters, answers.passives, answers.detractors
        ))
        .from(Kind::NpsResponse, recent.map(|response| response.id.as_str()))
    }

    pub(super) fn nps(&self) -> Explanation {
        let title = format!("NPS of {}", self.partner.name);
        let mut explanation = Explanation::new("R-35", title, number(self.measures.nps, 1))
            .says("100 times promoters (9, 10) less detractors (0 to 6), out of all answers of 12 months.");
        explanation.inputs.push(self.nps_line());
        let answers = self.measures.nps_answers;
        if answers.responses() > 0 {
            let how = format!("100 * ({} - {}) / {}", answers.promoters, answers.detractors, answers.responses());
            explanation.steps.push(Line::new("NPS", number(self.measures.nps, 1)).with_note(how));
        }
        explanation.thresholds.push(Line::new("Target", self.derived.policy().target.nps.to_string()));
        explanation.settings = self.settings(["kpi.nps_target"]);
        explanation
    }

    pub(super) fn engagement(&self) -> Explanation {
        let title = format!("Engagement of {}", self.partner.name);
        let mut explanation = Explanation::new("R-04", title, words(self.measures.engagement.map(Choice::label)))
            .says("As entered on the partner, otherwise by the days since its last visit to the portal.");
        explanation.inputs.push(self.engagement_line());
        let policy = &self.derived.policy().health;
        for (level, days) in [
            (EngagementLevel::Weekly, policy.weekly_days),
            (EngagementLevel::Monthly, policy.monthly_days),
            (EngagementLevel::Quarterly, policy.quarterly_days),
        ] {
            explanation.thresholds.push(Line::new(level.label(), format!("at most {days} days ago")));
        }
        explanation.thresholds.push(Line::new(EngagementLevel::Inactive.label(), "longer ago, or never"));
        explanation.settings = self.settings(["health.weekly_days", "health.monthly_days", "health.quarterly_days"]);
        explanation
    }

    /// What a dimension gives, as the rule states it.
    fn scale(&self, dimension: HealthDimension) -> String {
        let policy = self.derived.policy();
        match dimension {
            HealthDimension::Revenue => format!(
                "growth of {} or new 30, any growth 20, flat 10, declining 0, no revenue {}",
                policy.growth.strong, policy.health.no_revenue_points
            ),
            HealthDimension::Activity => "5 or more 25, 3 or 4 20, 1 or 2 10, none 0".to_owned(),
            HealthDimension::Engagement => "weekly 20, monthly 15, quarterly 10, inactive 0".to_owned(),
            HealthDimension::Satisfaction => "50 or more 15, 25 or more 10, 0 or more 5, below 0".to_owned(),
            HealthDimension::StrategicFit => "strong 10, moderate 5, weak 0".to_owned(),
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

fn told_points(points: Option<u8>) -> String {
    points.map_or_else(|| "unknown".to_owned(), |points| points.to_string())
}
