//! `PATH = VALUE` as an edit: the words of `what-if --set` and of scenario files.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::analysis::derived::comparison_named;
use crate::edit::commands::{records, settings, tiers};
use crate::edit::{Edit, Refusal, naming};
use crate::program::{Kind, Program};

/// The edit that `PATH = VALUE` stands for.
pub fn assign_text(program: &Program, text: &str) -> Result<Edit, Refusal> {
    let (path, value) = text
        .split_once('=')
        .ok_or_else(|| Refusal::bad(text, "this is not PATH=VALUE, such as influence.credit=30%"))?;
    assign(program, path.trim(), value.trim())
}

/// The edit that a path and a value stand for: the key of a setting, a comparison of a tier, or any field of a record.
pub fn assign(program: &Program, path: &str, value: &str) -> Result<Edit, Refusal> {
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
    tiers::set_threshold(program, &tier.id, &path, number)
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
    match digits.parse::<Decimal>() {
        Ok(number) => (number * Decimal::from(10_u64.pow(places))).normalize().to_string(),
        Err(_) => text.to_owned(),
    }
}
