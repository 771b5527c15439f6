//! The words that show a plan to people: reports, documents, pictures.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::args::{Answer, AsOf};

/// How rows are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RowFormat {
    /// For reading.
    Table,
    /// One JSON object.
    Json,
    /// Comma-separated, for spreadsheets and scripts.
    Csv,
    /// Tab-separated.
    Tsv,
    /// Markdown.
    Md,
}

/// `show`.
#[derive(Debug, Clone, Args)]
#[command(
    after_help = "Expressions: terms joined by and, or, not and brackets; FIELD OP VALUE with = != > >= < <= ~;\n\
                        units as typed (25k, 30%, 2026-Q3, fri); other text searches the columns shown.\n\n\
                        Examples:\n  quarterdeck show plan.ron partners\n  \
                        quarterdeck show plan.ron partners --where 'tier = gold and health < 60' --sort -credited_t12m\n  \
                        quarterdeck show plan.ron deals --partner acme --quarter 2026-Q3 --format csv\n  \
                        quarterdeck show plan.ron health --columns id,health.score,health.band --json\n  \
                        quarterdeck show --list"
)]
pub struct Show {
    /// The plan file; `-` is standard input.
    #[arg(required_unless_present = "list")]
    pub file: Option<PathBuf>,
    /// Which report.
    #[arg(required_unless_present = "list")]
    pub report: Option<String>,
    /// Name every report and its columns instead.
    #[arg(long)]
    pub list: bool,
    /// Only what concerns this partner.
    #[arg(long, value_name = "ID")]
    pub partner: Option<String>,
    /// Only what lies in this fiscal quarter.
    #[arg(long, value_name = "QUARTER")]
    pub quarter: Option<crate::program::period::Quarter>,
    /// Only rows for which this holds.
    #[arg(long = "where", value_name = "EXPR")]
    pub filter: Option<String>,
    /// As this view saved in the plan shows it; --where, --sort and --columns take the place of its own.
    #[arg(long, value_name = "NAME")]
    pub view: Option<String>,
    /// Sort by these columns, `-` before one for falling order.
    #[arg(long, value_name = "KEYS", value_delimiter = ',', allow_hyphen_values = true)]
    pub sort: Vec<String>,
    /// Only these columns, in this order.
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    pub columns: Vec<String>,
    /// How rows are written.
    #[arg(long, value_enum, default_value_t = RowFormat::Table)]
    pub format: RowFormat,
    /// The date everything is looked at.
    #[command(flatten)]
    pub as_of: AsOf,
    /// How the answer is written.
    #[command(flatten)]
    pub answer: Answer,
}

/// Who reads a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum AudienceName {
    /// We.
    Internal,
    /// The partner: only what the partner may see.
    Partner,
}

/// `export`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  quarterdeck export --list\n  \
                        quarterdeck export plan.ron qbr --partner acme --quarter 2026-Q3 --format md -o acme.md\n  \
                        quarterdeck export plan.ron qbr --partner acme --quarter 2026-Q3 --audience partner -o -\n  \
                        quarterdeck export plan.ron qbr-recap --qbr acme-2026-q3 --audience partner -o recap.md\n  \
                        quarterdeck export plan.ron actions --qbr acme-2026-q3 -o actions.ics")]
pub struct Export {
    /// The plan file; `-` is standard input.
    #[arg(required_unless_present = "list")]
    pub file: Option<PathBuf>,
    /// Which document.
    #[arg(required_unless_present = "list")]
    pub report: Option<String>,
    /// Name every document and its formats instead.
    #[arg(long)]
    pub list: bool,
    /// Format; otherwise from the name of the output.
    #[arg(long, value_name = "md|csv|ics")]
    pub format: Option<String>,
    /// Where to write; standard output where nothing or `-` is said.
    #[arg(short, long, value_name = "PATH")]
    pub output: Option<PathBuf>,
    /// Overwrite an existing file.
    #[arg(long)]
    pub force: bool,
    /// For which partner.
    #[arg(long, value_name = "ID")]
    pub partner: Option<String>,
    /// For which tier.
    #[arg(long, value_name = "ID")]
    pub tier: Option<String>,
    /// For which campaign.
    #[arg(long, value_name = "ID")]
    pub campaign: Option<String>,
    /// For which review.
    #[arg(long, value_name = "ID")]
    pub qbr: Option<String>,
    /// For which fiscal quarter.
    #[arg(long, value_name = "QUARTER")]
    pub quarter: Option<crate::program::period::Quarter>,
    /// In a calendar, to-dos in place of events; Outlook and Google take only events.
    #[arg(long)]
    pub todo: bool,
    /// Who reads it.
    #[arg(long, value_enum, default_value_t = AudienceName::Internal)]
    pub audience: AudienceName,
    /// Say what would be written, and write nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// The date everything is looked at.
    #[command(flatten)]
    pub as_of: AsOf,
    /// How the answer is written.
    #[command(flatten)]
    pub answer: Answer,
}

/// A format of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PictureFormat {
    /// Plain text.
    Txt,
    /// A drawing with colours.
    Svg,
}

/// How the screen looks.
#[derive(Debug, Clone, Default, Args)]
pub struct LookOptions {
    /// Theme: default, mono, harbor, paper, okabe, contrast, or one of your own; `z l` shows them.
    #[arg(long, value_name = "THEME")]
    pub theme: Option<String>,
    /// The background that themes are drawn for, instead of that of the terminal.
    #[arg(long, value_name = "dark|light", value_parser = ["dark", "light"])]
    pub background: Option<String>,
    /// How many colours, instead of what the terminal says.
    #[arg(long, value_name = "WHEN", value_parser = ["auto", "always", "never", "16", "256", "truecolor"])]
    pub color: Option<String>,
}

/// `screenshot`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  quarterdeck screenshot plan.ron --pane matrix\n  \
                        quarterdeck screenshot plan.ron --pane roster --keys '/gold<Enter>' --size 100x30\n  \
                        quarterdeck screenshot plan.ron --pane qbr --format svg -o qbr.svg")]
pub struct Screenshot {
    /// The plan file.
    pub file: PathBuf,
    /// Pane: home roster matrix tiers timeline qbr economics enablement marketplace program.
    #[arg(long, default_value = "home")]
    pub pane: String,
    /// Columns and rows.
    #[arg(long, default_value = "120x36", value_parser = size)]
    pub size: (u16, u16),
    /// Text or drawing; otherwise from the name of the output.
    #[arg(long, value_enum)]
    pub format: Option<PictureFormat>,
    /// Where to write; standard output unless said.
    #[arg(short, long, value_name = "PATH")]
    pub output: Option<PathBuf>,
    /// Keys to press first: `jj/acme<Enter>`.
    #[arg(long, default_value = "")]
    pub keys: String,
    /// How it looks.
    #[command(flatten)]
    pub look: LookOptions,
    /// Overwrite an existing file.
    #[arg(long)]
    pub force: bool,
    /// The date everything is looked at.
    #[command(flatten)]
    pub as_of: AsOf,
}

fn size(text: &str) -> Result<(u16, u16), String> {
    let read = || {
        let (columns, rows) = text.split_once(['x', 'X'])?;
        let (columns, rows) = (columns.parse().ok()?, rows.parse().ok()?);
        ((1..=500).contains(&columns) && (1..=300).contains(&rows)).then_some((columns, rows))
    };
    read().ok_or_else(|| "columns and rows, such as 120x36 (at most 500x300)".to_owned())
}
