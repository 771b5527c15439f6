//! The value matrix: how much a partner can do beside what it brings, the size of its bubble what it brings too.

use super::grids::number;
use super::scale::{Scale, compact};
use super::shapes::{Anchor, Drawing, Ink, Shape, WIDTH, wide};
use crate::report::cell::Cell;
use crate::report::chart::Chart;

const HEIGHT: f64 = 520.0;
const FIELD: [f64; 4] = [80.0, 20.0, WIDTH - 20.0, 470.0];

/// A rectangle that something stands in already.
type Taken = [f64; 4];

/// Bubbles between two axes; the way up is by the square root, since few bring much and many bring little.
pub(super) fn matrix(chart: &Chart) -> Drawing {
    let mut drawing = Drawing::of(HEIGHT);
    let series: Vec<(usize, &str)> = chart.series().collect();
    let value = |at: usize| series.get(at).map(|(place, _)| chart.values(*place)).unwrap_or_default();
    let (across, up) = (value(0), value(1));
    let marks: Vec<Option<f64>> = chart.marks.iter().map(Cell::nearest).collect();
    let mark = |at: usize| marks.get(at).copied().flatten();
    let right = Scale::of(across.iter().flatten().copied().chain(mark(0)));
    let top = Scale::of(up.iter().flatten().copied().chain(mark(1)));
    let x_of = |x: f64| FIELD[0] + right.part(x) * (FIELD[2] - FIELD[0]);
    let y_of = |y: f64| FIELD[3] - (y.max(0.0) / top.high).sqrt() * (FIELD[3] - FIELD[1]);
    frame(&mut drawing, (right, &x_of), (top, &y_of), &series);
    if let Some(x) = mark(0) {
        drawing.dashed([x_of(x), FIELD[1], x_of(x), FIELD[3]], Ink::Muted);
    }
    if let Some(y) = mark(1) {
        drawing.dashed([FIELD[0], y_of(y), FIELD[2], y_of(y)], Ink::Muted);
    }
    let mut points: Vec<(usize, f64, f64, f64)> = Vec::new();
    for (at, (x, y)) in across.iter().zip(&up).enumerate() {
        if let (Some(x), Some(y)) = (x, y) {
            points.push((at, x_of(*x), y_of(*y), 7.0 + 19.0 * (y.max(0.0) / top.high).sqrt()));
        }
    }
    points.sort_by(|a, b| b.3.total_cmp(&a.3));
    let mut taken: Vec<Taken> = points.iter().map(|(_, x, y, r)| [x - r, y - r, x + r, y + r]).collect();
    let names: Vec<String> = chart.categories().collect();
    for (at, x, y, radius) in points {
        drawing.shapes.push(Shape::Circle([x, y, radius], Ink::Shade(3)));
        let name = names.get(at).map(String::as_str).unwrap_or_default();
        match place(name, (x, y, radius), &taken) {
            Some((left, line)) => {
                drawing.text((left, line), name, Anchor::Start, Ink::Text);
                taken.push(around(name, left, line));
            }
            None => drawing.text((x, y), number(at), Anchor::Middle, Ink::Text),
        }
    }
    drawing
}

fn frame(
    drawing: &mut Drawing,
    (right, x_of): (Scale, &dyn Fn(f64) -> f64),
    (top, y_of): (Scale, &dyn Fn(f64) -> f64),
    series: &[(usize, &str)],
) {
    for x in right.lines() {
        drawing.line([x_of(x), FIELD[1], x_of(x), FIELD[3]], Ink::Grid);
        drawing.text((x_of(x), FIELD[3] + 14.0), compact(x), Anchor::Middle, Ink::Muted);
    }
    let mut last = f64::INFINITY;
    for y in top.lines() {
        if last - y_of(y) < 16.0 {
            continue;
        }
        last = y_of(y);
        drawing.line([FIELD[0], last, FIELD[2], last], Ink::Grid);
        drawing.text((FIELD[0] - 8.0, last), compact(y), Anchor::End, Ink::Muted);
    }
    let name = |at: usize| series.get(at).map(|(_, name)| *name).unwrap_or_default();
    drawing.text((FIELD[2], FIELD[3] + 34.0), format!("{} >", name(0)), Anchor::End, Ink::Muted);
    drawing.text((8.0, 8.0), format!("{} (square-root scale)", name(1)), Anchor::Start, Ink::Muted);
}

fn around(name: &str, left: f64, line: f64) -> Taken {
    [left - 4.0, line - 8.0, left + wide(name) + 4.0, line + 8.0]
}

/// Where the name has room beside its bubble: right, left, above, below, then at the corners.
fn place(name: &str, (x, y, radius): (f64, f64, f64), taken: &[Taken]) -> Option<(f64, f64)> {
    let (width, far) = (wide(name), radius + 6.0);
    let corner = radius * 0.7 + 6.0;
    let candidates = [
        (x + far, y),
        (x - far - width, y),
        (x - width / 2.0, y - far - 6.0),
        (x - width / 2.0, y + far + 6.0),
        (x + corner, y - corner),
        (x + corner, y + corner),
        (x - corner - width, y - corner),
        (x - corner - width, y + corner),
    ];
    let free = |(left, line): &(f64, f64)| {
        let [x1, y1, x2, y2] = around(name, *left, *line);
        let inside = x1 >= FIELD[0] && x2 <= WIDTH && y1 >= 18.0 && y2 <= FIELD[3];
        inside && taken.iter().all(|[a1, b1, a2, b2]| x2 < *a1 || x1 > *a2 || y2 < *b1 || y1 > *b2)
    };
    candidates.into_iter().find(free)
}
