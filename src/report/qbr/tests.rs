//! A review of the living example.

use super::{Audience, Review};
use crate::analysis::derived::Derived;
use crate::program::Program;

fn northwind() -> (Program, Derived) {
    let program = crate::store::read(include_bytes!("../../../saves/northwind.ron")).unwrap().program;
    let derived = Derived::new(&program, program.profile.as_of.unwrap());
    (program, derived)
}

fn words(review: &Review<'_>, audience: Audience) -> String {
    format!("{:?}", review.document(audience))
}

#[test]
fn a_review_opens_on_commitments_and_has_the_five_sections_in_order() {
    let (program, derived) = northwind();
    let partner = "techservices".parse().unwrap();
    let review = Review::find(&program, &derived, &partner, "2026-Q3".parse().unwrap()).unwrap();
    let text = words(&review, Audience::Internal);
    let places: Vec<usize> = [
        "commitments",
        "Relationship",
        "Performance",
        "Pipeline",
        "Joint plan",
        "Resources and support",
        "Actions agreed",
    ]
    .iter()
    .map(|word| text.rfind(&format!("\"{word}\"")).or_else(|| text.find(word)).unwrap())
    .collect();
    assert!(places.is_sorted(), "{places:?}");
    assert_eq!(review.minutes().iter().sum::<u16>(), review.qbr.map_or(60, |qbr| qbr.minutes));
}

#[test]
fn what_is_internal_never_enters_the_document_for_the_partner() {
    let (program, derived) = northwind();
    let partner = "techservices".parse().unwrap();
    let review = Review::find(&program, &derived, &partner, "2026-Q3".parse().unwrap()).unwrap();
    let (internal, shared) = (words(&review, Audience::Internal), words(&review, Audience::Partner));
    for word in ["Health:", "Our view", "Investment call", "Quadrant", "Segment", "Credited"] {
        assert!(internal.contains(word), "{word} is missing from the internal document");
        assert!(!shared.contains(word), "{word} is in the document for the partner");
    }
    for other in program.partners.iter().filter(|other| other.id != partner) {
        assert!(!shared.contains(&other.name), "{} is named", other.name);
    }
}

#[test]
fn free_text_that_nobody_shared_stays_with_us() {
    const MARK: &str = "CANARY";
    let (mut program, _) = northwind();
    let id: crate::program::id::Id<crate::program::partner::Partner> = "techservices".parse().unwrap();
    let marked = |text: &mut Option<String>| *text = Some(MARK.to_owned());
    let mut partner = program.partners.get(&id).unwrap().clone();
    for text in [&mut partner.note, &mut partner.value_to_us, &mut partner.exec_sponsor] {
        marked(text);
    }
    program.put(partner.into());
    for deal in program.deals.iter().cloned().collect::<Vec<_>>() {
        let mut deal = deal;
        for text in [&mut deal.next_step, &mut deal.note, &mut deal.owner] {
            marked(text);
        }
        program.put(deal.into());
    }
    for promise in program.promises.iter().cloned().collect::<Vec<_>>() {
        program.put(crate::program::relationship::PromisedItem { text: MARK.to_owned(), ..promise }.into());
    }
    for qbr in program.qbrs.iter().cloned().collect::<Vec<_>>() {
        let mut qbr = qbr;
        qbr.sections.iter_mut().for_each(|section| marked(&mut section.text));
        program.put(qbr.into());
    }
    let derived = Derived::new(&program, program.profile.as_of.unwrap());
    let review = Review::find(&program, &derived, &id, "2026-Q2".parse().unwrap()).unwrap();
    assert!(words(&review, Audience::Internal).contains(MARK));
    assert!(!words(&review, Audience::Partner).contains(MARK));
}

#[test]
fn sums_with_a_missing_amount_are_unknown_and_not_smaller() {
    let (mut program, _) = northwind();
    let id = "techservices".parse().unwrap();
    let quarter = "2026-Q2".parse().unwrap();
    let mut deal = program.deals.find("ullswater-paper-2026").unwrap().clone();
    deal.amount = None;
    program.put(deal.into());
    let derived = Derived::new(&program, program.profile.as_of.unwrap());
    let review = Review::find(&program, &derived, &id, quarter).unwrap();
    let figures = super::scoreboard::figures(&review, quarter);
    assert_eq!((figures.sourced, figures.won, figures.unconverted), (None, Some(4), 1));
}
