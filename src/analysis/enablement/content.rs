//! What enablement content there is to have, how much each kind matters and how often it is brought up to date
//! (F23, F53, F54, F59 to F61, F63).

use crate::analysis::blank::is_blank;
use crate::analysis::priority::Priority;
use crate::program::choice::{Choice, choice};
use crate::program::enablement::{AssetKind, BattleCard, MarketTier, PlaybookPart, PortalPart, UpdateFrequency};

choice! {
    /// The blocks of a battle card (F60).
    pub enum CardBlock {
        Positioning = "positioning" => "Positioning",
        Differentiators = "differentiators" => "3 differentiators",
        HeadToHead = "head_to_head" => "Head to head",
        Weaknesses = "weaknesses" => "2 weaknesses with evidence",
        WhenWeWin = "when_we_win" => "2 cases when we win",
        WhenTheyWin = "when_they_win" => "When they win, with a counter",
        Landmines = "landmines" => "Landmines",
        WinStory = "win_story" => "Win story",
    }
}

choice! {
    /// Whether an asset speaks the language of a market (F63).
    pub enum LocalizationState {
        Covered = "covered" => "Covered",
        Missing = "missing" => "Missing",
        NotNeeded = "not_needed" => "Not needed",
    }
}

/// How much a kind of content matters; kinds of the short stack (F23) keep its rank.
pub fn priority(kind: AssetKind) -> Priority {
    match kind {
        AssetKind::Portal | AssetKind::SalesPlaybook | AssetKind::ProductTraining => Priority::Critical,
        AssetKind::BattleCards
        | AssetKind::CaseStudy
        | AssetKind::DemoScript
        | AssetKind::ObjectionHandling
        | AssetKind::PricingGuide
        | AssetKind::IntegrationDocs => Priority::High,
        AssetKind::TechnicalDocs | AssetKind::CoBrandable | AssetKind::DemoEnvironment => Priority::Medium,
    }
}

/// How often a kind of content is brought up to date, unless its record says otherwise (F53).
pub fn usual_frequency(kind: AssetKind) -> UpdateFrequency {
    match kind {
        AssetKind::Portal | AssetKind::DemoEnvironment => UpdateFrequency::Ongoing,
        AssetKind::ProductTraining | AssetKind::TechnicalDocs | AssetKind::IntegrationDocs => {
            UpdateFrequency::PerRelease
        }
        AssetKind::BattleCards | AssetKind::ObjectionHandling => UpdateFrequency::Monthly,
        AssetKind::PricingGuide => UpdateFrequency::AsNeeded,
        AssetKind::SalesPlaybook | AssetKind::CaseStudy | AssetKind::DemoScript | AssetKind::CoBrandable => {
            UpdateFrequency::Quarterly
        }
    }
}

/// How much a section of the portal matters (F59).
pub fn portal_priority(part: PortalPart) -> Priority {
    match part {
        PortalPart::Dashboard | PortalPart::Training | PortalPart::Resources => Priority::Critical,
        PortalPart::DealRegistration | PortalPart::Marketing | PortalPart::Support | PortalPart::Reports => {
            Priority::High
        }
        PortalPart::Community | PortalPart::Marketplace => Priority::Medium,
    }
}

/// What stands in a section of the portal (F59).
pub fn portal_contents(part: PortalPart) -> &'static str {
    match part {
        PortalPart::Dashboard => "KPIs, notifications, tasks",
        PortalPart::Training => "Courses, certifications, progress",
        PortalPart::Resources => "Playbooks, collateral, assets",
        PortalPart::DealRegistration => "Submit, track, manage deals",
        PortalPart::Marketing => "Co-brandable content, MDF requests",
        PortalPart::Support => "Knowledge base, ticket system",
        PortalPart::Community => "Forum, peer connection",
        PortalPart::Marketplace => "Leads, opportunities",
        PortalPart::Reports => "Performance, commissions",
    }
}

/// What a section of the sales playbook covers (F54).
pub fn playbook_contents(part: PlaybookPart) -> &'static str {
    match part {
        PlaybookPart::ValueProposition => "One-liner pitch; key benefits (3); target persona",
        PlaybookPart::IdealCustomer => "Company characteristics; buyer personas; trigger events",
        PlaybookPart::DiscoveryQuestions => "Pain identification; qualification criteria; budget and timeline",
        PlaybookPart::DemoFlow => "Setup and context; key features in order; wow moments",
        PlaybookPart::ObjectionHandling => "Price; comparisons with competitors; technical concerns",
        PlaybookPart::Closing => "Trial or proof of concept; pricing and packaging; implementation timeline",
        PlaybookPart::Resources => "Collateral links; support contacts; deal registration",
    }
}

/// The blocks that a battle card lacks; an item with evidence or a counter holds a dash, a colon or brackets.
pub fn card_missing(card: &BattleCard) -> Vec<CardBlock> {
    let filled = |items: &[String]| items.iter().filter(|item| !is_blank(Some(item))).count();
    let proven = |items: &[String]| items.iter().filter(|item| has_two_parts(item)).count();
    let there = |block: &CardBlock| match block {
        CardBlock::Positioning => !is_blank(card.positioning.as_deref()),
        CardBlock::Differentiators => filled(&card.differentiators) >= 3,
        CardBlock::HeadToHead => !is_blank(card.head_to_head.as_deref()),
        CardBlock::Weaknesses => proven(&card.weaknesses) >= 2,
        CardBlock::WhenWeWin => filled(&card.when_we_win) >= 2,
        CardBlock::WhenTheyWin => proven(&card.when_they_win) >= 1,
        CardBlock::Landmines => filled(&card.landmines) >= 1,
        CardBlock::WinStory => !is_blank(card.win_story.as_deref()),
    };
    CardBlock::ALL.iter().copied().filter(|block| !there(block)).collect()
}

/// Whether a line says something and what backs it: `slow support - 3 days on average`.
fn has_two_parts(text: &str) -> bool {
    let dividers = [" - ", " \u{2013} ", " \u{2014} ", ": ", " (", "; "];
    dividers.iter().any(|divider| {
        text.split_once(divider).is_some_and(|(claim, proof)| !is_blank(Some(claim)) && !is_blank(Some(proof)))
    })
}

/// Whether an asset is to be had in the language of a market of that tier: all, the key materials, none (F63).
pub fn is_to_be_localized(kind: AssetKind, tier: MarketTier) -> bool {
    match tier {
        MarketTier::Tier1 => true,
        MarketTier::Tier2 => priority(kind) == Priority::Critical,
        MarketTier::Tier3 => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_kinds_of_content_and_three_sections_of_the_portal_are_critical() {
        let critical = AssetKind::ALL.iter().filter(|kind| priority(**kind) == Priority::Critical).count();
        let sections = PortalPart::ALL.iter().filter(|part| portal_priority(**part) == Priority::Critical).count();
        let high = PortalPart::ALL.iter().filter(|part| portal_priority(**part) == Priority::High).count();
        assert_eq!((critical, sections, high), (3, 3, 4));
    }

    #[test]
    fn a_weakness_counts_with_its_evidence_only() {
        for (text, proven) in [
            ("Slow support - three days on average", true),
            ("Slow support: three days", true),
            ("Slow support (three days on average)", true),
            ("Slow support", false),
            ("Slow support - ", false),
        ] {
            assert_eq!(has_two_parts(text), proven, "{text}");
        }
    }

    #[test]
    fn the_second_tier_wants_the_key_materials_only() {
        assert!(is_to_be_localized(AssetKind::CoBrandable, MarketTier::Tier1));
        assert!(is_to_be_localized(AssetKind::Portal, MarketTier::Tier2));
        assert!(!is_to_be_localized(AssetKind::CoBrandable, MarketTier::Tier2));
        assert!(!is_to_be_localized(AssetKind::Portal, MarketTier::Tier3));
    }
}
