//! Pane 1, the roster: every partner as a row of a partner manager's sheet.

mod actions;
mod adding;
mod answers;
mod cells;
mod choices;
mod closing;
mod column;
mod editing;
mod finding;
mod inspector;
mod ladder;
mod marking;
mod marks;
mod names;
mod pane;
mod reader;
mod reading;
mod readings;
mod record_sections;
mod related;
mod rows;
mod sections;
mod selecting;
mod setting;
mod sheet;
#[cfg(test)]
mod sheet_tests;
mod state;
mod tabling;
#[cfg(test)]
mod tests;
mod view;
#[cfg(test)]
mod views_tests;

pub use state::Roster;
