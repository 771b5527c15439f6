//! The saved views of a table as tabs in a line.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::tui::theme::{Look, Role};
use crate::tui::widgets::{paint, safe_text};

/// Cells of the longest name.
const LONGEST: usize = 24;

/// The tabs of a line: of each its place among all, its text and where it begins. The active one is always there.
fn placed(names: &[String], active: usize, width: u16, ellipsis: &str) -> Vec<(usize, String, u16)> {
    let texts: Vec<String> = names
        .iter()
        .enumerate()
        .map(|(at, name)| {
            let name = safe_text::cut(&safe_text::clean(name), LONGEST, ellipsis);
            if at == active { format!("[{name}]") } else { format!(" {name} ") }
        })
        .collect();
    let cells = |at: usize| texts.get(at).map_or(0, |text| safe_text::width(text) as u16);
    let reaches = |first: usize| (first..=active).map(cells).fold(0_u16, u16::saturating_add);
    let first = (0..=active).find(|first| reaches(*first) < width.saturating_sub(3)).unwrap_or(active);
    let mut x = u16::from(first > 0);
    let mut tabs = Vec::new();
    for (at, text) in texts.into_iter().enumerate().skip(first) {
        let cells = safe_text::width(&text) as u16;
        if x + cells > width && at != active {
            break;
        }
        tabs.push((at, text, x));
        x = x.saturating_add(cells);
    }
    tabs
}

/// Draws the tabs.
pub(super) fn draw(buffer: &mut Buffer, area: Rect, names: &[String], active: usize, look: &Look) {
    let tabs = placed(names, active, area.width, look.glyphs.ellipsis);
    if tabs.first().is_some_and(|(at, ..)| *at > 0) {
        paint::text(buffer, area, 0, 0, look.glyphs.more_left, look.style(Role::Accent));
    }
    let (first, others): (Vec<_>, Vec<_>) = tabs.iter().partition(|(at, ..)| *at == active);
    for (at, text, x) in others.into_iter().chain(first) {
        let role = if *at == active { Role::TabActive } else { Role::Tab };
        paint::text(buffer, area, *x, 0, text, look.style(role));
    }
    if tabs.last().is_some_and(|(at, ..)| at + 1 < names.len()) {
        paint::text(buffer, area, area.width.saturating_sub(1), 0, look.glyphs.more_right, look.style(Role::Accent));
    }
}

/// The tab at a place of the line.
pub(super) fn hit(names: &[String], active: usize, width: u16, x: u16) -> Option<usize> {
    placed(names, active, width, "").into_iter().rev().find(|(_, _, from)| *from <= x).map(|(at, ..)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_active_tab_is_always_in_view_and_no_tab_leaves_the_line() {
        let names: Vec<String> = (0..20).map(|n| format!("View number {n} 株式会社")).collect();
        for width in 0..120 {
            for active in 0..20 {
                let tabs = placed(&names, active, width, "…");
                assert!(tabs.iter().any(|(at, ..)| *at == active), "{width} {active}");
                let area = Rect::new(0, 0, width, 1);
                draw(&mut Buffer::empty(area), area, &names, active, &Look::default());
                assert!(hit(&names, active, width, width.max(1)).is_some());
            }
        }
    }
}
