//! What longer conditions ask, answered from the records of one partner.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::context::Context;
use super::metrics::{self, MetricValue};
use super::revenue::RevenueLine;
use super::tier_measures::{agreement_in_force, effective};
use crate::analysis::attribution::DealClass;
use crate::analysis::criteria;
use crate::analysis::designation::facts::{Beyond, DealFact, Facts, Ranked};
use crate::analysis::designation::measure;
use crate::analysis::designation::plain::plain;
use crate::analysis::periods::{Days, Periods};
use crate::analysis::truth::Truth;
use crate::program::criterion::{Criterion, Metric, StandardMetric, Window};
use crate::program::id::Id;
use crate::program::measure::{DealRole, Measured, Standing};
use crate::program::partner::Partner;
use crate::program::point_scheme::PointScheme;
use crate::program::quantity::Quantity;
use crate::program::tier::Tier;

/// Designations that name others are followed this deep; deeper ones are unknown. Cycles are refused when written.
const DEEPEST: u8 = 8;

/// The answer to a question about a partner.
pub(super) fn answer(
    context: &Context<'_>,
    partner: &Partner,
    lines: &[RevenueLine<'_>],
    measured: &Measured,
    depth: u8,
) -> MetricValue {
    if depth > DEEPEST {
        return MetricValue::UNKNOWN;
    }
    let value = with_facts(context, partner, lines, depth, |facts| measure::answer(&measured.asked, facts));
    MetricValue { value, at_least: false }
}

/// The value that a partner is ranked by.
pub(super) fn ranked_value(
    context: &Context<'_>,
    partner: &Partner,
    lines: &[RevenueLine<'_>],
    ranked: &Ranked,
) -> Option<Decimal> {
    let Ranked { of, over, scope, currency, .. } = ranked;
    with_facts(context, partner, lines, 0, |facts| measure::value(of, over, scope, *currency, facts))
}

fn with_facts<T>(
    context: &Context<'_>,
    partner: &Partner,
    lines: &[RevenueLine<'_>],
    depth: u8,
    ask: impl FnOnce(&Facts<'_>) -> T,
) -> T {
    let deals: Vec<DealFact<'_>> = lines.iter().map(fact).collect();
    let beyond = FromRecords { context, partner, lines, depth };
    ask(&Facts {
        partner,
        deals: &deals,
        kept: &context.rules.kept,
        as_of: context.periods.as_of,
        calendar: context.periods.calendar,
        beyond: &beyond,
    })
}

fn fact<'a>(line: &RevenueLine<'a>) -> DealFact<'a> {
    let deal = line.deal;
    DealFact {
        on: line.on,
        role: match line.class {
            DealClass::Sourced => Some(DealRole::Sourced),
            DealClass::Influenced => Some(DealRole::Influenced),
            DealClass::None | DealClass::Unknown => None,
        },
        leads: line.leads,
        amount: line.amount,
        original: deal.and_then(|deal| deal.original),
        account: deal.and_then(|deal| deal.account.as_ref()).map(Id::as_str),
        region: deal.and_then(|deal| deal.region.as_deref()),
        area: deal.and_then(|deal| deal.area.as_deref()),
    }
}

struct FromRecords<'a> {
    context: &'a Context<'a>,
    partner: &'a Partner,
    lines: &'a [RevenueLine<'a>],
    depth: u8,
}

impl Beyond for FromRecords<'_> {
    fn metric(&self, metric: StandardMetric, days: Days) -> Option<Decimal> {
        let found = metrics::standard(self.context, self.partner, self.lines, metric, &|date| days.contains(date));
        found.certain().map(Quantity::decimal)
    }

    fn held(&self, criteria: &Criterion, on: Date) -> Truth {
        let periods = Periods::new(on, self.context.periods.calendar);
        let context = Context { periods: &periods, ..*self.context };
        let lookup = |metric: &Metric, window: Window| match metric {
            Metric::Measured(measured) => {
                answer(&context, self.partner, self.lines, measured, self.depth + 1).certain()
            }
            _ => metrics::value(&context, self.partner, self.lines, metric, window).certain(),
        };
        criteria::holds(&plain(criteria, self.context.program), &lookup)
    }

    fn holds(&self, tier: &Id<Tier>) -> Truth {
        let ladders = &self.context.rules.ladders;
        let Some((ladder, rank)) = ladders.find(tier) else { return Truth::Unknown };
        let granted = effective(self.context, self.partner).0.and_then(|held| ladder.rank(held));
        if granted.is_some_and(|held| held >= rank) {
            return Truth::Yes;
        }
        let asked = ladder.tiers.get(rank).map(|tier| self.held(&tier.criteria, self.context.periods.as_of));
        agreement_in_force(self.context, self.partner).and(asked.unwrap_or(Truth::Unknown))
    }

    fn rank(&self, ranked: &Ranked, by: Standing) -> Option<Decimal> {
        self.context.cohorts.rank(self.context.periods.as_of, &self.partner.id, ranked, by)
    }

    fn scheme(&self, id: &Id<PointScheme>) -> Option<&PointScheme> {
        self.context.program.point_schemes.get(id)
    }
}
