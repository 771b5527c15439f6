//! What a run over past quarters says of a ladder: who flaps, who was up for one quarter only, how the tiers filled.

use jiff::civil::Date;

use crate::program::choice::choice;
use crate::program::id::Id;
use crate::program::partner::Partner;
use crate::program::period::Quarter;
use crate::program::tier::{Tier, TierTrack};

/// Changes of direction from which a partner flaps.
const FLAPS: usize = 2;
/// Quarters within which a partner who was up once is back.
const BACK_WITHIN: usize = 2;

/// What a partner qualified for on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// The rank on its ladder; none: no tier.
    pub qualified: Option<usize>,
    /// Whether that is certain: with missing data the rank may be higher.
    pub certain: bool,
}

/// What a partner qualified for, quarter by quarter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trajectory {
    /// Who.
    pub partner: Id<Partner>,
    /// Its ladder.
    pub track: Option<Id<TierTrack>>,
    /// Oldest quarter first.
    pub standings: Vec<Standing>,
    /// The tiers of those standings.
    pub tiers: Vec<Option<Id<Tier>>>,
}

choice! {
    /// How a trajectory runs.
    pub enum Course {
        Absent = "absent" => "No tier",
        Steady = "steady" => "Steady",
        Rising = "rising" => "Rising",
        Falling = "falling" => "Falling",
        Turning = "turning" => "Turned once",
        Tourist = "tourist" => "One spike",
        Flapping = "flapping" => "Flapping",
    }
}

/// A ladder over some quarters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backtest {
    /// The quarters, oldest first.
    pub quarters: Vec<Quarter>,
    /// Their last days, on which the ladder is tested.
    pub days: Vec<Date>,
    /// Every partner on a ladder, in the order of their identifiers.
    pub trajectories: Vec<Trajectory>,
}

/// How a tier was filled, quarter by quarter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TierShare {
    /// Which; none: no tier.
    pub tier: Option<Id<Tier>>,
    /// Partners in each quarter.
    pub partners: Vec<usize>,
}

impl Trajectory {
    fn levels(&self) -> Vec<i32> {
        let level = |rank: usize| i32::try_from(rank).unwrap_or(i32::MAX);
        self.standings.iter().map(|standing| standing.qualified.map_or(-1, level)).collect()
    }

    /// How often the direction changed: up and then down is one change, whatever lies between.
    pub fn turns(&self) -> usize {
        turns(&self.levels())
    }

    /// How it runs: flapping from two changes of direction, one spike when it was up and back within two quarters.
    pub fn course(&self) -> Course {
        course(&self.levels())
    }

    /// How many quarters rest on missing data.
    pub fn uncertain(&self) -> usize {
        self.standings.iter().filter(|standing| !standing.certain).count()
    }
}

fn turns(levels: &[i32]) -> usize {
    let steps: Vec<bool> = levels.windows(2).filter(|pair| pair[0] != pair[1]).map(|pair| pair[1] > pair[0]).collect();
    steps.windows(2).filter(|pair| pair[0] != pair[1]).count()
}

fn course(levels: &[i32]) -> Course {
    let turns = turns(levels);
    let (first, last) = (levels.first().copied().unwrap_or(-1), levels.last().copied().unwrap_or(-1));
    match () {
        () if levels.iter().all(|level| *level < 0) => Course::Absent,
        () if turns >= FLAPS => Course::Flapping,
        () if spike(levels) => Course::Tourist,
        () if turns > 0 => Course::Turning,
        () if last > first => Course::Rising,
        () if last < first => Course::Falling,
        () => Course::Steady,
    }
}

/// A rise after which the partner is back at or below where it was within two quarters.
fn spike(levels: &[i32]) -> bool {
    let at = |place: usize| levels.get(place).copied();
    (1..levels.len()).any(|place| {
        let (Some(before), Some(up)) = (at(place - 1), at(place)) else { return false };
        up > before && (1..=BACK_WITHIN).any(|later| at(place + later).is_some_and(|level| level <= before))
    })
}

impl Backtest {
    /// The trajectory of a partner.
    pub fn of(&self, partner: &Id<Partner>) -> Option<&Trajectory> {
        let place = self.trajectories.binary_search_by(|found| found.partner.cmp(partner)).ok()?;
        self.trajectories.get(place)
    }

    /// Partners whose trajectory runs so.
    pub fn running(&self, course: Course) -> impl Iterator<Item = &Trajectory> {
        self.trajectories.iter().filter(move |found| found.course() == course)
    }

    /// How the tiers were filled, in the order given, and how many partners had none.
    pub fn shares(&self, tiers: &[Id<Tier>]) -> Vec<TierShare> {
        let of = |wanted: Option<&Id<Tier>>| TierShare {
            tier: wanted.cloned(),
            partners: (0..self.quarters.len())
                .map(|place| {
                    let there = |found: &&Trajectory| found.tiers.get(place).and_then(Option::as_ref) == wanted;
                    self.trajectories.iter().filter(there).count()
                })
                .collect(),
        };
        tiers.iter().map(Some).chain([None]).map(of).collect()
    }

    /// Moves from one quarter to the next, all partners together: up and down.
    pub fn moves(&self) -> (usize, usize) {
        self.trajectories.iter().fold((0, 0), |(up, down), found| {
            let levels = found.levels();
            let rises = levels.windows(2).filter(|pair| pair[1] > pair[0]).count();
            let falls = levels.windows(2).filter(|pair| pair[1] < pair[0]).count();
            (up + rises, down + falls)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn courses_are_told_apart() {
        for (levels, expected) in [
            (&[-1, -1, -1][..], Course::Absent),
            (&[1, 1, 1, 1], Course::Steady),
            (&[-1, 0, 0, 1], Course::Rising),
            (&[2, 2, 1, 0], Course::Falling),
            (&[0, 1, 0, 0], Course::Tourist),
            (&[0, 1, 1, 0], Course::Tourist),
            (&[0, 2, 1, 0], Course::Tourist),
            (&[0, 1, 1, 1, 0], Course::Turning),
            (&[2, 1, 1, 2], Course::Turning),
            (&[0, 1, 0, 1], Course::Flapping),
            (&[1, 0, 1, 0, 1], Course::Flapping),
            (&[], Course::Absent),
        ] {
            assert_eq!(course(levels), expected, "{levels:?}");
        }
    }
}
