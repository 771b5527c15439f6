//! The end of the report: cost, payouts, what nobody can classify, what is unresolved, and the settings in force.

use super::book::CfoBook;
use super::document::percent;
use crate::analysis::attribution::DealClass;
use crate::program::choice::Choice;
use crate::program::compensation::PaymentKind;
use crate::program::deal::Attribution;
use crate::report::cell::{Cell, CellKind};
use crate::report::document::Document;
use crate::report::table::{Column, Table};

pub(super) fn cost(book: &CfoBook<'_>, document: &mut Document) {
    const COLUMNS: &[Column] =
        &[Column::new("kind", "Paid for", CellKind::Text), Column::new("amount", "Amount", CellKind::Money)];
    let mut table = Table::new(COLUMNS);
    for (kind, amount) in &book.paid {
        table.push(vec![Cell::text(kind.label()), Cell::Money(*amount)]);
    }
    table.push(vec![Cell::text("Total"), Cell::Money(book.total_paid())]);
    document.table(table, "");
    let base = book.cost_base().label().to_lowercase();
    match book.cost_share() {
        Some(share) => document.say(format!("That is {} of {base}.", percent(Some(&share)).display())),
        None => document.say(format!("There is no {base} to compare it with.")),
    };
    document.say("Payments count on the day they were made, clawbacks below zero; what is accrued stands below.");
}

pub(super) fn payouts(book: &CfoBook<'_>, document: &mut Document) {
    const COLUMNS: &[Column] = &[
        Column::new("partner", "Partner", CellKind::Text),
        Column::new("opening", "Owed before", CellKind::Money),
        Column::new("accrued", "Accrued", CellKind::Money),
        Column::new("paid", "Paid", CellKind::Money),
        Column::new("closing", "Owed after", CellKind::Money),
    ];
    let mut table = Table::new(COLUMNS);
    for payout in &book.payouts {
        table.push(vec![
            Cell::text(book.name(&payout.partner)),
            Cell::Money(payout.opening),
            Cell::Money(payout.accrued),
            Cell::Money(payout.paid),
            Cell::Money(payout.closing),
        ]);
    }
    if !table.rows.is_empty() {
        let sum =
            |of: fn(&super::Payout) -> crate::program::money::Money| Cell::Money(book.payouts.iter().map(of).sum());
        let (opening, accrued) = (sum(|payout| payout.opening), sum(|payout| payout.accrued));
        let (paid, closing) = (sum(|payout| payout.paid), sum(|payout| payout.closing));
        table.push(vec![Cell::text("Total"), opening, accrued, paid, closing]);
    }
    document.table(table, "Nothing was accrued or paid.");
}

/// What a person has to decide or find out before these numbers are final.
pub(super) fn unresolved(book: &CfoBook<'_>, document: &mut Document) {
    let mut open = Vec::new();
    for (deal, _) in book.found.unclassifiable.iter().filter_map(|&place| book.deals.get(place)) {
        let unknown: Vec<String> = book.derived.evidence(&deal.id).iter().flat_map(super::rows::unknowns).collect();
        let what = if unknown.is_empty() { "its influence is not recorded".to_owned() } else { unknown.join("; ") };
        open.push(format!("{} ({}) cannot be classified: {what}", deal.name, deal.id));
    }
    for (deal, _) in book.found.unattributed.iter().filter_map(|&place| book.deals.get(place)) {
        open.push(format!("{} ({}) is influenced, and no touch counts: record the touch", deal.name, deal.id));
    }
    for deal in &book.without_amount {
        let own = deal.original.map(|own| format!(", {} {}", own.currency, own.money)).unwrap_or_default();
        open.push(format!(
            "{} ({}) has no amount in the program's currency{own}: it is not counted",
            deal.name, deal.id
        ));
    }
    for (deal, measures) in &book.deals {
        if let Some(on) = deal.cancelled_on {
            let why = deal.cancel_reason.map(|why| format!(" ({})", why.label().to_lowercase())).unwrap_or_default();
            open.push(format!("{} ({}) was cancelled on {on}{why}; it counts in full here", deal.name, deal.id));
        }
        if measures.two_candidates {
            open.push(format!("{} ({}) has two partners that meet every criterion", deal.name, deal.id));
        }
        if let Some(word) = deal.source_attribution.filter(|word| differs(*word, measures.class)) {
            let ours = measures.class.label().to_lowercase();
            let theirs = word.label().to_lowercase();
            open.push(format!("{} ({}) is {theirs} in the source system and {ours} here", deal.name, deal.id));
        }
    }
    if open.is_empty() {
        document.say("Nothing: every deal is classified and has an amount.");
    }
    document.list(open);
}

fn differs(word: Attribution, class: DealClass) -> bool {
    !matches!(
        (word, class),
        (Attribution::Sourced, DealClass::Sourced)
            | (Attribution::Influenced, DealClass::Influenced)
            | (Attribution::None, DealClass::None)
            | (_, DealClass::Unknown)
    )
}

pub(super) fn about(book: &CfoBook<'_>, document: &mut Document) {
    document.say(format!("Every number is as of {}.", book.derived.as_of()));
    let kinds: Vec<&str> = PaymentKind::ALL.iter().map(|kind| kind.label()).collect();
    document.say(format!("Rules R-31 to R-33 and R-58; payments of the kinds {}.", kinds.join(", ")));
    let decided: Vec<String> =
        book.program.settings.decided().map(|(key, value)| format!("{}: {value}", key.as_str())).collect();
    if decided.is_empty() {
        document.say("All settings are at their defaults.");
    } else {
        document.say("Settings that differ from their defaults:").list(decided);
    }
}
