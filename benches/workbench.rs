//! What a user waits for, at 100, 10,000 and 100,000 partners with four deals each: how each cost grows with the size.
//!
//! `cargo bench --bench workbench`, or one of them: `cargo bench --bench workbench -- cell_edit`. What the figures were
//! and how they were taken stands in `docs/benchmarks.md`.

#![allow(clippy::wildcard_imports, reason = "each group of benchmarks is a module of this file")]

use divan::{Bencher, black_box};
use jiff::civil::date;
use quarterdeck::analysis::derived::{Derived, TierChange};
use quarterdeck::app::{Dates, Origin, Workbench, demo};
use quarterdeck::program::{Kind, Program};
use quarterdeck::store;
use quarterdeck::tui::pane::PaneName;
use quarterdeck::tui::screen::{Event, Options, Screen};
use quarterdeck::tui::{panes, script};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

const SIZES: [usize; 3] = [100, 10_000, 100_000];
const TERMINAL: Rect = Rect::new(0, 0, 120, 40);
const DATES: Dates = Dates { today: date(2026, 11, 22), asked: None };
const SEED: u64 = 1;

fn main() {
    divan::main();
}

fn program(partners: usize) -> Program {
    demo::big(partners, partners * 4, SEED)
}

fn text(partners: usize) -> String {
    store::write(&program(partners), None).source.text().to_owned()
}

fn workbench(partners: usize) -> Workbench {
    Workbench::new(program(partners), Origin::default(), DATES)
}

fn screen(workbench: Workbench, pane: PaneName) -> Screen {
    Screen::new(workbench, panes::all(), Options { pane, ..Options::default() })
}

/// A screen that was drawn once, after some keys.
struct Drawn {
    screen: Screen,
    buffer: Buffer,
}

impl Drawn {
    fn on(partners: usize, pane: PaneName, keys: &str) -> Self {
        let mut drawn = Self { screen: screen(workbench(partners), pane), buffer: Buffer::empty(TERMINAL) };
        drawn.draw();
        drawn.press(&events(keys));
        drawn
    }

    fn draw(&mut self) {
        self.buffer.reset();
        self.screen.draw(&mut self.buffer);
    }

    /// Each key and the frame after it.
    fn press(&mut self, events: &[Event]) {
        for event in events {
            black_box(self.screen.handle(event.clone()));
            self.draw();
        }
    }
}

fn events(keys: &str) -> Vec<Event> {
    script::parse(keys).unwrap_or_default()
}

/// Times some keys with a frame after each; the keys leave the screen as it was.
fn keys(bencher: Bencher<'_, '_>, partners: usize, pane: PaneName, before: &str, timed: &str) {
    let mut drawn = Drawn::on(partners, pane, before);
    let timed = events(timed);
    bencher.bench_local(|| drawn.press(&timed));
}

mod open {
    use super::*;

    /// From the text of the file to the program.
    #[divan::bench(args = SIZES, max_time = 5)]
    fn read(bencher: Bencher<'_, '_>, partners: usize) {
        let text = text(partners);
        bencher.bench_local(|| store::read(text.as_bytes()));
    }

    /// Everything that follows from the program.
    #[divan::bench(args = SIZES, max_time = 5)]
    fn analysis(bencher: Bencher<'_, '_>, partners: usize) {
        let program = program(partners);
        bencher.bench_local(|| Derived::new(&program, date(2026, 9, 30)));
    }

    /// From the text of the file to the first frame.
    #[divan::bench(args = SIZES, max_time = 5)]
    fn to_first_frame(bencher: Bencher<'_, '_>, partners: usize) {
        let text = text(partners);
        bencher.bench_local(|| {
            let opened = store::read(text.as_bytes()).ok()?;
            let origin = Origin { path: None, trace: Some(opened.source.trace()) };
            let mut screen = screen(Workbench::new(opened.program, origin, DATES), PaneName::Home);
            let mut buffer = Buffer::empty(TERMINAL);
            screen.draw(&mut buffer);
            Some((screen, buffer))
        });
    }
}

mod first_frame {
    use super::*;

    fn of(bencher: Bencher<'_, '_>, partners: usize, pane: PaneName) {
        let mut buffer = Buffer::empty(TERMINAL);
        bencher.with_inputs(|| screen(workbench(partners), pane)).bench_local_refs(|screen| screen.draw(&mut buffer));
    }

    #[divan::bench(args = SIZES, sample_count = 5)]
    fn home(bencher: Bencher<'_, '_>, partners: usize) {
        of(bencher, partners, PaneName::Home);
    }

    #[divan::bench(args = SIZES, sample_count = 5)]
    fn roster(bencher: Bencher<'_, '_>, partners: usize) {
        of(bencher, partners, PaneName::Roster);
    }

    #[divan::bench(args = SIZES, sample_count = 5)]
    fn matrix(bencher: Bencher<'_, '_>, partners: usize) {
        of(bencher, partners, PaneName::Matrix);
    }
}

mod key_to_frame {
    use super::*;

    /// Two moves in the roster, a frame each.
    #[divan::bench(args = SIZES, max_time = 3)]
    fn two_moves(bencher: Bencher<'_, '_>, partners: usize) {
        keys(bencher, partners, PaneName::Roster, "jjj", "jk");
    }

    /// To the last partner and back, a frame each.
    #[divan::bench(args = SIZES, max_time = 3)]
    fn end_and_back(bencher: Bencher<'_, '_>, partners: usize) {
        keys(bencher, partners, PaneName::Roster, "", "Ggg");
    }

    /// A letter of the filter and its deletion, a frame each.
    #[divan::bench(args = SIZES, max_time = 5)]
    fn two_filter_keystrokes(bencher: Bencher<'_, '_>, partners: usize) {
        keys(bencher, partners, PaneName::Roster, "/ga", "r<Backspace>");
    }

    /// Two moves on the matrix, a frame each.
    #[divan::bench(args = SIZES, max_time = 3)]
    fn two_moves_on_the_matrix(bencher: Bencher<'_, '_>, partners: usize) {
        keys(bencher, partners, PaneName::Matrix, "", "lh");
    }
}

mod edit {
    use super::*;
    use quarterdeck::app::command::RecordCommand;
    use quarterdeck::app::{Command, update};

    /// The amount of a deal, with the measures of its partners and of the program.
    #[divan::bench(args = SIZES, max_time = 5)]
    fn deal_amount(bencher: Bencher<'_, '_>, partners: usize) {
        let mut workbench = workbench(partners);
        let deals: Vec<_> = workbench.program().deals.ids().map(quarterdeck::program::id::Id::shared).collect();
        let mut at = 0_usize;
        bencher.bench_local(|| {
            at += 1;
            let id = deals.get(at * 7 % deals.len()).cloned().unwrap_or_default();
            let text = format!("{}", 1000 + at);
            let edit = RecordCommand::SetField { kind: Kind::Deal, ids: vec![id], field: "amount".to_owned(), text };
            update(&mut workbench, Command::Record(edit))
        });
    }

    /// A cell of the roster: the Enter that takes the text, what follows from it, and the frame.
    #[divan::bench(args = SIZES, max_time = 5)]
    fn cell_to_frame(bencher: Bencher<'_, '_>, partners: usize) {
        let mut drawn = Drawn::on(partners, PaneName::Roster, "");
        let typed = events("<Enter>x");
        let enter = events("<Enter>");
        let drawn = std::cell::RefCell::new(&mut drawn);
        bencher
            .with_inputs(|| drawn.borrow_mut().press(&typed))
            .bench_local_refs(|()| drawn.borrow_mut().press(&enter));
    }

    /// Undo and redo of that cell, a frame each.
    #[divan::bench(args = SIZES, max_time = 5)]
    fn undo_and_redo(bencher: Bencher<'_, '_>, partners: usize) {
        keys(bencher, partners, PaneName::Roster, "<Enter>x<Enter>", "uU");
    }

    /// Who would move if one tier asked for what the next one asks.
    #[divan::bench(args = SIZES, max_time = 5)]
    fn movers(bencher: Bencher<'_, '_>, partners: usize) {
        let program = program(partners);
        let derived = Derived::new(&program, date(2026, 9, 30));
        let tiers: Vec<_> = derived.ladders().all().iter().flat_map(|ladder| &ladder.tiers).collect();
        let changes: Vec<_> = tiers
            .windows(2)
            .map(|pair| TierChange { tier: pair[0].id.clone(), criteria: pair[1].criteria.clone() })
            .collect();
        bencher.bench_local(|| derived.movers(&changes));
    }
}

mod save {
    use super::*;

    /// The whole text anew.
    #[divan::bench(args = SIZES, max_time = 5)]
    fn whole(bencher: Bencher<'_, '_>, partners: usize) {
        let program = program(partners);
        bencher.bench_local(|| store::write(&program, None));
    }

    /// The text after the change of one partner.
    #[divan::bench(args = SIZES, max_time = 5)]
    fn after_one_edit(bencher: Bencher<'_, '_>, partners: usize) {
        let mut program = program(partners);
        let source = store::write(&program, None).source;
        let first = program.partners.iter().next().cloned();
        if let Some(partner) = first {
            let note = Some("called back".to_owned());
            program.put(quarterdeck::program::partner::Partner { note, ..partner }.into());
        }
        bencher.bench_local(|| store::write(&program, Some(&source)));
    }
}
