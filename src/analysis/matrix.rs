//! strategic value against revenue, the quadrant a partner falls into, and the investment call.

use super::evaluation::Evaluation;
use super::exact::Fraction;
use super::health::HealthBand;
use crate::program::choice::{Choice, choice};
use crate::program::money::Money;
use crate::program::partner::PartnerType;

choice! {
    /// Where a strategic value comes from.
    pub enum ValueSource {
        Override = "override" => "Override",
        Evaluation = "evaluation" => "Evaluation",
        Scorecard = "scorecard" => "Scorecard",
    }
}

choice! {
    /// Which revenue a partner is placed by (C-61).
    pub enum RevenueSource {
        Credited = "credited" => "Credited",
        Potential = "potential" => "Potential",
    }
}

choice! {
    /// The quadrants of the value matrix.
    pub enum Quadrant {
        StrategicAlliances = "strategic_alliances" => "Strategic Alliances",
        TechnologyPartners = "technology_partners" => "Technology Partners",
        ChannelPartners = "channel_partners" => "Channel Partners",
        AffiliatePartners = "affiliate_partners" => "Affiliate Partners",
    }
}

choice! {
    /// What to do with a partner at a review.
    pub enum InvestmentCall {
        Invest = "invest" => "INVEST",
        Maintain = "maintain" => "MAINTAIN",
        Automate = "automate" => "AUTOMATE",
        Rescue = "rescue" => "RESCUE",
        Fix = "fix" => "FIX",
        Deprioritize = "deprioritize" => "DEPRIORITIZE",
        Assess = "assess" => "ASSESS",
    }
}

/// Where "high" begins on each axis; a value on the line is high.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Midlines {
    /// Strategic value, 50 by default.
    pub strategic: Fraction,
    /// Revenue: the Gold threshold of the program's tiers.
    pub revenue: Money,
}

/// What a partner is placed by.
#[derive(Debug, Clone, Copy, Default)]
pub struct MatrixFacts<'a> {
    /// Strategic value entered on the partner.
    pub override_value: Option<Fraction>,
    /// The latest evaluation.
    pub evaluation: Option<&'a Evaluation>,
    /// The sum of the latest complete scorecard.
    pub scorecard_raw: Option<u8>,
    /// Whether the partner ever had a closed-won deal.
    pub has_closed_won: bool,
    /// Credited revenue of the trailing twelve months.
    pub credited: Option<Money>,
    /// Annual revenue potential, entered.
    pub potential: Option<Money>,
}

/// A partner on the matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placement {
    /// Strategic value, 0 to 100, and where it comes from.
    pub strategic_value: Option<(Fraction, ValueSource)>,
    /// Revenue on the x axis and which revenue it is.
    pub revenue: Option<(Money, RevenueSource)>,
    /// The quadrant; nothing while one of the two is missing.
    pub quadrant: Option<Quadrant>,
}

/// strategic value from the override, else the evaluation, else the scorecard.
pub fn strategic_value(facts: &MatrixFacts<'_>) -> Option<(Fraction, ValueSource)> {
    let entered = facts.override_value.map(|value| (value, ValueSource::Override));
    let evaluated =
        || facts.evaluation.and_then(Evaluation::strategic_value).map(|value| (value, ValueSource::Evaluation));
    let scored = || facts.scorecard_raw.map(|raw| (value_of_raw(raw), ValueSource::Scorecard));
    entered.or_else(evaluated).or_else(scored)
}

/// `(raw - 7) * 100 / 28`.
pub fn value_of_raw(raw: u8) -> Fraction {
    Fraction::new((i128::from(raw) - 7) * 100, 28)
}

/// the place of a partner.
pub fn place(facts: &MatrixFacts<'_>, midlines: &Midlines) -> Placement {
    let strategic_value = strategic_value(facts);
    let revenue = if facts.has_closed_won {
        facts.credited.map(|credited| (credited, RevenueSource::Credited))
    } else {
        facts.potential.map(|potential| (potential, RevenueSource::Potential))
    };
    let quadrant = match (strategic_value, revenue) {
        (Some((value, _)), Some((revenue, _))) => {
            Some(Quadrant::of(value >= midlines.strategic, revenue >= midlines.revenue))
        }
        _ => None,
    };
    Placement { strategic_value, revenue, quadrant }
}

impl Placement {
    /// Whether it is drawn hollow: placed by potential.
    pub fn is_hollow(&self) -> bool {
        matches!(self.revenue, Some((_, RevenueSource::Potential)))
    }

    /// Where it is drawn, both from 0 to 1; for drawing only.
    pub fn position(&self) -> Option<(f64, f64)> {
        let ((value, _), (revenue, _)) = (self.strategic_value?, self.revenue?);
        Some((draw_x(revenue), *value.numer() as f64 / *value.denom() as f64 / 100.0))
    }
}

/// `clamp((log10(units) - 3) / 4, 0, 1)`, 0 for nothing and less; for drawing only.
pub fn draw_x(revenue: Money) -> f64 {
    let units = revenue.cents() as f64 / 100.0;
    if units <= 0.0 { 0.0 } else { ((units.log10() - 3.0) / 4.0).clamp(0.0, 1.0) }
}

impl Quadrant {
    /// The quadrant of two answers.
    pub fn of(strategic_high: bool, revenue_high: bool) -> Self {
        match (strategic_high, revenue_high) {
            (true, true) => Self::StrategicAlliances,
            (true, false) => Self::TechnologyPartners,
            (false, true) => Self::ChannelPartners,
            (false, false) => Self::AffiliatePartners,
        }
    }

    /// Whether strategic value is high.
    pub fn strategic_high(self) -> bool {
        matches!(self, Self::StrategicAlliances | Self::TechnologyPartners)
    }

    /// Whether revenue is high.
    pub fn revenue_high(self) -> bool {
        matches!(self, Self::StrategicAlliances | Self::ChannelPartners)
    }

    /// What such partners are for.
    pub fn purpose(self) -> &'static str {
        match self {
            Self::StrategicAlliances => "Joint GTM",
            Self::TechnologyPartners => "Integrations",
            Self::ChannelPartners => "Resellers",
            Self::AffiliatePartners => "Lead gen",
        }
    }

    /// The type that belongs here.
    pub fn own_type(self) -> PartnerType {
        match self {
            Self::StrategicAlliances => PartnerType::Strategic,
            Self::TechnologyPartners => PartnerType::Technology,
            Self::ChannelPartners => PartnerType::Reseller,
            Self::AffiliatePartners => PartnerType::Affiliate,
        }
    }

    /// Whether a declared type has a quadrant of its own, and it is another one: a note, not an error.
    pub fn is_foreign(self, declared: PartnerType) -> bool {
        let at_home = Self::ALL.iter().any(|quadrant| quadrant.own_type() == declared);
        at_home && self.own_type() != declared
    }
}

/// The investment call of a quadrant and a band of health.
pub fn investment_call(quadrant: Quadrant, health: HealthBand) -> InvestmentCall {
    let good = match health {
        HealthBand::Champion | HealthBand::Healthy => true,
        HealthBand::AtRisk | HealthBand::Critical | HealthBand::Churning => false,
        HealthBand::Unknown => return InvestmentCall::Assess,
    };
    match (quadrant, good) {
        (Quadrant::StrategicAlliances | Quadrant::TechnologyPartners, true) => InvestmentCall::Invest,
        (Quadrant::ChannelPartners, true) => InvestmentCall::Maintain,
        (Quadrant::AffiliatePartners, true) => InvestmentCall::Automate,
        (Quadrant::StrategicAlliances | Quadrant::ChannelPartners, false) => InvestmentCall::Rescue,
        (Quadrant::TechnologyPartners, false) => InvestmentCall::Fix,
        (Quadrant::AffiliatePartners, false) => InvestmentCall::Deprioritize,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn placed(raw: u8, revenue: Money, midlines: &Midlines) -> Placement {
        let facts = MatrixFacts {
            override_value: None,
            evaluation: None,
            scorecard_raw: Some(raw),
            has_closed_won: true,
            credited: Some(revenue),
            potential: None,
        };
        place(&facts, midlines)
    }

    proptest! {
        #[test]
        fn a_higher_score_and_more_revenue_never_move_a_partner_down_or_left(
            raw in (7_u8..=35, 0_u8..10), revenue in (0_i128..2_000_000_000, 0_i128..1_000_000_000),
            midline in (0_i128..=100, 0_i128..2_000_000_000)
        ) {
            let midlines =
                Midlines { strategic: Fraction::from_integer(midline.0), revenue: Money::from_cents(midline.1) };
            let lower = placed(raw.0, Money::from_cents(revenue.0), &midlines);
            let higher = placed((raw.0 + raw.1).min(35), Money::from_cents(revenue.0 + revenue.1), &midlines);
            let ((x, y), (right, up)) = (lower.position().unwrap(), higher.position().unwrap());
            prop_assert!(x <= right && y <= up && (0.0..=1.0).contains(&right) && (0.0..=1.0).contains(&up));
            let (before, after) = (lower.quadrant.unwrap(), higher.quadrant.unwrap());
            prop_assert!(before.strategic_high() <= after.strategic_high());
            prop_assert!(before.revenue_high() <= after.revenue_high());
        }
    }
}
