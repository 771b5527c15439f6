//! Versions of the tier program: what a ladder asked for and gave, kept when it is replaced or before it begins.
//!
//! The live tiers, benefits and tracks are the version in force; a record here is a copy that nothing refers into, so a
//! version stays as it was whatever becomes of the live ladder.

use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::aggregate::Program;
use super::id::Id;
use super::record::record;
use super::settings::Settings;
use super::tier::{Benefit, Tier, TierTrack};

/// A tier program as it was or will be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProgramVersion {
    /// Identifier.
    pub id: Id<ProgramVersion>,
    /// Name, such as "2026".
    pub name: String,
    /// When partners were or will be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub announced_on: Option<Date>,
    /// The first day on which it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective_from: Option<Date>,
    /// Why it was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The settings that define its metrics, where they were decided.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<VersionRule>,
    /// Its tracks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tracks: Vec<TierTrack>,
    /// Its tiers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tiers: Vec<Tier>,
    /// The rows of its benefits matrix.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub benefit_rows: Vec<Benefit>,
}

/// A decided setting of a version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VersionRule {
    /// Its key, such as `tier.metric`.
    pub key: String,
    /// What was decided, as text.
    pub value: String,
}

record!(
    ProgramVersion,
    [
        ("name", Text, Required),
        ("announced_on", Date, Optional),
        ("effective_from", Date, Optional),
        ("note", Text, Optional),
        ("rules", Structure, List),
        ("tracks", Structure, List),
        ("tiers", Structure, List),
        ("benefit_rows", Structure, List),
    ]
);

/// The settings that define what a ladder measures: their keys begin with one of these.
const DEFINING: [&str; 4] = ["tier.", "certification.", "sourced.", "influence."];

/// Whether a setting belongs to a version of the tier program.
pub fn defines_metrics(key: &str) -> bool {
    DEFINING.iter().any(|group| key.starts_with(group))
}

impl ProgramVersion {
    /// The live ladder of a program as a version of it.
    pub fn of(program: &Program, id: Id<Self>, name: &str) -> Self {
        let mut tiers: Vec<Tier> = program.tiers.iter().cloned().collect();
        tiers.sort_by(|a, b| (&a.track, a.order).cmp(&(&b.track, b.order)));
        let mut benefit_rows: Vec<Benefit> = program.benefits.iter().cloned().collect();
        benefit_rows.sort_by_key(|benefit| benefit.order);
        let decided = program.settings.decided().filter(|(key, _)| defines_metrics(key.as_str()));
        Self {
            id,
            name: name.to_owned(),
            announced_on: None,
            effective_from: None,
            note: None,
            rules: decided.map(|(key, value)| VersionRule { key: key.to_string(), value: value.to_string() }).collect(),
            tracks: program.tracks.iter().cloned().collect(),
            tiers,
            benefit_rows,
        }
    }

    /// The program as it would be under this version: its ladder, benefits, tracks and definitions in place of the live
    /// ones, everything else as it is. A rule that is no setting any more is left out.
    pub fn applied(&self, program: &Program) -> Program {
        let mut applied = program.clone();
        applied.tracks = self.tracks.iter().cloned().map(Arc::new).collect();
        applied.tiers = self.tiers.iter().cloned().map(Arc::new).collect();
        applied.benefits = self.benefit_rows.iter().cloned().map(Arc::new).collect();
        applied.settings = Arc::new(self.settings(&program.settings));
        applied
    }

    fn settings(&self, live: &Settings) -> Settings {
        let mut settings = live.clone();
        for (key, _) in live.decided().filter(|(key, _)| defines_metrics(key.as_str())) {
            settings = settings.reset(key.as_str()).unwrap_or(settings);
        }
        for rule in &self.rules {
            settings = settings.set(&rule.key, &rule.value).unwrap_or(settings);
        }
        settings
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::presets;

    #[test]
    fn a_version_kept_and_applied_is_the_program_itself() {
        let mut program = Program::named("x");
        for tier in presets::tiers("standard") {
            program.put(tier.into());
        }
        for benefit in presets::benefits("standard") {
            program.put(benefit.into());
        }
        program.settings = Arc::new(program.settings.set("tier.metric", "influenced_t12m").unwrap());
        let version = ProgramVersion::of(&program, "v1".parse().unwrap(), "First");
        assert_eq!(version.applied(&program), program);
        let mut other = program.clone();
        for tier in presets::tiers("core") {
            other.put(tier.into());
        }
        other.settings = Arc::new(Settings::default());
        assert_eq!(version.applied(&other), program);
    }
}
