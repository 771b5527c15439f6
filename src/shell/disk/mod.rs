//! Plan files on the disk: opened with a reason where that fails, saved whole or not at all.

mod atomic;
mod belonging;
pub mod beside;
pub mod folder;
mod in_place;
mod open;
mod open_error;
mod save;
mod save_error;
pub mod scenarios;
pub mod shown;
#[cfg(test)]
mod tests;

pub use atomic::{create, create_as, replace};
pub use open::{LARGEST, open};
pub use open_error::OpenError;
pub use save::{Kept, KeptBecause, Saved, Told, save, save_over, save_telling};
pub use save_error::SaveError;
