//! New partners: by a form, or by a pasted list of names; and the whole record as a form.

use super::choices;
use super::column::Key;
use super::editing;
use super::names;
use super::state::Roster;
use crate::app::command::{PartnerCommand, RecordCommand};
use crate::app::typed;
use crate::edit::commands::partners;
use crate::edit::field;
use crate::program::choice::Choice;
use crate::program::partner::{LifecycleStage, Partner};
use crate::program::{AnyRecord, Kind};
use crate::tui::outcome::Outcome;
use crate::tui::overlays::{Field, Form, Preview, PreviewLine};
use crate::tui::pane::{Check, Context};
use crate::tui::session::Command;

/// The tag of the form for a new partner.
pub(super) const ADD: &str = "add";
/// The tag of the form with every field.
pub(super) const FORM: &str = "form";
/// The tag of the preview of pasted names.
pub(super) const NAMES: &str = "names";

/// What the form for a new partner asks.
const ASKED: [Key; 5] = [Key::Type, Key::Stage, Key::Owner, Key::Region, Key::Note];

fn input(context: &Context<'_>, key: Key, partner: Option<&Partner>) -> Field {
    let word = key.field().unwrap_or_default();
    let label = key.label();
    if key.is_picked() {
        let options = choices::options(context.workbench.program(), key, partner);
        return Field::choice(word, label, options.into_iter().map(|(id, label, _)| (id, label)).collect());
    }
    Field::text(word, label)
}

impl Roster {
    /// Asks for a new partner; what was typed and left is there again.
    pub(super) fn ask_new(&mut self, context: &Context<'_>) -> Outcome {
        let left = |word: &str| self.add_draft.iter().find(|(name, _)| name == word).map(|(_, text)| text.clone());
        let mut form = Form::new(ADD, "New partner").field(
            Field::text("name", "Name")
                .hint("Paste a list of names in the table to add many")
                .value(&left("name").unwrap_or_default()),
        );
        for key in ASKED {
            let word = key.field().unwrap_or_default();
            let first = if key == Key::Stage { LifecycleStage::Prospect.word() } else { "" };
            form = form.field(input(context, key, None).value(&left(word).unwrap_or_else(|| first.to_owned())));
        }
        Outcome::open(form.focus("name"))
    }

    /// What is wrong with a field of the form for a new partner.
    pub(super) fn check_new(word: &str, text: &str, context: &Context<'_>) -> Check {
        if word != "name" {
            return Check::default();
        }
        let wanted = text.trim().to_lowercase();
        let error = if wanted.is_empty() {
            Some("a name is needed".to_owned())
        } else {
            let known = context.workbench.program().partners.iter().any(|p| p.name.to_lowercase() == wanted);
            known.then(|| "a partner has this name already".to_owned())
        };
        Check { error, lines: Vec::new() }
    }

    /// The form for a new partner was filled in.
    pub(super) fn add_new(&mut self, fields: &[(String, String)], context: &Context<'_>) -> Outcome {
        let program = context.workbench.program();
        let name = fields.iter().find(|(word, _)| word == "name").map(|(_, text)| text.trim()).unwrap_or_default();
        let stage = LifecycleStage::Prospect;
        let added = match partners::add(program, &[name.to_owned()], stage, context.workbench.as_of()) {
            Ok(added) => added,
            Err(refusal) => return Outcome::warning(refusal.to_string()),
        };
        let Some(id) = added.ids.first() else { return Outcome::ignored() };
        let mut partner = Partner::named(id.clone(), name, stage);
        partner.stage_since = Some(context.workbench.as_of());
        let rest: Vec<_> = fields.iter().filter(|(word, _)| word != "name").cloned().collect();
        match with_fields(context, partner.into(), &rest) {
            Ok(record) => {
                self.add_draft.clear();
                if !self.filter.is_empty() {
                    self.kept.insert(id.clone());
                }
                self.cursor = Some(id.clone());
                let label = format!("Add partner {name}");
                let hidden = if self.filter.is_empty() {
                    None
                } else {
                    Some("It is shown although the filter may hide it; F clears")
                };
                let added = Outcome::command(Command::Record(RecordCommand::Add { record, label }));
                let added = added.and(Outcome::SelectPartner(id.clone()));
                hidden.map_or(Outcome::Changed, Outcome::info).and(added)
            }
            Err(error) => {
                self.add_draft = fields.to_vec();
                Outcome::warning(format!("{error}  (a goes on where you left)"))
            }
        }
    }

    /// Every field of the partner under the cursor as a form.
    pub(super) fn open_form(&mut self, context: &Context<'_>) -> Outcome {
        let Some(partner) = self.current().cloned() else { return Outcome::ignored() };
        let mut form = Form::new(FORM, partner.name.clone());
        for key in Key::ALL.iter().filter(|key| key.field().is_some()) {
            let text = editing::text_of(context.workbench, &partner.id, *key);
            form = form.field(input(context, *key, Some(&partner)).value(&text));
        }
        Outcome::open(form.focus(self.column().field().unwrap_or("name")))
    }

    /// What a text means in a field of the form, or what is wrong with it.
    pub(super) fn check_form(&self, word: &str, text: &str, context: &Context<'_>) -> Check {
        let key = Key::ALL.iter().copied().find(|key| key.field() == Some(word));
        let (Some(key), Some(id)) = (key, &self.cursor) else { return Check::default() };
        match editing::check(context.workbench, id, key, text) {
            Ok(meaning) if meaning.is_empty() || text.is_empty() => Check::default(),
            Ok(meaning) => Check { error: None, lines: vec![meaning] },
            Err(error) => Check { error: Some(error), lines: Vec::new() },
        }
    }

    /// The form was accepted: everything that changed is one step.
    pub(super) fn take_form(&mut self, fields: &[(String, String)], context: &Context<'_>) -> Outcome {
        let Some(before) = self.current().cloned() else { return Outcome::ignored() };
        let key_of = |word: &str| Key::ALL.iter().copied().find(|key| key.field() == Some(word));
        let changed: Vec<_> = fields
            .iter()
            .filter(|(word, text)| {
                key_of(word).is_some_and(|key| editing::text_of(context.workbench, &before.id, key) != text.trim())
            })
            .cloned()
            .collect();
        if changed.is_empty() {
            return Outcome::info("Nothing was changed");
        }
        match with_fields(context, AnyRecord::Partner(before.clone()), &changed) {
            Ok(record) => {
                let record = granted_since(record, &before, context);
                self.keep_in_view(std::slice::from_ref(&before.id));
                let label = format!("Edit {} of {}", count(changed.len(), "field"), before.name);
                Outcome::command(Command::Record(RecordCommand::Replace { record, label }))
            }
            Err(error) => Outcome::warning(error),
        }
    }

    /// A pasted list of names: they are shown before anything is added.
    pub(super) fn preview_names(&mut self, text: &str, context: &Context<'_>) -> Outcome {
        self.names_preview(text, context).map_or_else(|outcome| outcome, Outcome::open)
    }

    /// The preview of a pasted list of names, or why there is none.
    pub(super) fn names_preview(&mut self, text: &str, context: &Context<'_>) -> Result<Preview, Outcome> {
        let names = names::read(text);
        if names.is_empty() {
            return Err(Outcome::unavailable("the pasted text holds no names"));
        }
        let (stage, as_of) = (LifecycleStage::Prospect, context.workbench.as_of());
        let added = match partners::add(context.workbench.program(), &names, stage, as_of) {
            Ok(added) => added,
            Err(refusal) => return Err(Outcome::warning(refusal.to_string())),
        };
        let (new, known) = (added.ids.len(), added.known.len());
        let program = context.workbench.program();
        let mut seen: std::collections::BTreeSet<String> =
            program.partners.iter().map(|partner| partner.name.to_lowercase()).collect();
        let mut lines = vec![PreviewLine::heading(format!(
            "Partners to add: {new} new, {known} known; new ones begin as prospects"
        ))];
        for name in &names {
            lines.push(if seen.insert(name.to_lowercase()) {
                PreviewLine::after(name.clone())
            } else {
                PreviewLine::same(format!("{name}  (known, left as it is)"))
            });
        }
        self.pasted = names;
        let accept = format!("add {}", count(new, "partner"));
        Ok(Preview::new(NAMES, "Paste").lines(lines).accept(accept).called("add them as partners"))
    }

    /// The preview of names was accepted: one step; the new partners are marked, so that s sets their fields.
    pub(super) fn add_names(&mut self, context: &Context<'_>) -> Outcome {
        let names = std::mem::take(&mut self.pasted);
        let (stage, as_of) = (LifecycleStage::Prospect, context.workbench.as_of());
        let Ok(added) = partners::add(context.workbench.program(), &names, stage, as_of) else {
            return Outcome::ignored();
        };
        if !self.filter.is_empty() {
            self.kept.extend(added.ids.iter().cloned());
        }
        self.cursor = added.ids.first().cloned().or(self.cursor.take());
        self.mark_next = added.ids;
        let told = "The new partners are marked: s y sets their type, s o their owner; Esc unmarks";
        Outcome::command(Command::Partner(PartnerCommand::Add { names, stage })).and(Outcome::info(told))
    }
}

/// A tier granted in the form holds from the as-of date.
fn granted_since(record: AnyRecord, before: &Partner, context: &Context<'_>) -> AnyRecord {
    match record {
        AnyRecord::Partner(after)
            if after.granted_tier != before.granted_tier && after.tier_since == before.tier_since =>
        {
            let mut after = std::sync::Arc::unwrap_or_clone(after);
            after.tier_since = after.granted_tier.as_ref().map(|_| context.workbench.as_of());
            after.into()
        }
        other => other,
    }
}

fn with_fields(context: &Context<'_>, record: AnyRecord, fields: &[(String, String)]) -> Result<AnyRecord, String> {
    let mut record = record;
    for (word, text) in fields {
        let canonical =
            typed::canonical(context.workbench, Kind::Partner, word, text).map_err(|refusal| refusal.to_string())?;
        record = field::with(&record, word, &canonical).map_err(|refusal| refusal.to_string())?;
    }
    Ok(record)
}

fn count(n: usize, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}
