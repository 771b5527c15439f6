//! Where a commission comes from: deal by deal, under the plan version of the day it closed, with what was taken back
//! . The same ledger that statements are cut from.

use super::form::{Explanation, Line};
use super::path::{Subject, sum_of};
use crate::analysis::attribution::DealClass;
use crate::analysis::derived::Derived;
use crate::analysis::exact::exact_percent;
use crate::analysis::money::deal_commission::DealCommission;
use crate::analysis::money::ledger::{Ledger, LineKind};
use crate::analysis::money::statement::{Statements, statement_of};
use crate::program::Kind;
use crate::program::choice::Choice;
use crate::program::compensation::CompModel;
use crate::program::id::Id;
use crate::program::money::Money;

const SETTINGS: [&str; 8] = [
    "influence.pay_rule",
    "influence.pay_factor",
    "touch.model",
    "commission.referral_rate",
    "commission.technology_card",
    "commission.net_days",
    "clawback.full_days",
    "clawback.end_days",
];

impl Subject<'_> {
    /// What the partner earned in the trailing twelve months, deal by deal, and what of everything is still owed.
    pub(super) fn commission(&self) -> Explanation {
        let window = self.derived.periods().t12m;
        let context = self.derived.context();
        let ledger = Statements::new(context.program, self.derived).ledger(&self.partner.id);
        let statement = ledger.map(|ledger| statement_of(&self.partner.id, ledger, window, self.derived.as_of()));
        let title = format!("Commission of {}, 12 months", self.partner.name);
        let Some(statement) = statement else { return Explanation::new("R-17", title, "unknown") };
        let earned = statement.earned();
        let mut explanation = Explanation::new("R-17", title, self.told(earned))
            .says("Each won deal pays by the plan version in force on the day it closed; nothing later rewrites it.");
        explanation.inputs = statement.commissions.iter().map(|found| self.derived.deal_line(found)).collect();
        for line in statement.lines.iter().filter(|line| line.kind != LineKind::Commission) {
            let told = Line::new(format!("{} {}", line.on, line.kind.label()), self.told(line.amount));
            let told = told.with_note(line.reason.clone());
            let told = told.from(Kind::Deal, line.deal.iter().map(Id::as_str));
            explanation.inputs.push(match &line.record {
                Some((kind, id)) => told.from(*kind, [id.as_str()]),
                None => told,
            });
        }
        if explanation.inputs.is_empty() {
            explanation.inputs.push(Line::new("Deals and amounts", "none").with_note("in the 12 months"));
        }
        let mut terms = Vec::new();
        for (kind, total) in statement.totals() {
            if kind != LineKind::Payment {
                terms.push(self.told(total));
            }
            let amounts: Vec<String> =
                statement.lines.iter().filter(|line| line.kind == kind).map(|line| self.told(line.amount)).collect();
            explanation.steps.push(Line::new(kind.label(), self.told(total)).with_note(sum_of(&amounts)));
        }
        explanation.steps.push(Line::new("Earned", self.told(earned)).with_note(sum_of(&terms)));
        let how = format!(
            "{} owed before {} + {} earned - {} paid",
            self.told(statement.opening),
            window.first,
            self.told(earned),
            self.told(statement.paid())
        );
        explanation.steps.push(Line::new("Still owed", self.told(statement.closing)).with_note(how));
        explanation.thresholds.push(Line::new("Accrued or paid", format!("{} to {}", window.first, window.last)));
        if let Some(least) = statement.minimum_payout {
            explanation.thresholds.push(Line::new("Least payout", self.told(least)));
        }
        for (found, gap) in statement.gaps() {
            explanation.changes.push(format!("{}: {}", found.name, gap.label()));
        }
        explanation.settings = self.settings(SETTINGS);
        explanation
    }
}

impl Derived {
    /// What a deal earns each of its partners.
    pub(super) fn explain_deal_commission(&self, id: &str) -> Option<Explanation> {
        let context = self.context();
        let deal = context.program.deals.find(id)?;
        let measures = self.deal(&deal.id)?;
        let statements = Statements::new(context.program, self);
        let mut explanation = Explanation::new("R-17, R-32", format!("Commission of {}", deal.name), "none").says(
            "A sourced deal pays the partner's rate; an influenced one its share of the touches at a part of it.",
        );
        let mut total = Money::from_cents(0);
        for part in &measures.parts {
            let Some(ledger) = statements.ledger(&part.partner) else { continue };
            let name = self.partner_name(&part.partner);
            total = total.plus(self.deal_in_ledger(deal.id.as_str(), &name, &ledger, &mut explanation));
        }
        if measures.parts.is_empty() {
            explanation.changes.push("a partner on the deal, a registration or a touch".to_owned());
        }
        explanation.value = self.currency().told(total);
        explanation
            .steps
            .push(Line::new("All partners", self.currency().told(total)).with_note("commission less clawback and cap"));
        explanation.settings = self.setting_lines(&SETTINGS);
        Some(explanation)
    }

    /// One partner's part of a deal: how the commission is made, and every line of the ledger about it.
    fn deal_in_ledger(&self, deal: &str, name: &str, ledger: &Ledger, explanation: &mut Explanation) -> Money {
        for found in ledger.commissions.iter().filter(|found| found.deal.as_str() == deal) {
            let mut line = self.deal_line(found);
            line.label = format!("{name}: {}", found.class.label());
            explanation.inputs.push(line);
            explanation.steps.extend(self.commission_in_steps(name, found));
            if let Some(gap) = found.gap {
                explanation.changes.push(format!("{name}: {}", gap.label()));
            }
        }
        let mut total = Money::from_cents(0);
        for line in ledger.lines.iter().filter(|line| line.deal.as_ref().is_some_and(|id| id.as_str() == deal)) {
            let told =
                Line::new(format!("{name}, {}: {}", line.on, line.kind.label()), self.currency().told(line.amount));
            let told = told.with_note(line.reason.clone());
            explanation.thresholds.push(match &line.record {
                Some((kind, id)) => told.from(*kind, [id.as_str()]),
                None => told,
            });
            if matches!(line.kind, LineKind::Commission | LineKind::Clawback | LineKind::Cap) {
                total = total.plus(line.amount);
            }
        }
        total
    }

    /// A deal with what it earned, or why nothing.
    fn deal_line(&self, found: &DealCommission) -> Line {
        let earned = found.accrued();
        let value = if found.gap.is_some() { "nothing".to_owned() } else { self.currency().told(earned) };
        let class = format!("{}, closed {}", found.class.label(), found.closed_on);
        let how = match (&found.gap, &found.plan) {
            (Some(gap), _) => gap.label().to_owned(),
            (None, Some(plan)) => {
                let base = self.money_told(found.base);
                let factor = match &found.factor {
                    Some(factor) => format!("{}{}% of {base}", self.fee(found), exact_percent(factor)),
                    None => format!("{} on {base}", plan.model.label()),
                };
                format!("{factor} ({}), {} version {} since {}", plan.basis, plan.name, plan.version, plan.effective_on)
            }
            (None, None) => String::new(),
        };
        let line = Line::new(found.name.clone(), value).with_note(format!("{class}; {how}"));
        let line = line.from(Kind::Deal, [found.deal.as_str()]);
        line.from(Kind::CompPlan, found.plan.iter().map(|plan| plan.id.as_str()))
    }

    /// The fee that a hybrid plan pays before its rate, ready to stand before it.
    fn fee(&self, found: &DealCommission) -> String {
        let plan = found.plan.as_ref().filter(|plan| plan.model == CompModel::Hybrid && found.share.is_none());
        let fee = plan.and_then(|plan| self.context().program.comp_plans.get(&plan.id)?.flat_fee);
        fee.map(|fee| format!("{} + ", self.currency().told(fee))).unwrap_or_default()
    }

    /// The arithmetic of one deal for one partner.
    fn commission_in_steps(&self, name: &str, found: &DealCommission) -> Vec<Line> {
        let mut steps = Vec::new();
        let (None, Some(plan)) = (found.gap, &found.plan) else { return steps };
        if let Some(rate) = &found.rate {
            let tier = rate.tier.as_ref().map(|tier| format!(" of {tier}")).unwrap_or_default();
            let assumed = if rate.tier_assumed { "; which tier it held that day is not recorded" } else { "" };
            let note = format!("{}{tier}{assumed}", rate.source.label());
            let line = Line::new(format!("{name}: rate"), rate.percent.to_string()).with_note(note);
            steps.push(line.from(Kind::Tier, rate.tier.iter().map(Id::as_str)));
        }
        if let (DealClass::Influenced, Some(share), Some(rate), Some(factor)) =
            (found.class, &found.share, &found.rate, &found.factor)
        {
            let pay = self.policy().credit.influence_pay_factor;
            let share = exact_percent(share);
            let how = format!("{} * {share}% of the touches * {pay} for influence", rate.percent);
            steps.push(Line::new(format!("{name}: factor"), format!("{}%", exact_percent(factor))).with_note(how));
        }
        let base = self.money_told(found.base);
        let how = match (&found.factor, plan.model) {
            (Some(factor), CompModel::Recurring) => {
                format!("a twelfth of {}% of {base} for each of {} months", exact_percent(factor), found.accruals.len())
            }
            (Some(factor), CompModel::Hybrid) if found.share.is_none() => {
                format!("{}{}% of {base}, rounded once", self.fee(found), exact_percent(factor))
            }
            (Some(factor), _) => format!("{}% of {base}, rounded once, half away from zero", exact_percent(factor)),
            (None, model) => format!("{} on {base}", model.label()),
        };
        steps.push(Line::new(format!("{name}: earned"), self.currency().told(found.accrued())).with_note(how));
        if let Some(back) = found.clawback {
            let note =
                format!("{}, {} days after the close; final on {}", back.reason.label(), back.days, found.final_on);
            let amount = self.currency().told(Money::from_cents(-back.amount.cents()));
            steps.push(Line::new(format!("{name}: taken back"), amount).with_note(note));
        }
        steps
    }
}
