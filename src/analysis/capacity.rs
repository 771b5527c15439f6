//! how many partner managers the partners need, and whether there are enough.

use num_traits::Zero;

use super::exact::{Exact, whole};
use super::policy::CapacityPolicy;
use crate::program::choice::{Choice, choice};
use crate::program::partner::Segment;

choice! {
    /// Whether the managers can look after the partners.
    pub enum CapacityState {
        Comfortable = "comfortable" => "Comfortable",
        Stretched = "stretched" => "Stretched",
        OverCapacity = "over_capacity" => "Over capacity",
    }
}

/// One value for each segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct BySegment<T>([T; 5]);

/// Partners in each segment.
pub type SegmentCounts = BySegment<u64>;

impl<T> BySegment<T> {
    /// A value for each segment.
    pub fn of(mut value: impl FnMut(Segment) -> T) -> Self {
        use Segment::{AtRisk, Growth, LongTail, Stable, Strategic};
        Self([Strategic, Growth, Stable, LongTail, AtRisk].map(&mut value))
    }

    /// The value of a segment.
    pub fn get(&self, segment: Segment) -> &T {
        &self.0[segment as usize]
    }

    /// The value of a segment, to be changed.
    pub fn get_mut(&mut self, segment: Segment) -> &mut T {
        &mut self.0[segment as usize]
    }
}

/// How many partners one manager looks after; both ends are at least 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ManagerRange {
    /// At least; the worst case divides by it.
    pub low: u64,
    /// At most; the best case divides by it.
    pub high: u64,
}

impl ManagerRange {
    /// The middle of the range.
    pub fn middle(self) -> Exact {
        (whole(self.low) + whole(self.high)) / whole(2)
    }
}

/// Partners per manager by segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PerManager(BySegment<ManagerRange>);

impl PerManager {
    /// A range for each segment.
    pub fn of(range: impl FnMut(Segment) -> ManagerRange) -> Self {
        Self(BySegment::of(range))
    }

    /// The ranges that a program has chosen.
    pub fn chosen(policy: &CapacityPolicy) -> Self {
        Self::of(|segment| {
            let range = policy.of_segment(segment);
            ManagerRange { low: u64::from(range.low.max(1)), high: u64::from(range.high.max(1)) }
        })
    }

    /// The range of a segment.
    pub fn of_segment(&self, segment: Segment) -> ManagerRange {
        *self.0.get(segment)
    }
}

impl Default for PerManager {
    fn default() -> Self {
        Self::of(|segment| {
            let (low, high) = match segment {
                Segment::Strategic => (5, 10),
                Segment::Growth | Segment::AtRisk => (15, 25),
                Segment::Stable => (30, 50),
                Segment::LongTail => (100, 100),
            };
            ManagerRange { low, high }
        })
    }
}

/// Managers that some partners need, full-time equivalents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CapacityLoad {
    /// Where everything goes well.
    pub best: Exact,
    /// In the middle of the ranges.
    pub middle: Exact,
    /// Where nothing does.
    pub worst: Exact,
}

impl CapacityLoad {
    /// What the partners of one segment need.
    pub fn of_segment(partners: u64, range: ManagerRange) -> Self {
        let partners = whole(partners);
        Self {
            best: &partners / whole(range.high.max(1)),
            middle: &partners / range.middle().max(whole(1)),
            worst: &partners / whole(range.low.max(1)),
        }
    }

    /// What all partners need.
    pub fn of(counts: &SegmentCounts, per_manager: &PerManager) -> Self {
        let nothing = Self { best: Exact::zero(), middle: Exact::zero(), worst: Exact::zero() };
        Segment::ALL.iter().fold(nothing, |sum, segment| {
            let load = Self::of_segment(*counts.get(*segment), per_manager.of_segment(*segment));
            Self { best: sum.best + load.best, middle: sum.middle + load.middle, worst: sum.worst + load.worst }
        })
    }

    /// Whether so many managers are enough.
    pub fn state(&self, managers: &Exact) -> CapacityState {
        match () {
            () if *managers >= self.worst => CapacityState::Comfortable,
            () if *managers >= self.best => CapacityState::Stretched,
            () => CapacityState::OverCapacity,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::exact::{exact_text, shown};
    use crate::program::settings::Settings;
    use proptest::prelude::*;

    fn counts(of: [u64; 5]) -> SegmentCounts {
        BySegment::of(|segment| of[segment as usize])
    }

    #[test]
    fn the_roster_of_the_document_stretches_one_manager() {
        let load = CapacityLoad::of(&counts([1, 12, 4, 6, 0]), &PerManager::default());
        assert_eq!((shown(&load.best, 2), exact_text(&load.worst)), ("0.72".to_owned(), "179/150".to_owned()));
        assert_eq!(load.state(&whole(1)), CapacityState::Stretched);
        assert_eq!(load.state(&load.worst), CapacityState::Comfortable);
        assert_eq!(load.state(&Exact::new(71.into(), 100.into())), CapacityState::OverCapacity);
    }

    #[test]
    fn the_defaults_are_those_of_the_register() {
        let policy = crate::analysis::policy::Policy::of(&Settings::default());
        assert_eq!(PerManager::chosen(&policy.capacity), PerManager::default());
    }

    proptest! {
        #[test]
        fn more_partners_never_need_fewer_managers(of in prop::array::uniform5(0_u64..1_000), segment in 0_usize..5) {
            let before = CapacityLoad::of(&counts(of), &PerManager::default());
            let mut more = of;
            more[segment] += 1;
            let after = CapacityLoad::of(&counts(more), &PerManager::default());
            prop_assert!(after.best > before.best && after.middle > before.middle && after.worst > before.worst);
            prop_assert!(before.best <= before.middle && before.middle <= before.worst);
        }
    }
}
