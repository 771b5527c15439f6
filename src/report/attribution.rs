//! Who has a part in which deal, criterion by criterion, and what the part is credited with.

use super::catalogue::{Report, View};
use super::cell::{Cell, CellKind};
use super::deals::close;
use super::table::{Column, Table};
use crate::analysis::attribution::{CriterionResult, SourcedCriterion};
use crate::analysis::derived::{DealMeasures, DealPart};
use crate::analysis::truth::Truth;
use crate::program::choice::Choice;
use crate::program::deal::{Deal, DealStage};

/// The part of each partner in each deal.
pub const REPORT: Report = Report {
    name: "attribution",
    title: "The part of each partner in each deal, with the criteria",
    columns: COLUMNS,
    fill,
};

const COLUMNS: &[Column] = &[
    Column::further("deal", "Id", CellKind::Text),
    Column::new("name", "Deal", CellKind::Text),
    Column::new("partner", "Partner", CellKind::Text),
    Column::further("partner_name", "Partner", CellKind::Text),
    Column::new("close", "Close", CellKind::Date),
    Column::new("stage", "Stage", CellKind::Word),
    Column::new("amount", "Amount", CellKind::Money),
    Column::new("class", "Class", CellKind::Word),
    Column::further("deal_class", "Deal's class", CellKind::Word),
    Column::new("credit", "Credit", CellKind::Money),
    Column::new("fails", "Not sourced because", CellKind::List),
    Column::further("criteria.lead_source", "Lead source", CellKind::Word),
    Column::further("criteria.registered_before_opportunity", "Registered before", CellKind::Word),
    Column::further("criteria.registered_in_time", "In time", CellKind::Word),
    Column::further("criteria.no_prior_direct", "No direct before", CellKind::Word),
    Column::further("criteria.primary_relationship", "Primary", CellKind::Word),
    Column::further("registration", "Registration", CellKind::Text),
    Column::further("registered_on", "Registered", CellKind::Date),
    Column::further("touches", "Touches", CellKind::Count),
    Column::further("influenced_pay", "Pays influence", CellKind::Flag),
    Column::further("source_attribution", "Source's word", CellKind::Word),
];

fn fill(view: &View<'_>, table: &mut Table) {
    for (deal, measures) in view.derived.deals().filter(|(deal, _)| deal.stage != DealStage::Lost) {
        if !view.wants_day(close(deal)) {
            continue;
        }
        let wanted = |part: &&DealPart| view.wants(Some(&part.partner));
        for part in measures.parts.iter().filter(wanted) {
            table.push(row(view, deal, measures, part));
        }
    }
}

fn row(view: &View<'_>, deal: &Deal, measures: &DealMeasures, part: &DealPart) -> Vec<Cell> {
    let registration = view.derived.registration_of(deal, &part.partner);
    let results = SourcedCriterion::ALL.iter().zip(part.criteria);
    let against = results.filter_map(|(criterion, result)| match result {
        CriterionResult::Fail => Some(criterion.label().to_owned()),
        CriterionResult::Unknown => Some(format!("{}?", criterion.label())),
        CriterionResult::Pass | CriterionResult::Off => None,
    });
    let touches = view.derived.touches_of(&deal.id).iter();
    let touches = touches.filter(|touch| touch.partner.as_ref() == Some(&part.partner)).count();
    let mut row = vec![
        (&deal.id).into(),
        (&deal.name).into(),
        (&part.partner).into(),
        view.partner_name(&part.partner).into(),
        close(deal).into(),
        Cell::word(deal.stage),
        deal.amount.into(),
        Cell::word(part.class),
        Cell::word(measures.class),
        part.credit.filter(|_| deal.stage == DealStage::Won).into(),
        Cell::list(against),
    ];
    row.extend(part.criteria.map(Cell::word));
    row.extend([
        registration.map(|registration| registration.id.shared()).into(),
        registration.and_then(|registration| registration.approved_on).into(),
        Cell::count(touches),
        match part.influenced_pay {
            Truth::Yes => true.into(),
            Truth::No => false.into(),
            Truth::Unknown => Cell::Unknown,
        },
        deal.source_attribution.map_or(Cell::Unknown, Cell::word),
    ]);
    row
}
