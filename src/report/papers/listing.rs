//! The copy of each marketplace listing, part by part, as it is pasted into the form of a marketplace (F81 to F90, F5).

use super::blank::{blank, or_blank, told_or_blank};
use crate::analysis::derived::Derived;
use crate::program::Program;
use crate::program::choice::Choice;
use crate::program::listing::{LaunchTactic, Listing, ListingPricing, ScreenshotRole};
use crate::report::cell::{Cell, CellKind};
use crate::report::document::Document;
use crate::report::qbr::Audience;
use crate::report::table::{Column, Table};

const SHOTS: &[Column] = &[
    Column::new("shot", "Shot", CellKind::Word),
    Column::new("there", "There", CellKind::Flag),
    Column::new("caption", "Caption", CellKind::Text),
];

const TACTICS: &[Column] = &[
    Column::new("tactic", "Tactic", CellKind::Text),
    Column::new("text", "In words", CellKind::Text),
    Column::new("owner", "Owner", CellKind::Text),
    Column::new("on", "On", CellKind::Text),
    Column::new("target", "Target", CellKind::Text),
];

/// Launch tactics of a listing, and steps of an install flow.
const WANTED: usize = 3;

/// Every listing.
pub(super) fn kit(program: &Program, _: &Derived, _: Audience) -> Document {
    let mut doc = Document::titled(format!("{}: marketplace listings", program.profile.name));
    for listing in program.listings.iter() {
        of_listing(&mut doc, program, listing);
    }
    if program.listings.is_empty() {
        doc.say(blank("listings"));
    }
    doc
}

fn of_listing(doc: &mut Document, program: &Program, listing: &Listing) {
    let about = |what: &str| format!("{what} of {}", listing.name);
    let text = |text: &Option<String>, what: &str| or_blank(text.as_deref(), &about(what));
    doc.section(format!("{} on {}", listing.name, listing.marketplace));
    doc.facts([
        ("Name", Cell::from(listing.name.as_str())),
        ("Tagline", text(&listing.tagline, "tagline").into()),
        ("Category", text(&listing.primary_category, "category").into()),
        ("Keywords", list_or_blank(&listing.keywords, &about("keywords")).into()),
        ("Price", price(program, listing, &about("price")).into()),
    ]);
    for (title, found) in [("Hook", &listing.hook), ("Problem", &listing.problem), ("Solution", &listing.solution)] {
        doc.part(title).notes(&text(found, &title.to_lowercase()));
    }
    let features = listing.features.iter().map(|one| paired(&one.feature, one.benefit.as_deref())).collect();
    lines(doc, "Features", features, 0, &about("feature"));
    let uses = listing.use_cases.iter().map(|one| match &one.role {
        Some(role) => paired(role, Some(&one.text)),
        None => one.text.clone(),
    });
    lines(doc, "Use cases", uses.collect(), 0, &about("use case"));
    lines(doc, "Getting started: the install flow", listing.steps.clone(), WANTED, &about("install step"));
    doc.part("Support").notes(&text(&listing.support, "support"));
    let mut table = Table::new(SHOTS);
    for role in ScreenshotRole::ALL {
        let caption = blank(&format!("caption of the shot \"{}\" of {}", role.label(), listing.name));
        table.push(vec![Cell::word(*role), listing.screenshots.contains(role).into(), caption.into()]);
    }
    doc.part("Shot list").table(table, "");
    tactics(doc, program, listing);
}

fn list_or_blank(items: &[String], what: &str) -> String {
    if items.is_empty() { blank(what) } else { items.join(", ") }
}

/// A list with at least so many lines; those that lack are blanks.
fn lines(doc: &mut Document, title: &str, mut items: Vec<String>, least: usize, what: &str) {
    for number in items.len()..least.max(1) {
        items.push(blank(&format!("{what}, no. {}", number + 1)));
    }
    doc.part(title).list(items);
}

fn paired(first: &str, second: Option<&str>) -> String {
    second.map_or_else(|| first.to_owned(), |second| format!("{first}: {second}"))
}

fn price(program: &Program, listing: &Listing, what: &str) -> String {
    match (listing.pricing, listing.starting_price) {
        (None, _) => blank(what),
        (Some(ListingPricing::StartingAt), Some(price)) => {
            format!("Starting at {} a month", program.profile.currency.told(price))
        }
        (Some(ListingPricing::StartingAt), None) => format!("Starting at {} a month", blank(what)),
        (Some(pricing), _) => pricing.label().to_owned(),
    }
}

fn tactics(doc: &mut Document, program: &Program, listing: &Listing) {
    let of = program.launch_tactics.iter().filter(|tactic| tactic.listing == listing.id);
    let mut own: Vec<&LaunchTactic> = of.collect();
    own.sort_by(|a, b| (a.on.is_none(), a.on, &a.id).cmp(&(b.on.is_none(), b.on, &b.id)));
    let mut table = Table::new(TACTICS);
    for (number, tactic) in (1..).zip(&own) {
        let about = |what: &str| format!("{what} of tactic {number} of {}", listing.name);
        table.push(vec![
            tactic.kind.label().into(),
            tactic.text.as_deref().into(),
            or_blank(tactic.owner.as_deref(), &about("owner")).into(),
            told_or_blank(tactic.on, &about("date")).into(),
            or_blank(tactic.target.as_deref(), &about("target")).into(),
        ]);
    }
    for number in own.len()..WANTED {
        let mut row = vec![Cell::from(blank(&format!("tactic {} of {}", number + 1, listing.name)))];
        row.resize(TACTICS.len(), Cell::Unknown);
        table.push(row);
    }
    doc.part("Launch tactics").table(table, "");
}
