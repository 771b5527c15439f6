//! Red flags that nothing takes away (SEL-08 to SEL-13).

use crate::analysis::advisor::report::Report;
use crate::analysis::advisor::scene::PartnerScene;
use crate::analysis::blank::is_blank;
use crate::analysis::findings::{Finding, FindingSeverity};
use crate::program::scoring::{RedFlag, RedFlagKind};

/// The rule of a flag: its code, what follows from the flag, what to do.
fn rule_of(kind: RedFlagKind) -> (&'static str, &'static str, &'static str) {
    match kind {
        RedFlagKind::NoPartnerTeam => {
            ("SEL-08", "nobody there works on partnerships, so this one will come last", "wait until they have people")
        }
        RedFlagKind::CompetitiveOverlap => (
            "SEL-09",
            "offers compete and no swim lanes are noted",
            "agree who sells what to whom and note it on the flag",
        ),
        RedFlagKind::PoorReviews => (
            "SEL-10",
            "its customers are unhappy, and that reflects on us",
            "keep our brand out of it until that changes",
        ),
        RedFlagKind::FinancialInstability => {
            ("SEL-11", "its finances are unsound, it may not last", "watch it, or wait")
        }
        RedFlagKind::MisalignedIncentives => {
            ("SEL-12", "its people are paid for something else, so the goals will part", "change the terms")
        }
        RedFlagKind::OneWayInterest => {
            ("SEL-13", "only we want it, so all the work will be ours", "find what they gain, or drop it")
        }
    }
}

fn stands(flag: &RedFlag) -> bool {
    let noted = flag.kind == RedFlagKind::CompetitiveOverlap && !is_blank(flag.note.as_deref());
    !flag.mitigated && !noted
}

/// SEL-08 to SEL-13: no red flag stands.
pub(super) fn look_at(scene: &PartnerScene<'_>, report: &mut Report) {
    for flag in scene.scene.derived.red_flags_of(&scene.partner.id).iter().filter(|flag| stands(flag)) {
        let (code, what, fix) = rule_of(flag.kind);
        let overlap = flag.kind == RedFlagKind::CompetitiveOverlap;
        let severity = if overlap { FindingSeverity::Error } else { FindingSeverity::Warning };
        let finding =
            Finding::new(code, severity, format!("red_flag/{}", flag.id), format!("{}: {what}", scene.name()));
        let field = if overlap { "note" } else { "mitigated" };
        report.find(finding.fix(fix).field(field).evidence([format!("partner/{}", scene.partner.id)]));
    }
}
