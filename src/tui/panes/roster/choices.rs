//! The lists from which a value is picked: closed choices, people, tiers.

use super::column::Key;
use super::ladder;
use crate::edit::field;
use crate::program::choice::Choice;
use crate::program::partner::Partner;
use crate::program::record::{FieldKind, FieldShape};
use crate::program::{Kind, Program};
use crate::tui::overlays::Entry;

/// What stands for "no value" in a list.
pub(super) const NONE: &str = "";

/// The values that a column can take, as (id, label, more words); the first stands for none where that is allowed.
pub(super) fn options(program: &Program, key: Key, partner: Option<&Partner>) -> Vec<(String, String, String)> {
    let Some(name) = key.field() else { return Vec::new() };
    let Ok((_, kind, shape)) = field::declared(Kind::Partner, name) else { return Vec::new() };
    let mut options = Vec::new();
    if *shape == FieldShape::Optional {
        let label = if key == Key::Segment { "By the rules" } else { "None" };
        options.push((NONE.to_owned(), label.to_owned(), "takes the value away".to_owned()));
    }
    match kind {
        FieldKind::Choice(choices) => {
            options
                .extend(choices.iter().map(|(word, label)| ((*word).to_owned(), (*label).to_owned(), String::new())));
        }
        FieldKind::Reference(Kind::TeamMember) => {
            let people = program.team.iter().filter(|member| member.active);
            options.extend(
                people.map(|member| (member.id.to_string(), member.name.clone(), member.role.label().to_owned())),
            );
        }
        FieldKind::Reference(Kind::Tier) => options.extend(tiers(program, partner)),
        _ => {}
    }
    options
}

fn tiers(program: &Program, partner: Option<&Partner>) -> Vec<(String, String, String)> {
    let own: Vec<_> = partner.map_or_else(Vec::new, |partner| ladder::tiers(program, partner));
    let mut tiers: Vec<_> = if own.is_empty() { program.tiers.iter().collect() } else { own };
    tiers.sort_by(|a, b| (&a.track, a.order).cmp(&(&b.track, b.order)));
    let track = |id: Option<&_>| id.and_then(|id| program.tracks.get(id)).map_or(String::new(), |t| t.name.clone());
    tiers.into_iter().rev().map(|tier| (tier.id.to_string(), tier.name.clone(), track(tier.track.as_ref()))).collect()
}

/// The options as lines of a picker.
pub(super) fn entries(program: &Program, key: Key, partner: Option<&Partner>) -> Vec<Entry> {
    options(program, key, partner).into_iter().map(|(id, label, more)| Entry::new(id, label).detail(more)).collect()
}

/// The label of an option.
pub(super) fn label(program: &Program, key: Key, id: &str) -> String {
    if id == NONE {
        return if key == Key::Segment { "by the rules".to_owned() } else { "none".to_owned() };
    }
    options(program, key, None)
        .into_iter()
        .find(|(known, _, _)| known == id)
        .map_or_else(|| id.to_owned(), |(_, l, _)| l)
}

/// The choice after or before another, in the order of the list; no value counts as before the first.
pub(super) fn neighbour(key: Key, current: &str, up: bool) -> Option<&'static str> {
    let Some(FieldKind::Choice(choices)) = key.field_kind() else { return None };
    let at = choices.iter().position(|(word, _)| *word == current);
    let to = match (at, up) {
        (None, true) => 0,
        (Some(at), true) => at + 1,
        (Some(at), false) => at.checked_sub(1)?,
        (None, false) => return None,
    };
    choices.get(to).map(|(word, _)| *word)
}
