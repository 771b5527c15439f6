//! The written forms of amounts, percentages and numbers, as the three grammars of the contract have them.

use num_bigint::BigInt;
use num_traits::{Signed, ToPrimitive, Zero};

use super::schema::Grammar;
use crate::analysis::exact::Exact;
use crate::program::money::Money;
use crate::program::rate::Percent;

/// How a decimal may be written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Form {
    signed: bool,
    digits: usize,
    places: usize,
    fraction: bool,
    /// What a value looks like, for messages.
    pub(super) example: &'static str,
}

impl Form {
    /// A percentage without its sign.
    pub(super) fn percent(grammar: Grammar) -> Self {
        match grammar {
            Grammar::Operations => Self {
                signed: false,
                digits: 5,
                places: 4,
                fraction: false,
                example: "a percentage as text with up to four decimals, such as \"12.5\"",
            },
            Grammar::Scoring | Grammar::Deals => Self {
                signed: true,
                digits: 5,
                places: 2,
                fraction: false,
                example: "a percentage as text with up to two decimals, such as \"12.5\"",
            },
        }
    }

    /// A factor.
    pub(super) fn multiplier() -> Self {
        Self {
            signed: true,
            digits: 6,
            places: 6,
            fraction: false,
            example: "a decimal as text with up to six decimals, such as \"1.5\"",
        }
    }

    /// A decimal or a fraction.
    pub(super) fn number(places: usize) -> Self {
        Self {
            signed: true,
            digits: 13,
            places,
            fraction: true,
            example: "a decimal or a fraction as text, such as \"62.5\" or \"375/7\"",
        }
    }

    /// A decimal without sign.
    pub(super) fn decimal() -> Self {
        Self {
            signed: false,
            digits: 9,
            places: 6,
            fraction: false,
            example: "a decimal as text without sign, with up to six decimals, such as \"4.8\"",
        }
    }

    /// The value of a text in this form.
    pub(super) fn read(self, text: &str) -> Option<Exact> {
        let size = text.strip_prefix('-').filter(|_| self.signed);
        let negative = size.is_some();
        let size = size.unwrap_or(text);
        let value = match size.split_once('/') {
            Some((above, below)) if self.fraction => {
                let below = integer(below, self.digits).filter(|below| !below.is_zero())?;
                Exact::new(integer(above, self.digits)?, below)
            }
            Some(_) => return None,
            None => self.decimal_part(size)?,
        };
        match (negative, value.is_zero()) {
            (true, true) => None,
            (true, false) => Some(-value),
            (false, _) => Some(value),
        }
    }

    fn decimal_part(self, text: &str) -> Option<Exact> {
        let Some((units, decimals)) = text.split_once('.') else {
            return integer(text, self.digits).map(Exact::from_integer);
        };
        let places = decimals.len();
        let written = (1..=self.places).contains(&places) && decimals.bytes().all(|byte| byte.is_ascii_digit());
        written.then_some(())?;
        let scale = BigInt::from(10).pow(places as u32);
        Some(Exact::new(integer(units, self.digits)? * &scale + decimals.parse::<BigInt>().ok()?, scale))
    }
}

/// Digits without a leading zero.
fn integer(text: &str, digits: usize) -> Option<BigInt> {
    let written = (1..=digits).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && (text == "0" || !text.starts_with('0'));
    written.then(|| text.parse().ok())?
}

/// `-?(0|[1-9][0-9]{0,12})\.[0-9]{2}`; operations have no sign.
pub(super) fn read_money(text: &str, grammar: Grammar) -> Option<Money> {
    let size = text.strip_prefix('-').filter(|_| grammar != Grammar::Operations);
    let negative = size.is_some();
    let (units, cents) = size.unwrap_or(text).split_once('.')?;
    (cents.len() == 2 && cents.bytes().all(|byte| byte.is_ascii_digit())).then_some(())?;
    let amount = integer(units, 13)?.to_i128()? * 100 + cents.parse::<i128>().ok()?;
    match (negative, amount) {
        (true, 0) => None,
        (true, amount) => Some(Money::from_cents(-amount)),
        (false, amount) => Some(Money::from_cents(amount)),
    }
}

/// A limit of a declaration; nothing for none.
pub(super) fn limit(text: &str) -> Option<Exact> {
    if text.is_empty() { None } else { Form { signed: true, ..Form::number(20) }.read(text) }
}

/// A number of at most four decimals as a percentage.
pub(super) fn as_percent(value: &Exact) -> Option<Percent> {
    let units = (value * Exact::from_integer(10_000.into())).to_integer().to_i64()?;
    let sign = if value.is_negative() { "-" } else { "" };
    let size = units.unsigned_abs();
    format!("{sign}{}.{:04}", size / 10_000, size % 10_000).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::exact::exact_text;

    #[test]
    fn money_has_one_form() {
        for text in ["0.00", "0.50", "25000.00", "9999999999999.99"] {
            for grammar in [Grammar::Scoring, Grammar::Deals, Grammar::Operations] {
                assert_eq!(read_money(text, grammar).unwrap().to_string(), text);
            }
        }
        assert_eq!(read_money("-0.01", Grammar::Scoring).unwrap().to_string(), "-0.01");
        assert!(read_money("-0.01", Grammar::Operations).is_none());
        for text in [
            "",
            "-0.00",
            "100",
            "1.0",
            "1.000",
            "1e2",
            "01.00",
            "+1.00",
            " 1.00",
            "1,000.00",
            ".50",
            "10000000000000.00",
        ] {
            assert!(read_money(text, Grammar::Scoring).is_none(), "{text}");
        }
    }

    #[test]
    fn decimals_follow_their_form() {
        let percent = Form::percent(Grammar::Scoring);
        assert_eq!(exact_text(&percent.read("12.50").unwrap()), "12.5");
        assert_eq!(exact_text(&percent.read("-1").unwrap()), "-1");
        for text in ["7.125", "-0", "-0.0", "1/3", "012", "+5", "5.", ".5", "5%", "123456", "", "1e2"] {
            assert!(percent.read(text).is_none(), "{text}");
        }
        let operations = Form::percent(Grammar::Operations);
        assert!(operations.read("7.1255").is_some() && operations.read("-1").is_none());
        let number = Form::number(6);
        assert_eq!(exact_text(&number.read("375/7").unwrap()), "375/7");
        assert_eq!(exact_text(&number.read("-15/2").unwrap()), "-7.5");
        for text in ["-0/1", "1/0", "1/2/3", "1.5/2", "/2", "1/", "1/-2", "12345678901234"] {
            assert!(number.read(text).is_none(), "{text}");
        }
    }

    #[test]
    fn a_percentage_keeps_its_decimals() {
        for text in ["12.5", "0", "99.9999", "-99", "-0.25"] {
            let value = Form { places: 4, ..Form::percent(Grammar::Scoring) }.read(text).unwrap();
            assert_eq!(as_percent(&value).unwrap().decimal().to_string(), text);
        }
    }
}
