//! The choices behind a listing: category, price, position; each with when it fits (F87, F88, F90).

use crate::program::choice::Choice;
use crate::program::listing::{CategoryStrategy, Listing, ListingPricing, MarketPosition};
use crate::report::catalogue::{Report, View};
use crate::report::cell::{Cell, CellKind};
use crate::report::table::{Column, Table};

/// Every choice of every listing.
pub const REPORT: Report =
    Report { name: "listing-choices", title: "Category, price and position of each listing", columns: COLUMNS, fill };

const COLUMNS: &[Column] = &[
    Column::further("id", "Id", CellKind::Text),
    Column::new("listing", "Listing", CellKind::Text),
    Column::further("field", "Field", CellKind::Text),
    Column::new("choice", "Choice", CellKind::Text),
    Column::further("word", "Word", CellKind::Text),
    Column::new("option", "Option", CellKind::Text),
    Column::new("chosen", "Chosen", CellKind::Flag),
    Column::new("when", "When it fits", CellKind::Text),
    Column::new("shown", "What it says or asks for", CellKind::Text),
];

fn fill(view: &View<'_>, table: &mut Table) {
    for listing in view.program.listings.iter() {
        let mut add = |field: &str, choice: &str, (word, label): (&str, &str), chosen: bool, fits: [&str; 2]| {
            let [when, shown] = fits;
            table.push(vec![
                (&listing.id).into(),
                listing.name.as_str().into(),
                field.into(),
                choice.into(),
                word.into(),
                label.into(),
                chosen.into(),
                when.into(),
                Cell::text(shown),
            ]);
        };
        for one in CategoryStrategy::ALL {
            let chosen = listing.category_strategy == Some(*one);
            add("category_strategy", "Category", (one.word(), one.label()), chosen, category(*one));
        }
        for one in ListingPricing::ALL {
            let chosen = listing.pricing == Some(*one);
            let [when, _] = pricing(*one);
            add("pricing", "Price", (one.word(), one.label()), chosen, [when, &price_text(listing, *one)]);
        }
        for one in MarketPosition::ALL {
            let chosen = listing.position == Some(*one);
            add("position", "Position", (one.word(), one.label()), chosen, position(*one));
        }
    }
}

fn category(strategy: CategoryStrategy) -> [&'static str; 2] {
    match strategy {
        CategoryStrategy::PrimaryMatch => ["A strong fit exists", "CRM Tools, Analytics"],
        CategoryStrategy::Adjacent => ["The primary one is crowded", "Data Tools instead of CRM"],
        CategoryStrategy::Emerging => ["A new market opens", "AI Tools, Automation"],
        CategoryStrategy::Multiple => ["The platform allows it", "Primary and secondary"],
    }
}

fn pricing(pricing: ListingPricing) -> [&'static str; 2] {
    match pricing {
        ListingPricing::Free => ["Adoption comes first", "Free"],
        ListingPricing::FreePlan => ["Land and expand", "Free plan available"],
        ListingPricing::Trial => ["Conversion comes first", "14-day free trial"],
        ListingPricing::Contact => ["Enterprise only", "Contact for pricing"],
        ListingPricing::StartingAt => ["Transparent and scalable", "Starting at"],
    }
}

/// The text that a listing shows for a price (F88).
pub fn price_text(listing: &Listing, price: ListingPricing) -> String {
    match (price, listing.starting_price) {
        (ListingPricing::StartingAt, Some(starting)) => {
            format!("Starting at {} a month", Cell::Money(starting).display())
        }
        (ListingPricing::StartingAt, None) => "Starting at ... a month: no price is recorded".to_owned(),
        (other, _) => pricing(other)[1].to_owned(),
    }
}

fn position(position: MarketPosition) -> [&'static str; 2] {
    match position {
        MarketPosition::Leader => ["Most of the market is ours", "Trust, scale, completeness"],
        MarketPosition::Challenger => ["One thing is better", "Innovation, specific superiority"],
        MarketPosition::Specialist => ["A niche is ours", "Own the niche, go deep"],
        MarketPosition::NewEntrant => ["Nobody knows us yet", "Ease of use, modern approach, one specific win"],
    }
}
