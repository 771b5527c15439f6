//! ENB-01 to ENB-20: what partners are given to learn and sell with.

use super::rule::{Family, Look};
use crate::analysis::findings::Rule;

/// The rules on what partners are given to learn and sell with.
pub(super) const FAMILY: Family = Family { name: "Enablement", rules: RULES, looks: LOOKS };

const RULES: &[Rule] = &[];

const LOOKS: &[Look] = &[];
