//! The matrix driven by keys.

use super::Matrix;
use crate::app::{Dates, Origin, Workbench};
use crate::program::Program;
use crate::tui::pane::PaneName;
use crate::tui::screen::{Options, Screen};
use crate::tui::script;

fn screen_on(program: Program) -> Screen {
    let today = jiff::civil::date(2026, 11, 22);
    let workbench = Workbench::new(program, Origin::default(), Dates { today, asked: None });
    let options = Options { pane: PaneName::Matrix, ..Options::default() };
    Screen::new(workbench, vec![Box::new(Matrix::default())], options)
}

fn northwind() -> Screen {
    screen_on(crate::store::read(include_bytes!("../../../../saves/northwind.ron")).unwrap().program)
}

fn after(keys: &str, width: u16, height: u16) -> String {
    let mut screen = northwind();
    script::text_of(&mut screen, width, height);
    script::press(&mut screen, keys).unwrap();
    script::text_of(&mut screen, width, height)
}

#[test]
fn the_plane_at_the_design_size() {
    insta::assert_snapshot!("plane_80", after("", 80, 24));
}

#[test]
fn the_plane_with_its_details() {
    insta::assert_snapshot!("plane_140", after("nn", 140, 45));
}

#[test]
fn the_table_twin() {
    insta::assert_snapshot!("twin_80", after("t", 80, 24));
}

#[test]
fn a_point_is_moved_with_both_numbers_in_sight_and_dropped() {
    insta::assert_snapshot!("grabbed_80", after("m<Up><Up><Left>", 80, 24));
    let mut screen = northwind();
    script::text_of(&mut screen, 80, 24);
    let partner = |screen: &Screen| screen.workbench().program().partners.find("techservices").cloned().unwrap();
    let before = partner(&screen);
    script::press(&mut screen, "m<Up><Esc>").unwrap();
    assert_eq!(partner(&screen), before);
    script::press(&mut screen, "m91<Enter>").unwrap();
    assert_eq!(partner(&screen).strategic_value_override.map(|value| value.to_string()), Some("91".to_owned()));
    script::press(&mut screen, "u").unwrap();
    assert_eq!(partner(&screen), before);
}

#[test]
fn a_point_placed_by_potential_moves_sideways_too() {
    let mut screen = northwind();
    script::text_of(&mut screen, 80, 24);
    script::press(&mut screen, "/granite<Enter>m<Right><Right><Enter>").unwrap();
    let partners = &screen.workbench().program().partners;
    let granite = partners.iter().find(|partner| partner.name.starts_with("Granite")).unwrap();
    assert_eq!(granite.potential.map(|amount| amount.to_string()), Some("420000.00".to_owned()));
}

#[test]
fn an_empty_program_says_what_to_do_and_no_size_panics() {
    let text = script::text_of(&mut screen_on(Program::named("Empty")), 80, 24);
    assert!(text.contains("No partners yet"), "{text}");
    for keys in ["", "t", "m<Up>", "+"] {
        let mut screen = northwind();
        script::text_of(&mut screen, 80, 24);
        script::press(&mut screen, keys).unwrap();
        for (width, height) in [(0, 0), (1, 1), (2, 30), (41, 10), (80, 3), (200, 60), (121, 11)] {
            script::text_of(&mut screen, width, height);
        }
    }
}

#[test]
fn quadrants_can_be_looked_at_alone() {
    let text = after("z1", 80, 24);
    assert!(text.contains("only Strategic Alliances"), "{text}");
    assert!(after("z1z0", 80, 24).contains("38 placed"));
}
