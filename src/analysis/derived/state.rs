//! The derived state of one revision of a program, and how it follows a change.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use super::affected::{Affected, changes_the_rules};
use super::campaign_measures::{self, CampaignMeasures};
use super::cohorts::Cohorts;
use super::context::{Context, Recorded, Rules, kept};
use super::deal_measures::{self, DealEntry, DealMeasures, DealsByPartner};
use super::due::{self, DueItem};
use super::index::Index;
use super::ladders::Ladders;
use super::partner_measures::{self, PartnerMeasures};
use super::program_measures::{ProgramMeasures, RevenueTotals};
use super::ranking::Ranking;
use super::revenue;
use super::touched::Touched;
use crate::analysis::periods::{Days, Periods};
use crate::analysis::policy::Policy;
use crate::analysis::qbr::{self, QbrDates};
use crate::program::campaign::Campaign;
use crate::program::criterion::{Metric, Window};
use crate::program::deal::Deal;
use crate::program::id::Id;
use crate::program::money::Money;
use crate::program::partner::Partner;
use crate::program::qbr::Qbr;
use crate::program::{AnyRecord, Kind, Program};

/// Above so many changed records everything is derived anew: it costs less than following each.
const MANY: usize = 400;

/// What one derivation reads: the program as it was followed to, its lists, rules and windows.
#[derive(Debug)]
struct Ground {
    program: Program,
    index: Index,
    rules: Rules,
    periods: Periods,
    cohorts: Cohorts,
}

impl Ground {
    fn context(&self) -> Context<'_> {
        let Self { program, index, rules, periods, cohorts } = self;
        Context { program, index, rules, periods, cohorts }
    }
}

/// Every partner, but for its rank and segment.
fn derive_partners(context: &Context<'_>, deals: &DealsByPartner) -> BTreeMap<Id<Partner>, Box<PartnerMeasures>> {
    let records: Vec<_> = context.program.partners.iter().collect();
    let derive = |partner: &&Partner| Box::new(partner_measures::derive(context, partner, deals.of(&partner.id)));
    let measures: Vec<_> = records.par_iter().map(derive).collect();
    measures.into_iter().map(|measures| (measures.partner.clone(), measures)).collect()
}

/// Everything derived from one revision of the program at one as-of date.
#[derive(Debug)]
pub struct Derived {
    ground: Ground,
    deals: BTreeMap<Id<Deal>, Arc<DealEntry>>,
    deals_by_partner: DealsByPartner,
    partners: BTreeMap<Id<Partner>, Box<PartnerMeasures>>,
    campaigns: BTreeMap<Id<Campaign>, CampaignMeasures>,
    ranking: Ranking,
    due: BTreeSet<DueItem>,
    totals: RevenueTotals,
    program: ProgramMeasures,
    work: Work,
}

/// How many records were derived since everything was derived anew, that derivation included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Work {
    /// Deals.
    pub deals: u64,
    /// Partners.
    pub partners: u64,
    /// Campaigns.
    pub campaigns: u64,
}

impl Derived {
    /// Derives everything.
    pub fn new(program: &Program, as_of: Date) -> Self {
        let rules = Rules::of(program);
        let periods = Periods::new(as_of, program.profile.calendar());
        let (index, snapshot) = rayon::join(|| Index::build(program), || program.clone());
        let mut ground = Ground { program: snapshot, index, rules, periods, cohorts: Cohorts::default() };
        let context = ground.context();
        let records: Vec<_> = program.deals.iter_shared().collect();
        let entries: Vec<_> = records.par_iter().map(|deal| deal_measures::derive(&context, deal)).collect();
        let mut deals_by_partner = DealsByPartner::default();
        let mut totals = RevenueTotals::default();
        let (deals, ()) = rayon::join(
            || {
                for entry in &entries {
                    totals.count(&context, entry, true);
                }
                entries.iter().map(|entry| (entry.deal.id.clone(), Arc::clone(entry))).collect()
            },
            || entries.iter().for_each(|entry| deals_by_partner.add(entry)),
        );
        ground.cohorts = Cohorts::over(&context, &deals_by_partner, context.rules.ladders.needed(), &[as_of]);
        let context = ground.context();
        let partners = derive_partners(&context, &deals_by_partner);
        let campaigns = program.campaigns.iter();
        let campaigns = campaigns.map(|record| (record.id.clone(), campaign_measures::derive(&context, record)));
        let mut derived = Self {
            deals,
            deals_by_partner,
            partners,
            campaigns: campaigns.collect(),
            ranking: Ranking::default(),
            due: due::all(program),
            totals,
            program: ProgramMeasures::default(),
            work: Work::default(),
            ground,
        };
        derived.work = Work {
            deals: derived.deals.len() as u64,
            partners: derived.partners.len() as u64,
            campaigns: derived.campaigns.len() as u64,
        };
        derived.compare_partners();
        derived
    }

    /// How much was derived: what an edit costs is the difference before and after it.
    pub fn work(&self) -> Work {
        self.work
    }

    /// Follows a change of the named records, as they stand in `program` now; tells whom it reaches.
    pub fn update(&mut self, program: &Program, as_of: Date, touched: &[(Kind, Arc<str>)]) -> Touched {
        let rules_change = touched.iter().any(|(kind, _)| changes_the_rules(*kind));
        let ladders_only =
            touched.iter().all(|(kind, _)| matches!(kind, Kind::Tier | Kind::TierTrack | Kind::PointScheme));
        if as_of != self.as_of() || (rules_change && !ladders_only) || touched.len() > MANY {
            *self = Self::new(program, as_of);
            return Touched::Everything;
        }
        if touched.is_empty() {
            return Touched::default();
        }
        let affected = self.follow(program, touched);
        if ladders_only {
            self.climb_again(touched.iter().any(|(kind, _)| *kind == Kind::PointScheme));
            return Touched::Everything;
        }
        let rules = &self.ground.rules;
        if Recorded::of(&self.ground.program) != rules.recorded
            || kept(&self.ground.program, &rules.ladders) != rules.kept
        {
            *self = Self::new(program, as_of);
            return Touched::Everything;
        }
        self.derive_again(affected)
    }

    /// Brings the snapshot and the lists up to date; gives what depends on the records, before and after.
    fn follow(&mut self, program: &Program, touched: &[(Kind, Arc<str>)]) -> Affected {
        let mut affected = Affected::default();
        // each record is taken out and put in once, however often it is named
        let touched: BTreeSet<_> = touched.iter().collect();
        let before: Vec<Option<AnyRecord>> =
            touched.iter().map(|(kind, id)| self.ground.program.record(*kind, id)).collect();
        let after: Vec<Option<AnyRecord>> = touched.iter().map(|(kind, id)| program.record(*kind, id)).collect();
        for record in before.iter().flatten() {
            affected.by(record, &self.ground.program, &self.ground.index);
        }
        for (((kind, id), before), after) in touched.iter().zip(&before).zip(&after) {
            self.ground.index.replace(before.as_ref(), after.as_ref());
            due::replace(&mut self.due, before.as_ref(), after.as_ref());
            let as_of = self.ground.periods.as_of;
            self.program.count_record(before.as_ref(), as_of, false);
            self.program.count_record(after.as_ref(), as_of, true);
            match after {
                Some(record) => self.ground.program.put(record.clone()),
                None => self.ground.program.take(*kind, id),
            }
        }
        for record in after.iter().flatten() {
            affected.by(record, &self.ground.program, &self.ground.index);
        }
        affected
    }

    /// Derives every partner under the ladders as they are now; deals do not depend on them.
    fn climb_again(&mut self, schemes_change: bool) {
        let before = std::mem::replace(&mut self.ground.rules, Rules::of(&self.ground.program));
        let (context, rules) = (self.ground.context(), &self.ground.rules);
        let same_answers = !schemes_change && !rules.ladders.ask_one_another();
        if same_answers && before.ladders.needed() == rules.ladders.needed() && before.midlines == rules.midlines {
            let mut all: Vec<&mut Box<PartnerMeasures>> = self.partners.values_mut().collect();
            all.par_iter_mut().for_each(|measures| measures.climb_again(&context));
            self.work.partners += self.partners.len() as u64;
            self.compare_partners();
        } else {
            self.ground.cohorts = self.cohorts_on(rules.ladders.needed(), &[self.as_of()]);
            self.derive_all_partners();
        }
    }

    fn derive_all_partners(&mut self) {
        self.partners = derive_partners(&self.ground.context(), &self.deals_by_partner);
        self.work.partners += self.partners.len() as u64;
        self.compare_partners();
    }

    /// Among whom these metrics rank on these days; costs a look at everybody where one of them is a rank.
    pub(super) fn cohorts_on(&self, needed: &[(Metric, Window)], days: &[Date]) -> Cohorts {
        Cohorts::over(&self.ground.context(), &self.deals_by_partner, needed, days)
    }

    /// Derives what was affected, and puts it in its place among the others; gives the partners that may have moved:
    /// everybody, where a value changed that others are ranked by.
    fn derive_again(&mut self, mut affected: Affected) -> Touched {
        let context = self.ground.context();
        for id in &affected.deals {
            if let Some(entry) = self.deals.remove(id) {
                self.deals_by_partner.remove(&entry);
                self.totals.count(&context, &entry, false);
                affected.partners.extend(entry.measures.parts.iter().map(|part| part.partner.clone()));
            }
            if let Some(deal) = context.program.deals.shared(id) {
                let entry = deal_measures::derive(&context, deal);
                self.work.deals += 1;
                self.deals_by_partner.add(&entry);
                self.totals.count(&context, &entry, true);
                affected.partners.extend(entry.measures.parts.iter().map(|part| part.partner.clone()));
                self.deals.insert(id.clone(), entry);
            }
        }
        self.program.revenue = self.totals;
        for id in &affected.campaigns {
            match context.program.campaigns.get(id) {
                Some(campaign) => {
                    self.campaigns.insert(id.clone(), campaign_measures::derive(&context, campaign));
                    self.work.campaigns += 1;
                }
                None => {
                    self.campaigns.remove(id);
                }
            }
        }
        let cohorts = self.cohorts_on(self.ground.rules.ladders.needed(), &[self.as_of()]);
        if cohorts != self.ground.cohorts {
            self.ground.cohorts = cohorts;
            self.derive_all_partners();
            return Touched::Everything;
        }
        Touched::Partners(self.place_again(affected.partners))
    }

    /// Derives these partners anew; of the others only those move who cross the line to the top.
    fn place_again(&mut self, mut touched: BTreeSet<Id<Partner>>) -> BTreeSet<Id<Partner>> {
        let context = self.ground.context();
        let line_before = self.ranking.least_at_top(self.program.top_count);
        for id in &touched {
            if let Some(old) = self.partners.remove(id) {
                self.program.count(&old, false);
                self.ranking.remove(id, old.credited());
            }
            if let Some(partner) = context.program.partners.get(id) {
                let new = partner_measures::derive(&context, partner, self.deals_by_partner.of(id));
                self.work.partners += 1;
                self.ranking.insert(id, new.credited());
                self.partners.insert(id.clone(), Box::new(new));
            }
        }
        self.program.set_with_revenue(&context, self.ranking.len());
        let line = self.ranking.least_at_top(self.program.top_count);
        for (_, id) in self.ranking.between(line_before, line) {
            if let Some(measures) = self.partners.get(id).filter(|_| !touched.contains(id)) {
                self.program.count(measures, false);
                touched.insert(id.clone());
            }
        }
        for id in &touched {
            if let Some(measures) = self.partners.get_mut(id) {
                measures.set_rank(&context, self.ranking.rank(measures.credited()), self.program.top_count);
                self.program.count(measures, true);
            }
        }
        touched
    }

    /// Ranks, segments and the measures of the whole program: what depends on all partners.
    fn compare_partners(&mut self) {
        let context = self.ground.context();
        self.ranking = Ranking::of(self.partners.values().map(|measures| (&measures.partner, measures.credited())));
        let mut program = ProgramMeasures { revenue: self.totals, ..ProgramMeasures::default() };
        program.set_with_revenue(&context, self.ranking.len());
        let (ranking, top) = (&self.ranking, program.top_count);
        let mut all: Vec<&mut Box<PartnerMeasures>> = self.partners.values_mut().collect();
        all.par_iter_mut().for_each(|measures| {
            let rank = ranking.rank(measures.credited());
            measures.set_rank(&context, rank, top);
        });
        for measures in all {
            program.count(measures, true);
        }
        program.count_dates(&context, &self.due);
        self.program = program;
    }

    /// The rank of a partner by credited revenue of the trailing twelve months; none without any.
    pub fn rank(&self, id: &Id<Partner>) -> Option<u32> {
        self.ranking.rank(self.partners.get(id)?.credited())
    }

    pub(super) fn context(&self) -> Context<'_> {
        self.ground.context()
    }

    pub(super) fn deals_of(&self, partner: &Id<Partner>) -> &[Arc<DealEntry>] {
        self.deals_by_partner.of(partner)
    }

    /// The date everything was derived for.
    pub fn as_of(&self) -> Date {
        self.ground.periods.as_of
    }

    /// The currency of the program.
    pub fn currency(&self) -> crate::program::currency::Currency {
        self.ground.program.profile.currency
    }

    /// The windows of that date.
    pub fn periods(&self) -> &Periods {
        &self.ground.periods
    }

    /// The rules in force.
    pub fn policy(&self) -> &Policy {
        &self.ground.rules.policy
    }

    /// The ladders of tiers, as they are tested.
    pub fn ladders(&self) -> &Ladders {
        &self.ground.rules.ladders
    }

    /// Where "high" begins on the value matrix.
    pub fn midlines(&self) -> crate::analysis::matrix::Midlines {
        self.ground.rules.midlines
    }

    /// What follows for a partner.
    pub fn partner(&self, id: &Id<Partner>) -> Option<&PartnerMeasures> {
        self.partners.get(id).map(Box::as_ref)
    }

    /// What follows for every partner, in the order of their identifiers.
    pub fn partners(&self) -> impl ExactSizeIterator<Item = &PartnerMeasures> + Clone {
        self.partners.values().map(Box::as_ref)
    }

    /// What follows for a deal.
    pub fn deal(&self, id: &Id<Deal>) -> Option<&DealMeasures> {
        self.deals.get(id).map(|entry| &entry.measures)
    }

    /// Every deal with what follows for it, in the order of their identifiers.
    pub fn deals(&self) -> impl ExactSizeIterator<Item = (&Deal, &DealMeasures)> {
        self.deals.values().map(|entry| (&*entry.deal, &entry.measures))
    }

    /// The deals that a partner has a part in, with what follows for them.
    pub fn partner_deals(&self, id: &Id<Partner>) -> impl ExactSizeIterator<Item = (&Deal, &DealMeasures)> {
        self.deals_of(id).iter().map(|entry| (&*entry.deal, &entry.measures))
    }

    /// What a partner sourced in a run of days; nothing where the program keeps no revenue or an amount is missing.
    pub fn sourced_in(&self, id: &Id<Partner>, days: Days) -> Option<Money> {
        let measures = self.partner(id)?;
        let lines = revenue::lines(&self.context(), id, self.deals_of(id));
        measures.revenue.known(revenue::sums(&lines, |day| days.contains(day)).sourced)
    }

    /// What follows for a campaign.
    pub fn campaign(&self, id: &Id<Campaign>) -> Option<&CampaignMeasures> {
        self.campaigns.get(id)
    }

    /// The dates around a review.
    pub fn qbr_dates(&self, review: &Qbr) -> QbrDates {
        qbr::dates(review.scheduled_for, review.ended_at, &self.policy().qbr.rules)
    }

    /// The minutes of a review's sections.
    pub fn qbr_minutes(&self, review: &Qbr) -> [u16; 5] {
        qbr::agenda(review.minutes, &self.policy().qbr.rules)
    }

    /// Open items with a date, earliest first.
    pub fn due(&self) -> impl DoubleEndedIterator<Item = &DueItem> + Clone {
        self.due.iter()
    }

    /// What follows for the whole program.
    pub fn program(&self) -> &ProgramMeasures {
        &self.program
    }
}

#[cfg(test)]
impl Derived {
    /// Whether both hold the same, as their readers see it.
    pub(super) fn says_the_same_as(&self, other: &Self) -> bool {
        let deals = |derived: &Self| -> Vec<DealMeasures> { derived.deals().map(|(_, found)| found.clone()).collect() };
        self.partners == other.partners
            && deals(self) == deals(other)
            && self.campaigns == other.campaigns
            && self.ranking == other.ranking
            && self.due == other.due
            && self.program == other.program
    }
}
