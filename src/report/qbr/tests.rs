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
