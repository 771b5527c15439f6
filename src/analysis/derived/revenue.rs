//! The revenue of one partner over every window, from its deals or its quarterly records.

use std::sync::Arc;

use jiff::civil::Date;

use super::context::Context;
use super::deal_measures::DealEntry;
use crate::analysis::attribution::DealClass;
use crate::analysis::periods::Days;
use crate::analysis::policy::RevenueOrigin;
use crate::program::deal::Deal;
use crate::program::id::Id;
use crate::program::money::Money;
use crate::program::partner::Partner;
use crate::program::period::{days_after, months_after};

/// A sum of amounts, some of which nothing converts into the program's currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sum {
    cents: i128,
    /// How many amounts are missing from it.
    pub unconverted: u32,
}

impl Sum {
    pub(super) fn add(&mut self, amount: Option<Money>) {
        match amount {
            Some(amount) => self.cents += amount.cents(),
            None => self.unconverted += 1,
        }
    }

    pub(super) fn take(&mut self, amount: Option<Money>) {
        match amount {
            Some(amount) => self.cents -= amount.cents(),
            None => self.unconverted -= 1,
        }
    }

    /// What is known of it.
    pub fn known(self) -> Money {
        Money::from_cents(self.cents)
    }

    /// The sum, when nothing is missing.
    pub fn exact(self) -> Option<Money> {
        (self.unconverted == 0).then(|| self.known())
    }

    pub(super) fn plus(self, other: Self) -> Self {
        Self { cents: self.cents + other.cents, unconverted: self.unconverted + other.unconverted }
    }
}

/// A won deal, or a quarter's record, as it counts for one partner.
#[derive(Debug, Clone, Copy)]
pub(super) struct RevenueLine<'a> {
    pub(super) on: Date,
    pub(super) class: DealClass,
    pub(super) amount: Option<Money>,
    pub(super) credit: Option<Money>,
    /// Whether the partner leads the deal.
    pub(super) leads: bool,
    /// The deal; none: a quarter's record.
    pub(super) deal: Option<&'a Deal>,
}

/// The lines of a partner: its deals, or its records where the program says so or there are no deals.
pub(super) fn lines<'a>(
    context: &Context<'_>,
    partner: &Id<Partner>,
    deals: &'a [Arc<DealEntry>],
) -> Vec<RevenueLine<'a>> {
    let records = context.index.revenue.of(partner);
    let by_record = match context.rules.policy.activity.revenue {
        RevenueOrigin::Deals => deals.is_empty(),
        RevenueOrigin::Records => !records.is_empty(),
    };
    if by_record {
        let calendar = context.periods.calendar;
        return records
            .iter()
            .map(|record| RevenueLine {
                on: calendar.last_day(record.quarter),
                class: DealClass::Sourced,
                amount: Some(record.amount),
                credit: Some(record.amount),
                leads: true,
                deal: None,
            })
            .collect();
    }
    deals
        .iter()
        .filter_map(|entry| {
            let part = entry.measures.part(partner)?;
            let leads = entry.deal.partner.as_ref() == Some(partner);
            let counts = leads || part.class != DealClass::None;
            let on = entry.won_on().filter(|_| counts)?;
            let deal = Some(&*entry.deal);
            Some(RevenueLine { on, class: part.class, amount: entry.deal.amount, credit: part.credit, leads, deal })
        })
        .collect()
}

/// Sums of one window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct WindowSums {
    pub(super) sourced: Sum,
    pub(super) influenced: Sum,
    pub(super) credited: Sum,
    pub(super) sold: Sum,
    pub(super) sourced_deals: u32,
    pub(super) partner_deals: u32,
}

/// The sums of the lines for which `inside` holds.
pub(super) fn sums(lines: &[RevenueLine<'_>], inside: impl Fn(Date) -> bool) -> WindowSums {
    let mut sums = WindowSums::default();
    for line in lines.iter().filter(|line| inside(line.on)) {
        match line.class {
            DealClass::Sourced => {
                sums.sourced.add(line.amount);
                sums.sourced_deals += 1;
            }
            DealClass::Influenced => sums.influenced.add(line.amount),
            DealClass::None | DealClass::Unknown => {}
        }
        if matches!(line.class, DealClass::Sourced | DealClass::Influenced) {
            sums.partner_deals += 1;
            sums.credited.add(line.credit);
        }
        if line.leads {
            sums.sold.add(line.amount);
        }
    }
    sums
}

/// The revenue of a partner; every sum is of won deals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RevenueMeasures {
    /// Whether the program keeps revenue at all; otherwise every sum is unknown.
    pub recorded: bool,
    /// Sourced, trailing twelve months.
    pub sourced: Sum,
    /// Influenced at full amount, trailing twelve months.
    pub influenced: Sum,
    /// Credited, trailing twelve months.
    pub credited: Sum,
    /// Credited, last completed quarter.
    pub quarter: Sum,
    /// Credited, the same quarter one year earlier.
    pub prior_year_quarter: Sum,
    /// Sourced deals, trailing twelve months.
    pub sourced_deals: u32,
    /// The first won deal.
    pub first_won_on: Option<Date>,
    /// Won deals up to the as-of date.
    pub won_ever: u32,
    /// Won deals of the trailing twelve months.
    pub won_t12m: u32,
    /// Won deals of the window in which a partner counts as active (C-43).
    pub won_in_window: u32,
    /// Won deals of the twelve months before the trailing twelve.
    pub won_year_before: u32,
}

impl RevenueMeasures {
    pub(super) fn of(context: &Context<'_>, lines: &[RevenueLine<'_>]) -> Self {
        let periods = context.periods;
        let within = |days: Days| move |date: Date| days.contains(date);
        let t12m = sums(lines, within(periods.t12m));
        let months = i32::from(context.rules.policy.activity.window_months);
        let active = Days { first: days_after(months_after(periods.as_of, -months), 1), last: periods.as_of };
        let count = |inside: &dyn Fn(Date) -> bool| lines.iter().filter(|line| inside(line.on)).count() as u32;
        Self {
            recorded: context.rules.recorded.revenue,
            sourced: t12m.sourced,
            influenced: t12m.influenced,
            credited: t12m.credited,
            quarter: sums(lines, within(periods.last_quarter_days)).credited,
            prior_year_quarter: sums(lines, within(periods.prior_year_quarter_days)).credited,
            sourced_deals: t12m.sourced_deals,
            first_won_on: lines.iter().map(|line| line.on).filter(|&on| on <= periods.as_of).min(),
            won_ever: count(&|date| date <= periods.as_of),
            won_t12m: count(&within(periods.t12m)),
            won_in_window: count(&within(active)),
            won_year_before: count(&within(periods.t12m_before)),
        }
    }

    /// A sum as it may be used: nothing when the program keeps no revenue or an amount is missing.
    pub fn known(&self, sum: Sum) -> Option<Money> {
        sum.exact().filter(|_| self.recorded)
    }
}
