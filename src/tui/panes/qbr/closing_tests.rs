//! After a meeting: what is open is mended in place, and one key writes everything as one step.

use super::tests::northwind;
use crate::app::Effect as SessionEffect;
use crate::program::qbr::{ActionItem, Qbr};
use crate::tui::pane::Mode;
use crate::tui::screen::{Effect, Event, Screen};
use crate::tui::script;

fn press(screen: &mut Screen, keys: &str) -> Vec<Effect> {
    let effects = script::press(screen, keys).unwrap();
    script::text_of(screen, 80, 24);
    effects
}

fn held(screen: &Screen) -> Qbr {
    screen.workbench().program().qbrs.iter().find(|qbr| qbr.meeting.is_some()).cloned().unwrap()
}

fn items(screen: &Screen) -> Vec<ActionItem> {
    let qbr = held(screen);
    screen.workbench().program().actions.iter().filter(|item| item.qbr.as_ref() == Some(&qbr.id)).cloned().collect()
}

/// A meeting that was ended with things left open.
fn ended() -> Screen {
    let mut screen = northwind();
    press(&mut screen, "Mtemp 4<Enter>temp partner 3<Enter>");
    for line in [
        "action co-brand kit @Sarah by fri",
        "action call the analyst",
        "action raise their margin? @Elena by +2w #internal",
        "decision one price list from May",
        "dispute sourced 298k by their CRM",
        "parking exclusivity",
    ] {
        press(&mut screen, &format!("{line}<Enter>"));
    }
    screen.handle(Event::Tick(1800));
    press(&mut screen, "/end<Enter>");
    screen
}

fn files(effects: &[Effect]) -> Vec<(String, String)> {
    let written = effects.iter().find_map(|effect| match effect {
        Effect::Session(SessionEffect::WriteFolder { files, .. }) => Some(files.clone()),
        _ => None,
    });
    written.unwrap_or_default()
}

#[test]
fn the_end_of_a_meeting_shows_what_is_open() {
    let mut screen = ended();
    assert_eq!(screen.mode(), Mode::Nav);
    insta::assert_snapshot!("closing_80", script::text_of(&mut screen, 80, 24));
    insta::assert_snapshot!("closing_140", script::text_of(&mut screen, 140, 45));
}

#[test]
fn nothing_is_written_while_an_action_item_names_nobody_or_no_day() {
    let mut screen = ended();
    let before = screen.workbench().program().clone();
    let effects = press(&mut screen, "C<Enter><Esc>");
    assert!(files(&effects).is_empty());
    assert_eq!(*screen.workbench().program(), before);
}

/// Mends everything with Enter, from the first open line to the last.
fn mended() -> Screen {
    let mut screen = ended();
    press(&mut screen, "C<Enter>Tom<Enter>");
    press(&mut screen, "<Enter><Ctrl+U>+1w<Enter>");
    press(&mut screen, "<Enter>The March credit memo is in ours<Enter>");
    press(&mut screen, "<Enter>After the pilot<Enter>");
    press(&mut screen, "<Enter>5<Enter><Enter>4<Enter>");
    screen
}

#[test]
fn every_open_line_is_mended_in_place() {
    let mut screen = mended();
    let text = script::text_of(&mut screen, 80, 24);
    assert!(!text.contains("No person") && !text.contains("No date"), "{text}");
    assert!(!text.contains("Parked") && !text.contains("temperature,"), "{text}");
    let item = items(&screen).into_iter().find(|item| item.text == "call the analyst").unwrap();
    assert_eq!((item.person.as_deref(), item.due.is_some()), (Some("Tom"), true));
    let meeting = held(&screen).meeting.unwrap();
    assert_eq!((meeting.temperature_end, meeting.partner_temperature_end), (Some(5), Some(4)));
    let qbr = held(&screen).id;
    assert!(
        screen.workbench().program().minutes.iter().filter(|minute| minute.qbr == qbr).all(|minute| !minute.is_open())
    );
}

#[test]
fn one_key_shows_and_then_writes_everything_as_one_step() {
    let mut screen = mended();
    let before = screen.workbench().program().clone();
    press(&mut screen, "C");
    insta::assert_snapshot!("package_80", script::text_of(&mut screen, 80, 24));
    let effects = press(&mut screen, "<Enter>");
    let written = files(&effects);
    assert_eq!(written.len(), 6);
    for (name, text) in &written {
        let internal = ["raise their margin", "exclusivity", "Our view"].iter().any(|word| text.contains(word));
        assert_eq!(internal, name.contains("INTERNAL"), "{name}:\n{text}");
    }
    let program = screen.workbench().program();
    let tasks: Vec<_> = program.tasks.iter().filter(|task| task.action.is_some()).collect();
    assert_eq!(tasks.len(), 3);
    let next = held(&screen).next_in(program).cloned().unwrap();
    assert_eq!(next.quarter, held(&screen).quarter.next());
    assert!(held(&screen).notes_sent_at.is_some());
    press(&mut screen, "u");
    assert_eq!(*screen.workbench().program(), before, "one step");
}

#[test]
fn written_again_nothing_is_added_twice_and_changed_dates_rise() {
    let mut screen = mended();
    let first = files(&press(&mut screen, "C<Enter>"));
    let (tasks, qbrs) = (screen.workbench().program().tasks.len(), screen.workbench().program().qbrs.len());
    let again = files(&press(&mut screen, "C<Enter>"));
    assert_eq!(again, first, "unchanged, they are the same byte for byte");
    assert_eq!((screen.workbench().program().tasks.len(), screen.workbench().program().qbrs.len()), (tasks, qbrs));
    let item = items(&screen).into_iter().find(|item| item.text == "call the analyst").unwrap();
    let set = |screen: &mut Screen, due: &str| {
        let command = crate::app::Command::Record(crate::app::command::RecordCommand::SetField {
            kind: crate::program::Kind::ActionItem,
            ids: vec![item.id.shared()],
            field: "due".to_owned(),
            text: due.to_owned(),
        });
        let mut workbench = crate::app::Workbench::new(
            screen.workbench().program().clone(),
            crate::app::Origin::default(),
            crate::app::Dates { today: screen.workbench().as_of(), asked: None },
        );
        crate::app::update(&mut workbench, command).unwrap();
        *screen = super::tests::screen_on(workbench.program().clone());
        script::text_of(screen, 80, 24);
    };
    set(&mut screen, "2026-12-24");
    let task = screen.workbench().program().tasks.iter().find(|task| task.action.as_ref() == Some(&item.id)).cloned();
    assert_eq!(task.unwrap().due, jiff::civil::date(2026, 12, 24), "its task follows");
    press(&mut screen, "fTechServices Inc. 2026-Q3<Enter>");
    let changed = files(&press(&mut screen, "C<Enter>"));
    let calendar = &changed.iter().find(|(name, _)| name.ends_with("PARTNER.ics")).unwrap().1;
    let (risen, same) = (calendar.matches("SEQUENCE:1").count(), calendar.matches("SEQUENCE:0").count());
    assert_eq!((risen, same), (1, 1), "{calendar}");
    assert!(calendar.contains("DTSTART;VALUE=DATE:20261224"), "{calendar}");
}

#[test]
fn a_task_and_its_action_item_are_done_together() {
    let mut screen = mended();
    press(&mut screen, "C<Enter>");
    let item = items(&screen).into_iter().find(|item| item.text == "co-brand kit").unwrap();
    press(&mut screen, "gg");
    let mut steps = 0;
    while screen.workbench().program().actions.get(&item.id).unwrap().done_on.is_none() && steps < 30 {
        press(&mut screen, "j");
        let text = script::text_of(&mut screen, 80, 24);
        if text.lines().any(|line| line.contains('▶') && line.contains("co-brand kit") && !line.contains("action")) {
            press(&mut screen, "d");
        }
        steps += 1;
    }
    let task = screen.workbench().program().tasks.iter().find(|task| task.action.as_ref() == Some(&item.id)).cloned();
    let done = screen.workbench().program().actions.get(&item.id).unwrap().done_on;
    assert!(done.is_some() && task.unwrap().done_on == done);
}

#[test]
fn what_is_not_marked_is_not_shared_and_one_key_shares_it() {
    let mut screen = northwind();
    press(&mut screen, "aSend the kit<Tab><Tab>Sarah<Tab><Ctrl+U>fri<Enter>");
    let added = |screen: &Screen| {
        screen.workbench().program().actions.iter().find(|item| item.text == "Send the kit").cloned().unwrap()
    };
    assert!(!added(&screen).is_shared());
    press(&mut screen, "I");
    assert!(added(&screen).is_shared());
    press(&mut screen, "I");
    assert!(!added(&screen).is_shared());
}

#[test]
fn what_is_to_be_prepared_and_the_portfolio_stand_beside_the_agenda() {
    let mut screen = northwind();
    press(&mut screen, "jjjjjj");
    insta::assert_snapshot!("preparation_80", script::text_of(&mut screen, 80, 24));
    while !script::text_of(&mut screen, 140, 45).contains("Top 5 by revenue") {
        press(&mut screen, "j");
    }
    insta::assert_snapshot!("portfolio_140", script::text_of(&mut screen, 140, 45));
    insta::assert_snapshot!("portfolio_80", script::text_of(&mut screen, 80, 24));
}

#[test]
fn targets_are_set_in_one_form_and_stand_in_the_scoreboard() {
    let mut screen = northwind();
    press(&mut screen, "jjL500k<Tab><Tab><Tab>10<Enter>");
    let qbr = screen.workbench().program().qbrs.find("techservices-2026-q3").cloned().unwrap();
    let targets: Vec<String> = qbr.targets.iter().map(|one| format!("{} {}", one.figure, one.value)).collect();
    assert_eq!(targets, ["sourced 500000", "won 10"]);
    insta::assert_snapshot!("targets_140", script::text_of(&mut screen, 140, 45));
    let before = qbr.agenda_shared_on;
    press(&mut screen, "sa");
    assert_ne!(screen.workbench().program().qbrs.get(&qbr.id).unwrap().agenda_shared_on, before);
    press(&mut screen, "uu");
    assert!(screen.workbench().program().qbrs.get(&qbr.id).unwrap().targets.is_empty());
}
