//! What follows from the program, kept up to date for what changed.

use std::sync::Arc;

use jiff::civil::Date;

use crate::program::{Kind, Program};

/// Everything derived from one revision of the program at one as-of date.
#[derive(Debug)]
pub struct Derived {
    as_of: Date,
}

impl Derived {
    /// Derives everything.
    pub fn new(_program: &Program, as_of: Date) -> Self {
        Self { as_of }
    }

    /// The date everything was derived for.
    pub fn as_of(&self) -> Date {
        self.as_of
    }

    /// Follows a change of the named records.
    pub fn update(&mut self, program: &Program, as_of: Date, touched: &[(Kind, Arc<str>)]) {
        if !touched.is_empty() || as_of != self.as_of {
            *self = Self::new(program, as_of);
        }
    }
}
