//! Where a partner's revenue and its growth come from: deal by deal.

use super::path::{Explanation, Line, Subject};
use crate::analysis::attribution::DealClass;
use crate::analysis::derived::{DealMeasures, DealPart, Sum};
use crate::analysis::periods::Days;
use crate::program::choice::Choice;
use crate::program::deal::{Deal, DealStage};
use crate::program::money::Money;

const ATTRIBUTION_SETTINGS: [&str; 7] = [
    "sourced.lead_source",
    "sourced.registered_before",
    "sourced.within_days",
    "sourced.registration_days",
    "sourced.no_direct_engagement",
    "sourced.primary_relationship",
    "influence.report_rule",
];

impl Subject<'_> {
    pub(super) fn growth(&self) -> Explanation {
        let growth = &self.measures.growth;
        let periods = self.derived.periods();
        let title = format!("Growth of {}", self.partner.name);
        let mut explanation = Explanation::new("R-03", title, growth.display());
        let (quarter, before) = (periods.last_quarter, periods.last_quarter.year_before());
        explanation.inputs = vec![
            Line::new(format!("Credited revenue {quarter}"), self.money(growth.current)),
            Line::new(format!("Credited revenue {before}"), self.money(growth.previous)),
        ];
        let strong = self.derived.policy().growth.strong;
        explanation.thresholds = vec![Line::new("Strong growth", format!("{strong} or more"))];
        explanation.settings = vec![self.setting("growth.flat_band"), self.setting("growth.strong_percent")];
        if let (Some(current), Some(previous)) = (growth.current, growth.previous)
            && previous.cents() > 0
            && growth.at_least(strong) == Some(false)
        {
            let added = crate::analysis::exact::percent_of(previous, strong, 2);
            let missing = previous.plus(added).minus(current);
            explanation.changes.push(format!("{} more in {quarter} would be growth of {strong}", self.told(missing)));
        }
        explanation
    }

    pub(super) fn sourced(&self) -> Explanation {
        let sum = self.measures.revenue.sourced;
        let mut explanation = self.revenue("R-31", "Sourced revenue", sum);
        explanation.inputs = self.lines(|deal, _, part| deal.amount.filter(|_| part.class == DealClass::Sourced));
        explanation.settings.extend(ATTRIBUTION_SETTINGS.map(|key| self.setting(key)));
        if explanation.inputs.is_empty() {
            explanation.changes.extend(self.derived.why_nothing_sourced().map(|why| why.long));
        }
        explanation
    }

    pub(super) fn influenced(&self) -> Explanation {
        let sum = self.measures.revenue.influenced;
        let mut explanation = self.revenue("R-31", "Influenced revenue", sum);
        explanation.inputs = self.lines(|deal, _, part| deal.amount.filter(|_| part.class == DealClass::Influenced));
        explanation.settings.extend(ATTRIBUTION_SETTINGS.map(|key| self.setting(key)));
        explanation
    }

    pub(super) fn credited(&self) -> Explanation {
        let sum = self.measures.revenue.credited;
        let mut explanation = self.revenue("R-32", "Credited revenue", sum);
        explanation.inputs = self.lines(|_, _, part| part.credit.filter(|credit| !credit.is_zero()));
        let keys = ["influence.credit", "touch.model", "revenue.source"];
        explanation.settings.extend(keys.map(|key| self.setting(key)));
        explanation
    }

    fn revenue(&self, rule: &'static str, title: &str, sum: Sum) -> Explanation {
        let recorded = self.measures.revenue.recorded;
        let value = if recorded { self.told(sum.known()) } else { "unknown".to_owned() };
        let mut explanation = Explanation::new(rule, format!("{title} of {}, 12 months", self.partner.name), value);
        let Days { first, last } = self.derived.periods().t12m;
        explanation.thresholds.push(Line::new("Closed", format!("{first} to {last}")));
        if sum.unconverted > 0 {
            let note =
                format!("{} deals have no amount in the program's currency; with them it is more", sum.unconverted);
            explanation.changes.push(note);
        }
        explanation
    }

    /// The won deals of the trailing twelve months for which `amount` gives something.
    fn lines(&self, amount: impl Fn(&Deal, &DealMeasures, &DealPart) -> Option<Money>) -> Vec<Line> {
        let window = self.derived.periods().t12m;
        let deals = self.derived.partner_deals(&self.partner.id);
        let won = deals.filter(|(deal, _)| {
            deal.stage == DealStage::Won && deal.closed_on.is_some_and(|closed| window.contains(closed))
        });
        won.filter_map(|(deal, measures)| {
            let part = measures.part(&self.partner.id)?;
            let closed = deal.closed_on.map(|closed| closed.to_string()).unwrap_or_default();
            let note = format!("{}, closed {closed}", part.class.label());
            Some(Line::new(deal.name.clone(), self.told(amount(deal, measures, part)?)).with_note(note))
        })
        .collect()
    }
}
