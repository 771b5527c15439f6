//! Two people change one plan apart from each other: what comes out of it is one plan, and nothing of either is gone.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "a test fails by panicking")]

#[path = "support/programs.rs"]
mod programs;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use programs::Dice;
use proptest::prelude::*;
use quarterdeck::edit::Draft;
use quarterdeck::edit::merge::{Merged, Stands, merge};
use quarterdeck::program::parts::Part;
use quarterdeck::program::{AnyRecord, Kind, Program};
use quarterdeck::store;

/// Records of each kind in the program both begin with.
const EACH: usize = 4;
/// Edits of each side.
const EDITS: usize = 500;

/// One field of a record as another record of the kind has it, a new record, or a deletion with everything that goes with it.
fn edited(program: &mut Program, dice: &mut Dice, side: &str, number: usize) {
    let kind = Kind::TABLES[dice.roll(Kind::TABLES.len() - 1)];
    let mut draft = Draft::over(program);
    let id = programs::id(kind, dice.roll(EACH));
    match dice.roll(12) {
        0 => draft.put(programs::record(kind, &format!("{side}-{number}"), dice, EACH)),
        // both sides may add this one
        1 => draft.put(programs::record(kind, &format!("both-{}", dice.roll(40)), dice, EACH)),
        2 if dice.roll(4) == 0 => {
            if program.has(kind, &id) && draft.remove_with_dependents(&[(kind, id.as_str().into())]).is_err() {
                return;
            }
        }
        _ => {
            let Some(record) = program.record(kind, &id) else { return };
            let other = programs::record(kind, &id, dice, EACH);
            let field = kind.fields()[dice.roll(kind.fields().len())].0;
            let (mut part, other) = (Part::read(&record.to_ron()).unwrap(), Part::read(&other.to_ron()).unwrap());
            match other.field(field) {
                Some(value) => part.set(field, value.clone()),
                None => part.unset(field),
            }
            let Ok(record) = AnyRecord::from_ron(kind, &part.text()) else { return };
            draft.put(record);
        }
    }
    let edit = draft.finish("an edit");
    let mut after = program.clone();
    edit.apply(&mut after).unwrap();
    // a reference into what was deleted before would be refused by the program
    if quarterdeck::program::dangling::dangling(&after).is_empty() {
        *program = after;
    }
}

fn side(base: &Program, seed: u64, side: &str, edits: usize) -> Program {
    let (mut program, mut dice) = (base.clone(), Dice::new(seed));
    (0..edits).for_each(|number| edited(&mut program, &mut dice, side, number));
    program
}

/// Everything that one side has and the other had not, by field, that is neither in the result nor in a conflict.
fn gone(base: &Program, side: &Program, merged: &Merged) -> Vec<String> {
    let mut gone = Vec::new();
    // what is told of a conflict is written by a merge and only deleted by people
    for &kind in Kind::TABLES.iter().filter(|kind| **kind != Kind::MergeConflict) {
        for id in base.ids(kind) {
            if side.record(kind, &id).is_none()
                && merged.program.record(kind, &id).is_some()
                && !told(merged, kind, &id)
            {
                gone.push(format!("the deletion of {kind} {id}"));
            }
        }
        for record in side.records(kind) {
            let before = base.record(kind, record.id());
            if before.as_ref().is_some_and(|before| before.same(&record)) {
                continue;
            }
            gone.extend(gone_fields(kind, before.as_ref(), &record, merged));
        }
    }
    gone
}

fn told(merged: &Merged, kind: Kind, id: &str) -> bool {
    merged.conflicts.iter().any(|conflict| conflict.list == kind.table_name() && conflict.record == *id)
}

fn gone_fields(kind: Kind, before: Option<&AnyRecord>, record: &AnyRecord, merged: &Merged) -> Vec<String> {
    let parts = |record: &AnyRecord| Part::read(&record.to_ron()).unwrap();
    let result = merged.program.record(kind, record.id()).map(|record| parts(&record));
    let (before, part) = (before.map(parts), parts(record));
    let of = |part: &Option<Part>, field: &str| part.as_ref().and_then(|part| part.field(field).cloned());
    let mut gone = Vec::new();
    for (field, ..) in kind.fields() {
        let (was, is, result) = (of(&before, field), part.field(field).cloned(), of(&result, field));
        let in_result = is == result
            || matches!((&is, &result), (Some(Part::List(is)), Some(Part::List(all))) if is.iter().all(|item| all.contains(item)));
        let kept = merged.conflicts.iter().any(|conflict| {
            let here = conflict.list == kind.table_name() && conflict.record == *record.id();
            let sides = [&conflict.one, &conflict.other];
            here && match &conflict.field {
                None => sides.iter().any(|side| **side == Some(record.to_ron())),
                Some(known) => known == field && sides.iter().any(|side| **side == is.as_ref().map(Part::text)),
            }
        });
        if was != is && !in_result && !kept {
            gone.push(format!("{kind} {} {field}: {is:?} is {result:?}", record.id()));
        }
    }
    gone
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn five_hundred_edits_of_each_side_are_one_plan_either_way_and_nothing_is_gone(seed: u64) {
        let base = programs::program(seed, EACH);
        let (ours, theirs) = (side(&base, seed ^ 1, "ours", EDITS), side(&base, seed ^ 2, "theirs", EDITS));
        let there = merge(&base, &ours, &theirs, Stands::Either);
        let back = merge(&base, &theirs, &ours, Stands::Either);
        prop_assert!(there.program == back.program);
        prop_assert_eq!(&there.conflicts, &back.conflicts);
        prop_assert!(!there.conflicts.is_empty());
        for side in [&ours, &theirs] {
            let gone = gone(&base, side, &there);
            prop_assert!(gone.is_empty(), "{:#?}", gone);
        }
        let mine = merge(&base, &ours, &theirs, Stands::Ours);
        for side in [&ours, &theirs] {
            prop_assert!(gone(&base, side, &mine).is_empty());
        }
        let text = store::write(&there.program, Some(&store::write(&ours, None).source)).source.text().to_owned();
        prop_assert!(store::read(text.as_bytes()).unwrap().program == there.program);
    }

    #[test]
    fn a_side_without_changes_changes_nothing(seed: u64) {
        let base = programs::program(seed, EACH);
        let ours = side(&base, seed ^ 1, "ours", 60);
        for (a, b) in [(&ours, &base), (&base, &ours), (&ours, &ours.clone())] {
            let merged = merge(&base, a, b, Stands::Either);
            prop_assert!(merged.program == ours && merged.conflicts.is_empty());
        }
    }
}

/// A repository, or a clone of one, with the program as its merge and diff driver.
struct Clone {
    folder: PathBuf,
    state: PathBuf,
}

impl Clone {
    fn git(&self, words: &[&str]) -> Output {
        let mut command = Command::new("git");
        command.current_dir(&self.folder).args(words);
        command.env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CONFIG_GLOBAL", "/dev/null").env("HOME", &self.state);
        for who in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{who}_NAME"), "Ann").env(format!("GIT_{who}_EMAIL"), "ann@acme.example");
        }
        for variable in ["CONFIG", "STATE", "DATA"] {
            command.env(format!("QUARTERDECK_{variable}_DIR"), &self.state);
        }
        command.output().unwrap()
    }

    fn ok(&self, words: &[&str]) -> String {
        let output = self.git(words);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "git {words:?}\n{told}{}", String::from_utf8_lossy(&output.stdout));
        String::from_utf8(output.stdout).unwrap()
    }

    fn set_up(&self) {
        let program = env!("CARGO_BIN_EXE_quarterdeck");
        self.ok(&["config", "merge.quarterdeck.driver", &format!("'{program}' merge %O %A %B --path %P")]);
        self.ok(&["config", "diff.quarterdeck.command", &format!("'{program}' diff --git")]);
    }

    fn plan(&self) -> PathBuf {
        self.folder.join("plan.ron")
    }

    fn text(&self) -> String {
        fs::read_to_string(self.plan()).unwrap()
    }

    fn program(&self) -> Program {
        store::read(&fs::read(self.plan()).unwrap()).unwrap().program
    }

    fn put(&self, old: &str, new: &str) {
        let text = self.text();
        assert!(text.contains(old), "{old} in\n{text}");
        fs::write(self.plan(), text.replacen(old, new, 1)).unwrap();
    }

    fn commit(&self, what: &str) {
        self.ok(&["commit", "-qam", what]);
    }
}

const PLAN: &str = r#"#![enable(implicit_some)]
(
    version: 1,
    program: (name: "Plan", currency: "USD", fiscal_start_month: 1),
    partners: [
        // the first ones
        (id: "acme", name: "Acme", stage: prospect, region: "EMEA"),
        (id: "globex", name: "Globex", stage: activate), // renamed
        (id: "initech", name: "Initech", stage: prospect),
    ],
)
"#;

/// Two clones of one repository; `None` where there is no git.
fn two_clones(place: &Path) -> Option<(Clone, Clone)> {
    if Command::new("git").arg("--version").output().is_err() {
        eprintln!("skipped: there is no git on this machine, so nothing was merged by it");
        return None;
    }
    let clone = |name: &str| Clone { folder: place.join(name), state: place.join("home") };
    let first = clone("first");
    fs::create_dir_all(&first.folder).unwrap();
    first.ok(&["init", "-q", "-b", "main"]);
    first.set_up();
    fs::write(first.plan(), PLAN).unwrap();
    fs::write(first.folder.join(".gitattributes"), "plan.ron merge=quarterdeck diff=quarterdeck\n").unwrap();
    first.ok(&["add", "-A"]);
    first.commit("the plan");
    first.ok(&["clone", "-q", ".", "../second"]);
    let second = clone("second");
    second.set_up();
    first.ok(&["remote", "add", "origin", "../second"]);
    Some((first, second))
}

/// Both take in what the other did, as they stand; gives what git said to the first.
fn merged_both_ways(first: &Clone, second: &Clone) -> (Output, Output) {
    first.ok(&["fetch", "-q", "origin"]);
    second.ok(&["fetch", "-q", "origin"]);
    (
        first.git(&["merge", "-q", "origin/main", "-m", "both"]),
        second.git(&["merge", "-q", "origin/main", "-m", "both"]),
    )
}

#[test]
fn two_clones_with_different_partners_and_different_fields_merge_without_a_word() {
    let place = tempfile::tempdir().unwrap();
    let Some((first, second)) = two_clones(place.path()) else { return };
    first.put("id: \"acme\", name: \"Acme\"", "id: \"acme\", name: \"Acme AG\"");
    first.put("stage: activate), // renamed", "stage: activate, employees: 0x20), // renamed twice");
    first.put("    ],\n)", "        (id: \"umbra\", name: \"Umbra\", stage: prospect), // new here\n    ],\n)");
    first.commit("one");
    second.put("region: \"EMEA\"", "region: \"APAC\"");
    second.put("        (id: \"initech\", name: \"Initech\", stage: prospect),\n", "");
    // what was written in another order is no change
    second.put(
        "(id: \"globex\", name: \"Globex\", stage: activate)",
        "(name: \"Globex\", id: \"globex\", stage: activate)",
    );
    second.commit("other");
    let (there, back) = merged_both_ways(&first, &second);
    assert!(there.status.success() && back.status.success(), "{there:?} {back:?}");
    assert!(first.program() == second.program());
    let program = first.program();
    let acme = program.partners.find("acme").unwrap();
    assert_eq!((acme.name.as_str(), acme.region.as_deref()), ("Acme AG", Some("APAC")));
    assert_eq!(program.partners.find("globex").unwrap().employees, Some(32));
    assert!(program.partners.find("umbra").is_some() && program.partners.find("initech").is_none());
    assert!(program.conflicts.is_empty());
    for comment in ["// the first ones", "// renamed twice"] {
        assert!(first.text().contains(comment), "{}", first.text());
    }
    let told = first.ok(&["diff", "HEAD~1", "HEAD"]);
    assert!(told.contains("region: EMEA to APAC"), "{told}");
    let added = first.ok(&["diff", "4b825dc642cb6eb9a060e54bf8d69288fbee4904", "HEAD", "--", "plan.ron"]);
    assert!(added.contains("+ Umbra (umbra)"), "{added}");
}

#[test]
fn two_clones_with_the_same_field_and_a_deletion_of_what_the_other_changed_have_both_in_the_plan() {
    let place = tempfile::tempdir().unwrap();
    let Some((first, second)) = two_clones(place.path()) else { return };
    first.put("region: \"EMEA\"", "region: \"LATAM\"");
    first.put("        (id: \"initech\", name: \"Initech\", stage: prospect),\n", "");
    first.commit("one");
    second.put("region: \"EMEA\"", "region: \"APAC\"");
    second.put("\"Initech\", stage: prospect", "\"Initech\", stage: activate");
    second.commit("other");
    let (there, back) = merged_both_ways(&first, &second);
    assert_eq!((there.status.code(), back.status.code()), (Some(1), Some(1)), "{there:?} {back:?}");
    let told = String::from_utf8_lossy(&there.stdout).into_owned() + &String::from_utf8_lossy(&there.stderr);
    assert!(told.contains("2 conflicts") && told.contains("partner Acme, region"), "{told}");
    assert!(first.program() == second.program());
    let program = first.program();
    assert_eq!(program.conflicts.len(), 2);
    assert!(program.partners.find("initech").is_some());
    for kept in ["LATAM", "APAC"] {
        assert!(first.text().contains(kept));
    }
    let id = program.conflicts.iter().find(|conflict| conflict.record == "acme").unwrap().id.to_string();
    let mut decide = Command::new(env!("CARGO_BIN_EXE_quarterdeck"));
    decide.current_dir(&first.folder).args(["do", "plan.ron", "decide", &id, "one"]);
    decide.env("QUARTERDECK_STATE_DIR", &first.state).env("QUARTERDECK_CONFIG_DIR", &first.state);
    let decided = decide.output().unwrap();
    assert!(decided.status.success(), "{decided:?}");
    assert_eq!(first.program().partners.find("acme").unwrap().region.as_deref(), Some("APAC"));
    assert_eq!(first.program().conflicts.len(), 1);
    first.ok(&["commit", "-qam", "decided"]);
}

#[test]
fn a_version_that_is_no_plan_is_left_to_git() {
    let place = tempfile::tempdir().unwrap();
    let Some((first, second)) = two_clones(place.path()) else { return };
    first.put("region: \"EMEA\"", "region: \"LATAM\"");
    first.commit("one");
    second.put("    ],\n)", "    ],\n");
    second.commit("broken");
    first.ok(&["fetch", "-q", "origin"]);
    let before = first.text();
    let merged = first.git(&["merge", "-q", "origin/main", "-m", "both"]);
    assert_eq!(merged.status.code(), Some(1));
    assert_eq!(first.text(), before, "ours stands, and git has all three");
    assert_eq!(first.ok(&["ls-files", "-u"]).lines().count(), 3);
    let told = first.ok(&["diff", "HEAD", "origin/main"]);
    assert!(told.contains("no valid plan"), "{told}");
}
