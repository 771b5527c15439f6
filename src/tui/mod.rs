//! The workbench on a terminal.

pub mod action;
pub mod colours;
pub mod glyphs;
pub mod keymap;
pub mod keys;
pub mod outcome;
pub mod overlays;
pub mod pane;
pub mod panes;
pub mod session;
pub mod theme;
pub mod widgets;
