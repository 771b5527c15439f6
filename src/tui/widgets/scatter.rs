//! A plane of points with letters: two axes, midlines, names of the quadrants, labels that do not collide.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub use super::plane::{Direction, FULL, Share, nearest, place, share_of_cell};
use super::{paint, plane, safe_text};
use crate::tui::theme::{Look, Role};

/// One point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// Along the horizontal axis.
    pub x: Share,
    /// Along the vertical axis.
    pub y: Share,
    /// The letter or sign drawn; one cell, such as `A` or `b`.
    pub letter: String,
    /// The name beside it, where there is room.
    pub label: String,
    /// What its colour tells.
    pub role: Role,
    /// True when a value is missing or estimated: drawn in round brackets or as a hollow sign by the caller's letter.
    pub hollow: bool,
    /// True for a marked point.
    pub marked: bool,
}

/// Which names are shown beside points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Labels {
    /// No names: letters only.
    None,
    /// Names of marked points and of the selected one.
    Marked,
    /// Names where they cover nothing.
    #[default]
    Free,
    /// All names, whatever they cover.
    All,
}

/// What is drawn.
#[derive(Debug, Clone, Copy)]
pub struct Scatter<'a> {
    /// The points; later ones lie above earlier ones, the selected above all.
    pub points: &'a [Point],
    /// The selected point.
    pub selected: Option<usize>,
    /// Drawn as the selected point, in place of the one above: where it is being moved, or stands for none of them.
    pub instead: Option<&'a Point>,
    /// Which names are shown.
    pub labels: Labels,
    /// Title of the horizontal axis, and the values at its ends.
    pub x_axis: (&'a str, &'a str, &'a str),
    /// Title of the vertical axis, and the values at its ends.
    pub y_axis: (&'a str, &'a str, &'a str),
    /// Where the vertical midline crosses the horizontal axis.
    pub middle_x: Share,
    /// Where the horizontal midline crosses the vertical axis.
    pub middle_y: Share,
    /// Names of the quadrants: top left, top right, bottom left, bottom right.
    pub quadrants: [&'a str; 4],
    /// Colours and signs.
    pub look: &'a Look,
}

/// The part of the area in which points stand: without the axis titles at the top and the bottom and the axis lines.
pub fn plot_area(area: Rect) -> Rect {
    let (_, below_title) = paint::split_top(area, 1);
    let (plot, _) = paint::split_bottom(below_title, 2);
    let (_, plot) = paint::split_left(plot, 1);
    plot
}

/// The point at a place on the screen, the topmost first; within one cell to the side counts.
pub fn hit(area: Rect, at: Position, points: &[Point]) -> Option<usize> {
    let plot = plot_area(area);
    if !plot.contains(at) {
        return None;
    }
    let (x, y) = (at.x - plot.x, at.y - plot.y);
    let place = |point: &Point| plane::place(plot, point.x, point.y);
    let find = |reach: u16| {
        points.iter().rposition(|p| {
            let (px, py) = place(p);
            py == y && px.abs_diff(x) <= reach
        })
    };
    find(0).or_else(|| find(1))
}

impl Scatter<'_> {
    /// Draws axes, midlines, points and names.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect) {
        let area = paint::within(buffer, area);
        let plot = plot_area(area);
        if plot.width == 0 || plot.height == 0 {
            return;
        }
        self.draw_lines(buffer, plot);
        self.draw_axes(buffer, area, plot);
        let mut taken = Taken::new(plot);
        let selected = self.instead.or_else(|| self.points.get(self.selected?));
        let others = || self.points.iter().enumerate().filter(|(index, _)| Some(*index) != self.selected);
        for (_, point) in others() {
            self.draw_point(buffer, plot, point, false, &mut taken);
        }
        if let Some(point) = selected {
            self.draw_point(buffer, plot, point, true, &mut taken);
            self.draw_label(buffer, plot, point, true, &mut taken);
        }
        for (_, point) in others().rev() {
            self.draw_label(buffer, plot, point, false, &mut taken);
        }
    }

    fn draw_lines(&self, buffer: &mut Buffer, plot: Rect) {
        let glyphs = self.look.glyphs;
        let style = self.look.style(Role::Border);
        let (x, y) = plane::place(plot, self.middle_x, self.middle_y);
        paint::horizontal(buffer, plot, y, glyphs.horizontal, style);
        paint::vertical(buffer, plot, x, glyphs.vertical, style);
        paint::text(buffer, plot, x, y, glyphs.cross, style);
        let muted = self.look.style(Role::Muted);
        let cut = |text: &str, room: u16| safe_text::cut(text, usize::from(room), glyphs.ellipsis);
        let right = x.saturating_add(2);
        let room = (x.saturating_sub(1), plot.width.saturating_sub(right));
        let bottom = plot.height.saturating_sub(1);
        for (text, room, x, y) in [
            (self.quadrants[0], room.0, 1, 0),
            (self.quadrants[1], room.1, right, 0),
            (self.quadrants[2], room.0, 1, bottom),
            (self.quadrants[3], room.1, right, bottom),
        ] {
            paint::text(buffer, plot, x, y, &cut(text, room), muted);
        }
    }

    fn draw_axes(&self, buffer: &mut Buffer, area: Rect, plot: Rect) {
        let glyphs = self.look.glyphs;
        let line = self.look.style(Role::Border);
        let text = self.look.style(Role::Muted);
        let (_, left) = (plot, Rect { x: area.x, width: 1, ..plot });
        paint::vertical(buffer, left, 0, glyphs.vertical, line);
        let below = plot.bottom() - area.y;
        paint::horizontal(buffer, area, below, glyphs.horizontal, line);
        paint::text(buffer, area, 0, below, glyphs.corners[2], line);
        let (title, low, high) = self.y_axis;
        let top = safe_text::cut(&format!("{title}: {low} to {high}"), usize::from(area.width), glyphs.ellipsis);
        paint::text(buffer, area, 0, 0, &top, self.look.style(Role::Header));
        let (title, low, high) = self.x_axis;
        let high_width = safe_text::width(&safe_text::clean(high)) as u16;
        let low_width = paint::text(buffer, area, 1, below + 1, low, text);
        paint::text(buffer, area, area.width.saturating_sub(high_width), below + 1, high, text);
        let room = area.width.saturating_sub(low_width + high_width + 4);
        let title = safe_text::fit(title, usize::from(room), safe_text::Align::Centre, glyphs.ellipsis);
        paint::text(buffer, area, low_width + 3, below + 1, title.trim_end(), self.look.style(Role::Header));
    }

    fn draw_point(&self, buffer: &mut Buffer, plot: Rect, point: &Point, selected: bool, taken: &mut Taken) {
        let (x, y) = plane::place(plot, point.x, point.y);
        let mut style = self.look.style(point.role);
        if point.marked {
            style = style.patch(self.look.style(Role::Marked));
        }
        if selected {
            style = style.patch(self.look.style(Role::Cell));
        }
        let letter = safe_text::fit(&point.letter, 1, safe_text::Align::Left, "");
        paint::text(buffer, plot, x, y, &letter, style);
        taken.take(x, y, 1);
        if point.hollow && x + 1 < plot.width && taken.is_free(x + 1, y, 1) {
            paint::text(buffer, plot, x + 1, y, "?", self.look.style(Role::Muted));
            taken.take(x + 1, y, 1);
        }
    }

    fn draw_label(&self, buffer: &mut Buffer, plot: Rect, point: &Point, selected: bool, taken: &mut Taken) {
        let wanted = match self.labels {
            Labels::None => selected,
            Labels::Marked => selected || point.marked,
            Labels::Free | Labels::All => true,
        };
        if !wanted || point.label.is_empty() {
            return;
        }
        let forced = selected || self.labels == Labels::All;
        let label = safe_text::cut(&point.label, usize::from(plot.width / 3).max(1), self.look.glyphs.ellipsis);
        let wide = safe_text::width(&label) as u16;
        let (x, y) = plane::place(plot, point.x, point.y);
        let gap = 2 + u16::from(point.hollow);
        let candidates = [
            Some((x.saturating_add(gap), y)),
            x.checked_sub(wide + 1).map(|left| (left, y)),
            y.checked_sub(1).map(|above| (x, above)),
            Some((x, y + 1)),
        ];
        let fits = |&(x, y): &(u16, u16)| x + wide <= plot.width && y < plot.height;
        let places: Vec<(u16, u16)> = candidates.into_iter().flatten().filter(fits).collect();
        let free = places.iter().find(|(x, y)| taken.is_free(*x, *y, wide));
        let Some(&(x, y)) = free.or(if forced { places.first() } else { None }) else { return };
        let role = if selected { Role::Title } else { Role::Muted };
        paint::text(buffer, plot, x, y, &label, self.look.style(role));
        taken.take(x, y, wide);
    }
}

/// Cells that a point or a name already has.
struct Taken {
    width: u16,
    cells: Vec<bool>,
}

impl Taken {
    fn new(plot: Rect) -> Self {
        Self { width: plot.width, cells: vec![false; usize::from(plot.width) * usize::from(plot.height)] }
    }

    fn range(&self, x: u16, y: u16, wide: u16) -> std::ops::Range<usize> {
        let start = usize::from(y) * usize::from(self.width) + usize::from(x);
        start.min(self.cells.len())..(start + usize::from(wide)).min(self.cells.len())
    }

    fn take(&mut self, x: u16, y: u16, wide: u16) {
        let range = self.range(x, y, wide);
        self.cells[range].fill(true);
    }

    fn is_free(&self, x: u16, y: u16, wide: u16) -> bool {
        self.cells[self.range(x, y, wide)].iter().all(|taken| !taken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(x: Share, y: Share, letter: &str, label: &str) -> Point {
        let (letter, label) = (letter.to_owned(), label.to_owned());
        Point { x, y, letter, label, role: Role::Text, hollow: false, marked: false }
    }

    fn scatter<'a>(points: &'a [Point], look: &'a Look, labels: Labels) -> Scatter<'a> {
        Scatter {
            points,
            selected: Some(0),
            instead: None,
            labels,
            x_axis: ("Annual revenue", "0", "1.2m"),
            y_axis: ("Strategic value", "0", "100"),
            middle_x: FULL / 2,
            middle_y: FULL / 2,
            quadrants: ["Develop", "Strategic", "Monitor", "Maintain"],
            look,
        }
    }

    fn text_of(buffer: &Buffer) -> String {
        let line = |y| (0..buffer.area.width).map(|x| buffer[(x, y)].symbol()).collect::<String>();
        (0..buffer.area.height).map(|y| line(y) + "\n").collect()
    }

    #[test]
    fn points_stand_where_their_values_are_and_labels_do_not_collide() {
        let look = Look::default();
        let points = [
            point(9000, 9000, "A", "Acme Incorporated"),
            point(1000, 1000, "B", "Beta"),
            point(1100, 1000, "C", "Gamma"),
        ];
        let area = Rect::new(0, 0, 60, 16);
        let mut buffer = Buffer::empty(area);
        scatter(&points, &look, Labels::Free).draw(&mut buffer, area);
        let text = text_of(&buffer);
        for wanted in ["Acme Incorporated", "Beta", "Gamma", "Strategic value: 0 to 100", "Annual revenue", "Monitor"] {
            assert!(text.contains(wanted), "{wanted}\n{text}");
        }
        let plot = plot_area(area);
        let (x, y) = plane::place(plot, 9000, 9000);
        assert_eq!(hit(area, Position::new(plot.x + x, plot.y + y), &points), Some(0));
    }

    #[test]
    fn it_draws_at_every_size() {
        let look = Look::default();
        let points = [
            point(0, 0, "A", "株式会社サクラ"),
            point(FULL, FULL, "👨‍👩‍👧", "e\u{301}clair"),
            Point { hollow: true, marked: true, ..point(5000, 5000, "", "") },
        ];
        for labels in [Labels::None, Labels::Marked, Labels::Free, Labels::All] {
            for width in 0..70 {
                for height in [0, 1, 2, 3, 4, 5, 8, 30] {
                    let area = Rect::new(1, 0, width, height);
                    let mut buffer = Buffer::empty(Rect::new(0, 0, 64, 20));
                    scatter(&points, &look, labels).draw(&mut buffer, area);
                    let _ = hit(area, Position::new(3, 3), &points);
                }
            }
        }
    }
}
