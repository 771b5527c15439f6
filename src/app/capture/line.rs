//! A line read as a whole: which kind of record it is, and its parts.

use std::ops::Range;

use jiff::civil::Date;

use super::owner::Owner;
use super::surroundings::Surroundings;
use super::words::{Word, Words};
use super::{dates, owner};
use crate::app::typed;
use crate::edit::commands::meetings::{Captured, NewMinute, Temperature};
use crate::edit::commands::qbrs::NewAction;
use crate::program::choice::{Choice, choice};
use crate::program::meeting::{MinuteKind, Sharing};
use crate::program::side::Side;

/// What a stretch of the line was taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The kind of record.
    Kind,
    /// A person who is known.
    Owner,
    /// A name that is not known, or not of one person alone; it is kept as it is.
    Stranger,
    /// A side.
    Side,
    /// A due date.
    Due,
    /// Who may see it.
    Sharing,
    /// A number on the screen.
    Figure,
    /// What it is said to be.
    Said,
    /// Something that was not understood; it stays in the text.
    Doubt,
}

impl Part {
    /// True for what is to be underlined.
    pub fn is_doubt(self) -> bool {
        matches!(self, Self::Doubt | Self::Stranger)
    }

    /// True for what stays in the text of the record.
    pub(super) fn stays(self) -> bool {
        matches!(self, Self::Doubt | Self::Figure | Self::Said)
    }
}

/// A stretch of the line, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// From where to where.
    pub range: Range<usize>,
    /// What it is.
    pub part: Part,
}

choice! {
    /// An order to the meeting, typed after a slash.
    pub enum Order {
        Next = "next" => "Next section",
        Back = "back" => "Previous section",
        Pause = "pause" => "Pause or go on",
        Replan = "replan" => "Plan the rest anew",
        Refresh = "refresh" => "Refresh the numbers",
        Present = "present" => "Present to the partner",
        Leave = "leave" => "Leave the capture line",
        End = "end" => "End the meeting",
    }
}

/// What a line stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// Nothing yet: no words.
    Nothing,
    /// Something to write down.
    Captured(Captured),
    /// Something to do.
    Order(Order),
}

/// A line with what it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// What it stands for.
    pub meaning: Meaning,
    /// Which stretches were taken for what.
    pub spans: Vec<Span>,
}

impl Reading {
    /// The parts as they will be recorded, the kind leading: `Action`, `Sarah (Us)`, `due Fri 9 Oct 2026`, `shared`.
    pub fn echo(&self) -> Vec<String> {
        let due = |date: Option<Date>| date.map(|date| format!("due {}", date.strftime("%a %-d %b %Y")));
        match &self.meaning {
            Meaning::Nothing => Vec::new(),
            Meaning::Order(order) => vec![order.label().to_owned()],
            Meaning::Captured(Captured::Temperature(new)) => {
                let end = match new.at_end {
                    Some(true) => ", at the end",
                    Some(false) => ", at the start",
                    None => "",
                };
                vec![format!("Temperature {}{end}", new.told()), "internal".to_owned()]
            }
            Meaning::Captured(Captured::Action(new)) => {
                let owner = match &new.person {
                    Some(person) => format!("{person} ({})", new.side.label()),
                    None => format!("{}, no person", new.side.label()),
                };
                let due = due(new.due).unwrap_or_else(|| "no date".to_owned());
                let shared = if new.sharing == Some(Sharing::Internal) { "internal" } else { "shared" };
                vec!["Action".to_owned(), owner, due, shared.to_owned()]
            }
            Meaning::Captured(Captured::Minute(new)) => {
                let shared = if new.sharing == Sharing::Shared { "shared" } else { "internal" };
                let said = new.theirs.as_ref().map(|theirs| format!("they say {theirs}"));
                let parts = [new.figure.clone(), said, new.person.clone(), due(new.due), Some(shared.to_owned())];
                std::iter::once(new.kind.label().to_owned()).chain(parts.into_iter().flatten()).collect()
            }
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Action,
    Minute(MinuteKind),
    Temperature,
}

/// Reads a line; it cannot fail.
pub fn read(line: &str, around: &Surroundings) -> Reading {
    let mut words = Words::of(line);
    let Some(first) = words.0.first() else {
        return Reading { meaning: Meaning::Nothing, spans: Vec::new() };
    };
    if let Some(order) = first.text.strip_prefix('/').and_then(Order::read).filter(|_| words.0.len() == 1) {
        words.mark(0, 1, Part::Kind);
        return Reading { meaning: Meaning::Order(order), spans: words.spans() };
    }
    let (kind, from) = kind_of(&mut words);
    let captured = match kind {
        Kind::Temperature => temperature(&mut words).map(Captured::Temperature),
        Kind::Action => action(&mut words, from, around).map(Captured::Action),
        Kind::Minute(kind) => minute(kind, &mut words, from, around).map(Captured::Minute),
    };
    Reading { meaning: captured.map_or(Meaning::Nothing, Meaning::Captured), spans: words.spans() }
}

/// The kind that the first word names, and where the rest begins. Letters alone count after a slash or before a colon.
fn kind_of(words: &mut Words<'_>) -> (Kind, usize) {
    let first = words.0.first().map(|word| word.text.to_lowercase()).unwrap_or_default();
    let marked = first.starts_with('/') || first.ends_with(':');
    let word = first.trim_start_matches('/').trim_end_matches(':');
    let kind = match word {
        "action" | "todo" => Some(Kind::Action),
        "note" => Some(Kind::Minute(MinuteKind::Note)),
        "decision" | "decided" => Some(Kind::Minute(MinuteKind::Decision)),
        "risk" => Some(Kind::Minute(MinuteKind::Risk)),
        "parking" => Some(Kind::Minute(MinuteKind::Parking)),
        "dispute" | "disputes" => Some(Kind::Minute(MinuteKind::Dispute)),
        "temp" | "temperature" => Some(Kind::Temperature),
        "a" if marked => Some(Kind::Action),
        "n" if marked => Some(Kind::Minute(MinuteKind::Note)),
        "d" if marked => Some(Kind::Minute(MinuteKind::Decision)),
        "r" if marked => Some(Kind::Minute(MinuteKind::Risk)),
        "p" | "park" if marked => Some(Kind::Minute(MinuteKind::Parking)),
        _ => None,
    };
    let Some(kind) = kind else {
        if first.starts_with('/') {
            words.mark(0, 1, Part::Doubt);
        }
        return (Kind::Minute(MinuteKind::Note), 0);
    };
    let lot = word == "parking" && words.0.get(1).is_some_and(|word| word.plain() == "lot");
    let count = 1 + usize::from(lot);
    words.mark(0, count, Part::Kind);
    (kind, count)
}

/// `#shared` and `#internal`, anywhere.
fn sharing(words: &mut Words<'_>, from: usize) -> Option<Sharing> {
    let mut found = None;
    for at in from..words.0.len() {
        let sharing = match words.0.get(at).map(Word::plain).as_deref() {
            Some("#shared" | "#share") => Sharing::Shared,
            Some("#internal" | "#private") => Sharing::Internal,
            _ => continue,
        };
        found = Some(sharing);
        words.mark(at, 1, Part::Sharing);
    }
    found
}

/// The words that are left; where nothing is left, everything after the kind.
fn text_of(words: &Words<'_>, from: usize) -> Option<String> {
    let text = words.text();
    let text = if text.is_empty() { words.joined(from, usize::MAX) } else { text };
    (!text.is_empty()).then_some(text)
}

fn action(words: &mut Words<'_>, from: usize, around: &Surroundings) -> Option<NewAction> {
    let sharing = sharing(words, from);
    let Owner { side, person } = owner::find(words, from, true, around);
    let due = dates::find(words, from, around);
    Some(NewAction {
        partner: around.partner.clone(),
        qbr: Some(around.qbr.clone()),
        text: text_of(words, from)?,
        side: side.unwrap_or(Side::Us),
        person,
        due,
        sharing: Some(sharing.unwrap_or(Sharing::Shared)),
    })
}

fn minute(kind: MinuteKind, words: &mut Words<'_>, from: usize, around: &Surroundings) -> Option<NewMinute> {
    let sharing = sharing(words, from);
    let (mut figure, mut theirs) = (None, None);
    if kind == MinuteKind::Dispute {
        (figure, theirs) = disputed(words, from, around);
    }
    let (owner, due) = match kind {
        MinuteKind::Note | MinuteKind::Dispute => (Owner::default(), None),
        _ => (owner::find(words, from, false, around), dates::find(words, from, around)),
    };
    // What both sides said aloud is shared; what we think of it is not.
    let by_kind = match kind {
        MinuteKind::Decision | MinuteKind::Dispute => Sharing::Shared,
        MinuteKind::Note | MinuteKind::Risk | MinuteKind::Parking => Sharing::Internal,
    };
    let text = text_of(words, from)?;
    let Owner { side, person } = owner;
    Some(NewMinute { kind, text, side, person, due, figure, theirs, sharing: sharing.unwrap_or(by_kind) })
}

/// The number that is named, and what it is said to be: `dispute sourced 298k`.
fn disputed(words: &mut Words<'_>, from: usize, around: &Surroundings) -> (Option<String>, Option<String>) {
    let named = around.figures.iter().flat_map(|figure| {
        let label = figure.label.to_lowercase();
        let first = label.split_whitespace().next().unwrap_or_default().to_owned();
        [label, figure.key.clone(), first].map(|name| (name, figure.key.clone()))
    });
    let mut best: Option<(usize, String)> = None;
    for (name, key) in named {
        let count = name.split_whitespace().count();
        let typed = words.joined(from, count).to_lowercase();
        if typed.trim_end_matches([':', ',']) == name && best.as_ref().is_none_or(|(most, _)| count > *most) {
            best = Some((count, key));
        }
    }
    let named = best.as_ref().map_or(0, |(count, _)| *count);
    if named == 0 {
        words.mark(from, 1, Part::Doubt);
    }
    words.mark(from, named, Part::Figure);
    let after = from + named;
    let number = |at: &usize| {
        words.0.get(*at).is_some_and(|word| typed::quantity(word.text.trim_end_matches([',', ';', '.'])).is_ok())
    };
    let said = (after..words.0.len()).find(number);
    if let Some(at) = said {
        words.mark(at, 1, Part::Said);
    }
    let theirs = said.map(|at| words.joined(at, 1).trim_end_matches([',', ';', '.']).to_owned());
    (best.map(|(_, key)| key), theirs)
}

/// `temp 4`, `temp partner 3`, `temp end both 5`, `temp 4 3` for ours and the partner's; anything else in the line is not understood.
fn temperature(words: &mut Words<'_>) -> Option<Temperature> {
    let mut new = Temperature { side: Side::Us, at_end: None, value: 0, theirs: None };
    for at in 1..words.0.len() {
        let part = match words.0.get(at).map(Word::plain).unwrap_or_default().as_str() {
            "us" => (Part::Side, new.side = Side::Us).0,
            "partner" | "them" => (Part::Side, new.side = Side::Partner).0,
            "both" => (Part::Side, new.side = Side::Both).0,
            "start" => (Part::Due, new.at_end = Some(false)).0,
            "end" => (Part::Due, new.at_end = Some(true)).0,
            digit @ ("1" | "2" | "3" | "4" | "5") => {
                let value = digit.parse().unwrap_or(0);
                match (new.value, new.theirs) {
                    (0, _) => (Part::Said, new.value = value).0,
                    (_, None) if new.side == Side::Us => (Part::Said, new.theirs = Some(value)).0,
                    _ => Part::Doubt,
                }
            }
            _ => Part::Doubt,
        };
        words.mark(at, 1, part);
    }
    (new.value > 0).then_some(new)
}
