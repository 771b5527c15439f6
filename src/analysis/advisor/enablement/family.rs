//! ENB-01 to ENB-20: what partners are given to learn and sell with.

use crate::analysis::advisor::rule::{Family, Look};
use crate::analysis::findings::Rule;

/// The rules on what partners are given to learn and sell with.
pub(in crate::analysis::advisor) const FAMILY: Family = Family { name: "Enablement", rules: RULES, looks: LOOKS };

const RULES: &[Rule] = &[];

const LOOKS: &[Look] = &[];
