//! Documents exported by keys, onto a disk that is thrown away.

use std::path::Path;

use jiff::civil::date;

use super::{Delivery, Effect, Event, Options, Screen};
use crate::app::{Dates, Origin};
use crate::tui::handing_out::deliver;
use crate::tui::session::Workbench;
use crate::tui::{panes, script};

fn screen_in(folder: &Path) -> Screen {
    let program = crate::store::read(include_bytes!("../../../saves/northwind.ron")).unwrap().program;
    let origin = Origin { path: Some(folder.join("plan.ron")), ..Origin::default() };
    let dates = Dates { today: date(2026, 9, 30), asked: None };
    let mut screen = Screen::new(Workbench::new(program, origin, dates), panes::all(), Options::default());
    script::text_of(&mut screen, 140, 45);
    screen
}

fn here() -> Screen {
    screen_in(Path::new(""))
}

/// Presses keys and does what the shell would do; gives what was copied.
fn press(screen: &mut Screen, keys: &str) -> Vec<String> {
    let mut copied = Vec::new();
    for effect in script::press(screen, keys).unwrap() {
        match effect {
            Effect::Deliver { path, bytes, replace } => {
                let delivery = deliver(&path, &bytes, replace);
                screen.handle(Event::Delivered(delivery));
            }
            Effect::Copy { text, .. } => copied.push(text),
            _ => {}
        }
    }
    copied
}

fn files(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        folder.read_dir().unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn the_list_begins_with_what_belongs_to_the_pane_and_typing_looks_among_all() {
    let mut screen = here();
    press(&mut screen, "5ze");
    insta::assert_snapshot!("exports_of_reviews_80", script::text_of(&mut screen, 80, 24));
    press(&mut screen, "program-gui");
    let text = script::text_of(&mut screen, 80, 24);
    assert!(text.contains("program-guide") && !text.contains("qbr-recap"), "{text}");
    press(&mut screen, "<Ctrl+U>*");
    let text = script::text_of(&mut screen, 80, 24);
    assert!(text.contains("Every document and table") && text.contains("tier-sheet"), "{text}");
}

#[test]
fn the_sheet_shows_the_document_as_it_will_be() {
    let mut screen = here();
    press(&mut screen, "5ze<Enter>");
    insta::assert_snapshot!("export_sheet_80", script::text_of(&mut screen, 80, 24));
    insta::assert_snapshot!("export_sheet_140", script::text_of(&mut screen, 140, 45));
    let before = script::text_of(&mut screen, 80, 24);
    press(&mut screen, "<PgDn>");
    assert_ne!(script::text_of(&mut screen, 80, 24), before);
}

#[test]
fn the_name_of_the_file_follows_the_choices_until_another_is_typed() {
    let mut screen = here();
    press(&mut screen, "5ze<Enter><Tab><Tab>p<Tab>word");
    let text = script::text_of(&mut screen, 140, 45);
    assert!(text.contains("qbr-techservices-2026-Q3-PARTNER.docx"), "{text}");
    press(&mut screen, "<Tab><Ctrl+U>mine.docx<Shift+Tab>m");
    assert!(script::text_of(&mut screen, 140, 45).contains("mine.docx"));
}

#[test]
fn a_document_is_written_where_the_plan_is_and_one_that_is_there_is_asked_about() {
    let folder = tempfile::tempdir().unwrap();
    let mut screen = screen_in(folder.path());
    press(&mut screen, "5ze<Enter><Enter>");
    let name = "qbr-techservices-2026-Q3-INTERNAL.md";
    assert_eq!(files(folder.path()), [name]);
    let text = script::text_of(&mut screen, 200, 45);
    assert!(text.contains("Wrote") && text.contains(name), "{text}");

    let path = folder.path().join(name);
    std::fs::write(&path, "by hand").unwrap();
    press(&mut screen, "ze<Enter><Enter>");
    assert!(script::text_of(&mut screen, 80, 24).contains("there already"));
    press(&mut screen, "<Enter>");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "by hand");
    assert!(script::text_of(&mut screen, 80, 24).contains("Export qbr"), "the sheet comes back");
    press(&mut screen, "<Enter>");
    press(&mut screen, "r");
    assert!(std::fs::read_to_string(&path).unwrap().contains("# Quarterly business review"));
    assert!(!screen.workbench().is_dirty());
}

#[test]
fn what_cannot_be_written_says_why_and_the_sheet_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut screen = screen_in(folder.path());
    let place = folder.path().join("nowhere").join("a.md");
    press(&mut screen, &format!("5ze<Enter><Tab><Tab><Tab><Tab><Ctrl+U><paste:{}><Enter>", place.display()));
    let text = script::text_of(&mut screen, 200, 45);
    assert!(text.contains("its folder does not exist") && text.contains("Export qbr"), "{text}");
    assert!(matches!(deliver(&folder.path().display().to_string(), b"x", true), Delivery::Failed(_)));
}

#[test]
fn a_document_is_copied_as_the_command_that_makes_it() {
    let mut screen = here();
    let copied = press(&mut screen, "5ze<Enter><Tab><Tab>p<Tab><Tab><Tab>copy it as<Enter>");
    let line = "quarterdeck export plan.ron qbr --format md --audience partner --partner techservices \
                --quarter 2026-Q3 --output qbr-techservices-2026-Q3-PARTNER.md";
    assert_eq!(copied, [line]);
    let copied = press(&mut screen, "ze<Enter><Tab><Tab><Tab><Tab><Tab>copy its<Enter>");
    assert!(copied[0].starts_with("# Quarterly business review"), "{copied:?}");
}

#[test]
fn every_document_opens_from_the_palette_and_says_what_it_lacks() {
    for one in crate::app::documents::offered() {
        let mut screen = here();
        let id = format!("export/{}", one.name);
        assert!(screen.open_export(&id).is_some());
        let text = script::text_of(&mut screen, 80, 24);
        assert!(text.contains(&format!("Export {}", one.name)), "{text}");
        assert!(!text.contains("cannot be made") || text.contains("action items are not complete"), "{text}");
        for (width, height) in [(0, 0), (3, 3), (20, 6), (60, 20), (200, 60)] {
            script::text_of(&mut screen, width, height);
        }
    }
    let program = crate::program::Program::named("Empty");
    let workbench = Workbench::new(program, Origin::default(), Dates { today: date(2026, 9, 30), asked: None });
    let mut screen = Screen::new(workbench, panes::all(), Options::default());
    screen.open_export("export/qbr-recap");
    let text = script::text_of(&mut screen, 80, 24);
    assert!(text.contains("there is no review in this plan yet"), "{text}");
    assert!(press(&mut screen, "<Enter>").is_empty());
}
