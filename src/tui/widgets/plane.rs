//! Where points of a plane stand in cells, and which point is next in a direction.

use ratatui::layout::Rect;

/// A share of the axis from 0 (left or bottom) to 10,000 (right or top).
pub type Share = u16;

/// The end of an axis.
pub const FULL: Share = 10_000;

/// A way to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// To smaller x.
    Left,
    /// To larger x.
    Right,
    /// To larger y.
    Up,
    /// To smaller y.
    Down,
}

/// The cell of a share of an axis with `cells` cells, counted from its beginning.
pub(super) fn cell(share: Share, cells: u16) -> u16 {
    let last = u32::from(cells.saturating_sub(1));
    ((u32::from(share.min(FULL)) * last + u32::from(FULL) / 2) / u32::from(FULL)) as u16
}

/// The share in the middle of a cell: the way back from a click.
pub fn share_of_cell(at: u16, cells: u16) -> Share {
    let last = u32::from(cells.saturating_sub(1)).max(1);
    (u32::from(at) * u32::from(FULL) / last).min(u32::from(FULL)) as u16
}

/// The column and row of a point within a plot, counted from its top left corner.
pub fn place(plot: Rect, x: Share, y: Share) -> (u16, u16) {
    (cell(x, plot.width), plot.height.saturating_sub(1).saturating_sub(cell(y, plot.height)))
}

/// The nearest point in a direction from point `from`: nearer along the direction and less to the side is better.
/// Points straight above each other are reached by up and down only. `None` when there is none that way.
pub fn nearest(points: &[(Share, Share)], from: usize, direction: Direction) -> Option<usize> {
    let (x, y) = *points.get(from)?;
    let cost = |&(px, py): &(Share, Share)| -> Option<i64> {
        let (dx, dy) = (i64::from(px) - i64::from(x), i64::from(py) - i64::from(y));
        let (along, aside) = match direction {
            Direction::Left => (-dx, dy.abs()),
            Direction::Right => (dx, dy.abs()),
            Direction::Up => (dy, dx.abs()),
            Direction::Down => (-dy, dx.abs()),
        };
        (along > 0 && aside <= along * 3).then_some(along + aside * 2)
    };
    let others = points.iter().enumerate().filter(|(index, _)| *index != from);
    let near = others.filter_map(|(index, point)| cost(point).map(|cost| (cost, index))).min();
    near.map(|(_, index)| index).or_else(|| next_at_same_place(points, from, direction))
}

/// Points on top of each other are gone through in their order.
fn next_at_same_place(points: &[(Share, Share)], from: usize, direction: Direction) -> Option<usize> {
    let here = points.get(from)?;
    let same = |index: &usize| *index != from && points.get(*index) == Some(here);
    match direction {
        Direction::Right | Direction::Down => (from + 1..points.len()).find(same),
        Direction::Left | Direction::Up => (0..from).rev().find(same),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_corners_of_the_plane_are_the_corners_of_the_plot() {
        let plot = Rect::new(5, 5, 41, 11);
        assert_eq!(place(plot, 0, 0), (0, 10));
        assert_eq!(place(plot, FULL, FULL), (40, 0));
        assert_eq!(place(plot, FULL / 2, FULL / 2), (20, 5));
        assert_eq!(share_of_cell(20, 41), FULL / 2);
        assert_eq!(place(Rect::default(), FULL, FULL), (0, 0));
    }

    #[test]
    fn arrows_go_to_the_nearest_point_that_way() {
        let points = [(1000, 1000), (1200, 5000), (4000, 1100), (9000, 9000)];
        assert_eq!(nearest(&points, 0, Direction::Up), Some(1));
        assert_eq!(nearest(&points, 0, Direction::Right), Some(2));
        assert_eq!(nearest(&points, 2, Direction::Left), Some(0));
        assert_eq!(nearest(&points, 0, Direction::Left), None);
        assert_eq!(nearest(&points, 7, Direction::Left), None);
    }

    #[test]
    fn every_point_is_reached_even_those_on_top_of_each_other() {
        let points = [(100, 100), (100, 100), (100, 100), (5000, 200), (5100, 9000)];
        let mut seen = std::collections::BTreeSet::from([0]);
        let mut queue = vec![0];
        while let Some(at) = queue.pop() {
            for direction in [Direction::Left, Direction::Right, Direction::Up, Direction::Down] {
                if let Some(next) = nearest(&points, at, direction)
                    && seen.insert(next)
                {
                    queue.push(next);
                }
            }
        }
        // Leaving the pile to the right goes to the far point; down goes through the pile.
        assert_eq!(seen.len(), points.len());
    }
}
