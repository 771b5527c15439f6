//! Lists of two texts that belong together, as people type them: `Live stock - no shift waits; Dock calendar - ...`.

use crate::program::parts::Part;
use crate::program::{AnyRecord, Kind};

/// Between the two texts of a pair.
const WITHIN: &str = " - ";
/// Between pairs.
const BETWEEN: char = ';';

/// The two fields of a pair in such a list: the first, the second, and the one that stands alone.
fn fields(kind: Kind, name: &str) -> Option<[&'static str; 3]> {
    match (kind, name) {
        (Kind::Listing, "features") => Some(["feature", "benefit", "feature"]),
        (Kind::Listing, "use_cases") => Some(["role", "text", "text"]),
        _ => None,
    }
}

/// Whether a field is such a list.
pub fn is_pairs(kind: Kind, name: &str) -> bool {
    fields(kind, name).is_some()
}

/// What was typed, as the plan file writes it; nothing where the field is no such list, or was written so already.
pub fn canonical(kind: Kind, name: &str, text: &str) -> Option<String> {
    let [first, second, alone] = fields(kind, name)?;
    if text.is_empty() || text.starts_with('[') {
        return None;
    }
    let pair = |item: &str| {
        let quoted = |field: &str, text: &str| (field.to_owned(), Part::quoted(text.trim()));
        Part::Fields(match item.split_once(WITHIN) {
            Some((one, other)) => vec![quoted(first, one), quoted(second, other)],
            None => vec![quoted(alone, item)],
        })
    };
    let items = text.split(BETWEEN).map(str::trim).filter(|item| !item.is_empty()).map(pair);
    Some(Part::List(items.collect()).text())
}

/// The list as it is typed; nothing where a text holds one of the signs between.
pub fn shown(record: &AnyRecord, name: &str) -> Option<String> {
    fields(record.kind(), name)?;
    let AnyRecord::Listing(listing) = record else { return None };
    let pairs: Vec<(Option<&str>, Option<&str>)> = match name {
        "features" => listing.features.iter().map(|one| (Some(one.feature.as_str()), one.benefit.as_deref())).collect(),
        _ => listing.use_cases.iter().map(|one| (one.role.as_deref(), Some(one.text.as_str()))).collect(),
    };
    let clear =
        |text: &str| !text.contains(BETWEEN) && !text.contains(WITHIN) && text.trim() == text && !text.is_empty();
    let texts = pairs.iter().flat_map(|(a, b)| [*a, *b]).flatten();
    if !texts.into_iter().all(clear) {
        return None;
    }
    let words: Vec<String> =
        pairs.iter().map(|(a, b)| [*a, *b].into_iter().flatten().collect::<Vec<_>>().join(WITHIN)).collect();
    let text = words.join("; ");
    (!text.starts_with('[')).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_typed_with_a_dash_and_divided_by_semicolons() {
        let text = canonical(Kind::Listing, "features", "Live stock - no shift waits; Dock \"calendar\"").unwrap();
        assert_eq!(text, r#"[(feature: "Live stock", benefit: "no shift waits"), (feature: "Dock \"calendar\"")]"#);
        let text = canonical(Kind::Listing, "use_cases", "Planner - sees more; for all").unwrap();
        assert_eq!(text, r#"[(role: "Planner", text: "sees more"), (text: "for all")]"#);
        assert_eq!(canonical(Kind::Listing, "features", "[]"), None);
        assert_eq!(canonical(Kind::Listing, "steps", "a - b"), None);
    }
}
