//! PRG-01 to PRG-25: the program as a whole.

use crate::analysis::advisor::rule::{Family, Look};
use crate::analysis::findings::Rule;

/// The rules on the program as a whole.
pub(in crate::analysis::advisor) const FAMILY: Family = Family { name: "Program", rules: RULES, looks: LOOKS };

const RULES: &[Rule] = &[];

const LOOKS: &[Look] = &[];
