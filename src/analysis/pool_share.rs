//! R-16 for one partner: what the co-marketing pool of the program gives it, beside what its tier and the formula give.

use super::budget::comarketing_budget;
use super::derived::Derived;
use super::exact::whole;
use super::pool::{PoolGroup, allocate, group_amounts};
use crate::program::Program;
use crate::program::choice::Choice;
use crate::program::id::Id;
use crate::program::money::Money;
use crate::program::partner::Partner;
use crate::program::period::months_after;
use crate::program::rate::Percent;

/// Months after signing in which a partner below Silver is one on trial.
const TRIAL_MONTHS: i32 = 12;

/// The part of the pool that is a partner's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PoolShare {
    /// Its group.
    pub group: PoolGroup,
    /// What the group has.
    pub of_group: Money,
    /// How many partners share that.
    pub members: usize,
    /// What falls to this partner.
    pub amount: Money,
}

/// The group of a partner by its tier; nothing where it takes no part.
pub fn pool_group(derived: &Derived, partner: &Partner) -> Option<PoolGroup> {
    let rank = partner.granted_tier.as_ref().and_then(|tier| derived.ladders().find(tier));
    let silver = derived.ladders().segment_tier();
    match rank {
        Some((ladder, rank)) => {
            let silver = silver.and_then(|tier| ladder.rank(tier)).unwrap_or(1);
            match rank.cmp(&silver) {
                std::cmp::Ordering::Greater => Some(PoolGroup::GoldPlatinum),
                std::cmp::Ordering::Equal => Some(PoolGroup::Silver),
                std::cmp::Ordering::Less => trial(derived, partner),
            }
        }
        None => trial(derived, partner),
    }
}

fn trial(derived: &Derived, partner: &Partner) -> Option<PoolGroup> {
    let signed = partner.signed_on?;
    (derived.as_of() < months_after(signed, TRIAL_MONTHS)).then_some(PoolGroup::Experimental)
}

/// The budget of a partner by its tier, without multipliers.
fn budget(program: &Program, partner: &Partner) -> Money {
    let tier = partner.granted_tier.as_ref().and_then(|id| program.tiers.get(id));
    let annual = tier.and_then(|tier| tier.mdf_annual).unwrap_or(Money::from_cents(0));
    comarketing_budget(annual, &whole(1), &whole(1))
}

/// A group of partners with its part of the pool, from the top and from the budgets of its members.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupShare<'a> {
    /// Which group.
    pub group: PoolGroup,
    /// Its share of the pool.
    pub share: Percent,
    /// What falls to it.
    pub amount: Money,
    /// Its partners, in the order of their identifiers, each with its budget by the formula and its part of the amount.
    pub members: Vec<(&'a Partner, Money, Money)>,
    /// The budgets of the members together.
    pub bottom_up: Money,
    /// The amount less those budgets.
    pub difference: Money,
    /// What no member can get.
    pub unallocated: Money,
}

/// The pool over its groups; nothing without a pool.
pub fn pool_groups<'a>(program: &'a Program, derived: &Derived) -> Option<Vec<GroupShare<'a>>> {
    let pool = program.profile.comarketing_pool?;
    let shares = ["pool.top", "pool.silver", "pool.experimental"].map(|key| program.settings.percent(key));
    let amounts = group_amounts(pool, &shares)?;
    let mut of_group: [Vec<&Partner>; 3] = Default::default();
    for partner in program.partners.iter() {
        if let Some(group) = pool_group(derived, partner) {
            of_group[group as usize].push(partner);
        }
    }
    let groups = PoolGroup::ALL.iter().zip(shares).zip(amounts).zip(of_group);
    Some(
        groups
            .map(|(((group, share), amount), partners)| group_share(program, *group, share, amount, partners))
            .collect(),
    )
}

fn group_share<'a>(
    program: &Program,
    group: PoolGroup,
    share: Percent,
    amount: Money,
    partners: Vec<&'a Partner>,
) -> GroupShare<'a> {
    let budgets: Vec<Money> = partners.iter().map(|partner| budget(program, partner)).collect();
    let stated = allocate(amount, &budgets);
    // Partners on trial have no tier budget: they share alike.
    let without = !budgets.is_empty() && budgets.iter().all(|budget| budget.cents() == 0);
    let parts = if without { allocate(amount, &vec![Money::whole(1); budgets.len()]) } else { stated.clone() };
    let members = partners.into_iter().zip(budgets).zip(&parts.parts);
    GroupShare {
        group,
        share,
        amount,
        members: members.map(|((partner, budget), part)| (partner, budget, *part)).collect(),
        bottom_up: stated.bottom_up,
        difference: stated.difference,
        unallocated: parts.unallocated,
    }
}

/// What the pool gives a partner; nothing without a pool, or where the partner takes no part.
pub fn pool_share(program: &Program, derived: &Derived, id: &Id<Partner>) -> Option<PoolShare> {
    pool_groups(program, derived)?.into_iter().find_map(|group| {
        let (_, _, amount) = group.members.iter().find(|(partner, ..)| partner.id == *id)?;
        Some(PoolShare { group: group.group, of_group: group.amount, members: group.members.len(), amount: *amount })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_pool_is_shared_out_without_a_cent_left() {
        let mut program = crate::store::read(include_bytes!("../../saves/northwind.ron")).unwrap().program;
        std::sync::Arc::make_mut(&mut program.profile).comarketing_pool = Some(Money::whole(100_000));
        let derived = Derived::new(&program, date(2026, 9, 30));
        let mut sums = std::collections::BTreeMap::new();
        for partner in program.partners.iter() {
            if let Some(share) = pool_share(&program, &derived, &partner.id) {
                let sum = sums.entry(share.group).or_insert((Money::from_cents(0), share.of_group));
                sum.0 = sum.0.plus(share.amount);
            }
        }
        assert_eq!(sums[&PoolGroup::GoldPlatinum], (Money::whole(60_000), Money::whole(60_000)));
        assert_eq!(sums[&PoolGroup::Silver], (Money::whole(30_000), Money::whole(30_000)));
    }
}
