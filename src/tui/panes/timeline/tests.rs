//! The Timeline driven by keys, on the example programs.

use jiff::civil::{Date, date};

use super::Timeline;
use crate::app::{Dates, Origin, Workbench};
use crate::program::Program;
use crate::program::campaign::Campaign;
use crate::tui::pane::PaneName;
use crate::tui::script;

use crate::tui::screen::{Options, Screen};

const TODAY: Date = date(2026, 9, 30);
const EXAMPLE: &str = include_str!("../../../../saves/example.ron");
const NORTHWIND: &str = include_str!("../../../../saves/northwind.ron");

fn program(text: &str) -> Program {
    crate::store::read(text.as_bytes()).unwrap().program
}

fn screen_on(program: Program) -> Screen {
    let workbench = Workbench::new(program, Origin::default(), Dates { today: TODAY, asked: None });
    let options = Options { pane: PaneName::Timeline, ..Options::default() };
    Screen::new(workbench, vec![Box::new(Timeline::default())], options)
}

fn pressed(program: Program, keys: &str, (width, height): (u16, u16)) -> (Screen, String) {
    let mut screen = screen_on(program);
    script::text_of(&mut screen, width, height);
    script::press(&mut screen, keys).unwrap();
    let text = script::text_of(&mut screen, width, height);
    (screen, text)
}

const SMALL: (u16, u16) = (80, 24);

fn example(keys: &str) -> (Screen, String) {
    pressed(program(EXAMPLE), keys, SMALL)
}

fn webinar(screen: &Screen) -> &Campaign {
    screen.workbench().program().campaigns.find("freight-webinar").unwrap()
}

fn holds(text: &str, wanted: &[&str]) {
    for words in wanted {
        assert!(text.contains(words), "{words:?} is missing\n{text}");
    }
}

#[test]
fn the_next_launch_is_unfolded_with_its_weeks_and_counts() {
    let (_, text) = example("");
    holds(
        &text,
        &["2 done, 1 late, 21 open of 24", "W-4", "W0", "W+2", "in 22 days", "Draft promotion plan", "6 d late"],
    );
}

#[test]
fn moving_the_launch_moves_open_tasks_only_and_u_brings_them_back() {
    let (mut screen, preview) = example("R+5w<Enter>");
    holds(&preview, &["move it with 22 open tasks", "22 open tasks move, 2 stay", "24 Sep to Wed 7 Oct"]);
    script::press(&mut screen, "<Enter>").unwrap();
    assert_eq!(webinar(&screen).launch, date(2026, 11, 4));
    let due = |screen: &Screen, id: &str| screen.workbench().program().tasks.find(id).unwrap().due;
    assert_eq!(due(&screen, "freight-webinar-speakers"), date(2026, 9, 24));
    assert_eq!(due(&screen, "freight-webinar-promotion-plan"), date(2026, 10, 7));
    script::press(&mut screen, "u").unwrap();
    assert_eq!(webinar(&screen).launch, date(2026, 10, 22));
    assert_eq!(due(&screen, "freight-webinar-promotion-plan"), date(2026, 9, 24));
}

#[test]
fn a_launch_on_days_off_says_so_and_tab_moves_its_tasks_to_working_days() {
    let (mut screen, _) = example(",all holidays<Enter><Enter>Founders Day<Tab>2026-11-12<Enter><Esc><Esc><Esc>");
    assert_eq!(screen.workbench().program().holidays.len(), 1, "{}", script::text_of(&mut screen, 80, 24));
    script::press(&mut screen, "R2026-11-08").unwrap();
    let prompt = script::text_of(&mut screen, 80, 24);
    holds(
        &prompt,
        &["Sun 8 Nov 2026 (+17 days), Sunday, 39 days of notice: OK", "22 open tasks move, 2 stay", "on Sunday"],
    );
    script::press(&mut screen, "<Enter>").unwrap();
    let plain = script::text_of(&mut screen, 80, 45);
    holds(
        &plain,
        &["Tab to the next working day", "24 Sep to Sun 11 Oct", "(on Sunday)", "move it with 22 open tasks"],
    );
    script::press(&mut screen, "<Tab>").unwrap();
    let worked = script::text_of(&mut screen, 80, 45);
    holds(&worked, &["Tab leave them on their days", "24 Sep to Mon 12 Oct", "(moved off Sunday)"]);
    script::press(&mut screen, "<Enter>").unwrap();
    let program = screen.workbench().program();
    let due = |id: &str| program.tasks.find(id).unwrap().due;
    assert_eq!(due("freight-webinar-promotion-plan"), date(2026, 10, 12));
    assert_eq!(webinar(&screen).launch, date(2026, 11, 8));
}

#[test]
fn a_launch_in_the_past_is_said_while_it_is_typed_and_in_the_preview() {
    let (mut screen, _) = example("R2026-09-20");
    holds(&script::text_of(&mut screen, 80, 24), &["Sun 20 Sep 2026 is in the past, 10 days ago (-32 days)"]);
    script::press(&mut screen, "<Enter>").unwrap();
    holds(&script::text_of(&mut screen, 80, 24), &["! Sun 20 Sep 2026 is in the past", "late)"]);
}

#[test]
fn a_time_is_chosen_with_every_clock_beside_it_and_one_that_is_none_is_refused() {
    let (mut screen, _) = example("st");
    holds(&script::text_of(&mut screen, 80, 24), &["Time on Thu 22 Oct 2026 (no zone yet)"]);
    script::press(&mut screen, "16:00").unwrap();
    holds(&script::text_of(&mut screen, 80, 24), &["Where? Add the zone or a city"]);
    script::press(&mut screen, " berlin<Enter>").unwrap();
    let made = webinar(&screen);
    let zone = made.time_zone.as_ref().map(ToString::to_string);
    assert_eq!((made.launch_time.as_deref(), zone.as_deref()), (Some("16:00"), Some("Europe/Berlin")));
    script::press(&mut screen, "st16:00 tokyo").unwrap();
    let text = script::text_of(&mut screen, 80, 24);
    holds(
        &text,
        &["16:00 Thu 22 Oct  Asia/Tokyo", "the launch", "day before, outside 9-17", "Best, 1 of 3 outside 9-17: 09:00"],
    );
    script::press(&mut screen, "<Ctrl+u>half past nine").unwrap();
    holds(&script::text_of(&mut screen, 80, 24), &["is not a time of day, such as 17:00"]);
    script::press(&mut screen, "<Esc>R2027-03-28<Enter><Enter>st02:30").unwrap();
    let text = script::text_of(&mut screen, 80, 24);
    holds(&text, &["02:30 does not exist on Sun 28 Mar 2027 in Europe/Berlin: the clocks go", "from 02:00 to 03:00"]);
    script::press(&mut screen, "<Enter>").unwrap();
    holds(&script::text_of(&mut screen, 80, 24), &["02:30", "EDIT"]);
    script::press(&mut screen, "<Esc>R2026-10-25<Enter><Enter>st02:30<Enter>").unwrap();
    holds(&script::text_of(&mut screen, 80, 24), &["02:30 comes twice on Sun 25 Oct 2026"]);
    script::press(&mut screen, "+01:00<Enter>").unwrap();
    assert_eq!(webinar(&screen).launch_time.as_deref(), Some("02:30+01:00"));
    script::press(&mut screen, "R2027-03-28").unwrap();
    holds(&script::text_of(&mut screen, 80, 24), &["Change the time first: s t"]);
}

#[test]
fn a_record_that_is_refused_keeps_what_was_typed_in_its_form() {
    let keys = ",all campaigns<Enter>freight<Enter><Tab><Tab><Tab><Tab><Ctrl+u>02:30<Tab>berlin<Shift+Tab><Shift+Tab>";
    let (mut screen, text) = example(&format!("{keys}<Ctrl+u>2027-03-28<Enter>"));
    holds(&text, &["02:30 does not exist on Sun 28 Mar 2027", "2027-03-28"]);
    assert!(webinar(&screen).time_zone.is_none());
    script::press(&mut screen, "<Ctrl+u>2027-03-29<Enter>").unwrap();
    assert_eq!(webinar(&screen).launch, date(2027, 3, 29));
}

#[test]
fn a_grabbed_launch_shows_what_moves_drops_with_enter_and_goes_back_with_esc() {
    let (mut screen, text) = example("m<PgDn>l");
    holds(&text, &["GRAB", "Launch Thu 22 Oct to Fri 30 Oct (+8 days): 22 open tasks move, 2 stay", "30 Oct"]);
    assert_eq!(webinar(&screen).launch, date(2026, 10, 22));
    script::press(&mut screen, "<Esc>").unwrap();
    assert!(script::text_of(&mut screen, 80, 24).contains("Put back"));
    script::press(&mut screen, "m<PgDn>l<Enter>").unwrap();
    assert_eq!(webinar(&screen).launch, date(2026, 10, 30));
}

#[test]
fn a_webinar_in_four_weeks_has_24_tasks_none_late_and_in_two_weeks_some_are() {
    let (mut screen, form) = example("A");
    holds(&form, &["Joint webinar", "+4w"]);
    script::press(&mut screen, "Plants <Tab>blue<Tab>").unwrap();
    holds(&script::text_of(&mut screen, 80, 24), &["Wed 28 Oct 2026: 28 days (OK), 24 tasks, none late at start"]);
    script::press(&mut screen, "<Ctrl+u>+2w").unwrap();
    holds(&script::text_of(&mut screen, 80, 24), &["14 days (Too short), 24 tasks, 6 late at start"]);
    script::press(&mut screen, "<Enter>").unwrap();
    let text = script::text_of(&mut screen, 80, 24);
    holds(&text, &["Plants", "0 done, 6 late, 18 open of 24", "with 24 tasks"]);
    let made = screen.workbench().program().campaigns.find("plants").unwrap();
    assert_eq!(made.partners[0].as_str(), "bluepeak-systems");
    script::press(&mut screen, "r25k<Tab>40k<Enter>").unwrap();
    let text = script::text_of(&mut screen, 145, 45);
    holds(&text, &["65,000, overlap unknown", "1,300 to 3,250"]);
    assert_eq!(screen.workbench().program().audiences.len(), 4);
}

#[test]
fn tasks_are_done_shifted_blocked_given_and_dated() {
    let (mut screen, _) = example("jjj");
    let task =
        |screen: &Screen| screen.workbench().program().tasks.find("freight-webinar-promotion-plan").unwrap().clone();
    let before = task(&screen);
    script::press(&mut screen, "jk}").unwrap();
    let shifted: Vec<_> = screen.workbench().program().tasks.iter().filter(|t| t.due == date(2026, 10, 1)).collect();
    assert!(!shifted.is_empty());
    script::press(&mut screen, "ug/draft promotion<Enter>Bno design<Enter>").unwrap();
    assert_eq!(task(&screen).blocked.as_deref(), Some("no design"), "{}", script::text_of(&mut screen, 80, 24));
    script::press(&mut screen, "w<Right><Tab><Ctrl+u>Ken<Enter>").unwrap();
    assert_eq!(task(&screen).person.as_deref(), Some("Ken"));
    assert_eq!(task(&screen).side, crate::program::side::Side::Partner);
    script::press(&mut screen, "TW-2<Enter>").unwrap();
    assert_eq!(task(&screen).due, date(2026, 10, 8));
    script::press(&mut screen, "c<Ctrl+u>Plan it<Enter>d").unwrap();
    assert_eq!((task(&screen).title.as_str(), task(&screen).done_on), ("Plan it", Some(TODAY)));
    script::press(&mut screen, "uuuuu").unwrap();
    assert_eq!(task(&screen), before);
}

#[test]
fn marked_tasks_move_together_and_finished_ones_stay() {
    let (mut screen, text) = example("l*>");
    holds(&text, &["24 marked", "2 finished tasks keep their dates"]);
    let due = |screen: &Screen, id: &str| screen.workbench().program().tasks.find(id).unwrap().due;
    assert_eq!(due(&screen, "freight-webinar-promotion-plan"), date(2026, 9, 25));
    assert_eq!(due(&screen, "freight-webinar-speakers"), date(2026, 9, 24));
    script::press(&mut screen, "<Esc>").unwrap();
    assert!(script::text_of(&mut screen, 80, 24).contains("Marks taken away"));
}

#[test]
fn results_are_entered_as_one_step_and_judged() {
    let (mut screen, _) =
        example("r<Ctrl+u>25k<Tab><Ctrl+u>40k<Tab><Ctrl+u>0<Tab>943<Tab>412<Tab>67<Tab>12<Tab>3<Enter>");
    let text = script::text_of(&mut screen, 145, 45);
    holds(
        &text,
        &["65,000", "1,300 to 3,250", "943", "1.5% of reach: below 2 to 5%", "43.7% of registrations: within"],
    );
    holds(&text, &["3.1 to 19.5", "16.3% of attendees: within 10 to 20%"]);
    script::press(&mut screen, "u").unwrap();
    assert!(screen.workbench().program().event_actuals.is_empty());
}

#[test]
fn the_brief_is_a_form_and_its_completeness_is_counted() {
    let (mut screen, text) = example("e");
    holds(&text, &["Campaign brief", "Bluepeak Systems", "Registrations 180 people"]);
    script::press(&mut screen, "<Tab><Tab><Tab><Tab><Tab><Tab><Ctrl+u><Enter>").unwrap();
    assert_eq!(webinar(&screen).objective, None);
    let text = script::text_of(&mut screen, 145, 45);
    holds(&text, &["Brief 10/11", "objective (e)"]);
}

#[test]
fn deleting_a_campaign_shows_what_goes_and_takes_its_tasks() {
    let (mut screen, text) = example("D");
    holds(&text, &["Delete this campaign", "24 tasks"]);
    script::press(&mut screen, "<Enter>").unwrap();
    assert!(screen.workbench().program().tasks.iter().all(|task| task.campaign.is_none() && task.plan.is_some()));
    script::press(&mut screen, "u").unwrap();
    assert_eq!(webinar(&screen).launch, date(2026, 10, 22));
}

#[test]
fn the_filter_hides_and_says_so_and_find_goes_on() {
    let (mut screen, text) = example("/email<Enter>");
    holds(&text, &["filter \"email\": ", "hidden", "Send email"]);
    script::press(&mut screen, "<Esc>g/dry run<Enter>").unwrap();
    let text = script::text_of(&mut screen, 80, 24);
    assert!(text.lines().any(|line| line.starts_with('▶') && line.contains("Dry run")), "{text}");
}

#[test]
fn lanes_go_through_phase_owner_and_partner() {
    let (mut screen, text) = example("L");
    holds(&text, &["Before 2/13, 1 late"]);
    script::press(&mut screen, "L").unwrap();
    holds(&script::text_of(&mut screen, 80, 24), &["Us "]);
    script::press(&mut screen, "L").unwrap();
    holds(&script::text_of(&mut screen, 80, 24), &["Bluepeak Systems"]);
    script::press(&mut screen, "L").unwrap();
    holds(&script::text_of(&mut screen, 80, 24), &["Dana Whitfield  ", " open, "]);
    script::press(&mut screen, "Ggg}").unwrap();
    script::press(&mut screen, "L").unwrap();
    holds(&script::text_of(&mut screen, 80, 24), &["by campaign and date"]);
}

#[test]
fn what_waits_goes_along_and_nothing_goes_before_what_it_waits_for() {
    let (mut screen, _) = example("g/dry run<Enter>");
    let due = |screen: &Screen, id: &str| screen.workbench().program().tasks.find(id).unwrap().due;
    holds(&script::text_of(&mut screen, 80, 24), &["‹○ Slides finalized"]);
    script::press(&mut screen, "{").unwrap();
    holds(&script::text_of(&mut screen, 80, 24), &["Dry run with speakers waits for Slides finalized, due"]);
    assert_eq!(due(&screen, "freight-webinar-dry-run"), date(2026, 10, 15));
    script::press(&mut screen, "g/<Ctrl+u>slides fin<Enter>ml").unwrap();
    holds(&script::text_of(&mut screen, 80, 24), &["Due Fri 16 Oct (+1 day): 1 that wait go with it"]);
    script::press(&mut screen, "l<Enter>").unwrap();
    assert_eq!(due(&screen, "freight-webinar-slides-final"), date(2026, 10, 17));
    assert_eq!(due(&screen, "freight-webinar-dry-run"), date(2026, 10, 17));
    holds(&script::text_of(&mut screen, 80, 24), &["by +2 days, with 1 that waits"]);
    script::press(&mut screen, "u").unwrap();
    assert_eq!(due(&screen, "freight-webinar-dry-run"), date(2026, 10, 15));
    script::press(&mut screen, "TW-3<Enter>").unwrap();
    holds(&script::text_of(&mut screen, 80, 24), &["Slides finalized waits for"]);
    assert_eq!(due(&screen, "freight-webinar-slides-final"), date(2026, 10, 15));
}

#[test]
fn a_launch_is_dragged_with_the_mouse_and_drawn_where_it_would_be() {
    let (mut screen, text) = example("");
    let row = text.lines().position(|line| line.contains("▾ 22 Oct")).unwrap();
    let column = text.lines().nth(row).unwrap().chars().position(|sign| sign == '◆').unwrap();
    let mut send = |kind, column: usize| {
        let (column, row) = (column as u16, row as u16);
        let modifiers = crossterm::event::KeyModifiers::NONE;
        let event = crossterm::event::MouseEvent { kind, column, row, modifiers };
        screen.handle(crate::tui::screen::Event::Mouse(event));
        script::text_of(&mut screen, 80, 24)
    };
    let left = crossterm::event::MouseButton::Left;
    send(crossterm::event::MouseEventKind::Down(left), column);
    let moving = send(crossterm::event::MouseEventKind::Drag(left), column + 5);
    holds(&moving, &["GRAB", "Launch Thu 22 Oct to ", "22 open tasks move, 2 stay"]);
    let dropped = send(crossterm::event::MouseEventKind::Up(left), column + 5);
    assert!(!dropped.contains("GRAB"), "{dropped}");
    let launch = webinar(&screen).launch;
    assert!((date(2026, 10, 27)..=date(2026, 10, 31)).contains(&launch), "{launch}");
    script::press(&mut screen, "u").unwrap();
    assert_eq!(webinar(&screen).launch, date(2026, 10, 22));
}

#[test]
fn a_template_is_made_of_a_campaign_and_a_new_one_takes_it() {
    let (mut screen, text) = example("M");
    holds(&text, &["+ Make one from this campaign", "24 tasks"]);
    script::press(&mut screen, "<Enter>Freight list<Enter>").unwrap();
    assert_eq!(screen.workbench().program().task_templates.find("freight-list").unwrap().rows.len(), 24);
    script::press(&mut screen, "APlants <Tab>blue<Tab><Tab><Right>").unwrap();
    holds(&script::text_of(&mut screen, 80, 24), &["Freight list (24 tasks)", "28 days (OK), 24 tasks, none late"]);
    script::press(&mut screen, "<Enter>").unwrap();
    let program = screen.workbench().program();
    let made: Vec<_> =
        program.tasks.iter().filter(|task| task.campaign.as_ref().is_some_and(|id| id.as_str() == "plants")).collect();
    assert_eq!(made.len(), 24);
    let dry_run = made.iter().find(|task| task.title.contains("Dry run")).unwrap();
    assert_eq!(dry_run.depends_on.len(), 1, "the order comes along");
    assert!(program.tasks.get(&dry_run.depends_on[0]).unwrap().campaign.as_ref().unwrap().as_str() == "plants");
    script::press(&mut screen, "M<Down><Enter>").unwrap();
    holds(&script::text_of(&mut screen, 80, 24), &["has every task of Freight list"]);
}

#[test]
fn the_sheet_shows_every_part_and_changes_it_in_place() {
    let (mut screen, text) = pressed(program(EXAMPLE), "V", (80, 45));
    let parts = ["Brief, ", "Times", "Who does what", "us R    partner A", "Promotion: us", "nobody is accountable"];
    holds(&text, &parts);
    script::press(&mut screen, "<Tab><Tab>").unwrap();
    script::press(&mut screen, "<Enter><Ctrl+u>RA<Enter>").unwrap();
    let program = screen.workbench().program();
    let ours = |program: &Program, letter: &str| {
        program.raci.iter().any(|cell| cell.activity == "Content creation" && cell.letter.to_string() == letter)
    };
    assert!(ours(program, "accountable") && ours(program, "responsible"), "{}", script::text_of(&mut screen, 80, 45));
    script::press(&mut screen, "aVenue<Tab>R<Tab>AX<Enter>").unwrap();
    holds(&script::text_of(&mut screen, 80, 45), &["'X' is none of R, A, C and I", "AX"]);
    script::press(&mut screen, "<Backspace><Enter>").unwrap();
    assert!(screen.workbench().program().raci.iter().any(|cell| cell.activity == "Venue"));
    script::press(&mut screen, "<Esc>").unwrap();
    holds(&script::text_of(&mut screen, 80, 24), &["W-4"]);
}

#[test]
fn the_usual_parts_are_added_and_ticked_off_on_the_sheet() {
    let (mut screen, _) = pressed(program(EXAMPLE), "APlants <Tab>blue<Enter>V", (80, 45));
    let count = |screen: &Screen, what: &str| {
        let program = screen.workbench().program();
        let of = |id: &crate::program::id::Id<Campaign>| id.as_str() == "plants";
        match what {
            "raci" => program.raci.iter().filter(|cell| of(&cell.campaign)).count(),
            "sends" => program.sends.iter().filter(|send| of(&send.campaign)).count(),
            "sent" => program.sends.iter().filter(|send| of(&send.campaign) && send.sent_on.is_some()).count(),
            _ => program.agenda_items.iter().filter(|item| of(&item.campaign)).count(),
        }
    };
    script::press(&mut screen, "<Tab><Tab>A").unwrap();
    assert_eq!(count(&screen, "raci"), 18, "{}", script::text_of(&mut screen, 80, 45));
    holds(&script::text_of(&mut screen, 80, 45), &["Strategy and planning", "nobody is accountable"]);
    script::press(&mut screen, "<Tab>A").unwrap();
    assert_eq!(count(&screen, "sends"), 30);
    holds(&script::text_of(&mut screen, 80, 45), &["symmetry 100%"]);
    script::press(&mut screen, "d").unwrap();
    assert_eq!(count(&screen, "sent"), 1);
    script::press(&mut screen, "<Tab>A").unwrap();
    assert_eq!(count(&screen, "items"), 5);
    holds(&script::text_of(&mut screen, 80, 45), &["Run of show: 54 minutes, presentation 35, questions 15"]);
    script::press(&mut screen, "<Tab>aAda Park<Enter>").unwrap();
    holds(&script::text_of(&mut screen, 80, 45), &["Ada Park"]);
    script::press(&mut screen, "<Tab>d").unwrap();
    let made = screen.workbench().program().campaigns.find("plants").unwrap().clone();
    assert_eq!(made.brand_checks, ["Logos of the same size, ours on the left"]);
    for (width, height) in [(1, 1), (20, 6), (40, 10), (80, 24), (140, 45), (200, 60)] {
        script::text_of(&mut screen, width, height);
    }
}

#[test]
fn an_overlap_greater_than_the_smaller_list_is_refused_while_it_is_typed() {
    let (mut screen, _) = example("r<Ctrl+u>25k<Tab><Ctrl+u>40k<Tab><Ctrl+u>30k");
    holds(&script::text_of(&mut screen, 80, 24), &["30000 cannot be on both lists; the smaller has 25000"]);
    script::press(&mut screen, "<Enter>").unwrap();
    holds(&script::text_of(&mut screen, 80, 24), &["30k"]);
    script::press(&mut screen, "<Ctrl+u>5k<Enter>").unwrap();
    assert!(screen.workbench().program().audiences.iter().any(|list| list.overlaps.iter().any(|o| o.size == 5000)));
}

#[test]
fn conflicts_are_counted_where_they_happen_and_listed() {
    let (mut screen, text) = pressed(program(NORTHWIND), "", SMALL);
    holds(&text, &["clash"]);
    script::press(&mut screen, "C").unwrap();
    let listed = script::text_of(&mut screen, 80, 24);
    holds(&listed, &["Conflicts"]);
    script::press(&mut screen, "<Enter>").unwrap();
    assert!(!script::text_of(&mut screen, 80, 24).contains("Conflicts"));
}

#[test]
fn the_twin_is_a_table_of_all_tasks_by_date() {
    let (_, text) = pressed(program(EXAMPLE), "t", (145, 45));
    holds(&text, &["Campaign", "State", "done 24 Sep", "6 d late", "W-4", "Write the partner agreement"]);
}

#[test]
fn an_empty_program_says_what_to_press() {
    let (mut screen, text) = pressed(Program::named("Empty"), "", SMALL);
    holds(&text, &["Nothing is planned yet", "A  a webinar"]);
    script::press(&mut screen, "aCall Ann<Enter>").unwrap();
    holds(&script::text_of(&mut screen, 80, 24), &["Other tasks", "Call Ann"]);
}

#[test]
fn every_documented_key_is_taken_and_none_breaks_it() {
    let keys = "jkhlG gg+-=<lt>>{}dBxyz<Esc>w<Esc>T<Esc>R<Esc>Lc<Esc>e<Esc>r<Esc>a<Esc>A<Esc>m<Esc>tit*v vso<Esc>ss<Esc>sd<Esc>sp<Esc>siyYgt/x<Esc>nNF<Esc>";
    for text in [EXAMPLE, NORTHWIND] {
        for row in ["", "jj", "G"] {
            let (_, text) = pressed(program(text), &format!("{row}{keys}"), SMALL);
            assert!(!text.contains("does nothing here"), "{text}");
        }
    }
    pressed(Program::named("Empty"), keys, SMALL);
}

#[test]
fn every_size_is_drawn() {
    let programs = [program(NORTHWIND), program(EXAMPLE), Program::named("Empty"), crate::app::demo::big(200, 500, 1)];
    for screen in &mut programs.map(screen_on) {
        for (width, height) in
            [(1, 1), (0, 0), (39, 9), (40, 10), (59, 20), (60, 12), (80, 24), (119, 30), (120, 30), (200, 60)]
        {
            for keys in ["", "t", "t", "i", "m<PgDn>"] {
                script::press(screen, keys).unwrap();
                script::text_of(screen, width, height);
            }
            script::press(screen, "<Esc>i").unwrap();
        }
    }
}

#[test]
fn the_screen_stands_as_it_stood() {
    for (name, text, size) in [("sheet_80x24", EXAMPLE, SMALL), ("sheet_140x45", NORTHWIND, (140, 45))] {
        insta::assert_snapshot!(name, pressed(program(text), "V", size).1);
    }
    for (name, text, keys, size) in [
        ("example_80x24", EXAMPLE, "", (80, 24)),
        ("example_145x45", EXAMPLE, "jjj", (145, 45)),
        ("northwind_80x24", NORTHWIND, "", (80, 24)),
        ("northwind_145x45", NORTHWIND, "", (145, 45)),
        ("reanchor_80x24", EXAMPLE, "R+5w", (80, 24)),
        ("twin_80x24", NORTHWIND, "t", (80, 24)),
    ] {
        let (_, shown) = pressed(program(text), keys, size);
        insta::assert_snapshot!(name, shown);
    }
}
