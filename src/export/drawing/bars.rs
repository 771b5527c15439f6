//! Columns beside one another, lines over time, and the steps from one total to another.

use super::scale::{Scale, compact};
use super::shapes::{Anchor, Drawing, Ink, WIDTH, cut};
use crate::report::chart::{Chart, ChartKind};

const HEIGHT: f64 = 380.0;
const LEFT: f64 = 70.0;
const TOP: f64 = 44.0;
const BOTTOM: f64 = 340.0;

/// Where a value of the scale stands.
fn level(scale: Scale, value: f64) -> f64 {
    BOTTOM - scale.part(value) * (BOTTOM - TOP)
}

fn axes(drawing: &mut Drawing, scale: Scale, chart: &Chart) -> f64 {
    for value in scale.lines() {
        let y = level(scale, value);
        drawing.line([LEFT, y, WIDTH - 10.0, y], if value == 0.0 { Ink::Muted } else { Ink::Grid });
        drawing.text((LEFT - 8.0, y), compact(value), Anchor::End, Ink::Muted);
    }
    let names: Vec<String> = chart.categories().collect();
    let each = (WIDTH - 10.0 - LEFT) / (names.len().max(1)) as f64;
    for (at, name) in names.iter().enumerate() {
        let x = LEFT + each * (at as f64 + 0.5);
        drawing.text((x, BOTTOM + 18.0), cut(name, each - 4.0), Anchor::Middle, Ink::Text);
    }
    each
}

/// Columns for each series, or a line for each.
pub(super) fn series(chart: &Chart) -> Drawing {
    let mut drawing = Drawing::of(HEIGHT);
    let series: Vec<(usize, &str)> = chart.series().collect();
    let scale = Scale::of(series.iter().flat_map(|(place, _)| chart.values(*place)).flatten());
    drawing.legend(series.iter().enumerate().map(|(at, (_, name))| (*name, Ink::Series(at))));
    if !chart.unit.is_empty() {
        drawing.text((WIDTH - 10.0, 12.0), chart.unit.as_str(), Anchor::End, Ink::Muted);
    }
    let each = axes(&mut drawing, scale, chart);
    for (at, (place, _)) in series.iter().enumerate() {
        let values = chart.values(*place);
        if chart.kind == ChartKind::Trend {
            line(&mut drawing, scale, each, &values, Ink::Series(at));
        } else {
            columns(&mut drawing, scale, each, &values, (at, series.len()));
        }
    }
    drawing
}

fn columns(drawing: &mut Drawing, scale: Scale, each: f64, values: &[Option<f64>], (at, of): (usize, usize)) {
    let width = (each * 0.76 / of.max(1) as f64).min(64.0);
    for (category, value) in values.iter().enumerate() {
        let Some(value) = value else { continue };
        let middle = LEFT + each * (category as f64 + 0.5);
        let x = middle + width * (at as f64 - of as f64 / 2.0);
        let (top, ground) = (level(scale, value.max(0.0)), level(scale, value.min(0.0)));
        drawing.rect([x + 1.0, top, width - 2.0, ground - top], Ink::Series(at));
        if width >= 34.0 {
            drawing.text((x + width / 2.0, top - 9.0), compact(*value), Anchor::Middle, Ink::Text);
        }
    }
}

/// A gap where a value is missing; the first, the last, the least and the most are named.
fn line(drawing: &mut Drawing, scale: Scale, each: f64, values: &[Option<f64>], ink: Ink) {
    let point = |(at, value): (usize, f64)| (LEFT + each * (at as f64 + 0.5), level(scale, value));
    let known: Vec<(usize, f64)> = values.iter().enumerate().filter_map(|(at, value)| Some((at, (*value)?))).collect();
    for pair in known.windows(2) {
        if let [from, to] = pair
            && to.0 == from.0 + 1
        {
            let ((x1, y1), (x2, y2)) = (point(*from), point(*to));
            drawing.line([x1, y1, x2, y2], ink);
        }
    }
    let least = known.iter().min_by(|a, b| a.1.total_cmp(&b.1)).map(|one| one.0);
    let most = known.iter().max_by(|a, b| a.1.total_cmp(&b.1)).map(|one| one.0);
    let ends = [known.first().map(|one| one.0), known.last().map(|one| one.0), least, most];
    for one in &known {
        let (x, y) = point(*one);
        drawing.shapes.push(super::Shape::Circle([x, y, 4.0], ink));
        if ends.contains(&Some(one.0)) {
            drawing.text((x, y - 12.0), compact(one.1), Anchor::Middle, Ink::Text);
        }
    }
}

/// Where the column of each step of a waterfall begins and ends; what is not known has none.
pub(in crate::export) fn steps(values: &[Option<f64>]) -> Vec<Option<(f64, f64)>> {
    let mut at = 0.0;
    let last = values.len().saturating_sub(1);
    let step = |(place, value): (usize, &Option<f64>)| {
        let value = (*value)?;
        if place == 0 || place == last {
            at = value;
            return Some((0.0, value));
        }
        let from = at;
        at += value;
        Some((from, at))
    };
    values.iter().enumerate().map(step).collect()
}

/// Steps from the opening to the closing total.
pub(super) fn waterfall(chart: &Chart) -> Drawing {
    let mut drawing = Drawing::of(HEIGHT);
    let values = chart.series().last().map(|(place, _)| chart.values(place)).unwrap_or_default();
    let steps = steps(&values);
    let scale = Scale::of(steps.iter().flatten().flat_map(|(from, to)| [*from, *to]));
    drawing.legend([("Total", Ink::Series(0)), ("Added", Ink::Series(2)), ("Taken", Ink::Series(4))]);
    if !chart.unit.is_empty() {
        drawing.text((WIDTH - 10.0, 12.0), chart.unit.as_str(), Anchor::End, Ink::Muted);
    }
    let each = axes(&mut drawing, scale, chart);
    let last = steps.len().saturating_sub(1);
    for (place, (step, value)) in steps.iter().zip(&values).enumerate() {
        let (Some((from, to)), Some(value)) = (step, value) else { continue };
        let total = place == 0 || place == last;
        let ink = if total { 0 } else { 2 + 2 * usize::from(*value < 0.0) };
        let (top, ground) = (level(scale, from.max(*to)), level(scale, from.min(*to)));
        let x = LEFT + each * (place as f64 + 0.5);
        let half = (each * 0.32).min(44.0);
        drawing.rect([x - half, top, half * 2.0, (ground - top).max(1.0)], Ink::Series(ink));
        let sign = if !total && *value > 0.0 { "+" } else { "" };
        drawing.strong((x, top - 9.0), format!("{sign}{}", compact(*value)), Anchor::Middle, Ink::Text);
        if place < last {
            drawing.line([x + half, level(scale, *to), x + each - half, level(scale, *to)], Ink::Muted);
        }
    }
    drawing
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_of_a_waterfall_stand_on_one_another() {
        let found = steps(&[Some(100.0), Some(50.0), Some(-30.0), None, Some(120.0)]);
        assert_eq!(found, [Some((0.0, 100.0)), Some((100.0, 150.0)), Some((150.0, 120.0)), None, Some((0.0, 120.0))]);
    }
}
