//! AFF-01 to AFF-18: affiliate programs.

use crate::analysis::advisor::rule::{Family, Look};
use crate::analysis::findings::Rule;

/// The rules on affiliate programs.
pub(in crate::analysis::advisor) const FAMILY: Family = Family { name: "Affiliates", rules: RULES, looks: LOOKS };

const RULES: &[Rule] = &[];

const LOOKS: &[Look] = &[];
