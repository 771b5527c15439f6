//! What a calculator takes, declared: fields, their kinds, defaults and ranges. The shape check, the help and the tests
//! read the same declaration.

use serde_json::Value;

use super::answer::Outcome;
use super::input::{Entry, Input};
use super::reading::{Path, Reader};

/// One named calculator of the contract.
#[derive(Debug)]
pub struct Calculator {
    /// Its name on the command line: `tier-progress`.
    pub name: &'static str,
    /// The rules and conventions it follows: `R-10`.
    pub rule: &'static str,
    /// One line: what it answers.
    pub about: &'static str,
    /// Which of the three grammars of values it reads.
    pub grammar: Grammar,
    /// The fields of its input.
    pub inputs: &'static [Field],
    /// Name and meaning of every output.
    pub outputs: &'static [(&'static str, &'static str)],
    /// An input that gives an answer, as JSON.
    pub example: &'static str,
    /// The calculation on a checked input.
    pub run: fn(&Input) -> Outcome,
}

/// How values are written: each part of the contract has its own conventions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grammar {
    /// Scoring, tiers, money: signed amounts, percent with two decimals, counts to 10^12.
    Scoring,
    /// Deals, indicators, planner: as scoring; date-times with or without seconds.
    Deals,
    /// Time, events, operations: no signs, percent with four decimals, counts to 10^9, date-times with seconds `00`.
    Operations,
}

/// A field of an input object.
#[derive(Debug)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// What stands there.
    pub kind: Kind,
    /// Whether it must be given.
    pub need: Need,
    /// What it means, with its unit.
    pub about: &'static str,
    /// The field that decides whether this one belongs here, and the words for which it does.
    pub case: Option<(&'static str, &'static [&'static str])>,
}

/// Whether a field must be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Absent or null is `missing_field`.
    Required,
    /// Absent or null is unknown.
    Optional,
    /// Absent or null stands for this JSON value.
    Default(&'static str),
    /// Does not exist here, although such a field is accepted elsewhere (`settings` of `split`).
    Refused,
}

/// What stands in a field. Limits are inclusive and written as the value is; `""` is no limit.
#[derive(Debug)]
pub enum Kind {
    /// An amount with two decimals, as text.
    Money {
        /// Least amount.
        min: &'static str,
        /// Largest amount.
        max: &'static str,
    },
    /// A percentage, as text.
    Percent {
        /// Least percentage.
        min: &'static str,
        /// Largest percentage.
        max: &'static str,
    },
    /// A percentage above 0, at most 100.
    Rate,
    /// A decimal of at most six digits and six decimals, as text.
    Multiplier {
        /// Least factor.
        min: &'static str,
        /// Largest factor.
        max: &'static str,
    },
    /// A decimal or a fraction such as `"375/7"`, as text.
    Number {
        /// Least number.
        min: &'static str,
        /// Largest number.
        max: &'static str,
        /// Decimals at most.
        places: usize,
    },
    /// A decimal without sign, of at most nine digits and six decimals, as text.
    Decimal {
        /// Least number.
        min: &'static str,
        /// Largest number.
        max: &'static str,
    },
    /// A JSON integer.
    Count {
        /// Least count.
        min: i64,
        /// Largest count; `i64::MAX` stands for the limit of the grammar.
        max: i64,
    },
    /// A day, `"2025-03-30"`, 1900 to 2199.
    Date,
    /// A time with its offset.
    DateTime,
    /// One of these words.
    Enum(&'static [&'static str]),
    /// One of these words, each with its label.
    Choice(&'static [(&'static str, &'static str)]),
    /// True or false.
    Flag,
    /// A text, its length in Unicode code points.
    Text {
        /// Shortest length.
        min: usize,
        /// Longest length.
        max: usize,
    },
    /// A list.
    List {
        /// What its entries are.
        of: &'static Kind,
        /// Fewest entries.
        min: usize,
        /// Most entries.
        max: usize,
    },
    /// An object of these fields. Fields with a `case` belong to it only for those words of their selector.
    Object(&'static [Field]),
    /// An object of any names to values of one kind.
    Map(&'static Kind),
    /// Read by the calculator itself; the text says what stands there.
    Own(&'static str, OwnReading),
}

/// Reads a value that has no declared kind; faults go to the reader.
pub type OwnReading = fn(&mut Reader, &Value, &Path<'_>) -> Option<Entry>;

impl Field {
    const fn new(name: &'static str, kind: Kind, need: Need, about: &'static str) -> Self {
        Self { name, kind, need, about, case: None }
    }

    /// A field that must be given.
    pub const fn required(name: &'static str, kind: Kind, about: &'static str) -> Self {
        Self::new(name, kind, Need::Required, about)
    }

    /// A field that is unknown when it is absent.
    pub const fn optional(name: &'static str, kind: Kind, about: &'static str) -> Self {
        Self::new(name, kind, Need::Optional, about)
    }

    /// A field with a default, written as JSON.
    pub const fn default(name: &'static str, kind: Kind, default: &'static str, about: &'static str) -> Self {
        Self::new(name, kind, Need::Default(default), about)
    }

    /// A field that does not exist here.
    pub const fn refused(name: &'static str) -> Self {
        Self::new(name, Kind::Flag, Need::Refused, "")
    }

    /// The settings object of a calculator.
    pub const fn settings(fields: &'static [Field]) -> Self {
        Self::optional("settings", Kind::Object(fields), "the numbers and switches of the rule")
    }

    /// The unit of the value, where it has one: by its kind, or by the end of its name.
    pub fn unit(&self) -> Option<&'static str> {
        const ENDINGS: [(&str, &str); 6] = [
            ("_days", "days"),
            ("_months", "months"),
            ("_hours", "hours"),
            ("_minutes", "minutes"),
            ("_seconds", "seconds"),
            ("_quarters", "quarters"),
        ];
        let named = || ENDINGS.iter().find(|(ending, _)| self.name.ends_with(ending)).map(|(_, unit)| *unit);
        match &self.kind {
            Kind::Money { .. } | Kind::List { of: Kind::Money { .. }, .. } => Some("currency"),
            Kind::Percent { .. } | Kind::Rate => Some("%"),
            Kind::Multiplier { .. } => Some("x"),
            Kind::Count { .. } | Kind::Number { .. } | Kind::Decimal { .. } => named(),
            _ => None,
        }
    }

    /// The field belongs to its object only when `selector` has one of these words.
    pub const fn only_for(mut self, selector: &'static str, words: &'static [&'static str]) -> Self {
        self.case = Some((selector, words));
        self
    }
}

impl Kind {
    /// An amount, also below zero where the grammar has signs.
    pub const MONEY: Self = Self::Money { min: "", max: "" };
    /// An amount of at least zero.
    pub const AMOUNT: Self = Self::Money { min: "0.00", max: "" };
    /// A percentage of 0 to 100.
    pub const PERCENT: Self = Self::Percent { min: "0", max: "100" };
    /// A count from 0 to the limit of the grammar.
    pub const COUNT: Self = Self::Count { min: 0, max: i64::MAX };
    /// A text of 1 to 200 code points.
    pub const TEXT: Self = Self::Text { min: 1, max: 200 };
    /// Any number.
    pub const NUMBER: Self = Self::Number { min: "", max: "", places: 6 };
    /// A number from 0 to 100: strategic value, quality.
    pub const SCORE: Self = Self::Number { min: "0", max: "100", places: 6 };
    /// Any decimal of the operations grammar.
    pub const DECIMAL: Self = Self::Decimal { min: "", max: "" };
    /// The most entries of a list without its own limit.
    pub const LONGEST_LIST: usize = 10_000;

    /// An amount of at least `min`.
    pub const fn money_from(min: &'static str) -> Self {
        Self::Money { min, max: "" }
    }

    /// A percentage between both ends.
    pub const fn percent(min: &'static str, max: &'static str) -> Self {
        Self::Percent { min, max }
    }

    /// A multiplier between both ends.
    pub const fn multiplier(min: &'static str, max: &'static str) -> Self {
        Self::Multiplier { min, max }
    }

    /// A number between both ends.
    pub const fn number(min: &'static str, max: &'static str) -> Self {
        Self::Number { min, max, places: 6 }
    }

    /// A decimal between both ends.
    pub const fn decimal(min: &'static str, max: &'static str) -> Self {
        Self::Decimal { min, max }
    }

    /// A count between both ends.
    pub const fn count(min: i64, max: i64) -> Self {
        Self::Count { min, max }
    }

    /// A text of a length between both ends.
    pub const fn text(min: usize, max: usize) -> Self {
        Self::Text { min, max }
    }

    /// A list of at most 10,000 entries.
    pub const fn list(of: &'static Self) -> Self {
        Self::List { of, min: 0, max: Self::LONGEST_LIST }
    }

    /// A list for which the contract states no limit.
    pub const fn unlimited(of: &'static Self) -> Self {
        Self::List { of, min: 0, max: usize::MAX }
    }

    /// A list of so many entries.
    pub const fn list_of(of: &'static Self, min: usize, max: usize) -> Self {
        Self::List { of, min, max }
    }

    /// The words of an enumeration.
    pub fn words(&self) -> Vec<&'static str> {
        match self {
            Self::Enum(words) => words.to_vec(),
            Self::Choice(choices) => choices.iter().map(|(word, _)| *word).collect(),
            _ => Vec::new(),
        }
    }

    /// The kind and its limits, for the help: `money, from 0.00`.
    pub fn describe(&self) -> String {
        match self {
            Self::Money { min, max } => ranged("money", min, max),
            Self::Percent { min, max } => ranged("percent", min, max),
            Self::Rate => "percent, above 0 to 100".to_owned(),
            Self::Multiplier { min, max } => ranged("multiplier", min, max),
            Self::Number { min, max, .. } => ranged("number", min, max),
            Self::Decimal { min, max } => ranged("decimal", min, max),
            Self::Count { min: 0, max: i64::MAX } => "count".to_owned(),
            Self::Count { min, max: i64::MAX } => format!("count, from {min}"),
            Self::Count { min, max } => format!("count, {min} to {max}"),
            Self::Date => "date".to_owned(),
            Self::DateTime => "date-time".to_owned(),
            Self::Enum(_) | Self::Choice(_) => self.words().join(" | "),
            Self::Flag => "true | false".to_owned(),
            Self::Text { min, max } => format!("text, {min} to {max} characters"),
            Self::List { of, min: 0, max: Self::LONGEST_LIST | usize::MAX } => format!("list of {}", of.describe()),
            Self::List { of, min, max } if min == max => format!("list of {min} of {}", of.describe()),
            Self::List { of, min, max } => format!("list of {min} to {max} of {}", of.describe()),
            Self::Object(_) => "object".to_owned(),
            Self::Map(of) => format!("object of name to {}", of.describe()),
            Self::Own(text, _) => (*text).to_owned(),
        }
    }
}

fn ranged(name: &str, min: &str, max: &str) -> String {
    match (min.is_empty(), max.is_empty()) {
        (true, true) => name.to_owned(),
        (false, true) => format!("{name}, from {min}"),
        (true, false) => format!("{name}, to {max}"),
        (false, false) => format!("{name}, {min} to {max}"),
    }
}
