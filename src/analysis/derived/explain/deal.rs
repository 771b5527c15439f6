//! Where the class of a deal comes from: each criterion with what it looked at.

use super::path::{Explanation, Line};
use crate::analysis::attribution::{SourcedCriterion, evidence};
use crate::analysis::derived::Derived;
use crate::analysis::derived::deal_measures::{claim, deal_dates};
use crate::program::choice::Choice;

impl Derived {
    pub(super) fn explain_deal(&self, id: &str) -> Option<Explanation> {
        let context = self.context();
        let deal = context.program.deals.find(id)?;
        let measures = self.deal(&deal.id)?;
        let mut explanation = Explanation::new("R-31", format!("Class of {}", deal.name), measures.class.label());
        let dates = deal_dates(deal, self.as_of());
        let rules = &self.policy().attribution;
        let source = deal.lead_source.map(Choice::label);
        for part in &measures.parts {
            let partner = context.program.partners.get(&part.partner);
            let name = partner.map_or(part.partner.as_str(), |partner| partner.name.as_str());
            let credit = part.credit.map_or_else(|| "unknown".to_owned(), |credit| self.currency().told(credit));
            let line = Line::new(name, part.class.label()).with_note(format!("credit {credit}"));
            explanation.inputs.push(line);
            let claim = claim(&context, deal, &part.partner);
            for (&criterion, result) in SourcedCriterion::ALL.iter().zip(part.criteria) {
                let (observed, limit) = evidence(criterion, &dates, &claim, source, rules);
                let note = match (observed, limit) {
                    (None, None) => String::new(),
                    (observed, limit) => {
                        let or_none = |text: Option<String>| text.unwrap_or_else(|| "none recorded".to_owned());
                        format!("{} against {}", or_none(observed), or_none(limit))
                    }
                };
                let label = format!("{name}: {}", criterion.label());
                explanation.thresholds.push(Line::new(label, result.label()).with_note(note));
            }
        }
        if measures.parts.is_empty() {
            explanation.changes.push("a partner on the deal, a registration or a touch".to_owned());
        }
        Some(explanation)
    }
}
