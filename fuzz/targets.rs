//! What is done with any bytes, and what must hold then: an answer or a reason, never a panic, within bounds; and what is
//! accepted comes back the same.

#![allow(dead_code, clippy::unwrap_used, reason = "each target uses one; a broken promise ends it")]

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use jiff::civil::date;
use quarterdeck::app::{Dates, Origin, Workbench};
use quarterdeck::edit::merge::{Stands, merge as merged};
use quarterdeck::import::{Options as ImportOptions, parse, propose};
use quarterdeck::program::Program;
use quarterdeck::program::currency::Currency;
use quarterdeck::store;
use quarterdeck::store::journal::{Content, Ending};
use quarterdeck::tui::panes;
use quarterdeck::tui::screen::{Event, Options, Screen};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// A plan file: refused with a place, or the same bytes when it is written again.
pub(crate) fn plan_text(data: &[u8]) {
    match store::read(data) {
        Ok(read) => assert_eq!(store::write(&read.program, Some(&read.source)).source.text().as_bytes(), data),
        Err(faults) => assert!(!faults.0.is_empty() && faults.0.iter().all(|fault| fault.line > 0)),
    }
}

/// A journal: what it tells ends where its good part ends, and a program comes of it or a reason.
pub(crate) fn journal(data: &[u8]) {
    let Ok((content, good, ending)) = Content::of(data) else { return };
    assert!(good <= data.len());
    assert!(good == data.len() || !matches!(ending, Ending::Whole));
    for place in [content.confirmed(), content.end()] {
        drop(content.told(place));
        drop(content.since(place));
    }
    let _ = content.draft();
}

/// A delimited text: a proposal or a reason.
pub(crate) fn csv(data: &[u8]) {
    import(data, "export.csv");
}

/// A workbook: a proposal or a reason.
pub(crate) fn xlsx(data: &[u8]) {
    import(data, "export.xlsx");
}

fn import(data: &[u8], name: &str) {
    let options = ImportOptions { currency: Some(Currency::USD), ..ImportOptions::default() };
    match parse(data, name, &options) {
        Ok(file) => drop(propose(&Program::named("Plan"), &file, date(2026, 9, 30))),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

const NAMED: [KeyCode; 16] = [
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
    KeyCode::F(10),
];

/// Keys: those of a keyboard as their bytes, named keys below 16, the bytes from 128 on with Ctrl or Alt, pastes and sizes.
pub(crate) fn keys(data: &[u8]) {
    let program = store::read(include_bytes!("../saves/example.ron")).unwrap().program;
    let dates = Dates { today: date(2026, 9, 30), asked: None };
    let mut screen = Screen::new(Workbench::new(program, Origin::default(), dates), panes::all(), Options::default());
    screen.resize(80, 24);
    for (place, byte) in data.iter().take(2_000).enumerate() {
        let none = KeyModifiers::NONE;
        let (code, modifiers) = match byte {
            0..16 => (NAMED[usize::from(*byte)], none),
            16..24 => {
                screen.handle(Event::Paste(String::from_utf8_lossy(&data[place..]).chars().take(99).collect()));
                continue;
            }
            24..32 => {
                screen.handle(Event::Resize(u16::from(*byte - 24) * 37, u16::from(data[data.len() - 1]) / 4));
                continue;
            }
            32..128 => (KeyCode::Char(char::from(*byte)), none),
            128..192 => (KeyCode::Char(char::from(*byte - 64)), KeyModifiers::CONTROL),
            192.. => (KeyCode::Char(char::from(*byte - 128)), KeyModifiers::ALT),
        };
        screen.handle(Event::Key(KeyEvent::new(code, modifiers)));
    }
    let mut buffer = Buffer::empty(Rect::new(0, 0, 80, 24));
    screen.draw(&mut buffer);
    assert!(buffer.content().iter().all(|cell| !cell.symbol().chars().any(char::is_control)));
}

/// Three versions of a plan, apart by a line `====`: merged the same from both sides.
pub(crate) fn merge(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let read = |part: &str| store::read(part.as_bytes()).ok().map(|read| read.program);
    let versions: Vec<Program> = text.splitn(3, "\n====\n").filter_map(read).collect();
    let [base, ours, theirs] = versions.as_slice() else { return };
    let there = merged(base, ours, theirs, Stands::Either);
    let back = merged(base, theirs, ours, Stands::Either);
    assert!(there.program == back.program);
    assert!(merged(base, base, theirs, Stands::Ours).program == *theirs);
}
