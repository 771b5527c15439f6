//! Each listing beside what it was: score by element and text by part, before and after.

use super::copy::text_of;
use super::listings::{score, score_cell};
use crate::analysis::exact::shown;
use crate::analysis::marketplace::listing_score::{ListingElement, ListingScore};
use crate::program::choice::{Choice, choice};
use crate::program::listing::{Listing, ListingVersion};
use crate::report::catalogue::{Report, View};
use crate::report::cell::{Cell, CellKind};
use crate::report::table::{Column, Table};

choice! {
    /// How a part of a listing changed.
    pub enum PartChange {
        Better = "better" => "Better",
        Worse = "worse" => "Worse",
        Changed = "changed" => "Changed",
        Same = "same" => "Same",
    }
}

/// Every listing that was kept once, against the last time it was.
pub const REPORT: Report =
    Report { name: "listing-changes", title: "Each listing before and after", columns: COLUMNS, fill };

const COLUMNS: &[Column] = &[
    Column::further("id", "Id", CellKind::Text),
    Column::new("part", "Part", CellKind::Text),
    Column::new("change", "Change", CellKind::Word),
    Column::new("before", "Before", CellKind::Text),
    Column::new("after", "After", CellKind::Text),
    Column::new("listing", "Listing", CellKind::Text),
    Column::new("kept_on", "Kept on", CellKind::Date),
];

/// The last version that was kept of a listing.
pub fn kept<'a>(view: &View<'a>, listing: &Listing) -> Option<&'a ListingVersion> {
    let of = view.program.listing_versions.iter().filter(|version| version.listing == listing.id);
    of.max_by(|a, b| (a.kept_on, &a.id).cmp(&(b.kept_on, &b.id)))
}

const PARTS: [(&str, &str); 11] = [
    ("name", "App name"),
    ("tagline", "Tagline"),
    ("hook", "Hook"),
    ("problem", "Problem"),
    ("solution", "Solution"),
    ("features", "Features"),
    ("use_cases", "Use cases"),
    ("steps", "Getting started"),
    ("support", "Support"),
    ("differentiator", "Differentiator"),
    ("pricing", "Pricing"),
];

fn fill(view: &View<'_>, table: &mut Table) {
    for listing in view.program.listings.iter() {
        let Some(version) = kept(view, listing) else { continue };
        let before = Listing { id: listing.id.clone(), ..version.was.clone() };
        let (was, is) = (score(view, &before), score(view, listing));
        let mut add = |part: &str, change: PartChange, before: Cell, after: Cell| {
            table.push(vec![
                format!("{}/{part}", version.id).into(),
                part.into(),
                Cell::word(change),
                before,
                after,
                listing.name.as_str().into(),
                version.kept_on.into(),
            ]);
        };
        let total = |score: &ListingScore| Cell::text(score_cell(score.score.as_ref()).plain().into_owned());
        add("Score", moved(&was.total, &is.total), total(&was), total(&is));
        for element in ListingElement::ALL {
            let at = *element as usize;
            let points = |score: &ListingScore| Cell::text(shown(&score.points[at], 1));
            let part = format!("{}, points", element.label());
            add(&part, moved(&was.points[at], &is.points[at]), points(&was), points(&is));
        }
        for (field, part) in PARTS {
            let (was, is) = (text_of(&before, field), text_of(listing, field));
            let change = if was == is { PartChange::Same } else { PartChange::Changed };
            let part = if field == "name" { "Name, text" } else { part };
            let part = format!("{part}{}", if matches!(field, "tagline" | "pricing") { ", text" } else { "" });
            add(&part, change, was.into(), is.into());
        }
    }
}

fn moved(before: &crate::analysis::exact::Exact, after: &crate::analysis::exact::Exact) -> PartChange {
    match after.cmp(before) {
        std::cmp::Ordering::Greater => PartChange::Better,
        std::cmp::Ordering::Less => PartChange::Worse,
        std::cmp::Ordering::Equal => PartChange::Same,
    }
}
