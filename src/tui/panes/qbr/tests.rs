//! The QBR builder driven by keys.

use super::QbrPane;
use crate::app::{Dates, Origin, Workbench};
use crate::program::Program;
use crate::program::qbr::AgendaSection;
use crate::tui::pane::PaneName;
use crate::tui::screen::{Effect, Event, Options, Screen};
use crate::tui::script;

pub(super) fn screen_on(program: Program) -> Screen {
    let today = jiff::civil::date(2026, 11, 22);
    let workbench = Workbench::new(program, Origin::default(), Dates { today, asked: None });
    let options = Options { pane: PaneName::Qbr, ..Options::default() };
    Screen::new(workbench, vec![Box::new(QbrPane::default())], options)
}

pub(super) fn northwind() -> Screen {
    let mut screen = screen_on(crate::store::read(include_bytes!("../../../../saves/northwind.ron")).unwrap().program);
    script::text_of(&mut screen, 80, 24);
    screen
}

fn after(keys: &str, width: u16, height: u16) -> String {
    let mut screen = northwind();
    for part in keys.split('|') {
        script::press(&mut screen, part).unwrap();
        script::text_of(&mut screen, width, height);
    }
    script::text_of(&mut screen, width, height)
}

#[test]
fn a_review_opens_on_last_quarters_commitments() {
    insta::assert_snapshot!("commitments_80", after("", 80, 24));
}

#[test]
fn the_scoreboard_with_room() {
    insta::assert_snapshot!("performance_140", after("jj", 140, 45));
}

#[test]
fn notes_are_typed_in_place_and_are_one_step() {
    insta::assert_snapshot!("notes_80", after("j|<Enter>|Partner is happy.<Enter>Renewal at risk", 80, 24));
    let mut screen = northwind();
    let before = screen.workbench().program().clone();
    script::press(&mut screen, "j<Enter>Hello there").unwrap();
    let qbr = |screen: &Screen| {
        let section = |qbr: &crate::program::qbr::Qbr| {
            let part = qbr.sections.iter().find(|part| part.section == AgendaSection::Relationship)?;
            part.text.clone().filter(|text| text.ends_with("Hello there"))
        };
        screen.workbench().program().qbrs.iter().find_map(section)
    };
    assert!(qbr(&screen).is_some(), "what is typed is in the program at once");
    script::press(&mut screen, "<Esc>u").unwrap();
    assert_eq!(*screen.workbench().program(), before);
}

#[test]
fn an_action_item_is_added_done_and_undone() {
    let mut screen = northwind();
    let count = screen.workbench().program().actions.len();
    script::press(&mut screen, "aSend the co-brand kit<Tab><Tab>Sarah<Tab><Ctrl+U>fri<Enter>").unwrap();
    let text = script::text_of(&mut screen, 80, 24);
    assert_eq!(screen.workbench().program().actions.len(), count + 1, "{text}");
    assert!(text.contains("Send the co-brand kit"), "{text}");
    let item = |screen: &Screen| {
        screen
            .workbench()
            .program()
            .actions
            .iter()
            .find(|item| item.text.starts_with("Send the co-brand"))
            .cloned()
            .unwrap()
    };
    assert_eq!(item(&screen).due, Some(jiff::civil::date(2026, 10, 2)));
    assert_eq!(item(&screen).person.as_deref(), Some("Sarah"));
    script::press(&mut screen, "d").unwrap();
    assert!(item(&screen).done_on.is_some());
    script::press(&mut screen, "uu").unwrap();
    assert_eq!(screen.workbench().program().actions.len(), count);
}

#[test]
fn the_timer_counts_a_section_and_keeps_its_time() {
    let mut screen = northwind();
    screen.handle(Event::Tick(10));
    script::press(&mut screen, "jr").unwrap();
    for second in [11, 200] {
        screen.handle(Event::Tick(second));
    }
    insta::assert_snapshot!("timer_80", script::text_of(&mut screen, 80, 24));
    script::press(&mut screen, "r").unwrap();
    let kept = |screen: &Screen| {
        let all = screen.workbench().program().qbrs.iter().flat_map(|qbr| qbr.sections.clone()).collect::<Vec<_>>();
        all.iter().any(|part| part.actual_seconds == Some(190))
    };
    assert!(kept(&screen));
}

#[test]
fn a_review_is_exported_as_markdown() {
    let mut screen = northwind();
    let effects =
        script::press(&mut screen, ":export<Enter><Enter><Tab><Tab><Tab><Tab><Ctrl+U>review.md<Enter>").unwrap();
    let written = effects.iter().find_map(|effect| match effect {
        Effect::Deliver { path, bytes, .. } => Some((path.clone(), String::from_utf8(bytes.clone()).unwrap())),
        _ => None,
    });
    let (path, text) = written.unwrap();
    assert_eq!(path, "review.md");
    for heading in ["# Quarterly business review", "## Agenda", "## Performance", "## Actions agreed"] {
        assert!(text.contains(heading), "{heading} is missing in:\n{text}");
    }
}

#[test]
fn a_review_is_scheduled_and_shown() {
    let mut screen = northwind();
    let count = screen.workbench().program().qbrs.len();
    script::press(&mut screen, "A<Tab><Tab><Tab><Tab><Enter>").unwrap();
    let text = script::text_of(&mut screen, 80, 24);
    assert_eq!(screen.workbench().program().qbrs.len(), count + 1, "{text}");
}

#[test]
fn an_empty_program_says_what_to_do_and_no_size_panics() {
    let text = script::text_of(&mut screen_on(Program::named("Empty")), 80, 24);
    assert!(text.contains("No review yet"), "{text}");
    for keys in ["", "jjj", "j<Enter>x", "jr", "G"] {
        let mut screen = northwind();
        script::press(&mut screen, keys).unwrap();
        for (width, height) in [(0, 0), (1, 1), (2, 30), (41, 10), (80, 3), (200, 60), (121, 11)] {
            script::text_of(&mut screen, width, height);
        }
    }
}
