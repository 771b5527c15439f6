//! Ladders without gaps, criteria that can be asked for, benefits inside their scale.

use std::collections::BTreeMap;

use super::violation::Check;
use crate::program::criterion_check;
use crate::program::id::Id;
use crate::program::money::Money;
use crate::program::partner::PartnerType;
use crate::program::tier::{BenefitKind, Tier, TierTrack};

pub(super) fn check(check: &mut Check<'_>) {
    tracks(check);
    ladders(check);
    schemes(check);
    for tier in check.program.tiers.iter() {
        criteria(check, tier);
        benefits(check, tier);
    }
    for benefit in check.program.benefits.iter() {
        let ok = benefit.kind != BenefitKind::Scale || !benefit.levels.is_empty();
        check.expect(ok, benefit, "scale_without_levels", "levels", "a scale lists its levels");
    }
}

fn tracks(check: &mut Check<'_>) {
    let mut of: Vec<(PartnerType, &Id<TierTrack>)> = Vec::new();
    for track in check.program.tracks.iter() {
        for kind in &track.types {
            if let Some((_, first)) = of.iter().find(|(known, _)| known == kind) {
                let message = format!("{kind} is already on the track {first}");
                check.report(track, "type_on_two_tracks", "types", message);
            } else {
                of.push((*kind, &track.id));
            }
        }
    }
}

fn ladders(check: &mut Check<'_>) {
    let mut ladders: BTreeMap<Option<&Id<TierTrack>>, Vec<&Tier>> = BTreeMap::new();
    for tier in check.program.tiers.iter() {
        ladders.entry(tier.track.as_ref()).or_default().push(tier);
    }
    for mut ladder in ladders.into_values() {
        ladder.sort_by_key(|tier| tier.order);
        for (expected, tier) in (0_u8..).zip(ladder) {
            let message = format!("the tiers of a track are numbered from 0 without gaps; {expected} is expected here");
            check.expect(tier.order == expected, tier, "tier_order", "order", message);
        }
    }
}

fn criteria(check: &mut Check<'_>, tier: &Tier) {
    let empty = tier.criteria.children().is_empty() && !tier.criteria.is_leaf();
    check.expect(
        tier.order == 0 || !empty,
        tier,
        "tier_without_criteria",
        "criteria",
        "only the base tier asks for nothing",
    );
    for (field, criteria) in [("criteria", Some(&tier.criteria)), ("keep", tier.keep.as_ref())] {
        let Some(criteria) = criteria else { continue };
        for fault in criterion_check::faults(criteria) {
            check.report(tier, "criteria_impossible", field, fault.sentence(criteria));
        }
        if let Some(way) = criterion_check::cycle(&tier.id, criteria, check.program) {
            let way: Vec<&str> = way.iter().map(Id::as_str).collect();
            let message =
                format!("a designation cannot ask for itself: {} asks for {}", tier.id, way.join(", which asks for "));
            check.report(tier, "designation_cycle", field, message);
        }
    }
}

fn schemes(check: &mut Check<'_>) {
    for scheme in check.program.point_schemes.iter() {
        for message in criterion_check::scheme_faults(scheme) {
            check.report(scheme, "points_impossible", "categories", message);
        }
    }
}

fn benefits(check: &mut Check<'_>, tier: &Tier) {
    for (id, value) in &tier.benefits {
        let Some(benefit) = check.program.benefits.get(id) else { continue };
        let (ok, expected) = match benefit.kind {
            BenefitKind::Money => (value.parse::<Money>().is_ok(), "an amount of money".to_owned()),
            BenefitKind::YesNo => (value == "yes" || value == "no", "yes or no".to_owned()),
            BenefitKind::Scale => (benefit.levels.contains(value), format!("one of: {}", benefit.levels.join(", "))),
            BenefitKind::Text => (true, String::new()),
        };
        let message = format!("the benefit {id} is {expected}, not {value:?}");
        check.expect(ok, tier, "benefit_outside_its_kind", "benefits", message);
    }
}
