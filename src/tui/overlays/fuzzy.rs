//! Fuzzy matching of typed text against labels, best first.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

/// The indexes of the texts that match, best first; all of them in order when nothing is typed.
pub(super) fn matching<'a>(query: &str, texts: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<usize> {
    if query.trim().is_empty() {
        return (0..texts.count()).collect();
    }
    let mut matcher = Matcher::new(Config::DEFAULT);
    let pattern = Pattern::parse(query, CaseMatching::Ignore, Normalization::Smart);
    let mut letters = Vec::new();
    let mut score = |text: &str| pattern.score(Utf32Str::new(text, &mut letters), &mut matcher);
    let mut found: Vec<(u32, usize)> = Vec::new();
    for (index, (label, more)) in texts.enumerate() {
        // A match in the label counts more than the same match in label and detail together.
        let best = score(label).map(|s| s * 2).or_else(|| score(&format!("{label} {more}")));
        if let Some(best) = best {
            found.push((best, index));
        }
    }
    found.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    found.into_iter().map(|(_, index)| index).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_and_order_of_words_do_not_matter() {
        let texts = [("Àcmé Inc.", "Gold"), ("Beta", "acme reseller"), ("Gamma", "")];
        assert_eq!(matching("acm", texts.into_iter()), [0, 1]);
        assert_eq!(matching("gold inc", texts.into_iter()), [0]);
        assert_eq!(matching("", texts.into_iter()), [0, 1, 2]);
        assert!(matching("zzz", texts.into_iter()).is_empty());
    }
}
