//! The rules on how partners are chosen and how they look.

use super::{commitment, flags, gates, scores, terms};
use crate::analysis::advisor::rule::{Family, Look, rule};
use crate::analysis::findings::FindingSeverity::{Error, Info, Warning};
use crate::analysis::findings::Rule;

/// The rules on how partners are chosen.
pub(in crate::analysis::advisor) const FAMILY: Family = Family { name: "Selection", rules: RULES, looks: LOOKS };

const RULES: &[Rule] = &[
    rule("SEL-01", Warning, "A famous name comes with customers in common"),
    rule("SEL-02", Warning, "Recruiting aims at more than a number"),
    rule("SEL-03", Warning, "A pilot was completed before the agreement"),
    rule("SEL-04", Error, "A signed partner can earn with us"),
    rule("SEL-05", Warning, "A top prospect is known through more than one person"),
    rule("SEL-06", Error, "A signed partner was scored or evaluated"),
    rule("SEL-07", Warning, "A signed partner scores above the bar"),
    rule("SEL-08", Warning, "The partner has people for partnerships"),
    rule("SEL-09", Error, "Competing offers have swim lanes"),
    rule("SEL-10", Warning, "The partner's customers speak well of it"),
    rule("SEL-11", Warning, "The partner is financially sound"),
    rule("SEL-12", Warning, "Both sides are paid for the same thing"),
    rule("SEL-13", Warning, "Both sides want the partnership"),
    rule("SEL-14", Warning, "Each type with candidates has an ideal profile"),
    rule("SEL-15", Warning, "Commitment follows the first deal"),
    rule("SEL-16", Error, "No agreement follows a failed pilot"),
    rule("SEL-17", Warning, "A top prospect commits within its time"),
    rule("SEL-18", Error, "The weights of the evaluation sum to the whole"),
    rule("SEL-19", Info, "The top band of the scorecard can be reached"),
    rule("SEL-20", Info, "All four commitments are made"),
    rule("SEL-21", Warning, "Scores of weak candidates are looked at again in time"),
];

const LOOKS: &[Look] = &[
    Look::Program(scores::look),
    Look::Partner(commitment::look_at),
    Look::Partner(flags::look_at),
    Look::Partner(gates::look_at),
    Look::Partner(scores::look_at),
    Look::Partner(terms::look_at),
];
