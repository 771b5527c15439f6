//! Marketplace driven by keys: a listing rewritten with its score alive, screenshots, reviews, choices, launch.

use super::section::Section;
use super::tests::workbench;
use crate::program::Program;
use crate::program::listing::{CategoryStrategy, ListingPricing};
use crate::tui::pane::PaneName;
use crate::tui::screen::{Options, Screen};
use crate::tui::script;

fn screen_on(program: Program) -> Screen {
    let options = Options { pane: PaneName::Marketplace, ..Options::default() };
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

fn to(table: &str) -> String {
    format!("L{table}<Enter>")
}

#[test]
fn the_tables_at_the_design_size_and_on_a_wide_screen() {
    for section in Section::of_pane(PaneName::Marketplace) {
        let title = section.spec().title;
        let name = title.to_lowercase().replace([',', ' '], "_");
        insta::assert_snapshot!(format!("marketplace_{name}_80"), seen(&mut northwind(), &to(title), 80, 24));
    }
    for table in ["Listings", "Copy", "Measures"] {
        let name = table.to_lowercase();
        insta::assert_snapshot!(format!("marketplace_{name}_140"), seen(&mut northwind(), &to(table), 140, 45));
    }
}

#[test]
fn an_empty_program_says_what_to_press_and_no_size_panics() {
    let mut screen = screen_on(Program::named("Empty"));
    assert!(seen(&mut screen, "", 80, 24).contains("a adds one: marketplace and name"));
    for section in Section::of_pane(PaneName::Marketplace) {
        for program in [Program::named("Empty"), northwind().workbench().program().clone()] {
            let mut screen = screen_on(program);
            seen(&mut screen, &to(section.spec().title), 80, 24);
            for (width, height) in [(0, 0), (1, 1), (2, 30), (41, 10), (80, 3), (80, 16), (200, 60), (121, 11)] {
                script::text_of(&mut screen, width, height);
            }
        }
    }
}

/// The bad listing of the document as somebody types it.
fn bad_listing() -> Screen {
    let mut screen = screen_on(Program::named("New"));
    seen(&mut screen, "aHubSpot<Tab>DataSync<Tab>Data synchronization tool<Enter>", 80, 24);
    screen
}

#[test]
fn a_bad_listing_is_rewritten_and_stands_beside_what_it_was() {
    let mut screen = bad_listing();
    let score = |screen: &mut Screen| {
        let text = seen(screen, &to("Listings"), 145, 45);
        let row = text.lines().find(|line| line.starts_with('▶')).unwrap().to_owned();
        row.split_whitespace().find_map(|word| word.parse::<u32>().ok()).unwrap()
    };
    assert!(score(&mut screen) < 20);
    script::press(&mut screen, "M").unwrap();
    assert_eq!(screen.workbench().program().listing_versions.len(), 1);
    script::press(&mut screen, &to("Copy")).unwrap();
    for (part, text) in [
        ("app name", "DataSync for HubSpot: CRM data in step"),
        ("hook", "Stop typing customer data twice."),
        ("problem", "Teams copy records by hand."),
        ("solution", "DataSync keeps both sides the same."),
        ("features", "Live - no waiting; Both ways - one truth; Trail - every change seen"),
        ("use cases", "Sales - calls with fresh data; Ops - clean records"),
        ("getting started", "Install; Connect; Choose rules"),
        ("support", "Docs and mail"),
        ("keywords", "CRM, sync"),
        ("video, seconds", "75"),
        ("category", "CRM"),
    ] {
        script::press(&mut screen, &format!("/part = \"{part}\"<Enter><Enter><Ctrl+U>{text}<Enter>F")).unwrap();
        let shown = script::text_of(&mut screen, 145, 45);
        assert!(!shown.contains("Nothing was changed"), "{part}: {shown}");
    }
    script::press(&mut screen, &format!("{}djdjdjdjd", to("Screenshots"))).unwrap();
    let listing = screen.workbench().program().listings.iter().next().unwrap().clone();
    assert_eq!((listing.screenshots.len(), listing.features.len(), listing.use_cases.len()), (5, 3, 2));
    assert_eq!(listing.features[0].benefit.as_deref(), Some("no waiting"));
    assert!(score(&mut screen) > 60);
    let text = seen(&mut screen, &to("Before"), 145, 45);
    assert!(text.contains("Better") && text.contains("DataSync for HubSpot"), "{text}");
    insta::assert_snapshot!("marketplace_before_after_140", text);
}

#[test]
fn category_price_and_position_are_chosen_by_one_key() {
    let mut screen = bad_listing();
    seen(&mut screen, &to("Choices"), 80, 24);
    script::press(&mut screen, "d").unwrap();
    let listing = |screen: &Screen| screen.workbench().program().listings.iter().next().unwrap().clone();
    assert_eq!(listing(&screen).category_strategy, Some(CategoryStrategy::PrimaryMatch));
    script::press(&mut screen, "d/trial<Enter>d").unwrap();
    assert_eq!((listing(&screen).category_strategy, listing(&screen).pricing), (None, Some(ListingPricing::Trial)));
}

#[test]
fn a_review_is_answered_and_the_plan_says_how_many_to_ask() {
    let mut screen = bad_listing();
    seen(&mut screen, &to("Review plan"), 120, 30);
    script::press(&mut screen, "l<Enter>80<Enter>").unwrap();
    let text = script::text_of(&mut screen, 120, 30);
    assert!(text.contains("800") && text.contains("1,600"), "{text}");
    let mut screen = northwind();
    seen(&mut screen, &to("Reviews"), 80, 24);
    let open = |screen: &Screen| {
        screen.workbench().program().reviews.iter().filter(|review| review.responded_on.is_none()).count()
    };
    let before = open(&screen);
    script::press(&mut screen, "/state = open<Enter>d").unwrap();
    assert_eq!(open(&screen), before - 1);
}

#[test]
fn three_launch_tactics_get_owner_and_date() {
    let mut screen = bad_listing();
    let text = seen(&mut screen, &to("Launch"), 140, 30);
    assert_eq!(text.matches("a tactic").count(), 4, "{text}");
    script::press(&mut screen, "<Enter><Tab><Tab>Ada<Tab>+3w<Tab>30 reviews<Enter>").unwrap();
    let program = screen.workbench().program();
    let tactic = program.launch_tactics.iter().next().unwrap();
    assert_eq!((tactic.owner.as_deref(), tactic.target.as_deref()), (Some("Ada"), Some("30 reviews")));
    let text = seen(&mut screen, "", 140, 30);
    assert_eq!(text.matches("a tactic").count(), 2, "{text}");
    script::press(&mut screen, "d").unwrap();
    assert!(screen.workbench().program().launch_tactics.iter().any(|tactic| tactic.done_on.is_some()));
}
