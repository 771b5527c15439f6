//! Files that mean harm: whatever an import is given, it takes a bounded amount of memory, says why it refuses, and nothing
//! foreign reaches the terminal.
//!
//! Every file is made here. The memory is the peak of the real binary, as the system counts it.

#![allow(clippy::format_collect, clippy::format_push_string, reason = "short and fast enough for a test")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
#![cfg(target_os = "linux")]

#[path = "support/terminal.rs"]
mod terminal;

use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use quarterdeck::program::{AnyRecord, Program};
use quarterdeck::store;
use terminal::{Place, Terminal, binary};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// What an import may take at its peak.
const MEMORY_MB: u64 = 300;

/// How a run of the binary ended.
struct Ended {
    code: i32,
    told: String,
    peak_mb: u64,
}

/// Runs an import and watches how much memory it takes.
fn import(place: &Place, source: &str, input: Stdio) -> Ended {
    let file = |name: &str| File::create(place.folder.path().join(name)).unwrap();
    let mut child = Command::new(binary())
        .args(["import", "plan.ron", source, "--dry-run"])
        .current_dir(place.folder.path())
        .env_clear()
        .envs(place.variables())
        .stdin(input)
        .stdout(file("out"))
        .stderr(file("err"))
        .spawn()
        .unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut peak_kb = 0;
    let code = loop {
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let peak = text.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse().ok());
        peak_kb = peak.unwrap_or(peak_kb).max(peak_kb);
        if let Some(status) = child.try_wait().unwrap() {
            break status.code().unwrap_or(-1);
        }
        std::thread::yield_now();
    };
    let read = |name: &str| String::from_utf8(std::fs::read(place.folder.path().join(name)).unwrap()).unwrap();
    Ended { code, told: read("out") + &read("err"), peak_mb: peak_kb / 1024 }
}

/// Asserts that a file is refused with a reason, in little memory and few words, and the plan is as it was.
fn assert_refused(name: &str, bytes: &[u8], why: &str) {
    let place = Place::new();
    let before = place.text();
    std::fs::write(place.folder.path().join(name), bytes).unwrap();
    let ended = import(&place, name, Stdio::null());
    assert_eq!(ended.code, 4, "{name}: {}", ended.told);
    assert!(ended.told.contains(why), "{name}: {}", ended.told);
    assert!(ended.told.len() < 4_000, "{name}: {} bytes are said", ended.told.len());
    assert!(ended.peak_mb < MEMORY_MB, "{name}: {} MB", ended.peak_mb);
    assert_eq!(place.text(), before);
}

/// The parts of a workbook of one sheet, in which these texts are shared.
fn parts(sheets: usize, sheet: &str, shared: &str) -> Vec<(String, String)> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let relations = |of: String| format!("<Relationships xmlns=\"{package}/relationships\">{of}</Relationships>");
    let relation = |id: usize, kind: &str, target: &str| {
        format!("<Relationship Id=\"rId{id}\" Type=\"{office}/{kind}\" Target=\"{target}\"/>")
    };
    let each = |of: &dyn Fn(usize) -> String| (1..=sheets).map(of).collect::<String>();
    let named = each(&|n| format!("<sheet name=\"S{n}\" sheetId=\"{n}\" r:id=\"rId{n}\"/>"));
    let book = relations(
        each(&|n| relation(n, "worksheet", "worksheets/sheet1.xml"))
            + &relation(0, "sharedStrings", "sharedStrings.xml"),
    );
    let mut parts = vec![
        ("[Content_Types].xml".to_owned(), format!("<Types xmlns=\"{package}/content-types\"/>")),
        ("_rels/.rels".to_owned(), relations(relation(1, "officeDocument", "xl/workbook.xml"))),
        ("xl/_rels/workbook.xml.rels".to_owned(), book),
        (
            "xl/workbook.xml".to_owned(),
            format!("<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets>{named}</sheets></workbook>"),
        ),
        ("xl/worksheets/sheet1.xml".to_owned(), sheet.replace("<worksheet>", &format!("<worksheet xmlns=\"{main}\">"))),
    ];
    if !shared.is_empty() {
        parts.push(("xl/sharedStrings.xml".to_owned(), shared.to_owned()));
    }
    parts
}

fn zipped(parts: &[(String, String)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        // what is small need not be packed, which takes its time in a build without optimisation
        let method = if text.len() > 500_000 { CompressionMethod::Deflated } else { CompressionMethod::Stored };
        zip.start_file(name.as_str(), SimpleFileOptions::default().compression_method(method)).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn workbook(sheet: &str, shared: &str) -> Vec<u8> {
    zipped(&parts(1, sheet, shared))
}

fn rows(rows: &str) -> String {
    format!("<worksheet><sheetData>{rows}</sheetData></worksheet>")
}

#[test]
fn a_workbook_that_unpacks_without_end_is_refused() {
    let spaces = " ".repeat(9 << 20);
    assert_refused("bomb.xlsx", &workbook(&rows(&spaces), ""), "unpacks to more than");
    // what it says of its own size is believed by nobody
    let mut lying = workbook(&rows(&spaces), "");
    for at in 0..lying.len().saturating_sub(28) {
        if lying[at..].starts_with(b"PK\x01\x02") {
            lying[at + 24..at + 28].copy_from_slice(&10_u32.to_le_bytes());
        }
    }
    assert_refused("lying.xlsx", &lying, "");
    let nested = zipped(&[("xl/inner.zip".to_owned(), "PK".to_owned())]);
    assert_refused("nested.xlsx", &nested, "neither delimited text nor a workbook");
}

#[test]
fn a_workbook_that_asks_for_room_it_does_not_fill_is_refused() {
    let one = rows("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>");
    let declared = "<sst count=\"1\" uniqueCount=\"9999999999999999\"><si><t>Deal</t></si></sst>";
    assert_refused("declared.xlsx", &workbook(&one, declared), "shared texts");
    let far: String = (1..=2_100).map(|n| format!("<row r=\"{n}\"><c r=\"ALK{n}\"><v>1</v></c></row>")).collect();
    assert_refused("far.xlsx", &workbook(&rows(&far), ""), "more than 2000000 cells");
    let apart: String =
        (1..=300).map(|n| format!("<row r=\"{0}\"><c r=\"A{0}\"><v>1</v></c></row>", n * 1_000)).collect();
    assert_refused("apart.xlsx", &workbook(&rows(&apart), ""), "more than 50000 lines");
    let last = rows("<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>");
    assert_refused("last.xlsx", &workbook(&last, ""), "columns");
    let hidden: String = "<col min=\"1\" max=\"16384\" hidden=\"1\"/>".repeat(20_000);
    let hidden = format!("<worksheet><cols>{hidden}</cols><sheetData/></worksheet>");
    assert_refused("hidden.xlsx", &workbook(&hidden, ""), "");
    assert_refused("sheets.xlsx", &zipped(&parts(201, &one, "")), "more than 200 sheets");
}

#[test]
fn a_text_that_stands_in_many_cells_is_not_copied_without_end() {
    let shared = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(400_000));
    let cells: String = (1..=300).map(|n| format!("<row r=\"{n}\"><c r=\"A{n}\" t=\"s\"><v>0</v></c></row>")).collect();
    assert_refused("shared.xlsx", &workbook(&rows(&cells), &shared), "unpacks to more than");
    let long =
        rows(&format!("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>{}</t></is></c></row>", "y".repeat(1_100_000)));
    assert_refused("long.xlsx", &workbook(&long, ""), "a cell holds more than 1 MB");
}

#[test]
fn a_workbook_of_many_parts_or_deep_or_of_its_own_types_is_refused() {
    let many: Vec<(String, String)> = (0..10_001).map(|n| (format!("p/{n}"), String::new())).collect();
    assert_refused("many.xlsx", &zipped(&many), "more than 10000 parts");
    let deep = format!("<worksheet>{}</worksheet>", "<a>".repeat(100_000));
    assert_refused("deep.xlsx", &workbook(&deep, ""), "");
    let elements = format!("<sst>{}</sst>", "<x/>".repeat(10));
    let mut styled = parts(1, &rows(""), &elements);
    styled.push(("xl/styles.xml".to_owned(), "<x/>".repeat(510_000)));
    assert_refused("styles.xlsx", &zipped(&styled), "elements beside its cells");
    let laughs = "<!DOCTYPE lolz [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>";
    let row = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>&b;</t></is></c></row>";
    assert_refused("laughs.xlsx", &workbook(&format!("{laughs}{}", rows(row)), ""), "document type");
    let outside = "<!DOCTYPE x SYSTEM \"file:///etc/passwd\">";
    assert_refused("outside.xlsx", &workbook(&format!("{outside}{}", rows(row)), ""), "document type");
}

#[test]
fn what_is_no_workbook_says_what_it_is() {
    let old = [&b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"[..], &[0; 2_000]].concat();
    assert_refused("old.xls", &old, "old binary format");
    assert_refused("page.xls", b"<html><table><tr><td>Deal</td></tr></table></html>", "web page");
    assert_refused("cut.xlsx", &workbook(&rows(""), "")[..300], "neither delimited text nor a workbook");
    assert_refused("nul.csv", b"Deal,Stage\0,Close Date\n", "binary data");
    let outside = zipped(&[("../../../../tmp/quarterdeck-was-here".to_owned(), "x".to_owned())]);
    assert_refused("outside.xlsx", &outside, "");
    assert!(!Path::new("/tmp/quarterdeck-was-here").exists());
}

#[test]
fn delimited_text_that_holds_too_much_of_anything_is_refused() {
    let header = "Deal,Stage,Amount,Close Date\n";
    assert_refused("lines.csv", format!("{header}{}", "\n".repeat(50_001)).as_bytes(), "more than 50000 lines");
    assert_refused(
        "cells.csv",
        format!("{header}{}", format!("{}\n", ",".repeat(16_000)).repeat(126)).as_bytes(),
        "cells",
    );
    assert_refused("columns.csv", format!("{header}{}", ",".repeat(16_385)).as_bytes(), "columns");
    assert_refused("long.csv", format!("{header}{}", "z".repeat(1_100_000)).as_bytes(), "a cell holds more than 1 MB");
    let open = format!("{header}\"{}", "Deal,Won,1,2026-01-01\n".repeat(50_000));
    assert_refused("open.csv", open.as_bytes(), "a cell holds more than 1 MB");
    let wide: String = (0..10_000).map(|n| format!("Column {n},")).collect();
    assert_refused("wide.csv", wide.as_bytes(), "no row names the columns");
}

#[test]
fn a_file_of_a_gigabyte_is_refused_before_it_is_read() {
    let place = Place::new();
    let huge = place.folder.path().join("huge.csv");
    File::create(&huge).unwrap().set_len(1 << 30).unwrap();
    for (source, input) in [("huge.csv", Stdio::null()), ("-", Stdio::from(File::open(&huge).unwrap()))] {
        let ended = import(&place, source, input);
        assert_eq!(ended.code, 4, "{}", ended.told);
        assert!(ended.told.contains("is more than the 20 MB an import takes"), "{}", ended.told);
        assert!(ended.peak_mb < MEMORY_MB, "{source}: {} MB", ended.peak_mb);
    }
    let plan = place.folder.path().join("huge.ron");
    File::create(&plan).unwrap().set_len(1 << 30).unwrap();
    let checked = Command::new(binary()).arg("check").arg(&plan).env_clear().output().unwrap();
    assert_eq!(checked.status.code(), Some(4), "{}", String::from_utf8_lossy(&checked.stderr));
}

#[test]
fn the_largest_files_that_are_taken_stay_within_the_memory() {
    let place = Place::new();
    let mut text = String::from("Deal,Stage,Amount,Close Date,Partner,Owner,Note,Region\n");
    for n in 0..40_000 {
        text.push_str(&format!(
            "Deal {n},Won,{n}.50,2026-03-{:02},Partner {},Owner {},a note of some length {n},EMEA\n",
            n % 28 + 1,
            n % 500,
            n % 40
        ));
    }
    std::fs::write(place.folder.path().join("many.csv"), &text).unwrap();
    let ended = import(&place, "many.csv", Stdio::null());
    assert_eq!(ended.code, 0, "{}", ended.told);
    assert!(ended.peak_mb < MEMORY_MB, "{} MB", ended.peak_mb);
    let cells: String =
        (1..=20_000).map(|n| format!("<row r=\"{n}\">{}</row>", "<c><v>1</v></c>".repeat(10))).collect();
    std::fs::write(place.folder.path().join("cells.xlsx"), workbook(&rows(&cells), "")).unwrap();
    let ended = import(&place, "cells.xlsx", Stdio::null());
    assert_eq!(ended.code, 4, "{}", ended.told);
    assert!(ended.peak_mb < MEMORY_MB, "{} MB", ended.peak_mb);
}

/// Sequences that would retitle, recolour, answer or rewrite a terminal, and characters that turn text around.
const HARM: &[&str] = &[
    "\u{1b}]0;HARM\u{7}",
    "\u{1b}]52;c;SEFSTQ==\u{7}",
    "\u{1b}]8;;http://harm.example\u{1b}\\HARM",
    "\u{1b}[666;777H",
    "\u{1b}[41;95mHARM",
    "\u{1b}P1;1|HARM\u{1b}\\",
    "\u{1b}_HARM\u{1b}\\",
    "\u{1b}c",
    "\u{9b}666m",
    "\u{90}HARM\u{9c}",
    "\u{7}\u{8}\u{0}\u{7f}",
    "\u{202e}HARM\u{2066}",
];

/// Asserts that bytes for a terminal hold none of it: no foreign sequence, no control beyond those that a screen needs.
fn assert_harmless(bytes: &[u8], what: &str) {
    let text = String::from_utf8_lossy(bytes);
    for bad in
        ["\u{1b}]0;HARM", "\u{1b}]52", "\u{1b}]8;", "\u{1b}[666", "\u{1b}[41;95m", "\u{1b}P", "\u{1b}_", "\u{1b}c"]
    {
        assert!(!text.contains(bad), "{what}: {bad:?}");
    }
    for c in text.chars() {
        let control = c.is_control() && !['\n', '\r', '\u{1b}', '\t'].contains(&c);
        assert!(
            !control && !('\u{202a}'..='\u{202e}').contains(&c) && !('\u{2066}'..='\u{2069}').contains(&c),
            "{what}: {c:?}"
        );
    }
    // what follows an escape is what this program and its renderer write
    for (at, _) in text.match_indices('\u{1b}') {
        let rest = &text[at + 1..];
        let fine = rest.starts_with('[') || rest.starts_with(['7', '8', '=', '>']) || rest.starts_with("]2;");
        assert!(fine, "{what}: {:?}", rest.chars().take(12).collect::<String>());
    }
}

/// A plan in which every text that a screen shows means harm.
fn hostile() -> Program {
    let mut program = store::read(include_bytes!("../saves/example.ron")).unwrap().program;
    let partners: Vec<_> = program.partners.iter().cloned().collect();
    for (n, mut partner) in partners.into_iter().enumerate() {
        partner.name = format!("{}A{n}", HARM.concat());
        partner.note = Some(HARM.concat());
        program.put(AnyRecord::from(partner));
    }
    program
}

#[test]
fn no_foreign_sequence_of_a_plan_reaches_the_terminal() {
    let mut place = Place::new();
    place.plan = place.folder.path().join("plan\u{1b}]0;HARM\u{7}\u{202e}.ron");
    let bytes = store::write(&hostile(), None).source.text().as_bytes().to_vec();
    std::fs::write(&place.plan, bytes).unwrap();
    let mut terminal = Terminal::open(&place);
    terminal.wait_for("Home");
    for key in [&b"1"[..], b"\r", b"\x1b", b"2", b"3", b"4", b"5", b"6", b"!", b"\x1b", b":", b"HARM", b"\x1b"] {
        terminal.press(key);
        terminal.read(std::time::Duration::from_millis(300));
        while terminal.read(std::time::Duration::from_millis(40)) {}
    }
    terminal.press(b"\x1b[200~\x1b]0;HARM\x07\x1b[201~");
    while terminal.read(std::time::Duration::from_millis(100)) {}
    assert!(terminal.received.len() > 5_000, "panes were drawn");
    assert_harmless(&terminal.received, "the screen");
    terminal.press(b"q");
    terminal.press(b"q");
}

#[test]
fn no_foreign_sequence_of_any_file_reaches_the_output_of_the_command_line() {
    let place = Place::new();
    let bytes = store::write(&hostile(), None).source.text().as_bytes().to_vec();
    std::fs::write(&place.plan, &bytes).unwrap();
    let folder = place.folder.path();
    let csv = format!(
        "Deal,Stage,Amount,Close Date,Partner\n{}",
        HARM.iter().map(|harm| format!("\"{harm}\",Won,\"{harm}\",2026-01-01,\"{harm}x\"\n")).collect::<String>()
    );
    std::fs::write(folder.join("deals.csv"), csv.replace('\0', "")).unwrap();
    let header = HARM.iter().map(|harm| format!("\"{harm}\"")).collect::<Vec<_>>().join(",").replace('\0', "");
    std::fs::write(folder.join("header.csv"), header).unwrap();
    let name = "no\u{1b}]0;HARM\u{7}\u{202e}such.ron";
    std::fs::write(folder.join("broken.ron"), "(version: 1, \u{1b}]0;HARM\u{7}: \u{202e})").unwrap();
    let runs: &[&[&str]] = &[
        &["show", "plan.ron", "partners"],
        &["show", "plan.ron", "health"],
        &["show", "plan.ron", "summary"],
        &["check", "plan.ron"],
        &["check", "broken.ron"],
        &["check", name],
        &["import", "plan.ron", "deals.csv", "--dry-run"],
        &["import", "plan.ron", "header.csv", "--dry-run"],
        &["import", "plan.ron", name],
        &["do", "plan.ron", "set", "program/name", HARM[0]],
        &["do", "plan.ron", HARM[1]],
        &["log", "plan.ron"],
        &["diff", "plan.ron", "plan.ron"],
        &["recover"],
        &["show", "plan.ron", "partners", "--json"],
        &["check", "broken.ron", "--json"],
        &["import", "plan.ron", "deals.csv", "--dry-run", "--json"],
    ];
    for words in runs {
        let output = Command::new(binary())
            .args(*words)
            .current_dir(folder)
            .env_clear()
            .envs(place.variables())
            .stdin(Stdio::null())
            .output()
            .unwrap();
        assert!(output.status.code().is_some(), "{words:?}");
        for bytes in [output.stdout, output.stderr] {
            assert!(!bytes.contains(&0x1b), "{words:?}: {}", String::from_utf8_lossy(&bytes).escape_debug());
            assert_harmless(&bytes, &format!("{words:?}"));
        }
    }
    // a document is written to a pipe as it is, and to a terminal without what steers one
    for words in [
        &["export", "plan.ron", "partners", "--format", "csv"][..],
        &["export", "plan.ron", "calendar"],
        &["check", name],
    ] {
        let words: Vec<_> = std::iter::once(binary()).chain(words.iter().map(Into::into)).collect();
        let mut terminal = Terminal::start(&place, &words);
        terminal.ended();
        assert!(!terminal.received.is_empty());
        assert_harmless(&terminal.received, &format!("{words:?}"));
    }
}
