//! Bars and marks over weeks: a scale, rows with a name, a line for today.
//!
//! Dates are days counted from any origin the caller likes; the widget knows no calendar.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{paint, safe_text};
use crate::tui::theme::{Look, Role};

/// Days counted from an origin of the caller.
pub type Day = i32;

/// What is drawn in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// From the first to the last day, both included, with a text inside where it fits.
    Bar {
        /// The first day.
        from: Day,
        /// The last day.
        to: Day,
        /// Shown inside.
        text: String,
        /// What it is.
        role: Role,
    },
    /// One sign on one day.
    Sign {
        /// The day.
        on: Day,
        /// One cell.
        sign: String,
        /// What it is.
        role: Role,
    },
}

/// One row of the chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GanttRow {
    /// The name at the left.
    pub name: String,
    /// How the name looks: a heading of a lane, or a task.
    pub role: Role,
    /// True for a marked row.
    pub marked: bool,
    /// What is drawn; later marks lie above earlier ones.
    pub marks: Vec<Mark>,
}

/// The days in view and how wide they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scale {
    /// The first day in view.
    pub first: Day,
    /// How many days share `cells` cells: zooming in lowers it. At least 1.
    pub days: u16,
    /// How many cells those days have. At least 1.
    pub cells: u16,
}

impl Scale {
    /// One day per `cells` cells.
    pub fn days_wide(first: Day, cells: u16) -> Self {
        Self { first, days: 1, cells: cells.max(1) }
    }

    /// The scale that shows both days and all between in `width` cells.
    pub fn fitting(first: Day, last: Day, width: u16) -> Self {
        let days = last.saturating_sub(first).saturating_add(1).clamp(1, i32::from(u16::MAX)) as u16;
        Self { first, days, cells: width.max(1) }
    }

    /// The cell in which a day begins; negative before the view.
    pub fn cell(&self, day: Day) -> i64 {
        let away = i64::from(day) - i64::from(self.first);
        (away * i64::from(self.cells)).div_euclid(i64::from(self.days.max(1)))
    }

    /// The day that stands in a cell.
    pub fn day(&self, cell: u16) -> Day {
        let away = i64::from(cell) * i64::from(self.days) / i64::from(self.cells.max(1));
        self.first.saturating_add(away as i32)
    }
}

/// What is drawn.
#[derive(Debug, Clone, Copy)]
pub struct Gantt<'a> {
    /// The days in view.
    pub scale: Scale,
    /// Cells for the names.
    pub names: u16,
    /// Headings of the scale: the day where each begins, and its text (`W-3`, `Mar`). In order.
    pub ticks: &'a [(Day, String)],
    /// The line for today.
    pub today: Option<Day>,
    /// The row under the cursor.
    pub cursor: usize,
    /// The first row in view.
    pub top: usize,
    /// How many rows there are.
    pub rows: usize,
    /// True when it has the keyboard.
    pub focused: bool,
    /// Colours and signs.
    pub look: &'a Look,
}

/// What was clicked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// The row.
    pub row: usize,
    /// The day, where it was not the name.
    pub day: Option<Day>,
}

/// The part of the area in which bars stand.
pub fn chart_area(area: Rect, names: u16) -> Rect {
    let (_, rest) = paint::split_left(area, names.saturating_add(1));
    paint::split_top(rest, 1).1
}

impl Gantt<'_> {
    /// What stands at a place of the chart.
    pub fn hit(&self, area: Rect, at: Position) -> Option<Hit> {
        let row = self.top + usize::from(at.y.checked_sub(area.y.checked_add(1)?)?);
        if !area.contains(at) || row >= self.rows {
            return None;
        }
        let chart = chart_area(area, self.names);
        let day = chart.contains(at).then(|| self.scale.day(at.x - chart.x));
        Some(Hit { row, day })
    }

    /// Draws the scale and the rows in view, each made when it is needed.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, mut row: impl FnMut(usize) -> GanttRow) {
        let area = paint::within(buffer, area);
        let chart = chart_area(area, self.names);
        let (_, head) = paint::split_left(paint::row(area, 0), self.names.saturating_add(1));
        self.draw_scale(buffer, head);
        self.draw_lines(buffer, chart);
        for y in 1..area.height {
            let index = self.top + usize::from(y - 1);
            if index >= self.rows {
                break;
            }
            let drawn = row(index);
            let line = paint::row(area, y);
            self.draw_name(buffer, line, &drawn, index == self.cursor);
            let bars = paint::row(chart, y - 1);
            for mark in &drawn.marks {
                self.draw_mark(buffer, bars, mark);
            }
            if index == self.cursor && self.focused {
                let name = Rect { width: self.names.min(line.width), ..line };
                paint::tint(buffer, name, self.look.style(Role::Selection));
            }
        }
        self.draw_today(buffer, head, chart);
    }

    fn draw_scale(&self, buffer: &mut Buffer, head: Rect) {
        let style = self.look.style(Role::Header);
        let mut free_from = 0_i64;
        for (day, text) in self.ticks {
            let cell = self.scale.cell(*day);
            let wide = safe_text::width(&safe_text::clean(text)) as i64;
            if cell < free_from || cell + wide > i64::from(head.width) {
                continue;
            }
            paint::text(buffer, head, cell as u16, 0, text, style);
            free_from = cell + wide + 1;
        }
    }

    fn draw_lines(&self, buffer: &mut Buffer, chart: Rect) {
        let style = self.look.style(Role::Border);
        for (day, _) in self.ticks {
            let cell = self.scale.cell(*day);
            if (0..i64::from(chart.width)).contains(&cell) {
                paint::vertical(buffer, chart, cell as u16, self.look.glyphs.dot, style);
            }
        }
    }

    fn draw_today(&self, buffer: &mut Buffer, head: Rect, chart: Rect) {
        let Some(today) = self.today else { return };
        let cell = self.scale.cell(today);
        if !(0..i64::from(chart.width)).contains(&cell) {
            return;
        }
        let style = self.look.style(Role::Accent);
        let glyphs = self.look.glyphs;
        paint::text(buffer, head, cell as u16, 0, glyphs.descending, style);
        for y in 0..chart.height {
            let at = (chart.x + cell as u16, chart.y + y);
            let blank = buffer.cell(at).is_some_and(|cell| cell.symbol() == " " || cell.symbol() == glyphs.dot);
            if blank {
                paint::text(buffer, chart, cell as u16, y, glyphs.dotted, style);
            }
        }
    }

    fn draw_name(&self, buffer: &mut Buffer, line: Rect, row: &GanttRow, selected: bool) {
        let glyphs = self.look.glyphs;
        let (sign, role) = match (row.marked, selected) {
            (true, _) => (glyphs.marked, Role::Marked),
            (false, true) => (glyphs.cursor, Role::Accent),
            (false, false) => (" ", Role::Text),
        };
        paint::text(buffer, line, 0, 0, sign, self.look.style(role));
        let room = usize::from(self.names.saturating_sub(2));
        let name = safe_text::cut(&row.name, room, glyphs.ellipsis);
        paint::text(buffer, line, 2, 0, &name, self.look.style(row.role));
    }

    fn draw_mark(&self, buffer: &mut Buffer, line: Rect, mark: &Mark) {
        let width = i64::from(line.width);
        match mark {
            Mark::Sign { on, sign, role } => {
                let cell = self.scale.cell(*on);
                if (0..width).contains(&cell) {
                    paint::text(buffer, line, cell as u16, 0, sign, self.look.style(*role));
                }
            }
            Mark::Bar { from, to, text, role } => {
                let start = self.scale.cell(*from).clamp(0, width);
                let end = self.scale.cell(to.saturating_add(1)).max(self.scale.cell(*from) + 1).clamp(0, width);
                if end <= start {
                    return;
                }
                let bar = Rect { x: line.x + start as u16, width: (end - start) as u16, ..line };
                let style = self.look.style(*role);
                paint::horizontal(buffer, bar, 0, self.look.glyphs.full, style);
                let room = bar.width.saturating_sub(2);
                if safe_text::width(&safe_text::clean(text)) <= usize::from(room) && !text.is_empty() {
                    let text = format!(" {text} ");
                    paint::text(buffer, bar, 0, 0, &text, style.patch(self.look.style(Role::Selection)));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(index: usize) -> GanttRow {
        let index = index as Day;
        let mut marks = vec![Mark::Bar { from: index, to: index + 6, text: "Invite".into(), role: Role::Series1 }];
        marks.push(Mark::Sign { on: 14, sign: "◆".into(), role: Role::Accent });
        GanttRow { name: format!("株 Task {index}"), role: Role::Text, marked: index == 1, marks }
    }

    fn chart<'a>(ticks: &'a [(Day, String)], look: &'a Look, scale: Scale) -> Gantt<'a> {
        Gantt { scale, names: 10, ticks, today: Some(10), cursor: 0, top: 0, rows: 40, focused: true, look }
    }

    #[test]
    fn bars_stand_below_their_weeks() {
        let look = Look::default();
        let ticks = [(0, "W-2".to_owned()), (7, "W-1".to_owned()), (14, "W0".to_owned())];
        let area = Rect::new(0, 0, 40, 6);
        let mut buffer = Buffer::empty(area);
        let scale = Scale::days_wide(0, 1);
        chart(&ticks, &look, scale).draw(&mut buffer, area, row);
        let line = |y| (0..40).map(|x| buffer[(x, y)].symbol()).collect::<String>();
        assert!(line(0).contains("W-2    W-1▼   W0"), "{}", line(0));
        assert_eq!(buffer[(11 + 14, 1)].symbol(), "◆");
        let hit = chart(&ticks, &look, scale).hit(area, Position::new(11 + 14, 3));
        assert_eq!(hit, Some(Hit { row: 2, day: Some(14) }));
        assert_eq!(chart(&ticks, &look, scale).hit(area, Position::new(0, 0)), None);
    }

    #[test]
    fn cells_and_days_agree_at_every_zoom() {
        for scale in [Scale::days_wide(-30, 3), Scale::fitting(-30, 90, 60), Scale::fitting(5, 5, 1)] {
            for cell in 0..60 {
                let there = scale.cell(scale.day(cell));
                assert!(there <= i64::from(cell), "{scale:?} {cell}");
            }
        }
        assert_eq!(Scale::fitting(10, 1, 40).days, 1);
    }

    #[test]
    fn it_draws_at_every_size() {
        let look = Look::default();
        let ticks = [(Day::MIN, "x".to_owned()), (0, "W-2".to_owned()), (Day::MAX, "y".to_owned())];
        for width in 0..40 {
            for height in 0..6 {
                for scale in [Scale::days_wide(0, 3), Scale::fitting(Day::MIN, Day::MAX, width)] {
                    let area = Rect::new(0, 1, width, height);
                    let mut buffer = Buffer::empty(Rect::new(0, 0, 30, 5));
                    chart(&ticks, &look, scale).draw(&mut buffer, area, row);
                    let _ = chart(&ticks, &look, scale).hit(area, Position::new(12, 2));
                }
            }
        }
    }
}
