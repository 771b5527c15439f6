//! A cell while it is typed: what the text means, what is wrong with it, and who would move.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::cells;
use super::figures;
use super::forecast::{self, Forecast};
use super::model::Model;
use super::rows::{LeafKey, Row, ValueKind};
use super::tree::{self, Join};
use crate::app::typed;
use crate::edit::commands::{records, tiers};
use crate::edit::{Edit, Refusal, field};
use crate::program::criterion::Criterion;
use crate::program::id::Id;
use crate::program::presets::{COMMISSION_BENEFIT, MDF_BENEFIT};
use crate::program::quantity::Quantity;
use crate::program::tier::{BenefitKind, Tier};
use crate::program::{AnyRecord, Kind};
use crate::tui::session::{Command, Workbench};
use crate::tui::widgets::text_field::TextField;

/// A cell: the tier and the row.
pub(super) type Place = (Id<Tier>, Row);

/// What a valid text would do.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Meaning {
    /// The value as it will be shown.
    pub(super) text: String,
    /// The criteria that would be, for a condition.
    pub(super) criteria: Option<Criterion>,
    /// Who would move, and what it would cost.
    pub(super) forecast: Option<Forecast>,
    /// What accepting it does; nothing when the value stays as it is.
    pub(super) edit: Option<Edit>,
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
        self.verdict.as_ref().ok()?.edit.clone().map(Command::Apply)
    }
}

fn number(text: &str, workbench: &Workbench) -> Option<Decimal> {
    let places = workbench.program().profile.currency.places();
    let digits = text.trim().trim_end_matches('%');
    typed::money(digits, places).map(crate::program::money::Money::decimal).ok()
}

/// One for counts and percents; for money the second digit of the amount, 1,000 below 10,000.
pub(super) fn step_of(kind: ValueKind, current: Decimal, up: bool) -> Decimal {
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

pub(super) fn why(refusal: Refusal) -> String {
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
            let canonical = typed::canonical(workbench, Kind::Tier, field.name(), text).map_err(why)?;
            let ids = [tier.shared()];
            let edit = changing(records::set_field(workbench.program(), Kind::Tier, &ids, field.name(), &canonical))?;
            let record = edit.as_ref().and_then(|edit| edit.changes.first()).and_then(|change| change.after().cloned());
            let record = record.or_else(|| workbench.program().record(Kind::Tier, tier.as_str()));
            let record = record.ok_or("this tier is gone")?;
            let shown = field::text(&record, field.name()).map_err(why)?;
            Ok(plain(workbench, tier, edit, shown))
        }
        Row::Benefit(benefit) => {
            let level = benefit_text(workbench, model, row, text)?;
            let edit = changing(tiers::set_benefit(workbench.program(), tier, benefit, &level))?;
            Ok(plain(workbench, tier, edit, level))
        }
        Row::Heading(_) | Row::Figure(_) => Err("this can not be typed".to_owned()),
    }
}

/// The edit, or nothing where the value is so already.
pub(super) fn changing(edit: Result<Edit, Refusal>) -> Result<Option<Edit>, String> {
    match edit {
        Ok(edit) => Ok(Some(edit).filter(|edit| !edit.is_empty())),
        Err(Refusal::NoChange(_)) => Ok(None),
        Err(refusal) => Err(why(refusal)),
    }
}

fn plain(workbench: &Workbench, tier: &Id<Tier>, edit: Option<Edit>, text: String) -> Meaning {
    let text = if text.is_empty() { "cleared".to_owned() } else { text };
    let changed = edit.as_ref().and_then(|edit| changed_tier(edit, tier));
    let forecast = changed.zip(workbench.program().tiers.get(tier));
    let forecast = forecast.map(|(new, old)| forecast::of_tier(workbench, old, new));
    Meaning { text, criteria: None, forecast, edit }
}

/// The tier as an edit leaves it.
pub(super) fn changed_tier<'a>(edit: &'a Edit, id: &Id<Tier>) -> Option<&'a Tier> {
    edit.changes.iter().find_map(|change| match change.after() {
        Some(AnyRecord::Tier(tier)) if tier.id == *id => Some(&**tier),
        _ => None,
    })
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
    let program = workbench.program();
    let meaning = |edit: Result<Edit, Refusal>, text: String| {
        let edit = changing(edit)?;
        let changed = edit.as_ref().and_then(|edit| changed_tier(edit, tier)).map(|tier| tier.criteria.clone());
        let forecast = match &changed {
            Some(changed) => forecast::of_criteria(workbench, tier, changed.clone()),
            None => Forecast::default(),
        };
        let criteria = changed.unwrap_or_else(|| criteria.clone());
        Ok(Meaning { text, criteria: Some(criteria), forecast: Some(forecast), edit })
    };
    if text.is_empty() {
        let changed = path.map_or_else(|| criteria.clone(), |path| tree::without(criteria, &path));
        return meaning(tiers::set_criteria(program, tier, changed), "no such condition".to_owned());
    }
    let threshold = threshold(workbench, key, text)?;
    let shown = figures::quantity(threshold, &key.metric, model.currency);
    if let Some(path) = path {
        return meaning(tiers::set_threshold(program, tier, &path, threshold), shown);
    }
    let changed = tree::with_condition(criteria, &[], Join::Root, key.condition(threshold));
    meaning(tiers::set_criteria(program, tier, changed), format!("{shown}, as one more condition"))
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
