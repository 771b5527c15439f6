//! The binary in a terminal that a test can read.
//!
//! `QUARTERDECK_BINARY=target/release/quarterdeck` puts another build of it to the test.

#![allow(dead_code, reason = "each test crate uses the part it needs")]

use std::ffi::OsString;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::os::fd::{AsFd, OwnedFd};
use std::path::{Path, PathBuf};
use std::process::{Child, ExitStatus};
use std::sync::Arc;
use std::time::{Duration, Instant};

use pty_process::blocking::{Command, Pty};
use quarterdeck::program::Program;
use quarterdeck::shell::disk::open;
use quarterdeck::shell::journal::{Desk, OnDisk, Places};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::termios::tcgetattr;

pub(crate) const COLUMNS: u16 = 80;
pub(crate) const ROWS: u16 = 24;
pub(crate) const ESC: &[u8] = b"\x1b";
pub(crate) const UP: &[u8] = b"\x1b[A";
pub(crate) const DOWN: &[u8] = b"\x1b[B";
pub(crate) const ENTER: &[u8] = b"\r";
pub(crate) const CTRL_S: &[u8] = b"\x13";

/// How long a busy machine may take until the test is given up.
pub(crate) const PATIENCE: Duration = Duration::from_mins(1);

/// A plan in a folder of its own, so that nothing of the user is read or written.
pub(crate) struct Place {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) plan: PathBuf,
}

impl Place {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let plan = folder.path().join("plan.ron");
        std::fs::copy(concat!(env!("CARGO_MANIFEST_DIR"), "/saves/example.ron"), &plan).unwrap();
        Self { folder, plan }
    }

    pub(crate) fn text(&self) -> String {
        std::fs::read_to_string(&self.plan).unwrap()
    }

    pub(crate) fn places(&self) -> Places {
        let place = |name| Some(self.folder.path().join(name));
        Places { state: place("state"), spare: place("spare") }
    }

    pub(crate) fn variables(&self) -> Vec<(String, PathBuf)> {
        let folder = |name: &str| (format!("QUARTERDECK_{name}_DIR"), self.folder.path().join(name.to_lowercase()));
        let mut all: Vec<_> = ["CONFIG", "STATE", "DATA", "SPARE"].map(folder).into();
        all.push(("HOME".to_owned(), self.folder.path().to_owned()));
        all
    }
}

/// The workbench in a terminal that a test can read.
pub(crate) struct Terminal {
    pub(crate) pty: Pty,
    pub(crate) line: OwnedFd,
    pub(crate) modes: String,
    pub(crate) child: Child,
    pub(crate) parser: vt100::Parser,
    pub(crate) received: Vec<u8>,
}

/// The program that is tried.
pub(crate) fn binary() -> OsString {
    std::env::var_os("QUARTERDECK_BINARY").unwrap_or_else(|| env!("CARGO_BIN_EXE_quarterdeck").into())
}

impl Terminal {
    pub(crate) fn open(place: &Place) -> Self {
        Self::start(place, &[binary(), place.plan.clone().into()])
    }

    /// Starts a program and its words in the place.
    pub(crate) fn start(place: &Place, words: &[OsString]) -> Self {
        let (pty, pts) = pty_process::blocking::open().unwrap();
        pty.resize(pty_process::Size::new(ROWS, COLUMNS)).unwrap();
        let line = pts.as_fd().try_clone_to_owned().unwrap();
        let modes = modes(&line);
        let child = Command::new(&words[0])
            .args(&words[1..])
            .current_dir(place.folder.path())
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("TERM", "xterm-256color")
            .envs(place.variables())
            .spawn(pts)
            .unwrap();
        let size = |cells| NonZeroU16::new(cells).unwrap();
        let parser = vt100::Parser::new(size(ROWS), size(COLUMNS), 0);
        Self { pty, line, modes, child, parser, received: Vec::new() }
    }

    /// A key as the terminal sends it: a sequence is written whole.
    pub(crate) fn press(&mut self, key: &[u8]) {
        self.pty.write_all(key).unwrap();
    }

    /// Reads until the screen shows a text.
    pub(crate) fn wait_for(&mut self, text: &str) {
        let deadline = Instant::now() + PATIENCE;
        while !self.parser.screen().contents().contains(text) {
            assert!(Instant::now() < deadline, "no {text:?} on\n{}", self.parser.screen().contents());
            self.read(Duration::from_millis(200));
        }
    }

    pub(crate) fn shows(&self, text: &str) -> bool {
        self.parser.screen().contents().contains(text)
    }

    /// Reads until the screen shows one of these texts, and tells which; `None` when the program has ended.
    pub(crate) fn wait_for_any(&mut self, texts: &[&str]) -> Option<usize> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(found) = texts.iter().position(|text| self.shows(text)) {
                return Some(found);
            }
            if self.child.try_wait().unwrap().is_some() {
                while self.read(Duration::ZERO) {}
                return None;
            }
            assert!(Instant::now() < deadline, "none of {texts:?} on\n{}", self.parser.screen().contents());
            self.read(Duration::from_millis(20));
        }
    }

    /// Reads until a text is gone: an Escape and the key after it are one chord when they arrive together.
    pub(crate) fn wait_without(&mut self, text: &str) {
        let deadline = Instant::now() + PATIENCE;
        while self.parser.screen().contents().contains(text) {
            assert!(Instant::now() < deadline, "still {text:?} on\n{}", self.parser.screen().contents());
            self.read(Duration::from_millis(200));
        }
    }

    /// Takes what the program has written, waiting for it at most so long.
    pub(crate) fn read(&mut self, within: Duration) -> bool {
        let within = Timespec::try_from(within).unwrap();
        let mut ready = [PollFd::new(&self.pty, PollFlags::IN)];
        if poll(&mut ready, Some(&within)).unwrap() == 0 {
            return false;
        }
        let mut bytes = [0; 8192];
        let count = self.pty.read(&mut bytes).unwrap();
        self.parser.process(&bytes[..count]);
        self.received.extend_from_slice(&bytes[..count]);
        true
    }

    /// Reads until the program has ended and everything it wrote is read.
    pub(crate) fn ended(&mut self) -> ExitStatus {
        let deadline = Instant::now() + PATIENCE;
        let status = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status;
            }
            assert!(Instant::now() < deadline, "still running on\n{}", self.parser.screen().contents());
            self.read(Duration::from_millis(20));
        };
        while self.read(Duration::ZERO) {}
        status
    }

    pub(crate) fn assert_taken(&self) {
        let screen = self.parser.screen();
        assert!(screen.alternate_screen(), "the alternate screen is shown");
        assert!(screen.bracketed_paste(), "pastes are marked");
        assert_ne!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        assert_ne!(modes(&self.line), self.modes, "the terminal is in raw mode");
    }

    pub(crate) fn assert_given_back(&self) {
        let screen = self.parser.screen();
        assert!(!screen.alternate_screen(), "the alternate screen is left");
        assert!(!screen.bracketed_paste(), "pastes are not marked any more");
        assert!(!screen.hide_cursor(), "the cursor is shown");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None, "the mouse is the terminal's");
        assert_eq!(screen.contents().trim(), "", "nothing is left on the screen");
        let last = |sequence: &[u8]| self.received.windows(sequence.len()).rposition(|part| part == sequence);
        assert!(last(b"\x1b[?1004l") > last(b"\x1b[?1004h"), "focus is not reported any more");
        assert_eq!(modes(&self.line), self.modes, "the modes of the terminal are as before");
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub(crate) fn modes(line: &OwnedFd) -> String {
    format!("{:?}", tcgetattr(line).unwrap())
}

/// Files beside the plan that a save must not leave.
pub(crate) fn left_over(folder: &Path) -> Vec<String> {
    let names = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| !["plan.ron", "state", "spare"].contains(&name.as_str())).collect()
}

/// Goes to the first partner of the value matrix.
pub(crate) fn to_the_matrix(terminal: &mut Terminal) {
    terminal.press(b"2");
    terminal.wait_for("To decide");
    terminal.press(ESC);
    terminal.wait_without("To decide");
    terminal.wait_for("Value matrix");
}

/// Moves that partner by a step.
pub(crate) fn step(terminal: &mut Terminal, direction: &[u8]) {
    terminal.press(b"m");
    terminal.wait_for("GRAB");
    terminal.press(direction);
    terminal.press(ENTER);
    terminal.wait_for("NAV");
}

/// What a session that is opened now has: the file, and what the journal tells beyond it.
pub(crate) fn reopened(place: &Place) -> Result<Program, String> {
    let opened = open(&place.plan).map_err(|error| error.to_string())?;
    let text = std::fs::read(&place.plan).unwrap();
    let trace = opened.source.trace();
    let (_, reopened) = Desk::open(Arc::new(OnDisk), place.places(), &place.plan, &text, trace);
    if reopened.left_out > 0 { Err(reopened.told.join("; ")) } else { Ok(reopened.program) }
}

/// Where the first partner of the matrix stands, in whole points of strategic value.
pub(crate) fn place_in_the_matrix(program: &Program) -> usize {
    let partner = program.partners.find("bluepeak-systems").unwrap();
    let value = partner.strategic_value_override.map_or_else(|| "78.75".to_owned(), |value| value.to_string());
    value.split('.').next().unwrap().parse().unwrap()
}
