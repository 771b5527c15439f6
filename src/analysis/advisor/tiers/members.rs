//! Partners that their tier does not fit (TIER-09, 13).

use crate::analysis::advisor::report::Report;
use crate::analysis::advisor::scene::PartnerScene;
use crate::analysis::exact::Fraction;
use crate::analysis::findings::{Finding, FindingSeverity};
use crate::analysis::matrix::Quadrant;
use crate::analysis::tier_review::ReviewState;

/// Strategic value from which a tier that is too low is worth a thought.
const VALUE: i128 = 50;
/// The rank of Gold, from the base.
const GOLD: usize = 2;

pub(super) fn look(at: &PartnerScene<'_>, report: &mut Report) {
    fits(at, report);
    grace(at, report);
}

/// TIER-09: valuable and selling, and below Gold.
fn fits(at: &PartnerScene<'_>, report: &mut Report) {
    let Some(value) = at.measures.strategic_value() else { return };
    let high = matches!(at.measures.placement.quadrant, Some(Quadrant::StrategicAlliances));
    let low = at.measures.tier.effective_rank.is_some_and(|rank| rank < GOLD);
    let noted = at.partner.tier_override.is_some();
    if at.signed() && high && low && !noted && value >= Fraction::from_integer(VALUE) {
        let message = format!("{} is worth much and sells much, and stands below Gold", at.name());
        let finding = Finding::new("TIER-09", FindingSeverity::Info, at.subject(), message).field("tier_override");
        report.find(finding.fix("consider an override, with a reason and an end"));
    }
}

/// TIER-13: the grace is over, and the tier is granted still.
fn grace(at: &PartnerScene<'_>, report: &mut Report) {
    if at.partner.granted_tier.is_none() || at.partner.tier_override.is_some() {
        return;
    }
    let Some(review) = at.scene.derived.tier_review(&at.partner.id) else { return };
    let ladder = at.scene.derived.ladders().for_type(at.partner.r#type);
    let Some(due) = ladder.and_then(|ladder| ladder.tiers.get(review.tier)).map(|tier| &tier.id) else { return };
    if review.state != ReviewState::Downgraded || at.partner.granted_tier.as_ref() == Some(due) {
        return;
    }
    let name = at.scene.program.tiers.get(due).map_or(due.as_str(), |tier| tier.name.as_str());
    let message = format!("{} should be {name} since {}", at.name(), review.since);
    let finding = Finding::new("TIER-13", FindingSeverity::Error, at.subject(), message).field("granted_tier");
    report.find(
        finding
            .fix("grant the tier that is due, or record an exception")
            .mend(format!("grant-tier {} {due}", at.partner.id)),
    );
}
