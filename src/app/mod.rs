//! The session both front ends share: command in, state change and effects out. Pure.

mod advising;
pub mod agenda;
pub mod assertions;
pub mod assignment;
pub mod campaign_command;
pub mod capture;
pub mod command;
pub mod demo;
pub mod difference;
pub mod documents;
pub mod effect;
pub mod entry;
mod handlers;
pub mod listings;
pub mod plans;
pub mod scenario;
pub mod select;
pub mod setup;
pub mod spoken;
pub mod typed;
pub mod typed_pairs;
pub mod typed_raci;
pub mod typed_time;
pub mod update;
pub mod workbench;

pub use advising::Question;
pub use command::Command;
pub use effect::{Effect, Event};
pub use update::{Done, update};
pub use workbench::{Dates, Origin, Safety, Workbench};
