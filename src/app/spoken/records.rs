//! Records of any kind and settings, in words.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::given::{Given, number};
use super::spec::{Spoken, flag, many, needed};
use crate::analysis::derived::comparison_named;
use crate::app::command::{Command, RecordCommand, TierCommand};
use crate::app::entry;
use crate::edit::commands::conflicts::Decision;
use crate::edit::commands::records;
use crate::edit::{Refusal, naming};
use crate::program::id::Id;
use crate::program::settings::registry;
use crate::program::tier::Tier;
use crate::program::{AnyRecord, Kind};

/// The most records that a refusal names.
const NAMED: usize = 12;

pub(super) static ALL: &[Spoken] = &[
    Spoken {
        name: "set",
        arguments: &[
            needed("path", "KIND/ID/FIELD, ids divided by commas; program/FIELD; tier/ID/criteria.METRIC"),
            needed("value", "the value as it is typed: 25k, 12%, fri, +2w; lists divided by commas"),
        ],
        about: "Sets a field of records.",
        example: "set partner/datapulse,cloudbridge/region EMEA",
        read: set,
    },
    Spoken {
        name: "unset",
        arguments: &[needed("path", "KIND/ID/FIELD, ids divided by commas")],
        about: "Makes a field of records unknown, or a list empty.",
        example: "unset partner/datapulse/owner",
        read: |given| set_field(given, ""),
    },
    Spoken {
        name: "add",
        arguments: &[
            needed("kind", "the kind of record, such as deal or contact"),
            many("values", "FIELD=VALUE for every field that is known; id=... names the identifier"),
        ],
        about: "Adds a record of any kind; its identifier is made from its name and told.",
        example: "add deal name='Renewal 2027' partner=datapulse stage=proposal amount=25k",
        read: add,
    },
    Spoken {
        name: "edit",
        arguments: &[
            needed("record", "KIND/ID"),
            many("values", "FIELD=VALUE; an empty value makes the field unknown"),
        ],
        about: "Sets several fields of one record at once.",
        example: "edit partner/datapulse region=EMEA tags=cloud,data",
        read: edit,
    },
    Spoken {
        name: "put",
        arguments: &[
            needed("kind", "the kind of the record"),
            needed("record", "the record as the plan file writes it: (id: \"acme\", name: \"Acme\", ...)"),
        ],
        about: "Puts a whole record, as a new one or in place of the one with its identifier.",
        example: "put holiday '(id: \"new-year\", date: \"2027-01-01\", name: \"New Year\")'",
        read: put,
    },
    Spoken {
        name: "decide",
        arguments: &[
            needed("conflict", "the identifier of the conflict, as `show FILE conflicts` or the file names it"),
            needed("side", "one, other, before or standing"),
        ],
        about: "Decides what two people decided differently; the conflict is gone.",
        example: "decide acme-region-4hj2kq other",
        read: decide,
    },
    Spoken {
        name: "delete",
        arguments: &[
            needed("kind", "the kind of the records"),
            many("ids", "which"),
            flag("cascade", "also delete what cannot be without them"),
        ],
        about: "Deletes records; references to them are cleared.",
        example: "delete partner datapulse --cascade",
        read: delete,
    },
    Spoken {
        name: "set-setting",
        arguments: &[
            needed("setting", "its key, or its row in the register such as C-05"),
            needed("value", "one of its choices, or a value in its range"),
        ],
        about: "Sets a setting of the program.",
        example: "set-setting C-05 accepted",
        read: |given| {
            let key = setting(given.text("setting"))?;
            Ok(Command::SetSetting { key, text: Some(given.text("value").to_owned()) })
        },
    },
    Spoken {
        name: "reset-setting",
        arguments: &[needed("setting", "its key, or its row in the register")],
        about: "Puts a setting back to its default.",
        example: "reset-setting tier.referral_rule",
        read: |given| Ok(Command::SetSetting { key: setting(given.text("setting"))?, text: None }),
    },
];

fn set(given: &Given<'_>) -> Result<Command, Refusal> {
    let threshold = given.place("path")?;
    if let (Kind::Tier, Some(wanted)) = (threshold.kind, threshold.field.strip_prefix("criteria.")) {
        let tier: Id<Tier> = match threshold.ids.as_slice() {
            [one] => Id::from_shared(Arc::clone(one)).map_err(|bad| Refusal::bad("path", bad))?,
            _ => return Err(Refusal::bad("path", "a threshold is that of one tier")),
        };
        return threshold_command(given, tier, wanted, given.text("value"));
    }
    set_field(given, given.text("value"))
}

/// A threshold by the name of its metric.
pub(super) fn threshold_command(
    given: &Given<'_>,
    tier: Id<Tier>,
    wanted: &str,
    text: &str,
) -> Result<Command, Refusal> {
    let found = given.workbench.program().tiers.get(&tier);
    let found = found.ok_or_else(|| Refusal::missing(Kind::Tier, tier.as_str()))?;
    let path = comparison_named(&found.criteria, wanted)
        .ok_or_else(|| Refusal::bad("metric", format!("{} has no comparison with {wanted:?}", found.name)))?;
    Ok(Command::Tier(TierCommand::SetThreshold { tier, path, threshold: number("value", text)? }))
}

fn set_field(given: &Given<'_>, text: &str) -> Result<Command, Refusal> {
    let place = given.place("path")?;
    if place.ids.is_empty() {
        return Err(Refusal::bad("path", "no record is named"));
    }
    let (kind, ids, field) = (place.kind, place.ids, place.field);
    Ok(Command::Record(RecordCommand::SetField { kind, ids, field, text: text.to_owned() }))
}

fn add(given: &Given<'_>) -> Result<Command, Refusal> {
    let kind = naming::kind_named(given.text("kind"))?;
    if kind == Kind::Profile {
        return Err(Refusal::NotNow("there is one program in a plan; set its fields: set program/name ...".to_owned()));
    }
    let (ids, values): (Vec<_>, Vec<_>) = given.pairs("values")?.into_iter().partition(|(name, _)| name == "id");
    let id = ids.first().map(|(_, id)| id.as_str());
    Ok(Command::Record(entry::adding(given.workbench, kind, id, &values)?))
}

fn put(given: &Given<'_>) -> Result<Command, Refusal> {
    let kind = naming::kind_named(given.text("kind"))?;
    let read = AnyRecord::from_ron(kind, given.text("record"));
    let record = read.map_err(|error| Refusal::bad("record", error.code.to_string()))?;
    let program = given.workbench.program();
    let called = |verb: &str| format!("{verb} {} {}", kind.noun(), record.id());
    Ok(Command::Record(match program.record(kind, record.id()) {
        Some(known) if known.same(&record) => return Err(Refusal::NoChange("the record is already so".to_owned())),
        Some(_) => RecordCommand::Replace { label: called("Edit"), record },
        None => RecordCommand::Add { label: called("Add"), record },
    }))
}

fn edit(given: &Given<'_>) -> Result<Command, Refusal> {
    let text = given.text("record");
    let (kind, id) = text.split_once('/').unwrap_or((text, ""));
    let kind = naming::kind_named(kind)?;
    let id = if kind == Kind::Profile { kind.table_name().into() } else { given.record(kind, id)? };
    let program = given.workbench.program();
    let record = program.record(kind, &id).ok_or_else(|| Refusal::missing(kind, &*id))?;
    let changed = entry::editing(given.workbench, &record, &given.pairs("values")?)?;
    let same = || Refusal::NoChange("the record is already so".to_owned());
    Ok(Command::Record(changed.ok_or_else(same)?))
}

fn delete(given: &Given<'_>) -> Result<Command, Refusal> {
    let kind = naming::kind_named(given.text("kind"))?;
    let mut ids = Vec::new();
    for text in given.many("ids") {
        ids.extend(given.listed(kind, text)?);
    }
    let program = given.workbench.program();
    let deletion = records::delete(program, kind, &ids)?;
    if !deletion.cascade.is_empty() && !given.flag("cascade") {
        let own: BTreeSet<(Kind, &str)> = ids.iter().map(|id| (kind, &**id)).collect();
        let removed = deletion.edit.changes.iter().filter(|change| change.after().is_none());
        let others: Vec<String> = removed
            .map(|change| (change.kind(), change.id()))
            .filter(|(kind, id)| !own.contains(&(*kind, &**id)))
            .map(|(kind, id)| format!("{}/{id}", kind.table_name()))
            .collect();
        let mut list = others.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
        if others.len() > NAMED {
            list = format!("{list} and {} more", others.len() - NAMED);
        }
        return Err(Refusal::Referred {
            subject: naming::called_all(program, kind, &ids),
            referrers: format!("{list}; say --cascade to delete them too"),
        });
    }
    Ok(Command::Record(RecordCommand::Delete { kind, ids }))
}

/// A setting by its key, or by a row of the register that has one setting.
fn setting(text: &str) -> Result<String, Refusal> {
    if registry().definition(text).is_some() {
        return Ok(text.to_owned());
    }
    let of_row = registry().definitions().filter(|definition| definition.register.eq_ignore_ascii_case(text));
    match of_row.map(|definition| definition.key).collect::<Vec<_>>().as_slice() {
        [] => Ok(text.to_owned()),
        [one] => Ok((*one).to_owned()),
        several => Err(Refusal::bad("setting", format!("{text} has several settings: {}", several.join(", ")))),
    }
}

fn decide(given: &Given<'_>) -> Result<Command, Refusal> {
    let decision = match given.text("side") {
        "one" => Decision::One,
        "other" => Decision::Other,
        "before" => Decision::Before,
        "standing" => Decision::Standing,
        word => return Err(Refusal::bad("side", format!("{word:?} is not one of: one, other, before, standing"))),
    };
    Ok(Command::Record(RecordCommand::Decide { conflict: given.text("conflict").into(), decision }))
}
