//! The ladder of tiers that a partner climbs, and its next step up or down.

use crate::program::Program;
use crate::program::id::Id;
use crate::program::partner::Partner;
use crate::program::tier::{Tier, TierTrack};

/// The track of a partner's type; `None` is the ladder of all other types.
fn track<'a>(program: &'a Program, partner: &Partner) -> Option<&'a Id<TierTrack>> {
    let kind = partner.r#type?;
    program.tracks.iter().find(|track| track.types.contains(&kind)).map(|track| &track.id)
}

/// The tiers a partner can hold, from the base tier up.
pub(super) fn tiers<'a>(program: &'a Program, partner: &Partner) -> Vec<&'a Tier> {
    let track = track(program, partner);
    let mut tiers: Vec<&Tier> = program.tiers.iter().filter(|tier| tier.track.as_ref() == track).collect();
    tiers.sort_by_key(|tier| tier.order);
    tiers
}

/// Where a step leads.
#[derive(Debug, Clone, Copy)]
pub(super) enum Rung<'a> {
    /// To a tier.
    Tier(&'a Tier),
    /// Off the ladder.
    Ground,
}

impl<'a> Rung<'a> {
    /// The tier, where it is one.
    pub(super) fn tier(self) -> Option<&'a Tier> {
        match self {
            Self::Tier(tier) => Some(tier),
            Self::Ground => None,
        }
    }
}

/// One step above or below the granted tier; nothing at the end of the ladder.
pub(super) fn step<'a>(program: &'a Program, partner: &Partner, up: bool) -> Option<Rung<'a>> {
    let tiers = tiers(program, partner);
    let at = partner.granted_tier.as_ref().and_then(|id| tiers.iter().position(|tier| tier.id == *id));
    let rung = |place: usize| tiers.get(place).copied().map(Rung::Tier);
    match (at, up) {
        (None, true) => rung(0),
        (None, false) => partner.granted_tier.is_some().then_some(Rung::Ground),
        (Some(at), true) => rung(at + 1),
        (Some(0), false) => Some(Rung::Ground),
        (Some(at), false) => rung(at - 1),
    }
}
