//! Money as people write it, to exact decimals (rule 5). Unknown is never zero and a guess is never made.

use rust_decimal::Decimal;
use unicode_normalization::UnicodeNormalization;

use super::options::DecimalMark;
use super::vocabulary::vocabulary;
use crate::program::currency::Currency;
use crate::program::money::Money;

/// A number with the currencies its sign or code may mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The exact value.
    pub value: Decimal,
    /// What the text itself says about the currency: nothing, one code, or the currencies of a sign.
    pub currencies: Vec<Currency>,
}

/// Why a text is no amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberFault {
    /// Not a number, or too large.
    Bad,
    /// May be read in two ways.
    Ambiguous,
}

/// The digits and separators of an amount, with everything around them taken off.
struct Body {
    negative: bool,
    digits: String,
    currencies: Vec<Currency>,
}

/// Reads an amount of money in a file with that decimal mark.
pub fn money(text: &str, mark: DecimalMark) -> Result<Written, NumberFault> {
    let body = strip(text).ok_or(NumberFault::Bad)?;
    let mut value = number(&body.digits, mark)?;
    if value.abs() >= Decimal::from(Money::LIMIT) {
        return Err(NumberFault::Bad);
    }
    value.set_sign_negative(body.negative && !value.is_zero());
    Ok(Written { value, currencies: body.currencies })
}

/// Reads a rate, a count or a score, where a lone separator is always the decimal mark.
pub fn plain(text: &str) -> Option<Decimal> {
    let body = strip(text)?;
    let mark = if body.digits.contains(',') { DecimalMark::Comma } else { DecimalMark::Point };
    let lone = body.digits.chars().filter(|c| !c.is_ascii_digit()).count() == 1;
    let mut value = if lone && body.digits.contains(['.', ',']) {
        Decimal::from_str_exact(&body.digits.replace(',', ".")).ok()?
    } else {
        number(&body.digits, mark).ok()?
    };
    value.set_sign_negative(body.negative && !value.is_zero());
    Some(value)
}

/// What one amount says about the file's decimal mark; `None` where it says nothing.
pub fn evidence(text: &str) -> Option<DecimalMark> {
    let digits = strip(text)?.digits;
    let count = |c: char| digits.matches(c).count();
    match (count('.'), count(',')) {
        (0, 0) => None,
        (1.., 1..) => Some(if digits.rfind('.') > digits.rfind(',') { DecimalMark::Point } else { DecimalMark::Comma }),
        (1, 0) => has_fraction(&digits, '.').then_some(DecimalMark::Point),
        (0, 1) => has_fraction(&digits, ',').then_some(DecimalMark::Comma),
        (_, 0) => Some(DecimalMark::Comma),
        (0, _) => Some(DecimalMark::Point),
    }
}

/// A lone separator marks a fraction unless exactly three digits follow it.
fn has_fraction(digits: &str, separator: char) -> bool {
    digits.split_once(separator).is_some_and(|(whole, fraction)| {
        fraction.len() != 3 || whole.contains(['\'', ' ']) || whole.trim_start_matches('0').is_empty()
    })
}

/// Takes off signs, brackets, currency signs and codes; `None` where anything else is left.
fn strip(text: &str) -> Option<Body> {
    let plain = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    if text.chars().all(plain) && text.starts_with(|c: char| c.is_ascii_digit()) && !text.ends_with(['.', ',']) {
        return Some(Body { negative: false, digits: text.to_owned(), currencies: Vec::new() });
    }
    let text: String = text.nfkc().filter(|c| !super::text::is_invisible(*c)).map(plain_sign).collect();
    let mut rest = text.trim();
    if let Some(whole) = [".--", ",--", ",-", ".-"].iter().find_map(|dash| rest.strip_suffix(dash)) {
        rest = whole;
    }
    let (mut minuses, mut currencies, mut marks) = (0, Vec::new(), 0);
    loop {
        let before = rest;
        if let Some(inner) = rest.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')) {
            minuses += 1;
            rest = inner.trim();
        }
        if let Some(inner) = rest.strip_prefix('-').or_else(|| rest.strip_suffix('-')) {
            minuses += 1;
            rest = inner.trim();
        }
        rest = rest.strip_prefix('+').unwrap_or(rest).trim();
        if let Some((inner, meant)) = without_currency(rest) {
            marks += 1;
            currencies = narrowed(currencies, meant)?;
            rest = inner.trim();
        }
        if rest == before {
            break;
        }
    }
    let ends_in_digits = rest.starts_with(|c: char| c.is_ascii_digit()) && rest.ends_with(|c: char| c.is_ascii_digit());
    let known = rest.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '\'' | ' '));
    (ends_in_digits && known && minuses <= 1 && marks <= 2).then(|| Body {
        negative: minuses == 1,
        digits: rest.to_owned(),
        currencies,
    })
}

fn plain_sign(c: char) -> char {
    match c {
        '\u{2212}' | '\u{2010}'..='\u{2014}' => '-',
        '’' | '‘' | 'ʼ' | '`' | '´' | '′' => '\'',
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

/// The text without one leading or trailing currency sign or ISO code, and the currencies that one may mean.
fn without_currency(text: &str) -> Option<(&str, Vec<Currency>)> {
    let words = vocabulary();
    for (sign, meant) in &words.symbols {
        if let Some(rest) = text.strip_prefix(sign.as_str()).or_else(|| text.strip_suffix(sign.as_str())) {
            return Some((rest, meant.clone()));
        }
    }
    let code = |part: Option<&str>| {
        let currency: Currency = part?.to_ascii_uppercase().parse().ok()?;
        words.currencies.contains(&currency).then_some(currency)
    };
    if let Some(currency) = code(text.get(..3)) {
        return Some((&text[3..], vec![currency]));
    }
    let cut = text.len().checked_sub(3)?;
    let currency = code(text.get(cut..))?;
    Some((&text[..cut], vec![currency]))
}

/// What both marks allow; `None` where they contradict each other.
fn narrowed(first: Vec<Currency>, second: Vec<Currency>) -> Option<Vec<Currency>> {
    if first.is_empty() {
        return Some(second);
    }
    let both: Vec<Currency> = first.into_iter().filter(|currency| second.contains(currency)).collect();
    (!both.is_empty()).then_some(both)
}

/// Digits with separators to a value.
fn number(digits: &str, mark: DecimalMark) -> Result<Decimal, NumberFault> {
    let (whole, fraction) = split(digits, mark)?;
    let whole = ungrouped(whole).ok_or(NumberFault::Bad)?;
    if whole.len() > 20 {
        return Err(NumberFault::Bad);
    }
    let plain = if fraction.is_empty() { whole } else { format!("{whole}.{fraction}") };
    Decimal::from_str_exact(&plain).map_err(|_| NumberFault::Bad)
}

/// The grouped whole part and the fraction.
fn split(digits: &str, mark: DecimalMark) -> Result<(&str, &str), NumberFault> {
    let count = |c: char| digits.matches(c).count();
    let at = |c: char| digits.rsplit_once(c).ok_or(NumberFault::Bad);
    let (decimal, grouping) = match mark {
        DecimalMark::Point => ('.', ','),
        DecimalMark::Comma => (',', '.'),
    };
    match (count(decimal), count(grouping)) {
        (0, 0) => Ok((digits, "")),
        // Both stand there: the last one is the decimal mark, whatever the file's mark is.
        (1.., 1..) => {
            let last = if digits.rfind('.') > digits.rfind(',') { '.' } else { ',' };
            let (whole, fraction) = at(last)?;
            if whole.contains(last) || !fraction.bytes().all(|b| b.is_ascii_digit()) {
                return Err(NumberFault::Bad);
            }
            Ok((whole, fraction))
        }
        (1, 0) if has_fraction(digits, decimal) => at(decimal),
        (1, 0) if at(decimal)?.0.len() > 3 => at(decimal),
        (1, 0) => Err(NumberFault::Ambiguous),
        // Swiss: an apostrophe or a space groups, so the one mark that is left is the decimal mark.
        (0, 1) if digits.contains(['\'', ' ']) => at(grouping),
        (0, 1) if has_fraction(digits, grouping) => Err(NumberFault::Ambiguous),
        _ => Ok((digits, "")),
    }
}

/// The digits of a whole part whose groups are those of thousands, or of lakh and crore.
fn ungrouped(whole: &str) -> Option<String> {
    let mut separators = whole.chars().filter(|c| !c.is_ascii_digit());
    let Some(separator) = separators.next() else {
        return (!whole.is_empty()).then(|| whole.to_owned());
    };
    if separators.any(|c| c != separator) {
        return None;
    }
    let groups: Vec<usize> = whole.split(separator).map(str::len).collect();
    let (first, rest) = groups.split_first()?;
    let (last, middle) = rest.split_last()?;
    let thousands = (1..=3).contains(first) && middle.iter().all(|len| *len == 3);
    let lakhs = separator == ',' && (1..=2).contains(first) && !middle.is_empty() && middle.iter().all(|len| *len == 2);
    (*last == 3 && (thousands || lakhs)).then(|| whole.replace(separator, ""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use DecimalMark::{Comma, Point};

    #[test]
    fn amounts_as_people_write_them() {
        for (text, mark, expected) in [
            ("1,234.00", Point, "1234.00"),
            ("$384,307.87", Point, "384307.87"),
            ("-$750.00", Point, "-750.00"),
            ("($4,500.00)", Point, "-4500.00"),
            ("$(4,500.00)", Point, "-4500.00"),
            ("12,34,567.00", Point, "1234567.00"),
            ("1,234", Point, "1234"),
            ("１２３４．５０", Point, "1234.50"),
            ("\u{2212}12.5", Point, "-12.5"),
            ("USD 1,000", Point, "1000"),
            ("0.125", Point, "0.125"),
            ("1234.567", Point, "1234.567"),
            ("1,234,567.891", Point, "1234567.891"),
            ("83.017,32", Comma, "83017.32"),
            ("79\u{a0}430,74", Comma, "79430.74"),
            ("12.000", Comma, "12000"),
            ("52.928,71 €", Comma, "52928.71"),
            ("€\u{a0}84.813,30", Comma, "84813.30"),
            ("111.940,42 EUR", Comma, "111940.42"),
            ("(500,00)", Comma, "-500.00"),
            ("80,00-", Comma, "-80.00"),
            ("1'234.50", Comma, "1234.50"),
            ("98’000.00", Comma, "98000.00"),
            ("575.798,81 €", Point, "575798.81"),
            ("1.234.567", Point, "1234567"),
            ("100,-", Comma, "100"),
            ("CHF 1'250.--", Point, "1250"),
        ] {
            let read = money(text, mark).map(|written| written.value.to_string());
            assert_eq!(read.as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_amount_is_refused_and_what_may_be_two_is_asked_about() {
        for text in [
            "5k",
            "NaN",
            "1e400",
            "TBD",
            "#Error!",
            "see quote",
            "n/a",
            "k. A.",
            "1000000000000000",
            "٣٤",
            "--5",
            "1,23,4",
            "1,2345,678",
            "$5 EUR",
            "-(5)",
            "1..5",
            "",
            "€",
            "1 23",
            "99999999999999999999999999999999",
        ] {
            assert_eq!(money(text, Point), Err(NumberFault::Bad), "{text}");
        }
        for (text, mark) in [("1.234", Point), ("$12.345", Point), ("1,234", Comma), ("12,34", Point)] {
            assert_eq!(money(text, mark), Err(NumberFault::Ambiguous), "{text}");
        }
    }

    #[test]
    fn currencies_are_what_the_text_says() {
        let meant = |text: &str| money(text, Point).unwrap().currencies;
        assert_eq!(meant("5"), vec![]);
        assert_eq!(meant("5 EUR"), vec![Currency::EUR]);
        assert!(meant("$5").contains(&Currency::USD));
        assert_eq!(meant("$5 USD"), vec![Currency::USD]);
    }

    #[test]
    fn one_amount_tells_the_mark_only_when_it_can_be_read_one_way() {
        for (text, expected) in [
            ("1.234", None),
            ("1,234", None),
            ("12", None),
            ("1,5", Some(Comma)),
            ("1.5", Some(Point)),
            ("1.234,56", Some(Comma)),
            ("1,234.56", Some(Point)),
            ("1.234.567", Some(Comma)),
            ("n/a", None),
        ] {
            assert_eq!(evidence(text), expected, "{text}");
        }
        assert_eq!(plain("0,15").unwrap().to_string(), "0.15");
        assert_eq!(plain("1.234").unwrap().to_string(), "1.234");
    }
}
