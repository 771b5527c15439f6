//! Days, weeks and zoom: from dates to the cells of the chart and its headings.

use jiff::civil::{Date, Weekday, date};

use super::model::Group;
use crate::program::period::{days_after, days_between, months_after};
use crate::tui::widgets::gantt::{Day, Scale};

/// The day from which the chart counts.
const ORIGIN: Date = date(2000, 1, 1);
/// Days and cells of each step, from near to far.
const STEPS: [(u16, u16); 8] = [(1, 4), (1, 3), (1, 2), (1, 1), (2, 1), (4, 1), (7, 1), (14, 1)];
/// Days shown before and after a launch: W-6 to the end of W+2.
const AROUND: (i32, i32) = (-42, 20);
/// The farthest a task may widen the view from the launch, days.
const FARTHEST: i32 = 365;

/// The day of a date.
pub(super) fn day(date: Date) -> Day {
    days_between(ORIGIN, date)
}

/// The date of a day.
pub(super) fn date_of(day: Day) -> Date {
    days_after(ORIGIN, day)
}

/// How much time the chart shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Zoom {
    /// All of the group under the cursor: W-6 to W+2.
    #[default]
    Fit,
    /// A fixed number of days to a cell.
    Step(usize),
}

impl Zoom {
    /// One step nearer or farther than what is shown now.
    pub(super) fn step(self, now: Scale, nearer: bool) -> Self {
        let wide = |(days, cells): (u16, u16)| u32::from(days) * 1000 / u32::from(cells.max(1));
        let shown = wide((now.days, now.cells));
        let last = STEPS.len() - 1;
        let at = match (self, nearer) {
            (Self::Step(at), true) => at.saturating_sub(1),
            (Self::Step(at), false) => at + 1,
            (Self::Fit, true) => STEPS.iter().rposition(|step| wide(*step) < shown).unwrap_or(0),
            (Self::Fit, false) => STEPS.iter().position(|step| wide(*step) > shown).unwrap_or(last),
        };
        Self::Step(at.min(last))
    }

    /// What a cell holds, in words.
    pub(super) fn words(self) -> String {
        match self {
            Self::Fit => "all of it: W-6 to W+2".to_owned(),
            Self::Step(at) => match STEPS.get(at).copied().unwrap_or((1, 1)) {
                (1, 1) => "a day to a cell".to_owned(),
                (1, cells) => format!("{cells} cells to a day"),
                (7, _) => "a week to a cell".to_owned(),
                (days, _) => format!("{days} days to a cell"),
            },
        }
    }

    /// The scale for a width: `focus` stays in view, and the view moves only when it must.
    pub(super) fn scale(self, group: Option<&Group>, focus: Day, first: Day, width: u16, today: Date) -> Scale {
        let Self::Step(at) = self else {
            let (from, to) = span(group, today);
            return Scale::fitting(from, to, width);
        };
        let (days, cells) = STEPS.get(at).copied().unwrap_or((1, 1));
        let mut scale = Scale { first, days, cells };
        let margin = i64::from((width / 8).min(6));
        let cell = scale.cell(focus);
        if cell < margin || cell >= i64::from(width) - margin {
            let half = i32::from(width / 2) * i32::from(days) / i32::from(cells.max(1));
            scale.first = focus.saturating_sub(half);
        }
        scale
    }
}

/// The first and the last day that a group wants to show.
fn span(group: Option<&Group>, today: Date) -> (Day, Day) {
    let due = |group: &Group| (group.tasks.first().map(|task| task.due), group.tasks.last().map(|task| task.due));
    let Some(group) = group else { return (day(today) + AROUND.0, day(today) + AROUND.1) };
    let (first, last) = due(group);
    let middle = group.launch().or(group.anchor.filter(|_| first.is_none()));
    let (from, to) = if let Some(middle) = middle {
        (day(middle) + AROUND.0, day(middle) + AROUND.1)
    } else {
        let first = first.or(group.anchor).unwrap_or(today);
        (day(first) - 3, day(last.unwrap_or(first)) + 3)
    };
    let middle = group.anchor.map_or(from, day);
    let near = |date: Date| day(date).clamp(middle - FARTHEST, middle + FARTHEST);
    (first.map_or(from, |first| from.min(near(first))), last.map_or(to, |last| to.max(near(last))))
}

/// Headings of the scale: weeks from the launch where there is one, else Mondays; months where weeks are too narrow.
pub(super) fn ticks(scale: Scale, width: u16, launch: Option<Date>) -> Vec<(Day, String)> {
    let last = scale.day(width.saturating_sub(1));
    let cells_of_week = 7 * u32::from(scale.cells) / u32::from(scale.days.max(1));
    if cells_of_week < 2 {
        return months(scale.first, last);
    }
    let launched = launch.map(day);
    let from = launched.unwrap_or_else(|| day(monday(date_of(scale.first))));
    let before = (scale.first - from).div_euclid(7);
    let mut ticks = Vec::new();
    let mut week = before;
    while from + week * 7 <= last {
        let at = from + week * 7;
        if at >= scale.first {
            let text = match launched {
                Some(_) if week == 0 => "W0".to_owned(),
                Some(_) => format!("W{week:+}"),
                None => date_of(at).strftime("%-d").to_string(),
            };
            ticks.push((at, text));
        }
        week += 1;
    }
    ticks
}

/// What stands above the headings: the date of each where they are weeks of a launch, else months.
pub(super) fn calendar(scale: Scale, width: u16, launch: Option<Date>, ticks: &[(Day, String)]) -> Vec<(Day, String)> {
    if launch.is_some() && ticks.iter().any(|(_, text)| text.starts_with('W')) {
        return ticks.iter().map(|(day, _)| (*day, date_of(*day).strftime("%-d %b").to_string())).collect();
    }
    let first = date_of(scale.first);
    let mut all = vec![(scale.first, first.strftime("%b %Y").to_string())];
    all.extend(
        months(scale.first + 1, scale.day(width.saturating_sub(1)))
            .into_iter()
            .map(|(at, _)| (at, date_of(at).strftime("%b %Y").to_string())),
    );
    all
}

fn months(first: Day, last: Day) -> Vec<(Day, String)> {
    let mut ticks = Vec::new();
    let mut month = date_of(first).first_of_month();
    while day(month) <= last && ticks.len() < 400 {
        if day(month) >= first {
            ticks.push((day(month), month.strftime("%b").to_string()));
        }
        let next = months_after(month, 1);
        if next <= month {
            break;
        }
        month = next;
    }
    ticks
}

fn monday(date: Date) -> Date {
    let into = i32::from(date.weekday().to_monday_zero_offset());
    debug_assert!(date.weekday() != Weekday::Monday || into == 0);
    days_after(date, -into)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_are_counted_from_the_launch() {
        let launch = date(2026, 10, 22);
        let scale = Scale::fitting(day(launch) - 42, day(launch) + 20, 63);
        let words: Vec<String> = ticks(scale, 63, Some(launch)).into_iter().map(|(_, text)| text).collect();
        assert_eq!(words, ["W-6", "W-5", "W-4", "W-3", "W-2", "W-1", "W0", "W+1", "W+2"].map(str::to_owned));
    }

    #[test]
    fn zooming_from_the_fit_goes_to_the_next_step_that_way() {
        let fit = Scale::fitting(0, 62, 42);
        assert_eq!(Zoom::Fit.step(fit, true), Zoom::Step(3));
        assert_eq!(Zoom::Fit.step(fit, false), Zoom::Step(4));
        assert_eq!(Zoom::Step(0).step(fit, true), Zoom::Step(0));
        assert_eq!(Zoom::Step(7).step(fit, false), Zoom::Step(7));
    }

    #[test]
    fn what_the_cursor_is_on_stays_in_view_at_every_zoom() {
        for step in 0..STEPS.len() {
            for width in [1, 8, 40, 100] {
                for focus in [-4000, 0, 9000] {
                    let scale = Zoom::Step(step).scale(None, focus, 0, width, ORIGIN);
                    assert!((0..i64::from(width)).contains(&scale.cell(focus)), "{step} {width} {focus}");
                    assert!(ticks(scale, width, None).len() <= usize::from(width) + 1);
                }
            }
        }
    }
}
