//! The built-in themes: complete, and readable on both backgrounds.

use ratatui::style::{Color, Modifier};

use super::*;
use crate::tui::theme::Role;
use crate::tui::theme::colour::tests::contrast;

/// Lines and boxes are no text; they have to be seen, not read.
const LINES: [Role; 1] = [Role::Border];

#[test]
fn every_built_in_theme_is_read_and_names_every_role() {
    let gallery = Gallery::default();
    assert_eq!(gallery.themes().len(), BUILT_IN.len(), "one of them is faulty");
    for source in gallery.themes() {
        let theme = gallery.named(&source.name);
        assert_eq!(theme.name(), source.name);
        assert!(!source.about.is_empty(), "{}", source.name);
        for role in Role::ALL {
            assert!(theme.styles.iter().any(|(known, _)| *known == role), "{} lacks {role:?}", source.name);
        }
    }
}

#[test]
fn every_text_of_every_theme_is_read_with_a_contrast_of_at_least_4_5_on_both_backgrounds() {
    let mut gallery = Gallery::default();
    let names: Vec<String> =
        gallery.themes().iter().filter(|source| source.has_palettes()).map(|source| source.name.clone()).collect();
    assert!(names.len() >= 4);
    let mut poor = Vec::new();
    for (name, background, depth) in names.iter().flat_map(|name| {
        Background::ALL.into_iter().flat_map(move |on| [(name, on, Depth::True), (name, on, Depth::Indexed)])
    }) {
        gallery.chosen.background = Some(background);
        gallery.depth = depth;
        let theme = gallery.named(name);
        let (text, ground) = theme.ground.unwrap();
        for role in Role::ALL {
            let style = theme.style(role);
            let found = contrast(style.fg.unwrap_or(text), style.bg.unwrap_or(ground));
            let wanted = if LINES.contains(&role) { 1.6 } else { 4.5 };
            let dim = style.add_modifier.contains(Modifier::DIM) && !LINES.contains(&role);
            if found < wanted || dim {
                poor.push(format!("{name} {} {depth:?} {role:?}: {found:.2}", background.name()));
            }
        }
        // what is selected is drawn over with the selection: both its colours have to be given
        for role in [Role::Selection, Role::Cell] {
            let style = theme.style(role);
            assert!(style.fg.is_some() && style.bg.is_some(), "{name} {role:?}");
        }
        assert_ne!(theme.style(Role::Selection), theme.style(Role::Cell), "{name}");
    }
    assert!(poor.is_empty(), "{poor:#?}");
}

#[test]
fn mono_has_no_colour_and_still_shows_the_selection() {
    let theme = Theme::mono();
    for role in Role::ALL {
        let style = theme.style(role);
        assert_eq!((style.fg, style.bg), (None, None), "{role:?}");
    }
    assert!(theme.style(Role::Selection).add_modifier.contains(Modifier::REVERSED));
    assert_ne!(theme.style(Role::Selection), theme.style(Role::Cell));
}

#[test]
fn the_default_theme_keeps_to_the_colours_of_the_terminal() {
    let theme = Theme::ansi();
    assert_eq!(theme.ground, None);
    for role in Role::ALL {
        let style = theme.style(role);
        for colour in [style.fg, style.bg].into_iter().flatten() {
            assert!(!matches!(colour, Color::Rgb(..) | Color::Indexed(_)), "{role:?}");
        }
    }
}

#[test]
fn what_a_terminal_cannot_show_falls_back_to_what_it_can() {
    let mut gallery = Gallery::default();
    gallery.chosen.theme = "harbor".to_owned();
    assert!(gallery.has_both());
    gallery.depth = Depth::Sixteen;
    assert_eq!(gallery.theme().name(), "default");
    gallery.depth = Depth::Mono;
    assert_eq!(gallery.theme().name(), "mono");
    assert!(!gallery.has_both());
    gallery.depth = Depth::Indexed;
    let theme = gallery.theme();
    assert!(theme.styles.iter().all(|(_, style)| !matches!(style.fg, Some(Color::Rgb(..)))));
    let told = gallery.check("harbour").unwrap_err();
    assert!(told.contains("harbor"), "{told}");
}

#[test]
fn a_theme_of_the_user_is_added_and_may_change_one_of_ours() {
    let mut gallery = Gallery::default();
    gallery.add(r##"(name: "mine", base: "harbor", dark: {"accent": "#ffffff"})"##).unwrap();
    assert_eq!(gallery.named("mine").style(Role::Key).fg, Some(Color::Rgb(255, 255, 255)));
    gallery.add(r#"(name: "mono", base: "mono", roles: [(key, (with: [underlined]))])"#).unwrap();
    assert_eq!(gallery.themes().iter().filter(|source| source.name == "mono").count(), 1);
    assert!(gallery.add("(name: \"x\", base: \"none\")").is_err());
}
