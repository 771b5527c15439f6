//! What a calculator says about an input it refuses, and what it warns about.

use serde::ser::SerializeStruct as _;
use serde::{Serialize, Serializer};

/// The stable word of a refusal or a warning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Code {
    /// The input is not one JSON object, or repeats a key.
    BadJson,
    /// There is no calculator of that name.
    UnknownCalculator,
    /// A required field is absent or null.
    MissingField,
    /// A field that the contract does not have.
    UnknownField,
    /// Text, flag, list or object expected.
    BadType,
    /// Not money in its one form.
    BadAmount,
    /// Not a percentage, multiplier or number in its form.
    BadDecimal,
    /// Not a JSON integer.
    BadInteger,
    /// Not an existing day.
    BadDate,
    /// Not a time with its offset.
    BadDatetime,
    /// Not one of the listed words.
    BadEnum,
    /// Outside the stated range, or a list or text of forbidden length.
    OutOfRange,
    /// Two fields exclude or contradict each other.
    ConflictingFields,
    /// A date before (or not after) the one it must follow.
    DateOrder,
    /// Not low, mode, high in that order.
    RangeOrder,
    /// A date-time of another day than the date beside it.
    DateMismatch,
    /// Weights or shares that do not sum to exactly 100%.
    SumMismatch,
    /// Bands that do not start at the bottom or do not rise, or limits out of order.
    BadBands,
    /// A name, id or date used twice.
    Duplicate,
    /// A name that is not defined.
    UnknownReference,
    /// A criteria tree that is malformed.
    BadCriteria,
    /// A metric that is not known.
    UnknownMetric,
    /// A warning, by its own word.
    Warning(&'static str),
}

impl Code {
    /// The word in the envelope.
    pub fn word(self) -> &'static str {
        match self {
            Self::BadJson => "bad_json",
            Self::UnknownCalculator => "unknown_calculator",
            Self::MissingField => "missing_field",
            Self::UnknownField => "unknown_field",
            Self::BadType => "bad_type",
            Self::BadAmount => "bad_amount",
            Self::BadDecimal => "bad_decimal",
            Self::BadInteger => "bad_integer",
            Self::BadDate => "bad_date",
            Self::BadDatetime => "bad_datetime",
            Self::BadEnum => "bad_enum",
            Self::OutOfRange => "out_of_range",
            Self::ConflictingFields => "conflicting_fields",
            Self::DateOrder => "date_order",
            Self::RangeOrder => "range_order",
            Self::DateMismatch => "date_mismatch",
            Self::SumMismatch => "sum_mismatch",
            Self::BadBands => "bad_bands",
            Self::Duplicate => "duplicate",
            Self::UnknownReference => "unknown_reference",
            Self::BadCriteria => "bad_criteria",
            Self::UnknownMetric => "unknown_metric",
            Self::Warning(word) => word,
        }
    }
}

/// One refusal or warning: what is wrong, where, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What kind of fault.
    pub code: Code,
    /// The path of the field, counted from 0: `tiers[1].name`.
    pub field: String,
    /// A sentence for people.
    pub message: String,
}

impl Fault {
    /// A fault of a field.
    pub fn new(code: Code, field: impl Into<String>, message: impl Into<String>) -> Self {
        Self { code, field: field.into(), message: message.into() }
    }

    /// A warning by its own word.
    pub fn warning(word: &'static str, field: impl Into<String>, message: impl Into<String>) -> Self {
        Self::new(Code::Warning(word), field, message)
    }
}

/// The entry of the envelope.
impl Serialize for Fault {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut entry = to.serialize_struct("Fault", 3)?;
        entry.serialize_field("code", self.code.word())?;
        entry.serialize_field("message", &self.message)?;
        entry.serialize_field("field", &self.field)?;
        entry.end()
    }
}

/// One fault as the whole list of a refusal.
impl From<Fault> for Vec<Fault> {
    fn from(fault: Fault) -> Self {
        vec![fault]
    }
}
