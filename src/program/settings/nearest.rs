//! The name somebody meant: the closest of a list.

/// The closest candidate, when it is close enough to have been meant.
///
/// A candidate that ends in the same last part (`credit` for `influence.credit`) counts as close.
pub fn nearest<'a>(typed: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let typed = typed.to_lowercase().replace('-', "_");
    let last = typed.rsplit('.').next().unwrap_or_default().to_owned();
    let limit = (typed.chars().count() / 3).max(2);
    candidates
        .map(|candidate| {
            let far = distance(&typed, candidate);
            let same_end = candidate.rsplit('.').next() == Some(last.as_str());
            (if same_end { far.min(limit) } else { far }, far, candidate)
        })
        .filter(|(near, ..)| *near <= limit)
        .min()
        .map(|(.., candidate)| candidate)
}

/// Insertions, deletions and replacements from one text to the other.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (cell, to) in row.iter_mut().skip(1).zip(&b) {
            let best = (diagonal + usize::from(from != *to)).min(*cell + 1).min(left + 1);
            diagonal = *cell;
            *cell = best;
            left = best;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_pen_find_the_key_and_nonsense_finds_none() {
        let keys = ["influence.credit", "influence.pay_rule", "tier.metric"];
        let near = |typed| nearest(typed, keys.into_iter());
        assert_eq!(near("influence.credti"), Some("influence.credit"));
        assert_eq!(near("credit"), Some("influence.credit"));
        assert_eq!(near("influence.pay-rule"), Some("influence.pay_rule"));
        assert_eq!(near("zzzzzzzz"), None);
    }

    #[test]
    fn distance_counts_single_changes() {
        for (a, b, n) in [("", "abc", 3), ("kitten", "sitting", 3), ("same", "same", 0), ("abc", "", 3)] {
            assert_eq!(distance(a, b), n, "{a} {b}");
        }
    }
}
