//! Where a program deviates from the defaults of the contradictions register.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The settings a user changed, by key, as text.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Settings(pub BTreeMap<String, String>);
