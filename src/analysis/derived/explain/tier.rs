//! Where a partner's tier comes from, and what the next one still asks for.

use super::form::{Explanation, Line};
use super::path::Subject;
use crate::analysis::criteria_words::{AGREEMENT, amount, measured};
use crate::analysis::derived::TierStanding;
use crate::analysis::effective_tier::TierSource;
use crate::analysis::policy::ProgressMode;
use crate::analysis::truth::Truth;
use crate::program::Kind;
use crate::program::choice::Choice;
use crate::program::id::Id;
use crate::program::tier::Tier;

impl Subject<'_> {
    pub(super) fn tier(&self) -> Explanation {
        let standing = self.derived.tier_standing(&self.partner.id);
        let proof = standing.as_ref().map_or_else(|| "No tier".to_owned(), |standing| standing.told.clone());
        let mut explanation = Explanation::new("R-09", format!("Tier of {}", self.partner.name), proof)
            .says("The tier in force is granted; it qualifies for the highest whose criteria hold under an agreement.");
        explanation.inputs = vec![self.tier_in_force(), self.agreement()];
        explanation.inputs.extend(self.metrics());
        self.ladder(&mut explanation);
        if let Some(standing) = standing {
            self.gaps(&standing, &mut explanation);
        }
        explanation.settings = self.settings([
            "tier.metric",
            "tier.referral_rule",
            "tier.override_allowed",
            "tier.progress_mode",
            "reported.feeds_revenue",
        ]);
        explanation.settings.extend(self.cost_settings());
        explanation
    }

    pub(super) fn tier_name(&self, id: Option<&Id<Tier>>) -> String {
        let ladders = self.derived.ladders();
        let found = id.and_then(|id| ladders.find(id)).and_then(|(ladder, rank)| ladder.tiers.get(rank));
        found.map_or_else(|| "none".to_owned(), |tier| tier.name.clone())
    }

    pub(super) fn tier_in_force(&self) -> Line {
        let tier = &self.measures.tier;
        let granted = || self.tier_name(self.partner.granted_tier.as_ref());
        let line = Line::new("Tier in force", self.tier_name(tier.effective.as_ref()))
            .from(Kind::Partner, [self.partner.id.as_str()]);
        match (&self.partner.tier_override, tier.source) {
            (Some(set), TierSource::Override) => {
                let granted = granted();
                line.with_note(format!(
                    "override from {} until {}, {}; granted is {granted}",
                    set.from, set.until, set.reason
                ))
            }
            (Some(set), TierSource::Provisional) => line.with_note(format!(
                "provisional from {} until {}, {}; granted is {}",
                set.from,
                set.until,
                set.reason,
                granted()
            )),
            (_, TierSource::Landed) => line.with_note(format!(
                "{} was granted on {} and is no longer valid",
                granted(),
                self.partner.tier_since.map_or_else(String::new, |since| since.to_string())
            )),
            _ => match self.partner.tier_since {
                Some(since) => line.with_note(format!("granted, since {since}")),
                None => line.with_note("granted"),
            },
        }
    }

    pub(super) fn agreement(&self) -> Line {
        let word = match self.measures.tier.agreement_in_force {
            Truth::Yes => "yes",
            Truth::No => "no",
            Truth::Unknown => "unknown",
        };
        let line = Line::new("Agreement in force", word);
        let agreements = self.derived.context().index.agreements.of(&self.partner.id);
        if !agreements.is_empty() {
            let told: Vec<String> = agreements
                .iter()
                .map(|found| match found.end {
                    Some(end) => format!("from {} to before {end}", found.start),
                    None => format!("from {}, open", found.start),
                })
                .collect();
            return line
                .with_note(told.join("; "))
                .from(Kind::Agreement, agreements.iter().map(|found| found.id.as_str()));
        }
        let note = match self.partner.signed_on {
            Some(signed) => format!("no agreement on record; signed {signed}, stage {}", self.partner.stage.label()),
            None => format!("no agreement and no signature on record, stage {}", self.partner.stage.label()),
        };
        line.with_note(note).from(Kind::Partner, [self.partner.id.as_str()])
    }

    /// Every comparison of the ladder with the partner's value, and which tier it comes to.
    fn ladder(&self, explanation: &mut Explanation) {
        let currency = self.derived.currency();
        let ladder = self.derived.ladders().for_type(self.partner.r#type);
        for step in ladder.into_iter().flat_map(|ladder| &ladder.tiers) {
            for leaf in self.derived.criteria_of(&self.measures.partner, &step.criteria) {
                let told = |value| amount(value, &leaf.metric, currency);
                let actual = leaf.actual.map_or_else(|| "unknown".to_owned(), told);
                let label = format!("{}: {}", step.name, measured(&leaf.metric, leaf.window));
                let holds = match leaf.holds {
                    Truth::Yes => "holds",
                    Truth::No => "does not hold",
                    Truth::Unknown => "unknown",
                };
                let room = leaf.headroom_told(currency).map_or_else(String::new, |room| format!(", {room}"));
                let note = format!("{} {}: {holds}{room}", leaf.op.label(), told(leaf.threshold));
                explanation.thresholds.push(Line::new(label, actual).with_note(note));
            }
        }
        let tier = &self.measures.tier;
        let qualified = self.tier_name(tier.qualified.as_ref());
        explanation
            .steps
            .push(Line::new("Qualifies for", qualified).with_note("the highest tier that certainly holds"));
        let verdict = if tier.may_rise() {
            "may move up"
        } else if tier.falls_short() {
            "falls short"
        } else {
            "stays"
        };
        explanation.steps.push(Line::new("Against the tier in force", verdict));
        if let Some(next) = &tier.next {
            let progress = tier
                .progress
                .as_ref()
                .map_or_else(|| "unknown".to_owned(), crate::analysis::tier_progress::Progress::display);
            let name = self.tier_name(Some(next));
            explanation
                .steps
                .push(Line::new("Progress", format!("{progress} to {name}")).with_note(self.progress_rule()));
        }
        if let (Some(next), Some(way)) = (&tier.next, self.derived.way_to_next(&self.partner.id)) {
            explanation.steps.extend(self.way_lines(&way, &self.tier_name(Some(next))));
        }
        if let Some(ends) = self.ends() {
            explanation.steps.push(ends);
        }
        let proofs = self.derived.tier_proofs(&self.partner.id).into_iter();
        explanation.proofs = proofs.map(|proof| proof.line).collect();
    }

    /// How the shares of the single criteria become one.
    fn progress_rule(&self) -> &'static str {
        match self.derived.policy().tier.progress_mode {
            ProgressMode::FromZero => {
                "each figure as a share of its threshold; with \"and\" the smallest counts, with \"or\" the largest; rounded down"
            }
            ProgressMode::FromCurrent => {
                "each figure as a share of the way from the threshold of the tier in force to the next; with \"and\" the \
                 smallest counts, with \"or\" the largest; rounded down"
            }
        }
    }

    fn gaps(&self, standing: &TierStanding, explanation: &mut Explanation) {
        let currency = self.derived.currency();
        let next = standing.next.clone().unwrap_or_default();
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
}
