//! What somebody new wants in the first hour, key by key as `docs/five-tasks.md` says it: each within twenty keys.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where something unexpected is met")]

use jiff::civil::date;
use quarterdeck::app::{Dates, Origin, Workbench};
use quarterdeck::store;
use quarterdeck::tui::screen::{Effect, Options, Screen};
use quarterdeck::tui::{panes, script};

const PAGE: &str = include_str!("../docs/five-tasks.md");
const NORTHWIND: &[u8] = include_bytes!("../saves/northwind.ron");
const MOST_KEYS: usize = 20;

/// The keys of a task, by a part of its name.
fn keys(task: &str) -> &'static str {
    let row = PAGE.lines().find(|line| line.starts_with('|') && line.contains(task)).unwrap();
    row.split('`').nth(1).unwrap()
}

struct Played {
    screen: Screen,
    effects: Vec<Effect>,
}

/// Presses the keys one by one, each on a screen that was drawn.
fn play(keys: &str) -> Played {
    let program = store::read(NORTHWIND).unwrap().program;
    let workbench = Workbench::new(program, Origin::default(), Dates { today: date(2026, 9, 30), asked: None });
    let mut played = Played { screen: Screen::new(workbench, panes::all(), Options::default()), effects: Vec::new() };
    played.text();
    let events = script::parse(keys).unwrap();
    assert!(events.len() <= MOST_KEYS, "{keys} takes {} keys", events.len());
    for event in events {
        let effects = played.screen.handle(event);
        played.effects.extend(effects);
        played.text();
    }
    played
}

impl Played {
    fn text(&mut self) -> String {
        script::text_of(&mut self.screen, 80, 24)
    }

    fn sees(&mut self, words: &str) {
        let text = self.text();
        assert!(text.contains(words), "{words:?} is missing on\n{text}");
    }
}

#[test]
fn the_partner_closest_to_gold_is_found() {
    let mut played = play(keys("closest to Gold"));
    let text = played.text();
    let rows: Vec<&str> = text.lines().skip(4).take(2).collect();
    assert!(rows[0].contains("Pennant Labs") && rows[0].contains("100%"), "{text}");
    assert!(rows[1].contains("Larkfield Solutions") && rows[1].contains("97%"), "{text}");
}

#[test]
fn silver_resellers_get_another_owner_and_it_is_taken_back() {
    let all = keys("Silver resellers");
    let owner = |played: &Played| {
        let partners = &played.screen.workbench().program().partners;
        ["larkfield-solutions", "tidewater-tech"].map(|id| partners.find(id).unwrap().owner.clone())
    };
    let before = owner(&play("1"));
    let given = play(all.strip_suffix('u').unwrap());
    assert_eq!(given.screen.workbench().history().done().len(), 1);
    assert_ne!(owner(&given), before);
    let back = play(all);
    assert_eq!(owner(&back), before);
    assert!(!back.screen.workbench().is_dirty());
}

#[test]
fn a_webinar_moves_by_a_week_with_its_open_tasks() {
    let mut played = play(keys("Move a webinar"));
    played.sees("Launch Thu 8 Oct 2026 in 8 days");
    assert_eq!(played.screen.workbench().history().done().len(), 1);
}

#[test]
fn a_low_score_is_explained() {
    let mut played = play(keys("health score is low"));
    played.sees("Health of Delft Harbour Tech");
    played.sees("Activity       0 of 25");
}

#[test]
fn a_review_is_exported() {
    let played = play(keys("Export a review"));
    let wrote =
        played.effects.iter().any(|effect| format!("{effect:?}").contains("qbr-techservices-2026-Q3-INTERNAL.md"));
    assert!(wrote, "{:?}", played.effects);
}
