//! A cell while it is typed: what the text means, what is wrong with it, and who would move.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::cells;
use super::figures;
use super::forecast::{self, Forecast};
use super::model::Model;
use super::rows::{LeafKey, Row, ValueKind};
use super::tree::{self, Join};
use crate::app::command::{RecordCommand, TierCommand};
use crate::app::typed;
use crate::edit::commands::tiers;
use crate::edit::{Refusal, field};
use crate::program::Kind;
use crate::program::criterion::Criterion;
use crate::program::id::Id;
use crate::program::presets::{COMMISSION_BENEFIT, MDF_BENEFIT};
use crate::program::quantity::Quantity;
use crate::program::tier::{BenefitKind, Tier};
use crate::tui::session::{Command, Workbench};
use crate::tui::widgets::text_field::TextField;

/// A cell: the tier and the row.
pub(super) type Place = (Id<Tier>, Row);

/// What a valid text would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Meaning {
    /// The value as it will be shown.
    pub(super) text: String,
    /// The criteria that would be, for a condition.
    pub(super) criteria: Option<Criterion>,
    /// Who would move, for a condition.
    pub(super) forecast: Option<Forecast>,
    command: Option<Box<CommandParts>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum CommandParts {
    Threshold { path: Vec<usize>, threshold: Quantity },
    Criteria(Criterion),
    Field { name: &'static str, text: String },
    Benefit { level: String },
}

/// The cell that is typed into.
#[derive(Debug, Clone)]
pub(super) struct Editor {
    pub(super) place: Place,
    pub(super) text: TextField,
    pub(super) original: String,
    pub(super) verdict: Result<Meaning, String>,
}

/// Text that is not in the program: left invalid in a cell, or left behind by Esc.
#[derive(Debug, Clone, Default)]
pub(super) struct Drafts {
    pub(super) invalid: BTreeMap<Place, String>,
    pub(super) abandoned: Option<(Place, String)>,
}

/// What a cell holds, for typing.
pub(super) fn kind(model: &Model, row: &Row) -> Option<ValueKind> {
    match row {
        Row::Heading(_) | Row::Figure(_) => None,
        Row::Leaf(key) => Some(key.kind()),
        Row::Field(field) => Some(field.kind()),
        Row::Benefit(id) => Some(match (id.as_str(), model.benefits.get(id).map(|benefit| benefit.kind)) {
            (COMMISSION_BENEFIT, _) => ValueKind::Percent,
            (MDF_BENEFIT, _) | (_, Some(BenefitKind::Money)) => ValueKind::Money,
            (_, Some(BenefitKind::Scale | BenefitKind::YesNo)) => ValueKind::Choice,
            (_, Some(BenefitKind::Text) | None) => ValueKind::Text,
        }),
    }
}

impl Editor {
    /// Begins to type into a cell, with the text it has or with none.
    pub(super) fn begin(workbench: &Workbench, model: &Model, place: Place, text: Option<String>) -> Self {
        let rank = model.rank(&place.0).unwrap_or(0);
        let original = cells::typed_text(model, &place.1, rank);
        let text = text.map_or_else(|| TextField::replaceable(&*original), TextField::new);
        let mut editor = Self { place, text, original, verdict: Err(String::new()) };
        editor.judge(workbench, model);
        editor
    }

    /// Reads the text again.
    pub(super) fn judge(&mut self, workbench: &Workbench, model: &Model) {
        self.verdict = meaning(workbench, model, &self.place, self.text.text());
    }

    /// Steps the number in the text up or down.
    pub(super) fn step(&mut self, workbench: &Workbench, model: &Model, up: bool) {
        let Some(kind) = kind(model, &self.place.1) else { return };
        let current = number(self.text.text(), workbench).unwrap_or(Decimal::ZERO);
        let step = step_of(kind, current, up);
        let next = if up { current + step } else { current - step };
        let next = next.max(Decimal::ZERO).normalize();
        let text = if kind == ValueKind::Percent { format!("{next}%") } else { next.to_string() };
        self.text.set(&text);
        self.judge(workbench, model);
    }

    /// The command that accepts the text; nothing when the value stays as it is.
    pub(super) fn command(&self) -> Option<Command> {
        let tier = self.place.0.clone();
        let parts = self.verdict.as_ref().ok()?.command.as_deref()?.clone();
        Some(match parts {
            CommandParts::Threshold { path, threshold } => {
                Command::Tier(TierCommand::SetThreshold { tier, path, threshold })
            }
            CommandParts::Criteria(criteria) => Command::Tier(TierCommand::SetCriteria { tier, criteria }),
            CommandParts::Field { name, text } => Command::Record(RecordCommand::SetField {
                kind: Kind::Tier,
                ids: vec![tier.shared()],
                field: name.to_owned(),
                text,
            }),
            CommandParts::Benefit { level } => {
                let Row::Benefit(benefit) = &self.place.1 else { return None };
                Command::Tier(TierCommand::SetBenefit { tier, benefit: benefit.clone(), level })
            }
        })
    }
}

fn number(text: &str, workbench: &Workbench) -> Option<Decimal> {
    let places = workbench.program().profile.currency.places();
    let digits = text.trim().trim_end_matches('%');
    typed::money(digits, places).map(crate::program::money::Money::decimal).ok()
}

/// One for counts and percents; for money the second digit of the amount, 1,000 below 10,000.
fn step_of(kind: ValueKind, current: Decimal, up: bool) -> Decimal {
    if kind != ValueKind::Money {
        return Decimal::ONE;
    }
    let mut step = Decimal::from(1_000);
    let ten = Decimal::TEN;
    // Stepping down from 100,000 goes by the size of 99,999, so that up and down are each other's way back.
    let size = if up { current } else { current - Decimal::ONE };
    while size >= step * ten * ten {
        step *= ten;
    }
    step
}

fn why(refusal: Refusal) -> String {
    match refusal {
        Refusal::BadValue { why, .. } => why,
        other => other.to_string(),
    }
}

fn meaning(workbench: &Workbench, model: &Model, place: &Place, text: &str) -> Result<Meaning, String> {
    let (tier, row) = place;
    match row {
        Row::Leaf(key) => condition(workbench, model, tier, key, text.trim()),
        Row::Field(field) => {
            let command = CommandParts::Field { name: field.name(), text: text.to_owned() };
            let canonical = typed::canonical(workbench, Kind::Tier, field.name(), text).map_err(why)?;
            let record = workbench.program().record(Kind::Tier, tier.as_str()).ok_or("this tier is gone")?;
            let old = field::text(&record, field.name()).map_err(why)?;
            let changed = field::with(&record, field.name(), &canonical).map_err(why)?;
            let new = field::text(&changed, field.name()).map_err(why)?;
            Ok(plain(old != new, new, command))
        }
        Row::Benefit(benefit) => {
            let level = benefit_text(workbench, model, row, text)?;
            let edit = tiers::set_benefit(workbench.program(), tier, benefit, &level).map_err(why)?;
            Ok(plain(!edit.is_empty(), level.clone(), CommandParts::Benefit { level }))
        }
        Row::Heading(_) | Row::Figure(_) => Err("this can not be typed".to_owned()),
    }
}

fn plain(changes: bool, text: String, command: CommandParts) -> Meaning {
    let text = if text.is_empty() { "cleared".to_owned() } else { text };
    Meaning { text, criteria: None, forecast: None, command: changes.then(|| Box::new(command)) }
}

fn benefit_text(workbench: &Workbench, model: &Model, row: &Row, text: &str) -> Result<String, String> {
    let text = text.trim();
    let places = workbench.program().profile.currency.places();
    Ok(match kind(model, row) {
        _ if text.is_empty() => String::new(),
        Some(ValueKind::Money) => typed::money(text, places).map_err(|bad| bad.to_string())?.to_string(),
        Some(ValueKind::Percent) => format!("{}%", text.trim_end_matches('%').trim()),
        _ => text.to_owned(),
    })
}

/// A threshold; empty text takes the condition away, text where there is none adds it.
fn condition(
    workbench: &Workbench,
    model: &Model,
    tier: &Id<Tier>,
    key: &LeafKey,
    text: &str,
) -> Result<Meaning, String> {
    let rank = model.rank(tier).ok_or("this tier is gone")?;
    let criteria = &model.tiers.get(rank).ok_or("this tier is gone")?.criteria;
    let path = key.path(criteria);
    let meaning = |changed: Criterion, text: String, command: CommandParts| {
        let changes = changed != *criteria;
        let forecast =
            if changes { forecast::of_criteria(workbench, tier, changed.clone()) } else { Forecast::default() };
        let command = changes.then(|| Box::new(command));
        Meaning { text, criteria: Some(changed), forecast: Some(forecast), command }
    };
    if text.is_empty() {
        let changed = path.map_or_else(|| criteria.clone(), |path| tree::without(criteria, &path));
        return Ok(meaning(changed.clone(), "no such condition".to_owned(), CommandParts::Criteria(changed)));
    }
    let threshold = threshold(workbench, key, text)?;
    let shown = figures::quantity(threshold, &key.metric, model.currency);
    if let Some(path) = path {
        let changed = tiers::with_threshold(workbench.program(), tier, &path, threshold).map_err(why)?;
        return Ok(meaning(changed, shown, CommandParts::Threshold { path, threshold }));
    }
    let changed = tree::with_condition(criteria, &[], Join::Root, key.condition(threshold));
    tiers::set_criteria(workbench.program(), tier, changed.clone()).map_err(why)?;
    Ok(meaning(changed.clone(), format!("{shown}, as one more condition"), CommandParts::Criteria(changed)))
}

/// The threshold that a text means for a metric.
pub(super) fn threshold(workbench: &Workbench, key: &LeafKey, text: &str) -> Result<Quantity, String> {
    let places = workbench.program().profile.currency.places();
    if key.kind() == ValueKind::Money {
        return typed::money(text, places).map(Quantity::money).map_err(|bad| bad.to_string());
    }
    let digits = typed::quantity(text).map_err(|bad| bad.to_string())?;
    digits.parse().map_err(|bad: crate::program::text_value::BadText| bad.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_follow_the_size_of_the_amount_and_lead_back() {
        let step = |text: &str, up| step_of(ValueKind::Money, text.parse().unwrap(), up).to_string();
        assert_eq!(step("0", true), "1000");
        assert_eq!(step("25000", true), "1000");
        assert_eq!(step("100000", true), "10000");
        assert_eq!(step("100000", false), "1000");
        assert_eq!(step("110000", false), "10000");
        assert_eq!(step_of(ValueKind::Count, Decimal::TEN, true), Decimal::ONE);
    }
}
