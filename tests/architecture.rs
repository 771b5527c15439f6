//! The walls of the house, read from the source. A failure names the file, what is wrong and what to do.
//!
//! Moving a wall is a decision: change the table here, `docs/architecture.md` and `docs/decisions.md` together.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "support/programs.rs"]
mod programs;
#[path = "support/source.rs"]
mod source;

use std::collections::BTreeSet;
use std::path::Path;

use quarterdeck::program::record::{Reference, Visit};
use quarterdeck::program::{AnyRecord, Kind};
use serde_json::Value;
use source::SourceFile;

/// Each folder of `src/` and the folders it may use. `cli` and `tui` never use each other.
const WALLS: &[(&str, &[&str])] = &[
    ("program", &[]),
    ("edit", &["program"]),
    ("analysis", &["program"]),
    ("report", &["program", "analysis"]),
    ("export", &["program", "report"]),
    ("import", &["program", "edit"]),
    ("store", &["program", "edit"]),
    ("app", &["program", "edit", "analysis", "report", "import", "export", "store"]),
    ("shell", &["program", "edit", "analysis", "report", "import", "export", "store", "app"]),
    ("cli", &["program", "edit", "analysis", "report", "import", "export", "store", "app", "shell"]),
    ("tui", &["program", "edit", "analysis", "report", "import", "export", "store", "app", "shell"]),
];

/// Folders that read no clock, disk, environment or network.
const PURE: &[&str] = &["program", "edit", "analysis", "report", "import", "export", "store", "app"];

fn fail_with(what_to_do: &str, found: &[String]) {
    assert!(found.is_empty(), "\n  {}\n\n{what_to_do}\n", found.join("\n  "));
}

#[test]
fn every_folder_uses_only_what_stands_below_it() {
    let mut found = Vec::new();
    for file in source::files() {
        let Some(room) = file.room() else { continue };
        let Some((_, allowed)) = WALLS.iter().find(|(name, _)| *name == room) else {
            found.push(format!("{}: the folder {room} has no wall yet", file.path));
            continue;
        };
        for (line, used) in file.crate_paths() {
            if used != room && !allowed.contains(&used.as_str()) && WALLS.iter().any(|(name, _)| *name == used) {
                found.push(format!("{}:{line}: uses crate::{used}; {room} may use: {}", file.path, allowed.join(", ")));
            }
        }
    }
    fail_with(
        "Put the code where it may use what it needs, or pass the value in as an argument. A new folder gets a line in WALLS.",
        &found,
    );
}

#[test]
fn the_terminal_stands_only_in_tui_and_the_world_only_in_the_shell() {
    let mut found = Vec::new();
    for file in source::files() {
        let room = file.room().unwrap_or_default();
        for (line, text) in file.code() {
            for word in ["ratatui", "crossterm"] {
                if room != "tui" && text.contains(&format!("{word}::")) {
                    found.push(format!("{}:{line}: {word} outside of src/tui", file.path));
                }
            }
            for word in ["std::fs", "std::env", "std::net", "std::process", "SystemTime", "Instant::now", "Zoned::now"]
            {
                if PURE.contains(&room) && text.contains(word) {
                    found.push(format!("{}:{line}: {word} in {room}, which is pure", file.path));
                }
            }
        }
    }
    fail_with(
        "Pass dates, texts and bytes in as arguments; let the shell or the terminal do what touches the world.",
        &found,
    );
}

#[test]
fn files_are_short_enough_to_be_read() {
    let mut sizes: Vec<(usize, String)> = source::files()
        .iter()
        .filter(|file| !file.is_test())
        .map(|file| (file.code_lines(), file.path.clone()))
        .collect();
    sizes.sort();
    let largest: Vec<String> = sizes.iter().rev().take(12).map(|(n, path)| format!("{n} {path}")).collect();
    let over = |limit: usize| sizes.iter().filter(|(n, _)| *n > limit).count();
    let todo = "Divide the largest files by subject: one record, one rule, one widget, one command family a file.";
    let too_long: Vec<String> =
        sizes.iter().filter(|(n, _)| *n > 500).map(|(n, path)| format!("{n} lines: {path}")).collect();
    fail_with(todo, &too_long);
    let median = sizes[sizes.len() / 2].0;
    assert!(median <= 120, "half of the files have more than 120 lines ({median})\n{todo}\n{largest:#?}");
    let long = over(300);
    assert!(long * 10 <= sizes.len(), "{long} of {} files have more than 300 lines\n{todo}\n{largest:#?}", sizes.len());
}

#[test]
fn folders_and_files_are_named_after_what_they_hold() {
    let found: Vec<String> = source::files()
        .iter()
        .filter(|file| {
            Path::new(&file.path).with_extension("").iter().any(|part| {
                ["util", "utils", "common", "helper", "helpers", "misc", "shared", "stuff"]
                    .iter()
                    .any(|bad| part == *bad)
            })
        })
        .map(|file| file.path.clone())
        .collect();
    fail_with(
        "Name the file after the one thing that its parts are about; if there is no such thing, divide it.",
        &found,
    );
}

#[test]
fn a_mod_file_only_lists_what_is_in_the_folder() {
    let mut found = Vec::new();
    for file in source::files().iter().filter(|file| file.path.ends_with("/mod.rs")) {
        for (line, text) in file.code() {
            let words: Vec<&str> = text.split_whitespace().collect();
            let item = ["fn", "struct", "enum", "trait", "impl", "const", "static", "type", "macro_rules!"];
            let first = words.iter().find(|word| !word.starts_with("pub")).copied().unwrap_or_default();
            if item.contains(&first) || item.iter().any(|item| first.starts_with(&format!("{item}<"))) {
                found.push(format!("{}:{line}: {}", file.path, text.trim()));
            }
        }
    }
    fail_with("Move the item into a file of its own beside the mod file, and re-export it.", &found);
}

#[test]
fn nothing_panics_and_only_the_output_of_the_command_line_prints() {
    let mut found = Vec::new();
    for file in source::files().iter().filter(|file| !file.is_test()) {
        let prints = file.path == "src/cli/output.rs";
        for (line, text) in file.code() {
            for word in [".unwrap()", ".expect(\"", "panic!(", "todo!(", "unimplemented!(", "dbg!("] {
                if text.contains(word) {
                    found.push(format!("{}:{line}: {word}", file.path));
                }
            }
            for word in ["println!(", "print!("] {
                if !prints && text.contains(word) {
                    found.push(format!("{}:{line}: {word}", file.path));
                }
            }
        }
    }
    fail_with("Return a Result or an Option that says what is wrong; print through src/cli/output.rs.", &found);
}

#[test]
fn no_file_names_a_place_on_somebodys_machine() {
    let places = [
        concat!("/ho", "me/"),
        concat!("/Us", "ers/"),
        concat!("/ro", "ot/"),
        concat!("/wo", "rk/"),
        concat!("C:\\", "Users"),
    ];
    let mut found = Vec::new();
    for (path, text) in
        source::texts(&["src", "tests", "docs", "assets", "saves", "benches", "README.md", "Cargo.toml", ".ci"])
    {
        for (line, content) in text.lines().enumerate() {
            if places.iter().any(|place| content.contains(place)) {
                found.push(format!("{path}:{}: {}", line + 1, content.trim()));
            }
        }
    }
    fail_with("Use a path relative to the repository, or a made-up one such as /plans/acme.ron.", &found);
}

/// Identifiers of records in the words of the file, wherever they stand in a record.
fn identifiers(json: &Value, found: &mut Vec<String>) {
    let is_id = |text: &str| {
        text.rsplit_once('-').is_some_and(|(table, number)| {
            number.parse::<usize>().is_ok() && Kind::TABLES.iter().any(|kind| kind.table_name() == table)
        })
    };
    match json {
        Value::String(text) if is_id(text) => found.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| identifiers(item, found)),
        Value::Object(fields) => {
            for (key, value) in fields {
                if is_id(key) {
                    found.push(key.clone());
                }
                identifiers(value, found);
            }
        }
        _ => {}
    }
}

fn visited(record: &AnyRecord) -> Vec<String> {
    let mut found = Vec::new();
    let mut visit = |reference: Reference<'_>| {
        assert!(reference.id.starts_with(reference.kind.table_name()), "{reference:?}");
        found.push(reference.id.to_owned());
    };
    record.references(&mut Visit::new(&mut visit));
    found
}

#[test]
fn every_reference_of_every_record_is_visited() {
    let program = programs::program(11, 3);
    let mut found = Vec::new();
    for &kind in Kind::TABLES {
        for record in program.records(kind) {
            let mut json = record.to_json();
            json.as_object_mut().unwrap().remove("id");
            let mut standing = Vec::new();
            identifiers(&json, &mut standing);
            let mut seen = visited(&record);
            standing.sort();
            seen.sort();
            if standing != seen {
                found.push(format!("{kind}: the record holds {standing:?}, `references` visits {seen:?}"));
            }
        }
    }
    fail_with("Visit every `Id` of the record, also inside its parts, in the body of its `record!`.", &found);
}

#[test]
fn every_table_and_every_record_has_one_name() {
    let mut names = BTreeSet::new();
    for &kind in Kind::TABLES {
        assert!(
            !kind.noun().trim().is_empty() && !kind.table_name().is_empty(),
            "{kind:?} has no name; give it one in `records!`"
        );
        for name in BTreeSet::from([kind.table_name().to_owned(), kind.noun().to_lowercase().replace([' ', '-'], "_")])
        {
            assert!(names.insert(name.clone()), "{name} names two kinds; rename one in `records!`");
            assert_eq!(name.parse::<Kind>(), Ok(kind));
        }
        for (field, ..) in kind.fields() {
            let plain = field.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
            assert!(plain, "{kind}: {field} is not snake_case");
        }
    }
}

#[test]
fn the_source_is_read_as_the_compiler_reads_it() {
    let text = "//! crate::a\nuse crate::{edit::{Edit, field}, program};\nfn f() { \"crate::b // \\\" {\"; r#\"panic!(\"#; '\"'; /* .unwrap() */ }\n\
                #[cfg(test)]\nmod tests {\n    use crate::tui;\n    fn g() { x.unwrap() }\n}\nconst AFTER: u8 = 1;\n";
    let file = SourceFile::of("src/app/x.rs", text);
    assert_eq!(file.crate_paths(), [(2, "edit".to_owned()), (2, "program".to_owned())]);
    let code: String = file.code().map(|(_, text)| text).collect::<Vec<_>>().join("\n");
    assert!(!code.contains("panic") && !code.contains("unwrap") && code.contains("AFTER"), "{code}");
    assert_eq!(file.code_lines(), 4);
    assert!(SourceFile::of("src/app/x/tests.rs", "").is_test() && !file.is_test());
}
