//! Currencies by their ISO 4217 code, and amounts that name their own.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;

use super::money::Money;
use super::text_value::{BadText, serde_as_text};

/// An ISO 4217 code: three capital letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// US dollar, the currency of the specification's examples.
    pub const USD: Self = Self(*b"USD");
    /// Euro.
    pub const EUR: Self = Self(*b"EUR");

    /// Places after the decimal mark: none for the yen and its like, otherwise two.
    pub fn places(self) -> u32 {
        match &self.0 {
            b"JPY" | b"KRW" | b"VND" | b"CLP" | b"ISK" | b"XAF" | b"XOF" | b"XPF" | b"PYG" | b"UGX" | b"RWF" => 0,
            _ => 2,
        }
    }

    /// The sign written before an amount, where one is common.
    pub fn sign(self) -> Option<&'static str> {
        match &self.0 {
            b"USD" => Some("$"),
            b"EUR" => Some("€"),
            b"GBP" => Some("£"),
            b"JPY" => Some("¥"),
            _ => None,
        }
    }

    /// An amount as people read it, to the cent: `$1,250.00`, `CHF 1,250.00`; without cents where there are none.
    pub fn exact(self, money: Money) -> String {
        let digits = money.to_string();
        let digits = if self.places() == 0 { digits.strip_suffix(".00").unwrap_or(&digits) } else { &digits };
        self.signed(&grouped(digits))
    }

    /// An amount as people say it: `$165,000`, `$1,200.50`.
    pub fn told(self, money: Money) -> String {
        let exact = self.exact(money);
        exact.strip_suffix(".00").map_or(exact.clone(), str::to_owned)
    }

    fn signed(self, digits: &str) -> String {
        let Some(sign) = self.sign() else { return format!("{self} {digits}") };
        match digits.strip_prefix('-') {
            Some(rest) => format!("-{sign}{rest}"),
            None => format!("{sign}{digits}"),
        }
    }

    /// The code.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("???")
    }
}

impl Default for Currency {
    fn default() -> Self {
        Self::USD
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Currency {
    type Err = BadText;

    fn from_str(text: &str) -> Result<Self, BadText> {
        match text.as_bytes() {
            &[a, b, c] if text.bytes().all(|x| x.is_ascii_uppercase()) => Ok(Self([a, b, c])),
            _ => Err(BadText::new(text, "an ISO 4217 currency code, such as \"USD\"")),
        }
    }
}

/// Digits in groups of three before the decimal mark: `1,234,567.50`.
pub fn grouped(digits: &str) -> String {
    let (sign, rest) = digits.strip_prefix('-').map_or(("", digits), |rest| ("-", rest));
    let (whole, decimals) = rest.find('.').map_or((rest, ""), |point| rest.split_at(point));
    let mut out = String::with_capacity(digits.len() + whole.len() / 3);
    out.push_str(sign);
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out.push_str(decimals);
    out
}

/// An amount in a currency of its own: `"60507.75 EUR"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Amount {
    /// The number, at the currency's places.
    pub money: Money,
    /// The currency it is in.
    pub currency: Currency,
}

impl Amount {
    /// Rounds the value to the currency's places; `None` beyond the limit of money.
    pub fn new(value: Decimal, currency: Currency) -> Option<Self> {
        Money::rounded(value, currency.places()).map(|money| Self { money, currency })
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.money, self.currency)
    }
}

impl FromStr for Amount {
    type Err = BadText;

    fn from_str(text: &str) -> Result<Self, BadText> {
        let bad = || BadText::new(text, "an amount with its currency, such as \"60507.75 EUR\"");
        let (money, currency) = text.split_once(' ').ok_or_else(bad)?;
        Ok(Self { money: money.parse().map_err(|_| bad())?, currency: currency.parse().map_err(|_| bad())? })
    }
}

serde_as_text!(Currency, "an ISO 4217 currency code, such as \"USD\"");
serde_as_text!(Amount, "an amount with its currency, such as \"60507.75 EUR\"");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_told_with_sign_and_thousands() {
        let of = |text: &str| text.parse::<Money>().unwrap();
        let yen: Currency = "JPY".parse().unwrap();
        assert_eq!(Currency::USD.told(of("165000.00")), "$165,000");
        assert_eq!(Currency::EUR.told(of("-1200.50")), "-€1,200.50");
        assert_eq!("CHF".parse::<Currency>().unwrap().exact(of("1250.00")), "CHF 1,250.00");
        assert_eq!((yen.exact(of("55375612.00")), yen.told(of("500"))), ("¥55,375,612".into(), "¥500".into()));
    }

    #[test]
    fn thousands_are_grouped_before_the_mark_only() {
        for (digits, expected) in
            [("0.12345", "0.12345"), ("-1234.5", "-1,234.5"), ("123", "123"), ("1234567", "1,234,567")]
        {
            assert_eq!(grouped(digits), expected);
        }
    }
}
