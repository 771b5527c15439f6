//! Enablement driven by keys: content, playbook, certifications, portal, markets and plans.

use super::tests::workbench;
use crate::program::Program;
use crate::program::enablement::{DemoFeature, PlaybookPart};
use crate::program::task::PlanTemplate;
use crate::tui::pane::PaneName;
use crate::tui::screen::{Options, Screen};
use crate::tui::script;

fn screen_on(program: Program) -> Screen {
    let options = Options { pane: PaneName::Enablement, ..Options::default() };
    Screen::new(workbench(program), crate::tui::panes::all(), options)
}

fn northwind() -> Screen {
    screen_on(crate::store::read(include_bytes!("../../../../saves/northwind.ron")).unwrap().program)
}

fn seen(screen: &mut Screen, keys: &str, width: u16, height: u16) -> String {
    script::text_of(screen, width, height);
    script::press(screen, keys).unwrap();
    script::text_of(screen, width, height)
}

/// The keys that go to a table by its name.
fn to(table: &str) -> String {
    format!("L{table}<Enter>")
}

#[test]
fn the_tables_at_the_design_size_and_on_a_wide_screen() {
    for table in ["Measures", "Assets", "Playbook", "Cards", "Training", "Certificates", "Sessions", "Portal", "Plans"]
    {
        let name = table.to_lowercase();
        insta::assert_snapshot!(format!("enablement_{name}_80"), seen(&mut northwind(), &to(table), 80, 24));
    }
    for table in ["Measures", "Certificates", "Plans", "Checklist"] {
        let name = table.to_lowercase();
        insta::assert_snapshot!(format!("enablement_{name}_140"), seen(&mut northwind(), &to(table), 140, 45));
    }
}

#[test]
fn an_empty_program_says_what_to_press_and_no_size_panics() {
    let program = || Program::named("Empty");
    assert!(seen(&mut screen_on(program()), &to("Plans"), 80, 24).contains("a plans the onboarding"));
    assert!(seen(&mut screen_on(program()), &to("Markets"), 80, 24).contains("a adds one with its language"));
    for table in super::section::Section::of_pane(PaneName::Enablement) {
        for make in [program, || crate::app::demo::big(60, 200, 1)] {
            let mut screen = screen_on(make());
            seen(&mut screen, &to(table.spec().title), 80, 24);
            for (width, height) in [(0, 0), (1, 1), (2, 30), (41, 10), (80, 3), (80, 16), (200, 60), (121, 11)] {
                script::text_of(&mut screen, width, height);
            }
        }
    }
}

#[test]
fn a_section_of_the_playbook_is_written_by_enter_and_taken_back() {
    let mut screen = screen_on(Program::named("New"));
    seen(&mut screen, &to("Playbook"), 80, 24);
    script::press(&mut screen, "<Enter>One pitch, three benefits<Enter>").unwrap();
    let program = screen.workbench().program();
    let written = program.playbook.iter().next().unwrap();
    assert_eq!((written.part, written.text.as_str()), (PlaybookPart::ValueProposition, "One pitch, three benefits"));
    let text = seen(&mut screen, "", 80, 24);
    assert!(text.contains("Value proposition") && text.contains("yes"), "{text}");
    script::press(&mut screen, "u").unwrap();
    assert_eq!(screen.workbench().program().playbook.len(), 0);
}

#[test]
fn content_is_added_where_it_is_missing_and_marked_up_to_date() {
    let mut screen = screen_on(Program::named("New"));
    let text = seen(&mut screen, &to("Assets"), 80, 24);
    assert!(text.contains("Missing") && text.contains("Critical"), "{text}");
    script::press(&mut screen, "<Enter>Partner portal<Enter>").unwrap();
    let asset = screen.workbench().program().assets.iter().next().unwrap().clone();
    assert_eq!((asset.title.as_str(), asset.kind.to_string().as_str()), ("Partner portal", "portal"));
    let text = seen(&mut screen, "", 80, 24);
    assert!(text.contains("Fresh"), "{text}");
    let mut screen = northwind();
    seen(&mut screen, &to("Assets"), 80, 24);
    let stale = |screen: &mut Screen| script::text_of(screen, 80, 24).matches("Stale").count();
    script::press(&mut screen, "/state = stale<Enter>").unwrap();
    let before = stale(&mut screen);
    script::press(&mut screen, "d").unwrap();
    // the row stays in view with its detail until the filter is asked again
    assert!(stale(&mut screen) < before);
}

#[test]
fn the_portal_and_the_demo_environment_are_ticked_off() {
    let mut screen = screen_on(Program::named("New"));
    seen(&mut screen, &to("Portal"), 80, 24);
    script::press(&mut screen, "djd").unwrap();
    assert_eq!(screen.workbench().program().portal_sections.iter().filter(|section| section.present).count(), 2);
    script::press(&mut screen, "d").unwrap();
    assert_eq!(screen.workbench().program().portal_sections.iter().filter(|section| section.present).count(), 1);
    script::press(&mut screen, "G").unwrap();
    script::press(&mut screen, "d<Enter>").unwrap();
    let demo = |screen: &Screen| screen.workbench().program().assets.iter().next().map(|asset| asset.demo.clone());
    assert_eq!(demo(&screen), Some(vec![DemoFeature::Mobile]));
    script::press(&mut screen, "kd").unwrap();
    assert_eq!(demo(&screen), Some(vec![DemoFeature::Mobile, DemoFeature::Reset]));
}

#[test]
fn a_market_is_added_and_an_asset_gets_its_language() {
    let mut screen = northwind();
    seen(&mut screen, &to("Markets"), 80, 24);
    script::press(&mut screen, "aFrance<Tab>Breton<Enter>").unwrap();
    let text = seen(&mut screen, "", 100, 30);
    assert!(text.contains("Missing"), "{text}");
    script::press(&mut screen, "d").unwrap();
    let with = screen.workbench().program().assets.iter().filter(|asset| asset.languages.contains(&"Breton".into()));
    assert_eq!(with.count(), 1);
}

#[test]
fn twenty_names_become_a_rollout_of_two_waves_in_one_step() {
    let mut screen = screen_on(Program::named("New"));
    let names = (1..=20).map(|n| format!("Reseller {n}")).collect::<Vec<_>>().join(", ");
    seen(&mut screen, &to("Plans"), 80, 24);
    script::press(&mut screen, "a").unwrap();
    insta::assert_snapshot!("enablement_new_plan_80", script::text_of(&mut screen, 80, 24));
    script::press(&mut screen, &format!("{names}<Tab><Ctrl+U>2025-03-03<Tab><Tab><Right><Enter>")).unwrap();
    let text = script::text_of(&mut screen, 80, 24);
    assert!(text.contains("Wave 1, 2025-03-03"), "{text}");
    assert_eq!(screen.workbench().program().plans.len(), 0);
    script::press(&mut screen, "<Enter>").unwrap();
    let program = screen.workbench().program();
    let starts = |wave| {
        let of = program.plans.iter().filter(|plan| plan.wave == Some(wave));
        of.map(|plan| plan.start.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(starts(1), vec!["2025-03-03"; 10]);
    assert_eq!(starts(2), vec!["2025-04-02"; 10]);
    assert_eq!((program.partners.len(), program.tasks.len()), (20, 380));
    let deals: Vec<String> = program
        .tasks
        .iter()
        .filter(|task| task.title == "First closed deal")
        .map(|task| task.due.to_string())
        .collect();
    assert!(deals.contains(&"2025-05-31".to_owned()) && deals.contains(&"2025-06-30".to_owned()), "{deals:?}");
    script::press(&mut screen, "u").unwrap();
    assert_eq!(screen.workbench().program().partners.len(), 0);
}

#[test]
fn a_plan_is_a_checklist_and_a_timeline() {
    let mut screen = northwind();
    seen(&mut screen, &to("Plans"), 140, 45);
    script::press(&mut screen, "/juniper<Enter>").unwrap();
    let text = script::text_of(&mut screen, 140, 45);
    assert!(text.contains("[x]") && text.contains("[ ]"), "{text}");
    script::press(&mut screen, "t").unwrap();
    let text = script::text_of(&mut screen, 140, 45);
    assert!(text.contains("4 Timeline") && text.contains("Onboarding of Juniper Road"), "{text}");
    script::press(&mut screen, &format!("7{}/course 301<Enter>", to("Checklist"))).unwrap();
    let done = |screen: &Screen| {
        let tasks = screen.workbench().program().tasks.iter();
        tasks.filter(|task| task.plan.is_some() && task.done_on.is_some()).count()
    };
    let before = done(&screen);
    script::press(&mut screen, "F/status = open<Enter>d").unwrap();
    assert_eq!(done(&screen), before + 1);
}

#[test]
fn training_is_recorded_for_the_person_under_the_cursor() {
    let mut screen = northwind();
    seen(&mut screen, &to("Certificates"), 80, 24);
    let before = screen.workbench().program().training.len();
    script::press(&mut screen, "a<Enter>").unwrap();
    assert_eq!(screen.workbench().program().training.len(), before + 1);
    assert!(screen.workbench().program().plans.iter().any(|plan| plan.template == PlanTemplate::Rollout));
}
