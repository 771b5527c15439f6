//! Cells, rows and columns of a table as text for other programs: tab separated, Markdown, CSV, RON, or the command that
//! says the same.

use super::arrangement::Sort;
use super::column_key::ColumnKey;
use super::sheet::Sheet;
use crate::edit::field;
use crate::export::{delimited, markdown};
use crate::program::parts::Part;
use crate::program::record::FieldKind;
use crate::report::cell::{Cell, CellKind};
use crate::report::table::{Column, Table};
use crate::tui::outcome::Outcome;
use crate::tui::overlays::{Entry, Picker};
use crate::tui::pane::{Context, Values};
use crate::tui::widgets::table::Order;

/// The tag of the list of ways to copy.
const COPY: &str = "table/copy";

/// What is copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece {
    /// The row under the cursor, or the marked ones.
    Rows,
    /// The cell under the cursor.
    Cell,
    /// The column under the cursor, of every row shown.
    Column,
    /// Every row shown.
    All,
}

/// As what it is copied.
const FORMATS: [(&str, &str, &str); 5] = [
    ("tsv", "TSV", "tab separated, for a sheet"),
    ("md", "Markdown", "for a message or a document"),
    ("csv", "CSV", "for a file"),
    ("ron", "RON", "as the plan file writes it"),
    ("do", "command", "for the command line"),
];

impl Piece {
    const ALL: [(Self, &'static str); 4] =
        [(Self::Rows, "rows"), (Self::Cell, "cell"), (Self::Column, "column"), (Self::All, "all")];
}

/// The rows and columns of a piece.
fn places<T: Sheet + ?Sized>(table: &mut T, piece: Piece) -> (Vec<usize>, Vec<T::Key>) {
    let here = table.table_view().row;
    let columns = table.tabling().arrangement.columns.clone();
    let column: Vec<T::Key> = table.column_here().into_iter().collect();
    let marked = table.marked_rows();
    let rows = if marked.is_empty() { vec![here] } else { marked };
    match piece {
        Piece::Rows => (rows, columns),
        Piece::Cell => (vec![here], column),
        Piece::Column => ((0..table.row_count()).collect(), column),
        Piece::All => ((0..table.row_count()).collect(), columns),
    }
}

fn counted<T: Sheet + ?Sized>(table: &T, rows: usize) -> String {
    let (one, many) = table.nouns();
    if rows == 1 { format!("1 {one}") } else { format!("{rows} {many}") }
}

/// What is copied, in words.
fn told<T: Sheet + ?Sized>(table: &mut T, piece: Piece, context: &Context<'_>) -> String {
    let (rows, columns) = places(table, piece);
    let label = columns.first().map_or("", |key| key.label()).to_lowercase();
    match (piece, rows.as_slice()) {
        (Piece::Cell, [row]) => format!("{label} of {}", table.row_name(*row, context)),
        (Piece::Column, _) => format!("{label} of {}", counted(table, rows.len())),
        (Piece::Rows, [row]) => table.row_name(*row, context),
        _ => counted(table, rows.len()),
    }
}

/// Copies the marked rows with a header line, or the cell under the cursor alone.
pub(super) fn plain<T: Sheet + ?Sized>(table: &mut T, context: &Context<'_>) -> Outcome {
    if !table.marked_rows().is_empty() {
        return copy(table, Piece::Rows, "tsv", context);
    }
    let Some(key) = table.column_here() else { return Outcome::ignored() };
    let text = table.value(table.table_view().row, key, context).plain().into_owned();
    if text.is_empty() {
        return Outcome::unavailable("this cell is empty; [key:copy.as] copies rows and columns");
    }
    Outcome::Copy { text, what: told(table, Piece::Cell, context) }
}

/// Asks what is to be copied, and as what.
pub(super) fn ask<T: Sheet + ?Sized>(table: &mut T, context: &Context<'_>) -> Outcome {
    let mut entries = Vec::new();
    for (piece, word) in Piece::ALL {
        let what = told(table, piece, context);
        let title = match piece {
            Piece::Rows if table.marked_rows().len() > 1 => "Marked rows",
            Piece::Rows => "Row",
            Piece::Cell => "Cell",
            Piece::Column => "Column",
            Piece::All => "All shown",
        };
        for (format, name, about) in FORMATS {
            let entry = Entry::new(format!("{word}/{format}"), format!("{title} as {name}"));
            entries.push(entry.detail(format!("{what}, {about}")));
        }
    }
    let picker = Picker::new(COPY, "Copy").entries(entries);
    Outcome::open(picker.footer("Type to choose, such as: column csv; [key:copy] copies as tab separated at once"))
}

/// What follows from the answer; nothing for other overlays.
pub(super) fn answered<T: Sheet + ?Sized>(
    table: &mut T,
    tag: &str,
    values: &Values,
    context: &Context<'_>,
) -> Option<Outcome> {
    if tag != COPY {
        return None;
    }
    let Values::Picked(picked) = values else { return Some(Outcome::Changed) };
    let (word, format) = picked.split_once('/')?;
    let (piece, _) = Piece::ALL.into_iter().find(|(_, known)| *known == word)?;
    Some(copy(table, piece, format, context))
}

fn copy<T: Sheet + ?Sized>(table: &mut T, piece: Piece, format: &str, context: &Context<'_>) -> Outcome {
    let what = told(table, piece, context);
    let (rows, columns) = places(table, piece);
    let text = match format {
        "ron" => ron(table, piece, &rows, &columns, context),
        "do" => command(table, piece, &rows, &columns, context),
        "md" => markdown::table(&values(table, &rows, &columns, context)),
        "csv" => delimited::csv(&values(table, &rows, &columns, context)),
        _ => delimited::tsv(&values(table, &rows, &columns, context)),
    };
    match text.trim_end() {
        "" => Outcome::unavailable("nothing of this can be set by a command"),
        text => Outcome::Copy { text: text.to_owned(), what },
    }
}

fn values<T: Sheet + ?Sized>(table: &T, rows: &[usize], columns: &[T::Key], context: &Context<'_>) -> Table {
    let heads: Vec<Column> = columns.iter().map(|key| Column::new(key.word(), key.title(), CellKind::Text)).collect();
    let mut made = Table::new(&heads);
    for row in rows {
        made.push(columns.iter().map(|key| table.value(*row, *key, context)).collect());
    }
    made
}

/// Whole records as the plan file writes them; of a cell, a column and of what is computed, the values by their words.
fn ron<T: Sheet + ?Sized>(
    table: &T,
    piece: Piece,
    rows: &[usize],
    columns: &[T::Key],
    context: &Context<'_>,
) -> String {
    let program = context.workbench.program();
    let whole = matches!(piece, Piece::Rows | Piece::All);
    let value = |row: usize, key: &T::Key| {
        let value = match table.value(row, *key, context) {
            Cell::Unknown => "None".to_owned(),
            Cell::Count(count) => count.to_string(),
            Cell::Flag(flag) => flag.to_string(),
            cell => Part::quoted(&cell.plain()).text(),
        };
        format!("{}: {value}", key.word())
    };
    let line = |row: &usize| {
        let record = table.row_record(*row).and_then(|(kind, id)| program.record(kind, &id));
        match record {
            Some(record) if whole => record.to_ron(),
            record => {
                let id = record.map(|record| format!("id: {}", Part::quoted(record.id()).text()));
                let values = columns.iter().map(|key| value(*row, key));
                format!("({})", id.into_iter().chain(values).collect::<Vec<_>>().join(", "))
            }
        }
    };
    match rows {
        [row] => line(row),
        rows => {
            let lines: Vec<String> = rows.iter().map(|row| format!("    {},\n", line(row))).collect();
            format!("[\n{}]", lines.concat())
        }
    }
}

/// Words for a script of `do` or a shell: quoted where they must be.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '_' | '-' | ':' | '%' | '@');
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\n', " ").replace('\'', "'\\''"))
}

/// The commands that set what can be set; of all rows, and of what is computed, the one that shows them.
fn command<T: Sheet + ?Sized>(
    table: &T,
    piece: Piece,
    rows: &[usize],
    columns: &[T::Key],
    context: &Context<'_>,
) -> String {
    let file = context.workbench.path().map_or_else(|| "PLAN.ron".to_owned(), |path| path.display().to_string());
    let file = quoted(&file);
    let records = rows.iter().any(|row| table.row_record(*row).is_some());
    if piece == Piece::All || !records {
        return shows(table, &file);
    }
    let mut lines = Vec::new();
    for row in rows {
        let Some((kind, id)) = table.row_record(*row) else { continue };
        let Some(record) = context.workbench.program().record(kind, &id) else { continue };
        for name in columns.iter().filter_map(|key| table.sets(*key).ok()) {
            let holds = field::declared(kind, name).map(|(_, holds, _)| *holds);
            let text = field::text(&record, name).unwrap_or_default();
            let path = quoted(&format!("{}/{id}/{name}", kind.noun().replace(' ', "_")));
            match (text.as_str(), holds) {
                ("", _) | (_, Ok(FieldKind::Structure)) => {}
                (text, _) => lines.push(format!("set {path} {}", quoted(text))),
            }
        }
    }
    match lines.as_slice() {
        [] => String::new(),
        [line] => format!("quarterdeck do {file} {line}"),
        lines => format!("quarterdeck do {file} - <<'END'\n{}\nEND", lines.join("\n")),
    }
}

/// The command that shows the table as it stands.
fn shows<T: Sheet + ?Sized>(table: &T, file: &str) -> String {
    let arrangement = &table.tabling().arrangement;
    let mut words = vec![format!("quarterdeck show {file} {}", table.report())];
    let filter = table.filter().trim();
    if !filter.is_empty() {
        words.push(format!("--where {}", quoted(filter)));
    }
    let sign = |order: Order| if order == Order::Descending { "-" } else { "" };
    let sort = |sort: &Sort<T::Key>| Some(format!("{}{}", sign(sort.order), sort.key.reported()?));
    let sorts: Vec<String> = arrangement.sorts.iter().filter_map(sort).collect();
    if !sorts.is_empty() {
        words.push(format!("--sort {}", sorts.join(",")));
    }
    let columns: Vec<&str> = arrangement.columns.iter().filter_map(|key| key.reported()).collect();
    words.push(format!("--columns {}", columns.join(",")));
    words.join(" ")
}
