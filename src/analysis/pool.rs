//! the co-marketing pool, over three groups of partners and inside each group by their budgets.

use super::exact::{of_money, of_percent};
use super::split::split_money;
use crate::program::choice::choice;
use crate::program::money::Money;
use crate::program::rate::Percent;

choice! {
    /// The groups the pool is divided over, in the order in which leftover cents are given.
    pub enum PoolGroup {
        GoldPlatinum = "gold_platinum" => "Gold and Platinum",
        Silver = "silver" => "Silver",
        Experimental = "experimental" => "Experimental",
    }
}

/// How the amount of a group goes to its members.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupAllocation {
    /// The sum of the members' budgets.
    pub bottom_up: Money,
    /// The amount of the group less that sum.
    pub difference: Money,
    /// What each member gets, in their order.
    pub parts: Vec<Money>,
    /// What no member can get: the whole amount without members, or with budgets of nothing.
    pub unallocated: Money,
}

/// The amount of each group; `None` when the shares sum to nothing.
pub fn group_amounts(pool: Money, shares: &[Percent; 3]) -> Option<Vec<Money>> {
    split_money(pool, &shares.map(of_percent), 2)
}

/// The amount of a group over the budgets of its members.
pub fn allocate(amount: Money, budgets: &[Money]) -> GroupAllocation {
    let nothing = Money::from_cents(0);
    let bottom_up: Money = budgets.iter().copied().sum();
    let weights: Vec<_> = budgets.iter().copied().map(of_money).collect();
    let parts = split_money(amount, &weights, 2);
    GroupAllocation {
        bottom_up,
        difference: amount.minus(bottom_up),
        unallocated: if parts.is_some() { nothing } else { amount },
        parts: parts.unwrap_or_else(|| vec![nothing; budgets.len()]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_group_gets_the_leftover_cent_and_a_group_without_members_keeps_its_amount() {
        let shares = [60, 30, 10].map(Percent::whole);
        let amounts = group_amounts("100000.01".parse().unwrap(), &shares).unwrap();
        assert_eq!(amounts.iter().map(Money::to_string).collect::<Vec<_>>(), ["60000.01", "30000.00", "10000.00"]);
        let alone = allocate(amounts[1], &[]);
        assert_eq!(alone.unallocated, amounts[1]);
        let two = allocate(amounts[0], &[Money::whole(1), Money::whole(2)]);
        assert_eq!(two.parts.iter().copied().sum::<Money>(), amounts[0]);
        assert_eq!(two.difference, amounts[0].minus(Money::whole(3)));
    }
}
