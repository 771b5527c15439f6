//! The rules on enablement, in the order of their codes.

use super::{content, people, training};
use crate::analysis::advisor::rule::{Family, Look, rule};
use crate::analysis::findings::{FindingSeverity, Rule};

/// The rules on enablement.
pub(in crate::analysis::advisor) const FAMILY: Family = Family { name: "Enablement", rules: RULES, looks: LOOKS };

const RULES: &[Rule] = &[
    rule("ENB-01", FindingSeverity::Error, "An asset is short enough to be used"),
    rule("ENB-02", FindingSeverity::Error, "Content is up to date"),
    rule("ENB-03", FindingSeverity::Warning, "Each type of partner has a learning path"),
    rule("ENB-04", FindingSeverity::Warning, "Training ends in a certification"),
    rule("ENB-05", FindingSeverity::Warning, "Training is live and comes again"),
    rule("ENB-06", FindingSeverity::Info, "Materials are made for types of partners"),
    rule("ENB-07", FindingSeverity::Warning, "The portal is kept up and visited"),
    rule("ENB-08", FindingSeverity::Warning, "Partners can practise on a demo environment"),
    rule("ENB-09", FindingSeverity::Warning, "Feedback on enablement is answered"),
    rule("ENB-10", FindingSeverity::Error, "Portal, sales playbook and product training are there"),
    rule("ENB-11", FindingSeverity::Warning, "People complete their training"),
    rule("ENB-12", FindingSeverity::Warning, "People are certified"),
    rule("ENB-13", FindingSeverity::Warning, "Certificates are renewed before they end"),
    rule("ENB-14", FindingSeverity::Info, "Who registers deals is entitled to"),
    rule("ENB-15", FindingSeverity::Warning, "The first deal comes within 90 days"),
    rule("ENB-16", FindingSeverity::Info, "There are three battle cards with evidence"),
    rule("ENB-17", FindingSeverity::Warning, "The sales playbook is complete"),
    rule("ENB-18", FindingSeverity::Warning, "The portal has its critical sections"),
    rule("ENB-19", FindingSeverity::Warning, "Onboarding is on time"),
    rule("ENB-20", FindingSeverity::Info, "First markets are translated whole"),
];

const LOOKS: &[Look] = &[Look::Program(content::look), Look::Program(training::look), Look::Partner(people::look)];
