//! A block of a spreadsheet laid onto the cells of a table: what would change and what is refused is read first, then
//! it is one step.

use std::collections::BTreeSet;

use super::block;
use super::column_key::ColumnKey;
use super::sheet::Sheet;
use crate::edit::{Edit, Refusal, field, naming};
use crate::program::Program;
use crate::program::record::{FieldKind, FieldShape};
use crate::tui::outcome::Outcome;
use crate::tui::overlays::{Preview, PreviewLine};
use crate::tui::pane::{Context, Values};
use crate::tui::session::Command;

/// The tag of the preview.
pub(super) const PASTE: &str = "table/paste";
/// The most lines of a preview; the others are counted.
const LINES: usize = 400;

/// Where each cell of a block goes.
struct Target<K> {
    row: usize,
    key: K,
    text: String,
}

/// What a block would do.
#[derive(Default)]
struct Plan {
    changed: Vec<String>,
    refused: Vec<String>,
    rows: BTreeSet<usize>,
    same: usize,
    cells_refused: usize,
    edit: Option<Edit>,
}

/// The cells of a block by place or by headers, and what of it finds none.
fn targets<T: Sheet + ?Sized>(
    table: &mut T,
    rows: &[Vec<String>],
    context: &Context<'_>,
) -> (Vec<Target<T::Key>>, Vec<String>) {
    if let Some(headers) = by_headers(table, rows) {
        return below_headers(table, &headers, &rows[1..], context);
    }
    let mut left_out = Vec::new();
    let (row, column) = (table.table_view().row, table.table_view().column);
    let columns = table.tabling().arrangement.columns.clone();
    let marked = if rows.len() == 1 { table.marked_rows() } else { Vec::new() };
    let count = table.row_count();
    let onto: Vec<(usize, &Vec<String>)> = match rows.first().filter(|_| !marked.is_empty()) {
        Some(only) => marked.into_iter().map(|at| (at, only)).collect(),
        None => rows.iter().enumerate().map(|(at, cells)| (row + at, cells)).collect(),
    };
    let below = onto.iter().filter(|(at, _)| *at >= count).count();
    if below > 0 {
        left_out.push(format!("{below} rows of the block stand below the last row: left out"));
    }
    let widest = rows.iter().map(Vec::len).max().unwrap_or(0);
    let beyond = (column + widest).saturating_sub(columns.len());
    if beyond > 0 {
        left_out.push(format!("{beyond} columns of the block stand right of the last column: left out"));
    }
    let mut found = Vec::new();
    for (at, cells) in onto.into_iter().filter(|(at, _)| *at < count) {
        for (key, text) in columns.iter().skip(column).zip(cells) {
            found.push(Target { row: at, key: *key, text: text.clone() });
        }
    }
    (found, left_out)
}

/// The columns that the first row names, where every cell of it is the header of one.
fn by_headers<T: Sheet + ?Sized>(table: &T, rows: &[Vec<String>]) -> Option<Vec<T::Key>> {
    let first = rows.first().filter(|first| first.len() > 1 && rows.len() > 1)?;
    let arrangement = &table.tabling().arrangement;
    let named = |text: &String| {
        let wanted = text.trim().to_lowercase();
        let is_it =
            |key: &&T::Key| [key.word(), key.title(), key.label()].iter().any(|name| name.to_lowercase() == wanted);
        arrangement.all().iter().find(is_it).copied()
    };
    first.iter().map(named).collect()
}

/// Cells under headers: rows go by their name where the first column is among them, else from the cursor down.
fn below_headers<T: Sheet + ?Sized>(
    table: &T,
    headers: &[T::Key],
    rows: &[Vec<String>],
    context: &Context<'_>,
) -> (Vec<Target<T::Key>>, Vec<String>) {
    let name_at = headers.iter().position(|key| Some(*key) == table.tabling().arrangement.pinned());
    let (mut found, mut left_out) = (Vec::new(), Vec::new());
    for (at, cells) in rows.iter().enumerate() {
        let name = name_at.and_then(|place| cells.get(place));
        let row = match name {
            Some(name) => table.row_named(&name.trim().to_lowercase(), context),
            None => Some(table.table_view().row + at).filter(|row| *row < table.row_count()),
        };
        let Some(row) = row else {
            left_out.push(match name {
                Some(name) => format!("{name}: no row shown has this name: left out"),
                None => format!("row {} stands below the last row: left out", at + 1),
            });
            continue;
        };
        for (place, (key, text)) in headers.iter().zip(cells).enumerate() {
            if Some(place) != name_at {
                found.push(Target { row, key: *key, text: text.clone() });
            }
        }
    }
    (found, left_out)
}

fn why(refusal: Refusal) -> String {
    match refusal {
        Refusal::BadValue { why, .. } => why,
        other => other.to_string(),
    }
}

/// What the cells would become, tried one after the other on a copy.
fn plan<T: Sheet + ?Sized>(table: &T, targets: Vec<Target<T::Key>>, context: &Context<'_>) -> Plan {
    let before = context.workbench.program();
    let mut program = before.clone();
    let mut plan = Plan::default();
    let arrow = context.look.glyphs.arrow;
    let mut computed: Vec<(T::Key, usize, String)> = Vec::new();
    for target in targets {
        let place = format!("{}, {}", table.row_name(target.row, context), target.key.label());
        match set(table, &mut program, &target, context) {
            Ok(Some((was, is))) => {
                plan.changed.push(format!("{place}: {was} {arrow} {is}"));
                plan.rows.insert(target.row);
            }
            Ok(None) => plan.same += 1,
            Err(why) => match table.sets(target.key) {
                // an empty cell of a block that meets what nobody can set asks for nothing
                Err(_) if target.text.is_empty() => {}
                // why a column cannot be set is said once
                Err(_) => match computed.iter_mut().find(|(key, ..)| *key == target.key) {
                    Some((_, count, _)) => *count += 1,
                    None => computed.push((target.key, 1, why)),
                },
                Ok(_) => plan.refused.push(format!("{place}: {why}")),
            },
        }
    }
    for (key, count, why) in computed {
        plan.cells_refused += count - 1;
        plan.refused.push(format!("{}, {}: {why}", key.label(), counted(count, "cell")));
    }
    plan.cells_refused += plan.refused.len();
    let edit = Edit::between(before, &program, label(table, &plan));
    plan.edit = Some(edit).filter(|edit| !edit.is_empty());
    plan
}

fn label<T: Sheet + ?Sized>(table: &T, plan: &Plan) -> String {
    let (one, many) = table.nouns();
    let rows = plan.rows.len();
    format!("Paste {} of {rows} {}", counted(plan.changed.len(), "cell"), if rows == 1 { one } else { many })
}

fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// Sets one cell on a copy of the program; gives what it was and is, nothing where it is so already.
fn set<T: Sheet + ?Sized>(
    table: &T,
    program: &mut Program,
    target: &Target<T::Key>,
    context: &Context<'_>,
) -> Result<Option<(String, String)>, String> {
    let shown = table.value(target.row, target.key, context);
    if *shown.plain() == *target.text || *shown.display() == *target.text {
        return Ok(None);
    }
    let name = table.sets(target.key)?;
    let (kind, id) = table.row_record(target.row).ok_or("these rows are computed")?;
    let record = program.record(kind, &id).ok_or("this record is gone")?;
    let was = field::text(&record, name).map_err(why)?;
    let canonical = table.canonical(kind, target.key, &target.text, context).map_err(why)?;
    if let Ok((_, FieldKind::Reference(to), FieldShape::Required | FieldShape::Optional)) = field::declared(kind, name)
        && !canonical.is_empty()
        && !program.has(*to, &canonical)
    {
        return Err(format!("there is no {} called {:?}", to.noun(), target.text));
    }
    let edit = match table.cell_edit(program, (kind, id.clone()), target.key, &canonical, context) {
        Ok(edit) => edit,
        Err(Refusal::NoChange(_)) => return Ok(None),
        Err(refusal) => return Err(why(refusal)),
    };
    let told_was = naming::value_called(program, kind, name, &was);
    edit.apply(program).map_err(why)?;
    let is = program.record(kind, &id).and_then(|record| field::text(&record, name).ok()).unwrap_or_default();
    Ok(if was == is { None } else { Some((told_was, naming::value_called(program, kind, name, &is))) })
}

/// The preview of a block over the cells at the cursor, where the text holds one; the edit waits in the table.
pub(in crate::tui) fn preview<T: Sheet + ?Sized>(table: &mut T, text: &str, context: &Context<'_>) -> Option<Preview> {
    let rows = block::read(text);
    if rows.is_empty() || table.row_count() == 0 {
        return None;
    }
    let (targets, left_out) = targets(table, &rows, context);
    let plan = plan(table, targets, context);
    let heading =
        format!("{}; {} refused, {} so already", label(table, &plan), plan.refused.len() + left_out.len(), plan.same);
    let mut lines = vec![PreviewLine::heading(heading)];
    lines.extend(left_out.into_iter().chain(plan.refused.iter().cloned()).take(LINES / 2).map(PreviewLine::warning));
    let room = LINES.saturating_sub(lines.len());
    lines.extend(plan.changed.iter().take(room).cloned().map(PreviewLine::after));
    let more = plan.changed.len().saturating_sub(room) + plan.refused.len().saturating_sub(LINES / 2);
    if more > 0 {
        lines.push(PreviewLine::same(format!("and {more} more")));
    }
    let accept = format!("paste {}", counted(plan.changed.len(), "cell"));
    let preview = Preview::new(PASTE, "Paste").lines(lines).called("paste onto the cells");
    let rows = plan.rows.iter().copied().collect();
    table.tabling_mut().pasting = plan.edit.map(|edit| (edit, rows));
    Some(if table.tabling().pasting.is_some() { preview.accept(accept) } else { preview })
}

/// Shows what a text would change; a single cell is set at once.
pub(super) fn pasted<T: Sheet + ?Sized>(table: &mut T, text: &str, context: &Context<'_>) -> Outcome {
    let rows = block::read(text);
    let single = matches!(rows.as_slice(), [row] if row.len() == 1) && table.marked_rows().is_empty();
    match preview(table, text, context) {
        None => Outcome::unavailable("there is no row to paste onto"),
        Some(_) if single && table.tabling().pasting.is_some() => accept(table),
        Some(preview) => Outcome::open(preview),
    }
}

fn accept<T: Sheet + ?Sized>(table: &mut T) -> Outcome {
    let Some((edit, rows)) = table.tabling_mut().pasting.take() else { return Outcome::ignored() };
    table.keep_rows(&rows);
    Outcome::command(Command::Apply(edit))
}

/// What follows from the answer to the preview; nothing for others.
pub(super) fn answered<T: Sheet + ?Sized>(table: &mut T, tag: &str, values: &Values) -> Option<Outcome> {
    Some(match (tag, values) {
        (PASTE, Values::Accepted) => accept(table),
        (PASTE, _) => {
            table.tabling_mut().pasting = None;
            Outcome::info("Nothing was changed")
        }
        _ => return None,
    })
}
