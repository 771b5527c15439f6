//! The value matrix: strategic value against revenue, with what it means for each partner.

mod grab;
mod pane;
mod plane;
mod state;
mod table;
#[cfg(test)]
mod tests;
mod view;

pub use state::Matrix;
