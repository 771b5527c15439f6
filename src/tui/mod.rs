//! The workbench on a terminal.

pub mod action;
pub mod amount;
pub mod calculator;
pub mod colours;
pub mod document_lines;
pub mod follow;
pub mod frame;
pub mod glyphs;
mod input_thread;
pub mod keymap;
pub mod keys;
pub mod medical;
pub mod outcome;
pub mod overlays;
pub mod pane;
pub mod panes;
pub mod picture;
pub mod present_view;
pub mod run;
pub mod screen;
pub mod script;
pub mod session;
pub mod start;
pub mod svg;
pub mod terminal;
pub mod theme;
pub mod widgets;
