//! The report over the living example.

use super::{CfoBook, Ledgers, document};
use crate::analysis::cfo::CfoLineKind;
use crate::analysis::derived::Derived;
use crate::export::markdown;
use crate::program::Program;
use crate::program::money::Money;
use crate::program::period::Quarter;

fn northwind() -> (Program, Derived) {
    let program = crate::store::read(include_bytes!("../../../saves/northwind.ron")).unwrap().program;
    let derived = Derived::new(&program, program.profile.as_of.unwrap());
    (program, derived)
}

fn quarters() -> Vec<Quarter> {
    ["2025-Q2", "2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3"].map(|text| text.parse().unwrap()).to_vec()
}

#[test]
fn every_sum_check_holds_in_every_quarter() {
    let (program, derived) = northwind();
    let ledgers = Ledgers::of(&program, &derived);
    for quarter in quarters() {
        let period = super::book::days_of(&derived, quarter).unwrap();
        let book = CfoBook::of(&program, &derived, period, &ledgers);
        let (held, all) = book.checks_held();
        assert_eq!((held, all), (6, 6), "{quarter}");
        let parts = &book.found.parts;
        assert_eq!(parts.sourced.plus(parts.influenced).plus(book.found.none), parts.total);
        for payout in &book.payouts {
            assert_eq!(payout.opening.plus(payout.accrued).minus(payout.paid), payout.closing, "{payout:?}");
        }
        assert_eq!(book.payouts.iter().map(|payout| payout.paid).sum::<Money>(), book.total_paid(), "{quarter}");
    }
}

#[test]
fn credit_is_what_the_deals_themselves_are_credited_with() {
    let (program, derived) = northwind();
    for quarter in quarters() {
        let period = super::book::days_of(&derived, quarter).unwrap();
        let book = CfoBook::of(&program, &derived, period, &Ledgers::default());
        for line in &book.found.lines {
            let (deal, measures) = book.deals[line.deal];
            assert_eq!(Some(line.credits.values().copied().sum()), measures.credited(), "{}", deal.id);
        }
    }
}

#[test]
fn every_sourced_deal_has_five_criteria_each_with_its_record() {
    let (program, derived) = northwind();
    let period = super::book::days_of(&derived, "2026-Q3".parse().unwrap()).unwrap();
    let book = CfoBook::of(&program, &derived, period, &Ledgers::default());
    let sourced: Vec<_> = book.found.lines.iter().filter(|line| line.line == CfoLineKind::Sourced).collect();
    assert!(!sourced.is_empty());
    for line in sourced {
        let (deal, measures) = book.deals[line.deal];
        let parts = derived.evidence(&deal.id);
        let part = parts.iter().find(|part| Some(&part.partner) == measures.sourcing.as_ref()).unwrap();
        assert_eq!(part.criteria.len(), 5);
        for found in &part.criteria {
            assert!(program.has(found.record.0, &found.record.1), "{found:?}");
        }
    }
}

#[test]
fn the_document_is_the_same_twice_and_a_quarter_ahead_has_none() {
    let (program, derived) = northwind();
    let quarter = "2026-Q3".parse().unwrap();
    let first = markdown::document(&document(&program, &derived, quarter).unwrap());
    let again = Derived::new(&program, program.profile.as_of.unwrap());
    assert_eq!(first, markdown::document(&document(&program, &again, quarter).unwrap()));
    assert!(document(&program, &derived, "2031-Q1".parse().unwrap()).is_none());
    for part in ["Sum checks", "Evidence", "Credit by partner", "What the program cost", "Unresolved", "As of"] {
        assert!(first.to_lowercase().contains(&part.to_lowercase()), "{part}");
    }
}
