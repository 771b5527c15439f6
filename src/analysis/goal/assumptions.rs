//! What the planner assumes of each type of partner: time to value, productivity, segment; and of activation.

use super::estimate::Estimate;
use crate::analysis::exact::{Exact, whole};
use crate::program::partner::{PartnerType, Segment};

/// The types in the order of the planner.
pub const TYPE_ORDER: [PartnerType; 7] = [
    PartnerType::Technology,
    PartnerType::Referral,
    PartnerType::Affiliate,
    PartnerType::Reseller,
    PartnerType::Services,
    PartnerType::Strategic,
    PartnerType::Oem,
];

/// The word of a type in the planner's calculators; consultants are `si` there.
pub fn type_word(partner_type: PartnerType) -> &'static str {
    match partner_type {
        PartnerType::Technology => "technology",
        PartnerType::Referral => "referral",
        PartnerType::Affiliate => "affiliate",
        PartnerType::Reseller => "reseller",
        PartnerType::Services => "si",
        PartnerType::Strategic => "strategic",
        PartnerType::Oem => "oem",
    }
}

/// The segment in which partners of a type are looked after.
pub fn segment_of(partner_type: PartnerType) -> Segment {
    match partner_type {
        PartnerType::Technology => Segment::Stable,
        PartnerType::Referral | PartnerType::Affiliate => Segment::LongTail,
        PartnerType::Reseller | PartnerType::Services => Segment::Growth,
        PartnerType::Strategic | PartnerType::Oem => Segment::Strategic,
    }
}

/// One value for each type.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ByType<T>([T; 7]);

impl<T> ByType<T> {
    /// A value for each type.
    pub fn of(value: impl FnMut(PartnerType) -> T) -> Self {
        let mut value = value;
        let in_order = |index: usize| {
            TYPE_ORDER.into_iter().find(|partner_type| *partner_type as usize == index).unwrap_or(PartnerType::Oem)
        };
        Self(std::array::from_fn(|index| value(in_order(index))))
    }

    /// The value of a type.
    pub fn get(&self, partner_type: PartnerType) -> &T {
        &self.0[partner_type as usize]
    }

    /// The value of a type, to be changed.
    pub fn get_mut(&mut self, partner_type: PartnerType) -> &mut T {
        &mut self.0[partner_type as usize]
    }

    /// Each type with its value, in the order of the planner.
    pub fn iter(&self) -> impl Iterator<Item = (PartnerType, &T)> {
        TYPE_ORDER.into_iter().map(|partner_type| (partner_type, self.get(partner_type)))
    }
}

/// What is assumed of a type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypeAssumptions {
    /// Months from signing to the first revenue (tau).
    pub months_to_value: Estimate,
    /// New partner ARR of an active partner in a year, in currency units (q).
    pub yearly_arr: Estimate,
}

impl TypeAssumptions {
    /// The document's ranges for a type.
    pub fn standard(partner_type: PartnerType) -> Self {
        let (months, arr) = match partner_type {
            PartnerType::Technology => ([3, 6], [0, 25_000, 50_000]),
            PartnerType::Referral => ([1, 3], [5_000, 25_000, 50_000]),
            PartnerType::Affiliate => ([1, 3], [0, 1_200, 5_000]),
            PartnerType::Reseller => ([6, 12], [50_000, 80_000, 200_000]),
            PartnerType::Services => ([6, 12], [25_000, 50_000, 100_000]),
            PartnerType::Strategic => ([6, 18], [200_000, 500_000, 1_000_000]),
            PartnerType::Oem => ([12, 24], [200_000, 500_000, 1_000_000]),
        };
        let ([from, to], [low, mode, high]) = (months, arr.map(whole));
        Self { months_to_value: Estimate::between(whole(from), whole(to)), yearly_arr: Estimate::new(low, mode, high) }
    }
}

/// What the planner assumes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assumptions {
    /// Of each type.
    pub types: ByType<TypeAssumptions>,
    /// Recruits who become active, as a factor (alpha).
    pub activation: Estimate,
}

impl Default for Assumptions {
    fn default() -> Self {
        let fifths = |count: i64| Exact::new(count.into(), 5.into());
        Self {
            types: ByType::of(TypeAssumptions::standard),
            activation: Estimate::new(fifths(2), fifths(3), fifths(4)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_has_its_own_place() {
        let words = ByType::of(type_word);
        for (partner_type, word) in words.iter() {
            assert_eq!(*word, type_word(partner_type));
        }
        assert_eq!(words.iter().count(), 7);
    }

    #[test]
    fn every_standard_range_is_in_order() {
        for (partner_type, assumed) in Assumptions::default().types.iter() {
            assert!(assumed.months_to_value.is_ordered() && assumed.yearly_arr.is_ordered(), "{partner_type}");
        }
    }
}
