//! Where a partner's place on the matrix and its segment come from.

use super::path::{Explanation, Line, Subject, number, words};
use crate::program::choice::Choice;
use crate::program::partner::Segment;

impl Subject<'_> {
    pub(super) fn quadrant(&self) -> Explanation {
        let placement = &self.measures.placement;
        let midlines = self.derived.midlines();
        let value = placement.quadrant.map_or_else(|| "not placed".to_owned(), |quadrant| quadrant.label().to_owned());
        let mut explanation = Explanation::new("R-08", format!("Value matrix: {}", self.partner.name), value);
        let (strategic, source) = placement.strategic_value.unzip();
        let (revenue, axis) = placement.revenue.unzip();
        explanation.inputs = vec![
            Line::new("Strategic value", number(strategic, 2)).with_note(words(source.map(Choice::label))),
            Line::new("Revenue", self.money(revenue)).with_note(words(axis.map(Choice::label))),
            Line::new("Health", self.measures.health.band.label()),
            Line::new("Investment call", self.measures.investment_call.map_or("none", Choice::label)),
        ];
        explanation.thresholds = vec![
            Line::new("High strategic value from", number(Some(midlines.strategic), 2)),
            Line::new("High revenue from", self.told(midlines.revenue)),
        ];
        if strategic.is_none() {
            explanation.changes.push("an evaluation, a scorecard or an entered strategic value places it".to_owned());
        }
        if revenue.is_none() {
            explanation.changes.push("a won deal or an entered revenue potential places it".to_owned());
        }
        if let Some(revenue) = revenue {
            let missing = midlines.revenue.minus(revenue);
            explanation.changes.push(if missing.cents() > 0 {
                format!("{} more revenue makes it high", self.told(missing))
            } else {
                format!("revenue below {} makes it low", self.told(midlines.revenue))
            });
        }
        let keys = ["matrix.strategic_source", "matrix.strategic_midline", "matrix.revenue_midline", "matrix.axis"];
        explanation.settings.extend(keys.map(|key| self.setting(key)));
        explanation
    }

    pub(super) fn segment(&self) -> Explanation {
        let measures = self.measures;
        let facts = measures.segment_facts(self.derived.rank(&self.partner.id));
        let program = self.derived.program();
        let value = format!("{} (rule {})", measures.segment.label(), measures.segment_rule);
        let mut explanation = Explanation::new("R-36", format!("Segment of {}", self.partner.name), value);
        let rank = facts.rank.map_or_else(|| "none".to_owned(), |rank| rank.to_string());
        let registrations = facts.registrations.map_or_else(|| "unknown".to_owned(), |count| count.to_string());
        explanation.inputs = vec![
            Line::new("Set by hand", facts.override_segment.map_or("no", Segment::label)),
            Line::new("Growth", facts.growth.display()),
            Line::new("Credited revenue, 12 months", self.money(facts.revenue)),
            Line::new("Rank by revenue", rank).with_note(format!("of {} with revenue", program.with_revenue)),
            Line::new("Engagement", words(facts.engagement.map(Choice::label))),
            Line::new("Strategic value", number(facts.strategic_value, 2)),
            Line::new("Stage", words(facts.stage.map(Choice::label))),
            Line::new("Registrations last quarter", registrations),
        ];
        let policy = &self.derived.policy().segmentation;
        explanation.thresholds = vec![
            Line::new("At-risk", "declining, engaged quarterly or less"),
            Line::new("Strategic", format!("rank {} or better, growth of {}", program.top_count, policy.growth)),
            Line::new(
                "Growth",
                format!(
                    "growth of {}; or growing with strategic value of {}; or in onboarding",
                    policy.growth,
                    number(Some(policy.min_strategic_value), 0)
                ),
            ),
            Line::new(
                "Long-tail",
                format!("less revenue than Silver, at most {} registrations", policy.max_registrations),
            ),
            Line::new("Stable", "otherwise"),
        ];
        for unknown in facts.unknown() {
            explanation.changes.push(format!("{} is unknown and never matches", unknown.label()));
        }
        explanation.changes.push("a segment set by hand wins".to_owned());
        let keys = ["segmentation.silver_threshold", "segmentation.top_percent", "segmentation.growth_percent"];
        explanation.settings.extend(keys.map(|key| self.setting(key)));
        explanation
    }
}
