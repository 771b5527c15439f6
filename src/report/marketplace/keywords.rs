//! Keywords of each listing: in the name, in the text, too often (R-48, MKT-07, MKT-09).

use crate::analysis::exact::of_percent;
use crate::analysis::marketplace::of_listing::{KeywordUse, description, keyword_count};
use crate::report::catalogue::{Report, View};
use crate::report::cell::{Cell, CellKind};
use crate::report::table::{Column, Table};

/// How often a keyword may stand in a name.
const IN_NAME: usize = 3;
/// Words from which a share of them says something.
const FROM_WORDS: usize = 50;

/// Every keyword of every listing.
pub const REPORT: Report =
    Report { name: "listing-keywords", title: "Keywords of each listing and where they stand", columns: COLUMNS, fill };

const COLUMNS: &[Column] = &[
    Column::further("id", "Id", CellKind::Text),
    Column::new("listing", "Listing", CellKind::Text),
    Column::new("keyword", "Keyword", CellKind::Text),
    Column::new("use", "Use", CellKind::Word),
    Column::new("in_name", "In name", CellKind::Count),
    Column::new("in_text", "In text", CellKind::Count),
    Column::new("share", "Of words", CellKind::Percent),
    Column::new("advice", "What to do", CellKind::Text),
];

fn fill(view: &View<'_>, table: &mut Table) {
    let limit = of_percent(view.derived.policy().listing.keyword_share);
    for listing in view.program.listings.iter() {
        let text = description(listing);
        let long = crate::analysis::blank::word_count(Some(&text)) >= FROM_WORDS;
        for keyword in &listing.keywords {
            let (in_name, _) = keyword_count(&listing.name, keyword);
            let (in_text, share) = keyword_count(&text, keyword);
            let too_often = in_name >= IN_NAME || (long && share.as_ref().is_some_and(|share| *share > limit));
            let found = match () {
                () if too_often => KeywordUse::Stuffed,
                () if in_name > 0 || listing.name.to_lowercase().contains(&keyword.to_lowercase()) => {
                    KeywordUse::InName
                }
                () if in_text > 0 => KeywordUse::Used,
                () => KeywordUse::Unused,
            };
            let advice = match found {
                KeywordUse::Stuffed => "write naturally",
                KeywordUse::Unused => "use it in hook, features or name, or drop it",
                KeywordUse::InName | KeywordUse::Used => "",
            };
            table.push(vec![
                (&listing.id).into(),
                listing.name.as_str().into(),
                keyword.as_str().into(),
                Cell::word(found),
                in_name.into(),
                in_text.into(),
                Cell::factor(share.as_ref()),
                advice.into(),
            ]);
        }
    }
}
