//! Scenarios: changes to a plan that are tried out, compared, and adopted as one step or thrown away.
//!
//! A scenario is a small text beside the plan, never a copy of it: what it changes stands in the words of `what-if`, so
//! that it can be read, edited and merged by hand, and it follows the plan when that changes.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::assignment::assign_text;
use crate::edit::commands::{tiers, versions};
use crate::edit::{Draft, Edit, Refusal, field};
use crate::program::plan_text;
use crate::program::program_version::ProgramVersion;
use crate::program::{AnyRecord, Kind, Program, presets, ron_options};

/// Changes that are tried out.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// Its name.
    #[serde(default)]
    pub name: String,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// A preset that replaces the ladder first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub preset: Option<String>,
    /// A version of the tier program that replaces the live one first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// `PATH = VALUE`, applied in turn.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub edits: Vec<String>,
}

/// A scenario applied to a copy.
#[derive(Debug, Clone)]
pub struct Tried {
    /// The copy.
    pub program: Program,
    /// What was done, in the words of the history; changes that change nothing say so.
    pub labels: Vec<String>,
    touched: BTreeSet<(Kind, Arc<str>)>,
}

/// A change that cannot be tried.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{said}: {refusal}")]
pub struct NotTried {
    /// Which change, as it was given.
    pub said: String,
    /// Why not.
    pub refusal: Refusal,
}

impl Scenario {
    /// A scenario from the text of its file.
    pub fn read(text: &str) -> Result<Self, plan_text::Misread> {
        plan_text::read(text)
    }

    /// The text of its file.
    pub fn write(&self) -> String {
        let pretty = ron::ser::PrettyConfig::new().new_line("\n").depth_limit(2);
        let text = ron_options().to_string_pretty(self, pretty).unwrap_or_default();
        format!("{text}\n")
    }

    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        self.preset.is_none() && self.version.is_none() && self.edits.is_empty()
    }

    /// The scenario on a copy of the program, or the change that cannot be.
    pub fn tried(&self, program: &Program) -> Result<Tried, NotTried> {
        let mut tried = Tried { program: program.clone(), labels: Vec::new(), touched: BTreeSet::new() };
        if let Some(name) = &self.preset {
            tried.apply(&format!("preset {name}"), |program| preset(program, name))?;
        }
        if let Some(name) = &self.version {
            let version = version(program, name).cloned();
            tried.apply(&format!("version {name}"), |program| match &version {
                Some(version) => versions::adopt(program, version),
                None => Err(Refusal::missing(Kind::ProgramVersion, name)),
            })?;
        }
        for text in &self.edits {
            tried.apply(text, |program| assign_text(program, text))?;
        }
        Ok(tried)
    }

    /// This scenario with the values that lead from the program it starts on to another: `edit` is what parts them.
    ///
    /// A scenario holds values of records that are there; what adds or removes records is refused.
    pub fn reaching(&self, base: &Program, wanted: &Program, edit: &Edit) -> Result<Self, String> {
        let start = if self.is_empty() {
            Tried { program: base.clone(), labels: Vec::new(), touched: BTreeSet::new() }
        } else {
            self.tried(base).map_err(|why| why.to_string())?
        };
        let mut edits = Vec::new();
        let mut reached: BTreeSet<(Kind, Arc<str>)> = start.touched.clone();
        reached.extend(edit.changes.iter().map(|change| (change.kind(), change.id())));
        for (kind, id) in &reached {
            let kind = *kind;
            match (start.program.record(kind, id), wanted.record(kind, id)) {
                (Some(old), Some(new)) => edits.extend(values(&old, &new).map_err(|why| why.to_string())?),
                (None, None) => {}
                _ => {
                    return Err(format!(
                        "a scenario holds values; {} {id} comes or goes with it, so keep the ladder as a program version",
                        kind.noun()
                    ));
                }
            }
        }
        let made = Self { edits, ..self.clone() };
        if made.is_empty() {
            return Err("nothing was changed yet".to_owned());
        }
        let again = made.tried(base).map_err(|why| why.to_string())?;
        let same = |kind: Kind, id: &str| match (again.program.record(kind, id), wanted.record(kind, id)) {
            (Some(one), Some(other)) => one.same(&other),
            (one, other) => one.is_none() && other.is_none(),
        };
        match reached.iter().find(|(kind, id)| !same(*kind, id)) {
            Some((kind, id)) => Err(format!("{} {id} cannot be said as values", kind.noun())),
            None => Ok(made),
        }
    }

    /// The scenario as one step of the history.
    pub fn edit(&self, program: &Program) -> Result<Edit, NotTried> {
        let said = format!("Adopt scenario {}", self.name);
        let edit = self.tried(program)?.edit(program, &said);
        let nothing = || Refusal::NoChange("the plan is already so".to_owned());
        if edit.is_empty() { Err(NotTried { said, refusal: nothing() }) } else { Ok(edit) }
    }
}

/// A version by identifier or name.
pub fn version<'a>(program: &'a Program, name: &str) -> Option<&'a ProgramVersion> {
    let named = || program.program_versions.iter().find(|version| version.name.eq_ignore_ascii_case(name));
    program.program_versions.find(name).or_else(named)
}

/// What parts two states of a record, as `KIND/ID/FIELD = VALUE`.
fn values(old: &AnyRecord, new: &AnyRecord) -> Result<Vec<String>, Refusal> {
    let mut found = Vec::new();
    for (name, _, _) in new.kind().fields() {
        let (was, becomes) = (field::text(old, name)?, field::text(new, name)?);
        if was != becomes {
            found.push(format!("{}/{}/{name} = {becomes}", new.kind().noun(), new.id()));
        }
    }
    Ok(found)
}

fn preset(program: &Program, name: &str) -> Result<Edit, Refusal> {
    let ladder = presets::ladder(name)
        .ok_or_else(|| Refusal::bad("preset", format!("{name:?} is not one of: {}", presets::LADDERS.join(", "))))?;
    tiers::apply_preset(program, name, ladder)
}

impl Tried {
    fn apply(&mut self, said: &str, edit: impl FnOnce(&Program) -> Result<Edit, Refusal>) -> Result<(), NotTried> {
        let failed = |refusal| NotTried { said: said.to_owned(), refusal };
        let edit = match edit(&self.program) {
            Err(Refusal::NoChange(why)) => {
                self.labels.push(format!("{said}: {why}"));
                return Ok(());
            }
            other => other.map_err(failed)?,
        };
        edit.apply(&mut self.program).map_err(failed)?;
        self.touched.extend(edit.changes.iter().map(|change| (change.kind(), change.id())));
        self.labels.push(edit.label);
        Ok(())
    }

    /// Everything it changed as one step from the program it was tried on.
    pub fn edit(&self, program: &Program, label: &str) -> Edit {
        let mut draft = Draft::over(program);
        for (kind, id) in &self.touched {
            match self.program.record(*kind, id) {
                Some(record) => draft.put(record),
                None => draft.remove(*kind, id),
            }
        }
        draft.finish(label)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn program() -> Program {
        let mut program = Program::named("x");
        for tier in presets::tiers("standard") {
            program.put(tier.into());
        }
        for benefit in presets::benefits("standard") {
            program.put(benefit.into());
        }
        program
    }

    fn scenario(edits: &[&str]) -> Scenario {
        Scenario {
            name: "gold".to_owned(),
            note: Some("why not".to_owned()),
            edits: edits.iter().map(|text| (*text).to_owned()).collect(),
            ..Scenario::default()
        }
    }

    #[test]
    fn a_scenario_is_written_as_it_is_read() {
        let scenario = scenario(&["tier/gold/criteria.sourced_arr = 75k", "influence.credit=30%"]);
        let text = scenario.write();
        assert_eq!(Scenario::read(&text).unwrap(), scenario, "{text}");
        assert_eq!(Scenario::read("(preset: \"core\")").unwrap().preset.as_deref(), Some("core"));
        assert!(Scenario::read("(presets: \"core\")").is_err());
    }

    #[test]
    fn adopting_is_one_step_that_can_be_taken_back() {
        let before = program();
        let edits = ["tier/gold/criteria.sourced_arr=75k", "tier/gold/commission=22%", "influence.credit=30%"];
        let edit = scenario(&edits).edit(&before).unwrap();
        assert_eq!((edit.changes.len(), edit.label.as_str()), (2, "Adopt scenario gold"));
        let mut program = before.clone();
        edit.apply(&mut program).unwrap();
        assert_ne!(program, before);
        edit.inverted().apply(&mut program).unwrap();
        assert_eq!(program, before);
    }

    #[test]
    fn a_change_that_cannot_be_is_named() {
        let failed = scenario(&["tier/gold/criteria.shoes=1"]).tried(&program()).unwrap_err();
        assert_eq!(failed.said, "tier/gold/criteria.shoes=1");
        assert!(scenario(&["influence.credit"]).tried(&program()).is_err());
        let preset = Scenario { preset: Some("none".to_owned()), ..Scenario::default() };
        assert!(preset.tried(&program()).is_err());
    }
}
