//! Every system call of editing, saving, beginning a new journal, taking in and recovering fails in turn.
//!
//! A small C program beside this file (`faults/faultrun.c`) makes the calls of the real binary fail from outside; it needs
//! no privileges. Where it cannot be built or run these tests say that they are skipped. `cargo test` tries a part of the
//! calls; `SWEEP=1 QUARTERDECK_BINARY=target/release/quarterdeck cargo test --test faults -- --nocapture` tries all.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
#![cfg(all(target_os = "linux", target_arch = "x86_64"))]

#[path = "support/terminal.rs"]
mod terminal;

use std::ffi::OsString;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use quarterdeck::edit::{Change, Edit, History};
use quarterdeck::program::{AnyRecord, Kind, Program};
use quarterdeck::shell::disk::open;
use quarterdeck::shell::journal::{Desk, OnDisk, Task};
use quarterdeck::store::journal::Moment;
use rustix::process::{Pid, Signal, kill_process};
use terminal::{CTRL_S, ENTER, Place, Terminal, UP, binary, left_over, place_in_the_matrix, reopened, to_the_matrix};

/// How a call fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    Kill,
    Torn,
    Short,
    Once(&'static str),
    Ever(&'static str),
}

const FAULTS: &[Fault] = &[
    Fault::Kill,
    Fault::Torn,
    Fault::Short,
    Fault::Once("EINTR"),
    Fault::Once("ENOSPC"),
    Fault::Ever("ENOSPC"),
    Fault::Once("EIO"),
    Fault::Ever("EIO"),
    Fault::Once("EROFS"),
    Fault::Ever("EROFS"),
    Fault::Once("EDQUOT"),
    Fault::Ever("EDQUOT"),
];

impl Fault {
    fn words(self) -> Vec<&'static str> {
        match self {
            Self::Kill => vec!["-m", "kill"],
            Self::Torn => vec!["-m", "torn"],
            Self::Short => vec!["-m", "short"],
            Self::Once(error) => vec!["-e", error],
            Self::Ever(error) => vec!["-e", error, "-c", "-1"],
        }
    }

    /// Whether it can happen to such a call at all: nothing is written by half that is not written.
    fn concerns(self, operation: &str) -> bool {
        match self {
            Self::Torn | Self::Short => operation == "write",
            Self::Once("ENOSPC" | "EROFS" | "EDQUOT") => !matches!(operation, "read" | "flock"),
            _ => true,
        }
    }

    fn kills(self) -> bool {
        matches!(self, Self::Kill | Self::Torn)
    }
}

/// Says something that the test harness does not keep to itself.
fn aloud(what: &str) {
    let _ = writeln!(std::io::stderr(), "{what}");
}

/// The program that makes calls fail; `None` where there can be none, which is said.
fn tool() -> Option<&'static Path> {
    static TOOL: OnceLock<Option<PathBuf>> = OnceLock::new();
    TOOL.get_or_init(|| {
        let built = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("faultrun-{}", std::process::id()));
        let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/faults/faultrun.c");
        let compiled = Command::new("cc").args(["-O2", "-o"]).arg(&built).arg(source).status();
        if !compiled.is_ok_and(|status| status.success()) {
            aloud("skipped: system calls that fail (there is no C compiler `cc`)");
            return None;
        }
        let works = Command::new(&built).args(["--", "true"]).status().is_ok_and(|status| status.success());
        if !works {
            aloud("skipped: system calls that fail (this system does not let a program watch those of another)");
        }
        works.then_some(built)
    })
    .as_deref()
}

fn thorough() -> bool {
    std::env::var_os("SWEEP").is_some()
}

/// A call that counts.
struct Call {
    operation: String,
    file: String,
}

fn calls_in(log: &Path) -> Vec<Call> {
    let text = std::fs::read_to_string(log).unwrap_or_default();
    let call = |line: &str| {
        let mut words = line.split(' ');
        Call { operation: words.nth(1).unwrap().to_owned(), file: words.next().unwrap().to_owned() }
    };
    text.lines().map(call).collect()
}

/// The words that run a command under the tool.
fn under(tool: &Path, place: &Place, fault: Option<(usize, Fault)>, log: Option<&Path>) -> Vec<OsString> {
    let folder = place.folder.path().canonicalize().unwrap();
    let mut words: Vec<OsString> = vec![tool.into(), "-p".into(), folder.into()];
    if let Some((at, fault)) = fault {
        words.extend(["-n".into(), at.to_string().into()]);
        words.extend(fault.words().into_iter().map(OsString::from));
    }
    if let Some(log) = log {
        words.extend(["-l".into(), log.into()]);
    }
    words.push("--".into());
    words
}

fn run(place: &Place, words: &[OsString]) -> Output {
    Command::new(&words[0])
        .args(&words[1..])
        .current_dir(place.folder.path())
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .envs(place.variables())
        .output()
        .unwrap()
}

fn quarterdeck(place: &Place, words: &[&str]) -> Output {
    let mut all = vec![binary()];
    all.extend(words.iter().map(OsString::from));
    run(place, &all)
}

/// Makes edits of the notes of the plan that are in the journal and not in the file, and ends as a crash would.
fn edits_that_are_only_in_the_journal(place: &Place, count: usize, size: usize) {
    let opened = open(&place.plan).unwrap();
    let text = std::fs::read(&place.plan).unwrap();
    let trace = opened.source.trace();
    let (mut desk, reopened) = Desk::open(Arc::new(OnDisk), place.places(), &place.plan, &text, trace);
    let (mut program, mut history) = (reopened.program, History::default());
    for n in 0..count {
        let before = program.record(Kind::Profile, "").unwrap();
        let mut profile = program.profile.as_ref().clone();
        profile.note = Some(format!("Note {n} {}", "x".repeat(size)));
        let change = Change::of(Some(before), Some(AnyRecord::Profile(Arc::new(profile)))).unwrap();
        history.commit(&mut program, Edit { label: format!("Note {n}"), changes: vec![change], typing: None }).unwrap();
    }
    let (steps, revision) = (history.take_fresh(), history.revision());
    desk.carry_out(vec![Task::Keep { steps, revision, at: Moment::UNIX_EPOCH }], &|_| {});
}

/// A command that writes, the state it begins with, and what must be there whatever happens to it.
struct Scenario {
    name: &'static str,
    command: &'static [&'static str],
    prepare: fn(&Place),
}

const SET: &[&str] = &["do", "plan.ron", "set", "program/name", "After"];

const SCENARIOS: &[Scenario] = &[
    Scenario { name: "the first edit of a plan", command: SET, prepare: |_| {} },
    Scenario {
        name: "an edit of a plan with a journal",
        command: SET,
        prepare: |place| assert!(quarterdeck(place, &["do", "plan.ron", "set", "program/note", "x"]).status.success()),
    },
    Scenario {
        name: "an edit of a plan of two names",
        command: SET,
        prepare: |place| std::fs::hard_link(&place.plan, place.folder.path().join("other.ron")).unwrap(),
    },
    Scenario {
        name: "an edit that begins a new journal",
        command: SET,
        prepare: |place| {
            edits_that_are_only_in_the_journal(place, 45, 50_000);
            assert!(quarterdeck(place, &["recover", "plan.ron"]).status.success());
        },
    },
    Scenario {
        name: "recovering",
        command: &["recover", "plan.ron"],
        prepare: |place| edits_that_are_only_in_the_journal(place, 3, 10),
    },
    Scenario {
        name: "an edit while those of a crash are not in the file",
        command: SET,
        prepare: |place| edits_that_are_only_in_the_journal(place, 3, 10),
    },
    Scenario {
        name: "recovering from a journal that was cut short",
        command: &["recover", "plan.ron"],
        prepare: |place| {
            edits_that_are_only_in_the_journal(place, 3, 10);
            let folder = std::fs::read_dir(place.folder.path().join("state/journal")).unwrap().next().unwrap().unwrap();
            let journal = folder.path().join("0001.jnl");
            let mut bytes = std::fs::read(&journal).unwrap();
            bytes.extend_from_slice(b"5 900 12345678 {\"edit\":");
            std::fs::write(journal, bytes).unwrap();
        },
    },
    Scenario {
        name: "undoing",
        command: &["undo", "plan.ron"],
        prepare: |place| assert!(quarterdeck(place, SET).status.success()),
    },
    Scenario {
        name: "taking in an export",
        command: &["import", "plan.ron", "deals.csv", "--kind", "deals"],
        prepare: |place| {
            let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/samples/salesforce_opportunities.csv");
            std::fs::copy(sample, place.folder.path().join("deals.csv")).unwrap();
        },
    },
];

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    let mut linked: Vec<(u64, PathBuf)> = Vec::new();
    for entry in std::fs::read_dir(from).unwrap() {
        use std::os::unix::fs::MetadataExt as _;
        let entry = entry.unwrap();
        let (target, found) = (to.join(entry.file_name()), entry.metadata().unwrap());
        if found.is_dir() {
            copy(&entry.path(), &target);
        } else if let Some((_, first)) = linked.iter().find(|(inode, _)| *inode == found.ino()) {
            std::fs::hard_link(first, &target).unwrap();
        } else {
            std::fs::copy(entry.path(), &target).unwrap();
            linked.push((found.ino(), target));
        }
    }
}

/// A place whose state is put back before each run: the path stays, since a journal names it.
struct Stage {
    place: Place,
    before: tempfile::TempDir,
}

impl Stage {
    fn of(prepare: fn(&Place)) -> Self {
        let place = Place::new();
        prepare(&place);
        let before = tempfile::tempdir().unwrap();
        copy(place.folder.path(), before.path());
        Self { place, before }
    }

    fn reset(&self) {
        let folder = self.place.folder.path();
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { std::fs::remove_dir_all(path).unwrap() } else { std::fs::remove_file(path).unwrap() }
        }
        copy(self.before.path(), folder);
    }
}

/// What is wrong after a command ran into a fault; nothing where all is well.
fn wrong(stage: &Stage, output: &Output, fault: Fault, old: &Program, new: &Program) -> Result<(), String> {
    let place = &stage.place;
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    let code = output.status.code().unwrap_or(-1);
    if told.contains("panicked") {
        return Err(told);
    }
    if !fault.kills() && !(0..=6).contains(&code) {
        return Err(format!("exit code {code}: {told}"));
    }
    if code != 0 && !fault.kills() && told.trim().is_empty() {
        return Err(format!("exit code {code} without a word"));
    }
    let found = reopened(place)?;
    if code == 0 {
        let in_file = open(&place.plan).map_err(|error| error.to_string())?.program;
        if in_file != *new {
            return Err("it was said to be done, and is not in the file".to_owned());
        }
    }
    if found != *old && found != *new {
        return Err("neither the plan before nor the plan after it".to_owned());
    }
    // the next one works, and cleans up
    let recovered = quarterdeck(place, &["recover", "plan.ron"]);
    let next = quarterdeck(place, &["do", "plan.ron", "set", "program/name", "Next"]);
    if !next.status.success() {
        return Err(format!(
            "the next edit: {}{}",
            String::from_utf8_lossy(&recovered.stderr),
            String::from_utf8_lossy(&next.stderr)
        ));
    }
    let mut after = open(&place.plan).map_err(|error| error.to_string())?.program;
    if &*after.profile.name != "Next" {
        return Err("the next edit is not in the file".to_owned());
    }
    Arc::make_mut(&mut after.profile).name.clone_from(&found.profile.name);
    if after != found {
        return Err("something else is gone after the next edit".to_owned());
    }
    let litter = litter(stage);
    if litter.is_empty() { Ok(()) } else { Err(format!("left behind: {litter:?}")) }
}

/// Files beside the plan that were not there before.
fn litter(stage: &Stage) -> Vec<String> {
    let before = |name: &String| !stage.before.path().join(name).exists();
    let journal = |name: &String| Path::new(name).extension().is_some_and(|ending| ending == "jnl");
    let mut left = left_over(stage.place.folder.path());
    left.retain(|name| before(name) && !journal(name));
    left
}

/// Of all the cases, each so often that a part of them takes a few seconds.
fn part<T>(cases: Vec<T>, most: usize) -> Vec<T> {
    let step = if thorough() { 1 } else { (cases.len() / most).max(1) };
    cases.into_iter().step_by(step).collect()
}

#[test]
fn whatever_call_of_the_command_line_fails_nothing_is_lost() {
    let Some(tool) = tool() else { return };
    let (mut runs, mut calls_tried, mut failed) = (0, 0, Vec::new());
    for scenario in SCENARIOS {
        let stage = Stage::of(scenario.prepare);
        let old = reopened(&stage.place).unwrap();
        let log = stage.before.path().with_extension("log");
        let command: Vec<OsString> =
            std::iter::once(binary()).chain(scenario.command.iter().map(OsString::from)).collect();
        let output = run(&stage.place, &[under(tool, &stage.place, None, Some(&log)), command.clone()].concat());
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(matches!(output.status.code(), Some(0 | 5)), "{}: {told}", scenario.name);
        let new = if output.status.success() { open(&stage.place.plan).unwrap().program } else { old.clone() };
        let calls = calls_in(&log);
        std::fs::remove_file(&log).unwrap();
        calls_tried += calls.len();
        let cases = (1..).zip(&calls).flat_map(|(at, call)| {
            FAULTS.iter().filter(|fault| fault.concerns(&call.operation)).map(move |fault| (at, call, *fault))
        });
        for (at, call, fault) in part(cases.collect(), 6) {
            stage.reset();
            let words = [under(tool, &stage.place, Some((at, fault)), None), command.clone()].concat();
            let output = run(&stage.place, &words);
            runs += 1;
            if let Err(why) = wrong(&stage, &output, fault, &old, &new) {
                let call = format!("{} {}", call.operation, call.file);
                failed.push(format!("{}: {fault:?} at call {at} ({call}): {why}", scenario.name));
            }
        }
    }
    aloud(&format!("{runs} runs over {calls_tried} calls of {} commands", SCENARIOS.len()));
    assert!(failed.is_empty(), "{} of {runs}:\n{}", failed.len(), failed.join("\n"));
}

/// What a session in a terminal said while calls failed.
#[derive(Debug, Default)]
struct Said {
    /// Edits that were made and shown.
    made: usize,
    /// Edits that were called safe.
    safe: usize,
    /// Edits that were said to be in the file.
    saved: usize,
    opened: bool,
}

/// Three edits and two saves, as far as they go.
fn session(terminal: &mut Terminal) -> Said {
    let mut said = Said::default();
    let went = |terminal: &mut Terminal, said: &mut Said| -> Option<()> {
        terminal.wait_for_any(&["Harborline Partner Program"])?;
        said.opened = true;
        terminal.press(b"2");
        terminal.wait_for_any(&["To decide"])?;
        terminal.press(b"\x1b");
        while terminal.shows("To decide") {
            terminal.wait_for_any(&["Value matrix"])?;
            terminal.read(Duration::from_millis(20));
        }
        for n in 1..=3 {
            terminal.press(b"m");
            terminal.wait_for_any(&["GRAB"])?;
            terminal.press(UP);
            terminal.press(ENTER);
            said.made = n;
            terminal.wait_for_any(&["NAV"])?;
            if terminal.wait_for_any(&["unsaved, safe", "NOT SAFE"])? == 0 {
                said.safe = n;
            }
            if n != 2 {
                terminal.press(CTRL_S);
                if terminal.wait_for_any(&["plan.ron saved", "Error"])? == 0 {
                    said.saved = n;
                    said.safe = said.safe.max(n);
                }
            }
        }
        Some(())
    };
    went(terminal, &mut said);
    said
}

/// File systems that have no locks, no exchange, no links, no attributes, names that cannot be replaced.
#[test]
fn what_a_file_system_does_not_have_keeps_nothing_from_being_saved() {
    let Some(tool) = tool() else { return };
    for (operation, error) in [
        ("flock", "ENOLCK"),
        ("flock", "ENOTSUP"),
        ("rename", "EINVAL"),
        ("rename", "EXDEV"),
        ("rename", "EBUSY"),
        ("link", "EPERM"),
        ("chown", "EPERM"),
        ("fsync", "EINVAL"),
    ] {
        let place = Place::new();
        let folder = place.folder.path().canonicalize().unwrap();
        let mut words: Vec<OsString> = vec![tool.into(), "-p".into(), folder.into()];
        words.extend(["-o", operation, "-n", "1", "-c", "-1", "-e", error, "--"].map(OsString::from));
        words.push(binary());
        words.extend(SET.iter().map(OsString::from));
        let output = run(&place, &words);
        let told = String::from_utf8_lossy(&output.stderr);
        let opened = open(&place.plan).unwrap();
        if output.status.success() {
            assert_eq!(opened.program.profile.name, "After", "{operation} {error}");
        } else {
            // no plain file can be replaced or synced here: that is said, and the file is as it was
            assert!(
                matches!(operation, "rename" | "fsync") && told.contains("plan.ron"),
                "{operation} {error}: {told}"
            );
            assert_ne!(opened.program.profile.name, "After");
        }
        assert!(
            output.status.success() || !matches!(error, "EXDEV" | "EBUSY" | "ENOLCK" | "ENOTSUP"),
            "{error}: {told}"
        );
        let next = quarterdeck(&place, &["do", "plan.ron", "set", "program/name", "Next"]);
        let next = if next.status.success() {
            next
        } else {
            quarterdeck(&place, &["recover", "plan.ron"]);
            quarterdeck(&place, &["do", "plan.ron", "set", "program/name", "Next"])
        };
        assert!(next.status.success(), "{operation} {error}: {}", String::from_utf8_lossy(&next.stderr));
        assert_eq!(left_over(place.folder.path()), Vec::<String>::new(), "{operation} {error}");
    }
}

#[test]
fn whatever_call_of_a_session_in_a_terminal_fails_nothing_that_was_called_safe_is_lost() {
    let Some(tool) = tool() else { return };
    sessions(tool, &Stage::of(|_| {}));
    // a recovered note is no step of the matrix, and must be there to the end
    sessions(tool, &Stage::of(|place| edits_that_are_only_in_the_journal(place, 3, 10)));
}

fn sessions(tool: &Path, stage: &Stage) {
    let note = reopened(&stage.place).unwrap().profile.note.clone();
    let log = stage.before.path().with_extension("log");
    let start = |fault, log| {
        let mut words = under(tool, &stage.place, fault, log);
        words.extend([binary(), stage.place.plan.clone().into()]);
        Terminal::start(&stage.place, &words)
    };
    let mut terminal = start(None, Some(&log));
    let said = session(&mut terminal);
    assert_eq!((said.made, said.safe, said.saved), (3, 3, 3), "{}", terminal.parser.screen().contents());
    terminal.press(b"q");
    assert_eq!(terminal.ended().code(), Some(0));
    let calls = calls_in(&log);
    std::fs::remove_file(&log).unwrap();
    let cases = (1..).zip(&calls).flat_map(|(at, call)| {
        FAULTS.iter().filter(|fault| fault.concerns(&call.operation)).map(move |fault| (at, call, *fault))
    });
    let (mut runs, mut failed) = (0, Vec::new());
    for (at, call, fault) in part(cases.collect(), 8) {
        stage.reset();
        if thorough() {
            aloud(&format!("{fault:?} at call {at} ({} {})", call.operation, call.file));
        }
        let mut terminal = start(Some((at, fault)), None);
        let said = session(&mut terminal);
        runs += 1;
        end(&mut terminal);
        let shown = terminal.parser.screen().contents();
        let again = reopened(&stage.place);
        let kept = again.as_ref().is_ok_and(|program| program.profile.note == note);
        let found = again.map(|program| place_in_the_matrix(&program) - 78);
        let in_file = open(&stage.place.plan)
            .map(|opened| place_in_the_matrix(&opened.program) - 78)
            .map_err(|error| error.to_string());
        let fine = match (&found, &in_file) {
            (Ok(found), Ok(in_file)) => {
                kept && (said.safe..=said.made).contains(found)
                    && (said.saved..=said.made).contains(in_file)
                    && !shown.contains("panicked")
                    && (said.made == 3 || !said.opened || fault.kills())
                    && (said.safe == 3 || fault.kills() || matches!(fault, Fault::Ever(_)) || !said.opened)
            }
            _ => false,
        };
        if !fine {
            let call = format!("{} {}", call.operation, call.file);
            failed.push(format!("{fault:?} at call {at} ({call}): {said:?}, {found:?} found (the rest kept: {kept}), {in_file:?} in the file\n{shown}"));
        }
    }
    aloud(&format!("{runs} sessions over {} calls", calls.len()));
    assert!(failed.is_empty(), "{} of {runs}:\n{}", failed.len(), failed.join("\n"));
}

/// Kills the program under the tool.
fn end(terminal: &mut Terminal) {
    let tool = Pid::from_child(&terminal.child).as_raw_nonzero();
    let children = std::fs::read_to_string(format!("/proc/{tool}/task/{tool}/children")).unwrap_or_default();
    for child in children.split_whitespace().filter_map(|child| Pid::from_raw(child.parse().ok()?)) {
        let _ = kill_process(child, Signal::KILL);
    }
    terminal.ended();
}

#[test]
fn while_the_disk_hangs_every_key_is_answered_and_nothing_is_called_safe() {
    let Some(tool) = tool() else { return };
    let place = Place::new();
    let mut words = under(tool, &place, None, None);
    words.pop();
    let held: u64 = if thorough() { 2_000 } else { 700 };
    for word in ["-o", "fsync", "-n", "1", "-c", "-1", "-m", "delay", "-t", &held.to_string(), "--"] {
        words.push(word.into());
    }
    words.extend([binary(), place.plan.clone().into()]);
    let mut terminal = Terminal::start(&place, &words);
    to_the_matrix(&mut terminal);
    terminal.press(b"m");
    terminal.wait_for("GRAB");
    terminal.press(UP);
    terminal.press(ENTER);
    terminal.wait_for("NAV");
    let began = Instant::now();
    assert!(!terminal.shows("unsaved, safe"), "nothing is synced yet");
    let mut slowest = Duration::ZERO;
    for (key, shown) in
        [(&b":"[..], "PALETTE"), (b"\x1b", " NAV "), (b"?", "PICK"), (b"\x1b", " NAV "), (b"1", "sorted by")]
    {
        let pressed = Instant::now();
        terminal.press(key);
        if terminal.wait_for_any(&[shown]).is_some() {
            slowest = slowest.max(pressed.elapsed());
        }
    }
    assert!(slowest < began.elapsed().max(Duration::from_millis(held)) / 2, "a key waited for the disk: {slowest:?}");
    terminal.wait_for("unsaved, safe");
    assert!(began.elapsed() >= Duration::from_millis(500), "the disk did hang: {:?}", began.elapsed());
    aloud(&format!("the slowest answer to a key while a sync hung for {held} ms: {slowest:?}"));
    end(&mut terminal);
}
