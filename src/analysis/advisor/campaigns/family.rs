//! the rules on campaigns and events beyond `campaign_checks`: campaigns and events.

use crate::analysis::advisor::rule::{Family, Look};
use crate::analysis::findings::Rule;

/// The rules on campaigns and events.
pub(in crate::analysis::advisor) const FAMILY: Family =
    Family { name: "Campaigns and events", rules: RULES, looks: LOOKS };

const RULES: &[Rule] = &[];

const LOOKS: &[Look] = &[];
