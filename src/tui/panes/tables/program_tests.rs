//! Program and the affiliate tables driven by keys: vision, types, goals, roles, maturity, launch, selection, terms.

use super::section::Section;
use super::tests::workbench;
use crate::program::Program;
use crate::program::partner::PartnerType;
use crate::tui::pane::PaneName;
use crate::tui::screen::{Options, Screen};
use crate::tui::script;

fn screen_on(program: Program) -> Screen {
    let options = Options { pane: PaneName::Program, ..Options::default() };
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

fn to(section: Section) -> String {
    format!("L{}<Enter>", section.spec().report.title)
}

#[test]
fn the_tables_at_the_design_size_and_on_a_wide_screen() {
    for section in Section::of_pane(PaneName::Program) {
        let name = section.spec().report.name.replace('-', "_");
        insta::assert_snapshot!(format!("program_{name}_80"), seen(&mut northwind(), &to(*section), 80, 24));
    }
    for section in [Section::Architecture, Section::Goals, Section::Selection, Section::Governance] {
        let name = section.spec().report.name;
        insta::assert_snapshot!(format!("program_{name}_140"), seen(&mut northwind(), &to(section), 140, 45));
    }
    for section in
        [Section::AffiliatePayouts, Section::AffiliateTerms, Section::AffiliateEconomics, Section::AffiliateRates]
    {
        let name = section.spec().report.name.replace('-', "_");
        let mut screen = northwind();
        script::press(&mut screen, "6").unwrap();
        insta::assert_snapshot!(format!("{name}_80"), seen(&mut screen, &to(section), 80, 24));
    }
}

#[test]
fn an_empty_program_says_what_is_missing_and_no_size_panics() {
    let mut screen = screen_on(Program::named("Empty"));
    let text = seen(&mut screen, "", 80, 24);
    assert!(text.contains("Vision") && text.contains("Empty"), "{text}");
    for section in Section::of_pane(PaneName::Program) {
        for program in [Program::named("Empty"), crate::app::demo::big(60, 200, 1)] {
            let mut screen = screen_on(program);
            seen(&mut screen, &to(*section), 80, 24);
            for (width, height) in [(0, 0), (1, 1), (2, 30), (41, 10), (80, 3), (80, 16), (200, 60), (121, 11)] {
                script::text_of(&mut screen, width, height);
            }
        }
    }
}

#[test]
fn the_vision_is_written_where_it_is_missing_and_a_block_leads_to_its_place() {
    let mut screen = screen_on(Program::named("New"));
    seen(&mut screen, "<Enter>Reach the mid market<Enter>", 80, 24);
    assert_eq!(screen.workbench().program().profile.vision.as_deref(), Some("Reach the mid market"));
    let text = seen(&mut screen, "j<Enter>", 80, 24);
    assert!(text.contains("[Types]"), "{text}");
    let text = seen(&mut screen, &format!("{}j<Enter>", to(Section::Architecture)), 80, 24);
    assert!(text.contains("No ladder") || !text.contains("[Program]"), "{text}");
}

#[test]
fn a_type_is_taken_into_the_program_and_out_again() {
    let mut screen = screen_on(Program::named("New"));
    seen(&mut screen, &format!("{}jjd", to(Section::Types)), 80, 24);
    let taken = |screen: &Screen| {
        let profiles = screen.workbench().program().type_profiles.iter();
        profiles.filter(|profile| profile.in_program).map(|profile| profile.partner_type).collect::<Vec<_>>()
    };
    assert_eq!(taken(&screen), [PartnerType::Reseller]);
    script::press(&mut screen, "d").unwrap();
    assert!(taken(&screen).is_empty());
}

#[test]
fn a_goal_has_the_verdict_of_the_planner_beside_it() {
    let mut screen = northwind();
    let text = seen(&mut screen, &to(Section::Goals), 145, 30);
    assert!(text.contains("Planner") && text.contains('%'), "{text}");
    let before = screen.workbench().program().goals.len();
    script::press(&mut screen, "a<Tab>60<Tab>2027-12-31<Enter>").unwrap();
    assert_eq!(screen.workbench().program().goals.len(), before + 1);
}

#[test]
fn a_level_of_maturity_is_stepped_up_and_its_next_step_follows() {
    let mut screen = screen_on(Program::named("New"));
    seen(&mut screen, &format!("{}<Enter>2<Enter>", to(Section::Maturity)), 80, 24);
    let strategy = |screen: &Screen| screen.workbench().program().maturity.iter().next().and_then(|one| one.strategy);
    assert_eq!(strategy(&screen), Some(2));
    let text = seen(&mut screen, "l+", 80, 24);
    assert_eq!(strategy(&screen), Some(3));
    assert!(text.contains("Optimized"), "{text}");
    script::press(&mut screen, "-").unwrap();
    assert_eq!(strategy(&screen), Some(2));
}

#[test]
fn the_launch_is_planned_in_three_phases_and_ticked_off() {
    let mut screen = screen_on(Program::named("New"));
    seen(&mut screen, &format!("{}a<Enter>", to(Section::Launch)), 80, 24);
    script::press(&mut screen, "<Enter>").unwrap();
    assert_eq!(screen.workbench().program().tasks.len(), 19);
    let text = seen(&mut screen, "d", 80, 24);
    assert!(text.contains("Foundation") && text.contains("Done"), "{text}");
    assert_eq!(screen.workbench().program().tasks.iter().filter(|task| task.done_on.is_some()).count(), 1);
}

#[test]
fn documents_tools_roles_and_factors_are_made_where_they_are_missing() {
    let mut screen = screen_on(Program::named("New"));
    seen(&mut screen, &format!("{}d", to(Section::Documents)), 80, 24);
    script::press(&mut screen, &format!("{}d", to(Section::Tools))).unwrap();
    script::press(&mut screen, &format!("{}<Enter><Enter>", to(Section::Governance))).unwrap();
    script::press(&mut screen, &format!("{}<Enter><Right><Enter>", to(Section::Scale))).unwrap();
    let program = screen.workbench().program();
    let counts = [program.documents.len(), program.tools.len(), program.governance.len(), program.scale_factors.len()];
    assert_eq!(counts, [1, 1, 1, 1]);
}

#[test]
fn a_candidate_is_scored_and_taken_through_its_gates() {
    let mut screen = screen_on(Program::named("New"));
    seen(&mut screen, "1a", 80, 24);
    script::press(&mut screen, "Harbor Lane<Enter>9").unwrap();
    let text = seen(&mut screen, &to(Section::Selection), 120, 30);
    assert!(text.contains("Harbor Lane") && text.contains("Ideal profile"), "{text}");
    script::press(&mut screen, "llll<Enter>").unwrap();
    script::press(&mut screen, "5<Tab>5<Tab>5<Tab>5<Tab>5<Tab>5<Tab>5<Enter>").unwrap();
    assert_eq!(screen.workbench().program().scorecards.len(), 1);
    let text = seen(&mut screen, "", 120, 30);
    assert!(text.contains("35 of 35"), "{text}");
}

#[test]
fn feedback_red_flags_and_regular_mail_are_ticked_off() {
    let mut screen = northwind();
    let open = |screen: &Screen| {
        let program = screen.workbench().program();
        let feedback = program.feedback.iter().filter(|one| one.answered_on.is_none()).count();
        let flags = program.red_flags.iter().filter(|one| !one.mitigated).count();
        (feedback, flags)
    };
    let before = open(&screen);
    seen(&mut screen, &format!("{}/state = open or state = overdue<Enter>d", to(Section::Feedback)), 80, 24);
    script::press(&mut screen, &format!("{}/mitigated = no<Enter>d", to(Section::RedFlags))).unwrap();
    assert_eq!(open(&screen), (before.0 - 1, before.1 - 1));
    script::press(&mut screen, &format!("{}d", to(Section::Communications))).unwrap();
    let as_of = screen.workbench().as_of();
    assert!(screen.workbench().program().communications.iter().any(|line| line.last_sent == Some(as_of)));
}

#[test]
fn the_affiliate_program_is_made_checked_and_worked_out() {
    let mut screen = screen_on(Program::named("New"));
    seen(&mut screen, &format!("6{}a", to(Section::AffiliateTerms)), 80, 24);
    script::press(&mut screen, "Affiliates<Enter>").unwrap();
    let program = |screen: &Screen| screen.workbench().program().affiliate_programs.iter().next().unwrap().clone();
    assert_eq!((program(&screen).cookie_days, program(&screen).holdback_days), (60, 30));
    script::press(&mut screen, "d/self-referral<Enter>dF").unwrap();
    assert_eq!(program(&screen).tracking, ["Cookie-based"]);
    assert_eq!(program(&screen).fraud_controls, ["Self-referral"]);
    script::press(
        &mut screen,
        &format!("{}l<Enter>50k<Enter>j<Enter>99<Enter>j<Enter>5%<Enter>", to(Section::AffiliateEconomics)),
    )
    .unwrap();
    let text = seen(&mut screen, "", 120, 30);
    assert!(text.contains("506") && text.contains("month 6"), "{text}");
}
