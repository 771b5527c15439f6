//! What the screen knows of the session: the workbench it reads and the commands it sends.

pub use crate::app::{Command, Done, Effect, Event, Safety, Workbench, update};
pub use crate::program::partner::Partner;
