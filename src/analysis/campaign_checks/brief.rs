//! The brief: what is to be reached, for whom, with how much money, and how it is counted.

use rust_decimal::Decimal;

use super::rules::Under;
use crate::analysis::findings::FindingSeverity::{Error, Info, Warning};
use crate::analysis::timeline::LeadVerdict;
use crate::program::campaign::{Campaign, CampaignKind};
use crate::program::choice::Choice;
use crate::program::currency::grouped;
use crate::program::money::Money;
use crate::program::rate::Multiplier;

/// Days before the launch by which the brand sheet is complete, and after it by which results are in.
pub(super) const FORTNIGHT: i32 = 14;
/// Rules of the brand sheet (F45).
const BRAND_RULES: usize = 5;

/// The eleven parts of a brief and whether each is there (F43).
pub fn completeness(campaign: &Campaign) -> [(&'static str, bool); 11] {
    let some = |text: &Option<String>| some(text.as_ref());
    [
        ("name", !campaign.name.trim().is_empty()),
        ("partner", !campaign.partners.is_empty() || campaign.kind == CampaignKind::Summit),
        ("objective", some(&campaign.objective)),
        ("audience", some(&campaign.audience)),
        ("key message", some(&campaign.message)),
        ("timeline", true),
        ("our responsibilities", some(&campaign.our_responsibilities)),
        ("partner responsibilities", some(&campaign.partner_responsibilities)),
        ("primary KPI", campaign.primary_kpi.is_some()),
        ("secondary KPIs", !campaign.secondary_kpis.is_empty()),
        ("attribution method", some(&campaign.attribution_method)),
    ]
}

fn some(text: Option<&String>) -> bool {
    text.is_some_and(|text| !text.trim().is_empty())
}

pub(super) fn check(under: &mut Under<'_>) {
    let campaign = under.campaign;
    if !some(campaign.objective.as_ref()) {
        under.report("COM-01", Error, "it has no objective", "say what is to be reached, with a number");
    } else if campaign.primary_kpi.as_ref().is_none_or(|kpi| kpi.unit.trim().is_empty()) {
        under.report("COM-01", Error, "its objective has no KPI with number and unit", "set the primary KPI");
    }
    if !some(campaign.audience.as_ref()) {
        under.report("COM-02", Warning, "it has no target audience", "say for whom it is");
    }
    if under.captures_leads() && campaign.lead_model.is_none() {
        under.report("COM-06", Error, "it captures leads and nobody agreed who gets them", "choose a distribution");
    }
    if !some(campaign.attribution_method.as_ref()) {
        under.report("COM-10", Warning, "how results are attributed is open", "agree on one method");
    }
    notice(under);
    budgets(under);
    multipliers(under);
    if under.is_ahead() && under.days_ahead() <= FORTNIGHT && campaign.brand_checks.len() < BRAND_RULES {
        let done = campaign.brand_checks.len();
        let said =
            format!("{done} of {BRAND_RULES} brand rules are met, {} before the launch", days(under.days_ahead()));
        under.report("COM-20", Warning, said, "go through the brand sheet with the partner");
    }
    units(under);
}

fn days(count: i32) -> String {
    if count == 1 { "1 day".to_owned() } else { format!("{count} days") }
}

fn notice(under: &mut Under<'_>) {
    let Some(measures) = under.derived.campaign(&under.campaign.id).filter(|_| under.is_ahead()) else { return };
    let (days, verdict) = (measures.lead_days, measures.lead_verdict);
    let all_done = !under.parts.tasks.is_empty() && under.parts.tasks.iter().all(|task| task.done_on.is_some());
    let begun = under.parts.tasks.iter().any(|task| task.done_on.is_some());
    let severity = match verdict {
        LeadVerdict::Ok => return,
        LeadVerdict::Warning => Warning,
        LeadVerdict::Error => Error,
    };
    // A campaign whose preparation began in time is not short of notice as its day comes near.
    if all_done || begun {
        return;
    }
    under.report("COM-09", severity, format!("{days} days are left and nothing is done yet"), "move the launch");
}

/// The usual spending of each side by kind (L607).
fn budgets(under: &mut Under<'_>) {
    let settings = &under.program.settings;
    let range = |low: &str, high: &str| (settings.money(low), settings.money(high));
    let (ours, theirs) = match under.campaign.kind {
        CampaignKind::Webinar => {
            let both = range("webinar.cost_low", "webinar.cost_high");
            (both, both)
        }
        CampaignKind::Content => (
            range("spend.ebook_ours_low", "spend.ebook_ours_high"),
            range("spend.ebook_partner_low", "spend.ebook_partner_high"),
        ),
        _ => return,
    };
    let sides = [("our", under.campaign.our_budget, ours), ("the partner's", under.campaign.partner_budget, theirs)];
    for (whose, budget, (low, high)) in sides {
        let Some(budget) = budget.filter(|budget| *budget < low || *budget > high) else { continue };
        let kind = under.campaign.kind.label().to_lowercase();
        let currency = under.program.profile.currency;
        let told = |money: Money| format!("{currency} {}", grouped(&money.to_string()));
        let said =
            format!("{whose} budget of {} is outside the {} to {} of a {kind}", told(budget), told(low), told(high));
        under.report("COM-15", Warning, said, "correct it, or say why in the note");
    }
}

fn multipliers(under: &mut Under<'_>) {
    let bounds = [
        ("performance", under.campaign.performance_multiplier, Decimal::new(5, 1), Decimal::new(2, 0)),
        ("strategic", under.campaign.strategic_multiplier, Decimal::new(8, 1), Decimal::new(15, 1)),
    ];
    for (name, multiplier, low, high) in bounds {
        let Some(outside) = multiplier.map(Multiplier::decimal).filter(|m| *m < low || *m > high) else { continue };
        let said = format!("the {name} multiplier of {outside}x is outside {low}x to {high}x");
        under.report("COM-16", Error, said, "correct the multiplier");
    }
}

pub(super) fn units(under: &mut Under<'_>) {
    let Some(kpi) = &under.campaign.primary_kpi else { return };
    let wanted = kpi.unit.to_lowercase();
    let other = under.parts.actuals.iter().find(|actual| {
        let same_metric = actual.metric.label().eq_ignore_ascii_case(&kpi.metric);
        same_metric && actual.unit.as_ref().is_some_and(|unit| unit.to_lowercase() != wanted)
    });
    if let Some(unit) = other.and_then(|actual| actual.unit.clone()) {
        let said = format!("the result is in {unit}, the goal in {}", kpi.unit);
        under.report("COM-22", Info, said, "record the result in the unit of the goal");
    }
}
