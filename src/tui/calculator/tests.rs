//! Calculators opened from the palette and driven by keys.

use jiff::civil::date;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Calculation;
use crate::analysis::calculators::{all, find, run};
use crate::app::{Dates, Origin};
use crate::tui::action::Action;
use crate::tui::keys::Chord;
use crate::tui::overlays::Step;
use crate::tui::pane::{Mode, PaneName};
use crate::tui::screen::{Effect, Options, Screen};
use crate::tui::script;
use crate::tui::session::Workbench;
use crate::tui::theme::{Look, Theme};

fn screen() -> Screen {
    let program = crate::store::read(include_bytes!("../../../saves/example.ron")).unwrap().program;
    let dates = Dates { today: date(2026, 11, 22), asked: None };
    let look = Look { theme: Theme::mono(), ..Look::default() };
    let options = Options { look, pane: PaneName::Roster, ..Options::default() };
    let mut screen = Screen::new(Workbench::new(program, Origin::default(), dates), crate::tui::panes::all(), options);
    script::text_of(&mut screen, 80, 24);
    screen
}

fn after(keys: &str, width: u16, height: u16) -> String {
    let mut screen = screen();
    script::press(&mut screen, keys).unwrap();
    script::text_of(&mut screen, width, height)
}

fn press(form: &mut Calculation, keys: &str) {
    for key in keys.split(' ') {
        match key {
            "enter" => form.act(Action::Accept),
            "esc" => form.act(Action::Cancel),
            "down" => form.act(Action::FieldNext),
            key => form.type_key(key.parse::<Chord>().unwrap().event()),
        };
    }
}

#[test]
fn every_calculator_opens_with_its_example_and_shows_what_calc_answers() {
    assert_eq!(all().len(), 76);
    for calculator in all() {
        let mut form = Calculation::new(calculator);
        let expected = run(calculator.name, calculator.example).to_json();
        assert!(form.envelope().is_ok(), "{}: {}", calculator.name, form.envelope().to_json());
        assert_eq!(form.envelope().to_json(), expected, "{}", calculator.name);
        assert_eq!(run(calculator.name, &form.input()).to_json(), expected, "{}", calculator.name);
        for (width, height) in [(20, 5), (80, 21), (140, 42)] {
            let area = Rect::new(0, 0, width, height);
            let mut buffer = Buffer::empty(area);
            form.layout(area);
            form.draw(&mut buffer, &Look::default());
        }
        assert_eq!(form.computed(), 1, "{}: drawing works nothing out", calculator.name);
    }
}

#[test]
fn every_input_of_every_calculator_can_be_reached_and_typed() {
    for calculator in all() {
        let mut form = Calculation::new(calculator);
        for at in 0..form.shown.len() {
            let slot = form.slot().unwrap().clone();
            assert_eq!(at, form.focus, "{}", calculator.name);
            assert!(!slot.hint().is_empty());
            if slot.words().is_empty() {
                press(&mut form, "enter");
                assert!(form.typing(), "{}: {}", calculator.name, slot.field.name);
                press(&mut form, "{ esc");
                assert_eq!(form.slot().unwrap().text, slot.text);
            }
            press(&mut form, "down");
        }
        assert_eq!(form.envelope().to_json(), run(calculator.name, calculator.example).to_json());
    }
}

#[test]
fn a_calculator_is_found_in_the_palette_and_filled_from_the_selected_partner() {
    let text = after(":calc: health<Enter>", 80, 24);
    assert!(text.contains("from Bluepeak Systems"), "{text}");
    insta::assert_snapshot!("health_80x24", text);
    insta::assert_snapshot!("health_140x45", after(":calc: health<Enter>", 140, 45));
}

#[test]
fn without_a_value_of_the_plan_it_begins_with_the_example() {
    let text = after(":calc: commission<Enter>", 140, 45);
    assert!(text.contains("example") && text.contains("tiered_marginal"), "{text}");
    insta::assert_snapshot!("commission_140x45", text);
    insta::assert_snapshot!("tier_ladder_typing_80x24", after(":calc: tier-qualification<Enter>jj<Enter>", 80, 24));
}

#[test]
fn typing_recomputes_and_an_error_stands_beside_its_input() {
    let mut screen = screen();
    script::press(&mut screen, ":calc: growth<Enter>c120000.00<Enter>c100000.00<Enter>").unwrap();
    let text = script::text_of(&mut screen, 80, 24);
    assert!(text.contains("20"), "{text}");
    script::press(&mut screen, "kk").unwrap();
    script::press(&mut screen, "gg").unwrap();
    let mut wrong = screen;
    script::press(&mut wrong, "c12x<Enter>").unwrap();
    let text = script::text_of(&mut wrong, 80, 24);
    assert!(text.contains("is not an amount with two decimals") && text.contains("No result yet"), "{text}");
    insta::assert_snapshot!("growth_wrong_80x24", text);
}

#[test]
fn escape_leaves_an_input_as_it_was_then_the_form_and_the_plan_is_untouched() {
    let mut screen = screen();
    let before = screen.workbench().program().clone();
    script::press(&mut screen, ":calc: growth<Enter>").unwrap();
    let opened = script::text_of(&mut screen, 80, 24);
    script::press(&mut screen, "<Enter>999").unwrap();
    assert_eq!(screen.mode(), Mode::Edit);
    script::press(&mut screen, "<Esc>").unwrap();
    assert_eq!(script::text_of(&mut screen, 80, 24), opened);
    script::press(&mut screen, "<Esc>").unwrap();
    assert_eq!(screen.mode(), Mode::Nav);
    assert!(!script::text_of(&mut screen, 80, 24).contains("calc: growth"));
    assert_eq!(*screen.workbench().program(), before);
    assert!(screen.workbench().history().done().is_empty());
}

#[test]
fn y_copies_the_input_that_calc_takes() {
    let mut screen = screen();
    let effects = script::press(&mut screen, ":calc: commission<Enter>y").unwrap();
    let [Effect::Copy { text, .. }] = &effects[..] else { panic!("{effects:?}") };
    let example = find("commission").unwrap().example;
    assert_eq!(run("commission", text).to_json(), run("commission", example).to_json());
}

#[test]
fn a_choice_changes_which_inputs_there_are() {
    let mut form = Calculation::new(find("commission").unwrap());
    let names = |form: &Calculation| form.shown.iter().map(|at| form.slots[*at].field.name).collect::<Vec<_>>();
    assert!(names(&form).contains(&"volume"));
    while form.slot().unwrap().text != "flat" {
        assert_eq!(form.type_key("l".parse::<Chord>().unwrap().event()), Step::Changed);
    }
    assert!(names(&form).contains(&"flat_amount") && !names(&form).contains(&"volume"));
}
