//! The six measures of enablement with what to do about those below target (R-43, F62).

use super::trained::people;
use crate::analysis::enablement::learning::Learning;
use crate::analysis::enablement::metrics::{
    EnablementFigures, EnablementMeasures, EnablementMetric, EnablementTargets,
};
use crate::analysis::exact::{percent_shown, shown, widened};
use crate::analysis::partner_kpis::{first_deal, median};
use crate::analysis::truth::Truth;
use crate::program::choice::Choice;
use crate::program::deal::DealStage;
use crate::program::partner::Partner;
use crate::program::portal::PortalActivity;
use crate::report::catalogue::{Report, View};
use crate::report::cell::{Cell, CellKind};
use crate::report::table::{Column, Table};

/// The measures.
pub const REPORT: Report =
    Report { name: "enablement", title: "Measures of enablement, with what to do", columns: COLUMNS, fill };

const COLUMNS: &[Column] = &[
    Column::further("key", "Key", CellKind::Word),
    Column::new("metric", "Measure", CellKind::Text),
    Column::new("value", "Value", CellKind::Text),
    Column::new("target", "Target", CellKind::Text),
    Column::new("verdict", "Verdict", CellKind::Word),
    Column::new("action", "What to do", CellKind::Text),
    Column::new("basis", "From", CellKind::Text),
];

/// Where the measures come from beside their values.
struct Basis {
    figures: EnablementFigures,
    signed: usize,
    deals: usize,
}

fn fill(view: &View<'_>, table: &mut Table) {
    let policy = view.derived.policy();
    let targets = EnablementTargets::of(&policy.enablement, policy.target.first_deal_days);
    let basis = basis(view);
    let measures = EnablementMeasures::of(&basis.figures, view.derived.as_of(), &targets);
    for metric in EnablementMetric::ALL {
        let (value, target, from) = words(*metric, &measures, &basis, &targets);
        table.push(vec![
            Cell::Word(metric.word(), metric.label()),
            metric.label().into(),
            value.into(),
            target.into(),
            Cell::word(measures.verdict(*metric)),
            measures.action(*metric).into(),
            from.into(),
        ]);
    }
}

fn words(
    metric: EnablementMetric,
    measures: &EnablementMeasures,
    basis: &Basis,
    targets: &EnablementTargets,
) -> (Option<String>, String, String) {
    let figures = &basis.figures;
    let of = |part: Option<u64>, whole: Option<u64>| match (part, whole) {
        (Some(part), Some(whole)) => format!("{part} of {whole}"),
        _ => String::new(),
    };
    match metric {
        EnablementMetric::Completion => (
            measures.completion.as_ref().map(|rate| percent_shown(Some(rate))),
            format!("at least {}", targets.completion),
            format!("{} parts of the path on which each person is furthest", of(figures.completed, figures.assigned)),
        ),
        EnablementMetric::Certification => (
            measures.certification.as_ref().map(|rate| percent_shown(Some(rate))),
            format!("at least {}", targets.certification),
            format!("{} people with any training", of(figures.certified, figures.enrolled)),
        ),
        EnablementMetric::FirstDeal => (
            measures.first_deal_days.as_ref().map(|days| format!("{} days", shown(days, 0))),
            format!("under {} days", targets.first_deal_below_days),
            format!("median of {} partners with a deal", basis.deals),
        ),
        EnablementMetric::Portal => {
            let active = measures.active.iter().filter(|active| **active == Some(true)).count();
            let known = measures.active.iter().filter(|active| active.is_some()).count();
            (
                (known > 0).then(|| format!("{active} of {}", basis.signed)),
                format!("all within {} days", targets.active_days),
                format!("last visit known of {known} of {} signed partners", basis.signed),
            )
        }
        EnablementMetric::Downloads => (
            measures.downloads.map(|trend| trend.label().to_owned()),
            "growing by month".to_owned(),
            "the portal's own numbers; not recorded".to_owned(),
        ),
        EnablementMetric::Tickets => (
            measures.tickets.map(|trend| trend.label().to_owned()),
            "decreasing by month".to_owned(),
            "the support desk's own numbers; not recorded".to_owned(),
        ),
    }
}

fn basis(view: &View<'_>) -> Basis {
    let people = people(view);
    let learned = Learning::of(view.program, view.derived, people.iter().map(|(_, person)| *person));
    let signed: Vec<&Partner> = view.program.partners.iter().filter(|partner| is_signed(view, partner)).collect();
    let days: Vec<i32> = view.program.partners.iter().filter_map(|partner| days_to_first_deal(view, partner)).collect();
    let deals = days.len();
    let visit = |partner: &&Partner| match partner.portal_last_active {
        Some(PortalActivity::On(date)) => Some(date),
        Some(PortalActivity::Never) => Some(jiff::civil::Date::MIN),
        None => None,
    };
    let any = learned.enrolled > 0;
    let figures = EnablementFigures {
        assigned: any.then_some(learned.assigned),
        completed: any.then_some(learned.completed),
        enrolled: any.then_some(learned.enrolled),
        certified: any.then_some(learned.certified),
        first_deal_days: median(days).as_ref().map(widened),
        last_visits: signed.iter().map(visit).collect(),
        ..EnablementFigures::default()
    };
    Basis { figures, signed: signed.len(), deals }
}

fn is_signed(view: &View<'_>, partner: &Partner) -> bool {
    let measures = view.derived.partner(&partner.id);
    view.wants(Some(&partner.id)) && measures.is_some_and(|found| found.tier.agreement_in_force == Truth::Yes)
}

/// Days from signing to the first won deal of a partner, where both are known.
pub fn days_to_first_deal(view: &View<'_>, partner: &Partner) -> Option<i32> {
    let won = view
        .derived
        .partner_deals(&partner.id)
        .filter(|(deal, _)| deal.stage == DealStage::Won)
        .filter_map(|(deal, _)| deal.closed_on)
        .filter(|on| *on <= view.derived.as_of())
        .min();
    let signed = partner.signed_on.filter(|_| view.wants(Some(&partner.id)))?;
    let limit = view.derived.policy().target.first_deal_days;
    first_deal(signed, won, view.derived.as_of(), limit).0
}
