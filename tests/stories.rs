//! A partner manager's working days, key by key, on the example programs: what is pressed, what the screen says, what
//! the program holds.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where something unexpected is met")]

use jiff::civil::{Date, date};
use quarterdeck::analysis::campaign_checks::conflicts;
use quarterdeck::app::{Dates, Origin, Workbench};
use quarterdeck::program::Program;
use quarterdeck::program::campaign::Campaign;
use quarterdeck::program::choice::Choice;
use quarterdeck::program::id::Id;
use quarterdeck::program::qbr::{AgendaSection, Qbr};
use quarterdeck::store;
use quarterdeck::tui::panes;
use quarterdeck::tui::screen::{Effect, Event, Options, Screen};
use quarterdeck::tui::script;

const EXAMPLE: &str = include_str!("../saves/example.ron");
const NORTHWIND: &str = include_str!("../saves/northwind.ron");
const TODAY: Date = date(2026, 9, 30);

/// Somebody at the keyboard of an 80 by 24 terminal.
struct Desk {
    screen: Screen,
}

impl Desk {
    fn on(save: &str) -> Self {
        let program = store::read(save.as_bytes()).unwrap().program;
        let workbench = Workbench::new(program, Origin::default(), Dates { today: TODAY, asked: None });
        let mut desk = Self { screen: Screen::new(workbench, panes::all(), Options::default()) };
        desk.text();
        desk
    }

    /// Presses keys without waiting for the screen, looks, and gives what is asked of the shell.
    fn press(&mut self, keys: &str) -> Vec<Effect> {
        let effects = script::press(&mut self.screen, keys).unwrap();
        self.text();
        effects
    }

    fn text(&mut self) -> String {
        script::text_of(&mut self.screen, 80, 24)
    }

    fn sees(&mut self, wanted: &[&str]) {
        let text = self.text();
        for words in wanted {
            assert!(text.contains(words), "{words:?} is missing on\n{text}");
        }
    }

    fn program(&self) -> &Program {
        self.screen.workbench().program()
    }

    fn bytes(&self) -> String {
        store::write(self.program(), None).source.text().to_owned()
    }

    fn qbr(&self) -> &Qbr {
        self.program().qbrs.find("bluepeak-systems-2026-q3").unwrap()
    }
}

#[test]
fn a_review_is_held_and_exported() {
    let mut desk = Desk::on(EXAMPLE);
    desk.press("5");
    desk.sees(&["Bluepeak Systems  QBR 2026-Q3", "60 min", "2 of 3 commitments that are due were kept"]);
    let text = desk.text();
    let minutes = ["5 min", "15 min", "15 min", "15 min", "10 min"];
    let shown: Vec<&str> = text.lines().filter_map(|line| minutes.iter().copied().find(|m| line.contains(m))).collect();
    assert_eq!(shown.len(), 5, "{text}");

    desk.screen.handle(Event::Tick(30));
    desk.press("jr");
    for second in [31, 330] {
        desk.screen.handle(Event::Tick(second));
    }
    desk.press("<Enter>Rosa is happy; wants a named engineer.<Esc>r");
    let relationship = desk.qbr().sections.iter().find(|part| part.section == AgendaSection::Relationship).unwrap();
    assert_eq!(relationship.text.as_deref(), Some("Rosa is happy; wants a named engineer."));
    assert_eq!(relationship.actual_seconds, Some(300));

    desk.press("j");
    desk.sees(&["Performance", "Sourced", "Influenced", "Credited"]);
    let before = desk.program().actions.len();
    desk.press("aSend the co-brand kit<Tab><Tab>Dana Whitfield<Tab><Ctrl+U>fri<Enter>");
    assert_eq!(desk.program().actions.len(), before + 1);
    let item = desk.program().actions.iter().find(|item| item.text == "Send the co-brand kit").unwrap();
    assert_eq!((item.person.as_deref(), item.due), (Some("Dana Whitfield"), Some(date(2026, 10, 2))));
    desk.sees(&["Send the co-brand kit"]);
    desk.press("0");
    desk.sees(&["Send the co-brand kit"]);

    desk.press("5");
    let effects = desk.press(":export<Enter><Enter><Tab><Tab><Tab><Tab><Ctrl+U>bluepeak.md<Enter>");
    let Some(Effect::Deliver { path, bytes, .. }) = effects.into_iter().last() else {
        panic!("nothing was exported");
    };
    let text = String::from_utf8(bytes).unwrap();
    assert_eq!(path, "bluepeak.md");
    for words in ["# Quarterly business review", "Rosa is happy", "Send the co-brand kit", "2026-10-02"] {
        assert!(text.contains(words), "{words:?} is missing in\n{text}");
    }
    assert!(desk.screen.workbench().is_dirty());
}

#[test]
fn twenty_names_are_pasted_into_the_roster() {
    let mut desk = Desk::on(EXAMPLE);
    let before = desk.bytes();
    let names: Vec<String> = (1..=20).map(|n| format!("Reseller No. {n}")).collect();
    desk.press(&format!("1<paste:{}>", names.join("\n")));
    desk.sees(&["20 new, 0 known", "+ Reseller No. 1"]);
    assert!(desk.bytes() == before, "a paste is shown before it counts");
    desk.press("<Enter>");
    assert_eq!(desk.program().partners.len(), 23);
    assert!(names.iter().all(|name| desk.program().partners.iter().any(|partner| partner.name == *name)));
    desk.sees(&["20 marked"]);
    desk.press("syreseller<Enter>");
    desk.sees(&["on 20 partners"]);
    desk.press("<Enter>");
    let resellers = |desk: &Desk| desk.program().partners.iter().filter(|partner| partner.r#type.is_some()).count();
    assert_eq!(resellers(&desk), 23);
    desk.press("uu");
    assert!(desk.bytes() == before, "setting and pasting are one step each");
}

#[test]
fn a_threshold_is_tried_left_and_adopted() {
    let mut desk = Desk::on(NORTHWIND);
    let before = desk.bytes();
    desk.press("3<Right>c75k");
    desk.sees(&["Gold asks for", "$75,000", "2 partners move up"]);
    desk.sees(&["Bayshore Resellers  Silver → Gold  sourced revenue $82,000 ≥ $75,000", "Larkfield Solutions"]);
    desk.press("<Esc>");
    assert!(desk.bytes() == before, "what was only tried leaves no trace");
    assert!(!desk.screen.workbench().is_dirty());

    desk.press("c75k<Enter>");
    let rank = |desk: &Desk, id: &str| {
        let derived = desk.screen.workbench().derived();
        derived.partners().find(|one| one.partner.as_str() == id).and_then(|one| one.tier.qualified_rank)
    };
    assert_eq!(rank(&desk, "larkfield-solutions"), Some(2));
    assert_eq!(desk.screen.workbench().history().done().len(), 1);
    desk.press("u");
    assert!(desk.bytes() == before, "adopting is one step");
    assert_eq!(rank(&desk, "larkfield-solutions"), Some(1));
}

#[test]
fn a_webinar_in_four_weeks_is_planned_and_moved() {
    let mut desk = Desk::on(EXAMPLE);
    desk.press("4A");
    desk.sees(&["Joint webinar", "+4w"]);
    desk.press("Plants on one screen<Tab>blue<Tab>");
    desk.sees(&["Wed 28 Oct 2026", "24 tasks", "none late"]);
    desk.press("<Enter>");
    let webinar = |desk: &Desk| desk.program().campaigns.find("plants-on-one-screen").unwrap().clone();
    assert_eq!(webinar(&desk).launch, date(2026, 10, 28));
    let dues = |desk: &Desk| -> Vec<(String, Date, bool)> {
        let tasks = desk.program().tasks.iter();
        let of_it = tasks.filter(|task| task.campaign.as_ref().is_some_and(|id| id.as_str() == "plants-on-one-screen"));
        of_it.map(|task| (task.id.to_string(), task.due, task.done_on.is_some())).collect()
    };
    assert_eq!(dues(&desk).len(), 24);
    assert_eq!(dues(&desk).iter().filter(|(_, due, _)| *due < date(2026, 10, 28)).count(), 13);

    desk.press("/topic<Enter>jd<Esc>");
    let done: Vec<_> = dues(&desk).into_iter().filter(|(.., done)| *done).collect();
    assert_eq!(done.len(), 1, "{}", desk.text());
    let before = dues(&desk);

    desk.press("R<Ctrl+U>2026-11-04<Enter>");
    desk.sees(&["23 open tasks move, 1 stays"]);
    desk.press("<Enter>");
    assert_eq!(webinar(&desk).launch, date(2026, 11, 4));
    for ((id, was, done), (_, is, _)) in before.iter().zip(dues(&desk)) {
        let moved = (is - *was).get_days();
        assert_eq!(moved, if *done { 0 } else { 7 }, "{id}");
    }
    desk.press("u");
    assert_eq!(dues(&desk), before, "moving is one step");
}

#[test]
fn a_quarter_is_planned() {
    let mut desk = Desk::on(NORTHWIND);
    desk.press("gd2026-Q4");
    desk.sees(&["Thursday 1 October 2026"]);
    desk.press("<Enter>1");
    assert_eq!(desk.screen.workbench().as_of(), date(2026, 10, 1));

    // The managers that the partners need: fewer once one of them has left.
    desk.press("9Lcapacity<Enter>");
    desk.sees(&["[Capacity]", "Strategic", "Long-tail"]);
    let all = |desk: &mut Desk| {
        let text = desk.text();
        text.lines().find(|line| line.starts_with("  All ")).unwrap_or_else(|| panic!("{text}")).to_owned()
    };
    let before = all(&mut desk);
    assert!(before.contains("1.23") && before.contains("2.07"), "{before}");
    desk.press("1/Alder<Enter>D<Enter>9");
    assert_ne!(all(&mut desk), before);
    desk.press("u");
    assert_eq!(all(&mut desk), before);

    // The pool from the top, beside the budgets of the partners.
    desk.press("Lpool<Enter>e");
    for _ in 0..30 {
        if desk.text().contains("▶ Comarketing pool") {
            break;
        }
        desk.press("<Tab>");
    }
    desk.press("100k<Enter>");
    desk.sees(&["Gold and Platinum", "$60,000", "$30,000", "$10,000", "By formula"]);

    // One webinar for each partner above Silver, one content swap a month, all in one step.
    let before = desk.bytes();
    let campaigns = desk.program().campaigns.len();
    desk.press("4Q");
    desk.sees(&["2026-Q4: 7 webinars (3 of 10 partners have one), 3 content swaps"]);
    desk.press("<Enter>");
    desk.sees(&["Alder & Finch Consulting webinar 2026-Q4", "Content swap November 2026", "Add 10 campaigns"]);
    desk.press("<Enter>");
    assert_eq!(desk.program().campaigns.len(), campaigns + 10);
    let quarter = |launch: Date| (date(2026, 10, 1)..=date(2026, 12, 31)).contains(&launch);
    let with_webinar: std::collections::BTreeSet<_> = desk
        .program()
        .campaigns
        .iter()
        .filter(|one| one.kind.word() == "webinar" && quarter(one.launch))
        .flat_map(|one| one.partners.clone())
        .collect();
    assert!(with_webinar.len() >= 10, "{with_webinar:?}");
    let clashes = conflicts(desk.program(), desk.screen.workbench().derived());
    let new = |path: &Id<Campaign>| path.as_str().contains("webinar-2026-q4") || path.as_str().contains("content-swap");
    let hit = |code: &str| clashes.iter().any(|one| one.finding.code == code && one.campaigns.iter().any(new));
    assert!(!hit("EVT-13") && !hit("EVT-14") && !hit("EVT-19") && !hit("CAL-03"), "{clashes:#?}");
    desk.press("9Lplaybook<Enter>");
    desk.sees(&["[Playbook]"]);
    desk.press("u");
    desk.press("Uu");
    assert_eq!(desk.bytes(), before, "planning is one step");
}

#[test]
fn a_webinar_is_forecast_held_and_its_leads_are_shared_out() {
    let mut desk = Desk::on(NORTHWIND);
    desk.press("4APlants on one screen<Tab>Coppergate<Tab><Enter>");
    desk.press("r25k<Tab>40k<Enter>V");
    let reads = |desk: &mut Desk, label: &str, wanted: &str| {
        desk.press("gg");
        for _ in 0..90 {
            let text = desk.text();
            if text.lines().any(|line| line.contains(label) && line.contains(wanted)) {
                return;
            }
            desk.press("j");
        }
        panic!("{label} {wanted:?} is missing\n{}", desk.text());
    };
    reads(&mut desk, "Registrations", "forecast 1,300 to 3,250");
    desk.press("Vgd2026-11-04<Enter>r943<Tab>412<Tab>67<Tab>12<Tab>3<Enter>V");
    reads(&mut desk, "Registrations", "actual 943  1.5% of reach: below");
    reads(&mut desk, "Attendees", "43.7% of registrations");
    reads(&mut desk, "EVT-15", "registrations 1.5%, benchmark 2%");
    reads(&mut desk, "▶ Distribution", "");
    desk.press("<Enter>split<Enter>");
    reads(&mut desk, "First contact", "472 ours, 471 the partner's");
    reads(&mut desk, "Follow up with attendees", "Thu 29 Oct");
    let program = desk.program();
    let webinar = program.campaigns.find("plants-on-one-screen").unwrap();
    assert_eq!(webinar.launch, date(2026, 10, 28));
}
