//! What a measure is worth for a partner: exact, and unknown where a fact is missing.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use num_traits::ToPrimitive;
use rust_decimal::Decimal;

use super::facts::{DealFact, Facts, Ranked};
use super::items::{items_pass, owned, passes};
use super::{points, spans, standing};
use crate::analysis::periods::Days;
use crate::program::criterion::{Metric, StandardMetric};
use crate::program::currency::Currency;
use crate::program::designation_facts::Credential;
use crate::program::measure::{
    Asked, Change, DealFigure, DealRole, Heads, ItemTest, Kept, Measure, Scope, SizeRange, Span, Take,
};
use crate::program::money::Money;
use crate::program::partner::{PartnerType, ReportedFigure};
use crate::program::quantity::Quantity;

/// The answer to a question, 1 and 0 for yes and no; nothing when unknown.
pub fn answer(asked: &Asked, facts: &Facts<'_>) -> Option<Quantity> {
    let yes_no = |known: Option<bool>| known.map(|holds| Decimal::from(u8::from(holds)));
    let value = match asked {
        Asked::Measure(measure, span, scope, currency) => value(measure, span, scope, *currency, facts),
        Asked::Category(scheme, at) => {
            points::of_group(facts.beyond.scheme(scheme)?, *at as usize, &Scope::Whole, facts)
        }
        Asked::Items(which, kind, given, has) => yes_no(items_pass(*which, kind, given, has, facts)),
        Asked::Partner(types, size) => yes_no(is_partner(types, *size, facts)),
        Asked::OtherPartner(types, size) => yes_no(is_partner(types, *size, facts).map(|is| !is)),
        Asked::Holds(tier) => yes_no(facts.beyond.holds(tier).known()),
        Asked::MonthsHeld(criteria, limit) => standing::months_held(criteria, *limit, facts),
        Asked::Ratchet(criteria) => yes_no(standing::ratchet(criteria, facts).known()),
        Asked::DayHeld(span, criteria) => yes_no(standing::day_held(span, criteria, facts).known()),
        Asked::Paid(fee) => yes_no(paid(fee, facts)),
        Asked::Judged(by, on) => yes_no(judged(by, on, facts)),
    };
    value.map(Quantity::from)
}

/// A measure over a time and a scope.
pub fn value(
    measure: &Measure,
    span: &Span,
    scope: &Scope,
    currency: Option<Currency>,
    facts: &Facts<'_>,
) -> Option<Decimal> {
    let days = spans::days(span, facts.as_of, facts.calendar);
    let of = Taken { facts, span, scope, days, currency };
    of.in_scope(measure, scope)
}

/// A place of the partner's business: a region, an area, or everything.
#[derive(Clone, Copy)]
enum Place<'a> {
    Everywhere,
    Region(&'a str),
    Outside(&'a str),
    Area(&'a str),
}

impl Place<'_> {
    /// The same as a scope, for what is made of several measures.
    fn scope(self) -> Scope {
        match self {
            Self::Everywhere => Scope::Whole,
            Self::Region(name) => Scope::Region(name.to_owned()),
            Self::Outside(_) => Scope::OutsideHome,
            Self::Area(name) => Scope::Area(name.to_owned()),
        }
    }

    fn has(self, region: Option<&str>, area: Option<&str>) -> bool {
        match self {
            Self::Everywhere => true,
            Self::Region(name) => region == Some(name),
            Self::Outside(name) => region.is_some_and(|region| region != name),
            Self::Area(name) => area == Some(name),
        }
    }
}

#[derive(Clone, Copy)]
struct Taken<'a> {
    facts: &'a Facts<'a>,
    span: &'a Span,
    scope: &'a Scope,
    days: Days,
    currency: Option<Currency>,
}

impl Taken<'_> {
    fn in_scope(&self, measure: &Measure, scope: &Scope) -> Option<Decimal> {
        let home = self.facts.partner.region.as_deref();
        match scope {
            Scope::Whole => self.at(measure, Place::Everywhere),
            Scope::Region(name) => self.at(measure, Place::Region(name)),
            Scope::HomeRegion => self.at(measure, Place::Region(home?)),
            Scope::OutsideHome => self.at(measure, Place::Outside(home?)),
            Scope::Area(name) => self.at(measure, Place::Area(name)),
            Scope::BestArea => self.nth_best(measure, 1, false),
            Scope::EachRegion(n) => self.nth_best(measure, *n, true),
            Scope::EachArea(n) => self.nth_best(measure, *n, false),
        }
    }

    /// The value that so many regions or areas reach, each on its own: the lowest of the best `n`.
    fn nth_best(&self, measure: &Measure, n: u32, regions: bool) -> Option<Decimal> {
        let places = self.places(regions);
        let place = |name| if regions { Place::Region(name) } else { Place::Area(name) };
        let mut values: Vec<Decimal> = places.iter().filter_map(|name| self.at(measure, place(name))).collect();
        values.sort_unstable_by(|a, b| b.cmp(a));
        match values.get((n as usize).checked_sub(1)?) {
            // a place that is not known may be better than the known ones
            Some(value) => (values.len() == places.len()).then_some(*value),
            // too few places, whatever they are worth
            None if places.len() < n as usize && !places.is_empty() => Some(Decimal::ZERO),
            None => None,
        }
    }

    fn places(&self, regions: bool) -> BTreeSet<&str> {
        let partner = self.facts.partner;
        let pick = |region, area| if regions { region } else { area };
        let deals = self.facts.deals.iter().map(|deal| pick(deal.region, deal.area));
        let figures = partner.reported.iter().map(|f| pick(f.region.as_deref(), f.area.as_deref()));
        let credentials = partner.credentials.iter().map(|c| pick(c.region.as_deref(), c.area.as_deref()));
        let items = partner.items.iter().map(|item| pick(item.region.as_deref(), item.area.as_deref()));
        deals.chain(figures).chain(credentials).chain(items).flatten().collect()
    }

    fn at(&self, measure: &Measure, place: Place<'_>) -> Option<Decimal> {
        match measure {
            Measure::Metric(metric) => self.metric(metric, place),
            Measure::Deals { take, role, new_customers, min } => self.deals(*take, role, *new_customers, *min, place),
            Measure::Figure { name, take } => self.figure(name.label(), *take, place),
            Measure::Rating(name) => self.figure(name.label(), Take::Average, place),
            Measure::People { with, level, count } => self.people(with, level, *count, place),
            Measure::Items { kind, having } => self.items(kind, having, place),
            Measure::Sum(parts) => {
                parts.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(self.at(part, place)?))
            }
            Measure::Ratio { of, to } => percent(self.at(of, place)?, self.at(to, place)?),
            Measure::Growth { of, by } => {
                let (now, before) = (self.at(of, place)?, self.earlier()?.at(of, place)?);
                let change = now.checked_sub(before)?;
                if *by == Change::Amount { Some(change) } else { percent(change, before) }
            }
            Measure::NetAdded(of) => {
                let at_start = Self { days: Days { first: Date::MIN, last: self.before_start() }, ..*self };
                let now = Self { days: Days { first: Date::MIN, last: self.days.last }, ..*self };
                now.at(of, place)?.checked_sub(at_start.at(of, place)?)
            }
            Measure::Retention(kept) => self.retention(*kept, place),
            Measure::Rank { of, within, by } => {
                // cohorts are looked at over the time of the rule, not over the one before
                if self.days != spans::days(self.span, self.facts.as_of, self.facts.calendar) {
                    return None;
                }
                let (over, scope, currency) = (self.span.clone(), self.scope.clone(), self.currency);
                let ranked = Ranked { of: (**of).clone(), within: *within, over, scope, currency };
                self.facts.beyond.rank(&ranked, *by)
            }
            Measure::Score(scheme) => points::score(self.facts.beyond.scheme(scheme)?, &place.scope(), self.facts),
        }
    }

    fn before_start(&self) -> Date {
        crate::program::period::days_after(self.days.first, -1)
    }

    /// The same over the time before.
    fn earlier(&self) -> Option<Self> {
        let days = spans::before(self.span, self.facts.as_of, self.facts.calendar)?;
        Some(Self { days, ..*self })
    }

    fn metric(&self, metric: &Metric, place: Place<'_>) -> Option<Decimal> {
        let by_deals = |role: DealRole, take| self.deals(take, &[role], false, None, place);
        match (metric, place) {
            (Metric::Own(name), _) => {
                let take = if *self.span == Span::Now { Take::Latest } else { Take::Sum };
                self.figure(name, take, place)
            }
            (Metric::Standard(metric), Place::Everywhere) if self.currency.is_none() && !self.any_day() => {
                self.facts.beyond.metric(*metric, self.days)
            }
            (Metric::Standard(StandardMetric::SourcedArr), _) => by_deals(DealRole::Sourced, DealFigure::Amount),
            (Metric::Standard(StandardMetric::InfluencedArr), _) => by_deals(DealRole::Influenced, DealFigure::Amount),
            (Metric::Standard(StandardMetric::SoldArr), _) => by_deals(DealRole::Sold, DealFigure::Amount),
            (Metric::Standard(StandardMetric::AllPartnerArr), _) => {
                self.deals(DealFigure::Amount, &[], false, None, place)
            }
            (Metric::Standard(StandardMetric::DealsClosed), _) => {
                self.deals(DealFigure::Count, &[], false, None, place)
            }
            (Metric::Standard(StandardMetric::CertifiedPeople), _) => self.people(&[], &[], Heads::People, place),
            _ => None,
        }
    }

    fn any_day(&self) -> bool {
        matches!(self.span, Span::AnyDay(_))
    }

    fn deals(
        &self,
        take: DealFigure,
        role: &[DealRole],
        new_customers: bool,
        min: Option<Money>,
        place: Place<'_>,
    ) -> Option<Decimal> {
        if !self.facts.kept.deals {
            return None;
        }
        let counts = |deal: &&DealFact<'_>| {
            let in_role = deal.role.is_some_and(|own| role.is_empty() || role.contains(&own))
                || deal.leads && role.contains(&DealRole::Sold);
            let currency = self.currency.is_none_or(|currency| deal.original.is_some_and(|o| o.currency == currency));
            in_role && currency && place.has(deal.region, deal.area)
        };
        let inside = |deal: &&DealFact<'_>| self.days.contains(deal.on);
        let amount = |deal: &DealFact<'_>| match self.currency {
            None => deal.amount.map(Money::decimal),
            Some(_) => deal.original.map(|original| original.money.decimal()),
        };
        let is_new = |deal: &DealFact<'_>| {
            deal.account.map(|account| {
                !self.facts.deals.iter().any(|other| other.account == Some(account) && other.on < deal.on)
            })
        };
        let mut found: Vec<(&DealFact<'_>, Option<Decimal>)> = Vec::new();
        for deal in self.facts.deals.iter().filter(counts).filter(inside) {
            if new_customers && !is_new(deal)? {
                continue;
            }
            let amount = amount(deal);
            if let Some(min) = min
                && amount? < min.decimal()
            {
                continue;
            }
            found.push((deal, amount));
        }
        if self.any_day() {
            let mut by_day: BTreeMap<Date, Vec<(&DealFact<'_>, Option<Decimal>)>> = BTreeMap::new();
            for one in found {
                by_day.entry(one.0.on).or_default().push(one);
            }
            let days: Option<Vec<Decimal>> = by_day.values().map(|day| of_deals(take, day)).collect();
            return days.map(|days| days.into_iter().max().unwrap_or_default());
        }
        of_deals(take, &found)
    }

    fn figures<'s>(&'s self, name: &'s str, place: Place<'s>) -> impl Iterator<Item = &'s ReportedFigure> + Clone {
        let whole = matches!(place, Place::Everywhere);
        self.facts.partner.reported.iter().filter(move |figure| {
            let (region, area) = (figure.region.as_deref(), figure.area.as_deref());
            let belongs = if whole { region.is_none() && area.is_none() } else { place.has(region, area) };
            let same = self.currency.is_none_or(|currency| figure.currency == Some(currency));
            figure.figure == name && belongs && same && figure.as_of <= self.facts.as_of
        })
    }

    fn figure(&self, name: &str, take: Take, place: Place<'_>) -> Option<Decimal> {
        let mut all: Vec<&ReportedFigure> = self.figures(name, place).collect();
        if all.is_empty() && matches!(place, Place::Everywhere) {
            all = self
                .facts
                .partner
                .reported
                .iter()
                .filter(|f| f.figure == name && f.as_of <= self.facts.as_of)
                .collect();
            // parts stand for the whole only where they are added up
            all.retain(|_| take == Take::Sum);
        }
        all.sort_by_key(|figure| figure.as_of);
        let read = |figure: &&ReportedFigure| figure.value.parse::<Quantity>().ok().map(Quantity::decimal);
        let latest = |until: Date| all.iter().rfind(|figure| figure.as_of <= until).and_then(read);
        let point = matches!(self.span, Span::Now) || self.days.first == Date::MIN;
        if take == Take::Latest {
            return latest(self.days.last);
        }
        let first = if point { Date::MIN } else { self.days.first };
        let inside = all.iter().filter(|figure| first <= figure.as_of && figure.as_of <= self.days.last);
        let mut values = inside.map(read).collect::<Option<Vec<Decimal>>>()?;
        if self.any_day() && take == Take::Highest {
            values.extend(latest(self.before_start()));
        }
        match take {
            Take::Latest => None,
            Take::Sum if values.is_empty() => None,
            Take::Sum => values.into_iter().try_fold(Decimal::ZERO, Decimal::checked_add),
            Take::Highest => values.into_iter().max(),
            Take::Lowest => values.into_iter().min(),
            Take::Median => median(values),
            Take::Average => {
                let count = Decimal::from(values.len());
                values.into_iter().try_fold(Decimal::ZERO, Decimal::checked_add)?.checked_div(count)
            }
        }
    }

    fn people(&self, with: &[String], level: &[String], count: Heads, place: Place<'_>) -> Option<Decimal> {
        if !self.facts.kept.credentials {
            return None;
        }
        let home = self.facts.partner.region.as_deref();
        let counts = |held: &&Credential| {
            let listed = |known: &[String], own: Option<&str>| {
                known.is_empty() || own.is_some_and(|own| known.iter().any(|known| known == own))
            };
            listed(with, Some(&held.certification))
                && listed(level, held.level.as_deref())
                && place.has(held.region.as_deref().or(home), held.area.as_deref())
        };
        let credentials: Vec<&Credential> = self.facts.partner.credentials.iter().filter(counts).collect();
        let heads = |on: Date| {
            let valid = credentials.iter().filter(|c| c.earned <= on && c.expires.is_none_or(|end| on < end));
            match count {
                Heads::People => valid.map(|held| held.person.as_str()).collect::<BTreeSet<_>>().len(),
                Heads::Badges => valid.count(),
            }
        };
        let days: Vec<Date> = credentials.iter().map(|held| held.earned).collect();
        Some(Decimal::from(self.on_the_day(&heads, &days)))
    }

    fn items(&self, kind: &str, having: &[ItemTest], place: Place<'_>) -> Option<Decimal> {
        if !self.facts.kept.items.contains(kind) {
            return None;
        }
        let mut found = 0_usize;
        for item in owned(self.facts, kind, self.days.last) {
            if place.has(item.region.as_deref(), item.area.as_deref()) && passes(item, having, self.facts)? {
                found += 1;
            }
        }
        Some(Decimal::from(found))
    }

    /// A head-count at the end of the time, or the highest of any one day within.
    fn on_the_day(&self, heads: &dyn Fn(Date) -> usize, changes: &[Date]) -> usize {
        if !self.any_day() {
            return heads(self.days.last);
        }
        let inside = changes.iter().copied().filter(|on| self.days.contains(*on));
        inside.chain([self.days.first, self.days.last]).map(heads).max().unwrap_or(0)
    }

    fn retention(&self, kept: Kept, place: Place<'_>) -> Option<Decimal> {
        if !self.facts.kept.deals {
            return None;
        }
        let earlier = self.earlier()?;
        let mut of: [BTreeMap<&str, Decimal>; 2] = [BTreeMap::new(), BTreeMap::new()];
        for deal in self.facts.deals.iter().filter(|deal| place.has(deal.region, deal.area)) {
            for (sums, days) in of.iter_mut().zip([earlier.days, self.days]) {
                if days.contains(deal.on) {
                    let sum = sums.entry(deal.account?).or_default();
                    *sum = sum.checked_add(deal.amount?.decimal())?;
                }
            }
        }
        let [before, now] = of;
        let again: Vec<Decimal> =
            now.iter().filter(|(who, _)| before.contains_key(*who)).map(|(_, sum)| *sum).collect();
        match kept {
            Kept::Customers => percent(Decimal::from(again.len()), Decimal::from(before.len())),
            Kept::Amount => percent(again.into_iter().sum(), before.into_values().sum()),
        }
    }
}

fn of_deals(take: DealFigure, found: &[(&DealFact<'_>, Option<Decimal>)]) -> Option<Decimal> {
    let amounts = || found.iter().map(|(_, amount)| *amount).collect::<Option<Vec<Decimal>>>();
    match take {
        DealFigure::Count => Some(Decimal::from(found.len())),
        DealFigure::Amount => amounts()?.into_iter().try_fold(Decimal::ZERO, Decimal::checked_add),
        DealFigure::Largest => Some(amounts()?.into_iter().max().unwrap_or_default()),
        DealFigure::Median => median(amounts()?),
        DealFigure::Customers => {
            let accounts: Option<BTreeSet<&str>> = found.iter().map(|(deal, _)| deal.account).collect();
            accounts.map(|accounts| Decimal::from(accounts.len()))
        }
    }
}

/// `part / whole` in percent. Thresholds have six places and values at most fourteen digits, so 28 digits decide as
/// exactly as a fraction would.
fn percent(part: Decimal, whole: Decimal) -> Option<Decimal> {
    part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)
}

fn median(mut values: Vec<Decimal>) -> Option<Decimal> {
    values.sort_unstable();
    let middle = values.len() / 2;
    let upper = *values.get(middle)?;
    if values.len() % 2 == 1 {
        return Some(upper);
    }
    upper.checked_add(*values.get(middle.checked_sub(1)?)?)?.checked_div(Decimal::TWO)
}

fn is_partner(types: &[PartnerType], size: Option<SizeRange>, facts: &Facts<'_>) -> Option<bool> {
    use crate::analysis::truth::Truth;
    let of_type = match (types.is_empty(), facts.partner.r#type) {
        (true, _) => Truth::Yes,
        (false, own) => own.map(|own| types.contains(&own)).into(),
    };
    let of_size = size.map_or(Truth::Yes, |size| {
        let fits = |n: u32| size.from.is_none_or(|from| n >= from) && size.below.is_none_or(|below| n < below);
        facts.partner.employees.map(fits).into()
    });
    of_type.and(of_size).known()
}

fn paid(fee: &str, facts: &Facts<'_>) -> Option<bool> {
    let covers = facts.partner.fees_paid.iter().filter(|paid| paid.fee == fee);
    let covered = |on: Date| {
        move |paid: &crate::program::designation_facts::FeePaid| paid.on <= on && paid.until.is_none_or(|end| on < end)
    };
    facts.kept.fees.contains(fee).then(|| covers.into_iter().any(covered(facts.as_of)))
}

fn judged(by: &str, on: &str, facts: &Facts<'_>) -> Option<bool> {
    let decisions = facts.partner.decisions.iter().filter(|decision| decision.by == by && decision.on == on);
    let in_force =
        decisions.filter(|decision| decision.when <= facts.as_of && decision.until.is_none_or(|end| facts.as_of < end));
    in_force.max_by_key(|decision| decision.when).map(|decision| decision.granted)
}

/// A whole number of units, for points and paths.
pub(super) fn whole_units(value: Decimal, unit: Decimal) -> Option<i64> {
    value.checked_div(unit)?.floor().to_i64()
}
