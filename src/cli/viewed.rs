//! `show --view`: the filter, order and columns of a view that is saved in the plan.

use std::borrow::Cow;

use super::args::Show;
use super::failure::Failure;
use super::show::about;
use crate::program::Program;
use crate::program::saved_view::SavedView;
use crate::report::Report;

/// Columns of the roster that the report of partners tells under another name.
const OTHERWISE: [(&str, &str); 3] =
    [("health", "health.score"), ("growth", "growth.percent"), ("stage", "lifecycle.stage")];

/// What was asked, with what the view says where nothing else was; and what of the view this report cannot show.
pub(super) fn as_view_says<'a>(
    program: &Program,
    report: &Report,
    words: &'a Show,
) -> Result<(Cow<'a, Show>, Vec<String>), Failure> {
    let Some(name) = &words.view else { return Ok((Cow::Borrowed(words), Vec::new())) };
    let view = named(program, report, name)?;
    let mut said = words.clone();
    let mut left_out = Vec::new();
    if said.filter.is_none() {
        said.filter.clone_from(&view.filter);
    }
    if said.sort.is_empty() {
        let keys = view.sort.iter().filter_map(|key| {
            let (down, word) = key.strip_prefix('-').map_or(("", key.as_str()), |word| ("-", word));
            reported(report, word, &mut left_out).map(|name| format!("{down}{name}"))
        });
        said.sort = keys.collect();
    }
    if said.columns.is_empty() {
        let words = view.columns.iter().map(|column| column.split(':').next().unwrap_or_default());
        said.columns = words.filter_map(|word| reported(report, word, &mut left_out)).map(str::to_owned).collect();
    }
    left_out.sort_unstable();
    left_out.dedup();
    let note = format!("of the view {}, this report has not: {}", view.name, left_out.join(", "));
    Ok((Cow::Owned(said), if left_out.is_empty() { Vec::new() } else { vec![note] }))
}

/// The column of the report for a column of a view.
fn reported(report: &Report, word: &str, left_out: &mut Vec<String>) -> Option<&'static str> {
    let word = word.trim();
    let other = OTHERWISE.iter().find(|(seen, _)| *seen == word).map_or(word, |(_, name)| *name);
    let has = |name: &str| report.columns.iter().find(|column| column.name == name).map(|column| column.name);
    let found = has(word).or_else(|| has(other));
    if found.is_none() {
        left_out.push(word.to_owned());
    }
    found
}

fn named<'a>(program: &'a Program, report: &Report, name: &str) -> Result<&'a SavedView, Failure> {
    let of_report = || program.saved_views.iter().filter(|view| view.table == report.name);
    let wanted = name.trim().to_lowercase();
    let found = of_report().find(|view| view.id.as_str() == name || view.name.to_lowercase() == wanted);
    found.ok_or_else(|| {
        let known: Vec<&str> = of_report().map(|view| view.name.as_str()).collect();
        let hint = match known.as_slice() {
            [] => format!("no view of {} is saved in this plan", report.name),
            known => format!("the views of {} are: {}", report.name, known.join(", ")),
        };
        let what = format!("there is no view {name:?} of {}", report.name);
        about(Failure::usage("no_such_view", what).hint(hint), "--view")
    })
}
