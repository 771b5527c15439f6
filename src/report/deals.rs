//! Deals: where they stand, whose they are, and what they are credited with.

use super::catalogue::{Report, View};
use super::cell::{Cell, CellKind};
use super::partners::{choice, id};
use super::table::{Column, Table};
use crate::analysis::derived::DealMeasures;
use crate::program::deal::{Deal, DealStage};

/// Deals with class and credit.
pub const REPORT: Report = Report { name: "deals", title: "Deals with class and credit", columns: COLUMNS, fill };

const COLUMNS: &[Column] = &[
    Column::new("id", "Id", CellKind::Text),
    Column::new("name", "Deal", CellKind::Text),
    Column::further("account", "Account", CellKind::Text),
    Column::new("partner", "Partner", CellKind::Text),
    Column::further("partner_name", "Partner", CellKind::Text),
    Column::further("further_partners", "Further partners", CellKind::List),
    Column::new("stage", "Stage", CellKind::Word),
    Column::new("amount", "Amount", CellKind::Money),
    Column::further("original.amount", "Own amount", CellKind::Money),
    Column::further("original.currency", "Own currency", CellKind::Text),
    Column::new("class", "Class", CellKind::Word),
    Column::further("sourced_by", "Sourced by", CellKind::Text),
    Column::new("credited", "Credited", CellKind::Money),
    Column::further("credits", "Credit by partner", CellKind::List),
    Column::further("unattributed", "Unattributed", CellKind::Money),
    Column::further("weighted", "Weighted", CellKind::Money),
    Column::new("close", "Close", CellKind::Date),
    Column::further("created_on", "Created", CellKind::Date),
    Column::further("expected_close", "Expected close", CellKind::Date),
    Column::further("closed_on", "Closed on", CellKind::Date),
    Column::further("stage_since", "Stage since", CellKind::Date),
    Column::further("days_in_stage", "Days in stage", CellKind::Count),
    Column::new("stuck", "Stuck", CellKind::Flag),
    Column::further("lead_source", "Lead source", CellKind::Word),
    Column::further("source_attribution", "Source's word", CellKind::Word),
    Column::further("lost_reason", "Why lost", CellKind::Text),
    Column::further("owner", "Owner", CellKind::Text),
    Column::further("next_step", "Next step", CellKind::Text),
    Column::further("external.system", "System", CellKind::Text),
    Column::further("external.id", "System id", CellKind::Text),
];

fn fill(view: &View<'_>, table: &mut Table) {
    for (deal, measures) in view.derived.deals() {
        let named = deal.partner.iter().chain(deal.further_partners.iter().map(|further| &further.partner));
        let on_it = || named.clone().chain(measures.parts.iter().map(|part| &part.partner));
        let wanted = view.partner.is_none_or(|wanted| on_it().any(|partner| partner == wanted));
        if wanted && view.wants_day(close(deal)) {
            table.push(row(view, deal, measures));
        }
    }
}

/// The close of a closed deal, otherwise the expected one.
pub(super) fn close(deal: &Deal) -> Option<jiff::civil::Date> {
    if is_open(deal) { deal.expected_close } else { deal.closed_on }
}

/// Whether a deal is neither won nor lost.
pub(super) fn is_open(deal: &Deal) -> bool {
    !matches!(deal.stage, DealStage::Won | DealStage::Lost)
}

fn row(view: &View<'_>, deal: &Deal, measures: &DealMeasures) -> Vec<Cell> {
    let won = deal.stage == DealStage::Won;
    let credits = measures.parts.iter().filter_map(|part| {
        let credit = part.credit.filter(|credit| won && !credit.is_zero())?;
        Some(format!("{} {}", part.partner, super::cell::money_plain(credit)))
    });
    vec![
        (&deal.id).into(),
        (&deal.name).into(),
        id(deal.account.as_ref()),
        id(deal.partner.as_ref()),
        deal.partner.as_ref().and_then(|partner| view.partner_name(partner)).into(),
        Cell::list(deal.further_partners.iter().map(|further| further.partner.shared())),
        Cell::word(deal.stage),
        deal.amount.into(),
        deal.original.map(|original| original.money).into(),
        deal.original.map(|original| original.currency.to_string()).into(),
        Cell::word(measures.class),
        id(measures.sourcing.as_ref()),
        measures.credited().filter(|_| won).into(),
        Cell::list(credits),
        measures.unattributed.filter(|_| won).into(),
        measures.weighted.filter(|_| is_open(deal)).into(),
        close(deal).into(),
        deal.created_on.into(),
        deal.expected_close.into(),
        deal.closed_on.into(),
        deal.stage_since.into(),
        measures.days_in_stage.into(),
        measures.stuck.into(),
        choice(deal.lead_source),
        choice(deal.source_attribution),
        deal.lost_reason.as_ref().into(),
        deal.owner.as_ref().into(),
        deal.next_step.as_ref().into(),
        deal.external.as_ref().map(|external| external.system.as_str()).into(),
        deal.external.as_ref().map(|external| external.id.as_str()).into(),
    ]
}
