//! Which inputs of the calculators begin with values of the plan: one table of calculator, input and where it is read.

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::analysis::calculators::inputs_under;
use crate::analysis::calculators::schema::Calculator;
use crate::analysis::derived::{Derived, PartnerMeasures};
use crate::program::criterion::MetricKind;
use crate::program::money::Money;
use crate::program::partner::Partner;
use crate::program::portal::PortalActivity;
use crate::program::{Program, period};
use crate::tui::session::Workbench;

/// What a partner's values are read from.
struct Found<'a> {
    program: &'a Program,
    derived: &'a Derived,
    partner: &'a Partner,
    measures: &'a PartnerMeasures,
}

/// Reads a value; nothing where the plan does not know it.
enum From {
    Plan(fn(&Workbench) -> Option<Value>),
    Partner(fn(&Found<'_>) -> Option<Value>),
}

/// Names of the tiers that the calculators' own ladder has.
const TIERS: [&str; 4] = ["registered", "silver", "gold", "platinum"];

/// Calculator (`*` for every one), input, and where its value stands.
const FILLED: &[(&str, &str, From)] = &[
    ("*", "as_of", From::Plan(|plan| to_json(plan.derived().as_of()))),
    ("goal-target", "existing_partners", From::Plan(|plan| to_json(plan.derived().program().active))),
    ("goal-target", "total_arr", From::Plan(total)),
    ("goal-target", "partner_arr", From::Plan(sourced)),
    ("goal-mix", "total_arr", From::Plan(total)),
    ("goal-mix", "partner_arr", From::Plan(sourced)),
    ("goal-plan", "total_arr", From::Plan(total)),
    ("goal-plan", "partner_arr", From::Plan(sourced)),
    ("goal-sensitivity", "total_arr", From::Plan(total)),
    ("goal-sensitivity", "partner_arr", From::Plan(sourced)),
    ("growth", "current", From::Partner(quarter)),
    ("growth", "previous", From::Partner(prior_year_quarter)),
    ("health", "current_quarter_revenue", From::Partner(quarter)),
    ("health", "prior_year_quarter_revenue", From::Partner(prior_year_quarter)),
    ("health", "registrations", From::Partner(|it| to_json(it.measures.registrations_last_quarter?))),
    ("health", "engagement", From::Partner(|it| to_json(it.partner.engagement_level?))),
    ("health", "days_since_portal_activity", From::Partner(portal_days)),
    ("health", "never_logged_in", From::Partner(never_logged_in)),
    ("health", "nps", From::Partner(|it| Some(it.measures.nps?.to_string().into()))),
    ("health", "strategic_fit", From::Partner(|it| to_json(it.measures.strategic_fit?))),
    ("value-matrix", "strategic_value", From::Partner(strategic_value)),
    ("value-matrix", "has_closed_won", From::Partner(|it| Some((it.measures.revenue.won_ever > 0).into()))),
    ("value-matrix", "credited_revenue_t12m", From::Partner(credited)),
    ("value-matrix", "revenue_potential", From::Partner(|it| Some(money(it.partner.potential?)))),
    ("value-matrix", "health_band", From::Partner(|it| to_json(it.measures.health.band))),
    ("value-matrix", "declared_type", From::Partner(|it| to_json(it.partner.r#type?))),
    ("scorecard", "scores", From::Partner(scorecard)),
    ("evaluation", "scores", From::Partner(evaluation)),
    ("outreach-priority", "raw", From::Partner(|it| to_json(it.measures.scorecard?.raw()?))),
    ("outreach-priority", "scored_on", From::Partner(|it| to_json(it.partner.last_scored?))),
    ("comarketing-budget", "strategic_value", From::Partner(strategic_value)),
    ("comarketing-budget", "tier_budget", From::Partner(tier_budget)),
    ("mdf-accrual", "annual", From::Partner(tier_budget)),
    ("mdf-request", "tier", From::Partner(tier)),
    ("reseller-margin", "tier", From::Partner(tier)),
    ("volume-rebate", "tier", From::Partner(tier)),
    ("tier-progress", "current_tier", From::Partner(tier)),
    ("tier-progress", "target_tier", From::Partner(next_tier)),
    ("tier-progress", "metrics", From::Partner(metrics)),
    ("tier-progress", "average_deal", From::Partner(average_deal)),
    ("tier-qualification", "metrics", From::Partner(metrics)),
    (
        "tier-qualification",
        "agreement_in_force",
        From::Partner(|it| to_json(it.measures.tier.agreement_in_force.known()?)),
    ),
    ("effective-tier", "granted_tier", From::Partner(granted_tier)),
    ("effective-tier", "override", From::Partner(tier_override)),
    ("tier-review", "granted_tier", From::Partner(granted_tier)),
    ("tier-review", "tier_since", From::Partner(|it| to_json(it.partner.tier_since?))),
    ("segmentation", "partners", From::Partner(|it| Some(segment_facts(it)))),
];

/// The inputs of a calculator that the plan knows: name, value, and the words that say from where. What is unknown
/// of the partner is null.
pub fn fill(
    calculator: &Calculator,
    workbench: &Workbench,
    partner: Option<&Partner>,
) -> Vec<(&'static str, Value, String)> {
    let derived = workbench.derived();
    let found = partner.and_then(|partner| {
        let measures = derived.partner(&partner.id)?;
        Some(Found { program: workbench.program(), derived, partner, measures })
    });
    let mine = FILLED.iter().filter(|(name, ..)| *name == "*" || *name == calculator.name);
    let facts = mine.filter_map(|(_, input, from)| match (from, &found) {
        (From::Plan(read), _) => Some((*input, read(workbench)?, "from the plan".to_owned())),
        (From::Partner(read), Some(found)) => {
            let value = read(found);
            let word = if value.is_some() { "from" } else { "unknown for" };
            Some((*input, value.unwrap_or(Value::Null), format!("{word} {}", found.partner.name)))
        }
        (From::Partner(_), None) => None,
    });
    decided(calculator, workbench).chain(facts).collect()
}

/// What the program decided in its settings.
fn decided(
    calculator: &Calculator,
    workbench: &Workbench,
) -> impl Iterator<Item = (&'static str, Value, String)> + use<> {
    let mut under = inputs_under(calculator, &workbench.program().settings);
    let names = calculator.inputs.iter().map(|field| field.name);
    let found: Vec<_> =
        names.filter_map(|name| Some((name, under.remove(name)?, "decided in the settings".to_owned()))).collect();
    found.into_iter()
}

fn to_json(value: impl Serialize) -> Option<Value> {
    serde_json::to_value(value).ok()
}

fn money(amount: Money) -> Value {
    Money::from_cents(amount.cents()).to_string().into()
}

fn total(plan: &Workbench) -> Option<Value> {
    plan.derived().program().revenue.total.exact().filter(|sum| !sum.is_zero()).map(money)
}

fn sourced(plan: &Workbench) -> Option<Value> {
    total(plan)?;
    plan.derived().program().revenue.sourced.exact().map(money)
}

fn quarter(it: &Found<'_>) -> Option<Value> {
    let revenue = &it.measures.revenue;
    revenue.known(revenue.quarter).map(money)
}

fn prior_year_quarter(it: &Found<'_>) -> Option<Value> {
    let revenue = &it.measures.revenue;
    revenue.known(revenue.prior_year_quarter).map(money)
}

fn credited(it: &Found<'_>) -> Option<Value> {
    let revenue = &it.measures.revenue;
    revenue.known(revenue.credited).map(money)
}

fn strategic_value(it: &Found<'_>) -> Option<Value> {
    Some(it.measures.strategic_value()?.to_string().into())
}

fn portal_days(it: &Found<'_>) -> Option<Value> {
    let as_of = it.derived.as_of();
    match it.partner.portal_last_active {
        Some(PortalActivity::On(date)) if date <= as_of => Some(period::days_between(date, as_of).into()),
        _ => None,
    }
}

fn never_logged_in(it: &Found<'_>) -> Option<Value> {
    (it.partner.portal_last_active == Some(PortalActivity::Never)).then_some(Value::Bool(true))
}

fn named(tier: Option<&str>) -> Option<Value> {
    tier.filter(|tier| TIERS.contains(tier)).map(Value::from)
}

fn tier(it: &Found<'_>) -> Option<Value> {
    named(it.measures.tier.effective.as_ref().map(crate::program::id::Id::as_str))
}

fn next_tier(it: &Found<'_>) -> Option<Value> {
    named(it.measures.tier.next.as_ref().map(crate::program::id::Id::as_str))
}

fn granted_tier(it: &Found<'_>) -> Option<Value> {
    named(it.partner.granted_tier.as_ref().map(crate::program::id::Id::as_str))
}

fn tier_budget(it: &Found<'_>) -> Option<Value> {
    Some(money(it.program.tiers.get(it.measures.tier.effective.as_ref()?)?.mdf_annual?))
}

fn tier_override(it: &Found<'_>) -> Option<Value> {
    let decided = it.partner.tier_override.as_ref()?;
    let tier = named(Some(decided.tier.as_str()))?;
    Some(json!({"tier": tier, "from": decided.from, "until": decided.until, "reason": decided.reason}))
}

fn average_deal(it: &Found<'_>) -> Option<Value> {
    Some(it.derived.average_deal(&it.partner.id)?.to_string().into())
}

/// The metrics that the partner's own ladder asks for, each over its usual time.
fn metrics(it: &Found<'_>) -> Option<Value> {
    let ladder = it.derived.ladders().for_type(it.partner.r#type)?;
    let mut known = Map::new();
    for tier in &ladder.tiers {
        for leaf in it.derived.criteria_of(&it.partner.id, &tier.criteria) {
            let Some(actual) = leaf.actual.filter(|_| leaf.window == leaf.metric.default_window()) else { continue };
            let value = match leaf.metric.kind() {
                MetricKind::Money => Money::rounded(actual.decimal(), 2).map(money),
                MetricKind::Count => i64::try_from(actual.decimal().trunc().mantissa()).ok().map(Value::from),
            };
            known.extend(value.map(|value| (leaf.metric.to_string(), value)));
        }
    }
    Some(Value::Object(known))
}

fn scorecard(it: &Found<'_>) -> Option<Value> {
    let cards = it.program.scorecards.iter().filter(|card| card.partner == it.partner.id);
    let latest = cards.filter(|card| card.on <= it.derived.as_of()).max_by_key(|card| card.on)?;
    Some(json!({
        "customer_overlap": latest.customer_overlap, "product_synergy": latest.product_synergy,
        "sales_capacity": latest.sales_capacity, "marketing_capability": latest.marketing_capability,
        "technical_depth": latest.technical_depth, "brand_alignment": latest.brand_alignment,
        "commitment_level": latest.commitment_level,
    }))
}

fn evaluation(it: &Found<'_>) -> Option<Value> {
    let all = it.program.evaluations.iter().filter(|evaluation| evaluation.partner == it.partner.id);
    let latest = all.filter(|evaluation| evaluation.on <= it.derived.as_of()).max_by_key(|found| found.on)?;
    Some(json!({
        "strategic_fit": latest.strategic_fit, "market_position": latest.market_position,
        "technical_capability": latest.technical_capability, "go_to_market_alignment": latest.go_to_market,
        "cultural_fit": latest.cultural_fit,
    }))
}

/// The partner as the only one of the list.
fn segment_facts(it: &Found<'_>) -> Value {
    json!([{
        "id": it.partner.id.as_str(), "current_quarter": quarter(it), "prior_year_quarter": prior_year_quarter(it),
        "revenue_t12m": credited(it), "engagement": it.measures.engagement, "strategic_value": strategic_value(it),
        "registrations_last_quarter": it.measures.registrations_last_quarter,
    }])
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::analysis::calculators::{all, find};
    use crate::app::{Dates, Origin};
    use crate::tui::calculator::Calculation;

    #[test]
    fn every_row_names_an_input_of_a_calculator() {
        for (name, input, _) in FILLED {
            let takes = |calculator: &Calculator| calculator.inputs.iter().any(|field| field.name == *input);
            let known = if *name == "*" { all().iter().any(|it| takes(it)) } else { find(name).is_some_and(takes) };
            assert!(known, "{name}: {input}");
        }
    }

    #[test]
    fn what_a_partner_gives_is_taken_by_the_calculator() {
        let program = crate::store::read(include_bytes!("../../../saves/example.ron")).unwrap().program;
        let dates = Dates { today: date(2026, 11, 22), asked: None };
        let workbench = Workbench::new(program, Origin::default(), dates);
        let partner = workbench.program().partners.find("bluepeak-systems").unwrap().clone();
        let opened = |name: &str| {
            let calculator = find(name).unwrap();
            let values = fill(calculator, &workbench, Some(&partner));
            let form = Calculation::new(calculator).filled(&values);
            assert!(form.envelope().is_ok(), "{name}");
            form.input() != Calculation::new(calculator).input()
        };
        let mut names: Vec<&str> = FILLED.iter().map(|(name, ..)| *name).filter(|name| *name != "*").collect();
        names.dedup();
        // what this plan knows is what their example says, or contradicts another value of it
        let kept: Vec<&str> = names.into_iter().filter(|name| !opened(name)).collect();
        assert_eq!(kept, ["mdf-accrual", "reseller-margin"]);
    }
}
