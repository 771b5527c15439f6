//! Pages for a partner: what they show, which keys turn them, and that nothing internal can stand on one.

use super::tests::{northwind, screen_on};
use crate::program::choice::Choice;
use crate::program::meeting::Sharing;
use crate::program::record::FieldKind;
use crate::program::{AnyRecord, Kind, Program};
use crate::report::qbr::{Audience, Review, Shown};
use crate::tui::follow;
use crate::tui::pane::Mode;
use crate::tui::screen::{Effect, Event, Screen};
use crate::tui::script;
use crate::tui::theme::Look;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

const CANARY: &str = "KANARI";

fn press(screen: &mut Screen, keys: &str) -> Vec<Effect> {
    let effects = script::press(screen, keys).unwrap();
    script::text_of(screen, 80, 24);
    effects
}

#[test]
fn pages_are_readable_from_the_back_of_a_room() {
    let mut screen = northwind();
    press(&mut screen, "P");
    assert_eq!(screen.mode(), Mode::Present);
    insta::assert_snapshot!("present_title_80", script::text_of(&mut screen, 80, 24));
    press(&mut screen, "<PgDn><PgDn>");
    insta::assert_snapshot!("present_performance_80", script::text_of(&mut screen, 80, 24));
    insta::assert_snapshot!("present_performance_140", script::text_of(&mut screen, 140, 45));
    press(&mut screen, "b");
    assert_eq!(script::text_of(&mut screen, 80, 24).trim(), "", "b blanks the screen");
    press(&mut screen, "b");
    assert!(script::text_of(&mut screen, 80, 24).contains("SHARED VIEW"));
}

#[test]
fn clicker_keys_turn_pages_and_no_other_key_does_anything() {
    let mut screen = northwind();
    press(&mut screen, "P");
    for (key, page) in
        [("<PgDn>", 2), ("<Right>", 3), (" ", 4), ("<Left>", 3), ("<PgUp>", 2), ("<Down>", 3), ("<Up>", 2)]
    {
        press(&mut screen, key);
        let text = script::text_of(&mut screen, 80, 24);
        assert!(text.contains(&format!("{page} of 7")), "{key}: {text}");
    }
    let (before, page) = (screen.workbench().revision(), script::text_of(&mut screen, 80, 24));
    let others: String = (' '..='~').filter(|c| !" <bq.".contains(*c)).collect();
    press(&mut screen, &others);
    press(&mut screen, "<paste:D><Ctrl+S><Ctrl+P><F1><Delete><Tab>");
    assert_eq!((screen.workbench().revision(), script::text_of(&mut screen, 80, 24)), (before, page));
    press(&mut screen, "<Esc>");
    assert_eq!(screen.mode(), Mode::Nav);
}

#[test]
fn a_page_in_a_meeting_is_that_of_the_section_and_the_line_waits() {
    let mut screen = northwind();
    press(&mut screen, "Mnote keep this<F9>");
    assert!(script::text_of(&mut screen, 80, 24).contains("LAST QUARTER'S COMMITMENTS"));
    press(&mut screen, "<Esc>");
    assert_eq!(screen.mode(), Mode::Live);
    assert!(script::text_of(&mut screen, 80, 24).contains("> note keep this"));
}

/// Every text of every record says that it may not be seen, but for names of this partner's own things.
fn marked() -> Screen {
    let mut screen = northwind();
    press(&mut screen, "M");
    for line in
        ["note a", "risk b", "parking c", "action d #internal", "decision e #internal", "dispute sourced 1 #internal"]
    {
        press(&mut screen, &format!("{line}<Enter>"));
    }
    press(&mut screen, "<Tab>half a line");
    let qbr = screen.workbench().program().qbrs.iter().find(|qbr| qbr.is_live()).cloned().unwrap();
    let mut program = screen.workbench().program().clone();
    for &kind in Kind::TABLES {
        for record in program.records(kind) {
            if let Some(changed) = with_canaries(&record, qbr.partner.as_str()) {
                program.put(changed);
            }
        }
    }
    mark_qbr(&mut program, qbr.id.as_str());
    let mut screen = screen_on(program);
    script::text_of(&mut screen, 80, 24);
    screen
}

/// Fields that a partner may see where the record is its own.
fn permitted(record: &AnyRecord, field: &str, partner: &str) -> bool {
    let of = |name: &str| crate::edit::field::text(record, name).unwrap_or_default();
    match record.kind() {
        Kind::Partner => record.id() == partner && field == "name",
        Kind::Deal => field == "name" && of("partner") == partner,
        Kind::Campaign => field == "name" && of("partners").contains(partner),
        Kind::Contact => of("partner") == partner && matches!(field, "name" | "title"),
        Kind::Task => of("side") != "us" && field == "title",
        Kind::Tier | Kind::Benefit => field == "name",
        Kind::ActionItem => {
            let shared = match of("sharing").as_str() {
                "" => !of("qbr").is_empty(),
                word => word == Sharing::Shared.word(),
            };
            of("partner") == partner && shared && matches!(field, "text" | "person")
        }
        _ => false,
    }
}

fn with_canaries(record: &AnyRecord, partner: &str) -> Option<AnyRecord> {
    let mut json = record.to_json();
    let object = json.as_object_mut()?;
    for (field, holds, _) in record.kind().fields() {
        let text = object.get(*field).is_some_and(serde_json::Value::is_string) && *holds == FieldKind::Text;
        if text && !permitted(record, field, partner) {
            object.insert((*field).to_owned(), format!("{CANARY} {field}").into());
        }
    }
    AnyRecord::from_json(record.kind(), json).ok()
}

fn mark_qbr(program: &mut Program, id: &str) {
    let mut qbr = program.qbrs.find(id).unwrap().clone();
    for part in &mut qbr.sections {
        part.text = Some(format!("{CANARY} notes"));
    }
    if let Some(meeting) = &mut qbr.meeting {
        meeting.draft = Some(format!("{CANARY} line"));
        let frozen = meeting.frozen.as_mut().unwrap();
        frozen.figures.iter_mut().filter(|one| one.key == "credited").for_each(|one| one.value = CANARY.to_owned());
    }
    program.put(qbr.into());
}

#[test]
fn nothing_internal_stands_on_a_page_at_a_follower_in_a_copy_or_in_the_partners_document() {
    let mut screen = marked();
    let internal = script::text_of(&mut screen, 200, 60);
    assert!(internal.contains(CANARY), "the markers are in the program: {internal}");
    press(&mut screen, "P");
    let qbr = screen.workbench().program().qbrs.iter().find(|qbr| qbr.is_live()).cloned().unwrap();
    let review = Review::of(screen.workbench().program(), screen.workbench().derived(), &qbr).unwrap();
    let document = crate::export::markdown::document(&review.document(Audience::Partner));
    let view = crate::report::qbr::PartnerView::of(&review);
    let leaks = |what: &str, text: &str| assert!(!text.contains(CANARY), "{what}: {text}");
    leaks("the partner's document", &document);
    for slide in 0..crate::report::qbr::PartnerView::SLIDES {
        let shown = Shown { view: view.clone(), slide, blank: false };
        leaks("the file of a follower", &shown.text());
        let mut buffer = Buffer::empty(Rect::new(0, 0, 200, 60));
        follow::page(&mut buffer, Some(&shown.text()), &Look::default());
        let text: String = buffer.content().iter().map(ratatui::buffer::Cell::symbol).collect();
        leaks("a follower", &text);
    }
    for keys in ["", "<PgDn>", "<PgDn>", "y", "Y", "K", "?", ":", "u", "<paste:x>", "<Ctrl+C>"] {
        let effects = script::press(&mut screen, keys).unwrap();
        assert!(!effects.iter().any(|effect| matches!(effect, Effect::Copy { .. })), "{keys} copies");
        screen.handle(Event::Tick(9));
        for (width, height) in [(80, 24), (140, 45), (200, 60)] {
            if screen.mode() == Mode::Present {
                leaks(keys, &script::text_of(&mut screen, width, height));
            }
        }
    }
}

#[test]
fn other_partners_are_letters() {
    let mut screen = northwind();
    press(&mut screen, "P");
    let qbr = screen.workbench().program().qbrs.iter().find(|qbr| {
        let with_others =
            |one: &crate::program::campaign::Campaign| one.partners.contains(&qbr.partner) && one.partners.len() > 1;
        screen.workbench().program().campaigns.iter().any(with_others)
    });
    let Some(qbr) = qbr else { return };
    let review = Review::of(screen.workbench().program(), screen.workbench().derived(), qbr).unwrap();
    let view = crate::report::qbr::PartnerView::of(&review);
    assert!(view.campaigns.iter().flat_map(|one| &one.with).all(|name| name.starts_with("Partner ")));
}

#[test]
fn any_size_holds_while_presenting() {
    let mut screen = northwind();
    press(&mut screen, "P<PgDn><PgDn>");
    for (width, height) in [(0, 0), (1, 1), (9, 3), (41, 10), (80, 3), (200, 60)] {
        script::text_of(&mut screen, width, height);
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        follow::page(&mut buffer, None, &Look::default());
    }
}
