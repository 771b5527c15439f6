//! Choosing a theme from a list that shows each one at once, and its dark or light half.

use super::state::{Effect, Owner, Screen};
use crate::tui::glyphs;
use crate::tui::outcome::Notice;
use crate::tui::overlays::{Entry, Kind, Picker};
use crate::tui::pane::Values;

const THEMES: &str = "screen/themes";

impl Screen {
    /// The list of themes; the one under the cursor is drawn with until the list is closed.
    pub(super) fn open_themes(&mut self) -> Vec<Effect> {
        let entries = self.gallery.themes().iter().map(|source| {
            let entry = Entry::new(source.name.as_str(), source.name.as_str()).detail(source.about.as_str());
            match self.gallery.unavailable(source) {
                Some(reason) => entry.unavailable(reason),
                None => entry,
            }
        });
        let footer = "Shown at once; Enter keeps it, Esc goes back. [key:view.background] dark or light";
        let picker = Picker::new(THEMES, "Theme").entries(entries.collect()).select(&self.gallery.chosen.theme);
        self.open(Owner::Screen, picker.footer(footer).into());
        Vec::new()
    }

    /// Draws with the theme under the cursor of the list, and with the chosen one where there is no list.
    pub(super) fn preview_theme(&mut self) {
        let highlighted = self.overlays.last().filter(|open| open.overlay.tag == THEMES).map(|open| &open.overlay.kind);
        let theme = match highlighted {
            Some(Kind::Picker(picker)) => match picker.highlighted() {
                Some(name) if name != self.look.theme.name() => self.gallery.named(name),
                _ => return,
            },
            _ if self.look.theme.name() != self.gallery.chosen.theme => self.gallery.theme(),
            _ => return,
        };
        if theme != self.look.theme {
            self.look.theme = theme;
            self.dirty = true;
        }
    }

    pub(super) fn themes_answered(&mut self, tag: &str, values: &Values) -> Option<Vec<Effect>> {
        if tag != THEMES {
            return None;
        }
        let Values::Picked(name) = values else { return Some(Vec::new()) };
        self.gallery.chosen.theme.clone_from(name);
        self.notify(Notice::info(format!("Theme {name}")));
        Some(vec![Effect::Paint(self.gallery.chosen.clone())])
    }

    /// The other half of the theme.
    pub(super) fn change_background(&mut self) -> Vec<Effect> {
        if !self.gallery.has_both() {
            let text = format!(
                "The theme {} takes the background of the terminal; [key:view.colours] lists those with a dark and a \
                 light half",
                self.look.theme.name()
            );
            return self.notify(Notice::info(text));
        }
        let background = self.gallery.background().other();
        self.gallery.chosen.background = Some(background);
        self.look.theme = self.gallery.theme();
        self.notify(Notice::info(format!("Theme {}, {}", self.look.theme.name(), background.name())));
        vec![Effect::Paint(self.gallery.chosen.clone())]
    }

    /// Plain ASCII or lines and signs.
    pub(super) fn change_glyphs(&mut self) -> Vec<Effect> {
        self.dirty = true;
        self.look.glyphs = if self.look.glyphs.ascii { &glyphs::UNICODE } else { &glyphs::ASCII };
        vec![Effect::Clear]
    }
}

#[cfg(test)]
mod tests {
    use crate::app::{Dates, Origin};
    use crate::tui::colours::Depth;
    use crate::tui::screen::{Effect, Options, Screen};
    use crate::tui::session::Workbench;
    use crate::tui::theme::{Background, Gallery};
    use crate::tui::{panes, script};

    fn screen(gallery: Gallery) -> Screen {
        let dates = Dates { today: jiff::civil::date(2026, 9, 30), asked: None };
        let plan = crate::store::read(include_bytes!("../../../saves/example.ron")).unwrap().program;
        let workbench = Workbench::new(plan, Origin::default(), dates);
        let look = crate::tui::theme::Look { theme: gallery.theme(), ..Default::default() };
        let mut screen = Screen::new(workbench, panes::all(), Options { look, gallery, ..Options::default() });
        screen.resize(100, 30);
        screen
    }

    fn press(screen: &mut Screen, keys: &str) -> Vec<Effect> {
        script::press(screen, keys).unwrap()
    }

    #[test]
    fn a_theme_is_seen_while_it_is_chosen_and_gone_again_after_esc() {
        let mut screen = screen(Gallery::default());
        press(&mut screen, "zl");
        assert!(script::text_of(&mut screen, 100, 30).contains("Slate and sea"));
        press(&mut screen, "harb");
        assert_eq!(screen.look.theme.name(), "harbor");
        press(&mut screen, "<Esc>");
        assert_eq!(screen.look.theme.name(), "default");
        let effects = press(&mut screen, "zlharb<Enter>");
        assert_eq!(screen.look.theme.name(), "harbor");
        assert!(effects.iter().any(|effect| matches!(effect, Effect::Paint(choice) if choice.theme == "harbor")));
        let dark = screen.look.theme.clone();
        let effects = press(&mut screen, "zd");
        assert_ne!(screen.look.theme, dark);
        assert!(
            effects
                .iter()
                .any(|effect| matches!(effect, Effect::Paint(choice) if choice.background == Some(Background::Light)))
        );
    }

    #[test]
    fn sixteen_colours_offer_what_they_can_show_and_say_why_not_the_rest() {
        let mut gallery = Gallery::default();
        gallery.depth = Depth::Sixteen;
        let mut screen = screen(gallery);
        press(&mut screen, "zlharb");
        assert_eq!(screen.look.theme.name(), "default");
        assert!(script::text_of(&mut screen, 100, 30).contains("this terminal shows 16 colours"));
        press(&mut screen, "<Esc>zd");
        assert!(script::text_of(&mut screen, 100, 30).contains("takes the background of the terminal"));
    }
}
