//! Who stands where on a ladder: members of each tier, who may move up to it, who falls short, who is near.

use std::collections::BTreeMap;

use crate::analysis::derived::Derived;
use crate::program::Program;
use crate::program::id::Id;
use crate::program::partner::Partner;
use crate::program::tier::{Tier, TierTrack};

/// The percentage from which a partner is near a tier.
pub(super) const NEAR: u8 = 70;

/// Why a partner stands in the list of a tier; the order of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    /// Has the tier below and is at least 70% of the way.
    Near,
    /// Qualifies for this tier and has a lower one or none: granting it is proposed.
    Rises,
    /// Has this tier and certainly does not qualify for it.
    Short,
    /// Has this tier.
    Holds,
}

impl Standing {
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Rises => "may move up",
            Self::Short => "falls short",
            Self::Holds => "member",
            Self::Near => "near",
        }
    }
}

/// A line in the list of a tier.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Person {
    pub(super) partner: Id<Partner>,
    pub(super) standing: Standing,
}

/// The people of one tier.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct TierPeople {
    pub(super) people: Vec<Person>,
    pub(super) members: usize,
    pub(super) qualified: usize,
    pub(super) rising: usize,
    pub(super) short: usize,
    pub(super) near: usize,
}

impl TierPeople {
    fn add(&mut self, partner: &Id<Partner>, standing: Standing) {
        match standing {
            Standing::Rises => self.rising += 1,
            Standing::Short => (self.short, self.members) = (self.short + 1, self.members + 1),
            Standing::Holds => self.members += 1,
            Standing::Near => self.near += 1,
        }
        self.people.push(Person { partner: partner.clone(), standing });
    }
}

/// Everyone on the ladder of a track, by tier.
pub(super) fn on_ladder(
    program: &Program,
    derived: &Derived,
    track: Option<&Id<TierTrack>>,
) -> BTreeMap<Id<Tier>, TierPeople> {
    let mut found: BTreeMap<Id<Tier>, TierPeople> = BTreeMap::new();
    for measures in derived.partners() {
        let Some(partner) = program.partners.get(&measures.partner) else { continue };
        let ladder = derived.ladders().for_type(partner.r#type);
        if ladder.is_none_or(|ladder| ladder.track.as_ref() != track) {
            continue;
        }
        let tier = &measures.tier;
        if let Some(qualified) = &tier.qualified {
            let people = found.entry(qualified.clone()).or_default();
            people.qualified += 1;
            if tier.may_rise() {
                people.add(&partner.id, Standing::Rises);
            }
        }
        if let Some(effective) = &tier.effective {
            let standing = if tier.falls_short() { Standing::Short } else { Standing::Holds };
            found.entry(effective.clone()).or_default().add(&partner.id, standing);
        }
        let percent = tier.progress.map_or(0, |progress| progress.percent().0);
        if let Some(next) = tier.next.as_ref().filter(|_| percent >= NEAR && !tier.may_rise()) {
            found.entry(next.clone()).or_default().add(&partner.id, Standing::Near);
        }
    }
    for people in found.values_mut() {
        let name = |person: &Person| program.partners.get(&person.partner).map(|partner| partner.name.to_lowercase());
        let left = |person: &Person| {
            let progress = derived.partner(&person.partner).and_then(|measures| measures.tier.progress);
            progress.filter(|_| person.standing == Standing::Near).map(|progress| 100 - progress.percent().0.min(100))
        };
        people.people.sort_by_cached_key(|person| (person.standing, left(person), name(person)));
    }
    found
}
