//! Saved views of the roster, driven by keys.

use super::tests::{northwind, pressed};
use crate::tui::pane::Mode;
use crate::tui::screen::Screen;
use crate::tui::script;

fn text(screen: &mut Screen) -> String {
    script::text_of(screen, 80, 24)
}

fn press(screen: &mut Screen, keys: &str) {
    script::press(screen, keys).unwrap();
}

/// Gold partners by health, without types, the health wider, saved under a name.
fn saved() -> Screen {
    pressed(northwind(), "/tier = gold<Enter>lzhllo>>zsGold by health<Enter>", 80, 24)
}

#[test]
fn a_view_is_saved_under_a_name_as_one_step_and_stands_as_a_tab() {
    let mut screen = saved();
    let views: Vec<_> = screen.workbench().program().saved_views.iter().cloned().collect();
    assert_eq!(views.len(), 1);
    assert_eq!((views[0].name.as_str(), views[0].table.as_str()), ("Gold by health", "partners"));
    assert_eq!(views[0].filter.as_deref(), Some("tier = gold"));
    assert_eq!(views[0].sort, ["sourced_t12m"]);
    assert_eq!(views[0].columns[..3], ["name", "tier", "health"]);
    assert!(views[0].columns.iter().any(|column| column == "sourced_t12m:11"), "{:?}", views[0].columns);
    let shown = text(&mut screen);
    assert!(shown.contains(" All partners [Gold by health]"), "{shown}");
    insta::assert_snapshot!("view_shown_80", shown);
    insta::assert_snapshot!("view_list_80", {
        press(&mut screen, "f");
        text(&mut screen)
    });
    press(&mut screen, "<Esc>u");
    assert!(screen.workbench().program().saved_views.is_empty());
    assert!(!text(&mut screen).contains("All partners"), "without views there is no line of tabs");
}

#[test]
fn tabs_are_gone_through_with_keys_and_each_is_found_as_it_was_left() {
    let mut screen = saved();
    press(&mut screen, "}");
    let all = text(&mut screen);
    assert!(all.contains("[All partners]") && all.contains("40 partners"), "{all}");
    press(&mut screen, "/reseller<Enter>{");
    assert!(text(&mut screen).contains("filter: tier = gold"));
    press(&mut screen, "o");
    assert!(text(&mut screen).contains("[Gold by health*]"), "a view that looks otherwise is marked");
    press(&mut screen, "}");
    assert!(text(&mut screen).contains("filter: reseller"), "the table itself is as it was left");
    press(&mut screen, "f1");
    assert!(text(&mut screen).contains("[Gold by health*]"), "its digit goes there, as it was left");
    press(&mut screen, "fr");
    assert!(text(&mut screen).contains("[Gold by health]"), "and back to what was saved");
    press(&mut screen, "f0");
    assert!(text(&mut screen).contains("[All partners]"));
}

#[test]
fn a_view_is_saved_again_renamed_and_deleted() {
    let mut screen = saved();
    press(&mut screen, "F/tier = silver<Enter>fw");
    let filter = |screen: &Screen| screen.workbench().program().saved_views.iter().next().unwrap().filter.clone();
    assert_eq!(filter(&screen).as_deref(), Some("tier = silver"));
    press(&mut screen, "fn<Ctrl+U>Silver<Enter>");
    assert!(text(&mut screen).contains("[Silver]"));
    press(&mut screen, "zs<Ctrl+U> <Enter>");
    assert_eq!(screen.mode(), Mode::Edit, "a view needs a name");
    press(&mut screen, "<Esc>fd");
    assert!(screen.workbench().program().saved_views.is_empty());
    let shown = text(&mut screen);
    assert!(shown.contains("filter: tier = silver"), "the table stays as it is: {shown}");
    press(&mut screen, "uuuu");
    assert!(screen.workbench().program().saved_views.is_empty());
}

#[test]
fn without_a_view_the_keys_say_how_to_save_one() {
    let mut screen = pressed(northwind(), "}", 80, 24);
    assert!(text(&mut screen).contains("z s saves one") || text(&mut screen).contains("zs saves one"));
}

#[test]
fn a_view_that_names_no_column_here_says_so() {
    let mut program = northwind();
    let view = crate::program::saved_view::SavedView {
        id: "odd".parse().unwrap(),
        name: "Odd".to_owned(),
        table: "partners".to_owned(),
        filter: Some("colour = red".to_owned()),
        sort: vec!["size".to_owned()],
        columns: ["shoe:x", "health:12", "name", "health"].map(str::to_owned).into(),
        frozen: Some(99),
        note: None,
    };
    program.put(view.into());
    let mut screen = pressed(program, "}", 80, 24);
    let shown = text(&mut screen);
    assert!(shown.contains("no column here: shoe, size"), "{shown}");
    assert!(shown.contains("40 partners"), "what can not be read filters nothing: {shown}");
    for (width, height) in [(1, 1), (20, 4), (41, 11), (200, 60)] {
        script::text_of(&mut screen, width, height);
    }
}

#[test]
fn the_border_between_two_headers_is_dragged() {
    use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
    let mut screen = pressed(northwind(), "", 80, 24);
    let shown = text(&mut screen);
    let header = shown.lines().position(|line| line.contains("Partner   ")).unwrap() as u16;
    let mut mouse = |kind, column| {
        let event = MouseEvent { kind, column, row: header, modifiers: KeyModifiers::NONE };
        screen.handle(crate::tui::screen::Event::Mouse(event));
    };
    mouse(MouseEventKind::Down(MouseButton::Left), 22);
    mouse(MouseEventKind::Drag(MouseButton::Left), 27);
    mouse(MouseEventKind::Up(MouseButton::Left), 27);
    let dragged = text(&mut screen);
    assert!(dragged.contains("Name is 25 cells wide"), "{dragged}");
    assert!(dragged.contains("Alder & Finch Consulting  SI"), "{dragged}");
    assert!(dragged.contains("sorted by name"), "a drag sorts nothing: {dragged}");
}
