//! The rules on listings, in the order of their codes.

use super::{copy, reception};
use crate::analysis::advisor::rule::{Family, Look, rule};
use crate::analysis::findings::{FindingSeverity, Rule};

/// The rules on listings.
pub(in crate::analysis::advisor) const FAMILY: Family = Family { name: "Marketplace", rules: RULES, looks: LOOKS };

const RULES: &[Rule] = &[
    rule("MKT-01", FindingSeverity::Warning, "A listing is looked at every quarter"),
    rule("MKT-02", FindingSeverity::Warning, "A description is written for its marketplace"),
    rule("MKT-03", FindingSeverity::Error, "Bad reviews are answered within days"),
    rule("MKT-04", FindingSeverity::Warning, "A listing has a primary category"),
    rule("MKT-05", FindingSeverity::Error, "A listing shows its five screenshots"),
    rule("MKT-06", FindingSeverity::Warning, "A listing was looked at after the last release"),
    rule("MKT-07", FindingSeverity::Warning, "Keywords are not stuffed"),
    rule("MKT-08", FindingSeverity::Warning, "A listing says what sets it apart"),
    rule("MKT-09", FindingSeverity::Warning, "The name holds a word that buyers search for"),
    rule("MKT-10", FindingSeverity::Warning, "The tagline is short"),
    rule("MKT-11", FindingSeverity::Warning, "Each feature names its benefit"),
    rule("MKT-12", FindingSeverity::Info, "Somebody vouches for it"),
    rule("MKT-13", FindingSeverity::Warning, "Three steps lead to the first result"),
    rule("MKT-14", FindingSeverity::Info, "It speaks the language of its users"),
    rule("MKT-15", FindingSeverity::Info, "The video takes a minute or so"),
    rule("MKT-16", FindingSeverity::Warning, "Each number of a listing is good or better"),
    rule("MKT-17", FindingSeverity::Warning, "Its rating helps it to be found"),
    rule("MKT-18", FindingSeverity::Info, "There are reviews enough to believe them"),
];

const LOOKS: &[Look] = &[Look::Program(|scene, report| {
    for listing in scene.program.listings.iter() {
        copy::look(scene, listing, report);
        reception::look(scene, listing, report);
    }
})];
