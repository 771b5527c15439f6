//! The commands in words: what `do` reads and what a script is made of. One list says name, arguments and meaning; help,
//! checks and reading follow from it.

mod as_script;
mod campaigns;
mod closing;
mod deals;
mod given;
mod line;
mod list;
mod meetings;
mod partners;
mod plans;
mod records;
mod reviews;
mod script;
mod spec;
#[cfg(test)]
mod tests;
mod tiers;

pub use as_script::as_script;
pub use given::Given;
pub use line::{Line, Unread, lines};
pub use list::{all, find};
pub use script::{Ran, Step, Stopped, run};
pub use spec::{Argument, How, Spoken};
