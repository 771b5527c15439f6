//! A journal cut anywhere tells a prefix; one that was changed anywhere is known as changed.

use std::sync::Arc;

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::edit::{Change, Edit, History, Step};
use crate::program::{AnyRecord, Kind, Program};
use crate::store;

fn goal(note: &str) -> AnyRecord {
    let json = json!({"id": "g-1", "metric": "nps", "value": "5", "due": "2027-01-01", "note": note});
    AnyRecord::from_json(Kind::Goal, json).unwrap()
}

fn edit(before: Option<&str>, after: Option<&str>, typing: bool) -> Edit {
    let change = Change::of(before.map(goal), after.map(goal)).unwrap();
    let edit = Edit { label: format!("Note {after:?}"), changes: vec![change], typing: None };
    if typing { edit.typed_in("goals/g-1/note") } else { edit }
}

/// A session: a program before, its steps as they were committed, and the programs after each.
fn session(notes: &[(String, bool)], undone: usize) -> (Program, Vec<Step>, Vec<Program>) {
    let before = Program::named("Journal");
    let (mut program, mut history) = (before.clone(), History::default());
    let (mut steps, mut after) = (Vec::new(), Vec::new());
    let mut last: Option<&str> = None;
    for (note, typing) in notes {
        if last == Some(note) {
            continue;
        }
        history.commit(&mut program, edit(last, Some(note), *typing)).unwrap();
        last = Some(note);
        steps.extend(history.take_fresh());
        after.push(program.clone());
    }
    for turn in 0..undone {
        let done = if turn % 3 == 2 { history.redo(&mut program) } else { history.undo(&mut program) };
        if done.unwrap().is_some() {
            steps.extend(history.take_fresh());
            after.push(program.clone());
        }
    }
    (before, steps, after)
}

fn journal(program: &Program, steps: &[Step]) -> (Vec<u8>, usize) {
    let text = store::write(program, None).source.text().to_owned();
    let at = Moment::UNIX_EPOCH;
    let head =
        [Entry::Began(Began::of("/plans/acme.ron", at)), Entry::Base(Text::of(text.as_bytes(), "d0".to_owned()))];
    let steps = steps.iter().map(|step| Entry::of_step(step, at));
    let mut bytes = Vec::new();
    let mut behind_head = 0;
    for (number, entry) in head.into_iter().chain(steps).enumerate() {
        bytes.extend_from_slice(line(number as u64, &entry.payload()).as_bytes());
        if number == 1 {
            behind_head = bytes.len();
        }
    }
    (bytes, behind_head)
}

fn notes() -> Vec<(String, bool)> {
    [("a", false), ("ab", true), ("abc", true), ("line\nend", false), ("\u{202e}\u{1b}[2J \"x\" #", false)]
        .map(|(note, typing)| (note.to_owned(), typing))
        .into()
}

#[test]
fn every_cut_tells_a_prefix_and_is_known_as_a_cut() {
    let (before, steps, after) = session(&notes(), 4);
    let (bytes, behind_head) = journal(&before, &steps);
    for length in 0..bytes.len() {
        let cut = &bytes[..length];
        let Ok((content, good, ending)) = Content::of(cut) else {
            assert!(length < behind_head, "{length} of {behind_head}");
            continue;
        };
        assert_eq!(ending == Ending::Whole, good == length, "{length}");
        assert!(matches!(ending, Ending::Whole | Ending::Torn), "{length}");
        let told = content.entries.len();
        assert_eq!(told, bytes[behind_head..length].split(|byte| *byte == b'\n').count() - 1);
        let (program, _) = content.told(content.end()).unwrap().unwrap();
        assert_eq!(Some(&program), [&before].into_iter().chain(&after).nth(told), "{length}");
    }
}

#[test]
fn every_changed_bit_is_found_and_is_never_taken_for_a_cut() {
    let (before, steps, after) = session(&notes(), 2);
    let (bytes, behind_head) = journal(&before, &steps);
    for place in 0..bytes.len() {
        for bit in 0..8 {
            let mut changed = bytes.clone();
            changed[place] ^= 1 << bit;
            let scan = scan(&changed);
            assert!(matches!(scan.ending, Ending::Damaged(_)), "byte {place}, bit {bit}: {:?}", scan.ending);
            assert!(scan.good <= place);
            if place >= behind_head {
                let (content, ..) = Content::of(&changed).unwrap();
                let intact = bytes[behind_head..place].split(|byte| *byte == b'\n').count() - 1;
                assert_eq!(content.entries.len(), intact);
                let (program, _) = content.told(content.end()).unwrap().unwrap();
                assert_eq!(Some(&program), [&before].into_iter().chain(&after).nth(intact));
            }
        }
    }
}

#[test]
fn lines_that_are_lost_repeated_or_swapped_are_damage() {
    let (before, steps, _) = session(&notes(), 0);
    let (bytes, _) = journal(&before, &steps);
    let lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
    for place in 2..lines.len() - 1 {
        let lost: Vec<u8> = [&lines[..place], &lines[place + 1..]].concat().concat();
        let twice: Vec<u8> = [&lines[..=place], &lines[place..]].concat().concat();
        let mut swapped = lines.clone();
        swapped.swap(place, place + 1);
        for changed in [lost, twice, swapped.concat()] {
            assert!(matches!(scan(&changed).ending, Ending::Damaged(_)), "line {place}");
            assert!(Content::of(&changed).unwrap().0.entries.len() < place);
        }
    }
}

#[test]
fn blocks_that_were_never_written_are_a_cut() {
    let (before, steps, _) = session(&notes(), 0);
    let (mut bytes, _) = journal(&before, &steps);
    let whole = bytes.len();
    bytes.extend([0; 4096]);
    let scan = scan(&bytes);
    assert_eq!((scan.good, scan.ending), (whole, Ending::Torn));
}

#[test]
fn what_the_user_left_behind_and_what_was_saved_is_not_brought_back() {
    let at = Moment::UNIX_EPOCH;
    let (_, steps, _) = session(&notes(), 0);
    let step = |n: usize| Entry::of_step(&steps[n], at);
    let file = |digest: &str| Entry::File { at, digest: digest.to_owned() };
    let saved = |digest: &str| Entry::Saved { at, digest: digest.to_owned() };
    let left = |digest: &str| Entry::Left { at, digest: digest.to_owned() };
    let content = |entries: Vec<Entry>| Content {
        began: Began::of("/plans/acme.ron", at),
        base: Text::of(b"", "d0".to_owned()),
        entries,
    };
    let since = |content: &Content, digest: &str| content.stands_at(digest).map(|place| content.since(place).len());
    let unsaved = content(vec![step(0), step(1)]);
    assert_eq!((since(&unsaved, "d0"), since(&unsaved, "d9")), (Some(2), None));
    let killed_in_save = content(vec![step(0), file("d1"), step(1)]);
    assert_eq!((since(&killed_in_save, "d0"), since(&killed_in_save, "d1")), (Some(2), Some(1)));
    let done = content(vec![step(0), file("d1"), saved("d1"), step(1)]);
    assert_eq!((since(&done, "d1"), since(&done, "d0")), (Some(1), None), "an older file was put back by somebody");
    let gone = content(vec![step(0), file("d1"), saved("d1"), step(1), left("d1")]);
    assert_eq!(since(&gone, "d1"), Some(0));
    assert_eq!(gone.history(gone.end()).done().len(), 1);
    let on = content(vec![step(0), file("d1"), saved("d1"), step(1), left("d1"), step(1)]);
    assert_eq!(since(&on, "d1"), Some(1));
}

proptest! {
    #[test]
    fn a_session_is_told_again_as_it_was(
        notes in proptest::collection::vec((".{0,12}", any::<bool>()), 1..12),
        undone in 0_usize..8,
    ) {
        let (before, steps, after) = session(&notes, undone);
        let (bytes, _) = journal(&before, &steps);
        let (content, good, ending) = Content::of(&bytes).unwrap();
        prop_assert_eq!((good, ending), (bytes.len(), Ending::Whole));
        prop_assert_eq!(content.entries.iter().filter_map(Entry::step).collect::<Vec<_>>(), steps.clone());
        let (program, history) = content.told(content.end()).unwrap().unwrap();
        prop_assert_eq!(Some(&program), after.last());
        let mut straight = History::default();
        for step in steps {
            straight.recall(step);
        }
        prop_assert_eq!((history.done(), history.undone()), (straight.done(), straight.undone()));
        let (mut program, mut history) = (program, history);
        while history.undo(&mut program).unwrap().is_some() {}
        prop_assert_eq!(Arc::clone(&program.profile), Arc::clone(&before.profile));
        prop_assert_eq!(program, before);
    }
}
