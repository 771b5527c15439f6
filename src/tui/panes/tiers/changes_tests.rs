//! Numbers stepped in place, and the conditions of a tier edited as a tree, driven by keys.

use super::tests::{after, criteria, northwind, northwind_program, pressed, qualified};
use crate::tui::pane::Mode;
use crate::tui::script;

#[test]
fn a_step_is_accepted_at_once_and_a_run_of_steps_is_one_undo_step() {
    let mut screen = northwind();
    let before = screen.workbench().program().clone();
    let text = pressed(&mut screen, "<Right>+");
    assert!(text.contains("NAV") && text.contains("$100,000 → $110,000"), "{text}");
    assert!(criteria(&screen, "gold").contains("$110,000"));
    pressed(&mut screen, "++");
    assert!(criteria(&screen, "gold").contains("$130,000"));
    assert_eq!(screen.workbench().history().done().len(), 1);
    pressed(&mut screen, "u");
    assert_eq!(*screen.workbench().program(), before);
}

#[test]
fn everyone_who_moved_since_the_run_began_stays_in_sight() {
    let mut screen = northwind();
    let before = qualified(&screen);
    pressed(&mut screen, "<Right>");
    for keys in ["--------------------", "-------------------------", "---", "+++", "++++++++++++++++++++"] {
        pressed(&mut screen, keys);
        let text = script::text_of(&mut screen, 140, 60);
        let moved = qualified(&screen).iter().zip(&before).filter(|(new, old)| new != old).count();
        let told = if moved == 0 { "Nobody moves".to_owned() } else { format!("{moved} partner") };
        assert!(text.contains(&told), "{keys}: {moved}\n{text}");
    }
}

#[test]
fn a_step_shows_movers_and_what_it_costs() {
    insta::assert_snapshot!("step_80", after("<Right>-----------------------", 80, 24));
    insta::assert_snapshot!("step_in_tree_140", after("<Right><Right>r<Down><Down><Down><Down>++", 140, 45));
}

#[test]
fn rates_and_money_are_stepped_with_their_cost() {
    let mut screen = northwind();
    script::press(&mut screen, "<Right><Down><Down><Down><Down><Down><Down><Down><Down><Down><Down>").unwrap();
    let text = pressed(&mut screen, "+");
    let gold = screen.workbench().program().tiers.find("gold").unwrap();
    assert_eq!(gold.commission.map(|rate| rate.to_string()).as_deref(), Some("21%"), "{text}");
    assert!(text.contains("margin +$"), "{text}");
    let text = pressed(&mut screen, "<Down><Down>+");
    assert!(text.contains("MDF +$7,000"), "{text}");
}

#[test]
fn the_tree_of_conditions() {
    insta::assert_snapshot!("rules_80", after("<Right>r<Down><Down>", 80, 24));
    insta::assert_snapshot!("rules_140", after("<Right>r<Down>D", 140, 45));
}

#[test]
fn a_node_is_written_with_its_sentence_below_and_faults_named() {
    let mut screen = northwind();
    let before = screen.workbench().program().clone();
    pressed(&mut screen, "<Right>rgga");
    script::press(&mut screen, "<paste:compare(measure: people(level: [\"expert\"]), value: \"2\")>").unwrap();
    insta::assert_snapshot!("write_80", script::text_of(&mut screen, 80, 24));
    pressed(&mut screen, "<Enter>");
    assert!(criteria(&screen, "gold").ends_with("expert people at least 2"), "{}", criteria(&screen, "gold"));
    assert_eq!(screen.workbench().history().done().len(), 1);
    pressed(&mut screen, "u");
    assert_eq!(*screen.workbench().program(), before);
}

#[test]
fn nothing_wrong_is_accepted_and_what_was_typed_is_kept() {
    let mut screen = northwind();
    let before = screen.workbench().program().clone();
    pressed(&mut screen, "<Right>rgga");
    script::press(&mut screen, "<paste:at_least(n: 5, of: [holds(\"silver\")])>").unwrap();
    let text = pressed(&mut screen, "<Enter>");
    assert!(text.contains("5 of 1"), "{text}");
    assert_eq!(screen.mode(), Mode::Edit);
    let text = pressed(&mut screen, "<Esc>a");
    assert!(text.contains("at_least(n: 5"), "{text}");
    pressed(&mut screen, "<Esc>c");
    for bad in ["holds(\"nothing\")", "holds(\"gold\")", "meets(", "meets(metric: \"shoes\", value: \"1\")"] {
        script::press(&mut screen, &format!("<Ctrl+U><paste:{bad}>")).unwrap();
        let text = pressed(&mut screen, "<Enter>");
        assert_eq!(screen.mode(), Mode::Edit, "{bad}: {text}");
        script::press(&mut screen, "<Esc>c").unwrap();
    }
    assert_eq!(*screen.workbench().program(), before);
}

#[test]
fn nodes_are_wrapped_moved_stepped_and_deleted_in_place() {
    let mut screen = northwind();
    pressed(&mut screen, "<Right>rG");
    pressed(&mut screen, "{");
    assert!(criteria(&screen, "gold").starts_with("certified people >= 2 and ("), "{}", criteria(&screen, "gold"));
    pressed(&mut screen, "+");
    assert!(criteria(&screen, "gold").starts_with("certified people >= 3 and ("));
    pressed(&mut screen, "Rmust not<Enter>");
    assert!(criteria(&screen, "gold").starts_with("not (certified people >= 3)"), "{}", criteria(&screen, "gold"));
    pressed(&mut screen, "D");
    assert_eq!(criteria(&screen, "gold"), "(sourced revenue >= $100,000 or referrals >= 20)");
    assert_eq!(screen.workbench().history().done().len(), 4);
    pressed(&mut screen, "uuuu");
    assert_eq!(*screen.workbench().program(), northwind_program());
}
