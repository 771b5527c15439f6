//! Why a whole file was refused: which file, where, and what to do. A fault of one row is a [`super::row::Code`].

use super::options::Kind;

/// A refused file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {fault}")]
pub struct ImportError {
    /// The file as the caller named it.
    pub file: String,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Over the size limit.
    #[error("{megabytes} MB is more than the {limit} MB an import takes")]
    TooLarge {
        /// The size.
        megabytes: u64,
        /// The limit.
        limit: u64,
    },
    /// A workbook that unpacks to more than the limit, or spans too many cells.
    #[error("the workbook unpacks to more than {limit} MB")]
    UnpacksTooLarge {
        /// The limit.
        limit: u64,
    },
    /// More of something than an import takes.
    #[error("it holds more than {limit} {what}")]
    TooMany {
        /// Cells, lines, columns, sheets or parts.
        what: &'static str,
        /// The limit.
        limit: usize,
    },
    /// A text that is no cell of a table.
    #[error("a cell holds more than 1 MB of text")]
    LongCell,
    /// Nothing in it.
    #[error("the file is empty")]
    Empty,
    /// Neither text nor a workbook.
    #[error("this is neither delimited text nor a workbook ({detail})")]
    NotReadable {
        /// What the reader said.
        detail: String,
    },
    /// No such sheet.
    #[error("there is no sheet {wanted:?}; the sheets are {}", .sheets.join(", "))]
    NoSheet {
        /// The sheet asked for.
        wanted: String,
        /// The sheets there are.
        sheets: Vec<String>,
    },
    /// No row looks like the header of what was asked for.
    #[error("no row names the columns of {kind}: {} not found", .missing.join(", "))]
    NoHeader {
        /// What was looked for.
        kind: Kind,
        /// Fields without a column.
        missing: Vec<String>,
        /// The columns of the best candidate.
        columns: Vec<String>,
    },
    /// Several columns may mean one field.
    #[error("line {line}: the columns {} may all mean {field}", .columns.join(", "))]
    Ambiguous {
        /// The header's line.
        line: usize,
        /// The field.
        field: String,
        /// The candidates.
        columns: Vec<String>,
    },
    /// `--map` names something that is not there.
    #[error("--map {field}={column}: {why}")]
    BadMapping {
        /// The field as given.
        field: String,
        /// The column as given.
        column: String,
        /// What is wrong.
        why: String,
    },
}

impl Fault {
    /// The kind of rows that was looked for, where that is known.
    pub fn kind(&self) -> Option<Kind> {
        if let Self::NoHeader { kind, .. } = self { Some(*kind) } else { None }
    }

    /// The columns that a person may choose from, where the header was found.
    pub fn columns(&self) -> &[String] {
        match self {
            Self::NoHeader { columns, .. } | Self::Ambiguous { columns, .. } => columns,
            _ => &[],
        }
    }

    /// What is wrong, without words of the command line.
    pub fn in_words(&self) -> String {
        match self {
            Self::BadMapping { field, column, why } => format!("{column:?} cannot be {field}: {why}"),
            other => other.to_string(),
        }
    }
}

impl ImportError {
    /// A short code for JSON.
    pub fn code(&self) -> &'static str {
        match self.fault {
            Fault::TooLarge { .. } | Fault::UnpacksTooLarge { .. } | Fault::TooMany { .. } | Fault::LongCell => {
                "import_too_large"
            }
            Fault::Empty => "import_empty",
            Fault::NotReadable { .. } => "import_not_readable",
            Fault::NoSheet { .. } => "import_no_sheet",
            Fault::NoHeader { .. } => "import_no_header",
            Fault::Ambiguous { .. } => "import_ambiguous_columns",
            Fault::BadMapping { .. } => "import_bad_mapping",
        }
    }

    /// The line of the fault, where it has one.
    pub fn line(&self) -> Option<usize> {
        match self.fault {
            Fault::Ambiguous { line, .. } => Some(line),
            _ => None,
        }
    }

    /// What to do about it.
    pub fn hint(&self) -> String {
        match &self.fault {
            Fault::TooLarge { .. } => "export fewer rows or columns, for example one year at a time".to_owned(),
            Fault::UnpacksTooLarge { .. } => "save the one sheet that matters as CSV and import that".to_owned(),
            Fault::TooMany { .. } => "export fewer rows or columns, for example one year at a time".to_owned(),
            Fault::LongCell => "look for a quote that is opened and never closed, or export the file again".to_owned(),
            Fault::Empty => "export the report again; it holds no row".to_owned(),
            Fault::NotReadable { .. } => "save the file as CSV (UTF-8) or XLSX and import that".to_owned(),
            Fault::NoSheet { sheets, .. } => {
                format!("name one of them, e.g. --sheet {:?}", sheets.first().map_or("Sheet1", String::as_str))
            }
            Fault::NoHeader { missing, columns, .. } => {
                let field = missing.first().map_or("amount", String::as_str);
                format!("name the column, e.g. --map {field}=COLUMN; the columns are {}", columns.join(", "))
            }
            Fault::Ambiguous { field, columns, .. } => {
                format!("say which one: --map {field}={:?}", columns.first().map_or("COLUMN", String::as_str))
            }
            Fault::BadMapping { .. } => "give --map FIELD=COLUMN with a column of the file".to_owned(),
        }
    }
}
