//! Names that are nearly the same: suggested for a person to look at, never merged.

use std::collections::{BTreeSet, HashMap};

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

/// Comparisons up to which every pair is looked at; beyond it, only pairs with the same first letter.
const EVERY_PAIR: usize = 2_000_000;

/// Pairs of `keys` with each other and with `others` that are near but not equal.
pub fn near_matches(keys: &BTreeSet<String>, others: &BTreeSet<String>) -> Vec<NearMatch> {
    let all: Vec<(&str, String)> = keys.union(others).map(|key| (key.as_str(), skeleton(key))).collect();
    let mut found = BTreeSet::new();
    let mut blocks: HashMap<Option<char>, Vec<usize>> = HashMap::new();
    let everywhere = keys.len().saturating_mul(all.len()) <= EVERY_PAIR;
    for (at, (_, letters)) in all.iter().enumerate() {
        let block = if everywhere { None } else { letters.chars().next() };
        blocks.entry(block).or_default().push(at);
    }
    for block in blocks.values() {
        for (position, &one) in block.iter().enumerate() {
            for &other in block.iter().skip(position + 1) {
                found.extend(compared(&all, one, other, keys));
            }
        }
    }
    found.into_iter().collect()
}

fn compared(all: &[(&str, String)], one: usize, other: usize, keys: &BTreeSet<String>) -> Option<NearMatch> {
    let ((one, one_letters), (other, other_letters)) = (all.get(one)?, all.get(other)?);
    let (key, near) = match (keys.contains(*one), keys.contains(*other)) {
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
