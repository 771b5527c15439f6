//! an amount divided by weights so that the parts always sum to the whole.

use num_bigint::BigInt;
use num_traits::{Signed, ToPrimitive, Zero};

use super::exact::{Exact, minor_unit};
use crate::program::money::Money;

/// Divides `total` units by the weights: floors, then one unit each to the largest remainders, ties to the earlier.
///
/// Nothing when the weights sum to zero: such an amount stays unallocated. Weights below zero count as zero.
pub fn split(total: i128, weights: &[Exact]) -> Option<Vec<i128>> {
    let mut common = BigInt::from(1);
    for weight in weights {
        // a / b in lowest terms has the numerator a / gcd, so times b it is the least common multiple
        common = Exact::new(common, weight.denom().clone()).numer() * weight.denom();
    }
    let weights: Vec<BigInt> = weights
        .iter()
        .map(|weight| if weight.is_negative() { BigInt::zero() } else { weight.numer() * (&common / weight.denom()) })
        .collect();
    let sum: BigInt = weights.iter().sum();
    if sum.is_zero() {
        return None;
    }
    let size = BigInt::from(total.unsigned_abs());
    let shares = weights.iter().map(|weight| {
        let product = &size * weight;
        ((&product / &sum).to_i128().unwrap_or(0), product % &sum)
    });
    Some(finish(total, shares.collect()))
}

/// [`split`] for whole weights, without big numbers where they are not needed.
pub fn split_whole(total: i128, weights: &[u64]) -> Option<Vec<i128>> {
    let sum: u128 = weights.iter().map(|&weight| u128::from(weight)).sum();
    if sum == 0 {
        return None;
    }
    let size = total.unsigned_abs();
    let heaviest = weights.iter().copied().max().unwrap_or(0);
    if size.checked_mul(u128::from(heaviest)).is_none() {
        let weights: Vec<Exact> = weights.iter().map(|&weight| super::exact::whole(weight)).collect();
        return split(total, &weights);
    }
    let shares = weights.iter().map(|&weight| {
        let product = size * u128::from(weight);
        ((product / sum) as i128, product % sum)
    });
    Some(finish(total, shares.collect()))
}

/// [`split`] for money, in the smallest coins of a currency with `places`.
pub fn split_money(total: Money, weights: &[Exact], places: u32) -> Option<Vec<Money>> {
    in_coins(total, places, |coins| split(coins, weights))
}

/// [`split_whole`] for money, in the smallest coins of a currency with `places`.
pub fn split_money_whole(total: Money, weights: &[u64], places: u32) -> Option<Vec<Money>> {
    in_coins(total, places, |coins| split_whole(coins, weights))
}

/// Cents that are less than a coin (a yen amount never has any) stay with the first part.
fn in_coins(total: Money, places: u32, split: impl Fn(i128) -> Option<Vec<i128>>) -> Option<Vec<Money>> {
    let unit = minor_unit(places);
    let mut parts: Vec<i128> = split(total.cents() / unit)?.into_iter().map(|coins| coins * unit).collect();
    if let Some(first) = parts.first_mut() {
        *first += total.cents() % unit;
    }
    Some(parts.into_iter().map(Money::from_cents).collect())
}

fn finish<R: Ord>(total: i128, shares: Vec<(i128, R)>) -> Vec<i128> {
    let given: i128 = shares.iter().map(|(share, _)| share).sum();
    let left = total.unsigned_abs() as i128 - given;
    let mut order: Vec<usize> = (0..shares.len()).collect();
    if left > 0 {
        order.sort_by(|&a, &b| shares[b].1.cmp(&shares[a].1).then(a.cmp(&b)));
    }
    let mut parts: Vec<i128> = shares.iter().map(|(share, _)| *share).collect();
    for &index in order.iter().take(left.max(0) as usize) {
        parts[index] += 1;
    }
    if total < 0 {
        for part in &mut parts {
            *part = -*part;
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::exact::whole;
    use proptest::prelude::*;

    #[test]
    fn leftover_cents_go_to_the_largest_remainders_and_ties_to_the_earlier() {
        assert_eq!(split_whole(10_000, &[1, 1, 1]), Some(vec![3_334, 3_333, 3_333]));
        assert_eq!(split_whole(-10_000, &[1, 1, 1]), Some(vec![-3_334, -3_333, -3_333]));
        assert_eq!(split_whole(60, &[5, 15, 15, 15, 10]), Some(vec![5, 15, 15, 15, 10]));
        assert_eq!(split_whole(60, &[0, 0]), None);
        assert_eq!(split_whole(60, &[]), None);
    }

    #[test]
    fn yen_are_never_cut_into_hundredths() {
        let parts = split_money_whole(Money::whole(100), &[1, 1, 1], 0).unwrap();
        assert_eq!(parts, [Money::whole(34), Money::whole(33), Money::whole(33)]);
    }

    proptest! {
        #[test]
        fn the_parts_sum_to_the_whole_and_both_ways_agree(
            total in -1_000_000_000_000_i128..1_000_000_000_000,
            weights in prop::collection::vec(0_u64..1000, 1..9),
        ) {
            let quick = split_whole(total, &weights);
            let weighty: Vec<Exact> = weights.iter().map(|&w| whole(w)).collect();
            prop_assert_eq!(&quick, &split(total, &weighty));
            if let Some(parts) = quick {
                prop_assert_eq!(parts.iter().sum::<i128>(), total);
            }
        }
    }
}
