//! Charts of rows: the stages of a funnel, points of dimensions, and days.

use jiff::civil::Date;
use num_rational::Ratio;

use super::scale::compact;
use super::shapes::{Anchor, Drawing, Ink, WIDTH, cut};
use crate::program::period::days_between;
use crate::report::cell::Cell;
use crate::report::chart::Chart;

const ROW: f64 = 32.0;
const NAMES: f64 = 230.0;
const WIDE_NAMES: f64 = 330.0;

/// Stages as bars around one middle; each says how many and what part of the stage before.
pub(super) fn funnel(chart: &Chart) -> Drawing {
    let place = chart.series().next().map_or(1, |(place, _)| place);
    let values = chart.values(place);
    let most = values.iter().flatten().copied().fold(1.0_f64, f64::max);
    let mut drawing = Drawing::of(ROW * values.len() as f64 + 12.0);
    let (middle, room) = (NAMES + 210.0, 380.0);
    let mut before: Option<&Cell> = None;
    for (at, (row, (name, value))) in chart.table.rows.iter().zip(chart.categories().zip(&values)).enumerate() {
        let y = 6.0 + ROW * at as f64;
        drawing.text((NAMES - 10.0, y + ROW / 2.0), cut(&name, NAMES - 16.0), Anchor::End, Ink::Text);
        let Some(cell) = row.get(place) else { continue };
        let Some(value) = value else {
            drawing.text((middle, y + ROW / 2.0), "unknown", Anchor::Middle, Ink::Muted);
            before = None;
            continue;
        };
        let width = (room * value / most).max(2.0);
        drawing.rect([middle - width / 2.0, y + 3.0, width, ROW - 6.0], Ink::Series(0));
        let of = before.and_then(|before| part_of(cell, before)).map(|part| format!("  {part}")).unwrap_or_default();
        let told = format!("{}{of}", cell.display());
        drawing.text((middle + room / 2.0 + 14.0, y + ROW / 2.0), told, Anchor::Start, Ink::Text);
        before = Some(cell);
    }
    drawing
}

/// A part with what it is a part of: `41% (257 of 623)`.
fn part_of(part: &Cell, whole: &Cell) -> Option<String> {
    let (of, by) = (part.exact()?, whole.exact()?);
    let zero = Ratio::from_integer(0);
    if by <= zero {
        return None;
    }
    let percent = Cell::Percent(of * Ratio::from_integer(100) / by, 0);
    Some(format!("{} ({} of {})", percent.display(), part.display(), whole.display()))
}

/// Points of each dimension: the number, and the more the darker.
pub(super) fn heat_map(chart: &Chart) -> Drawing {
    let series: Vec<(usize, &str)> = chart.series().collect();
    let mut drawing = Drawing::of(ROW * (chart.table.rows.len() + 1) as f64 + 8.0);
    let each = ((WIDTH - NAMES) / series.len().max(1) as f64).min(146.0);
    let marks: Vec<Option<f64>> = chart.marks.iter().map(Cell::nearest).collect();
    for (at, (place, name)) in series.iter().enumerate() {
        let x = NAMES + each * at as f64;
        let found = chart.values(*place).into_iter().flatten().fold(1.0_f64, f64::max);
        let most = marks.get(at).or(marks.first()).copied().flatten().unwrap_or(found);
        drawing.strong((x + each / 2.0, ROW / 2.0), cut(name, each - 6.0), Anchor::Middle, Ink::Text);
        for (line, row) in chart.table.rows.iter().enumerate() {
            let y = ROW * (line + 1) as f64;
            let Some(cell) = row.get(*place) else { continue };
            let shade = cell.nearest().map_or(0, |value| (value / most * 5.0).round().clamp(0.0, 5.0) as u8);
            drawing.rect([x + 1.5, y + 1.5, each - 3.0, ROW - 3.0], Ink::Shade(shade));
            let ink = match (cell.is_unknown(), shade) {
                (true, _) => Ink::Muted,
                (_, 4..) => Ink::Paper,
                _ => Ink::Text,
            };
            drawing.text((x + each / 2.0, y + ROW / 2.0), cell.display(), Anchor::Middle, ink);
        }
    }
    for (line, name) in chart.categories().enumerate() {
        let y = ROW * (line as f64 + 1.5);
        drawing.text((NAMES - 10.0, y), cut(&name, NAMES - 14.0), Anchor::End, Ink::Text);
    }
    drawing
}

fn day(cell: Option<&Cell>) -> Option<Date> {
    match cell {
        Some(Cell::Date(date)) => Some(*date),
        _ => None,
    }
}

/// A bar from the first to the last day of each row; a line for the day on which it is looked at.
pub(super) fn gantt(chart: &Chart) -> Drawing {
    let places: Vec<usize> = chart.series().map(|(place, _)| place).take(2).collect();
    let row_days = |row: &Vec<Cell>| {
        let mut days = places.iter().filter_map(|place| day(row.get(*place)));
        let first = days.next()?;
        let last = days.next().unwrap_or(first);
        Some((first.min(last), first.max(last)))
    };
    let bars: Vec<Option<(Date, Date)>> = chart.table.rows.iter().map(row_days).collect();
    let today = day(chart.marks.first());
    let all = || bars.iter().flatten().flat_map(|(first, last)| [*first, *last]).chain(today);
    let mut drawing = Drawing::of(ROW * (bars.len() + 1) as f64 + 8.0);
    let (Some(first), Some(last)) = (all().min(), all().max()) else { return drawing };
    let first = first.first_of_month();
    let last = last.last_of_month();
    let room = WIDTH - WIDE_NAMES - 70.0;
    let days = f64::from(days_between(first, last).max(1));
    let along = |date: Date| WIDE_NAMES + f64::from(days_between(first, date)) / days * room;
    let bottom = ROW * (bars.len() + 1) as f64 + 4.0;
    let months =
        std::iter::successors(Some(first), |month| month.last_of_month().tomorrow().ok().filter(|next| *next <= last));
    let months: Vec<Date> = months.take(60).collect();
    let every = months.len().div_ceil(9).max(1);
    for month in months.into_iter().step_by(every) {
        drawing.line([along(month), ROW * 0.8, along(month), bottom], Ink::Grid);
        let name = month.strftime("%b %Y").to_string();
        drawing.text((along(month) + 4.0, ROW / 2.0), name, Anchor::Start, Ink::Muted);
    }
    for (at, (bar, name)) in bars.iter().zip(chart.categories()).enumerate() {
        let y = ROW * (at + 1) as f64;
        drawing.text((WIDE_NAMES - 10.0, y + ROW / 2.0), cut(&name, WIDE_NAMES - 14.0), Anchor::End, Ink::Text);
        if let Some((from, to)) = bar {
            let width = (along(*to) - along(*from)).max(6.0);
            drawing.rect([along(*from), y + 8.0, width, ROW - 16.0], Ink::Series(0));
            let until = to.strftime("%-d %b").to_string();
            drawing.text((along(*from) + width + 6.0, y + ROW / 2.0), until, Anchor::Start, Ink::Text);
        }
    }
    if let Some(today) = today {
        drawing.dashed([along(today), ROW * 0.8, along(today), bottom], Ink::Series(4));
    }
    drawing
}

/// The number of a point that has no room for its name.
pub(super) fn number(at: usize) -> String {
    compact((at + 1) as f64)
}
