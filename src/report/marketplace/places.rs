//! The marketplaces of the document, with our listing in each (F79).

use crate::program::choice::choice;
use crate::report::catalogue::{Report, View};
use crate::report::cell::{Cell, CellKind};
use crate::report::table::{Column, Table};

choice! {
    /// How ready to buy visitors are.
    pub enum Intent {
        VeryHigh = "very_high" => "Very high",
        High = "high" => "High",
        Medium = "medium" => "Medium",
    }
}

choice! {
    /// How many others are there.
    pub enum Competition {
        Medium = "medium" => "Medium",
        MediumHigh = "medium_high" => "Medium-high",
        High = "high" => "High",
        VeryHigh = "very_high" => "Very high",
    }
}

/// Eight marketplaces: intent first, then fewer competitors, then more visitors.
pub const REPORT: Report =
    Report { name: "marketplaces", title: "Marketplaces by intent and competition", columns: COLUMNS, fill };

const COLUMNS: &[Column] = &[
    Column::new("marketplace", "Marketplace", CellKind::Text),
    Column::new("intent", "Intent", CellKind::Word),
    Column::new("competition", "Competition", CellKind::Word),
    Column::new("visitors", "Visitors a month", CellKind::Count),
    Column::new("listing", "Our listing", CellKind::Text),
];

const PLACES: [(&str, i64, Intent, Competition); 8] = [
    ("AWS Marketplace", 500_000, Intent::VeryHigh, Competition::MediumHigh),
    ("Atlassian Marketplace", 500_000, Intent::High, Competition::Medium),
    ("Microsoft AppSource", 2_000_000, Intent::High, Competition::High),
    ("HubSpot App Marketplace", 1_000_000, Intent::High, Competition::High),
    ("Salesforce AppExchange", 3_000_000, Intent::High, Competition::VeryHigh),
    ("Shopify App Store", 2_000_000, Intent::High, Competition::VeryHigh),
    ("Slack App Directory", 1_000_000, Intent::Medium, Competition::High),
    ("Zapier", 5_000_000, Intent::Medium, Competition::VeryHigh),
];

fn fill(view: &View<'_>, table: &mut Table) {
    for (place, visitors, intent, competition) in PLACES {
        let here = |name: &str| name.to_lowercase().contains(&place.to_lowercase());
        let listing = view.program.listings.iter().find(|listing| here(&listing.marketplace));
        table.push(vec![
            place.into(),
            Cell::word(intent),
            Cell::word(competition),
            Cell::Count(visitors),
            listing.map(|listing| listing.name.as_str()).into(),
        ]);
    }
    let known = |name: &str| PLACES.iter().any(|(place, ..)| name.to_lowercase().contains(&place.to_lowercase()));
    for listing in view.program.listings.iter().filter(|listing| !known(&listing.marketplace)) {
        let row = [listing.marketplace.as_str().into(), Cell::Unknown, Cell::Unknown, Cell::Unknown];
        table.push(row.into_iter().chain([listing.name.as_str().into()]).collect());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_intent_then_competition_then_visitors() {
        let key =
            |(_, visitors, intent, competition): &(&str, i64, Intent, Competition)| (*intent, *competition, -visitors);
        assert!(PLACES.windows(2).all(|pair| key(&pair[0]) <= key(&pair[1])));
    }
}
