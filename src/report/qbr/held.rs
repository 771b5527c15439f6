//! What a meeting adds to a review: its frozen numbers with what is disputed, and what was written down.

use jiff::civil::Date;

use super::{Audience, Review};
use crate::program::Program;
use crate::program::choice::Choice;
use crate::program::id::Id;
use crate::program::meeting::{FrozenFigure, FrozenNumbers, Minute, MinuteKind};
use crate::program::moment::Moment;
use crate::program::qbr::{ActionItem, AgendaSection, Qbr, ReviewFigure};
use crate::report::cell::{Cell, CellKind};
use crate::report::document::Document;
use crate::report::table::{Column, Table};

/// A line of a meeting: an action item or a minute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenDown {
    /// When, where that is known.
    pub at: Option<Moment>,
    /// What it is, in one word: `action`, `risk`.
    pub kind: &'static str,
    /// The words.
    pub text: String,
    /// The person.
    pub owner: Option<String>,
    /// By when.
    pub due: Option<Date>,
    /// True for action items, which need both.
    pub is_action: bool,
    /// Whether the partner may see it.
    pub shared: bool,
}

fn of_action(item: &ActionItem) -> WrittenDown {
    WrittenDown {
        at: item.agreed_at,
        kind: "action",
        text: item.text.clone(),
        owner: item.person.clone(),
        due: item.due,
        is_action: true,
        shared: item.is_shared(),
    }
}

fn of_minute(minute: &Minute) -> WrittenDown {
    WrittenDown {
        at: minute.at,
        kind: minute.kind.word(),
        text: minute.text.clone(),
        owner: minute.person.clone(),
        due: minute.due,
        is_action: false,
        shared: minute.is_shared(),
    }
}

/// Everything that was written down in a review, as it came; what has no time leads.
pub fn written_down(program: &Program, qbr: &Id<Qbr>) -> Vec<WrittenDown> {
    let actions = program.actions.iter().filter(|item| item.qbr.as_ref() == Some(qbr)).map(of_action);
    let minutes = program.minutes.iter().filter(|minute| minute.qbr == *qbr).map(of_minute);
    let mut all: Vec<WrittenDown> = actions.chain(minutes).collect();
    all.sort_by_key(|one| one.at);
    all
}

/// The minutes of a review as they came.
pub(super) fn minutes_of<'a>(program: &'a Program, qbr: &Id<Qbr>) -> Vec<&'a Minute> {
    let mut minutes: Vec<&Minute> = program.minutes.iter().filter(|minute| minute.qbr == *qbr).collect();
    minutes.sort_by_key(|minute| (minute.at, minute.id.clone()));
    minutes
}

/// The frozen numbers of a section while the meeting runs.
pub(super) fn frozen<'a>(review: &Review<'a>) -> Option<&'a FrozenNumbers> {
    let qbr = review.qbr.filter(|qbr| qbr.is_live())?;
    qbr.meeting.as_ref()?.frozen.as_ref()
}

/// Whether both sides may see a number: what it counts for us is ours.
pub(super) fn is_common(figure: &FrozenFigure) -> bool {
    figure.key != ReviewFigure::Credited.word()
}

/// The numbers of a section as they were frozen, with what the partner says beside them.
pub(super) fn numbers(
    review: &Review<'_>,
    frozen: &FrozenNumbers,
    section: AgendaSection,
    audience: Audience,
) -> Table {
    const COLUMNS: &[Column] = &[
        Column::new("metric", "Metric", CellKind::Text),
        Column::new("quarter", "Actual", CellKind::Number),
        Column::new("target", "Target", CellKind::Number),
        Column::new("delta", "Delta", CellKind::Number),
        Column::new("prior", "Prior", CellKind::Number),
        Column::new("year", "Year ago", CellKind::Number),
    ];
    let minutes = review.qbr.map(|qbr| minutes_of(review.program, &qbr.id)).unwrap_or_default();
    let said = |key: &str| {
        let disputes = minutes.iter().rev().filter(|minute| minute.kind == MinuteKind::Dispute);
        let mut of_figure = disputes.filter(|minute| minute.figure.as_deref() == Some(key));
        of_figure.next().map(|minute| match &minute.theirs {
            Some(theirs) => format!("they say {theirs}"),
            None => "disputed".to_owned(),
        })
    };
    let cell = |text: &Option<String>| text.as_ref().map_or(Cell::Unknown, |text| Cell::text(text.as_str()));
    let mut table = Table::new(COLUMNS);
    for figure in frozen
        .figures
        .iter()
        .filter(|figure| figure.section == section && (audience == Audience::Internal || is_common(figure)))
    {
        table.push(vec![
            Cell::text(figure.label.as_str()),
            Cell::text(match said(&figure.key) {
                Some(said) => format!("{} ({said})", figure.value),
                None => figure.value.clone(),
            }),
            cell(&figure.target),
            cell(&figure.delta),
            cell(&figure.prior),
            cell(&figure.year_ago),
        ]);
    }
    let known = |column: usize| table.rows.iter().any(|row| row.get(column).is_some_and(|cell| !cell.is_unknown()));
    let shown: Vec<usize> = (0..COLUMNS.len()).filter(|column| *column < 2 || known(*column)).collect();
    table.select(&shown)
}

/// What was written down in a section, or in none of them.
pub(super) fn document(review: &Review<'_>, section: Option<AgendaSection>) -> Document {
    const COLUMNS: &[Column] = &[
        Column::new("kind", "What", CellKind::Text),
        Column::new("text", "Text", CellKind::Text),
        Column::new("who", "Who", CellKind::Text),
        Column::new("due", "By", CellKind::Date),
        Column::new("sharing", "Seen by", CellKind::Text),
    ];
    let mut table = Table::new(COLUMNS);
    let minutes = review.qbr.map(|qbr| minutes_of(review.program, &qbr.id)).unwrap_or_default();
    for minute in minutes.into_iter().filter(|minute| minute.section == section) {
        table.push(vec![
            Cell::text(minute.kind.label()),
            Cell::text(minute.text.as_str()),
            minute.person.as_deref().or(minute.side.map(Choice::label)).map_or(Cell::text(""), Cell::text),
            minute.due.map_or(Cell::text(""), Cell::Date),
            Cell::text(if minute.is_shared() { "both sides" } else { "us only" }),
        ]);
    }
    let mut document = Document::default();
    if !table.rows.is_empty() {
        document.part("Written down").table(table, "");
    }
    document
}
