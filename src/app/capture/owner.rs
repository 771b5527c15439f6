//! Who owns something: `Sarah`, `@sarah`, `[Partner]`, `both`.

use super::line::Part;
use super::surroundings::{Person, Surroundings};
use super::words::Words;
use crate::program::choice::Choice;
use crate::program::side::Side;

/// The owner as far as the line says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Owner {
    pub(super) side: Option<Side>,
    pub(super) person: Option<String>,
}

/// Finds the owner and marks its words. A bare name or side counts only where `leads`: at the head of an action.
pub(super) fn find(words: &mut Words<'_>, from: usize, leads: bool, around: &Surroundings) -> Owner {
    let mut owner = Owner::default();
    if leads {
        let after = leading_side(words, from, &mut owner);
        leading_name(words, after, &mut owner, around);
    }
    for at in from..words.0.len() {
        let Some(word) = words.0.get(at).filter(|word| word.part.is_none()) else { continue };
        let text = word.plain();
        let bracketed = text.strip_prefix('[').and_then(|text| text.strip_suffix(']'));
        if let Some(side) = bracketed.or(text.strip_prefix('@')).and_then(side_of) {
            owner.side = Some(side);
            words.mark(at, 1, Part::Side);
        } else if let Some(name) = text.strip_prefix('@').filter(|name| !name.is_empty()) {
            let named = named(name, around);
            let part = if let [only] = named.as_slice() { take(&mut owner, only) } else { Part::Stranger };
            if part == Part::Stranger && owner.person.is_none() {
                let typed = word.text.trim_start_matches('@').trim_end_matches([',', ';', ':', '.']);
                owner.person = Some(typed.to_owned());
            }
            words.mark(at, 1, part);
        }
    }
    owner
}

fn side_of(word: &str) -> Option<Side> {
    Side::ALL.iter().copied().find(|side| side.word() == word)
}

fn take(owner: &mut Owner, person: &Person) -> Part {
    owner.person = Some(person.name.clone());
    owner.side = owner.side.or(Some(person.side));
    Part::Owner
}

fn leading_side(words: &mut Words<'_>, at: usize, owner: &mut Owner) -> usize {
    match words.0.get(at).and_then(|word| side_of(word.plain().trim_matches(['[', ']', '@']))) {
        Some(side) => {
            owner.side = Some(side);
            words.mark(at, 1, Part::Side);
            at + 1
        }
        None => at,
    }
}

fn leading_name(words: &mut Words<'_>, at: usize, owner: &mut Owner, around: &Surroundings) {
    for count in [3, 2, 1] {
        if words.0.len() < at + count {
            continue;
        }
        let typed = words.joined(at, count).trim_end_matches([',', ':']).to_lowercase();
        if let [only] = named(&typed, around).as_slice() {
            take(owner, only);
            words.mark(at, count, Part::Owner);
            let to = words.0.get(at + count).is_some_and(|word| matches!(word.plain().as_str(), "to" | "will"));
            words.mark(at + count, usize::from(to), Part::Owner);
            return;
        }
    }
    // Two people of that name: the name is kept and shown as not settled.
    if let Some(word) = words.0.get(at)
        && named(&word.plain(), around).len() > 1
    {
        owner.person = Some(word.text.trim_end_matches([',', ':']).to_owned());
        words.mark(at, 1, Part::Stranger);
    }
}

/// Everybody of that whole name, or of that first name.
fn named<'a>(typed: &str, around: &'a Surroundings) -> Vec<&'a Person> {
    let whole: Vec<&Person> = around.people.iter().filter(|person| person.name.to_lowercase() == typed).collect();
    if !whole.is_empty() {
        return whole;
    }
    let first = |person: &&Person| person.name.to_lowercase().split_whitespace().next() == Some(typed);
    around.people.iter().filter(first).collect()
}
