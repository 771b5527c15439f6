//! Quarterdeck: a planning workbench for partner programs, in the terminal.
//!
//! A functional core inside a pure session inside a thin shell:
//!
//! ```text
//! program  <-  edit, analysis  <-  report, import, export, store  <-  app  <-  shell  <-  cli, tui  <-  main
//! ```
//!
//! An arrow points at what is used; `tests/architecture.rs` holds the walls.
//! What the screen shows, and the folder that draws each part:
//!
//! ```text
//! +--------------------------------------------------------------------------+
//! | title and tabs                                     tui/frame.rs          |
//! +--------------------------------------------------------------------------+
//! |                                                                          |
//! |   one pane                                         tui/panes/<name>/     |
//! |                                  +-----------------------------------+   |
//! |                                  |  palette, picker, form, help ...  |   |
//! |                                  |  tui/overlays/                    |   |
//! |                                  +-----------------------------------+   |
//! +--------------------------------------------------------------------------+
//! | mode, hints, notices                               tui/frame.rs          |
//! +--------------------------------------------------------------------------+
//! ```

pub mod analysis;
pub mod app;
pub mod cli;
pub mod edit;
pub mod export;
pub mod import;
pub mod program;
pub mod report;
pub mod shell;
pub mod store;
pub mod tui;
