//! The panes that are tables under tabs: 6, Economics, and 9, Program. A table is a report and its line in `section.rs`.

mod actions;
mod adding;
mod cells;
mod charts;
mod column;
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
mod sheet;
mod state;
mod tabling;
#[cfg(test)]
mod tests;
mod view;

pub use state::Tables;
