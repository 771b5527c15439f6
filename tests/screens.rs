//! Every pane at every size, in every number of colours, with every set of signs: what is drawn is whole, says the same
//! without colour, and is drawn only when something changed.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeSet;

use jiff::civil::date;
use quarterdeck::app::{Dates, Origin, Workbench};
use quarterdeck::program::Program;
use quarterdeck::store;
use quarterdeck::tui::colours::Depth;
use quarterdeck::tui::pane::PaneName;
use quarterdeck::tui::screen::{Event, Options, Screen};
use quarterdeck::tui::theme::{Background, Gallery, Look};
use quarterdeck::tui::widgets::safe_text;
use quarterdeck::tui::{glyphs, panes, script};
use ratatui::buffer::{Buffer, Cell, CellDiffOption};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

const SIZES: [(u16, u16); 6] = [(20, 6), (40, 10), (60, 20), (80, 24), (120, 40), (200, 60)];

/// Names that terminals and tables stumble over: wide, joined, combining, right to left, ambiguous, hidden.
const NAMES: [&str; 8] = [
    "株式会社サクラ",
    "👩‍👩‍👧‍👦 Family & Co",
    "Ze\u{301}phyr\u{301}\u{301}\u{301}\u{301}",
    "\u{202e}lauder\u{202c} Ltd",
    "שלום עולם",
    "Завод ±×÷ «Юг»",
    "zero\u{200b}width\u{feff}",
    "🇩🇪 Ⅷ ★ ①②③",
];

fn plan() -> Program {
    let mut program = store::read(include_bytes!("../saves/northwind.ron")).unwrap().program;
    let partners: Vec<_> = program.partners.iter().take(NAMES.len()).cloned().collect();
    for (mut partner, name) in partners.into_iter().zip(NAMES) {
        partner.name = name.into();
        program.put(partner.into());
    }
    program
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Signs {
    Ascii,
    Unicode,
    Wide,
}

struct Variant {
    theme: &'static str,
    depth: Depth,
    signs: Signs,
}

fn variants() -> impl Iterator<Item = Variant> {
    let colours = [("mono", Depth::Mono), ("default", Depth::Sixteen), ("harbor", Depth::True)];
    let signs = [Signs::Ascii, Signs::Unicode, Signs::Wide];
    colours
        .into_iter()
        .flat_map(move |(theme, depth)| signs.into_iter().map(move |signs| Variant { theme, depth, signs }))
}

fn screen(variant: &Variant) -> Screen {
    let dates = Dates { today: date(2026, 9, 30), asked: None };
    let workbench = Workbench::new(plan(), Origin::default(), dates);
    let mut gallery = Gallery::default();
    gallery.depth = variant.depth;
    variant.theme.clone_into(&mut gallery.chosen.theme);
    gallery.chosen.background = Some(Background::Dark);
    let glyphs = if variant.signs == Signs::Ascii { &glyphs::ASCII } else { &glyphs::UNICODE };
    let look = Look { theme: gallery.theme(), glyphs };
    let options = Options { look, gallery, wide: variant.signs == Signs::Wide, ..Options::default() };
    Screen::new(workbench, panes::all(), options)
}

fn existing() -> Vec<PaneName> {
    panes::all().iter().map(|pane| pane.name()).collect()
}

fn press(screen: &mut Screen, keys: &str) {
    script::press(screen, keys).unwrap();
}

fn drawn(screen: &mut Screen, (width, height): (u16, u16)) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    screen.draw(&mut buffer);
    buffer
}

/// The cells that a terminal is sent: those that a wide letter covers are left out.
fn sent(buffer: &Buffer) -> Vec<((u16, u16), Cell)> {
    let all = Buffer::filled(buffer.area, Cell::new("\u{e000}"));
    all.diff(buffer).into_iter().map(|(x, y, cell)| ((x, y), cell.clone())).collect()
}

/// What is wrong with a frame, whatever its look.
fn faults(buffer: &Buffer) -> Vec<String> {
    let mut found = Vec::new();
    for ((x, y), cell) in sent(buffer) {
        let symbol = cell.symbol();
        if symbol.chars().any(char::is_control) {
            found.push(format!("{x},{y}: a control character {symbol:?}"));
        }
        let cells = match cell.diff_option {
            CellDiffOption::ForcedWidth(cells) => usize::from(cells.get()),
            _ => symbol.width(),
        };
        if cells != safe_text::cells(symbol) {
            found.push(format!("{x},{y}: {symbol:?} is taken for {cells} cells"));
        }
        if usize::from(x) + cells > usize::from(buffer.area.width) {
            found.push(format!("{x},{y}: {symbol:?} reaches over the edge"));
        }
        for covered in 1..cells {
            let cell = buffer.cell((x + covered as u16, y));
            if cell.is_some_and(|cell| cell.symbol() != " ") {
                found.push(format!("{x},{y}: {symbol:?} covers {:?}", cell.map(Cell::symbol)));
            }
        }
    }
    found
}

/// What is wrong with its colours and signs.
fn wrong_look(buffer: &Buffer, variant: &Variant, in_plan: &BTreeSet<char>) -> Vec<String> {
    let mut found = Vec::new();
    for ((x, y), cell) in sent(buffer) {
        let fits = |colour: Color| match variant.depth {
            Depth::Mono => colour == Color::Reset,
            Depth::True => matches!(colour, Color::Rgb(..)),
            _ => !matches!(colour, Color::Rgb(..) | Color::Indexed(_)),
        };
        if !fits(cell.fg) || !fits(cell.bg) {
            found.push(format!("{x},{y}: {:?} on {:?}", cell.fg, cell.bg));
        }
        let foreign = cell.symbol().chars().any(|c| !c.is_ascii() && !in_plan.contains(&c));
        if variant.signs == Signs::Ascii && foreign {
            found.push(format!("{x},{y}: {:?} is not ASCII", cell.symbol()));
        }
    }
    found
}

#[test]
fn every_pane_is_whole_at_every_size_in_every_look() {
    let text = store::write(&plan(), None).source.text().to_owned();
    let mut in_plan: BTreeSet<char> = text.chars().filter(|c| !c.is_ascii()).collect();
    in_plan.extend(NAMES.iter().flat_map(|name| name.chars()));
    in_plan.insert('\u{fffd}');
    for variant in variants() {
        let mut screen = screen(&variant);
        for pane in existing() {
            press(&mut screen, &pane.digit().to_string());
            for over in ["", "j", "?", "z", ":"] {
                press(&mut screen, over);
                for size in SIZES {
                    screen.handle(Event::Resize(size.0, size.1));
                    let buffer = drawn(&mut screen, size);
                    let mut wrong = faults(&buffer);
                    wrong.extend(wrong_look(&buffer, &variant, &in_plan));
                    wrong.truncate(6);
                    let (theme, signs) = (variant.theme, variant.signs);
                    assert!(wrong.is_empty(), "{pane:?} {over:?} {size:?} {theme} {signs:?}: {wrong:#?}");
                    assert_eq!(drawn(&mut screen, size), buffer, "{pane:?} {over:?} {size:?}: it moves by itself");
                }
                press(&mut screen, "<Esc>");
            }
        }
        safe_text::set_wide(false);
    }
}

/// A row of numbers that is the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: u16) -> u16 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % u64::from(end)) as u16
    }
}

#[test]
fn any_size_down_to_nothing_is_drawn_after_any_keys() {
    let keys = ["j", "l", "<PgDn>", "G", "i", "t", "o", "<Esc>", "/a<Enter>", "K", "<Tab>", "!", "x", ",", "W"];
    let mut numbers = Numbers(20_261_123);
    let mut screen = screen(&Variant { theme: "default", depth: Depth::Sixteen, signs: Signs::Unicode });
    let panes = existing();
    for round in 0..600 {
        if round % 12 == 0 {
            let pane = panes[usize::from(numbers.below(panes.len() as u16))];
            press(&mut screen, "<Esc><Esc><Esc>");
            press(&mut screen, &pane.digit().to_string());
        }
        let key = keys[usize::from(numbers.below(keys.len() as u16))];
        press(&mut screen, key);
        let size = (numbers.below(201), numbers.below(61));
        screen.handle(Event::Resize(size.0, size.1));
        let buffer = drawn(&mut screen, size);
        let wrong = faults(&buffer);
        assert!(wrong.is_empty(), "{:?} {key:?} {size:?}: {wrong:#?}", screen.active());
    }
}

#[test]
fn without_colour_the_cursor_the_tab_and_every_band_are_still_told_apart() {
    let mut screen = screen(&Variant { theme: "mono", depth: Depth::Mono, signs: Signs::Unicode });
    let size = (120, 40);
    for pane in existing() {
        press(&mut screen, &pane.digit().to_string());
        let buffer = drawn(&mut screen, size);
        let reversed = |y: u16| (0..size.0).any(|x| buffer.cell((x, y)).unwrap().modifier.contains(Modifier::REVERSED));
        assert!(reversed(1), "{pane:?}: the tab shown");
        assert!((2..size.1 - 1).any(reversed), "{pane:?}: where the cursor is");
    }
    // health by word and number beside its sign
    press(&mut screen, "1");
    let text = script::text_of(&mut screen, 200, 60);
    for word in ["Champion", "Healthy", "At-risk", "Critical"] {
        assert!(text.lines().any(|line| line.contains(word) && line.chars().any(char::is_numeric)), "{word}\n{text}");
    }
}

#[test]
fn idle_draws_nothing_and_a_running_clock_once_a_second() {
    let mut screen = screen(&Variant { theme: "default", depth: Depth::Sixteen, signs: Signs::Unicode });
    let size = (120, 40);
    screen.handle(Event::Resize(size.0, size.1));
    for pane in existing() {
        press(&mut screen, &pane.digit().to_string());
        drawn(&mut screen, size);
        assert!(!screen.ticks(), "{pane:?} wakes up though nothing runs");
        assert!(!screen.needs_drawing(), "{pane:?}");
        assert_eq!(drawn(&mut screen, size), drawn(&mut screen, size));
    }
    press(&mut screen, "5M");
    drawn(&mut screen, size);
    assert!(screen.ticks(), "a meeting runs");
    let mut draws = 0;
    for second in 1..=5 {
        assert!(!screen.needs_drawing());
        screen.handle(Event::Tick(second));
        if screen.needs_drawing() {
            drawn(&mut screen, size);
            draws += 1;
        }
    }
    assert_eq!(draws, 5);
}

#[test]
fn the_cursor_of_the_terminal_stands_on_what_is_selected_in_every_pane() {
    let mut screen = screen(&Variant { theme: "default", depth: Depth::Sixteen, signs: Signs::Unicode });
    for (width, height) in [(80, 24), (140, 45)] {
        screen.handle(Event::Resize(width, height));
        for keys in ["0", "1", "1G", "2", "2nnn", "2t", "t3", "3r", "r4", "4V", "V5", "6", "9"] {
            press(&mut screen, "<Esc>");
            press(&mut screen, keys);
            press(&mut screen, "<Esc>");
            let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
            let cursor = screen.draw(&mut buffer);
            assert!(cursor.is_some_and(|at| at.y > 1 && at.y < height - 1), "{keys}: {cursor:?}");
        }
    }
}
