//! Laws of edits: what is done can be taken back to the byte, and nothing is half done.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "support/programs.rs"]
mod programs;

use std::collections::BTreeSet;
use std::sync::Arc;

use programs::Dice;
use proptest::prelude::*;
use quarterdeck::edit::commands::records;
use quarterdeck::edit::{Draft, Edit, History, Refusal};
use quarterdeck::program::integrity::integrity;
use quarterdeck::program::record::{Reference, Visit};
use quarterdeck::program::{Kind, Program};
use quarterdeck::store;

const EACH: usize = 3;

fn bytes(program: &Program) -> String {
    store::write(program, None).source.text().to_owned()
}

/// An edit of some records: changed, added, removed.
fn some_edit(program: &Program, dice: &mut Dice) -> Edit {
    let mut draft = Draft::over(program);
    for _ in 0..=dice.roll(5) {
        let kind = Kind::TABLES[dice.roll(Kind::TABLES.len())];
        let id = programs::id(kind, dice.roll(EACH + 2));
        if dice.roll(3) == 0 {
            draft.remove(kind, &id);
        } else {
            draft.put(programs::record(kind, &id, dice, EACH));
        }
    }
    draft.finish("some edit")
}

/// Every reference that leads nowhere, in words.
fn dangling(program: &Program) -> Vec<String> {
    let mut found = Vec::new();
    for &kind in Kind::TABLES {
        for record in program.records(kind) {
            let mut visit = |reference: Reference<'_>| {
                if !program.has(reference.kind, reference.id) {
                    found.push(format!("{kind} {} -> {} {}", record.id(), reference.kind, reference.id));
                }
            };
            record.references(&mut Visit::new(&mut visit));
        }
    }
    found
}

/// What does not hold in a program: code, kind and identifier.
fn broken(program: &Program) -> BTreeSet<(&'static str, Kind, Arc<str>)> {
    integrity(program).into_iter().map(|violation| (violation.code, violation.kind, violation.id)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_edit_taken_back_leaves_the_same_bytes(seed: u64) {
        let mut dice = Dice::new(seed);
        let before = programs::program(seed, EACH);
        let edit = some_edit(&before, &mut dice);
        let mut program = before.clone();
        edit.apply(&mut program).unwrap();
        prop_assert_eq!(edit.is_empty(), program == before);
        edit.clone().inverted().apply(&mut program).unwrap();
        prop_assert_eq!(bytes(&program), bytes(&before));
        prop_assert_eq!(edit.clone().inverted().inverted(), edit);
    }

    #[test]
    fn undoing_and_redoing_any_number_of_steps_comes_back(seed: u64, steps in 1_usize..8) {
        let mut dice = Dice::new(seed);
        let mut program = programs::program(seed, EACH);
        let mut history = History::default();
        let mut states = vec![program.clone()];
        for _ in 0..steps {
            let edit = some_edit(&program, &mut dice);
            if !edit.is_empty() {
                history.commit(&mut program, edit).unwrap();
                states.push(program.clone());
            }
        }
        prop_assert_eq!(history.done().len(), states.len() - 1);
        for state in states.iter().rev().skip(1) {
            prop_assert!(history.undo(&mut program).unwrap().is_some());
            prop_assert!(program == *state);
        }
        prop_assert!(history.undo(&mut program).unwrap().is_none());
        for state in states.iter().skip(1) {
            prop_assert!(history.redo(&mut program).unwrap().is_some());
            prop_assert!(program == *state);
        }
        prop_assert!(history.redo(&mut program).unwrap().is_none());
    }

    #[test]
    fn an_edit_that_does_not_fit_changes_nothing(seed: u64) {
        let mut dice = Dice::new(seed);
        let program = programs::program(seed, EACH);
        let edit = some_edit(&program, &mut dice);
        let Some(change) = edit.changes.last() else { return Ok(()) };
        let mut other = program.clone();
        let meanwhile = programs::record(change.kind(), &change.id(), &mut dice, EACH);
        prop_assume!(change.before().is_none_or(|before| !before.same(&meanwhile)));
        other.put(meanwhile);
        let untouched = other.clone();
        let refusal = edit.apply(&mut other).unwrap_err();
        prop_assert_eq!(refusal.code(), "conflict");
        prop_assert!(other == untouched);
        let mut history = History::default();
        prop_assert!(history.commit(&mut other, edit).is_err());
        prop_assert_eq!((history.revision(), history.done().len()), (0, 0));
        prop_assert!(other == untouched);
    }

    #[test]
    fn a_deletion_lists_what_it_takes_and_leaves_no_reference_dangling(seed: u64) {
        let mut dice = Dice::new(seed);
        let mut program = programs::program(seed, EACH);
        let kind = Kind::TABLES[dice.roll(Kind::TABLES.len())];
        let ids: Vec<Arc<str>> = (0..=dice.roll(EACH)).map(|i| programs::id(kind, i).into()).collect();
        let before = program.clone();
        let deletion = records::delete(&program, kind, &ids).unwrap();
        deletion.edit.apply(&mut program).unwrap();
        prop_assert_eq!(dangling(&program), Vec::<String>::new());
        let broken_before = broken(&before);
        let broken_now: Vec<_> = broken(&program).difference(&broken_before).cloned().collect();
        prop_assert_eq!(broken_now, Vec::new());
        for &other in Kind::TABLES {
            let named = if other == kind { ids.len() } else { 0 };
            let taken = deletion.cascade.iter().find(|(taken, _)| *taken == other).map_or(0, |(_, n)| *n);
            prop_assert_eq!(before.count(other) - program.count(other), named + taken, "{}", other);
            let changed = before.records(other).iter()
                .filter(|record| program.record(other, record.id()).is_some_and(|now| !now.same(record)))
                .count();
            let cleared = deletion.cleared.iter().find(|(cleared, _)| *cleared == other).map_or(0, |(_, n)| *n);
            prop_assert!(changed == cleared || other == Kind::Tier && changed > cleared, "{other}: {changed} {cleared}");
        }
        deletion.edit.inverted().apply(&mut program).unwrap();
        prop_assert_eq!(bytes(&program), bytes(&before));
    }
}

fn noted(program: &Program, text: &str) -> Edit {
    records::set_field(program, Kind::Partner, &["partners-0".into()], "note", text)
        .unwrap()
        .typed_in("partner/partners-0/note")
}

#[test]
fn typing_in_one_field_is_one_step() {
    let mut program = programs::program(3, EACH);
    let before = program.clone();
    let mut history = History::default();
    for text in ["H", "He", "Hel", "Hell", "Hello"] {
        let edit = noted(&program, text);
        history.commit(&mut program, edit).unwrap();
    }
    assert_eq!((history.done().len(), history.revision()), (1, 5));
    history.seal();
    let edit = noted(&program, "Hello again");
    history.commit(&mut program, edit).unwrap();
    assert_eq!(history.done().len(), 2);
    history.undo(&mut program).unwrap();
    assert_eq!(program.partners.find("partners-0").unwrap().note.as_deref(), Some("Hello"));
    history.undo(&mut program).unwrap();
    assert_eq!(program, before);
}

#[test]
fn typing_back_to_the_start_is_no_step() {
    let mut program = programs::program(3, EACH);
    let edit = records::set_field(&program, Kind::Partner, &["partners-0".into()], "note", "").unwrap();
    edit.apply(&mut program).unwrap();
    let before = program.clone();
    let mut history = History::default();
    let edit = noted(&program, "H");
    history.commit(&mut program, edit).unwrap();
    let edit = noted(&program, "");
    history.commit(&mut program, edit).unwrap();
    assert_eq!((history.done().len(), program), (0, before));
}

#[test]
fn what_refers_to_a_deleted_record_goes_or_lets_go() {
    let mut program = programs::program(5, EACH);
    for id in ["partners-0", "partners-1", "partners-2"] {
        let mut partner = program.partners.find(id).unwrap().clone();
        let from = "2026-01-01".parse().unwrap();
        partner.granted_tier = Some("tiers-1".parse().unwrap());
        partner.tier_since = Some(from);
        partner.tier_override = Some(quarterdeck::program::partner::TierOverride {
            kind: quarterdeck::program::partner::ExceptionKind::Override,
            tier: "tiers-0".parse().unwrap(),
            reason: "Trial".to_owned(),
            approver: Some("team-1".parse().unwrap()),
            from,
            until: "2026-07-01".parse().unwrap(),
        });
        program.put(partner.into());
    }
    let delete = |kind, id: &str| {
        let mut program = program.clone();
        records::delete(&program, kind, &[id.into()]).unwrap().edit.apply(&mut program).unwrap();
        program
    };
    let approver_gone = delete(Kind::TeamMember, "team-1");
    let partner = approver_gone.partners.find("partners-0").unwrap();
    assert_eq!(partner.tier_override.as_ref().map(|granted| granted.approver.is_none()), Some(true));
    let tier_gone = delete(Kind::Tier, "tiers-1");
    let partner = tier_gone.partners.find("partners-0").unwrap();
    assert_eq!((&partner.granted_tier, partner.tier_since), (&None, None));
    assert!(partner.tier_override.is_some());
    let overridden_gone = delete(Kind::Tier, "tiers-0");
    assert!(overridden_gone.partners.iter().all(|partner| partner.tier_override.is_none()));
}

#[test]
fn refusals_say_what_and_why() {
    let program = programs::program(9, EACH);
    let set = |kind, id: &str, field: &str, text: &str| {
        records::set_field(&program, kind, &[id.into()], field, text).map(drop).map_err(|refusal| refusal.to_string())
    };
    for (result, expected) in [
        (set(Kind::Partner, "nobody", "name", "x"), "there is no partner \"nobody\""),
        (set(Kind::Partner, "partners-0", "name", " "), "name: a name is needed"),
        (set(Kind::Partner, "partners-0", "owner", "bob"), "owner: there is no team member \"bob\""),
        (
            set(Kind::Partner, "partners-0", "potential", "lots"),
            "potential: \"lots\" is not an amount of money, such as \"1250.00\"",
        ),
        (set(Kind::Deal, "deals-0", "stage", ""), "stage: this cannot be empty"),
        (set(Kind::Campaign, "campaigns-1", "launch", "soon"), "launch: "),
    ] {
        let refusal = result.unwrap_err();
        assert!(refusal.starts_with(expected), "{refusal}");
    }
    let known = set(Kind::Partner, "partners-0", "nme", "x").unwrap_err();
    assert!(known.starts_with("a partner has no field \"nme\"; it has: name, type"), "{known}");
    let again = records::delete(&program, Kind::Profile, &["program".into()]).unwrap_err();
    assert!(matches!(again, Refusal::NotNow(_)));
}
