//! What happens to a process and to its terminal: signals, suspension, panics, limits, lines that are cut or slow.

#![allow(clippy::format_collect, clippy::format_push_string, reason = "short and fast enough for a test")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
#![cfg(target_os = "linux")]

#[path = "support/terminal.rs"]
mod terminal;

use std::ffi::OsString;
use std::io::Read as _;
use std::process::{Command, Output, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::civil::date;
use quarterdeck::app::{Dates, Origin, Workbench};
use quarterdeck::edit::Step;
use quarterdeck::store;
use quarterdeck::tui::panes;
use quarterdeck::tui::run::{Perform, run};
use quarterdeck::tui::screen::{Effect, Event, Options, Screen};
use rustix::process::{Pid, Signal, kill_process};
use terminal::{
    CTRL_S, ENTER, ESC, PATIENCE, Place, Terminal, UP, binary, left_over, place_in_the_matrix, reopened, step,
    to_the_matrix,
};

/// A session with one edit that was called safe.
fn with_a_safe_edit(place: &Place, words: &[OsString]) -> Terminal {
    let mut terminal = Terminal::start(place, words);
    terminal.wait_for("Harborline Partner Program");
    to_the_matrix(&mut terminal);
    step(&mut terminal, UP);
    terminal.wait_for("unsaved, safe");
    terminal
}

fn plainly(place: &Place) -> Vec<OsString> {
    vec![binary(), place.plan.clone().into()]
}

/// The words that run something after a word of the shell, such as a limit.
fn after(limit: &str, words: &[OsString]) -> Vec<OsString> {
    let mut all: Vec<OsString> = ["sh", "-c", &format!("{limit}; exec \"$0\" \"$@\"")].map(OsString::from).into();
    all.extend_from_slice(words);
    all
}

fn signal(terminal: &Terminal, signal: Signal) {
    kill_process(Pid::from_child(&terminal.child), signal).unwrap();
}

/// Closes the terminal from outside, as its window does.
fn close(terminal: &mut Terminal) {
    let (other, _) = pty_process::blocking::open().unwrap();
    drop(std::mem::replace(&mut terminal.pty, other));
}

fn ends(terminal: &mut Terminal, after: &str) -> std::process::ExitStatus {
    let deadline = Instant::now() + PATIENCE;
    loop {
        if let Some(status) = terminal.child.try_wait().unwrap() {
            return status;
        }
        assert!(Instant::now() < deadline, "still running after {after}");
        std::thread::yield_now();
    }
}

#[test]
fn a_closed_terminal_and_any_deadly_signal_lose_nothing_that_was_called_safe() {
    for (signal_sent, code) in [
        (Signal::TERM, Some(143)),
        (Signal::HUP, Some(129)),
        (Signal::SEGV, None),
        (Signal::ABORT, None),
        (Signal::KILL, None),
    ] {
        let place = Place::new();
        let before = place.text();
        let mut terminal = with_a_safe_edit(&place, &plainly(&place));
        signal(&terminal, signal_sent);
        let deadline = Instant::now() + PATIENCE;
        while signal_sent == Signal::SEGV && terminal.child.try_wait().unwrap().is_none() && Instant::now() < deadline {
            // the first one, which no address of its own has caused, is not believed; several at once are one
            signal(&terminal, signal_sent);
            terminal.read(Duration::from_millis(20));
        }
        assert_eq!(ends(&mut terminal, &format!("{signal_sent:?}")).code(), code);
        assert_eq!(place.text(), before, "the plan file is left alone");
        assert_eq!(reopened(&place).map(|program| place_in_the_matrix(&program)), Ok(79), "{signal_sent:?}");
    }
    // a window that is closed, and one of a program that ignores the signal for it (nohup)
    for limit in ["true", "trap '' HUP"] {
        let place = Place::new();
        let before = place.text();
        let mut terminal = with_a_safe_edit(&place, &after(limit, &plainly(&place)));
        close(&mut terminal);
        assert_eq!(ends(&mut terminal, limit).code(), Some(129), "{limit}");
        assert_eq!(place.text(), before);
        assert_eq!(reopened(&place).map(|program| place_in_the_matrix(&program)), Ok(79), "{limit}");
    }
}

fn is_stopped(terminal: &Terminal) -> bool {
    let status = std::fs::read_to_string(format!("/proc/{}/stat", terminal.child.id())).unwrap();
    status.rsplit(") ").next().unwrap().starts_with('T')
}

fn wait_until_stopped(terminal: &mut Terminal) {
    let deadline = Instant::now() + PATIENCE;
    while !is_stopped(terminal) {
        assert!(Instant::now() < deadline, "still running");
        terminal.read(Duration::from_millis(10));
    }
    while terminal.read(Duration::from_millis(10)) {}
}

#[test]
fn a_suspended_session_gives_the_terminal_to_the_shell_and_takes_it_again() {
    let place = Place::new();
    let mut terminal = with_a_safe_edit(&place, &plainly(&place));
    signal(&terminal, Signal::TSTP);
    wait_until_stopped(&mut terminal);
    terminal.assert_given_back();
    let theirs = place.text().replacen("Harborline Partner Program", "Harborlight Partner Program", 1);
    std::fs::write(&place.plan, theirs).unwrap();
    signal(&terminal, Signal::CONT);
    // drawn whole again, and what was written meanwhile is taken in
    terminal.wait_for("Value matrix");
    terminal.wait_for("Harborlight");
    terminal.assert_taken();
    terminal.wait_for("unsaved, safe");
    // a stop that the program does not see
    signal(&terminal, Signal::STOP);
    wait_until_stopped(&mut terminal);
    signal(&terminal, Signal::CONT);
    step(&mut terminal, UP);
    terminal.wait_for("unsaved, safe");
    terminal.press(CTRL_S);
    terminal.wait_for("plan.ron saved");
    terminal.press(b"q");
    assert_eq!(terminal.ended().code(), Some(0));
    assert!(place.text().contains("Harborlight") && place.text().contains("\"80.75\""));
}

const PANIC: &str = "QUARTERDECK_TEST_PANIC";

/// Fails in the middle of the loop, or on another thread.
struct Failing(String);

impl Perform for Failing {
    fn perform(&mut self, _: Effect) -> Vec<Event> {
        Vec::new()
    }

    fn begin(&mut self, _: Arc<dyn Fn(Event) + Send + Sync>) -> std::io::Result<()> {
        if self.0 == "thread" {
            std::thread::spawn(|| panic!("on purpose, on a thread"));
        }
        Ok(())
    }

    fn keep(&mut self, _: Vec<Step>, _: u64) {
        assert_ne!(self.0, "update", "on purpose, while updating");
    }

    fn end(&mut self, _: bool) {}
}

/// The program that panics; without the variable that says where this is an empty test.
#[test]
fn panicking() {
    let Ok(place) = std::env::var(PANIC) else { return };
    let program = store::read(include_bytes!("../saves/example.ron")).unwrap().program;
    let dates = Dates { today: date(2026, 9, 30), asked: None };
    let workbench = Workbench::new(program, Origin::default(), dates);
    let mut screen = Screen::new(workbench, panes::all(), Options::default());
    let _ = run(&mut screen, &mut Failing(place));
}

#[test]
fn a_panic_gives_the_terminal_back_and_says_that_nothing_is_lost() {
    for place_of_panic in ["update", "thread"] {
        let place = Place::new();
        let test = std::env::current_exe().unwrap().into_os_string();
        let mut words: Vec<OsString> = vec!["env".into(), format!("{PANIC}={place_of_panic}").into(), test];
        words.extend(["--exact", "panicking", "--nocapture", "--test-threads=1"].map(OsString::from));
        let mut terminal = Terminal::start(&place, &words);
        if place_of_panic == "update" {
            terminal.wait_for("Harborline Partner Program");
            terminal.press(b"2");
            terminal.wait_for("Value matrix");
            terminal.press(b"m");
            terminal.wait_for("GRAB");
            terminal.press(UP);
            terminal.press(ENTER);
        }
        assert_eq!(terminal.ended().code(), Some(101), "{place_of_panic}");
        let said = String::from_utf8_lossy(&terminal.received);
        assert!(said.contains("on purpose") && said.contains("marked safe is in the journal"), "{said}");
        let screen = terminal.parser.screen();
        assert!(!screen.alternate_screen() && !screen.bracketed_paste() && !screen.hide_cursor());
        assert_eq!(terminal.modes, terminal::modes(&terminal.line), "{place_of_panic}");
    }
}

fn command(place: &Place, words: &[OsString]) -> Output {
    Command::new(&words[0])
        .args(&words[1..])
        .current_dir(place.folder.path())
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .envs(place.variables())
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

fn quarterdeck(words: &[&str]) -> Vec<OsString> {
    std::iter::once(binary()).chain(words.iter().map(Into::into)).collect()
}

const SET: &[&str] = &["do", "plan.ron", "set", "program/name", "After"];

#[test]
fn limits_on_files_descriptors_and_memory_are_told_and_lose_nothing() {
    // a program that does not fit into memory is never started, and can tell nothing
    let size = std::fs::metadata(binary()).unwrap().len() / 1024;
    let tight = format!("ulimit -v {}", size + 40_000);
    let limits = [
        "ulimit -f 0",
        "ulimit -f 4",
        "ulimit -f 20",
        "ulimit -f 44",
        "ulimit -f 60",
        "ulimit -f 100",
        "ulimit -n 5",
        "ulimit -n 6",
        "ulimit -n 7",
        "ulimit -n 8",
        "ulimit -n 9",
        &tight,
        "ulimit -v 120000",
        "ulimit -v 200000",
        "ulimit -v 400000",
    ];
    let mut done = 0;
    for limit in limits {
        let place = Place::new();
        let before = quarterdeck::shell::disk::open(&place.plan).unwrap().program;
        let output = command(&place, &after(limit, &quarterdeck(SET)));
        let told = String::from_utf8_lossy(&output.stderr);
        let found = reopened(&place).unwrap_or_else(|error| panic!("{limit}: {error}"));
        let in_file = quarterdeck::shell::disk::open(&place.plan).unwrap().program;
        assert!(found == before || &*found.profile.name == "After", "{limit}");
        if output.status.success() {
            done += 1;
            assert_eq!(&*in_file.profile.name, "After", "{limit}");
        } else {
            assert!(!told.trim().is_empty(), "{limit}: {:?}", output.status);
            // memory that is not there ends a process at once; everything else is an error like any other
            assert!(output.status.code().is_some() || limit.contains("-v"), "{limit}: {:?} {told}", output.status);
        }
        let _ = command(&place, &quarterdeck(&["recover", "plan.ron"]));
        let next = command(&place, &quarterdeck(&["do", "plan.ron", "set", "program/name", "Next"]));
        assert!(next.status.success(), "{limit}: {}", String::from_utf8_lossy(&next.stderr));
        assert_eq!(left_over(place.folder.path()), Vec::<String>::new(), "{limit}");
    }
    assert!(done > 0 && done < limits.len(), "{done}");
}

#[test]
fn a_session_that_meets_a_limit_says_that_edits_are_not_safe() {
    let place = Place::new();
    let mut terminal = Terminal::start(&place, &after("ulimit -f 1", &plainly(&place)));
    terminal.wait_for("Harborline Partner Program");
    to_the_matrix(&mut terminal);
    step(&mut terminal, UP);
    terminal.wait_for("NOT SAFE");
    terminal.press(CTRL_S);
    terminal.wait_for("Error");
    terminal.press(ESC);
    signal(&terminal, Signal::KILL);
    ends(&mut terminal, "a kill");
    assert_eq!(reopened(&place).map(|program| place_in_the_matrix(&program)), Ok(78), "whole, as it was");
}

#[test]
fn an_import_without_memory_is_done_whole_or_not_at_all() {
    let place = Place::new();
    let header = "Deal,Stage,Amount,Close Date,Partner\n";
    let rows: String = (0..4_000).map(|n| format!("Deal {n},Won,{n}.50,2026-03-01,Partner {n}\n")).collect();
    std::fs::write(place.folder.path().join("deals.csv"), format!("{header}{rows}")).unwrap();
    let before = place.text();
    let (mut done, mut ended) = (0, 0);
    for limit in [40_000, 60_000, 80_000, 120_000, 160_000, 200_000, 4_000_000] {
        std::fs::write(&place.plan, &before).unwrap();
        let _ = std::fs::remove_dir_all(place.folder.path().join("state"));
        let words = quarterdeck(&["import", "plan.ron", "deals.csv"]);
        let output = command(&place, &after(&format!("ulimit -v {limit}"), &words));
        let program = reopened(&place).unwrap_or_else(|error| panic!("{limit}: {error}"));
        let deals = program.deals.iter().filter(|deal| deal.name.starts_with("Deal ")).count();
        assert!(deals == 0 || deals == 4_000, "{limit}: {deals}");
        if output.status.success() {
            done += 1;
            assert_eq!(deals, 4_000, "{limit}");
        } else {
            ended += 1;
        }
    }
    assert!(done > 0 && ended > 0, "{done} done, {ended} ended");
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let place = Place::new();
    for words in
        [&["export", "plan.ron", "partners", "--format", "csv"][..], &["show", "plan.ron", "partners"], &["help"]]
    {
        let mut child = Command::new(binary())
            .args(words)
            .current_dir(place.folder.path())
            .env_clear()
            .envs(place.variables())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let mut told = String::new();
        child.stderr.take().unwrap().read_to_string(&mut told).unwrap();
        let status = child.wait().unwrap();
        assert!(status.success() && !told.contains("error"), "{words:?}: {status:?} {told}");
    }
    // closed from the start, and terminals of which nobody knows anything
    for closed in ["exec <&-", "exec >&-", "exec 2>&-", "exec <&- >&- 2>&-"] {
        let output = command(&place, &after(closed, &quarterdeck(&["plan.ron"])));
        assert!(output.status.code().is_some(), "{closed}: {:?}", output.status);
        assert!(!String::from_utf8_lossy(&output.stderr).contains("panicked"), "{closed}");
    }
    assert_eq!(left_over(place.folder.path()), Vec::<String>::new());
}

#[test]
fn a_terminal_of_any_name_is_drawn_on_and_given_back() {
    for name in ["dumb", "", "nonsense-9000", "vt100", "linux", "screen"] {
        let place = Place::new();
        let mut words: Vec<OsString> = vec!["env".into(), format!("TERM={name}").into(), "NO_COLOR=1".into()];
        words.extend(plainly(&place));
        let mut terminal = Terminal::start(&place, &words);
        if terminal.wait_for_any(&["Harborline Partner Program"]).is_some() {
            terminal.press(if name == "dumb" { b"quit\r" } else { b"q" });
        }
        assert!(terminal.ended().code().is_some(), "{name}");
        assert_eq!(terminal.modes, terminal::modes(&terminal.line), "{name}");
    }
}

#[test]
fn a_terminal_that_does_not_read_for_a_while_loses_no_key() {
    let place = Place::new();
    let mut terminal = with_a_safe_edit(&place, &plainly(&place));
    for _ in 0..5 {
        for key in [b"m", UP, ENTER] {
            terminal.press(key);
            // a key and the sequence after it are apart, as from a person
            std::thread::yield_now();
        }
    }
    // nothing was read meanwhile: the frames wait in the line
    terminal.wait_for("84.75");
    terminal.wait_for("unsaved, safe");
    terminal.press(CTRL_S);
    terminal.wait_for("plan.ron saved");
    terminal.press(b"q");
    assert_eq!(terminal.ended().code(), Some(0));
    assert!(place.text().contains("\"84.75\""));
}

#[test]
fn a_paste_of_any_size_is_text_and_never_a_row_of_commands() {
    let place = Place::new();
    let before = place.text();
    let mut terminal = Terminal::open(&place);
    terminal.wait_for("Harborline Partner Program");
    to_the_matrix(&mut terminal);
    let size = 1 << 20;
    let mut paste = b"\x1b[200~".to_vec();
    paste.extend(b"m\x1b[A\rqq:quit\r".iter().cycle().take(size));
    paste.extend_from_slice(b"\x1b[201~");
    let began = Instant::now();
    for part in paste.chunks(1_000) {
        terminal.press(part);
        terminal.read(Duration::ZERO);
    }
    // the next key is answered, in the same place
    terminal.press(b":");
    terminal.wait_for("Commands");
    terminal.press(ESC);
    terminal.wait_without("Commands");
    terminal.wait_for("Value matrix");
    assert!(began.elapsed() < Duration::from_secs(30), "{:?}", began.elapsed());
    terminal.press(b"q");
    assert_eq!(terminal.ended().code(), Some(0));
    assert_eq!(place.text(), before);
}
