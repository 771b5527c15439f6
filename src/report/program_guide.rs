//! The program guide: what partners are told of the tiers, from the rules themselves (F95, F97, F100 to F103).
//!
//! Partners read what a tier asks, gives, and how it is kept; economics stand only in our own copy.

use super::cell::{Cell, CellKind};
use super::document::Document;
use super::guide_terms;
use super::qbr::Audience;
use super::table::{Column, Table};
use crate::analysis::comparison::revenue_threshold;
use crate::analysis::criteria_words::criterion;
use crate::analysis::derived::{Derived, Ladder, LadderTier};
use crate::analysis::exact::multiple_shown;
use crate::analysis::tier_clock::Landing;
use crate::analysis::tier_economics::TierInputs;
use crate::program::Program;
use crate::program::choice::Choice;
use crate::program::currency::Currency;
use crate::program::money::Money;
use crate::program::presets::{COMMISSION_BENEFIT, MDF_BENEFIT, benefit_value};
use crate::program::tier::{Benefit, BenefitKind, Tier};

const MATRIX: &[Column] =
    &[Column::new("benefit", "Benefit", CellKind::Text), Column::new("tiers", "What each tier gives", CellKind::Text)];

const ECONOMICS: &[Column] = &[
    Column::new("tier", "Tier", CellKind::Text),
    Column::new("average_revenue", "Average revenue", CellKind::Money),
    Column::new("margin", "Our margin", CellKind::Percent),
    Column::new("cost", "Partner cost", CellKind::Money),
    Column::new("average", "Return", CellKind::Text),
    Column::new("at_threshold", "At threshold", CellKind::Text),
];

/// The guide to the whole program.
pub fn program_guide(program: &Program, derived: &Derived, audience: Audience) -> Document {
    let profile = &program.profile;
    let mut doc = Document::titled(format!("{}: program guide", profile.name));
    doc.say(format!("As of {}. Money in {}.", derived.as_of(), profile.currency));
    if let Some(vision) = &profile.vision {
        doc.notes(vision);
    }
    for ladder in derived.ladders().all().iter().filter(|ladder| !ladder.tiers.is_empty()) {
        ladder_sections(&mut doc, program, derived, ladder);
    }
    definitions(&mut doc, derived);
    guide_terms::metrics(&mut doc, derived);
    guide_terms::operations(&mut doc, derived);
    guide_terms::funds(&mut doc, program, derived);
    if audience == Audience::Internal {
        economics_section(&mut doc, program, derived);
    }
    doc
}

/// What one tier asks and gives, and how it is reached and kept; nothing for a tier that is on no ladder.
pub fn tier_sheet(program: &Program, derived: &Derived, tier: &Tier, audience: Audience) -> Option<Document> {
    let (ladder, rank) = derived.ladders().find(&tier.id)?;
    let step = ladder.tiers.get(rank)?;
    let below = rank.checked_sub(1).and_then(|below| ladder.tiers.get(below));
    let above = ladder.tiers.get(rank + 1);
    let mut doc = Document::titled(format!("{}: {}", program.profile.name, tier.name));
    doc.say(format!("Tier {} of {}, as of {}.", rank + 1, ladder.tiers.len(), derived.as_of()));
    doc.section("Qualification");
    doc.say(asks(step, rank, program.profile.currency));
    doc.section("Benefits");
    let currency = program.profile.currency;
    let previous = below.and_then(|below| program.tiers.get(&below.id));
    doc.list(benefit_lines(program, tier, previous, currency));
    let rates = rates(tier);
    if !rates.is_empty() {
        doc.section("Rates").list(rates);
    }
    doc.section("Progression");
    doc.list(progression(program, derived, ladder, rank));
    if let Some(above) = above {
        doc.say(format!("Next: {}. {}", above.name, asks(above, rank + 1, currency)));
    }
    if audience == Audience::Internal {
        economics_section(&mut doc, program, derived);
    }
    Some(doc)
}

fn ladder_sections(doc: &mut Document, program: &Program, derived: &Derived, ladder: &Ladder) {
    let track = ladder.track.as_ref().and_then(|track| program.tracks.get(track));
    let of = track.map_or_else(String::new, |track| format!(" of {}", track.name));
    let currency = program.profile.currency;
    doc.section(format!("Tiers{of}"));
    if !ladder.types.is_empty() {
        let types: Vec<&str> = ladder.types.iter().map(|kind| kind.label()).collect();
        doc.say(format!("For: {}.", types.join(", ")));
    }
    for (rank, step) in ladder.tiers.iter().enumerate() {
        doc.part(step.name.clone()).say(asks(step, rank, currency));
    }
    doc.section(format!("Benefits{of}"));
    let mut table = Table::new(MATRIX);
    for benefit in rows(program) {
        let cell = |step: &LadderTier| {
            let tier = program.tiers.get(&step.id)?;
            Some(format!("{}: {}", step.name, told(benefit, tier, currency)?))
        };
        let cells: Vec<String> = ladder.tiers.iter().filter_map(cell).collect();
        let cells: Vec<String> = cells.into_iter().chain(limits(program, benefit, currency)).collect();
        if !cells.is_empty() {
            table.push(vec![(&benefit.name).into(), cells.join("; ").into()]);
        }
    }
    doc.table(table, "No benefits are written down yet.");
    let tiers = ladder.tiers.iter().filter_map(|step| program.tiers.get(&step.id));
    let rated: Vec<String> =
        tiers.flat_map(|tier| rates(tier).into_iter().map(|rate| format!("{}, {rate}", tier.name))).collect();
    if !rated.is_empty() {
        doc.section(format!("Rates{of}")).list(rated);
    }
    doc.section(format!("How a tier is kept{of}"));
    let lines: Vec<String> =
        (0..ladder.tiers.len()).flat_map(|rank| progression(program, derived, ladder, rank)).collect();
    doc.list(lines);
}

/// `Asks for: sourced revenue at least $25,000 ...`, and an agreement in force.
fn asks(step: &LadderTier, rank: usize, currency: Currency) -> String {
    let words = criterion(&step.criteria, currency);
    match (rank, words.as_str()) {
        (_, "nothing") => "Asks for an agreement in force.".to_owned(),
        _ => format!("Asks for {words}, and an agreement in force."),
    }
}

fn rows(program: &Program) -> Vec<&Benefit> {
    let mut rows: Vec<&Benefit> = program.benefits.iter().collect();
    rows.sort_by_key(|benefit| benefit.order);
    rows
}

/// The value of a benefit for a reader; nothing where the tier does not have it.
fn told(benefit: &Benefit, tier: &Tier, currency: Currency) -> Option<String> {
    let value = benefit_value(tier, &benefit.id)?;
    let money = benefit.kind == BenefitKind::Money || benefit.id.as_str() == MDF_BENEFIT;
    Some(match value.parse::<Money>() {
        Ok(amount) if money => currency.told(amount),
        _ if benefit.id.as_str() == COMMISSION_BENEFIT => value,
        _ => value,
    })
}

/// What unlocks a benefit beside the tier, and what it is capped at.
fn limits(program: &Program, benefit: &Benefit, currency: Currency) -> Vec<String> {
    let unlocked = benefit.unlocked_by.as_ref().map(|unlock| {
        let scheme = program.point_schemes.get(&unlock.scheme);
        let scheme = scheme.map_or(unlock.scheme.as_str(), |scheme| scheme.name.as_str());
        format!("from {} points of {scheme} in any tier", unlock.score)
    });
    let cap = benefit.cap_per_subscription;
    unlocked.into_iter().chain(cap.map(|cap| format!("at most {} for each subscription", currency.told(cap)))).collect()
}

/// The rates of a tier by what they are for: `services: 10%`.
fn rates(tier: &Tier) -> Vec<String> {
    tier.rates.iter().map(|(what, rate)| format!("{what}: {rate}")).collect()
}

/// Every benefit of a tier; what is better than below says so.
fn benefit_lines(program: &Program, tier: &Tier, below: Option<&Tier>, currency: Currency) -> Vec<String> {
    let line = |benefit: &&Benefit| {
        let limits = limits(program, benefit, currency);
        let limited = if limits.is_empty() { String::new() } else { format!("; {}", limits.join("; ")) };
        let value = told(benefit, tier, currency)
            .or_else(|| benefit.unlocked_by.is_some().then(|| "not by the tier".to_owned()))?;
        let order = below.and_then(|below| crate::analysis::tier_ladder::compare_benefit(benefit, below, tier));
        let mark = match (order, below) {
            (Some(std::cmp::Ordering::Greater), Some(below)) => format!(" (better than {})", below.name),
            _ => String::new(),
        };
        Some(format!("{}: {value}{mark}{limited}", benefit.name))
    };
    rows(program).iter().filter_map(line).collect()
}

fn progression(program: &Program, derived: &Derived, ladder: &Ladder, rank: usize) -> Vec<String> {
    let Some(step) = ladder.tiers.get(rank) else { return Vec::new() };
    let Some(below) = rank.checked_sub(1).and_then(|below| ladder.tiers.get(below)) else {
        return vec![format!("{}: the first tier, never reviewed.", step.name)];
    };
    let policy = &derived.policy().tier;
    let mut lines = Vec::new();
    if let Some(keep) = &step.keep {
        lines.push(format!("{}: kept by {}.", step.name, criterion(keep, program.profile.currency)));
    }
    if let Some(months) = step.valid_months {
        let lands = match policy.landing {
            Landing::OneLevel => below.name.as_str(),
            Landing::Base => ladder.tiers.first().map_or(below.name.as_str(), |base| base.name.as_str()),
        };
        lines.push(format!(
            "{}: valid for {months} months from the day it is granted, then {} {} of grace; without a renewal {lands} follows.",
            step.name,
            step.grace_quarters,
            if step.grace_quarters == 1 { "quarter" } else { "quarters" },
        ));
    }
    lines.push(match (step.review_months, step.grace_quarters) {
        (0, _) => format!("{}: never reviewed.", step.name),
        (months, 0) => format!("{}: reviewed every {months} months; a failed review leads to {}.", step.name, below.name),
        (months, quarters) => format!(
            "{}: reviewed every {months} months. After a failed review it is kept for {quarters} {} of grace and meeting \
             it once in that time is enough; otherwise {} follows, one level at a time. We write at the review, {} \
             and {} days before the grace ends.",
            step.name,
            if quarters == 1 { "quarter" } else { "quarters" },
            below.name,
            policy.first_notice_days,
            policy.last_notice_days
        ),
    });
    let exceptions = program.partners.iter().any(|partner| partner.tier_override.is_some());
    if rank + 1 == ladder.tiers.len() && exceptions && policy.override_allowed {
        lines.push(format!(
            "A tier can be granted ahead of the criteria, with a reason and an end, for {} months at most.",
            policy.override_max_months
        ));
    }
    lines
}

/// What the words of the criteria mean.
fn definitions(doc: &mut Document, derived: &Derived) {
    let policy = &derived.policy().tier;
    doc.section("What counts");
    doc.list(vec![
        format!("Revenue: {}.", policy.metric.label().to_lowercase()),
        format!("Referrals: {}.", policy.referral_rule.label().to_lowercase()),
        "Certified people: active people with at least one valid certification, each counted once.".to_owned(),
        "Twelve months: the twelve months up to the day that is looked at.".to_owned(),
    ]);
}

fn economics_section(doc: &mut Document, program: &Program, derived: &Derived) {
    let mut table = Table::new(ECONOMICS);
    for step in derived.ladders().all().iter().flat_map(|ladder| &ladder.tiers) {
        let Some(tier) = program.tiers.get(&step.id) else { continue };
        let at = |revenue: Option<Money>| {
            let inputs = TierInputs::of(tier, revenue);
            multiple_shown(inputs.and_then(|inputs| inputs.economics().multiple).as_ref())
        };
        table.push(vec![
            (&tier.name).into(),
            tier.average_revenue.into(),
            tier.economics_margin.into(),
            tier.partner_cost.into(),
            Cell::text(at(tier.average_revenue)),
            Cell::text(at(revenue_threshold(&step.criteria))),
        ]);
    }
    doc.section("Economics, for us only").table(table, "No tier has economics.");
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::program::presets;

    fn program() -> Program {
        let mut program = Program::named("Acme Network");
        for tier in presets::tiers("standard") {
            program.put(tier.into());
        }
        for benefit in presets::benefits("standard") {
            program.put(benefit.into());
        }
        program
    }

    #[test]
    fn partners_read_the_rules_and_never_our_economics() {
        let program = program();
        let derived = Derived::new(&program, date(2026, 9, 30));
        let said = |audience| format!("{:?}", program_guide(&program, &derived, audience));
        assert!(said(Audience::Internal).contains("Economics, for us only"));
        let partner = said(Audience::Partner);
        assert!(!partner.contains("Economics") && !partner.contains("Partner cost"), "{partner}");
        assert!(partner.contains("sourced revenue at least $25,000 or referrals at least 5"), "{partner}");
        assert!(partner.contains("3 quarters of grace"), "{partner}");
        for said in [
            "certified people: active people with a valid certification",
            "protects the deal for 30 days",
            "Eligible are partners from Silver up with sourced revenue of at least $25,000",
            "Gold: $10,000 a year",
        ] {
            assert!(partner.contains(said), "{said}: {partner}");
        }
        let gold = program.tiers.find("gold").unwrap();
        let sheet = format!("{:?}", tier_sheet(&program, &derived, gold, Audience::Partner).unwrap());
        let places = ["Qualification", "Benefits", "Progression"].map(|title| sheet.find(title).unwrap());
        assert!(
            places.is_sorted() && sheet.contains("(better than Silver)") && !sheet.contains("Economics"),
            "{sheet}"
        );
    }
}
