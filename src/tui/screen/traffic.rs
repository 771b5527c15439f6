//! What reaches the screen, and what it asks of the loop around it.

use crossterm::event::{KeyEvent, MouseEvent};

use crate::analysis::advisor::Advice;
use crate::shell::import_thread::{Job, News};
use crate::tui::keymap::Preset;
use crate::tui::outcome::Notice;
use crate::tui::session;
use crate::tui::theme::Choice;

/// What reaches the screen from outside.
#[derive(Debug, Clone)]
pub enum Event {
    /// A key was pressed or is held.
    Key(KeyEvent),
    /// Text was pasted.
    Paste(String),
    /// The mouse.
    Mouse(MouseEvent),
    /// The terminal has another size: columns, rows.
    Resize(u16, u16),
    /// The terminal window got the focus.
    Focus,
    /// A second went by; seconds of a monotonic clock.
    Tick(u64),
    /// The shell reports what became of an effect.
    Session(session::Event),
    /// The shell could not carry out an effect: what, why, and what to do.
    Failed(String),
    /// The editor of the user is done: the text, or why there is none.
    Edited(Result<String, String>),
    /// A notice of the shell, such as what became of a copy.
    Told(Notice),
    /// What another thread found in a large plan, of which revision.
    Advised {
        /// Of which revision.
        revision: u64,
        /// What the rules say.
        advice: Box<Advice>,
    },
    /// The versions of the plan that are kept, the newest first.
    Versions(Vec<KeptVersion>),
    /// What the text of a path could go on as: whole texts.
    Completed {
        /// The text.
        text: String,
        /// What it could become.
        found: Vec<String>,
    },
    /// What became of a file that was handed out.
    Delivered(Delivery),
    /// What is told of a file that is read to be imported.
    Import {
        /// Of which reading.
        number: u64,
        /// What.
        news: News,
    },
    /// What one of them holds.
    Version {
        /// The program.
        program: Box<crate::program::Program>,
        /// What the version is called.
        called: String,
    },
}

/// What became of a file that was handed out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Delivery {
    /// It stands there.
    Written {
        /// Where.
        path: std::path::PathBuf,
        /// Its length in bytes.
        bytes: usize,
    },
    /// A file of that name is there and was left alone.
    Exists {
        /// Where.
        path: std::path::PathBuf,
    },
    /// It could not be written: why, and what to do.
    Failed(String),
}

/// A version of the plan that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptVersion {
    /// Where.
    pub file: std::path::PathBuf,
    /// What it is called.
    pub called: String,
    /// Why it was kept, and its size.
    pub about: String,
}

/// What the screen asks of the loop around it.
#[derive(Debug, Clone)]
pub enum Effect {
    /// Something for the shell.
    Session(session::Effect),
    /// Put text on the clipboard; the words say what it is.
    Copy {
        /// The text.
        text: String,
        /// What it is, for the notice.
        what: String,
    },
    /// List the versions of a plan that are kept.
    Versions(std::path::PathBuf),
    /// Look what the text of a path could go on as.
    Complete(String),
    /// Read a file to be imported, in place of one that is being read.
    Import(Box<Job>),
    /// Stop reading.
    StopImport,
    /// Write a file, over one that is there only when that was said.
    Deliver {
        /// Where, as it was typed: `~` is the home folder.
        path: String,
        /// What.
        bytes: Vec<u8>,
        /// Over a file that is there.
        replace: bool,
    },
    /// Read one of them.
    Version {
        /// Where.
        file: std::path::PathBuf,
        /// What it is called.
        called: String,
    },
    /// Capture the mouse, or leave it to the terminal.
    Mouse(bool),
    /// Hand the page of a plan to whoever follows.
    Publish {
        /// The plan file.
        plan: std::path::PathBuf,
        /// The page.
        text: String,
    },
    /// Look whether another program wrote the plan file.
    Look,
    /// Remember where the tour is.
    Toured(usize),
    /// Remember the keys that were chosen.
    Prefer(Preset),
    /// Remember the theme that was chosen.
    Paint(Choice),
    /// Clear the terminal and draw everything again.
    Clear,
    /// Give the terminal to the editor of the user with a text.
    EditText {
        /// What the file is called.
        name: String,
        /// The text.
        text: String,
    },
    /// Give the terminal to the shell until the process is continued.
    Suspend,
    /// Leave.
    Quit,
}
