//! The rules on affiliate programs, in the order of their codes.

use super::{people, terms};
use crate::analysis::advisor::rule::{Family, Look, rule};
use crate::analysis::findings::{FindingSeverity, Rule};

/// The rules on affiliate programs.
pub(in crate::analysis::advisor) const FAMILY: Family = Family { name: "Affiliates", rules: RULES, looks: LOOKS };

const RULES: &[Rule] = &[
    rule("AFF-01", FindingSeverity::Error, "The rate is worth an affiliate's time"),
    rule("AFF-02", FindingSeverity::Warning, "Commission on a subscription recurs"),
    rule("AFF-03", FindingSeverity::Error, "Sales are tracked without hands"),
    rule("AFF-04", FindingSeverity::Warning, "Affiliates have materials to promote with"),
    rule("AFF-05", FindingSeverity::Warning, "The best affiliates are spoken to every month"),
    rule("AFF-06", FindingSeverity::Error, "Fraud is guarded against"),
    rule("AFF-07", FindingSeverity::Info, "Restrictions are few"),
    rule("AFF-08", FindingSeverity::Warning, "Affiliates are paid every month"),
    rule("AFF-09", FindingSeverity::Warning, "Affiliates hear from us every month"),
    rule("AFF-10", FindingSeverity::Error, "Small affiliates reach the least payout"),
    rule("AFF-11", FindingSeverity::Error, "Affiliates must disclose that they are paid"),
    rule("AFF-12", FindingSeverity::Warning, "Tax forms are there before money goes out"),
    rule("AFF-13", FindingSeverity::Warning, "A click counts for a month or more"),
    rule("AFF-14", FindingSeverity::Error, "Few sales are refunded"),
    rule("AFF-15", FindingSeverity::Warning, "Revenue does not hang on a few affiliates"),
    rule("AFF-16", FindingSeverity::Error, "Nobody refers himself"),
    rule("AFF-17", FindingSeverity::Info, "Deals are small enough for affiliates"),
    rule("AFF-18", FindingSeverity::Warning, "Terms say what they mean"),
];

const LOOKS: &[Look] = &[Look::Program(terms::look), Look::Program(people::look), Look::Partner(people::each)];
