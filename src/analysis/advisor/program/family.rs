//! The rules on the program as a whole and how they look.

use super::{direction, documents, goals, launch, metrics, organisation, roster, scale};
use crate::analysis::advisor::rule::{Family, Look, rule};
use crate::analysis::findings::FindingSeverity::{Error, Info, Warning};
use crate::analysis::findings::Rule;

/// The rules on the program as a whole.
pub(in crate::analysis::advisor) const FAMILY: Family = Family { name: "Program", rules: RULES, looks: LOOKS };

/// What findings on the program itself are about.
pub(super) const PROGRAM: &str = "program/program";

const RULES: &[Rule] = &[
    rule("PRG-01", Error, "Somebody in the leadership stands for the program"),
    rule("PRG-02", Warning, "Both sides gain from each partnership"),
    rule("PRG-03", Error, "At least one full position works on partnerships"),
    rule("PRG-04", Warning, "The program has a vision and a goal that can be measured"),
    rule("PRG-05", Warning, "A small roster has few tiers"),
    rule("PRG-06", Error, "What many partners need is not done by hand"),
    rule("PRG-07", Warning, "Different types of partner have tracks or plans of their own"),
    rule("PRG-08", Error, "What partners bring can be proven"),
    rule("PRG-09", Warning, "The KPIs measure more than the number of partners"),
    rule("PRG-10", Info, "The KPIs measure more than revenue"),
    rule("PRG-11", Warning, "The program is reviewed every year, with what partners say of it"),
    rule("PRG-12", Error, "A pilot was passed before the launch"),
    rule("PRG-13", Error, "Enough of the signed partners are activated"),
    rule("PRG-14", Error, "Our own deals keep clear of what belongs to partners"),
    rule("PRG-15", Warning, "The documents of the program exist and are fresh"),
    rule("PRG-16", Warning, "A larger roster has a partner system and is connected to the CRM"),
    rule("PRG-17", Warning, "There are enough partner managers for the roster"),
    rule("PRG-18", Info, "No dimension of maturity lags behind the others"),
    rule("PRG-19", Warning, "The roles that the organisation needs are filled"),
    rule("PRG-20", Warning, "The figures that the program states agree with each other"),
    rule("PRG-21", Info, "A goal for the number of partners comes with a goal for what they do"),
    rule("PRG-22", Error, "The share that is aimed at can be reached"),
    rule("PRG-23", Warning, "The launch checklist is kept, foundation first"),
    rule("PRG-24", Warning, "Revenue does not hang on few partners"),
    rule("PRG-25", Info, "The pilot group has a size from which to learn"),
];

const LOOKS: &[Look] = &[
    Look::Program(direction::look),
    Look::Program(documents::look),
    Look::Program(goals::look),
    Look::Program(launch::look),
    Look::Program(metrics::look),
    Look::Program(organisation::look),
    Look::Program(scale::look),
    Look::Program(roster::look),
    Look::Partner(roster::look_at),
];
