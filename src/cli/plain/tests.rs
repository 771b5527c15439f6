use jiff::civil::date;

use super::session::Session;
use crate::app::{Dates, Origin, Workbench};
use crate::cli::open::Opening;

fn session() -> Session {
    let program = crate::store::read(include_bytes!("../../../saves/northwind.ron")).unwrap().program;
    let dates = Dates { today: date(2026, 9, 30), asked: None };
    let workbench = Workbench::new(program, Origin::default(), dates);
    let opening = Opening {
        workbench,
        desk: None,
        look: crate::cli::args::LookOptions::default(),
        notices: Vec::new(),
        actions: &[],
    };
    Session::begin(opening).0
}

fn said(session: &mut Session, lines: &[&str]) -> String {
    lines.iter().map(|line| session.take(line)).collect::<Vec<_>>().concat()
}

#[test]
fn a_number_opens_what_it_stands_for_and_back_goes_back() {
    let mut session = session();
    let text = said(&mut session, &["roster", "filter tier = platinum", "1"]);
    assert!(text.contains("4 of 40. 36 hidden by: tier = platinum"), "{text}");
    assert!(text.contains("Partner: Atlas Global Services (partners/atlas-global-services)"), "{text}");
    assert_eq!(session.prompt(), "Roster, Atlas Global Services> ");
    let text = said(&mut session, &["back"]);
    assert!(text.starts_with("Roster: Partners with their measures, 4 of 40."), "{text}");
    assert!(said(&mut session, &["99"]).contains("the list has the numbers 1 to 4"));
}

#[test]
fn every_pane_and_every_report_of_it_is_read_and_every_first_entry_opens() {
    for pane in super::places::PANES {
        for content in pane.contents {
            let mut session = session();
            let text = said(&mut session, &[&format!("{} {}", pane.word, content.report)]);
            assert!(!text.contains("Error: "), "{} {}: {text}", pane.word, content.report);
            let opened = said(&mut session, &["1"]);
            let empty = text.contains(" 0 of 0");
            assert!(empty || !opened.contains("Error: "), "{} {}: {opened}", pane.word, content.report);
            let known = crate::report::find(content.report);
            for column in content.columns {
                assert!(known.is_some_and(|report| report.columns.iter().any(|one| one.name == *column)), "{column}");
            }
        }
    }
}

#[test]
fn each_change_is_announced_once_and_taken_back() {
    let mut session = session();
    let text = said(&mut session, &["open techservices", "set region EMEA"]);
    assert!(
        text.ends_with("Set region of partner TechServices Inc to EMEA.\n")
            || text.lines().last().unwrap().contains("EMEA"),
        "{text}"
    );
    assert!(session.prompt().ends_with(", unsaved> "), "{}", session.prompt());
    let text = said(&mut session, &["undo", "undo", "redo", "redo"]);
    assert_eq!(text.lines().count(), 4, "{text}");
    assert!(
        text.contains("There is nothing to take back.") && text.contains("There is nothing to do again."),
        "{text}"
    );
}

#[test]
fn fields_are_asked_for_and_what_is_wrong_never_traps() {
    let mut session = session();
    said(&mut session, &["open techservices", "edit"]);
    assert!(session.prompt().starts_with("Name, now "), "{}", session.prompt());
    let text = said(&mut session, &["Tech Services GmbH", "nonsense", "", "."]);
    assert!(text.contains("Error: ") && text.contains("an empty line keeps what it was"), "{text}");
    assert!(session.workbench.program().partners.iter().any(|partner| partner.name == "Tech Services GmbH"));
    said(&mut session, &["edit"]);
    assert!(said(&mut session, &["cancel"]).contains("Nothing was changed"));
}

#[test]
fn leaving_with_unsaved_changes_asks_and_an_empty_line_stays() {
    let mut session = session();
    said(&mut session, &["open techservices", "set region EMEA", "quit"]);
    assert!(session.prompt().starts_with("1 go on, 2 save and leave"), "{}", session.prompt());
    said(&mut session, &[""]);
    assert_eq!(session.end, None);
    said(&mut session, &["quit", "3"]);
    assert_eq!(session.end, Some(0));
}

#[test]
fn a_word_that_is_none_names_the_nearest_and_no_escape_passes() {
    let mut session = session();
    let text = said(&mut session, &["rostr", "\u{1b}[31mx", "open 'a", "set"]);
    assert!(text.contains("Did you mean roster?"), "{text}");
    assert!(!text.contains('\u{1b}'), "{text}");
    assert_eq!(text.matches("Error: ").count(), 4, "{text}");
}

#[test]
fn a_meeting_takes_lines_and_orders() {
    let mut session = session();
    let text = said(&mut session, &["qbr", "filter state = scheduled", "1", "meeting"]);
    assert!(text.contains("Section 1 of 5"), "{text}");
    assert!(session.prompt().starts_with("Meeting, "), "{}", session.prompt());
    let before = session.workbench.program().actions.len();
    let text = said(
        &mut session,
        &["action Sarah co-brand kit by fri", "/next", "something to note", "/section", "/time", "/end"],
    );
    assert_eq!(session.workbench.program().actions.len(), before + 1, "{text}");
    assert!(text.contains("Section 2 of 5") && text.contains("close-qbr"), "{text}");
    assert!(session.waits.is_none());
}

#[test]
fn problems_explanations_reports_and_documents_are_of_the_program_as_it_stands() {
    let mut session = session();
    said(&mut session, &["open techservices", "set name Renamed"]);
    assert!(said(&mut session, &["explain health"]).contains("Renamed"), "the title names the partner");
    assert!(said(&mut session, &["show partners --where 'name = Renamed' --columns name"]).contains("Renamed"));
    assert!(said(&mut session, &["read"]).contains("Renamed"));
    assert!(said(&mut session, &["problems", "1"]).contains("What to do"));
    let text = said(&mut session, &["show nothing", "export --nonsense", "explain nowhere/at/all"]);
    assert_eq!(text.matches("Error: ").count(), 3, "{text}");
}
