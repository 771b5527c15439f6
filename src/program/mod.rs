//! The program model as plain values: no disk, no clock, no environment, no colour, no terminal.

pub mod affiliate;
pub mod aggregate;
pub mod agreement;
pub mod campaign;
pub mod choice;
pub mod compensation;
pub mod contact;
pub mod criterion;
pub mod currency;
pub mod deal;
pub mod enablement;
pub mod event;
pub mod external;
pub mod fund;
pub mod goal;
pub mod id;
pub mod integrity;
pub mod listing;
pub mod moment;
pub mod money;
pub mod operations;
pub mod partner;
pub mod parts;
pub mod period;
pub mod portal;
pub mod presets;
pub mod profile;
pub mod qbr;
pub mod quantity;
pub mod rate;
pub mod record;
pub mod record_keeping;
pub mod relationship;
pub mod scoring;
pub mod settings;
pub mod side;
pub mod table;
pub mod task;
pub mod team;
pub mod text_value;
pub mod tier;
pub(crate) mod unique_map;
pub mod when;

pub use aggregate::{AnyRecord, Kind, Program};

/// How records are written and read: what is known stands without `Some`.
pub fn ron_options() -> ron::Options {
    ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
}
