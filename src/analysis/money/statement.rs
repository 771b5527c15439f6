//! A partner's statement for a period: what was owed before, every amount of the period with its reason, what is owed
//! after; and what of that is held back, due, or not due yet.
//!
//! [`Statements`] reads a program once and gives the statement of any partner and period. All statements of a partner
//! are cut from one ledger: the closing balance of a period is the opening balance of the next, to the cent.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::deal_commission::{CommissionGap, DealCommission};
use super::incentive::OpenSpiff;
use super::ledger::{Ledger, Line, LineKind, ScheduledPayment, ledger};
use super::purchases::{MarginDeal, PeriodRebate};
use super::records::Records;
use crate::analysis::affiliate::payout::payment;
use crate::analysis::derived::Derived;
use crate::analysis::periods::Days;
use crate::program::Program;
use crate::program::choice::Choice;
use crate::program::deal::Deal;
use crate::program::id::Id;
use crate::program::money::Money;
use crate::program::partner::Partner;
use crate::program::period::days_between;

/// What a deal has earned and been paid by the end of a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DealBalance {
    /// Which deal.
    pub deal: Id<Deal>,
    /// Commission and SPIFFs, less what is above a cap; or as paid where no plan was in force.
    pub earned: Money,
    /// What was taken back, as a positive amount.
    pub clawed_back: Money,
    /// What was paid; a clawback that was collected counts against it.
    pub paid: Money,
    /// What is left to pay; negative when too much was paid.
    pub balance: Money,
}

/// A partner's statement for a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Whose.
    pub partner: Id<Partner>,
    /// Its days; nothing after the as-of date is in it.
    pub period: Days,
    /// The day it is seen from.
    pub as_of: Date,
    /// What was owed before the first day.
    pub opening: Money,
    /// Every amount of the period, by day.
    pub lines: Vec<Line>,
    /// What is owed after the last day: opening and all lines.
    pub closing: Money,
    /// What of it may not be paid yet: affiliate holdback, and commission that waits for an event (F138).
    pub held: Money,
    /// What of it is to be paid by the last day.
    pub due: Money,
    /// What of it becomes due later; negative where more was paid than has accrued.
    pub not_due: Money,
    /// What would be paid out now: what is due, from the least payout on.
    pub payable: Money,
    /// The least payout of the partner's terms.
    pub minimum_payout: Option<Money>,
    /// Each deal with an amount in the period.
    pub deals: Vec<DealBalance>,
    /// What the deals of the period earn and why: closed in it, or with an amount in it.
    pub commissions: Vec<DealCommission>,
    /// What the partner sold at its own margin in the period.
    pub margins: Vec<MarginDeal>,
    /// Rebates of the quarters that ended in the period.
    pub rebates: Vec<PeriodRebate>,
    /// SPIFFs that nobody can judge yet.
    pub open_spiffs: Vec<OpenSpiff>,
    /// Payments recorded and not made by the as-of date.
    pub scheduled: Vec<ScheduledPayment>,
}

impl Statement {
    /// The sum of the period's amounts of one kind, signed.
    pub fn total(&self, kind: LineKind) -> Money {
        self.lines.iter().filter(|line| line.kind == kind).map(|line| line.amount).sum()
    }

    /// The sum of each kind that occurs in the period; together they are closing less opening.
    pub fn totals(&self) -> Vec<(LineKind, Money)> {
        let occurs = |kind: &&LineKind| self.lines.iter().any(|line| line.kind == **kind);
        LineKind::ALL.iter().filter(occurs).map(|&kind| (kind, self.total(kind))).collect()
    }

    /// What we came to owe in the period: everything but payments.
    pub fn earned(&self) -> Money {
        self.lines.iter().filter(|line| line.kind != LineKind::Payment).map(|line| line.amount).sum()
    }

    /// What was paid in the period, as a positive amount.
    pub fn paid(&self) -> Money {
        Money::from_cents(-self.total(LineKind::Payment).cents())
    }

    /// The deals on which nothing accrues although they may earn something, and why.
    pub fn gaps(&self) -> impl Iterator<Item = (&DealCommission, CommissionGap)> {
        self.commissions.iter().filter_map(|found| Some((found, found.gap?)))
    }

    /// Scheduled payments that are past their day, with the days they are late (REV-02).
    pub fn late(&self) -> impl Iterator<Item = (&ScheduledPayment, i32)> {
        let late = |scheduled: &ScheduledPayment| scheduled.due_on.map(|due| days_between(due, self.as_of));
        self.scheduled.iter().filter_map(move |scheduled| Some((scheduled, late(scheduled).filter(|days| *days > 0)?)))
    }

    /// Whether there is nothing to show: no balance, no amount, no open question.
    pub fn is_empty(&self) -> bool {
        self.opening.is_zero()
            && self.lines.is_empty()
            && self.commissions.is_empty()
            && self.margins.is_empty()
            && self.scheduled.is_empty()
    }
}

/// The statements of a program, read once for all partners and periods.
#[derive(Debug)]
pub struct Statements<'a> {
    records: Records<'a>,
}

impl<'a> Statements<'a> {
    /// Reads a program as it stands at the as-of date of what is derived from it.
    pub fn new(program: &'a Program, derived: &'a Derived) -> Self {
        Self { records: Records::new(program, derived) }
    }

    /// Everything between us and a partner by the as-of date; nothing for an unknown partner.
    pub fn ledger(&self, partner: &Id<Partner>) -> Option<Ledger> {
        Some(ledger(&self.records, self.records.program.partners.get(partner)?))
    }

    /// The statement of a partner for a period; nothing for an unknown partner.
    pub fn of(&self, partner: &Id<Partner>, period: Days) -> Option<Statement> {
        let ledger = self.ledger(partner)?;
        Some(statement_of(partner, ledger, period, self.records.as_of))
    }

    /// The statements of every partner with something to show, in the order of their identifiers.
    pub fn all(&self, period: Days) -> Vec<Statement> {
        let partners = self.records.program.partners.ids();
        partners.filter_map(|partner| self.of(partner, period)).filter(|found| !found.is_empty()).collect()
    }
}

/// The statement of one partner for a period; [`Statements`] where there are several.
pub fn statement(program: &Program, derived: &Derived, partner: &Id<Partner>, period: Days) -> Option<Statement> {
    Statements::new(program, derived).of(partner, period)
}

fn sum<'l>(lines: impl Iterator<Item = &'l Line>) -> Money {
    lines.map(|line| line.amount).fold(Money::from_cents(0), Money::plus)
}

/// Cuts a period out of a ledger.
pub fn statement_of(partner: &Id<Partner>, ledger: Ledger, period: Days, as_of: Date) -> Statement {
    let nothing = Money::from_cents(0);
    let opening = sum(ledger.lines.iter().filter(|line| line.on < period.first));
    let by_end: Vec<&Line> = ledger.lines.iter().filter(|line| line.on <= period.last).collect();
    let closing = sum(by_end.iter().copied());
    let held_at_end =
        |line: &Line| line.waits_for.is_some() || line.held_until.is_some_and(|until| until > period.last.min(as_of));
    let held = sum(by_end.iter().copied().filter(|line| held_at_end(line)));
    let is_due = |line: &Line| !held_at_end(line) && line.due_on.is_none_or(|due| due <= period.last.min(as_of));
    let due = sum(by_end.iter().copied().filter(|line| is_due(line))).max(nothing);
    let payable = payment(due, ledger.minimum_payout.unwrap_or(nothing)).unwrap_or(nothing);
    let deals = deal_balances(&by_end, period);
    let lines: Vec<Line> = by_end.into_iter().filter(|line| line.on >= period.first).cloned().collect();
    let moved = |deal: &Id<Deal>| deals.iter().any(|balance| balance.deal == *deal);
    let concerns = |found: &DealCommission| period.contains(found.closed_on) || moved(&found.deal);
    let commissions = ledger.commissions.into_iter().filter(concerns).collect();
    Statement {
        partner: partner.clone(),
        period,
        as_of,
        opening,
        lines,
        closing,
        held,
        due,
        not_due: closing.minus(held).minus(due),
        payable,
        minimum_payout: ledger.minimum_payout,
        deals,
        commissions,
        margins: ledger.margins.into_iter().filter(|found| period.contains(found.closed_on)).collect(),
        rebates: ledger.rebates.into_iter().filter(|found| period.contains(found.on)).collect(),
        open_spiffs: ledger.open_spiffs,
        scheduled: ledger.scheduled,
    }
}

/// The balance by the end of the period of every deal with an amount in it.
fn deal_balances(by_end: &[&Line], period: Days) -> Vec<DealBalance> {
    let mut found: BTreeMap<&Id<Deal>, (DealBalance, bool)> = BTreeMap::new();
    for line in by_end {
        let Some(deal) = &line.deal else { continue };
        let nothing = Money::from_cents(0);
        let (balance, moved) = found.entry(deal).or_insert_with(|| {
            let deal = deal.clone();
            (DealBalance { deal, earned: nothing, clawed_back: nothing, paid: nothing, balance: nothing }, false)
        });
        match line.kind {
            LineKind::Payment => balance.paid = balance.paid.minus(line.amount),
            LineKind::Clawback => balance.clawed_back = balance.clawed_back.minus(line.amount),
            _ => balance.earned = balance.earned.plus(line.amount),
        }
        balance.balance = balance.balance.plus(line.amount);
        *moved |= line.on >= period.first;
    }
    found.into_values().filter(|(_, moved)| *moved).map(|(balance, _)| balance).collect()
}
