//! Reads the value of a partner in a column, from the record and from the analysis.

use std::cell::OnceCell;

use jiff::civil::Date;

use super::column::Key;
use super::reading::{Reading, SortKey, Turn};
use crate::analysis::derived::{PartnerMeasures, Sum, TierMeasures};
use crate::analysis::effective_tier::TierSource;
use crate::analysis::exact::Fraction;
use crate::program::choice::Choice;
use crate::program::partner::Partner;
use crate::tui::session::Workbench;

/// Reads the values of partners.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reader<'a> {
    /// The session.
    pub(super) workbench: &'a Workbench,
}

fn chosen<C: Choice>(choice: Option<C>) -> Reading {
    choice.map_or(Reading::Unknown, |choice| Reading::Choice(choice.label().to_owned(), rank(choice), false))
}

fn by_hand<C: Choice>(choice: C, by_hand: bool) -> Reading {
    Reading::Choice(choice.label().to_owned(), rank(choice), by_hand)
}

fn rank<C: Choice>(choice: C) -> i128 {
    C::ALL.iter().position(|other| *other == choice).unwrap_or_default() as i128
}

fn words(text: Option<&str>) -> Reading {
    match text.map(str::trim) {
        Some(text) if !text.is_empty() => Reading::Text(text.to_owned()),
        _ => Reading::Unknown,
    }
}

impl<'a> Reader<'a> {
    /// A reader of a session as it is now.
    pub(super) fn of(workbench: &'a Workbench) -> Self {
        // what the advisor says is brought up to the plan here, and only looked up while rows are read
        drop(workbench.advice_at_hand());
        Self { workbench }
    }

    /// How a partner compares in a column.
    pub(super) fn sort_key(&self, partner: &Partner, key: Key) -> SortKey {
        match key {
            Key::Name if !partner.name.trim().is_empty() => SortKey::text(partner.name.trim()),
            key => self.read(partner, key).sort_key(),
        }
    }

    /// The value of a partner in a column.
    pub(super) fn read(&self, partner: &Partner, key: Key) -> Reading {
        self.read_with(partner, key, &OnceCell::new())
    }

    /// The values of a partner in some columns, its measures looked up once.
    pub(super) fn read_all(&self, partner: &Partner, keys: &[Key], mut each: impl FnMut(Reading)) {
        let measures = OnceCell::new();
        for key in keys {
            each(self.read_with(partner, *key, &measures));
        }
    }

    fn read_with(&self, partner: &Partner, key: Key, measures: &OnceCell<Option<&'a PartnerMeasures>>) -> Reading {
        let measures = || *measures.get_or_init(|| self.workbench.derived().partner(&partner.id));
        match key {
            Key::Tier
            | Key::Health
            | Key::Sourced
            | Key::Influenced
            | Key::Credited
            | Key::Growth
            | Key::Registrations
            | Key::Segment
            | Key::StrategicValue
            | Key::Quadrant
            | Key::Call
            | Key::Engagement
            | Key::Fit
            | Key::NextDue
            | Key::HealthRevenue
            | Key::HealthActivity
            | Key::HealthEngagement
            | Key::HealthSatisfaction
            | Key::HealthFit
            | Key::Nps => measures().map_or(Reading::Unknown, |measures| self.measured(partner, measures, key)),
            key => self.recorded(partner, key),
        }
    }

    fn measured(&self, partner: &Partner, measures: &PartnerMeasures, key: Key) -> Reading {
        if key == Key::Tier {
            return self.tier(&measures.tier);
        }
        if let Some(dimension) = key.dimension() {
            let points = measures.health.points(dimension);
            return points.map_or(Reading::Unknown, |points| Reading::Points(points, dimension.max()));
        }
        let number = |number: Option<Fraction>| number.map_or(Reading::Unknown, Reading::Number);
        let revenue = &measures.revenue;
        let sum = |sum: Sum| match (revenue.known(sum), revenue.recorded) {
            (Some(money), _) => Reading::Money(money, false),
            (None, true) => Reading::Money(sum.known(), true),
            (None, false) => Reading::Unknown,
        };
        match key {
            Key::Health => Reading::Health(measures.health),
            Key::Sourced => sum(revenue.sourced),
            Key::Influenced => sum(revenue.influenced),
            Key::Credited => sum(revenue.credited),
            Key::Growth => Reading::Growth(measures.growth),
            Key::Registrations => number(measures.registrations_last_quarter.map(|n| Fraction::from_integer(n.into()))),
            Key::Segment => by_hand(measures.segment, partner.segment_override.is_some()),
            Key::StrategicValue => number(measures.strategic_value()),
            Key::Quadrant => chosen(measures.placement.quadrant),
            Key::Call => chosen(measures.investment_call),
            Key::Engagement => {
                measures.engagement.map_or(Reading::Unknown, |level| by_hand(level, partner.engagement_level.is_some()))
            }
            Key::Fit => {
                measures.strategic_fit.map_or(Reading::Unknown, |fit| by_hand(fit, partner.strategic_fit.is_some()))
            }
            Key::NextDue => measures.next_due.as_ref().map_or(Reading::Unknown, |item| self.due(item.date)),
            _ => number(measures.nps),
        }
    }

    fn due(&self, date: Date) -> Reading {
        Reading::Date(date, date < self.workbench.as_of())
    }

    fn tier(&self, measures: &TierMeasures) -> Reading {
        let program = self.workbench.program();
        let next = measures.progress.map(|progress| progress.percent());
        let known = measures.effective.as_ref().map(|id| (id, program.tiers.get(id)));
        let turn = match (measures.qualified_rank, measures.possible_rank, measures.effective_rank) {
            (Some(qualified), _, Some(rank)) if qualified > rank => Turn::Up,
            (Some(_), _, None) => Turn::Up,
            (_, Some(possible), Some(rank)) if possible < rank => Turn::Down,
            _ => Turn::Stays,
        };
        let by_hand = measures.source == TierSource::Override;
        match known {
            None => Reading::Tier { name: "none".to_owned(), order: -1, next: None, by_hand, turn },
            Some((id, tier)) => Reading::Tier {
                name: tier.map_or_else(|| id.to_string(), |tier| tier.name.clone()),
                order: tier.map_or(-1, |tier| tier.order.into()),
                next,
                by_hand,
                turn,
            },
        }
    }

    fn recorded(&self, partner: &Partner, key: Key) -> Reading {
        let program = self.workbench.program();
        let date = |date: Option<Date>| date.map_or(Reading::Unknown, |date| Reading::Date(date, false));
        match key {
            Key::Findings => self
                .workbench
                .findings_known_on(&partner.id)
                .map_or(Reading::Unknown, |open| Reading::Number(Fraction::from_integer(open.total().into()))),
            Key::Name => words(Some(&partner.name)),
            Key::Type => chosen(partner.r#type),
            Key::Stage => chosen(Some(partner.stage)),
            Key::Status => chosen(partner.status),
            Key::Archetype => chosen(partner.archetype),
            Key::Found => chosen(partner.source),
            Key::Owner => words(
                partner
                    .owner
                    .as_ref()
                    .map(|id| program.team.get(id).map_or(id.as_str(), |member| member.name.as_str())),
            ),
            Key::Review => partner.review_on.map_or(Reading::Unknown, |on| self.due(on)),
            Key::TierSince => date(partner.tier_since),
            Key::Signed => date(partner.signed_on),
            Key::Region => words(partner.region.as_deref()),
            Key::Domain => words(partner.domain.as_deref()),
            Key::Sponsor => words(partner.exec_sponsor.as_deref()),
            Key::ToUs => words(partner.value_to_us.as_deref()),
            Key::ToThem => words(partner.value_to_them.as_deref()),
            Key::Note => words(partner.note.as_deref()),
            Key::Tags => words(Some(&partner.tags.join(", "))),
            Key::Portal => partner.portal_last_active.map_or(Reading::Unknown, |on| Reading::Text(on.to_string())),
            Key::Potential => partner.potential.map_or(Reading::Unknown, |money| Reading::Money(money, false)),
            _ => Reading::Unknown,
        }
    }
}
