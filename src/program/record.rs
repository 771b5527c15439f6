//! What every record kind offers: its identifier, its fields, and what it refers to.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::aggregate::Kind;
use super::id::Id;
use super::table::Keyed;

/// A record kind of the program.
pub trait Record: Keyed + Clone + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static {
    /// Which kind.
    const KIND: Kind;

    /// Its fields beside `id`, in the order of the file.
    const FIELDS: &'static [Field];

    /// Tells the visitor every reference to another record.
    fn references(&self, visit: &mut Visit<'_>);
}

/// A field: its name, what it holds, and whether it must be there.
pub type Field = (&'static str, FieldKind, FieldShape);

/// What a field holds, which decides how it is typed in and picked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// Any text, or a value with a text form of its own.
    Text,
    /// A civil date.
    Date,
    /// A date or a time with offset.
    When,
    /// A time with offset.
    Moment,
    /// A fiscal quarter.
    Quarter,
    /// A month.
    Month,
    /// Money in the program's currency.
    Money,
    /// Money with its own currency.
    Amount,
    /// A percentage.
    Percent,
    /// A multiplier.
    Multiplier,
    /// An exact number whose unit stands beside it.
    Quantity,
    /// A whole number.
    Count,
    /// Yes or no.
    YesNo,
    /// One of (word, label).
    Choice(&'static [(&'static str, &'static str)]),
    /// The identifier of a record of that kind.
    Reference(Kind),
    /// A part with fields of its own.
    Structure,
}

/// Whether a field must be there, may be unknown, or holds any number of values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldShape {
    /// Always there.
    Required,
    /// May be unknown.
    Optional,
    /// Any number of values.
    List,
}

/// A reference from a record to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reference<'a> {
    /// The referring field.
    pub field: &'static str,
    /// The kind referred to.
    pub kind: Kind,
    /// The identifier referred to.
    pub id: &'a str,
}

/// Receives the references of a record.
pub struct Visit<'a> {
    found: &'a mut dyn FnMut(Reference<'_>),
}

impl<'a> Visit<'a> {
    /// Calls `found` for each reference.
    pub fn new(found: &'a mut dyn FnMut(Reference<'_>)) -> Self {
        Self { found }
    }

    /// A reference that is always there.
    pub fn one<T: Record>(&mut self, field: &'static str, id: &Id<T>) {
        (self.found)(Reference { field, kind: T::KIND, id: id.as_str() });
    }

    /// A reference that may be missing.
    pub fn maybe<T: Record>(&mut self, field: &'static str, id: &Option<Id<T>>) {
        if let Some(id) = id {
            self.one(field, id);
        }
    }

    /// Any number of references.
    pub fn many<T: Record>(&mut self, field: &'static str, ids: &[Id<T>]) {
        for id in ids {
            self.one(field, id);
        }
    }
}

/// Makes a struct with an `id` a record: its fields, and a body that visits its references.
macro_rules! record {
    ($name:ident, [$(($field:literal, $kind:expr, $shape:ident),)*]) => {
        crate::program::record::record!($name, [$(($field, $kind, $shape),)*], |self, _visit| {});
    };
    ($name:ident, [$(($field:literal, $kind:expr, $shape:ident),)*], |$self:ident, $visit:ident| $body:block) => {
        impl crate::program::table::Keyed for $name {
            fn id(&self) -> &crate::program::id::Id<Self> {
                &self.id
            }
        }

        impl crate::program::record::Record for $name {
            const KIND: crate::program::aggregate::Kind = crate::program::aggregate::Kind::$name;
            const FIELDS: &'static [crate::program::record::Field] = {
                #[allow(unused_imports, reason = "each record uses the kinds it has")]
                use crate::program::{aggregate::Kind, record::FieldKind::*, record::FieldShape};
                &[$(($field, $kind, FieldShape::$shape),)*]
            };

            fn references(&$self, $visit: &mut crate::program::record::Visit<'_>) $body
        }
    };
}
pub(crate) use record;
