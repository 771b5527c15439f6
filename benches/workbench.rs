//! What a user waits for, at 100, 10,000 and 100,000 partners with four deals each: how each cost grows with the size.
//!
//! `cargo bench --bench workbench`, or one of them: `cargo bench --bench workbench -- cell_edit`. What the figures were
//! and how they were taken stands in `docs/benchmarks.md`.

#![allow(clippy::wildcard_imports, reason = "each group of benchmarks is a module of this file")]

use std::sync::OnceLock;

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

/// The program of a size, made once.
fn program(partners: usize) -> &'static Program {
    static PROGRAMS: [OnceLock<Program>; SIZES.len()] = [const { OnceLock::new() }; SIZES.len()];
    let place = SIZES.iter().position(|size| *size == partners).unwrap_or_default();
    PROGRAMS[place].get_or_init(|| demo::big(partners, partners * 4, SEED))
}

fn workbench(partners: usize) -> Workbench {
    Workbench::new(program(partners).clone(), Origin::default(), DATES)
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
    script::parse(keys).unwrap_or_else(|bad| unreachable!("{bad}"))
}

/// Times one key with the frame after it; the keys are gone through in turn, and leave the screen as it was.
fn key(bencher: Bencher<'_, '_>, partners: usize, pane: PaneName, before: &str, in_turn: &str) {
    let mut drawn = Drawn::on(partners, pane, before);
    let keys = events(in_turn);
    let mut turn = keys.chunks(1).cycle();
    bencher.bench_local(|| drawn.press(turn.next().unwrap_or_default()));
}

mod open {
    use super::*;

    /// Everything that follows from the program.
    #[divan::bench(args = SIZES, max_time = 3)]
    fn full_analysis(bencher: Bencher<'_, '_>, partners: usize) {
        let program = program(partners);
        bencher.bench_local(|| Derived::new(program, date(2026, 9, 30)));
    }

    /// From the text of the file to the first frame.
    #[divan::bench(args = SIZES, max_time = 4)]
    fn to_first_frame(bencher: Bencher<'_, '_>, partners: usize) {
        let text = store::write(program(partners), None).source.text().to_owned();
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
        let workbench = std::cell::Cell::new(Some(workbench(partners)));
        let mut buffer = Buffer::empty(TERMINAL);
        bencher
            .with_inputs(|| screen(workbench.take().unwrap_or_else(|| super::workbench(partners)), pane))
            .bench_local_refs(|screen| screen.draw(&mut buffer));
    }

    #[divan::bench(args = SIZES, sample_count = 3)]
    fn home(bencher: Bencher<'_, '_>, partners: usize) {
        of(bencher, partners, PaneName::Home);
    }

    #[divan::bench(args = SIZES, sample_count = 3)]
    fn roster(bencher: Bencher<'_, '_>, partners: usize) {
        of(bencher, partners, PaneName::Roster);
    }

    #[divan::bench(args = SIZES, sample_count = 3)]
    fn matrix(bencher: Bencher<'_, '_>, partners: usize) {
        of(bencher, partners, PaneName::Matrix);
    }

    #[divan::bench(args = SIZES, sample_count = 3)]
    fn tiers(bencher: Bencher<'_, '_>, partners: usize) {
        of(bencher, partners, PaneName::Tiers);
    }
}

mod key_to_frame {
    use super::*;

    /// Down and up in the roster.
    #[divan::bench(args = SIZES, max_time = 2)]
    fn roster_move(bencher: Bencher<'_, '_>, partners: usize) {
        key(bencher, partners, PaneName::Roster, "jjj", "jk");
    }

    /// A page down and up, where every row is another.
    #[divan::bench(args = SIZES, max_time = 2)]
    fn roster_page(bencher: Bencher<'_, '_>, partners: usize) {
        key(bencher, partners, PaneName::Roster, "", "<PgDn><PgUp>");
    }

    /// The letter that makes the text to search, and its deletion.
    #[divan::bench(args = SIZES, sample_count = 5)]
    fn first_filter_keystroke(bencher: Bencher<'_, '_>, partners: usize) {
        let letter = events("g");
        bencher
            .with_inputs(|| Drawn::on(partners, PaneName::Roster, "/"))
            .bench_local_refs(|drawn| drawn.press(&letter));
    }

    /// A further letter of the filter and its deletion.
    #[divan::bench(args = SIZES, max_time = 3)]
    fn filter_keystroke(bencher: Bencher<'_, '_>, partners: usize) {
        key(bencher, partners, PaneName::Roster, "/ga", "r<Backspace>");
    }

    /// A further digit of a comparison and its deletion.
    #[divan::bench(args = SIZES, max_time = 3)]
    fn comparison_keystroke(bencher: Bencher<'_, '_>, partners: usize) {
        key(bencher, partners, PaneName::Roster, "/health <lt> 6", "5<Backspace>");
    }

    /// Up, down and off of the order by a column.
    #[divan::bench(args = SIZES, max_time = 3)]
    fn sort_by_column(bencher: Bencher<'_, '_>, partners: usize) {
        key(bencher, partners, PaneName::Roster, "lll", "o");
    }

    #[divan::bench(args = SIZES, max_time = 2)]
    fn matrix_move(bencher: Bencher<'_, '_>, partners: usize) {
        key(bencher, partners, PaneName::Matrix, "", "lh");
    }

    #[divan::bench(args = SIZES, max_time = 2)]
    fn tiers_move(bencher: Bencher<'_, '_>, partners: usize) {
        key(bencher, partners, PaneName::Tiers, "", "lh");
    }
}

mod edit {
    use super::*;
    use quarterdeck::app::command::RecordCommand;
    use quarterdeck::app::{Command, update};

    /// A cell of the roster: the Enter that takes the text, what follows from it, and the frame.
    #[divan::bench(args = SIZES, sample_count = 30)]
    fn cell_to_frame(bencher: Bencher<'_, '_>, partners: usize) {
        let mut drawn = Drawn::on(partners, PaneName::Roster, "");
        let (typed, enter) = (events("<Enter>x"), events("<Enter>"));
        let drawn = std::cell::RefCell::new(&mut drawn);
        bencher
            .with_inputs(|| drawn.borrow_mut().press(&typed))
            .bench_local_refs(|()| drawn.borrow_mut().press(&enter));
    }

    /// The amount of a deal, with the measures of its partners and of the program.
    #[divan::bench(args = SIZES, max_time = 2)]
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

    /// A strategic value on the matrix: the drop, what follows from it, and the frame.
    #[divan::bench(args = SIZES, max_time = 2)]
    fn place_on_matrix(bencher: Bencher<'_, '_>, partners: usize) {
        let mut drawn = Drawn::on(partners, PaneName::Matrix, "");
        let (moved, drop) = (events("mj"), events("<Enter>"));
        let drawn = std::cell::RefCell::new(&mut drawn);
        bencher.with_inputs(|| drawn.borrow_mut().press(&moved)).bench_local_refs(|()| drawn.borrow_mut().press(&drop));
    }

    /// Undo and redo of a cell of the roster, each with its frame.
    #[divan::bench(args = SIZES, max_time = 2)]
    fn undo_or_redo(bencher: Bencher<'_, '_>, partners: usize) {
        key(bencher, partners, PaneName::Roster, "<Enter>x<Enter>", "uU");
    }

    /// A threshold of a tier, which everyone is held against.
    #[divan::bench(args = SIZES, max_time = 2)]
    fn threshold(bencher: Bencher<'_, '_>, partners: usize) {
        let mut workbench = workbench(partners);
        let tier = workbench.program().tiers.iter().max_by_key(|tier| tier.order).map(|tier| tier.id.shared());
        let mut at = 0_usize;
        bencher.bench_local(|| {
            at += 1;
            let (ids, text) = (tier.iter().cloned().collect(), format!("{}", 100 + at));
            let edit = RecordCommand::SetField { kind: Kind::Tier, ids, field: "partner_cost".to_owned(), text };
            update(&mut workbench, Command::Record(edit))
        });
    }

    /// Who would move if one tier asked for what the next one asks.
    #[divan::bench(args = SIZES, max_time = 2)]
    fn movers(bencher: Bencher<'_, '_>, partners: usize) {
        let derived = Derived::new(program(partners), date(2026, 9, 30));
        let tiers: Vec<_> = derived.ladders().all().iter().flat_map(|ladder| &ladder.tiers).collect();
        let changes: Vec<_> = tiers
            .windows(2)
            .map(|pair| TierChange { tier: pair[0].id.clone(), criteria: pair[1].criteria.clone() })
            .collect();
        bencher.bench_local(|| derived.movers(&changes));
    }
}

mod ladder {
    use super::*;
    use quarterdeck::program::criterion::Criterion;
    use quarterdeck::program::quantity::Quantity;

    /// Who moves at each step of a threshold, as `+` and `-` take it.
    #[divan::bench(args = SIZES, max_time = 2)]
    fn threshold_step(bencher: Bencher<'_, '_>, partners: usize) {
        let derived = Derived::new(program(partners), date(2026, 9, 30));
        let gold = derived.ladders().all().iter().flat_map(|ladder| &ladder.tiers).nth(2).cloned();
        let Some(gold) = gold else { return };
        let mut at = 0_u32;
        bencher.bench_local(|| {
            at += 1;
            let mut criteria = gold.criteria.clone();
            let path = criteria.leaves().into_iter().next().unwrap_or_default();
            if let Some(Criterion::Meets { value, .. }) = criteria.at_mut(&path) {
                *value = Quantity::count(50_000 + at % 100 * 1_000);
            }
            derived.movers(&[TierChange { tier: gold.id.clone(), criteria }])
        });
    }

    /// The ladder over the last eight quarters.
    #[divan::bench(args = SIZES, max_time = 3)]
    fn backtest_of_eight_quarters(bencher: Bencher<'_, '_>, partners: usize) {
        let derived = Derived::new(program(partners), date(2026, 9, 30));
        bencher.bench_local(|| derived.backtest(8));
    }

    /// Every rule on the ladder.
    #[divan::bench(args = SIZES, max_time = 2)]
    fn checks(bencher: Bencher<'_, '_>, partners: usize) {
        let program = program(partners);
        let derived = Derived::new(program, date(2026, 9, 30));
        bencher.bench_local(|| quarterdeck::analysis::ladder_checks::ladder_checks(program, &derived));
    }
}

mod advice {
    use super::*;
    use quarterdeck::analysis::advisor::Advice;
    use quarterdeck::app::command::RecordCommand;
    use quarterdeck::app::{Command, update};

    /// Every rule on the whole plan, from nothing.
    #[divan::bench(args = SIZES, sample_count = 5)]
    fn whole(bencher: Bencher<'_, '_>, partners: usize) {
        let workbench = workbench(partners);
        bencher.bench_local(|| Advice::new(workbench.program(), workbench.derived()));
    }

    /// The rules again after the amount of a deal has changed.
    #[divan::bench(args = SIZES, max_time = 2)]
    fn after_an_edit(bencher: Bencher<'_, '_>, partners: usize) {
        let mut workbench = workbench(partners);
        drop(workbench.advice());
        let deals: Vec<_> = workbench.program().deals.ids().map(quarterdeck::program::id::Id::shared).collect();
        let mut at = 0_usize;
        let session = std::cell::RefCell::new(&mut workbench);
        bencher
            .with_inputs(|| {
                at += 1;
                let id = deals.get(at * 7 % deals.len()).cloned().unwrap_or_default();
                let text = format!("{}", 1000 + at);
                let edit =
                    RecordCommand::SetField { kind: Kind::Deal, ids: vec![id], field: "amount".to_owned(), text };
                update(&mut session.borrow_mut(), Command::Record(edit))
            })
            .bench_local_refs(|_| session.borrow().advice());
    }
}
