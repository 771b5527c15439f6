//! REL-01 to REL-21: the work with each partner.

use crate::analysis::advisor::rule::{Family, Look};
use crate::analysis::findings::Rule;

/// The rules on the work with each partner.
pub(in crate::analysis::advisor) const FAMILY: Family = Family { name: "Relationships", rules: RULES, looks: LOOKS };

const RULES: &[Rule] = &[];

const LOOKS: &[Look] = &[];
