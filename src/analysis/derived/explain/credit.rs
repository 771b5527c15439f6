//! Where the credit of a deal comes from: the pool, the touches, their weights, and the cents of the rounding
//!

use super::form::{Explanation, Line};
use crate::analysis::attribution::DealClass;
use crate::analysis::credit;
use crate::analysis::derived::Derived;
use crate::analysis::derived::deal_measures::split_touches_of;
use crate::analysis::exact::{Exact, exact_text};
use crate::analysis::touches::split_touches;
use crate::program::Kind;
use crate::program::choice::Choice;
use crate::program::deal::{Deal, DealStage};
use crate::program::money::Money;

impl Derived {
    pub(super) fn explain_credit(&self, id: &str) -> Option<Explanation> {
        let deal = self.context().program.deals.find(id)?;
        let measures = self.deal(&deal.id)?;
        let value = self.money_told(measures.credited());
        let mut explanation = Explanation::new("R-32", format!("Credit of {}", deal.name), value)
            .says("A sourced deal credits its partner in full; an influenced one shares a pool over its touches.");
        let closed = deal.closed_on.map_or_else(|| "not closed".to_owned(), |on| on.to_string());
        let record = [deal.id.as_str()];
        explanation.inputs = vec![
            Line::new("Amount", self.money_told(deal.amount)).from(Kind::Deal, record),
            Line::new("Stage", deal.stage.label()).with_note(format!("closed {closed}")).from(Kind::Deal, record),
            Line::new("Class", measures.class.label()).with_note(format!("explain deal/{id}/class")),
        ];
        match (deal.stage, measures.class) {
            (DealStage::Won, DealClass::Influenced) => self.pool_in_steps(deal, &mut explanation),
            (DealStage::Won, DealClass::Sourced) => {
                let who = measures.sourcing.as_ref().map(|id| self.partner_name(id)).unwrap_or_default();
                explanation
                    .steps
                    .push(Line::new(who, self.money_told(deal.amount)).with_note("sourced: the full amount"));
            }
            (DealStage::Won, class) => {
                let note =
                    if class == DealClass::Unknown { "the class is unknown" } else { "no partner had a part in it" };
                explanation.steps.push(Line::new("Credit", "none").with_note(note));
            }
            _ => explanation.steps.push(Line::new("Credit", "none").with_note("only won deals are credited")),
        }
        let credits: Vec<String> =
            measures.parts.iter().filter_map(|part| part.credit).map(|credit| self.currency().told(credit)).collect();
        let left = format!("{} left without a partner", self.money_told(measures.unattributed));
        explanation.steps.push(
            Line::new("All partners", self.money_told(measures.credited()))
                .with_note(format!("{}; {left}", credits.join(" + "))),
        );
        explanation.settings = self.setting_lines(&[
            "influence.credit",
            "touch.model",
            "touch.half_life_days",
            "touch.include_direct",
            "influence.report_rule",
        ]);
        Some(explanation)
    }

    /// The pool, and each touch with its days, weight and part.
    fn pool_in_steps(&self, deal: &Deal, explanation: &mut Explanation) {
        let context = self.context();
        let policy = self.policy();
        let (Some(amount), Some(closed_on)) = (deal.amount, deal.closed_on) else { return };
        let pool = credit::pool(amount, &policy.credit, context.rules.places);
        let how = format!(
            "{} * {}, rounded once, half away from zero",
            self.currency().told(amount),
            policy.credit.influence_credit
        );
        explanation.steps.push(Line::new("Pool", self.currency().told(pool)).with_note(how));
        let records = context.index.touches_of_deal.of(&deal.id);
        let touches = split_touches_of(&context, deal);
        let split = split_touches(pool, policy.touch_model, closed_on, &touches, &policy.touches, context.rules.places);
        let total: Exact = split.credits.iter().map(|part| &part.weight).sum();
        let model = Line::new("Model", split.model_used.label());
        explanation.steps.push(if split.model_used == policy.touch_model {
            model
        } else {
            model.with_note(format!("{} gives no touch a weight", policy.touch_model.label()))
        });
        for part in &split.credits {
            let Some(record) = records.get(part.index) else { continue };
            let who = record.partner.as_ref().map_or_else(|| "our sales".to_owned(), |id| self.partner_name(id));
            let weight = if part.weight_is_exact {
                exact_text(&part.weight)
            } else {
                crate::analysis::exact::shown(&part.weight, 6)
            };
            let whole = if split.credits.iter().all(|part| part.weight_is_exact) {
                exact_text(&total)
            } else {
                crate::analysis::exact::shown(&total, 6)
            };
            let note = format!(
                "{} on {}, {} days before the close: weight {weight} of {whole}",
                record.kind.label(),
                record.at.date(),
                part.days_before_close
            );
            explanation.steps.push(
                Line::new(who, self.currency().told(part.amount))
                    .with_note(note)
                    .from(Kind::DealTouch, [record.id.as_str()]),
            );
        }
        let sum: Money = split.credits.iter().map(|part| part.amount).sum();
        let whole = format!(
            "the cents that rounding leaves go to the largest remainders; {} unattributed",
            self.currency().told(split.unattributed)
        );
        explanation.steps.push(Line::new("Sum of the parts", self.currency().told(sum)).with_note(whole));
        if split.credits.is_empty() {
            explanation.changes.push("a touch on or before the close that is not a mention".to_owned());
        }
    }
}
