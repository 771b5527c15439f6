//! `check`: what is wrong with a plan file and with the plan in it.

mod command;
mod looked;
mod sarif;
mod told;

pub(super) use command::check;
