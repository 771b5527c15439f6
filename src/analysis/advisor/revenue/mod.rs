//! REV-01 to REV-28: attribution, pay and funds.

use super::rule::{Family, Look};
use crate::analysis::findings::Rule;

/// The rules on attribution, pay and funds.
pub(super) const FAMILY: Family = Family { name: "Revenue", rules: RULES, looks: LOOKS };

const RULES: &[Rule] = &[];

const LOOKS: &[Look] = &[];
