//! Commands on versions of the tier program: keep the live one, bring one into force.

use std::sync::Arc;

use jiff::civil::Date;

use crate::edit::{Draft, Edit, Refusal};
use crate::program::id::{Id, mint};
use crate::program::program_version::ProgramVersion;
use crate::program::{AnyRecord, Kind, Program};

/// What a version is called and when it holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewVersion {
    /// Its name.
    pub name: String,
    /// When partners are told.
    pub announced_on: Option<Date>,
    /// The first day on which it holds.
    pub effective_from: Option<Date>,
    /// Why it is made.
    pub note: Option<String>,
}

/// Keeps a ladder as a version: that of `ladder`, which is the program itself or a candidate for it.
pub fn keep(program: &Program, ladder: &Program, new: NewVersion) -> Result<(Edit, Id<ProgramVersion>), Refusal> {
    let name = new.name.trim();
    if name.is_empty() {
        return Err(Refusal::bad("name", "a name is needed"));
    }
    if program.program_versions.iter().any(|version| version.name.eq_ignore_ascii_case(name)) {
        return Err(Refusal::Breaks(format!("there is already a program version called {name:?}")));
    }
    if new.announced_on.zip(new.effective_from).is_some_and(|(told, holds)| told > holds) {
        return Err(Refusal::bad("effective_from", "a version holds from a day after it was announced"));
    }
    let id: Id<ProgramVersion> = mint(name, "version", |id| program.program_versions.contains(id));
    let mut draft = Draft::over(program);
    draft.put(ProgramVersion {
        announced_on: new.announced_on,
        effective_from: new.effective_from,
        note: new.note,
        ..ProgramVersion::of(ladder, id.clone(), name)
    });
    Ok((draft.finish(format!("Keep program version {name}")), id))
}

/// Brings a version into force: its ladder, benefits, tracks and definitions replace the live ones in one step.
pub fn adopt(program: &Program, version: &ProgramVersion) -> Result<Edit, Refusal> {
    replace_ladder(program, &version.applied(program), &format!("Bring program version {} into force", version.name))
}

/// The edit that gives a program the ladder, benefits, tracks and settings of another state of it.
pub fn replace_ladder(program: &Program, wanted: &Program, label: &str) -> Result<Edit, Refusal> {
    for tier in program.tiers.iter().filter(|tier| !wanted.tiers.contains(&tier.id)) {
        let member = program.partners.iter().find(|partner| {
            partner.granted_tier.as_ref() == Some(&tier.id)
                || partner.tier_override.as_ref().is_some_and(|granted| granted.tier == tier.id)
        });
        if let Some(member) = member {
            return Err(Refusal::Referred {
                subject: format!("tier {}", tier.name),
                referrers: format!("partner {}; grant another tier first", member.name),
            });
        }
    }
    for track in program.tracks.iter().filter(|track| !wanted.tracks.contains(&track.id)) {
        if program.type_profiles.iter().any(|profile| profile.track.as_ref() == Some(&track.id)) {
            return Err(Refusal::Referred {
                subject: format!("track {}", track.name),
                referrers: "a type profile; take the track off it first".to_owned(),
            });
        }
    }
    let mut draft = Draft::over(program);
    for kind in [Kind::TierTrack, Kind::Tier, Kind::Benefit] {
        for id in program.ids(kind).iter().filter(|id| !wanted.has(kind, id)) {
            draft.remove(kind, id);
        }
        for record in wanted.records(kind) {
            draft.put(record);
        }
    }
    draft.put(AnyRecord::Settings(Arc::clone(&wanted.settings)));
    let edit = draft.finish(label);
    if edit.is_empty() { Err(Refusal::NoChange("the live ladder is already so".to_owned())) } else { Ok(edit) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::presets;

    fn program(name: &str) -> Program {
        let mut program = Program::named("x");
        for tier in presets::tiers(name) {
            program.put(tier.into());
        }
        for benefit in presets::benefits(name) {
            program.put(benefit.into());
        }
        program
    }

    #[test]
    fn a_version_is_kept_once_and_brought_back_in_one_step() {
        let mut live = program("standard");
        let new = NewVersion { name: "2026".to_owned(), ..NewVersion::default() };
        let (edit, id) = keep(&live, &live, new.clone()).unwrap();
        edit.apply(&mut live).unwrap();
        assert!(keep(&live, &live, new).is_err());
        let version = live.program_versions.get(&id).unwrap().clone();
        assert!(matches!(adopt(&live, &version), Err(Refusal::NoChange(_))));
        let before = live.clone();
        for tier in presets::tiers("core") {
            live.put(tier.into());
        }
        let edit = adopt(&live, &version).unwrap();
        edit.apply(&mut live).unwrap();
        assert_eq!(live, before);
    }
}
