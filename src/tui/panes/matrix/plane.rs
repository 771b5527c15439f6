//! Who stands where: partners with both values as points, the others listed with what is missing.

use crate::analysis::exact::Fraction;
use crate::analysis::health::HealthBand;
use crate::analysis::matrix::{InvestmentCall, Placement, Quadrant, draw_x};
use crate::app::Workbench;
use crate::program::id::Id;
use crate::program::money::Money;
use crate::program::partner::{Partner, PartnerType};
use crate::tui::theme::Role;
use crate::tui::widgets::scatter::{FULL, Share};

/// A partner with both values.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Plotted {
    pub(super) id: Id<Partner>,
    pub(super) name: String,
    pub(super) partner_type: Option<PartnerType>,
    pub(super) placement: Placement,
    pub(super) value: Fraction,
    pub(super) revenue: Money,
    pub(super) quadrant: Quadrant,
    pub(super) call: Option<InvestmentCall>,
    pub(super) band: HealthBand,
}

/// A partner that cannot be placed, and why.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Unplaced {
    pub(super) id: Id<Partner>,
    pub(super) name: String,
    pub(super) missing: &'static str,
}

/// Everyone, in the order of strategic value, revenue and identifier.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Plane {
    pub(super) plotted: Vec<Plotted>,
    pub(super) unplaced: Vec<Unplaced>,
    /// Partners per quadrant: technology, alliances, affiliate, channel, as they stand from top left to bottom right.
    pub(super) counts: [usize; 4],
}

/// The quadrants from top left to bottom right.
pub(super) const QUADRANTS: [Quadrant; 4] = [
    Quadrant::TechnologyPartners,
    Quadrant::StrategicAlliances,
    Quadrant::AffiliatePartners,
    Quadrant::ChannelPartners,
];

impl Plane {
    /// Everyone who passes the filter, as the analysis places them.
    pub(super) fn of(workbench: &Workbench, filter: &str, only: Option<Quadrant>) -> Self {
        let wanted = filter.to_lowercase();
        let mut plane = Self::default();
        for measures in workbench.derived().partners() {
            let Some(partner) = workbench.program().partners.get(&measures.partner) else { continue };
            if !partner.name.to_lowercase().contains(&wanted) {
                continue;
            }
            let placement = measures.placement;
            match (placement.strategic_value, placement.revenue, placement.quadrant) {
                (Some((value, _)), Some((revenue, _)), Some(quadrant)) => {
                    plane.counts[QUADRANTS.iter().position(|known| *known == quadrant).unwrap_or(0)] += 1;
                    if only.is_none_or(|only| only == quadrant) {
                        plane.plotted.push(Plotted {
                            id: partner.id.clone(),
                            name: partner.name.clone(),
                            partner_type: partner.r#type,
                            placement,
                            value,
                            revenue,
                            quadrant,
                            call: measures.investment_call,
                            band: measures.health.band,
                        });
                    }
                }
                (value, revenue, _) => plane.unplaced.push(Unplaced {
                    id: partner.id.clone(),
                    name: partner.name.clone(),
                    missing: match (value, revenue) {
                        (None, None) => "no value, no revenue",
                        (None, _) => "no strategic value",
                        _ => "no revenue or potential",
                    },
                }),
            }
        }
        plane
            .plotted
            .sort_by(|a, b| b.value.cmp(&a.value).then(b.revenue.cmp(&a.revenue)).then_with(|| a.id.cmp(&b.id)));
        plane
    }

    /// The place of a partner among the plotted.
    pub(super) fn position(&self, id: &Id<Partner>) -> Option<usize> {
        self.plotted.iter().position(|one| one.id == *id)
    }
}

impl Plotted {
    /// Where it stands on both axes; for drawing only.
    pub(super) fn shares(&self) -> (Share, Share) {
        (x_share(self.revenue), y_share(self.value))
    }

    /// What the words of its quadrant's own type say where the declared type is another (a note, not an error).
    pub(super) fn type_note(&self) -> Option<String> {
        let declared = self.partner_type?;
        let expected = self.quadrant.own_type();
        (declared != expected
            && matches!(
                declared,
                PartnerType::Technology | PartnerType::Reseller | PartnerType::Affiliate | PartnerType::Strategic
            ))
        .then(|| {
            use crate::program::choice::Choice;
            format!("declared {}; this quadrant is for {}", declared.label(), expected.label())
        })
    }
}

/// A revenue on the logarithmic axis from $1K to $10M; for drawing only.
pub(super) fn x_share(revenue: Money) -> Share {
    (draw_x(revenue) * f64::from(FULL)).round() as Share
}

/// A strategic value on its axis from 0 to 100; for drawing only.
pub(super) fn y_share(value: Fraction) -> Share {
    let scaled = value * Fraction::from_integer(i128::from(FULL) / 100);
    scaled.to_integer().clamp(0, i128::from(FULL)) as Share
}

/// The letter of the nth partner: capital letters, then small ones; then none.
pub(super) fn letter(index: usize) -> Option<char> {
    ('A'..='Z').chain('a'..='z').nth(index)
}

/// The colour of a health band; word and sign stand beside it.
pub(super) fn role_of(band: HealthBand) -> Role {
    match band {
        HealthBand::Champion => Role::Band1,
        HealthBand::Healthy => Role::Band2,
        HealthBand::AtRisk => Role::Band3,
        HealthBand::Critical => Role::Band4,
        HealthBand::Churning => Role::Band5,
        HealthBand::Unknown => Role::Muted,
    }
}

/// A strategic value with at most two places, as it is shown.
pub(super) fn value_text(value: Fraction) -> String {
    let hundredths = (value * Fraction::from_integer(100)).round().to_integer();
    let (whole, rest) = (hundredths / 100, hundredths % 100);
    match rest {
        0 => whole.to_string(),
        rest if rest % 10 == 0 => format!("{whole}.{}", rest / 10),
        rest => format!("{whole}.{rest:02}"),
    }
}
