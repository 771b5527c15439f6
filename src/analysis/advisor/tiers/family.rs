//! TIER-08, TIER-09, TIER-13, TIER-17 to TIER-20: what a ladder promises beyond its shape.

use crate::analysis::advisor::rule::{Family, Look};
use crate::analysis::findings::Rule;

/// The rules on what a ladder promises beyond its shape.
pub(in crate::analysis::advisor) const FAMILY: Family = Family { name: "Tiers", rules: RULES, looks: LOOKS };

const RULES: &[Rule] = &[];

const LOOKS: &[Look] = &[];
