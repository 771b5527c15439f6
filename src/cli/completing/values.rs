//! The values of an argument that are known: names of reports, commands and calculators, and what a plan file holds.

use std::path::PathBuf;

use super::line::Offer;
use super::records;
use crate::analysis::calculators;
use crate::app::demo::EXAMPLES;
use crate::app::documents;
use crate::app::spoken;
use crate::program::{Kind, Program};
use crate::report::{self, REPORTS};
use crate::shell::disk::scenarios;
use crate::store;

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked<'a> {
    /// The word of the command line.
    pub(super) command: &'a str,
    /// The argument of it.
    pub(super) argument: &'a str,
    /// What stands in the places before.
    pub(super) placed: &'a [String],
}

impl Asked<'_> {
    /// The plan file named in the line.
    fn file(&self) -> Option<PathBuf> {
        let word = self.placed.first()?;
        let home = || std::env::var_os("HOME").map(PathBuf::from);
        match word.strip_prefix("~/").zip(home()) {
            Some((rest, home)) => Some(home.join(rest)),
            None => Some(PathBuf::from(word)),
        }
    }

    fn program(&self) -> Option<Program> {
        let bytes = std::fs::read(self.file()?).ok()?;
        Some(store::read(&bytes).ok()?.program)
    }
}

/// Every value that could stand there; nothing where it is free, or a file.
pub(super) fn offers(asked: &Asked<'_>) -> Vec<Offer> {
    match (asked.command, asked.argument) {
        ("show", "report") => REPORTS.iter().map(|report| Offer::new(report.name, report.title)).collect(),
        ("export", "report") => {
            let documents = documents::documents().map(|one| Offer::new(one.name, one.title));
            documents.chain(REPORTS.iter().map(|report| Offer::new(report.name, report.title))).collect()
        }
        ("show", "columns" | "sort") => columns(asked),
        ("show", "view") => with_program(asked, |program| {
            let table = asked.placed.get(1).map_or("", String::as_str);
            let views = program.saved_views.iter().filter(|view| view.table == table);
            views.map(|view| Offer::new(view.id.as_str(), view.name.as_str())).collect()
        }),
        ("explain", "path") => with_program(asked, records::explained),
        ("demo", "name") => EXAMPLES.iter().map(|example| Offer::new(example.name, example.description)).collect(),
        ("calc", "name") => calculators::all().iter().map(|one| Offer::new(one.name, one.about)).collect(),
        ("do", "words") => spoken_words(asked),
        ("what-if" | "backtest" | "migration", "scenario") | ("what-if", "adopt" | "discard") => {
            let names = asked.file().and_then(|file| scenarios::names(&file).ok()).unwrap_or_default();
            names.into_iter().map(|name| Offer::new(name, "")).collect()
        }
        ("screenshot", "pane") => [
            "home",
            "roster",
            "matrix",
            "tiers",
            "timeline",
            "qbr",
            "economics",
            "enablement",
            "marketplace",
            "program",
        ]
        .map(|pane| Offer::new(pane, ""))
        .into(),
        ("keys", "preset") => ["default", "vim", "sheet"].map(|preset| Offer::new(preset, "")).into(),
        ("new", "template") => ["standard", "core", "example"].map(|preset| Offer::new(preset, "")).into(),
        (_, "partner") => of_kind(asked, Kind::Partner),
        (_, "campaign") => of_kind(asked, Kind::Campaign),
        (_, "tier") => of_kind(asked, Kind::Tier),
        (_, "qbr") => of_kind(asked, Kind::Qbr),
        (_, "goal") => of_kind(asked, Kind::Goal),
        (_, "program") | ("versions", "adopt") => of_kind(asked, Kind::ProgramVersion),
        _ => Vec::new(),
    }
}

fn with_program(asked: &Asked<'_>, work: impl FnOnce(&Program) -> Vec<Offer>) -> Vec<Offer> {
    asked.program().map(|program| work(&program)).unwrap_or_default()
}

fn of_kind(asked: &Asked<'_>, kind: Kind) -> Vec<Offer> {
    with_program(asked, |program| records::of_kind(program, kind))
}

fn columns(asked: &Asked<'_>) -> Vec<Offer> {
    let report = asked.placed.get(1).and_then(|name| report::find(name));
    let columns = report.map(|report| report.columns).unwrap_or_default();
    let plain = columns.iter().map(|column| Offer::new(column.name, column.title));
    if asked.argument == "columns" {
        return plain.collect();
    }
    let down = columns.iter().map(|column| Offer::new(format!("-{}", column.name), column.title));
    plain.chain(down).collect()
}

/// The words of a command of `do`: its name, then its arguments by what they name.
fn spoken_words(asked: &Asked<'_>) -> Vec<Offer> {
    let Some(name) = asked.placed.get(1) else {
        return spoken::all().map(|spoken| Offer::new(spoken.name, spoken.about)).collect();
    };
    let Some(command) = spoken::find(name) else { return Vec::new() };
    let given = asked.placed.get(2..).unwrap_or_default();
    let named = |word: &String| {
        let option = word.strip_prefix("--")?;
        command.arguments.iter().find(|argument| argument.name == option && argument.how == spoken::How::Named)
    };
    if let Some(argument) = given.last().and_then(named) {
        return with_program(asked, |program| records::argument(program, argument.name, given));
    }
    let values = given.iter().enumerate().filter(|(place, word)| {
        let behind = place.checked_sub(1).and_then(|before| given.get(before)).and_then(named);
        !word.starts_with("--") && behind.is_none()
    });
    let values: Vec<String> = values.map(|(_, word)| word.clone()).collect();
    let places: Vec<_> = command.arguments.iter().filter(|argument| argument.is_placed()).collect();
    let last = places.last().filter(|argument| argument.how == spoken::How::Many);
    let next = places.get(values.len()).or(last);
    let mut offered = next
        .map(|argument| with_program(asked, |program| records::argument(program, argument.name, &values)))
        .unwrap_or_default();
    let options = command.arguments.iter().filter(|argument| !argument.is_placed());
    offered.extend(options.map(|argument| Offer::new(format!("--{}", argument.name), argument.about)));
    offered
}
