//! The records that belong to the one under the cursor, and those of every other kind: seen, added, changed, deleted.
//!
//! Three steps, each a list or a form that goes back to the one before: which kind, which record, its fields.

use std::sync::Arc;

use super::state::{Effect, Owner, Screen};
use crate::app::command::RecordCommand;
use crate::app::entry;
use crate::edit::naming;
use crate::program::record::{FieldKind, FieldShape};
use crate::program::{AnyRecord, Kind};
use crate::tui::outcome::Notice;
use crate::tui::overlays::{Entry, Field, Form, Picker};
use crate::tui::pane::{Check, Values};
use crate::tui::session::Command;

/// Before everything: the overlays of this file.
const TAG: &str = "records";
/// Entries of a list that are no record.
const NEW: &str = "?new";
const DELETE: &str = "?delete";
/// The most records that a list offers.
const MOST: usize = 2_000;
/// Up to so many records are chosen from; more are named by typing.
const CHOSEN_FROM: usize = 2_000;

/// Which list: records of a kind, those whose field names an owner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    owner: (Kind, Arc<str>),
    pub(super) part: Kind,
    field: Option<&'static str>,
}

impl Place {
    /// `what/owner kind/owner id/kind/field/record`.
    pub(super) fn tag(&self, what: &str, record: &str) -> String {
        let owner = self.owner.0.table_name();
        let field = self.field.unwrap_or_default();
        format!("{TAG}/{what}/{owner}/{}/{}/{field}/{record}", self.owner.1, self.part.table_name())
    }

    /// What the tag says: what, the place, the record.
    fn read(tag: &str) -> Option<(&str, Self, &str)> {
        let mut words = tag.strip_prefix(TAG)?.strip_prefix('/')?.splitn(6, '/');
        let what = words.next()?;
        let owner = (words.next()?.parse().ok()?, words.next()?.into());
        let part: Kind = words.next()?.parse().ok()?;
        let named = words.next()?;
        let field = part.fields().iter().map(|(name, _, _)| *name).find(|name| *name == named);
        Some((what, Self { owner, part, field }, words.next()?))
    }

    /// `Contacts of Acme`, `Team members`.
    fn title(&self, screen: &Screen) -> String {
        let kinds = plural(self.part);
        match self.field {
            Some(_) => {
                format!("{kinds} of {}", naming::called(screen.workbench.program(), self.owner.0, &self.owner.1))
            }
            None => kinds,
        }
    }

    pub(super) fn records(&self, screen: &Screen) -> Vec<AnyRecord> {
        let program = screen.workbench.program();
        match self.field {
            Some(field) => entry::belonging(program, (self.part, field), (self.owner.0, &self.owner.1)),
            None => program.records(self.part),
        }
    }
}

fn plural(kind: Kind) -> String {
    entry::field_words(&naming::plural(kind))
}

impl Screen {
    /// The kinds of records that belong to the record under the cursor, then all others.
    pub(super) fn open_records(&mut self) -> Vec<Effect> {
        let context = self.context();
        let here = self.pane(self.active).and_then(|pane| pane.selected_record(&context));
        let owner = here.unwrap_or_else(|| (Kind::Profile, Kind::Profile.table_name().into()));
        self.list_kinds(&owner, None);
        Vec::new()
    }

    fn list_kinds(&mut self, owner: &(Kind, Arc<str>), at: Option<&Place>) {
        let program = self.workbench.program();
        let own = if owner.0 == Kind::Profile { Vec::new() } else { entry::parts_of(owner.0) };
        let place = |part: Kind, field| Place { owner: owner.clone(), part, field };
        let mut entries = Vec::new();
        for (part, field) in &own {
            let count = entry::belonging(program, (*part, field), (owner.0, &owner.1)).len();
            let id = place(*part, Some(field)).tag("list", "");
            entries.push(Entry::new(id, plural(*part)).detail(counted(count)));
        }
        let name = naming::called(program, owner.0, &owner.1);
        let program_itself = place(Kind::Profile, None).tag("itself", "");
        entries.push(Entry::new(program_itself, "The program itself").detail(program.profile.name.as_str()));
        for part in Kind::TABLES {
            let label = if own.is_empty() { plural(*part) } else { format!("All {}", naming::plural(*part)) };
            let id = place(*part, None).tag("list", "");
            entries.push(Entry::new(id, label).detail(counted(program.count(*part))));
        }
        let title = if own.is_empty() { "Records".to_owned() } else { format!("Records of {name}") };
        let picker =
            Picker::new(Place { owner: owner.clone(), part: Kind::Partner, field: None }.tag("kinds", ""), title);
        let picker = picker.entries(entries).footer("Enter shows them, Esc closes; type to search");
        let picker = match at {
            Some(place) => picker.select(&place.tag("list", "")),
            None => picker,
        };
        self.open(Owner::Screen, picker.into());
    }

    fn list_records(&mut self, place: &Place, at: Option<&str>) {
        let program = self.workbench.program();
        let records = place.records(self);
        let mut entries = vec![Entry::new(NEW, format!("+ New {}", place.part.noun()))];
        for record in records.iter().take(MOST) {
            let (label, detail) = entry::line(program, record, place.field);
            entries.push(Entry::new(record.id(), label).detail(detail));
        }
        if !records.is_empty() {
            entries.push(Entry::new(DELETE, "- Delete some ..."));
        }
        let footer = match records.len() {
            count if count > MOST => format!("the first {MOST} of {count}; Enter opens one, Esc goes back"),
            _ => "Enter opens one, Esc goes back; type to search".to_owned(),
        };
        let picker = Picker::new(place.tag("records", ""), place.title(self)).entries(entries).footer(footer);
        let picker = match at {
            Some(id) => picker.select(id),
            None => picker,
        };
        self.open(Owner::Screen, picker.into());
    }

    fn open_record_form(&mut self, place: &Place, id: &str) {
        if let Some(fields) = self.kept_fields(&place.tag("form", id), place.part, id) {
            self.open_record_form_with(place, id, &fields, "");
            self.notify(Notice::info("What you typed here before is back"));
            return;
        }
        let program = self.workbench.program();
        let shown = match program.record(place.part, id) {
            Some(record) => entry::shown(program, &record),
            None => entry::suggested(place.part, &place.records(self)),
        };
        let shown: Vec<_> = shown.into_iter().map(|(name, text)| (name.to_owned(), text)).collect();
        self.open_record_form_with(place, id, &shown, "");
    }

    /// The form of a record, or of a new one, opened from a pane: it goes back there.
    pub(super) fn open_form_of(&mut self, kind: Kind, id: Option<&str>, owner: Option<(Kind, Arc<str>)>) {
        let field = owner.as_ref().and_then(|owner| {
            entry::parts_of(owner.0).into_iter().find(|(part, _)| *part == kind).map(|(_, field)| field)
        });
        let owner = owner.unwrap_or_else(|| (Kind::Profile, Kind::Profile.table_name().into()));
        self.open_record_form(&Place { owner, part: kind, field }, id.unwrap_or(NEW));
        if let Some(open) = self.overlays.last_mut() {
            open.overlay.tag = open.overlay.tag.replacen("/form/", "/direct/", 1);
        }
    }

    /// The form of a new record with some of its fields filled in, opened from a pane; the cursor in the first empty one.
    pub(super) fn open_new_form(&mut self, kind: Kind, given: Vec<(String, String)>) {
        let owner = (Kind::Profile, Kind::Profile.table_name().into());
        let place = Place { owner, part: kind, field: None };
        let suggested = entry::suggested(kind, &place.records(self));
        let mut shown: Vec<_> = suggested.into_iter().map(|(name, text)| (name.to_owned(), text)).collect();
        shown.extend(given);
        let empty = |name: &str| shown.iter().all(|(known, _)| known != name);
        let focus = kind.fields().iter().map(|(name, ..)| *name).find(|name| empty(name)).unwrap_or_default();
        self.open_record_form_with(&place, NEW, &shown, focus);
        if let Some(open) = self.overlays.last_mut() {
            open.overlay.tag = open.overlay.tag.replacen("/form/", "/direct/", 1);
        }
    }

    /// The form of a record with these texts in its fields, the cursor in one of them.
    fn open_record_form_with(&mut self, place: &Place, id: &str, shown: &[(String, String)], focus: &str) {
        let program = self.workbench.program();
        let record = program.record(place.part, id);
        let title = match &record {
            Some(record) => {
                format!("{}: {}", entry::field_words(place.part.noun()), entry::line(program, record, None).0)
            }
            None => format!("New {}", place.part.noun()),
        };
        let mut form = Form::new(place.tag("form", id), title);
        for declared in place.part.fields() {
            let text = shown.iter().find(|(name, _)| *name == declared.0).map_or("", |(_, text)| text.as_str());
            if place.field != Some(declared.0) {
                form = form.field(self.record_field(declared, text));
            }
        }
        self.open(Owner::Screen, form.focus(focus).into());
    }

    pub(super) fn record_field(&self, (name, kind, shape): &crate::program::record::Field, text: &str) -> Field {
        let program = self.workbench.program();
        let label = entry::field_words(name);
        let optional = *shape == FieldShape::Optional;
        let choice = |mut options: Vec<(String, String)>| {
            if optional {
                options.insert(0, (String::new(), "none".to_owned()));
            }
            Field::choice(*name, &*label, options).hint("Type a part of it, or choose with left and right").value(text)
        };
        let list = *shape == FieldShape::List;
        match kind {
            FieldKind::Choice(choices) if !list => {
                choice(choices.iter().map(|(word, said)| ((*word).to_owned(), (*said).to_owned())).collect())
            }
            FieldKind::YesNo if !list => choice(["yes", "no"].map(|word| (word.to_owned(), word.to_owned())).into()),
            FieldKind::Reference(to) if !list && program.count(*to) <= CHOSEN_FROM => {
                let names = entry::names_of(program, *to);
                let chosen = names.iter().find(|(id, name)| id == text || name == text).map_or(text, |(id, _)| id);
                choice(names.iter().cloned().collect()).value(chosen)
            }
            FieldKind::Structure if matches!(*name, "features" | "use_cases") => {
                Field::text(*name, label).hint("What - benefit; what - benefit").value(text)
            }
            _ => Field::text(*name, label).hint(hint(*kind, *shape)).value(text),
        }
    }

    /// What is wrong with a text in a form of records, or what it means; nothing for other overlays.
    pub(super) fn record_check(&self, tag: &str, field: &str, text: &str) -> Option<Check> {
        let (what, place, _) = Place::read(tag)?;
        if !matches!(what, "form" | "direct") {
            return None;
        }
        Some(match entry::meaning(&self.workbench, place.part, field, text) {
            Ok(meaning) if meaning.is_empty() || meaning == text => Check::default(),
            Ok(meaning) => Check { error: None, lines: vec![meaning] },
            Err(refusal) => Check { error: Some(refusal.reason()), lines: Vec::new() },
        })
    }

    /// What became of the overlays of records; nothing for an answer that is not about them.
    pub(super) fn records_answered(&mut self, tag: &str, values: &Values) -> Option<Vec<Effect>> {
        if let Values::Picked(picked) = values
            && let Some(("list", place, _)) = Place::read(picked)
        {
            self.list_records(&place, None);
            return Some(Vec::new());
        }
        if let Values::Picked(picked) = values
            && let Some(("itself", place, _)) = Place::read(picked)
        {
            self.open_form_of(place.part, Some(Kind::Profile.table_name()), None);
            return Some(Vec::new());
        }
        let (what, place, id) = Place::read(tag)?;
        Some(match (what, values) {
            ("records", Values::Picked(picked)) => {
                match picked.as_str() {
                    NEW => self.open_record_form(&place, NEW),
                    DELETE => self.ask_deletion(&place),
                    id => self.open_record_form(&place, id),
                }
                Vec::new()
            }
            ("records", Values::Cancelled(_)) => {
                self.list_kinds(&place.owner.clone(), Some(&place));
                Vec::new()
            }
            ("form", Values::Fields(fields)) => self.record_entered(&place, id, fields, true),
            ("direct", Values::Fields(fields)) => self.record_entered(&place, id, fields, false),
            ("direct", _) => {
                self.dirty = true;
                self.keep_typed(&place, id, values)
            }
            ("delete", Values::PickedMany(ids)) if !ids.is_empty() => {
                let ids = ids.iter().map(|id| id.as_str().into()).collect();
                let effects = self.command(Command::Record(RecordCommand::Delete { kind: place.part, ids }));
                self.list_records(&place, None);
                effects
            }
            ("form" | "delete", _) => {
                self.list_records(&place, Some(id));
                self.keep_typed(&place, id, values)
            }
            _ => Vec::new(),
        })
    }

    fn record_entered(&mut self, place: &Place, id: &str, fields: &[(String, String)], list: bool) -> Vec<Effect> {
        let program = self.workbench.program();
        let before = program.record(place.part, id);
        let command = if let Some(record) = &before {
            let shown = entry::shown(program, record);
            let same =
                |(name, text): &&(String, String)| !shown.iter().any(|(field, known)| field == name && known == text);
            let changed: Vec<_> = fields.iter().filter(same).cloned().collect();
            entry::editing(&self.workbench, record, &changed)
        } else {
            let owner = place.field.map(|field| (field.to_owned(), place.owner.1.to_string()));
            let typed: Vec<_> = fields.iter().cloned().chain(owner).collect();
            entry::adding(&self.workbench, place.part, None, &typed).map(Some)
        };
        let revision = self.workbench.revision();
        let effects = match command {
            Ok(Some(command)) => self.command(Command::Record(command)),
            Ok(None) => {
                if list {
                    self.list_records(place, Some(id));
                }
                return self.notify(Notice::info("Nothing was changed"));
            }
            Err(refusal) => self.notify(Notice::error(format!("Nothing was changed: {refusal}"))),
        };
        if self.workbench.revision() == revision {
            // Refused: what was typed stands in the form again, at the first text that is another than before.
            let known = before.map(|record| entry::shown(self.workbench.program(), &record)).unwrap_or_default();
            let same = |(name, text): &&(String, String)| known.iter().any(|(field, now)| field == name && now == text);
            let other = fields.iter().find(|field| !same(field)).map_or("", |(name, _)| name.as_str());
            self.open_record_form_with(place, id, fields, other);
            if let Some(open) = self.overlays.last_mut().filter(|_| !list) {
                open.overlay.tag = open.overlay.tag.replacen("/form/", "/direct/", 1);
            }
        } else {
            self.forget_typed(&place.tag("form", id));
            if list {
                self.list_records(place, Some(id));
            }
        }
        effects
    }

    fn ask_deletion(&mut self, place: &Place) {
        let program = self.workbench.program();
        let records = place.records(self);
        let entries = records.iter().take(MOST).map(|record| {
            let (label, detail) = entry::line(program, record, place.field);
            Entry::new(record.id(), label).detail(detail)
        });
        let picker = Picker::new(place.tag("delete", ""), format!("Delete {}", naming::plural(place.part)))
            .entries(entries.collect())
            .marking([])
            .footer("Tab marks, Enter deletes what is marked ([key:undo] undoes it), Esc goes back");
        self.open(Owner::Screen, picker.into());
    }
}

fn counted(count: usize) -> String {
    if count == 0 { "none".to_owned() } else { count.to_string() }
}

fn hint(kind: FieldKind, shape: FieldShape) -> &'static str {
    match (kind, shape) {
        (FieldKind::Structure, _) => "As written in the plan file",
        (FieldKind::Reference(_), FieldShape::List) => "Names, divided by commas",
        (_, FieldShape::List) => "Several, divided by commas or semicolons",
        (FieldKind::Reference(_), _) => "A name",
        (FieldKind::Date, _) => "2026-03-14, 14 Mar, fri, +2w",
        (FieldKind::When | FieldKind::Moment, _) => "2026-03-14 or 2026-03-14T17:00+01:00",
        (FieldKind::Quarter, _) => "2026-Q3",
        (FieldKind::Month, _) => "2026-03",
        (FieldKind::Money, _) => "25k, 1.2m, 1,200.50",
        (FieldKind::Amount, _) => "1200.50 EUR",
        (FieldKind::Percent, _) => "12.5%",
        (FieldKind::Multiplier, _) => "1.2x",
        (FieldKind::Quantity, _) => "A number: 5, 25k",
        (FieldKind::Count, _) => "A whole number",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::app::{Dates, Origin};
    use crate::tui::pane::PaneName;
    use crate::tui::screen::Options;
    use crate::tui::script;
    use crate::tui::session::Workbench;
    use crate::tui::theme::{Look, Theme};

    fn screen() -> Screen {
        let program = crate::store::read(include_bytes!("../../../saves/northwind.ron")).unwrap().program;
        let dates = Dates { today: date(2026, 9, 30), asked: None };
        let look = Look { theme: Theme::mono(), ..Look::default() };
        let options = Options { look, pane: PaneName::Timeline, ..Options::default() };
        let mut screen =
            Screen::new(Workbench::new(program, Origin::default(), dates), crate::tui::panes::all(), options);
        script::text_of(&mut screen, 80, 24);
        screen
    }

    fn speakers(screen: &Screen) -> usize {
        screen.workbench().program().count(Kind::Speaker)
    }

    #[test]
    fn a_speaker_is_added_changed_and_deleted_from_the_webinar_under_the_cursor() {
        let mut screen = screen();
        let before = speakers(&screen);
        script::press(&mut screen, ",speak<Enter>").unwrap();
        insta::assert_snapshot!("records_of_a_campaign_80x24", script::text_of(&mut screen, 80, 24));
        script::press(&mut screen, "<Enter>Ada Moreno<Tab><Right><Enter>").unwrap();
        assert_eq!(speakers(&screen), before + 1);
        let added = screen.workbench().program().speakers.iter().find(|one| one.name == "Ada Moreno").unwrap();
        assert_eq!(added.side, crate::program::side::Side::Partner);
        script::press(&mut screen, "ada<Enter><Ctrl+U>Ada M.<Enter>").unwrap();
        assert!(screen.workbench().program().speakers.iter().any(|one| one.name == "Ada M."));
        script::press(&mut screen, "delete<Enter>ada<Tab><Enter>").unwrap();
        assert_eq!(speakers(&screen), before);
        script::press(&mut screen, "<Esc><Esc><Esc>uuu").unwrap();
        assert_eq!(speakers(&screen), before);
        assert!(screen.overlays.is_empty());
    }

    #[test]
    fn what_is_wrong_with_a_text_stands_at_its_field_and_nothing_typed_is_lost() {
        let mut screen = screen();
        script::press(&mut screen, ",agenda<Enter><Enter>").unwrap();
        script::press(&mut screen, "<Tab>Panel<Tab>soon<Enter>").unwrap();
        let text = script::text_of(&mut screen, 80, 24);
        assert!(text.contains("! Minutes  soon") && text.contains("not a whole number"), "{text}");
        assert!(text.contains("Panel"), "{text}");
    }

    #[test]
    fn every_kind_of_record_has_a_list_and_a_form() {
        let mut screen = screen();
        for kind in Kind::TABLES {
            let place = Place { owner: (Kind::Profile, "program".into()), part: *kind, field: None };
            screen.list_records(&place, None);
            script::press(&mut screen, "<Enter>").unwrap();
            let text = script::text_of(&mut screen, 80, 24);
            assert!(text.contains(&format!("New {}", kind.noun())), "{kind}\n{text}");
            screen.overlays.clear();
        }
    }
}
