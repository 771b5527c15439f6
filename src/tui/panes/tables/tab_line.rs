//! The line of tabs: those around the active one where not all fit, and a list of all of them.

use ratatui::buffer::Buffer;

use super::section::Section;
use super::state::Tables;
use crate::tui::outcome::Outcome;
use crate::tui::overlays::{Entry, Picker};
use crate::tui::pane::Context;
use crate::tui::theme::Role;
use crate::tui::widgets::{paint, safe_text};

/// The tag of the list of tables.
pub(super) const SECTION: &str = "section";
/// Cells of the mark that there are more tabs on a side.
const MORE: u16 = 2;

/// A tab as it stands: which, its text, and where it begins.
type Placed = (Section, String, u16);

/// Tabs from left to right; neighbours share their blank.
fn placed(sections: &[Section], active: Section, from: u16) -> (Vec<Placed>, u16) {
    let mut x = from;
    let mut all = Vec::new();
    for section in sections.iter().copied() {
        let title = section.spec().title;
        let text = if section == active { format!("[{title}]") } else { format!(" {title} ") };
        let cells = safe_text::width(&text) as u16;
        all.push((section, text, x));
        x += cells.saturating_sub(1);
    }
    (all, x + 1)
}

/// What stands in the line: the tabs of the page with the active one, and whether there are more before and after.
fn tabs(active: Section, width: u16) -> (Vec<Placed>, bool, bool) {
    let all = active.beside();
    let (whole, used) = placed(all, active, 0);
    if used <= width {
        return (whole, false, false);
    }
    let room = width.saturating_sub(2 * MORE);
    let mut first = 0;
    while first < all.len() {
        let rest = all.get(first..).unwrap_or_default();
        let fits =
            (1..=rest.len()).rev().find(|count| placed(rest.get(..*count).unwrap_or_default(), active, 0).1 <= room);
        let count = fits.unwrap_or(1);
        let page = rest.get(..count).unwrap_or_default();
        if page.contains(&active) {
            let (tabs, _) = placed(page, active, MORE);
            return (tabs, first > 0, first + count < all.len());
        }
        first += count;
    }
    (whole, false, false)
}

impl Tables {
    pub(super) fn draw_tabs(&self, buffer: &mut Buffer, context: &Context<'_>) {
        let area = self.areas.tabs;
        let (placed, before, after) = tabs(self.section, area.width);
        let (active, others): (Vec<_>, Vec<_>) = placed.into_iter().partition(|(section, ..)| *section == self.section);
        for (section, text, x) in others.into_iter().chain(active) {
            let role = if section == self.section { Role::TabActive } else { Role::Tab };
            paint::text(buffer, area, x, 0, &text, context.look.style(role));
        }
        if before {
            paint::text(buffer, area, 0, 0, "<", context.look.style(Role::Key));
        }
        if after {
            paint::text(buffer, area, area.width.saturating_sub(1), 0, ">", context.look.style(Role::Key));
        }
    }

    /// The table whose tab stands there.
    pub(super) fn tab_at(&self, x: u16) -> Option<Section> {
        let (placed, before, after) = tabs(self.section, self.areas.tabs.width);
        if before && x < MORE {
            return placed.first().map(|(section, ..)| section.step(-1));
        }
        if after && x + MORE > self.areas.tabs.width {
            return placed.last().map(|(section, ..)| section.step(1));
        }
        placed.into_iter().rev().find(|(_, _, from)| *from <= x).map(|(section, ..)| section)
    }

    /// All tables of the pane to choose from.
    pub(super) fn ask_section(&self) -> Outcome {
        let entry = |section: &Section| {
            let spec = section.spec();
            Entry::new(spec.report.name, spec.title).detail(spec.report.title)
        };
        let entries = self.section.beside().iter().map(entry).collect();
        let picker = Picker::new(SECTION, format!("Tables of {}", self.name.title())).entries(entries);
        Outcome::open(picker.select(self.spec().report.name).footer("Enter goes there; type to search"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_active_tab_is_seen_at_every_width_and_every_tab_on_some_page() {
        for width in [20, 40, 60, 80, 120, 200] {
            for section in Section::ALL {
                let (tabs, before, after) = tabs(*section, width);
                assert!(tabs.iter().any(|(one, ..)| one == section), "{section:?} at {width}");
                let all = section.beside();
                assert_eq!(tabs.first().map(|(one, ..)| one) != all.first(), before);
                assert_eq!(tabs.last().map(|(one, ..)| one) != all.last(), after);
            }
        }
    }
}
