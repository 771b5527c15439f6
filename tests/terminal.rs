//! The binary in a terminal: it shows, edits, saves, leaves, and gives the terminal back as it was.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where something unexpected is met")]
#![cfg(target_os = "linux")]

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::os::fd::{AsFd, OwnedFd};
use std::path::{Path, PathBuf};
use std::process::{Child, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use pty_process::blocking::{Command, Pty};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, Signal, kill_process};
use rustix::termios::tcgetattr;

const COLUMNS: u16 = 80;
const ROWS: u16 = 24;
const ESC: &[u8] = b"\x1b";
const UP: &[u8] = b"\x1b[A";
const DOWN: &[u8] = b"\x1b[B";
const ENTER: &[u8] = b"\r";
const CTRL_S: &[u8] = b"\x13";

/// How long a busy machine may take until the test is given up.
const PATIENCE: Duration = Duration::from_mins(1);

/// A plan in a folder of its own, so that nothing of the user is read or written.
struct Place {
    folder: tempfile::TempDir,
    plan: PathBuf,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let plan = folder.path().join("plan.ron");
        std::fs::copy(concat!(env!("CARGO_MANIFEST_DIR"), "/saves/example.ron"), &plan).unwrap();
        Self { folder, plan }
    }

    fn text(&self) -> String {
        std::fs::read_to_string(&self.plan).unwrap()
    }

    fn variables(&self) -> Vec<(String, PathBuf)> {
        let folder = |name: &str| (format!("QUARTERDECK_{name}_DIR"), self.folder.path().join(name.to_lowercase()));
        let mut all: Vec<_> = ["CONFIG", "STATE", "DATA"].map(folder).into();
        all.push(("HOME".to_owned(), self.folder.path().to_owned()));
        all
    }
}

/// The workbench in a terminal that a test can read.
struct Terminal {
    pty: Pty,
    line: OwnedFd,
    modes: String,
    child: Child,
    parser: vt100::Parser,
    received: Vec<u8>,
}

impl Terminal {
    fn open(place: &Place) -> Self {
        let (pty, pts) = pty_process::blocking::open().unwrap();
        pty.resize(pty_process::Size::new(ROWS, COLUMNS)).unwrap();
        let line = pts.as_fd().try_clone_to_owned().unwrap();
        let modes = modes(&line);
        let child = Command::new(env!("CARGO_BIN_EXE_quarterdeck"))
            .arg(&place.plan)
            .env_clear()
            .env("TERM", "xterm-256color")
            .envs(place.variables())
            .spawn(pts)
            .unwrap();
        let size = |cells| NonZeroU16::new(cells).unwrap();
        let parser = vt100::Parser::new(size(ROWS), size(COLUMNS), 0);
        Self { pty, line, modes, child, parser, received: Vec::new() }
    }

    /// A key as the terminal sends it: a sequence is written whole.
    fn press(&mut self, key: &[u8]) {
        self.pty.write_all(key).unwrap();
    }

    /// Reads until the screen shows a text.
    fn wait_for(&mut self, text: &str) {
        let deadline = Instant::now() + PATIENCE;
        while !self.parser.screen().contents().contains(text) {
            assert!(Instant::now() < deadline, "no {text:?} on\n{}", self.parser.screen().contents());
            self.read(Duration::from_millis(200));
        }
    }

    /// Reads until a text is gone: an Escape and the key after it are one chord when they arrive together.
    fn wait_without(&mut self, text: &str) {
        let deadline = Instant::now() + PATIENCE;
        while self.parser.screen().contents().contains(text) {
            assert!(Instant::now() < deadline, "still {text:?} on\n{}", self.parser.screen().contents());
            self.read(Duration::from_millis(200));
        }
    }

    /// Takes what the program has written, waiting for it at most so long.
    fn read(&mut self, within: Duration) -> bool {
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
    fn ended(&mut self) -> ExitStatus {
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

    fn assert_taken(&self) {
        let screen = self.parser.screen();
        assert!(screen.alternate_screen(), "the alternate screen is shown");
        assert!(screen.bracketed_paste(), "pastes are marked");
        assert_ne!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        assert_ne!(modes(&self.line), self.modes, "the terminal is in raw mode");
    }

    fn assert_given_back(&self) {
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

fn modes(line: &OwnedFd) -> String {
    format!("{:?}", tcgetattr(line).unwrap())
}

/// The lines of the second text that the first does not have, and the other way round.
fn differences<'a>(before: &'a str, after: &'a str) -> (Vec<&'a str>, Vec<&'a str>) {
    let only = |these: &'a str, those: &str| these.lines().filter(|line| !those.lines().any(|l| l == *line)).collect();
    (only(before, after), only(after, before))
}

#[test]
fn a_partner_is_moved_saved_and_the_terminal_is_given_back() {
    let place = Place::new();
    let before = place.text();
    let mut terminal = Terminal::open(&place);
    terminal.wait_for("Harborline Partner Program");
    terminal.assert_taken();
    terminal.press(b"2");
    terminal.wait_for("To decide");
    terminal.press(ESC);
    terminal.wait_without("To decide");
    terminal.wait_for("Value matrix");
    terminal.press(b"m");
    terminal.wait_for("GRAB");
    terminal.press(UP);
    terminal.wait_for("79.75");
    terminal.press(ENTER);
    terminal.wait_for("NAV");
    terminal.press(CTRL_S);
    terminal.wait_for("Saved");
    terminal.press(b"q");
    assert_eq!(terminal.ended().code(), Some(0));
    terminal.assert_given_back();

    let after = place.text();
    let (gone, new) = differences(&before, &after);
    assert_eq!((gone, new), (vec![], vec!["            strategic_value_override: \"79.75\","]));
    assert_eq!(after.lines().count(), before.lines().count() + 1);
    let loaded = quarterdeck::store::read(after.as_bytes()).unwrap();
    let moved = loaded.program.partners.find("bluepeak-systems").unwrap();
    assert_eq!(moved.strategic_value_override.map(|value| value.to_string()).as_deref(), Some("79.75"));
    assert_eq!(left_over(place.folder.path()), Vec::<String>::new());
}

#[test]
fn an_edit_on_the_screen_is_one_line_of_a_file_made_by_hand() {
    let place = Place::new();
    let tidy = place.text();
    let by_hand = tidy
        .replacen("    version: 1,", "    version :   1, // the first", 1)
        .replacen("            name: ", "            /* called */ name:\t", 3)
        .replace("            stage: ", "            stage:  ")
        .replace('\n', "\r\n");
    let by_hand = format!("\u{feff}// do not tidy\r\n{by_hand}");
    assert_eq!(quarterdeck::store::read(by_hand.as_bytes()).unwrap().program, {
        quarterdeck::store::read(tidy.as_bytes()).unwrap().program
    });
    std::fs::write(&place.plan, &by_hand).unwrap();
    let mut terminal = Terminal::open(&place);
    terminal.wait_for("Harborline Partner Program");
    to_the_matrix(&mut terminal);
    step(&mut terminal, UP);
    terminal.press(CTRL_S);
    terminal.wait_for("Saved");
    terminal.press(b"q");
    assert_eq!(terminal.ended().code(), Some(0));
    let after = place.text();
    assert_eq!(differences(&by_hand, &after), (vec![], vec!["            strategic_value_override: \"79.75\","]));
    assert_eq!(after.replacen("            strategic_value_override: \"79.75\",\r\n", "", 1), by_hand);
}

#[test]
fn of_two_sessions_on_one_file_one_writes_and_the_other_is_read_only_until_it_is_done() {
    let place = Place::new();
    let mut first = Terminal::open(&place);
    to_the_matrix(&mut first);
    let mut idle = Terminal::open(&place);
    to_the_matrix(&mut idle);
    step(&mut first, UP);
    first.wait_for("unsaved, safe");
    // one that was open before finds out with its first edit, which is taken back
    step(&mut idle, UP);
    idle.wait_for("read-only ");
    idle.wait_for("taken back");
    assert!(!idle.parser.screen().contents().contains("79.75"), "{}", idle.parser.screen().contents());
    // one that is opened now says so at once, and who it is
    let mut second = Terminal::open(&place);
    second.wait_for("Read-only: edited elsewhere by");
    second.press(b"u");
    second.wait_for("Error: read-only, edited elsewhere by");
    first.press(CTRL_S);
    first.wait_for("Saved");
    second.wait_for("Another program wrote the file");
    idle.wait_for("Another program wrote the file");
    first.press(b"q");
    assert_eq!(first.ended().code(), Some(0));
    second.wait_for("Nobody else edits this plan any more");
    idle.wait_for("Nobody else edits this plan any more");
    to_the_matrix(&mut second);
    step(&mut second, UP);
    second.wait_for("unsaved, safe");
    second.press(CTRL_S);
    second.wait_for("Saved");
    second.press(b"q");
    assert_eq!(second.ended().code(), Some(0));
    idle.press(b"q");
    assert_eq!(idle.ended().code(), Some(0));
    assert!(place.text().contains("strategic_value_override: \"80.75\""), "both edits, one after the other");
    assert_eq!(left_over(place.folder.path()), Vec::<String>::new());
}

#[test]
fn what_another_program_writes_meanwhile_is_taken_in_and_a_clash_keeps_both() {
    let place = Place::new();
    let mut terminal = Terminal::open(&place);
    to_the_matrix(&mut terminal);
    step(&mut terminal, UP);
    terminal.wait_for("unsaved, safe");
    // another field of the program, in place and with a remark
    let theirs = place.text().replacen("Harborline Partner Program", "Harborlight Partner Program", 1);
    std::fs::write(&place.plan, format!("// mine\n{theirs}")).unwrap();
    terminal.wait_for("Harborlight");
    terminal.wait_for("unsaved, safe");
    terminal.press(CTRL_S);
    terminal.wait_for("Saved");
    let saved = place.text();
    assert_eq!(
        differences(&theirs, &saved),
        (vec![], vec!["// mine", "            strategic_value_override: \"79.75\","])
    );
    // the same field
    step(&mut terminal, UP);
    terminal.wait_for("unsaved, safe");
    std::fs::write(&place.plan, place.text().replace("\"79.75\"", "\"50.00\"")).unwrap();
    terminal.wait_for("yours stands, both are kept");
    terminal.press(CTRL_S);
    terminal.wait_for("Saved");
    terminal.press(b"g");
    terminal.press(b"c");
    terminal.wait_for("strategic value override");
    terminal.press(ENTER);
    terminal.wait_for("One side: 50.00");
    terminal.wait_for("The other: 80.75 (stands now)");
    terminal.press(b"1");
    terminal.wait_without("One side");
    terminal.press(CTRL_S);
    terminal.wait_for("Saved");
    terminal.press(b"q");
    assert_eq!(terminal.ended().code(), Some(0));
    let loaded = quarterdeck::store::read(place.text().as_bytes()).unwrap().program;
    assert!(loaded.conflicts.is_empty());
    let moved = loaded.partners.find("bluepeak-systems").unwrap();
    assert_eq!(moved.strategic_value_override.map(|value| value.to_string()).as_deref(), Some("50.00"));
}

/// Files beside the plan that a save must not leave.
fn left_over(folder: &Path) -> Vec<String> {
    let names = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| !["plan.ron", "state"].contains(&name.as_str())).collect()
}

/// Goes to the first partner of the value matrix.
fn to_the_matrix(terminal: &mut Terminal) {
    terminal.press(b"2");
    terminal.wait_for("To decide");
    terminal.press(ESC);
    terminal.wait_without("To decide");
    terminal.wait_for("Value matrix");
}

/// Moves that partner by a step.
fn step(terminal: &mut Terminal, direction: &[u8]) {
    terminal.press(b"m");
    terminal.wait_for("GRAB");
    terminal.press(direction);
    terminal.press(ENTER);
    terminal.wait_for("NAV");
}

#[test]
fn edits_that_were_called_safe_outlive_kill_9_and_are_undone_after_it() {
    let rounds: usize = std::env::var("CRASHES").ok().and_then(|n| n.parse().ok()).unwrap_or(4);
    let place = Place::new();
    let before = place.text();
    let (mut safe, mut made) = (0, 0);
    for round in 0..rounds {
        let mut terminal = Terminal::open(&place);
        terminal.wait_for("Harborline Partner Program");
        if safe > 0 {
            terminal.wait_for("Recovered ");
            let recovered = recovered(&terminal);
            assert!((safe..=made).contains(&recovered), "round {round}: {recovered} of {safe} to {made}");
            (safe, made) = (recovered, recovered);
        }
        to_the_matrix(&mut terminal);
        // to and fro, since the scale has an end
        let direction = if round % 2 == 0 { UP } else { DOWN };
        for _ in 0..=round % 3 {
            step(&mut terminal, direction);
            terminal.wait_for("unsaved, safe");
            made += 1;
            safe = made;
        }
        // more of them are under way when the program is killed
        for _ in 0..round % 3 {
            terminal.press(b"m");
            terminal.press(direction);
            terminal.press(ENTER);
            made += 1;
        }
        kill_process(Pid::from_child(&terminal.child), Signal::KILL).unwrap();
        terminal.child.wait().unwrap();
        assert_eq!(place.text(), before, "the plan file is not touched");
    }
    let mut terminal = Terminal::open(&place);
    terminal.wait_for("Recovered ");
    let recovered = recovered(&terminal);
    assert!((safe..=made).contains(&recovered), "{recovered} of {safe} to {made}");
    terminal.wait_for("unsaved, safe");
    for _ in 0..recovered {
        terminal.press(b"u");
        terminal.wait_for("Undid");
        terminal.wait_for("safe");
    }
    terminal.press(CTRL_S);
    terminal.wait_for("Saved");
    terminal.press(b"q");
    assert_eq!(terminal.ended().code(), Some(0));
    assert_eq!(place.text(), before, "everything was undone");
    let mut terminal = Terminal::open(&place);
    terminal.wait_for("Harborline Partner Program");
    assert!(!terminal.parser.screen().contents().contains("Recovered"), "everything is in the file");
    terminal.press(b"U");
    terminal.wait_for("Did again");
    terminal.wait_for("unsaved, safe");
}

#[test]
fn edits_of_a_killed_session_are_put_into_the_file_from_the_command_line() {
    let place = Place::new();
    let before = place.text();
    let mut terminal = Terminal::open(&place);
    to_the_matrix(&mut terminal);
    step(&mut terminal, UP);
    terminal.wait_for("unsaved, safe");
    let run = |words: &[&str]| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_quarterdeck"))
            .args(words)
            .current_dir(place.folder.path())
            .env_clear()
            .envs(place.variables())
            .output()
            .unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
    };
    let edit = ["do", "plan.ron", "set", "program/name", "Other"];
    let (code, _, told) = run(&edit);
    assert!(code == 5 && told.contains("open in a Quarterdeck"), "{code} {told}");
    kill_process(Pid::from_child(&terminal.child), Signal::KILL).unwrap();
    terminal.child.wait().unwrap();
    let (code, _, told) = run(&edit);
    assert!(code == 5 && told.contains("recover plan.ron"), "{code} {told}");
    let (_, plans, _) = run(&["recover"]);
    assert!(plans.contains("plan.ron: 1 edit, the last of "), "{plans}");
    assert!(run(&["recover", "plan.ron", "--dry-run"]).1.starts_with("Recovered 1 edit of "));
    assert_eq!(place.text(), before);
    assert_eq!(run(&["recover", "plan.ron"]).0, 0);
    let after = place.text();
    let (gone, new) = differences(&before, &after);
    assert_eq!((gone.len(), new.len()), (0, 1), "{new:?}");
    assert_eq!(run(&["undo", "plan.ron"]).0, 0);
    assert_eq!(place.text(), before);
    assert_eq!(run(&edit).0, 0);
}

/// How many edits the screen says were recovered.
fn recovered(terminal: &Terminal) -> usize {
    let screen = terminal.parser.screen().contents();
    let (_, rest) = screen.split_once("Recovered ").unwrap();
    rest.split(' ').next().unwrap().parse().unwrap()
}

#[test]
fn a_signal_to_end_gives_the_terminal_back() {
    let place = Place::new();
    let before = place.text();
    for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130)] {
        let mut terminal = Terminal::open(&place);
        terminal.wait_for("Harborline Partner Program");
        terminal.assert_taken();
        kill_process(Pid::from_child(&terminal.child), signal).unwrap();
        assert_eq!(terminal.ended().code(), Some(code), "{signal:?}");
        terminal.assert_given_back();
    }
    assert_eq!(place.text(), before);
}

#[test]
fn without_a_terminal_there_is_a_summary_or_a_reason() {
    let place = Place::new();
    let run = |arguments: &[&Path]| {
        std::process::Command::new(env!("CARGO_BIN_EXE_quarterdeck"))
            .args(arguments)
            .env_clear()
            .envs(place.variables())
            .stdin(Stdio::null())
            .output()
            .unwrap()
    };
    let summary = run(&[&place.plan]);
    let (out, err) = (String::from_utf8(summary.stdout).unwrap(), String::from_utf8(summary.stderr).unwrap());
    assert_eq!(summary.status.code(), Some(0), "{err}");
    assert!(out.starts_with("Harborline Partner Program, as of 2026-09-30"), "{out}");
    assert!(!out.contains('\x1b'), "{out}");
    let nothing = run(&[]);
    assert_eq!(nothing.status.code(), Some(2));
    assert_eq!(nothing.stdout, b"");
    assert!(String::from_utf8(nothing.stderr).unwrap().contains("no plan file is named"));
}
