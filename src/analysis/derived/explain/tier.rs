//! Where a partner's tier comes from, and what the next one still asks for.

use super::path::{Explanation, Line, Subject};
use crate::analysis::criteria_words::{AGREEMENT, amount, measured};
use crate::analysis::truth::Truth;
use crate::program::choice::Choice;

impl Subject<'_> {
    pub(super) fn tier(&self) -> Explanation {
        let tier = &self.measures.tier;
        let standing = self.derived.tier_standing(&self.partner.id);
        let proof = standing.as_ref().map_or_else(|| "No tier".to_owned(), |standing| standing.told.clone());
        let mut explanation = Explanation::new("R-09", format!("Tier of {}", self.partner.name), proof);
        let (ladders, currency) = (self.derived.ladders(), self.derived.currency());
        let name = |id: Option<&crate::program::id::Id<crate::program::tier::Tier>>| {
            let found = id.and_then(|id| ladders.find(id)).and_then(|(ladder, rank)| ladder.tiers.get(rank));
            found.map_or_else(|| "none".to_owned(), |tier| tier.name.clone())
        };
        let agreement = match tier.agreement_in_force {
            Truth::Yes => "yes",
            Truth::No => "no",
            Truth::Unknown => "unknown",
        };
        explanation.inputs = vec![
            Line::new("Tier in force", name(tier.effective.as_ref())).with_note(tier.source.label()),
            Line::new("Qualifies for", name(tier.qualified.as_ref())),
            Line::new("Agreement in force", agreement),
        ];
        let ladder = ladders.for_type(self.partner.r#type);
        for step in ladder.into_iter().flat_map(|ladder| &ladder.tiers) {
            for leaf in self.derived.criteria_of(&self.measures.partner, &step.criteria) {
                let told = |value| amount(value, &leaf.metric, currency);
                let actual = leaf.actual.map_or_else(|| "unknown".to_owned(), told);
                let label = format!("{}: {}", step.name, measured(&leaf.metric, leaf.window));
                let note = format!("{} {}", leaf.op.label(), told(leaf.threshold));
                explanation.thresholds.push(Line::new(label, actual).with_note(note));
            }
        }
        if let Some(standing) = standing {
            let next = standing.next.unwrap_or_default();
            if standing.agreement.is_no() {
                explanation.changes.push(format!("{next}: {AGREEMENT}"));
            }
            for (gap, deals) in standing.gaps.iter().zip(&standing.deals_needed) {
                let missing = gap.missing.map(|missing| {
                    format!("{} more {}", amount(missing, &gap.leaf.metric, currency), gap.leaf.metric.label())
                });
                let missing = missing.unwrap_or_else(|| gap.told(currency));
                let deals = deals.map(|deals| format!(" (about {deals} more deals)")).unwrap_or_default();
                explanation.changes.push(format!("{next}: {missing}{deals}"));
            }
        }
        explanation.settings = vec![self.setting("tier.metric"), self.setting("tier.referral_rule")];
        explanation
    }
}
