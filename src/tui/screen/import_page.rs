//! What is read while a file is imported: how it was understood, its first rows, what is rejected and why, what changes.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::edit::naming;
use crate::import::matching::main_kind;
use crate::import::row::{Code, Outcome, Row};
use crate::import::stage::StageClass;
use crate::import::{ParsedFile, totals};
use crate::program::Program;
use crate::program::record_keeping::ImportRun;
use crate::shell::import_thread::{Done, NotRead};
use crate::tui::overlays::{PageLine, PreviewLine};
use crate::tui::theme::Role;
use crate::tui::widgets::safe_text;

/// Rows that are shown as they will be read.
const ROWS: usize = 12;
/// Rejected rows, warnings and changes that are shown; the others are counted.
const SHOWN: usize = 200;
/// Cells of a name in the first rows.
const NAME: usize = 24;
/// Cells of a rejected row that are shown.
const CELLS: usize = 160;

fn said(text: impl Into<String>) -> PageLine {
    PageLine::new(text, Role::Text)
}

fn heading(text: impl Into<String>) -> PageLine {
    PageLine::new(text, Role::Header)
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// What is shown before a file is named.
pub(super) fn invitation(program: &Program) -> Vec<PageLine> {
    let mut lines = vec![
        said("Deals of a CRM or a list of partners, as CSV, tab separated text or a workbook (XLSX)."),
        said("Nothing is changed before you have read what it would do, and then it is one step that can be undone."),
    ];
    let mut runs: Vec<&ImportRun> = program.imports.iter().collect();
    runs.sort_by_key(|run| std::cmp::Reverse(run.on));
    if !runs.is_empty() {
        lines.extend([said(""), heading("Imported before")]);
    }
    lines.extend(runs.iter().take(20).map(|run| {
        let rejected = if run.rejected > 0 { format!(", {} rejected", run.rejected) } else { String::new() };
        PageLine::row(format!("{}  {}: {} accepted{rejected}", run.on, run.file, run.accepted), Role::Text)
    }));
    lines
}

/// The page of what was read, and its title.
pub(super) fn page(read: &Result<Done, NotRead>) -> (String, Vec<PageLine>) {
    match read {
        Ok(done) => of_file(done),
        Err(NotRead::NoFile(why)) => ("It cannot be read".to_owned(), vec![PageLine::new(why.clone(), Role::Error)]),
        Err(NotRead::Refused { error, .. }) => {
            let mut lines = vec![PageLine::new(error.fault.in_words(), Role::Error)];
            let columns = error.fault.columns();
            if columns.is_empty() {
                lines.push(PageLine::new(error.hint(), Role::Muted));
            } else {
                lines.push(said("Choose a column for each of them in the list."));
                lines.push(said(format!("The columns are: {}", columns.join(", "))));
            }
            ("It is not understood yet".to_owned(), lines)
        }
    }
}

fn of_file(done: &Done) -> (String, Vec<PageLine>) {
    let file = &done.file;
    let totals = totals(file);
    let rejected = file.rejected().count();
    let skipped: usize = totals.skipped.values().sum();
    let changes = done.proposal.changes;
    let noun = file.kind.name();
    let title = format!("{} accepted, {rejected} rejected", counted(totals.accepted, "row", "rows"));
    let mut lines = vec![said(how(file))];
    let more = if skipped > 0 { format!(", {skipped} left out without fault") } else { String::new() };
    lines.push(said(format!(
        "{}: {} accepted, {rejected} rejected{more}",
        counted(totals.records_total, "record", "records"),
        totals.accepted
    )));
    lines.push(said(format!(
        "In the plan: {} {}, {} changed, {} unchanged; partners: {} new, {} known",
        changes.new,
        if changes.new == 1 { format!("new {}", noun.trim_end_matches('s')) } else { format!("new {noun}") },
        changes.changed,
        changes.unchanged,
        done.proposal.partners_new,
        done.proposal.partners_matched
    )));
    if let Some(on) = done.remembered {
        lines.push(PageLine::new(format!("The columns are those of the import of {on}"), Role::Info));
    }
    for (code, what) in [(Code::AmbiguousDate, "Dates"), (Code::AmbiguousNumber, "Numbers")] {
        let count = file.rows.iter().filter(|row| row.reason == Some(code)).count();
        if count > 0 {
            let rows = counted(count, "row", "rows");
            lines.push(PageLine::new(format!("{rows} can be read in two ways: say how under {what}"), Role::Warning));
        }
    }
    let notes = file.notes.iter().chain(&done.proposal.notes);
    lines.extend(notes.map(|note| PageLine::new(in_words(note), Role::Warning)));
    let unused = unused(file);
    if !unused.is_empty() {
        lines.push(PageLine::new(format!("Columns that nothing takes: {}", unused.join(", ")), Role::Muted));
    }
    lines.extend([said(""), heading("The first rows, as they will be read")]);
    lines.extend(first_rows(file));
    if rejected > 0 {
        lines.extend([said(""), heading("Rejected rows")]);
        lines.extend(self::rejected(file));
    }
    lines.extend(warnings(file));
    if !totals.skipped.is_empty() {
        lines.extend([said(""), heading("Left out without fault")]);
        lines.extend(totals.skipped.iter().map(|(code, count)| {
            let meaning = file.rows.iter().filter_map(|row| row.reason).find(|reason| reason.name() == *code);
            said(format!("{count}: {}", meaning.map_or(*code, Code::meaning)))
        }));
    }
    (title, lines)
}

/// A note in words of the screen: it names options of the command line.
fn in_words(note: &str) -> String {
    note.replace(". Say --map FIELD=COLUMN to take one", "")
        .replace(". Say --sheet to take one", "; another sheet is chosen under Sheet")
        .split(". Say --map")
        .next()
        .unwrap_or_default()
        .to_owned()
}

/// How the file was read, in a line.
fn how(file: &ParsedFile) -> String {
    let source = &file.source;
    let mut text = format!("Read as {} from {}", file.kind, source.format.to_uppercase());
    if let Some(sheet) = &source.sheet {
        let _ = write!(text, ", sheet {sheet:?}");
    }
    if let Some(encoding) = source.encoding {
        let _ = write!(text, ", {encoding}");
    }
    if let Some(delimiter) = source.delimiter {
        let name = match delimiter {
            '\t' => "tabs",
            ',' => "commas",
            ';' => "semicolons",
            '|' => "bars",
            _ => "other signs",
        };
        let _ = write!(text, " with {name}");
    }
    let _ = write!(text, ", header on line {}", source.header_row);
    text
}

fn unused(file: &ParsedFile) -> Vec<&str> {
    let taken = |header: &&String| !file.source.mapping.values().any(|column| column == *header);
    file.headers.iter().filter(|header| !header.trim().is_empty()).filter(taken).map(String::as_str).collect()
}

fn first_rows(file: &ParsedFile) -> Vec<PageLine> {
    let mut table = vec![match file.kind {
        crate::import::Kind::Deals => {
            ["Line", "Deal", "Partner", "Stage", "Amount", "Close"].map(str::to_owned).to_vec()
        }
        crate::import::Kind::Partners => {
            ["Line", "Partner", "Tier", "Type", "Region", "Joined"].map(str::to_owned).to_vec()
        }
    }];
    table.extend(file.accepted().take(ROWS).map(cells));
    if table.len() == 1 {
        return vec![PageLine::new("No row is accepted", Role::Warning)];
    }
    let text = table.iter().map(|row| {
        let cells: Vec<String> = row.iter().map(|cell| cell.replace('|', "\\|")).collect();
        format!("| {} |", cells.join(" | "))
    });
    let mut lines: Vec<String> = text.collect();
    lines.insert(1, "|---:|---|---|---|---|---|".to_owned());
    super::export_page::lines(&lines)
}

fn cells(row: &Row) -> Vec<String> {
    let line = row.line.to_string();
    let unknown = || "unknown".to_owned();
    if let Some(deal) = row.deal() {
        let stage = match deal.stage {
            StageClass::Won => "won",
            StageClass::Lost => "lost",
            StageClass::Open => "open",
        };
        let amount = deal.amount.map(|amount| {
            let currency = deal.currency.map(|currency| format!(" {currency}")).unwrap_or_default();
            format!("{amount}{currency}")
        });
        let partner = deal.partner.clone().unwrap_or_default();
        let (name, partner) = (short(&deal.name), short(&partner));
        return vec![line, name, partner, stage.to_owned(), amount.unwrap_or_else(unknown), deal.close.to_string()];
    }
    let Some(partner) = row.partner() else { return vec![line] };
    let text = |value: &Option<String>| value.clone().unwrap_or_else(unknown);
    let joined = partner.joined.map_or_else(unknown, |date| date.to_string());
    vec![line, short(&partner.name), text(&partner.tier), text(&partner.partner_type), text(&partner.region), joined]
}

/// A name as far as there is room in a row.
fn short(text: &str) -> String {
    safe_text::cut(text, NAME, "…")
}

/// The rejected rows: line, why, and what stands there.
pub(super) fn rejected(file: &ParsedFile) -> Vec<PageLine> {
    let mut lines: Vec<PageLine> = file
        .rejected()
        .take(SHOWN)
        .map(|row| {
            let why = row.reason.map_or("", |code| code.meaning());
            let cells: Vec<&str> = row.original.iter().map(String::as_str).filter(|cell| !cell.is_empty()).collect();
            let cells = safe_text::cut(&cells.join(" | "), CELLS, "…");
            PageLine::new(format!("line {}: {}  ({cells})", row.line, in_screen_words(why)), Role::Text)
        })
        .collect();
    let more = file.rejected().count().saturating_sub(SHOWN);
    if more > 0 {
        lines.push(PageLine::new(format!("and {more} more"), Role::Muted));
    }
    lines
}

fn in_screen_words(meaning: &str) -> String {
    meaning
        .replace("say --decimal", "say how under Numbers")
        .replace("say --date-order mdy or dmy", "say how under Dates")
}

fn warnings(file: &ParsedFile) -> Vec<PageLine> {
    let warned: Vec<(&Row, &Code)> = file
        .rows
        .iter()
        .filter(|row| row.outcome == Outcome::Accept)
        .flat_map(|row| row.warnings.iter().map(move |code| (row, code)))
        .collect();
    let mut lines = Vec::new();
    if !warned.is_empty() {
        lines.extend([said(""), heading("Accepted with a warning")]);
    }
    lines.extend(warned.iter().take(SHOWN).map(|(row, code)| {
        let name = row.deal().map(|deal| deal.name.clone()).or_else(|| Some(row.partner()?.name.clone()));
        said(format!("line {}, {}: {}", row.line, name.unwrap_or_default(), code.meaning()))
    }));
    let more = warned.len().saturating_sub(SHOWN);
    if more > 0 {
        lines.push(PageLine::new(format!("and {more} more"), Role::Muted));
    }
    lines
}

/// What importing would change, to be accepted.
pub(super) fn changes(program: &Program, done: &Done, same: &BTreeMap<String, String>) -> Vec<PreviewLine> {
    let proposal = &done.proposal;
    let counts = proposal.changes;
    let mut lines = vec![PreviewLine::heading(format!(
        "{}: {} new, {} changed, {} unchanged, {} rejected",
        naming::plural(main_kind(&done.file)),
        counts.new,
        counts.changed,
        counts.unchanged,
        done.file.rejected().count()
    ))];
    lines.push(PreviewLine::same(format!(
        "Partners: {} new, {} known; customers: {} new",
        proposal.partners_new, proposal.partners_matched, proposal.accounts_new
    )));
    for doubt in done.doubts.iter().filter(|doubt| same.get(&doubt.key) == Some(&doubt.near)) {
        lines.push(PreviewLine::same(format!("{} is taken as {}", doubt.name, doubt.near_name)));
    }
    lines.extend(proposal.notes.iter().map(|note| PreviewLine::warning(in_words(note))));
    let mut last = None;
    for change in proposal.edit.changes.iter().take(SHOWN) {
        if last != Some(change.kind()) {
            last = Some(change.kind());
            lines.push(PreviewLine::heading(naming::plural(change.kind())));
        }
        if let Some(record) = change.after().or(change.before()) {
            let name = naming::called_record(program, record);
            lines.push(if change.before().is_none() {
                PreviewLine::after(name)
            } else {
                PreviewLine::same(format!("changed: {name}"))
            });
        }
    }
    let more = proposal.edit.changes.len().saturating_sub(SHOWN);
    if more > 0 {
        lines.push(PreviewLine::same(format!("and {more} more records")));
    }
    lines
}
