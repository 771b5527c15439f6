//! Where a partner stands on its ladder, in words and gaps: worked out when somebody looks.

use super::state::Derived;
use super::tier_measures::Cached;
use crate::analysis::criteria::{Gap, LeafReport, gaps, leaf_reports};
use crate::analysis::criteria_words::proof;
use crate::analysis::designation::plain::plain;
use crate::analysis::exact::Exact;
use crate::analysis::truth::Truth;
use crate::program::criterion::Criterion;
use crate::program::id::Id;
use crate::program::partner::Partner;

/// What a partner has, what is next, and what is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TierStanding {
    /// The tier in force.
    pub current: Option<String>,
    /// The tier above it; none at the top.
    pub next: Option<String>,
    /// The floored percentages of both ends of the progress; they differ while metrics are unknown.
    pub percent: Option<(u8, u8)>,
    /// `70%`, `0–70%`, or `n/a` at the top; says so where no agreement is in force.
    pub display: String,
    /// Whether an agreement is in force: without one there is no tier to reach.
    pub agreement: Truth,
    /// What is missing.
    pub gaps: Vec<Gap>,
    /// For each gap, how many more deals of the partner's usual size close it.
    pub deals_needed: Vec<Option<u64>>,
    /// With exact numbers, as data: `Silver; not Gold because certified people 1 < 2`.
    pub proof: String,
    /// The same for people, in the program's currency: `Silver; not Gold because certified people 1 of 2`.
    pub told: String,
}

impl Derived {
    /// Where a partner stands on its ladder.
    pub fn tier_standing(&self, id: &Id<Partner>) -> Option<TierStanding> {
        let context = self.context();
        let (partner, measures) = (context.program.partners.get(id)?, self.partner(id)?);
        let ladders = &context.rules.ladders;
        let tier = &measures.tier;
        let tiers = ladders.for_type(partner.r#type).map_or(&[][..], |ladder| &ladder.tiers);
        let named = |rank: usize| tiers.get(rank).map(|tier| tier.name.clone());
        let current = tier.effective_rank.and_then(named).or_else(|| {
            let effective = tier.effective.as_ref()?;
            ladders.find(effective).and_then(|(ladder, rank)| ladder.tiers.get(rank)).map(|tier| tier.name.clone())
        });
        let next = tiers.get(tier.effective_rank.map_or(0, |rank| rank + 1));
        let cached = Cached::new(ladders, &tier.values);
        let missing =
            next.map_or_else(Vec::new, |next| gaps(&next.criteria, &|metric, window| cached.certain(metric, window)));
        let average = self.average_deal(id);
        let currency = context.program.profile.currency;
        let proved = |say: &dyn Fn(&Gap) -> String| {
            let next = next.map(|next| (next.name.as_str(), missing.as_slice()));
            proof(current.as_deref(), next, tier.agreement_in_force, say)
        };
        let without = if tier.agreement_in_force.is_no() { ", no agreement in force" } else { "" };
        Some(TierStanding {
            percent: tier.progress.map(|progress| progress.percent()),
            display: tier
                .progress
                .map_or_else(|| "n/a".to_owned(), |progress| format!("{}{without}", progress.display())),
            agreement: tier.agreement_in_force,
            deals_needed: missing.iter().map(|gap| gap.deals_needed(average.as_ref())).collect(),
            proof: proved(&Gap::sentence),
            told: proved(&|gap| gap.told(currency)),
            next: next.map(|next| next.name.clone()),
            current,
            gaps: missing,
        })
    }

    /// The average sourced deal of the trailing twelve months: the partner's, otherwise the program's.
    pub fn average_deal(&self, id: &Id<Partner>) -> Option<Exact> {
        let program = self.program();
        let whole = (program.sourced_cents > 0).then_some((program.sourced_cents, program.sourced_deals));
        let own = self.partner(id).and_then(super::PartnerMeasures::average_deal);
        let (cents, deals) = own.or(whole).filter(|(_, deals)| *deals > 0)?;
        Some(Exact::new(cents.into(), (i128::from(deals) * 100).into()))
    }
}

impl Derived {
    /// Every comparison of some criteria with a partner's metrics, in reading order.
    pub fn criteria_of(&self, id: &Id<Partner>, criteria: &Criterion) -> Vec<LeafReport> {
        let Some(measures) = self.partner(id) else { return Vec::new() };
        let cached = Cached::new(self.ladders(), &measures.tier.values);
        let criteria = &plain(criteria, self.context().program);
        leaf_reports(criteria, &|metric, window| cached.lower_bound(metric, window))
    }
}
