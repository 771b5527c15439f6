//! What one key ticks off: yes or no, done today, an item of a list, a task.

use std::sync::Arc;

use super::section::{Section, Toggle};
use super::state::Tables;
use crate::app::command::{CampaignCommand, RecordCommand};
use crate::app::entry;
use crate::edit::field;
use crate::program::Kind;
use crate::program::choice::Choice;
use crate::program::enablement::AssetKind;
use crate::report::cell::Cell;
use crate::tui::outcome::Outcome;
use crate::tui::pane::Context;
use crate::tui::session::Command;

/// Sets a field of a record.
fn set(kind: Kind, id: &str, field: &str, text: impl Into<String>) -> Outcome {
    let ids: Vec<Arc<str>> = vec![id.into()];
    let (field, text) = (field.to_owned(), text.into());
    Outcome::command(Command::Record(RecordCommand::SetField { kind, ids, field, text }))
}

impl Tables {
    /// Ticks the row off, or takes the tick away.
    pub(super) fn tick(&self, context: &Context<'_>) -> Outcome {
        match (self.spec().toggle, self.spec().kind) {
            (Some(Toggle::Own), _) => self.tick_own(context),
            (Some(toggle), Some(kind)) => match self.record() {
                Some(id) => self.tick_record(toggle, kind, &id, context),
                None => self.tick_fresh(toggle, kind, context),
            },
            _ => Outcome::ignored(),
        }
    }

    fn tick_record(&self, toggle: Toggle, kind: Kind, id: &str, context: &Context<'_>) -> Outcome {
        let Some(record) = context.workbench.program().record(kind, id) else { return Outcome::ignored() };
        let now = |name: &str| field::text(&record, name).unwrap_or_default();
        match toggle {
            Toggle::Flag(name) => set(kind, id, name, if now(name) == "yes" { "no" } else { "yes" }),
            Toggle::Day(name) => set(kind, id, name, if now(name).is_empty() { "today" } else { "" }),
            Toggle::Today(name) => set(kind, id, name, "today"),
            Toggle::Item { field, item } => {
                let column = field.strip_prefix('@');
                let name = column.and_then(|column| self.cell(column)).map_or(field.into(), Cell::plain);
                let item = self.cell(item).map(|cell| cell.plain().into_owned()).unwrap_or_default();
                tick_item(kind, id, &name, &now(&name), &item)
            }
            Toggle::Task => match id.parse() {
                Ok(task) => Outcome::command(Command::Campaign(CampaignCommand::ToggleDone { tasks: vec![task] })),
                Err(_) => Outcome::ignored(),
            },
            Toggle::Own => Outcome::ignored(),
        }
    }

    /// A row without a record gets one that is ticked; where more is needed, a form asks for it.
    fn tick_fresh(&self, toggle: Toggle, kind: Kind, context: &Context<'_>) -> Outcome {
        if !self.makes_records() {
            return Outcome::unavailable("there is no record here yet");
        }
        let mut typed = self.started(true);
        match toggle {
            Toggle::Flag(name) => typed.push((name.to_owned(), "yes".to_owned())),
            Toggle::Day(name) | Toggle::Today(name) if typed.iter().all(|(field, _)| field != name) => {
                typed.push((name.to_owned(), "today".to_owned()));
            }
            _ => {}
        }
        match entry::adding(context.workbench, kind, None, &typed) {
            Ok(command) => Outcome::command(Command::Record(command)),
            Err(_) => Outcome::NewRecord { kind, given: typed },
        }
    }

    fn tick_own(&self, context: &Context<'_>) -> Outcome {
        let program = context.workbench.program();
        let text = |column: &str| self.cell(column).map(|cell| cell.plain().into_owned()).unwrap_or_default();
        let (id, part) = (text("id"), text("part"));
        match self.section {
            Section::Portal if text("checklist") == "portal" => {
                let there = self.cell("present") == Some(&Cell::Flag(true));
                if !id.is_empty() {
                    return set(Kind::PortalSection, &id, "present", if there { "no" } else { "yes" });
                }
                let typed = [("part", part.as_str()), ("present", "yes")].map(|(a, b)| (a.to_owned(), b.to_owned()));
                let added = entry::adding(context.workbench, Kind::PortalSection, None, &typed);
                added.map_or_else(|_| Outcome::ignored(), |command| Outcome::command(Command::Record(command)))
            }
            Section::Portal if id.is_empty() => {
                let given =
                    [("kind", AssetKind::DemoEnvironment.word()), ("title", "Demo environment"), ("demo", &part)];
                let given = given.into_iter().chain([("updated_on", "today"), ("frequency", "ongoing")]);
                let given = given.map(|(field, text)| (field.to_owned(), text.to_owned())).collect();
                Outcome::NewRecord { kind: Kind::Asset, given }
            }
            Section::Portal => {
                let asset = program.record(Kind::Asset, &id);
                let now = asset.and_then(|asset| field::text(&asset, "demo").ok()).unwrap_or_default();
                tick_item(Kind::Asset, &id, "demo", &now, &part)
            }
            Section::Markets if !id.is_empty() => {
                let asset = program.record(Kind::Asset, &id);
                let now = asset.and_then(|asset| field::text(&asset, "languages").ok()).unwrap_or_default();
                tick_item(Kind::Asset, &id, "languages", &now, &text("language"))
            }
            Section::Choices if self.cell("chosen") == Some(&Cell::Flag(true)) => {
                set(Kind::Listing, &id, &text("field"), "")
            }
            Section::Choices => set(Kind::Listing, &id, &text("field"), text("word")),
            _ => Outcome::unavailable("there is nothing to tick off in this row"),
        }
    }
}

/// Puts an item into a list or takes it out.
fn tick_item(kind: Kind, id: &str, name: &str, now: &str, item: &str) -> Outcome {
    if now.starts_with('[') || item.contains(';') {
        return Outcome::unavailable("one of the items holds a semicolon; e edits the whole record");
    }
    let mut items: Vec<String> = field::items(now).map(str::to_owned).collect();
    let before = items.len();
    items.retain(|known| known.to_lowercase() != item.to_lowercase());
    if items.len() == before {
        items.push(item.to_owned());
    }
    let one = items.len() == 1 && items.iter().any(|item| item.contains(','));
    set(kind, id, name, items.join("; ") + if one { ";" } else { "" })
}
