//! The roster driven by keys.

use std::sync::Arc;

use jiff::civil::{Date, date};

use super::Roster;
use crate::app::{Dates, Origin, Workbench};
use crate::program::partner::{LifecycleStage, Partner};
use crate::program::{AnyRecord, Program};
use crate::tui::action::{Action, Scope};
use crate::tui::keymap::Keymap;
use crate::tui::pane::{Mode, PaneName};
use crate::tui::screen::{Effect, Options, Screen};
use crate::tui::script;

const TODAY: Date = date(2026, 11, 22);

pub(super) fn northwind() -> Program {
    crate::store::read(include_bytes!("../../../../saves/northwind.ron")).unwrap().program
}

/// Partners with awkward names.
fn many(count: usize) -> Program {
    let mut program = Program::named("Many");
    let names = ["Acme", "株式会社サクラ", "e\u{301}clair 👨‍👩‍👧", "\u{202e}evil\u{1b}[31m", "Zoë & Söhne GmbH & Co. KG"];
    for n in 0..count {
        let id = format!("p{n}").parse().unwrap();
        let name = format!("{} {n}", names[n % names.len()]);
        program.put(AnyRecord::Partner(Arc::new(Partner::named(id, &name, LifecycleStage::Activate))));
    }
    program
}

pub(super) fn screen_on(program: Program) -> Screen {
    let workbench = Workbench::new(program, Origin::default(), Dates { today: TODAY, asked: None });
    let options = Options { pane: PaneName::Roster, ..Options::default() };
    Screen::new(workbench, vec![Box::new(Roster::default())], options)
}

pub(super) fn pressed(program: Program, keys: &str, width: u16, height: u16) -> Screen {
    let mut screen = screen_on(program);
    script::text_of(&mut screen, width, height);
    script::press(&mut screen, keys).unwrap();
    screen
}

fn after(program: Program, keys: &str, width: u16, height: u16) -> String {
    script::text_of(&mut pressed(program, keys, width, height), width, height)
}

/// The northwind roster after keys, at 80x24.
pub(super) fn roster(keys: &str) -> String {
    after(northwind(), keys, 80, 24)
}

pub(super) fn partner(screen: &Screen, id: &str) -> Partner {
    screen.workbench().program().partners.find(id).unwrap().clone()
}

#[test]
fn the_states_of_the_roster_look_like_this() {
    let states: &[(&str, &str, u16, u16)] = &[
        ("start_80", "", 80, 24),
        ("start_140", "", 140, 45),
        ("inspector_over_80", "jji", 80, 24),
        ("sorted_by_health", "llloo", 80, 24),
        ("filter_typed", "/tier = gold and health >= 60", 80, 24),
        ("filter_wrong", "/colour = red", 80, 24),
        ("filtered_away", "/nobody at all<Enter>", 80, 24),
        ("marks_set_tier", "/reseller<Enter>*stsilver<Enter>", 80, 24),
        ("pasted_names", "<paste:Kestrel Ltd\nTidewater Tech\nOsprey AS\n>", 80, 24),
        ("typing_a_name", "<F2> and more", 80, 24),
        ("typing_a_date_wrong", "Tnext blue moon", 80, 24),
        ("choosing_a_type", "l<Enter>", 80, 24),
        ("columns", "C", 80, 24),
        ("adding", "aKestrel", 80, 24),
        ("deleting", "D", 80, 24),
        ("compact_60", "", 60, 20),
    ];
    for (name, keys, width, height) in states {
        insta::assert_snapshot!(*name, after(northwind(), keys, *width, *height));
    }
    insta::assert_snapshot!("empty_80", after(Program::named("Empty"), "", 80, 24));
    insta::assert_snapshot!("awkward_names_140", after(many(12), "/a<Enter>", 140, 24));
}

#[test]
fn what_the_filter_hides_is_always_said_and_cleared_by_one_key() {
    let text = roster("/reseller<Enter>");
    assert!(text.contains(" of 40 partners, ") && text.contains(" hidden"), "{text}");
    assert!(roster("/reseller<Enter>F").contains(" 40 partners"));
    assert!(roster("/reseller<Enter><Esc>").contains(" 40 partners"));
    assert!(roster("/reseller<Esc>").contains(" 40 partners"), "Esc while typing puts the old filter back");
}

#[test]
fn the_filter_speaks_the_language_of_the_command_line() {
    assert!(roster("/type = reseller and not tier = gold<Enter>").contains(" hidden"));
    let wrong = roster("/tier = <Enter>");
    assert!(wrong.contains("EDIT"), "what can not be read stays in the prompt: {wrong}");
}

#[test]
fn the_cursor_stays_on_its_partner_through_sorts_and_filters() {
    let mut screen = pressed(northwind(), "/tidewater<Enter>", 80, 24);
    script::press(&mut screen, "F").unwrap();
    let line = |text: &str| text.lines().find(|line| line.starts_with('▶')).unwrap_or_default().to_owned();
    for keys in ["o", "o", "o", "lllo", "o", "$o", "z u", "^"] {
        script::press(&mut screen, &keys.replace(' ', "")).unwrap();
        let text = script::text_of(&mut screen, 80, 24);
        assert!(line(&text).contains("Tidewater"), "{keys}: {text}");
    }
}

#[test]
fn marks_stay_on_their_partners_and_star_marks_only_what_is_shown() {
    let text = roster("/reseller<Enter>*F");
    let shown = roster("/reseller<Enter>");
    let count = shown.split(" of 40").next().unwrap().split_whitespace().last().unwrap().to_owned();
    assert!(text.contains(&format!("{count} marked")), "{text}");
    assert!(roster("/reseller<Enter>*F<Esc>").contains("unmarked"));
    assert!(roster("vjjjv").contains("4 marked"));
    assert!(roster("  k ").contains("1 marked"));
}

#[test]
fn a_cell_is_typed_into_and_tab_goes_on_to_the_next() {
    let mut screen = pressed(northwind(), "cKestrel Consulting<Enter>", 80, 24);
    assert_eq!(partner(&screen, "alder-finch-consulting").name, "Kestrel Consulting");
    script::press(&mut screen, "u").unwrap();
    assert_ne!(partner(&screen, "alder-finch-consulting").name, "Kestrel Consulting");
    script::press(&mut screen, "gg<F2> X<Tab>").unwrap();
    assert!(partner(&screen, "alder-finch-consulting").name.ends_with(" X"));
    let mut over = pressed(northwind(), "<Enter>Kestrel", 80, 24);
    assert!(script::text_of(&mut over, 80, 24).contains("▶ Kestrel  "), "typing takes the place of the name");
    script::press(&mut over, "<Esc>").unwrap();
    assert_ne!(partner(&over, "alder-finch-consulting").name, "Kestrel");
    assert_eq!(screen.mode(), Mode::Pick, "the next cell is a choice: its list opens");
    script::press(&mut screen, "reseller<Enter>").unwrap();
    assert_eq!(partner(&screen, "alder-finch-consulting").r#type.unwrap().to_string(), "reseller");
}

#[test]
fn invalid_text_stays_flagged_and_never_enters_the_program() {
    let mut screen = pressed(northwind(), "Csigned<Tab><Enter>$csomeday<Enter>", 80, 24);
    let before = partner(&screen, "alder-finch-consulting");
    assert_eq!(screen.mode(), Mode::Edit, "Enter does not leave invalid text");
    let text = script::text_of(&mut screen, 80, 24);
    assert!(text.contains("is not a date"), "{text}");
    script::press(&mut screen, "<Tab>").unwrap();
    assert_eq!(screen.mode(), Mode::Nav, "Tab leaves it, flagged");
    let text = script::text_of(&mut screen, 80, 24);
    assert!(text.contains("1 not valid") && text.contains("!someday"), "{text}");
    assert_eq!(partner(&screen, "alder-finch-consulting"), before);
    script::press(&mut screen, "c14 mar 2025<Enter>").unwrap();
    assert_eq!(partner(&screen, "alder-finch-consulting").signed_on, Some(date(2025, 3, 14)));
    assert!(!script::text_of(&mut screen, 80, 24).contains("not valid"));
}

#[test]
fn escape_leaves_a_cell_and_up_brings_the_text_back() {
    let mut screen = pressed(northwind(), "cTyped in vain<Esc>", 80, 24);
    assert_eq!(screen.mode(), Mode::Nav);
    assert_ne!(partner(&screen, "alder-finch-consulting").name, "Typed in vain");
    script::press(&mut screen, "<Enter><Up>").unwrap();
    assert!(script::text_of(&mut screen, 80, 24).contains("Typed in vain"));
}

#[test]
fn a_derived_column_says_why_nothing_can_be_typed() {
    let text = roster("lll<Enter>");
    assert!(text.contains("follows from"), "{text}");
}

#[test]
fn setting_a_field_of_many_is_previewed_and_one_step() {
    let mut screen = pressed(northwind(), "/reseller<Enter>*stsilver<Enter>", 80, 24);
    let before = screen.workbench().program().clone();
    let text = script::text_of(&mut screen, 80, 24);
    assert!(text.contains("Set tier=Silver on 11 partners"), "{text}");
    script::press(&mut screen, "<Enter>").unwrap();
    assert_ne!(*screen.workbench().program(), before);
    script::press(&mut screen, "u").unwrap();
    assert_eq!(*screen.workbench().program(), before);
    let text = roster("vjjvsrEMEA");
    assert!(text.contains("Set region=EMEA on 3 partners"), "{text}");
}

#[test]
fn twenty_pasted_names_are_previewed_added_in_one_step_and_marked() {
    let names: Vec<String> = (1..=20).map(|n| format!("- Reseller No. {n}")).collect();
    let keys = format!("<paste:{}>", names.join("\n"));
    let mut screen = pressed(northwind(), &keys, 80, 24);
    let text = script::text_of(&mut screen, 80, 24);
    assert!(text.contains("20 new, 0 known"), "{text}");
    assert_eq!(screen.workbench().program().partners.len(), 40);
    script::press(&mut screen, "<Enter>").unwrap();
    assert_eq!(screen.workbench().program().partners.len(), 60);
    assert!(script::text_of(&mut screen, 80, 24).contains("20 marked"));
    script::press(&mut screen, "u").unwrap();
    assert_eq!(screen.workbench().program().partners.len(), 40);
}

#[test]
fn pasted_commands_change_nothing() {
    let mut screen = pressed(northwind(), "<paste:Dq\ny\n>", 80, 24);
    assert_eq!(screen.mode(), Mode::Confirm);
    script::press(&mut screen, "<Esc>").unwrap();
    assert_eq!(screen.workbench().program().partners.len(), 40);
}

#[test]
fn a_new_partner_is_under_the_cursor_even_where_the_filter_hides_it() {
    let text = roster("/reseller<Enter>aKestrel Ltd<Enter>");
    let line = text.lines().find(|line| line.starts_with('▶')).unwrap_or_default();
    assert!(line.contains("Kestrel Ltd"), "{text}");
}

#[test]
fn deleting_shows_what_goes_with_it_and_undo_brings_it_back() {
    let mut screen = pressed(northwind(), "D", 80, 24);
    let before = screen.workbench().program().clone();
    assert!(script::text_of(&mut screen, 80, 24).contains("cannot be without them"));
    script::press(&mut screen, "<Enter>").unwrap();
    assert_eq!(screen.workbench().program().partners.len(), 39);
    script::press(&mut screen, "u").unwrap();
    assert_eq!(*screen.workbench().program(), before);
}

#[test]
fn a_deal_is_closed_with_date_and_reason_from_the_roster() {
    use crate::program::deal::DealStage;
    let mut screen = pressed(northwind(), "sd", 100, 30);
    let before = screen.workbench().program().clone();
    assert_eq!(screen.mode(), Mode::Pick, "a partner of several deals asks which");
    script::press(&mut screen, "<Enter>").unwrap();
    let text = script::text_of(&mut screen, 100, 30);
    assert!(text.contains("Outcome") && text.contains("Why lost"), "{text}");
    script::press(&mut screen, "l<Tab><Tab>price<Enter>").unwrap();
    let as_of = screen.workbench().as_of();
    let changed: Vec<_> =
        screen.workbench().program().deals.iter().filter(|deal| before.deals.get(&deal.id) != Some(deal)).collect();
    assert_eq!(changed.len(), 1);
    assert_eq!((changed[0].stage, changed[0].closed_on), (DealStage::Lost, Some(as_of)));
    assert_eq!(changed[0].lost_reason.as_deref(), Some("price"));
    script::press(&mut screen, "u").unwrap();
    assert_eq!(*screen.workbench().program(), before);
}

#[test]
fn plus_and_minus_step_the_tier() {
    let mut screen = pressed(northwind(), "-", 80, 24);
    assert_eq!(partner(&screen, "alder-finch-consulting").granted_tier.unwrap().as_str(), "silver");
    script::press(&mut screen, "+").unwrap();
    assert_eq!(partner(&screen, "alder-finch-consulting").granted_tier.unwrap().as_str(), "gold");
}

#[test]
fn marked_rows_are_copied_with_a_header_line() {
    let mut screen = pressed(northwind(), "  ", 80, 24);
    let effects = script::press(&mut screen, "y").unwrap();
    let Some(Effect::Copy { text, what }) = effects.into_iter().next() else { panic!("nothing copied") };
    assert_eq!(what, "2 partners");
    assert!(text.starts_with("name\ttype\ttier\t"), "{text}");
    assert_eq!(text.lines().count(), 3);
}

#[test]
fn several_sort_keys_are_typed_in_order() {
    let text = roster("Otier desc, name<Enter>");
    assert!(text.contains("sorted by tier descending, then name"), "{text}");
    assert!(roster("Ocolour").contains("is no column"));
    assert!(roster("Otier<Esc>").contains("sorted by name"));
}

#[test]
fn a_column_is_grabbed_moved_and_put_back() {
    let header = |text: &str| text.lines().nth(3).unwrap_or_default().to_owned();
    let moved = header(&roster("lml<Enter>"));
    assert!(moved.find("Tier").unwrap() < moved.find("Type").unwrap(), "{moved}");
    let back = header(&roster("lml<Esc>"));
    assert!(back.find("Type").unwrap() < back.find("Tier").unwrap(), "{back}");
}

#[test]
fn every_key_of_the_roster_is_taken() {
    let (keymap, _) = Keymap::built_in();
    for action in Action::ALL {
        if !action.info().scopes.contains(&Scope::Roster) {
            continue;
        }
        let key = keymap.key_for(&[Scope::Roster, Scope::Global], *action).unwrap_or_default();
        assert!(!key.is_empty(), "{} has no key", action.info().name);
        let text =
            roster(&key.replace(' ', "").replace('<', "<lt>").replace("F2", "<F2>").replace("Delete", "<Delete>"));
        assert!(!text.contains("is not for the roster"), "{key}: {text}");
        assert!(!text.contains("does nothing here"), "{key}: {text}");
    }
}

#[test]
fn every_size_is_drawn_with_any_program() {
    let sizes = [(1, 1), (20, 5), (40, 10), (41, 11), (60, 12), (79, 24), (119, 30), (120, 30), (200, 60)];
    for program in [Program::named("Empty"), northwind(), many(200)] {
        for keys in ["", "i", "<Tab>", "/a<Enter>*", "cX", "$c9", "C", "a", "mljj", "G$", "zu$="] {
            for (width, height) in sizes {
                after(program.clone(), keys, width, height);
            }
        }
    }
}

#[test]
fn ten_thousand_partners_are_moved_through_without_arranging_them_again() {
    let mut screen = pressed(many(10_000), "", 80, 24);
    script::press(&mut screen, &"j".repeat(500)).unwrap();
    let text = script::text_of(&mut screen, 80, 24);
    assert!(text.contains("10,000 partners"), "{text}");
    script::press(&mut screen, "G").unwrap();
    assert!(script::text_of(&mut screen, 80, 24).contains('▶'));
}
