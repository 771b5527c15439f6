//! Whatever kills a save, the file is a whole old or a whole new version.
//!
//! This test binary starts itself as a saver that saves one version after the other and says so, a line each. It is
//! killed at a point that its own progress names, never by the clock. `SAVING_KILLS=500 cargo test --test saving` for
//! more of it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

use quarterdeck::program::goal::Goal;
use quarterdeck::program::profile::Profile;
use quarterdeck::program::{AnyRecord, Kind, Program};
use quarterdeck::shell::disk::{open, save};
use serde_json::json;

const FILE: &str = "QUARTERDECK_TEST_SAVER_FILE";

/// The version that comes after `n - 1`: its number stands first and last in the file, and in every goal.
fn version(n: u32) -> Program {
    let mut program = Program::named(&format!("Version {n}"));
    for i in 0..300 {
        let goal =
            json!({"id": format!("g-{i:03}"), "metric": "nps", "value": "5", "due": "2027-01-01", "note": note(n)});
        program.put(AnyRecord::from_json(Kind::Goal, goal).unwrap());
    }
    program.profile = Arc::new(Profile { note: Some(note(n)), ..Profile::clone(&program.profile) });
    program
}

fn note(n: u32) -> String {
    format!("of version {n} {}", "x".repeat(n as usize % 97))
}

/// The number of a version that is whole.
fn whole(path: &Path) -> u32 {
    let opened = open(path).unwrap_or_else(|error| panic!("{error}"));
    let name = &opened.program.profile.name;
    let n: u32 = name.strip_prefix("Version ").unwrap().parse().unwrap();
    let goals: Vec<&Goal> = opened.program.goals.iter().collect();
    assert_eq!(goals.len(), 300);
    assert!(goals.iter().all(|goal| goal.note.as_deref() == Some(&*note(n))), "mixed versions in {n}");
    n
}

/// The saver; without the variable that names its file this is an empty test.
#[test]
fn saver() {
    let Some(file) = std::env::var_os(FILE) else { return };
    let path = Path::new(&file);
    let mut trace = open(path).unwrap().source.trace();
    let mut out = std::io::stdout();
    // The test harness has begun a line of its own.
    writeln!(out).unwrap();
    for n in whole(path) + 1.. {
        writeln!(out, "saving {n}").and_then(|()| out.flush()).unwrap();
        trace = save(path, &version(n), Some(&trace)).unwrap().trace;
        writeln!(out, "saved {n}").and_then(|()| out.flush()).unwrap();
    }
}

#[cfg(unix)]
#[test]
fn a_killed_save_leaves_a_whole_version_and_never_an_older_one_than_it_said() {
    let kills: u64 = std::env::var("SAVING_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(40);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.ron");
    save(&path, &version(1), None).unwrap();
    let mut reached = whole(&path);
    for round in 0..kills {
        let mut saver = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "saver", "--nocapture", "--test-threads=1"])
            .env(FILE, &path)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(saver.stdout.take().unwrap());
        let mut said = reached;
        let mut line = String::new();
        // Killed after a line of progress; odd rounds in the middle of a save, even ones about its end.
        let last =
            format!("{} {}\n", if round % 2 == 1 { "saving" } else { "saved" }, u64::from(reached) + 1 + round % 5);
        while line != last {
            line.clear();
            assert_ne!(lines.read_line(&mut line).unwrap(), 0, "the saver ended before {last}");
            said = line.trim().strip_prefix("saved ").map_or(said, |n| n.parse().unwrap());
        }
        // Work of the parent in place of a pause: the kill falls into another part of the save each round.
        let spun: u64 = (0..round.wrapping_mul(7919) % 4_000).fold(0, |sum, i| std::hint::black_box(sum ^ i.pow(2)));
        std::hint::black_box(spun);
        saver.kill().unwrap();
        saver.wait().unwrap();
        let mut rest = String::new();
        lines.read_to_string(&mut rest).unwrap();
        said = rest.lines().filter_map(|line| line.strip_prefix("saved ")?.parse().ok()).fold(said, u32::max);
        reached = whole(&path);
        assert!(reached >= said, "round {round}: version {said} was said to be saved, the file has {reached}");
        assert!(reached <= said + 1, "round {round}: {reached} after {said}");
    }
    // The next save removes what the killed ones left.
    let trace = open(&path).unwrap().source.trace();
    save(&path, &version(reached + 1), Some(&trace)).unwrap();
    let names: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(!cfg!(target_os = "linux") || names == ["plan.ron"], "{names:?}");
}
