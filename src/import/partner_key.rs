//! The key by which partners are the same (rule 4): equal keys merge, near keys are only ever suggested.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::text::{clean, is_invisible};
use super::vocabulary::vocabulary;

/// The key under which deals without a partner are counted.
pub const DIRECT: &str = "(direct)";

/// The normalised key of a partner's name; empty for a blank name.
pub fn partner_key(name: &str) -> String {
    let composed: String = clean(name).nfkc().collect();
    let spelled: String = clean(&composed)
        .chars()
        .filter(|c| !is_invisible(*c))
        .map(|c| if matches!(c, '’' | '‘' | 'ʼ') { '\'' } else { c })
        .collect::<String>()
        .replace('&', " and ");
    let folded: String = spelled.chars().flat_map(char::to_lowercase).flat_map(fully_folded).nfc().collect();
    let mut key = folded.split_whitespace().collect::<Vec<_>>().join(" ");
    while let Some(shorter) = shortened(&key) {
        key = shorter;
    }
    key
}

/// Case folding beyond lower case: `ß` is `ss`, a final sigma is a sigma.
fn fully_folded(c: char) -> impl Iterator<Item = char> {
    let (first, second) = match c {
        'ß' => ('s', Some('s')),
        'ς' => ('σ', None),
        c => (c, None),
    };
    std::iter::once(first).chain(second)
}

/// The key without one more legal suffix, trailing mark or dangling "and"; `None` when nothing is left to drop.
fn shortened(key: &str) -> Option<String> {
    let kept = |rest: &str| (!rest.is_empty() && rest != key).then(|| rest.to_owned());
    if let Some(shorter) = kept(key.trim_end_matches([' ', ',', '.'])) {
        return Some(shorter);
    }
    if let Some(shorter) = kept(key.trim_start_matches([' ', ','])) {
        return Some(shorter);
    }
    if let Some(rest) = key.strip_suffix(" and") {
        return kept(rest);
    }
    let words = vocabulary();
    for affix in words.legal_affixes.iter().filter(|_| !key.is_ascii()) {
        let rest = key.strip_prefix(affix.as_str()).or_else(|| key.strip_suffix(affix.as_str()));
        if let Some(shorter) = rest.and_then(|rest| kept(rest.trim())) {
            return Some(shorter);
        }
    }
    words.legal_suffixes.iter().find_map(|suffix| without_suffix(key, suffix).and_then(kept))
}

/// The key without its last words where those are the suffix, dots ignored.
fn without_suffix<'a>(key: &'a str, suffix: &str) -> Option<&'a str> {
    let mut start = key.len();
    for _ in suffix.split(' ') {
        start = key[..start].trim_end().rfind([' ', ',']).map(|at| at + 1)?;
    }
    let last = key[start..].chars().filter(|c| *c != '.');
    last.eq(suffix.chars()).then(|| key[..start].trim_end_matches([' ', ',']))
}

/// The key without accents and with Cyrillic and Greek letters that look Latin made Latin: for suggestions only.
pub fn skeleton(key: &str) -> String {
    let plain = key.nfd().filter(|c| !is_combining_mark(*c));
    plain.map(latin_lookalike).filter(|c| c.is_alphanumeric()).collect()
}

fn latin_lookalike(c: char) -> char {
    match c {
        'а' | 'α' => 'a',
        'в' | 'β' => 'b',
        'с' | 'ϲ' => 'c',
        'ԁ' => 'd',
        'е' | 'ε' | 'є' => 'e',
        'һ' | 'н' | 'η' => 'h',
        'і' | 'ι' | 'ı' => 'i',
        'ј' => 'j',
        'к' | 'κ' => 'k',
        'ӏ' => 'l',
        'м' | 'μ' => 'm',
        'ո' => 'n',
        'о' | 'ο' | 'σ' => 'o',
        'р' | 'ρ' => 'p',
        'ԛ' => 'q',
        'ѕ' => 's',
        'т' | 'τ' => 't',
        'υ' | 'ц' => 'u',
        'ν' | 'ѵ' => 'v',
        'ѡ' | 'ω' => 'w',
        'х' | 'χ' => 'x',
        'у' | 'γ' => 'y',
        'ø' => 'o',
        'ł' => 'l',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_partner_has_one_key() {
        for (key, names) in [
            ("acme", &["Acme Inc.", "ACME Inc", "Acme, Inc.", "acme inc", "Acme  Inc", "Acme Corp. Ltd."][..]),
            ("サクラ", &["株式会社サクラ", "㈱サクラ", "(株)サクラ", "ｻｸﾗ株式会社", "サクラ 株式会社"]),
            ("müller and söhne", &["Müller & Söhne AG", "Mu\u{308}ller & So\u{308}hne AG", "MÜLLER & SÖHNE AG"]),
            ("bright", &["BRIGHT & CO", "Bright and Co."]),
            ("initech", &["Initech, L.L.C.", "Initech LLC", "\u{200b}Initech\u{200e}", "\u{1b}[31mInitech\u{1b}[0m"]),
            ("o'brien consulting", &["O’Brien Consulting", "O'Brien Consulting"]),
            ("quick brown, fox and sons", &["Quick Brown, Fox & Sons Limited", "Quick Brown, Fox & Sons Ltd."]),
            ("kowalski", &["Kowalski Sp. z o.o."]),
            ("partner 012", &["Partner 012 S.A."]),
            ("co", &["Co"]),
            ("gross", &["Groß", "GROSS"]),
            ("", &["", "  "]),
        ] {
            for name in names {
                assert_eq!(partner_key(name), key, "{name:?}");
            }
        }
    }

    #[test]
    fn near_names_keep_their_own_keys() {
        for (one, other) in
            [("Delta Partner", "Delta Partners"), ("Acme", "Acme Industries"), ("acme", "асme"), ("Costco", "Cost")]
        {
            assert_ne!(partner_key(one), partner_key(other));
        }
        assert_eq!(skeleton("асme"), skeleton("acme"));
        assert_eq!(skeleton("müller"), skeleton("muller"));
    }
}
