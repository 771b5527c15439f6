//! The rules on what a ladder promises, in the order of their codes.

use super::{members, promises};
use crate::analysis::advisor::rule::{Family, Look, rule};
use crate::analysis::findings::{FindingSeverity, Rule};

/// The rules on what a ladder promises beyond its shape.
pub(in crate::analysis::advisor) const FAMILY: Family = Family { name: "Tiers", rules: RULES, looks: LOOKS };

const RULES: &[Rule] = &[
    rule("TIER-08", FindingSeverity::Warning, "Who gets MDF owes a result"),
    rule("TIER-09", FindingSeverity::Info, "Partners that the ladder does not fit are looked at"),
    rule("TIER-13", FindingSeverity::Error, "A tier ends when its grace does"),
    rule("TIER-17", FindingSeverity::Warning, "Conditions can be measured"),
    rule("TIER-18", FindingSeverity::Warning, "The cost of a tier covers its benefits"),
    rule("TIER-19", FindingSeverity::Info, "Who is promised MDF may have it"),
    rule("TIER-20", FindingSeverity::Warning, "Types of different business have ladders of their own"),
];

const LOOKS: &[Look] = &[Look::Program(promises::look), Look::Partner(members::look)];
