//! What is otherwise between two plans, record by record and field by field, in the words of the plan file.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::analysis::criteria_words::criterion;
use crate::edit::{field, naming};
use crate::program::settings::Settings;
use crate::program::{AnyRecord, Kind, Program};

/// A field that is otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldDifference {
    /// Which field; of settings, the key.
    pub field: String,
    /// As it was; empty where there was nothing.
    pub before: String,
    /// As it is; empty where there is nothing.
    pub after: String,
}

/// What became of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RecordChange {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// Some fields are otherwise.
    Changed(Vec<FieldDifference>),
}

/// A record that is otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordDifference {
    /// Its kind.
    pub kind: Kind,
    /// Its identifier.
    pub id: Arc<str>,
    /// What people call it.
    pub name: String,
    /// What became of it.
    pub change: RecordChange,
}

/// Every record that is otherwise in `after`, in the order of the file.
pub fn difference(before: &Program, after: &Program) -> Vec<RecordDifference> {
    let mut found = Vec::new();
    for kind in [Kind::Profile, Kind::Settings].into_iter().chain(Kind::TABLES.iter().copied()) {
        if before.shares(after, kind) {
            continue;
        }
        let ids: BTreeSet<Arc<str>> = before.ids(kind).into_iter().chain(after.ids(kind)).collect();
        for id in ids {
            let (old, new) = (before.record(kind, &id), after.record(kind, &id));
            let (name, change) = match (&old, &new) {
                (Some(old), Some(new)) if old.same(new) => continue,
                (Some(old), Some(new)) => (naming::called_record(after, new), fields(old, new, after)),
                (None, Some(new)) => (naming::called_record(after, new), RecordChange::Added),
                (Some(old), None) => (naming::called_record(before, old), RecordChange::Removed),
                (None, None) => continue,
            };
            if change != RecordChange::Changed(Vec::new()) {
                found.push(RecordDifference { kind, id, name, change });
            }
        }
    }
    found
}

fn fields(old: &AnyRecord, new: &AnyRecord, program: &Program) -> RecordChange {
    if let (AnyRecord::Settings(old), AnyRecord::Settings(new)) = (old, new) {
        return RecordChange::Changed(settings(old, new));
    }
    let names = new.kind().fields().iter().map(|(name, ..)| *name);
    let differing = names.filter_map(|name| {
        let (before, after) = (text(old, name, program), text(new, name, program));
        (before != after).then(|| FieldDifference { field: name.to_owned(), before, after })
    });
    RecordChange::Changed(differing.collect())
}

fn text(record: &AnyRecord, name: &str, program: &Program) -> String {
    match record {
        AnyRecord::Tier(tier) if name == "criteria" => criterion(&tier.criteria, program.profile.currency),
        _ => field::text(record, name).unwrap_or_default(),
    }
}

fn settings(old: &Settings, new: &Settings) -> Vec<FieldDifference> {
    let keys: BTreeSet<&str> = old.decided().chain(new.decided()).map(|(key, _)| key.as_str()).collect();
    let of = |settings: &Settings, key: &str| settings.get(key).map(|value| value.to_string()).unwrap_or_default();
    let differing = keys.into_iter().filter_map(|key| {
        let (before, after) = (of(old, key), of(new, key));
        (before != after).then(|| FieldDifference { field: key.to_owned(), before, after })
    });
    differing.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::presets;

    #[test]
    fn records_are_told_by_what_became_of_them() {
        let mut before = Program::named("x");
        for tier in presets::tiers("standard") {
            before.put(tier.into());
        }
        let mut after = before.clone();
        let mut gold = after.tiers.find("gold").unwrap().clone();
        gold.commission = Some(crate::program::rate::Percent::whole(22));
        after.put(gold.into());
        after.take(Kind::Tier, "platinum");
        after.settings = Arc::new(after.settings.set("influence.credit", "30%").unwrap());
        after.put(presets::benefits("standard").remove(0).into());
        let found = difference(&before, &after);
        let told: Vec<String> = found
            .iter()
            .map(|record| match &record.change {
                RecordChange::Added => format!("+ {}", record.kind),
                RecordChange::Removed => format!("- {}", record.name),
                RecordChange::Changed(fields) => {
                    let fields = fields.iter().map(|f| format!("{} {} {}", f.field, f.before, f.after));
                    format!("~ {}: {}", record.id, fields.collect::<Vec<_>>().join(", "))
                }
            })
            .collect();
        assert_eq!(
            told,
            ["~ settings: influence.credit 25% 30%", "~ gold: commission 20% 22%", "- Platinum", "+ benefit"]
        );
        assert!(difference(&after, &after.clone()).is_empty());
    }
}
