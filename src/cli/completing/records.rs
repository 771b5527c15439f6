//! Records of a plan as words to type: identifiers with their names, paths of fields, values of fields.

use super::line::Offer;
use crate::analysis::derived::Derived;
use crate::app::entry;
use crate::edit::naming;
use crate::program::record::{FieldKind, FieldShape};
use crate::program::settings::registry;
use crate::program::{Kind, Program};

/// Up to so many partners everything is derived to name what can be explained.
const DERIVED: usize = 5_000;

/// The records of a kind by identifier, each with its name.
pub(super) fn of_kind(program: &Program, kind: Kind) -> Vec<Offer> {
    let records = program.records(kind);
    records.iter().map(|record| Offer::new(record.id(), naming::called_record(program, record))).collect()
}

/// Every path that can be explained.
pub(super) fn explained(program: &Program) -> Vec<Offer> {
    if program.partners.len() > DERIVED {
        return Vec::new();
    }
    // which paths there are does not depend on the day
    let day = program.profile.as_of.unwrap_or_default();
    Derived::new(program, day).explainable().map(|path| Offer::new(path, "")).collect()
}

/// What could stand for an argument of a command of `do`, after the values given before it.
pub(super) fn argument(program: &Program, name: &str, given: &[String]) -> Vec<Offer> {
    let kind = match name {
        "partner" | "partners" => Kind::Partner,
        "tier" => Kind::Tier,
        "deal" => Kind::Deal,
        "campaign" => Kind::Campaign,
        "task" | "tasks" => Kind::Task,
        "review" => Kind::Qbr,
        "action" => Kind::ActionItem,
        "registration" => Kind::DealRegistration,
        "request" => Kind::MdfRequest,
        "payment" => Kind::Payment,
        "benefit" => Kind::Benefit,
        "minute" => Kind::Minute,
        "conflict" => Kind::MergeConflict,
        "template" => Kind::TaskTemplate,
        "person" | "approver" => Kind::TeamMember,
        "setting" => {
            let known = registry();
            let title = |key: &str| known.definition(key).map(|found| found.title).unwrap_or_default();
            return known.keys().map(|key| Offer::new(key.as_str(), title(key.as_str()))).collect();
        }
        "kind" => return Kind::TABLES.iter().map(|kind| Offer::new(kind.table_name(), "")).collect(),
        "path" => return paths(program),
        "record" => return paths_to(program, ""),
        "value" => return values(program, given),
        "values" => return assignments(given),
        "ids" => {
            let kind = given.first().and_then(|word| naming::kind_named(word).ok());
            return kind.map(|kind| of_kind(program, kind)).unwrap_or_default();
        }
        _ => return Vec::new(),
    };
    of_kind(program, kind)
}

/// `partner/acme/` for every record of the kinds that are edited by hand.
fn paths_to(program: &Program, end: &str) -> Vec<Offer> {
    let kinds = [Kind::Partner, Kind::Tier, Kind::Campaign, Kind::Qbr, Kind::Task, Kind::ActionItem, Kind::Deal];
    let of = |kind: &Kind| {
        let noun = kind.noun().replace(' ', "_");
        let records = of_kind(program, *kind).into_iter();
        records.map(move |one| Offer::new(format!("{noun}/{}{end}", one.text), one.about)).collect::<Vec<_>>()
    };
    kinds.iter().flat_map(of).collect()
}

/// The fields of each record as paths: `partner/acme/owner`.
fn paths(program: &Program) -> Vec<Offer> {
    let fields = |one: Offer| {
        let noun = one.text.split('/').next().unwrap_or_default();
        let kind = naming::kind_named(noun).ok();
        let fields = kind.map(Kind::fields).unwrap_or_default();
        let path =
            |(field, _, _): &(&str, FieldKind, FieldShape)| Offer::new(format!("{}/{field}", one.text), &*one.about);
        fields.iter().map(path).collect::<Vec<_>>()
    };
    let program_fields = Kind::Profile.fields().iter().map(|(field, _, _)| Offer::new(format!("program/{field}"), ""));
    paths_to(program, "").into_iter().flat_map(fields).chain(program_fields).collect()
}

/// The values of the field at a path, where they are chosen from.
fn values(program: &Program, given: &[String]) -> Vec<Offer> {
    let Some(path) = given.first() else { return Vec::new() };
    let mut parts = path.split('/');
    let kind = parts.next().and_then(|noun| naming::kind_named(noun).ok());
    let name = parts.next_back().unwrap_or_default();
    let field = kind.and_then(|kind| kind.fields().iter().find(|(field, _, _)| *field == name));
    match field.map(|(_, kind, _)| kind) {
        Some(FieldKind::Choice(choices)) => choices.iter().map(|(word, said)| Offer::new(*word, *said)).collect(),
        Some(FieldKind::Reference(to)) => of_kind(program, *to),
        Some(FieldKind::YesNo) => ["yes", "no"].map(|word| Offer::new(word, "")).into(),
        _ => Vec::new(),
    }
}

/// The fields of a record as the beginning of `FIELD=VALUE`.
fn assignments(given: &[String]) -> Vec<Offer> {
    let noun = given.first().and_then(|word| word.split('/').next()).unwrap_or_default();
    let fields = naming::kind_named(noun).map(Kind::fields).unwrap_or_default();
    fields.iter().map(|(field, _, _)| Offer::new(format!("{field}="), entry::field_words(field))).collect()
}
