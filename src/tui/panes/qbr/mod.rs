//! The QBR builder: a review with its agenda, filled from the model, written into, timed, exported.

mod asking;
mod closing;
#[cfg(test)]
mod closing_tests;
mod entries;
mod live;
mod live_view;
mod meeting;
#[cfg(test)]
mod meeting_tests;
mod pane;
mod present;
#[cfg(test)]
mod present_tests;
mod state;
mod targets;
#[cfg(test)]
mod tests;
mod view;

pub use state::QbrPane;
