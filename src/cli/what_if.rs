//! `what-if`: what some changes would do, against the file as it stands; nothing is written.

use std::fmt::Write as _;
use std::sync::Arc;

use serde_json::{Value, json};

use super::failure::Failure;
use super::files;
use super::output::Reply;
use super::question_args::WhatIf;
use super::rows::plain;
use crate::analysis::comparison::{PartnerCost, TierMove, TierReturn, cost, moves, returns};
use crate::analysis::derived::{Derived, comparison_named};
use crate::analysis::exact::{exact_text, multiple_shown};
use crate::edit::commands::{records, settings, tiers};
use crate::edit::{Edit, Refusal, naming};
use crate::program::id::Id;
use crate::program::presets;
use crate::program::{Kind, Program};
use crate::report::cell::money_plain;

pub(super) fn what_if(words: &WhatIf) -> Result<Reply, Failure> {
    if words.set.is_empty() && words.preset.is_none() {
        let failure = Failure::usage("nothing_to_change", "nothing is to be changed");
        return Err(failure.hint("say what: --set tier/gold/criteria.sourced_arr=75k, --set influence.credit=30%"));
    }
    let workbench = files::session(&words.file, words.as_of.as_of)?;
    let (before, as_of) = (workbench.derived(), workbench.as_of());
    let mut program = workbench.program().clone();
    let mut labels = Vec::new();
    if let Some(name) = &words.preset {
        let ladder = presets::ladder(name).ok_or_else(|| {
            Failure::usage("no_such_preset", format!("there is no tier preset {name:?}"))
                .hint("standard, core, example")
        })?;
        labels.push(apply(&mut program, |program| tiers::apply_preset(program, name, ladder), "--preset")?);
    }
    for text in &words.set {
        let (path, value) = text.split_once('=').ok_or_else(|| {
            Failure::usage("bad_set", format!("--set {text:?} is not PATH=VALUE")).hint("such as influence.credit=30%")
        })?;
        labels.push(apply(&mut program, |program| edit(program, path.trim(), value.trim()), text)?);
    }
    let after = Derived::new(&program, as_of);
    let moved = moves(before, &after);
    let costs = [cost(workbench.program(), before), cost(&program, &after)];
    let economics = [returns(workbench.program(), before), returns(&program, &after)];
    let data = json!({
        "as_of": as_of.to_string(),
        "currency": workbench.program().profile.currency.code(),
        "changes": labels,
        "movers": moved.iter().map(mover_json).collect::<Vec<_>>(),
        "cost": {"before": cost_json(&costs[0]), "after": cost_json(&costs[1])},
        "economics": {"before": returns_json(&economics[0]), "after": returns_json(&economics[1])},
    });
    let out = text(workbench.program(), &labels, &moved, &costs, &economics);
    let people = if moved.len() == 1 { "1 partner moves".to_owned() } else { format!("{} partners move", moved.len()) };
    Ok(Reply::new("what-if", out, data).note(format!("{people}, as of {as_of}; nothing was written")))
}

/// Changes the copy, or says which change cannot be.
fn apply(
    program: &mut Program,
    edit: impl FnOnce(&Program) -> Result<Edit, Refusal>,
    said: &str,
) -> Result<String, Failure> {
    let edit = match edit(program) {
        Ok(edit) => edit,
        Err(Refusal::NoChange(why)) => return Ok(format!("{said}: {why}")),
        Err(refusal) => {
            let mut failure = Failure::from(refusal);
            for problem in &mut failure.problems {
                problem.field = Some(format!("--set {said}"));
            }
            return Err(failure);
        }
    };
    edit.apply(program)?;
    Ok(edit.label)
}

/// The edit that a path and a value stand for.
fn edit(program: &Program, path: &str, value: &str) -> Result<Edit, Refusal> {
    let mut parts = path.splitn(3, '/');
    let (kind, second, field) = (parts.next().unwrap_or_default(), parts.next(), parts.next());
    match (kind, second, field) {
        (key, None, None) | ("setting" | "settings", Some(key), None) => settings::set(program, key, Some(value)),
        ("tier" | "tiers", Some(id), Some(field)) if field.starts_with("criteria.") => {
            threshold(program, id, field.trim_start_matches("criteria."), value)
        }
        (kind, Some(id), Some(field)) => {
            let kind = naming::kind_named(kind)?;
            let value = if field_is_money(kind, field) { money_text(value) } else { value.to_owned() };
            records::set_field(program, kind, &[Arc::from(id)], field, &value)
        }
        (_, Some(_), None) => Err(Refusal::bad(path, "a path is KIND/ID/FIELD, or the key of a setting")),
        (_, None, Some(_)) => Err(Refusal::bad(path, "a path is KIND/ID/FIELD")),
    }
}

fn threshold(program: &Program, id: &str, wanted: &str, value: &str) -> Result<Edit, Refusal> {
    let tier = program.tiers.find(id).ok_or_else(|| Refusal::missing(Kind::Tier, id))?;
    let path = comparison_named(&tier.criteria, wanted)
        .ok_or_else(|| Refusal::bad(wanted, format!("{} has no such comparison", tier.name)))?;
    let number = money_text(value).parse().map_err(|_| Refusal::bad(wanted, format!("{value:?} is not a number")))?;
    let id: &Id<crate::program::tier::Tier> = &tier.id;
    tiers::set_threshold(program, id, &path, number)
}

fn field_is_money(kind: Kind, field: &str) -> bool {
    let found = kind.fields().iter().find(|(name, _, _)| *name == field);
    found.is_some_and(|(_, kind, _)| matches!(kind, crate::program::record::FieldKind::Money))
}

/// `75k` and `1.2m` as plain numbers; other text as it is.
fn money_text(text: &str) -> String {
    let lower = text.trim_start_matches('$').replace(',', "").to_lowercase();
    let (digits, places) = match lower.strip_suffix('k') {
        Some(digits) => (digits, 3),
        None => match lower.strip_suffix('m') {
            Some(digits) => (digits, 6),
            None => (lower.as_str(), 0),
        },
    };
    match digits.parse::<rust_decimal::Decimal>() {
        Ok(number) => (number * rust_decimal::Decimal::from(10_u64.pow(places))).normalize().to_string(),
        Err(_) => text.to_owned(),
    }
}

fn mover_json(found: &TierMove) -> Value {
    json!({
        "partner": found.partner.as_str(),
        "from": found.from.as_ref().map(Id::as_str),
        "to": found.to.as_ref().map(Id::as_str),
        "levels": found.levels,
        "deciding": found.deciding,
    })
}

fn cost_json(cost: &PartnerCost) -> Value {
    json!({
        "margin": money_plain(cost.margin),
        "mdf": money_plain(cost.mdf),
        "hours": null,
        "total": money_plain(cost.total),
        "unknown": cost.unknown,
    })
}

fn returns_json(found: &[TierReturn]) -> Value {
    let one = |multiple: Option<&crate::analysis::exact::Exact>| match multiple {
        Some(multiple) => json!({"exact": exact_text(multiple), "display": multiple_shown(Some(multiple))}),
        None => Value::Null,
    };
    let row = |found: &TierReturn| {
        json!({
            "tier": found.tier.as_str(),
            "partners": found.partners,
            "average": one(found.average.as_ref()),
            "at_threshold": one(found.at_threshold.as_ref()),
        })
    };
    found.iter().map(row).collect()
}

fn text(
    program: &Program,
    labels: &[String],
    moved: &[TierMove],
    costs: &[PartnerCost; 2],
    economics: &[Vec<TierReturn>; 2],
) -> String {
    let mut out = String::from("What if\n");
    for label in labels {
        let _ = writeln!(out, "  {}", plain(label));
    }
    out.push_str("\nWho moves\n");
    if moved.is_empty() {
        out.push_str("  nobody\n");
    }
    for found in moved {
        let name = program.partners.get(&found.partner).map_or(found.partner.as_str(), |partner| &partner.name);
        let tier =
            |tier: &Option<Id<crate::program::tier::Tier>>| tier.as_ref().map_or("no tier", Id::as_str).to_owned();
        let (from, to) = (tier(&found.from), tier(&found.to));
        let _ = writeln!(out, "  {}: {from} to {to} ({:+}), {}", plain(name), found.levels, found.deciding);
    }
    out.push_str("\nCost a year, each partner in the tier it qualifies for\n");
    let currency = program.profile.currency;
    let [before, after] = costs;
    for (label, old, new) in [
        ("Commission and margin", before.margin, after.margin),
        ("MDF", before.mdf, after.mdf),
        ("Total", before.total, after.total),
    ] {
        let change = new.minus(old);
        let sign = if change.is_negative() { "" } else { "+" };
        let _ = writeln!(
            out,
            "  {label:<22}{} to {} ({sign}{})",
            currency.told(old),
            currency.told(new),
            currency.told(change)
        );
    }
    out.push_str("\nReturn of each tier, at the average and at the threshold\n");
    let [before, after] = economics;
    for found in after {
        let old =
            before.iter().find(|old| old.tier == found.tier).map_or_else(|| "new".to_owned(), TierReturn::display);
        let _ = writeln!(out, "  {:<22}{} partners, {old} to {}", found.tier.as_str(), found.partners, found.display());
    }
    out
}
