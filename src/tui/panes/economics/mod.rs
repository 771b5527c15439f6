//! Pane 6, economics: deals and registrations, who brought the revenue, what partners earn, are paid and may spend.

mod actions;
mod adding;
mod cells;
mod copying;
mod data;
mod deciding;
mod detail;
mod editing;
mod explaining;
mod filtering;
mod marks;
mod pane;
mod program_sections;
mod section;
mod state;
#[cfg(test)]
mod tests;
mod view;

pub use state::Economics;
