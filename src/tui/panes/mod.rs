//! One folder per pane, and the list of the panes of this version.

pub mod home;
pub mod matrix;
pub mod qbr;

use super::pane::Pane;

/// The panes of this version; tabs, palette and help follow from it.
pub fn all() -> Vec<Box<dyn Pane>> {
    vec![Box::new(home::Home::default()), Box::new(matrix::Matrix::default()), Box::new(qbr::QbrPane::default())]
}
