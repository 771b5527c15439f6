//! Colours and emphasis by role, as data from `assets/themes/` and from the user's own `themes/`.
//!
//! A pane names what something *is* (a warning, the selected cell); the theme says how it looks. The default theme uses
//! the sixteen colours of the terminal and its own foreground and background, so light terminals need nothing; `mono`
//! uses emphasis alone; the others have a dark and a light half with colours of their own. Nothing is told by colour only.

mod colour;
mod file;
mod gallery;
mod look;
mod role;

pub use file::{BadTheme, Source};
pub use gallery::{Choice, Gallery};
pub use look::{Background, Look, Theme};
pub use role::Role;
