//! The proof of any tier for any partner, and the cheapest way to it in the program's own cost per unit.

use super::state::Derived;
use super::tier_measures::Cached;
use crate::analysis::designation::path::{Way, cheapest, unit_cost};
use crate::analysis::tier_proof::{Known, ProofNode, line, tree, verdict};
use crate::analysis::truth::Truth;
use crate::program::criterion::Criterion;
use crate::program::id::Id;
use crate::program::partner::Partner;
use crate::program::tier::Tier;

/// One tier proved for one partner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TierProof {
    /// The tier.
    pub tier: Id<Tier>,
    /// Its name.
    pub name: String,
    /// Whether the partner has it already, so that it is asked what keeps it and not what enters it.
    pub keeps: bool,
    /// Whether an agreement is in force, which every tier asks for.
    pub agreement: Truth,
    /// Whether the partner qualifies.
    pub holds: Truth,
    /// The tree in reading order.
    pub nodes: Vec<ProofNode>,
    /// All of it in one line: `Gold: no; sourced revenue (12 months) $70,000 of $100,000 [no, $30,000 below] ...`.
    pub line: String,
    /// What is to be done to meet it at the least cost; nothing where a fact is missing or more does not help.
    pub way: Option<Way>,
}

impl Derived {
    /// One tier proved for a partner, of any ladder.
    pub fn tier_proof(&self, partner: &Id<Partner>, tier: &Id<Tier>) -> Option<TierProof> {
        let measures = self.partner(partner)?;
        let (ladder, rank) = self.ladders().find(tier)?;
        let step = ladder.tiers.get(rank)?;
        let held = measures.tier.effective.as_ref().and_then(|held| ladder.rank(held));
        let keeps = held.is_some_and(|held| rank <= held);
        let criteria = step.keep.as_ref().filter(|_| keeps).unwrap_or(&step.criteria);
        let agreement = measures.tier.agreement_in_force;
        let cached = Cached::new(self.ladders(), &measures.tier.values);
        let known = Known {
            certain: &|metric, window| cached.certain(metric, window),
            lower_bound: &|metric, window| cached.lower_bound(metric, window),
        };
        let holds = agreement.and(known.holds(criteria));
        let without = match agreement {
            Truth::Yes => "",
            Truth::No => "no agreement in force [no]; ",
            Truth::Unknown => "agreement in force unknown [unknown]; ",
        };
        let said = line(criteria, known, self.currency());
        Some(TierProof {
            tier: step.id.clone(),
            name: step.name.clone(),
            keeps,
            agreement,
            holds,
            nodes: tree(criteria, known),
            line: format!("{}: {}; {without}{said}", step.name, verdict(holds)),
            way: self.way_by(partner, criteria),
        })
    }

    /// Every tier of a partner's ladder proved, base tier first.
    pub fn tier_proofs(&self, partner: &Id<Partner>) -> Vec<TierProof> {
        let kind = self.context().program.partners.get(partner).and_then(|partner| partner.r#type);
        let tiers = self.ladders().for_type(kind).into_iter().flat_map(|ladder| &ladder.tiers);
        tiers.filter_map(|tier| self.tier_proof(partner, &tier.id)).collect()
    }

    /// The cheapest way of a partner to the tier above its own, in the cost per unit of the settings.
    pub fn way_to_next(&self, partner: &Id<Partner>) -> Option<Way> {
        let (ladder, rank) = self.ladders().find(self.partner(partner)?.tier.next.as_ref()?)?;
        self.way_by(partner, &ladder.tiers.get(rank)?.criteria)
    }

    fn way_by(&self, partner: &Id<Partner>, criteria: &Criterion) -> Option<Way> {
        let cached = Cached::new(self.ladders(), &self.partner(partner)?.tier.values);
        let costs = &self.policy().tier.costs;
        let price = |metric: &_, _| Some(unit_cost(costs, metric));
        cheapest(criteria, &|metric, window| cached.certain(metric, window), &price)
    }

    /// How the way reads in deals: `2 more deals to Gold`; nothing where none of its steps is told in deals.
    pub fn deals_to(&self, partner: &Id<Partner>, way: &Way, name: &str) -> Option<String> {
        let average = self.average_deal(partner);
        let deals = |step: &_| Way::deals(step, average.as_ref());
        way.steps.iter().any(|step| deals(step).is_some()).then(|| {
            let said: Vec<String> = way
                .steps
                .iter()
                .map(|step| match deals(step) {
                    Some(1) => "1 more deal".to_owned(),
                    Some(deals) => format!("{deals} more deals"),
                    None => Way::step_told(step, self.currency()),
                })
                .collect();
            format!("{} to {name}", said.join(" and "))
        })
    }
}
