//! MKT-01 to MKT-18: listings.

use crate::analysis::advisor::rule::{Family, Look};
use crate::analysis::findings::Rule;

/// The rules on listings.
pub(in crate::analysis::advisor) const FAMILY: Family = Family { name: "Marketplace", rules: RULES, looks: LOOKS };

const RULES: &[Rule] = &[];

const LOOKS: &[Look] = &[];
