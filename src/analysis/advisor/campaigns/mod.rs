//! the rules on campaigns and events beyond `campaign_checks`: campaigns and events.

use super::rule::{Family, Look};
use crate::analysis::findings::Rule;

/// The rules on campaigns and events.
pub(super) const FAMILY: Family = Family { name: "Campaigns and events", rules: RULES, looks: LOOKS };

const RULES: &[Rule] = &[];

const LOOKS: &[Look] = &[];
