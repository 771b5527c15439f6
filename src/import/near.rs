//! Names that are nearly the same: suggested for a person to look at, never merged.

use std::collections::BTreeSet;

use super::partner_key::skeleton;

/// Why two keys are near each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Nearness {
    /// The same letters but for accents, or letters of another alphabet that look alike.
    LooksAlike,
    /// Spelled nearly the same.
    SpelledAlike,
}

/// Two different keys that may be one partner.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct NearMatch {
    /// The key in the file.
    pub key: String,
    /// The other key, in the file or in the program.
    pub near: String,
    /// Why.
    pub why: Nearness,
}

/// Jaro-Winkler similarity from which two keys are near.
const SPELLED_ALIKE: f64 = 0.92;

/// Comparisons up to which every pair is looked at.
const EVERY_PAIR: usize = 500_000;
/// Beyond that, each key is compared with so many that follow it in order of their letters.
const NEIGHBOURS: usize = 40;

/// Pairs of `keys` with each other and with `others` that are near but not equal.
pub fn near_matches(keys: &BTreeSet<String>, others: &BTreeSet<String>) -> Vec<NearMatch> {
    let mut all: Vec<(&str, String)> = keys.union(others).map(|key| (key.as_str(), skeleton(key))).collect();
    all.sort_by(|(_, one), (_, other)| one.cmp(other));
    let everywhere = keys.len().saturating_mul(all.len()) <= EVERY_PAIR;
    let reach = if everywhere { all.len() } else { NEIGHBOURS };
    let mut found = BTreeSet::new();
    for (at, one) in all.iter().enumerate() {
        found.extend(all.iter().skip(at + 1).take(reach).filter_map(|other| compared(one, other, keys)));
    }
    found.into_iter().collect()
}

fn compared(
    (one, one_letters): &(&str, String),
    (other, other_letters): &(&str, String),
    keys: &BTreeSet<String>,
) -> Option<NearMatch> {
    let (key, near) = match (keys.contains(*one), keys.contains(*other)) {
        (true, true) if one > other => (other, one),
        (true, _) => (one, other),
        (false, true) => (other, one),
        (false, false) => return None,
    };
    let why = if one_letters == other_letters && !one_letters.is_empty() {
        Nearness::LooksAlike
    } else if may_be_near(one, other)
        && strsim::jaro_winkler(one, other) >= SPELLED_ALIKE
        && !differ_by_number(one, other)
    {
        Nearness::SpelledAlike
    } else {
        return None;
    };
    Some(NearMatch { key: (*key).to_owned(), near: (*near).to_owned(), why })
}

/// Jaro is at most `(2 + shorter / longer) / 3`, to which Winkler adds at most 0.4 of what is missing.
fn may_be_near(one: &str, other: &str) -> bool {
    let (short, long) = (one.len().min(other.len()), one.len().max(other.len()));
    short * 2 >= long
}

/// `partner 012` and `partner 013` are two partners of a numbered list.
fn differ_by_number(one: &str, other: &str) -> bool {
    let letters = |text: &str| text.chars().filter(|c| !c.is_numeric()).collect::<String>();
    letters(one) == letters(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(keys: &[&str]) -> BTreeSet<String> {
        keys.iter().map(|key| (*key).to_owned()).collect()
    }

    #[test]
    fn near_names_are_suggested_with_the_reason() {
        let found =
            near_matches(&set(&["delta partner", "асme", "globex"]), &set(&["delta partners", "acme", "initech"]));
        let pairs: Vec<_> = found.iter().map(|m| (m.key.as_str(), m.near.as_str(), m.why)).collect();
        assert_eq!(
            pairs,
            [("delta partner", "delta partners", Nearness::SpelledAlike), ("асme", "acme", Nearness::LooksAlike)]
        );
        assert!(near_matches(&set(&["partner 012", "partner 013"]), &set(&[])).is_empty());
    }
}
