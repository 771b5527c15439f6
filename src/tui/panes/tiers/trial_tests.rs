//! What-ifs and scenarios driven by keys, with the files beside the plan.

use std::path::Path;

use jiff::civil::date;

use super::Tiers;
use super::tests::{criteria, northwind, northwind_program, pressed};
use crate::app::{Dates, Origin, Workbench};
use crate::tui::pane::PaneName;
use crate::tui::screen::{Effect, Options, Screen};
use crate::tui::script;
use crate::tui::session;
use crate::tui::start::scenarios;

const PLAN: &[u8] = include_bytes!("../../../../saves/northwind.ron");

/// Presses keys and performs what the session asks of the shell.
fn performed(screen: &mut Screen, keys: &str) -> String {
    for effect in script::press(screen, keys).unwrap() {
        if let Effect::Session(session::Effect::Scenarios { plan, command }) = effect {
            screen.handle(scenarios(&plan, command));
        }
    }
    script::text_of(screen, 80, 24)
}

fn on_file(plan: &Path) -> Screen {
    std::fs::write(plan, PLAN).unwrap();
    let program = crate::store::read(PLAN).unwrap().program;
    let origin = Origin { path: Some(plan.to_owned()), trace: None };
    let workbench = Workbench::new(program, origin, Dates { today: date(2026, 11, 22), asked: None });
    let options = Options { pane: PaneName::Tiers, ..Options::default() };
    let mut screen = Screen::new(workbench, vec![Box::new(Tiers::default())], options);
    script::text_of(&mut screen, 80, 24);
    screen
}

#[test]
fn a_preset_is_tried_compared_and_discarded_without_a_trace() {
    let mut screen = northwind();
    pressed(&mut screen, "W<Enter>Acore<Enter><Enter>");
    insta::assert_snapshot!("core_80", script::text_of(&mut screen, 80, 24));
    insta::assert_snapshot!("core_140", script::text_of(&mut screen, 140, 45));
    pressed(&mut screen, "V");
    let text = script::text_of(&mut screen, 120, 45);
    assert!(text.contains("0.7x"), "{text}");
    insta::assert_snapshot!("compare_120", text);
    pressed(&mut screen, "<Esc>");
    assert_eq!(*screen.workbench().program(), northwind_program());
    let text = pressed(&mut screen, "d");
    assert!(text.contains("as it was") && text.contains("$500,000"), "{text}");
    assert_eq!(*screen.workbench().program(), northwind_program());
    assert!(!screen.workbench().is_dirty());
}

#[test]
fn a_what_if_has_its_own_undo_and_is_adopted_as_one_step() {
    let mut screen = northwind();
    pressed(&mut screen, "W<Enter><Right>+");
    let text = pressed(&mut screen, "<Down>++");
    assert!(text.contains("What if") && text.contains("22"), "{text}");
    assert!(!screen.workbench().is_dirty());
    let text = pressed(&mut screen, "u");
    assert!(text.contains("$110,000") && !text.contains("  22 "), "{text}");
    pressed(&mut screen, "U");
    pressed(&mut screen, "T");
    assert!(criteria(&screen, "gold").starts_with("(sourced revenue >= $110,000 or referrals >= 22)"));
    assert_eq!(screen.workbench().history().done().len(), 1);
    pressed(&mut screen, "u");
    assert_eq!(*screen.workbench().program(), northwind_program());
}

#[test]
fn scenarios_are_kept_opened_and_thrown_away_and_the_plan_stays_byte_for_byte() {
    let place = tempfile::tempdir().unwrap();
    let plan = place.path().join("plan.ron");
    let mut screen = on_file(&plan);
    performed(&mut screen, "W<Enter><Right>cgold<Esc>c75k<Enter>");
    performed(&mut screen, "Mgold-75k<Enter>");
    let kept = std::fs::read_to_string(place.path().join("plan.scenarios/gold-75k.ron")).unwrap();
    assert!(kept.contains("75000"), "{kept}");
    performed(&mut screen, "d");
    assert_eq!(*screen.workbench().program(), northwind_program());
    let text = performed(&mut screen, "W");
    assert!(text.contains("Open gold-75k"), "{text}");
    let text = performed(&mut screen, "open gold<Enter>");
    assert!(text.contains("What if gold-75k") && text.contains("$75,000"), "{text}");
    performed(&mut screen, "d");
    performed(&mut screen, "Wthrow<Enter>");
    assert!(!place.path().join("plan.scenarios").exists());
    assert!(screen.workbench().scenarios().is_empty());
    assert_eq!(std::fs::read(&plan).unwrap(), PLAN);
}

#[test]
fn past_quarters_and_checks_are_pages_to_read() {
    let mut screen = northwind();
    pressed(&mut screen, "B");
    insta::assert_snapshot!("past_80", script::text_of(&mut screen, 80, 24));
    pressed(&mut screen, "<Esc>L");
    insta::assert_snapshot!("checks_80", script::text_of(&mut screen, 80, 24));
}
