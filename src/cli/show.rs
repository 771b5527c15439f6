//! `show`: a report of the plan as rows.

use serde_json::{Value, json};

use super::args::{RowFormat, Show};
use super::failure::Failure;
use super::output::Reply;
use super::{files, place, rows, viewed};
use crate::app::Workbench;
use crate::app::select::{Calendar, Filter};
use crate::export::{delimited, markdown};
use crate::program::id::Id;
use crate::program::partner::Partner;
use crate::report::table::Table;
use crate::report::{self, REPORTS, Report, View};

pub(super) fn show(words: &Show) -> Result<Reply, Failure> {
    let (Some(file), Some(name), false) = (&words.file, &words.report, words.list) else {
        return Ok(list());
    };
    let report = named(name)?;
    of_session(&*files::to_read(file, words.as_of.as_of)?, report, words)
}

/// The same of a session that is there already.
pub(super) fn of_session(workbench: &Workbench, report: &Report, words: &Show) -> Result<Reply, Failure> {
    let (words, notes) = viewed::as_view_says(workbench.program(), report, words)?;
    let words = &*words;
    let mut table = rows_of(workbench, report, words)?;
    let format = if words.answer.json { RowFormat::Json } else { words.format };
    let shown = columns(&table, &words.columns, format)?;
    sort(&mut table, &words.sort)?;
    let total = table.rows.len();
    let table = table.select(&shown);
    let text = match format {
        RowFormat::Table | RowFormat::Json => rows::text(&table),
        RowFormat::Csv => delimited::csv(&table),
        RowFormat::Tsv => delimited::tsv(&table),
        RowFormat::Md => markdown::table(&table),
    };
    let data = json!({
        "report": report.name,
        "as_of": workbench.as_of().to_string(),
        "currency": workbench.program().profile.currency.code(),
        "count": total,
        "rows": table.json_rows(),
    });
    let reply = notes.into_iter().fold(Reply::new("show", text, data), Reply::note);
    Ok(if format == RowFormat::Table { reply.note(counted(total, workbench)) } else { reply })
}

fn counted(rows: usize, workbench: &Workbench) -> String {
    let noun = if rows == 1 { "row" } else { "rows" };
    format!("{rows} {noun}, as of {}, money in {}", workbench.as_of(), workbench.program().profile.currency)
}

fn rows_of(workbench: &Workbench, report: &Report, words: &Show) -> Result<Table, Failure> {
    let partner = words.partner.as_deref().map(|id| partner(workbench, id)).transpose()?;
    let view = View {
        program: workbench.program(),
        derived: workbench.derived(),
        partner: partner.as_ref(),
        quarter: words.quarter,
    };
    let mut table = report.table(&view);
    if let Some(text) = &words.filter {
        let calendar = Calendar { as_of: workbench.as_of(), fiscal: workbench.program().profile.calendar() };
        let filter = Filter::read(text, report.columns, calendar)
            .map_err(|error| place::of_expression("--where", text, &error))?;
        table.rows.retain(|row| filter.matches(row));
    }
    Ok(table)
}

/// The partner of that identifier, or the only one of that name.
pub(super) fn partner(workbench: &Workbench, text: &str) -> Result<Id<Partner>, Failure> {
    Ok(crate::app::documents::partner(workbench, text)?)
}

pub(super) fn about(mut failure: Failure, option: &str) -> Failure {
    for problem in &mut failure.problems {
        problem.field = Some(option.to_owned());
    }
    failure
}

/// The places of the columns to write: those asked for; a table has its shown ones, data formats have all.
fn columns(table: &Table, asked: &[String], format: RowFormat) -> Result<Vec<usize>, Failure> {
    if asked.is_empty() {
        return Ok(match format {
            RowFormat::Table | RowFormat::Md => table.shown(),
            RowFormat::Json | RowFormat::Csv | RowFormat::Tsv => (0..table.columns.len()).collect(),
        });
    }
    let mut places = Vec::new();
    for name in asked {
        places.extend(meant(table, name.trim(), "--columns")?);
    }
    Ok(places)
}

fn meant(table: &Table, name: &str, option: &str) -> Result<Vec<usize>, Failure> {
    let fits = |column: &str| column == name || column.strip_prefix(name).is_some_and(|rest| rest.starts_with('.'));
    let places: Vec<usize> = (0..table.columns.len()).filter(|&place| fits(table.columns[place].name)).collect();
    if places.is_empty() {
        let known: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
        let failure = Failure::usage("no_such_column", format!("there is no column {name:?}"))
            .hint(format!("the columns are: {}", known.join(", ")));
        return Err(about(failure, option));
    }
    Ok(places)
}

fn sort(table: &mut Table, keys: &[String]) -> Result<(), Failure> {
    let mut places = Vec::new();
    for key in keys {
        let key = key.trim();
        let (name, down) = key.strip_prefix('-').map_or((key, false), |name| (name, true));
        let meant = meant(table, name, "--sort")?;
        places.extend(meant.first().map(|place| (*place, down)));
    }
    table.sort(&places);
    Ok(())
}

/// The report of that name.
pub(super) fn named(name: &str) -> Result<&'static Report, Failure> {
    report::find(name).ok_or_else(|| no_such_report(name))
}

fn no_such_report(name: &str) -> Failure {
    let known: Vec<&str> = REPORTS.iter().map(|report| report.name).collect();
    Failure::usage("no_such_report", format!("there is no report {name:?}"))
        .hint(format!("the reports are: {}", known.join(", ")))
}

pub(super) fn list() -> Reply {
    let mut text = String::new();
    let mut data = Vec::new();
    for report in REPORTS {
        use std::fmt::Write as _;
        let names: Vec<&str> = report.columns.iter().map(|column| column.name).collect();
        let _ = writeln!(text, "{:<15}{}\n{:<15}{}", report.name, report.title, "", names.join(" "));
        data.push(json!({"report": report.name, "title": report.title, "columns": names}));
    }
    Reply::new("show", text, Value::from(data))
}
