//! Each rule of the advisor is made to tell and to keep silent by cases written as text: `tests/advisor/*.cases`.
//!
//! A file is a list of cases. `== NAME` begins one; `like NAME` takes over what an earlier case of the file says;
//! `as_of DATE` sets the day (2026-09-30 without it); `tell CODE [E|W|I]`, `silent CODE...` and `missing CODE` say what
//! must and must not be told; `without TABLE ID` takes a record out again; `preset NAME` puts a ladder of tiers in;
//! `setting KEY VALUE` decides; every other line is a record: a table name and its RON on one line.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jiff::civil::{Date, date};
use quarterdeck::analysis::advisor::{Advice, rules};
use quarterdeck::analysis::derived::Derived;
use quarterdeck::analysis::findings::FindingSeverity;
use quarterdeck::program::{AnyRecord, Kind, Program, presets};

/// One case, as its lines say it.
#[derive(Debug, Clone, Default)]
struct Case {
    name: String,
    lines: Vec<String>,
    tell: Vec<(String, Option<FindingSeverity>)>,
    silent: Vec<String>,
    missing: Vec<String>,
}

fn cases_of(path: &Path) -> Vec<Case> {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut cases: Vec<Case> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix("== ") {
            cases.push(Case { name: name.to_owned(), ..Case::default() });
            continue;
        }
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        if word == "like" {
            let other = cases.iter().find(|case| case.name == rest).map(|case| case.lines.clone());
            let lines = other.unwrap_or_else(|| panic!("{}: no case {rest} before this line", path.display()));
            cases.last_mut().unwrap().lines = lines;
            continue;
        }
        let case = cases.last_mut().unwrap_or_else(|| panic!("{}: no case before {line}", path.display()));
        match word {
            "tell" => case.tell.push(told(rest)),
            "silent" => case.silent.extend(rest.split_whitespace().map(str::to_owned)),
            "missing" => case.missing.extend(rest.split_whitespace().map(str::to_owned)),
            _ => case.lines.push(line.to_owned()),
        }
    }
    cases
}

fn told(text: &str) -> (String, Option<FindingSeverity>) {
    let (code, mark) = text.split_once(' ').unwrap_or((text, ""));
    let severity = match mark {
        "E" => Some(FindingSeverity::Error),
        "W" => Some(FindingSeverity::Warning),
        "I" => Some(FindingSeverity::Info),
        "" => None,
        other => panic!("no severity {other}"),
    };
    (code.to_owned(), severity)
}

fn program_of(case: &Case) -> Result<(Program, Date), String> {
    let (mut program, mut as_of) = (Program::named("Case"), date(2026, 9, 30));
    for line in &case.lines {
        let (word, rest) = line.split_once(' ').unwrap_or_else(|| panic!("{}: no record: {line}", case.name));
        match word {
            "as_of" => as_of = rest.parse().unwrap_or_else(|error| panic!("{}: {line}: {error}", case.name)),
            "setting" => {
                let (key, value) = rest.split_once(' ').unwrap();
                let settings = program.settings.set(key, value);
                program.settings = settings.unwrap_or_else(|error| panic!("{}: {line}: {error:?}", case.name)).into();
            }
            "preset" => {
                let ladder = presets::ladder(rest).unwrap_or_else(|| panic!("{}: {line}", case.name));
                ladder.tiers.iter().for_each(|tier| program.put(tier.clone().into()));
                ladder.benefits.iter().for_each(|benefit| program.put(benefit.clone().into()));
            }
            "without" => {
                let (table, id) = rest.split_once(' ').unwrap();
                program.take(kind_of(case, table), id);
            }
            table => {
                let record = AnyRecord::from_ron(kind_of(case, table), rest);
                program.put(record.map_err(|error| format!("{line}: {error:?}"))?);
            }
        }
    }
    Ok((program, as_of))
}

fn kind_of(case: &Case, table: &str) -> Kind {
    let mut kinds = Kind::TABLES.iter().chain([&Kind::Profile]);
    *kinds.find(|kind| kind.table_name() == table).unwrap_or_else(|| panic!("{}: no table {table}", case.name))
}

fn all_cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/advisor");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "cases"));
    files.sort();
    files.iter().flat_map(|path| cases_of(path)).collect()
}

#[test]
fn every_case_is_told_as_it_says() {
    let only = std::env::var("CASE").unwrap_or_default();
    let mut wrong = Vec::new();
    for case in all_cases().iter().filter(|case| case.name.contains(&only)) {
        let (program, as_of) = match program_of(case) {
            Ok(found) => found,
            Err(error) => {
                wrong.push(format!("{}\n  {error}", case.name));
                continue;
            }
        };
        let derived = Derived::new(&program, as_of);
        let advice = Advice::new(&program, &derived);
        let (found, not_checked) = (advice.findings(&program), advice.not_checked(&program));
        let mut faults = Vec::new();
        for (code, severity) in &case.tell {
            let fires = found.iter().any(|f| f.code == code && severity.is_none_or(|wanted| f.severity == wanted));
            if !fires {
                faults.push(format!("{code} {severity:?} is not told"));
            }
        }
        for code in &case.silent {
            faults.extend(found.iter().filter(|f| f.code == code).map(|f| format!("{code} is told: {}", f.message)));
        }
        for code in &case.missing {
            if not_checked.iter().all(|missing| missing.code != code) {
                faults.push(format!("{code} is not among what is not checked"));
            }
        }
        for finding in &found {
            let known = finding.code.contains('-') && rules().all(|rule| rule.code != finding.code);
            if known {
                faults.push(format!("{} is no rule", finding.code));
            }
        }
        if !faults.is_empty() {
            let all: Vec<String> =
                found.iter().map(|f| format!("    {} {:?} {}: {}", f.code, f.severity, f.subject, f.message)).collect();
            wrong.push(format!("{}\n  {}\n{}", case.name, faults.join("\n  "), all.join("\n")));
        }
    }
    assert!(wrong.is_empty(), "{} cases do not hold\n{}", wrong.len(), wrong.join("\n\n"));
}

#[test]
fn every_rule_is_made_to_tell_and_to_keep_silent() {
    let (mut told, mut silent): (BTreeMap<String, u32>, BTreeMap<String, u32>) = Default::default();
    for case in all_cases() {
        case.tell.iter().for_each(|(code, _)| *told.entry(code.clone()).or_default() += 1);
        case.silent.iter().for_each(|code| *silent.entry(code.clone()).or_default() += 1);
    }
    let mut codes: Vec<&str> = rules().map(|rule| rule.code).collect();
    let count = codes.len();
    let without = |known: &BTreeMap<String, u32>| -> Vec<&str> {
        codes.iter().filter(|code| !known.contains_key(**code)).copied().collect()
    };
    let (never_told, never_silent) = (without(&told), without(&silent));
    let waiting = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/advisor/without_cases.txt");
    let waiting = std::fs::read_to_string(waiting).unwrap_or_default();
    let expected: BTreeSet<&str> = waiting.lines().collect();
    let without: BTreeSet<&str> =
        codes.iter().filter(|code| never_told.contains(code) || never_silent.contains(code)).copied().collect();
    assert_eq!(without, expected, "told nowhere: {never_told:?}; silent nowhere: {never_silent:?}");
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), count, "a code stands twice");
}
