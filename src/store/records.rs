//! The records of a file, read side by side while the rest of it is still being outlined.

use std::collections::BTreeMap;
use std::sync::Mutex;

use super::fault::Found;
use super::scan::{Outline, Section, outline_telling};
use crate::program::{AnyRecord, Kind};

/// Records read in one go by one thread.
const CHUNK: usize = 512;

/// What was read, by the place of the list and the number of its first record; `None` where a record is faulty.
pub(super) struct Records(BTreeMap<(usize, usize), Vec<Option<AnyRecord>>>);

impl Records {
    /// The records of a list, one for each of its elements.
    pub(super) fn take(&mut self, section: &Section) -> Vec<Option<AnyRecord>> {
        let place = section.value.start;
        let mut rest = self.0.split_off(&(place, 0));
        let mut behind = rest.split_off(&(place, usize::MAX));
        self.0.append(&mut behind);
        rest.into_values().flatten().collect()
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
                    let chunk = elements.iter().skip(first).take(CHUNK);
                    let read: Vec<_> =
                        chunk.map(|element| AnyRecord::from_ron(kind, &text[element.range.clone()]).ok()).collect();
                    if let Ok(mut done) = done.lock() {
                        done.insert((place, first), read);
                    }
                });
            }
        })
    })?;
    Ok((outline, Records(done.into_inner().unwrap_or_default())))
}
