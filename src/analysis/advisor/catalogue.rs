//! Every family of rules there is, one line each.

use super::rule::{Family, Look};
use super::{affiliates, campaigns, enablement, marketplace, program, relationships, revenue, selection, tiers};
use crate::analysis::campaign_checks::{CAMPAIGN_RULES, campaign_checks};
use crate::analysis::findings::{Finding, FindingSeverity, Rule};
use crate::analysis::ladder_checks::{LADDER_RULES, ladder_checks};
use crate::analysis::money::spiff_checks::spiff_checks;
use crate::program::integrity::integrity_beyond_references;

/// Every family, in the order of the listing.
pub const FAMILIES: &[Family] = &[
    INTEGRITY,
    program::FAMILY,
    selection::FAMILY,
    LADDERS,
    tiers::FAMILY,
    CAMPAIGNS,
    campaigns::FAMILY,
    relationships::FAMILY,
    SPIFFS,
    revenue::FAMILY,
    enablement::FAMILY,
    marketplace::FAMILY,
    affiliates::FAMILY,
];

const LADDERS: Family = Family {
    name: "Ladders",
    rules: LADDER_RULES,
    looks: &[Look::Program(|scene, report| report.add(ladder_checks(scene.program, scene.derived)))],
};

const CAMPAIGNS: Family = Family {
    name: "Campaigns",
    rules: CAMPAIGN_RULES,
    looks: &[Look::Program(|scene, report| report.add(campaign_checks(scene.program, scene.derived)))],
};

const SPIFFS: Family = Family {
    name: "SPIFFs",
    rules: &[Rule { code: "REV-25", severity: FindingSeverity::Info, title: "A SPIFF lies in the usual range" }],
    looks: &[Look::Program(|scene, report| report.add(spiff_checks(scene.program, &scene.policy().spiff)))],
};

/// What must hold across records whatever anybody decides.
const INTEGRITY: Family = Family {
    name: "Integrity",
    rules: &[],
    looks: &[Look::Program(|scene, report| {
        report.add(
            integrity_beyond_references(scene.program)
                .into_iter()
                .map(|violation| {
                    let subject = format!("{}/{}", violation.kind.noun().replace(' ', "_"), violation.id);
                    Finding::new(violation.code, FindingSeverity::Error, subject, violation.message)
                        .field(violation.field)
                })
                .collect(),
        );
    })],
};

/// Every rule, family by family.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    FAMILIES.iter().flat_map(|family| family.rules)
}

/// The rule of a code.
pub fn rule_of(code: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.code == code)
}
