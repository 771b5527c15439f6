//! Bytes that nobody meant: whatever is read ends in an answer or a reason, never in a panic, and what is accepted comes back the same.
//!
//! The corpus is every plan and every sample of this repository, each broken in many places from a fixed seed; `BROKEN=2000
//! cargo test --test broken_bytes` breaks each in more of them.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "support/programs.rs"]
mod programs;

use std::path::{Path, PathBuf};

use crossterm::event::{Event as Key, KeyCode, KeyEvent, KeyModifiers};
use jiff::civil::date;
use programs::Dice;
use quarterdeck::app::{Dates, Origin, Workbench};
use quarterdeck::edit::merge::{Stands, merge};
use quarterdeck::import::{Options as ImportOptions, parse, propose};
use quarterdeck::program::currency::Currency;
use quarterdeck::store;
use quarterdeck::store::journal::{Began, Content, Entry, Moment, Text, line};
use quarterdeck::tui::panes;
use quarterdeck::tui::screen::{Event, Options, Screen};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// What a broken file likes to hold.
const PIECES: &[&[u8]] = &[
    b"(",
    b")",
    b"[",
    b"]",
    b"{",
    b"}",
    b"\"",
    b",",
    b":",
    b"\\",
    b"//",
    b"/*",
    b"*/",
    b"\r\n",
    b"\n",
    b"\0",
    b"\xff",
    b"\xef\xbb\xbf",
    b"r#\"",
    b"Some(",
    b"None",
    b"inf",
    b"NaN",
    b"-0",
    b"1e400",
    b"0x",
    b"99999999999999999999",
    b"\"2026-02-30\"",
    b"<<<<<<< HEAD\n",
    b"=cmd|'/c calc'!A1",
    b"\x1b[2J",
    b"\xe2\x80\xae",
    b";",
    b"\t",
    b"'",
];

fn times(each: usize) -> usize {
    let factor: usize = std::env::var("BROKEN").ok().and_then(|n| n.parse().ok()).unwrap_or(1);
    each * factor.max(1)
}

/// The bytes with some of them gone, doubled, turned or put in.
fn broken(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=dice.roll(4) {
        let at = dice.roll(bytes.len().max(1)).min(bytes.len().saturating_sub(1));
        let end = (at + dice.roll(40)).min(bytes.len());
        match dice.roll(6) {
            0 => bytes.truncate(at),
            1 => drop(bytes.drain(at..end)),
            2 => {
                let part = bytes[at..end].to_vec();
                bytes.splice(at..at, part);
            }
            3 if !bytes.is_empty() => bytes[at] ^= 1 << dice.roll(8),
            _ => drop(bytes.splice(at..at, PIECES[dice.roll(PIECES.len())].iter().copied())),
        }
    }
    bytes
}

fn files(folder: &str, endings: &[&str]) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let fits = |path: &PathBuf| path.extension().is_some_and(|ending| endings.iter().any(|known| ending == *known));
    let read = |path: PathBuf| {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        (name, std::fs::read(path).unwrap())
    };
    paths.into_iter().filter(fits).map(read).filter(|(_, bytes)| bytes.len() < 200_000).collect()
}

fn plans() -> Vec<(String, Vec<u8>)> {
    let mut plans = files("saves", &["ron"]);
    plans.extend(files("tests/plans", &["ron"]));
    let made = store::write(&programs::program(1, 2), None).source.text().as_bytes().to_vec();
    plans.push(("made".to_owned(), made));
    plans
}

#[test]
fn a_broken_plan_is_refused_or_comes_back_byte_for_byte() {
    let mut accepted = 0;
    for (name, bytes) in plans() {
        let mut dice = Dice::new(bytes.len() as u64);
        for _ in 0..times(60) {
            let text = broken(&bytes, &mut dice);
            match store::read(&text) {
                Ok(read) => {
                    accepted += 1;
                    assert_eq!(
                        store::write(&read.program, Some(&read.source)).source.text().as_bytes(),
                        text,
                        "{name}"
                    );
                }
                Err(faults) => assert!(!faults.0.is_empty() && faults.0.iter().all(|fault| fault.line > 0), "{name}"),
            }
        }
    }
    assert!(accepted > 0);
}

#[test]
fn broken_versions_of_a_plan_that_are_plans_merge_the_same_from_both_sides() {
    let mut merged = 0;
    for (name, bytes) in plans() {
        let Ok(base) = store::read(&bytes) else { continue };
        let mut dice = Dice::new(7 + bytes.len() as u64);
        let readable: Vec<_> = (0..times(60))
            .filter_map(|_| store::read(&broken(&bytes, &mut dice)).ok().map(|read| read.program))
            .collect();
        for pair in readable.windows(2) {
            let there = merge(&base.program, &pair[0], &pair[1], Stands::Either);
            let back = merge(&base.program, &pair[1], &pair[0], Stands::Either);
            assert!(there.program == back.program, "{name}");
            merged += 1;
        }
    }
    assert!(merged > 0);
}

#[test]
fn a_broken_journal_tells_a_beginning_of_what_was_written_or_nothing() {
    let text = store::write(&programs::program(1, 1), None).source.text().to_owned();
    let at = Moment::UNIX_EPOCH;
    let mut entries =
        vec![Entry::Began(Began::of("/plan.ron", at)), Entry::Base(Text::of(text.as_bytes(), "d".into()))];
    entries.extend((0..30).map(|n| if n % 3 == 0 { Entry::Redo { at } } else { Entry::Undo { at } }));
    let lines = entries.iter().zip(0..).map(|(entry, number)| line(number, &entry.payload()));
    let whole: String = lines.collect();
    let mut dice = Dice::new(3);
    for _ in 0..times(400) {
        let bytes = broken(whole.as_bytes(), &mut dice);
        let Ok((content, good, _)) = Content::of(&bytes) else { continue };
        assert!(good <= bytes.len());
        assert_eq!(content.entries, entries[2..2 + content.entries.len()]);
    }
}

#[test]
fn a_broken_export_is_taken_in_in_part_or_refused_with_a_reason() {
    let program = quarterdeck::program::Program::named("Plan");
    for (name, bytes) in files("tests/samples", &["csv", "tsv", "txt", "xlsx"]) {
        let mut dice = Dice::new(bytes.len() as u64);
        for _ in 0..times(12) {
            let options = ImportOptions { currency: Some(Currency::USD), ..ImportOptions::default() };
            match parse(&broken(&bytes, &mut dice), &name, &options) {
                Ok(file) => drop(propose(&program, &file, date(2026, 9, 30))),
                Err(error) => assert!(!error.to_string().is_empty()),
            }
        }
    }
}

#[test]
fn any_keys_on_any_size_leave_a_screen_without_a_control_character() {
    let mut program = store::read(include_bytes!("../saves/example.ron")).unwrap().program;
    let hostile = "\u{1b}]0;x\u{7}\u{1b}[2J\u{202e}\u{0}\u{9b}31m";
    let mut partner = program.partners.iter().next().unwrap().clone();
    partner.name = hostile.to_owned();
    partner.note = Some(hostile.to_owned());
    program.put(partner.into());
    let dates = Dates { today: date(2026, 9, 30), asked: None };
    let mut screen = Screen::new(Workbench::new(program, Origin::default(), dates), panes::all(), Options::default());
    let mut dice = Dice::new(11);
    let named = [
        KeyCode::Enter,
        KeyCode::Esc,
        KeyCode::Tab,
        KeyCode::BackTab,
        KeyCode::Backspace,
        KeyCode::Delete,
        KeyCode::Up,
        KeyCode::Down,
        KeyCode::Left,
        KeyCode::Right,
        KeyCode::Home,
        KeyCode::End,
        KeyCode::PageUp,
        KeyCode::PageDown,
        KeyCode::F(1),
    ];
    for round in 0..times(2_000) {
        let code = match dice.roll(5) {
            0 => named[dice.roll(named.len())],
            1 => KeyCode::Char(['é', '株', '\u{202e}', '\u{7f}', '\u{301}', ' '][dice.roll(6)]),
            _ => KeyCode::Char(char::from(b'!' + dice.roll(94) as u8)),
        };
        let modifiers =
            [KeyModifiers::NONE, KeyModifiers::NONE, KeyModifiers::CONTROL, KeyModifiers::ALT][dice.roll(4)];
        let Key::Key(key) = Key::Key(KeyEvent::new(code, modifiers)) else { continue };
        screen.handle(Event::Key(key));
        if round % 97 == 0 {
            screen.handle(Event::Paste("a\u{1b}[201~b\r\nc\td".to_owned()));
        }
        if round % 10 == 0 {
            let area = Rect::new(0, 0, dice.roll(140) as u16, dice.roll(50) as u16);
            let mut buffer = Buffer::empty(area);
            screen.draw(&mut buffer);
            for cell in buffer.content() {
                let clean = |c: char| !c.is_control() && !('\u{202a}'..='\u{202e}').contains(&c);
                assert!(cell.symbol().chars().all(clean), "{:?} after {round} keys", cell.symbol());
            }
        }
    }
}
