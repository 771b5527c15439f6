//! SEL-01 to SEL-21: how partners are chosen.

use super::rule::{Family, Look};
use crate::analysis::findings::Rule;

/// The rules on how partners are chosen.
pub(super) const FAMILY: Family = Family { name: "Selection", rules: RULES, looks: LOOKS };

const RULES: &[Rule] = &[];

const LOOKS: &[Look] = &[];
