//! What is around the program and is not as it expects: folders, names, configuration, language, time zones, other users, and what
//! happens to the plan file while it is open.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
#![cfg(target_os = "linux")]

#[path = "support/terminal.rs"]
mod terminal;

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};
use terminal::{CTRL_S, Place, Terminal, UP, binary, left_over, place_in_the_matrix, reopened, step, to_the_matrix};

struct Answer {
    code: i32,
    out: String,
    err: String,
}

/// A word of the command line, with other variables than those of the place.
fn run_with(place: &Place, variables: &[(&str, &str)], words: &[&str]) -> Answer {
    let output = Command::new(binary())
        .args(words)
        .current_dir(place.folder.path())
        .env_clear()
        .envs(place.variables())
        .envs(variables.iter().copied())
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Answer { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
}

fn run(place: &Place, words: &[&str]) -> Answer {
    run_with(place, &[], words)
}

const SET: &[&str] = &["do", "plan.ron", "set", "program/name", "After"];

#[test]
fn folders_that_cannot_be_had_keep_nothing_from_being_saved() {
    let place = Place::new();
    fs::write(place.folder.path().join("in-the-way"), "x").unwrap();
    let file = place.folder.path().join("in-the-way/state");
    let file = file.to_str().unwrap();
    let answer = run_with(&place, &[("QUARTERDECK_STATE_DIR", file), ("QUARTERDECK_CONFIG_DIR", file)], SET);
    assert_eq!(answer.code, 0, "{}", answer.err);
    assert!(answer.err.contains("is not kept"), "the version before has no place: {}", answer.err);
    assert!(place.text().contains("\"After\""));
    // the journal went beside the plan, and is found there again
    let undone = run_with(&place, &[("QUARTERDECK_STATE_DIR", file)], &["undo", "plan.ron"]);
    assert_eq!(undone.code, 0, "{}", undone.err);
    assert!(!place.text().contains("\"After\""));
}

#[test]
fn a_configuration_that_is_broken_or_newer_is_told_and_never_rewritten() {
    let place = Place::new();
    let config = place.folder.path().join("config");
    fs::create_dir(&config).unwrap();
    for text in [&b"(preset: \"none\", of: 9"[..], b"\xff\xfe\x00", b"", b"(version: 99, future: [1, 2])"] {
        for name in ["keys.ron", "config.ron"] {
            fs::write(config.join(name), text).unwrap();
        }
        assert_eq!(run(&place, &["show", "plan.ron", "summary"]).code, 0);
        let mut terminal = Terminal::open(&place);
        let shown = terminal.wait_for_any(&["Harborline Partner Program"]);
        if shown.is_some() {
            // notices of the configuration may lie over it; none of them takes the key that leaves
            terminal.press(b"q");
        }
        assert!(terminal.ended().code().is_some_and(|code| code < 3), "{text:?}");
        for name in ["keys.ron", "config.ron"] {
            assert_eq!(fs::read(config.join(name)).unwrap(), text);
        }
        let names = fs::read_dir(&config).unwrap().count();
        assert_eq!(names, 2, "nothing is written there");
    }
}

#[test]
fn new_files_follow_the_umask_and_what_is_kept_is_for_the_user_alone() {
    for (umask, mode) in [("077", 0o600), ("027", 0o640), ("000", 0o666)] {
        let place = Place::new();
        let script = format!("umask {umask}; \"$0\" new new.ron && \"$0\" do new.ron set program/name A");
        let mut command = Command::new("sh");
        command.arg("-c").arg(script).arg(binary()).current_dir(place.folder.path());
        command.env_clear().envs(place.variables()).env("PATH", std::env::var_os("PATH").unwrap());
        assert!(command.output().unwrap().status.success());
        let mode_of = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode_of(&place.folder.path().join("new.ron")), mode);
        let journals = fs::read_dir(place.folder.path().join("state/journal")).unwrap().next().unwrap().unwrap().path();
        for entry in fs::read_dir(&journals).unwrap() {
            assert_eq!(mode_of(&entry.unwrap().path()), 0o600);
        }
        assert_eq!(mode_of(&journals), 0o700);
        assert_eq!(mode_of(&place.folder.path().join("state/backups")), 0o700);
    }
}

#[test]
fn names_as_long_as_a_file_system_takes_are_saved_kept_and_held() {
    let place = Place::new();
    for name in ["x".repeat(251) + ".ron", "\u{e9}".repeat(125) + ".ron", "two words; $(rm) \u{202e}.ron".to_owned()] {
        assert_eq!(run(&place, &["new", &name]).code, 0);
        for value in ["One", "Two"] {
            let answer = run(&place, &["do", &name, "set", "program/name", value]);
            assert!(answer.code == 0 && answer.err.lines().count() == 1, "{}", answer.err);
        }
        let answer = run(&place, &["undo", &name]);
        assert_eq!(answer.code, 0, "{}", answer.err);
        let versions = run(&place, &["restore", &name]);
        assert_eq!(versions.out.lines().count(), 5, "{}", versions.out);
        fs::remove_file(place.folder.path().join(&name)).unwrap();
    }
    assert_eq!(left_over(place.folder.path()), Vec::<String>::new());
}

#[test]
fn no_language_and_no_time_zone_changes_a_byte_of_a_plan() {
    let mut written = Vec::new();
    for (language, zone) in
        [("C", ""), ("tr_TR.UTF-8", "Europe/Istanbul"), ("de_DE", "Nowhere/Land"), ("ja_JP.SJIS", ":/etc/none")]
    {
        let place = Place::new();
        let around = [("LANG", language), ("LC_ALL", language), ("TZ", zone)];
        let words = ["do", "plan.ron", "set", "partner/bluepeak-systems/note", "I\u{131}\u{130}i 1,5"];
        let answer = run_with(&place, &around, &words);
        assert_eq!(answer.code, 0, "{language} {zone}: {}", answer.err);
        assert_eq!(run_with(&place, &around, &["restore", "plan.ron"]).code, 0);
        let shown = run_with(&place, &around, &["show", "plan.ron", "partners", "--as-of", "2026-09-30"]);
        written.push((place.text(), shown.out));
    }
    assert!(written.windows(2).all(|pair| pair[0] == pair[1]));
}

#[test]
fn the_state_of_another_machine_is_not_applied_to_a_plan_of_the_same_text() {
    let (place, other) = (Place::new(), Place::new());
    let mut terminal = Terminal::open(&place);
    to_the_matrix(&mut terminal);
    step(&mut terminal, UP);
    terminal.wait_for("unsaved, safe");
    kill_process(Pid::from_child(&terminal.child), Signal::KILL).unwrap();
    terminal.child.wait().unwrap();
    let copied = Command::new("cp").arg("-r").arg(place.folder.path().join("state")).arg(other.folder.path()).status();
    assert!(copied.unwrap().success());
    assert_eq!(reopened(&other).map(|program| place_in_the_matrix(&program)), Ok(78));
    // it is named, though, for whoever wants it
    let named = run(&other, &["recover"]);
    assert!(named.out.contains(&place.plan.canonicalize().unwrap().display().to_string()), "{}", named.out);
}

#[test]
fn a_plan_that_is_deleted_or_whose_folder_moves_while_it_is_open_loses_no_edit() {
    let place = Place::new();
    let mut terminal = Terminal::open(&place);
    to_the_matrix(&mut terminal);
    step(&mut terminal, UP);
    terminal.wait_for("unsaved, safe");
    fs::remove_file(&place.plan).unwrap();
    terminal.press(CTRL_S);
    terminal.wait_for("Not saved");
    assert!(!place.plan.exists(), "nothing is made of nothing without a word");
    kill_process(Pid::from_child(&terminal.child), Signal::KILL).unwrap();
    terminal.child.wait().unwrap();
    assert_eq!(run(&place, &["recover", "plan.ron", "-o", "again.ron"]).code, 0);
    let again = quarterdeck::shell::disk::open(&place.folder.path().join("again.ron")).unwrap().program;
    assert_eq!(place_in_the_matrix(&again), 79);

    let place = Place::new();
    let (folder, moved) = (place.folder.path().join("here"), place.folder.path().join("there"));
    fs::create_dir(&folder).unwrap();
    fs::rename(&place.plan, folder.join("plan.ron")).unwrap();
    let mut terminal = Terminal::start(&place, &[binary(), folder.join("plan.ron").into()]);
    to_the_matrix(&mut terminal);
    step(&mut terminal, UP);
    terminal.wait_for("unsaved, safe");
    fs::rename(&folder, &moved).unwrap();
    terminal.press(CTRL_S);
    terminal.wait_for("Not saved");
    fs::rename(&moved, &folder).unwrap();
    terminal.press(CTRL_S);
    terminal.wait_for("plan.ron saved");
    terminal.press(b"q");
    assert_eq!(terminal.ended().code(), Some(0));
}

#[test]
fn a_file_that_another_program_writes_piece_by_piece_is_taken_in_when_it_is_whole() {
    let place = Place::new();
    let whole = place.text().replacen("Harborline Partner Program", "Harborlight Partner Program", 1);
    let mut terminal = Terminal::open(&place);
    terminal.wait_for("Harborline Partner Program");
    let mut written = Vec::new();
    for piece in whole.as_bytes().chunks(whole.len() / 8 + 1) {
        written.extend_from_slice(piece);
        fs::write(&place.plan, &written).unwrap();
        terminal.press(b"\x1b[I");
        terminal.read(Duration::from_millis(30));
        assert!(!terminal.shows("Harborlight") || written.len() == whole.len(), "half of it is never taken in");
    }
    terminal.press(b"\x1b[I");
    terminal.wait_for("Harborlight");
    terminal.press(b"q");
    assert_eq!(terminal.ended().code(), Some(0));
    assert_eq!(place.text(), whole);
}

#[test]
fn a_file_of_a_newer_version_or_with_unknown_text_is_refused_and_stays_byte_for_byte() {
    let place = Place::new();
    let text = place.text();
    for (from, to) in [("version: 1", "version: 99"), ("currency:", "shape: Round(corners: 4), currency:")] {
        let other = text.replacen(from, to, 1);
        assert_ne!(other, text);
        fs::write(&place.plan, &other).unwrap();
        for words in [SET, &["fmt", "plan.ron"], &["undo", "plan.ron"], &["check", "plan.ron"]] {
            let answer = run(&place, words);
            assert!(answer.code == 4 && answer.err.contains("plan.ron:"), "{words:?}: {}", answer.err);
        }
        assert_eq!(place.text(), other);
    }
    assert_eq!(left_over(place.folder.path()), Vec::<String>::new());
}

#[test]
fn no_name_of_a_partner_leads_out_of_a_folder() {
    let place = Place::new();
    for name in
        ["../../x", "/etc/x", "CON", "nul.txt", "COM\u{b9}", ".", "..", "-rf", "a:b", " ", "\u{1f600}", "A.", "a\nb"]
    {
        let answer = run(&place, &["do", "plan.ron", "add-partner", "--", name]);
        assert!(answer.code == 0 || !answer.err.is_empty(), "{name}");
    }
    let program = quarterdeck::shell::disk::open(&place.plan).unwrap().program;
    assert!(program.partners.len() > 6, "{}", program.partners.len());
    for id in program.partners.ids() {
        let plain = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
        assert!(id.as_str().chars().all(plain) && !id.as_str().starts_with('-'), "{id:?}");
    }
}
