//! A partner's own page: the tier, the proof of it, what is missing for the next, when it is reviewed.

use super::document::Document;
use super::qbr::Audience;
use crate::analysis::criteria_words::{AGREEMENT, criterion};
use crate::analysis::derived::{BenefitBy, Derived};
use crate::analysis::effective_tier::TierSource;
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
    if let Some(way) = derived.way_to_next(&partner.id).filter(|way| !way.steps.is_empty())
        && let Some(next) = &found.next
    {
        let deals = derived.deals_to(&partner.id, &way, next).map_or_else(String::new, |deals| format!(": {deals}"));
        doc.say(format!("The shortest way to {next} is {}{deals}.", way.told(currency)));
    }
    unlocked(&mut doc, derived, partner);
    review(&mut doc, derived, partner);
    validity(&mut doc, derived, partner);
    if audience == Audience::Internal
        && let Some(inner) = &partner.tier_override
    {
        let approver = inner.approver.as_ref().and_then(|id| program.team.get(id));
        let by = approver.map_or("nobody", |who| who.name.as_str());
        let kind = inner.kind.label();
        doc.section("Exception, for us only")
            .say(format!("{kind} from {} until {}, approved by {by}: {}", inner.from, inner.until, inner.reason));
    }
    Some(doc)
}

/// The benefits that a score unlocks, and how far the partner is.
fn unlocked(doc: &mut Document, derived: &Derived, partner: &Partner) {
    let held = derived.benefits_of(&partner.id);
    let lines = held.iter().filter_map(|held| {
        let unlock = held.benefit.unlocked_by.as_ref()?;
        let score = held.score?.map_or_else(|| "not known".to_owned(), |own| own.to_string());
        let state = match &held.by {
            BenefitBy::Tier(_) => "given by the tier",
            BenefitBy::Score => "unlocked",
            BenefitBy::Missing => "not yet",
        };
        Some(format!("{}: {state}, score {score} of {}", held.benefit.name, unlock.score))
    });
    let lines: Vec<String> = lines.collect();
    if !lines.is_empty() {
        doc.section("Unlocked by score").list(lines);
    }
}

/// How long the tier is in force, and what follows.
fn validity(doc: &mut Document, derived: &Derived, partner: &Partner) {
    let Some(clocks) = derived.tier_clocks(&partner.id) else { return };
    let dated =
        clocks.validity.as_ref().is_some_and(|validity| validity.until.is_some() || !validity.landed.is_empty());
    if !dated && clocks.source == TierSource::Granted {
        return;
    }
    doc.section("How long it holds");
    let tier = clocks.tier.as_deref().unwrap_or("no tier");
    let mut lines = vec![match (clocks.source, clocks.since) {
        (TierSource::Provisional, Some(since)) => format!("{tier} is provisional since {since}."),
        (TierSource::Override, Some(since)) => format!("{tier} is granted ahead of the criteria since {since}."),
        (TierSource::Landed, Some(since)) => format!("{tier} since {since}, when the tier before was no longer valid."),
        (_, Some(since)) => format!("{tier} since {since}."),
        (_, None) => format!("{tier}."),
    }];
    if let Some(validity) = clocks.validity.as_ref()
        && let (Some(until), Some(end)) = (validity.until, validity.grace_end)
    {
        lines.push(format!("The granted tier is valid until {until}, with grace until {end}."));
    }
    if let Some(on) = clocks.ends_on {
        lines.push(format!("It ends on {on}: {}.", clocks.then));
    }
    doc.list(lines);
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
