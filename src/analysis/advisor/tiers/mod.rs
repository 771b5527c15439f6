//! TIER-08, TIER-09, TIER-13, TIER-17 to TIER-20: what a ladder promises beyond its shape.

use super::rule::{Family, Look};
use crate::analysis::findings::Rule;

/// The rules on what a ladder promises beyond its shape.
pub(super) const FAMILY: Family = Family { name: "Tiers", rules: RULES, looks: LOOKS };

const RULES: &[Rule] = &[];

const LOOKS: &[Look] = &[];
