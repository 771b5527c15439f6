//! Small merges, each by hand.

use super::*;
use crate::edit::commands::conflicts::{Decision, decide, place, standing};
use crate::program::partner::{LifecycleStage, Partner};
use crate::program::{AnyRecord, Kind, Program};

fn partner(id: &str) -> Partner {
    Partner::named(id.parse().unwrap(), id, LifecycleStage::Prospect)
}

fn base() -> Program {
    let mut program = Program::named("Plan");
    for id in ["acme", "globex"] {
        program.put(partner(id).into());
    }
    program
}

fn with(program: &Program, id: &str, change: impl Fn(&mut Partner)) -> Program {
    let mut program = program.clone();
    let mut partner = program.partners.find(id).cloned().unwrap_or_else(|| partner(id));
    change(&mut partner);
    program.put(partner.into());
    program
}

/// Merged both ways, which must be the same.
fn both_ways(base: &Program, one: &Program, other: &Program) -> Merged {
    let [there, back] = [(one, other), (other, one)].map(|(a, b)| merge(base, a, b, Stands::Either));
    assert_eq!(there.program, back.program);
    assert_eq!(there.conflicts, back.conflicts);
    there
}

#[test]
fn different_records_and_different_fields_of_one_come_together() {
    let base = base();
    let one = with(&with(&base, "acme", |p| p.region = Some("EMEA".into())), "new-one", |_| {});
    let other = with(&with(&base, "acme", |p| p.domain = Some("acme.example".parse().unwrap())), "new-other", |_| {});
    let merged = both_ways(&base, &one, &other);
    assert_eq!(merged.conflicts, []);
    let acme = merged.program.partners.find("acme").unwrap();
    assert_eq!(acme.region.as_deref(), Some("EMEA"));
    assert!(acme.domain.is_some());
    assert_eq!(merged.program.partners.len(), 4);
}

#[test]
fn what_both_added_to_a_list_is_in_it() {
    let base = with(&base(), "acme", |p| p.tags = vec!["a".into()]);
    let one = with(&base, "acme", |p| p.tags.extend(["x".into(), "b".into()]));
    let other = with(&base, "acme", |p| p.tags.extend(["b".into(), "c".into()]));
    let merged = both_ways(&base, &one, &other);
    assert_eq!(merged.conflicts, []);
    assert_eq!(merged.program.partners.find("acme").unwrap().tags, ["a", "b", "c", "x"]);
}

#[test]
fn one_field_changed_by_both_is_a_conflict_that_keeps_both_and_is_decided_in_one_step() {
    let base = base();
    let [one, other] = ["APAC", "EMEA"].map(|region| with(&base, "acme", |p| p.region = Some(region.into())));
    let merged = both_ways(&base, &one, &other);
    let [conflict] = merged.conflicts.as_slice() else { unreachable!("{:?}", merged.conflicts) };
    assert_eq!((conflict.one.as_deref(), conflict.other.as_deref()), (Some("\"APAC\""), Some("\"EMEA\"")));
    assert_eq!((conflict.before.as_deref(), conflict.field.as_deref()), (None, Some("region")));
    assert_eq!(place(&merged.program, conflict), "partner acme, region");
    assert_eq!(standing(&merged.program, conflict).as_deref(), Some("\"EMEA\""));
    for (decision, region) in [
        (Decision::One, Some("APAC")),
        (Decision::Other, Some("EMEA")),
        (Decision::Before, None),
        (Decision::Standing, Some("EMEA")),
    ] {
        let mut program = merged.program.clone();
        decide(&program, conflict.id.as_str(), decision).unwrap().apply(&mut program).unwrap();
        assert!(program.conflicts.is_empty());
        assert_eq!(program.partners.find("acme").unwrap().region.as_deref(), region);
    }
    assert!(
        merge(&base, &one, &other, Stands::Ours).program.partners.find("acme").unwrap().region.as_deref()
            == Some("APAC")
    );
}

#[test]
fn what_one_deleted_and_the_other_changed_or_needs_stays_and_is_a_conflict() {
    let base = base();
    let mut deleted = base.clone();
    deleted.take(Kind::Partner, "acme");
    let changed = with(&base, "acme", |p| p.region = Some("EMEA".into()));
    let merged = both_ways(&base, &deleted, &changed);
    assert_eq!(merged.conflicts.len(), 1);
    assert!(merged.program.partners.find("acme").is_some());
    let id = merged.conflicts[0].id.as_str();
    let mut program = merged.program.clone();
    decide(&program, id, Decision::One).unwrap().apply(&mut program).unwrap();
    assert!(program.partners.find("acme").is_none(), "the deletion was taken");

    let mut needed = base.clone();
    let contact = "(id: \"ann\", partner: \"acme\", name: \"Ann\", role: primary, active: true)";
    needed.put(AnyRecord::from_ron(Kind::Contact, contact).unwrap());
    let merged = both_ways(&base, &deleted, &needed);
    assert!(merged.program.partners.find("acme").is_some() && merged.program.contacts.find("ann").is_some());
    assert_eq!(merged.conflicts.len(), 1);
}

#[test]
fn the_same_identifier_added_by_both_is_a_conflict() {
    let base = base();
    let [one, other] = ["One", "Other"].map(|name| with(&base, "new", |p| p.name = name.into()));
    let merged = both_ways(&base, &one, &other);
    assert_eq!(merged.conflicts.len(), 1);
    assert_eq!(merged.conflicts[0].field, None);
    assert_eq!(merge(&base, &one, &one.clone(), Stands::Either).conflicts, []);
}

#[test]
fn settings_merge_by_key() {
    let base = base();
    let set = |key: &str, value: &str| {
        let mut program = base.clone();
        program.settings = std::sync::Arc::new(program.settings.set(key, value).unwrap());
        program
    };
    let merged = both_ways(&base, &set("influence.credit", "30%"), &set("influence.credit", "40%"));
    assert_eq!(merged.conflicts.len(), 1);
    assert_eq!(merged.conflicts[0].field.as_deref(), Some("influence.credit"));
    let mut program = merged.program.clone();
    decide(&program, merged.conflicts[0].id.as_str(), Decision::One).unwrap().apply(&mut program).unwrap();
    assert_eq!(program.settings.get("influence.credit").unwrap().to_string(), "30%");
}

#[test]
fn two_changes_that_break_a_rule_only_together_do_not_stand_together() {
    let mut base = base();
    for id in ["a", "b"] {
        let task = format!("(id: \"{id}\", title: \"{id}\", side: us, due: \"2026-09-30\")");
        base.put(AnyRecord::from_ron(Kind::Task, &task).unwrap());
    }
    let needing = |id: &str, other: &str| {
        let mut program = base.clone();
        let mut task = program.tasks.find(id).unwrap().clone();
        task.depends_on.push(other.parse().unwrap());
        program.put(task.into());
        program
    };
    let merged = both_ways(&base, &needing("a", "b"), &needing("b", "a"));
    assert_eq!(crate::program::integrity::integrity(&merged.program), []);
    assert!(!merged.conflicts.is_empty());
}
