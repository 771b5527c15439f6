//! SEL-01 to SEL-21: how partners are chosen.

use crate::analysis::advisor::rule::{Family, Look};
use crate::analysis::findings::Rule;

/// The rules on how partners are chosen.
pub(in crate::analysis::advisor) const FAMILY: Family = Family { name: "Selection", rules: RULES, looks: LOOKS };

const RULES: &[Rule] = &[];

const LOOKS: &[Look] = &[];
