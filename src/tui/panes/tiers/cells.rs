//! What stands in a cell of the designer, and in which role.

use std::cmp::Ordering;

use super::figures;
use super::model::{Model, inputs, inputs_at_threshold};
use super::rows::{Field, Figure, Row};
use super::sentence;
use crate::analysis::exact::{Exact, multiple_shown, to_money};
use crate::analysis::tier_ladder::{compare_benefit, step_fault};
use crate::program::choice::Choice;
use crate::program::money::Money;
use crate::program::presets::benefit_value;
use crate::program::rate::Percent;
use crate::program::tier::{BenefitKind, Tier};
use crate::tui::glyphs::Glyphs;
use crate::tui::theme::Role;

/// A value as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shown {
    pub(super) text: String,
    pub(super) role: Role,
    /// True where a rule of the ladder is broken.
    pub(super) fault: bool,
}

impl Shown {
    fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), role: Role::Text, fault: false }
    }

    fn muted(text: impl Into<String>) -> Self {
        Self { role: Role::Muted, ..Self::new(text) }
    }

    fn or_unknown(text: Option<String>, glyphs: &Glyphs) -> Self {
        text.map_or_else(|| Self::muted(glyphs.unknown), Self::new)
    }
}

/// The words at the left of a row.
pub(super) fn label(model: &Model, row: &Row) -> String {
    match row {
        Row::Heading(section) => section.title().to_owned(),
        Row::Leaf(key) => {
            let window = (key.window != key.metric.default_window()).then_some(key.window);
            format!("{} {}", capital(&sentence::measured(&key.metric, window)), sentence::sign(key.op))
        }
        Row::Field(field) => field.label().to_owned(),
        Row::Figure(figure) => figure.label().to_owned(),
        Row::Benefit(id) => model.benefits.get(id).map_or_else(|| id.to_string(), |benefit| benefit.name.clone()),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The value of a row for the tier of that rank, within so many cells.
pub(super) fn shown(model: &Model, row: &Row, rank: usize, cells: usize, glyphs: &Glyphs) -> Shown {
    let Some(tier) = model.tiers.get(rank) else { return Shown::new("") };
    match row {
        Row::Heading(_) => Shown::new(""),
        Row::Leaf(key) => {
            let Some(value) = model.threshold(key, rank) else { return Shown::muted(glyphs.unknown) };
            let fault = model.threshold_below(key, rank).and_then(|below| step_fault(below, value)).is_some();
            let text = match (key.metric.kind(), Money::rounded(value.decimal(), 2)) {
                (crate::program::criterion::MetricKind::Money, Some(amount)) => {
                    figures::money_within(amount, model.currency, cells)
                }
                _ => figures::grouped(value.decimal()),
            };
            Shown { fault, ..Shown::new(text) }
        }
        Row::Field(field) => field_shown(model, tier, *field, cells, glyphs),
        Row::Figure(figure) => figure_shown(model, tier, rank, *figure, cells, glyphs),
        Row::Benefit(_) => benefit_shown(model, tier, rank, row, cells, glyphs),
    }
}

fn field_shown(model: &Model, tier: &Tier, field: Field, cells: usize, glyphs: &Glyphs) -> Shown {
    let money = |amount: Option<Money>| amount.map(|amount| figures::money_within(amount, model.currency, cells));
    let percent = |rate: Option<Percent>| rate.map(|rate| rate.to_string());
    let text = match field {
        Field::ReviewMonths if tier.review_months == 0 => return Shown::muted("never"),
        Field::ReviewMonths => Some(tier.review_months.to_string()),
        Field::GraceQuarters => Some(tier.grace_quarters.to_string()),
        Field::Commission => percent(tier.commission),
        Field::Margin => percent(tier.margin),
        Field::MdfAnnual => money(tier.mdf_annual),
        Field::MdfCap => money(tier.mdf_quarter_cap),
        Field::Approver => tier.mdf_approver.map(|approver| approver.label().to_owned()),
        Field::AverageRevenue => money(tier.average_revenue),
        Field::EconomicsMargin => percent(tier.economics_margin),
        Field::PartnerCost => money(tier.partner_cost),
    };
    Shown::or_unknown(text, glyphs)
}

fn figure_shown(model: &Model, tier: &Tier, rank: usize, figure: Figure, cells: usize, glyphs: &Glyphs) -> Shown {
    let people = model.people_of(rank);
    let count = |pick: fn(&super::people::TierPeople) -> usize| people.map_or(0, pick);
    let counted = |count: usize, role: Role| match count {
        0 => Shown::muted("0"),
        _ => Shown { role, ..Shown::new(figures::grouped(count.into())) },
    };
    match figure {
        Figure::Members => counted(count(|people| people.members), Role::Text),
        Figure::Qualified => counted(count(|people| people.qualified), Role::Text),
        Figure::Rising => counted(count(|people| people.rising), Role::Good),
        Figure::Short => counted(count(|people| people.short), Role::Bad),
        Figure::Near => counted(count(|people| people.near), Role::Text),
        Figure::Multiple => multiple(inputs(tier), glyphs),
        Figure::AtThreshold => multiple(inputs_at_threshold(tier), glyphs),
        Figure::BreakEven => {
            let found = tier.economics_margin.zip(tier.partner_cost).and_then(|(margin, cost)| {
                let inputs = crate::analysis::tier_economics::TierInputs { revenue: Money::ZERO, margin, cost };
                inputs.economics().break_even
            });
            let text = found.map(|revenue| crate::tui::amount::short(to_money(&revenue), model.currency, cells));
            Shown::or_unknown(text, glyphs)
        }
    }
}

fn multiple(inputs: Option<crate::analysis::tier_economics::TierInputs>, glyphs: &Glyphs) -> Shown {
    let Some(inputs) = inputs else { return Shown::muted(glyphs.unknown) };
    let multiple = inputs.economics().multiple;
    let below = |limit: u8| multiple.as_ref().is_some_and(|m| *m < Exact::from_integer(limit.into()));
    let role = if below(1) {
        Role::Bad
    } else if below(3) {
        Role::Warning
    } else {
        Role::Text
    };
    Shown { role, fault: below(1), ..Shown::new(multiple_shown(multiple.as_ref())) }
}

fn benefit_shown(model: &Model, tier: &Tier, rank: usize, row: &Row, cells: usize, glyphs: &Glyphs) -> Shown {
    let Row::Benefit(id) = row else { return Shown::new("") };
    let Some(benefit) = model.benefits.get(id) else { return Shown::muted(glyphs.unknown) };
    let below = rank.checked_sub(1).and_then(|below| model.tiers.get(below));
    let (mark, role) = match below.map(|below| compare_benefit(benefit, below, tier)) {
        None => ("", Role::Text),
        Some(Some(Ordering::Greater)) => (glyphs.ascending, Role::Good),
        Some(Some(Ordering::Less)) => (glyphs.descending, Role::Bad),
        Some(Some(Ordering::Equal)) => ("=", Role::Muted),
        Some(None) => ("~", Role::Text),
    };
    let room = cells.saturating_sub(2);
    let text = match benefit_value(tier, id) {
        None => glyphs.unknown.to_owned(),
        Some(text) => match (benefit.kind, text.parse::<Money>()) {
            (BenefitKind::Money, Ok(amount)) => figures::money_within(amount, model.currency, room),
            _ => text,
        },
    };
    let text = crate::tui::widgets::safe_text::cut(&text, if mark.is_empty() { cells } else { room }, glyphs.ellipsis);
    let text = if mark.is_empty() { text } else { format!("{mark} {text}") };
    Shown { text, role, fault: role == Role::Bad }
}

/// The value as it would be typed: plain digits, words of the list.
pub(super) fn typed_text(model: &Model, row: &Row, rank: usize) -> String {
    let Some(tier) = model.tiers.get(rank) else { return String::new() };
    let plain = |value: rust_decimal::Decimal| value.normalize().to_string();
    let money = |amount: Option<Money>| amount.map(|amount| plain(amount.decimal()));
    let percent = |rate: Option<Percent>| rate.map(|rate| format!("{}%", plain(rate.decimal())));
    let text = match row {
        Row::Leaf(key) => model.threshold(key, rank).map(|value| plain(value.decimal())),
        Row::Field(field) => match field {
            Field::ReviewMonths => Some(tier.review_months.to_string()),
            Field::GraceQuarters => Some(tier.grace_quarters.to_string()),
            Field::Commission => percent(tier.commission),
            Field::Margin => percent(tier.margin),
            Field::MdfAnnual => money(tier.mdf_annual),
            Field::MdfCap => money(tier.mdf_quarter_cap),
            Field::Approver => tier.mdf_approver.map(|approver| approver.word().to_owned()),
            Field::AverageRevenue => money(tier.average_revenue),
            Field::EconomicsMargin => percent(tier.economics_margin),
            Field::PartnerCost => money(tier.partner_cost),
        },
        Row::Benefit(id) => benefit_value(tier, id),
        Row::Heading(_) | Row::Figure(_) => None,
    };
    text.unwrap_or_default()
}
