//! What a journal tells: from which text it began, and what was done since.

use super::Moment;
use super::entry::{Began, Draft, Entry, Text};
use super::line::Ending;
use crate::edit::{Edit, History, Refusal, Step};
use crate::program::Program;
use crate::store;

/// A journal without a beginning: there is nothing to tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the beginning of the journal is not there or not readable")]
pub struct Unreadable;

/// A place in a journal: so many of its entries are before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position(pub usize);

/// The steps of earlier journals.
#[derive(Debug, Default)]
pub struct Past {
    /// Those the text holds, oldest first.
    pub done: Vec<Edit>,
    /// Those that were taken back, the next to be done again last.
    pub undone: Vec<Edit>,
    /// When each of them was made, in the order of the text: those done, then those taken back.
    pub times: Vec<Moment>,
}

/// What a journal tells.
#[derive(Debug, Clone)]
pub struct Content {
    /// Whose it is.
    pub began: Began,
    /// The text it began from.
    pub base: Text,
    /// Everything behind the text.
    pub entries: Vec<Entry>,
}

impl Content {
    /// Reads the payloads of a journal. What a newer version wrote ends it as a damaged line would.
    pub fn read(payloads: &[&str]) -> Result<(Self, usize), Unreadable> {
        let mut entries = payloads.iter().map_while(|payload| Entry::read(payload).filter(Entry::is_understood));
        let Some(Entry::Began(began)) = entries.next() else { return Err(Unreadable) };
        let Some(Entry::Base(base)) = entries.next() else { return Err(Unreadable) };
        let entries: Vec<Entry> = entries.collect();
        let understood = entries.len() + 2;
        Ok((Self { began, base, entries }, understood))
    }

    /// The same from bytes: what was understood, how many bytes that is, and how it ends.
    pub fn of(bytes: &[u8]) -> Result<(Self, usize, Ending<'_>), Unreadable> {
        let scan = super::scan(bytes);
        let (content, understood) = Self::read(&scan.payloads)?;
        if understood == scan.payloads.len() {
            return Ok((content, scan.good, scan.ending));
        }
        let good = bytes.split_inclusive(|byte| *byte == b'\n').take(understood).map(<[u8]>::len).sum();
        Ok((content, good, Ending::Damaged(scan.payloads.get(understood..).unwrap_or_default().to_vec())))
    }

    /// The place where the file stood last, as far as the journal was told: behind its latest mark that was confirmed.
    pub fn confirmed(&self) -> Position {
        let saved = self.entries.iter().enumerate().rev().find_map(|(place, entry)| match entry {
            Entry::Saved { digest, .. } => Some((place, digest)),
            _ => None,
        });
        let Some((place, digest)) = saved else { return Position(0) };
        let mark = self.entries.iter().take(place).rposition(|entry| entry.marks(digest));
        Position(mark.map_or(0, |mark| mark + 1))
    }

    /// The digest of the file at a place.
    pub fn digest_at(&self, place: Position) -> &str {
        let mark = self.entries.iter().take(place.0).rev().find_map(|entry| match entry {
            Entry::File { digest, .. } => Some(digest),
            _ => None,
        });
        mark.unwrap_or(&self.base.digest)
    }

    /// The place at which a file of that digest stands: where it stood last, or where a save ended without a word.
    ///
    /// A file that stood so at an earlier time was put back by somebody, and is nowhere.
    pub fn stands_at(&self, digest: &str) -> Option<Position> {
        let confirmed = self.confirmed();
        let later = self.entries.iter().skip(confirmed.0).rposition(|entry| entry.marks(digest));
        let later = later.map(|place| Position(confirmed.0 + place + 1));
        later.or_else(|| (self.digest_at(confirmed) == digest).then_some(confirmed))
    }

    /// What counts up to a place: steps the user left behind, and their marks, do not.
    fn counting(&self, until: Position) -> Vec<&Entry> {
        let mut counting: Vec<&Entry> = Vec::new();
        for entry in self.entries.iter().take(until.0) {
            let Entry::Left { digest, .. } = entry else {
                counting.push(entry);
                continue;
            };
            let keep = counting
                .iter()
                .rposition(|entry| entry.marks(digest))
                .map_or_else(|| past_only(&counting), |place| place + 1);
            counting.truncate(keep);
        }
        counting
    }

    /// The steps since a place, that the file does not hold; what the user left behind is not among them.
    pub fn since(&self, place: Position) -> Vec<Step> {
        let before = self.counting(place).len();
        let all = self.counting(self.end());
        all.get(before..).unwrap_or_default().iter().filter_map(|entry| entry.step()).collect()
    }

    /// The text that was being typed when the journal ended.
    pub fn draft(&self) -> Option<&Draft> {
        let last = self.entries.iter().rev().find_map(|entry| match entry {
            Entry::Draft(draft) => Some(draft),
            _ => None,
        });
        last.filter(|draft| !draft.texts.is_empty())
    }

    /// The place behind everything.
    pub fn end(&self) -> Position {
        Position(self.entries.len())
    }

    /// The history as it was at a place.
    pub fn history(&self, until: Position) -> History {
        let past = self.past();
        let (done, undone) = (past.done.len(), past.undone.len());
        let mut history = History::of(past.done, past.undone);
        for (place, at) in (0..done).chain((done..done + undone).rev()).zip(past.times) {
            history.stamp_step(place, at);
        }
        for entry in self.counting(until) {
            let Some(step) = entry.step() else { continue };
            let made = matches!(step, Step::Made { .. });
            history.recall(step);
            if let Some(at) = entry.at().filter(|_| made) {
                history.stamp(at);
            }
        }
        history.seal();
        history
    }

    fn past(&self) -> Past {
        let mut past = Past::default();
        for entry in &self.entries {
            match entry {
                Entry::Past(line) => past.done.extend(line.edit().inspect(|_| past.times.push(line.at()))),
                Entry::PastUndone(line) => past.undone.extend(line.edit().inspect(|_| past.times.push(line.at()))),
                _ => {}
            }
        }
        past
    }

    /// The program of the text it began from.
    pub fn base_program(&self) -> Option<store::Opened> {
        store::read_owned(self.base.bytes()?).ok()
    }

    /// Program and history at a place, from the journal alone.
    pub fn told(&self, until: Position) -> Option<Result<(Program, History), Refusal>> {
        let mut program = self.base_program()?.program;
        let past = self.past();
        let mut history = History::of(past.done, past.undone);
        for step in self.counting(until).into_iter().filter_map(Entry::step) {
            if let Err(refusal) = history.repeat(&mut program, step) {
                return Some(Err(refusal));
            }
        }
        history.seal();
        Some(Ok((program, history)))
    }
}

/// How many entries at the beginning tell of earlier journals.
fn past_only(entries: &[&Entry]) -> usize {
    entries.iter().take_while(|entry| matches!(entry, Entry::Past(_) | Entry::PastUndone(_))).count()
}
