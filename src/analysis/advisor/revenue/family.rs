//! The rules on attribution, pay and funds, in the order of their codes.

use super::{claims, funds, payments, plans};
use crate::analysis::advisor::rule::{Family, Look, rule};
use crate::analysis::findings::{FindingSeverity, Rule};

/// The rules on attribution, pay and funds; the usual range of SPIFFs (REV-25) is a family of its own.
pub(in crate::analysis::advisor) const FAMILY: Family = Family { name: "Revenue", rules: RULES, looks: LOOKS };

const RULES: &[Rule] = &[
    rule("REV-01", FindingSeverity::Error, "How deals are attributed was decided before anybody is paid"),
    rule("REV-02", FindingSeverity::Error, "Commission is paid on time"),
    rule("REV-03", FindingSeverity::Error, "Plans change only after they were announced"),
    rule("REV-04", FindingSeverity::Warning, "Partners can work their pay out"),
    rule("REV-05", FindingSeverity::Error, "What is cancelled is claimed back"),
    rule("REV-06", FindingSeverity::Error, "MDF brings reported results"),
    rule("REV-07", FindingSeverity::Warning, "Nothing stops the best from selling more"),
    rule("REV-08", FindingSeverity::Info, "Renewals are worth something to resellers and affiliates"),
    rule("REV-09", FindingSeverity::Warning, "Pay runs on systems, not on hands"),
    rule("REV-10", FindingSeverity::Error, "A plan names its rate"),
    rule("REV-11", FindingSeverity::Info, "Rates lie in the usual range"),
    rule("REV-12", FindingSeverity::Warning, "A plan says when it pays"),
    rule("REV-13", FindingSeverity::Error, "MDF is approved by whoever may"),
    rule("REV-14", FindingSeverity::Error, "MDF stays within its limits"),
    rule("REV-15", FindingSeverity::Warning, "MDF is used before the year ends"),
    rule("REV-16", FindingSeverity::Warning, "MDF was used"),
    rule("REV-17", FindingSeverity::Error, "MDF goes to those who may have it, for what it is for"),
    rule("REV-18", FindingSeverity::Warning, "Registrations are decided within the promised hours"),
    rule("REV-19", FindingSeverity::Error, "One account, one protected registration"),
    rule("REV-20", FindingSeverity::Error, "The bonus for registering comes only before the quote"),
    rule("REV-21", FindingSeverity::Error, "Commission is paid for deals with a part of the partner"),
    rule("REV-22", FindingSeverity::Warning, "What is claimed as sourced meets the criteria"),
    rule("REV-23", FindingSeverity::Error, "No deal is credited twice"),
    rule("REV-24", FindingSeverity::Warning, "A sale through a partner leaves a margin"),
    rule("REV-26", FindingSeverity::Warning, "Large resellers have terms of their own"),
    rule("REV-27", FindingSeverity::Warning, "Margin and commission are two cards"),
    rule("REV-28", FindingSeverity::Warning, "Terms do not change at will"),
];

const LOOKS: &[Look] = &[
    Look::Program(plans::look),
    Look::Program(funds::look),
    Look::Program(claims::accounts),
    Look::Partner(payments::look),
    Look::Partner(claims::look),
];
