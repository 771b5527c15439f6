//! The QBR builder: a review with its agenda, filled from the model, written into, timed, exported.

mod asking;
mod entries;
mod meeting;
mod pane;
mod state;
#[cfg(test)]
mod tests;
mod view;

pub use state::QbrPane;
