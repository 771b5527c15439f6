//! Home driven by keys.

use std::sync::Arc;

use jiff::civil::{Date, date};

use super::Home;
use crate::app::{Dates, Origin, Workbench};
use crate::program::partner::{LifecycleStage, Partner};
use crate::program::side::Side;
use crate::program::task::Task;
use crate::program::{AnyRecord, Program};
use crate::tui::screen::{Options, Screen};
use crate::tui::script;

const TODAY: Date = date(2026, 11, 22);

fn task(id: &str, title: &str, due: Date, partner: Option<&Partner>) -> Task {
    Task {
        id: id.parse().unwrap(),
        title: title.to_owned(),
        campaign: None,
        plan: None,
        partner: partner.map(|partner| partner.id.clone()),
        side: Side::Us,
        person: Some("Sarah".to_owned()),
        role: None,
        due,
        offset: None,
        depends_on: Vec::new(),
        done_on: None,
        late_at_start: false,
        blocked: None,
        action: None,
    }
}

fn screen_on(program: Program) -> Screen {
    let workbench = Workbench::new(program, Origin::default(), Dates { today: TODAY, asked: None });
    Screen::new(workbench, vec![Box::new(Home::default())], Options::default())
}

fn screen() -> Screen {
    let mut program = Program::named("Test program");
    let acme = Partner::named("acme".parse().unwrap(), "Acme 株式会社", LifecycleStage::Activate);
    program.put(AnyRecord::Task(Arc::new(task("t1", "Send the invitation", date(2026, 11, 20), Some(&acme)))));
    program.put(AnyRecord::Task(Arc::new(task("t2", "Book the speaker", date(2026, 11, 23), None))));
    program.put(AnyRecord::Task(Arc::new(task("t3", "Thank you mail", date(2026, 12, 3), None))));
    program.put(AnyRecord::Partner(Arc::new(acme)));
    screen_on(program)
}

#[test]
fn what_is_due_stands_in_the_order_of_its_dates() {
    let text = script::text_of(&mut screen(), 100, 24);
    for wanted in [
        "Overdue (1)",
        "2 d late",
        "Next 7 days (1)",
        "tomorrow",
        "The week after (1)",
        "Sunday 22 November",
        "Acme 株式会社",
    ] {
        assert!(text.contains(wanted), "{wanted}\n{text}");
    }
}

#[test]
fn d_marks_a_task_done_and_u_brings_it_back() {
    let mut screen = screen();
    script::text_of(&mut screen, 100, 24);
    script::press(&mut screen, "d").unwrap();
    assert!(!script::text_of(&mut screen, 100, 24).contains("Overdue (1)"));
    script::press(&mut screen, "u").unwrap();
    assert!(script::text_of(&mut screen, 100, 24).contains("Overdue (1)"));
}

#[test]
fn the_filter_hides_says_so_and_is_cleared() {
    let mut screen = screen();
    script::text_of(&mut screen, 100, 24);
    script::press(&mut screen, "/speaker").unwrap();
    assert!(script::text_of(&mut screen, 100, 24).contains("hidden"));
    script::press(&mut screen, "<Enter>").unwrap();
    let text = script::text_of(&mut screen, 100, 24);
    assert!(text.contains("2 hidden") && !text.contains("Thank you mail"), "{text}");
    script::press(&mut screen, "<Esc>").unwrap();
    assert!(script::text_of(&mut screen, 100, 24).contains("Thank you mail"));
}

#[test]
fn every_size_is_drawn_on_an_empty_program_too() {
    for (width, height) in [(0, 0), (1, 1), (40, 10), (60, 20), (75, 11), (76, 10), (80, 24), (200, 60)] {
        script::text_of(&mut screen(), width, height);
        script::text_of(&mut screen_on(Program::named("Empty")), width, height);
    }
}

#[test]
fn everything_that_wants_attention_is_one_key_from_its_place() {
    use crate::tui::pane::PaneName;
    let northwind = crate::store::read(include_bytes!("../../../../saves/northwind.ron")).unwrap().program;
    let workbench = Workbench::new(northwind, Origin::default(), Dates { today: date(2026, 9, 30), asked: None });
    let panes = crate::tui::panes::all();
    let mut screen = Screen::new(workbench, panes, Options::default());
    let text = script::text_of(&mut screen, 80, 24);
    for wanted in
        ["At a glance", "Overdue", "Today", "QBRs to prepare", "We promised", "Partners at risk", "Comes again"]
    {
        assert!(text.contains(wanted), "{wanted}\n{text}");
    }
    for (keys, pane) in [("", PaneName::Timeline), ("<Tab>", PaneName::Timeline)] {
        script::press(&mut screen, &format!("0gg{keys}<Enter>")).unwrap();
        let text = script::text_of(&mut screen, 80, 24);
        assert!(text.contains(pane.short_title()), "{keys}: {text}");
    }
    script::press(&mut screen, "0gg<Tab><Tab><Tab>").unwrap();
    let wide = script::text_of(&mut screen, 140, 45);
    assert!(wide.contains("Check-in with") || wide.contains("Comes again"), "{wide}");
}
