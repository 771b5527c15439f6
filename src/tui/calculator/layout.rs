//! Where the parts of an open calculator stand: inputs beside the result, or above it where there is little room.

use ratatui::layout::{Position, Rect};

use super::form::{Calculation, Editor};
use super::result::ResultLine;
use crate::tui::theme::Role;
use crate::tui::widgets::wrap::wrap;
use crate::tui::widgets::{paint, safe_text};

/// From this width on the result stands beside the inputs.
const BESIDE: u16 = 110;
/// Lines of an input with a list or an object while it is typed.
const LARGE: u16 = 6;

/// The places of the last layout.
#[derive(Debug, Clone, Default)]
pub(super) struct Places {
    pub(super) frame: Rect,
    pub(super) head: Rect,
    pub(super) inputs: Rect,
    pub(super) divider: Rect,
    pub(super) result: Rect,
    pub(super) foot: Rect,
    /// Each input in sight: its place among those shown, and its lines.
    pub(super) rows: Vec<(usize, Rect)>,
    /// The first input in sight.
    top: usize,
    /// The first line of the result in sight.
    pub(super) scroll: usize,
    /// The lines of the result, broken to the width.
    pub(super) lines: Vec<ResultLine>,
}

impl Places {
    /// Lines of a page of the result.
    pub(super) fn page(&self) -> isize {
        self.result.height.saturating_sub(1).max(1) as isize
    }

    /// The input at a place of the screen.
    pub(super) fn input_at(&self, x: u16, y: u16) -> Option<usize> {
        self.rows.iter().find(|(_, row)| row.contains(Position::new(x, y))).map(|(at, _)| *at)
    }

    /// Whether the result stands beside the inputs.
    pub(super) fn is_beside(&self) -> bool {
        self.divider.width == 1 && self.divider.height > 1
    }
}

impl Calculation {
    /// Settles the places for an area.
    pub fn layout(&mut self, area: Rect) {
        let heights: Vec<u16> = (0..self.shown.len()).map(|at| self.height(at)).collect();
        let places = &mut self.places;
        places.frame = area;
        let inside = paint::inset(area, 2, 1);
        let (head, rest) = paint::split_top(inside, 1);
        let (body, foot) = paint::split_bottom(rest, 2);
        (places.head, places.foot) = (head, foot);
        if area.width >= BESIDE {
            let (inputs, rest) = paint::split_left(body, body.width * 11 / 20);
            let (divider, result) = paint::split_left(rest, 1);
            (places.inputs, places.divider) = (inputs, divider);
            places.result = paint::split_left(result, 1).1;
        } else {
            let wanted: u16 = heights.iter().fold(0_u16, |sum, height| sum.saturating_add(*height));
            let (inputs, rest) = paint::split_top(body, wanted.min(body.height / 2));
            let (divider, result) = paint::split_top(rest, 1);
            (places.inputs, places.divider, places.result) = (inputs, divider, result);
        }
        places.see(self.focus, &heights);
        let width = places.result.width;
        places.lines = self.lines.iter().flat_map(|line| broken(line, width)).collect();
        places.scroll = places.scroll.min(places.lines.len().saturating_sub(usize::from(places.result.height)));
    }

    /// Lines of an input: its value, the text while a list or object is typed, what is wrong.
    fn height(&self, at: usize) -> u16 {
        let Some(slot) = self.shown.get(at).and_then(|index| self.slots.get(*index)) else { return 0 };
        let large = at == self.focus && matches!(self.editor, Some(Editor::Large(_)));
        let faults = u16::from(!slot.faults.is_empty());
        1 + faults + if large { LARGE } else { 0 }
    }
}

impl Places {
    /// Scrolls the inputs so that one of them is in sight, whole.
    fn see(&mut self, focus: usize, heights: &[u16]) {
        let room = self.inputs.height;
        let between =
            |from: usize| heights.iter().take(focus + 1).skip(from).fold(0_u16, |sum, h| sum.saturating_add(*h));
        self.top = self.top.min(focus);
        while self.top < focus && between(self.top) > room {
            self.top += 1;
        }
        self.rows.clear();
        let mut y = 0;
        for (at, height) in heights.iter().enumerate().skip(self.top) {
            let height = (*height).min(room.saturating_sub(y));
            if height == 0 {
                break;
            }
            let row = Rect { y: self.inputs.y + y, height, ..self.inputs };
            self.rows.push((at, row));
            y += height;
        }
    }
}

/// Cells for the names of outputs.
pub(super) fn label_cells(width: u16) -> usize {
    usize::from(width / 3).clamp(8, 26)
}

/// A line whose value is too long goes on below, under the value.
fn broken(line: &ResultLine, width: u16) -> Vec<ResultLine> {
    let said = line.role != Role::Text;
    let taken = if said { 0 } else { label_cells(width) + 2 };
    let room = usize::from(width).saturating_sub(taken).max(8);
    if safe_text::width(&line.value) <= room {
        return vec![line.clone()];
    }
    let mut lines: Vec<ResultLine> = Vec::new();
    if !line.about.is_empty() {
        lines.push(ResultLine { value: String::new(), ..line.clone() });
    }
    for (index, part) in wrap(&line.value, room).into_iter().enumerate() {
        let first = index == 0 && lines.is_empty();
        let label = if first { line.label.clone() } else { String::new() };
        lines.push(ResultLine { label, value: part, about: String::new(), role: line.role });
    }
    lines
}
