//! Bars that carry their number, and small columns over time.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{paint, safe_text};
use crate::tui::theme::{Look, Role};

/// A share of 1000, so that no caller needs floats: 1000 is full, more is drawn full.
pub type Thousandths = u32;

/// The text of a horizontal bar of `cells` cells.
pub fn bar_text(share: Thousandths, cells: u16, look: &Look) -> String {
    let glyphs = look.glyphs;
    let eighths = u64::from(share.min(1000)) * u64::from(cells) * 8 / 1000;
    let full = (eighths / 8) as usize;
    let part = (eighths % 8) as usize;
    let mut text = glyphs.full.repeat(full);
    if part > 0 && full < usize::from(cells) {
        text.push_str(glyphs.parts[part - 1]);
    }
    let used = full + usize::from(part > 0 && full < usize::from(cells));
    text.push_str(&glyphs.empty.repeat(usize::from(cells).saturating_sub(used)));
    text
}

/// A bar with its number at the right edge, in one row.
pub fn bar(buffer: &mut Buffer, area: Rect, share: Thousandths, number: &str, role: Role, look: &Look) {
    let area = paint::within(buffer, paint::row(area, 0));
    let number = safe_text::cut(number, usize::from(area.width), look.glyphs.ellipsis);
    let wide = safe_text::width(&number) as u16;
    let cells = area.width.saturating_sub(wide + 1);
    let used = paint::text(buffer, area, 0, 0, &bar_text(share, cells, look), look.style(role));
    let gap = u16::from(used > 0);
    paint::text(buffer, area, area.width.saturating_sub(wide).max(used + gap), 0, &number, look.style(Role::Text));
}

/// Columns of eight heights, the newest at the right; a value that is not known is a gap sign.
pub fn columns_text(values: &[Option<u64>], look: &Look) -> String {
    let most = values.iter().flatten().copied().max().unwrap_or(0).max(1);
    let sign = |value: &Option<u64>| match value {
        None => look.glyphs.unknown,
        Some(value) => {
            let step = (u128::from(*value) * 8).div_ceil(u128::from(most)).clamp(1, 8) as usize;
            look.glyphs.heights[step - 1]
        }
    };
    values.iter().map(sign).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::glyphs;

    #[test]
    fn a_bar_is_as_long_as_its_share() {
        let look = Look::default();
        assert_eq!(bar_text(500, 4, &look), "██░░");
        assert_eq!(bar_text(0, 4, &look), "░░░░");
        assert_eq!(bar_text(5000, 4, &look), "████");
        assert_eq!(bar_text(625, 2, &look), "█▎");
        let ascii = Look { glyphs: &glyphs::ASCII, ..Look::default() };
        assert_eq!(bar_text(500, 4, &ascii), "##..");
    }

    #[test]
    fn bars_keep_to_their_row_at_any_size() {
        let look = Look::default();
        for width in 0..20 {
            for share in [0, 1, 333, 999, 1000, 4000] {
                assert_eq!(safe_text::width(&bar_text(share, width, &look)), usize::from(width));
                let mut buffer = Buffer::empty(Rect::new(0, 0, 10, 2));
                bar(&mut buffer, Rect::new(0, 0, width, width.min(1)), share, "58 %", Role::Good, &look);
                assert_eq!(buffer[(0, 1)].symbol(), " ");
            }
        }
    }

    #[test]
    fn unknown_values_are_gaps_and_not_zero() {
        let look = Look::default();
        assert_eq!(columns_text(&[Some(0), None, Some(4), Some(8)], &look), "▁–▄█");
        assert_eq!(columns_text(&[], &look), "");
        assert_eq!(columns_text(&[None], &look), "–");
    }
}
