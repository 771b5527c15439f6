//! Files imported by keys: the messy samples, read as the thread reads them.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use jiff::civil::date;

use super::{Effect, Event, Options, Screen};
use crate::app::{Dates, Origin};
use crate::program::Program;
use crate::program::partner::{LifecycleStage, Partner};
use crate::shell::import_thread::{News, carry_out};
use crate::tui::handing_out::deliver;
use crate::tui::session::Workbench;
use crate::tui::{panes, script};

fn sample(name: &str) -> PathBuf {
    Path::new("tests/samples").join(name)
}

fn screen_on(program: Program) -> Screen {
    let dates = Dates { today: date(2026, 9, 30), asked: None };
    let workbench = Workbench::new(program, Origin::default(), dates);
    let mut screen = Screen::new(workbench, panes::all(), Options::default());
    script::text_of(&mut screen, 140, 45);
    screen
}

/// Presses keys one by one and does what the shell would do after each.
fn press(screen: &mut Screen, keys: &str) {
    for event in script::parse(keys).unwrap() {
        let mut effects = screen.handle(event);
        while !effects.is_empty() {
            effects = effects.into_iter().flat_map(|effect| performed(screen, effect)).collect();
        }
    }
}

fn performed(screen: &mut Screen, effect: Effect) -> Vec<Effect> {
    match effect {
        Effect::Import(job) => {
            let done = carry_out(&job, &AtomicBool::new(false), &|_| {}).unwrap();
            screen.handle(Event::Import { number: job.number, news: News::Done(Arc::new(done)) })
        }
        Effect::Deliver { path, bytes, replace } => screen.handle(Event::Delivered(deliver(&path, &bytes, replace))),
        _ => Vec::new(),
    }
}

fn import(program: Program, path: &Path) -> Screen {
    let mut screen = screen_on(program);
    press(&mut screen, &format!("zi<paste:{}><Enter>", path.display()));
    screen
}

fn text(screen: &mut Screen) -> String {
    script::text_of(screen, 140, 45)
}

fn written(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path
}

#[test]
fn a_file_is_named_understood_decided_on_and_imported_as_one_step() {
    let mut screen = screen_on(Program::named("Test program"));
    press(&mut screen, "zi");
    insta::assert_snapshot!("import_path_80", script::text_of(&mut screen, 80, 24));
    let mut screen = import(Program::named("Test program"), &sample("salesforce_opportunities.csv"));
    insta::assert_snapshot!("import_sheet_80", script::text_of(&mut screen, 80, 24));
    insta::assert_snapshot!("import_sheet_140", text(&mut screen));
    press(&mut screen, "<Enter>");
    insta::assert_snapshot!("import_names_140", text(&mut screen));
    assert!(screen.workbench().program().deals.is_empty(), "nothing is done before it was read");
    press(&mut screen, "<Enter>");
    insta::assert_snapshot!("import_changes_80", script::text_of(&mut screen, 80, 24));
    press(&mut screen, "<Enter>");
    assert_eq!(screen.workbench().program().deals.len(), 206);
    assert_eq!(screen.workbench().history().done().len(), 1);
    let shown = text(&mut screen);
    assert!(
        shown.contains("6 rows were rejected") && shown.contains("salesforce_opportunities-rejected.csv"),
        "{shown}"
    );
    press(&mut screen, "<Esc>u");
    assert!(screen.workbench().program().deals.is_empty());
    assert!(!screen.workbench().is_dirty());
}

#[test]
fn the_samples_are_read_with_the_counts_that_are_known_of_them() {
    for (name, words) in [
        ("excel_eu_semicolon.csv", ["windows-1252", "175 rows accepted, 5 rejected", "with semicolons"]),
        ("partnerstack_partners.csv", ["Read as partners", "141 rows accepted, 6 rejected", "header on line 1"]),
        ("roster.xlsx", ["sheet \"Partners\"", "119 rows accepted, 5 rejected", "header on line 4"]),
    ] {
        let mut screen = import(Program::named("Test program"), &sample(name));
        let shown = text(&mut screen);
        for word in words {
            assert!(shown.contains(word), "{name}: {word:?} is missing on\n{shown}");
        }
        for (width, height) in [(0, 0), (3, 3), (20, 6), (60, 20), (200, 60)] {
            script::text_of(&mut screen, width, height);
        }
    }
}

#[test]
fn another_sheet_of_a_workbook_is_chosen_and_its_columns_are_found_anew() {
    let mut screen = import(Program::named("Test program"), &sample("roster.xlsx"));
    press(&mut screen, "<Tab>Deals");
    let shown = text(&mut screen);
    assert!(shown.contains("sheet \"Deals\""), "{shown}");
    assert!(shown.contains("Rows are"), "{shown}");
}

#[test]
fn dates_that_can_be_read_in_two_ways_are_asked_about_and_the_answer_reads_them() {
    let folder = tempfile::tempdir().unwrap();
    let deals = "Deal Name,Partner,Stage,Close Date,Amount\nx,Acme,Won,3/4/2026,10\ny,Acme,Won,5/6/2026,20\n";
    let path = written(folder.path(), "deals.csv", deals);
    let mut screen = import(Program::named("P"), &path);
    let shown = text(&mut screen);
    assert!(shown.contains("2 rows can be read in two ways: say how under Dates"), "{shown}");
    press(&mut screen, "<Tab>");
    assert!(text(&mut screen).contains("2 dates can be read in two ways: choose how"));
    press(&mut screen, "day");
    let shown = text(&mut screen);
    assert!(shown.contains("2 rows accepted, 0 rejected") && shown.contains("2026-04-03"), "{shown}");
    press(&mut screen, "<Enter><Enter>");
    let closed: Vec<_> = screen.workbench().program().deals.iter().map(|deal| deal.id.clone()).collect();
    assert_eq!(closed.len(), 2);
}

#[test]
fn two_columns_for_the_amount_are_asked_about_and_the_choice_is_remembered() {
    let folder = tempfile::tempdir().unwrap();
    let deals = "Deal Name,Partner,Stage,Close Date,Amount,ACV\nx,Acme,Won,2026-04-03,10,12\n";
    let path = written(folder.path(), "deals.csv", deals);
    let mut screen = import(Program::named("P"), &path);
    let shown = text(&mut screen);
    assert!(shown.contains("may all mean amount"), "{shown}");
    press(&mut screen, "<Enter>");
    assert!(text(&mut screen).contains("Import deals.csv"), "it does not go on before that is said");
    let tabs = "<Tab>".repeat(2 + super::import_sheet::place_of_amount());
    press(&mut screen, &format!("{tabs}ACV"));
    let shown = text(&mut screen);
    assert!(shown.contains("1 row accepted") && shown.contains("12"), "{shown}");
    press(&mut screen, "<Enter><Enter>");
    assert_eq!(screen.workbench().program().deals.len(), 1);
    written(folder.path(), "deals.csv", &format!("{deals}y,Acme,Won,2026-04-05,20,24\n"));
    press(&mut screen, "zi<Enter>");
    let shown = text(&mut screen);
    assert!(shown.contains("columns are those of the import of 2026-09-30"), "{shown}");
    assert!(shown.contains("2 rows accepted"), "{shown}");
}

#[test]
fn a_name_that_is_near_a_partner_is_merged_only_when_that_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let deals = "Deal Name,Partner,Stage,Close Date,Amount\nx,Delta Partners,Won,2026-04-03,10\n";
    let path = written(folder.path(), "deals.csv", deals);
    let program = || {
        let mut program = Program::named("P");
        let partner = Partner::named("delta-partner".parse().unwrap(), "Delta Partner", LifecycleStage::Activate);
        program.partners.put(Arc::new(partner));
        program
    };
    let mut kept = import(program(), &path);
    press(&mut kept, "<Enter><Enter><Enter>");
    assert_eq!(kept.workbench().program().partners.len(), 2);
    let mut merged = import(program(), &path);
    press(&mut merged, "<Enter><Right><Enter>");
    assert!(text(&mut merged).contains("Delta Partners is taken as Delta Partner"), "{}", text(&mut merged));
    press(&mut merged, "<Enter>");
    assert_eq!(merged.workbench().program().partners.len(), 1);
    assert_eq!(merged.workbench().program().deals.len(), 1);
    press(&mut merged, "u");
    assert!(merged.workbench().program().partners.iter().all(|partner| partner.aliases.is_empty()));
}

#[test]
fn rejected_rows_go_to_a_file_and_one_that_is_there_is_asked_about() {
    let folder = tempfile::tempdir().unwrap();
    let deals = "Deal Name,Partner,Stage,Close Date,Amount\nx,Acme,Won,2026-04-03,10\ny,Acme,Won,never,20\n";
    let path = written(folder.path(), "deals.csv", deals);
    let target = written(folder.path(), "deals-rejected.csv", "by hand");
    let mut screen = import(Program::named("P"), &path);
    press(&mut screen, "<Enter><Enter><Enter>");
    assert!(text(&mut screen).contains("there already"), "{}", text(&mut screen));
    press(&mut screen, "k");
    assert_eq!(std::fs::read_to_string(&target).unwrap(), "by hand");
    press(&mut screen, "<Enter>r");
    let rejected = std::fs::read_to_string(&target).unwrap();
    assert!(rejected.contains("E_BAD_DATE") && rejected.contains("never"), "{rejected}");
}

#[test]
fn what_is_no_file_or_no_table_says_so_and_esc_leaves_at_every_step() {
    let mut screen = import(Program::named("P"), Path::new("nowhere.csv"));
    let shown = text(&mut screen);
    assert!(shown.contains("there is no such file") && shown.contains("Import deals or partners"), "{shown}");
    press(&mut screen, "<Esc>");
    assert!(!text(&mut screen).contains("Import deals or partners"));

    let folder = tempfile::tempdir().unwrap();
    let path = written(folder.path(), "poem.csv", "Colour,Taste\nred,sweet\n");
    let mut screen = import(Program::named("P"), &path);
    let shown = text(&mut screen);
    assert!(shown.contains("It is not understood yet") && shown.contains("Colour, Taste"), "{shown}");
    press(&mut screen, "<Esc>");
    let mut screen = import(Program::named("P"), &sample("salesforce_opportunities.csv"));
    press(&mut screen, "<Enter><Enter><Esc><Esc>");
    assert!(!screen.workbench().is_dirty());
}

#[test]
fn a_reading_that_is_stopped_changes_nothing_when_it_comes_after_all() {
    let mut screen = screen_on(Program::named("P"));
    let path = sample("salesforce_opportunities.csv");
    let effects = script::press(&mut screen, &format!("zi<paste:{}><Enter>", path.display())).unwrap();
    let Some(Effect::Import(job)) = effects.into_iter().find(|effect| matches!(effect, Effect::Import(_))) else {
        panic!("nothing is read")
    };
    assert!(text(&mut screen).contains("Esc stops it"));
    let half = News::Progress(crate::shell::import_thread::Progress::Reading { done: 1 << 20, total: 3 << 20 });
    screen.handle(Event::Import { number: job.number, news: half });
    assert!(text(&mut screen).contains("Reading: 1.0 MB of 3.0 MB"), "{}", text(&mut screen));
    let effects = script::press(&mut screen, "<Esc>").unwrap();
    assert!(matches!(effects[..], [Effect::StopImport]));
    let done = carry_out(&job, &AtomicBool::new(false), &|_| {}).unwrap();
    screen.handle(Event::Import { number: job.number, news: News::Done(Arc::new(done)) });
    assert!(!text(&mut screen).contains("Import salesforce"));
    assert!(carry_out(&job, &AtomicBool::new(true), &|_| {}).is_none());
}
