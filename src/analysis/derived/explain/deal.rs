//! Where the class of a deal comes from: each criterion with what it looked at; and its forecast.

use super::form::{Explanation, Line};
use crate::analysis::attribution::{PartnerTouch, SourcedCriterion, evidence, is_eligible};
use crate::analysis::derived::deal_measures::{claim, deal_dates};
use crate::analysis::derived::{DealMeasures, DealPart, Derived};
use crate::program::Kind;
use crate::program::choice::Choice;
use crate::program::deal::Deal;
use crate::program::id::Id;
use crate::program::partner::Partner;

impl Derived {
    /// The name of a partner, or its identifier where there is no such partner.
    pub(super) fn partner_name(&self, id: &Id<Partner>) -> String {
        let partner = self.context().program.partners.get(id);
        partner.map_or_else(|| id.to_string(), |partner| partner.name.clone())
    }

    pub(super) fn explain_class(&self, id: &str) -> Option<Explanation> {
        let deal = self.context().program.deals.find(id)?;
        let measures = self.deal(&deal.id)?;
        let mut explanation = Explanation::new("R-31", format!("Class of {}", deal.name), measures.class.label())
            .says("Sourced where one partner meets every enabled criterion, else influenced where a touch counts.");
        explanation.inputs = self.dates_of(deal);
        explanation.inputs.extend(self.registration_lines(deal));
        explanation.inputs.extend(self.touch_lines(deal));
        for part in &measures.parts {
            self.judge(deal, part, &mut explanation);
        }
        self.conclude(measures, &mut explanation);
        explanation.settings = self.setting_lines(&[
            "sourced.lead_source",
            "sourced.registered_before",
            "sourced.same_day_counts",
            "sourced.within_days",
            "sourced.registration_days",
            "sourced.no_direct_engagement",
            "sourced.primary_relationship",
            "influence.report_rule",
            "influence.pay_rule",
        ]);
        Some(explanation)
    }

    fn dates_of(&self, deal: &Deal) -> Vec<Line> {
        let date = |label: &str, date: Option<jiff::civil::Date>| {
            Line::new(label, date.map_or_else(|| "not recorded".to_owned(), |date| date.to_string()))
        };
        let record = [deal.id.as_str()];
        let lead = deal.lead_source.map_or("not recorded", Choice::label);
        let leads = deal.partner.as_ref().map_or_else(|| "none".to_owned(), |id| self.partner_name(id));
        [
            Line::new("Stage", deal.stage.label()),
            Line::new("Lead source", lead),
            Line::new("Partner that leads", leads),
            date("Opportunity created", deal.created_on),
            date("First contact", deal.first_contact_on),
            date("Our sales engaged", deal.direct_engagement_on),
            date("Closed", deal.closed_on),
        ]
        .into_iter()
        .map(|line| line.from(Kind::Deal, record))
        .collect()
    }

    fn registration_lines(&self, deal: &Deal) -> Vec<Line> {
        let found = self.context().index.registrations_of_deal.of(&deal.id).iter();
        let line = |found: &std::sync::Arc<crate::program::deal::DealRegistration>| {
            let approved = found.approved_on.map_or_else(|| "not approved".to_owned(), |on| format!("approved {on}"));
            let note = format!("submitted {}, {}", found.submitted_at.date(), found.state.label());
            Line::new(format!("Registration by {}", self.partner_name(&found.partner)), approved)
                .with_note(note)
                .from(Kind::DealRegistration, [found.id.as_str()])
        };
        found.map(line).collect()
    }

    /// Every touch, and whether it counts.
    pub(super) fn touch_lines(&self, deal: &Deal) -> Vec<Line> {
        let limit = deal_dates(deal, self.as_of()).touch_limit;
        let line = |touch: &std::sync::Arc<crate::program::deal::DealTouch>| {
            let who = touch.partner.as_ref().map_or_else(|| "our sales".to_owned(), |id| self.partner_name(id));
            let on = touch.at.date();
            let seen = PartnerTouch { partner: 0, on, kind: touch.kind, documented: true };
            let counts = match (touch.partner.is_some(), is_eligible(&seen, limit)) {
                (true, true) => "counts".to_owned(),
                (true, false) if on > limit => format!("after {limit}, does not count"),
                (true, false) => "a mention, does not count".to_owned(),
                (false, _) => "not a partner's".to_owned(),
            };
            Line::new(format!("Touch of {who}"), format!("{} on {on}", touch.kind.label()))
                .with_note(counts)
                .from(Kind::DealTouch, [touch.id.as_str()])
        };
        self.context().index.touches_of_deal.of(&deal.id).iter().map(line).collect()
    }

    /// Each criterion for one partner: what it looked at, against what, and how it came out.
    fn judge(&self, deal: &Deal, part: &DealPart, explanation: &mut Explanation) {
        let context = self.context();
        let name = self.partner_name(&part.partner);
        let (dates, claim) = (deal_dates(deal, self.as_of()), claim(&context, deal, &part.partner));
        let rules = &self.policy().attribution;
        let source = deal.lead_source.map(Choice::label);
        for (&criterion, result) in SourcedCriterion::ALL.iter().zip(part.criteria) {
            let note = match evidence(criterion, &dates, &claim, source, rules) {
                (None, None) => String::new(),
                (observed, limit) => {
                    let or_none = |text: Option<String>| text.unwrap_or_else(|| "none recorded".to_owned());
                    format!("{} against {}", or_none(observed), or_none(limit))
                }
            };
            let label = format!("{name}: {}", criterion.label());
            explanation.thresholds.push(Line::new(label, result.label()).with_note(note));
        }
        let credit = self.money_told(part.credit);
        let note = format!("credit {credit}, paid as influence: {}", word(part.influenced_pay));
        explanation.steps.push(Line::new(name, part.class.label()).with_note(note));
    }

    fn conclude(&self, measures: &DealMeasures, explanation: &mut Explanation) {
        let class = Line::new("The deal", measures.class.label());
        explanation.steps.push(match &measures.sourcing {
            Some(sourcing) => class.with_note(format!("sourced by {}", self.partner_name(sourcing))),
            None => class.with_note("no partner meets every enabled criterion"),
        });
        if measures.two_candidates {
            let note = "two partners meet every criterion: the earlier registration wins, then the identifier";
            explanation.changes.push(note.to_owned());
        }
        if measures.parts.is_empty() {
            explanation.changes.push("a partner on the deal, a registration or a touch".to_owned());
        }
    }

    pub(super) fn explain_forecast(&self, id: &str) -> Option<Explanation> {
        let deal = self.context().program.deals.find(id)?;
        let measures = self.deal(&deal.id)?;
        let chance = self.policy().pipeline.probability(deal.stage);
        let value = self.money_told(measures.weighted);
        let mut explanation = Explanation::new("R-57", format!("Forecast of {}", deal.name), value.clone())
            .says("The amount times the chance to win of its stage.");
        let record = [deal.id.as_str()];
        explanation.inputs = vec![
            Line::new("Amount", self.money_told(deal.amount)).from(Kind::Deal, record),
            Line::new("Stage", deal.stage.label()).from(Kind::Deal, record),
        ];
        let how = format!("{} * {chance}, rounded once, half away from zero", self.money_told(deal.amount));
        explanation.steps.push(Line::new("Forecast", value).with_note(how));
        if let Some(days) = measures.days_in_stage {
            let stuck = if measures.stuck == Some(true) { "stuck" } else { "not stuck" };
            explanation.steps.push(Line::new("Days in the stage", days.to_string()).with_note(stuck));
        }
        let key = format!("pipeline.probability.{}", deal.stage.word());
        explanation.settings = self.setting_lines(&[&key, "pipeline.stuck_days"]);
        Some(explanation)
    }
}

fn word(truth: crate::analysis::truth::Truth) -> &'static str {
    match truth {
        crate::analysis::truth::Truth::Yes => "yes",
        crate::analysis::truth::Truth::No => "no",
        crate::analysis::truth::Truth::Unknown => "unknown",
    }
}
