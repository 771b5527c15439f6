//! The records of a file, read side by side while the rest of it is still being outlined.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use super::fault::Found;
use super::scan::{Element, Outline, Section, outline_telling};
use crate::program::{AnyRecord, Kind};

/// Records read in one go by one thread.
const CHUNK: usize = 512;

/// Records of one list in the order of the file, with all that is wanted of them while they are still at hand.
#[derive(Default)]
pub(super) struct Read {
    /// The readable ones.
    pub records: Vec<(Arc<str>, AnyRecord)>,
    /// Where each of these stands.
    pub placed: Vec<(Arc<str>, Element)>,
    /// Where the others stand.
    pub faulty: Vec<Element>,
    /// Whether the identifiers rise.
    pub in_order: bool,
}

impl Read {
    fn of(kind: Kind, text: &str, elements: &[Element]) -> Self {
        let mut read = Self { in_order: true, ..Self::default() };
        read.records.reserve_exact(elements.len());
        read.placed.reserve_exact(elements.len());
        for element in elements {
            let Ok(record) = AnyRecord::from_ron(kind, &text[element.range.clone()]) else {
                read.faulty.push(element.clone());
                continue;
            };
            let id = record.shared_id();
            read.in_order &= read.placed.last().is_none_or(|(before, _)| *before < id);
            read.placed.push((Arc::clone(&id), element.clone()));
            read.records.push((id, record));
        }
        read
    }

    fn append(&mut self, mut next: Self) {
        let rises = match (self.placed.last(), next.placed.first()) {
            (Some((before, _)), Some((after, _))) => before < after,
            _ => true,
        };
        self.in_order &= next.in_order && rises;
        self.records.append(&mut next.records);
        self.placed.append(&mut next.placed);
        self.faulty.append(&mut next.faulty);
    }
}

/// What was read, by the place of the list and the number of its first record.
pub(super) struct Records(BTreeMap<(usize, usize), Read>);

impl Records {
    /// The records of a list.
    pub(super) fn take(&mut self, section: &Section) -> Read {
        let place = section.value.start;
        let mut rest = self.0.split_off(&(place, 0));
        let mut behind = rest.split_off(&(place, usize::MAX));
        self.0.append(&mut behind);
        let count = rest.values().map(|read| read.records.len()).sum();
        let mut all = Read { in_order: true, ..Read::default() };
        all.records.reserve_exact(count);
        all.placed.reserve_exact(count);
        for read in rest.into_values() {
            all.append(read);
        }
        all
    }
}

/// The outline of the file and the records of every list whose name is that of a table.
pub(super) fn read(text: &str) -> Result<(Outline, Records), Found> {
    let done = Mutex::new(BTreeMap::new());
    let outline = rayon::scope(|scope| {
        outline_telling(text, &mut |section| {
            let name = &text[section.name.clone()];
            let Some(&kind) = Kind::TABLES.iter().find(|kind| kind.table_name() == name) else { return };
            let Some(elements) = &section.elements else { return };
            for first in (0..elements.len()).step_by(CHUNK) {
                let (place, elements, done) = (section.value.start, elements.clone(), &done);
                scope.spawn(move |_| {
                    let last = elements.len().min(first + CHUNK);
                    let read = Read::of(kind, text, &elements[first..last]);
                    if let Ok(mut done) = done.lock() {
                        done.insert((place, first), read);
                    }
                });
            }
        })
    })?;
    Ok((outline, Records(done.into_inner().unwrap_or_default())))
}
