//! Which key means which action: the keys that come with the program, the presets over them, and a user's own file.

mod entries;
mod listing;
mod live;
mod own;
mod preset;
mod problem;
mod spelling;
mod swallowed;
#[cfg(test)]
mod tests;

pub use listing::{CommandLine, KeyLine, commands, lines, nearest_action};
pub use live::{Binding, Keymap, Resolution, Saying};
pub use preset::Preset;
pub use problem::KeymapProblem;
pub use swallowed::{Surroundings, swallowed};
