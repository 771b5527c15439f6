//! The tier program run over past quarters: what each partner would have qualified for on the last day of each.
//!
//! Deals are classified once, as they stand now; only the windows move. Each partner's lines of revenue are made once
//! and every metric is taken from them for all days, partners in parallel.

use jiff::civil::Date;
use rayon::prelude::*;

use super::context::Context;
use super::metrics::{self, MetricValue};
use super::revenue;
use super::state::Derived;
use super::tier_measures::{Cached, agreement_in_force, qualify};
use crate::analysis::backtest::{Backtest, Standing, Trajectory};
use crate::analysis::periods::Periods;
use crate::program::partner::Partner;
use crate::program::period::Quarter;

/// Quarters that are replayed at most.
pub const MOST_QUARTERS: u8 = 20;

impl Derived {
    /// The ladder over the last completed quarters, oldest first, 1 to [`MOST_QUARTERS`] of them.
    pub fn backtest(&self, quarters: u8) -> Backtest {
        let context = self.context();
        let calendar = context.periods.calendar;
        let mut of: Vec<Quarter> =
            std::iter::successors(Some(context.periods.last_quarter), |quarter| Some(quarter.previous()))
                .take(quarters.clamp(1, MOST_QUARTERS).into())
                .collect();
        of.reverse();
        let days: Vec<Date> = of.iter().map(|quarter| calendar.last_day(*quarter)).collect();
        let periods: Vec<Periods> = days.iter().map(|day| Periods::new(*day, calendar)).collect();
        let cohorts = self.cohorts_on(context.rules.ladders.needed(), &days);
        let context = Context { cohorts: &cohorts, ..context };
        let partners: Vec<&Partner> = context.program.partners.iter().collect();
        let trajectories = partners.into_par_iter().filter_map(|partner| self.trajectory(&context, &periods, partner));
        Backtest { trajectories: trajectories.collect(), quarters: of, days }
    }

    fn trajectory(&self, context: &Context<'_>, periods: &[Periods], partner: &Partner) -> Option<Trajectory> {
        let ladders = &context.rules.ladders;
        let ladder = ladders.for_type(partner.r#type).filter(|ladder| !ladder.tiers.is_empty())?;
        let lines = revenue::lines(context, &partner.id, self.deals_of(&partner.id));
        let on = |periods: &Periods| {
            let context = Context { periods, ..*context };
            let taken = ladders.needed().iter();
            let values: Vec<MetricValue> =
                taken.map(|(metric, window)| metrics::value(&context, partner, &lines, metric, *window)).collect();
            let cached = Cached::new(ladders, &values);
            let agreement = agreement_in_force(&context, partner);
            let found = qualify(ladder.tiers.iter().map(|tier| &tier.criteria), agreement, &cached);
            Standing { qualified: found.qualified, certain: found.qualified == found.possible }
        };
        let standings: Vec<Standing> = periods.iter().map(on).collect();
        let tier = |standing: &Standing| Some(ladder.tiers.get(standing.qualified?)?.id.clone());
        Some(Trajectory {
            partner: partner.id.clone(),
            track: ladder.track.clone(),
            tiers: standings.iter().map(tier).collect(),
            standings,
        })
    }
}
