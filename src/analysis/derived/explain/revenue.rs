//! Where a partner's revenue and its growth come from: deal by deal.

use super::form::{Explanation, Line};
use super::path::{Subject, sum_of};
use crate::analysis::attribution::DealClass;
use crate::analysis::derived::{DealMeasures, DealPart, Sum};
use crate::analysis::exact::{exact_percent, percent_of, percent_shown};
use crate::analysis::growth::GrowthState;
use crate::analysis::periods::Days;
use crate::analysis::policy::RevenueOrigin;
use crate::program::Kind;
use crate::program::choice::Choice;
use crate::program::deal::{Deal, DealStage};
use crate::program::money::Money;

const ATTRIBUTION: [&str; 8] = [
    "sourced.lead_source",
    "sourced.registered_before",
    "sourced.same_day_counts",
    "sourced.within_days",
    "sourced.registration_days",
    "sourced.no_direct_engagement",
    "sourced.primary_relationship",
    "influence.report_rule",
];

/// What of a won deal counts; nothing where it does not.
type Counts = fn(&Deal, &DealMeasures, &DealPart) -> Option<Money>;

const SOURCED: Counts = |deal, _, part| deal.amount.filter(|_| part.class == DealClass::Sourced);
const INFLUENCED: Counts = |deal, _, part| deal.amount.filter(|_| part.class == DealClass::Influenced);
const CREDITED: Counts = |_, _, part| part.credit.filter(|credit| !credit.is_zero());

impl Subject<'_> {
    pub(super) fn growth(&self) -> Explanation {
        let growth = &self.measures.growth;
        let periods = self.derived.periods();
        let title = format!("Growth of {}", self.partner.name);
        let mut explanation = Explanation::new("R-03", title, growth.display())
            .says("Credited revenue of the last completed quarter against the same quarter a year before.");
        let (quarter, before) = (periods.last_quarter, periods.last_quarter.year_before());
        for (name, days) in [(quarter, periods.last_quarter_days), (before, periods.prior_year_quarter_days)] {
            explanation.inputs.extend(self.lines(days, CREDITED).into_iter().map(|mut line| {
                line.label = format!("{name}: {}", line.label);
                line
            }));
        }
        or_none(&mut explanation.inputs, "in both quarters");
        for (name, days, total) in [
            (quarter, periods.last_quarter_days, growth.current),
            (before, periods.prior_year_quarter_days, growth.previous),
        ] {
            let terms: Vec<String> = self.lines(days, CREDITED).into_iter().map(|line| line.value).collect();
            let label = format!("Credited revenue {name} ({} to {})", days.first, days.last);
            explanation.steps.push(Line::new(label, self.money(total)).with_note(sum_of(&terms)));
        }
        self.change_in_steps(&mut explanation);
        let policy = self.derived.policy();
        let strong = policy.growth.strong;
        explanation.thresholds = vec![
            Line::new("Flat", format!("a change of at most {} of the earlier quarter", policy.growth.flat_band)),
            Line::new("Strong growth", format!("{strong} or more")),
        ];
        explanation.settings = self.settings(["growth.flat_band", "growth.strong_percent"]);
        if let (Some(current), Some(previous)) = (growth.current, growth.previous)
            && previous.cents() > 0
            && growth.at_least(strong) == Some(false)
        {
            let missing = previous.plus(percent_of(previous, strong, 2)).minus(current);
            explanation.changes.push(format!("{} more in {quarter} would be growth of {strong}", self.told(missing)));
        }
        explanation
    }

    /// `(current - previous) / previous`, exact and rounded; or why there is none.
    fn change_in_steps(&self, explanation: &mut Explanation) {
        let growth = &self.measures.growth;
        let line = match (growth.exact(), growth.current, growth.previous) {
            (Some(change), Some(current), Some(previous)) => {
                let how = format!(
                    "({} - {}) / {} = {}%, one decimal, half away from zero",
                    self.told(current),
                    self.told(previous),
                    self.told(previous),
                    exact_percent(&change)
                );
                Line::new("Change", percent_shown(Some(&change))).with_note(how)
            }
            _ => Line::new("Change", "none").with_note(match growth.state {
                GrowthState::New => "nothing a year before, something now: new",
                GrowthState::NoRevenue => "nothing in both quarters",
                _ => "a quarter is unknown, or the earlier one is below zero",
            }),
        };
        explanation.steps.push(line);
        explanation.steps.push(Line::new("State", growth.state.label()));
    }

    pub(super) fn sourced(&self) -> Explanation {
        let sum = self.measures.revenue.sourced;
        let mut explanation = self
            .revenue("R-31", "Sourced revenue", sum, SOURCED)
            .says("The full amount of every won deal that meets each enabled criterion of sourcing.");
        explanation.settings.extend(self.settings(ATTRIBUTION));
        if sum.known().is_zero() {
            explanation.changes.extend(self.derived.why_nothing_sourced().map(|why| why.long));
        }
        explanation
    }

    pub(super) fn influenced(&self) -> Explanation {
        let sum = self.measures.revenue.influenced;
        let mut explanation = self
            .revenue("R-31", "Influenced revenue", sum, INFLUENCED)
            .says("The full amount of every won deal that the partner touched and did not source.");
        explanation.settings.extend(self.settings(ATTRIBUTION));
        explanation
    }

    pub(super) fn credited(&self) -> Explanation {
        let sum = self.measures.revenue.credited;
        let mut explanation = self
            .revenue("R-32", "Credited revenue", sum, CREDITED)
            .says("Sourced deals in full; of influenced ones the partner's share of the pool.");
        explanation.settings.extend(self.settings([
            "influence.credit",
            "touch.model",
            "touch.include_direct",
            "touch.half_life_days",
            "revenue.source",
        ]));
        explanation
    }

    /// All three sums side by side, deal by deal.
    pub(super) fn all_revenue(&self) -> Explanation {
        let revenue = &self.measures.revenue;
        let mut explanation = self
            .revenue("R-31, R-32", "Revenue", revenue.credited, CREDITED)
            .says("Sourced deals count in full, influenced ones are shared over their touches.");
        let window = self.derived.periods().t12m;
        explanation.inputs = self.lines(window, |deal, _, _| deal.amount);
        or_none(&mut explanation.inputs, "in the 12 months");
        let amounts =
            |counts: Counts| -> Vec<String> { self.lines(window, counts).into_iter().map(|line| line.value).collect() };
        explanation.steps = vec![
            self.total("Sourced, in full", revenue.sourced, &amounts(SOURCED)),
            self.total("Influenced, in full", revenue.influenced, &amounts(INFLUENCED)),
            self.total("Credited", revenue.credited, &amounts(CREDITED)),
        ];
        explanation.settings.extend(self.settings(ATTRIBUTION));
        explanation.settings.extend(self.settings(["influence.credit", "touch.model", "revenue.source"]));
        explanation
    }

    fn total(&self, label: &str, sum: Sum, terms: &[String]) -> Line {
        Line::new(label, self.money(self.measures.revenue.known(sum))).with_note(sum_of(terms))
    }

    fn revenue(&self, rule: &'static str, title: &str, sum: Sum, counts: Counts) -> Explanation {
        let recorded = self.measures.revenue.recorded;
        let value = if recorded { self.told(sum.known()) } else { "unknown".to_owned() };
        let mut explanation = Explanation::new(rule, format!("{title} of {}, 12 months", self.partner.name), value);
        let Days { first, last } = self.derived.periods().t12m;
        explanation.inputs = self.lines(Days { first, last }, counts);
        let terms: Vec<String> = explanation.inputs.iter().map(|line| line.value.clone()).collect();
        or_none(&mut explanation.inputs, "in the 12 months");
        explanation.steps.push(self.total("Sum", sum, &terms));
        explanation.thresholds.push(Line::new("Closed", format!("{first} to {last}")));
        if sum.unconverted > 0 {
            let note =
                format!("{} deals have no amount in the program's currency; with them it is more", sum.unconverted);
            explanation.changes.push(note);
        }
        explanation
    }

    /// The won deals of a window for which `amount` gives something; or the quarterly records that stand for deals.
    fn lines(&self, window: Days, amount: impl Fn(&Deal, &DealMeasures, &DealPart) -> Option<Money>) -> Vec<Line> {
        if let Some(lines) = self.recorded_quarters(window) {
            return lines;
        }
        let deals = self.derived.partner_deals(&self.partner.id);
        let won = deals.filter(|(deal, _)| {
            deal.stage == DealStage::Won && deal.closed_on.is_some_and(|closed| window.contains(closed))
        });
        won.filter_map(|(deal, measures)| {
            let part = measures.part(&self.partner.id)?;
            let closed = deal.closed_on.map(|closed| closed.to_string()).unwrap_or_default();
            let note = format!("{}, closed {closed}", part.class.label());
            let line = Line::new(deal.name.clone(), self.told(amount(deal, measures, part)?)).with_note(note);
            Some(line.from(Kind::Deal, [deal.id.as_str()]))
        })
        .collect()
    }

    fn recorded_quarters(&self, window: Days) -> Option<Vec<Line>> {
        let context = self.derived.context();
        let records = context.index.revenue.of(&self.partner.id);
        let by_record = match context.rules.policy.activity.revenue {
            RevenueOrigin::Deals => self.derived.partner_deals(&self.partner.id).len() == 0,
            RevenueOrigin::Records => !records.is_empty(),
        };
        let inside = |quarter| window.contains(context.periods.calendar.last_day(quarter));
        by_record.then(|| {
            let counted = records.iter().filter(|record| inside(record.quarter));
            let line = |record: &std::sync::Arc<crate::program::deal::RevenueRecord>| {
                Line::new(format!("Quarterly record {}", record.quarter), self.told(record.amount))
                    .from(Kind::RevenueRecord, [record.id.as_str()])
            };
            counted.map(line).collect()
        })
    }
}

/// Says so where no deal counts.
fn or_none(lines: &mut Vec<Line>, when: &str) {
    if lines.is_empty() {
        lines.push(Line::new("Won deals that count", "none").with_note(when));
    }
}
