//! How the screen looks when it opens: what the command line says, then the configuration, then what was chosen before,
//! then what the terminal can show.

use super::colours::{self, Environment, Wish};
use super::glyphs;
use super::preferences::Preferences;
use super::theme::{Background, Choice, Gallery, Look};
use crate::shell::config::Text;

/// What the command line says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// `--theme`.
    pub theme: Option<String>,
    /// `--background`.
    pub background: Option<Background>,
    /// `--color`.
    pub colours: Option<Wish>,
}

/// What the user keeps in files.
#[derive(Debug, Default)]
pub struct Kept {
    /// `config.ron`.
    pub preferences: Option<Text>,
    /// The files of `themes/`.
    pub themes: Vec<Text>,
    /// What was chosen on the screen before.
    pub chosen: Option<Choice>,
}

/// How the screen looks, and what is to be told about it.
#[derive(Debug)]
pub struct Looks {
    /// Every theme and the choice.
    pub gallery: Gallery,
    /// Theme and signs.
    pub look: Look,
    /// Whether letters of ambiguous width take two cells.
    pub wide: bool,
    /// Whether the mouse works.
    pub mouse: bool,
    /// What is wrong in the files.
    pub problems: Vec<String>,
}

impl Looks {
    /// Puts it together; a theme that the command line names and that is not there is an error.
    pub fn of(wanted: &Wanted, kept: &Kept, environment: &Environment) -> Result<Self, String> {
        let (preferences, mut problems) =
            kept.preferences.as_ref().map(|(name, text)| Preferences::read(name, text)).unwrap_or_default();
        let mut gallery = Gallery::default();
        for (name, text) in &kept.themes {
            if let Err(why) = gallery.add(text) {
                problems.push(format!("{name}: {why}"));
            }
        }
        let wish = wanted.colours.or(preferences.colours).unwrap_or(environment.wish);
        gallery.depth = colours::depth(&Environment { wish, ..environment.clone() });
        gallery.detected = environment.colorfgbg.as_deref().and_then(colours::background);
        let before = kept.chosen.clone().unwrap_or_default();
        let background = wanted.background.or(preferences.background).or(before.background);
        gallery.chosen = Choice { background, ..Choice::default() };
        if let Some(theme) = &wanted.theme {
            gallery.check(theme)?;
            gallery.chosen.theme.clone_from(theme);
        } else if let Some(theme) = preferences.theme.as_ref().or(kept.chosen.as_ref().map(|chosen| &chosen.theme)) {
            match gallery.check(theme) {
                Ok(()) => gallery.chosen.theme.clone_from(theme),
                Err(why) => problems.push(why),
            }
        }
        let ascii = preferences.ascii.unwrap_or(preferences.wide);
        let glyphs = if ascii { &glyphs::ASCII } else { &glyphs::UNICODE };
        let look = Look { theme: gallery.theme(), glyphs };
        Ok(Self { gallery, look, wide: preferences.wide, mouse: preferences.mouse.unwrap_or(true), problems })
    }

    /// Whether the terminal has to be asked what lies behind its text.
    pub fn asks_for_background(&self) -> bool {
        self.gallery.has_both() && self.gallery.chosen.background.is_none() && self.gallery.detected.is_none()
    }

    /// Takes what the terminal answered.
    pub fn answered(&mut self, background: Background) {
        self.gallery.detected = Some(background);
        self.look.theme = self.gallery.theme();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::colours::Depth;

    fn environment() -> Environment {
        Environment { colorterm: Some("truecolor".to_owned()), ..Environment::default() }
    }

    fn named(theme: &str) -> Wanted {
        Wanted { theme: Some(theme.to_owned()), ..Wanted::default() }
    }

    fn file(text: &str) -> Text {
        ("config.ron".to_owned(), text.to_owned())
    }

    #[test]
    fn the_command_line_counts_before_the_file_and_that_before_what_was_chosen() {
        let chosen = Some(Choice { theme: "okabe".to_owned(), background: Some(Background::Light) });
        let mut kept = Kept { chosen, ..Kept::default() };
        let looks = Looks::of(&Wanted::default(), &kept, &environment()).unwrap();
        assert_eq!((looks.look.theme.name(), looks.gallery.background()), ("okabe", Background::Light));
        kept.preferences = Some(file("(theme: \"paper\", background: \"dark\", mouse: false)"));
        let looks = Looks::of(&Wanted::default(), &kept, &environment()).unwrap();
        assert_eq!((looks.look.theme.name(), looks.gallery.background()), ("paper", Background::Dark));
        assert!(!looks.mouse);
        let looks = Looks::of(&named("mono"), &kept, &environment()).unwrap();
        assert_eq!(looks.look.theme.name(), "mono");
        assert!(Looks::of(&named("nope"), &kept, &environment()).unwrap_err().contains("harbor"));
    }

    #[test]
    fn a_faulty_file_is_told_and_the_screen_opens_all_the_same() {
        let themes = vec![("mine.ron".to_owned(), "(name: \"mine\"".to_owned())];
        let kept = Kept { preferences: Some(file("(theme: \"none such\")")), themes, chosen: None };
        let looks = Looks::of(&Wanted::default(), &kept, &environment()).unwrap();
        assert_eq!(looks.look.theme.name(), "default");
        assert_eq!(looks.problems.len(), 2, "{:?}", looks.problems);
    }

    #[test]
    fn the_terminal_is_asked_only_where_the_answer_would_change_something() {
        let kept = Kept::default();
        let looks = |wanted: &Wanted, environment: &Environment| Looks::of(wanted, &kept, environment).unwrap();
        assert!(!looks(&Wanted::default(), &environment()).asks_for_background());
        let mut asked = looks(&named("harbor"), &environment());
        assert!(asked.asks_for_background());
        let dark = asked.look.theme.clone();
        asked.answered(Background::Light);
        assert_ne!(asked.look.theme, dark);
        let said = Environment { colorfgbg: Some("0;15".to_owned()), ..environment() };
        let looks = looks(&named("harbor"), &said);
        assert!(!looks.asks_for_background());
        assert_eq!((looks.gallery.background(), looks.gallery.depth), (Background::Light, Depth::True));
    }

    #[test]
    fn wide_letters_come_with_plain_signs_unless_asked_for_otherwise() {
        let looks = |text: &str| {
            let kept = Kept { preferences: Some(file(text)), ..Kept::default() };
            Looks::of(&Wanted::default(), &kept, &environment()).unwrap()
        };
        assert!(looks("(ambiguous_width: 2)").wide && looks("(ambiguous_width: 2)").look.glyphs.ascii);
        assert!(!looks("(ambiguous_width: 2, glyphs: \"unicode\")").look.glyphs.ascii);
        let ascii = looks("(ambiguous_width: \"ascii\")");
        assert!(!ascii.wide && ascii.look.glyphs.ascii);
    }
}
