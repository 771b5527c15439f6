//! The binary in a terminal: it shows, edits, saves, leaves, and gives the terminal back as it was.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where something unexpected is met")]
#![cfg(target_os = "linux")]

#[path = "support/programs.rs"]
mod programs;
#[path = "support/terminal.rs"]
mod terminal;

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use programs::Dice;
use rustix::process::{Pid, Signal, kill_process};
use terminal::{
    CTRL_S, DOWN, ENTER, ESC, Place, Terminal, UP, binary, left_over, place_in_the_matrix, reopened, step,
    to_the_matrix,
};

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
fn of_two_sessions_that_start_and_edit_at_once_exactly_one_writes() {
    let rounds: usize = std::env::var("STARTS").ok().and_then(|n| n.parse().ok()).unwrap_or(4) / 2;
    for round in 0..rounds {
        let place = Place::new();
        let mut both = [Terminal::open(&place), Terminal::open(&place)];
        for terminal in &mut both {
            terminal.wait_for("Harborline Partner Program");
            to_the_matrix(terminal);
        }
        for key in [b"m", UP, ENTER] {
            for terminal in &mut both {
                terminal.press(key);
            }
        }
        let ends: Vec<_> =
            both.iter_mut().map(|terminal| terminal.wait_for_any(&["unsaved, safe", "read-only "])).collect();
        assert!(matches!(ends[..], [Some(0), Some(1)] | [Some(1), Some(0)]), "round {round}: {ends:?}");
        drop(both);
        assert_eq!(reopened(&place).map(|program| place_in_the_matrix(&program)), Ok(79), "round {round}");
    }
}

#[test]
fn of_many_commands_that_start_at_once_each_is_done_whole_or_refused() {
    let starts: usize = std::env::var("STARTS").ok().and_then(|n| n.parse().ok()).unwrap_or(24);
    let place = Place::new();
    let (mut done, mut at_once) = (0, 0);
    for round in 0..starts.div_ceil(8) {
        let start = |n: usize| {
            let note = format!("note={}", round * 8 + n);
            std::process::Command::new(binary())
                .args([
                    "do",
                    "plan.ron",
                    "add",
                    "goal",
                    &format!("id=g-{round}-{n}"),
                    "metric=nps",
                    "value=5",
                    "due=2027-01-01",
                    &note,
                ])
                .current_dir(place.folder.path())
                .env_clear()
                .envs(place.variables())
                .stdin(Stdio::null())
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap()
        };
        let running: Vec<_> = (0..8).map(start).collect();
        let ended: Vec<_> = running.into_iter().map(|child| child.wait_with_output().unwrap()).collect();
        let program = quarterdeck::shell::disk::open(&place.plan).unwrap().program;
        for (n, output) in ended.iter().enumerate() {
            let told = String::from_utf8_lossy(&output.stderr);
            assert!(matches!(output.status.code(), Some(0 | 5)), "{told}");
            let is_there = program.goals.find(&format!("g-{round}-{n}")).is_some();
            assert_eq!(output.status.success(), is_there, "round {round}, {n}: {told}");
            done += usize::from(is_there);
            at_once += usize::from(!is_there);
        }
        assert!(
            ended.iter().any(|output| output.status.success()),
            "round {round}: nobody writes: {}",
            String::from_utf8_lossy(&ended[0].stderr)
        );
        assert!(reopened(&place).is_ok_and(|now| now == program), "round {round}: something is in the journal only");
    }
    assert_eq!(left_over(place.folder.path()), Vec::<String>::new());
    eprintln!("{done} done, {at_once} refused");
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

/// Edits and saves, killed at any moment from the start on: `CRASHES=3000 QUARTERDECK_BINARY=target/release/quarterdeck
/// cargo test --test terminal kill_9_at` for as many rounds.
#[test]
fn kill_9_at_any_moment_of_opening_editing_and_saving_loses_nothing_that_was_called_safe() {
    let rounds: usize = std::env::var("CRASHES").ok().and_then(|n| n.parse().ok()).unwrap_or(6);
    let place = Place::new();
    let mut dice = Dice::new(rounds as u64);
    let (mut at, mut up) = (78, true);
    for round in 0..rounds {
        // to and fro above the others, so that the first partner stays the first
        up = if up { at < 90 } else { at < 76 };
        let (direction, sign) = if up { (UP, 1) } else { (DOWN, -1_isize) };
        let mut terminal = Terminal::open(&place);
        // edits that were called safe, were called saved, were made at all
        let (mut safe, mut saved, mut made) = (0, 0, 0);
        if round % 5 == 4 {
            terminal.read(Duration::from_micros(dice.roll(60_000) as u64));
        } else {
            terminal.wait_for("Harborline Partner Program");
            to_the_matrix(&mut terminal);
            for _ in 0..=dice.roll(3) {
                step(&mut terminal, direction);
                terminal.wait_for("unsaved, safe");
                made += 1;
                safe = made;
                if dice.roll(3) == 0 {
                    terminal.press(CTRL_S);
                    terminal.wait_for("plan.ron saved");
                    saved = made;
                }
            }
            // more of both are under way when the program is killed
            for _ in 0..dice.roll(4) {
                for key in [b"m", direction, ENTER] {
                    terminal.press(key);
                }
                made += 1;
                if dice.roll(2) == 0 {
                    terminal.press(CTRL_S);
                }
            }
            let moment = std::time::Instant::now() + Duration::from_micros(dice.roll(25_000) as u64);
            while let Some(left) = moment.checked_duration_since(std::time::Instant::now()) {
                terminal.read(left);
            }
        }
        kill_process(Pid::from_child(&terminal.child), Signal::KILL).unwrap();
        terminal.child.wait().unwrap();
        let in_file =
            quarterdeck::shell::disk::open(&place.plan).unwrap_or_else(|error| panic!("round {round}: {error}"));
        let found = reopened(&place).unwrap_or_else(|error| panic!("round {round}: {error}"));
        let edits = |program| (place_in_the_matrix(program) as isize - at) * sign;
        let (edits, in_file) = (edits(&found), edits(&in_file.program));
        assert!((safe..=made).contains(&edits), "round {round}: {edits} of {safe} to {made}");
        assert!(in_file >= saved || saved == 0, "round {round}: {in_file} in the file of {saved}");
        at += edits * sign;
    }
    let mut terminal = Terminal::open(&place);
    to_the_matrix(&mut terminal);
    step(&mut terminal, if at < 90 { UP } else { DOWN });
    terminal.wait_for("unsaved, safe");
    terminal.press(CTRL_S);
    terminal.wait_for("plan.ron saved");
    terminal.press(b"q");
    assert_eq!(terminal.ended().code(), Some(0));
    assert_eq!(left_over(place.folder.path()), Vec::<String>::new());
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
        let output = std::process::Command::new(binary())
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

/// A word of the command line in a place: its code, what it said, what it told.
fn run(place: &Place, words: &[&str]) -> (i32, String, String) {
    let output = std::process::Command::new(binary())
        .args(words)
        .current_dir(place.folder.path())
        .env_clear()
        .envs(place.variables())
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn edits_of_a_session_that_died_while_another_went_on_are_named_and_brought_back() {
    let place = Place::new();
    let mut first = Terminal::open(&place);
    to_the_matrix(&mut first);
    step(&mut first, UP);
    first.wait_for("unsaved, safe");
    let mut other = Terminal::open(&place);
    other.wait_for("Read-only");
    kill_process(Pid::from_child(&first.child), Signal::KILL).unwrap();
    first.child.wait().unwrap();
    let (_, plans, _) = run(&place, &["recover"]);
    assert!(plans.contains("plan.ron: 1 edit, the last of "), "while the other one sits idle: {plans}");
    // the window of the other one gets the focus: it looks at once whether it may edit
    other.press(b"\x1b[I");
    other.wait_for("Nobody else edits");
    to_the_matrix(&mut other);
    other.press(b"j");
    step(&mut other, UP);
    other.wait_for("unsaved, safe");
    let (_, plans, _) = run(&place, &["recover"]);
    assert!(plans.contains("plan.ron: 1 edit, the last of ") && plans.contains("--journal "), "{plans}");
    other.press(CTRL_S);
    other.wait_for("plan.ron saved");
    other.press(b"q");
    assert_eq!(other.ended().code(), Some(0));
    let (_, plans, _) = run(&place, &["recover", "--json"]);
    let plans: serde_json::Value = serde_json::from_str(&plans).unwrap();
    let journal = plans["data"]["plans"][0]["journal"].as_str().unwrap().to_owned();
    let (code, _, told) = run(&place, &["recover", "plan.ron", "--journal", &journal]);
    assert_eq!(code, 0, "{told}");
    assert_eq!(reopened(&place).map(|program| place_in_the_matrix(&program)), Ok(79));
    assert_eq!(run(&place, &["recover"]).2.trim(), "every edit is in its file");
}

/// Whether the journals of a place hold a text.
fn is_in_a_journal(place: &Place, text: &str) -> bool {
    let Ok(plans) = std::fs::read_dir(place.folder.path().join("state/journal")) else { return false };
    let files = plans.flat_map(|plan| std::fs::read_dir(plan.unwrap().path()).unwrap());
    files
        .map(|file| std::fs::read(file.unwrap().path()).unwrap())
        .any(|bytes| String::from_utf8_lossy(&bytes).contains(text))
}

#[test]
fn text_that_is_being_typed_outlives_kill_9_and_is_shown_until_it_was_seen() {
    let place = Place::new();
    let mut terminal = Terminal::open(&place);
    terminal.wait_for("Harborline Partner Program");
    terminal.press(b"1");
    terminal.wait_for("NAV");
    terminal.press(b"e");
    terminal.wait_for("Tab next");
    for key in b" half a sen" {
        terminal.press(&[*key]);
    }
    let deadline = std::time::Instant::now() + terminal::PATIENCE;
    while !is_in_a_journal(&place, "half a sen") {
        assert!(std::time::Instant::now() < deadline, "not kept");
        terminal.read(Duration::from_millis(20));
    }
    kill_process(Pid::from_child(&terminal.child), Signal::KILL).unwrap();
    terminal.child.wait().unwrap();
    let (_, plans, _) = run(&place, &["recover"]);
    assert!(plans.contains("half a sen") && plans.contains("and not entered"), "{plans}");
    let mut again = Terminal::open(&place);
    again.wait_for("being typed when the last session ended");
    again.wait_for("half a sen");
    again.press(ESC);
    again.wait_without("half a sen");
    again.press(b"q");
    assert_eq!(again.ended().code(), Some(0));
    let mut last = Terminal::open(&place);
    last.wait_for("Harborline Partner Program");
    assert!(!last.shows("half a sen"), "it was seen");
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
        std::process::Command::new(binary())
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

#[test]
fn a_storm_of_sizes_ends_in_a_whole_screen() {
    let place = Place::new();
    let mut terminal = Terminal::open(&place);
    terminal.wait_for("Harborline Partner Program");
    let size = |terminal: &mut Terminal, rows: u16, columns: u16| {
        terminal.pty.resize(pty_process::Size::new(rows, columns)).unwrap();
        let cells = |cells: u16| std::num::NonZeroU16::new(cells).unwrap();
        terminal.parser.screen_mut().set_size(cells(rows), cells(columns));
        terminal.read(Duration::ZERO);
    };
    for round in 0..100_u16 {
        size(&mut terminal, 1 + round * 7 % 60, 1 + round * 13 % 200);
        if round % 10 == 0 {
            terminal.press(DOWN);
        }
    }
    size(&mut terminal, 30, 100);
    // keys that come before the frame of this size belong to one that was too small for them
    let footer = |terminal: &Terminal| terminal.parser.screen().rows(0, 100).nth(29).unwrap_or_default();
    while !footer(&terminal).contains("commands  q close") {
        assert!(
            terminal.read(terminal::PATIENCE),
            "no frame of the last size:\n{}",
            terminal.parser.screen().contents()
        );
    }
    // a key that arrives together with a change of size is read by the terminal library with the next key
    let deadline = std::time::Instant::now() + terminal::PATIENCE;
    while !terminal.shows("Value matrix") {
        assert!(std::time::Instant::now() < deadline, "no pane:\n{}", terminal.parser.screen().contents());
        terminal.press(b"2");
        while terminal.read(Duration::from_millis(300)) {}
    }
    terminal.wait_for("To decide");
    terminal.press(ESC);
    terminal.wait_without("To decide");
    terminal.wait_for("saved");
    terminal.press(b"q");
    assert_eq!(terminal.ended().code(), Some(0));
    terminal.assert_given_back();
}

#[test]
fn a_file_is_read_beside_the_screen_and_a_document_is_written_beside_the_plan() {
    let place = Place::new();
    let deals = "Deal Name,Partner,Stage,Close Date,Amount\nHarbour crane,Dockside Ltd,Won,2026-04-03,1200\n";
    let path = place.folder.path().join("deals.csv");
    std::fs::write(&path, deals).unwrap();
    let mut terminal = Terminal::open(&place);
    terminal.wait_for("Harborline Partner Program");
    terminal.press(b"zi");
    terminal.wait_for("What can be imported");
    terminal.press(path.to_str().unwrap().as_bytes());
    terminal.wait_for("deals.csv");
    terminal.press(ENTER);
    terminal.wait_for("1 row accepted");
    terminal.press(ENTER);
    terminal.wait_for("Harbour crane");
    terminal.press(ENTER);
    terminal.wait_for("undoes it");
    terminal.press(b"5ze");
    terminal.wait_for("type to search");
    terminal.press(ENTER);
    terminal.wait_for("more lines with PgDn");
    terminal.press(ENTER);
    terminal.wait_for("Wrote");
    let written = |name: &str| name.starts_with("qbr-") && name.ends_with("-INTERNAL.md");
    let files: Vec<String> = place
        .folder
        .path()
        .read_dir()
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert!(files.iter().any(|name| written(name)), "{files:?}");
    terminal.press(CTRL_S);
    terminal.wait_for("Saved");
    terminal.press(b"q");
    assert_eq!(terminal.ended().code(), Some(0));
    assert!(place.text().contains("Dockside Ltd"));
}

#[test]
fn an_editor_has_the_terminal_alone_and_its_text_comes_back_as_one_step() {
    let place = Place::new();
    let editor = place.folder.path().join("editor");
    let script =
        "#!/bin/sh\nstty -a | grep -q -- '-icanon' && echo RAW\necho THE EDITOR\nread line\necho \"$line\" > \"$1\"\n";
    std::fs::write(&editor, script).unwrap();
    std::fs::set_permissions(&editor, std::os::unix::fs::PermissionsExt::from_mode(0o700)).unwrap();
    let names = format!("EDITOR={}", editor.display());
    let mut terminal = Terminal::start(&place, &["env".into(), names.into(), binary(), place.plan.clone().into()]);
    terminal.wait_for("Harborline Partner Program");
    terminal.press(b"1");
    terminal.wait_for("sorted by name");
    terminal.press(b"E");
    terminal.wait_for("THE EDITOR");
    assert!(!terminal.shows("RAW"), "the editor finds the terminal as a shell leaves it");
    terminal.press(b"Dq, typed for the editor alone\r");
    terminal.wait_for("Set note of");
    terminal.assert_taken();
    terminal.press(CTRL_S);
    terminal.wait_for("Saved");
    terminal.press(b"q");
    assert_eq!(terminal.ended().code(), Some(0));
    // what the editor wrote stays on the screen of the shell
    assert!(!terminal.parser.screen().alternate_screen());
    assert_eq!(terminal.modes, terminal::modes(&terminal.line));
    let program = quarterdeck::store::read(place.text().as_bytes()).unwrap().program;
    let noted = program.partners.iter().filter(|p| p.note.as_deref() == Some("Dq, typed for the editor alone"));
    assert_eq!(noted.count(), 1);
}
