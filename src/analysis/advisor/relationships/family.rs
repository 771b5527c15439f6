//! The rules on the work with partners, in the order of their codes.

use super::{contact, health, reviews, whole};
use crate::analysis::advisor::rule::{Family, Look, rule};
use crate::analysis::findings::{FindingSeverity, Rule};

/// The rules on the work with partners.
pub(in crate::analysis::advisor) const FAMILY: Family = Family { name: "Relationships", rules: RULES, looks: LOOKS };

const RULES: &[Rule] = &[
    rule("REL-01", FindingSeverity::Error, "Somebody looks after each partner"),
    rule("REL-02", FindingSeverity::Error, "We know two people at each partner"),
    rule("REL-03", FindingSeverity::Warning, "We write first, not only in answer"),
    rule("REL-04", FindingSeverity::Warning, "The health of a partner can be judged"),
    rule("REL-05", FindingSeverity::Error, "Partners hear from us as often as their segment should"),
    rule("REL-06", FindingSeverity::Warning, "We keep our promises"),
    rule("REL-07", FindingSeverity::Warning, "Feedback is answered"),
    rule("REL-08", FindingSeverity::Warning, "Contact comes as often as planned for the segment"),
    rule("REL-09", FindingSeverity::Error, "Executives speak with those who matter most"),
    rule("REL-10", FindingSeverity::Warning, "Strategic and growth partners have their QBR"),
    rule("REL-11", FindingSeverity::Warning, "QBRs are held, not only scheduled"),
    rule("REL-12", FindingSeverity::Warning, "What was agreed in a QBR is done"),
    rule("REL-13", FindingSeverity::Warning, "Notes are out within 48 hours"),
    rule("REL-14", FindingSeverity::Info, "The agenda is out three days before"),
    rule("REL-15", FindingSeverity::Error, "Who writes to us gets an answer"),
    rule("REL-16", FindingSeverity::Warning, "Signed partners have been on the portal"),
    rule("REL-17", FindingSeverity::Warning, "There is a plan for each partner at risk"),
    rule("REL-18", FindingSeverity::Error, "Escalations are answered in time"),
    rule("REL-19", FindingSeverity::Info, "Partners are asked what they think, and recommend us"),
    rule("REL-20", FindingSeverity::Warning, "Strategic partners get more than the long tail"),
    rule("REL-21", FindingSeverity::Info, "Nobody is stuck in recruiting and onboarding"),
];

const LOOKS: &[Look] = &[
    Look::Partner(contact::look),
    Look::Partner(health::look),
    Look::Partner(reviews::look),
    Look::Program(whole::look),
];
