//! What the partners say of the ladder: a tier that nobody is near, an empty or a crowded top (TIER-15, TIER-27, TIER-28).

use super::rules::Under;
use crate::analysis::derived::PartnerMeasures;
use crate::analysis::exact::{Fraction, fraction_shown};
use crate::analysis::findings::{Finding, FindingSeverity};
use crate::program::rate::Percent;

/// Signed partners from which the members of a ladder say something.
const ENOUGH: usize = 5;
/// The top is crowded when more than this share of the partners on the ladder qualifies for it, percent.
const CROWDED: usize = 25;

pub(super) fn check(under: &mut Under<'_>) {
    let derived = under.derived;
    let signed: Vec<&PartnerMeasures> = under
        .program
        .partners
        .iter()
        .filter(|partner| {
            derived.ladders().for_type(partner.r#type).is_some_and(|ladder| ladder.track == under.ladder.track)
        })
        .filter_map(|partner| derived.partner(&partner.id))
        .filter(|measures| measures.tier.agreement_in_force.is_yes())
        .collect();
    if signed.len() < ENOUGH || under.steps.len() < 2 {
        return;
    }
    far(under, &signed);
    top(under, &signed);
}

/// A tier for which nobody qualifies and to which nobody is far enough on the way.
fn far(under: &mut Under<'_>, signed: &[&PartnerMeasures]) {
    let derived = under.derived;
    let least = Fraction::new(derived.policy().tier.out_of_reach_progress.units(), Percent::WHOLE);
    for step in under.steps.clone().iter().skip(1) {
        let far = signed.iter().map(|measures| {
            let progress = derived.progress_to(&measures.partner, &step.tested.criteria);
            (progress.map_or(Fraction::from_integer(0), |progress| progress.high), measures)
        });
        let Some((best, nearest)) = far.max_by_key(|(progress, _)| *progress) else { continue };
        if best >= least {
            continue;
        }
        let percent = fraction_shown(&(best * Fraction::from_integer(100)), 0);
        let message = format!(
            "{} is out of reach for all {} signed partners: the nearest is at {percent}%",
            step.name(),
            signed.len()
        );
        let finding = Finding::new("TIER-15", FindingSeverity::Info, step.subject(), message);
        under.report(
            finding.evidence([format!("partner/{}: {percent}%", nearest.partner)]).fix("lower a threshold, or say why"),
        );
    }
}

fn top(under: &mut Under<'_>, signed: &[&PartnerMeasures]) {
    let Some(top) = under.steps.last().copied() else { return };
    let there: Vec<&&PartnerMeasures> =
        signed.iter().filter(|measures| measures.tier.qualified.as_ref() == Some(&top.tier.id)).collect();
    let (count, all) = (there.len(), signed.len());
    if count == 0 {
        let message = format!("none of {all} signed partners qualifies for {}", top.name());
        let finding = Finding::new("TIER-27", FindingSeverity::Info, top.subject(), message);
        under.report(finding.fix("lower a threshold, or keep it as a goal"));
    } else if count * 100 > all * CROWDED {
        let message = format!(
            "{count} of {all} signed partners ({}%) qualify for {}: the top is crowded",
            count * 100 / all,
            top.name()
        );
        let finding = Finding::new("TIER-28", FindingSeverity::Warning, top.subject(), message);
        let named = there.iter().take(10).map(|measures| format!("partner/{}", measures.partner));
        under.report(finding.evidence(named).fix("raise its thresholds, or add a tier above"));
    }
}
