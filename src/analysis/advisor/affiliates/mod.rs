//! AFF-01 to AFF-18: affiliate programs.

use super::rule::{Family, Look};
use crate::analysis::findings::Rule;

/// The rules on affiliate programs.
pub(super) const FAMILY: Family = Family { name: "Affiliates", rules: RULES, looks: LOOKS };

const RULES: &[Rule] = &[];

const LOOKS: &[Look] = &[];
