//! How long a plan file of 100, 10,000 and 100,000 partners with four deals each takes to read, to write whole, and to
//! write after one edit; and how long a plan takes to open of which 10,000 edits are in the journal only.
//!
//! `cargo bench --bench plan_file`. What the figures were stands in `docs/benchmarks.md`.

use std::sync::{Arc, OnceLock};

use divan::Bencher;
use quarterdeck::app::demo;
use quarterdeck::edit::{Change, Edit, History};
use quarterdeck::program::Program;
use quarterdeck::program::partner::Partner;
use quarterdeck::shell::disk;
use quarterdeck::shell::journal::{Desk, OnDisk, Task};
use quarterdeck::store;
use quarterdeck::store::journal::Moment;

const SIZES: [usize; 3] = [100, 10_000, 100_000];
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

/// The text as a program.
#[divan::bench(args = SIZES, max_time = 4)]
fn read(bencher: Bencher<'_, '_>, partners: usize) {
    let text = store::write(program(partners), None).source.text().to_owned();
    bencher.bench_local(|| store::read(text.as_bytes()));
}

/// The whole text anew.
#[divan::bench(args = SIZES, max_time = 4)]
fn write_whole(bencher: Bencher<'_, '_>, partners: usize) {
    let program = program(partners);
    bencher.bench_local(|| store::write(program, None));
}

/// The text after the change of one partner.
#[divan::bench(args = SIZES, max_time = 4)]
fn write_after_one_edit(bencher: Bencher<'_, '_>, partners: usize) {
    let mut program = program(partners).clone();
    let source = store::write(&program, None).source;
    let first = program.partners.iter().next().cloned();
    if let Some(partner) = first {
        let note = Some("called back".to_owned());
        program.put(Partner { note, ..partner }.into());
    }
    bencher.bench_local(|| store::write(&program, Some(&source)));
}

/// Edits that a crash kept from the file.
const EDITS: usize = 10_000;

/// A plan file of so many partners, and its journal with the edits, opened as the workbench does it.
#[divan::bench(args = [100, 10_000], max_time = 8)]
fn open_with_a_journal(bencher: Bencher<'_, '_>, partners: usize) {
    let Ok(folder) = tempfile::tempdir() else { return };
    let plan = folder.path().join("plan.ron");
    let state = Some(folder.path().join("state"));
    let text = store::write(program(partners), None).source.text().to_owned();
    if disk::create(&plan, text.as_bytes()).is_err() {
        return;
    }
    let opened = || {
        let opened = disk::open(&plan).ok()?;
        let trace = opened.source.trace();
        Some(Desk::open(Arc::new(OnDisk), state.clone(), &plan, opened.source.text().as_bytes(), trace))
    };
    let Some((mut desk, reopened)) = opened() else { return };
    let (mut program, mut history) = (reopened.program, History::default());
    let ids: Vec<_> = program.partners.ids().cloned().collect();
    for n in 0..EDITS {
        let Some(partner) = ids.get(n % ids.len()).and_then(|id| program.partners.get(id)).cloned() else { continue };
        let after = Partner { note: Some(format!("Note {n}")), ..partner.clone() };
        let changes = Change::of(Some(partner.into()), Some(after.into())).into_iter().collect();
        let _ = history.commit(&mut program, Edit { label: format!("Note {n}"), changes, typing: None });
    }
    let (steps, revision) = (history.take_fresh(), history.revision());
    desk.carry_out(vec![Task::Keep { steps, revision, at: Moment::UNIX_EPOCH }], &|_| {});
    drop(desk);
    bencher.bench_local(opened);
}
