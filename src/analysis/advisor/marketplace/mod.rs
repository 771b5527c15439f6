//! MKT-01 to MKT-18: listings.

use super::rule::{Family, Look};
use crate::analysis::findings::Rule;

/// The rules on listings.
pub(super) const FAMILY: Family = Family { name: "Marketplace", rules: RULES, looks: LOOKS };

const RULES: &[Rule] = &[];

const LOOKS: &[Look] = &[];
