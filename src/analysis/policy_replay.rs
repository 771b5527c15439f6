//! The same deals under other rules: what each policy makes of revenue, credit, commission and tiers, partner by
//! partner (C-02, C-15 to C-17, R-31 to R-33), so that a dispute about a rule is a question of numbers.

use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use super::attribution::InfluenceRule;
use super::derived::{Derived, PartnerMeasures};
use super::money::statement::Statements;
use super::policy::TierMetric;
use super::touches::AttributionModel;
use crate::program::choice::Choice;
use crate::program::id::Id;
use crate::program::money::Money;
use crate::program::partner::Partner;
use crate::program::settings::{SettingError, Settings};
use crate::program::tier::Tier;
use crate::program::{AnyRecord, Program};

/// The name of the policy that changes nothing.
pub const AS_IT_STANDS: &str = "as it stands";

/// A policy: the settings of the program with some decided otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyVariant {
    /// What it is called.
    pub name: String,
    /// The settings it decides, by key, as text.
    pub decisions: Vec<(String, String)>,
}

/// What a policy makes of one partner, or of all of them; twelve months to the as-of date, in the program's currency.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PolicyFigures {
    /// Sourced revenue; unknown where an amount is.
    pub sourced: Option<Money>,
    /// Influenced revenue at the full amount.
    pub influenced: Option<Money>,
    /// Credited revenue.
    pub credited: Option<Money>,
    /// What we came to owe: commission, SPIFFs, rebates and MDF, less clawbacks.
    pub earned: Money,
    /// The tier it qualifies for; nothing for all of them together.
    pub qualified: Option<Id<Tier>>,
}

/// The outcome of one policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replay {
    /// The policy.
    pub variant: PolicyVariant,
    /// All partners together; deals that several partners influenced count once in revenue.
    pub total: PolicyFigures,
    /// Every partner, in the order of their identifiers.
    pub partners: Vec<(Id<Partner>, PolicyFigures)>,
}

impl PolicyVariant {
    /// A policy that decides some settings.
    pub fn new(name: impl Into<String>, decisions: &[(&str, &str)]) -> Self {
        let decisions = decisions.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect();
        Self { name: name.into(), decisions }
    }

    /// The settings under this policy.
    pub fn settings(&self, settings: &Settings) -> Result<Settings, SettingError> {
        self.decisions.iter().try_fold(settings.clone(), |settings, (key, text)| settings.set(key, text))
    }
}

/// The policies that are argued about: the one in force, then every other touch model, rule of influence, and revenue
/// that counts toward tiers. Those that are in force anyway are left out.
pub fn usual_variants(settings: &Settings) -> Vec<PolicyVariant> {
    let mut variants = vec![PolicyVariant::new(AS_IT_STANDS, &[])];
    let mut offer = |name: String, key: &str, word: &str| {
        if settings.get(key).is_some_and(|value| value.to_string() != word) {
            variants.push(PolicyVariant::new(name, &[(key, word)]));
        }
    };
    for model in AttributionModel::ALL {
        offer(format!("touches: {}", model.label().to_lowercase()), "touch.model", model.word());
    }
    for rule in InfluenceRule::ALL {
        offer(format!("influence in reports: {}", short(*rule)), "influence.report_rule", rule.word());
        offer(format!("influence that pays: {}", short(*rule)), "influence.pay_rule", rule.word());
    }
    offer("direct touches share too".to_owned(), "touch.include_direct", "yes");
    for metric in TierMetric::ALL {
        offer(format!("tiers by: {}", metric.label().to_lowercase()), "tier.metric", metric.word());
    }
    variants
}

fn short(rule: InfluenceRule) -> &'static str {
    match rule {
        InfluenceRule::AnyTouch => "any touch",
        InfluenceRule::Strict => "strict",
    }
}

/// Replays the program under each policy; a policy that cannot be set is left out.
pub fn replay(program: &Program, as_of: Date, variants: &[PolicyVariant]) -> Vec<Replay> {
    variants.par_iter().filter_map(|variant| replay_one(program, as_of, variant)).collect()
}

fn replay_one(program: &Program, as_of: Date, variant: &PolicyVariant) -> Option<Replay> {
    let mut changed = program.clone();
    changed.put(AnyRecord::Settings(Arc::new(variant.settings(&program.settings).ok()?)));
    let derived = Derived::new(&changed, as_of);
    let statements = Statements::new(&changed, &derived);
    let window = derived.periods().t12m;
    let figures = |measures: &PartnerMeasures| {
        let revenue = &measures.revenue;
        let statement = statements.of(&measures.partner, window);
        let figures = PolicyFigures {
            sourced: revenue.known(revenue.sourced),
            influenced: revenue.known(revenue.influenced),
            credited: revenue.known(revenue.credited),
            earned: statement.map(|statement| statement.earned()).unwrap_or_default(),
            qualified: measures.tier.qualified.clone(),
        };
        (measures.partner.clone(), figures)
    };
    let partners: Vec<(Id<Partner>, PolicyFigures)> = derived.partners().map(figures).collect();
    let totals = derived.program().revenue;
    let total = PolicyFigures {
        sourced: totals.sourced.exact(),
        influenced: totals.influenced.exact(),
        credited: totals.credited.exact(),
        earned: partners.iter().map(|(_, figures)| figures.earned).sum(),
        qualified: None,
    };
    Some(Replay { variant: variant.clone(), total, partners })
}

impl PolicyFigures {
    /// What is other than in `before`: `credited +1200.00`, `qualifies for gold instead of silver`.
    pub fn differences(&self, before: &Self) -> Vec<String> {
        let mut found = Vec::new();
        let mut compare = |what: &str, new: Option<Money>, old: Option<Money>| match (new, old) {
            (Some(new), Some(old)) if new != old => {
                let change = new.minus(old);
                let sign = if change.is_negative() { "" } else { "+" };
                found.push(format!("{what} {sign}{change}"));
            }
            (None, Some(_)) => found.push(format!("{what} becomes unknown")),
            (Some(_), None) => found.push(format!("{what} becomes known")),
            _ => {}
        };
        compare("sourced", self.sourced, before.sourced);
        compare("influenced", self.influenced, before.influenced);
        compare("credited", self.credited, before.credited);
        compare("earned", Some(self.earned), Some(before.earned));
        if self.qualified != before.qualified {
            let named = |tier: &Option<Id<Tier>>| tier.as_ref().map_or("no tier", Id::as_str).to_owned();
            found.push(format!("qualifies for {} instead of {}", named(&self.qualified), named(&before.qualified)));
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn northwind() -> Program {
        crate::store::read(include_bytes!("../../saves/northwind.ron")).unwrap().program
    }

    #[test]
    fn every_policy_that_is_not_in_force_is_replayed_once() {
        let variants = usual_variants(&Settings::default());
        let names: Vec<&str> = variants.iter().map(|variant| variant.name.as_str()).collect();
        assert_eq!(names.first(), Some(&AS_IT_STANDS));
        assert_eq!(names.iter().filter(|name| name.starts_with("touches: ")).count(), AttributionModel::ALL.len() - 1);
        let mut unique = names.clone();
        unique.sort_unstable();
        unique.dedup();
        assert_eq!(unique.len(), names.len());
        assert!(variants.iter().all(|variant| variant.settings(&Settings::default()).is_ok()));
    }

    #[test]
    fn a_touch_model_moves_credit_between_partners_and_never_its_sum_of_revenue() {
        let program = northwind();
        let variants: Vec<PolicyVariant> = AttributionModel::ALL
            .iter()
            .map(|model| PolicyVariant::new(model.label(), &[("touch.model", model.word())]))
            .collect();
        let replays = replay(&program, date(2026, 9, 30), &variants);
        assert_eq!(replays.len(), 5);
        for found in &replays {
            assert_eq!(
                (found.total.sourced, found.total.influenced),
                (replays[0].total.sourced, replays[0].total.influenced)
            );
            let credited: Money = found.partners.iter().filter_map(|(_, figures)| figures.credited).sum();
            let pool = found.total.credited;
            assert!(pool.is_none_or(|pool| pool == credited), "{}: {pool:?} {credited}", found.variant.name);
        }
    }

    #[test]
    fn an_unknown_setting_is_left_out_and_no_change_differs_from_nothing() {
        let program = northwind();
        let variants = [PolicyVariant::new("a", &[("no.such", "1")]), PolicyVariant::new(AS_IT_STANDS, &[])];
        let replays = replay(&program, date(2026, 9, 30), &variants);
        assert_eq!(replays.len(), 1);
        let derived = Derived::new(&program, date(2026, 9, 30));
        for (id, figures) in &replays[0].partners {
            let measures = derived.partner(id).unwrap();
            assert_eq!(figures.credited, measures.revenue.known(measures.revenue.credited));
            assert!(figures.differences(figures).is_empty());
        }
    }
}
