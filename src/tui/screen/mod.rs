//! The whole screen as a pure value: events in, effects out, drawn into a buffer.
//!
//! No terminal, clock or disk is needed, so a test or a screenshot presses keys and looks at cells.

mod actions;
mod answers;
mod as_of;
mod calculators;
mod conflicts;
mod drafts;
mod drawing;
mod explaining;
mod export_page;
mod export_sheet;
mod exporting;
mod external;
mod first_use;
mod form_drafts;
mod history;
mod import_page;
mod import_review;
mod import_sheet;
mod importing;
mod input;
mod keys;
mod lists;
mod outcomes;
mod palette;
mod places;
mod problems;
mod records;
mod setting_up;
mod settings;
mod state;
mod themes;
mod touring;
mod traffic;
mod versions;

#[cfg(test)]
mod exporting_tests;
#[cfg(test)]
mod history_tests;
#[cfg(test)]
mod importing_tests;
#[cfg(test)]
mod keys_tests;
#[cfg(test)]
mod tests;

pub use conflicts::open_conflicts;
pub use settings::open_questions;
pub use state::{Options, Screen};
pub use traffic::{Delivery, Effect, Event, KeptVersion};
