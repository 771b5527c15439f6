//! The tour, played whole: each step is done by the keys it says, is not done before, and leads to the next.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where something unexpected is met")]

use jiff::civil::date;
use quarterdeck::app::{Dates, Origin, Workbench};
use quarterdeck::store;
use quarterdeck::tui::screen::{Effect, Options, Screen};
use quarterdeck::tui::tour::{Course, Done};
use quarterdeck::tui::{panes, script};

const EXAMPLE: &[u8] = include_bytes!("../saves/example.ron");

fn screen(plan: &[u8], tour: usize) -> Screen {
    let program = store::read(plan).unwrap().program;
    let workbench = Workbench::new(program, Origin::default(), Dates { today: date(2026, 9, 30), asked: None });
    let mut screen = Screen::new(workbench, panes::all(), Options { tour, ..Options::default() });
    script::text_of(&mut screen, 80, 24);
    screen
}

/// Presses keys one by one, each on a screen that was drawn; gives the step of the tour that was told last.
fn press(screen: &mut Screen, keys: &str) -> Option<usize> {
    let mut told = None;
    for event in script::parse(keys).unwrap() {
        for effect in screen.handle(event) {
            if let Effect::Toured(step) = effect {
                told = Some(step);
            }
        }
        script::text_of(screen, 80, 24);
    }
    told
}

#[test]
fn the_tour_is_seen_through_by_the_keys_it_says() {
    let steps = Course::built_in().steps;
    let mut screen = screen(EXAMPLE, 0);
    press(&mut screen, "zt");
    for (at, step) in steps.iter().enumerate() {
        let text = script::text_of(&mut screen, 80, 24);
        assert!(text.contains(&format!("Tour {} of {}: {}", at + 1, steps.len(), step.title)), "{at}\n{text}");
        let last = at + 1 == steps.len();
        let told = press(&mut screen, &step.keys);
        assert_eq!(
            told,
            Some(if last { 0 } else { at + 1 }),
            "{}\n{}",
            step.title,
            script::text_of(&mut screen, 80, 24)
        );
    }
    let text = script::text_of(&mut screen, 80, 24);
    assert!(!text.contains("Tour 1") && text.contains("The tour is over; zt begins it anew"), "{text}");
}

#[test]
fn a_step_goes_on_by_what_was_done_not_by_the_key() {
    let mut screen = screen(EXAMPLE, 0);
    press(&mut screen, "zt");
    assert_eq!(press(&mut screen, "zn"), Some(1));
    assert_eq!(press(&mut screen, ":go to roster"), None, "the command is named, not done");
    assert_eq!(press(&mut screen, "<Enter>"), Some(2), "by another way than the tour says");
    assert_eq!(press(&mut screen, "jjK<Esc>"), None, "the name under the cursor has nothing to explain");
}

#[test]
fn the_tour_is_left_and_goes_on_where_it_was_also_in_the_next_session() {
    let mut first = screen(EXAMPLE, 0);
    press(&mut first, "ztzn1");
    assert_eq!(press(&mut first, "zt"), Some(2));
    assert!(script::text_of(&mut first, 80, 24).contains("The tour waits at step 3; zt goes on"));
    press(&mut first, "zt");
    assert!(script::text_of(&mut first, 80, 24).contains("Tour 3 of"));
    let mut second = screen(EXAMPLE, 2);
    press(&mut second, "zt");
    assert!(script::text_of(&mut second, 80, 24).contains("Tour 3 of"));
    assert_eq!(press(&mut second, "zb"), Some(1));
}

#[test]
fn on_a_plan_of_ones_own_it_is_not_given_and_at_any_size_it_is_drawn() {
    let mut own = screen(include_bytes!("../saves/northwind.ron"), 0);
    press(&mut own, "zt");
    let text = script::text_of(&mut own, 80, 24);
    assert!(text.contains("quarterdeck tour") && !text.contains("Tour 1"), "{text}");
    let mut screen = screen(EXAMPLE, 0);
    press(&mut screen, "zt");
    for width in [0, 1, 20, 40, 60, 80, 200] {
        for height in [0, 1, 9, 10, 12, 24, 60] {
            script::text_of(&mut screen, width, height);
        }
    }
}

#[test]
fn every_step_but_those_to_be_read_is_judged_by_the_program_or_the_screen() {
    let by_hand = Course::built_in().steps.iter().filter(|step| step.done == Done::ByHand).count();
    assert_eq!(by_hand, 2);
}
