//! The workbench as lines: the same commands and contents without a screen, for screen readers, pipes and dumb terminals.

mod asking;
mod documents;
mod keeping;
mod listing;
mod meeting;
mod places;
mod record;
mod session;
#[cfg(test)]
mod tests;
mod words;

pub(super) use session::work;
