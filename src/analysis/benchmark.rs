//! A rate against a benchmark range: exact, ends inside, and honest about what is missing (§0).

use super::exact::Exact;
use crate::program::choice::choice;

choice! {
    /// Where a value lies against its benchmark.
    pub enum BenchmarkVerdict {
        Below = "below" => "Below",
        In = "in" => "Within",
        Above = "above" => "Above",
        NotAvailable = "n_a" => "n/a",
        Unknown = "unknown" => "Unknown",
    }
}

choice! {
    /// Whether a target is met.
    pub enum TargetVerdict {
        Pass = "pass" => "Pass",
        Fail = "fail" => "Fail",
        NotAvailable = "n_a" => "n/a",
    }
}

/// A closed range; without an upper end everything from `low` is inside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Benchmark {
    /// The lower end.
    pub low: Exact,
    /// The upper end.
    pub high: Option<Exact>,
}

/// A quotient whose parts may be unknown and whose denominator may be zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotient {
    /// The upper part.
    pub numerator: Option<Exact>,
    /// The lower part.
    pub denominator: Option<Exact>,
}

impl Quotient {
    /// The value, where both parts are known and the lower one is not zero.
    pub fn value(&self) -> Option<Exact> {
        super::exact::ratio(self.numerator.as_ref()?, self.denominator.as_ref()?)
    }

    /// Where it lies; an unknown part takes precedence over a zero denominator.
    pub fn verdict(&self, benchmark: &Benchmark) -> BenchmarkVerdict {
        if self.numerator.is_none() || self.denominator.is_none() {
            return BenchmarkVerdict::Unknown;
        }
        self.value().map_or(BenchmarkVerdict::NotAvailable, |value| benchmark.verdict(&value))
    }
}

impl Benchmark {
    /// Where a value lies.
    pub fn verdict(&self, value: &Exact) -> BenchmarkVerdict {
        match () {
            () if *value < self.low => BenchmarkVerdict::Below,
            () if self.high.as_ref().is_some_and(|high| value > high) => BenchmarkVerdict::Above,
            () => BenchmarkVerdict::In,
        }
    }
}

/// Whether a value reaches a target.
pub fn reaches(value: Option<&Exact>, target: &Exact) -> TargetVerdict {
    match value {
        None => TargetVerdict::NotAvailable,
        Some(value) if value >= target => TargetVerdict::Pass,
        Some(_) => TargetVerdict::Fail,
    }
}
