//! The tour over the example: steps as data, each done when the program or the screen stands as it says.

mod course;
mod guide;
mod view;

pub use course::{Course, Done, Step};
pub use guide::{Guide, Seen};
pub use view::{draw, height};
