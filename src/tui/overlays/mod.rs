//! What lies over a pane until it is answered: lists to pick from, prompts, forms, questions, previews.

pub mod confirm;
pub mod entry;
pub mod field;
pub mod form;
mod fuzzy;
pub mod menu;
mod overlay;
pub mod page;
pub mod picker;
pub mod preview;
pub mod prompt;
mod typed_set;

pub use confirm::{Choice, Confirm};
pub use entry::Entry;
pub use field::{Field, Validator};
pub use form::Form;
pub use menu::Menu;
pub use overlay::{Kind, Overlay, Step};
pub use page::PageLine;
pub use picker::Picker;
pub use preview::{Preview, PreviewLine};
pub use prompt::Prompt;
pub use typed_set::IS;
