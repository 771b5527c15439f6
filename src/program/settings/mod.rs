//! Settings: every choice a program can make about its rules, as data; a program keeps its deviations only.

mod changed;
mod kind;
mod nearest;
mod order;
mod registry;
mod value;

pub use changed::{Origin, SettingError, Settings};
pub use kind::Kind;
pub use nearest::nearest;
pub use registry::{Definition, OnRecord, Registry, Section, SettingKey, Variant, registry};
pub use value::{SettingValue, Unit};
