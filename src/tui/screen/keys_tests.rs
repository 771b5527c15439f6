//! Presets, counts, typing over a cell, keys that say commands, the test of keys, and the list of problems, on the
//! larger example.

use jiff::civil::date;

use super::{Effect, Options, Screen};
use crate::app::{Dates, Origin};
use crate::program::Program;
use crate::store;
use crate::tui::keymap::{Keymap, Preset};
use crate::tui::pane::PaneName;
use crate::tui::session::Workbench;
use crate::tui::{panes, script};

fn northwind() -> Program {
    store::read(include_bytes!("../../../saves/northwind.ron")).unwrap().program
}

fn screen(preset: Preset, own: Option<&str>) -> Screen {
    let dates = Dates { today: date(2026, 9, 30), asked: None };
    let workbench = Workbench::new(northwind(), Origin::default(), dates);
    let own = own.map(|text| ("keys.ron".to_owned(), text.to_owned()));
    let named = own.as_ref().map(|(name, text)| (name.as_str(), text.as_str()));
    let (keymap, problems) = Keymap::of_user(preset, named);
    assert!(problems.is_empty(), "{problems:?}");
    let options = Options { pane: PaneName::Roster, keymap, own_keys: own, ..Options::default() };
    Screen::new(workbench, panes::all(), options)
}

fn press(screen: &mut Screen, keys: &str) -> Vec<Effect> {
    let effects = script::press(screen, keys).unwrap();
    text(screen);
    effects
}

fn text(screen: &mut Screen) -> String {
    script::text_of(screen, 100, 30)
}

fn selected(screen: &mut Screen) -> String {
    text(screen);
    screen.current_partner().map(|partner| partner.to_string()).unwrap_or_default()
}

#[test]
fn digits_count_in_the_vim_preset_and_go_to_panes_in_the_default_one() {
    let mut counted = screen(Preset::Vim, None);
    text(&mut counted);
    press(&mut counted, "3j");
    let mut stepped = screen(Preset::Default, None);
    text(&mut stepped);
    press(&mut stepped, "jjj");
    assert_eq!(selected(&mut counted), selected(&mut stepped));
    press(&mut counted, "2");
    assert!(text(&mut counted).contains("2 times; the next key says what"));
    press(&mut counted, "<Esc>k");
    press(&mut stepped, "k");
    assert_eq!(selected(&mut counted), selected(&mut stepped), "Esc forgets the count");
    press(&mut stepped, "2");
    assert_eq!(stepped.active(), PaneName::Matrix);
}

#[test]
fn in_the_sheet_preset_a_letter_replaces_the_cell_and_ctrl_z_takes_it_back() {
    let mut screen = screen(Preset::Sheet, None);
    text(&mut screen);
    let partner = selected(&mut screen);
    let name = |screen: &Screen| screen.workbench().program().partners.find(&partner).unwrap().name.clone();
    let before = name(&screen);
    press(&mut screen, "Zq<Enter>");
    assert_eq!(name(&screen), "Zq");
    press(&mut screen, "<Ctrl+Z>");
    assert_eq!(name(&screen), before);
    press(&mut screen, "/");
    assert!(text(&mut screen).contains("Commands"), "{}", text(&mut screen));
}

#[test]
fn a_key_of_the_user_says_a_command_about_the_selected_partner_as_one_step() {
    let own = r#"(bind: [(keys: ["g x"], cmd: "do", args: ["set", "partner/{partner}/region", "Testland"])])"#;
    let mut screen = screen(Preset::Default, Some(own));
    text(&mut screen);
    let partner = selected(&mut screen);
    press(&mut screen, "gx");
    let region = |screen: &Screen| screen.workbench().program().partners.find(&partner).unwrap().region.clone();
    assert_eq!(region(&screen).as_deref(), Some("Testland"), "{}", text(&mut screen));
    assert_eq!(screen.workbench().history().done().len(), 1);
    press(&mut screen, "u");
    assert_ne!(region(&screen).as_deref(), Some("Testland"));
}

#[test]
fn a_preset_is_chosen_from_the_palette_and_holds_at_once() {
    let mut screen = screen(Preset::Default, None);
    text(&mut screen);
    let effects = press(&mut screen, ":choose the keys<Enter>vim<Enter>");
    assert!(matches!(effects.as_slice(), [Effect::Prefer(Preset::Vim)]), "{effects:?}");
    assert!(text(&mut screen).contains("Keys: vim; ? lists them"), "{}", text(&mut screen));
    assert!(matches!(press(&mut screen, "<Ctrl+Z>").as_slice(), [Effect::Suspend]));
    assert!(matches!(press(&mut screen, "ZZ").as_slice(), [Effect::Quit]));
}

#[test]
fn the_test_of_keys_says_what_was_sent_and_what_it_means() {
    let mut screen = screen(Preset::Default, None);
    text(&mut screen);
    press(&mut screen, ":test the keys<Enter>");
    press(&mut screen, "u<Ctrl+P>g<F7>");
    let seen = text(&mut screen);
    for words in ["Undo", "Open the command palette", "begins a sequence", "nothing here", "Char('u')", "F(7)"] {
        assert!(seen.contains(words), "{words} is missing on\n{seen}");
    }
    press(&mut screen, "<Esc>");
    assert!(text(&mut screen).contains("Key test"));
    press(&mut screen, "<Esc>");
    assert!(!text(&mut screen).contains("Key test"));
}

#[test]
fn problems_are_listed_worst_first_and_lead_to_their_record() {
    let mut screen = screen(Preset::Default, None);
    text(&mut screen);
    press(&mut screen, "!");
    let seen = text(&mut screen);
    assert!(seen.contains("Problems: ") && seen.contains("Error   COM-08"), "{seen}");
    press(&mut screen, "TIER-10<Enter>");
    assert_eq!(screen.active(), PaneName::Tiers);
    let seen = text(&mut screen);
    assert!(seen.contains("TIER-10 warning") && seen.contains("What to do"), "{seen}");
}

#[test]
fn other_keys_are_offered_once_and_the_offer_goes_with_the_first_key() {
    let dates = Dates { today: date(2026, 9, 30), asked: None };
    let workbench = Workbench::new(northwind(), Origin::default(), dates);
    let mut screen = Screen::new(workbench, panes::all(), Options { offers_keys: true, ..Options::default() });
    assert!(text(&mut screen).contains("? lists the keys."));
    press(&mut screen, "j");
    assert!(!text(&mut screen).contains("? lists the keys."));
}

#[test]
fn signs_in_the_palette_find_partners_tags_panes_and_set_fields() {
    let mut screen = workbench_screen();
    text(&mut screen);
    press(&mut screen, ":@larkf<Enter>");
    assert_eq!(screen.active(), PaneName::Roster);
    assert!(text(&mut screen).contains("\u{25b6} Larkfield"), "{}", text(&mut screen));
    press(&mut screen, ":>time<Enter>");
    assert_eq!(screen.active(), PaneName::Timeline);
    press(&mut screen, ":#advis<Enter>");
    let seen = text(&mut screen);
    assert!(seen.contains("tags ~ \"advisory board\"") && seen.contains("TechServices"), "{seen}");
    press(&mut screen, "F:@larkf<Enter>:=tier gold");
    let seen = text(&mut screen);
    assert!(seen.contains("tier Gold") && seen.contains("on partner Larkfield Solutions"), "{seen}");
    press(&mut screen, "<Enter>");
    let tier = |screen: &Screen| {
        let partner = screen.workbench().program().partners.find("larkfield-solutions").unwrap().clone();
        (partner.granted_tier.map(|id| id.to_string()), partner.region)
    };
    assert_eq!(tier(&screen).0.as_deref(), Some("gold"));
    press(&mut screen, ":=region Nowhere land");
    assert!(text(&mut screen).contains("Enter sets Region = Nowhere land"));
    press(&mut screen, "<Enter>");
    assert_eq!(tier(&screen).1.as_deref(), Some("Nowhere land"));
    assert_eq!(screen.workbench().history().done().len(), 2);
    press(&mut screen, "/tier = platinum<Enter>*:=owner henrik<Enter>");
    assert_eq!(screen.workbench().history().done().last().unwrap().changes.len(), 4, "the marked ones");
}

fn workbench_screen() -> Screen {
    let dates = Dates { today: date(2026, 9, 30), asked: None };
    Screen::new(Workbench::new(northwind(), Origin::default(), dates), panes::all(), Options::default())
}
