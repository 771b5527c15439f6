//! who to approach first, and what holds a prospect back.

use super::scorecard::ScorecardBand;
use super::truth::Truth;
use crate::program::choice::choice;
use crate::program::period::months_after;
use jiff::civil::Date;

choice! {
    /// The levels of outreach, first first.
    pub enum OutreachLevel {
        P0 = "p0" => "P0",
        P1 = "p1" => "P1",
        P2 = "p2" => "P2",
        P3 = "p3" => "P3",
    }
}

choice! {
    /// What a level asks for beside its band.
    pub enum Qualifier {
        ActiveInterest = "active_interest" => "Active interest",
        SharedCustomer = "shared_customer" => "Shared customer",
        StrategicMarket = "strategic_market" => "Strategic market",
        GrowthPotential = "growth_potential" => "Growth potential",
    }
}

/// The qualifiers of a prospect: yes, no, or unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Qualifiers {
    /// The prospect wants it.
    pub active_interest: Option<bool>,
    /// A customer both have.
    pub shared_customer: Option<bool>,
    /// A market of the strategy.
    pub strategic_market: Option<bool>,
    /// It can grow.
    pub growth_potential: Option<bool>,
}

/// The outreach priority of a prospect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutreachPriority {
    /// The level of the scorecard's band.
    pub base: OutreachLevel,
    /// The level after the qualifiers.
    pub level: OutreachLevel,
    /// The qualifiers of the base level that are not true, and whether they are unknown.
    pub held_back_by: Vec<(Qualifier, Truth)>,
}

impl Qualifiers {
    fn get(&self, qualifier: Qualifier) -> Truth {
        match qualifier {
            Qualifier::ActiveInterest => self.active_interest,
            Qualifier::SharedCustomer => self.shared_customer,
            Qualifier::StrategicMarket => self.strategic_market,
            Qualifier::GrowthPotential => self.growth_potential,
        }
        .into()
    }
}

impl OutreachLevel {
    fn of(band: ScorecardBand) -> Option<Self> {
        match band {
            ScorecardBand::PlatinumPotential => Some(Self::P0),
            ScorecardBand::GoldPotential => Some(Self::P1),
            ScorecardBand::SilverPotential => Some(Self::P2),
            ScorecardBand::NotReady => Some(Self::P3),
            ScorecardBand::Incomplete => None,
        }
    }

    fn lower(self) -> Self {
        match self {
            Self::P0 => Self::P1,
            Self::P1 => Self::P2,
            Self::P2 | Self::P3 => Self::P3,
        }
    }

    /// What the level asks for.
    pub fn qualifiers(self) -> &'static [Qualifier] {
        match self {
            Self::P0 => &[Qualifier::ActiveInterest, Qualifier::SharedCustomer],
            Self::P1 => &[Qualifier::StrategicMarket],
            Self::P2 => &[Qualifier::GrowthPotential],
            Self::P3 => &[],
        }
    }

    /// What to do, as a stable word.
    pub fn action(self) -> &'static str {
        match self {
            Self::P0 => "immediate_outreach",
            Self::P1 => "structured_approach",
            Self::P2 => "nurture",
            Self::P3 => "monitor",
        }
    }

    /// What to do, in the document's words.
    pub fn advice(self) -> &'static str {
        match self {
            Self::P0 => "Immediate outreach, executive involvement",
            Self::P1 => "Structured BD approach, pilot proposal",
            Self::P2 => "Nurture",
            Self::P3 => "Monitor, check back quarterly, re-score after 6 months",
        }
    }
}

/// the level of the band, one lower when a qualifier of that level is not true.
pub fn outreach_priority(band: ScorecardBand, qualifiers: &Qualifiers) -> Option<OutreachPriority> {
    let base = OutreachLevel::of(band)?;
    let held_back_by: Vec<_> = base
        .qualifiers()
        .iter()
        .map(|&qualifier| (qualifier, qualifiers.get(qualifier)))
        .filter(|(_, state)| !state.is_yes())
        .collect();
    let level = if held_back_by.is_empty() { base } else { base.lower() };
    Some(OutreachPriority { base, level, held_back_by })
}

/// When a prospect of level P3 is looked at again: the light check-in and the new score (C-13).
pub fn follow_up_dates(scored_on: Date, check_in_months: u16, rescore_months: u16) -> (Date, Date) {
    (months_after(scored_on, check_in_months.into()), months_after(scored_on, rescore_months.into()))
}
