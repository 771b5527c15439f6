//! The corpus of the fuzz targets (`fuzz/`), replayed on any toolchain: every seed and everything that was ever found, whole and
//! broken in a few places from a fixed seed. `BROKEN=1000 cargo test --test fuzz_corpus` breaks each in more of them.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "support/programs.rs"]
mod programs;
#[path = "../fuzz/targets.rs"]
mod targets;

use std::path::{Path, PathBuf};

use programs::Dice;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// What is in the corpus of a target, and files of the repository that are seeds as they are.
fn seeds(target: &str, beside: &[(&str, &str)]) -> Vec<Vec<u8>> {
    let mut paths: Vec<PathBuf> = Vec::new();
    for (folder, ending) in beside.iter().copied().chain([(format!("fuzz/corpus/{target}").as_str(), "")]) {
        let found = std::fs::read_dir(Path::new(ROOT).join(folder)).into_iter().flatten();
        let fits = |path: &PathBuf| ending.is_empty() || path.extension().is_some_and(|found| found == ending);
        paths.extend(found.map(|entry| entry.unwrap().path()).filter(|path| path.is_file()).filter(fits));
    }
    paths.sort();
    let seeds: Vec<_> =
        paths.iter().map(|path| std::fs::read(path).unwrap()).filter(|seed| seed.len() < 100_000).collect();
    assert!(!seeds.is_empty(), "{target} has no seeds");
    seeds
}

fn replay(target: &str, run: fn(&[u8]), beside: &[(&str, &str)]) {
    let times: usize = std::env::var("BROKEN").ok().and_then(|n| n.parse().ok()).unwrap_or(3);
    for seed in seeds(target, beside) {
        run(&seed);
        let mut dice = Dice::new(seed.len() as u64);
        for _ in 0..times {
            let mut broken = seed.clone();
            for _ in 0..=dice.roll(3) {
                let at = dice.roll(broken.len().max(1)).min(broken.len().saturating_sub(1));
                match dice.roll(4) {
                    0 => broken.truncate(at),
                    1 if !broken.is_empty() => broken[at] = dice.roll(256) as u8,
                    2 => broken.insert(at, dice.roll(256) as u8),
                    _ => drop(broken.drain(at..(at + dice.roll(30)).min(broken.len()))),
                }
            }
            run(&broken);
        }
    }
}

#[test]
fn plan_texts() {
    replay("plan_text", targets::plan_text, &[("saves", "ron"), ("tests/plans", "ron")]);
}

#[test]
fn journals() {
    replay("journal", targets::journal, &[]);
}

#[test]
fn delimited_texts() {
    replay("csv", targets::csv, &[("tests/samples", "csv"), ("tests/samples", "tsv")]);
}

#[test]
fn workbooks() {
    replay("xlsx", targets::xlsx, &[("tests/samples", "xlsx")]);
}

#[test]
fn keys() {
    replay("keys", targets::keys, &[]);
}

#[test]
fn merge_triples() {
    replay("merge", targets::merge, &[]);
}

/// The targets that cargo-fuzz runs are those that are replayed here.
#[test]
fn every_target_is_replayed() {
    let manifest = std::fs::read_to_string(Path::new(ROOT).join("fuzz/Cargo.toml")).unwrap();
    let own = std::fs::read_to_string(Path::new(ROOT).join("tests/fuzz_corpus.rs")).unwrap();
    let names: Vec<&str> = manifest
        .lines()
        .filter_map(|line| line.strip_prefix("path = \"fuzz_targets/")?.strip_suffix(".rs\""))
        .collect();
    assert_eq!(names.len(), 6);
    for name in names {
        assert!(own.contains(&format!("targets::{name}")), "{name} is not replayed");
    }
}
