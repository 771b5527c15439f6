//! Performance: the quarter beside the quarter before and the same quarter a year ago, wins and losses.

use super::{Audience, Review};
use crate::analysis::attribution::DealClass;
use crate::analysis::derived::DealMeasures;
use crate::program::choice::Choice;
use crate::program::deal::{Deal, DealStage, RegistrationState};
use crate::program::money::Money;
use crate::program::period::Quarter;
use crate::report::cell::{Cell, CellKind};
use crate::report::document::Document;
use crate::report::table::{Column, Table};

/// The numbers of one quarter.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Figures {
    pub(super) sourced: Money,
    pub(super) influenced: Money,
    pub(super) credited: Money,
    pub(super) won: usize,
    pub(super) lost: usize,
    pub(super) registrations: usize,
    /// Won deals whose amount is unknown: the sums are then at least what they say.
    pub(super) unconverted: usize,
}

fn deals_closed_in<'a>(
    review: &Review<'a>,
    quarter: Quarter,
) -> impl Iterator<Item = (&'a Deal, &'a DealMeasures)> + use<'a> {
    let calendar = review.program.profile.calendar();
    let as_of = review.derived.as_of();
    review
        .derived
        .partner_deals(&review.partner.id)
        .filter(move |(deal, _)| deal.closed_on.is_some_and(|on| on <= as_of && calendar.quarter_of(on) == quarter))
}

pub(super) fn figures(review: &Review<'_>, quarter: Quarter) -> Figures {
    let mut figures = Figures::default();
    for (deal, measures) in deals_closed_in(review, quarter) {
        if deal.stage == DealStage::Lost {
            figures.lost += 1;
            continue;
        }
        figures.won += 1;
        let Some(amount) = deal.amount else {
            figures.unconverted += 1;
            continue;
        };
        let Some(part) = measures.part(&review.partner.id) else { continue };
        match part.class {
            DealClass::Sourced => figures.sourced = figures.sourced.plus(amount),
            DealClass::Influenced => figures.influenced = figures.influenced.plus(amount),
            DealClass::None | DealClass::Unknown => {}
        }
        figures.credited = figures.credited.plus(part.credit.unwrap_or_default());
    }
    let calendar = review.program.profile.calendar();
    let counts = |state: RegistrationState| {
        matches!(
            state,
            RegistrationState::Submitted
                | RegistrationState::Approved
                | RegistrationState::Converted
                | RegistrationState::Expired
        )
    };
    let registrations = review.program.registrations.iter().filter(|one| one.partner == review.partner.id);
    figures.registrations = registrations
        .filter(|one| counts(one.state) && calendar.quarter_of(one.submitted_at.date()) == quarter)
        .count();
    figures
}

pub(super) fn document(review: &Review<'_>, audience: Audience) -> Document {
    const COLUMNS: &[Column] = &[
        Column::new("metric", "Metric", CellKind::Text),
        Column::new("quarter", "This quarter", CellKind::Text),
        Column::new("prior", "Quarter before", CellKind::Text),
        Column::new("year", "A year ago", CellKind::Text),
    ];
    let quarters = [review.quarter, review.quarter.previous(), review.quarter.year_before()];
    let all = quarters.map(|quarter| figures(review, quarter));
    let mut table = Table::new(COLUMNS);
    let mut money = |name: &str, of: fn(&Figures) -> Money| {
        table.push(std::iter::once(Cell::text(name)).chain(all.iter().map(|one| Cell::Money(of(one)))).collect());
    };
    money("Sourced", |one| one.sourced);
    money("Influenced", |one| one.influenced);
    if audience == Audience::Internal {
        money("Credited", |one| one.credited);
    }
    let mut count = |name: &str, of: fn(&Figures) -> usize| {
        table.push(std::iter::once(Cell::text(name)).chain(all.iter().map(|one| Cell::count(of(one)))).collect());
    };
    count("Deals won", |one| one.won);
    count("Deals lost", |one| one.lost);
    count("Deals registered", |one| one.registrations);
    let mut document = Document::default();
    document.table(table, "");
    if all.iter().any(|one| one.unconverted > 0) {
        document.say("Some won deals have no amount in the program's currency; sums are at least what they say.");
    }
    if let Some(measures) = review.measures() {
        document.facts([("Growth on the year, last completed quarter", Cell::text(measures.growth.display()))]);
    }
    closed(review, &mut document, DealStage::Won, "Wins");
    closed(review, &mut document, DealStage::Lost, "Losses");
    document
}

fn closed(review: &Review<'_>, document: &mut Document, stage: DealStage, title: &str) {
    const COLUMNS: &[Column] = &[
        Column::new("deal", "Deal", CellKind::Text),
        Column::new("amount", "Amount", CellKind::Money),
        Column::new("closed", "Closed", CellKind::Date),
        Column::new("class", "Attribution", CellKind::Text),
    ];
    let mut deals: Vec<_> = deals_closed_in(review, review.quarter).filter(|(deal, _)| deal.stage == stage).collect();
    deals.sort_by(|(a, _), (b, _)| b.amount.cmp(&a.amount).then_with(|| a.id.cmp(&b.id)));
    let mut table = Table::new(COLUMNS);
    for (deal, measures) in deals {
        let class = measures.part(&review.partner.id).map_or(Cell::Unknown, |part| Cell::text(part.class.label()));
        table.push(vec![
            Cell::text(deal.name.as_str()),
            deal.amount.map_or(Cell::Unknown, Cell::Money),
            deal.closed_on.map_or(Cell::Unknown, Cell::Date),
            class,
        ]);
    }
    document.part(title).table(table, "None in this quarter.");
}
