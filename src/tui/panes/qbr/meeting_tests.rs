//! A meeting played with keys and ticks: what is typed, what the clock says, what a crash leaves.

use super::tests::{northwind, screen_on};
use crate::app::{Dates, Origin, Workbench};
use crate::program::Program;
use crate::program::meeting::MinuteKind;
use crate::program::qbr::{AgendaSection, Qbr, QbrState};
use crate::tui::pane::{Mode, PaneName};
use crate::tui::screen::{Event, Options, Screen};
use crate::tui::script;

fn press(screen: &mut Screen, keys: &str) {
    script::press(screen, keys).unwrap();
    script::text_of(screen, 80, 24);
}

fn tick(screen: &mut Screen, seconds: u64) {
    screen.handle(Event::Tick(seconds));
    script::text_of(screen, 80, 24);
}

fn live(screen: &Screen) -> Qbr {
    screen.workbench().program().qbrs.iter().find(|qbr| qbr.meeting.is_some()).cloned().unwrap()
}

/// A meeting with some lines of every kind, 10 minutes and 20 seconds in.
fn in_a_meeting() -> Screen {
    let mut screen = northwind();
    tick(&mut screen, 5);
    press(&mut screen, "M");
    press(&mut screen, "temp 4<Enter>temp partner 3<Enter>They like the new portal<Enter>");
    tick(&mut screen, 305);
    press(&mut screen, "<Tab>");
    press(&mut screen, "dispute sourced 298k by their CRM<Enter>");
    press(&mut screen, "action co-brand kit @Sarah by fri<Enter>decision one price list from May<Enter>");
    press(&mut screen, "risk their sponsor leaves by eom<Enter>/p exclusivity<Enter>action call the analyst<Enter>");
    tick(&mut screen, 625);
    screen
}

#[test]
fn a_meeting_is_captured_line_by_line() {
    let mut screen = in_a_meeting();
    press(&mut screen, "action Nobody signs by frx");
    insta::assert_snapshot!("live_80", script::text_of(&mut screen, 80, 24));
    insta::assert_snapshot!("live_140", script::text_of(&mut screen, 140, 45));
    let program = screen.workbench().program();
    let kinds: Vec<MinuteKind> = minutes(program, &live(&screen));
    assert_eq!(
        kinds,
        [MinuteKind::Note, MinuteKind::Decision, MinuteKind::Risk, MinuteKind::Parking, MinuteKind::Dispute]
    );
    let qbr = live(&screen);
    assert_eq!((qbr.temperature, qbr.partner_temperature), (Some(4), Some(3)));
    assert_eq!(program.actions.iter().filter(|item| item.qbr.as_ref() == Some(&qbr.id)).count(), 2);
}

fn minutes(program: &Program, qbr: &Qbr) -> Vec<MinuteKind> {
    let of_review = program.minutes.iter().filter(|minute| minute.qbr == qbr.id);
    let mut kinds: Vec<MinuteKind> = of_review.map(|minute| minute.kind).collect();
    kinds.sort_unstable();
    kinds
}

#[test]
fn every_printable_key_goes_to_the_line_and_stands_in_the_program_at_once() {
    let mut screen = northwind();
    press(&mut screen, "M");
    assert_eq!(screen.mode(), Mode::Live);
    let typed: String = (' '..='~').filter(|c| *c != '<').collect();
    press(&mut screen, &typed);
    assert_eq!(live(&screen).meeting.unwrap().draft.as_deref(), Some(typed.as_str()));
    assert_eq!((screen.mode(), screen.active()), (Mode::Live, PaneName::Qbr));
}

#[test]
fn a_section_left_keeps_its_time_and_goes_on_when_entered_again() {
    let mut screen = northwind();
    press(&mut screen, "M");
    tick(&mut screen, 100);
    press(&mut screen, "<Tab>");
    tick(&mut screen, 160);
    press(&mut screen, "<Shift+Tab>");
    tick(&mut screen, 170);
    press(&mut screen, "/pause<Enter>");
    tick(&mut screen, 900);
    let kept = |screen: &Screen| {
        let qbr = live(screen);
        let taken = |section| qbr.sections.iter().find(|part| part.section == section).and_then(|p| p.actual_seconds);
        (taken(AgendaSection::Relationship), taken(AgendaSection::Performance))
    };
    assert_eq!(kept(&screen), (Some(110), Some(60)));
    assert!(script::text_of(&mut screen, 80, 24).contains("PAUSED"));
    assert!(!screen.ticks(), "a stopped clock wakes nobody");
    press(&mut screen, "<F7>");
    assert!(screen.ticks());
}

#[test]
fn seconds_that_pass_write_nothing() {
    let mut screen = northwind();
    press(&mut screen, "M");
    let revision = screen.workbench().revision();
    (1..60).for_each(|second| tick(&mut screen, second));
    assert_eq!(screen.workbench().revision(), revision);
}

#[test]
fn the_rest_is_planned_anew_with_one_key() {
    let mut screen = northwind();
    press(&mut screen, "M");
    tick(&mut screen, 780);
    assert!(script::text_of(&mut screen, 140, 45).contains("8:00 over, 4 sections left"));
    press(&mut screen, "<F6>");
    assert!(script::text_of(&mut screen, 140, 45).contains("On time"));
}

#[test]
fn after_a_crash_the_clock_goes_on_and_the_line_is_there() {
    let mut screen = northwind();
    press(&mut screen, "M");
    tick(&mut screen, 30);
    press(&mut screen, "action Sarah co-brand k");
    let program = screen.workbench().program().clone();
    let began = live(&screen).started_at.unwrap().seconds_later(95);
    let dates = Dates { today: jiff::civil::date(2026, 11, 22), asked: None };
    let workbench = Workbench::new(program, Origin::default(), dates);
    let options = Options { pane: PaneName::Qbr, began, ..Options::default() };
    let mut again = Screen::new(workbench, vec![Box::new(super::QbrPane::default())], options);
    let text = script::text_of(&mut again, 80, 24);
    assert!(text.contains("Relationship running  03:25 left"), "{text}");
    press(&mut again, "Mit by fri");
    let text = script::text_of(&mut again, 80, 24);
    assert!(text.contains("> action Sarah co-brand kit by fri"), "{text}");
}

#[test]
fn the_last_line_comes_back_to_be_written_again() {
    let mut screen = northwind();
    press(&mut screen, "M");
    press(&mut screen, "risk they leave<Enter><Up>");
    assert!(minutes(screen.workbench().program(), &live(&screen)).is_empty());
    assert_eq!(live(&screen).meeting.unwrap().draft.as_deref(), Some("risk they leave"));
}

#[test]
fn numbers_stay_frozen_until_the_difference_was_looked_at() {
    let mut screen = northwind();
    press(&mut screen, "M<Tab>");
    let partner = live(&screen).partner;
    let deal = screen.workbench().program().deals.iter().find(|deal| {
        deal.partner.as_ref() == Some(&partner) && deal.stage.to_string() == "won" && deal.amount.is_some()
    });
    let deal = deal.cloned().unwrap();
    let frozen = live(&screen).meeting.unwrap().frozen.unwrap();
    let deals = screen.workbench().program().deals.iter().filter(|one| one.partner == deal.partner);
    let quarter = live(&screen).quarter;
    let calendar = screen.workbench().program().profile.calendar();
    let closed = deals.filter(|one| one.closed_on.is_some_and(|on| calendar.quarter_of(on) == quarter)).count();
    press(&mut screen, "/leave<Enter>");
    assert_eq!(screen.mode(), Mode::Nav);
    press(&mut screen, "R");
    let text = script::text_of(&mut screen, 80, 24);
    assert!(text.contains("No number has changed"), "{closed} {text}");
    assert_eq!(live(&screen).meeting.unwrap().frozen.unwrap(), frozen);
}

#[test]
fn a_meeting_ends_as_a_held_review() {
    let mut screen = in_a_meeting();
    press(&mut screen, "/end<Enter>");
    assert_eq!(screen.mode(), Mode::Nav);
    let qbr = live(&screen);
    assert_eq!(qbr.state, QbrState::Held);
    assert_eq!(qbr.started_at.unwrap().seconds_until(qbr.ended_at.unwrap()), 620);
    press(&mut screen, "M");
    assert_eq!(screen.mode(), Mode::Nav, "a held review is not held again");
    insta::assert_snapshot!("held_80", script::text_of(&mut screen, 80, 24));
}

#[test]
fn any_size_holds_while_a_meeting_runs() {
    for keys in ["", "action @bob by frx", "/nonsense"] {
        let mut screen = in_a_meeting();
        press(&mut screen, keys);
        for (width, height) in [(0, 0), (1, 1), (41, 10), (80, 3), (200, 60), (121, 11)] {
            script::text_of(&mut screen, width, height);
        }
    }
    let mut empty = screen_on(Program::named("Empty"));
    press(&mut empty, "M");
    assert_eq!(empty.mode(), Mode::Nav);
}
