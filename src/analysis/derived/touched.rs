//! Whose measures a change may have moved, so that readers follow without looking at everyone.

use std::collections::BTreeSet;

use crate::program::id::Id;
use crate::program::partner::Partner;

/// The partners whose record, measures or shown records may be others than before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Touched {
    /// Nobody knows: everything is to be read anew.
    Everything,
    /// These and no others; some of them may be new, or gone.
    Partners(BTreeSet<Id<Partner>>),
}

impl Default for Touched {
    fn default() -> Self {
        Self::Partners(BTreeSet::new())
    }
}

impl Touched {
    /// Takes another change in.
    pub fn add(&mut self, other: &Self) {
        match (&mut *self, other) {
            (Self::Everything, _) => {}
            (_, Self::Everything) => *self = Self::Everything,
            (Self::Partners(all), Self::Partners(more)) => all.extend(more.iter().cloned()),
        }
    }
}
