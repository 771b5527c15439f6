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

/// The tier one step above or below the granted one; `Some(None)` is no tier, `None` the end of the ladder.
pub(super) fn step<'a>(program: &'a Program, partner: &Partner, up: bool) -> Option<Option<&'a Tier>> {
    let tiers = tiers(program, partner);
    let at = partner.granted_tier.as_ref().and_then(|id| tiers.iter().position(|tier| tier.id == *id));
    match (at, up) {
        (None, true) => tiers.first().copied().map(Some),
        (None, false) => partner.granted_tier.is_some().then_some(None),
        (Some(at), true) => tiers.get(at + 1).copied().map(Some),
        (Some(0), false) => Some(None),
        (Some(at), false) => tiers.get(at - 1).copied().map(Some),
    }
}
