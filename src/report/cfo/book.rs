//! What the report is made from: the won deals of a period as the rule reads them, and the money paid in it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::analysis::cfo::{CfoDeal, CfoReport, CfoRules, CfoTouch, CostBase, paid_by_kind, report};
use crate::analysis::derived::{DealMeasures, Derived};
use crate::analysis::exact::Exact;
use crate::analysis::money::ledger::{Ledger, LineKind};
use crate::analysis::money::statement::{Statements, statement_of};
use crate::analysis::periods::Days;
use crate::analysis::touches::{SplitTouch, TouchRules};
use crate::program::Program;
use crate::program::compensation::PaymentKind;
use crate::program::deal::{Deal, DealStage};
use crate::program::id::Id;
use crate::program::money::Money;
use crate::program::partner::Partner;
use crate::program::period::Quarter;

/// What we owe and paid every partner, read once for any number of periods.
#[derive(Debug, Default)]
pub struct Ledgers(pub(in crate::report) Vec<(Id<Partner>, Ledger)>);

impl Ledgers {
    /// The ledgers of every partner with something in it, in the order of their identifiers.
    pub fn of(program: &Program, derived: &Derived) -> Self {
        let statements = Statements::new(program, derived);
        let ledgers = program.partners.ids().filter_map(|id| Some((id.clone(), statements.ledger(id)?)));
        Self(ledgers.filter(|(_, ledger)| !ledger.lines.is_empty() || !ledger.scheduled.is_empty()).collect())
    }
}

/// What a partner was owed and paid in a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payout {
    /// Whom.
    pub partner: Id<Partner>,
    /// What was owed before.
    pub opening: Money,
    /// What we came to owe.
    pub accrued: Money,
    /// What was paid.
    pub paid: Money,
    /// What is owed after.
    pub closing: Money,
}

/// The won deals of a period and what they cost.
#[derive(Debug)]
pub struct CfoBook<'a> {
    /// The program.
    pub program: &'a Program,
    /// What follows from it.
    pub derived: &'a Derived,
    /// The days that count.
    pub period: Days,
    /// The won deals with an amount, in the order of their identifiers; the report counts by position.
    pub deals: Vec<(&'a Deal, &'a DealMeasures)>,
    /// Won deals without an amount in the program's currency: nothing can count them.
    pub without_amount: Vec<&'a Deal>,
    /// The partners on them, in the order of their identifiers; the report counts by position.
    pub partners: Vec<&'a Id<Partner>>,
    /// The rule that was applied.
    pub rules: CfoRules,
    /// What it found.
    pub found: CfoReport,
    /// What was paid in the period, by kind; a clawback is below zero.
    pub paid: Vec<(PaymentKind, Money)>,
    /// Partner by partner.
    pub payouts: Vec<Payout>,
}

/// The days of a quarter up to the as-of date; nothing for a quarter still ahead.
pub(super) fn days_of(derived: &Derived, quarter: Quarter) -> Option<Days> {
    let periods = derived.periods();
    let (first, last) = (periods.calendar.first_day(quarter), periods.calendar.last_day(quarter));
    (first <= periods.as_of).then(|| Days { first, last: last.min(periods.as_of) })
}

/// The day a won deal counts on.
pub(super) fn won_on(deal: &Deal) -> Option<Date> {
    deal.closed_on.filter(|_| deal.stage == DealStage::Won)
}

impl<'a> CfoBook<'a> {
    /// Reads the won deals of a period, under the touch model of the program.
    pub fn of(program: &'a Program, derived: &'a Derived, period: Days, ledgers: &Ledgers) -> Self {
        let policy = derived.policy();
        let rules = CfoRules {
            from: period.first,
            to: period.last,
            model: policy.touch_model,
            // what our own sales did is never credited
            touches: TouchRules { include_direct: false, ..policy.touches },
            credit: policy.credit,
            places: program.profile.currency.places(),
        };
        let won = derived.deals().filter(|(deal, _)| won_on(deal).is_some_and(|on| period.contains(on)));
        let (deals, without): (Vec<_>, Vec<_>) = won.partition(|(deal, _)| deal.amount.is_some());
        let partners = partners_on(derived, &deals);
        let read: Vec<CfoDeal> =
            deals.iter().filter_map(|(deal, found)| read(derived, deal, found, &partners)).collect();
        let (paid, payouts) = paid_in(ledgers, period, derived.as_of());
        Self {
            program,
            derived,
            period,
            without_amount: without.into_iter().map(|(deal, _)| deal).collect(),
            found: report(&read, &rules),
            partners: partners.into_keys().collect(),
            deals,
            rules,
            paid,
            payouts,
        }
    }

    /// All payments of the period, clawbacks taken off.
    pub fn total_paid(&self) -> Money {
        self.paid.iter().map(|(_, amount)| *amount).sum()
    }

    /// What partner revenue is here that its cost is compared with.
    pub fn cost_base(&self) -> CostBase {
        self.program.settings.choice("kpi.cost_base", CostBase::Credited)
    }

    /// What was paid out of that revenue, as a factor; nothing without such revenue.
    pub fn cost_share(&self) -> Option<Exact> {
        self.found.cost_share(self.total_paid(), self.cost_base())
    }

    /// The name of a partner.
    pub fn name(&self, id: &Id<Partner>) -> String {
        self.program.partners.get(id).map_or_else(|| id.to_string(), |partner| partner.name.clone())
    }

    /// The name of a partner by its position.
    pub fn name_at(&self, place: usize) -> String {
        self.partners.get(place).map(|id| self.name(id)).unwrap_or_default()
    }

    /// How many of the sum checks hold, and how many there are.
    pub fn checks_held(&self) -> (usize, usize) {
        let checks = self.found.checks(None, None);
        (checks.iter().filter(|check| check.holds()).count(), checks.len())
    }
}

/// Every partner that sourced or touched one of the deals, with its position in the order of the identifiers.
fn partners_on<'a>(derived: &'a Derived, deals: &[(&'a Deal, &'a DealMeasures)]) -> BTreeMap<&'a Id<Partner>, usize> {
    let mut ids: BTreeSet<&Id<Partner>> = BTreeSet::new();
    for (deal, measures) in deals {
        ids.extend(measures.sourcing.as_ref());
        ids.extend(derived.touches_of(&deal.id).iter().filter_map(|touch| touch.partner.as_ref()));
    }
    ids.into_iter().enumerate().map(|(place, id)| (id, place)).collect()
}

fn read(
    derived: &Derived,
    deal: &Deal,
    measures: &DealMeasures,
    partners: &BTreeMap<&Id<Partner>, usize>,
) -> Option<CfoDeal> {
    let touches = derived.touches_of(&deal.id).iter().filter_map(|touch| {
        let split = SplitTouch {
            on: touch.at.date(),
            at: touch.at.moment(),
            sequence: touch.sequence.into(),
            kind: touch.kind,
            direct: false,
        };
        Some(CfoTouch { partner: *partners.get(touch.partner.as_ref()?)?, touch: split })
    });
    Some(CfoDeal {
        id: deal.id.as_str().to_owned(),
        amount: deal.amount?,
        closed_on: deal.closed_on?,
        class: measures.class,
        sourcing_partner: measures.sourcing.as_ref().and_then(|id| partners.get(id).copied()),
        touches: touches.collect(),
    })
}

fn paid_in(ledgers: &Ledgers, period: Days, as_of: Date) -> (Vec<(PaymentKind, Money)>, Vec<Payout>) {
    let mut payments = Vec::new();
    let mut payouts = Vec::new();
    for (partner, ledger) in &ledgers.0 {
        let made = ledger.lines.iter().filter(|line| line.kind == LineKind::Payment && period.contains(line.on));
        payments.extend(made.filter_map(|line| Some((line.paid_as?, Money::from_cents(-line.amount.cents())))));
        let found = statement_of(partner, ledger.clone(), period, as_of);
        if found.lines.is_empty() && found.closing.is_zero() {
            continue;
        }
        let (accrued, paid) = (found.earned(), found.paid());
        payouts.push(Payout {
            partner: partner.clone(),
            opening: found.opening,
            accrued,
            paid,
            closing: found.closing,
        });
    }
    (paid_by_kind(&payments), payouts)
}
