//! `import`: deals or partners from CSV or XLSX, as one undoable edit.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::args::Import;
use super::failure::{Exit, Failure, Problem};
use super::files;
use super::output::Reply;
use super::rows;
use crate::app::{Command, Workbench, update};

use crate::import::budget::FILE_LIMIT_MB;
use crate::import::{Fault, ImportError, Options, ParsedFile, Proposal, parse, propose, rejects_csv, totals};
use crate::program::currency::{Currency, grouped};

pub(super) fn import(words: &Import) -> Result<Reply, Failure> {
    let mut workbench = files::session(&words.file, words.as_of.as_of)?;
    let parsed = parsed(words, &workbench)?;
    let proposal = propose(workbench.program(), &parsed, workbench.as_of());
    let written = !words.dry_run && !proposal.edit.is_empty();
    let (data, text) = (data(&parsed, &proposal, written), told(&parsed, &proposal));
    let mut reply = Reply::new("import", text, data);
    reply.warnings.extend(notes(words, &parsed, &proposal));
    if written {
        update(&mut workbench, Command::Apply(proposal.edit))?;
        reply.warnings.extend(files::save(&mut workbench)?);
        reply = reply.note(format!("saved {}", files::shown(&words.file)));
    } else if words.dry_run {
        reply = reply.note("nothing was written; leave out --dry-run to import");
    }
    if let Some(path) = &words.rejects {
        let count = parsed.rejected().count();
        if words.dry_run {
            reply = reply.note(format!("{count} rejected rows would go to {}", path.display()));
        } else {
            files::replace(path, &rejects_csv(&parsed))?;
            reply = reply.note(format!("{count} rejected rows are in {}", path.display()));
        }
    }
    Ok(reply)
}

/// The source, read with what the words and the program say about it.
fn parsed(words: &Import, workbench: &Workbench) -> Result<ParsedFile, Failure> {
    let name = words.source.file_name().map_or_else(|| "-".into(), |name| name.to_string_lossy());
    let bytes = files::read_within(&words.source, FILE_LIMIT_MB << 20)?.map_err(|length| {
        let fault = Fault::TooLarge { megabytes: length.div_ceil(1 << 20), limit: FILE_LIMIT_MB };
        refused(&files::shown(&words.source), &ImportError { file: name.clone().into_owned(), fault })
    })?;
    let program = workbench.program();
    let options = Options {
        kind: words.kind,
        sheet: words.sheet.clone(),
        mapping: mapping(&words.map)?,
        date_order: words.date_order,
        decimal: words.decimal,
        currency: Some(program.profile.currency),
        tiers: program.tiers.iter().map(|tier| (tier.id.as_str().to_owned(), tier.name.clone())).collect(),
        stages: Vec::new(),
        calendar: Some(program.profile.calendar()),
    };
    parse(&bytes, &name, &options).map_err(|error| refused(&files::shown(&words.source), &error))
}

fn mapping(pairs: &[String]) -> Result<Vec<(String, String)>, Failure> {
    let read = |pair: &String| match pair.split_once('=') {
        Some((field, column)) if !field.trim().is_empty() => Ok((field.trim().to_owned(), column.trim().to_owned())),
        _ => Err(Failure::usage("bad_mapping", format!("--map {pair:?} is not FIELD=COLUMN"))
            .hint("write it as --map amount='Deal Value'")),
    };
    pairs.iter().map(read).collect()
}

fn refused(path: &str, error: &ImportError) -> Failure {
    let problem = Problem {
        line: error.line(),
        ..Problem::new(error.code(), error.fault.to_string()).in_file(path).hint(error.hint())
    };
    let usage = matches!(error.code(), "import_no_sheet" | "import_bad_mapping" | "import_ambiguous_columns");
    Failure::new(if usage { Exit::Usage } else { Exit::Invalid }, problem)
}

fn data(parsed: &ParsedFile, proposal: &Proposal, written: bool) -> Value {
    let mut data = serde_json::to_value(totals(parsed)).unwrap_or_default();
    if let Value::Object(map) = &mut data {
        map.insert("changes".to_owned(), json!(proposal.changes));
        map.insert("partners_new".to_owned(), proposal.partners_new.into());
        map.insert("partners_matched".to_owned(), proposal.partners_matched.into());
        map.insert("accounts_new".to_owned(), proposal.accounts_new.into());
        map.insert("already_imported".to_owned(), proposal.already_imported.into());
        map.insert("near".to_owned(), serde_json::to_value(&proposal.near).unwrap_or_default());
        map.insert("written".to_owned(), written.into());
    }
    data
}

fn notes(words: &Import, parsed: &ParsedFile, proposal: &Proposal) -> Vec<Problem> {
    let path = files::shown(&words.source);
    let said = parsed.notes.iter().chain(&proposal.notes);
    said.map(|note| Problem::new("import_note", note.clone()).in_file(path.clone())).collect()
}

/// An amount with thousands marks and its currency, without cents where the currency has none.
fn told_amount(amount: Option<&str>, currency: Option<Currency>) -> String {
    let Some(amount) = amount else { return "unknown".to_owned() };
    let Some(currency) = currency else { return grouped(amount) };
    let whole = if currency.places() == 0 { amount.strip_suffix(".00").unwrap_or(amount) } else { amount };
    format!("{} {currency}", grouped(whole))
}

/// The answer for people: how the file was read, the fate of its rows, what changes.
fn told(parsed: &ParsedFile, proposal: &Proposal) -> String {
    let totals = totals(parsed);
    let source = &parsed.source;
    let mut out = String::new();
    let how = [
        Some(source.format.to_owned()),
        source.sheet.as_ref().map(|sheet| format!("sheet {:?}", rows::plain(sheet))),
        source.encoding.map(str::to_owned),
        source.delimiter.map(|delimiter| format!("delimiter {delimiter:?}")),
        Some(format!("decimal {:?}", source.decimal.to_string())),
        source.date_order.map(|order| format!("dates {order}")),
        Some(format!("header on line {}", source.header_row)),
    ];
    let _ = writeln!(
        out,
        "{} as {}: {}",
        rows::plain(&source.file),
        parsed.kind,
        how.into_iter().flatten().collect::<Vec<_>>().join(", ")
    );
    let mapping: Vec<String> =
        source.mapping.iter().map(|(field, column)| format!("{field} = {}", rows::plain(column))).collect();
    let _ = writeln!(out, "columns: {}", mapping.join("; "));
    let _ = writeln!(out, "records: {}, accepted {}", totals.records_total, totals.accepted);
    let counts = |map: &std::collections::BTreeMap<&'static str, usize>| {
        map.iter().map(|(code, count)| format!("{code} {count}")).collect::<Vec<_>>().join(", ")
    };
    for (name, map) in [("skipped", &totals.skipped), ("rejected", &totals.rejected), ("warnings", &totals.warnings)] {
        if !map.is_empty() {
            let _ = writeln!(out, "{name}: {}", counts(map));
        }
    }
    if let Some(deals) = &totals.deals {
        let total = told_amount(deals.closed_won_total.as_deref(), deals.totals_currency);
        let _ = writeln!(out, "closed won: {} deals, {total}", deals.closed_won_count);
        if deals.closed_won_by_currency.len() > 1 {
            let own = deals.closed_won_by_currency.iter();
            let own: Vec<String> = own.map(|(code, amount)| told_amount(Some(amount), code.parse().ok())).collect();
            let _ = writeln!(out, "  in their own currencies: {}", own.join(", "));
        }
    }
    let changes = proposal.changes;
    let _ = writeln!(out, "changes: {} new, {} changed, {} unchanged", changes.new, changes.changed, changes.unchanged);
    for row in parsed.rejected() {
        let reason = row.reason.map_or("", crate::import::row::Code::name);
        let _ = writeln!(out, "  line {}: rejected, {reason}", row.line);
    }
    out
}
