//! Among whom partners are ranked: one pass over all partners for each rank that some rule asks for.
//!
//! A cohort is everybody who may be in the program, so not those without an agreement. Ranks of past days are asked
//! for by rules over months; their days are known before, so that no partner waits for another one.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rayon::prelude::*;
use rust_decimal::Decimal;

use super::context::Context;
use super::deal_measures::DealsByPartner;
use super::ladders::collect_metrics;
use super::tier_measures::{agreement_in_force, effective};
use super::{designations, revenue};
use crate::analysis::designation::facts::Ranked;
use crate::analysis::designation::plain::plain;
use crate::analysis::designation::{spans, standing};
use crate::analysis::periods::Periods;
use crate::program::choice::Choice;
use crate::program::criterion::{Criterion, Metric, Window};
use crate::program::currency::Currency;
use crate::program::id::Id;
use crate::program::measure::{Asked, Cohort, Measure, Scope, Span, Standing};
use crate::program::partner::Partner;
use crate::program::point_scheme::PointScheme;
use crate::program::tier::Tier;

/// Days that a rule over single days is followed back at most.
const MOST_DAYS: usize = 1_100;

/// The values that ranks are taken from.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Cohorts(Vec<(Date, Ranked, Pool)>);

/// The values of everybody for one rank on one day.
#[derive(Debug, PartialEq, Eq)]
struct Pool {
    values: BTreeMap<Id<Partner>, (Place, Option<Decimal>)>,
    groups: BTreeMap<String, Group>,
    /// How many may belong to any cohort, because nobody recorded to which.
    anywhere: usize,
}

/// The cohort of a partner.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Place {
    In(String),
    Nowhere,
    NotRecorded,
}

/// One cohort.
#[derive(Debug, Default, PartialEq, Eq)]
struct Group {
    sorted: Vec<Decimal>,
    unknown: usize,
}

impl Cohorts {
    /// Everything that these metrics rank by on these days; nothing where none of them is a rank.
    pub(super) fn over(
        context: &Context<'_>,
        deals: &DealsByPartner,
        needed: &[(Metric, Window)],
        days: &[Date],
    ) -> Self {
        let mut asking =
            Asking { context, found: BTreeSet::new(), tiers: BTreeSet::new(), schemes: BTreeSet::new(), ranks: 0 };
        for day in days {
            for (metric, _) in needed {
                asking.metric(metric, *day);
            }
        }
        let mut by_day: BTreeMap<Date, Vec<Ranked>> = BTreeMap::new();
        for (on, ranked) in asking.found {
            by_day.entry(on).or_default().push(ranked);
        }
        Self(by_day.into_iter().flat_map(|(on, ranked)| pools(context, deals, on, ranked)).collect())
    }

    /// The place or percentile of a partner; unknown where its value, its cohort or whoever could decide is.
    pub(super) fn rank(&self, on: Date, partner: &Id<Partner>, ranked: &Ranked, by: Standing) -> Option<Decimal> {
        let (.., pool) = self.0.iter().find(|(day, other, _)| *day == on && other == ranked)?;
        let (place, value) = pool.values.get(partner)?;
        let Place::In(name) = place else { return None };
        let group = pool.groups.get(name)?;
        standing::rank((*value)?, &group.sorted, group.unknown + pool.anywhere, by)
    }
}

/// One look at everybody on a day, for all ranks of that day.
fn pools(
    context: &Context<'_>,
    deals: &DealsByPartner,
    on: Date,
    ranked: Vec<Ranked>,
) -> impl Iterator<Item = (Date, Ranked, Pool)> {
    let periods = Periods::new(on, context.periods.calendar);
    let nobody = Cohorts::default();
    let context = Context { periods: &periods, cohorts: &nobody, ..*context };
    let partners: Vec<&Partner> = context.program.partners.iter().collect();
    let look = |partner: &Partner| {
        if agreement_in_force(&context, partner).is_no() {
            return None;
        }
        let lines = revenue::lines(&context, &partner.id, deals.of(&partner.id));
        let of = |ranked: &Ranked| {
            (place(&context, partner, ranked.within), designations::ranked_value(&context, partner, &lines, ranked))
        };
        Some(ranked.iter().map(of).collect::<Vec<_>>())
    };
    let seen: Vec<_> = partners.into_par_iter().filter_map(|partner| Some((&partner.id, look(partner)?))).collect();
    let mut pools: Vec<Pool> =
        ranked.iter().map(|_| Pool { values: BTreeMap::new(), groups: BTreeMap::new(), anywhere: 0 }).collect();
    for (partner, values) in seen {
        for (pool, (place, value)) in pools.iter_mut().zip(values) {
            pool.add(partner, place, value);
        }
    }
    for group in pools.iter_mut().flat_map(|pool| pool.groups.values_mut()) {
        group.sorted.sort_unstable();
    }
    ranked.into_iter().zip(pools).map(move |(ranked, pool)| (on, ranked, pool))
}

impl Pool {
    fn add(&mut self, partner: &Id<Partner>, place: Place, value: Option<Decimal>) {
        match &place {
            Place::In(name) => {
                let group = self.groups.entry(name.clone()).or_default();
                match value {
                    Some(value) => group.sorted.push(value),
                    None => group.unknown += 1,
                }
            }
            Place::Nowhere => {}
            Place::NotRecorded => self.anywhere += 1,
        }
        self.values.insert(partner.clone(), (place, value));
    }
}

fn place(context: &Context<'_>, partner: &Partner, within: Cohort) -> Place {
    let recorded = |name: Option<&str>| name.map_or(Place::NotRecorded, |name| Place::In(name.to_owned()));
    match within {
        Cohort::All => Place::In(String::new()),
        Cohort::Tier => {
            effective(context, partner).0.map_or(Place::Nowhere, |tier| Place::In(tier.as_str().to_owned()))
        }
        Cohort::Type => recorded(partner.r#type.map(Choice::label)),
        Cohort::Region => recorded(partner.region.as_deref()),
    }
}

/// Finds the ranks that rules ask for, and the days on which they do.
struct Asking<'a> {
    context: &'a Context<'a>,
    found: BTreeSet<(Date, Ranked)>,
    tiers: BTreeSet<(Date, Id<Tier>)>,
    schemes: BTreeSet<(Date, Id<PointScheme>, Scope)>,
    /// How many ranks were met, each time they were.
    ranks: usize,
}

impl Asking<'_> {
    fn metric(&mut self, metric: &Metric, on: Date) {
        let Metric::Measured(measured) = metric else { return };
        let calendar = self.context.periods.calendar;
        match &measured.asked {
            Asked::Measure(measure, over, scope, currency) => self.measure(measure, over, scope, *currency, on),
            Asked::Category(scheme, _) => self.scheme(scheme, &Scope::Whole, on),
            Asked::Holds(tier) => self.tier(tier, on),
            Asked::MonthsHeld(of, limit) => self.criteria_over(of, on, standing::month_ends(on).take((*limit).into())),
            Asked::Ratchet(of) => self.criteria_over(of, on, standing::ratchet_days(on, calendar)),
            Asked::DayHeld(span, of) => {
                let days = spans::days(span, on, calendar);
                let back = std::iter::successors(Some(days.last), |day| day.yesterday().ok());
                self.criteria_over(of, on, back.take_while(|day| *day >= days.first).take(MOST_DAYS));
            }
            _ => {}
        }
    }

    /// The ranks of criteria on a day; on others only where there are any.
    fn criteria_over(&mut self, of: &Criterion, on: Date, others: impl Iterator<Item = Date>) {
        let before = self.ranks;
        self.criteria(of, on);
        if self.ranks > before {
            others.for_each(|day| self.criteria(of, day));
        }
    }

    fn criteria(&mut self, of: &Criterion, on: Date) {
        let mut metrics = Vec::new();
        collect_metrics(&plain(of, self.context.program), &mut metrics);
        for (metric, _) in metrics {
            self.metric(&metric, on);
        }
    }

    fn tier(&mut self, tier: &Id<Tier>, on: Date) {
        if !self.tiers.insert((on, tier.clone())) {
            self.ranks += 1;
            return;
        }
        let ladders = &self.context.rules.ladders;
        let step = ladders.find(tier).and_then(|(ladder, rank)| ladder.tiers.get(rank));
        if let Some(step) = step {
            self.criteria(&step.criteria, on);
        }
    }

    fn scheme(&mut self, id: &Id<PointScheme>, within: &Scope, on: Date) {
        if !self.schemes.insert((on, id.clone(), within.clone())) {
            self.ranks += 1;
            return;
        }
        for category in self.context.program.point_schemes.get(id).into_iter().flat_map(|scheme| &scheme.categories) {
            let over = category.window.clone().or_else(|| category.of.default_span()).unwrap_or(Span::Now);
            self.measure(&category.of, &over, category.scope.as_ref().unwrap_or(within), None, on);
            category.gate.iter().for_each(|gate| self.criteria(gate, on));
        }
    }

    fn measure(&mut self, measure: &Measure, over: &Span, scope: &Scope, currency: Option<Currency>, on: Date) {
        match measure {
            Measure::Rank { of, within, .. } => {
                let (of, over, scope) = ((**of).clone(), over.clone(), scope.clone());
                self.found.insert((on, Ranked { of, within: *within, over, scope, currency }));
                self.ranks += 1;
            }
            Measure::Score(scheme) => self.scheme(scheme, scope, on),
            _ => measure.inner().into_iter().for_each(|inner| self.measure(inner, over, scope, currency, on)),
        }
    }
}
