//! History, the history of a record, the editor and repeating, driven by keys.

use jiff::civil::date;

use super::{Effect, Event, Options, Screen};
use crate::app::{Dates, Origin, Workbench};
use crate::program::partner::Partner;
use crate::tui::pane::PaneName;
use crate::tui::panes;
use crate::tui::script;

fn screen(pane: PaneName) -> Screen {
    let program = crate::store::read(include_bytes!("../../../saves/northwind.ron")).unwrap().program;
    let workbench = Workbench::new(program, Origin::default(), Dates { today: date(2026, 11, 22), asked: None });
    let mut screen = Screen::new(workbench, panes::all(), Options { pane, ..Options::default() });
    text(&mut screen);
    screen
}

fn text(screen: &mut Screen) -> String {
    script::text_of(screen, 80, 24)
}

fn press(screen: &mut Screen, keys: &str) -> Vec<Effect> {
    script::press(screen, keys).unwrap()
}

fn first(screen: &Screen) -> Partner {
    screen.workbench().program().partners.find("alder-finch-consulting").unwrap().clone()
}

/// Three changes of the first partner, a minute apart.
fn changed() -> Screen {
    let mut screen = screen(PaneName::Roster);
    press(&mut screen, "cAlder One<Enter>k");
    screen.handle(Event::Tick(60));
    press(&mut screen, "cAlder Two<Enter>k");
    screen.handle(Event::Tick(120));
    press(&mut screen, "sr<Ctrl+U>Nordics<Enter>");
    screen
}

#[test]
fn the_steps_stand_with_their_times_and_enter_goes_there_and_back() {
    let mut screen = changed();
    press(&mut screen, "gl");
    insta::assert_snapshot!("history_80", text(&mut screen));
    press(&mut screen, "<Down><Down><Enter>");
    assert_eq!(first(&screen).name, "Alder One");
    let told = text(&mut screen);
    assert!(told.contains("Went 2 steps back"), "{told}");
    press(&mut screen, "gl");
    let list = text(&mut screen);
    assert!(list.contains("undone: ") && list.contains("today 09:02"), "{list}");
    press(&mut screen, "<Up><Up><Enter>");
    assert_eq!((first(&screen).name.as_str(), first(&screen).region.as_deref()), ("Alder Two", Some("Nordics")));
    press(&mut screen, "gl<Down><Down><Down><Enter>");
    assert!(first(&screen).name.starts_with("Alder & Finch"));
    assert!(screen.workbench().history().done().is_empty());
    press(&mut screen, "gl<Enter>");
    assert!(text(&mut screen).contains("as it was after this step"));
}

#[test]
fn a_field_of_a_record_gets_an_earlier_value_back_as_an_edit() {
    let mut screen = changed();
    press(&mut screen, "H");
    insta::assert_snapshot!("record_history_80", text(&mut screen));
    press(&mut screen, "<Down><Enter>");
    assert_eq!(first(&screen).name, "Alder One");
    assert_eq!(screen.workbench().history().done().len(), 4);
    press(&mut screen, "u");
    assert_eq!(first(&screen).name, "Alder Two");
    press(&mut screen, "GH");
    assert!(text(&mut screen).contains("was not changed in what the history knows"));
}

#[test]
fn the_note_goes_to_the_editor_and_comes_back_as_one_step() {
    let mut screen = screen(PaneName::Roster);
    let effects = press(&mut screen, "E");
    let [Effect::EditText { name, text: before }] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!(name, "alder-finch-consulting-note.md");
    assert_eq!(first(&screen).note.unwrap_or_default(), *before);
    screen.handle(Event::Edited(Ok("First line\n\nSecond line\n".to_owned())));
    assert_eq!(first(&screen).note.as_deref(), Some("First line\n\nSecond line"));
    press(&mut screen, "uE");
    screen.handle(Event::Edited(Ok(before.clone())));
    assert!(text(&mut screen).contains("Nothing was changed"));
    press(&mut screen, "E");
    screen.handle(Event::Edited(Err("vi ended with exit status: 1".to_owned())));
    assert!(text(&mut screen).contains("exit status: 1"));
    assert!(screen.workbench().history().done().is_empty());
}

#[test]
fn a_record_without_a_note_is_edited_as_text_and_what_is_wrong_is_kept() {
    let mut screen = screen(PaneName::Economics);
    press(&mut screen, ">>>>>");
    let effects = press(&mut screen, "E");
    let [Effect::EditText { name, text: before }] = effects.as_slice() else { panic!("{effects:?}") };
    assert!(name.ends_with("-record.ron") || name.ends_with("-note.md"), "{name}");
    if name.ends_with("-record.ron") {
        let broken = before.replacen('(', "[", 1);
        screen.handle(Event::Edited(Ok(broken.clone())));
        assert!(text(&mut screen).contains("Not taken"), "{}", text(&mut screen));
        let again = press(&mut screen, "E");
        assert!(matches!(again.as_slice(), [Effect::EditText { text, .. }] if *text == broken));
    }
    assert!(screen.workbench().history().done().is_empty());
}

#[test]
fn what_was_set_last_is_set_again_on_another_record() {
    let mut screen = screen(PaneName::Economics);
    press(&mut screen, ">>>>>ll<Enter><Ctrl+U>77<Enter>j.");
    let paid =
        screen.workbench().program().payments.iter().filter(|payment| payment.amount.to_string() == "77").count();
    let two = screen.workbench().program().payments.iter().filter(|p| p.amount.to_string().starts_with("77")).count();
    assert!(paid == 2 || two >= 2, "{}", text(&mut screen));
    press(&mut screen, "<lt><lt><lt>.");
    assert!(text(&mut screen).contains("amount of a payment"), "{}", text(&mut screen));
}

#[test]
fn the_notes_of_a_section_are_written_in_the_editor() {
    let mut screen = screen(PaneName::Qbr);
    for _ in 0..3 {
        press(&mut screen, "j");
        text(&mut screen);
    }
    let effects = press(&mut screen, "E");
    assert!(
        effects.iter().any(|effect| matches!(effect, Effect::EditText { name, .. } if name.ends_with("-notes.md")))
    );
    let before = screen.workbench().program().qbrs.clone();
    screen.handle(Event::Edited(Ok("They want\n\n- a named engineer\n".to_owned())));
    let all = &screen.workbench().program().qbrs;
    let now = all.iter().flat_map(|qbr| &qbr.sections).filter_map(|part| part.text.as_deref());
    assert_eq!(now.filter(|text| *text == "They want\n\n- a named engineer").count(), 1);
    press(&mut screen, "u");
    assert!(screen.workbench().program().qbrs == before);
}

#[test]
fn a_form_that_is_left_keeps_what_was_typed() {
    let mut screen = screen(PaneName::Roster);
    press(&mut screen, ",contacts<Enter><Enter>Ada Lovelace<Esc>");
    assert!(text(&mut screen).contains("What you typed is kept"), "{}", text(&mut screen));
    press(&mut screen, "<Enter>");
    let again = text(&mut screen);
    assert!(again.contains("Ada Lovelace") && again.contains("What you typed here before is back"), "{again}");
    press(&mut screen, "<Esc><Esc><Esc>");
    assert!(screen.workbench().history().done().is_empty());
}

#[test]
fn a_reference_is_picked_and_typing_that_was_left_is_brought_back() {
    let mut screen = screen(PaneName::Economics);
    press(&mut screen, ">>>>>");
    press(&mut screen, "llllll<Enter>");
    assert_eq!(screen.mode(), crate::tui::pane::Mode::Pick, "{}", text(&mut screen));
    press(&mut screen, "<Esc>^ll<Enter>1.25k<Esc><Enter>");
    assert!(text(&mut screen).contains("Up brings back"), "{}", text(&mut screen));
    press(&mut screen, "<Up><Enter>");
    assert_eq!(screen.workbench().history().done().len(), 1);
}
