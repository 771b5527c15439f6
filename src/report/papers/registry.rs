//! The list of papers: name, title, what it is of, and whether partners may have a copy.

use super::{advisor, agreement, campaigns, commission, enablement, listing, onboarding, selling};
use crate::analysis::derived::Derived;
use crate::program::Program;
use crate::program::partner::Partner;
use crate::report::document::Document;
use crate::report::qbr::Audience;

/// What a paper is made from.
#[derive(Debug, Clone, Copy)]
pub enum Of {
    /// The whole program.
    Program(fn(&Program, &Derived, Audience) -> Document),
    /// The program, with one partner filled in where one is named.
    MaybePartner(fn(&Program, &Derived, Option<&Partner>) -> Document),
    /// One partner.
    Partner(fn(&Program, &Derived, &Partner, Audience) -> Document),
}

/// A paper.
#[derive(Debug, Clone, Copy)]
pub struct Paper {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it is.
    pub title: &'static str,
    /// How it is made, and from what.
    pub of: Of,
    /// Whether there is a copy that a partner may have.
    pub for_partners: bool,
}

const fn paper(name: &'static str, title: &'static str, of: Of, for_partners: bool) -> Paper {
    Paper { name, title, of, for_partners }
}

/// Every paper, in the order in which they are listed.
pub const PAPERS: &[Paper] = &[
    paper(
        "agreement",
        "Framework of a partner agreement, a draft for legal review: key terms, clauses, schedules, open issues",
        Of::MaybePartner(agreement::agreement),
        false,
    ),
    paper(
        "commission-policy",
        "Rates, worked examples, clawback, payment and changes of what partners earn",
        Of::Program(commission::policy),
        true,
    ),
    paper(
        "affiliate-policy",
        "Terms of affiliates: rates by referrals, tracking, holdback, payout, what is not allowed",
        Of::Program(commission::affiliates),
        true,
    ),
    paper(
        "comarketing-playbook",
        "Cadence and budget of each tier, roles, brand rules, promotion and lead models",
        Of::Program(campaigns::playbook),
        false,
    ),
    paper(
        "enablement-checklist",
        "What partners need to sell, with owner and age, the portal and what comes again",
        Of::Program(enablement::checklist),
        false,
    ),
    paper(
        "partner-playbook",
        "The sales playbook at full length, with what is not written yet",
        Of::Program(selling::playbook),
        false,
    ),
    paper(
        "battle-card-set",
        "Every battle card at full length; partners get the lines marked [EXTERNAL_OK]",
        Of::Program(selling::cards),
        true,
    ),
    paper(
        "certification-plan",
        "Certifications: parts, hours, validity, what each unlocks, and who holds them",
        Of::Program(enablement::certification),
        true,
    ),
    paper(
        "onboarding-plan",
        "The first 90 days of one partner: dates, owners, checkpoints, first deal",
        Of::Partner(onboarding::onboarding),
        true,
    ),
    paper(
        "listing-kit",
        "Copy of each marketplace listing part by part, shots, install flow, price, launch tactics",
        Of::Program(listing::kit),
        false,
    ),
    paper(
        "launch-plan",
        "The launch of the program: three phases and their tasks with dates",
        Of::Program(onboarding::launch),
        false,
    ),
    paper(
        "advisor",
        "What the advisor finds by severity with evidence and remedy, what is accepted, what was not checked",
        Of::Program(advisor::report),
        false,
    ),
];

/// The paper of that name.
pub fn find(name: &str) -> Option<&'static Paper> {
    PAPERS.iter().find(|paper| paper.name == name)
}
