//! Pane 0, Home: what is due, who waits for us, the numbers of the program, and what to try.

mod state;
#[cfg(test)]
mod tests;
mod view;

pub use state::Home;
