//! Putting text and lines into cells, clipped to an area: the only place where widgets touch the buffer.

use std::num::NonZeroU16;

use ratatui::buffer::{Buffer, CellDiffOption};
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::safe_text;
use crate::tui::theme::{Look, Role};

/// A piece of a line in one style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The text, not yet cleaned.
    pub text: String,
    /// Its role.
    pub role: Role,
}

/// A piece of a line.
pub fn piece(text: impl Into<String>, role: Role) -> Piece {
    Piece { text: text.into(), role }
}

/// The part of an area that the buffer really has.
pub fn within(buffer: &Buffer, area: Rect) -> Rect {
    area.intersection(buffer.area)
}

/// The row `index` of an area, empty when there is none.
pub fn row(area: Rect, index: u16) -> Rect {
    if index >= area.height {
        return Rect::new(area.x, area.bottom(), 0, 0);
    }
    Rect::new(area.x, area.y + index, area.width, 1)
}

/// Splits rows off the top: the first `height` rows, and the rest.
pub fn split_top(area: Rect, height: u16) -> (Rect, Rect) {
    let height = height.min(area.height);
    let top = Rect { height, ..area };
    (top, Rect { y: area.y + height, height: area.height - height, ..area })
}

/// Splits rows off the bottom: the rest, and the last `height` rows.
pub fn split_bottom(area: Rect, height: u16) -> (Rect, Rect) {
    let height = height.min(area.height);
    let (rest, bottom) = split_top(area, area.height - height);
    (rest, bottom)
}

/// Splits columns off the left: the first `width` columns, and the rest.
pub fn split_left(area: Rect, width: u16) -> (Rect, Rect) {
    let width = width.min(area.width);
    let left = Rect { width, ..area };
    (left, Rect { x: area.x + width, width: area.width - width, ..area })
}

/// An area without `margin` cells at each side, empty when nothing is left.
pub fn inset(area: Rect, horizontal: u16, vertical: u16) -> Rect {
    let width = area.width.saturating_sub(horizontal * 2);
    let height = area.height.saturating_sub(vertical * 2);
    if width == 0 || height == 0 {
        return Rect::new(area.x, area.y, 0, 0);
    }
    Rect::new(area.x + horizontal, area.y + vertical, width, height)
}

/// A box of at most this size in the middle of an area.
pub fn centred(area: Rect, width: u16, height: u16) -> Rect {
    let (width, height) = (width.min(area.width), height.min(area.height));
    Rect::new(area.x + (area.width - width) / 2, area.y + (area.height - height) / 2, width, height)
}

/// Writes text at a place of an area (counted from its corner), cleaned and clipped; gives the cells used.
pub fn text(buffer: &mut Buffer, area: Rect, x: u16, y: u16, text: &str, style: Style) -> u16 {
    let area = within(buffer, area);
    if y >= area.height || x >= area.width {
        return 0;
    }
    let room = area.width - x;
    if safe_text::is_plain(text) {
        let used = text.len().min(usize::from(room));
        for (at, left) in (0..used).zip(area.x + x..) {
            put(buffer, left, area.y + y, text.get(at..=at).unwrap_or(" "), style);
        }
        return used as u16;
    }
    if safe_text::is_simple(text) {
        let mut used = 0;
        for (c, left) in text.chars().zip(area.x + x..area.right()) {
            put(buffer, left, area.y + y, c.encode_utf8(&mut [0; 4]), style);
            used += 1;
        }
        return used;
    }
    let safe = safe_text::clean(text);
    let mut used = 0;
    for grapheme in safe.graphemes(true) {
        let cells = safe_text::cells(grapheme) as u16;
        if used + cells > room {
            break;
        }
        if cells == 0 {
            continue;
        }
        let left = area.x + x + used;
        put(buffer, left, area.y + y, grapheme, style);
        for next in 1..cells {
            put(buffer, left + next, area.y + y, "", style);
        }
        used += cells;
    }
    used
}

/// How wide the terminal draws it, where that is not what its width tables say.
fn drawn(symbol: &str) -> CellDiffOption {
    let cells = safe_text::cells(symbol);
    if symbol.is_ascii() || cells == symbol.width() {
        return CellDiffOption::None;
    }
    u16::try_from(cells).ok().and_then(NonZeroU16::new).map_or(CellDiffOption::None, CellDiffOption::ForcedWidth)
}

fn put(buffer: &mut Buffer, x: u16, y: u16, symbol: &str, style: Style) {
    if let Some(cell) = buffer.cell_mut((x, y)) {
        if symbol.is_empty() {
            cell.reset();
        } else {
            cell.set_symbol(symbol);
            cell.set_diff_option(drawn(symbol));
        }
        cell.set_style(style);
    }
}

/// Writes pieces one after the other; gives the cells used.
pub fn pieces(buffer: &mut Buffer, area: Rect, x: u16, y: u16, line: &[Piece], look: &Look) -> u16 {
    let mut used = 0;
    for part in line {
        used += text(buffer, area, x.saturating_add(used), y, &part.text, look.style(part.role));
    }
    used
}

/// Fills an area with blanks in a style, hiding what was below.
pub fn clear(buffer: &mut Buffer, area: Rect, style: Style) {
    let area = within(buffer, area);
    for y in area.top()..area.bottom() {
        for x in area.left()..area.right() {
            if let Some(cell) = buffer.cell_mut((x, y)) {
                cell.reset();
                cell.set_style(style);
            }
        }
    }
}

/// Lays a style over an area and leaves the text; its emphasis replaces what stood there, as dim letters in reverse
/// video cannot be read.
pub fn tint(buffer: &mut Buffer, area: Rect, style: Style) {
    let area = within(buffer, area);
    buffer.set_style(area, Style::new().remove_modifier(Modifier::all()));
    buffer.set_style(area, style);
}

/// Takes out wide letters of which something that was drawn over them covers the second half.
pub fn mend_halves(buffer: &mut Buffer) {
    let columns = usize::from(buffer.area.width);
    for at in 0..buffer.content.len() {
        let Some(cell) = buffer.content.get(at).filter(|cell| !cell.symbol().is_ascii()) else { continue };
        let cells = safe_text::cells(cell.symbol());
        let left_in_row = columns - at % columns;
        let covered = (1..cells)
            .any(|next| next >= left_in_row || buffer.content.get(at + next).is_none_or(|cell| cell.symbol() != " "));
        if covered && let Some(cell) = buffer.content.get_mut(at) {
            cell.set_symbol(" ");
            cell.set_diff_option(CellDiffOption::None);
        }
    }
}

/// A horizontal line.
pub fn horizontal(buffer: &mut Buffer, area: Rect, y: u16, sign: &str, style: Style) {
    for x in 0..area.width {
        text(buffer, area, x, y, sign, style);
    }
}

/// A vertical line.
pub fn vertical(buffer: &mut Buffer, area: Rect, x: u16, sign: &str, style: Style) {
    for y in 0..area.height {
        text(buffer, area, x, y, sign, style);
    }
}

/// A box with a title over cleared ground; gives the area inside.
pub fn framed(buffer: &mut Buffer, area: Rect, title: &str, focused: bool, look: &Look) -> Rect {
    let area = within(buffer, area);
    let style = look.style(if focused { Role::BorderFocused } else { Role::Border });
    clear(buffer, area, look.style(Role::Text));
    if area.width < 2 || area.height < 2 {
        return Rect::new(area.x, area.y, 0, 0);
    }
    let glyphs = look.glyphs;
    let (right, bottom) = (area.width - 1, area.height - 1);
    horizontal(buffer, area, 0, glyphs.horizontal, style);
    horizontal(buffer, area, bottom, glyphs.horizontal, style);
    vertical(buffer, area, 0, glyphs.vertical, style);
    vertical(buffer, area, right, glyphs.vertical, style);
    for (index, (x, y)) in [(0, 0), (right, 0), (0, bottom), (right, bottom)].into_iter().enumerate() {
        text(buffer, area, x, y, glyphs.corners[index], style);
    }
    if !title.is_empty() && area.width > 6 {
        let title = safe_text::cut(title, usize::from(area.width) - 6, glyphs.ellipsis);
        text(buffer, area, 2, 0, &format!(" {title} "), look.style(Role::Title));
    }
    inset(area, 1, 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_written_outside_the_area_at_any_size() {
        let look = Look::default();
        for width in 0..12 {
            for height in 0..6 {
                let mut buffer = Buffer::empty(Rect::new(0, 0, 12, 6));
                let area = Rect::new(2, 1, width, height);
                framed(&mut buffer, area, "株式会社 title", true, &look);
                text(&mut buffer, area, 1, 1, "株式会社サクラ", Style::new());
                for y in 0..6 {
                    for x in 0..12 {
                        let outside = !within(&buffer, area).contains((x, y).into());
                        assert!(!outside || buffer[(x, y)].symbol() == " ", "{width}x{height} at {x},{y}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_wide_letter_that_does_not_fit_is_left_out() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 3, 1));
        let area = buffer.area;
        let used = text(&mut buffer, area, 0, 0, "株式", Style::new());
        assert_eq!(used, 2);
    }
}
