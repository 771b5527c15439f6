//! What two versions of a tier program ask, give and pay differently, in the words of partner managers.

use super::criteria::{LeafReport, leaf_reports};
use super::criteria_words::{amount, criterion, measured};
use crate::program::Program;
use crate::program::choice::{Choice, choice};
use crate::program::criterion::Criterion;
use crate::program::currency::Currency;
use crate::program::id::Id;
use crate::program::money::Money;
use crate::program::presets::{COMMISSION_BENEFIT, MDF_BENEFIT, benefit_value};
use crate::program::program_version::defines_metrics;
use crate::program::quantity::Quantity;
use crate::program::rate::Percent;
use crate::program::settings::registry;
use crate::program::tier::{Benefit, Tier};

choice! {
    /// What a change of a tier program is about.
    pub enum LadderAspect {
        Tier = "tier" => "Tier",
        Threshold = "threshold" => "Threshold",
        Criteria = "criteria" => "Criteria",
        Metric = "metric" => "Definition",
        Benefit = "benefit" => "Benefit",
        Rate = "rate" => "Rate",
        Fund = "fund" => "MDF",
        Maintenance = "maintenance" => "Maintenance",
        Economics = "economics" => "Economics",
    }
}

/// One thing that is otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LadderChange {
    /// What it is about.
    pub aspect: LadderAspect,
    /// The tier; none: the whole program.
    pub tier: Option<Id<Tier>>,
    /// What is otherwise: `Gold: sourced revenue (12 months)`.
    pub what: String,
    /// As it was; nothing where there was none.
    pub before: Option<String>,
    /// As it is; nothing where it is gone.
    pub after: Option<String>,
}

impl LadderChange {
    /// `Gold: sourced revenue (12 months) $100,000 to $75,000`.
    pub fn sentence(&self) -> String {
        match (&self.before, &self.after) {
            (Some(before), Some(after)) => format!("{}: {before} to {after}", self.what),
            (None, Some(after)) => format!("{}: new, {after}", self.what),
            (Some(before), None) => format!("{}: gone, was {before}", self.what),
            (None, None) => self.what.clone(),
        }
    }
}

/// Everything that is otherwise in `after`: definitions first, then tier by tier from the base up.
pub fn ladder_diff(before: &Program, after: &Program) -> Vec<LadderChange> {
    let mut found = definitions(before, after);
    let mut tiers: Vec<&Tier> = after.tiers.iter().collect();
    tiers.extend(before.tiers.iter().filter(|tier| !after.tiers.contains(&tier.id)));
    tiers.sort_by(|a, b| (&a.track, a.order, &a.id).cmp(&(&b.track, b.order, &b.id)));
    for tier in tiers {
        match (before.tiers.get(&tier.id), after.tiers.get(&tier.id)) {
            (Some(old), Some(new)) => Between { before, after, old, new }.changes(&mut found),
            (None, Some(new)) => found.push(whole_tier(new, None, Some(asks(new, after.profile.currency)))),
            (Some(old), None) => found.push(whole_tier(old, Some(asks(old, before.profile.currency)), None)),
            (None, None) => {}
        }
    }
    found
}

/// The criteria without their plain thresholds: where these differ, more than numbers was changed.
fn shape(criteria: &Criterion) -> Criterion {
    fn level(criteria: &mut Criterion) {
        if let Criterion::Meets { value, .. } = criteria {
            *value = Quantity::count(0);
        }
        criteria.children_mut().iter_mut().for_each(level);
    }
    let mut shape = criteria.clone();
    level(&mut shape);
    shape
}

fn asks(tier: &Tier, currency: Currency) -> String {
    format!("asks for {}", criterion(&tier.criteria, currency))
}

fn whole_tier(tier: &Tier, before: Option<String>, after: Option<String>) -> LadderChange {
    LadderChange { aspect: LadderAspect::Tier, tier: Some(tier.id.clone()), what: tier.name.clone(), before, after }
}

fn definitions(before: &Program, after: &Program) -> Vec<LadderChange> {
    let of = |program: &Program, key: &str| program.settings.get(key).map(|value| value.to_string());
    let defining = registry().definitions().filter(|definition| defines_metrics(definition.key));
    let changed = defining.filter_map(|definition| {
        let key = definition.key;
        let (old, new) = (of(before, key), of(after, key));
        (old != new).then(|| LadderChange {
            aspect: LadderAspect::Metric,
            tier: None,
            what: format!("{} ({key})", definition.title),
            before: old,
            after: new,
        })
    });
    changed.collect()
}

/// One tier in two versions.
struct Between<'a> {
    before: &'a Program,
    after: &'a Program,
    old: &'a Tier,
    new: &'a Tier,
}

impl Between<'_> {
    fn changes(&self, found: &mut Vec<LadderChange>) {
        self.of(found, LadderAspect::Tier, "name", Some(self.old.name.clone()), Some(self.new.name.clone()));
        self.of(found, LadderAspect::Tier, "place", Some(self.old.order.to_string()), Some(self.new.order.to_string()));
        self.criteria(found);
        self.benefits(found);
        self.figures(found);
    }

    fn of(
        &self,
        found: &mut Vec<LadderChange>,
        aspect: LadderAspect,
        what: &str,
        before: Option<String>,
        after: Option<String>,
    ) {
        if before != after {
            let what = format!("{}: {what}", self.new.name);
            found.push(LadderChange { aspect, tier: Some(self.new.id.clone()), what, before, after });
        }
    }

    /// Thresholds one by one where the conditions are the same otherwise; else the whole sentence.
    fn criteria(&self, found: &mut Vec<LadderChange>) {
        let kept = |tier: &Tier| {
            tier.keep.as_ref().map(|keep| format!("asks for {}", criterion(keep, self.after.profile.currency)))
        };
        self.of(found, LadderAspect::Criteria, "to keep it", kept(self.old), kept(self.new));
        if self.old.criteria == self.new.criteria {
            return;
        }
        let leaves = |tier: &Tier| leaf_reports(&tier.criteria, &|_, _| None);
        let (old, new) = (leaves(self.old), leaves(self.new));
        let same = |a: &LeafReport, b: &LeafReport| a.metric == b.metric && a.window == b.window && a.op == b.op;
        let currency = self.after.profile.currency;
        let alike = old.len() == new.len() && old.iter().zip(&new).all(|(a, b)| same(a, b));
        let before = found.len();
        for (old, new) in old.iter().zip(&new).filter(|(old, new)| alike && old.threshold != new.threshold) {
            let told =
                |leaf: &LeafReport| format!("{} {}", leaf.op.label(), amount(leaf.threshold, &leaf.metric, currency));
            let what = measured(&new.metric, new.window);
            self.of(found, LadderAspect::Threshold, &what, Some(told(old)), Some(told(new)));
        }
        if found.len() == before || shape(&self.old.criteria) != shape(&self.new.criteria) {
            let said = |tier: &Tier| Some(criterion(&tier.criteria, currency));
            self.of(found, LadderAspect::Criteria, "asks for", said(self.old), said(self.new));
        }
    }

    fn benefits(&self, found: &mut Vec<LadderChange>) {
        let mut rows: Vec<&Benefit> = self.after.benefits.iter().collect();
        rows.extend(self.before.benefits.iter().filter(|row| !self.after.benefits.contains(&row.id)));
        rows.sort_by_key(|row| row.order);
        for row in rows.into_iter().filter(|row| ![MDF_BENEFIT, COMMISSION_BENEFIT].contains(&row.id.as_str())) {
            let value = |tier: &Tier| benefit_value(tier, &row.id);
            self.of(found, LadderAspect::Benefit, &row.name, value(self.old), value(self.new));
        }
    }

    fn figures(&self, found: &mut Vec<LadderChange>) {
        let currency = self.after.profile.currency;
        let rate = |rate: Option<Percent>| rate.map(|rate| rate.to_string());
        let money = |money: Option<Money>| money.map(|money| currency.told(money));
        let (old, new) = (self.old, self.new);
        let mut of = |aspect, what: &str, before: Option<String>, after: Option<String>| {
            self.of(found, aspect, what, before, after);
        };
        of(LadderAspect::Rate, "commission", rate(old.commission), rate(new.commission));
        of(LadderAspect::Rate, "reseller margin", rate(old.margin), rate(new.margin));
        of(LadderAspect::Fund, "MDF a year", money(old.mdf_annual), money(new.mdf_annual));
        of(LadderAspect::Fund, "MDF a quarter", money(old.mdf_quarter_cap), money(new.mdf_quarter_cap));
        let approver = |tier: &Tier| tier.mdf_approver.map(|approver| approver.label().to_owned());
        of(LadderAspect::Fund, "MDF approved by", approver(old), approver(new));
        let review = |tier: &Tier| Some(format!("every {} months", tier.review_months));
        of(LadderAspect::Maintenance, "review", review(old), review(new));
        let grace = |tier: &Tier| Some(format!("{} quarters", tier.grace_quarters));
        of(LadderAspect::Maintenance, "grace", grace(old), grace(new));
        of(LadderAspect::Economics, "average revenue", money(old.average_revenue), money(new.average_revenue));
        of(LadderAspect::Economics, "our margin", rate(old.economics_margin), rate(new.economics_margin));
        of(LadderAspect::Economics, "partner cost", money(old.partner_cost), money(new.partner_cost));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::presets;

    fn program(name: &str) -> Program {
        let mut program = Program::named("x");
        for tier in presets::tiers(name) {
            program.put(tier.into());
        }
        for benefit in presets::benefits(name) {
            program.put(benefit.into());
        }
        program
    }

    #[test]
    fn changes_are_said_one_by_one() {
        let before = program("standard");
        let mut after = before.clone();
        let mut gold = after.tiers.find("gold").unwrap().clone();
        gold.commission = Some(Percent::whole(22));
        gold.benefits.remove(&"early_access".parse::<Id<Benefit>>().unwrap());
        if let Some(crate::program::criterion::Criterion::Meets { value, .. }) = gold.criteria.at_mut(&[0, 0]) {
            *value = crate::program::quantity::Quantity::money(Money::whole(75_000));
        }
        after.put(gold.into());
        after.take(crate::program::Kind::Tier, "platinum");
        after.settings = std::sync::Arc::new(after.settings.set("tier.metric", "influenced_t12m").unwrap());
        let found: Vec<(LadderAspect, String)> =
            ladder_diff(&before, &after).iter().map(|change| (change.aspect, change.sentence())).collect();
        let said: Vec<&str> = found.iter().map(|(_, said)| said.as_str()).collect();
        assert_eq!(found.len(), 5, "{found:#?}");
        assert!(
            said[0].ends_with(" (tier.metric): sourced_t12m to influenced_t12m")
                || said[0].ends_with(" (tier.metric): as_written to influenced_t12m"),
            "{found:#?}"
        );
        assert_eq!(said[1], "Gold: sourced revenue (12 months): at least $100,000 to at least $75,000");
        assert!(said[2].starts_with("Gold: ") && said[2].ends_with(": gone, was Beta"), "{found:#?}");
        assert_eq!(said[3], "Gold: commission: 20% to 22%");
        assert!(said[4].starts_with("Platinum: gone, was asks for "), "{found:#?}");
        assert!(ladder_diff(&after, &after).is_empty());
    }

    #[test]
    fn a_longer_condition_is_said_beside_a_threshold_and_so_is_what_keeps_a_tier() {
        let before = program("standard");
        let mut after = before.clone();
        let mut gold = after.tiers.find("gold").unwrap().clone();
        let fee = |name: &str| Criterion::All(vec![gold.criteria.clone(), Criterion::Paid(name.into())]);
        let (old, mut new) = (fee("entry fee"), fee("annual fee"));
        if let Some(Criterion::Meets { value, .. }) = new.at_mut(&[0, 0, 0]) {
            *value = Quantity::money(Money::whole(75_000));
        }
        gold.criteria = old;
        let mut before = before;
        before.put(gold.clone().into());
        gold.keep = Some(new.clone());
        gold.criteria = new;
        after.put(gold.into());
        let said: Vec<String> = ladder_diff(&before, &after).iter().map(LadderChange::sentence).collect();
        assert_eq!(said.len(), 3, "{said:#?}");
        assert!(said[0].starts_with("Gold: to keep it: new, asks for "), "{said:#?}");
        assert_eq!(said[1], "Gold: sourced revenue (12 months): at least $100,000 to at least $75,000");
        assert!(said[2].contains("entry fee") && said[2].contains("annual fee"), "{said:#?}");
    }
}
