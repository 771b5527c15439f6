//! What a rule sees: the program with everything derived from it, or one partner of it.

use jiff::civil::Date;

use crate::analysis::derived::{Derived, PartnerMeasures};
use crate::analysis::policy::Policy;
use crate::program::Program;
use crate::program::partner::Partner;
use crate::program::period::days_between;
use crate::program::settings::Settings;

/// The whole program at its as-of date.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'a> {
    /// The records.
    pub program: &'a Program,
    /// What follows from them.
    pub derived: &'a Derived,
}

impl<'a> Scene<'a> {
    /// The day of which everything is told.
    pub fn as_of(&self) -> Date {
        self.derived.as_of()
    }

    /// The rules in force.
    pub fn policy(&self) -> &'a Policy {
        self.derived.policy()
    }

    /// Thresholds and choices that no typed policy names.
    pub fn settings(&self) -> &'a Settings {
        &self.program.settings
    }

    /// Partners with an agreement in force.
    pub fn signed(&self) -> u32 {
        self.derived.program().signed
    }

    /// Days from a day to the as-of date; negative where it lies ahead.
    pub fn days_since(&self, day: Date) -> i32 {
        days_between(day, self.as_of())
    }

    /// Each partner with what follows for it, in the order of the identifiers.
    pub fn partners(self) -> impl Iterator<Item = PartnerScene<'a>> {
        self.program.partners.iter().filter_map(move |partner| self.partner(partner))
    }

    /// One partner; nothing while it is not derived.
    pub fn partner(self, partner: &'a Partner) -> Option<PartnerScene<'a>> {
        Some(PartnerScene { scene: self, partner, measures: self.derived.partner(&partner.id)? })
    }
}

/// One partner of a program.
#[derive(Debug, Clone, Copy)]
pub struct PartnerScene<'a> {
    /// The program.
    pub scene: Scene<'a>,
    /// The record.
    pub partner: &'a Partner,
    /// What follows for it.
    pub measures: &'a PartnerMeasures,
}

impl<'a> PartnerScene<'a> {
    /// What findings are about: `partner/acme`.
    pub fn subject(&self) -> String {
        format!("partner/{}", self.partner.id)
    }

    /// The name, as findings tell it.
    pub fn name(&self) -> &'a str {
        &self.partner.name
    }

    /// Whether an agreement is in force at the as-of date.
    pub fn signed(&self) -> bool {
        self.measures.tier.agreement_in_force.is_yes()
    }
}
