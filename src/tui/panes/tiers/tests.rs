//! The designer driven by keys.

use jiff::civil::date;

use super::Tiers;
use crate::app::{Dates, Origin, Workbench};
use crate::program::Program;
use crate::program::partner::{LifecycleStage, Partner};
use crate::tui::action::{Action, Scope};
use crate::tui::pane::{Mode, PaneName};
use crate::tui::screen::{Options, Screen};
use crate::tui::script;
use crate::tui::theme::{Look, Theme};

pub(super) fn screen_on(program: Program, look: Look) -> Screen {
    let workbench = Workbench::new(program, Origin::default(), Dates { today: date(2026, 11, 22), asked: None });
    let options = Options { pane: PaneName::Tiers, look, ..Options::default() };
    Screen::new(workbench, vec![Box::new(Tiers::default())], options)
}

fn read(bytes: &[u8]) -> Program {
    crate::store::read(bytes).unwrap().program
}

pub(super) fn northwind_program() -> Program {
    read(include_bytes!("../../../../saves/northwind.ron"))
}

pub(super) fn northwind() -> Screen {
    let mut screen = screen_on(northwind_program(), Look::default());
    script::text_of(&mut screen, 80, 24);
    screen
}

pub(super) fn pressed(screen: &mut Screen, keys: &str) -> String {
    script::press(screen, keys).unwrap();
    script::text_of(screen, 80, 24)
}

pub(super) fn after(keys: &str, width: u16, height: u16) -> String {
    let mut screen = screen_on(northwind_program(), Look::default());
    script::text_of(&mut screen, width, height);
    script::press(&mut screen, keys).unwrap();
    script::text_of(&mut screen, width, height)
}

pub(super) fn criteria(screen: &Screen, tier: &str) -> String {
    let program = screen.workbench().program();
    super::sentence::sentence(&program.tiers.find(tier).unwrap().criteria, program.profile.currency)
}

#[test]
fn the_ladder_at_the_design_size() {
    insta::assert_snapshot!("grid_80", after("", 80, 24));
    insta::assert_snapshot!("grid_80_below", after("G", 80, 24));
}

#[test]
fn the_ladder_with_its_people_beside_it() {
    insta::assert_snapshot!("grid_140", after("<Right>", 140, 45));
}

#[test]
fn a_threshold_shows_who_would_move_while_it_is_typed() {
    insta::assert_snapshot!("typing_80", after("<Right>c30k", 80, 24));
    insta::assert_snapshot!("typing_140", after("<Right>c30k", 140, 45));
}

#[test]
fn typing_over_an_opened_threshold_replaces_it_and_f2_keeps_it() {
    let mut screen = northwind();
    let before = criteria(&screen, "gold");
    let opened = pressed(&mut screen, "<Right><Enter>");
    assert!(screen.mode() == Mode::Edit && !opened.contains("30,000"), "{opened}");
    pressed(&mut screen, "30k<Enter>");
    assert!(criteria(&screen, "gold").contains("$30,000"), "{} was {before}", criteria(&screen, "gold"));
    pressed(&mut screen, "<Up><F2>0<Enter>");
    assert!(criteria(&screen, "gold").contains("$300,000"), "{}", criteria(&screen, "gold"));
    pressed(&mut screen, "uu");
    assert_eq!(criteria(&screen, "gold"), before);
}

#[test]
fn the_people_of_a_tier() {
    insta::assert_snapshot!("people_80", after("<Tab><Down>", 80, 24));
}

#[test]
fn the_table_twin() {
    insta::assert_snapshot!("twin_80", after("t", 80, 24));
}

#[test]
fn a_preset_is_shown_with_thresholds_and_movers_before_it_is_applied() {
    insta::assert_snapshot!("preset_120", after("Acore<Enter>", 120, 45));
}

#[test]
fn a_preset_is_discarded_without_a_trace_and_adopted_as_one_step() {
    let mut screen = northwind();
    pressed(&mut screen, "Acore<Enter><Esc>");
    assert_eq!(*screen.workbench().program(), northwind_program());
    assert!(!screen.workbench().is_dirty());
    pressed(&mut screen, "Acore<Enter><Enter>");
    assert_eq!(criteria(&screen, "platinum"), "sourced revenue >= $200,000");
    assert_eq!(screen.workbench().history().done().len(), 1);
    pressed(&mut screen, "u");
    assert_eq!(*screen.workbench().program(), northwind_program());
}

#[test]
fn an_empty_program_says_what_to_press() {
    let mut screen = screen_on(Program::named("Empty"), Look::default());
    insta::assert_snapshot!("empty_80", script::text_of(&mut screen, 80, 24));
    pressed(&mut screen, "Astandard<Enter><Enter>");
    assert_eq!(screen.workbench().program().tiers.len(), 4);
    pressed(&mut screen, "u");
    assert_eq!(*screen.workbench().program(), Program::named("Empty"));
}

#[test]
fn mono_and_the_example_program_hold_too() {
    let look = Look { theme: Theme::mono(), glyphs: &crate::tui::glyphs::ASCII };
    let mut screen = screen_on(read(include_bytes!("../../../../saves/example.ron")), look);
    insta::assert_snapshot!("example_ascii_80", script::text_of(&mut screen, 80, 24));
}

#[test]
fn escape_leaves_the_program_as_it_was_and_the_text_can_be_had_again() {
    let mut screen = northwind();
    let before = screen.workbench().program().clone();
    let text = pressed(&mut screen, "<Right>c75k");
    assert!(text.contains("$75,000") && text.contains("EDIT"), "{text}");
    pressed(&mut screen, "<Esc>");
    assert_eq!(*screen.workbench().program(), before);
    assert!(!screen.workbench().is_dirty());
    assert_eq!(screen.mode(), Mode::Nav);
    pressed(&mut screen, "<Enter><Up><Enter>");
    assert!(criteria(&screen, "gold").contains("$75,000"));
    pressed(&mut screen, "u");
    assert_eq!(*screen.workbench().program(), before);
}

#[test]
fn those_named_before_are_those_who_move() {
    let mut screen = northwind();
    let before: Vec<_> = qualified(&screen);
    let text = pressed(&mut screen, "<Right>c30k");
    let named = text.lines().filter(|line| line.contains('→')).count();
    pressed(&mut screen, "<Enter>");
    let moved = qualified(&screen).iter().zip(&before).filter(|(new, old)| new != old).count();
    assert!(moved > 0, "{text}");
    assert!(text.contains(&format!("{moved} partner")), "{text}");
    assert!(named > 0 && named <= moved, "{text}");
}

pub(super) fn qualified(screen: &Screen) -> Vec<(String, Option<usize>)> {
    let partners = screen.workbench().derived().partners();
    partners.map(|measures| (measures.partner.to_string(), measures.tier.qualified_rank)).collect()
}

#[test]
fn invalid_text_stays_and_never_traps() {
    let mut screen = northwind();
    let before = screen.workbench().program().clone();
    let text = pressed(&mut screen, "cabc<Enter>");
    assert!(text.contains("abc") && text.contains("an amount of money"), "{text}");
    let text = pressed(&mut screen, "<Tab>");
    assert!(text.contains("!abc") || text.contains("! abc") || text.contains("!        abc"), "{text}");
    assert_eq!(screen.mode(), Mode::Nav);
    assert_eq!(*screen.workbench().program(), before);
    let text = pressed(&mut screen, "<Left><Enter>");
    assert!(text.contains("abc"), "{text}");
    let text = pressed(&mut screen, "<Esc>");
    assert!(!text.contains("abc"), "{text}");
}

#[test]
fn plus_and_minus_step_with_the_movers_in_sight_and_enter_accepts() {
    let mut screen = northwind();
    let text = pressed(&mut screen, "<Right>+");
    assert!(text.contains("$110,000"), "{text}");
    let text = pressed(&mut screen, "--");
    assert!(text.contains("$99,000"), "{text}");
    pressed(&mut screen, "<Enter>");
    assert!(criteria(&screen, "gold").contains("$99,000"));
}

#[test]
fn fields_and_benefits_are_edited_like_a_sheet() {
    let mut screen = screen_on(Program::named("Empty"), Look::default());
    pressed(&mut screen, "Astandard<Enter><Enter>");
    let before = screen.workbench().program().clone();
    let gold = |screen: &Screen| screen.workbench().program().tiers.find("gold").cloned().unwrap();
    let down_to = |screen: &mut Screen, label: &str| {
        pressed(screen, "gg^<Right><Right>");
        for _ in 0..60 {
            let text = script::text_of(screen, 80, 24);
            if text.lines().any(|line| line.starts_with('▶') && line.contains(label)) {
                return;
            }
            script::press(screen, "<Down>").unwrap();
        }
        panic!("{label} is not reached");
    };
    down_to(&mut screen, "Commission");
    pressed(&mut screen, "c22<Enter>");
    assert_eq!(gold(&screen).commission.map(|rate| rate.to_string()), Some("22%".to_owned()));
    down_to(&mut screen, "MDF per year");
    pressed(&mut screen, "c12.5k<Enter>");
    assert_eq!(gold(&screen).mdf_annual.map(|amount| amount.to_string()), Some("12500.00".to_owned()));
    down_to(&mut screen, "Co-marketing funds");
    pressed(&mut screen, "c15k<Enter>");
    assert_eq!(gold(&screen).mdf_annual.map(|amount| amount.to_string()), Some("15000.00".to_owned()));
    down_to(&mut screen, "Lead sharing");
    pressed(&mut screen, "+");
    let lead: crate::program::id::Id<crate::program::tier::Benefit> = "lead_sharing".parse().unwrap();
    assert_eq!(gold(&screen).benefits.get(&lead).map(String::as_str), Some("Priority"));
    pressed(&mut screen, "<Enter>limited<Enter>");
    assert_eq!(gold(&screen).benefits.get(&lead).map(String::as_str), Some("Limited"));
    pressed(&mut screen, "uuuuu");
    assert_eq!(*screen.workbench().program(), before);
}

#[test]
fn conditions_are_added_grouped_and_taken_away_after_a_preview() {
    let mut screen = northwind();
    let text = pressed(&mut screen, "<Right>I<Tab><Tab><Tab>7<Tab>");
    assert!(text.contains("New condition of Gold"), "{text}");
    pressed(&mut screen, "<Enter>");
    let text = pressed(&mut screen, "<Enter>");
    assert!(criteria(&screen, "gold").ends_with("sourced revenue >= $7"), "{text}");
    let text = pressed(&mut screen, "X<Enter>");
    assert!(text.contains("Gold would ask for"), "{text}");
    pressed(&mut screen, "<Enter>");
    assert!(!criteria(&screen, "gold").contains("$100,000"));
    pressed(&mut screen, "ugg^<Right><Right>Reverything<Enter>one of<Enter><Enter>");
    assert!(criteria(&screen, "gold").contains(" or certified people"), "{}", criteria(&screen, "gold"));
}

#[test]
fn a_new_tier_asks_what_the_one_below_asks_and_the_plan_opens_again() {
    let mut screen = northwind();
    let text = pressed(&mut screen, "aDiamond<Enter>");
    assert!(text.contains("it asks what Platinum asks"), "{text}");
    assert_eq!(criteria(&screen, "diamond"), criteria(&screen, "platinum"));
    let holds = |screen: &Screen| {
        let program = screen.workbench().program();
        assert_eq!(crate::program::integrity::integrity(program), Vec::new());
        assert_eq!(read(crate::store::write(program, None).source.text().as_bytes()), *program);
    };
    holds(&screen);
    let mut screen = screen_on(Program::named("Empty"), Look::default());
    pressed(&mut screen, "aBase<Enter>aNext<Enter>");
    assert!(criteria(&screen, "next").contains("sourced revenue"), "{}", criteria(&screen, "next"));
    holds(&screen);
}

#[test]
fn tiers_are_added_moved_renamed_and_taken_away() {
    let mut screen = northwind();
    let text = pressed(&mut screen, "aDiamond<Enter>");
    assert!(text.contains("Diamond asks for"), "{text}");
    let order = |screen: &Screen, id: &str| screen.workbench().program().tiers.find(id).map(|tier| tier.order);
    assert_eq!(order(&screen, "diamond"), Some(4));
    pressed(&mut screen, "<lt>");
    assert_eq!(order(&screen, "diamond"), Some(3));
    pressed(&mut screen, ">");
    assert_eq!(order(&screen, "diamond"), Some(4));
    pressed(&mut screen, "e 2<Enter>");
    assert_eq!(screen.workbench().program().tiers.find("diamond").unwrap().name, "Diamond 2");
    let text = pressed(&mut screen, "D");
    assert!(text.contains("No partner has it"), "{text}");
    pressed(&mut screen, "<Enter>");
    assert_eq!(order(&screen, "diamond"), None);
    let text = pressed(&mut screen, "$D");
    assert!(text.contains("left without a tier"), "{text}");
    pressed(&mut screen, "<Esc>");
    assert_eq!(order(&screen, "platinum"), Some(3));
}

#[test]
fn a_tier_is_granted_from_the_list() {
    let mut screen = northwind();
    let text = pressed(&mut screen, "<Tab>st");
    assert!(text.contains("Tier of "), "{text}");
    pressed(&mut screen, "<Esc>");
    assert!(!screen.workbench().is_dirty());
    pressed(&mut screen, "stplatinum<Enter>");
    assert!(screen.workbench().is_dirty());
    pressed(&mut screen, "u");
    assert_eq!(*screen.workbench().program(), northwind_program());
}

#[test]
fn every_key_of_the_pane_is_accepted() {
    let (keymap, _) = crate::tui::keymap::Keymap::built_in();
    for action in Action::ALL {
        if !action.valid_in(Scope::Tiers) && !action.valid_in(Scope::Global) {
            continue;
        }
        let Some(key) = keymap.key_for(&[Scope::Tiers, Scope::Global], *action) else { continue };
        let mut screen = northwind();
        let named = format!("<{}>", if key == "<" { "lt" } else { key.as_str() });
        let script = if script::parse(&named).is_ok() { named } else { key.clone() };
        script::press(&mut screen, &script).unwrap_or_else(|bad| panic!("{key}: {bad}"));
        let text = script::text_of(&mut screen, 80, 24);
        assert!(!text.contains("does nothing here"), "{key}: {text}");
    }
}

#[test]
fn no_size_and_no_name_panics() {
    let mut odd = northwind_program();
    let mut partner =
        Partner::named("cjk".parse().unwrap(), "株式会社サクラ 👩‍💻 e\u{301}\u{202e}", LifecycleStage::Activate);
    partner.granted_tier = Some("gold".parse().unwrap());
    partner.tier_since = Some(date(2025, 1, 1));
    odd.put(crate::program::AnyRecord::from(partner));
    for program in [odd, crate::app::demo::big(200, 400, 7), Program::named("Empty")] {
        for keys in ["", "<Right><Right>c3", "<Right><Right><Tab>", "t", "G", "i", "Acore<Enter>", "I"] {
            let mut screen = screen_on(program.clone(), Look::default());
            script::text_of(&mut screen, 80, 24);
            script::press(&mut screen, keys).unwrap();
            for (width, height) in
                [(0, 0), (1, 1), (2, 30), (40, 10), (41, 11), (80, 3), (200, 60), (121, 11), (119, 30)]
            {
                script::text_of(&mut screen, width, height);
            }
        }
    }
}

#[test]
fn rows_values_and_people_are_found_and_the_tiers_are_copied_in_every_format() {
    use crate::tui::screen::Effect;
    let mut screen = northwind();
    script::text_of(&mut screen, 80, 24);
    script::press(&mut screen, "g/mdf cap<Enter>").unwrap();
    let text = script::text_of(&mut screen, 80, 24);
    assert!(text.lines().any(|line| line.starts_with('▶') && line.contains("MDF cap")), "{text}");
    script::press(&mut screen, "n").unwrap();
    assert!(script::text_of(&mut screen, 80, 24).contains("Only this one holds"));
    let mut copied = |keys: &str| {
        let effects = script::press(&mut screen, keys).unwrap();
        let found = effects.into_iter().find_map(|effect| match effect {
            Effect::Copy { text, .. } => Some(text),
            _ => None,
        });
        found.unwrap_or_else(|| panic!("{keys} copied nothing"))
    };
    let markdown = copied("Ytiers markdown<Enter>");
    assert!(markdown.starts_with("| Tier | "), "{markdown}");
    assert!(markdown.lines().nth(1).unwrap().starts_with("|---"), "{markdown}");
    assert!(copied("Ytiers csv<Enter>").starts_with("Tier,"));
    assert!(copied("Ytier ron<Enter>").starts_with("(id:"));
    assert!(!copied("Ycell<Enter>").is_empty());
}
