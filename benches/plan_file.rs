//! How long a plan file of 100, 10,000 and 100,000 partners with four deals each takes to read, to write whole, and to
//! write after one edit.
//!
//! `cargo bench --bench plan_file`. What the figures were stands in `docs/benchmarks.md`.

use std::sync::OnceLock;

use divan::Bencher;
use quarterdeck::app::demo;
use quarterdeck::program::Program;
use quarterdeck::program::partner::Partner;
use quarterdeck::store;

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
