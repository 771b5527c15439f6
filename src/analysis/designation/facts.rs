//! The facts of one partner that the language asks, behind slices, so that a test can write a partner by hand.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::analysis::periods::Days;
use crate::analysis::truth::Truth;
use crate::program::Program;
use crate::program::criterion::{Criterion, StandardMetric};
use crate::program::currency::{Amount, Currency};
use crate::program::id::Id;
use crate::program::measure::{Cohort, DealRole, Measure, Scope, Span, Standing};
use crate::program::money::Money;
use crate::program::partner::Partner;
use crate::program::period::FiscalCalendar;
use crate::program::point_scheme::PointScheme;
use crate::program::tier::Tier;
use rust_decimal::Decimal;

/// A won deal as it counts for the partner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DealFact<'a> {
    /// When it was won.
    pub on: Date,
    /// In which role; a partner that leads a deal of its own also sold it.
    pub role: Option<DealRole>,
    /// Whether the partner leads it.
    pub leads: bool,
    /// In the program's currency; unknown where nothing converts it.
    pub amount: Option<Money>,
    /// In its own currency.
    pub original: Option<Amount>,
    /// The customer.
    pub account: Option<&'a str>,
    /// Where.
    pub region: Option<&'a str>,
    /// For which product area.
    pub area: Option<&'a str>,
}

/// Which kinds of facts the program keeps at all: the others are unknown, not nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Kept {
    /// Won deals.
    pub deals: bool,
    /// Credentials.
    pub credentials: bool,
    /// Kinds of owned items.
    pub items: BTreeSet<String>,
    /// Fees.
    pub fees: BTreeSet<String>,
}

impl Kept {
    /// What a program keeps.
    pub fn of(program: &Program) -> Self {
        let mut kept = Self { deals: !program.deals.is_empty(), ..Self::default() };
        for partner in program.partners.iter() {
            kept.credentials |= !partner.credentials.is_empty();
            kept.items.extend(partner.items.iter().map(|item| item.kind.clone()));
            kept.fees.extend(partner.fees_paid.iter().map(|fee| fee.fee.clone()));
        }
        kept
    }
}

/// By what partners are ranked, and among whom.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ranked {
    /// The measure.
    pub of: Measure,
    /// Among whom.
    pub within: Cohort,
    /// Over which time.
    pub over: Span,
    /// In which part of each partner's business.
    pub scope: Scope,
    /// In a currency other than the program's.
    pub currency: Option<Currency>,
}

/// Answers that need more than the partner's own facts.
pub trait Beyond {
    /// A metric the program computes, over days.
    fn metric(&self, metric: StandardMetric, days: Days) -> Option<Decimal>;
    /// Whether criteria held on a day.
    fn held(&self, criteria: &Criterion, on: Date) -> Truth;
    /// Whether a designation is held.
    fn holds(&self, tier: &Id<Tier>) -> Truth;
    /// The partner's place or percentile in its cohort.
    fn rank(&self, ranked: &Ranked, by: Standing) -> Option<Decimal>;
    /// A point scheme.
    fn scheme(&self, id: &Id<PointScheme>) -> Option<&PointScheme>;
}

/// One partner seen from a day.
#[derive(Clone, Copy)]
pub struct Facts<'a> {
    /// The partner with its figures, credentials, items, decisions and fees.
    pub partner: &'a Partner,
    /// Its won deals.
    pub deals: &'a [DealFact<'a>],
    /// What the program keeps.
    pub kept: &'a Kept,
    /// The day.
    pub as_of: Date,
    /// The fiscal calendar.
    pub calendar: FiscalCalendar,
    /// What needs more than the partner.
    pub beyond: &'a dyn Beyond,
}
