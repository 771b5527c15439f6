//! One folder per pane.
