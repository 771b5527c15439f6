//! The words an import recognises, as data: headers, stages, tiers, types, months, currencies, legal suffixes.
//!
//! Everything is folded once, when the data is first used, and then looked up by its folded form.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::field::Field;
use crate::program::currency::Currency;

const SOURCE: &str = include_str!("../../assets/import/aliases.ron");

/// The names of one field of an import.
#[derive(Debug, Clone, serde::Deserialize)]
pub struct FieldNames {
    /// The field.
    pub field: Field,
    /// Names that mean it in any file, folded.
    pub strong: Vec<String>,
    /// Names that mean it where no column has a strong one, folded.
    pub weak: Vec<String>,
}

#[derive(Debug, Default, serde::Deserialize)]
struct Words {
    deals: Vec<FieldNames>,
    partners: Vec<FieldNames>,
    won: HashSet<String>,
    lost: HashSet<String>,
    open: HashSet<String>,
    tiers: BTreeMap<String, Vec<String>>,
    tier_noise: Vec<String>,
    types: BTreeMap<String, Vec<String>>,
    sourced: HashSet<String>,
    influenced: HashSet<String>,
    direct: HashSet<String>,
    yes: HashSet<String>,
    no: HashSet<String>,
    totals: HashSet<String>,
    months: Vec<Vec<String>>,
    date_noise: HashSet<String>,
    legal_suffixes: Vec<String>,
    legal_affixes: Vec<String>,
    symbols: Vec<(String, Vec<String>)>,
    currencies: Vec<String>,
}

/// Every word an import recognises.
#[derive(Debug, Default)]
pub struct Vocabulary {
    /// Fields of deals and their headers.
    pub deals: Vec<FieldNames>,
    /// Fields of partner lists and their headers.
    pub partners: Vec<FieldNames>,
    /// Labels of won stages, letters only.
    pub won: HashSet<String>,
    /// Labels of lost stages, letters only.
    pub lost: HashSet<String>,
    /// Labels of open stages, letters only.
    pub open: HashSet<String>,
    /// Tier by label.
    pub tiers: HashMap<String, String>,
    /// Words beside a tier's name that say nothing.
    pub tier_words: Vec<String>,
    /// Partner type by label.
    pub types: HashMap<String, String>,
    /// Attribution words for sourced.
    pub sourced: HashSet<String>,
    /// Attribution words for influenced.
    pub influenced: HashSet<String>,
    /// Attribution words for no partner.
    pub direct: HashSet<String>,
    /// Words for yes.
    pub yes: HashSet<String>,
    /// Words for no.
    pub no: HashSet<String>,
    /// First cells of total rows, letters only.
    pub totals: HashSet<String>,
    /// Month 1 to 12 by name.
    pub months: HashMap<String, i8>,
    /// Words inside a written date that say nothing.
    pub date_words: HashSet<String>,
    /// Legal suffixes of companies, words apart, without dots.
    pub legal_suffixes: Vec<String>,
    /// Legal forms written at either end without a space.
    pub legal_affixes: Vec<String>,
    /// Currency signs, longest first, and the currencies they may mean.
    pub symbols: Vec<(String, Vec<Currency>)>,
    /// ISO 4217 codes in use.
    pub currencies: HashSet<Currency>,
}

/// The words, read once.
///
/// The data is part of the program and a test reads it; were it broken, nothing would be recognised.
pub fn vocabulary() -> &'static Vocabulary {
    static WORDS: LazyLock<Vocabulary> =
        LazyLock::new(|| ron::from_str::<Words>(SOURCE).map(Vocabulary::from).unwrap_or_default());
    &WORDS
}

impl From<Words> for Vocabulary {
    fn from(words: Words) -> Self {
        let months = words.months.iter().zip(1_i8..).flat_map(|(names, n)| names.iter().map(move |m| (fold(m), n)));
        let currencies: HashSet<Currency> = words.currencies.iter().filter_map(|code| code.parse().ok()).collect();
        let mut symbols: Vec<(String, Vec<Currency>)> = words
            .symbols
            .into_iter()
            .map(|(sign, codes)| (sign, codes.iter().filter_map(|code| code.parse().ok()).collect()))
            .collect();
        symbols.sort_by_key(|(sign, _)| std::cmp::Reverse(sign.len()));
        Self {
            months: months.collect(),
            deals: words.deals.into_iter().map(folded_names).collect(),
            partners: words.partners.into_iter().map(folded_names).collect(),
            won: folded(words.won),
            lost: folded(words.lost),
            open: folded(words.open),
            tiers: by_label(words.tiers),
            tier_words: words.tier_noise,
            types: by_label(words.types),
            sourced: folded(words.sourced),
            influenced: folded(words.influenced),
            direct: folded(words.direct),
            yes: words.yes,
            no: words.no,
            totals: folded(words.totals),
            date_words: words.date_noise,
            legal_suffixes: words.legal_suffixes,
            legal_affixes: words.legal_affixes,
            symbols,
            currencies,
        }
    }
}

fn folded(words: HashSet<String>) -> HashSet<String> {
    words.iter().map(|word| fold(word)).collect()
}

fn folded_names(mut names: FieldNames) -> FieldNames {
    for name in names.strong.iter_mut().chain(&mut names.weak) {
        *name = fold(name);
    }
    names
}

fn by_label(groups: BTreeMap<String, Vec<String>>) -> HashMap<String, String> {
    let pairs = groups.into_iter().flat_map(|(name, labels)| {
        labels.into_iter().map(move |label| (fold(&label), name.clone())).collect::<Vec<_>>()
    });
    pairs.collect()
}

/// Letters and digits only, after NFKC, without accents, in lower case: how headers and labels are compared.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    }
    let plain = text.nfkc().flat_map(char::to_lowercase).nfd().filter(|c| !is_combining_mark(*c) || is_kana_mark(*c));
    let mut folded = String::with_capacity(text.len());
    for c in plain.filter(|c| c.is_alphanumeric() || is_kana_mark(*c) || matches!(c, '✓' | '✔' | '☑' | '✗' | '✘' | '☐'))
    {
        match c {
            'ß' => folded.push_str("ss"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'æ' => folded.push_str("ae"),
            'ı' => folded.push('i'),
            other => folded.push(other),
        }
    }
    folded.nfc().collect()
}

/// Voicing marks change a kana into another letter; they are not accents.
fn is_kana_mark(c: char) -> bool {
    matches!(c, '\u{3099}' | '\u{309A}')
}

/// As [`fold`], without digits: how stages, tiers and total rows are compared.
pub fn fold_letters(text: &str) -> String {
    fold(text).chars().filter(|c| !c.is_numeric()).collect()
}

/// The text without a part in brackets: `Closed won (Sales Pipeline)` is `Closed won`.
pub fn without_brackets(text: &str) -> String {
    let mut depth = 0_u32;
    let mut kept = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '(' | '（' | '[' => depth += 1,
            ')' | '）' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => kept.push(c),
            _ => {}
        }
    }
    kept
}

/// Whether a word means yes or no; `None` for anything else.
pub fn yes_or_no(text: &str) -> Option<bool> {
    let word = text.trim().to_lowercase();
    let words = vocabulary();
    if words.yes.contains(&word) {
        Some(true)
    } else if words.no.contains(&word) {
        Some(false)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_words_can_be_read() {
        let words: Words = ron::from_str(SOURCE).unwrap();
        assert_eq!(words.months.len(), 12);
        for (sign, codes) in &words.symbols {
            assert!(codes.iter().all(|code| words.currencies.contains(code)), "{sign}");
        }
        assert!(vocabulary().won.contains("closedwon"));
    }

    #[test]
    fn folding_forgets_accents_case_and_signs_but_keeps_letters_apart() {
        for (given, expected) in [
            ("Währung", "wahrung"),
            ("Partner Account", "partneraccount"),
            ("group_slug", "groupslug"),
            ("ステージ", "ステージ"),
            ("ﾊﾟｰﾄﾅｰ", "パートナー"),
            ("Étape", "etape"),
            ("Zamknięta", "zamknieta"),
        ] {
            assert_eq!(fold(given), expected);
        }
        assert_eq!(without_brackets("Closed won (Sales Pipeline)").trim(), "Closed won");
        assert_eq!((yes_or_no("Ja"), yes_or_no("0"), yes_or_no("maybe")), (Some(true), Some(false), None));
    }
}
