//! The days on which a condition can come out otherwise than the day before: those on which a fact begins, ends, or
//! slides out of a window. A rule over "any one day" looks at these alone instead of at every day.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::facts::Facts;
use crate::analysis::periods::Days;
use crate::program::criterion::{Criterion, Metric, StandardMetric, Window};
use crate::program::measure::{Asked, ItemTest, Measure, Span};
use crate::program::period::{days_after, days_between, months_after};
use crate::program::point_scheme::PointScheme;

/// How facts slide out of the windows that criteria name.
#[derive(Debug, Default)]
struct Windows {
    months: BTreeSet<u16>,
    days: BTreeSet<u16>,
    /// Whether some window begins with a month, a quarter or a year.
    by_calendar: bool,
}

/// The days to look at, latest first; nothing where the criteria ask for more than dated facts of the partner, or where
/// looking at every day is no more work.
pub(super) fn event_days(criteria: &Criterion, over: Days, facts: &Facts<'_>) -> Option<Vec<Date>> {
    let mut windows = Windows::default();
    windows.of_criteria(criteria, facts)?;
    let mut found = BTreeSet::from([over.first, over.last]);
    let mut add = |day: Date| {
        if over.contains(day) {
            found.insert(day);
        }
    };
    for fact in dated(facts) {
        // a fact counts from its day or to its day, so the day after is looked at too
        for day in [fact, days_after(fact, 1)] {
            add(day);
            for months in &windows.months {
                let left = months_after(day, i32::from(*months));
                [left, days_after(left, 1)].into_iter().for_each(&mut add);
            }
            windows.days.iter().for_each(|days| add(days_after(day, i32::from(*days))));
        }
    }
    if windows.by_calendar {
        let mut first = over.first.first_of_month();
        while first <= over.last {
            [days_after(first, -1), first].into_iter().for_each(&mut add);
            first = months_after(first, 1);
        }
    }
    let every = usize::try_from(days_between(over.first, over.last)).unwrap_or(usize::MAX);
    (found.len() < every).then(|| found.into_iter().rev().collect())
}

/// Every day on which a fact of the partner begins or ends.
fn dated<'a>(facts: &'a Facts<'_>) -> impl Iterator<Item = Date> + 'a {
    let partner = facts.partner;
    let deals = facts.deals.iter().map(|deal| deal.on);
    let figures = partner.reported.iter().map(|figure| figure.as_of);
    let people = partner.credentials.iter().flat_map(|held| [Some(held.earned), held.expires]).flatten();
    let items = partner.items.iter().flat_map(|item| [item.since, item.until]).flatten();
    let decisions = partner.decisions.iter().flat_map(|made| [Some(made.when), made.until]).flatten();
    let fees = partner.fees_paid.iter().flat_map(|fee| [Some(fee.on), fee.until]).flatten();
    deals.chain(figures).chain(people).chain(items).chain(decisions).chain(fees)
}

impl Windows {
    /// Takes what criteria name; nothing where their answer hangs on more than dated facts.
    fn of_criteria(&mut self, criteria: &Criterion, facts: &Facts<'_>) -> Option<()> {
        match criteria {
            Criterion::Meets { metric, window, .. } => {
                self.metric(metric, window.unwrap_or_else(|| metric.default_window()), facts)
            }
            Criterion::All(_) | Criterion::Any(_) | Criterion::AtLeast { .. } | Criterion::Not(_) => {
                criteria.children().iter().try_for_each(|child| self.of_criteria(child, facts))
            }
            Criterion::Paid(_) | Criterion::Judged { .. } => Some(()),
            _ => None,
        }
    }

    fn metric(&mut self, metric: &Metric, window: Window, facts: &Facts<'_>) -> Option<()> {
        match metric {
            Metric::Own(_) => Some(()),
            Metric::Standard(standard) => {
                of_deals(*standard)?;
                match window {
                    Window::T12m => self.span(&Span::Months(12), false),
                    Window::T90d => self.span(&Span::Days(90), false),
                    Window::LastQuarter => self.span(&Span::LastQuarter, false),
                    Window::FiscalYtd => self.span(&Span::ThisFiscalYear, false),
                    Window::Ever | Window::Now => Some(()),
                }
            }
            Metric::Measured(measured) => match &measured.asked {
                Asked::Measure(measure, span, ..) => self.measure(measure, span, facts),
                Asked::Category(scheme, _) => self.scheme(facts.beyond.scheme(scheme)?, facts),
                Asked::Items(_, _, given, has) => undated(given).and(undated(has)),
                Asked::Partner(..) | Asked::OtherPartner(..) | Asked::Paid(_) | Asked::Judged(..) => Some(()),
                Asked::Holds(_) | Asked::MonthsHeld(..) | Asked::Ratchet(_) | Asked::DayHeld(..) => None,
            },
        }
    }

    fn scheme(&mut self, scheme: &PointScheme, facts: &Facts<'_>) -> Option<()> {
        scheme.categories.iter().try_for_each(|category| {
            let span = category.window.clone().or_else(|| category.of.default_span()).unwrap_or(Span::Now);
            self.measure(&category.of, &span, facts)?;
            category.gate.as_ref().map_or(Some(()), |gate| self.of_criteria(gate, facts))
        })
    }

    fn measure(&mut self, measure: &Measure, span: &Span, facts: &Facts<'_>) -> Option<()> {
        let compares = matches!(measure, Measure::Growth { .. } | Measure::Retention(_));
        self.span(span, compares)?;
        match measure {
            Measure::Metric(metric) => self.metric(metric, Window::Ever, facts),
            Measure::Deals { .. } | Measure::Figure { .. } | Measure::Rating(_) | Measure::People { .. } => Some(()),
            Measure::Retention(_) => Some(()),
            Measure::Items { having, .. } => undated(having),
            Measure::Score(scheme) => self.scheme(facts.beyond.scheme(scheme)?, facts),
            Measure::Rank { .. } => None,
            Measure::Sum(_) | Measure::Ratio { .. } | Measure::Growth { .. } | Measure::NetAdded(_) => {
                measure.inner().into_iter().try_for_each(|inner| self.measure(inner, span, facts))
            }
        }
    }

    /// Takes a window, and the one of the same length before it where both are compared.
    fn span(&mut self, span: &Span, compares: bool) -> Option<()> {
        match span {
            Span::Months(n) => {
                self.months.insert(*n);
                if compares {
                    self.months.insert(n.checked_mul(2)?);
                }
            }
            Span::Days(n) => {
                self.days.insert(*n);
                if compares {
                    self.days.insert(n.checked_mul(2)?);
                }
            }
            Span::Ever | Span::Now => {}
            Span::AnyDay(_) => return None,
            _ if compares => return None,
            _ => self.by_calendar = true,
        }
        Some(())
    }
}

/// Metrics that are made of the partner's won deals, or of what is reported in their place.
fn of_deals(metric: StandardMetric) -> Option<()> {
    use StandardMetric::{AllPartnerArr, CreditedArr, DealsClosed, InfluencedArr, SoldArr, SourcedArr};
    matches!(metric, SourcedArr | InfluencedArr | CreditedArr | AllPartnerArr | SoldArr | DealsClosed).then_some(())
}

/// Tests of an item that no day changes.
fn undated(tests: &[ItemTest]) -> Option<()> {
    (!tests.iter().any(|test| matches!(test, ItemTest::Within(..)))).then_some(())
}
