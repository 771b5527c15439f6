//! A partner's own page: the tier, the proof of it, what is missing for the next, when it is reviewed.

use super::document::Document;
use super::qbr::Audience;
use crate::analysis::criteria_words::{AGREEMENT, criterion};
use crate::analysis::derived::Derived;
use crate::analysis::tier_review::ReviewState;
use crate::program::Program;
use crate::program::choice::Choice;
use crate::program::partner::Partner;

/// The page of one partner; nothing for a partner that is not derived.
pub fn standing(program: &Program, derived: &Derived, partner: &Partner, audience: Audience) -> Option<Document> {
    let found = derived.tier_standing(&partner.id)?;
    let measures = derived.partner(&partner.id)?;
    let currency = program.profile.currency;
    let mut doc = Document::titled(format!("{}: standing in {}", partner.name, program.profile.name));
    doc.say(format!("As of {}. Money in {currency}.", derived.as_of()));
    let current = found.current.clone().unwrap_or_else(|| "no tier yet".to_owned());
    let mut facts: Vec<(&str, super::cell::Cell)> = vec![("Tier", current.into())];
    facts.push(("Since", partner.tier_since.into()));
    if let Some(next) = &found.next {
        facts.push(("Next tier", next.clone().into()));
        facts.push(("On the way", found.display.clone().into()));
    }
    doc.facts(facts);
    let ladder = derived.ladders().for_type(partner.r#type)?;
    doc.section("Tiers");
    for step in &ladder.tiers {
        let asks = criterion(&step.criteria, currency);
        let asks = if asks == "nothing" { AGREEMENT.to_owned() } else { asks };
        doc.part(step.name.clone()).say(format!("Asks for {asks}."));
        let leaves = derived.criteria_of(&partner.id, &step.criteria);
        let line = |leaf: &crate::analysis::criteria::LeafReport| {
            let state = leaf.holds.known().map_or("not known", |holds| if holds { "met" } else { "not met" });
            format!("{}: {state}", leaf.told(currency))
        };
        doc.list(leaves.iter().map(line).collect());
    }
    doc.section("What is missing");
    let mut missing: Vec<String> = Vec::new();
    if !measures.tier.agreement_in_force.is_yes() {
        missing.push(AGREEMENT.to_owned());
    }
    for (gap, deals) in found.gaps.iter().zip(&found.deals_needed) {
        let more = deals.map_or_else(String::new, |deals| match deals {
            1 => ": 1 more deal of the usual size".to_owned(),
            deals => format!(": {deals} more deals of the usual size"),
        });
        missing.push(format!("{}{more}", gap.told(currency)));
    }
    match (missing.is_empty(), &found.next) {
        (true, Some(next)) => doc.say(format!("Nothing: {next} can be granted.")),
        (true, None) => doc.say("Nothing: this is the highest tier."),
        (false, _) => doc.list(missing),
    };
    review(&mut doc, derived, partner);
    if audience == Audience::Internal
        && let Some(inner) = &partner.tier_override
    {
        let approver = inner.approver.as_ref().and_then(|id| program.team.get(id));
        let by = approver.map_or("nobody", |who| who.name.as_str());
        doc.section("Exception, for us only")
            .say(format!("From {} until {}, approved by {by}: {}", inner.from, inner.until, inner.reason));
    }
    Some(doc)
}

fn review(doc: &mut Document, derived: &Derived, partner: &Partner) {
    let Some(review) = derived.tier_review(&partner.id) else { return };
    doc.section("Review");
    let mut lines = Vec::new();
    if let (ReviewState::Grace, Some(end)) = (review.state, review.grace_end) {
        lines.push(format!("In grace until {end}: meeting the tier once before then keeps it."));
        let policy = &derived.policy().tier;
        if let Some(notices) = review.notices(policy.first_notice_days, policy.last_notice_days) {
            let days: Vec<String> = notices.iter().map(ToString::to_string).collect();
            lines.push(format!("Notices: {}.", days.join(", ")));
        }
    } else {
        lines.push(format!("{}.", review.state.label()));
    }
    if let Some(next) = review.next_reviews.first() {
        lines.push(format!("Next review on {next}."));
    }
    doc.list(lines);
}
