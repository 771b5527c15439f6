//! Copying out of the roster and pasting blocks of a spreadsheet onto it, driven by keys.

use super::tests::{northwind, partner, pressed};
use crate::tui::pane::Mode;
use crate::tui::screen::{Effect, Screen};
use crate::tui::script;

fn text(screen: &mut Screen) -> String {
    script::text_of(screen, 80, 24)
}

fn press(screen: &mut Screen, keys: &str) {
    script::press(screen, keys).unwrap();
}

/// What the keys copy over the northwind roster.
fn copied(keys: &str) -> (String, String) {
    let mut screen = pressed(northwind(), "", 80, 24);
    let effects = script::press(&mut screen, keys).unwrap();
    let found = effects.into_iter().find_map(|effect| match effect {
        Effect::Copy { text, what } => Some((text, what)),
        _ => None,
    });
    found.unwrap_or_else(|| panic!("{keys} copied nothing: {}", text(&mut screen)))
}

#[test]
fn a_block_is_shown_cell_by_cell_with_what_is_refused_and_pasted_as_one_step() {
    let block = "reseller\tsilver\t85\r\nReferral\tPlatinum plus\t\r\nnonsense\t\t\r\n";
    let mut screen = pressed(northwind(), &format!("l<paste:{block}>"), 80, 24);
    let before = screen.workbench().program().clone();
    assert_eq!(screen.mode(), Mode::Confirm);
    insta::assert_snapshot!("paste_preview_80", text(&mut screen));
    assert_eq!(*screen.workbench().program(), before);
    press(&mut screen, "<Enter>");
    let after = partner(&screen, "alder-finch-consulting");
    assert_eq!(after.r#type.unwrap().to_string(), "reseller");
    assert_eq!(after.granted_tier.unwrap().as_str(), "silver");
    assert_eq!(after.tier_since, Some(screen.workbench().as_of()), "a tier that is pasted is granted");
    press(&mut screen, "u");
    assert_eq!(*screen.workbench().program(), before);
}

#[test]
fn a_block_under_headers_goes_to_the_rows_of_its_names() {
    let block = "Partner\tOwner\tRegion\nTidewater Tech\tnobody at all\tNordics\nNo Such Partner\t\tX\n";
    let mut screen = pressed(northwind(), &format!("<paste:{block}>"), 100, 24);
    let shown = script::text_of(&mut screen, 100, 24);
    assert!(shown.contains("No Such Partner: no row shown has this name"), "{shown}");
    assert!(shown.contains("Tidewater Tech, Region: "), "{shown}");
    assert!(shown.contains("Tidewater Tech, Owner: there is no team member called"), "{shown}");
    press(&mut screen, "<Enter>");
    assert_eq!(partner(&screen, "tidewater-tech").region.as_deref(), Some("Nordics"));
    assert_ne!(partner(&screen, "alder-finch-consulting").region.as_deref(), Some("Nordics"));
}

#[test]
fn one_cell_is_set_at_once_and_fills_what_is_marked_after_a_preview() {
    let mut screen = pressed(northwind(), "C<Esc>$<paste:Nordics\n>", 80, 24);
    let region = |screen: &Screen| partner(screen, "alder-finch-consulting").region;
    assert_eq!(screen.mode(), Mode::Nav);
    assert_eq!(region(&screen).as_deref(), Some("Nordics"));
    press(&mut screen, "u");
    press(&mut screen, "   <paste:Nordics\n>");
    let shown = text(&mut screen);
    assert!(shown.contains("Paste 2 cells of 2 partners; 0 refused, 1 so already"), "{shown}");
    press(&mut screen, "<Enter>");
    assert_eq!(region(&screen).as_deref(), Some("Nordics"));
    press(&mut screen, "<Esc>^lll<paste:12\n>");
    assert!(text(&mut screen).contains("Health, 1 cell: Health follows from"), "{}", text(&mut screen));
}

#[test]
fn names_can_be_laid_onto_the_cells_and_blocks_be_added_as_partners() {
    let mut screen = pressed(northwind(), "<paste:Kestrel\nOsprey\n>", 80, 24);
    assert!(text(&mut screen).contains("2 new, 0 known"));
    press(&mut screen, "<Tab>");
    assert!(text(&mut screen).contains("Paste 2 cells of 2 partners"), "{}", text(&mut screen));
    press(&mut screen, "<Enter>");
    assert_eq!(partner(&screen, "alder-finch-consulting").name, "Kestrel");
    assert_eq!(screen.workbench().program().partners.len(), 40);
    press(&mut screen, "u<paste:Kestrel\treseller\nOsprey\treseller\n><Tab><Enter>");
    assert_eq!(screen.workbench().program().partners.len(), 42);
}

#[test]
fn what_was_copied_here_is_pasted_by_key() {
    let mut screen = pressed(northwind(), "lyjp", 80, 24);
    let kind = |screen: &Screen, id| partner(screen, id).r#type;
    let first = kind(&screen, "alder-finch-consulting");
    let second = screen.workbench().program().partners.iter().nth(1).unwrap().id.clone();
    assert_eq!(kind(&screen, second.as_str()), first);
    let shown = text(&mut pressed(northwind(), "p", 80, 24));
    assert!(shown.contains("Nothing was copied here yet"), "{shown}");
    press(&mut screen, "F");
}

#[test]
fn rows_cells_and_columns_are_copied_in_every_format() {
    let (tsv, what) = copied("  y");
    assert_eq!((what.as_str(), tsv.lines().count()), ("2 partners", 3));
    let (markdown, _) = copied("  Yrow markdown<Enter>");
    assert!(markdown.starts_with("| Partner |"), "{markdown}");
    let (csv, what) = copied("lYcolumn csv<Enter>");
    assert_eq!((what.as_str(), csv.lines().count()), ("type of 40 partners", 41));
    assert!(csv.starts_with("type\n"), "{csv}");
    let (ron, what) = copied("Yrow ron<Enter>");
    assert!(ron.starts_with("(id:") && ron.contains("Alder & Finch"), "{ron}");
    assert_eq!(what, "Alder & Finch Consulting");
    assert!(crate::program::AnyRecord::from_ron(crate::program::Kind::Partner, &ron).is_ok());
    let (cell, _) = copied("llYcell ron<Enter>");
    assert_eq!(cell, r#"(id: "alder-finch-consulting", tier: "Gold")"#);
    let (command, _) = copied("lYcell command<Enter>");
    assert!(command.starts_with("quarterdeck do PLAN.ron set partner/alder-finch-consulting/type "), "{command}");
    let (script, _) = copied("  Yrow command<Enter>");
    assert!(script.starts_with("quarterdeck do PLAN.ron - <<'END'\nset partner/"), "{script}");
    let (all, _) = copied("/tier = gold<Enter>llloYall command<Enter>");
    assert!(
        all.starts_with("quarterdeck show PLAN.ron partners --where 'tier = gold' --sort health.score --columns name,"),
        "{all}"
    );
    insta::assert_snapshot!("copy_list_80", text(&mut pressed(northwind(), "Y", 80, 24)));
}

#[test]
fn what_is_copied_can_be_pasted_again_and_changes_nothing() {
    let (rows, _) = copied("*y");
    let mut screen = pressed(northwind(), "", 80, 24);
    screen.handle(crate::tui::screen::Event::Paste(rows));
    let shown = text(&mut screen);
    assert!(shown.contains("Paste 0 cells of 0 partners"), "{shown}");
}
