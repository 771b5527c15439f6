//! Who stands where: partners with both values as points, the others listed with what is missing.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::analysis::derived::PartnerMeasures;
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
    /// Where it stands on both axes; for drawing only.
    pub(super) shares: (Share, Share),
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

/// Where one partner belongs.
enum Place {
    Plotted(Plotted),
    Unplaced(Unplaced),
}

fn place_of(partner: &Partner, measures: &PartnerMeasures) -> Place {
    let placement = measures.placement;
    match (placement.strategic_value, placement.revenue, placement.quadrant) {
        (Some((value, _)), Some((revenue, _)), Some(quadrant)) => Place::Plotted(Plotted {
            id: partner.id.clone(),
            name: partner.name.clone(),
            partner_type: partner.r#type,
            placement,
            value,
            revenue,
            quadrant,
            call: measures.investment_call,
            band: measures.health.band,
            shares: (x_share(revenue), y_share(value)),
        }),
        (value, revenue, _) => Place::Unplaced(Unplaced {
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

fn count_of(quadrant: Quadrant) -> usize {
    QUADRANTS.iter().position(|known| *known == quadrant).unwrap_or(0)
}

impl Plane {
    /// Everyone who passes the filter, as the analysis places them.
    pub(super) fn of(workbench: &Workbench, filter: &str, only: Option<Quadrant>) -> Self {
        let wanted = filter.to_lowercase();
        let mut plane = Self::default();
        let partners = workbench.program().partners.iter();
        for partner in partners.filter(|partner| wanted.is_empty() || partner.name.to_lowercase().contains(&wanted)) {
            let Some(measures) = workbench.derived().partner(&partner.id) else { continue };
            match place_of(partner, measures) {
                Place::Plotted(one) => {
                    plane.counts[count_of(one.quadrant)] += 1;
                    if only.is_none_or(|only| only == one.quadrant) {
                        plane.plotted.push(one);
                    }
                }
                Place::Unplaced(one) => plane.unplaced.push(one),
            }
        }
        plane.plotted.par_sort_unstable_by(Plotted::order);
        plane
    }

    /// Takes these partners out and puts them where they belong now; holds for a plane of all quadrants only.
    pub(super) fn place_again(&mut self, workbench: &Workbench, filter: &str, touched: &BTreeSet<Id<Partner>>) {
        let wanted = filter.to_lowercase();
        for id in touched {
            if let Some(at) = self.position(id) {
                let gone = self.plotted.remove(at);
                self.counts[count_of(gone.quadrant)] -= 1;
            } else if let Ok(at) = self.unplaced.binary_search_by(|one| one.id.cmp(id)) {
                self.unplaced.remove(at);
            }
            let partner = workbench.program().partners.get(id);
            let Some(partner) = partner.filter(|partner| partner.name.to_lowercase().contains(&wanted)) else {
                continue;
            };
            let Some(measures) = workbench.derived().partner(id) else { continue };
            match place_of(partner, measures) {
                Place::Plotted(one) => {
                    self.counts[count_of(one.quadrant)] += 1;
                    let at = self.plotted.partition_point(|other| other.order(&one).is_lt());
                    self.plotted.insert(at, one);
                }
                Place::Unplaced(one) => {
                    let at = self.unplaced.partition_point(|other| other.id < one.id);
                    self.unplaced.insert(at, one);
                }
            }
        }
    }

    /// The place of a partner among the plotted.
    pub(super) fn position(&self, id: &Id<Partner>) -> Option<usize> {
        self.plotted.iter().position(|one| one.id == *id)
    }
}

impl Plotted {
    /// By strategic value, revenue and identifier.
    fn order(&self, other: &Self) -> Ordering {
        let by_value = other.value.cmp(&self.value).then(other.revenue.cmp(&self.revenue));
        by_value.then_with(|| self.id.cmp(&other.id))
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
