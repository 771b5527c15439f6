//! What other people and other programs wrote into a plan file is kept, through the program as a user calls it.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

/// A folder of its own for each test, and the state of the program inside it.
struct Place(tempfile::TempDir);

impl Place {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn put(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    fn run(&self, words: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_quarterdeck"));
        command.current_dir(self.0.path()).args(words).env_clear();
        for variable in ["CONFIG", "STATE", "DATA"] {
            command.env(format!("QUARTERDECK_{variable}_DIR"), self.path("home"));
        }
        command.output().unwrap()
    }

    fn ok(&self, words: &[&str]) {
        let output = self.run(words);
        assert!(output.status.success(), "{words:?}\n{}", String::from_utf8_lossy(&output.stderr));
    }
}

/// A plan as a person writes it who likes to lay things out.
const BY_HAND: &str = include_str!("support/by_hand.ron");

#[test]
fn one_edit_of_a_file_made_by_hand_is_one_line() {
    let place = Place::new();
    for text in [BY_HAND.to_owned(), BY_HAND.replace('\n', "\r\n"), format!("\u{feff}{BY_HAND}")] {
        place.put("plan.ron", &text);
        place.ok(&["do", "plan.ron", "set", "partner/globex/employees", "32"]);
        assert_eq!(place.text("plan.ron"), text.replace("0x1F", "32"));
        place.ok(&["undo", "plan.ron"]);
        assert_eq!(place.text("plan.ron"), text.replace("0x1F", "31"));
        place.ok(&["do", "plan.ron", "set", "program/fiscal_start_month", "5"]);
        place.ok(&["do", "plan.ron", "set", "partner/globex/note", ""]);
        let ended = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let note = format!("         note: r\"C:\\deals\",{ended}");
        assert_eq!(place.text("plan.ron"), text.replace("0x1F", "31").replace("0x4", "5").replace(&note, ""));
        assert!(!place.path("plan.with-comments.ron").exists());
    }
}
