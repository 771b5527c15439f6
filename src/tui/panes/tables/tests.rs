//! The pane driven by keys over the living example.

use super::Tables;
use crate::app::{Dates, Origin, Workbench};
use crate::program::Program;
use crate::tui::pane::PaneName;
use crate::tui::screen::{Options, Screen};
use crate::tui::script;

pub(super) fn workbench(program: Program) -> Workbench {
    let today = jiff::civil::date(2026, 11, 22);
    Workbench::new(program, Origin::default(), Dates { today, asked: None })
}

fn screen_on(program: Program) -> Screen {
    let workbench = workbench(program);
    let options = Options { pane: PaneName::Economics, ..Options::default() };
    Screen::new(workbench, vec![Box::new(Tables::economics())], options)
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
fn the_tables_at_the_design_size() {
    for (name, keys) in [
        ("deals_80", ""),
        ("registrations_80", ">"),
        ("attribution_80", ">>"),
        ("cfo_80", ">>>"),
        ("commissions_80", ">>>>"),
        ("payments_80", ">>>>>"),
        ("mdf_80", ">>>>>>"),
        ("funds_80", ">>>>>>>"),
        ("affiliates_80", "<lt>"),
    ] {
        insta::assert_snapshot!(name, after(keys, 80, 24));
    }
}

#[test]
fn wide_screens_have_the_row_in_full_beside_the_table() {
    for (name, keys) in
        [("attribution_145", ">>"), ("cfo_145", ">>>"), ("commissions_145", ">>>>"), ("mdf_145", ">>>>>>")]
    {
        insta::assert_snapshot!(name, after(keys, 145, 45));
    }
}

#[test]
fn rows_are_filtered_as_it_is_typed_and_the_hidden_ones_are_counted() {
    let text = after(">>>>>/techservices", 80, 24);
    assert!(text.contains(" hidden"), "{text}");
    insta::assert_snapshot!("filtered_80", after(">>>>>/partner = techservices and status = overdue<Enter>", 80, 24));
    let text = after("/shoe = 4", 80, 24);
    assert!(text.contains("there is no field"), "{text}");
    assert!(after("/nobody<Enter>F", 80, 24).contains("shown again"));
}

#[test]
fn columns_sort_up_down_and_back() {
    let first = after(">>>>>", 80, 24);
    assert!(after(">>>>>llo", 80, 24).contains("sorted by amount"));
    assert!(after(">>>>>lloo", 80, 24).contains("sorted by amount, largest first"));
    assert_eq!(after(">>>>>llooo<Esc>", 80, 24), after(">>>>>ll<Esc>", 80, 24));
    assert_ne!(first, after(">>>>>llo", 80, 24));
}

#[test]
fn the_same_partner_stays_under_the_cursor_from_table_to_table() {
    let mut screen = northwind();
    script::text_of(&mut screen, 80, 24);
    script::press(&mut screen, "/techservices<Enter>").unwrap();
    let deals = script::text_of(&mut screen, 80, 24);
    assert!(deals.contains("TechServices"), "{deals}");
    script::press(&mut screen, ">>>>").unwrap();
    let text = script::text_of(&mut screen, 80, 24);
    assert!(text.contains("TechServices") && text.contains("[Commissions]"), "{text}");
}

#[test]
fn a_payment_is_made_and_taken_back() {
    let mut screen = northwind();
    script::text_of(&mut screen, 80, 24);
    let paid = |screen: &Screen| {
        screen.workbench().program().payments.find("whitmore-textiles-2026-commission").and_then(|found| found.paid_on)
    };
    script::press(&mut screen, ">>>>>/whitmore-textiles<Enter>d").unwrap();
    assert_eq!(paid(&screen), Some(screen.workbench().as_of()));
    script::press(&mut screen, "u").unwrap();
    assert_eq!(paid(&screen), None);
}

#[test]
fn a_request_is_approved_by_its_state_and_an_amount_is_typed() {
    let mut screen = northwind();
    script::text_of(&mut screen, 80, 24);
    let found = |screen: &Screen| {
        screen.workbench().program().mdf_requests.find("pennant-labs-paid-posts-for-the-night").cloned().unwrap()
    };
    script::press(&mut screen, ">>>>>>/pennant<Enter>ssapproved<Enter>").unwrap();
    assert_eq!(found(&screen).state, crate::program::fund::MdfState::Approved);
    script::press(&mut screen, "ll<Enter>1.5k<Enter>").unwrap();
    assert_eq!(found(&screen).amount.to_string(), "1500.00");
    script::press(&mut screen, "uu").unwrap();
    assert_eq!(found(&screen).amount.to_string(), "2000.00");
    let text = after(">>>><Enter>", 80, 24);
    assert!(text.contains("computed"), "{text}");
}

#[test]
fn every_value_can_be_explained() {
    for (keys, words) in
        [("K", "R-31"), (">K", "R-28"), (">>>K", "R-58"), (">>>>K", "R-17"), (">>>>>>K", "R-20"), ("<lt>K", "R-25")]
    {
        let text = after(keys, 100, 40);
        assert!(text.contains(words), "{keys}: {text}");
    }
}

#[test]
fn the_rows_shown_can_be_exported_under_a_name_that_says_the_format() {
    let text = after(":export<Enter>", 80, 24);
    assert!(text.contains("rows shown here"), "{text}");
    let mut screen = northwind();
    script::text_of(&mut screen, 80, 24);
    script::press(&mut screen, ">>>:export<Enter><Enter><Ctrl+U>report.doc").unwrap();
    assert!(script::text_of(&mut screen, 80, 24).contains("ends in .md"));
}

#[test]
fn an_empty_program_says_so_and_no_size_panics() {
    let text = script::text_of(&mut screen_on(Program::named("Empty")), 80, 24);
    assert!(text.contains("No deals yet"), "{text}");
    for keys in ["", ">", ">>>", ">>>>", ">>>>>>", "i", "<Tab>j", "/x<Enter>"] {
        let mut screen = northwind();
        script::text_of(&mut screen, 80, 24);
        script::press(&mut screen, keys).unwrap();
        for (width, height) in [(0, 0), (1, 1), (2, 30), (41, 10), (80, 3), (80, 16), (200, 60), (121, 11)] {
            script::text_of(&mut screen, width, height);
        }
    }
}

#[test]
fn marked_registrations_are_decided_in_one_step_after_they_were_read() {
    let mut screen = northwind();
    script::text_of(&mut screen, 100, 30);
    let withdrawn = |screen: &Screen| {
        let all = screen.workbench().program().registrations.iter();
        all.filter(|found| found.state == crate::program::deal::RegistrationState::Withdrawn).count()
    };
    let before = withdrawn(&screen);
    script::press(&mut screen, ">/state = approved<Enter><Space><Space>").unwrap();
    let text = script::text_of(&mut screen, 100, 30);
    assert!(text.contains("2 marked"), "{text}");
    script::press(&mut screen, "sswithdrawn<Enter>").unwrap();
    let text = script::text_of(&mut screen, 100, 30);
    assert!(text.contains("approved -> withdrawn") && text.contains("2 registrations withdrawn"), "{text}");
    assert_eq!(withdrawn(&screen), before);
    script::press(&mut screen, "<Enter>").unwrap();
    assert_eq!(withdrawn(&screen), before + 2);
    script::press(&mut screen, "u").unwrap();
    assert_eq!(withdrawn(&screen), before);
}

#[test]
fn marked_payments_are_paid_in_one_step_and_a_range_is_marked() {
    let mut screen = northwind();
    script::text_of(&mut screen, 100, 30);
    let paid = |screen: &Screen| {
        screen.workbench().program().payments.iter().filter(|payment| payment.paid_on.is_some()).count()
    };
    let before = paid(&screen);
    script::press(&mut screen, ">>>>>/status = open<Enter>vjvd").unwrap();
    let text = script::text_of(&mut screen, 100, 30);
    assert!(text.contains("Pay 2 payments"), "{text}");
    script::press(&mut screen, "<Esc>").unwrap();
    assert_eq!(paid(&screen), before);
    script::press(&mut screen, "d<Enter>").unwrap();
    assert_eq!(paid(&screen), before + 2);
    script::press(&mut screen, "u").unwrap();
    assert_eq!(paid(&screen), before);
}

#[test]
fn a_payment_a_request_and_a_registration_are_added_by_form() {
    let mut screen = northwind();
    script::text_of(&mut screen, 80, 24);
    script::press(&mut screen, "/techservices<Enter>>>>>>a1.5k<Tab><Tab><Ctrl+U>fri<Enter>").unwrap();
    let program = screen.workbench().program();
    let added =
        program.payments.iter().find(|payment| payment.amount.to_string() == "1500.00" && payment.evidence.is_none());
    let added = added.unwrap();
    assert_eq!(
        (added.partner.as_str(), added.kind),
        ("techservices", crate::program::compensation::PaymentKind::Commission)
    );
    assert_eq!(added.due_on, Some(jiff::civil::date(2026, 10, 2)));
    let text = script::text_of(&mut screen, 80, 24);
    assert!(text.contains("TechServices") && text.contains("$1,500"), "{text}");
    let program = screen.workbench().program();
    let (requests, registrations) = (program.mdf_requests.len(), program.registrations.len());
    script::press(&mut screen, ">a2k<Tab><Tab><Tab>Dinner<Enter>").unwrap();
    assert_eq!(screen.workbench().program().mdf_requests.len(), requests + 1);
    let text = script::text_of(&mut screen, 100, 30);
    assert!(text.contains("Dinner"), "{text}");
    script::press(&mut screen, "<lt><lt><lt><lt><lt>a<Enter>").unwrap();
    script::text_of(&mut screen, 100, 30);
    script::press(&mut screen, "<Esc>").unwrap();
    assert!(screen.workbench().program().registrations.len() <= registrations + 1);
}

#[test]
fn a_deal_that_is_not_closed_has_no_credit_yet() {
    let text = after(">>/stage = proposal<Enter>", 145, 45);
    assert!(text.contains("not closed: no") && !text.contains("credit $0.00"), "{text}");
}

#[test]
fn columns_are_hidden_moved_widened_and_saved_with_filter_and_order_as_a_view_of_their_table() {
    let mut screen = northwind();
    script::text_of(&mut screen, 80, 24);
    script::press(&mut screen, "lzhzf/stage = won<Enter>O<Ctrl+U>class, -amount<Enter>zsWon by class<Enter>").unwrap();
    let text = script::text_of(&mut screen, 80, 24);
    assert!(text.contains("[Won by class]") && text.contains("sorted by class, then "), "{text}");
    assert!(!text.contains("Partner  "), "{text}");
    insta::assert_snapshot!("view_80", text);
    script::press(&mut screen, ">>>>>").unwrap();
    assert!(!script::text_of(&mut screen, 80, 24).contains("Won by class"), "each table has its own views");
    script::press(&mut screen, "<lt><lt><lt><lt><lt>{").unwrap();
    let text = script::text_of(&mut screen, 80, 24);
    assert!(text.contains("[All deals]") && text.contains("Partner  "), "{text}");
}

#[test]
fn a_column_is_grabbed_and_words_are_found() {
    let header = |text: &str| text.lines().nth(4).unwrap_or_default().to_owned();
    let text = after("lml<Enter>", 80, 24);
    assert!(header(&text).find("Stage").unwrap() < header(&text).find("Partner").unwrap(), "{text}");
    let back = header(&after("lml<Esc>", 80, 24));
    assert!(back.find("Partner").unwrap() < back.find("Stage").unwrap(), "{back}");
    let mut screen = northwind();
    script::text_of(&mut screen, 80, 24);
    script::press(&mut screen, "g/techservices<Enter>").unwrap();
    let text = script::text_of(&mut screen, 80, 24);
    assert!(text.contains("find: techservices"), "{text}");
    assert!(text.lines().any(|line| line.starts_with('▶') && line.contains("TechServices")), "{text}");
    assert!(!text.contains(" hidden"), "{text}");
    script::press(&mut screen, "n<Esc>").unwrap();
    assert!(!script::text_of(&mut screen, 80, 24).contains("find: "));
}

#[test]
fn a_block_is_pasted_onto_payments_with_its_refusals_named() {
    let mut screen = northwind();
    script::text_of(&mut screen, 100, 40);
    script::press(&mut screen, ">>>>>ll<paste:1.5k\tfri\nlots\t2026-13-01\n>").unwrap();
    let text = script::text_of(&mut screen, 100, 40);
    assert!(text.contains("Paste 2 cells of 1 payment") && text.contains("2 refused"), "{text}");
    let before = screen.workbench().program().clone();
    script::press(&mut screen, "<Enter>").unwrap();
    let changed = |screen: &Screen| {
        let known = screen.workbench().program().payments.iter();
        known.filter(|payment| before.payments.get(&payment.id) != Some(payment)).count()
    };
    assert_eq!(changed(&screen), 1);
    script::press(&mut screen, "u").unwrap();
    assert_eq!(*screen.workbench().program(), before);
    let text = {
        script::press(&mut screen, ">>>>>>>>>>>>ll<paste:1\t2\n>").unwrap();
        script::text_of(&mut screen, 100, 40)
    };
    assert!(text.contains("Paste"), "{text}");
}

#[test]
fn a_row_that_was_just_changed_stays_in_view_until_the_filter_is_another() {
    let mut screen = northwind();
    script::text_of(&mut screen, 80, 24);
    script::press(&mut screen, ">>>>>/status = open<Enter>").unwrap();
    let count = |text: &str| text.split(" of ").next().unwrap().split_whitespace().last().unwrap().to_owned();
    let before = count(&script::text_of(&mut screen, 80, 24));
    script::press(&mut screen, "d").unwrap();
    assert_eq!(count(&script::text_of(&mut screen, 80, 24)), before);
    script::press(&mut screen, "F/status = open<Enter>").unwrap();
    assert_ne!(count(&script::text_of(&mut screen, 80, 24)), before);
}
