//! The panes that are tables under tabs: 6, Economics, 7, Enablement, 8, Marketplace, and 9, Program. A table is a report and its line in `section.rs`.

mod actions;
mod adding;
mod cells;
mod charts;
mod column;
mod copying;
mod data;
mod deciding;
mod detail;
mod economics_sections;
mod editing;
mod enablement_sections;
#[cfg(test)]
mod enablement_tests;
mod explaining;
mod filtering;
mod marketplace_sections;
#[cfg(test)]
mod marketplace_tests;
mod marks;
mod pane;
mod planning;
mod program_sections;
#[cfg(test)]
mod program_tests;
mod records;
mod section;
mod selection_sections;
mod sheet;
mod state;
mod tab_line;
mod tabling;
#[cfg(test)]
mod tests;
mod ticking;
mod view;

pub use state::Tables;
