//! The text typed into a cell: what it means, what is wrong with it, and what stays when it is not valid.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::column::Key;
use crate::app::command::{PartnerCommand, RecordCommand};
use crate::app::typed;
use crate::edit::{Refusal, field};
use crate::program::Kind;
use crate::program::id::Id;
use crate::program::partner::Partner;
use crate::program::period::days_between;
use crate::program::record::FieldKind;
use crate::tui::amount;
use crate::tui::session::{Command, Workbench};
use crate::tui::widgets::text_field::TextField;

/// A cell being typed into.
#[derive(Debug, Clone)]
pub(super) struct CellEditor {
    /// Whose.
    pub(super) partner: Id<Partner>,
    /// Which column.
    pub(super) key: Key,
    /// The text.
    pub(super) text: TextField,
    /// The text at first.
    pub(super) original: String,
    /// What the text means, or what is wrong with it.
    pub(super) verdict: Result<String, String>,
    /// The revision and the text that the verdict is about.
    judged: Option<(u64, String)>,
}

/// A cell of a partner.
pub(super) type Place = (Id<Partner>, Key);

/// Text that was typed and is not in the program.
#[derive(Debug, Clone, Default)]
pub(super) struct Drafts {
    invalid: BTreeMap<Place, (String, String)>,
    abandoned: Option<(Place, String)>,
}

impl Drafts {
    /// The text left in a cell although it is not valid, and what is wrong with it.
    pub(super) fn get(&self, partner: &Id<Partner>, key: Key) -> Option<&(String, String)> {
        if self.invalid.is_empty() { None } else { self.invalid.get(&(partner.clone(), key)) }
    }

    /// Keeps invalid text.
    pub(super) fn keep(&mut self, place: Place, text: String, error: String) {
        self.invalid.insert(place, (text, error));
    }

    /// Drops the text of a cell; tells whether there was one.
    pub(super) fn drop(&mut self, place: &Place) -> bool {
        self.invalid.remove(place).is_some()
    }

    /// How many cells hold text that is not valid.
    pub(super) fn len(&self) -> usize {
        self.invalid.len()
    }

    /// Remembers text that Esc left behind.
    pub(super) fn abandon(&mut self, place: Place, text: String) {
        self.abandoned = Some((place, text));
    }

    /// The text that Esc left behind in this cell.
    pub(super) fn abandoned(&self, partner: &Id<Partner>, key: Key) -> Option<&str> {
        let ((id, column), text) = self.abandoned.as_ref()?;
        (id == partner && *column == key).then_some(text.as_str())
    }

    /// Forgets partners that are gone.
    pub(super) fn retain(&mut self, is_there: impl Fn(&Id<Partner>) -> bool) {
        self.invalid.retain(|(id, _), _| is_there(id));
    }
}

fn why(refusal: Refusal) -> String {
    match refusal {
        Refusal::BadValue { why, .. } => why,
        other => other.to_string(),
    }
}

/// A date in words, seen from another: `Sat 14 Mar 2026, in 3 weeks`.
pub(super) fn date_in_words(date: Date, as_of: Date) -> String {
    let days = days_between(as_of, date);
    let plural = |n: i32, unit: &str| if n == 1 { format!("1 {unit}") } else { format!("{n} {unit}s") };
    let span = match days.abs() {
        n @ ..14 => plural(n, "day"),
        n @ 14..70 => plural(n / 7, "week"),
        n @ 70..730 => plural(n / 30, "month"),
        n => plural(n / 365, "year"),
    };
    let when = match days {
        0 => "today".to_owned(),
        ..0 => format!("{span} ago"),
        _ => format!("in {span}"),
    };
    format!("{}, {when}", date.strftime("%a %-d %b %Y"))
}

/// Whether a value is within what the column can hold.
pub(super) fn in_range(key: Key, canonical: &str) -> Result<(), String> {
    let (least, most) = match key {
        Key::StrategicValue => (0, 100),
        Key::Nps => (-100, 100),
        _ => return Ok(()),
    };
    match canonical.parse::<rust_decimal::Decimal>() {
        Ok(value) if value < least.into() || value > most.into() => {
            Err(format!("{canonical} is not from {least} to {most}"))
        }
        _ => Ok(()),
    }
}

/// What a text would mean in a cell, or what is wrong with it; nothing is changed.
pub(super) fn check(workbench: &Workbench, partner: &Id<Partner>, key: Key, text: &str) -> Result<String, String> {
    let Some(name) = key.field() else { return Err(key.read_only().unwrap_or_default()) };
    let canonical = typed::canonical(workbench, Kind::Partner, name, text).map_err(why)?;
    in_range(key, &canonical)?;
    let program = workbench.program();
    let record = program.record(Kind::Partner, partner.as_str()).ok_or("this partner is gone")?;
    field::with(&record, name, &canonical).map_err(why)?;
    if key == Key::Name {
        let wanted = canonical.to_lowercase();
        if program.partners.iter().any(|other| is_named(other, &wanted) && other.id != *partner) {
            return Ok("another partner has this name".to_owned());
        }
    }
    Ok(meaning(workbench, key, &canonical))
}

/// Whether a partner has a name, given in lower case.
fn is_named(partner: &Partner, lower: &str) -> bool {
    let name = &partner.name;
    name.eq_ignore_ascii_case(lower) || (!name.is_ascii() && name.to_lowercase() == lower)
}

fn meaning(workbench: &Workbench, key: Key, canonical: &str) -> String {
    if canonical.is_empty() {
        return "empty: not known".to_owned();
    }
    match key.field_kind() {
        Some(FieldKind::Date) => {
            canonical.parse().map_or_else(|_| String::new(), |date: Date| date_in_words(date, workbench.as_of()))
        }
        Some(FieldKind::Money) => canonical
            .parse()
            .map_or_else(|_| String::new(), |money| amount::exact(money, workbench.program().profile.currency)),
        _ => String::new(),
    }
}

/// The text of a cell as it is typed: the field in canonical form.
pub(super) fn text_of(workbench: &Workbench, partner: &Id<Partner>, key: Key) -> String {
    let record = workbench.program().record(Kind::Partner, partner.as_str());
    match (record, key.field()) {
        (Some(record), Some(name)) => field::text(&record, name).unwrap_or_default(),
        _ => String::new(),
    }
}

/// The command that sets a column of partners.
pub(super) fn set(ids: &[Id<Partner>], key: Key, text: &str) -> Option<Command> {
    if key == Key::Tier {
        let tier = if text.is_empty() { None } else { Some(text.parse().ok()?) };
        return Some(Command::Partner(PartnerCommand::GrantTier { partners: ids.to_vec(), tier }));
    }
    Some(Command::Record(RecordCommand::SetField {
        kind: Kind::Partner,
        ids: ids.iter().map(Id::shared).collect(),
        field: key.field()?.to_owned(),
        text: text.to_owned(),
    }))
}

impl CellEditor {
    /// Begins to type into a cell: over its text, its draft, or an empty cell.
    pub(super) fn begin(workbench: &Workbench, drafts: &Drafts, partner: &Id<Partner>, key: Key, empty: bool) -> Self {
        let original = text_of(workbench, partner, key);
        let draft = drafts.get(partner, key).map(|(text, _)| text.as_str());
        let text = match draft {
            _ if empty => TextField::default(),
            Some(draft) => TextField::new(draft),
            None => TextField::replaceable(&*original),
        };
        let mut editor =
            Self { partner: partner.clone(), key, text, original, verdict: Ok(String::new()), judged: None };
        if !empty {
            editor.judge(workbench);
        }
        editor
    }

    /// Works out what the text means.
    pub(super) fn judge(&mut self, workbench: &Workbench) {
        self.verdict = check(workbench, &self.partner, self.key, self.text.text());
        self.judged = Some((workbench.revision(), self.text.text().to_owned()));
    }

    /// The same, unless nothing moved since.
    pub(super) fn settle(&mut self, workbench: &Workbench) {
        let known = self.judged.as_ref().map(|(revision, text)| (*revision, text.as_str()));
        if known != Some((workbench.revision(), self.text.text())) {
            self.judge(workbench);
        }
    }

    /// Which cell it is.
    pub(super) fn place(&self) -> Place {
        (self.partner.clone(), self.key)
    }

    /// The command that takes the text into the program; `None` when it says what is there already.
    pub(super) fn command(&self) -> Option<Command> {
        if self.text.text().trim() == self.original {
            return None;
        }
        set(std::slice::from_ref(&self.partner), self.key, self.text.text().trim())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn dates_are_said_in_words() {
        let as_of = date(2026, 2, 21);
        assert_eq!(date_in_words(date(2026, 3, 14), as_of), "Sat 14 Mar 2026, in 3 weeks");
        assert_eq!(date_in_words(as_of, as_of), "Sat 21 Feb 2026, today");
        assert_eq!(date_in_words(date(2026, 2, 20), as_of), "Fri 20 Feb 2026, 1 day ago");
        assert_eq!(date_in_words(date(2024, 2, 20), as_of), "Tue 20 Feb 2024, 2 years ago");
    }
}
