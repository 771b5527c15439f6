//! REV-01 to REV-28: attribution, pay and funds.

use crate::analysis::advisor::rule::{Family, Look};
use crate::analysis::findings::Rule;

/// The rules on attribution, pay and funds.
pub(in crate::analysis::advisor) const FAMILY: Family = Family { name: "Revenue", rules: RULES, looks: LOOKS };

const RULES: &[Rule] = &[];

const LOOKS: &[Look] = &[];
