//! What an event costs, and what it brings.

use super::family::Under;
use crate::analysis::advisor::Report;
use crate::analysis::exact::{exact, multiple_shown, of_money, ratio};
use crate::analysis::findings::FindingSeverity::{Info, Warning};
use crate::program::campaign::CampaignKind;
use crate::program::choice::Choice;
use crate::program::event::EventMetric;
use crate::program::money::Money;
use crate::program::side::Side;

/// Every rule on the money of an event that is over.
pub(super) fn check(under: &Under<'_>, report: &mut Report) {
    if !under.campaign.kind.is_event() || under.days_over() <= 0 {
        return;
    }
    if under.parts.costs.is_empty() {
        report.not_checked("EVT-20", "the cost of an event");
        report.not_checked("EVT-21", "the cost of an event");
        return;
    }
    pipeline(under, report);
    usual_cost(under, report);
}

/// What a side paid; of what both paid, half.
fn cost_of(under: &Under<'_>, side: Side) -> Money {
    let cents = under.parts.costs.iter().map(|cost| match cost.side {
        Side::Both => cost.amount.cents() / 2,
        own if own == side => cost.amount.cents(),
        _ => 0,
    });
    Money::from_cents(cents.sum())
}

/// EVT-20: an event brings its pipeline, three months after it (C-36).
fn pipeline(under: &Under<'_>, report: &mut Report) {
    let days = i32::from(under.scene.settings().span("event.pipeline_days"));
    if under.days_over() < days {
        return;
    }
    let measures = under.scene.derived.campaign(&under.campaign.id);
    let Some(found) = measures.and_then(|measures| measures.actual(EventMetric::Pipeline)) else {
        report.not_checked("EVT-20", "the pipeline of an event");
        return;
    };
    let all: Money = under.parts.costs.iter().map(|cost| cost.amount).sum();
    let multiple = ratio(found, &of_money(all));
    let least = match under.campaign.kind {
        CampaignKind::Webinar => under.scene.policy().webinar.funnel.pipeline[0],
        _ => under.scene.settings().multiplier("conference.pipeline_low"),
    };
    if multiple.as_ref().is_some_and(|multiple| *multiple < exact(least.decimal())) {
        let shown = multiple_shown(multiple.as_ref());
        let said = format!("its pipeline is {shown} of its cost after {days} days; {least} at least");
        report.find(under.finding("EVT-20", Warning, &said, "look at who came, before the next one is planned"));
    }
}

/// EVT-21: a webinar costs what webinars cost (C-27); for other events no range is known.
fn usual_cost(under: &Under<'_>, report: &mut Report) {
    if under.campaign.kind != CampaignKind::Webinar {
        return;
    }
    let settings = under.scene.settings();
    let (low, high) = (settings.money("webinar.cost_low"), settings.money("webinar.cost_high"));
    let together: Money = under.parts.costs.iter().map(|cost| cost.amount).sum();
    let costs = if settings.word("webinar.cost_basis") == "total" {
        vec![("both sides", together)]
    } else {
        vec![("our side", cost_of(under, Side::Us)), ("the partner", cost_of(under, Side::Partner))]
    };
    let currency = under.scene.program.profile.currency;
    let outside = costs.into_iter().filter(|(_, cost)| !cost.is_zero() && (*cost < low || *cost > high));
    let told: Vec<String> = outside.map(|(who, cost)| format!("{who} paid {}", currency.told(cost))).collect();
    if !told.is_empty() {
        let kind = under.campaign.kind.label().to_lowercase();
        let (low, high) = (currency.told(low), currency.told(high));
        let said = format!("{}; {low} to {high} is usual for a {kind}", told.join(" and "));
        report.find(under.finding("EVT-21", Info, &said, "say in the note what the money was for"));
    }
}
