//! One tier proved for one partner: the tree with every value, and the cheapest way where it does not hold.

use super::form::{Explanation, Line};
use super::path::Subject;
use crate::analysis::criteria_words::amount;
use crate::analysis::designation::path::Way;
use crate::analysis::tier_proof::{ProofNode, in_unit, verdict};
use crate::program::choice::Choice;
use crate::program::money::Money;

impl Subject<'_> {
    /// The proof of one tier, `partner/acme/tier/gold`.
    pub(super) fn tier_proved(&self, tier: &str) -> Option<Explanation> {
        let id = self.derived.context().program.tiers.find(tier)?.id.clone();
        let proof = self.derived.tier_proof(&self.partner.id, &id)?;
        let title = format!("{} for {}", proof.name, self.partner.name);
        let mut explanation = Explanation::new("R-09", title, verdict(proof.holds)).says(if proof.keeps {
            "The partner has the tier: asked is what keeps it."
        } else {
            "The partner does not have the tier: asked is what enters it."
        });
        explanation.inputs = vec![self.agreement()];
        explanation.thresholds = proof.nodes.iter().map(|node| self.node(node)).collect();
        if !proof.holds.is_yes() {
            match &proof.way {
                Some(way) if !way.steps.is_empty() => explanation.steps = self.way_lines(way, &proof.name),
                Some(_) => {}
                None => explanation
                    .steps
                    .push(Line::new("Cheapest way", "unknown").with_note("a fact is missing, or more does not help")),
            }
        }
        explanation.settings = self.settings(["tier.metric", "tier.referral_rule"]);
        explanation.settings.extend(self.cost_settings());
        explanation.tree = proof.nodes;
        explanation.proofs = vec![proof.line];
        Some(explanation)
    }

    fn node(&self, node: &ProofNode) -> Line {
        let currency = self.derived.currency();
        let label = format!("{}{}", "  ".repeat(node.depth), node.words);
        let Some(leaf) = &node.leaf else { return Line::new(label, verdict(node.holds)) };
        if leaf.metric.is_yes_no() {
            return Line::new(label, verdict(node.holds));
        }
        let actual = leaf.actual.map_or_else(|| "unknown".to_owned(), |value| amount(value, &leaf.metric, currency));
        let room = leaf.headroom_told(currency).map_or_else(String::new, |room| format!(", {room}"));
        let threshold = in_unit(leaf.threshold, &leaf.metric, currency);
        Line::new(label, actual).with_note(format!("{} {threshold}: {}{room}", leaf.op.label(), verdict(node.holds)))
    }

    /// The way in short and exactly, what it costs, and what it is in deals.
    pub(super) fn way_lines(&self, way: &Way, name: &str) -> Vec<Line> {
        let currency = self.derived.currency();
        if way.steps.is_empty() {
            return Vec::new();
        }
        let cost = Money::rounded(way.cost, 2).map_or_else(|| "unknown".to_owned(), |cost| currency.told(cost));
        let note = format!("{}, costs {cost}", way.told(currency));
        let mut lines = vec![Line::new("Cheapest way", way.short(currency)).with_note(note)];
        if let Some(deals) = self.derived.deals_to(&self.partner.id, way, name) {
            let average = self.derived.average_deal(&self.partner.id);
            let note = average.map(|average| {
                format!("deals of {} on average", currency.told(crate::analysis::exact::to_money(&average)))
            });
            lines.push(Line::new("In deals", deals).with_note(note.unwrap_or_default()));
        }
        lines
    }

    pub(super) fn cost_settings(&self) -> Vec<Line> {
        self.settings([
            "tier.cost_revenue",
            "tier.cost_deal",
            "tier.cost_referral",
            "tier.cost_person",
            "tier.cost_training",
            "tier.cost_item",
            "tier.cost_point",
            "tier.cost_other",
        ])
    }
}
