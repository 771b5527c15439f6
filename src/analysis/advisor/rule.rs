//! What a rule is, and to which part of a program it belongs.

use super::report::Report;
use super::scene::{PartnerScene, Scene};
use crate::analysis::findings::{FindingSeverity, Rule};
use crate::program::choice::choice;

choice! {
    /// Parts of a program, in the order of their impact (F25).
    pub enum Section {
        Program = "program" => "Program",
        Selection = "selection" => "Partner selection",
        Campaigns = "campaigns" => "Co-marketing",
        Marketplace = "marketplace" => "Marketplace",
        Tiers = "tiers" => "Tiers",
        Affiliates = "affiliates" => "Affiliates",
        Revenue = "revenue" => "Revenue",
        Enablement = "enablement" => "Enablement",
        Events = "events" => "Events",
        Relationships = "relationships" => "Relationships",
    }
}

impl Section {
    /// The section of a rule, by the letters of its code; what is about the calendar belongs to events.
    pub fn of(code: &str) -> Self {
        match code.split('-').next().unwrap_or_default() {
            "SEL" => Self::Selection,
            "COM" => Self::Campaigns,
            "MKT" => Self::Marketplace,
            "TIER" => Self::Tiers,
            "AFF" => Self::Affiliates,
            "REV" | "SPIFF" => Self::Revenue,
            "ENB" => Self::Enablement,
            "EVT" | "CAL" => Self::Events,
            "REL" => Self::Relationships,
            _ => Self::Program,
        }
    }
}

/// How a rule looks.
#[derive(Debug, Clone, Copy)]
pub enum Look {
    /// At the whole program, anew after every change: it may count, it must not search.
    Program(fn(&Scene<'_>, &mut Report)),
    /// At one partner and the records that name it, anew when that partner changes.
    Partner(fn(&PartnerScene<'_>, &mut Report)),
}

/// The rules of one part, and how they look; a look may serve several rules.
#[derive(Debug, Clone, Copy)]
pub struct Family {
    /// What it is about.
    pub name: &'static str,
    /// Its rules, in the order of their codes.
    pub rules: &'static [Rule],
    /// Its looks.
    pub looks: &'static [Look],
}

/// A rule: its code, how serious it is at most, and what must hold.
pub const fn rule(code: &'static str, severity: FindingSeverity, title: &'static str) -> Rule {
    Rule { code, severity, title }
}
