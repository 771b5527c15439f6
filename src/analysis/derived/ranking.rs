//! Partners by credited revenue: the rank of each, and whom a change moves over the line to the top.
//!
//! Ranks are looked up, not kept with each partner: one deal moves the ranks of thousands, and nobody looks at them.

use crate::program::id::Id;
use crate::program::money::Money;
use crate::program::partner::Partner;

/// Partners with revenue, the largest first.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Ranking {
    order: Vec<(i128, Id<Partner>)>,
}

fn cents(revenue: Option<Money>) -> Option<i128> {
    revenue.map(Money::cents).filter(|cents| *cents > 0)
}

impl Ranking {
    /// Everyone with revenue.
    pub(super) fn of<'a>(revenues: impl Iterator<Item = (&'a Id<Partner>, Option<Money>)>) -> Self {
        let known = revenues.filter_map(|(id, revenue)| Some((cents(revenue)?, id.clone())));
        let mut order: Vec<_> = known.collect();
        order.sort_unstable_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        Self { order }
    }

    fn place(&self, cents: i128, id: &Id<Partner>) -> Result<usize, usize> {
        self.order.binary_search_by(|(other, known)| cents.cmp(other).then_with(|| known.cmp(id)))
    }

    /// Takes a partner out.
    pub(super) fn remove(&mut self, id: &Id<Partner>, revenue: Option<Money>) {
        if let Some(place) = cents(revenue).and_then(|cents| self.place(cents, id).ok()) {
            self.order.remove(place);
        }
    }

    /// Puts a partner in.
    pub(super) fn insert(&mut self, id: &Id<Partner>, revenue: Option<Money>) {
        if let Some(cents) = cents(revenue)
            && let Err(place) = self.place(cents, id)
        {
            self.order.insert(place, (cents, id.clone()));
        }
    }

    /// How many have revenue.
    pub(super) fn len(&self) -> usize {
        self.order.len()
    }

    /// The rank of a revenue: 1 for the largest, ties share the better rank; none without any.
    pub(super) fn rank(&self, revenue: Option<Money>) -> Option<u32> {
        let cents = cents(revenue)?;
        Some(self.order.partition_point(|(other, _)| *other > cents) as u32 + 1)
    }

    /// The least revenue, in cents, with a rank of `top_count` or better.
    pub(super) fn least_at_top(&self, top_count: u32) -> Option<i128> {
        let last = (top_count as usize).min(self.order.len()).checked_sub(1)?;
        self.order.get(last).map(|(cents, _)| *cents)
    }

    /// The partners who are at the top under one of two lines and not under the other.
    pub(super) fn between(&self, before: Option<i128>, after: Option<i128>) -> &[(i128, Id<Partner>)] {
        let at_top =
            |line: Option<i128>| line.map_or(0, |line| self.order.partition_point(|(cents, _)| *cents >= line));
        let (one, other) = (at_top(before), at_top(after));
        self.order.get(one.min(other)..one.max(other)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str) -> Id<Partner> {
        text.parse().unwrap()
    }

    fn money(whole: i64) -> Option<Money> {
        (whole >= 0).then(|| Money::whole(whole))
    }

    #[test]
    fn ties_share_the_better_rank_and_nothing_has_none() {
        let facts = [("a", money(50)), ("b", money(100)), ("c", money(100)), ("d", money(0)), ("e", money(-1))];
        let facts = facts.map(|(name, revenue)| (id(name), revenue));
        let mut ranking = Ranking::of(facts.iter().map(|(id, revenue)| (id, *revenue)));
        let ranks = |ranking: &Ranking| facts.each_ref().map(|(_, revenue)| ranking.rank(*revenue));
        assert_eq!((ranking.len(), ranks(&ranking)), (3, [Some(3), Some(1), Some(1), None, None]));
        assert_eq!(
            crate::analysis::segment::ranks(&facts.each_ref().map(|(_, revenue)| *revenue)),
            ranks(&ranking).to_vec()
        );
        ranking.remove(&id("b"), money(100));
        assert_eq!((ranking.len(), ranking.rank(money(50))), (2, Some(2)));
        ranking.insert(&id("b"), money(70));
        assert_eq!((ranking.rank(money(70)), ranking.rank(money(50))), (Some(2), Some(3)));
    }

    #[test]
    fn those_between_two_lines_are_found() {
        let facts = [("a", 40), ("b", 30), ("c", 20), ("d", 10)].map(|(name, whole)| (id(name), money(whole)));
        let ranking = Ranking::of(facts.iter().map(|(id, revenue)| (id, *revenue)));
        let (one, three) = (ranking.least_at_top(1), ranking.least_at_top(3));
        let found =
            |before, after| ranking.between(before, after).iter().map(|(_, id)| id.as_str()).collect::<Vec<_>>();
        assert_eq!((found(one, three), found(three, one)), (vec!["b", "c"], vec!["b", "c"]));
        assert_eq!(found(one, one), [""; 0]);
        assert_eq!(found(None, one), ["a"]);
        assert_eq!(ranking.least_at_top(0), None);
    }
}
