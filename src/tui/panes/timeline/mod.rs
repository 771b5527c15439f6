//! Pane 4, Timeline: campaigns, webinars, events and plans by week around their launch, with their tasks, their brief
//! and their funnel.

mod actions;
mod brief;
mod clashes;
mod clock;
mod copying;
mod days;
mod details;
mod dragging;
mod grab;
mod launch;
mod marks;
mod model;
mod new;
mod pane;
mod places;
mod quarter;
mod removing;
mod results;
mod rows;
mod sheet;
mod state;
mod tasks;
mod templates;
#[cfg(test)]
mod tests;
mod twin;
mod view;

pub use state::Timeline;
