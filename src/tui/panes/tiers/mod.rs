//! Pane 3, the tier designer: tiers side by side, what they ask for, what they give, who stands where, and who would
//! move before a threshold is accepted.

mod actions;
mod answers;
mod cells;
#[cfg(test)]
mod changes_tests;
mod choices;
mod columns;
mod compare;
mod detail;
mod editor;
mod figures;
mod finding;
mod forecast;
mod gaps;
mod grants;
mod input;
mod ladder_edits;
mod members;
mod model;
mod movement;
mod pane;
mod past;
mod people;
mod preset_preview;
mod rows;
mod rules;
mod rules_edits;
mod rules_view;
mod scenarios;
mod sentence;
mod state;
mod steps;
#[cfg(test)]
mod tests;
mod tree;
mod tree_edits;
mod trial;
#[cfg(test)]
mod trial_tests;
mod twin;
mod view;

pub use state::Tiers;
