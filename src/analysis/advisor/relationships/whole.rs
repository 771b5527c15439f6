//! The work with partners as a whole (REL-11, 19, 20).

use crate::analysis::advisor::report::Report;
use crate::analysis::advisor::scene::Scene;
use crate::analysis::exact::{of_percent, percent_shown};
use crate::analysis::partner_kpis::Nps;
use crate::program::partner::{PartnerType, Segment, SupportLevel};

/// An NPS below this is worth a thought.
const NPS: i128 = 50;

pub(super) fn look(scene: &Scene<'_>, report: &mut Report) {
    completion(scene, report);
    survey(scene, report);
    alike(scene, report);
}

/// REL-11: reviews that were scheduled and not held.
fn completion(scene: &Scene<'_>, report: &mut Report) {
    let held = scene.derived.program().qbr_completion;
    let target = scene.policy().target.qbr;
    if let Some(rate) = held.rate().filter(|rate| *rate < of_percent(target)) {
        let message = format!(
            "{} of the reviews were held ({} of {}); {target} is the target",
            percent_shown(Some(&rate)),
            held.part,
            held.of
        );
        report.warning("REL-11", "program/program", message, "protect the dates: move other things");
    }
}

/// REL-19: nobody was asked last quarter, or few recommend us.
fn survey(scene: &Scene<'_>, report: &mut Report) {
    if scene.signed() == 0 {
        return;
    }
    let calendar = scene.program.profile.calendar();
    let quarter = calendar.last_completed(scene.as_of());
    let (first, last) = (calendar.first_day(quarter), calendar.last_day(quarter));
    let mut nps = Nps::default();
    for answer in scene.program.nps_responses.iter().filter(|answer| first <= answer.on && answer.on <= last) {
        nps.add(answer.score);
    }
    match nps.score() {
        None => {
            let message = format!("no partner was asked in {quarter} whether it recommends us");
            report.info("REL-19", "program/program", message, "send the survey");
        }
        Some(score) if score < crate::analysis::exact::Fraction::from_integer(NPS) => {
            let message = format!("NPS {} in {quarter}, from {} answers", score.round().to_integer(), nps.responses());
            report.info("REL-19", "program/program", message, "call those who gave 6 or less");
        }
        Some(_) => {}
    }
}

/// REL-20: the best partners get what everybody gets.
fn alike(scene: &Scene<'_>, report: &mut Report) {
    let contact = &scene.policy().contact;
    let same_rhythm = contact.of_segment(Segment::Strategic) == contact.of_segment(Segment::LongTail);
    let level = |wanted: Segment| -> Vec<SupportLevel> {
        let of_type = |one: PartnerType| {
            let profile = scene.program.type_profiles.iter().find(|profile| profile.partner_type == one);
            profile.map(|profile| profile.support_level)
        };
        let partners = scene.derived.partners().filter(|found| found.segment == wanted);
        let types = partners.filter_map(|found| scene.program.partners.get(&found.partner)?.r#type);
        let mut levels: Vec<SupportLevel> = types.filter_map(of_type).collect();
        levels.sort_unstable();
        levels.dedup();
        levels
    };
    if same_rhythm {
        let (best, tail) = (level(Segment::Strategic), level(Segment::LongTail));
        if !best.is_empty() && best == tail {
            let message = "strategic partners and the long tail get the same contact and support";
            report.warning("REL-20", "program/program", message, "give the strategic ones more, the tail a newsletter");
        }
    }
}
