//! PRG-01 to PRG-25: the program as a whole.

use super::rule::{Family, Look};
use crate::analysis::findings::Rule;

/// The rules on the program as a whole.
pub(super) const FAMILY: Family = Family { name: "Program", rules: RULES, looks: LOOKS };

const RULES: &[Rule] = &[];

const LOOKS: &[Look] = &[];
