//! Where a partner's place on the matrix, its segment and its stage come from.

use super::form::{Explanation, Line};
use super::path::{Subject, number, words};
use crate::analysis::evaluation::EvaluationCriterion;
use crate::analysis::exact::{exact_text, widened};
use crate::analysis::matrix::{RevenueSource, ValueSource};
use crate::analysis::scorecard::ScorecardDimension;
use crate::program::Kind;
use crate::program::choice::Choice;
use crate::program::partner::{EngagementLevel, LifecycleStage, Segment};
use crate::program::scoring;

impl Subject<'_> {
    pub(super) fn quadrant(&self) -> Explanation {
        let placement = &self.measures.placement;
        let midlines = self.derived.midlines();
        let value = placement.quadrant.map_or_else(|| "not placed".to_owned(), |quadrant| quadrant.label().to_owned());
        let mut explanation = Explanation::new("R-08", format!("Value matrix: {}", self.partner.name), value)
            .says("High strategic value or not, against high revenue or not; a value on the line is high.");
        let (strategic, source) = placement.strategic_value.unzip();
        let (revenue, axis) = placement.revenue.unzip();
        explanation.inputs = vec![
            Line::new("Strategic value", number(strategic, 2)).with_note(words(source.map(Choice::label))),
            Line::new("Revenue", self.money(revenue)).with_note(match axis {
                Some(RevenueSource::Credited) => {
                    format!("Credited; explain partner/{}/revenue", self.partner.id)
                }
                other => words(other.map(Choice::label)),
            }),
            Line::new("Health", self.measures.health.band.label()),
        ];
        explanation.steps = self.value_in_steps();
        if let (Some(strategic), Some(revenue), Some(quadrant)) = (strategic, revenue, placement.quadrant) {
            let high = |high: bool| if high { "high" } else { "low" };
            let line = number(Some(midlines.strategic), 2);
            let strategic_is = high(strategic >= midlines.strategic);
            let revenue_is = high(revenue >= midlines.revenue);
            explanation.steps.extend([
                Line::new("Strategic value is", strategic_is)
                    .with_note(format!("{} against {line}", number(Some(strategic), 2))),
                Line::new("Revenue is", revenue_is).with_note(format!(
                    "{} against {}",
                    self.told(revenue),
                    self.told(midlines.revenue)
                )),
                Line::new("Quadrant", quadrant.label()),
            ]);
        }
        let call = self.measures.investment_call.map_or("none", Choice::label);
        explanation.steps.push(
            Line::new("Investment call", call).with_note(format!("health {}", self.measures.health.band.label())),
        );
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
        explanation.settings = self.settings([
            "matrix.strategic_source",
            "matrix.strategic_midline",
            "matrix.revenue_midline",
            "matrix.axis",
        ]);
        explanation
    }

    pub(super) fn strategic_value(&self) -> Explanation {
        let (value, source) = self.measures.placement.strategic_value.unzip();
        let title = format!("Strategic value of {}", self.partner.name);
        let mut explanation = Explanation::new("R-06, R-08", title, number(value, 2))
            .says("As entered, else 25 times the weighted evaluation less 1, else the scorecard on 0 to 100.");
        explanation.inputs = match source {
            Some(ValueSource::Override) | None => {
                let note = self.partner.strategic_value_override.map_or("not entered", |_| "entered on the partner");
                vec![
                    Line::new("Strategic value", number(value, 2))
                        .with_note(note)
                        .from(Kind::Partner, [self.partner.id.as_str()]),
                ]
            }
            Some(ValueSource::Evaluation) => self.evaluation_lines(),
            Some(ValueSource::Scorecard) => self.scorecard_lines(),
        };
        explanation.steps = self.value_in_steps();
        explanation.settings = self.settings([
            "matrix.strategic_source",
            "evaluation.weight.strategic_fit",
            "evaluation.weight.market_position",
            "evaluation.weight.technical_capability",
            "evaluation.weight.go_to_market",
            "evaluation.weight.cultural_fit",
        ]);
        if value.is_none() {
            explanation.changes.push("an evaluation, a scorecard or an entered strategic value gives it".to_owned());
        }
        explanation
    }

    /// The latest evaluation by the as-of date.
    pub(super) fn latest_evaluation(&self) -> Option<&scoring::Evaluation> {
        let context = self.derived.context();
        let known =
            context.index.evaluations.of(&self.partner.id).iter().filter(|found| found.on <= context.periods.as_of);
        known.max_by_key(|found| found.on).map(AsRef::as_ref)
    }

    fn latest_scorecard(&self) -> Option<&scoring::Scorecard> {
        let context = self.derived.context();
        let known =
            context.index.scorecards.of(&self.partner.id).iter().filter(|found| found.on <= context.periods.as_of);
        known.max_by_key(|found| found.on).map(AsRef::as_ref)
    }

    fn evaluation_lines(&self) -> Vec<Line> {
        let (Some(measured), Some(record)) = (&self.measures.evaluation, self.latest_evaluation()) else {
            return Vec::new();
        };
        let line = |&criterion: &EvaluationCriterion| {
            let score = measured.score(criterion).map_or_else(|| "unknown".to_owned(), |score| score.to_string());
            let line = Line::new(criterion.label(), score).with_note(format!("1 to 5, evaluation of {}", record.on));
            line.from(Kind::Evaluation, [record.id.as_str()])
        };
        EvaluationCriterion::ALL.iter().map(line).collect()
    }

    fn scorecard_lines(&self) -> Vec<Line> {
        let (Some(measured), Some(record)) = (&self.measures.scorecard, self.latest_scorecard()) else {
            return Vec::new();
        };
        let line = |&dimension: &ScorecardDimension| {
            let score = measured.score(dimension).map_or_else(|| "unknown".to_owned(), |score| score.to_string());
            let line = Line::new(dimension.label(), score).with_note(format!("1 to 5, scorecard of {}", record.on));
            line.from(Kind::Scorecard, [record.id.as_str()])
        };
        ScorecardDimension::ALL.iter().map(line).collect()
    }

    /// How the strategic value is computed from its source.
    fn value_in_steps(&self) -> Vec<Line> {
        let Some((value, source)) = self.measures.placement.strategic_value else { return Vec::new() };
        let shown = number(Some(value), 2);
        match source {
            ValueSource::Override => {
                vec![Line::new("Strategic value", shown).with_note("entered on the partner; it wins")]
            }
            ValueSource::Evaluation => {
                let Some(measured) = &self.measures.evaluation else { return Vec::new() };
                let weights = &self.derived.policy().scoring.evaluation_weights;
                let terms: Vec<String> = EvaluationCriterion::ALL
                    .iter()
                    .zip(weights)
                    .filter_map(|(&criterion, weight)| Some(format!("{weight} * {}", measured.score(criterion)?)))
                    .collect();
                let weighted = exact_text(&widened(&measured.low));
                let how = format!("({weighted} - 1) * 25 = {}", exact_text(&widened(&value)));
                vec![
                    Line::new("Weighted evaluation", weighted).with_note(terms.join(" + ")),
                    Line::new("Strategic value", shown).with_note(how),
                ]
            }
            ValueSource::Scorecard => {
                let raw = self.measures.scorecard.and_then(|card| card.raw()).unwrap_or_default();
                let how = format!("({raw} - 7) * 100 / 28 = {}", exact_text(&widened(&value)));
                vec![
                    Line::new("Scorecard total", raw.to_string()).with_note("seven scores of 1 to 5"),
                    Line::new("Strategic value", shown).with_note(how),
                ]
            }
        }
    }

    pub(super) fn segment(&self) -> Explanation {
        let measures = self.measures;
        let facts = measures.segment_facts(self.derived.rank(&self.partner.id));
        let program = self.derived.program();
        let value = format!("{} (rule {})", measures.segment.label(), measures.segment_rule);
        let mut explanation = Explanation::new("R-36", format!("Segment of {}", self.partner.name), value)
            .says("The first of six rules that holds; what is unknown never does.");
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
        explanation.steps = self.segment_rules();
        let policy = &self.derived.policy().segmentation;
        let top = format!(
            "{} of {} partners with revenue, rounded up: {}",
            policy.top, program.with_revenue, program.top_count
        );
        explanation.thresholds = vec![
            Line::new("Top rank", top),
            Line::new("Strong growth", format!("{} or more, or new", policy.growth)),
            Line::new("Strategic value", number(Some(policy.min_strategic_value), 0)),
            Line::new(
                "Small revenue",
                format!(
                    "below {}",
                    self.told(policy.rules(self.derived.ladders().silver_threshold()).silver_threshold)
                ),
            ),
            Line::new("Few registrations", format!("at most {}", policy.max_registrations)),
        ];
        for unknown in facts.unknown() {
            explanation.changes.push(format!("{} is unknown and never matches", unknown.label()));
        }
        explanation.changes.push("a segment set by hand wins".to_owned());
        explanation.settings = self.settings([
            "segmentation.silver_threshold",
            "segmentation.top_percent",
            "segmentation.growth_percent",
            "segmentation.min_strategic_value",
            "segmentation.max_registrations",
        ]);
        explanation
    }

    /// The six rules in turn: the first that holds gives the segment.
    fn segment_rules(&self) -> Vec<Line> {
        let facts = self.measures.segment_facts(self.derived.rank(&self.partner.id));
        let program = self.derived.program();
        let rules = self.derived.policy().segmentation.rules(self.derived.ladders().silver_threshold());
        let strong = facts.growth.at_least(rules.growth_percent) == Some(true);
        let disengaged = matches!(facts.engagement, Some(EngagementLevel::Quarterly | EngagementLevel::Inactive));
        let declining = facts.growth.state == crate::analysis::growth::GrowthState::Declining;
        let starting = matches!(facts.stage, Some(LifecycleStage::Onboard | LifecycleStage::Enable));
        let valuable = facts.strategic_value.is_some_and(|value| value >= rules.min_strategic_value);
        let said = |holds: bool| if holds { "yes" } else { "no" };
        let top = facts.rank.is_some_and(|rank| rank <= program.top_count);
        let small = facts.revenue.is_some_and(|revenue| revenue < rules.silver_threshold);
        let quiet = facts.registrations.is_some_and(|count| count <= rules.max_registrations);
        let tests: [(&str, String); 6] = [
            ("Set by hand", said(facts.override_segment.is_some()).to_owned()),
            ("At-risk", format!("declining {}, engaged quarterly or less {}", said(declining), said(disengaged))),
            ("Strategic", format!("strong growth {}, top rank {}", said(strong), said(top))),
            (
                "Growth",
                format!(
                    "strong growth {}; or growing {} with strategic value {}; or onboarding {}",
                    said(strong),
                    said(facts.growth.is_growing()),
                    said(valuable),
                    said(starting)
                ),
            ),
            ("Long-tail", format!("small revenue {}, few registrations {}", said(small), said(quiet))),
            ("Stable", "otherwise".to_owned()),
        ];
        let decided = usize::from(self.measures.segment_rule);
        let line = |(index, (name, test)): (usize, (&str, String))| {
            let outcome = match (index + 1).cmp(&decided) {
                std::cmp::Ordering::Less => "does not hold",
                std::cmp::Ordering::Equal => "holds",
                std::cmp::Ordering::Greater => "not asked any more",
            };
            Line::new(format!("{}. {name}", index + 1), outcome).with_note(test)
        };
        tests.into_iter().enumerate().map(line).collect()
    }

    pub(super) fn lifecycle(&self) -> Explanation {
        let found = &self.measures.lifecycle;
        let mut explanation = Explanation::new("R-41", format!("Stage of {}", self.partner.name), found.stage.label())
            .says("The stage as entered; a timed stage is overdue after its days.");
        let since = self.partner.stage_since.map_or_else(|| "unknown".to_owned(), |since| since.to_string());
        let own = [self.partner.id.as_str()];
        explanation.inputs = vec![
            Line::new("Stage", found.stage.label()).from(Kind::Partner, own),
            Line::new("Since", since).from(Kind::Partner, own),
        ];
        if let Some(days) = found.days_in_stage {
            let how = format!(
                "from {} to {}",
                explanation.inputs.last().map(|line| line.value.clone()).unwrap_or_default(),
                self.derived.as_of()
            );
            explanation.steps.push(Line::new("Days in the stage", days.to_string()).with_note(how));
        }
        let limit = found.limit_days.map_or_else(|| "not timed".to_owned(), |days| format!("{days} days"));
        explanation.thresholds.push(Line::new("Allowed", limit));
        let overdue = found.overdue.map_or("unknown", |overdue| if overdue { "yes" } else { "no" });
        explanation.steps.push(Line::new("Overdue", overdue));
        explanation
    }
}
